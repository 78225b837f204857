#include "render/date_words.h"

#include "plan/day_names.h"

/* Append "Sun 4". */
static void add_numbered(struct wp_buf *buf, const char *word, int number)
{
    wp_buf_puts(buf, word);
    wp_buf_putc(buf, ' ');
    wp_buf_number(buf, (unsigned)number);
}

static void add_weekday(struct wp_buf *buf, wp_day day)
{
    add_numbered(buf, wp_day_names_weekday_short(wp_weekday_of(day)), wp_date_of(day).day);
}

void wp_date_words_week(struct wp_buf *buf, wp_day start, const char *dash)
{
    wp_date_words_days(buf, start, start + WP_DAYS_OF_WEEK - 1, dash);
}

void wp_date_words_days(struct wp_buf *buf, wp_day first_day, wp_day last_day, const char *dash)
{
    struct wp_date first = wp_date_of(first_day);
    struct wp_date last = wp_date_of(last_day);

    add_weekday(buf, first_day);
    if (first.month != last.month || first.year != last.year)
        wp_buf_printf(buf, " %s", wp_day_names_month(first.month));
    if (first.year != last.year)
        wp_buf_printf(buf, " %d", first.year);
    wp_buf_putc(buf, ' ');
    wp_buf_puts(buf, dash);
    wp_buf_putc(buf, ' ');
    wp_date_words_date(buf, last_day);
}

void wp_date_words_date(struct wp_buf *buf, wp_day day)
{
    struct wp_date date = wp_date_of(day);

    add_weekday(buf, day);
    wp_buf_putc(buf, ' ');
    add_numbered(buf, wp_day_names_month(date.month), date.year);
}

void wp_date_words_long_date(struct wp_buf *buf, wp_day day)
{
    struct wp_date date = wp_date_of(day);

    wp_buf_number(buf, (unsigned)date.day);
    wp_buf_putc(buf, ' ');
    add_numbered(buf, wp_day_names_month(date.month), date.year);
}

void wp_date_words_short_date(struct wp_buf *buf, wp_day day, int year)
{
    struct wp_date date = wp_date_of(day);

    wp_buf_number(buf, (unsigned)date.day);
    wp_buf_putc(buf, ' ');
    wp_buf_puts(buf, wp_day_names_month_short(date.month));
    if (date.year != year)
        wp_buf_printf(buf, " %d", date.year);
}

void wp_date_words_day(struct wp_buf *buf, wp_day day, wp_day week_start)
{
    if (day >= week_start && day < week_start + WP_DAYS_OF_WEEK)
        wp_buf_puts(buf, wp_day_names_weekday_short(wp_weekday_of(day)));
    else
        wp_date_words_short_date(buf, day, wp_date_of(week_start).year);
}

void wp_date_words_deferral(struct wp_buf *buf, wp_day day, wp_day week_start)
{
    wp_buf_puts(buf, "to the week of ");
    wp_date_words_short_date(buf, day, wp_date_of(week_start).year);
}

void wp_date_words_weeks_away(struct wp_buf *buf, const struct wp_view *view)
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

void wp_date_words_when(struct wp_buf *buf, const struct wp_row *row, wp_day week_start,
                        wp_day today)
{
    switch (row->when) {
    case WP_WHEN_NONE:
        return;
    case WP_WHEN_LATE:
        wp_date_words_late(buf, row->days_late);
        return;
    case WP_WHEN_DONE:
        wp_date_words_day(buf, row->day, week_start);
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
        wp_date_words_day(buf, row->day, week_start);
}

void wp_date_words_late(struct wp_buf *buf, uint32_t days)
{
    if (days > 0)
        wp_buf_printf(buf, "%u day%s late", (unsigned)days, days == 1 ? "" : "s");
}
