/*
 * Dates as people write them: in arguments (plan/day_words) and in headings (import/heading_day).
 *
 * The functions that take a `struct wp_str *` read the beginning of the text, and move the
 * beginning behind the part that they have read. They read nothing if they return false.
 */
#ifndef PLAN_TYPED_DATE_H
#define PLAN_TYPED_DATE_H

#include <weekplan/calendar.h>

enum { WP_TYPED_DATE_NO_YEAR = -1 };

/* A date as it was typed. It may be a date that does not exist. */
struct wp_typed_date {
    struct wp_date date; /* if not typed: the year is WP_TYPED_DATE_NO_YEAR, the month 0 */
    /* Whether day and month may also be exchanged, as in 8/9; `date` is one of the two readings. */
    bool ambiguous;
    bool numeric; /* whether the month is a number, not a name */
};

/* Read a date: "Aug. 9th, 2019", "9 August", "9.8.", "the 9th", "8/13", "2019/08/09", "2019-08-09",
 * "2019 Aug 9". */
bool wp_typed_date_take(struct wp_str *text, struct wp_typed_date *typed);

/* Read a weekday and the blanks after it, perhaps with a comma between them: "Fri 9 August". */
bool wp_typed_date_weekday(struct wp_str *text, enum wp_weekday *weekday);

/* Read a number of 1 to `most` digits that no other digit follows. */
bool wp_typed_date_number(struct wp_str *rest, size_t most, int *number);

/* Read the byte. */
bool wp_typed_date_byte(struct wp_str *rest, char byte);

/* Read blanks. */
void wp_typed_date_blanks(struct wp_str *rest);

/* Read a word, in any case, and the blanks after it. `word` is in lower case. */
bool wp_typed_date_word(struct wp_str *rest, const char *word);

/* Return the number of letters with which the text begins. */
size_t wp_typed_date_letters(struct wp_str text);

/* Whether `word` is a beginning of `name`, in any case. `name` is in lower case. */
bool wp_typed_date_begins(struct wp_str word, const char *name);

/* Whether the date exists. */
bool wp_typed_date_exists(struct wp_date date);

/* Set the year in which the date is nearest to the day `middle`. If two years are equally near,
 * set the later one. Return false if the date exists in no year. */
bool wp_typed_date_find_year(struct wp_date *date, wp_day middle);

#endif
