#include <weekplan/calendar.h>

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum {
    THURSDAY_OFFSET = 3, /* days from Monday to Thursday */
    LAST_DAYS = 3        /* number of days at the end of a week on which it can be reviewed */
};

/*
 * Dates are converted by way of the number of days since 1 March of the year 0. A year that begins
 * in March has its leap day at its end, and one formula gives the lengths of its months. All days
 * of a plan are after that day, so no negative number is divided.
 */
enum {
    MARCH_OF_YEAR_0 = -719468, /* 0000-03-01 as a wp_day; it was a Wednesday */
    DAYS_OF_4_YEARS = 1461,
    DAYS_OF_100_YEARS = 36524,
    DAYS_OF_400_YEARS = 146097
};

static const char *const weekday_names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                            "Friday", "Saturday", "Sunday"};
static const char *const weekday_shorts[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const weekday_words[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static const char *const month_shorts[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* Return the number of days before a month of a year that begins in March. March is month 0. */
static int days_before_month(int month)
{
    return (153 * month + 2) / 5;
}

wp_day wp_day_of(struct wp_date date)
{
    int month = (date.month + 9) % 12;
    int year = date.year - (date.month < 3);
    return MARCH_OF_YEAR_0 + 365 * year + year / 4 - year / 100 + year / 400 +
           days_before_month(month) + date.day - 1;
}

struct wp_date wp_date_of(wp_day day)
{
    int days = day - MARCH_OF_YEAR_0;
    int cycle = days / DAYS_OF_400_YEARS;
    days %= DAYS_OF_400_YEARS;

    /* Without the leap days before this day, all years have 365 days. */
    int year = (days - days / (DAYS_OF_4_YEARS - 1) + days / DAYS_OF_100_YEARS -
                days / (DAYS_OF_400_YEARS - 1)) /
               365;
    days -= 365 * year + year / 4 - year / 100;

    int month = (5 * days + 2) / 153;
    return (struct wp_date){
        .year = 400 * cycle + year + (month >= 10),
        .month = month < 10 ? month + 3 : month - 9,
        .day = days - days_before_month(month) + 1,
    };
}

enum wp_weekday wp_weekday_of(wp_day day)
{
    return (enum wp_weekday)((day - MARCH_OF_YEAR_0 + WP_WEDNESDAY) % WP_DAYS_OF_WEEK);
}

struct wp_iso_week wp_iso_week_of(wp_day day)
{
    /* A week belongs to the year of its Thursday. */
    wp_day thursday = day - (wp_day)wp_weekday_of(day) + THURSDAY_OFFSET;
    int year = wp_date_of(thursday).year;
    wp_day new_year = wp_day_of((struct wp_date){year, 1, 1});
    return (struct wp_iso_week){year, (thursday - new_year) / WP_DAYS_OF_WEEK + 1};
}

wp_day wp_iso_week_monday(struct wp_iso_week iso)
{
    /* 4 January is always in week 1. */
    wp_day fourth = wp_day_of((struct wp_date){iso.year, 1, 4});
    return fourth - (wp_day)wp_weekday_of(fourth) + WP_DAYS_OF_WEEK * (iso.week - 1);
}

struct wp_iso_week wp_iso_week_of_start(wp_day start)
{
    return wp_iso_week_of(start + THURSDAY_OFFSET);
}

const char *wp_weekday_name(enum wp_weekday weekday)
{
    return weekday_names[weekday];
}

const char *wp_weekday_short(enum wp_weekday weekday)
{
    return weekday_shorts[weekday];
}

const char *wp_weekday_word(enum wp_weekday weekday)
{
    return weekday_words[weekday];
}

/* Whether `text` begins with `count` letters of `name`, in any case, and is as long. */
static bool is_beginning(struct wp_str text, const char *name, size_t count)
{
    if (text.length != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (wp_str_lower(text.data[i]) != wp_str_lower(name[i]))
            return false;
    return true;
}

/* Return whether `text` is the name of `weekday`, in any case: "tue", "Tuesday", or one of the
 * other short names that are in use. */
static bool names_weekday(struct wp_str text, enum wp_weekday weekday)
{
    static const struct {
        const char *name;
        enum wp_weekday weekday;
    } others[] = {{"tues", WP_TUESDAY},
                  {"weds", WP_WEDNESDAY},
                  {"thur", WP_THURSDAY},
                  {"thurs", WP_THURSDAY}};
    const char *name = wp_weekday_name(weekday);

    for (size_t i = 0; i < COUNT(others); i++)
        if (others[i].weekday == weekday &&
            is_beginning(text, others[i].name, strlen(others[i].name)))
            return true;
    return is_beginning(text, name, strlen(name)) ||
           is_beginning(text, name, strlen(wp_weekday_short(weekday)));
}

bool wp_weekday_parse(struct wp_str text, enum wp_weekday *weekday)
{
    for (size_t i = 0; i < COUNT(weekday_names); i++) {
        if (names_weekday(text, (enum wp_weekday)i)) {
            *weekday = (enum wp_weekday)i;
            return true;
        }
    }
    return false;
}

const char *wp_calendar_month_short(int month)
{
    return month_shorts[month - 1];
}

static bool calendar_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Return the number that the `count` bytes at `offset` are in decimal digits, or -1 if one of them
 * is not a digit. */
static int number_at(struct wp_str text, size_t offset, size_t count)
{
    int number = 0;
    for (size_t i = offset; i < offset + count; i++) {
        if (!calendar_is_digit(text.data[i]))
            return -1;
        number = number * 10 + (text.data[i] - '0');
    }
    return number;
}

static int days_of_month(int year, int month)
{
    if (month == 2)
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool wp_day_parse(struct wp_str text, wp_day *day)
{
    if (text.length != sizeof "YYYY-MM-DD" - 1 || text.data[4] != '-' || text.data[7] != '-')
        return false;
    struct wp_date date = {number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2)};
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > days_of_month(date.year, date.month))
        return false;
    *day = wp_day_of(date);
    return true;
}

bool wp_day_shaped(struct wp_str text)
{
    size_t at = 0;
    for (int group = 0; group < 3; group++) {
        if (group > 0 && (at == text.length || text.data[at++] != '-'))
            return false;
        size_t start = at;
        while (at < text.length && calendar_is_digit(text.data[at]))
            at++;
        if (at == start || (group == 0 && at != 4))
            return false;
    }
    return at == text.length;
}

static bool iso_week_exists(struct wp_iso_week iso)
{
    /* Week 53 of a year with 52 weeks is week 1 of the next. */
    return iso.year >= 1 && iso.week >= 1 &&
           wp_iso_week_of(wp_iso_week_monday(iso)).year == iso.year;
}

bool wp_iso_week_parse(struct wp_str text, struct wp_iso_week *iso)
{
    if (text.length != sizeof "YYYY-Www" - 1 || text.data[4] != '-' || text.data[5] != 'W')
        return false;
    struct wp_iso_week parsed = {number_at(text, 0, 4), number_at(text, 6, 2)};
    if (!iso_week_exists(parsed))
        return false;
    *iso = parsed;
    return true;
}

/* Write `number` with `count` digits; the last digit is written to end[-1]. Return a pointer to the
 * first digit. */
static char *calendar_put_number(char *end, int number, int count)
{
    for (; count > 0; count--, number /= 10)
        *--end = (char)('0' + number % 10);
    return end;
}

/* Return the number of digits to print for a year. The week of 9999-12-31 can end in 10000. */
static int year_digits(int year)
{
    return year > 9999 ? 5 : 4;
}

void wp_day_format(struct wp_buf *buf, wp_day day)
{
    struct wp_date date = wp_date_of(day);
    char text[sizeof "YYYYY-MM-DD"];
    char *end = text + sizeof text;
    char *at = calendar_put_number(end, date.day, 2);
    *--at = '-';
    at = calendar_put_number(at, date.month, 2);
    *--at = '-';
    at = calendar_put_number(at, date.year, year_digits(date.year));
    wp_buf_append(buf, (struct wp_str){at, (size_t)(end - at)});
}

void wp_iso_week_format(struct wp_buf *buf, struct wp_iso_week iso)
{
    char text[sizeof "YYYYY-Www"];
    char *end = text + sizeof text;
    char *at = calendar_put_number(end, iso.week, 2);
    *--at = 'W';
    *--at = '-';
    at = calendar_put_number(at, iso.year, year_digits(iso.year));
    wp_buf_append(buf, (struct wp_str){at, (size_t)(end - at)});
}

struct wp_window wp_window_from(wp_day first)
{
    return (struct wp_window){first, first + WP_DAYS_OF_WEEK - 1};
}

struct wp_window wp_window_holding(wp_day day)
{
    return wp_window_from(day - (WP_DAYS_OF_WEEK - 1));
}

bool wp_weekday_ends_week(enum wp_weekday weekday, enum wp_weekday week_start)
{
    int number = ((int)weekday - (int)week_start + WP_DAYS_OF_WEEK) % WP_DAYS_OF_WEEK;

    return number >= WP_DAYS_OF_WEEK - LAST_DAYS;
}

struct wp_window wp_window_to_review(wp_day today, enum wp_weekday week_start)
{
    bool ends = wp_weekday_ends_week(wp_weekday_of(today), week_start);

    return wp_window_holding(ends ? today : today - WP_DAYS_OF_WEEK);
}

struct wp_window wp_window_of_iso(struct wp_iso_week iso)
{
    return wp_window_from(wp_iso_week_monday(iso) - THURSDAY_OFFSET);
}

/* Return the first day, from `first` on, that is the weekday `weekday`. */
static wp_day next_weekday(wp_day first, enum wp_weekday weekday)
{
    int ahead = (int)weekday - (int)wp_weekday_of(first);
    return first + (ahead + WP_DAYS_OF_WEEK) % WP_DAYS_OF_WEEK;
}

wp_day wp_window_start(struct wp_window window, enum wp_weekday weekday)
{
    return next_weekday(window.first, weekday);
}

/* Parse a number of weeks from this week: `this`, `last` or `next`, perhaps with `week` after it,
 * or a sign and up to six digits. Return false for any other text. */
static bool weeks_parse(struct wp_str text, int *weeks)
{
    static const struct {
        const char *word;
        int weeks;
    } words[] = {{"this", 0},      {"last", -1},      {"next", 1},
                 {"this week", 0}, {"last week", -1}, {"next week", 1}};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (wp_str_equal_c(text, words[i].word)) {
            *weeks = words[i].weeks;
            return true;
        }
    }
    if (text.length < 2 || text.length > 7 || (text.data[0] != '-' && text.data[0] != '+'))
        return false;
    int number = number_at(text, 1, text.length - 1);
    *weeks = text.data[0] == '-' ? -number : number;
    return number >= 0;
}

static wp_day distance_to(struct wp_iso_week iso, wp_day today)
{
    wp_day distance = wp_iso_week_monday(iso) - today;
    return distance < 0 ? -distance : distance;
}

/* Find the ISO week number `week` that is nearest to `today`: at the end of December, W01 is a week
 * of the next year. Return false if this year, the last and the next have no week of that number.
 */
static bool nearest_iso_week(int week, wp_day today, struct wp_iso_week *iso)
{
    int year = wp_iso_week_of(today).year;
    bool found = false;
    for (struct wp_iso_week near = {year - 1, week}; near.year <= year + 1; near.year++) {
        if (!iso_week_exists(near) ||
            (found && distance_to(near, today) >= distance_to(*iso, today)))
            continue;
        *iso = near;
        found = true;
    }
    return found;
}

/* Parse an ISO week as people type it: 2019-W32, 2019-w5, or W32 for the nearest week 32. Return
 * false for any other text. */
static bool typed_iso_week_parse(struct wp_str text, wp_day today, struct wp_iso_week *iso)
{
    bool dated = text.length > 5 && text.data[4] == '-';
    struct wp_str name = dated ? wp_str_slice(text, 5, text.length) : text;
    if (name.length < 2 || name.length > 3 || wp_str_lower(name.data[0]) != 'w')
        return false;
    int week = number_at(name, 1, name.length - 1);
    if (!dated)
        return nearest_iso_week(week, today, iso);
    *iso = (struct wp_iso_week){number_at(text, 0, 4), week};
    return iso_week_exists(*iso);
}

/* Parse an argument of --week. Accept weeks of any year, also outside 0001 to 9999. Return false
 * for any other text. */
static bool any_window_parse(struct wp_str text, wp_day today, struct wp_window *window)
{
    wp_day day;
    struct wp_iso_week iso;
    int weeks;
    if (typed_iso_week_parse(text, today, &iso))
        *window = wp_window_of_iso(iso);
    else if (weeks_parse(text, &weeks))
        *window = wp_window_holding(today + WP_DAYS_OF_WEEK * weeks);
    else if (wp_day_parse(text, &day) || wp_day_parse_word(text, today, WP_NO_DAY, &day))
        *window = wp_window_holding(day);
    else
        return false;
    return true;
}

bool wp_window_is_named(struct wp_str text, wp_day today)
{
    struct wp_window window;
    return any_window_parse(text, today, &window);
}

bool wp_window_parse(struct wp_str text, wp_day today, struct wp_window *window)
{
    struct wp_window parsed;
    if (!any_window_parse(text, today, &parsed))
        return false;
    if (parsed.last < WP_FIRST_DAY || parsed.first > WP_LAST_DAY)
        return false;
    *window = parsed;
    return true;
}

bool wp_week_is_in_line(wp_day earlier, wp_day later)
{
    return later > earlier && later - earlier <= WP_DAYS_IN_LINE &&
           (later - earlier) % WP_DAYS_OF_WEEK == 0;
}
