/*
 * A time in every week: a day of the week, and a minute of that day.
 */
#ifndef PLAN_WEEKLY_TIME_H
#define PLAN_WEEKLY_TIME_H

#include <weekplan/calendar.h>

struct wp_weekly_time {
    enum wp_weekday weekday;
    int minute; /* of the day, 0 to 1439 */
};

/* Parse a text such as "mon 08:00". Return false if it is anything else. */
bool wp_weekly_time_parse(struct wp_str text, struct wp_weekly_time *time);

/* Append "Monday at 08:00". */
void wp_weekly_time_format(struct wp_buf *buf, const struct wp_weekly_time *time);

/* Whether the time in the week from `week_start` on is now or in the past, at the minute
 * `minute` of the day `today`. Days and minutes are those of a calendar and a wall clock: a day
 * of 23 hours makes no difference. */
bool wp_weekly_time_reached(const struct wp_weekly_time *time, wp_day week_start, wp_day today,
                            int minute);

#endif
