#include "render/letter.h"

#include <string.h>

#include "base/text_lines.h"
#include "render/date_words.h"
#include "render/letter_room.h"
#include "render/report_walk.h"
#include "render/report_words.h"
#include "render/term_text.h"

enum { QUESTION_INDENT = 2 };

const char *const wp_letter_footer[2] = {
    "Sent by weekplan. 'weekplan cron show' shows its schedule,",
    "'weekplan cron remove' stops it.",
};

size_t wp_letter_hint_list(const struct wp_report *report,
                           struct wp_letter_hint hints[WP_LETTER_HINTS])
{
    size_t count = 0;

    if (report->add_next_command.length > 0)
        hints[count++] =
            (struct wp_letter_hint){report->add_next_command, "adds a goal, and starts the week."};
    if (report->carry_next_command.length > 0)
        hints[count++] = (struct wp_letter_hint){report->carry_next_command,
                                                 "copies what the last plan left open."};
    return count;
}

const char *wp_letter_gap_sentence(const struct wp_letter_gap *gap)
{
    switch (wp_view_weeks_away(gap->start, gap->today)) {
    case -1:
        return "Nothing was planned last week.";
    case 0:
        return "Nothing is planned for this week yet.";
    default:
        return gap->start > gap->today ? "Nothing is planned for this week yet."
                                       : "Nothing was planned in this week.";
    }
}

void wp_letter_text_put_rest(struct wp_buf *buf, const struct wp_report *report)
{
    const struct wp_week *week = report->view.week;

    /* Of a letter about a missing week, only the goals of the next week can be long. */
    wp_buf_puts(buf, "'weekplan ");
    wp_buf_puts(buf, week != NULL ? "report" : "status");
    wp_buf_puts(buf, " -w ");
    wp_day_format(buf, week != NULL ? week->start : report->planned_start);
    wp_buf_puts(buf, "' shows the rest.");
}

/* Append that the letter has no room for more, and the command that prints the rest, on a line of
 * its own. */
static void end_early(struct wp_buf *out, const struct wp_report *report)
{
    wp_buf_puts(out, "\n" WP_LETTER_NO_ROOM "\n");
    wp_letter_text_put_rest(out, report);
    wp_buf_putc(out, '\n');
}

/* Append `text`, cut at the end of a line to the greatest size of the plain text. */
static void put_limited(struct wp_buf *out, const struct wp_report *report, struct wp_str text)
{
    struct wp_str rest = text;
    size_t size = 0;
    size_t end = 0;

    while (rest.length > 0) {
        struct wp_str line = wp_text_lines_take_whole(&rest);

        size += wp_letter_room_size(line);
        if (size > WP_LETTER_TEXT_MAX)
            break;
        end += line.length;
    }
    wp_buf_append(out, wp_str_slice(text, 0, end));
    if (end < text.length)
        end_early(out, report);
}

/* Append the end of a letter about `report`. `looks_back` is whether the sentence on the list for
 * later is a part of it. */
static void put_text_footer(struct wp_buf *out, const struct wp_report *report, bool looks_back)
{
    if (looks_back && report->later.length > 0) {
        wp_buf_putc(out, '\n');
        wp_buf_append(out, report->later);
        wp_buf_putc(out, '\n');
    }
    wp_buf_printf(out, "\n-- \n%s\n%s\n", wp_letter_footer[0], wp_letter_footer[1]);
}

static void put_text_hints(struct wp_buf *out, const struct wp_letter_hint *hints, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        wp_buf_puts(out, "  ");
        wp_buf_append(out, hints[i].command);
        wp_buf_printf(out, "\n    %s\n", hints[i].effect);
    }
}

/* Append the questions of the review, and the commands that save it. */
static void put_text_questions(struct wp_buf *out, const struct wp_letter_ask *ask,
                               const struct wp_text_style *style)
{
    struct wp_term term = {.out = out, .style = style};

    wp_buf_printf(out, "\n%s\n", ask->heading);
    for (size_t i = 0; i < ask->questions.count; i++) {
        struct wp_buf clean = WP_BUF_INIT;

        wp_term_clean(&term, &clean, ask->questions.items[i]);
        wp_term_move_to(&term, QUESTION_INDENT);
        wp_term_put_wrapped(&term, WP_TINT_PLAIN, wp_buf_str(&clean),
                            style->width - QUESTION_INDENT);
        wp_term_newline(&term);
        wp_buf_free(&clean);
    }
    wp_buf_puts(out, ask->questions.count > 0 && ask->hint_count > 0 ? "\n" : "");
    put_text_hints(out, ask->hints, ask->hint_count);
}

const unsigned *wp_letter_text_sections(const struct wp_report *report, bool ask)
{
    static const unsigned over[] = {WP_SECTIONS_BY_STATE, 0};
    static const unsigned running[] = {
        WP_SECTION_DUE | WP_SECTION_OPEN,
        WP_SECTIONS_BY_DAY | WP_SECTION_DROPPED | WP_SECTION_DEFERRED | WP_SECTION_REVIEW, 0};
    static const unsigned asking[] = {WP_SECTION_OPEN, 0};
    static const unsigned asking_again[] = {WP_SECTION_OPEN | WP_SECTION_REVIEW, 0};

    if (ask)
        return report->view.week->root.review.length > 0 ? asking_again : asking;
    return report->over ? over : running;
}

void wp_letter_text_headline(struct wp_buf *buf, const struct wp_report *report,
                             const struct wp_letter_ask *ask)
{
    wp_buf_puts(buf, ask != NULL ? "How did it go? " : "");
    wp_report_words_headline(buf, report);
}

void wp_letter_text(struct wp_buf *out, const struct wp_report *report,
                    const struct wp_letter_ask *ask, const struct wp_text_style *style)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_report_text_sections(&text, report, style, wp_letter_text_sections(report, ask != NULL));
    put_limited(out, report, wp_buf_str(&text));
    if (ask != NULL)
        put_text_questions(out, ask, style);
    put_text_footer(out, report, ask == NULL && report->over);
    wp_buf_free(&text);
}

void wp_letter_gap_headline(struct wp_buf *buf, const struct wp_letter_gap *gap)
{
    wp_buf_puts(buf, "Week of ");
    wp_date_words_short_date(buf, gap->start, wp_date_of(gap->today).year);
    wp_buf_puts(buf, ": nothing planned");
}

void wp_letter_gap_text(struct wp_buf *out, const struct wp_letter_gap *gap,
                        const struct wp_text_style *style)
{
    struct wp_letter_hint hints[WP_LETTER_HINTS];
    size_t count = wp_letter_hint_list(gap->report, hints);
    struct wp_buf planned = WP_BUF_INIT;

    wp_date_words_week(out, gap->start, style->ascii ? "-" : "–");
    wp_buf_printf(out, "\n\n  %s\n", wp_letter_gap_sentence(gap));
    if (gap->report->planned.week != NULL)
        wp_report_planned_text(&planned, gap->report, style);
    put_limited(out, gap->report, wp_buf_str(&planned));
    wp_buf_puts(out, count > 0 ? "\nTo go on\n" : "");
    put_text_hints(out, hints, count);
    put_text_footer(out, gap->report, true);
    wp_buf_free(&planned);
}
