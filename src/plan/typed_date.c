#include "plan/typed_date.h"

#include <string.h>

enum {
    LEAP_YEARS_APART = 8, /* most years from one 29 February to the next */
};

static const char *const month_names[] = {"january",   "february", "march",    "april",
                                          "may",       "june",     "july",     "august",
                                          "september", "october",  "november", "december"};

enum { MONTHS = sizeof month_names / sizeof month_names[0], LETTERS_OF_MONTH = 3 };

void wp_typed_date_blanks(struct wp_str *rest)
{
    while (rest->length > 0 && rest->data[0] == ' ')
        *rest = wp_str_slice(*rest, 1, rest->length);
}

bool wp_typed_date_byte(struct wp_str *rest, char byte)
{
    if (rest->length == 0 || rest->data[0] != byte)
        return false;
    *rest = wp_str_slice(*rest, 1, rest->length);
    return true;
}

bool wp_typed_date_number(struct wp_str *rest, size_t most, int *number)
{
    size_t length = 0;

    *number = 0;
    while (length < rest->length && rest->data[length] >= '0' && rest->data[length] <= '9') {
        if (length == most)
            return false;
        *number = *number * 10 + (rest->data[length++] - '0');
    }
    *rest = wp_str_slice(*rest, length, rest->length);
    return length > 0;
}

size_t wp_typed_date_letters(struct wp_str text)
{
    size_t length = 0;

    while (length < text.length && wp_str_lower(text.data[length]) >= 'a' &&
           wp_str_lower(text.data[length]) <= 'z')
        length++;
    return length;
}

bool wp_typed_date_begins(struct wp_str word, const char *name)
{
    for (size_t i = 0; i < word.length; i++)
        if (name[i] == '\0' || wp_str_lower(word.data[i]) != name[i])
            return false;
    return true;
}

/* Read the name of a month, or at least its first three letters. Return false for any other
 * text. */
static bool take_month(struct wp_str *rest, int *month)
{
    struct wp_str word = wp_str_slice(*rest, 0, wp_typed_date_letters(*rest));

    if (word.length < LETTERS_OF_MONTH)
        return false;
    for (int i = 0; i < MONTHS; i++) {
        if (wp_typed_date_begins(word, month_names[i])) {
            *month = i + 1;
            *rest = wp_str_slice(*rest, word.length, rest->length);
            return true;
        }
    }
    return false;
}

bool wp_typed_date_word(struct wp_str *rest, const char *word)
{
    size_t length = wp_typed_date_letters(*rest);

    if (length != strlen(word) || !wp_typed_date_begins(wp_str_slice(*rest, 0, length), word))
        return false;
    *rest = wp_str_slice(*rest, length, rest->length);
    wp_typed_date_blanks(rest);
    return true;
}

/* Skip the letters of an ordinal number, as in "13th". Return whether there are any. */
static bool skip_ordinal(struct wp_str *rest)
{
    return wp_typed_date_word(rest, "th") || wp_typed_date_word(rest, "st") ||
           wp_typed_date_word(rest, "nd") || wp_typed_date_word(rest, "rd");
}

/* The next functions read a date in one form: take_month_first, take_day_first, take_slashes,
 * take_year_first. They return false for any other text. */

/* "aug 9", "Aug. 9th" */
static bool take_month_first(struct wp_str *rest, struct wp_typed_date *typed)
{
    if (!take_month(rest, &typed->date.month))
        return false;
    (void)wp_typed_date_byte(rest, '.');
    wp_typed_date_blanks(rest);
    if (!wp_typed_date_number(rest, 2, &typed->date.day))
        return false;
    (void)skip_ordinal(rest);
    return true;
}

/* "9 aug", "9. August", "9.8.", "9.8", "9th of aug", "the 9th" */
static bool take_day_first(struct wp_str *rest, struct wp_typed_date *typed)
{
    bool ordinal, dotted;

    (void)wp_typed_date_word(rest, "the");
    if (!wp_typed_date_number(rest, 2, &typed->date.day))
        return false;
    ordinal = skip_ordinal(rest);
    dotted = !ordinal && wp_typed_date_byte(rest, '.');
    wp_typed_date_blanks(rest);
    if (ordinal)
        (void)wp_typed_date_word(rest, "of");
    if (take_month(rest, &typed->date.month)) {
        (void)wp_typed_date_byte(rest, '.');
        return true;
    }
    if (dotted && wp_typed_date_number(rest, 2, &typed->date.month)) {
        typed->numeric = true;
        (void)wp_typed_date_byte(rest, '.');
        return true;
    }
    return ordinal;
}

/* "8/13" or "13/8": a number above 12 is the day. */
static bool take_slashes(struct wp_str *rest, struct wp_typed_date *typed)
{
    int first, second;

    if (!wp_typed_date_number(rest, 2, &first) || !wp_typed_date_byte(rest, '/') ||
        !wp_typed_date_number(rest, 2, &second))
        return false;
    typed->numeric = true;
    typed->date.day = first > MONTHS ? first : second;
    typed->date.month = first > MONTHS ? second : first;
    typed->ambiguous =
        first >= 1 && first <= MONTHS && second >= 1 && second <= MONTHS && first != second;
    return true;
}

/* Read a year of four digits. */
static bool take_year(struct wp_str *rest, int *year)
{
    size_t length = rest->length;

    return wp_typed_date_number(rest, 4, year) && length - rest->length == 4;
}

/* "2019/08/09", "2019-08-09", "2019 Aug 9" */
static bool take_year_first(struct wp_str *rest, struct wp_typed_date *typed)
{
    char sign;

    if (!take_year(rest, &typed->date.year) || rest->length == 0)
        return false;
    sign = rest->data[0];
    if (sign == ' ' || sign == ',') {
        (void)wp_typed_date_byte(rest, ',');
        wp_typed_date_blanks(rest);
        return take_month_first(rest, typed);
    }
    typed->numeric = true;
    return (sign == '/' || sign == '-') && wp_typed_date_byte(rest, sign) &&
           wp_typed_date_number(rest, 2, &typed->date.month) && wp_typed_date_byte(rest, sign) &&
           wp_typed_date_number(rest, 2, &typed->date.day);
}

/* Read the year after a date, if there is one, with the comma or slash before it. */
static void take_final_year(struct wp_str *rest, struct wp_typed_date *typed)
{
    struct wp_str after = *rest;
    int year;

    if (typed->date.year != WP_TYPED_DATE_NO_YEAR || typed->date.month == 0)
        return;
    if (!wp_typed_date_byte(&after, '/'))
        (void)wp_typed_date_byte(&after, ',');
    wp_typed_date_blanks(&after);
    if (!take_year(&after, &year))
        return;
    typed->date.year = year;
    *rest = after;
}

bool wp_typed_date_take(struct wp_str *text, struct wp_typed_date *typed)
{
    bool (*const forms[])(struct wp_str *, struct wp_typed_date *) = {
        take_year_first, take_slashes, take_month_first, take_day_first};

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct wp_str rest = *text;

        *typed = (struct wp_typed_date){.date = {.year = WP_TYPED_DATE_NO_YEAR}};
        if (forms[i](&rest, typed)) {
            take_final_year(&rest, typed);
            *text = rest;
            return true;
        }
    }
    return false;
}

bool wp_typed_date_exists(struct wp_date date)
{
    struct wp_date same;

    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > MONTHS || date.day < 1)
        return false;
    same = wp_date_of(wp_day_of(date));
    return same.month == date.month && same.day == date.day;
}

bool wp_typed_date_find_year(struct wp_date *date, wp_day middle)
{
    int year = wp_date_of(middle).year;
    wp_day least = INT32_MAX;

    for (int near = year - LEAP_YEARS_APART; near <= year + LEAP_YEARS_APART; near++) {
        struct wp_date tried = {near, date->month, date->day};
        wp_day distance = wp_typed_date_exists(tried) ? wp_day_of(tried) - middle : INT32_MAX;

        distance = distance < 0 ? -distance : distance;
        if (distance < INT32_MAX && distance <= least) {
            least = distance;
            date->year = near;
        }
    }
    return least < INT32_MAX;
}

bool wp_typed_date_weekday(struct wp_str *text, enum wp_weekday *weekday)
{
    size_t length = wp_typed_date_letters(*text);
    struct wp_str rest = wp_str_slice(*text, length, text->length);

    if (!wp_weekday_parse(wp_str_slice(*text, 0, length), weekday))
        return false;
    (void)wp_typed_date_byte(&rest, ',');
    if (rest.length == 0 || rest.data[0] != ' ')
        return false;
    wp_typed_date_blanks(&rest);
    *text = rest;
    return true;
}
