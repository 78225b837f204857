/*
 * A time in every week: a day of the week, and a minute of that day.
 */
#ifndef PLAN_WEEKLY_TIME_H
#define PLAN_WEEKLY_TIME_H

#include <weekplan/calendar.h>

struct wp_weekly_time {
    enum wp_weekday weekday;
    int minute; /* minute of the day, 0 to 1439 */
};

/* Parse a text such as "mon 08:00" or "Monday 8:00". Return false if the text has another form. */
bool wp_weekly_time_parse(struct wp_str text, struct wp_weekly_time *time);

/* Append a text such as "Monday at 08:00". */
void wp_weekly_time_format(struct wp_buf *buf, const struct wp_weekly_time *time);

/* Whether `time`, in the week that begins on `week_start`, is reached when it is the minute
 * `minute` of the day `today`. Times are local times, so a change to summer time does not matter.
 */
bool wp_weekly_time_reached(const struct wp_weekly_time *time, wp_day week_start, wp_day today,
                            int minute);

#endif
