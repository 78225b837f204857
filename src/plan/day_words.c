/* Parse days as people type them in arguments: wp_day_parse_word. */
#include "plan/typed_date.h"

#include <string.h>

enum {
    DIGITS_OF_DAYS = 5,      /* greatest number of digits in a number of days from today */
    MIDDLE_OF_WEEK = 3,      /* days from the first day of a week to its middle */
    DAYS_OF_TWO_MONTHS = 62, /* most days from one 31st to the next */
};

enum { MONTHS_OF_YEAR = 12 };

/* Parse a date without its weekday. Return false for any other text. */
static bool parse_typed_date(struct wp_str text, struct wp_typed_date *typed)
{
    return wp_typed_date_take(&text, typed) && text.length == 0;
}

/* Return the nearest day to `middle` that is the given day of its month. If two are equally near,
 * return the later one. Return WP_NO_DAY if no month has that day. */
static wp_day find_day_of_month(int day, wp_day middle)
{
    for (int distance = 0; distance <= DAYS_OF_TWO_MONTHS; distance++) {
        if (middle + distance <= WP_LAST_DAY && wp_date_of(middle + distance).day == day)
            return middle + distance;
        if (middle - distance >= WP_FIRST_DAY && wp_date_of(middle - distance).day == day)
            return middle - distance;
    }
    return WP_NO_DAY;
}

/* Parse a date, perhaps with its weekday. Parts that are not typed are those of the nearest day to
 * `middle`. */
static enum wp_day_word parse_date(struct wp_str text, wp_day middle, wp_day *day)
{
    enum wp_weekday weekday;
    bool has_weekday = wp_typed_date_weekday(&text, &weekday);
    struct wp_typed_date typed;

    if (!parse_typed_date(text, &typed))
        return WP_DAY_WORD_NONE;
    if (typed.ambiguous)
        return WP_DAY_WORD_AMBIGUOUS;
    *day = WP_NO_DAY;
    if (typed.date.month == 0)
        *day = find_day_of_month(typed.date.day, middle);
    else if (typed.date.year != WP_TYPED_DATE_NO_YEAR
                 ? wp_typed_date_exists(typed.date)
                 : wp_typed_date_find_year(&typed.date, middle))
        *day = wp_day_of(typed.date);
    return *day == WP_NO_DAY || (has_weekday && wp_weekday_of(*day) != weekday)
               ? WP_DAY_WORD_MISSING
               : WP_DAY_WORD_DAY;
}

/* Add months to a day. In a month that is too short, the result is its last day. Return WP_NO_DAY
 * outside the years 0001 to 9999. */
static wp_day add_months(wp_day day, int months)
{
    struct wp_date date = wp_date_of(day);
    int total = date.year * MONTHS_OF_YEAR + date.month - 1 + months;

    date.year = total / MONTHS_OF_YEAR;
    date.month = total % MONTHS_OF_YEAR + 1;
    if (date.year < 1 || date.year > 9999)
        return WP_NO_DAY;
    while (!wp_typed_date_exists(date))
        date.day--;
    return wp_day_of(date);
}

/* A unit of a distance between days. */
struct day_unit {
    const char *name;
    const char *plural;
    int days;
    int months;
};

/* Read the name of a unit, such as "days", and the blanks before it. Return NULL for any other
 * text. */
static const struct day_unit *take_unit(struct wp_str *rest)
{
    static const struct day_unit units[] = {
        {"day", "days", 1, 0},
        {"week", "weeks", WP_DAYS_OF_WEEK, 0},
        {"month", "months", 0, 1},
        {"year", "years", 0, MONTHS_OF_YEAR},
    };

    struct wp_str after = *rest;

    wp_typed_date_blanks(&after);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (wp_typed_date_word(&after, units[i].name) ||
            wp_typed_date_word(&after, units[i].plural)) {
            *rest = after;
            return &units[i];
        }
    }
    return NULL;
}

/* Parse a distance from today: "+3", "-1", "+3 days", "in 2 weeks", "a month ago". */
static enum wp_day_word parse_distance(struct wp_str text, wp_day today, wp_day *day)
{
    static const struct day_unit days = {.days = 1};
    int sign = wp_typed_date_byte(&text, '+') ? 1 : wp_typed_date_byte(&text, '-') ? -1 : 0;
    bool in_words = sign == 0;
    const struct day_unit *unit;
    int number = 1;

    if (in_words && wp_typed_date_word(&text, "in"))
        sign = 1;
    if (!(in_words && (wp_typed_date_word(&text, "a") || wp_typed_date_word(&text, "an"))) &&
        !wp_typed_date_number(&text, DIGITS_OF_DAYS, &number))
        return WP_DAY_WORD_NONE;
    unit = take_unit(&text);
    if (unit == NULL && !in_words)
        unit = &days;
    if (sign == 0 && wp_typed_date_word(&text, "ago"))
        sign = -1;
    if (unit == NULL || sign == 0 || text.length > 0)
        return WP_DAY_WORD_NONE;
    number *= sign;
    *day =
        unit->months > 0 ? add_months(today, number * unit->months) : today + number * unit->days;
    return WP_DAY_WORD_DAY;
}

/* Parse `today`, `yesterday` or `tomorrow`. */
static enum wp_day_word parse_day_name(struct wp_str text, wp_day today, wp_day *day)
{
    static const struct {
        const char *word;
        int days;
    } words[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}, {"tmrw", 1}, {"tmr", 1}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (text.length == strlen(words[i].word) && wp_typed_date_begins(text, words[i].word)) {
            *day = today + words[i].days;
            return WP_DAY_WORD_DAY;
        }
    }
    return WP_DAY_WORD_NONE;
}

/* Parse a weekday such as "mon" or "this mon", a day of the week that begins on `week_start`.
 * "next mon" is a day of the week after that week, "last mon" a day of the week before it. */
static enum wp_day_word parse_weekday_of_week(struct wp_str text, wp_day week_start, wp_day *day)
{
    enum wp_weekday weekday;
    int weeks = wp_typed_date_word(&text, "next") ? 1 : wp_typed_date_word(&text, "last") ? -1 : 0;

    if (weeks == 0)
        (void)wp_typed_date_word(&text, "this");
    if (!wp_weekday_parse(text, &weekday))
        return WP_DAY_WORD_NONE;
    *day = wp_window_start(wp_window_from(week_start + weeks * WP_DAYS_OF_WEEK), weekday);
    return WP_DAY_WORD_DAY;
}

static enum wp_day_word parse_day_word(struct wp_str text, wp_day today, wp_day week_start,
                                       wp_day *day)
{
    bool in_week = week_start != WP_NO_DAY;
    enum wp_day_word kind = parse_day_name(text, today, day);

    if (wp_day_shaped(text))
        return wp_day_parse(text, day) ? WP_DAY_WORD_DAY : WP_DAY_WORD_MISSING;
    if (kind == WP_DAY_WORD_NONE)
        kind = parse_distance(text, today, day);
    if (kind == WP_DAY_WORD_NONE)
        kind = parse_date(text, in_week ? week_start + MIDDLE_OF_WEEK : today, day);
    if (kind == WP_DAY_WORD_NONE && in_week)
        kind = parse_weekday_of_week(text, week_start, day);
    if (kind == WP_DAY_WORD_DAY && (*day < WP_FIRST_DAY || *day > WP_LAST_DAY))
        return WP_DAY_WORD_MISSING;
    return kind;
}

bool wp_day_parse_word(struct wp_str text, wp_day today, wp_day week_start, wp_day *day)
{
    wp_day parsed = WP_NO_DAY;

    if (parse_day_word(text, today, week_start, &parsed) != WP_DAY_WORD_DAY)
        return false;
    *day = parsed;
    return true;
}

enum wp_day_word wp_day_word_kind(struct wp_str text)
{
    const wp_day today = 0;
    wp_day day = WP_NO_DAY;

    return parse_day_word(text, today, today, &day);
}

bool wp_day_word_is_ambiguous(struct wp_str text, struct wp_date *first, struct wp_date *second)
{
    enum wp_weekday weekday;
    struct wp_typed_date typed;

    (void)wp_typed_date_weekday(&text, &weekday);
    if (!parse_typed_date(text, &typed) || !typed.ambiguous)
        return false;
    *first = *second = typed.date;
    first->day = typed.date.month;
    first->month = typed.date.day;
    return true;
}

bool wp_day_word_is_weekday(struct wp_str text, struct wp_str *name)
{
    enum wp_weekday weekday;

    (void)wp_typed_date_word(&text, "this");
    *name = text;
    return wp_weekday_parse(text, &weekday);
}
