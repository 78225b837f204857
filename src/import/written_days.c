#include "import/written_days.h"

#include <string.h>

#include "import/heading_words.h"

enum {
    DIGITS_OF_DAY = 8, /* digits of 20190804 */
    CENTURY = 2000,    /* the century of a year of two digits */
};

/* Whether a day may end before `rest`. A time may follow an ISO day: 2019-08-04T10:00. */
static bool ends_day(struct wp_str rest)
{
    bool digit_is_next = rest.length >= 2 && rest.data[1] >= '0' && rest.data[1] <= '9';

    if (rest.length == 0 || !wp_heading_words_byte(rest.data[0]))
        return !digit_is_next || rest.data[0] != '/';
    return rest.data[0] == 'T' && digit_is_next;
}

/* Read a text. Return whether `rest` begins with it. */
static bool take_text(struct wp_str *rest, const char *text)
{
    if (!wp_str_starts(*rest, text))
        return false;
    *rest = wp_str_slice(*rest, strlen(text), rest->length);
    return true;
}

/* Read a year of four digits, perhaps after ",", "of" or "(". Read nothing if there is none. */
static void take_year_behind(struct wp_str *rest, int *year)
{
    struct wp_str after = *rest;

    (void)(wp_typed_date_byte(&after, ',') || wp_typed_date_byte(&after, '-') ||
           wp_typed_date_byte(&after, '/'));
    wp_typed_date_blanks(&after);
    (void)wp_typed_date_word(&after, "of");
    (void)wp_typed_date_byte(&after, '(');
    if (wp_heading_words_number(&after, 4, year))
        *rest = after;
}

/* Read the word for a week by its number: "W", "week", "wk", "KW". */
static bool take_week_word(struct wp_str *rest)
{
    static const char *const words[] = {"week", "weeknr", "wk", "kw", "w"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct wp_str after = *rest;

        if (!wp_typed_date_word(&after, words[i]))
            continue;
        (void)(wp_typed_date_byte(&after, '#') || wp_typed_date_byte(&after, '.') ||
               wp_typed_date_byte(&after, '-'));
        wp_typed_date_blanks(&after);
        *rest = after;
        return true;
    }
    return false;
}

/* Read the digits of a day without signs: 20190804. */
static bool take_day_of_digits(struct wp_str *text, struct wp_written_days *days)
{
    struct wp_date *date = &days->first.date;

    if (text->length < DIGITS_OF_DAY)
        return false;
    for (size_t i = 0; i < DIGITS_OF_DAY; i++)
        if (text->data[i] < '0' || text->data[i] > '9')
            return false;
    date->year = (text->data[0] - '0') * 1000 + (text->data[1] - '0') * 100 +
                 (text->data[2] - '0') * 10 + (text->data[3] - '0');
    date->month = (text->data[4] - '0') * 10 + (text->data[5] - '0');
    date->day = (text->data[6] - '0') * 10 + (text->data[7] - '0');
    *text = wp_str_slice(*text, DIGITS_OF_DAY, text->length);
    return ends_day(*text) && date->year >= WP_FIRST_LONE_YEAR && date->year <= WP_LAST_LONE_YEAR &&
           wp_typed_date_exists(*date);
}

/* Read the sign or word between the first and the last of several days. */
static bool take_until(struct wp_str *rest)
{
    static const char *const signs[] = {"–", "—", "‒", "−", "→", "->", "--", "-", "..", "…"};
    static const char *const words[] = {"to", "through", "thru", "until", "till", "bis"};
    struct wp_str after = *rest;
    bool found = false;

    wp_typed_date_blanks(&after);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0] && !found; i++)
        found = take_text(&after, signs[i]);
    for (size_t i = 0; i < sizeof words / sizeof words[0] && !found; i++)
        found = wp_typed_date_word(&after, words[i]);
    wp_typed_date_blanks(&after);
    if (found)
        *rest = after;
    return found;
}

/* Read a date whose numbers are joined by '-': 01-19-2015. */
static bool take_dashes(struct wp_str *text, struct wp_typed_date *date)
{
    char slashes[sizeof "MM/DD/YYYY"];
    size_t length = 0;
    struct wp_str copy;

    for (; length < text->length && length < sizeof slashes - 1 &&
           (text->data[length] == '-' || (text->data[length] >= '0' && text->data[length] <= '9'));
         length++)
        slashes[length] = text->data[length] == '-' ? '/' : text->data[length];
    copy = (struct wp_str){slashes, length};
    if (!wp_typed_date_take(&copy, date) || date->date.year == WP_TYPED_DATE_NO_YEAR)
        return false;
    *text = wp_str_slice(*text, length - copy.length, text->length);
    return true;
}

/* Read a date, perhaps with a year of two digits: 8/13/19, 13.8.19. */
static bool take_date(struct wp_str *text, struct wp_typed_date *date)
{
    struct wp_str rest = *text;
    struct wp_str digits;
    int year;

    if (take_dashes(text, date))
        return true;
    if (!wp_typed_date_take(&rest, date))
        return false;
    digits = rest;
    if (date->numeric && date->date.year == WP_TYPED_DATE_NO_YEAR &&
        (wp_typed_date_byte(&digits, '/') || digits.data[-1] == '.') &&
        wp_heading_words_number(&digits, 2, &year)) {
        date->date.year = CENTURY + year;
        rest = digits;
    }
    *text = rest;
    return true;
}

/* Read the first of several days if it is only the number of a day: "4." of "4.–10. August". */
static bool take_day_alone(struct wp_str *text, struct wp_typed_date *date)
{
    struct wp_str rest = *text;

    *date = (struct wp_typed_date){.date = {.year = WP_TYPED_DATE_NO_YEAR}};
    if (!wp_typed_date_number(&rest, 2, &date->date.day))
        return false;
    (void)(wp_typed_date_byte(&rest, '.') || wp_typed_date_word(&rest, "th") ||
           wp_typed_date_word(&rest, "st") || wp_typed_date_word(&rest, "nd") ||
           wp_typed_date_word(&rest, "rd"));
    *text = rest;
    return true;
}

/* Read the last of several days after its first day. It may lack the month: "Aug 4 – 10, 2019". */
static bool take_last_day(struct wp_str *text, struct wp_written_days *days)
{
    enum wp_weekday weekday;
    struct wp_str rest = *text;

    (void)wp_typed_date_weekday(&rest, &weekday);
    if (!take_date(&rest, &days->last) || days->last.date.month == 0 || !ends_day(rest)) {
        rest = *text;
        (void)wp_typed_date_weekday(&rest, &weekday);
        if (days->first.date.month == 0 || !take_day_alone(&rest, &days->last) ||
            days->last.date.day <= days->first.date.day)
            return false;
        take_year_behind(&rest, &days->last.date.year);
        days->last.date.month = days->first.date.month;
        days->last.numeric = days->first.numeric;
    }
    if (days->first.date.month == 0) {
        days->first.date.month = days->last.date.month;
        days->first.numeric = days->last.numeric;
    }
    *text = rest;
    return ends_day(rest);
}

/* Read the time of an ISO day, to the next blank: T10:00:00Z. */
static void skip_time(struct wp_str *rest)
{
    const char *blank = memchr(rest->data, ' ', rest->length);
    size_t length = blank != NULL ? (size_t)(blank - rest->data) : rest->length;

    *rest = wp_str_slice(*rest, length, rest->length);
}

/* Read a day, or the first and the last of several days. */
static bool take_days(struct wp_str *text, struct wp_written_days *days)
{
    struct wp_str rest = *text;
    struct wp_str after;
    enum wp_weekday weekday;

    (void)wp_typed_date_weekday(&rest, &weekday);
    after = rest;
    if (!take_date(&after, &days->first) || days->first.date.month == 0) {
        after = rest;
        if (!take_day_alone(&after, &days->first))
            return false;
    }
    rest = after;
    if (take_until(&after) && take_last_day(&after, days)) {
        days->several = true;
        *text = after;
        return true;
    }
    if (days->first.date.year == WP_TYPED_DATE_NO_YEAR)
        take_year_behind(&rest, &days->first.date.year);
    else if (rest.length > 0 && rest.data[0] == 'T' && ends_day(rest))
        skip_time(&rest);
    days->last = days->first;
    *text = rest;
    return days->first.date.month != 0 && ends_day(rest);
}

/* Read a week by its number: "2019-W32", "2019 week 32", "Week 32, 2019", "W32". */
static bool take_iso_week(struct wp_str *text, struct wp_written_days *days)
{
    struct wp_str rest = *text;
    struct wp_str after;
    struct wp_written_days other = {.several = false};
    int year = WP_TYPED_DATE_NO_YEAR;

    if (wp_heading_words_number(&rest, 4, &year)) {
        (void)(wp_typed_date_byte(&rest, '-') || wp_typed_date_byte(&rest, ','));
        wp_typed_date_blanks(&rest);
    }
    if (!take_week_word(&rest))
        return false;
    /* "Week 4.–10. August" */
    after = rest;
    if (take_days(&after, &other) || !wp_typed_date_number(&rest, 2, &days->iso.week))
        return false;
    if (year == WP_TYPED_DATE_NO_YEAR)
        take_year_behind(&rest, &year);
    days->iso.year = year;
    *text = rest;
    return ends_day(rest);
}

bool wp_written_days_take(struct wp_str *text, struct wp_written_days *days)
{
    bool (*const forms[])(struct wp_str *, struct wp_written_days *) = {
        take_iso_week, take_day_of_digits, take_days};

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct wp_str rest = *text;

        *days = (struct wp_written_days){.first.date.year = WP_TYPED_DATE_NO_YEAR};
        if (forms[i](&rest, days)) {
            if (!days->several)
                days->last = days->first;
            *text = rest;
            return true;
        }
    }
    return false;
}
