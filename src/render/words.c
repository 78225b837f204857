#include "render/words.h"

#include "base/utf8.h"
#include "plan/progress_value.h"
#include <weekplan/progress.h>

enum { ABOVE_COLUMNS = 48, ABOVE_BYTES = 400 };

/* "Sun 4" */
static void add_numbered(struct wp_buf *buf, const char *word, int number)
{
    wp_buf_puts(buf, word);
    wp_buf_putc(buf, ' ');
    wp_buf_number(buf, (unsigned)number);
}

void wp_words_week(struct wp_buf *buf, wp_day start, const char *dash)
{
    wp_words_days(buf, start, start + WP_DAYS_OF_WEEK - 1, dash);
}

void wp_words_days(struct wp_buf *buf, wp_day first_day, wp_day last_day, const char *dash)
{
    struct wp_date first = wp_date_of(first_day);
    struct wp_date last = wp_date_of(last_day);

    add_numbered(buf, wp_weekday_short(wp_weekday_of(first_day)), first.day);
    if (first.month != last.month || first.year != last.year)
        wp_buf_printf(buf, " %s", wp_calendar_month_name(first.month));
    if (first.year != last.year)
        wp_buf_printf(buf, " %d", first.year);
    wp_buf_putc(buf, ' ');
    wp_buf_puts(buf, dash);
    wp_buf_putc(buf, ' ');
    wp_words_date(buf, last_day);
}

void wp_words_day(struct wp_buf *buf, wp_day day, wp_day week_start)
{
    struct wp_date date = wp_date_of(day);

    if (day >= week_start && day < week_start + WP_DAYS_OF_WEEK) {
        wp_buf_puts(buf, wp_weekday_short(wp_weekday_of(day)));
        return;
    }
    wp_buf_printf(buf, "%d %s", date.day, wp_calendar_month_short(date.month));
    if (date.year != wp_date_of(week_start).year)
        wp_buf_printf(buf, " %d", date.year);
}

void wp_words_date(struct wp_buf *buf, wp_day day)
{
    struct wp_date date = wp_date_of(day);

    add_numbered(buf, wp_weekday_short(wp_weekday_of(day)), date.day);
    wp_buf_putc(buf, ' ');
    add_numbered(buf, wp_calendar_month_name(date.month), date.year);
}

void wp_words_weeks_away(struct wp_buf *buf, const struct wp_view *view)
{
    int weeks = view->weeks_away;

    if (view->day_number > 0) {
        add_numbered(buf, "day", view->day_number);
        wp_buf_puts(buf, " of 7");
    } else if (weeks == -1) {
        wp_buf_puts(buf, "last week");
    } else if (weeks == 1) {
        wp_buf_puts(buf, "next week");
    } else if (weeks < 0) {
        wp_buf_printf(buf, "%d weeks ago", -weeks);
    } else {
        wp_buf_printf(buf, "in %d weeks", weeks);
    }
}

void wp_words_when(struct wp_buf *buf, const struct wp_row *row, wp_day week_start, wp_day today)
{
    switch (row->when) {
    case WP_WHEN_NONE:
        return;
    case WP_WHEN_LATE:
        wp_words_late(buf, row->days_late);
        return;
    case WP_WHEN_DONE:
        wp_words_day(buf, row->day, week_start);
        return;
    case WP_WHEN_DUE:
    case WP_WHEN_SOON:
        break;
    }
    wp_buf_puts(buf, "due ");
    if (row->day == today)
        wp_buf_puts(buf, "today");
    else if (today != WP_NO_DAY && row->day == today + 1)
        wp_buf_puts(buf, "tomorrow");
    else
        wp_words_day(buf, row->day, week_start);
}

void wp_words_counts(struct wp_buf *buf, const struct wp_row *row)
{
    const struct wp_progress *progress = &row->item->progress;
    const struct wp_progress_value *measure = &row->item->progress_value;

    if (!row->has_bar)
        return;
    if (row->item->first != NULL) {
        wp_buf_number(buf, progress->done);
        wp_buf_putc(buf, '/');
        wp_buf_number(buf, progress->total);
    } else if (!wp_str_equal_c(measure->unit, "%")) {
        wp_progress_value_format(buf, measure);
    }
}

void wp_words_late(struct wp_buf *buf, uint32_t days)
{
    if (days > 0)
        wp_buf_printf(buf, "%u day%s late", (unsigned)days, days == 1 ? "" : "s");
}

void wp_words_tally(struct wp_buf *buf, const struct wp_progress *progress, const char *separator)
{
    if (progress->total > 0)
        wp_buf_printf(buf, "%u of %u done", (unsigned)progress->done, (unsigned)progress->total);
    if (progress->total > 0 && progress->dropped > 0)
        wp_buf_puts(buf, separator);
    if (progress->dropped > 0)
        wp_buf_printf(buf, "%u dropped", (unsigned)progress->dropped);
}

static void add_nothing_planned(struct wp_buf *buf, const struct wp_view *view)
{
    if (view->week->root.skip)
        return;
    if (view->weeks_away < 0) {
        wp_buf_puts(buf, "Nothing was planned.");
        return;
    }
    wp_buf_puts(buf, "Nothing is planned yet");
    if (view->recording.length > 0) {
        wp_buf_puts(buf, ": ");
        wp_buf_append(buf, view->recording);
        wp_buf_puts(buf, " records a goal");
    }
    wp_buf_putc(buf, '.');
}

static void add_all_done(struct wp_buf *buf, const struct wp_view *view)
{
    if (view->day_number > 0)
        wp_buf_puts(buf, "All done. Enjoy the rest of the week!");
    else if (view->weeks_away < 0)
        wp_buf_puts(buf, "All done. Well kept!");
    else
        wp_buf_puts(buf, "All done before the week has begun!");
}

void wp_words_summary(struct wp_buf *buf, const struct wp_view *view)
{
    switch (view->summary) {
    case WP_SUMMARY_UNDER_WAY:
        break;
    case WP_SUMMARY_NOTHING_PLANNED:
        add_nothing_planned(buf, view);
        break;
    case WP_SUMMARY_ALL_DONE:
        add_all_done(buf, view);
        break;
    case WP_SUMMARY_ALL_DROPPED:
        wp_buf_puts(buf, "All of it was dropped, so there is nothing to count.");
        break;
    }
}

/* The beginning of a title; of bytes that take no columns, too, only some. */
static void add_cut(struct wp_buf *buf, struct wp_str title)
{
    struct wp_str cut = wp_str_slice(title, 0, ABOVE_BYTES);

    while (cut.length > 0 && cut.length < title.length &&
           ((unsigned char)title.data[cut.length] & 0xC0) == 0x80)
        cut.length--;
    cut = wp_utf8_fit(cut, ABOVE_COLUMNS, NULL);
    wp_buf_append(buf, cut);
    wp_buf_puts(buf, cut.length < title.length ? "..." : "");
}

void wp_words_above(struct wp_buf *buf, const struct wp_item *item, const char *separator)
{
    const struct wp_item *parent = item->parent;
    const struct wp_item *goal = parent;

    if (parent == NULL || parent->parent == NULL)
        return;
    while (goal->parent->parent != NULL)
        goal = goal->parent;
    if (goal != parent) {
        add_cut(buf, goal->title);
        wp_buf_puts(buf, separator);
        if (goal != parent->parent) {
            wp_buf_puts(buf, "...");
            wp_buf_puts(buf, separator);
        }
    }
    add_cut(buf, parent->title);
}

void wp_words_weeks(struct wp_buf *buf, const struct wp_history *history)
{
    size_t i;

    for (i = 0; i < history->count; i++) {
        const struct wp_history_week *week = &history->weeks[i];

        wp_buf_puts(buf, i > 0 ? ", " : "");
        if (i > 0 && week->missing == 1)
            wp_buf_puts(buf, "no plan, ");
        else if (i > 0 && week->missing > 1)
            wp_buf_printf(buf, "%u weeks without a plan, ", (unsigned)week->missing);
        if (week->skip)
            wp_buf_puts(buf, "off");
        else
            wp_progress_format_percent(
                buf, week->percent_tenths == WP_NO_PERCENT ? -1 : (int)week->percent_tenths, false);
    }
}

/* "12 points": a difference without its direction. */
static void add_points(struct wp_buf *buf, int32_t tenths)
{
    uint32_t size = (uint32_t)(tenths < 0 ? -tenths : tenths);

    wp_decimal_format(buf, (wp_decimal)size * (WP_DECIMAL_ONE / 10));
    wp_buf_puts(buf, size == 10 ? " point" : " points");
}

/* "up 12 points" */
static void add_change(struct wp_buf *buf, int32_t change)
{
    wp_buf_puts(buf, change > 0 ? "up " : "down ");
    add_points(buf, change);
}

void wp_words_start(struct wp_buf *buf, wp_day start, wp_day today)
{
    struct wp_date date = wp_date_of(start);

    wp_buf_printf(buf, "%d %s", date.day, wp_calendar_month_short(date.month));
    if (date.year != wp_date_of(today).year)
        wp_buf_printf(buf, " %d", date.year);
}

void wp_words_headline(struct wp_buf *buf, const struct wp_report *report)
{
    const struct wp_view *view = &report->view;
    const struct wp_progress *progress = &view->week->root.progress;

    wp_buf_puts(buf, "Week of ");
    wp_words_start(buf, view->week->start, view->today);
    wp_buf_puts(buf, ": ");
    if (view->week->root.skip)
        wp_buf_puts(buf, progress->total > 0 ? "a week off, " : "a week off");
    if (progress->total > 0) {
        wp_progress_format_percent(buf, view->percent_tenths, false);
        wp_buf_printf(buf, " (%u/%u)", (unsigned)progress->done, (unsigned)progress->total);
        wp_buf_puts(buf, report->over ? "" : " so far");
    } else if (!view->week->root.skip) {
        wp_buf_puts(buf, progress->dropped > 0 ? "all of it dropped" : "nothing planned");
    }
    if (report->change == WP_NO_PERCENT)
        return;
    wp_buf_puts(buf, ", ");
    if (report->change == 0)
        wp_buf_puts(buf, "as before");
    else
        add_change(buf, report->change);
}

static void add_comparison(struct wp_buf *buf, const struct wp_report *report)
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
        wp_words_start(buf, compared, report->view.week->start);
    }
}

static void add_mean(struct wp_buf *buf, const struct wp_report *report)
{
    if (report->against_mean == WP_NO_PERCENT)
        return;
    if (report->against_mean != 0)
        add_points(buf, report->against_mean);
    else
        wp_buf_puts(buf, "at");
    if (report->against_mean != 0)
        wp_buf_puts(buf, report->against_mean > 0 ? " above" : " below");
    wp_buf_puts(buf, report->mean_is_full ? " the mean of the last four"
                                          : " the mean of the weeks before");
}

static void add_streak(struct wp_buf *buf, const struct wp_report *report)
{
    if (report->streak < 2)
        return;
    wp_buf_puts(buf, report->streak_open ? "at least " : "");
    wp_buf_printf(buf, "%u weeks in a row at ", (unsigned)report->streak);
    wp_progress_format_percent(buf, report->history->goal, false);
    wp_buf_puts(buf, report->history->goal < 1000 ? " or more" : "");
}

void wp_words_standing(struct wp_buf *buf, const struct wp_report *report, const char *separator)
{
    static void (*const parts[])(struct wp_buf *,
                                 const struct wp_report *) = {add_comparison, add_mean, add_streak};
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
    buf->failed = buf->failed || part.failed;
    wp_buf_free(&part);
}

void wp_words_sentence(struct wp_buf *buf, size_t begin)
{
    if (buf->failed || buf->length == begin)
        return;
    if (buf->data[begin] >= 'a' && buf->data[begin] <= 'z')
        buf->data[begin] = (char)(buf->data[begin] - 'a' + 'A');
    wp_buf_putc(buf, '.');
}

void wp_words_carried(struct wp_buf *buf, const struct wp_report_carried *carried,
                      const char *times)
{
    wp_buf_printf(buf, "%s%u", times, (unsigned)carried->row->item->carried);
    if (carried->from < 0)
        return;
    wp_buf_puts(buf, carried->row->percent_tenths == carried->from ? ", still at " : ", from ");
    wp_progress_format_percent(buf, carried->from, false);
}

void wp_words_planned(struct wp_buf *buf, const struct wp_report *report)
{
    switch (report->planned_away) {
    case 0:
        wp_buf_puts(buf, "Planned for this week");
        break;
    case 1:
        wp_buf_puts(buf, "Planned for next week");
        break;
    default:
        wp_buf_puts(buf, "Planned for the week after");
    }
}

void wp_words_unplanned(struct wp_buf *buf, const struct wp_report *report)
{
    const struct wp_week *week = report->planned.week;
    struct wp_str command = report->carrying.length > 0 ? report->carrying : report->adding;

    if (week != NULL && week->root.skip) {
        wp_buf_puts(buf, "A week off");
        wp_buf_puts(buf, week->root.skip_reason.length > 0 ? ": " : ".");
        wp_buf_append(buf, week->root.skip_reason);
        return;
    }
    wp_buf_puts(buf, report->planned_away < 0 ? "Nothing was planned." : "Nothing is planned yet.");
    if (command.length > 0) {
        bool brings = report->carrying.length > 0 && report->left_count > 0;

        wp_buf_putc(buf, ' ');
        wp_buf_append(buf, command);
        wp_buf_puts(buf, brings ? " brings over what is left." : " starts the week.");
    }
}

void wp_words_dropped(struct wp_buf *buf, const struct wp_item *item, wp_day week_start)
{
    wp_buf_append(buf, item->dropped_reason);
    if (item->dropped_on != WP_NO_DAY)
        wp_words_day(buf, item->dropped_on, week_start);
}
