/*
 * Days and weeks. Everything here is arithmetic on whole days of the
 * proleptic Gregorian calendar: no clock, no time zone, no locale.
 */
#ifndef WEEKPLAN_CALENDAR_H
#define WEEKPLAN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* A day as days since 1970-01-01; years 0001 to 9999. */
typedef int32_t wp_day;

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

/* ISO 8601: weeks begin on Monday; week 1 holds the year's first Thursday. */
struct wp_iso_week {
    int year;
    int week; /* 1 to 53 */
};

wp_day wp_day_of(struct wp_date date);
struct wp_date wp_date_of(wp_day day);
enum wp_weekday wp_weekday_of(wp_day day);
struct wp_iso_week wp_iso_week_of(wp_day day);
wp_day wp_iso_week_monday(struct wp_iso_week iso);

/* The ISO week of a plan's week: the one that holds its fourth day, so that a
 * week that begins on Sunday has the number of the Monday after it. */
struct wp_iso_week wp_iso_week_of_start(wp_day start);

/* Names in file formats, protocols and messages about them: "Monday"/"Mon", "Jan" (month 1
 * to 12). English always; render/words has the names in what people read. */
const char *wp_weekday_name(enum wp_weekday weekday);
const char *wp_weekday_short(enum wp_weekday weekday);
const char *wp_calendar_month_short(int month);

/* Exactly YYYY-MM-DD, and a day that exists. */
bool wp_day_parse(struct wp_str text, wp_day *day);

/* Three groups of digits joined by '-', the first of four: what a person means
 * as a day, whether or not it is one (2019-02-30, 2019-8-4). */
bool wp_day_shaped(struct wp_str text);

/* Exactly YYYY-Www, and a week that the year has. */
bool wp_iso_week_parse(struct wp_str text, struct wp_iso_week *iso);

/* YYYY-MM-DD; YYYY-Www. */
void wp_day_format(struct wp_buf *buf, wp_day day);
void wp_iso_week_format(struct wp_buf *buf, struct wp_iso_week iso);

/*
 * Seven consecutive days on one of which a week begins. Weeks are seven days
 * long and do not overlap, so at most one week begins in a window: "the week
 * that holds this day" is the window that ends on the day, "the week of this
 * ISO number" the one around its Monday.
 */
struct wp_window {
    wp_day first;
    wp_day last; /* first + WP_DAYS_OF_WEEK - 1 */
};

/* Return the window whose first day is `first`. */
struct wp_window wp_window_from(wp_day first);

struct wp_window wp_window_holding(wp_day day);
struct wp_window wp_window_of_iso(struct wp_iso_week iso);

/* The day of the window on which a week begins that starts on `weekday`. */
wp_day wp_window_start(struct wp_window window, enum wp_weekday weekday);

/* What --week takes: a day, an ISO week (2019-W32, and as people type it: 2019-w5, or
 * W32 for the nearest one of that number), `this`, `last`, `next`, `-2`, `+1`
 * (weeks from today's). False when it is none of these, or of a year that no plan has. */
bool wp_window_parse(struct wp_str text, wp_day today, struct wp_window *window);

/* Whether the text is one of these, whatever the year. */
bool wp_window_is_named(struct wp_str text, wp_day today);

enum { WP_DAYS_IN_LINE = 105 * WP_DAYS_OF_WEEK }; /* two years */

/* Return whether `later` begins where a plan with a week on `earlier` would have one of
 * its next weeks: on the same weekday, and WP_DAYS_IN_LINE later at most. */
bool wp_week_is_in_line(wp_day earlier, wp_day later);

/* A day in an argument: YYYY-MM-DD, `today`, `yesterday`, `tomorrow`, or
 * `mon` to `sun`, or its whole name, in upper or lower case: that day within the
 * week that begins on `week_start`. */
bool wp_day_parse_word(struct wp_str text, wp_day today, wp_day week_start, wp_day *day);

#endif
