/* Parse days as people type them in arguments: wp_day_parse_word. */
#include <weekplan/calendar.h>

#include <string.h>

enum {
    DIGITS_OF_DAYS = 5,   /* greatest number of digits in a number of days from today */
    MIDDLE_OF_WEEK = 3,   /* days from the first day of a week to its middle */
    LEAP_YEARS_APART = 8, /* most years from one 29 February to the next */
};

static const char *const month_names[] = {"january",   "february", "march",    "april",
                                          "may",       "june",     "july",     "august",
                                          "september", "october",  "november", "december"};

enum { MONTHS = sizeof month_names / sizeof month_names[0], LETTERS_OF_MONTH = 3 };

/* The next functions read the beginning of `rest`, and remove from `rest` what they have read. */

static void skip_day_blanks(struct wp_str *rest)
{
    while (rest->length > 0 && rest->data[0] == ' ')
        *rest = wp_str_slice(*rest, 1, rest->length);
}

/* Skip the byte if `rest` begins with it. Return whether it does. */
static bool skip_byte(struct wp_str *rest, char byte)
{
    if (rest->length == 0 || rest->data[0] != byte)
        return false;
    *rest = wp_str_slice(*rest, 1, rest->length);
    return true;
}

/* Read a number of 1 to `most` digits that no other digit follows. Return false if there is
 * none. */
static bool take_day_number(struct wp_str *rest, size_t most, int *number)
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

/* Return the number of letters with which the text begins. */
static size_t count_letters(struct wp_str text)
{
    size_t length = 0;

    while (length < text.length && wp_str_lower(text.data[length]) >= 'a' &&
           wp_str_lower(text.data[length]) <= 'z')
        length++;
    return length;
}

/* Whether `word` is a beginning of `name`, in any case. `name` is in lower case. */
static bool begins_name(struct wp_str word, const char *name)
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
    struct wp_str word = wp_str_slice(*rest, 0, count_letters(*rest));

    if (word.length < LETTERS_OF_MONTH)
        return false;
    for (int i = 0; i < MONTHS; i++) {
        if (begins_name(word, month_names[i])) {
            *month = i + 1;
            *rest = wp_str_slice(*rest, word.length, rest->length);
            return true;
        }
    }
    return false;
}

/* Read a day and a month: "9 aug", "9. august", "aug 9" or "9.8.". Return false for any other
 * text. */
static bool take_day_and_month(struct wp_str *rest, struct wp_date *date)
{
    bool dotted;

    if (count_letters(*rest) > 0) {
        if (!take_month(rest, &date->month))
            return false;
        skip_day_blanks(rest);
        return take_day_number(rest, 2, &date->day);
    }
    if (!take_day_number(rest, 2, &date->day))
        return false;
    dotted = skip_byte(rest, '.');
    skip_day_blanks(rest);
    if (count_letters(*rest) > 0)
        return take_month(rest, &date->month);
    return dotted && take_day_number(rest, 2, &date->month) && skip_byte(rest, '.');
}

/* Whether the date exists. */
static bool date_exists(struct wp_date date)
{
    struct wp_date same;

    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > MONTHS || date.day < 1)
        return false;
    same = wp_date_of(wp_day_of(date));
    return same.month == date.month && same.day == date.day;
}

/* Set the year in which the date is nearest to the day `middle`. If two years are equally near,
 * set the later one. Return false if the date exists in no year. */
static bool find_year(struct wp_date *date, wp_day middle)
{
    int year = wp_date_of(middle).year;
    wp_day least = INT32_MAX;

    for (int near = year - LEAP_YEARS_APART; near <= year + LEAP_YEARS_APART; near++) {
        struct wp_date tried = {near, date->month, date->day};
        wp_day distance = date_exists(tried) ? wp_day_of(tried) - middle : INT32_MAX;

        distance = distance < 0 ? -distance : distance;
        if (distance < INT32_MAX && distance <= least) {
            least = distance;
            date->year = near;
        }
    }
    return least < INT32_MAX;
}

/* Parse a date with or without a year. Without a year, set *day to the nearest day to `middle`
 * that has the date. Return false for any other text. */
static bool parse_date(struct wp_str text, wp_day middle, wp_day *day)
{
    struct wp_date date = {0, 0, 0};

    if (!take_day_and_month(&text, &date))
        return false;
    skip_day_blanks(&text);
    if (text.length == 0) {
        if (!find_year(&date, middle))
            return false;
    } else if (text.length != 4 || !take_day_number(&text, 4, &date.year) || text.length > 0 ||
               !date_exists(date)) {
        return false;
    }
    *day = wp_day_of(date);
    return true;
}

/* Parse `today`, `yesterday`, `tomorrow`, or a number of days from today: "+3", "-1". Return
 * false for any other text. */
static bool parse_distance(struct wp_str text, wp_day today, wp_day *day)
{
    static const struct {
        const char *word;
        int days;
    } words[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};
    bool back = skip_byte(&text, '-');
    int days;

    for (size_t i = 0; !back && i < sizeof words / sizeof words[0]; i++) {
        if (text.length == strlen(words[i].word) && begins_name(text, words[i].word)) {
            *day = today + words[i].days;
            return true;
        }
    }
    if ((!back && !skip_byte(&text, '+')) || !take_day_number(&text, DIGITS_OF_DAYS, &days) ||
        text.length > 0)
        return false;
    *day = today + (back ? -days : days);
    return true;
}

/* Parse a weekday such as "mon", a day of the week that begins on `week_start`. "next mon" is a day
 * of the week after that week, "last mon" a day of the week before it. Return false for any other
 * text. */
static bool parse_weekday_of_week(struct wp_str text, wp_day week_start, wp_day *day)
{
    static const struct {
        const char *word;
        int weeks;
    } words[] = {{"next ", 1}, {"last ", -1}};
    enum wp_weekday weekday;
    int weeks = 0;

    for (size_t i = 0; i < sizeof words / sizeof words[0] && weeks == 0; i++) {
        struct wp_str word = wp_str(words[i].word);

        if (text.length > word.length &&
            begins_name(wp_str_slice(text, 0, word.length), words[i].word)) {
            weeks = words[i].weeks;
            text = wp_str_slice(text, word.length, text.length);
            skip_day_blanks(&text);
        }
    }
    if (!wp_weekday_parse(text, &weekday))
        return false;
    *day = wp_window_start(wp_window_from(week_start + weeks * WP_DAYS_OF_WEEK), weekday);
    return true;
}

bool wp_day_parse_word(struct wp_str text, wp_day today, wp_day week_start, wp_day *day)
{
    bool in_week = week_start != WP_NO_DAY;
    wp_day parsed;

    if (!wp_day_parse(text, &parsed) && !parse_distance(text, today, &parsed) &&
        !parse_date(text, in_week ? week_start + MIDDLE_OF_WEEK : today, &parsed) &&
        !(in_week && parse_weekday_of_week(text, week_start, &parsed)))
        return false;
    if (parsed < WP_FIRST_DAY || parsed > WP_LAST_DAY)
        return false;
    *day = parsed;
    return true;
}
