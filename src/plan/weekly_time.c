#include "plan/weekly_time.h"

#include "plan/day_names.h"

enum { WORD_LENGTH = 3, TIME_LENGTH = 9, MINUTES_OF_HOUR = 60 };

/* Parse a number of two digits that is less than `end`. Return false for any other text. */
static bool parse_two_digits(struct wp_str text, int end, int *number)
{
    int value = 0;
    size_t i;

    for (i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        value = value * 10 + (text.data[i] - '0');
    }
    *number = value;
    return text.length == 2 && value < end;
}

bool wp_weekly_time_parse(struct wp_str text, struct wp_weekly_time *time)
{
    const wp_day any = 0;
    wp_day day;
    int hour;
    int minute;

    if (text.length != TIME_LENGTH || text.data[WORD_LENGTH] != ' ' || text.data[6] != ':' ||
        !wp_day_parse_word(wp_str_slice(text, 0, WORD_LENGTH), any, any, &day) ||
        !parse_two_digits(wp_str_slice(text, 4, 2), 24, &hour) ||
        !parse_two_digits(wp_str_slice(text, 7, 2), MINUTES_OF_HOUR, &minute))
        return false;
    time->weekday = wp_weekday_of(day);
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
