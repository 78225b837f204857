/* The filter that makes text of a plan harmless, and the escaping of each format. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "render/escape.h"

#define REPLACED "\xEF\xBF\xBD"

struct pair {
    struct wp_str from;
    const char *to;
};

static void assert_escaped(void (*escape)(struct wp_buf *, struct wp_str), const struct pair *pairs,
                           size_t count)
{
    struct wp_buf buf = WP_BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        wp_buf_clear(&buf);
        wp_buf_putc(&buf, '<');
        escape(&buf, pairs[i].from);
        assert_string_equal(buf.data + 1, pairs[i].to);
    }
    wp_buf_free(&buf);
}

static void a_line_stays_one_line(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR(""), ""},
        {WP_STR("plain ~ text"), "plain ~ text"},
        {WP_STR("a\nb\tc"), "a b c"},
        {WP_STR("a\r\nb\rc"), "a b c"},
        {WP_STR("\n"), " "},
        {WP_STR("caf\xC3\xA9 \xE7\x9B\xAE\xE6\xA0\x87"), "caf\xC3\xA9 \xE7\x9B\xAE\xE6\xA0\x87"},
    };

    (void)state;
    assert_escaped(wp_escape_line, pairs, sizeof pairs / sizeof pairs[0]);
}

static void prose_keeps_its_lines(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR("a\nb\tc\n\n"), "a\nb\tc\n\n"},
        {WP_STR("a\r\nb\rc"), "a\nb\nc"},
        {WP_STR("a\x0B"
                "b\x0C"),
         "a" REPLACED "b" REPLACED},
    };

    (void)state;
    assert_escaped(wp_escape_prose, pairs, sizeof pairs / sizeof pairs[0]);
}

static void controls_are_replaced(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR("\x1B[31mred"), REPLACED "[31mred"},
        {WP_STR("a\0b"), "a" REPLACED "b"},
        {WP_STR("\x07\x7F"), REPLACED REPLACED},
        {WP_STR("\xC2\x80\xC2\x9B\xC2\x9F"), REPLACED REPLACED REPLACED},
        {WP_STR("a\xC2\x85"
                "b"),
         "a" REPLACED "b"},
        {WP_STR("\xC2\xA0"), "\xC2\xA0"},
    };

    (void)state;
    assert_escaped(wp_escape_line, pairs, sizeof pairs / sizeof pairs[0]);
    assert_escaped(wp_escape_prose, pairs, sizeof pairs / sizeof pairs[0]);
}

static void bytes_that_are_no_characters_are_replaced(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR("\xFF"), REPLACED},
        {WP_STR("a\xC3"), "a" REPLACED},
        {WP_STR("\xE2\x82z"), REPLACED REPLACED "z"},
        {WP_STR("\xED\xA0\x80"), REPLACED REPLACED REPLACED},
        {WP_STR("\xC0\xAF"), REPLACED REPLACED},
    };

    (void)state;
    assert_escaped(wp_escape_line, pairs, sizeof pairs / sizeof pairs[0]);
}

static void hidden_and_reordering_characters_are_removed(void **state)
{
    static const struct pair pairs[] = {
        /* NOLINTNEXTLINE(misc-misleading-bidirectional): the subject of the test */
        {WP_STR("a\xE2\x80\xAE"
                "b"),
         "ab"},                                           /* right-to-left override */
        {WP_STR("\xE2\x81\xA6x\xE2\x81\xA9"), "x"},       /* directional isolates */
        {WP_STR("\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C"), ""}, /* directional marks */
        {WP_STR("a\xE2\x80\xA8\xE2\x80\xA9"
                "b"),
         "ab"}, /* line separator and paragraph separator */
        {WP_STR("a\xE2\x80\x8B"
                "b\xE2\x81\xA0"),
         "ab"}, /* zero-width space, word joiner */
        {WP_STR("\xEF\xBB\xBF"
                "a"),
         "a"}, /* byte order mark */
        {WP_STR("so\xC2\xAD"
                "ft"),
         "soft"},                                           /* soft hyphen */
        {WP_STR("x\xF3\xA0\x81\xA8\xF3\xA0\x81\xA9"), "x"}, /* tag characters */
    };

    (void)state;
    assert_escaped(wp_escape_line, pairs, sizeof pairs / sizeof pairs[0]);
    assert_escaped(wp_escape_prose, pairs, sizeof pairs / sizeof pairs[0]);
}

#define ZWJ  "\xE2\x80\x8D"
#define VS16 "\xEF\xB8\x8F"

static void joiners_are_kept_within_graphemes(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR("\xF0\x9F\x91\xA9" ZWJ "\xF0\x9F\x91\xA7"),
         "\xF0\x9F\x91\xA9" ZWJ "\xF0\x9F\x91\xA7"},
        {WP_STR("\xE2\x9D\xA4" VS16), "\xE2\x9D\xA4" VS16},
        {WP_STR("1" VS16 "\xE2\x83\xA3"), "1" VS16 "\xE2\x83\xA3"},
        {WP_STR("\xD9\x85\xE2\x80\x8C\xD8\xAE"), "\xD9\x85\xE2\x80\x8C\xD8\xAE"},
        {WP_STR(ZWJ "a"), "a"},
        {WP_STR("a " ZWJ "b"), "a b"},
        {WP_STR("a\n" VS16 "b"), "a b"},
        {WP_STR("\xE2\x80\x8B" ZWJ), ""},
    };

    (void)state;
    assert_escaped(wp_escape_line, pairs, sizeof pairs / sizeof pairs[0]);
}

/* Put each character between two letters. */
static void invisible_characters_are_removed(void **state)
{
    static const int32_t ranges[][2] = {
        {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x2028, 0x2029},
        {0x2060, 0x206F},   {0x3164, 0x3164},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},
        {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0xE0000, 0xE00FF}, {0xE01F0, 0xE0FFF},
    };
    struct wp_buf from = WP_BUF_INIT, to = WP_BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        for (int32_t character = ranges[i][0]; character <= ranges[i][1]; character++) {
            wp_buf_clear(&from);
            wp_buf_clear(&to);
            wp_buf_putc(&from, 'a');
            wp_utf8_append(&from, character);
            wp_buf_putc(&from, 'b');
            wp_escape_line(&to, wp_buf_str(&from));
            assert_string_equal(to.data, "ab");
        }
    wp_buf_free(&from);
    wp_buf_free(&to);
}

#define FVS4   "\xE1\xA0\x8F"
#define LETTER "\xE1\xA0\xA0" /* Mongolian A */

static void a_row_of_joiners_hides_nothing(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR("a" VS16 VS16 VS16 "b"), "a" VS16 "b"},
        {WP_STR("a" ZWJ ZWJ ZWJ "b"), "a" ZWJ "b"},
        {WP_STR("a" ZWJ VS16 "b"), "a" ZWJ "b"},
        {WP_STR("\xE2\x9D\xA4" VS16 ZWJ "\xF0\x9F\x94\xA5"),
         "\xE2\x9D\xA4" VS16 ZWJ "\xF0\x9F\x94\xA5"},
        {WP_STR(LETTER FVS4), LETTER FVS4},
        {WP_STR("a" FVS4), "a"},
    };

    (void)state;
    assert_escaped(wp_escape_line, pairs, sizeof pairs / sizeof pairs[0]);
}

static uint64_t seed = 1;

static unsigned draw(unsigned below)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)((seed >> 33) % below);
}

/* Append a random character near the first or last of a class (such as controls, joiners and
 * surrogates), or a byte that is not UTF-8. */
static void append_any(struct wp_buf *buf)
{
    static const int32_t bases[] = {0x00,   0x7F,   0xA0,   0xAD,   0x200B,  0x202A,  0x2066,
                                    0xD7FF, 0xE000, 0xFE00, 0xFEFF, 0x1F468, 0xE0100, 0x10FFFF};

    if (draw(8) == 0)
        wp_buf_putc(buf, (char)draw(256));
    else
        wp_utf8_append(buf, bases[draw(14)] + (int32_t)draw(5) - 2);
}

static void assert_harmless(struct wp_str text)
{
    while (text.length > 0) {
        int32_t character;
        size_t length = wp_utf8_decode(text, &character);

        assert_true(character >= 0x20);
        assert_false(character >= 0x7F && character < 0xA0);
        assert_false(character >= 0x200E && character <= 0x200F);
        assert_false(character >= 0x2028 && character <= 0x202E);
        assert_false(character >= 0x2060 && character <= 0x206F);
        assert_int_not_equal(character, 0x200B);
        assert_int_not_equal(character, 0xFEFF);
        text = wp_str_slice(text, length, text.length);
    }
}

static void any_bytes(void **state)
{
    struct wp_buf from = WP_BUF_INIT, once = WP_BUF_INIT, twice = WP_BUF_INIT;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        wp_buf_clear(&from);
        wp_buf_clear(&once);
        wp_buf_clear(&twice);
        for (unsigned count = draw(12); count > 0; count--)
            append_any(&from);
        wp_escape_line(&once, wp_buf_str(&from));
        assert_harmless(wp_buf_str(&once));
        wp_escape_line(&twice, wp_buf_str(&once));
        assert_true(wp_str_equal(wp_buf_str(&once), wp_buf_str(&twice)));
    }
    wp_buf_free(&from);
    wp_buf_free(&once);
    wp_buf_free(&twice);
}

static void assert_format(enum wp_format format, const struct pair *pairs, size_t count)
{
    struct wp_buf buf = WP_BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        wp_buf_clear(&buf);
        wp_buf_putc(&buf, '<');
        wp_escape(&buf, format, pairs[i].from);
        assert_string_equal(buf.data + 1, pairs[i].to);
    }
    wp_buf_free(&buf);
}

static void text_is_no_markup_in_html(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR(""), ""},
        {WP_STR("plain \xC3\xA9"), "plain \xC3\xA9"},
        {WP_STR("<a href=\"x\">'&amp;'</a>"),
         "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;"},
        {WP_STR("a\nb\x1B"), "a b" REPLACED},
    };
    static const struct pair notes[] = {
        {WP_STR("a <b>\r\n\tc"), "a &lt;b&gt;\n\tc"},
    };

    (void)state;
    assert_format(WP_FORMAT_HTML, pairs, sizeof pairs / sizeof pairs[0]);
    assert_escaped(wp_escape_html_prose, notes, sizeof notes / sizeof notes[0]);
}

static void text_is_no_markup_in_markdown(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR("plain - text, (1) + 2 = 3!"), "plain - text, (1) + 2 = 3!"},
        {WP_STR("*a* _b_ `c` [d](e)"), "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)"},
        {WP_STR("a\\b # | $"), "a\\\\b \\# \\| \\$"},
        {WP_STR("<b> & ~c~"), "&lt;b&gt; &amp; &#126;c&#126;"},
        {WP_STR("{{ x }} {% y %}"), "&#123;&#123; x &#125;&#125; &#123;% y %&#125;"},
    };

    (void)state;
    assert_format(WP_FORMAT_MARKDOWN, pairs, sizeof pairs / sizeof pairs[0]);
}

static void yaml_has_one_line_within_single_quotes(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR("It's \"a\": b # c \\"), "It''s \"a\": b # c \\"},
        {WP_STR("a\n---\nb: c"), "a --- b: c"},
    };

    (void)state;
    assert_format(WP_FORMAT_YAML, pairs, sizeof pairs / sizeof pairs[0]);
}

static void toml_stays_within_double_quotes(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR("It's \"a\" = b # c \\"), "It's \\\"a\\\" = b # c \\\\"},
        {WP_STR("a\n+++\nb\x07\xEF\xBF\xBF"), "a +++ b\xEF\xBF\xBD\xEF\xBF\xBD"},
    };

    (void)state;
    assert_format(WP_FORMAT_TOML, pairs, sizeof pairs / sizeof pairs[0]);
}

static void a_target_stays_within_its_quotes(void **state)
{
    static const struct pair pairs[] = {
        {WP_STR("https://example.org/a_b(c)*?d=e&f=%20#g"),
         "https://example.org/a_b(c)*?d=e&amp;f=%20#g"},
        {WP_STR("x\"><b>'`{|}^\\ y"), "x%22%3E%3Cb%3E%27%60%7B%7C%7D%5E%5C%20y"},
    };

    (void)state;
    assert_format(WP_FORMAT_TARGET, pairs, sizeof pairs / sizeof pairs[0]);
}

static void only_some_schemes_are_links(void **state)
{
    static const struct {
        const char *text;
        bool safe;
    } cases[] = {
        {"http://example.org", true},
        {"HTTPS://example.org", true},
        {"mailto:a@example.org", true},
        {"javascript:alert(1)", false},
        {"data:text/html,x", false},
        {"ftp://example.org", false},
        {"http", false},
        {"https:", false},
        {"", false},
        {" http://example.org", false},
        {"http\x1A//example.org", false},
        {"//example.org", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(wp_escape_is_safe_link(wp_str(cases[i].text)), cases[i].safe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_stays_one_line),
        cmocka_unit_test(prose_keeps_its_lines),
        cmocka_unit_test(controls_are_replaced),
        cmocka_unit_test(bytes_that_are_no_characters_are_replaced),
        cmocka_unit_test(hidden_and_reordering_characters_are_removed),
        cmocka_unit_test(joiners_are_kept_within_graphemes),
        cmocka_unit_test(invisible_characters_are_removed),
        cmocka_unit_test(a_row_of_joiners_hides_nothing),
        cmocka_unit_test(any_bytes),
        cmocka_unit_test(text_is_no_markup_in_html),
        cmocka_unit_test(text_is_no_markup_in_markdown),
        cmocka_unit_test(yaml_has_one_line_within_single_quotes),
        cmocka_unit_test(toml_stays_within_double_quotes),
        cmocka_unit_test(a_target_stays_within_its_quotes),
        cmocka_unit_test(only_some_schemes_are_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
