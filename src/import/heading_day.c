#include "import/heading_day.h"

#include <string.h>

#include "base/utf8.h"
#include "import/heading_words.h"
#include "import/written_days.h"

enum {
    MOST_DAYS_APART = 13, /* most days from the first to the last of several days of a week */
    NEAR_WEEK = 31,       /* most days from a week that is only a number to a day near it */
    DAYS_TO_FRIDAY = 3,   /* days from a Monday back to the last working day */
};

#define TITLE_DOT " · "

/* Words before a day that belong to it. */
static const char words_before[] =
    "week wk weeks of the for on in at from beginning starting ending "
    "begins starts ends commencing dated w c kw";

static bool date_is_after(struct wp_date date, struct wp_date other)
{
    return date.month != other.month ? date.month > other.month : date.day > other.day;
}

/* Set the year of a date that lacks one. Return false if it cannot be told. */
static bool set_hinted_year(struct wp_date *date, const struct wp_heading_day_hint *hint)
{
    if (date->year != WP_TYPED_DATE_NO_YEAR)
        return true;
    date->year = hint->year;
    return hint->near != WP_NO_DAY ? wp_typed_date_find_year(date, hint->near) : hint->year != 0;
}

/* Set the years of two dates that are near each other. Return false if they cannot be told. */
static bool set_years(struct wp_date *first, struct wp_date *last,
                      const struct wp_heading_day_hint *hint)
{
    if (first->year == WP_TYPED_DATE_NO_YEAR && last->year != WP_TYPED_DATE_NO_YEAR)
        first->year = last->year - date_is_after(*first, *last);
    if (!set_hinted_year(first, hint))
        return false;
    if (last->year == WP_TYPED_DATE_NO_YEAR)
        last->year = first->year + date_is_after(*first, *last);
    return true;
}

/* Whether a day is so far from both ends of time that all days near it exist. */
static bool is_day_of_week(wp_day day)
{
    return day >= WP_FIRST_DAY + MOST_DAYS_APART && day <= WP_LAST_DAY - MOST_DAYS_APART;
}

/* Set the days of a reading of the text. */
static enum wp_heading_day_kind read_dates(struct wp_date first, struct wp_date last,
                                           const struct wp_heading_day_hint *hint,
                                           struct wp_heading_day *day)
{
    if (!set_years(&first, &last, hint))
        return WP_HEADING_DAY_NO_YEAR;
    if (!wp_typed_date_exists(first) || !wp_typed_date_exists(last))
        return WP_HEADING_DAY_MISSING;
    day->first = wp_day_of(first);
    day->last = wp_day_of(last);
    if (!is_day_of_week(day->first) || !is_day_of_week(day->last))
        return WP_HEADING_DAY_MISSING;
    return day->last >= day->first && day->last - day->first <= MOST_DAYS_APART
               ? WP_HEADING_DAY_FOUND
               : WP_HEADING_DAY_NONE;
}

/* Exchange day and month. */
static struct wp_date exchange_date(struct wp_date date)
{
    return (struct wp_date){date.year, date.day, date.month};
}

/* Set the days. Of two readings of 8/4 – 8/10, one alone has days that are near each other. */
static enum wp_heading_day_kind read_written_days(const struct wp_written_days *days,
                                                  const struct wp_heading_day_hint *hint,
                                                  struct wp_heading_day *day)
{
    struct wp_date first = days->first.date;
    struct wp_date last = days->last.date;
    struct wp_heading_day other = *day;
    enum wp_heading_day_kind kind = read_dates(first, last, hint, day);

    if (!days->first.ambiguous && !days->last.ambiguous)
        return kind;
    if (days->first.ambiguous)
        first = exchange_date(first);
    if (days->last.ambiguous)
        last = exchange_date(last);
    if (read_dates(first, last, hint, &other) != WP_HEADING_DAY_FOUND)
        return kind;
    if (kind == WP_HEADING_DAY_FOUND)
        return WP_HEADING_DAY_AMBIGUOUS;
    *day = other;
    return WP_HEADING_DAY_FOUND;
}

/* Set the days of a week that is written as a number. A number without a year that is far from the
 * day of the hint is not the number of a week of a year: "Week 3" of a course. */
static enum wp_heading_day_kind read_iso_week(struct wp_iso_week iso,
                                              const struct wp_heading_day_hint *hint,
                                              struct wp_heading_day *day)
{
    struct wp_window near = {WP_FIRST_DAY, WP_LAST_DAY};
    struct wp_iso_week tried = iso;

    if (iso.year == WP_TYPED_DATE_NO_YEAR && hint->near != WP_NO_DAY) {
        near = (struct wp_window){hint->near - NEAR_WEEK, hint->near + NEAR_WEEK};
        tried.year = wp_iso_week_of(near.first).year;
    } else if (iso.year == WP_TYPED_DATE_NO_YEAR) {
        tried.year = hint->year;
    }
    if (tried.year == 0)
        return WP_HEADING_DAY_NO_YEAR;
    day->first = wp_iso_week_monday(tried);
    if (day->first < near.first) {
        tried.year++;
        day->first = wp_iso_week_monday(tried);
    }
    day->last = day->first + WP_DAYS_OF_WEEK - 1;
    if (day->first > near.last)
        return WP_HEADING_DAY_NONE;
    if (!is_day_of_week(day->first) || !is_day_of_week(day->last))
        return WP_HEADING_DAY_MISSING;
    return tried.week >= 1 && wp_iso_week_of(day->first).year == tried.year
               ? WP_HEADING_DAY_FOUND
               : WP_HEADING_DAY_MISSING;
}

/* Set the span of the day, with the words before it that belong to it. Before "week" they are in
 * the same sentence: "C" is not one of them in "Learning C: week of Aug. 4th". */
static void set_span(struct wp_heading_day *day, struct wp_str text, size_t start, size_t end)
{
    for (;;) {
        struct wp_str word = wp_heading_words_last(wp_str_slice(text, 0, start));
        size_t word_start = (size_t)(word.data - text.data);
        struct wp_str between =
            wp_str_slice(text, word_start + word.length, start - word_start - word.length);

        if (!wp_heading_words_has(words_before, word) ||
            (day->names_week && wp_str_trim(between).length > 0))
            break;
        day->names_week = day->names_week || wp_heading_words_has("week weeks wk", word);
        day->ends_week = day->ends_week || wp_heading_words_has("ending ends", word);
        start = word_start;
    }
    day->span = wp_span(start, end - start);
}

/* Return the text before the day, without the signs between them. A single colon before "week" is
 * the only one: the title of a post may end with other signs. */
static struct wp_str text_before_day(const struct wp_heading_day *day, struct wp_str text)
{
    struct wp_str before = wp_str_trim(wp_str_slice(text, 0, day->span.offset));

    if (day->names_week && before.length > 0 && before.data[before.length - 1] == ':')
        return wp_str_trim(wp_str_slice(before, 0, before.length - 1));
    return wp_heading_words_trim_end(before);
}

/* Set the title: the words before the day or after it. */
static void set_title(struct wp_heading_day *day, struct wp_str text)
{
    size_t end = wp_span_end(day->span);
    struct wp_str before = text_before_day(day, text);
    struct wp_str after;

    after = wp_heading_words_trim_start(wp_str_slice(text, end, text.length - end));
    day->title = wp_heading_words_are_empty(before) ? after : before;
    if (wp_heading_words_are_empty(day->title))
        day->title = wp_str("");
    else if (!wp_heading_words_are_empty(before) && !wp_heading_words_are_empty(after))
        day->title = wp_str_trim(text);
}

/* Whether days without a year, from `start` to `end`, are meant as days by the text around them. */
static bool is_meant_as_day(const struct wp_written_days *days, struct wp_str text, size_t start,
                            size_t end)
{
    struct wp_str before = wp_str_slice(text, 0, start);
    struct wp_str after = wp_str_slice(text, end, text.length - end);
    struct wp_str word = wp_heading_words_last(before);
    size_t offset = 0;
    int32_t next;

    if (days->several || days->iso.week > 0 || wp_heading_words_has("week of the dated", word))
        return true;
    if (days->first.numeric) /* 1/3 */
        return word.length == 0 && wp_heading_words_next(after, &offset).length == 0;
    wp_typed_date_blanks(&after);
    if (after.length == 0)
        return true;
    (void)wp_utf8_decode(after, &next);
    return wp_heading_words_is_sign(next) ||
           (wp_heading_words_are_empty(before) && wp_heading_words_are_empty(after));
}

/* Read the days at *position. Return WP_HEADING_DAY_NONE if there are none. If there are some, set
 * *position to their last byte. */
static enum wp_heading_day_kind find_day_at(struct wp_str text, size_t *position,
                                            const struct wp_heading_day_hint *hint,
                                            struct wp_heading_day *day)
{
    static const char deadlines[] = "by due until till before after since deadline";
    size_t start = *position;
    struct wp_str rest = wp_str_slice(text, start, text.length - start);
    struct wp_heading_day_hint own = *hint;
    struct wp_written_days days;
    enum wp_heading_day_kind kind;
    size_t end;
    int year;

    if (!wp_written_days_take(&rest, &days) ||
        wp_heading_words_has(deadlines, wp_heading_words_last(wp_str_slice(text, 0, start))))
        return WP_HEADING_DAY_NONE;
    end = text.length - rest.length;
    year = days.iso.week > 0                               ? days.iso.year
           : days.first.date.year != WP_TYPED_DATE_NO_YEAR ? days.first.date.year
                                                           : days.last.date.year;
    day->has_year = year != WP_TYPED_DATE_NO_YEAR;
    if (!day->has_year && !is_meant_as_day(&days, text, start, end))
        return WP_HEADING_DAY_NONE;
    *position = end - 1;
    year = day->has_year ? 0 : wp_heading_words_year(wp_str_slice(text, 0, start));
    if (year != 0) {
        own = (struct wp_heading_day_hint){WP_NO_DAY, year};
        day->has_year = true;
    }
    kind = days.iso.week > 0 ? read_iso_week(days.iso, &own, day)
                             : read_written_days(&days, &own, day);
    set_span(day, text, start, end);
    set_title(day, text);
    return kind;
}

/* Whether `day` is a better reading of a line than `other`, which is before it. The week of a post
 * is behind its title, which may have a day and a week too. */
static bool is_better_day(enum wp_heading_day_kind kind, const struct wp_heading_day *day,
                          enum wp_heading_day_kind other_kind, const struct wp_heading_day *other)
{
    bool found = kind == WP_HEADING_DAY_FOUND;

    if (other_kind == WP_HEADING_DAY_NONE || found != (other_kind == WP_HEADING_DAY_FOUND))
        return kind != WP_HEADING_DAY_NONE && (found || other_kind == WP_HEADING_DAY_NONE);
    if (day->names_week != other->names_week)
        return found && day->names_week;
    return found && (day->names_week || (day->has_year && !other->has_year));
}

/* Whether a word begins at `start`. */
static bool begins_word(struct wp_str text, size_t start)
{
    int32_t character;

    if (!wp_heading_words_byte(text.data[start]) || start == 0)
        return start == 0;
    (void)wp_heading_words_cut(wp_str_slice(text, 0, start), &character);
    return wp_heading_words_is_sign(character);
}

/* Find the day in a text whose separators of words are blanks. */
static enum wp_heading_day_kind find_day(struct wp_str text, const struct wp_heading_day_hint *hint,
                                         struct wp_heading_day *day)
{
    enum wp_heading_day_kind best = WP_HEADING_DAY_NONE;

    *day = (struct wp_heading_day){.first = WP_NO_DAY, .last = WP_NO_DAY};
    for (size_t start = 0; start < text.length; start++) {
        struct wp_heading_day tried = {.first = WP_NO_DAY, .last = WP_NO_DAY};
        enum wp_heading_day_kind kind;

        if (!begins_word(text, start))
            continue;
        kind = find_day_at(text, &start, hint, &tried);
        if (is_better_day(kind, &tried, best, day)) {
            *day = tried;
            best = kind;
        }
    }
    return best;
}

/* Replace each space that is not a blank by blanks of the same length in bytes. */
static void make_blanks(struct wp_buf *line)
{
    for (size_t i = 0; i < line->length;) {
        int32_t character;
        size_t length =
            wp_utf8_decode(wp_str_slice(wp_buf_str(line), i, line->length - i), &character);

        if (character == '\t' || wp_utf8_is_space(character))
            memset(line->data + i, ' ', length);
        i += length;
    }
}

/* Find the day in a line of text, which may have any spaces. */
static enum wp_heading_day_kind find_day_in_line(struct wp_str text,
                                                 const struct wp_heading_day_hint *hint,
                                                 struct wp_heading_day *day)
{
    struct wp_buf line = WP_BUF_INIT;
    enum wp_heading_day_kind kind;

    *day = (struct wp_heading_day){.first = WP_NO_DAY, .last = WP_NO_DAY};
    if (text.length > WP_LONGEST_HEADING)
        return WP_HEADING_DAY_NONE;
    wp_buf_append(&line, text);
    make_blanks(&line);
    kind = find_day(wp_buf_str(&line), hint, day);
    if (day->title.length > 0)
        day->title.data = text.data + (day->title.data - line.data);
    wp_buf_free(&line);
    return kind;
}

/* Return the offset of the dot between a day and the title of its week, as `status` and `report`
 * write them: "Sun 4 – Sat 10 August 2019 · Staying accountable". `text.length` if there is none.
 */
static size_t find_title_dot(struct wp_str text)
{
    size_t i = 0;

    while (i < text.length && !wp_str_starts(wp_str_slice(text, i, text.length), TITLE_DOT))
        i++;
    return i;
}

enum wp_heading_day_kind wp_heading_day_find(struct wp_str text,
                                             const struct wp_heading_day_hint *hint,
                                             struct wp_heading_day *day)
{
    size_t dot = find_title_dot(text);

    if (dot < text.length &&
        find_day_in_line(wp_str_slice(text, 0, dot), hint, day) == WP_HEADING_DAY_FOUND) {
        day->title = wp_str_trim(wp_str_slice(text, dot + strlen(TITLE_DOT), text.length));
        return WP_HEADING_DAY_FOUND;
    }
    return find_day_in_line(text, hint, day);
}

int wp_heading_day_year(struct wp_str text)
{
    static const char months[] = "january february march april may june july august september "
                                 "october november december jan feb mar apr jun jul aug sep sept "
                                 "oct nov dec";
    int year = text.length <= WP_LONGEST_HEADING ? wp_heading_words_year(text) : 0;
    size_t offset = 0;

    while (year != 0) {
        struct wp_str word = wp_heading_words_next(text, &offset);

        if (word.length == 0)
            break;
        if (!wp_heading_words_are_empty(word) && !wp_heading_words_has(months, word))
            return 0;
    }
    return year;
}

wp_day wp_heading_day_week(const struct wp_heading_day *day, enum wp_weekday week_start,
                           bool looks_back)
{
    wp_day middle = day->first + (day->last - day->first) / 2;

    if (looks_back && day->first == day->last && wp_weekday_of(middle) == WP_MONDAY)
        middle -= DAYS_TO_FRIDAY;
    return wp_window_start(wp_window_holding(middle), week_start);
}
