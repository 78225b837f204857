/* Every word of random Markdown is in the imported weeks, or a remark names its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "random.h"
#include "shrink.h"
#include <weekplan/buf.h>
#include <weekplan/import.h>

enum {
    WORD_LENGTH = 5,
    MOST_WORDS = 4000,
    MOST_DEPTH = 4,     /* of blocks within blocks */
    LONGEST_PREFIX = 64 /* marks of quotes and indentation at the beginning of a line */
};

/* A text while it is drawn. Each word is in it once. */
struct drawn_text {
    struct wp_buf text;
    uint64_t line; /* number of the last line, from 1 */
    uint64_t lines_of_words[MOST_WORDS];
    size_t word_count;
    char prefix[LONGEST_PREFIX]; /* with which the next lines begin */
};

/* Write the word with a number: a letter that no word of a section begins with, and others. */
static void spell_word(char word[WORD_LENGTH + 1], size_t number)
{
    word[0] = 'q';
    for (size_t i = WORD_LENGTH - 1; i > 0; i--, number /= 20)
        word[i] = "bcdfghjklmnpqrstvwxz"[number % 20];
    word[WORD_LENGTH] = '\0';
}

static void put(struct drawn_text *drawn, const char *text)
{
    wp_buf_puts(&drawn->text, text);
}

static void put_word(struct drawn_text *drawn)
{
    char word[WORD_LENGTH + 1];

    assert_true(drawn->word_count < MOST_WORDS);
    spell_word(word, drawn->word_count);
    drawn->lines_of_words[drawn->word_count++] = drawn->line;
    put(drawn, word);
}

static void end_line(struct drawn_text *drawn)
{
    wp_buf_putc(&drawn->text, '\n');
    drawn->line++;
}

static void end_line_and_begin(struct drawn_text *drawn)
{
    end_line(drawn);
    put(drawn, drawn->prefix);
}

/* Append a template: 'W' is a word, '\n' ends a line, all else is itself. */
static void put_template(struct drawn_text *drawn, const char *template)
{
    for (; *template != '\0'; template ++) {
        if (*template == 'W')
            put_word(drawn);
        else if (*template == '\n')
            end_line_and_begin(drawn);
        else
            wp_buf_putc(&drawn->text, *template);
    }
}

/* Append a few pieces of a line. */
static void put_inline(struct drawn_text *drawn)
{
    static const char *const pieces[] = {
        "W",
        "W W",
        "*W*",
        "**W**",
        "`W`",
        "~~W~~",
        "[W](http://W.org/W \"W\")",
        "[W][W]",
        "[W]",
        "[shared]",
        "![W](W.png)",
        "<http://W.org>",
        "<b>W</b>",
        "<!-- W -->",
        "W&amp;W",
        "\\*W\\*",
        "(W)",
        "W[^W]",
        "#W",
        "@W",
        "W: W",
        "W - W",
        "W  \nW",
        "W\nW",
        "(3/5 W)",
        "(3/5)",
        "60%",
        "(dropped: W)",
        "[W] W",
        "W | W",
        "__W__: W",
        "\"W\"",
        "W:W:",
        "[[W]]",
        "==W==",
        "W\\\nW",
        "*W\nW*",
        "due W",
        "(60%, 3/5 W, due Fri)",
        "(carried ×2)",
        "(3/5, W)",
        "(put off to the week of 11 Aug)",
    };

    for (unsigned count = 1 + random_few(3); count > 0; count--) {
        put_template(drawn, RANDOM_OF(pieces));
        put(drawn, count > 1 ? " " : "");
    }
}

static void put_blocks(struct drawn_text *drawn, unsigned depth);

/* Append the marks with which an item begins. */
static void put_mark(struct drawn_text *drawn)
{
    static const char *const marks[] = {"",       "",      "",       "[ ] ",     "[x] ",
                                        "[-] ",   "[>] ",  "[X] ",   "✓ ",       "✗ ",
                                        "~~W~~ ", "TODO ", "DONE: ", "CANCELED "};

    put_template(drawn, RANDOM_OF(marks));
}

static void put_list(struct drawn_text *drawn, unsigned depth)
{
    static const char *const bullets[] = {"- ", "* ", "+ ", "1. ", "2) ", "-   "};
    const char *bullet = RANDOM_OF(bullets);
    size_t length = strlen(drawn->prefix);

    for (unsigned count = 1 + random_few(4); count > 0; count--) {
        put(drawn, bullet);
        if (random_percent(90)) {
            put_mark(drawn);
            put_inline(drawn);
        }
        if (length + strlen(bullet) < LONGEST_PREFIX) {
            memset(drawn->prefix + length, ' ', strlen(bullet));
            drawn->prefix[length + strlen(bullet)] = '\0';
        }
        if (random_percent(30) && depth < MOST_DEPTH) {
            end_line_and_begin(drawn);
            put_blocks(drawn, depth + 1);
        }
        drawn->prefix[length] = '\0';
        if (random_percent(20))
            end_line_and_begin(drawn);
        if (count > 1)
            end_line_and_begin(drawn);
    }
}

static void put_quote(struct drawn_text *drawn, unsigned depth)
{
    size_t length = strlen(drawn->prefix);

    put(drawn, "> ");
    if (length + 2 < LONGEST_PREFIX)
        memcpy(drawn->prefix + length, "> ", 3);
    put_blocks(drawn, depth + 1);
    drawn->prefix[length] = '\0';
}

static void put_heading(struct drawn_text *drawn)
{
    static const char *const marks[] = {"# ", "## ", "## ", "### ", "#### ", "###### "};
    static const char *const titles[] = {
        "W",
        "W W",
        "Done",
        "Next week",
        "Later",
        "Notes",
        "Ideas & links",
        "Carried over",
        "This week",
        "DONE Ship W",
        "Focus",
        "Focus: W",
        "Review",
        "Not done",
        "Also done",
        "Goals",
        "1. W",
        "2. *W* W",
        "Plan",
        "Last week",
        "This week",
        "Aug 6, 2019",
        "W: Aug 14, 2019",
        "[W](http://W.org)",
        "W (3/5)",
        "[x] W",
        "W W:",
        "To do",
        "What went well?",
        "**W**",
        "Week 33, 2019",
        "✅ W",
        "Notes",
        "Reading list: W",
        "`W` #W ##",
    };

    put(drawn, RANDOM_OF(marks));
    put_template(drawn, RANDOM_OF(titles));
}

/* Blocks; see put_template. */
static const char *const block_templates[] = {
    "W\n===",
    "W W\n---",
    "Done\n----",
    "**W**",
    "**1. W**",
    "__2. W W",
    "**Done**",
    "**Done:** W",
    "W:",
    "Done:",
    "Focus: W",
    "Next week:",
    "```\nW\n\nW\n```",
    "~~~ W\nW\n~~~",
    "    W",
    "<div>\nW\n</div>",
    "<details>\n<summary>W</summary>\n\nW\n\n</details>",
    "<!-- W -->",
    "<!--\nW\nW\n-->",
    "| W | W |\n| --- | --- |\n| W | *W* |",
    "[^W]: W",
    "[W]: http://W.org",
    "[shared]: http://W.org 'W'",
    "[shared]: <W>\n  \"W\"",
    "W\n: W",
    "---",
    "***",
    "![W](W.png \"W\")",
    "- [ ]",
    "-",
    "> [!note] W\n> W",
    "> [!note]\n> W\n>\n> - W",
    "Week off: W",
    "$$\nW\n$$",
    "W::\n  W",
    "{% W %}",
    "* * *",
    "**W** W",
    "1986\\. W",
    "+++\nW\n+++",
};

static void put_block(struct drawn_text *drawn, unsigned depth)
{
    switch (random_below(6)) {
    case 0:
        put_inline(drawn);
        break;
    case 1:
        put_heading(drawn);
        break;
    case 2:
        put_list(drawn, depth);
        break;
    case 3:
        if (depth < MOST_DEPTH)
            put_quote(drawn, depth);
        break;
    default:
        put_template(drawn, RANDOM_OF(block_templates));
    }
}

static void put_blocks(struct drawn_text *drawn, unsigned depth)
{
    for (unsigned count = 1 + random_few(depth == 0 ? 8 : 3); count > 0; count--) {
        put_block(drawn, depth);
        if (count > 1)
            end_line_and_begin(drawn);
        if (count > 1 && random_percent(70))
            end_line_and_begin(drawn);
    }
}

/* Append the texts of an item. */
static void collect_item(struct wp_buf *all, const struct wp_item *item)
{
    const struct wp_str texts[] = {item->title,
                                   item->note,
                                   item->review,
                                   item->id,
                                   item->dropped_reason,
                                   item->skip_reason,
                                   item->progress_value.unit};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        wp_buf_append(all, texts[i]);
        wp_buf_puts(all, "\n");
    }
    for (size_t i = 0; i < item->tags.count; i++)
        wp_buf_append(all, item->tags.items[i]);
    for (size_t i = 0; i < item->links.count; i++)
        wp_buf_append(all, item->links.items[i]);
    for (const struct wp_item *below = item->first; below != NULL; below = below->next)
        collect_item(all, below);
}

/* Return the last line that a remark is about. */
static uint64_t last_line_of_remark(const struct wp_import_remark *remark)
{
    static const char words[] = " up to line ";
    const char *end = strstr(remark->message, words);

    return end != NULL ? strtoull(end + strlen(words), NULL, 10) : remark->line;
}

/* Whether no line of a text from `first` to `last` is empty. */
static bool is_one_block(const struct drawn_text *drawn, uint64_t first, uint64_t last)
{
    const char *at = drawn->text.data;

    for (uint64_t line = 1; line < last; line++) {
        const char *end = strchr(at, '\n');

        if (line > first && strspn(at, " >\t") == (size_t)(end - at))
            return false;
        at = end + 1;
    }
    return true;
}

/* Whether a remark is about the line of a word, or quotes the word. A quotation that is cut is of a
 * heading or a title, which may have several lines. */
static bool has_remark(const struct drawn_text *drawn, const struct wp_import *import,
                       uint64_t line, const char *word)
{
    for (size_t i = 0; i < import->remark_count; i++) {
        const struct wp_import_remark *remark = &import->remarks[i];
        bool cut = strstr(remark->message, "…") != NULL;

        if ((remark->line <= line && line <= last_line_of_remark(remark)) ||
            strstr(remark->message, word) != NULL ||
            (cut && remark->line < line && is_one_block(drawn, remark->line, line)))
            return true;
    }
    return false;
}

/* Append what is lost to `report`: a word that is neither in the weeks nor in a line with a remark.
 */
static void check_words(const struct drawn_text *drawn, const struct wp_import *import,
                        struct wp_buf *report)
{
    struct wp_buf all = WP_BUF_INIT;

    for (size_t i = 0; i < import->week_count; i++) {
        collect_item(&all, &import->weeks[i]->root);
        collect_item(&all, &import->weeks[i]->also);
    }
    wp_buf_putc(&all, '\0');
    for (size_t i = 0; i < drawn->word_count && report->length == 0; i++) {
        char word[WORD_LENGTH + 1];

        spell_word(word, i);
        if (strstr(all.data, word) != NULL ||
            has_remark(drawn, import, drawn->lines_of_words[i], word))
            continue;
        wp_buf_printf(report, "%s in line %ju is lost\n--- Markdown\n%s--- texts\n%s--- remarks\n",
                      word, (uintmax_t)drawn->lines_of_words[i], drawn->text.data, all.data);
        for (size_t k = 0; k < import->remark_count; k++)
            wp_buf_printf(report, "%ju: %s\n", (uintmax_t)import->remarks[k].line,
                          import->remarks[k].message);
    }
    wp_buf_free(&all);
}

/* The last case. */
static struct {
    enum wp_status status;
    struct wp_buf report; /* what is lost; empty if nothing is */
} result;

/* Run a case. Return whether a word is lost. */
static bool loses_word(void)
{
    struct drawn_text drawn = {.line = 1};
    struct wp_import_options options = {.file_name = "2019-08-06.md", .week = WP_NO_DAY};
    struct wp_error error = {.status = WP_OK};
    struct wp_import import;

    wp_buf_clear(&result.report);
    if (random_percent(50))
        options.week = wp_day_of((struct wp_date){2019, 8, 5});
    end_line(&drawn); /* no front matter, which is not in the plan */
    put_blocks(&drawn, 0);
    end_line(&drawn);
    result.status = wp_import_markdown(&import, wp_buf_str(&drawn.text), &options, &error);
    if (result.status == WP_OK)
        check_words(&drawn, &import, &result.report);
    wp_import_free(&import);
    wp_buf_free(&drawn.text);
    return result.report.length > 0;
}

static void no_word_is_lost(void **state)
{
    uint64_t seed = setting("WEEKPLAN_SEED", 1);
    uint64_t count = case_count(20000);
    uint64_t imported = 0;

    (void)state;
    for (uint64_t i = 0; i < count; i++) {
        random_begin(seed + i);
        if (loses_word()) {
            shrink(loses_word);
            (void)fails_again(loses_word);
            fail_msg("WEEKPLAN_SEED=%llu: %s", (unsigned long long)(seed + i), result.report.data);
        }
        if (result.status == WP_UNAVAILABLE)
            skip();
        imported += result.status == WP_OK;
    }
    wp_buf_free(&result.report);
    assert_true(imported >= count / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_word_is_lost)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
