#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <stdio.h>

#include <weekplan/calendar.h>

static wp_day day_of(const char *text)
{
    wp_day day = WP_NO_DAY;
    assert_true(wp_day_parse(wp_str(text), &day));
    return day;
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(day_of("1970-01-01"), 0);
    assert_int_equal(day_of("1969-12-31"), -1);
    assert_int_equal(day_of("2000-02-29"), 11016);
    assert_int_equal(day_of("2019-08-04"), 18112);
    assert_int_equal(day_of("0001-01-01"), -719162);
    assert_int_equal(day_of("9999-12-31"), 2932896);
    assert_int_equal(wp_weekday_of(day_of("2019-08-04")), WP_SUNDAY);
    assert_int_equal(wp_weekday_of(day_of("1970-01-01")), WP_THURSDAY);
    assert_int_equal(wp_weekday_of(day_of("0001-01-01")), WP_MONDAY);
    assert_int_equal(wp_weekday_of(day_of("9999-12-31")), WP_FRIDAY);
}

static void days_that_are_none(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "2019-02-29",
        "2019-02-30",
        "2100-02-29",
        "1900-02-29",
        "2019-00-10",
        "2019-13-01",
        "2019-01-00",
        "2019-01-32",
        "2019-04-31",
        "2019-06-31",
        "2019-09-31",
        "2019-11-31",
        "0000-01-01",
        "2019-8-4",
        "19-08-04",
        "2019-08-4",
        "2019-08-04 ",
        " 2019-08-04",
        "2019/08/04",
        "2019-08-041",
        "2019-W32",
        "+019-08-04",
        "2019-08--4",
        "2019-0a-04",
        "10000-01-01",
        "２019-08-04",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wp_day day = 7;
        assert_false(wp_day_parse(wp_str(cases[i]), &day));
        assert_int_equal(day, 7);
    }
    assert_int_equal(day_of("2000-02-29"), day_of("2000-03-01") - 1);
}

static void shapes(void **state)
{
    (void)state;
    static const char *const shaped[] = {"2019-08-04", "2019-02-30", "2019-8-4", "0000-99-99",
                                         "2019-123-1"};
    static const char *const others[] = {
        "",          "2019",       "2019-08",   "2019-08-", "2019--04",   "-08-04",     "19-8-4",
        "20190-8-4", "2019-8-4-1", "2019-8-4 ", "2019/8/4", "2019-W32-1", "2019-8-4th", "yesterday",
    };
    for (size_t i = 0; i < sizeof shaped / sizeof *shaped; i++)
        assert_true(wp_day_shaped(wp_str(shaped[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(wp_day_shaped(wp_str(others[i])));
}

static void iso_weeks(void **state)
{
    (void)state;
    static const struct {
        const char *text, *monday;
    } cases[] = {
        {"2019-W32", "2019-08-05"}, {"2020-W53", "2020-12-28"}, {"2021-W01", "2021-01-04"},
        {"2019-W01", "2018-12-31"}, {"2015-W53", "2015-12-28"}, {"0001-W01", "0001-01-01"},
        {"9999-W52", "9999-12-27"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wp_iso_week iso;
        assert_true(wp_iso_week_parse(wp_str(cases[i].text), &iso));
        assert_int_equal(wp_iso_week_monday(iso), day_of(cases[i].monday));

        struct wp_buf buf = WP_BUF_INIT;
        wp_iso_week_format(&buf, iso);
        assert_string_equal(buf.data, cases[i].text);
        wp_buf_free(&buf);
    }
}

static void iso_weeks_that_are_none(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",          "2019-W53", "2021-W53", "2019-W00",  "2019-W54",   "2019-W99",
        "0000-W10",  "2019-w32", "2019-W1",  "2019W32",   "2019-W32-1", "19-W32",
        "2019-W032", "2019-Wab", "2019-32",  "2019-W32 ", "9999-W53",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wp_iso_week iso;
        assert_false(wp_iso_week_parse(wp_str(cases[i]), &iso));
    }
}

static void iso_week_of_a_plans_week(void **state)
{
    (void)state;
    struct wp_iso_week sunday = wp_iso_week_of_start(day_of("2019-08-04"));
    struct wp_iso_week monday = wp_iso_week_of_start(day_of("2019-08-05"));
    struct wp_iso_week friday = wp_iso_week_of_start(day_of("2019-08-09"));
    assert_int_equal(sunday.week, 32);
    assert_int_equal(monday.week, 32);
    assert_int_equal(friday.week, 33);
}

static void formats(void **state)
{
    (void)state;
    static const char *const cases[] = {"0001-01-01", "0999-12-31", "2019-08-04", "9999-12-31"};
    struct wp_buf buf = WP_BUF_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wp_buf_clear(&buf);
        wp_day_format(&buf, day_of(cases[i]));
        assert_string_equal(buf.data, cases[i]);
    }
    wp_buf_clear(&buf);
    /* The last week of the year 9999 ends on its Sunday. */
    wp_day_format(&buf, day_of("9999-12-31") + 2);
    assert_string_equal(buf.data, "10000-01-02");
    wp_buf_free(&buf);
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(wp_weekday_name(WP_MONDAY), "Monday");
    assert_string_equal(wp_weekday_name(WP_SUNDAY), "Sunday");
    assert_string_equal(wp_calendar_month_short(1), "Jan");
    assert_string_equal(wp_calendar_month_short(12), "Dec");
    for (int weekday = WP_MONDAY; weekday <= WP_SUNDAY; weekday++)
        assert_memory_equal(wp_weekday_short((enum wp_weekday)weekday),
                            wp_weekday_name((enum wp_weekday)weekday), 3);
}

static void assert_window(const char *text, const char *first)
{
    struct wp_window window;
    assert_true(wp_window_parse(wp_str(text), day_of("2019-08-06"), &window));
    assert_int_equal(window.first, day_of(first));
    assert_int_equal(window.last, window.first + 6);
}

static void windows(void **state)
{
    (void)state;
    assert_window("2019-08-06", "2019-07-31");
    assert_window("this", "2019-07-31");
    assert_window("+0", "2019-07-31");
    assert_window("last", "2019-07-24");
    assert_window("-1", "2019-07-24");
    assert_window("next", "2019-08-07");
    assert_window("this week", "2019-07-31");
    assert_window("last week", "2019-07-24");
    assert_window("next week", "2019-08-07");
    assert_window("in 2 weeks", "2019-08-14");
    assert_window("2 weeks ago", "2019-07-17");
    assert_window("13/8", "2019-08-07");
    assert_window("the 13th", "2019-08-07");
    assert_window("+1", "2019-08-07");
    assert_window("-2", "2019-07-17");
    assert_window("+52", "2020-07-29");
    assert_window("2019-W32", "2019-08-02");
    assert_window("2020-W53", "2020-12-25");
    assert_window("2019-w32", "2019-08-02");
    assert_window("W32", "2019-08-02");
    assert_window("w32", "2019-08-02");
    assert_window("W07", "2019-02-08");
    assert_window("W01", "2019-12-27");
    assert_window("W1", "2019-12-27");
    assert_window("W53", "2020-12-25");
    assert_window("2020-W5", "2020-01-24");
}

/* The week to review is the current week on its last three days, else the week before. */
static void the_week_to_review(void **state)
{
    static const char *const last[] = {"2019-08-04", "2019-08-05", "2019-08-06", "2019-08-07"};
    static const char *const running[] = {"2019-08-08", "2019-08-09", "2019-08-10"};

    (void)state;
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        struct wp_window window = wp_window_to_review(day_of(last[i]), WP_SUNDAY);

        assert_int_equal(wp_window_start(window, WP_SUNDAY), day_of("2019-07-28"));
    }
    for (size_t i = 0; i < sizeof running / sizeof *running; i++) {
        struct wp_window window = wp_window_to_review(day_of(running[i]), WP_SUNDAY);

        assert_int_equal(wp_window_start(window, WP_SUNDAY), day_of("2019-08-04"));
    }
    for (enum wp_weekday start = WP_MONDAY; start <= WP_SUNDAY; start++)
        for (int number = 0; number < WP_DAYS_OF_WEEK; number++)
            assert_int_equal(wp_weekday_ends_week(
                                 (enum wp_weekday)(((int)start + number) % WP_DAYS_OF_WEEK), start),
                             number >= 4);
}

static void windows_that_are_none(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",    "1",    "This",     "week",     "-",       "+",          "--1",
        "+-1", "-1.5", "- 1",      "2019-W53", "mon",     "2019",       "next fri",
        "nex", "-1 ",  "+1000000", "+999999",  "-999999", "2019-02-30", "+99999999999999999999",
        "32",  "W",    "W0",       "W00",      "W54",     "W032",       "2019-W",
        "W-1", "W3x",  "19-W32",   "2019W32",  "V32",     "-W32",       "0000-W01",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wp_window window;
        assert_false(wp_window_parse(wp_str(cases[i]), day_of("2019-08-06"), &window));
    }
}

/* An ISO week without a year is the nearest week with this number: in early January,
 * W52 is in the old year. */
static void weeks_without_a_year(void **state)
{
    (void)state;
    static const struct {
        const char *today;
        const char *week;
        const char *first; /* first day of the week; NULL if the text is not valid */
    } cases[] = {
        {"2019-12-30", "W1", "2019-12-27"},  {"2019-12-29", "W52", "2019-12-20"},
        {"2026-12-31", "W01", "2027-01-01"}, {"2027-01-02", "W1", "2027-01-01"},
        {"2027-01-05", "W50", "2026-12-04"}, {"2021-01-03", "W53", "2020-12-25"},
        {"2019-07-01", "W01", "2018-12-28"}, {"2019-07-02", "W01", "2019-12-27"},
        {"2017-06-01", "W53", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wp_window window = {0, 0};
        bool there = wp_window_parse(wp_str(cases[i].week), day_of(cases[i].today), &window);
        assert_int_equal(there, cases[i].first != NULL);
        if (there)
            assert_int_equal(window.first, day_of(cases[i].first));
    }
}

static void windows_at_the_ends_of_time(void **state)
{
    (void)state;
    struct wp_window window;
    wp_day first = day_of("0001-01-01");
    wp_day last = day_of("9999-12-31");
    assert_true(wp_window_parse(wp_str("this"), last, &window));
    assert_int_equal(window.last, last);
    assert_false(wp_window_parse(wp_str("next"), last, &window));
    assert_true(wp_window_is_named(wp_str("next"), last));
    assert_false(wp_window_is_named(wp_str("nxt"), last));
    assert_true(wp_window_parse(wp_str("this"), first, &window));
    assert_false(wp_window_parse(wp_str("last"), first, &window));
    assert_true(wp_window_parse(wp_str("0001-W01"), first, &window));
}

static void window_start(void **state)
{
    (void)state;
    struct wp_window window = wp_window_holding(day_of("2019-08-06")); /* a Tuesday */
    assert_int_equal(wp_window_start(window, WP_TUESDAY), day_of("2019-08-06"));
    assert_int_equal(wp_window_start(window, WP_MONDAY), day_of("2019-08-05"));
    assert_int_equal(wp_window_start(window, WP_SUNDAY), day_of("2019-08-04"));
    assert_int_equal(wp_window_start(window, WP_WEDNESDAY), day_of("2019-07-31"));
}

static const struct {
    const char *word, *day;
} words_of_days[] = {
    {"2020-02-29", "2020-02-29"},
    {"today", "2019-08-06"},
    {"yesterday", "2019-08-05"},
    {"tomorrow", "2019-08-07"},
    {"sun", "2019-08-04"},
    {"mon", "2019-08-05"},
    {"MON", "2019-08-05"},
    {"Monday", "2019-08-05"},
    {"tue", "2019-08-06"},
    {"wed", "2019-08-07"},
    {"thu", "2019-08-08"},
    {"fri", "2019-08-09"},
    {"sat", "2019-08-10"},
    {"TODAY", "2019-08-06"},
    /* days from today */
    {"+3", "2019-08-09"},
    {"+0", "2019-08-06"},
    {"-7", "2019-07-30"},
    {"+365", "2020-08-05"},
    /* days of the next week and of the last week */
    {"next fri", "2019-08-16"},
    {"Next  Sunday", "2019-08-11"},
    {"last fri", "2019-08-02"},
    {"last sun", "2019-07-28"},
    /* days with the name of the month, or its number */
    {"9 aug", "2019-08-09"},
    {"9. August", "2019-08-09"},
    {"aug 9", "2019-08-09"},
    {"9 AUG 2020", "2020-08-09"},
    {"Aug 9 2020", "2020-08-09"},
    {"1 sept", "2019-09-01"},
    {"9aug", "2019-08-09"},
    {"13.8.", "2019-08-13"},
    {"13.08.", "2019-08-13"},
    {"13. 8.", "2019-08-13"},
    {"13.8.2020", "2020-08-13"},
    {"13.8. 2020", "2020-08-13"},
    {"9.8", "2019-08-09"},
    {"13.08", "2019-08-13"},
    {"13.8 2020", "2020-08-13"},
    {"9th aug", "2019-08-09"},
    {"1ST Sept", "2019-09-01"},
    {"2nd of august 2020", "2020-08-02"},
    {"the 3rd of Aug.", "2019-08-03"},
    {"aug 9th", "2019-08-09"},
    {"Aug. 9, 2020", "2020-08-09"},
    {"august 13th 2020", "2020-08-13"},
    {"Fri 9 August 2019", "2019-08-09"},
    {"Fri, 9 aug", "2019-08-09"},
    {"friday the 9th", "2019-08-09"},
    {"2019/08/09", "2019-08-09"},
    {"2019/8/9", "2019-08-09"},
    /* the number above 12 is the day */
    {"8/13", "2019-08-13"},
    {"13/8", "2019-08-13"},
    {"8/13/2020", "2020-08-13"},
    {"13/08/2020", "2020-08-13"},
    {"8/8", "2019-08-08"},
    {"12/13", "2019-12-13"},
    /* the nearest day with that number */
    {"the 13th", "2019-08-13"},
    {"13th", "2019-08-13"},
    {"the 22nd", "2019-08-22"},
    {"23rd", "2019-07-23"},
    {"the 31st", "2019-07-31"},
    {"the  1st", "2019-08-01"},
    /* distances */
    {"+3 days", "2019-08-09"},
    {"-1 day", "2019-08-05"},
    {"+3days", "2019-08-09"},
    {"in 3 days", "2019-08-09"},
    {"In 1 day", "2019-08-07"},
    {"3 days ago", "2019-08-03"},
    {"in a week", "2019-08-13"},
    {"+2 weeks", "2019-08-20"},
    {"a week ago", "2019-07-30"},
    {"in 1 month", "2019-09-06"},
    {"+6 months", "2020-02-06"},
    {"-7 months", "2019-01-06"},
    {"a year ago", "2018-08-06"},
    {"tmrw", "2019-08-07"},
    {"Tmr", "2019-08-07"},
    {"this fri", "2019-08-09"},
    {"This Sunday", "2019-08-04"},
    {"tues", "2019-08-06"},
    {"Weds", "2019-08-07"},
    {"next thurs", "2019-08-15"},
    {"thur", "2019-08-08"},
    /* a day without a year is in the nearest year */
    {"1 jan", "2020-01-01"},
    {"5 feb", "2020-02-05"},
    {"8 feb", "2019-02-08"},
    {"29 feb", "2020-02-29"},
};

static void day_words(void **state)
{
    (void)state;
    wp_day today = day_of("2019-08-06");
    wp_day sunday = day_of("2019-08-04");
    wp_day day;
    for (size_t i = 0; i < sizeof words_of_days / sizeof *words_of_days; i++) {
        assert_true(wp_day_parse_word(wp_str(words_of_days[i].word), today, sunday, &day));
        assert_int_equal(day, day_of(words_of_days[i].day));
    }
}

static const char *const other_words[] = {"",
                                          "mond",
                                          "mondays",
                                          "mo",
                                          "now",
                                          "2019-02-30",
                                          "today ",
                                          "+",
                                          "-",
                                          "+ 1",
                                          "+1d",
                                          "+100000",
                                          "2019-W32",
                                          "next",
                                          "next 9 aug",
                                          "nextfri",
                                          "next week",
                                          "last today",
                                          "9 au",
                                          "9 augustus",
                                          "9 august 19",
                                          "9 august 20190",
                                          "31 sep",
                                          "0 aug",
                                          "30.2.",
                                          "29 feb 2019",
                                          "9.13.",
                                          "9/8",
                                          "8/9/2019",
                                          "13/14",
                                          "8/13/19",
                                          "2019/13/1",
                                          "2019-8/9",
                                          "2019-8-9",
                                          "8/",
                                          "13",
                                          "13.",
                                          "the 9",
                                          "the 32nd",
                                          "0th",
                                          "13thaug",
                                          "aug 9ths",
                                          "31st apr",
                                          "the 13th 2019",
                                          "mon 9 aug",
                                          "fri9 aug",
                                          "fri,9 aug",
                                          "fri 13.",
                                          "next fri 9 aug",
                                          "this",
                                          "this next fri",
                                          "this week",
                                          "tomorrow fri",
                                          "thu.",
                                          "3 days",
                                          "in 3",
                                          "in days",
                                          "+a week",
                                          "+3 day s",
                                          "+3 days ago",
                                          "in 3 days ago",
                                          "a week",
                                          "+3 hours",
                                          "+9000 years",
                                          "-99999 months",
                                          "aug",
                                          "aug 9 aug",
                                          "100 aug",
                                          "9..8.",
                                          "9.8.x",
                                          "9 8",
                                          "8-9",
                                          "9 aug 0000"};

static void words_that_are_no_days(void **state)
{
    wp_day today = day_of("2019-08-06");
    wp_day sunday = day_of("2019-08-04");
    wp_day day;

    (void)state;
    for (size_t i = 0; i < sizeof other_words / sizeof *other_words; i++)
        assert_false(wp_day_parse_word(wp_str(other_words[i]), today, sunday, &day));

    wp_day last = day_of("9999-12-31");
    assert_false(wp_day_parse_word(wp_str("tomorrow"), last, last, &day));
    assert_false(wp_day_parse_word(wp_str("sat"), last, last, &day));
    assert_true(wp_day_parse_word(wp_str("fri"), last, last, &day));
    wp_day first = day_of("0001-01-01");
    assert_false(wp_day_parse_word(wp_str("yesterday"), first, first, &day));
}

/* The kind of a text does not depend on the week. */
static void kinds_of_day_words(void **state)
{
    static const struct {
        const char *word;
        enum wp_day_word kind;
    } cases[] = {
        {"fri", WP_DAY_WORD_DAY},       {"next fri", WP_DAY_WORD_DAY},
        {"29 feb", WP_DAY_WORD_DAY},    {"+99999", WP_DAY_WORD_DAY},
        {"the 31st", WP_DAY_WORD_DAY},  {"31 apr", WP_DAY_WORD_MISSING},
        {"13/14", WP_DAY_WORD_MISSING}, {"2019-02-30", WP_DAY_WORD_MISSING},
        {"9.13.", WP_DAY_WORD_MISSING}, {"fri 10 aug 2019", WP_DAY_WORD_MISSING},
        {"8/9", WP_DAY_WORD_AMBIGUOUS}, {"8/9/2019", WP_DAY_WORD_AMBIGUOUS},
        {"next", WP_DAY_WORD_NONE},     {"fri morning", WP_DAY_WORD_NONE},
        {"", WP_DAY_WORD_NONE},
    };
    struct wp_date first, second;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(wp_day_word_kind(wp_str(cases[i].word)), cases[i].kind);
        assert_int_equal(wp_day_word_is_ambiguous(wp_str(cases[i].word), &first, &second),
                         cases[i].kind == WP_DAY_WORD_AMBIGUOUS);
    }
    assert_true(wp_day_word_is_ambiguous(wp_str("8/9"), &first, &second));
    assert_int_equal(first.day, 8);
    assert_int_equal(first.month, 9);
    assert_int_equal(second.day, 9);
    assert_int_equal(second.month, 8);
}

/* A month that is too short for a day ends the distance. */
static void distances_in_months(void **state)
{
    static const struct {
        const char *today;
        const char *word;
        const char *day;
    } cases[] = {
        {"2019-01-31", "+1 month", "2019-02-28"},    {"2020-01-31", "in 1 month", "2020-02-29"},
        {"2019-12-31", "+2 months", "2020-02-29"},   {"2020-02-29", "+1 year", "2021-02-28"},
        {"2019-01-15", "a month ago", "2018-12-15"},
    };
    wp_day day;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(
            wp_day_parse_word(wp_str(cases[i].word), day_of(cases[i].today), WP_NO_DAY, &day));
        assert_int_equal(day, day_of(cases[i].day));
    }
}

/* A day without a year is the one nearest to the middle of the week. */
static void days_without_a_year(void **state)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    const wp_day today = day_of("2019-08-06");
    const wp_day start = day_of("2023-11-06");
    char text[32];
    wp_day day;

    (void)state;
    for (wp_day near = start + 3 - 182; near <= start + 3 + 182; near++) {
        struct wp_date date = wp_date_of(near);

        (void)snprintf(text, sizeof text, "%d %s", date.day, months[date.month - 1]);
        assert_true(wp_day_parse_word(wp_str(text), today, start, &day));
        assert_int_equal(day, near);
        (void)snprintf(text, sizeof text, "%d.%d.", date.day, date.month);
        assert_true(wp_day_parse_word(wp_str(text), today, start, &day));
        assert_int_equal(day, near);
    }
    /* 1896 and 1904 are the leap years nearest to 1900. */
    assert_true(wp_day_parse_word(wp_str("29 feb"), today, day_of("1900-01-01"), &day));
    assert_int_equal(day, day_of("1896-02-29"));
    assert_true(wp_day_parse_word(wp_str("29 feb"), today, day_of("1900-03-05"), &day));
    assert_int_equal(day, day_of("1904-02-29"));
    assert_true(wp_day_parse_word(wp_str("31 dec"), today, WP_FIRST_DAY, &day));
    assert_int_equal(day, day_of("0001-12-31"));
    assert_true(wp_day_parse_word(wp_str("1 jan"), today, WP_LAST_DAY, &day));
    assert_int_equal(day, day_of("9999-01-01"));
}

/* Without a week, a weekday is no day. A day without a year is the one nearest to today. */
static void days_without_a_week(void **state)
{
    static const char *const others[] = {"fri", "next fri", "last mon", "Monday"};
    const wp_day today = day_of("2019-08-06");
    struct wp_window window;
    wp_day day;

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(wp_day_parse_word(wp_str(others[i]), today, WP_NO_DAY, &day));
    assert_true(wp_day_parse_word(wp_str("9 aug"), today, WP_NO_DAY, &day));
    assert_int_equal(day, day_of("2019-08-09"));
    assert_true(wp_day_parse_word(wp_str("+3"), today, WP_NO_DAY, &day));
    assert_int_equal(day, day_of("2019-08-09"));
    /* For --week, +3 is a number of weeks. */
    assert_true(wp_window_parse(wp_str("+3"), today, &window));
    assert_int_equal(window.last, today + 21);
    assert_true(wp_window_parse(wp_str("9.8."), today, &window));
    assert_int_equal(window.last, today + 3);
    assert_true(wp_window_parse(wp_str("tomorrow"), today, &window));
    assert_int_equal(window.last, today + 1);
}

static void a_week_in_line(void **state)
{
    const wp_day monday = wp_day_of((struct wp_date){2026, 3, 9});

    (void)state;
    assert_true(wp_week_is_in_line(monday, monday + 7));
    assert_true(wp_week_is_in_line(monday, monday + 7 * 105));
    assert_false(wp_week_is_in_line(monday, monday + 7 * 106));
    assert_false(wp_week_is_in_line(monday, monday + 8));
    assert_false(wp_week_is_in_line(monday, monday));
    assert_false(wp_week_is_in_line(monday, monday - 7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_in_line),
        cmocka_unit_test(known_days),
        cmocka_unit_test(days_that_are_none),
        cmocka_unit_test(shapes),
        cmocka_unit_test(iso_weeks),
        cmocka_unit_test(iso_weeks_that_are_none),
        cmocka_unit_test(iso_week_of_a_plans_week),
        cmocka_unit_test(formats),
        cmocka_unit_test(names),
        cmocka_unit_test(windows),
        cmocka_unit_test(the_week_to_review),
        cmocka_unit_test(windows_that_are_none),
        cmocka_unit_test(weeks_without_a_year),
        cmocka_unit_test(windows_at_the_ends_of_time),
        cmocka_unit_test(window_start),
        cmocka_unit_test(day_words),
        cmocka_unit_test(words_that_are_no_days),
        cmocka_unit_test(kinds_of_day_words),
        cmocka_unit_test(distances_in_months),
        cmocka_unit_test(days_without_a_year),
        cmocka_unit_test(days_without_a_week),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
