/*
 * A moment of every week: a day of the week, and a time on that day.
 */
#ifndef PLAN_WEEKLY_TIME_H
#define PLAN_WEEKLY_TIME_H

#include <weekplan/calendar.h>

struct wp_weekly_time {
    enum wp_weekday weekday;
    int minute; /* of the day, 0 to 1439 */
};

/* Exactly as in "mon 08:00". */
bool wp_weekly_time_parse(struct wp_str text, struct wp_weekly_time *moment);

/* "Monday at 08:00" */
void wp_weekly_time_format(struct wp_buf *buf, const struct wp_weekly_time *moment);

/* Whether the moment is there, or over, in the seven days from `week_start` on,
 * at the minute `minute` of the day `today`. Days and minutes are those of a
 * calendar and a clock on the wall: that a day has 23 hours does not matter. */
bool wp_weekly_time_reached(const struct wp_weekly_time *moment, wp_day week_start, wp_day today,
                            int minute);

#endif
