#include "plan/day_names.h"

static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
static const char *const short_weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const short_months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *wp_day_names_weekday(enum wp_weekday weekday)
{
    return weekdays[weekday];
}

const char *wp_day_names_weekday_short(enum wp_weekday weekday)
{
    return short_weekdays[weekday];
}

const char *wp_day_names_month(int month)
{
    return months[month - 1];
}

const char *wp_day_names_month_short(int month)
{
    return short_months[month - 1];
}
