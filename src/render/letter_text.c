#include "render/letter.h"

#include "render/date_words.h"

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
    bool last_week =
        gap->start + WP_DAYS_OF_WEEK <= gap->today && gap->start + 2 * WP_DAYS_OF_WEEK > gap->today;

    return last_week ? "Nothing was planned last week." : "Nothing was planned in this week.";
}

void wp_letter_text_put_cut(struct wp_buf *buf, const struct wp_report *report)
{
    const struct wp_week *week = report->view.week;

    /* A letter about a missing week has nothing else that can be long than the next week. */
    wp_buf_puts(buf, "The letter has no room for more. 'weekplan ");
    wp_buf_puts(buf, week != NULL ? "report" : "status");
    wp_buf_puts(buf, " -w ");
    wp_day_format(buf, week != NULL ? week->start : report->planned_start);
    wp_buf_puts(buf, "' shows the rest.");
}

/* Remove the incomplete last line, and append the sentence about the rest of the letter. */
static void end_early(struct wp_buf *out, const struct wp_report *report)
{
    while (out->length > 0 && out->data[out->length - 1] != '\n')
        out->length--;
    wp_buf_putc(out, '\n');
    wp_letter_text_put_cut(out, report);
    wp_buf_putc(out, '\n');
}

/* Append the output of the function `render`, cut to the greatest length of a part of a letter. */
static void put_limited(struct wp_buf *out, const struct wp_report *report,
                        void (*render)(struct wp_buf *, const struct wp_report *,
                                       const struct wp_text_style *))
{
    static const struct wp_text_style style = {.width = WP_LETTER_COLUMNS};
    size_t room = out->length < WP_LETTER_MAX ? WP_LETTER_MAX - out->length : 0;
    struct wp_buf text = WP_BUF_INIT;

    render(&text, report, &style);
    wp_buf_append(out, wp_str_slice(wp_buf_str(&text), 0, room));
    if (text.length > room)
        end_early(out, report);
    wp_buf_free(&text);
}

static void put_text_footer(struct wp_buf *out)
{
    wp_buf_printf(out, "\n-- \n%s\n%s\n", wp_letter_footer[0], wp_letter_footer[1]);
}

void wp_letter_text(struct wp_buf *out, const struct wp_report *report)
{
    put_limited(out, report, wp_report_text);
    put_text_footer(out);
}

void wp_letter_gap_headline(struct wp_buf *buf, const struct wp_letter_gap *gap)
{
    wp_buf_puts(buf, "Week of ");
    wp_date_words_short_date(buf, gap->start, wp_date_of(gap->today).year);
    wp_buf_puts(buf, ": nothing planned");
}

void wp_letter_gap_text(struct wp_buf *out, const struct wp_letter_gap *gap)
{
    struct wp_letter_hint hints[WP_LETTER_HINTS];
    size_t count = wp_letter_hint_list(gap->report, hints);
    size_t i;

    wp_date_words_week(out, gap->start, "–");
    wp_buf_printf(out, "\n\n  %s\n", wp_letter_gap_sentence(gap));
    if (gap->report->planned.week != NULL)
        put_limited(out, gap->report, wp_report_planned_text);
    wp_buf_puts(out, count > 0 ? "\nTo go on\n" : "");
    for (i = 0; i < count; i++) {
        wp_buf_puts(out, "  ");
        wp_buf_append(out, hints[i].command);
        wp_buf_printf(out, "\n    %s\n", hints[i].effect);
    }
    put_text_footer(out);
}
