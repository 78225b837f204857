/*
 * A moment of every week: a day of the week, and a time on that day.
 */
#ifndef MODEL_MOMENT_H
#define MODEL_MOMENT_H

#include <weekplan/calendar.h>

struct wp_moment {
    enum wp_weekday weekday;
    int minute; /* of the day, 0 to 1439 */
};

/* Exactly as in "mon 08:00". */
bool wp_moment_parse(struct wp_str text, struct wp_moment *moment);

/* "Monday at 08:00" */
void wp_moment_format(struct wp_buf *buf, const struct wp_moment *moment);

/* Whether the moment is there, or over, in the seven days from `week_start` on,
 * at the minute `minute` of the day `today`. Days and minutes are those of a
 * calendar and a clock on the wall: that a day has 23 hours does not matter. */
bool wp_moment_reached(const struct wp_moment *moment, wp_day week_start, wp_day today, int minute);

#endif
