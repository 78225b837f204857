/*
 * Days and weeks of the proleptic Gregorian calendar. A day is a number; there is no clock, no
 * time zone and no locale.
 *
 *     wp_day day;
 *     if (wp_day_parse(wp_str("2019-08-06"), &day))
 *         window = wp_window_holding(day);
 */
#ifndef WEEKPLAN_CALENDAR_H
#define WEEKPLAN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* A day: the number of days since 1970-01-01, from WP_FIRST_DAY to WP_LAST_DAY. */
typedef int32_t wp_day;

/* No day: a day that is not given or not known. */
#define WP_NO_DAY INT32_MIN

enum {
    WP_FIRST_DAY = -719162, /* 0001-01-01 */
    WP_LAST_DAY = 2932896   /* 9999-12-31 */
};

enum { WP_DAYS_OF_WEEK = 7 };

enum wp_weekday {
    WP_MONDAY,
    WP_TUESDAY,
    WP_WEDNESDAY,
    WP_THURSDAY,
    WP_FRIDAY,
    WP_SATURDAY,
    WP_SUNDAY
};

struct wp_date {
    int year;  /* 1 to 9999 */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

/* A week of ISO 8601. It begins on Monday; week 1 has the first Thursday of the year. */
struct wp_iso_week {
    int year;
    int week; /* 1 to 53 */
};

/* Return the day of a date, which must exist. */
wp_day wp_day_of(struct wp_date date);

/* Return the date of a day. */
struct wp_date wp_date_of(wp_day day);

/* Return the weekday of a day. */
enum wp_weekday wp_weekday_of(wp_day day);

/* Return the ISO week of a day. */
struct wp_iso_week wp_iso_week_of(wp_day day);

/* Return the first day of an ISO week. */
wp_day wp_iso_week_monday(struct wp_iso_week iso);

/* Return the ISO week of the plan's week that begins on `start`: that of its fourth day. So a
 * week that begins on Sunday has the number of the Monday after it. */
struct wp_iso_week wp_iso_week_of_start(wp_day start);

/* Return the name of a weekday, such as "Monday". The names of this header are for files and
 * protocols, and always English. plan/day_names has the names in text for people. */
const char *wp_weekday_name(enum wp_weekday weekday);

/* Return the short name of a weekday, such as "Mon". */
const char *wp_weekday_short(enum wp_weekday weekday);

/* Return the short name of a month from 1 to 12, such as "Jan". */
const char *wp_calendar_month_short(int month);

/* Parse YYYY-MM-DD. Return false if the day does not exist. */
bool wp_day_parse(struct wp_str text, wp_day *day);

/* Return whether a text is meant as a day: three groups of digits joined by '-', the first of
 * four. It may be no day, as 2019-02-30 or 2019-8-4. */
bool wp_day_shaped(struct wp_str text);

/* Parse YYYY-Www. Return false if the year has no such week. */
bool wp_iso_week_parse(struct wp_str text, struct wp_iso_week *iso);

/* Append a day as YYYY-MM-DD. */
void wp_day_format(struct wp_buf *buf, wp_day day);

/* Append an ISO week as YYYY-Www. */
void wp_iso_week_format(struct wp_buf *buf, struct wp_iso_week iso);

/*
 * Seven consecutive days on one of which a week begins. Weeks have seven days and do not
 * overlap, so at most one week begins in a window. The week that holds a day begins in the
 * window that ends on that day; the week of an ISO number begins in the window around its Monday.
 */
struct wp_window {
    wp_day first;
    wp_day last; /* first + WP_DAYS_OF_WEEK - 1 */
};

/* Return the window whose first day is `first`. */
struct wp_window wp_window_from(wp_day first);

/* Return the window of the week that holds `day`. */
struct wp_window wp_window_holding(wp_day day);

/* Return whether a weekday is one of the last three of a week that begins on `week_start`. */
bool wp_weekday_ends_week(enum wp_weekday weekday, enum wp_weekday week_start);

/* Return the window of the week to review: the week that holds `today` on its last three days,
 * else the week before. Both begin on `week_start`. */
struct wp_window wp_window_to_review(wp_day today, enum wp_weekday week_start);

/* Return the window of an ISO week. */
struct wp_window wp_window_of_iso(struct wp_iso_week iso);

/* Return the day of the window that is a `weekday`. */
wp_day wp_window_start(struct wp_window window, enum wp_weekday weekday);

/* Parse the argument of --week: a day, an ISO week (2019-W32, 2019-w5, or W32 for the nearest one
 * of that number), `this`, `last`, `next`, or a number of weeks from this one with a sign. Return
 * false for anything else, and for a week outside the years 0001 to 9999. */
bool wp_window_parse(struct wp_str text, wp_day today, struct wp_window *window);

/* Return whether the text has a form that wp_window_parse takes, of any year. */
bool wp_window_is_named(struct wp_str text, wp_day today);

/* The longest gap between weeks in line: two years. */
enum { WP_DAYS_IN_LINE = 105 * WP_DAYS_OF_WEEK };

/* Return whether a week that begins on `later` is in line with one that begins on `earlier`: both
 * begin on the same weekday, and it is at most WP_DAYS_IN_LINE later. */
bool wp_week_is_in_line(wp_day earlier, wp_day later);

/* Parse a day in an argument: YYYY-MM-DD, `today`, `yesterday`, `tomorrow`, or the name of a
 * weekday, short or whole, in any case. A weekday is that of the week that begins on
 * `week_start`. */
bool wp_day_parse_word(struct wp_str text, wp_day today, wp_day week_start, wp_day *day);

#endif
