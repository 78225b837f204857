#include "render/report_words.h"

#include "plan/deferral_reason.h"
#include "render/date_words.h"
#include "render/progress_words.h"
#include <weekplan/progress.h>

/* Append the first day of a week: "4 Aug". Append its year too if it is not the year of `today`. */
static void add_start(struct wp_buf *buf, wp_day start, wp_day today)
{
    wp_date_words_short_date(buf, start, wp_date_of(today).year);
}

/* Append a change in tenths of a point in words: "up 12 points". */
static void add_change(struct wp_buf *buf, int32_t change)
{
    wp_buf_puts(buf, change > 0 ? "up " : "down ");
    wp_progress_words_points(buf, change);
}

void wp_report_words_headline(struct wp_buf *buf, const struct wp_report *report)
{
    const struct wp_view *view = &report->view;
    const struct wp_progress *progress = &view->week->root.progress;

    wp_buf_puts(buf, "Week of ");
    add_start(buf, view->week->start, view->today);
    wp_buf_puts(buf, ": ");
    if (view->week->root.skip)
        wp_buf_puts(buf, progress->total > 0 ? "a week off, " : "a week off");
    if (progress->total > 0) {
        wp_progress_format_percent(buf, view->percent_tenths, false);
        wp_buf_puts(buf, " (");
        if (view->goals.split) {
            wp_progress_words_week_done(buf, view, ", ");
        } else {
            wp_buf_printf(buf, "%u/%u", (unsigned)progress->done, (unsigned)progress->total);
            wp_progress_words_besides(buf, 0, view->also_count, ", ");
        }
        wp_buf_puts(buf, report->over ? ")" : ") so far");
    } else if (!view->week->root.skip) {
        wp_buf_puts(buf, progress->dropped > 0 ? "all of it " : "nothing planned");
        wp_progress_words_dropped(buf, progress->dropped, progress->deferred);
    }
    if (progress->total == 0)
        wp_progress_words_besides(buf, 0, view->also_count, ", ");
    if (report->change == WP_NO_PERCENT)
        return;
    wp_buf_puts(buf, ", ");
    if (report->change == 0)
        wp_buf_puts(buf, "as before");
    else
        add_change(buf, report->change);
}

/* Append the comparison with the week before: "up 12 points on the week before". */
static void add_week_before(struct wp_buf *buf, const struct wp_report *report)
{
    wp_day compared = report->compared;

    if (report->change == WP_NO_PERCENT)
        return;
    if (report->change == 0)
        wp_buf_puts(buf, "the same as ");
    else
        add_change(buf, report->change);
    wp_buf_puts(buf, report->change == 0 ? "" : " on ");
    if (compared == WP_NO_DAY || compared + WP_DAYS_OF_WEEK == report->view.week->start) {
        wp_buf_puts(buf, "the week before");
    } else {
        wp_buf_puts(buf, "the week of ");
        add_start(buf, compared, report->view.week->start);
    }
}

/* Append the comparison with a mean: "3.2 points above the mean of the last four". */
static void add_mean(struct wp_buf *buf, const struct wp_report *report)
{
    if (report->against_mean == WP_NO_PERCENT)
        return;
    if (report->against_mean == 0) {
        wp_buf_puts(buf, "at");
    } else {
        wp_progress_words_points(buf, report->against_mean);
        wp_buf_puts(buf, report->against_mean > 0 ? " above" : " below");
    }
    wp_buf_puts(buf, report->mean_is_full ? " the mean of the last four"
                                          : " the mean of the weeks before");
}

/* Append the streak: "3 weeks in a row at 80% or more". Append nothing for one week, which is no
 * row. */
static void add_streak(struct wp_buf *buf, const struct wp_report *report)
{
    if (report->streak < 2)
        return;
    wp_buf_puts(buf, report->streak_open ? "at least " : "");
    wp_buf_printf(buf, "%u weeks in a row at ", (unsigned)report->streak);
    wp_progress_format_percent(buf, report->history->goal, false);
    wp_buf_puts(buf, report->history->goal < 1000 ? " or more" : "");
}

void wp_report_words_comparison(struct wp_buf *buf, const struct wp_report *report,
                                const char *separator)
{
    static void (*const parts[])(struct wp_buf *, const struct wp_report *) = {
        add_week_before, add_mean, add_streak};
    struct wp_buf part = WP_BUF_INIT;
    size_t begin = buf->length;
    size_t i;

    for (i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        wp_buf_clear(&part);
        parts[i](&part, report);
        if (part.length > 0 && buf->length > begin)
            wp_buf_puts(buf, separator);
        wp_buf_append(buf, wp_buf_str(&part));
    }
    wp_buf_free(&part);
}

void wp_report_words_carried(struct wp_buf *buf, const struct wp_report_carried *carried,
                             const char *times)
{
    const struct wp_carried_from *from = &carried->from;
    const char *words = carried->row->percent_tenths == from->percent ? ", still at " : ", from ";

    wp_buf_printf(buf, "%s%u", times, (unsigned)carried->row->item->carried);
    /* 0% says nothing. What was put off was left by an item at 100%. */
    if (from->percent <= 0 || (from->left_parts && from->percent >= 1000))
        return;
    wp_buf_puts(buf, from->left_parts ? ", what was left at " : words);
    wp_progress_format_percent(buf, from->percent, false);
}

void wp_report_words_with_deferred(struct wp_buf *buf, const struct wp_report *report)
{
    if (report->with_deferred < 0)
        return;
    wp_buf_puts(buf, "With what was put off it would ");
    wp_buf_puts(buf, report->over ? "have come to " : "be at ");
    wp_progress_format_percent(buf, report->with_deferred, false);
    wp_buf_putc(buf, '.');
}

void wp_report_words_dropped(struct wp_buf *buf, const struct wp_item *item, wp_day week_start)
{
    wp_day deferral = wp_deferral_reason_day(item);

    if (deferral != WP_NO_DAY) {
        wp_date_words_deferral(buf, deferral, week_start);
        return;
    }
    wp_buf_append(buf, item->dropped_reason);
    if (item->dropped_on != WP_NO_DAY)
        wp_date_words_day(buf, item->dropped_on, week_start);
}

const char *wp_report_words_planned(const struct wp_report *report)
{
    switch (report->planned_away) {
    case 0:
        return "Planned for this week";
    case 1:
        return "Planned for next week";
    default:
        return "Planned for the week after";
    }
}

void wp_report_words_unplanned(struct wp_buf *buf, const struct wp_report *report)
{
    const struct wp_week *week = report->planned.week;
    struct wp_str command = report->carry_next_command.length > 0 ? report->carry_next_command
                                                                  : report->add_next_command;

    if (week != NULL && week->root.skip) {
        wp_buf_puts(buf, "A week off");
        wp_buf_puts(buf, week->root.skip_reason.length > 0 ? ": " : ".");
        wp_buf_append(buf, week->root.skip_reason);
        return;
    }
    wp_buf_puts(buf, report->planned_away < 0 ? "Nothing was planned." : "Nothing is planned yet.");
    if (command.length > 0) {
        bool brings = report->carry_next_command.length > 0 && report->left_count > 0;

        wp_buf_putc(buf, ' ');
        wp_buf_append(buf, command);
        wp_buf_puts(buf, brings ? " copies what is left." : " starts the week.");
    }
}

void wp_report_words_unreviewed(struct wp_buf *buf, const struct wp_report *report)
{
    wp_buf_puts(buf, "There is none yet. ");
    wp_buf_append(buf, report->review_command);
    wp_buf_puts(buf, " writes one.");
}

void wp_report_words_often(struct wp_buf *buf, const struct wp_report *report)
{
    const char *before = "Carried over three times or more: ";
    size_t advice;

    for (size_t i = 0; i < report->carried_count; i++) {
        const struct wp_item *item = report->carried[i].row->item;

        if (item->carried < WP_REPORT_WORDS_OFTEN || item->progress.state != WP_OPEN)
            continue;
        wp_buf_puts(buf, before);
        wp_buf_append(buf, item->title);
        before = ", ";
    }
    if (buf->length == 0)
        return;
    wp_buf_puts(buf, ". ");
    advice = buf->length;
    wp_buf_puts(buf, WP_REPORT_WORDS_ADVICE);
    wp_report_words_sentence(buf, advice);
}

void wp_report_words_sentence(struct wp_buf *buf, size_t begin)
{
    if (buf->length == begin)
        return;
    if (buf->data[begin] >= 'a' && buf->data[begin] <= 'z')
        buf->data[begin] = (char)(buf->data[begin] - 'a' + 'A');
    wp_buf_putc(buf, '.');
}
