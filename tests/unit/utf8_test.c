#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define ACUTE        "\xCC\x81" /* U+0301, combining */
#define ZWJ          "\xE2\x80\x8D"
#define VS16         "\xEF\xB8\x8F"
#define KEYCAP       "\xE2\x83\xA3"
#define MAN          "\xF0\x9F\x91\xA8"
#define WOMAN        "\xF0\x9F\x91\xA9"
#define GIRL         "\xF0\x9F\x91\xA7"
#define HEART        "\xE2\x9D\xA4"
#define FLAG_D       "\xF0\x9F\x87\xA9"
#define FLAG_E       "\xF0\x9F\x87\xAA"
#define FAMILY       MAN ZWJ WOMAN ZWJ GIRL

static void decodes_what_it_appends(void **state)
{
    (void)state;
    for (int32_t character = 0; character <= 0x110000; character++) {
        struct wp_buf buf = WP_BUF_INIT;
        int32_t decoded;
        wp_utf8_append(&buf, character);
        assert_int_equal(wp_utf8_decode(wp_buf_str(&buf), &decoded), buf.length);
        bool valid = character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
        assert_int_equal(decoded, valid ? character : 0xFFFD);
        wp_buf_free(&buf);
    }
    struct wp_buf buf = WP_BUF_INIT;
    wp_utf8_append(&buf, -1);
    wp_utf8_append(&buf, INT32_MAX);
    assert_string_equal(buf.data, "\xEF\xBF\xBD\xEF\xBF\xBD");
    wp_buf_free(&buf);
}

static void what_is_no_character(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xC3",
        "\xC3(",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xE2\x82",
        "\xE2\x82(",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF",
        "\xF0\x9F\x8E",
        "\xF0\x9F\x8E(",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xF8\x88\x80\x80",
        "\xFE",
        "\xFF",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t character = 7;
        unsigned columns;
        assert_int_equal(wp_utf8_decode(wp_str(cases[i]), &character), 1);
        assert_int_equal(character, -1);
        assert_int_equal(wp_utf8_grapheme(wp_str(cases[i]), &columns), 1);
        assert_int_equal(columns, 1); /* printed as U+FFFD */
    }
}

static void decode_stays_in_the_text(void **state)
{
    (void)state;
    int32_t character;
    assert_int_equal(wp_utf8_decode(wp_str_slice(wp_str("\xE2\x82\xAC"), 0, 2), &character), 1);
    assert_int_equal(character, -1);
    assert_int_equal(wp_utf8_decode((struct wp_str)WP_STR("\0a"), &character), 1);
    assert_int_equal(character, 0);
}

static void length_in_characters(void **state)
{
    (void)state;
    assert_int_equal(wp_utf8_length(wp_str("")), 0);
    assert_int_equal(wp_utf8_length(wp_str("week")), 4);
    assert_int_equal(wp_utf8_length(wp_str("e" ACUTE)), 2);
    assert_int_equal(wp_utf8_length(wp_str(FAMILY)), 5);
    assert_int_equal(wp_utf8_length(wp_str("a\xFF\xE2\x82"
                                           "b")),
                     5);
}

static const struct {
    const char *text;
    unsigned columns;
} graphemes[] = {
    {"a", 1},
    {" ", 1},
    {"\x1B", 0},
    {"\x7F", 0},
    {"\t", 0},
    {"\r\n", 0},
    {"\r", 0},
    {"\xC2\x85", 0}, /* NEL */
    {"\xC3\xA9", 1},
    {"e" ACUTE, 1},
    {"e" ACUTE ACUTE, 1},
    {ACUTE, 0},
    {"\xE4\xB8\xAD", 2},             /* CJK */
    {"\xEF\xBC\xA1", 2},             /* fullwidth A */
    {"\xEF\xBD\xB1", 1},             /* halfwidth katakana */
    {"\xE3\x81\x8B\xE3\x82\x99", 2}, /* kana with a combining voiced mark */
    {"\xE3\x80\x80", 2},             /* ideographic space */
    {"\xE2\x80\x8B", 0},             /* ZWSP */
    {"\xC2\xAD", 1},                 /* soft hyphen: terminals draw it */
    {"\xEF\xBB\xBF", 0},             /* BOM */
    {"\xEA\xB0\x81", 2},             /* a composed Hangul syllable */
    {"\xE1\x84\x80\xE1\x85\xA1", 2}, /* a Hangul syllable as jamo: initial, vowel */
    /* a Hangul syllable as jamo: initial, vowel, final */
    {"\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", 2},
    {"\xEA\xB0\x80\xE1\x86\xA8", 2}, /* a composed Hangul syllable and a final */
    {"\xE1\x85\xA1", 0},             /* a Hangul vowel alone, which only combines */
    {HEART, 1},
    {HEART VS16, 2},
    {HEART VS16 ZWJ "\xF0\x9F\x94\xA5", 2},  /* heart on fire */
    {"\xF0\x9F\x8E\xAF", 2},                 /* the emoji of a target */
    {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 2}, /* a thumb with a skin tone */
    {"\xE2\x98\x9D\xF0\x9F\x8F\xBD", 2},     /* a narrow emoji with a skin tone */
    {FAMILY, 2},
    {"\xF0\x9F\x8F\xB3" VS16 ZWJ "\xF0\x9F\x8C\x88", 2}, /* rainbow flag */
    {"\xE2\x9C\x93", 1},                                 /* check mark */
    {"\xC2\xA9" VS16, 2},
    {FLAG_D FLAG_E, 2},
    {FLAG_D, 1},
    {"1" VS16 KEYCAP, 2},
    {"#" VS16 KEYCAP, 2},
    {"1" KEYCAP, 1}, /* a keycap without U+FE0F is text */
    {"a" VS16, 1},
    {"\xE2\x96\x88", 1},                         /* the block of which bars are made */
    {"\xE0\xB8\x81\xE0\xB8\xB4", 1},             /* Thai: a vowel above the consonant */
    {"\xE0\xB8\x81\xE0\xB8\xB5\xE0\xB9\x88", 1}, /* Thai: a vowel and a tone mark above */
    {"\xE0\xB8\x81\xE0\xB8\xB3", 2},             /* Thai: SARA AM beside the consonant */
    {"\xE0\xA4\x95\xE0\xA5\x87", 1},             /* Devanagari: a vowel sign above */
    {"\xE0\xA4\x95\xE0\xA4\xBE", 2},             /* Devanagari: a vowel sign beside */
    {"\xE0\xA4\xB8\xE0\xA5\x8D", 1},             /* Devanagari: a virama */
    {"\xE0\xA6\x95\xE0\xA6\xBE", 2},             /* Bengali: a vowel sign beside */
    {"\xD8\x80\xD9\xA1", 2},                     /* Arabic number sign before a digit */
};

/* Each grapheme alone, before and after other text, and twice. */
static void grapheme_clusters(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(graphemes); i++) {
        struct wp_str text = wp_str(graphemes[i].text);
        unsigned columns = 99;
        if (wp_utf8_grapheme(text, &columns) != text.length || columns != graphemes[i].columns)
            fail_msg("'%s' takes %u", graphemes[i].text, columns);
        assert_int_equal(wp_utf8_columns(text), graphemes[i].columns);

        struct wp_buf buf = WP_BUF_INIT;
        wp_buf_printf(&buf, "%sx", graphemes[i].text);
        assert_int_equal(wp_utf8_grapheme(wp_buf_str(&buf), &columns), text.length);
        assert_int_equal(columns, graphemes[i].columns);
        wp_buf_free(&buf);
    }
    unsigned columns = 99;
    assert_int_equal(wp_utf8_grapheme(wp_str(""), &columns), 0);
    assert_int_equal(columns, 0);
}

static void where_graphemes_end(void **state)
{
    (void)state;
    unsigned columns;
    assert_int_equal(wp_utf8_grapheme(wp_str("ab"), &columns), 1);
    assert_int_equal(wp_utf8_grapheme(wp_str("\n\n"), &columns), 1);
    assert_int_equal(wp_utf8_grapheme(wp_str("\n" ACUTE), &columns), 1);
    assert_int_equal(wp_utf8_grapheme(wp_str("a\xFF"), &columns), 1);
    assert_int_equal(wp_utf8_grapheme(wp_str("\r\n\n"), &columns), 2);
    assert_int_equal(wp_utf8_grapheme(wp_str("\xE4\xB8\xAD\xE4\xB8\xAD"), &columns), 3);

    /* Flags are pairs of regional indicators, counted from the left. */
    struct wp_str flags = wp_str(FLAG_D FLAG_E FLAG_D FLAG_E FLAG_D);
    assert_int_equal(wp_utf8_grapheme(flags, &columns), 8);
    assert_int_equal(wp_utf8_grapheme(wp_str_slice(flags, 8, 99), &columns), 8);
    assert_int_equal(wp_utf8_grapheme(wp_str_slice(flags, 16, 99), &columns), 4);
    assert_int_equal(wp_utf8_columns(flags), 5);
}

static void columns_of_texts(void **state)
{
    (void)state;
    assert_int_equal(wp_utf8_columns(wp_str("")), 0);
    assert_int_equal(wp_utf8_columns(wp_str("Mock interviews")), 15);
    assert_int_equal(wp_utf8_columns(wp_str("2\xE2\x80\x93"
                                            "3 \xE4\xB8\xAD\xE6\x96\x87")),
                     8);
    assert_int_equal(wp_utf8_columns(wp_str("a\x1B[1mb\n")), 5);
    assert_int_equal(wp_utf8_columns(wp_str("I " HEART VS16 " " FAMILY "!")), 8);
}

static void assert_fit(const char *text, size_t columns, const char *begin, size_t used)
{
    size_t taken = 99;
    struct wp_str fit = wp_utf8_fit(wp_str(text), columns, &taken);
    assert_true(wp_str_equal_c(fit, begin));
    assert_int_equal(taken, used);
    assert_int_equal(wp_utf8_fit(wp_str(text), columns, NULL).length, fit.length);
}

static void fits(void **state)
{
    (void)state;
    assert_fit("week", 9, "week", 4);
    assert_fit("week", 4, "week", 4);
    assert_fit("week", 3, "wee", 3);
    assert_fit("week", 0, "", 0);
    assert_fit("", 5, "", 0);
    assert_fit("a\xE4\xB8\xAD"
               "b",
               2, "a", 1);
    assert_fit("a\xE4\xB8\xAD"
               "b",
               3, "a\xE4\xB8\xAD", 3);
    assert_fit("e" ACUTE "e" ACUTE, 1, "e" ACUTE, 1);
    assert_fit("a" FAMILY "b", 2, "a", 1);
    assert_fit("a" FAMILY "b", 3, "a" FAMILY, 3);
    assert_fit(FLAG_D FLAG_E FLAG_D FLAG_E, 3, FLAG_D FLAG_E, 2);
    assert_fit("ab\xE2\x80\x8B"
               "c",
               2, "ab\xE2\x80\x8B", 2); /* a character without width still fits */
    assert_fit(ACUTE "a", 0, ACUTE, 0);
}

/* A megabyte of one grapheme, and of a million graphemes. */
static void long_texts_take_linear_time(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    unsigned columns;
    wp_buf_puts(&buf, "e");
    wp_buf_repeat(&buf, ACUTE, 500000);
    assert_int_equal(wp_utf8_grapheme(wp_buf_str(&buf), &columns), buf.length);
    assert_int_equal(columns, 1);
    assert_int_equal(wp_utf8_fit(wp_buf_str(&buf), 1, NULL).length, buf.length);

    wp_buf_clear(&buf);
    wp_buf_repeat(&buf, "\xC3\xA9", 500000);
    assert_int_equal(wp_utf8_fit(wp_buf_str(&buf), 499999, NULL).length, buf.length - 2);
    wp_buf_free(&buf);
}

static void assert_normal(struct wp_str text, bool fold, struct wp_str expected)
{
    struct wp_buf buf = WP_BUF_INIT;
    wp_buf_puts(&buf, "> "); /* the buffer already has text */
    wp_utf8_normalize(&buf, text, fold);
    struct wp_str normal = wp_str_slice(wp_buf_str(&buf), 2, SIZE_MAX);
    if (!wp_str_equal(normal, expected))
        fail_msg("'%.*s' became '%s'", (int)text.length, text.data, buf.data);
    wp_buf_free(&buf);
}

static void normalizes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *composed, *folded;
    } cases[] = {
        {"", "", ""},
        {"Round 1", "Round 1", "round 1"},
        {"[A@Z`{", "[A@Z`{", "[a@z`{"},
        {"Cafe" ACUTE " au lait", "Caf\xC3\xA9 au lait", "caf\xC3\xA9 au lait"},
        {"CAF\xC3\x89", "CAF\xC3\x89", "caf\xC3\xA9"},
        {"E" ACUTE, "\xC3\x89", "\xC3\xA9"},
        {"Stra\xC3\x9F"
         "e",
         "Stra\xC3\x9F"
         "e",
         "strasse"},
        {"\xCE\xA3\xCE\xAF\xCF\x82", "\xCE\xA3\xCE\xAF\xCF\x82", "\xCF\x83\xCE\xAF\xCF\x83"},
        {"\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "\xEA\xB0\x81", "\xEA\xB0\x81"},
        {"\xE2\x84\xAA", "K", "k"}, /* the Kelvin sign, which folds to k */
        /* dot below, then dot above */
        {"a\xCC\xA3\xCC\x87 ", "\xE1\xBA\xA1\xCC\x87 ", "\xE1\xBA\xA1\xCC\x87 "},
        /* dot above, then dot below */
        {"a\xCC\x87\xCC\xA3 ", "\xE1\xBA\xA1\xCC\x87 ", "\xE1\xBA\xA1\xCC\x87 "},
        {"\xEF\xBC\xA1", "\xEF\xBC\xA1", "\xEF\xBD\x81"}, /* a fullwidth letter */
        {"\xFF"
         "E" ACUTE "\xC3",
         "\xFF\xC3\x89\xC3", "\xFF\xC3\xA9\xC3"},
        {"A\xE2\x82"
         "B",
         "A\xE2\x82"
         "B",
         "a\xE2\x82"
         "b"},
        {"\xED\xA0\x80X", "\xED\xA0\x80X", "\xED\xA0\x80x"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wp_str text = wp_str(cases[i].text);
        assert_normal(text, false, wp_str(cases[i].composed));
        assert_normal(text, true, wp_str(cases[i].folded));
        assert_normal(wp_str(cases[i].folded), true, wp_str(cases[i].folded));
    }
    assert_normal((struct wp_str)WP_STR("A\0\xC3\x89\0"), true,
                  (struct wp_str)WP_STR("a\0\xC3\xA9\0"));
}

/* Combining marks of alternating classes, which a simple sort would move one by one. */
static void normalizing_takes_linear_time(void **state)
{
    (void)state;
    struct wp_buf text = WP_BUF_INIT;
    struct wp_buf normal = WP_BUF_INIT;
    wp_buf_puts(&text, "a");
    wp_buf_repeat(&text, ACUTE "\xCC\xA3\xE0\xBD\xB3", 300000);
    wp_utf8_normalize(&normal, wp_buf_str(&text), true);
    assert_true(normal.length >= text.length);
    wp_buf_free(&normal);
    wp_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_what_it_appends),
        cmocka_unit_test(what_is_no_character),
        cmocka_unit_test(decode_stays_in_the_text),
        cmocka_unit_test(length_in_characters),
        cmocka_unit_test(grapheme_clusters),
        cmocka_unit_test(where_graphemes_end),
        cmocka_unit_test(columns_of_texts),
        cmocka_unit_test(fits),
        cmocka_unit_test(long_texts_take_linear_time),
        cmocka_unit_test(normalizes),
        cmocka_unit_test(normalizing_takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
