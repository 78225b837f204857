/* Random Markdown as text for a terminal: lines that fit, without control characters, and with the
 * words of the Markdown in their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/utf8.h"
#include "random_markdown.h"
#include "render/markdown_text.h"

enum { COLUMN = 4 };

/* Return the length of an escape sequence that may be printed at the beginning of `text`: SGR, or
 * OSC 8 with a safe target or none. 0 if there is none. */
static size_t sequence_length(struct wp_str text)
{
    static const char *const sgr[] = {"\033[0m", "\033[1m", "\033[2m", "\033[4m"};
    static const char *const targets[] = {"http:", "https:", "mailto:", "HTTP", "\033\\"};
    size_t end;

    for (size_t i = 0; i < sizeof sgr / sizeof sgr[0]; i++)
        if (wp_str_starts(text, sgr[i]))
            return strlen(sgr[i]);
    if (!wp_str_starts(text, "\033]8;;"))
        return 0;
    for (end = strlen("\033]8;;"); end < text.length && text.data[end] > ' ';)
        end++;
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++)
        if (wp_str_starts(wp_str_slice(text, strlen("\033]8;;"), end), targets[i]) &&
            wp_str_starts(wp_str_slice(text, end, text.length), "\033\\"))
            return end + 2;
    return 0;
}

/* Append `text` without its escape sequences to `plain`. Return what is wrong, or NULL. */
static const char *take_sequences(struct wp_buf *plain, struct wp_str text)
{
    while (text.length > 0) {
        size_t length = sequence_length(text);
        int32_t character = 0;

        if (length == 0) {
            length = wp_utf8_decode(text, &character);
            if (character < 0 || (character != '\n' && wp_utf8_is_control(character)))
                return "a control character";
            wp_buf_append(plain, wp_str_slice(text, 0, length));
        }
        text = wp_str_slice(text, length, text.length);
    }
    return NULL;
}

static const char *line_problem(struct wp_str text, size_t room)
{
    if (text.length > 0 && text.data[text.length - 1] != '\n')
        return "the last line is not ended";
    while (text.length > 0) {
        const char *newline = memchr(text.data, '\n', text.length);
        struct wp_str line = wp_str_slice(text, 0, (size_t)(newline - text.data));

        if (wp_utf8_columns(line) > COLUMN + room)
            return "a line is too long";
        if (line.length > 0 && !wp_str_starts(line, "    "))
            return "a line begins before the column";
        text = wp_str_slice(text, line.length + 1, text.length);
    }
    return NULL;
}

/* Whether the letters and digits of `plain` have those of `words` in their order. */
static bool has_words(struct wp_str plain, struct wp_str words)
{
    size_t at = 0;

    for (size_t i = 0; i < words.length; i++) {
        while (at < plain.length && plain.data[at] != words.data[i])
            at++;
        if (at++ == plain.length)
            return false;
    }
    return true;
}

static void random_markdown_fits_the_terminal(void **state)
{
    uint64_t seed = setting("WEEKPLAN_SEED", 1);
    uint64_t count = case_count(50000);

    (void)state;
    for (uint64_t i = 0; i < count; i++) {
        struct wp_text_style style = {.width = 80};
        struct wp_buf out = WP_BUF_INIT;
        struct wp_buf plain = WP_BUF_INIT;
        struct wp_term term = {.out = &out, .style = &style};
        struct wp_buf text;
        const char *problem;
        size_t room;

        random_begin(seed + i);
        text = draw_markdown();
        style.color = random_percent(50);
        style.links = random_percent(50);
        style.ascii = random_percent(20);
        room = 30 + random_below(60);
        wp_markdown_text_put(&term, WP_TINT_DIM, wp_buf_str(&text), COLUMN, room);
        problem = take_sequences(&plain, wp_buf_str(&out));
        if (problem == NULL)
            problem = line_problem(wp_buf_str(&plain), room);
        if (problem != NULL)
            fail_msg("WEEKPLAN_SEED=%llu: %s\n--- Markdown\n%s\n--- text\n%s",
                     (unsigned long long)(seed + i), problem, text.data, out.data);
        wp_buf_free(&text);
        wp_buf_free(&out);
        wp_buf_free(&plain);
    }
}

/* Append words with marks of Markdown around them, and the same words to `words`. */
static void draw_marked_words(struct wp_buf *text, struct wp_buf *words)
{
    static const char *const around[][2] = {
        {"", ""},
        {"*", "*"},
        {"**", "**"},
        {"~~", "~~"},
        {"`", "`"},
        {"[", "](https://e.org)"},
        {"![", "](https://e.org)"},
        {"<https://e.org/", ">"},
    };
    static const char *const begins[] = {"",     "- ",    "1. ", "> ",   "# ",       "- [x] ",
                                         "    ", "```\n", "\n",  "\n- ", "\n\n    ", "  - "};
    size_t lines = 1 + random_below(8);

    for (size_t i = 0; i < lines; i++) {
        wp_buf_puts(text, RANDOM_OF(begins));
        for (size_t k = random_below(4) + 1; k > 0; k--) {
            const char *const *pair = around[random_below(sizeof around / sizeof around[0])];
            char word[] = {(char)('A' + random_below(26)), (char)('A' + random_below(26)), '\0'};

            wp_buf_printf(text, "%s%s%s ", pair[0], word, pair[1]);
            wp_buf_puts(words, word);
        }
        wp_buf_puts(text, "\n");
    }
}

static void words_stay_in_their_order(void **state)
{
    static const struct wp_text_style style = {.width = 80};
    uint64_t seed = setting("WEEKPLAN_SEED", 1);
    uint64_t count = case_count(50000);

    (void)state;
    for (uint64_t i = 0; i < count; i++) {
        struct wp_buf out = WP_BUF_INIT;
        struct wp_buf text = WP_BUF_INIT;
        struct wp_buf words = WP_BUF_INIT;
        struct wp_term term = {.out = &out, .style = &style};

        random_begin(seed + i);
        draw_marked_words(&text, &words);
        assert_true(wp_markdown_text_put(&term, WP_TINT_PLAIN, wp_buf_str(&text), COLUMN, 40));
        if (!has_words(wp_buf_str(&out), wp_buf_str(&words)))
            fail_msg("WEEKPLAN_SEED=%llu: words are missing\n--- Markdown\n%s\n--- text\n%s",
                     (unsigned long long)(seed + i), text.data, out.data);
        wp_buf_free(&text);
        wp_buf_free(&words);
        wp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_markdown_fits_the_terminal),
        cmocka_unit_test(words_stay_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
