/* The HTML part of a letter. */
#include "base/utf8.h"
#include "render/date_words.h"
#include "render/html.h"
#include "render/letter.h"
#include "render/letter_room.h"
#include "render/markdown_html.h"
#include "render/progress_words.h"
#include "render/report_walk.h"
#include "render/report_words.h"
#include "render/title_text.h"
#include <weekplan/progress.h>

/* Colours that are readable on a white and on a black background, or have a background of their
 * own. Dim text is transparent, not grey. */
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

/* Levels of the greatest headings in Markdown: one below the heading above it. The title of an item
 * is no heading. */
enum { BELOW_WEEK = 2, BELOW_SECTION = 3 };

enum {
    SIGN = 24,           /* pixels; width of the sign of an item's state */
    INDENT = 24,         /* pixels; indentation of each level */
    LEVELS = 4,          /* greatest number of indented levels, because a phone is narrow */
    ABOVE_GOAL = 10,     /* pixels; distance above a goal */
    ABOVE_SUBTASK = 4,   /* pixels; distance above a subtask */
    TITLE_COLUMNS = 300, /* greatest width of the title of the week */
    NOTE_SHARE = 4,      /* the note of the week has at most this part of the room */
    ROOM_MIN = 20000,    /* bytes that the HTML may have in any case, however long the text is */
    END_SIZE = 3000      /* bytes that the end of the page has in a message */
};

struct letter_page {
    struct wp_buf *out;
    const struct wp_report *report;
    struct wp_buf words; /* scratch buffer, empty between two calls */
    struct wp_letter_room room;
    bool in_list;      /* whether an HTML list is open */
    bool kept_in_list; /* whether an HTML list is open after the last entry that has room */
    bool lacks_note;   /* whether the note of the week has no room */
};

/* Begin a page whose HTML has the room that the plain text part `text` leaves. */
static struct letter_page make_letter_page(struct wp_buf *out, const struct wp_report *report,
                                           struct wp_str text)
{
    size_t taken = wp_letter_room_size(text) + END_SIZE;
    size_t most = WP_LETTER_MAX - ROOM_MIN;

    return (struct letter_page){
        .out = out,
        .report = report,
        .words = WP_BUF_INIT,
        .room = {.out = out, .limit = WP_LETTER_MAX - (taken < most ? taken : most)}};
}

/* Keep what was appended since the last call, if it has room; otherwise cut the page back to the
 * last complete entry. */
static void keep_entry(struct letter_page *page)
{
    if (wp_letter_room_keep(&page->room))
        page->kept_in_list = page->in_list;
    else
        page->in_list = page->kept_in_list;
}

/* Append `begin`, page->words and `end`, and clear page->words. No-op if page->words is empty. */
static void put_letter_words(struct letter_page *page, const char *begin, const char *end)
{
    wp_html_text_within(page->out, begin, wp_buf_str(&page->words), end);
    wp_buf_clear(&page->words);
}

static void put_letter_paragraph(void *context, struct wp_str text)
{
    struct letter_page *page = context;

    wp_html_text_within(page->out, "<p style=\"" FONT "margin:12px 0 0\">", text, "</p>\n");
}

/* Append page->words as a paragraph, and clear page->words. No-op if page->words is empty. */
static void put_words_paragraph(struct letter_page *page)
{
    put_letter_paragraph(page, wp_buf_str(&page->words));
    wp_buf_clear(&page->words);
}

/* Append a table cell of a bar. Outlook uses the colour of the attribute, other clients that of
 * the style. */
static void put_bar_cell(struct letter_page *page, int percent, const char *color,
                         const char *style_color, int height)
{
    wp_buf_printf(page->out,
                  "<td width=\"%d%%\" bgcolor=\"%s\" style=\"background-color:%s;font-size:0;"
                  "line-height:%dpx\">&nbsp;</td>",
                  percent, color, style_color, height);
}

/* Append a bar. `width` is "100%" or in pixels, `height` is in pixels. */
static void put_letter_bar(struct letter_page *page, int percent_tenths, const char *width,
                           int height)
{
    int percent = percent_tenths > 0 && percent_tenths < 10 ? 1 : percent_tenths / 10;

    wp_buf_printf(page->out, TABLE "width=\"%s\"><tr>", width);
    if (percent > 0)
        put_bar_cell(page, percent, FILL, FILL, height);
    if (percent < 100)
        put_bar_cell(page, 100 - percent, TRACK, TRACK_THIN, height);
    wp_buf_puts(page->out, "</tr></table>");
}

/* Append the start of the page up to its content, with page->words as its title. Clear
 * page->words. */
static void begin_letter(struct letter_page *page)
{
    wp_buf_puts(page->out,
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                "<meta name=\"supported-color-schemes\" content=\"light dark\">\n<title>");
    put_letter_words(page, "", "");
    wp_buf_puts(
        page->out,
        "</title>\n</head>\n<body style=\"margin:0;padding:0;color-scheme:light dark\">\n" TABLE
        "width=\"100%\"><tr><td align=\"center\" style=\"padding:24px 16px\">\n" TABLE
        "width=\"600\" style=\"width:100%;max-width:600px;text-align:left\">\n"
        "<tr><td style=\"" FONT "\">\n");
}

/* If a section of `sets`, or the note of the week, has no room, append what is missing, and the
 * command that prints the rest. */
static void put_letter_cut(struct letter_page *page, const unsigned *sets)
{
    if (!page->room.full && !page->lacks_note)
        return;
    wp_buf_puts(&page->words, WP_LETTER_NO_ROOM " It lacks ");
    wp_letter_room_put_missing(&page->words, &page->room, page->report, sets, page->lacks_note);
    wp_buf_puts(&page->words, ". ");
    wp_letter_text_put_rest(&page->words, page->report);
    put_words_paragraph(page);
}

/* Append the end of the page. `looks_back` is whether the sentence on the list for later is a part
 * of it. */
static void end_letter(struct letter_page *page, bool looks_back)
{
    if (looks_back && page->report->later.length > 0) {
        wp_buf_append(&page->words, page->report->later);
        put_words_paragraph(page);
    }
    wp_buf_puts(page->out,
                "<p style=\"" FONT DIM RULE "font-size:13px;margin:36px 0 0;padding-top:12px\">");
    wp_html_text(page->out, wp_str(wp_letter_footer[0]));
    wp_buf_putc(page->out, ' ');
    wp_html_text(page->out, wp_str(wp_letter_footer[1]));
    wp_buf_puts(page->out, "</p>\n</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n");
    wp_buf_free(&page->words);
}

static void put_letter_heading(struct letter_page *page, const char *heading)
{
    wp_buf_printf(page->out,
                  "<h2 style=\"" FONT "font-size:18px;font-weight:bold;margin:32px 0 "
                  "6px\">%s</h2>\n",
                  heading);
}

/* Append the percentage, bar and counts of the week, and the comparison with other weeks. */
static void put_letter_percent(struct letter_page *page)
{
    const struct wp_view *view = &page->report->view;

    if (view->percent_tenths >= 0) {
        wp_buf_puts(page->out, "<p style=\"" FONT "font-size:44px;line-height:1.1;font-weight:bold;"
                               "margin:12px 0 10px\">");
        wp_progress_format_percent(page->out, view->percent_tenths, false);
        wp_buf_puts(page->out, "</p>\n");
        put_letter_bar(page, view->percent_tenths, "100%", 12);
        wp_buf_putc(page->out, '\n');
    }
    wp_progress_words_week_tally(&page->words, view, ", ");
    if (view->overdue > 0)
        wp_buf_printf(&page->words, ", %u overdue", (unsigned)view->overdue);
    put_words_paragraph(page);
    wp_report_words_comparison(&page->words, page->report, ", ");
    wp_report_words_sentence(&page->words, 0);
    put_words_paragraph(page);
    wp_report_words_with_deferred(&page->words, page->report);
    put_words_paragraph(page);
    wp_progress_words_summary(&page->words, view);
    put_words_paragraph(page);
}

/* Append the note of the week or the review. If Markdown cannot be read, append the text as it
 * is. */
static void put_letter_markdown(struct letter_page *page, struct wp_str text, unsigned heading)
{
    if (wp_markdown_html_within(page->out,
                                "<div style=\"" FONT "margin:16px 0 0;overflow-wrap:anywhere\">\n",
                                text, "</div>\n", heading, WP_MARKDOWN_LETTER))
        return;
    wp_buf_puts(page->out, "<p style=\"" FONT "margin:16px 0 0;white-space:pre-line\">");
    wp_html_prose(page->out, text);
    wp_buf_puts(page->out, "</p>\n");
}

static void put_letter_prose(void *context, struct wp_str text)
{
    put_letter_markdown(context, text, BELOW_SECTION);
    keep_entry(context);
}

/* Append the note of the week, if it has room. */
static void put_week_note(struct letter_page *page)
{
    struct wp_str note = page->report->view.week->root.note;
    size_t begin = page->out->length;

    if (note.length == 0)
        return;
    put_letter_markdown(page, note, BELOW_WEEK);
    page->lacks_note =
        wp_letter_room_size(wp_str_slice(wp_buf_str(page->out), begin, page->out->length - begin)) >
        page->room.limit / NOTE_SHARE;
    if (page->lacks_note) {
        page->out->length = begin;
        page->out->data[begin] = '\0';
    }
    keep_entry(page);
}

/* Append a text of the plan, cut to TITLE_COLUMNS. */
static void add_fitting(struct wp_buf *buf, struct wp_str text)
{
    struct wp_str fitting = wp_utf8_fit(text, TITLE_COLUMNS, NULL);

    wp_buf_append(buf, fitting);
    wp_buf_puts(buf, fitting.length < text.length ? "…" : "");
}

static void put_letter_head(struct letter_page *page)
{
    const struct wp_view *view = &page->report->view;
    const struct wp_item *root = &view->week->root;

    wp_buf_puts(page->out, "<p style=\"" FONT DIM "margin:0\">");
    wp_date_words_week(page->out, view->week->start, "–");
    if (!page->report->over) {
        wp_buf_puts(page->out, " · ");
        wp_date_words_weeks_away(page->out, view);
    }
    wp_buf_puts(page->out, "</p>\n");
    add_fitting(&page->words, root->title);
    if (page->words.length > 0) {
        wp_buf_puts(page->out,
                    "<h1 style=\"" FONT "font-size:22px;line-height:1.3;margin:2px 0 0\">");
        wp_title_text_html(page->out, wp_buf_str(&page->words));
        wp_buf_puts(page->out, "</h1>\n");
        wp_buf_clear(&page->words);
    }
    if (root->skip) {
        wp_buf_puts(&page->words, "A week off");
        wp_buf_puts(&page->words, root->skip_reason.length > 0 ? ": " : ".");
        add_fitting(&page->words, root->skip_reason);
        put_words_paragraph(page);
    }
    put_letter_percent(page);
    keep_entry(page);
    put_week_note(page);
}

/* Append the sign of an item's state, its title, and page->words below the title. Clear
 * page->words. */
static void put_letter_title(struct letter_page *page, const char *sign, const struct wp_item *item,
                             bool bold)
{
    wp_buf_printf(page->out,
                  "<span style=\"display:inline-block;width:%dpx;text-indent:0;" DIM
                  "\">%s&nbsp;</span>",
                  SIGN, sign);
    wp_buf_puts(page->out, bold ? "<b>" : "");
    wp_title_text_html(page->out, item->title);
    wp_buf_puts(page->out, bold ? "</b>" : "");
    put_letter_words(page, "<br>\n<span style=\"font-size:14px;" DIM "\">", "</span>");
}

/* Begin the table cell of a title. Lines after the first are indented by the width of a sign.
 * `wide` is whether the row has no other cells. */
static void begin_title_cell(struct letter_page *page, unsigned level, bool wide)
{
    unsigned indents = level < LEVELS ? level : LEVELS;

    wp_buf_printf(page->out,
                  "<td%s valign=\"top\" style=\"" FONT "padding:%upx 0 4px %upx;text-indent:-%dpx;"
                  "overflow-wrap:anywhere;word-break:break-word\">",
                  wide ? " colspan=\"3\"" : "", level == 0 ? ABOVE_GOAL : ABOVE_SUBTASK,
                  indents * INDENT + SIGN, SIGN);
}

/* Append to page->words how many subtasks are done ("2/3"), "carried ×2", and the day that the
 * item is due or was done. Do not append how late the item is. */
static void add_row_details(struct letter_page *page, const struct wp_row *row,
                            const struct wp_view *view)
{
    struct wp_buf *words = &page->words;

    wp_progress_words_counts(words, row);
    if (row->item->carried > 0)
        wp_buf_printf(words, "%scarried ×%u", words->length > 0 ? " · " : "",
                      (unsigned)row->item->carried);
    if (row->when != WP_WHEN_LATE && row->when != WP_WHEN_NONE) {
        wp_buf_puts(words, words->length > 0 ? " · " : "");
        wp_date_words_when(words, row, view->week->start, view->today);
    }
}

static const char *letter_sign(enum wp_mark mark)
{
    static const char *const signs[] = {
        [WP_MARK_OPEN] = "○",
        [WP_MARK_MOVED] = "◐",
        [WP_MARK_DONE] = "✓",
        [WP_MARK_DROPPED] = "–",
    };

    return signs[mark];
}

/* Append the table cells of a bar and a percentage. */
static void put_percent_pair(struct letter_page *page, const struct wp_row *row)
{
    int above = row->depth == 1 ? ABOVE_GOAL : ABOVE_SUBTASK;

    wp_buf_printf(page->out,
                  "<td width=\"60\" valign=\"top\" style=\"width:60px;padding:%dpx 0 0 12px\">",
                  above + 8);
    put_letter_bar(page, row->percent_tenths, "48", 8);
    wp_buf_printf(page->out,
                  "</td><td width=\"58\" valign=\"top\" align=\"right\" style=\"" FONT
                  "width:58px;white-space:nowrap;padding-top:%dpx\">",
                  above);
    wp_progress_format_percent(page->out, row->percent_tenths, false);
    wp_buf_puts(page->out, "</td>");
}

static void put_letter_row(struct letter_page *page, const struct wp_row *row,
                           const struct wp_view *view)
{
    wp_buf_puts(page->out, "<tr>");
    begin_title_cell(page, row->depth - 1, !row->has_bar);
    add_row_details(page, row, view);
    put_letter_title(page, letter_sign(row->mark), row->item, row->depth == 1);
    if (row->when == WP_WHEN_LATE) {
        wp_date_words_when(&page->words, row, view->week->start, view->today);
        put_letter_words(page, " <span style=\"font-size:14px;" LATE "\">", "</span>");
    }
    wp_buf_puts(page->out, "</td>");
    if (row->has_bar)
        put_percent_pair(page, row);
    wp_buf_puts(page->out, "</tr>\n");
}

static void begin_letter_list(struct letter_page *page)
{
    page->in_list = true;
    wp_buf_puts(page->out, TABLE "width=\"100%\">\n");
}

static void end_letter_list(struct letter_page *page)
{
    page->in_list = false;
    wp_buf_puts(page->out, "</table>\n");
}

static void put_letter_tree(void *context, enum wp_section section, const struct wp_view *view)
{
    struct letter_page *page = context;
    size_t i;

    (void)section;
    begin_letter_list(page);
    for (i = 0; i < view->row_count && !page->room.full; i++) {
        put_letter_row(page, &view->rows[i], view);
        page->room.here.entries++;
        keep_entry(page);
    }
    if (!page->room.full)
        end_letter_list(page);
}

/* Whether the entries of a section are rows of one HTML list. */
static bool is_letter_list(enum wp_section section)
{
    return (section & WP_SECTIONS_BY_DAY) != 0 || section == WP_SECTION_DUE ||
           section == WP_SECTION_DROPPED || section == WP_SECTION_DEFERRED ||
           section == WP_SECTION_CARRIED;
}

static void begin_letter_section(void *context, enum wp_section section, const char *heading)
{
    struct letter_page *page = context;

    page->room.here = (struct wp_letter_place){page->room.here.sections + 1, 0};
    put_letter_heading(page, heading);
    if (is_letter_list(section)) {
        begin_letter_list(page);
    } else if (section == WP_SECTION_PLANNED) {
        wp_buf_puts(page->out, "<p style=\"" FONT DIM "font-size:14px;margin:0 0 4px\">");
        wp_date_words_week(page->out, page->report->planned_start, "–");
        wp_buf_puts(page->out, "</p>\n");
    }
}

static void end_letter_section(void *context, enum wp_section section)
{
    struct letter_page *page = context;

    if (page->room.full)
        return;
    if (is_letter_list(section))
        end_letter_list(page);
    keep_entry(page);
}

/* Append the title, the note and the links of an item. The note is elements of its own, or lines of
 * the paragraph with the title if Markdown cannot be read. */
static void put_letter_note(struct letter_page *page, const struct wp_item *item)
{
    bool is_markdown;

    wp_buf_puts(page->out, "<p style=\"" FONT "margin:16px 0 0;overflow-wrap:anywhere\"><b>");
    wp_title_text_html(page->out, item->title);
    wp_buf_puts(page->out, "</b>");
    is_markdown =
        wp_markdown_html_within(page->out, "</p>\n<div style=\"" FONT "overflow-wrap:anywhere\">\n",
                                item->note, "</div>\n", BELOW_SECTION, WP_MARKDOWN_LETTER);
    if (item->note.length > 0 && !is_markdown) {
        wp_buf_puts(page->out, "<br>\n<span style=\"white-space:pre-line\">");
        wp_html_prose(page->out, item->note);
        wp_buf_puts(page->out, "</span>");
    }
    for (size_t i = 0; i < item->links.count; i++) {
        wp_buf_puts(page->out, is_markdown ? "<p style=\"" FONT "margin:0;overflow-wrap:anywhere\">"
                                           : "<br>\n");
        wp_html_link(page->out, item->links.items[i]);
        wp_buf_puts(page->out, is_markdown ? "</p>\n" : "");
    }
    wp_buf_puts(page->out, is_markdown ? "" : "</p>\n");
}

static void put_list_entry(struct letter_page *page, const struct wp_report_entry *entry)
{
    bool carried = entry->section == WP_SECTION_CARRIED;

    if ((entry->section & WP_SECTIONS_BY_DAY) != 0 && entry->day != WP_NO_DAY) {
        wp_date_words_day(&page->words, entry->day, page->report->view.week->start);
        wp_buf_puts(&page->words, entry->detail.length > 0 ? " · " : "");
    }
    wp_buf_append(&page->words, entry->detail);
    wp_buf_puts(page->out, "<tr>");
    begin_title_cell(page, 0, false);
    put_letter_title(page, carried ? "→" : letter_sign(entry->row->mark), entry->row->item, false);
    wp_buf_puts(page->out, "</td></tr>\n");
}

static void put_letter_entry(void *context, const struct wp_report_entry *entry)
{
    struct letter_page *page = context;

    if (entry->section == WP_SECTION_NOTES)
        put_letter_note(page, entry->row->item);
    else
        put_list_entry(page, entry);
    page->room.here.entries++;
    keep_entry(page);
}

/* Append the sections of `sets` that have room, and which sections have none. */
static void put_letter_sections(struct letter_page *page, const unsigned *sets)
{
    static const struct wp_report_format format = {.begin = begin_letter_section,
                                                   .entry = put_letter_entry,
                                                   .tree = put_letter_tree,
                                                   .paragraph = put_letter_paragraph,
                                                   .prose = put_letter_prose,
                                                   .end = end_letter_section};
    struct wp_report_walk walk = {
        .format = &format, .page = page, .report = page->report, .full = &page->room.full};

    for (const unsigned *set = sets; *set != 0; set++)
        wp_report_walk(&walk, *set);
    if (page->in_list)
        end_letter_list(page);
    put_letter_cut(page, sets);
}

/* Append commands, each on a line of its own with its effect below. */
static void put_letter_hints(struct letter_page *page, const struct wp_letter_hint *hints,
                             size_t count)
{
    for (size_t i = 0; i < count; i++) {
        wp_buf_puts(page->out,
                    "<p style=\"" FONT "margin:12px 0 0\">"
                    "<code style=\"background-color:rgba(128,128,128,.16);padding:3px 6px;"
                    "border-radius:4px;font-size:15px\">");
        wp_html_text(page->out, hints[i].command);
        wp_buf_printf(page->out, "</code><br>\n%s</p>\n", hints[i].effect);
    }
}

/* Append the questions of the review, and the commands that save it. */
static void put_letter_questions(struct letter_page *page, const struct wp_letter_ask *ask)
{
    put_letter_heading(page, ask->heading);
    for (size_t i = 0; i < ask->questions.count; i++)
        put_letter_paragraph(page, ask->questions.items[i]);
    put_letter_hints(page, ask->hints, ask->hint_count);
}

/* Reserve room for the questions, because the sections above them may be long. */
static void reserve_questions(struct letter_page *page, const struct wp_letter_ask *ask)
{
    struct wp_buf *const out = page->out;
    struct wp_buf questions = WP_BUF_INIT;
    size_t most;
    size_t size;

    page->out = &questions;
    put_letter_questions(page, ask);
    page->out = out;
    size = wp_letter_room_size(wp_buf_str(&questions));
    most = page->room.limit - ROOM_MIN;
    page->room.limit -= size < most ? size : most;
    wp_buf_free(&questions);
}

void wp_letter_html(struct wp_buf *out, const struct wp_report *report,
                    const struct wp_letter_ask *ask, struct wp_str text)
{
    struct letter_page page = make_letter_page(out, report, text);

    if (ask != NULL)
        reserve_questions(&page, ask);
    wp_letter_text_headline(&page.words, report, ask);
    begin_letter(&page);
    keep_entry(&page);
    put_letter_head(&page);
    put_letter_sections(&page, wp_letter_text_sections(report, ask != NULL));
    if (ask != NULL)
        put_letter_questions(&page, ask);
    end_letter(&page, ask == NULL && report->over);
}

void wp_letter_gap_html(struct wp_buf *out, const struct wp_letter_gap *gap, struct wp_str text)
{
    static const unsigned planned[] = {WP_SECTION_PLANNED, 0};
    struct letter_page page = make_letter_page(out, gap->report, text);
    struct wp_letter_hint hints[WP_LETTER_HINTS];
    size_t count = wp_letter_hint_list(gap->report, hints);

    wp_letter_gap_headline(&page.words, gap);
    begin_letter(&page);
    wp_buf_puts(out, "<p style=\"" FONT DIM "margin:0\">");
    wp_date_words_week(out, gap->start, "–");
    wp_buf_printf(out,
                  "</p>\n<p style=\"" FONT "font-size:22px;line-height:1.3;font-weight:bold;"
                  "margin:12px 0 0\">%s</p>\n",
                  wp_letter_gap_sentence(gap));
    keep_entry(&page);
    if (gap->report->planned.week != NULL)
        put_letter_sections(&page, planned);
    if (count > 0)
        put_letter_heading(&page, "To go on");
    put_letter_hints(&page, hints, count);
    end_letter(&page, true);
}
