#include "plan/weekly_time.h"

#include "plan/day_names.h"

enum { MINUTES_OF_HOUR = 60 };

/* Parse a number that has `least` to 2 digits and is less than `end`. Return false for any other
 * text. */
static bool parse_digits(struct wp_str text, size_t least, int end, int *number)
{
    int value = 0;

    if (text.length < least || text.length > 2)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        value = value * 10 + (text.data[i] - '0');
    }
    *number = value;
    return value < end;
}

bool wp_weekly_time_parse(struct wp_str text, struct wp_weekly_time *time)
{
    enum wp_weekday weekday;
    struct wp_str clock;
    size_t length = 0;
    size_t colon = 0;
    int hour;
    int minute;

    while (length < text.length && text.data[length] != ' ')
        length++;
    clock = wp_str_slice(text, length, text.length);
    while (clock.length > 0 && clock.data[0] == ' ')
        clock = wp_str_slice(clock, 1, clock.length);
    while (colon < clock.length && clock.data[colon] != ':')
        colon++;
    if (!wp_weekday_parse(wp_str_slice(text, 0, length), &weekday) ||
        !parse_digits(wp_str_slice(clock, 0, colon), 1, 24, &hour) ||
        !parse_digits(wp_str_slice(clock, colon + 1, clock.length), 2, MINUTES_OF_HOUR, &minute))
        return false;
    time->weekday = weekday;
    time->minute = hour * MINUTES_OF_HOUR + minute;
    return true;
}

void wp_weekly_time_format(struct wp_buf *buf, const struct wp_weekly_time *time)
{
    wp_buf_printf(buf, "%s at %02d:%02d", wp_day_names_weekday(time->weekday),
                  time->minute / MINUTES_OF_HOUR, time->minute % MINUTES_OF_HOUR);
}

bool wp_weekly_time_reached(const struct wp_weekly_time *time, wp_day week_start, wp_day today,
                            int minute)
{
    const struct wp_window week = wp_window_from(week_start);
    wp_day day = wp_window_start(week, time->weekday);

    return today > day || (today == day && minute >= time->minute);
}
