/* Parse days as people type them in arguments: wp_day_parse_word. */
#include <weekplan/calendar.h>

#include <string.h>

enum {
    DIGITS_OF_DAYS = 5,      /* greatest number of digits in a number of days from today */
    MIDDLE_OF_WEEK = 3,      /* days from the first day of a week to its middle */
    LEAP_YEARS_APART = 8,    /* most years from one 29 February to the next */
    DAYS_OF_TWO_MONTHS = 62, /* most days from one 31st to the next */
    NO_YEAR = -1,
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

/* Skip a word and the blanks after it. Return whether `rest` begins with the word, in any case.
 * `word` is in lower case. */
static bool skip_word(struct wp_str *rest, const char *word)
{
    size_t length = count_letters(*rest);

    if (length != strlen(word) || !begins_name(wp_str_slice(*rest, 0, length), word))
        return false;
    *rest = wp_str_slice(*rest, length, rest->length);
    skip_day_blanks(rest);
    return true;
}

/* A date as it was typed. */
struct typed_date {
    struct wp_date date; /* the year is NO_YEAR, and the month is 0, if it was not typed */
    /* Whether day and month may also be exchanged, as in 8/9; `date` is one of the two readings. */
    bool ambiguous;
};

/* Skip the letters of an ordinal number, as in "13th". Return whether there are any. */
static bool skip_ordinal(struct wp_str *rest)
{
    return skip_word(rest, "th") || skip_word(rest, "st") || skip_word(rest, "nd") ||
           skip_word(rest, "rd");
}

/* The next functions read a date in one form: take_month_first, take_day_first, take_slashes,
 * take_year_first. They return false for any other text. */

/* "aug 9", "Aug. 9th" */
static bool take_month_first(struct wp_str *rest, struct typed_date *typed)
{
    if (!take_month(rest, &typed->date.month))
        return false;
    (void)skip_byte(rest, '.');
    skip_day_blanks(rest);
    if (!take_day_number(rest, 2, &typed->date.day))
        return false;
    (void)skip_ordinal(rest);
    return true;
}

/* "9 aug", "9. August", "9.8.", "9.8", "9th of aug", "the 9th" */
static bool take_day_first(struct wp_str *rest, struct typed_date *typed)
{
    bool ordinal, dotted;

    (void)skip_word(rest, "the");
    if (!take_day_number(rest, 2, &typed->date.day))
        return false;
    ordinal = skip_ordinal(rest);
    dotted = !ordinal && skip_byte(rest, '.');
    skip_day_blanks(rest);
    if (ordinal)
        (void)skip_word(rest, "of");
    if (take_month(rest, &typed->date.month)) {
        (void)skip_byte(rest, '.');
        return true;
    }
    if (dotted && take_day_number(rest, 2, &typed->date.month)) {
        (void)skip_byte(rest, '.');
        return true;
    }
    return ordinal;
}

/* "8/13" or "13/8": a number above 12 is the day. */
static bool take_slashes(struct wp_str *rest, struct typed_date *typed)
{
    int first, second;

    if (!take_day_number(rest, 2, &first) || !skip_byte(rest, '/') ||
        !take_day_number(rest, 2, &second))
        return false;
    typed->date.day = first > MONTHS ? first : second;
    typed->date.month = first > MONTHS ? second : first;
    typed->ambiguous =
        first >= 1 && first <= MONTHS && second >= 1 && second <= MONTHS && first != second;
    return true;
}

/* "2019/08/09" */
static bool take_year_first(struct wp_str *rest, struct typed_date *typed)
{
    size_t length = rest->length;

    return take_day_number(rest, 4, &typed->date.year) && length - rest->length == 4 &&
           skip_byte(rest, '/') && take_day_number(rest, 2, &typed->date.month) &&
           skip_byte(rest, '/') && take_day_number(rest, 2, &typed->date.day);
}

/* Read the year after a date, if there is one. Return false if any other text follows. */
static bool take_final_year(struct wp_str *rest, struct typed_date *typed)
{
    if (rest->length == 0)
        return true;
    if (!skip_byte(rest, '/'))
        (void)skip_byte(rest, ',');
    skip_day_blanks(rest);
    return typed->date.year == NO_YEAR && typed->date.month != 0 && rest->length == 4 &&
           take_day_number(rest, 4, &typed->date.year) && rest->length == 0;
}

/* Parse a date without its weekday. Return false for any other text. */
static bool parse_typed_date(struct wp_str text, struct typed_date *typed)
{
    bool (*const forms[])(struct wp_str *, struct typed_date *) = {
        take_year_first, take_slashes, take_month_first, take_day_first};

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct wp_str rest = text;

        *typed = (struct typed_date){.date = {.year = NO_YEAR}};
        if (forms[i](&rest, typed) && take_final_year(&rest, typed))
            return true;
    }
    return false;
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

/* Skip a weekday at the beginning, as in "Fri 9 August" or "Fri, 9 August". Return false, and skip
 * nothing, if `text` does not begin with one. */
static bool skip_weekday(struct wp_str *text, enum wp_weekday *weekday)
{
    size_t length = count_letters(*text);
    struct wp_str rest = wp_str_slice(*text, length, text->length);

    if (!wp_weekday_parse(wp_str_slice(*text, 0, length), weekday))
        return false;
    (void)skip_byte(&rest, ',');
    if (rest.length == 0 || rest.data[0] != ' ')
        return false;
    skip_day_blanks(&rest);
    *text = rest;
    return true;
}

/* Parse a date, perhaps with its weekday. Parts that are not typed are those of the nearest day to
 * `middle`. */
static enum wp_day_word parse_date(struct wp_str text, wp_day middle, wp_day *day)
{
    enum wp_weekday weekday;
    bool has_weekday = skip_weekday(&text, &weekday);
    struct typed_date typed;

    if (!parse_typed_date(text, &typed))
        return WP_DAY_WORD_NONE;
    if (typed.ambiguous)
        return WP_DAY_WORD_AMBIGUOUS;
    *day = WP_NO_DAY;
    if (typed.date.month == 0)
        *day = find_day_of_month(typed.date.day, middle);
    else if (typed.date.year != NO_YEAR ? date_exists(typed.date) : find_year(&typed.date, middle))
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
    int total = date.year * MONTHS + date.month - 1 + months;

    date.year = total / MONTHS;
    date.month = total % MONTHS + 1;
    if (date.year < 1 || date.year > 9999)
        return WP_NO_DAY;
    while (!date_exists(date))
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
        {"year", "years", 0, MONTHS},
    };

    struct wp_str after = *rest;

    skip_day_blanks(&after);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (skip_word(&after, units[i].name) || skip_word(&after, units[i].plural)) {
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
    int sign = skip_byte(&text, '+') ? 1 : skip_byte(&text, '-') ? -1 : 0;
    bool in_words = sign == 0;
    const struct day_unit *unit;
    int number = 1;

    if (in_words && skip_word(&text, "in"))
        sign = 1;
    if (!(in_words && (skip_word(&text, "a") || skip_word(&text, "an"))) &&
        !take_day_number(&text, DIGITS_OF_DAYS, &number))
        return WP_DAY_WORD_NONE;
    unit = take_unit(&text);
    if (unit == NULL && !in_words)
        unit = &days;
    if (sign == 0 && skip_word(&text, "ago"))
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
        if (text.length == strlen(words[i].word) && begins_name(text, words[i].word)) {
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
    int weeks = skip_word(&text, "next") ? 1 : skip_word(&text, "last") ? -1 : 0;

    if (weeks == 0)
        (void)skip_word(&text, "this");
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
    struct typed_date typed;

    (void)skip_weekday(&text, &weekday);
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

    (void)skip_word(&text, "this");
    *name = text;
    return wp_weekday_parse(text, &weekday);
}
