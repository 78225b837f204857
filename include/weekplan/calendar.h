/*
 * Days and weeks of the proleptic Gregorian calendar. A day is a number. The functions use neither
 * clock nor time zone nor locale.
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

/* A week of ISO 8601. A week begins on Monday. Week 1 has the first Thursday of the year. */
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

/* Return the ISO week of a week of the plan that begins on `start`: the ISO week of its fourth
 * day. So a week that begins on Sunday has the number of the ISO week of the next Monday. */
struct wp_iso_week wp_iso_week_of_start(wp_day start);

/* Return the English name of a weekday, such as "Monday". The names in this header are for file
 * formats and protocols. plan/day_names has the names for text that people read. */
const char *wp_weekday_name(enum wp_weekday weekday);

/* Return the short name of a weekday, such as "Mon". */
const char *wp_weekday_short(enum wp_weekday weekday);

/* Return the word by which a weekday is typed, such as "mon". wp_weekday_parse knows it. */
const char *wp_weekday_word(enum wp_weekday weekday);

/* Parse the name of a weekday, "mon" or "Monday", in any case; also "tues", "weds", "thur" and
 * "thurs". Return false for any other text. */
bool wp_weekday_parse(struct wp_str text, enum wp_weekday *weekday);

/* Return the short name of a month from 1 to 12, such as "Jan". */
const char *wp_calendar_month_short(int month);

/* Parse YYYY-MM-DD. Return false if the day does not exist. */
bool wp_day_parse(struct wp_str text, wp_day *day);

/* Return whether a text is meant as a day: four digits, '-', digits, '-', digits. True also for
 * days that do not exist or lack a zero, such as 2019-02-30 and 2019-8-4. */
bool wp_day_shaped(struct wp_str text);

/* Parse YYYY-Www. Return false if the year has no such week. */
bool wp_iso_week_parse(struct wp_str text, struct wp_iso_week *iso);

/* Append a day as YYYY-MM-DD. */
void wp_day_format(struct wp_buf *buf, wp_day day);

/* Append an ISO week as YYYY-Www. */
void wp_iso_week_format(struct wp_buf *buf, struct wp_iso_week iso);

/*
 * Seven consecutive days, to find the week that begins on one of these days. Weeks have seven days
 * and do not overlap, so at most one week begins in a window. The week that contains a day begins
 * in the window whose last day is that day. The week of an ISO number begins in the window with
 * three days before and after the Monday of the ISO week.
 */
struct wp_window {
    wp_day first;
    wp_day last; /* last of the seven days: first + WP_DAYS_OF_WEEK - 1 */
};

/* Return the window whose first day is `first`. */
struct wp_window wp_window_from(wp_day first);

/* Return the window of the week that contains `day`. */
struct wp_window wp_window_holding(wp_day day);

/* Return whether `weekday` is one of the last three days of weeks that begin on `week_start`. */
bool wp_weekday_ends_week(enum wp_weekday weekday, enum wp_weekday week_start);

/* Return the window of the week to review: the week that contains `today` if `today` is one of the
 * last three days of that week, else the week before that week. Weeks begin on the weekday
 * `week_start`. */
struct wp_window wp_window_to_review(wp_day today, enum wp_weekday week_start);

/* Return the window of the week with an ISO number. */
struct wp_window wp_window_of_iso(struct wp_iso_week iso);

/* Return the day of the window that is a `weekday`. */
wp_day wp_window_start(struct wp_window window, enum wp_weekday weekday);

/* Parse the argument of --week: a day as wp_day_parse_word parses one with WP_NO_DAY, but +N and -N
 * are weeks from this week (-1, +2); an ISO week (2019-W32, 2019-w5); an ISO week near `today`
 * (W32); or `this`, `last` or `next`, perhaps with `week` after it. Set *window to the window of
 * this week. Return false for any other text, and for a week outside the years 0001 to 9999. */
bool wp_window_parse(struct wp_str text, wp_day today, struct wp_window *window);

/* Whether wp_window_parse parses the text, or refuses it only because its week is outside the years
 * 0001 to 9999. */
bool wp_window_is_named(struct wp_str text, wp_day today);

/* The most days between the first days of two weeks that are in line: two years. */
enum { WP_DAYS_IN_LINE = 105 * WP_DAYS_OF_WEEK };

/* Return whether the weeks that begin on `earlier` and `later` are in line: both begin on the same
 * weekday, and `later` is at most WP_DAYS_IN_LINE after `earlier`. A week that is not in line with
 * the week before it probably has a typing error in `week:`. */
bool wp_week_is_in_line(wp_day earlier, wp_day later);

/*
 * Parse a day that a person types, in any case. Return false for any other text.
 *
 *     2019-08-09 2019/8/9          the day
 *     today yesterday tomorrow     from `today`; also tmrw and tmr for tomorrow
 *     +3 -1                        days from `today`
 *     +3 days, in 2 weeks, a month ago
 *                                  days, weeks, months or years from `today`
 *     9 aug, 9. August, 9th of aug, aug 9, aug 9th, 9.8., 9.8, each perhaps followed by a year
 *                                  without a year the day nearest to the week
 *     13/8, 8/13                   the same, if only one of the numbers can be the month
 *     9th, the 9th                 the day of that number nearest to the week
 *     fri, Friday, this fri        a day of the week that begins on `week_start`
 *     next fri, last fri           a day of the week after it, of the week before it
 *
 * A date may follow its weekday: "Fri 9 August 2019". If `week_start` is WP_NO_DAY, weekdays alone
 * are refused, and a day without a year is the one nearest to `today`.
 */
bool wp_day_parse_word(struct wp_str text, wp_day today, wp_day week_start, wp_day *day);

/* Kinds of texts that wp_day_parse_word may get. */
enum wp_day_word {
    WP_DAY_WORD_NONE,      /* any other text */
    WP_DAY_WORD_MISSING,   /* a day that does not exist, such as "31 apr" */
    WP_DAY_WORD_AMBIGUOUS, /* a day that can be read in two ways, such as "8/9" */
    WP_DAY_WORD_DAY        /* a day; weekdays are days */
};

/* Return the kind of a text. */
enum wp_day_word wp_day_word_kind(struct wp_str text);

/* Whether the text is a day of the kind WP_DAY_WORD_AMBIGUOUS. Set *first and *second to its two
 * readings; their `year` has no meaning. */
bool wp_day_word_is_ambiguous(struct wp_str text, struct wp_date *first, struct wp_date *second);

/* Whether the text is a weekday of the week, such as "fri" or "this fri". Set *name to the weekday
 * in the text. */
bool wp_day_word_is_weekday(struct wp_str text, struct wp_str *name);

#endif
