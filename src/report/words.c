#include "report/words.h"

#include "model/measure.h"

/* "Sun 4" */
static void add_numbered(struct wp_buf *buf, const char *word, int number)
{
    wp_buf_puts(buf, word);
    wp_buf_putc(buf, ' ');
    wp_buf_number(buf, (unsigned)number);
}

void wp_words_week(struct wp_buf *buf, wp_day start, const char *dash)
{
    wp_words_days(buf, start, start + 6, dash);
}

void wp_words_days(struct wp_buf *buf, wp_day first_day, wp_day last_day, const char *dash)
{
    struct wp_date first = wp_date_of(first_day);
    struct wp_date last = wp_date_of(last_day);

    add_numbered(buf, wp_weekday_short(wp_weekday_of(first_day)), first.day);
    if (first.month != last.month || first.year != last.year)
        wp_buf_printf(buf, " %s", wp_month_name(first.month));
    if (first.year != last.year)
        wp_buf_printf(buf, " %d", first.year);
    wp_buf_putc(buf, ' ');
    wp_buf_puts(buf, dash);
    wp_buf_putc(buf, ' ');
    add_numbered(buf, wp_weekday_short(wp_weekday_of(last_day)), last.day);
    wp_buf_putc(buf, ' ');
    add_numbered(buf, wp_month_name(last.month), last.year);
}

void wp_words_day(struct wp_buf *buf, wp_day day, wp_day week_start)
{
    struct wp_date date = wp_date_of(day);

    if (day >= week_start && day <= week_start + 6) {
        wp_buf_puts(buf, wp_weekday_short(wp_weekday_of(day)));
        return;
    }
    wp_buf_printf(buf, "%d %s", date.day, wp_month_short(date.month));
    if (date.year != wp_date_of(week_start).year)
        wp_buf_printf(buf, " %d", date.year);
}

void wp_words_distance(struct wp_buf *buf, const struct wp_view *view)
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

void wp_words_when(struct wp_buf *buf, const struct wp_row *row, const struct wp_view *view)
{
    switch (row->when) {
    case WP_WHEN_NONE:
        return;
    case WP_WHEN_LATE:
        wp_buf_printf(buf, "%u day%s late", (unsigned)row->days_late,
                      row->days_late == 1 ? "" : "s");
        return;
    case WP_WHEN_DONE:
        wp_words_day(buf, row->day, view->week->start);
        return;
    case WP_WHEN_DUE:
    case WP_WHEN_SOON:
        break;
    }
    wp_buf_puts(buf, "due ");
    if (row->day == view->today)
        wp_buf_puts(buf, "today");
    else if (row->day == view->today + 1)
        wp_buf_puts(buf, "tomorrow");
    else
        wp_words_day(buf, row->day, view->week->start);
}

void wp_words_counts(struct wp_buf *buf, const struct wp_row *row)
{
    const struct wp_progress *progress = &row->item->progress;
    const struct wp_measure *measure = &row->item->measure;

    if (!row->has_bar)
        return;
    if (row->item->first != NULL) {
        wp_buf_number(buf, progress->done);
        wp_buf_putc(buf, '/');
        wp_buf_number(buf, progress->total);
    } else if (!wp_str_equal_c(measure->unit, "%")) {
        wp_measure_format(buf, measure);
    }
}
