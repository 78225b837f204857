/*
 * English names of weekdays and months for text that people read.
 *
 * A translation changes only the names in day_names.c. The names in calendar.c are for file formats
 * and protocols and stay English: the configuration, `Date:` of a letter, OnCalendar of systemd.
 */
#ifndef PLAN_DAY_NAMES_H
#define PLAN_DAY_NAMES_H

#include <weekplan/calendar.h>

/* Return the English name of a weekday, such as "Monday". */
const char *wp_day_names_weekday(enum wp_weekday weekday);

/* Return the short English name of a weekday, such as "Mon". */
const char *wp_day_names_weekday_short(enum wp_weekday weekday);

/* Return the English name of a month: "January" for month 1. */
const char *wp_day_names_month(int month);

/* Return the short English name of a month: "Jan" for month 1. */
const char *wp_day_names_month_short(int month);

#endif
