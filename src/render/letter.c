#include "render/letter.h"

#include "render/html.h"
#include "render/report_words.h"
#include "render/words.h"
#include <weekplan/progress.h>

/* Colours that do on white and on black, or have a ground of their own. What is
 * dim is as dim on either. */
#define FONT                                                                                       \
    "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;"       \
    "line-height:1.45;"
#define DIM        "opacity:.7;"
#define FILL       "#2da44e"
#define TRACK      "#d8dee4"
#define TRACK_THIN "rgba(128,128,128,.28)"
#define LATE                                                                                       \
    "background-color:#fde7e9;color:#9b1c22;border-radius:4px;padding:1px 5px;white-space:nowrap;"
#define RULE  "border-top:1px solid rgba(128,128,128,.35);"
#define TABLE "<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" "

/* In pixels, but for the levels of which a phone has room for so many. */
enum { SIGN = 24, INDENT = 24, INDENTED = 4, ABOVE_GOAL = 10, ABOVE_SUBTASK = 4 };

/* Two lines of the text. */
static const char *const footer[] = {
    "Sent by weekplan. 'weekplan cron show' says when it comes,",
    "'weekplan cron remove' ends it.",
};

/* How to go on after a week that was not planned. */
struct way {
    struct wp_str command;
    const char *what; /* it does */
};

enum { WAYS = 2 };

struct letter {
    struct wp_buf *out;
    const struct wp_report *report;
    struct wp_buf words; /* for making a text; empty in between */
};

/* Whether it has become as long as a letter may be, or cannot become any longer. */
static bool letter_is_full(const struct letter *letter)
{
    return letter->out->failed || letter->out->length > WP_LETTER_MAX;
}

static void letter_put(struct letter *letter, const char *text)
{
    wp_buf_puts(letter->out, text);
}

/* What is in letter->words, between `begin` and `end`; nothing where it is empty. */
static void letter_put_words(struct letter *letter, const char *begin, const char *end)
{
    if (letter->words.length == 0 && !letter->words.failed)
        return;
    letter_put(letter, begin);
    wp_html_take(letter->out, &letter->words);
    letter_put(letter, end);
}

/* A cell of a bar. Outlook takes the colour of the attribute, the others that of
 * the style. */
static void put_cell(struct letter *letter, int percent, const char *color, const char *style,
                     int height)
{
    wp_buf_printf(letter->out,
                  "<td width=\"%d%%\" bgcolor=\"%s\" style=\"background-color:%s;font-size:0;"
                  "line-height:%dpx\">&nbsp;</td>",
                  percent, color, style, height);
}

/* `width` is in pixels, or "100%". */
static void put_bar(struct letter *letter, int shown, const char *width, int height)
{
    int percent = shown > 0 && shown < 10 ? 1 : shown / 10;

    wp_buf_printf(letter->out, TABLE "width=\"%s\"><tr>", width);
    if (percent > 0)
        put_cell(letter, percent, FILL, FILL, height);
    if (percent < 100)
        put_cell(letter, 100 - percent, TRACK, TRACK_THIN, height);
    letter_put(letter, "</tr></table>");
}

static void begin_page(struct letter *letter)
{
    letter_put(letter, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n"
                       "<meta name=\"supported-color-schemes\" content=\"light dark\">\n<title>");
    wp_html_take(letter->out, &letter->words);
    letter_put(
        letter,
        "</title>\n</head>\n<body style=\"margin:0;padding:0;color-scheme:light dark\">\n" TABLE
        "width=\"100%\"><tr><td align=\"center\" style=\"padding:24px 16px\">\n" TABLE
        "width=\"600\" style=\"width:100%;max-width:600px;text-align:left\">\n"
        "<tr><td style=\"" FONT "\">\n");
}

static void letter_put_heading(struct letter *letter, const char *text)
{
    wp_buf_printf(letter->out,
                  "<h2 style=\"" FONT "font-size:18px;font-weight:bold;margin:32px 0 "
                  "6px\">%s</h2>\n",
                  text);
}

static void put_paragraph(struct letter *letter)
{
    letter_put_words(letter, "<p style=\"" FONT "margin:12px 0 0\">", "</p>\n");
}

static void letter_put_figure(struct letter *letter)
{
    const struct wp_view *view = &letter->report->view;

    if (view->percent_tenths >= 0) {
        letter_put(letter, "<p style=\"" FONT "font-size:44px;line-height:1.1;font-weight:bold;"
                           "margin:12px 0 10px\">");
        wp_progress_format_percent(letter->out, view->percent_tenths, false);
        letter_put(letter, "</p>\n");
        put_bar(letter, view->percent_tenths, "100%", 12);
        letter_put(letter, "\n");
    }
    wp_words_tally(&letter->words, &view->week->root.progress, ", ");
    if (view->overdue > 0)
        wp_buf_printf(&letter->words, ", %u overdue", (unsigned)view->overdue);
    put_paragraph(letter);
    wp_report_words_comparison(&letter->words, letter->report, ", ");
    wp_words_sentence(&letter->words, 0);
    put_paragraph(letter);
    wp_words_summary(&letter->words, view);
    put_paragraph(letter);
}

static void letter_put_head(struct letter *letter)
{
    const struct wp_view *view = &letter->report->view;
    const struct wp_item *root = &view->week->root;

    letter_put(letter, "<p style=\"" FONT DIM "margin:0\">");
    wp_words_week(letter->out, view->week->start, "–");
    letter_put(letter, "</p>\n");
    if (root->title.length > 0) {
        letter_put(letter, "<h1 style=\"" FONT "font-size:22px;line-height:1.3;margin:2px 0 0\">");
        wp_html_text(letter->out, root->title);
        letter_put(letter, "</h1>\n");
    }
    if (root->skip) {
        letter_put(letter, "<p style=\"" FONT "margin:12px 0 0\">A week off");
        letter_put(letter, root->skip_reason.length > 0 ? ": " : ".");
        wp_html_text(letter->out, root->skip_reason);
        letter_put(letter, "</p>\n");
    }
    letter_put_figure(letter);
    if (root->note.length > 0) {
        letter_put(letter, "<p style=\"" FONT "margin:16px 0 0;white-space:pre-line\">");
        wp_html_prose(letter->out, root->note);
        letter_put(letter, "</p>\n");
    }
}

/* A sign, a title, and in letter->words what stands below it. */
static void letter_put_title(struct letter *letter, const char *sign, const struct wp_item *item,
                             bool bold)
{
    wp_buf_printf(letter->out,
                  "<span style=\"display:inline-block;width:%dpx;text-indent:0;" DIM
                  "\">%s&nbsp;</span>",
                  SIGN, sign);
    letter_put(letter, bold ? "<b>" : "");
    wp_html_text(letter->out, item->title);
    letter_put(letter, bold ? "</b>" : "");
    letter_put_words(letter, "<br>\n<span style=\"font-size:14px;" DIM "\">", "</span>");
}

/* What is below its first line is as far in as the title, behind the sign. */
static void begin_cell(struct letter *letter, unsigned level, bool wide)
{
    unsigned shown = level < INDENTED ? level : INDENTED;

    wp_buf_printf(letter->out,
                  "<td%s valign=\"top\" style=\"" FONT "padding:%upx 0 4px %upx;text-indent:-%dpx;"
                  "overflow-wrap:anywhere;word-break:break-word\">",
                  wide ? " colspan=\"3\"" : "", level == 0 ? ABOVE_GOAL : ABOVE_SUBTASK,
                  shown * INDENT + SIGN, SIGN);
}

/* What stands below a title: how many, how often, and what of it is late. */
static void letter_put_remarks(struct letter *letter, const struct wp_row *row,
                               const struct wp_view *view)
{
    struct wp_buf *words = &letter->words;

    wp_words_counts(words, row);
    if (row->item->carried > 0)
        wp_buf_printf(words, "%scarried ×%u", words->length > 0 ? " · " : "",
                      (unsigned)row->item->carried);
    if (row->when != WP_WHEN_LATE && row->when != WP_WHEN_NONE) {
        wp_buf_puts(words, words->length > 0 ? " · " : "");
        wp_words_when(words, row, view->week->start, view->today);
    }
}

static void letter_put_row(struct letter *letter, const struct wp_row *row,
                           const struct wp_view *view)
{
    static const char *const signs[] = {
        [WP_MARK_OPEN] = "○",
        [WP_MARK_MOVED] = "◐",
        [WP_MARK_DONE] = "✓",
        [WP_MARK_DROPPED] = "–",
    };

    letter_put(letter, "<tr>");
    begin_cell(letter, row->depth - 1, !row->has_bar);
    letter_put_remarks(letter, row, view);
    letter_put_title(letter, signs[row->mark], row->item, row->depth == 1);
    if (row->when == WP_WHEN_LATE) {
        wp_words_when(&letter->words, row, view->week->start, view->today);
        letter_put_words(letter, " <span style=\"font-size:14px;" LATE "\">", "</span>");
    }
    letter_put(letter, "</td>");
    if (row->has_bar) {
        letter_put(letter, "<td width=\"60\" valign=\"top\" style=\"width:60px;padding:");
        wp_buf_printf(letter->out, "%dpx 0 0 12px\">",
                      (row->depth == 1 ? ABOVE_GOAL : ABOVE_SUBTASK) + 8);
        put_bar(letter, row->percent_tenths, "48", 8);
        letter_put(letter, "</td>");
        letter_put(letter, "<td width=\"58\" valign=\"top\" align=\"right\" style=\"" FONT
                           "width:58px;white-space:nowrap;padding-top:");
        wp_buf_printf(letter->out, "%dpx\">", row->depth == 1 ? ABOVE_GOAL : ABOVE_SUBTASK);
        wp_progress_format_percent(letter->out, row->percent_tenths, false);
        letter_put(letter, "</td>");
    }
    letter_put(letter, "</tr>\n");
}

static void begin_list(struct letter *letter)
{
    letter_put(letter, TABLE "width=\"100%\">\n");
}

static void end_list(struct letter *letter)
{
    letter_put(letter, "</table>\n");
}

static void letter_put_tree(struct letter *letter, const struct wp_view *view)
{
    size_t i;

    begin_list(letter);
    for (i = 0; i < view->row_count && !letter_is_full(letter); i++)
        letter_put_row(letter, &view->rows[i], view);
    end_list(letter);
}

/* A row with nothing but a title and what is in letter->words. */
static void letter_put_entry(struct letter *letter, const char *sign, const struct wp_item *item)
{
    letter_put(letter, "<tr>");
    begin_cell(letter, 0, false);
    letter_put_title(letter, sign, item, false);
    letter_put(letter, "</td></tr>\n");
}

static void letter_put_done(struct letter *letter)
{
    const struct wp_report *report = letter->report;
    size_t i;
    size_t k;

    if (report->day_count == 0)
        return;
    letter_put_heading(letter, "Done");
    begin_list(letter);
    for (i = 0; i < report->day_count; i++) {
        const struct wp_report_day *day = &report->days[i];

        for (k = 0; k < day->items.count && !letter_is_full(letter); k++) {
            const struct wp_item *item = day->items.rows[k]->item;

            if (day->day != WP_NO_DAY)
                wp_words_day(&letter->words, day->day, report->view.week->start);
            if (letter->words.length > 0 && wp_item_depth(item) > 1)
                wp_buf_puts(&letter->words, " · ");
            wp_words_above(&letter->words, item, " › ");
            letter_put_entry(letter, "✓", item);
        }
    }
    end_list(letter);
}

static void letter_put_open(struct letter *letter)
{
    if (letter->report->open.row_count == 0)
        return;
    letter_put_heading(letter, letter->report->over ? "Not done" : "Not done yet");
    letter_put_tree(letter, &letter->report->open);
}

static void letter_put_dropped(struct letter *letter)
{
    const struct wp_report_rows *dropped = &letter->report->dropped;
    size_t i;

    if (dropped->count == 0)
        return;
    letter_put_heading(letter, "Dropped");
    begin_list(letter);
    for (i = 0; i < dropped->count && !letter_is_full(letter); i++) {
        wp_report_words_dropped(&letter->words, dropped->rows[i]->item,
                                letter->report->view.week->start);
        letter_put_entry(letter, "–", dropped->rows[i]->item);
    }
    end_list(letter);
}

static void letter_put_carried(struct letter *letter)
{
    const struct wp_report *report = letter->report;
    size_t i;

    if (report->carried_count == 0)
        return;
    letter_put_heading(letter, "Carried into the week");
    begin_list(letter);
    for (i = 0; i < report->carried_count && !letter_is_full(letter); i++) {
        wp_report_words_carried(&letter->words, &report->carried[i], "×");
        letter_put_entry(letter, "→", report->carried[i].row->item);
    }
    end_list(letter);
}

static void letter_put_notes(struct letter *letter)
{
    const struct wp_report_rows *noted = &letter->report->noted;
    size_t i;
    size_t k;

    if (noted->count == 0)
        return;
    letter_put_heading(letter, "Notes and links");
    for (i = 0; i < noted->count && !letter_is_full(letter); i++) {
        const struct wp_item *item = noted->rows[i]->item;

        letter_put(letter, "<p style=\"" FONT "margin:10px 0 0;overflow-wrap:anywhere\"><b>");
        wp_html_text(letter->out, item->title);
        letter_put(letter, "</b>");
        if (item->note.length > 0) {
            letter_put(letter, "<br>\n<span style=\"white-space:pre-line\">");
            wp_html_prose(letter->out, item->note);
            letter_put(letter, "</span>");
        }
        for (k = 0; k < item->links.count && !letter_is_full(letter); k++) {
            letter_put(letter, "<br>\n");
            wp_html_link(letter->out, item->links.items[k]);
        }
        letter_put(letter, "</p>\n");
    }
}

static void letter_put_planned(struct letter *letter)
{
    const struct wp_report *report = letter->report;

    wp_report_words_planned(&letter->words, report);
    letter_put_heading(letter, letter->words.data);
    wp_buf_clear(&letter->words);
    letter_put(letter, "<p style=\"" FONT DIM "font-size:14px;margin:0 0 4px\">");
    wp_words_week(letter->out, report->planned_start, "–");
    letter_put(letter, "</p>\n");
    if (report->planned.row_count > 0) {
        letter_put_tree(letter, &report->planned);
        return;
    }
    wp_report_words_unplanned(&letter->words, report);
    put_paragraph(letter);
}

/* What a letter ends with that says not all: of a gap only what is planned can be
 * long. */
static void say_cut(struct wp_buf *buf, const struct wp_report *report)
{
    const struct wp_week *week = report->view.week;

    wp_buf_puts(buf, "That is all that a letter has room for. 'weekplan ");
    wp_buf_puts(buf, week != NULL ? "report" : "status");
    wp_buf_puts(buf, " -w ");
    wp_day_format(buf, week != NULL ? week->start : report->planned_start);
    wp_buf_puts(buf, "' shows the rest.");
}

/* Says so, where it is, and ends the page. */
static void end_page(struct letter *letter)
{
    if (letter_is_full(letter)) {
        say_cut(&letter->words, letter->report);
        put_paragraph(letter);
    }
    letter_put(letter,
               "<p style=\"" FONT DIM RULE "font-size:13px;margin:36px 0 0;padding-top:12px\">");
    wp_html_text(letter->out, wp_str(footer[0]));
    letter_put(letter, " ");
    wp_html_text(letter->out, wp_str(footer[1]));
    letter_put(letter, "</p>\n</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n");
    letter->out->failed = letter->out->failed || letter->words.failed;
    wp_buf_free(&letter->words);
}

void wp_letter_html(struct wp_buf *out, const struct wp_report *report)
{
    static void (*const sections[])(struct letter *) = {
        letter_put_head,    letter_put_done,  letter_put_open,    letter_put_dropped,
        letter_put_carried, letter_put_notes, letter_put_planned,
    };
    struct letter letter = {.out = out, .report = report, .words = WP_BUF_INIT};
    size_t i;

    wp_report_words_headline(&letter.words, report);
    begin_page(&letter);
    for (i = 0; i < sizeof sections / sizeof sections[0] && !letter_is_full(&letter); i++)
        sections[i](&letter);
    end_page(&letter);
}

/* The beginning of a text, as long as a letter may be. */
struct beginning {
    struct wp_buf *out;
    bool cut;
};

/* A drain for the text. */
static bool keep_beginning(void *context, struct wp_str text)
{
    struct beginning *beginning = context;
    size_t length = beginning->out->length;
    size_t room = length < WP_LETTER_MAX ? WP_LETTER_MAX - length : 0;

    beginning->cut = beginning->cut || text.length > room;
    wp_buf_append(beginning->out, wp_str_slice(text, 0, room));
    return true;
}

/* Nothing is left of the line that did not come to its end. */
static void end_early(struct wp_buf *out, const struct wp_report *report)
{
    while (out->length > 0 && out->data[out->length - 1] != '\n')
        out->length--;
    wp_buf_putc(out, '\n');
    say_cut(out, report);
    wp_buf_putc(out, '\n');
}

/* What `write` writes of the report, as much of it as there is room for. */
static void letter_put_text(struct wp_buf *out, const struct wp_report *report,
                            void (*write)(struct wp_buf *, const struct wp_report *,
                                          const struct wp_text_style *))
{
    static const struct wp_text_style style = {.width = WP_LETTER_COLUMNS};
    struct beginning beginning = {.out = out};
    struct wp_buf text = WP_BUF_INIT;

    text.drain = keep_beginning;
    text.context = &beginning;
    write(&text, report, &style);
    (void)keep_beginning(&beginning, wp_buf_str(&text));
    out->failed = out->failed || text.failed;
    wp_buf_free(&text);
    if (beginning.cut)
        end_early(out, report);
}

static void put_footer(struct wp_buf *out)
{
    wp_buf_printf(out, "\n-- \n%s\n%s\n", footer[0], footer[1]);
}

void wp_letter_text(struct wp_buf *out, const struct wp_report *report)
{
    letter_put_text(out, report, wp_report_text);
    put_footer(out);
}

static const char *say_nothing(const struct wp_letter_gap *gap)
{
    return gap->start + WP_DAYS_OF_WEEK <= gap->today &&
                   gap->start + 2 * WP_DAYS_OF_WEEK > gap->today
               ? "Nothing was planned last week."
               : "Nothing was planned in this week.";
}

void wp_letter_gap_headline(struct wp_buf *buf, const struct wp_letter_gap *gap)
{
    wp_buf_puts(buf, "Week of ");
    wp_words_short_date(buf, gap->start, wp_date_of(gap->today).year);
    wp_buf_puts(buf, ": nothing planned");
}

/* The commands that plan the week after it, of which there are none where it is
 * planned or over, and what they do. */
static size_t ways_on(const struct wp_report *report, struct way ways[WAYS])
{
    size_t count = 0;

    if (report->adding.length > 0)
        ways[count++] =
            (struct way){report->adding, "records a goal, and starts the week with it."};
    if (report->carrying.length > 0)
        ways[count++] = (struct way){report->carrying, "brings over what the last plan left open."};
    return count;
}

void wp_letter_gap_text(struct wp_buf *out, const struct wp_letter_gap *gap)
{
    struct way ways[WAYS];
    size_t count = ways_on(gap->report, ways);

    wp_words_week(out, gap->start, "–");
    wp_buf_printf(out, "\n\n  %s\n", say_nothing(gap));
    if (gap->report->planned.week != NULL)
        letter_put_text(out, gap->report, wp_report_planned_text);
    wp_buf_puts(out, count > 0 ? "\nTo go on\n" : "");
    for (size_t i = 0; i < count; i++) {
        wp_buf_puts(out, "  ");
        wp_buf_append(out, ways[i].command);
        wp_buf_printf(out, "\n    %s\n", ways[i].what);
    }
    put_footer(out);
}

/* A command on a line of its own, and below it what it does. */
static void letter_put_command(struct letter *letter, const struct way *way)
{
    letter_put(letter, "<p style=\"" FONT "margin:12px 0 0\">"
                       "<code style=\"background-color:rgba(128,128,128,.16);padding:3px 6px;"
                       "border-radius:4px;font-size:15px\">");
    wp_html_text(letter->out, way->command);
    wp_buf_printf(letter->out, "</code><br>\n%s</p>\n", way->what);
}

void wp_letter_gap_html(struct wp_buf *out, const struct wp_letter_gap *gap)
{
    struct letter letter = {.out = out, .report = gap->report, .words = WP_BUF_INIT};
    struct way ways[WAYS];
    size_t count = ways_on(gap->report, ways);

    wp_letter_gap_headline(&letter.words, gap);
    begin_page(&letter);
    letter_put(&letter, "<p style=\"" FONT DIM "margin:0\">");
    wp_words_week(out, gap->start, "–");
    wp_buf_printf(out,
                  "</p>\n<p style=\"" FONT "font-size:22px;line-height:1.3;font-weight:bold;"
                  "margin:12px 0 0\">%s</p>\n",
                  say_nothing(gap));
    if (gap->report->planned.week != NULL)
        letter_put_planned(&letter);
    if (count > 0)
        letter_put_heading(&letter, "To go on");
    for (size_t i = 0; i < count; i++)
        letter_put_command(&letter, &ways[i]);
    end_page(&letter);
}
