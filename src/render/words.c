#include "render/words.h"

#include "base/utf8.h"
#include "plan/progress_value.h"
#include <weekplan/progress.h>

/* Limits of one title among the ancestors of an item. */
enum { ABOVE_COLUMNS = 48, ABOVE_BYTES = 400 };

static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
static const char *const short_weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const short_months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *wp_words_weekday(enum wp_weekday weekday)
{
    return weekdays[weekday];
}

const char *wp_words_month_short(int month)
{
    return short_months[month - 1];
}

/* Append "Sun 4". */
static void add_numbered(struct wp_buf *buf, const char *word, int number)
{
    wp_buf_puts(buf, word);
    wp_buf_putc(buf, ' ');
    wp_buf_number(buf, (unsigned)number);
}

static void add_weekday(struct wp_buf *buf, wp_day day)
{
    add_numbered(buf, short_weekdays[wp_weekday_of(day)], wp_date_of(day).day);
}

void wp_words_week(struct wp_buf *buf, wp_day start, const char *dash)
{
    wp_words_days(buf, start, start + WP_DAYS_OF_WEEK - 1, dash);
}

void wp_words_days(struct wp_buf *buf, wp_day first_day, wp_day last_day, const char *dash)
{
    struct wp_date first = wp_date_of(first_day);
    struct wp_date last = wp_date_of(last_day);

    add_weekday(buf, first_day);
    if (first.month != last.month || first.year != last.year)
        wp_buf_printf(buf, " %s", months[first.month - 1]);
    if (first.year != last.year)
        wp_buf_printf(buf, " %d", first.year);
    wp_buf_putc(buf, ' ');
    wp_buf_puts(buf, dash);
    wp_buf_putc(buf, ' ');
    wp_words_date(buf, last_day);
}

void wp_words_date(struct wp_buf *buf, wp_day day)
{
    struct wp_date date = wp_date_of(day);

    add_weekday(buf, day);
    wp_buf_putc(buf, ' ');
    add_numbered(buf, months[date.month - 1], date.year);
}

void wp_words_long_date(struct wp_buf *buf, wp_day day)
{
    struct wp_date date = wp_date_of(day);

    wp_buf_number(buf, (unsigned)date.day);
    wp_buf_putc(buf, ' ');
    add_numbered(buf, months[date.month - 1], date.year);
}

void wp_words_short_date(struct wp_buf *buf, wp_day day, int year)
{
    struct wp_date date = wp_date_of(day);

    wp_buf_number(buf, (unsigned)date.day);
    wp_buf_putc(buf, ' ');
    wp_buf_puts(buf, short_months[date.month - 1]);
    if (date.year != year)
        wp_buf_printf(buf, " %d", date.year);
}

void wp_words_day(struct wp_buf *buf, wp_day day, wp_day week_start)
{
    if (day >= week_start && day < week_start + WP_DAYS_OF_WEEK)
        wp_buf_puts(buf, short_weekdays[wp_weekday_of(day)]);
    else
        wp_words_short_date(buf, day, wp_date_of(week_start).year);
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

void wp_words_late(struct wp_buf *buf, uint32_t days)
{
    if (days > 0)
        wp_buf_printf(buf, "%u day%s late", (unsigned)days, days == 1 ? "" : "s");
}

void wp_words_counts(struct wp_buf *buf, const struct wp_row *row)
{
    const struct wp_progress *progress = &row->item->progress;
    const struct wp_progress_value *value = &row->item->progress_value;

    if (!row->has_bar)
        return;
    if (row->item->first != NULL) {
        wp_buf_number(buf, progress->done);
        wp_buf_putc(buf, '/');
        wp_buf_number(buf, progress->total);
    } else if (!wp_str_equal_c(value->unit, "%")) {
        wp_progress_value_format(buf, value);
    }
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
        wp_buf_puts(buf, " adds a goal");
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

/* Append the beginning of a title. The limit in bytes is for characters without width. */
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

void wp_words_tenths(struct wp_buf *buf, int32_t tenths)
{
    wp_decimal size = (wp_decimal)(tenths < 0 ? -tenths : tenths);

    wp_decimal_format(buf, size * (WP_DECIMAL_ONE / 10));
}

void wp_words_difference(struct wp_buf *buf, int32_t tenths, bool ascii)
{
    if (tenths == 0)
        wp_buf_puts(buf, ascii ? "" : "±");
    else if (tenths > 0)
        wp_buf_putc(buf, '+');
    else
        wp_buf_puts(buf, ascii ? "-" : "−");
    wp_words_tenths(buf, tenths);
}

void wp_words_points(struct wp_buf *buf, int32_t tenths)
{
    wp_words_tenths(buf, tenths);
    wp_buf_puts(buf, tenths == 10 || tenths == -10 ? " point" : " points");
}

void wp_words_sentence(struct wp_buf *buf, size_t begin)
{
    if (buf->length == begin)
        return;
    if (buf->data[begin] >= 'a' && buf->data[begin] <= 'z')
        buf->data[begin] = (char)(buf->data[begin] - 'a' + 'A');
    wp_buf_putc(buf, '.');
}
