/*
 * The day or the week that a heading, a title or the name of a file names, in any usual form:
 *
 *     Week of Aug. 4th     January 19, 2015     19 Jan 2015     2019-08-04     01/19/2015
 *     Aug 4 – Aug 10, 2019     4.–10. August 2019     2019-W32     Week 32, 2019
 *
 *     struct wp_heading_day day;
 *     if (wp_heading_day_find(text, &hint, &day) == WP_HEADING_DAY_FOUND)
 *         start = wp_heading_day_week(&day, WP_SUNDAY, false);
 */
#ifndef IMPORT_HEADING_DAY_H
#define IMPORT_HEADING_DAY_H

#include <weekplan/calendar.h>

enum wp_heading_day_kind {
    WP_HEADING_DAY_NONE,      /* the text names no day */
    WP_HEADING_DAY_NO_YEAR,   /* a day, whose year is not known */
    WP_HEADING_DAY_AMBIGUOUS, /* a day that can be read in two ways, such as 8/9/2019 */
    WP_HEADING_DAY_MISSING,   /* a day or a week that does not exist, such as April 31 */
    WP_HEADING_DAY_FOUND
};

/* What is known about a day whose text has no year. */
struct wp_heading_day_hint {
    wp_day near; /* a day near it: that of the front matter, of the name of the file, or of the
                    heading before; WP_NO_DAY if none is known */
    int year;    /* the year, if `near` is WP_NO_DAY; 0 if it is not known */
};

struct wp_heading_day {
    wp_day first;        /* the day, or the first day of several, such as "Aug 4 – Aug 10" */
    wp_day last;         /* the last day of several; the day itself if there is only one */
    bool has_year;       /* whether the text itself has the year */
    bool names_week;     /* whether the word "week" is before the day: "Week of Aug. 4th" */
    bool ends_week;      /* whether the words before the day are "week ending" and the like */
    struct wp_span span; /* the day in the text, with words such as "week of" before it */
    /* The words of the text besides the day, if they say something: "Staying Accountable", but not
     * "Weekly Goals". Else empty. What is after a dot behind the day, " · ", is the title whatever
     * it says. Borrowed from the text. */
    struct wp_str title;
};

/*
 * Find the day in a line of text. Set *day as far as it is known: `span` for all kinds but
 * WP_HEADING_DAY_NONE, the days for WP_HEADING_DAY_FOUND alone. A day without a year is the one
 * nearest to hint->near, or in hint->year.
 */
enum wp_heading_day_kind wp_heading_day_find(struct wp_str text,
                                             const struct wp_heading_day_hint *hint,
                                             struct wp_heading_day *day);

/*
 * Find the day in the path of a file, as wp_heading_day_find does: "2019-08-04-accountable.md",
 * "20190804.md", "2019-W32.md", "2019/aug-04.md". Set *hint to what the path says of other days:
 * the day, or only a year, as in "goals-2019.md" or "2019/notes.md".
 */
enum wp_heading_day_kind wp_heading_day_find_in_path(struct wp_str path,
                                                     struct wp_heading_day_hint *hint,
                                                     struct wp_heading_day *day);

/* Return the year if the text names a year and no day, such as "2019", "Goals of 2019" or
 * "August 2019". Else return 0. */
int wp_heading_day_year(struct wp_str text);

/*
 * Return the first day of the week that the found day means, if weeks begin on `week_start`: the
 * week that holds the day, or the middle of several days. If `looks_back`, the day is above a list
 * of what was done, and a Monday means the week before.
 */
wp_day wp_heading_day_week(const struct wp_heading_day *day, enum wp_weekday week_start,
                           bool looks_back);

#endif
