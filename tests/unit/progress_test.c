/* The rules of percentages in docs/plan-format.md, one test for each sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <weekplan/progress.h>

#include "build_week.h"

static struct tree tree;

static const char *read_decimal(const char *text, wp_decimal *value)
{
    struct wp_str digits = {text, strspn(text, "0123456789.")};

    assert_true(wp_decimal_parse(digits, value));
    return text + digits.length;
}

static const char *read_measure(const char *text, struct wp_progress_value *measure)
{
    measure->given = true;
    text = read_decimal(text, &measure->have);
    if (*text == '%') {
        measure->of = 100 * WP_DECIMAL_ONE;
        return text + 1;
    }
    assert_int_equal(*text, '/');
    return read_decimal(text + 1, &measure->of);
}

/*
 * Build items from a short notation. Return the end of the text or of the list of
 * subtasks.
 *
 * `.` is a leaf, `x` a leaf with `done:`, `-` a leaf with `dropped:`. `1/3` and `12.5%`
 * are leaves with progress. `[ ]` are around subtasks. `*` is before a weight. So `x[.
 * 1/3]*2` is an item with `done:`, weight 2 and two subtasks.
 */
static const char *plant(struct wp_item *parent, const char *text)
{
    while (*text != '\0' && *text != ']') {
        if (*text == ' ') {
            text++;
            continue;
        }
        struct wp_item *item = tree_add(&tree, parent, "item");
        item->done = *text == 'x';
        item->dropped = *text == '-';
        if (strchr(".x-", *text) != NULL)
            text++;
        if (*text == '[')
            text = plant(item, text + 1) + 1;
        else if (*text >= '0' && *text <= '9')
            text = read_measure(text, &item->progress_value);
        if (*text == '*')
            text = read_decimal(text + 1, &item->weight);
    }
    return text;
}

static struct wp_item *plant_week(const char *text)
{
    struct wp_item *root = tree_begin(&tree);

    assert_string_equal(plant(root, text), "");
    wp_progress_roll_up(root);
    return root;
}

struct rule {
    const char *says;
    const char *tree;
    const char *states; /* states of all items in order: o open, x done, - dropped */
    const char *shown;
    const char *weight;
    int done, total, dropped;
};

static void assert_rule(const struct rule *rule, const struct wp_item *top)
{
    const struct wp_progress *progress = &top->progress;
    struct wp_buf expected = WP_BUF_INIT, actual = WP_BUF_INIT;

    wp_buf_printf(&expected, "%s: %s %s, weighs %s, %d/%d done, %d dropped", rule->says,
                  rule->states, rule->shown, rule->weight, rule->done, rule->total, rule->dropped);
    wp_buf_printf(&actual, "%s: ", rule->says);
    for (const struct wp_item *item = top; item != NULL; item = wp_item_after(item, top))
        wp_buf_putc(&actual, "ox-"[item->progress.state]);
    wp_buf_putc(&actual, ' ');
    wp_progress_format_percent(&actual, wp_progress_percent(progress), true);
    wp_buf_puts(&actual, ", weighs ");
    wp_decimal_format(&actual, progress->weight);
    wp_buf_printf(&actual, ", %d/%d done, %d dropped", (int)progress->done, (int)progress->total,
                  (int)progress->dropped);
    assert_string_equal(actual.data, expected.data);
    wp_buf_free(&expected);
    wp_buf_free(&actual);
}

/* Weeks with one goal; the expected values are those of the goal. */
static const struct rule goals[] = {
    {"a leaf is 100% when done", "x", "x", "100%", "1", 1, 1, 0},
    {"else its progress", "12.5%", "o", "12.5%", "1", 0, 1, 0},
    {"capped at 100%", "5/3", "x", "100%", "1", 1, 1, 0},
    {"else 0%", ".", "o", "0%", "1", 0, 1, 0},
    {"done counts before progress", "x1/3", "x", "100%", "1", 1, 1, 0},
    {"a leaf at 3/3 is done", "3/3", "x", "100%", "1", 1, 1, 0},
    {"a leaf at 100% is done", "100%", "x", "100%", "1", 1, 1, 0},
    {"a leaf at 0/3 is open", "0/3", "o", "0%", "1", 0, 1, 0},

    {"leaves done / leaves", "[x x x x x x x x x x x x x x x . .]", "oxxxxxxxxxxxxxxxoo", "88.2%",
     "17", 15, 17, 0},
    {"however they are nested", "[x [. .]]", "oxooo", "33.3%", "3", 1, 3, 0},
    {"weight: counts in the parent", "[x*3 .]", "oxo", "75%", "4", 1, 2, 0},
    {"however many leaves it has", "[[x x x x x]*3 .]", "oxxxxxxo", "75%", "4", 5, 6, 0},
    {"and not below", "[x .]*7", "oxo", "50%", "7", 1, 2, 0},
    {"a weight may be a fraction", "[x*0.5 .*1.5]", "oxo", "25%", "2", 1, 2, 0},
    {"done when all counted leaves are", "[x 3/3 -]", "xxx-", "100%", "2", 2, 2, 1},
    {"and not before", "[x 2/3 -]", "oxo-", "83.3%", "2", 1, 2, 1},

    {"done makes all below done", "x[. [1/3 .*2] x]", "xxxxxx", "100%", "5", 4, 4, 0},
    {"dropped takes all below out", "[x -[x . 1/2]]", "xx----", "100%", "1", 1, 1, 3},
    {"a dropped leaf has no percentage", "-", "-", "-", "0", 0, 0, 1},
    {"whatever its progress", "-3/3*5", "-", "-", "0", 0, 0, 1},
    {"dropped under done stays dropped", "x[. -]", "xx-", "100%", "1", 1, 1, 1},
    {"with all below it", "x[. [. -[x .]]]", "xxxx---", "100%", "2", 2, 2, 2},
    {"done under dropped is dropped", "-[x x[.]]", "----", "-", "0", 0, 0, 2},

    {"all subtasks dropped: dropped", "[- -]", "---", "-", "0", 0, 0, 2},
    {"at any depth", "[[-] [- -]]", "------", "-", "0", 0, 0, 3},
    {"whatever its weight", "[-]*5", "--", "-", "0", 0, 0, 1},
    {"unless done itself: one leaf", "x[- -]", "x--", "100%", "1", 1, 1, 2},
    {"or its own weight", "x[- -]*3", "x--", "100%", "3", 1, 1, 2},
    {"above dropped parents as well", "x[[-] -]", "x---", "100%", "1", 1, 1, 2},
    {"beside others", "[x[-] .]", "ox-o", "50%", "2", 1, 2, 1},
    {"inherited done is not itself", "x[[-] .]", "x--x", "100%", "1", 1, 1, 1},
    {"itself under done", "x[x[-] .]", "xx-x", "100%", "2", 2, 2, 1},
    {"itself under dropped", "-[x[-]]", "---", "-", "0", 0, 0, 1},
};

static void test_goals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof goals / sizeof goals[0]; i++)
        assert_rule(&goals[i], plant_week(goals[i].tree)->first);
}

#define EXAMPLE "[. [x x . . .] -] 15/17 1/3*3 12.5%"

static const struct rule weeks[] = {
    {"the example plan", EXAMPLE, "ooooxxooo-ooo", "36.4%", "11", 2, 9, 1},
    {"the same mean over the goals", "x . 1/2*2", "oxoo", "50%", "4", 1, 3, 0},
    {"all done", "x [3/3 -]", "xxxx-", "100%", "2", 2, 2, 1},
    {"nothing there to count", "", "-", "-", "0", 0, 0, 0},
    {"nothing left to count", "- [- -]", "-----", "-", "0", 0, 0, 3},
    {"the largest weights", ".*1000000 x*1000000 -*1000000", "oox-", "50%", "2000000", 1, 2, 1},
    {"the smallest weight", ".*1000000 x*0.000001", "oox", "0.1%", "1000000.000001", 1, 2, 0},
};

static void test_weeks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++)
        assert_rule(&weeks[i], plant_week(weeks[i].tree));
}

static void test_every_figure_of_the_example(void **state)
{
    const struct wp_item *root = plant_week(EXAMPLE);
    struct wp_buf figures = WP_BUF_INIT;

    (void)state;
    for (const struct wp_item *item = root; item != NULL; item = wp_item_after(item, root)) {
        wp_progress_format_percent(&figures, wp_progress_percent(&item->progress), false);
        wp_buf_putc(&figures, ' ');
    }
    assert_string_equal(figures.data, "36.4% 33.3% 0% 40% 100% 100% 0% 0% 0% – 88.2% 33.3% 12.5% ");
    wp_buf_free(&figures);
}

static void test_a_second_roll_up_changes_nothing(void **state)
{
    struct wp_item *root = plant_week(EXAMPLE);

    (void)state;
    wp_progress_roll_up(root);
    assert_rule(&weeks[0], root);
}

static const struct {
    const char *tree;
    const char *shown;
} figures[] = {
    {"0%", "0%"},
    {"12.5%", "12.5%"},
    {"40%", "40%"},
    {"100%", "100%"},
    /* Percentages are rounded half up, although none of these is an exact binary fraction. */
    {"1.45%", "1.5%"},
    {"0.15%", "0.2%"},
    {"12.25%", "12.3%"},
    {"1.449999%", "1.4%"},
    {"29/2000", "1.5%"},
    {"x*29 .*1971", "1.5%"},
    {"1/3*3 2/3*3 .*1994", "0.2%"},
    {"[1/7 2/7 4/7]*3 [.*3 x*3]*1997", "50%"},
    /* A percentage is never 100% unless all is done, and never 0% if any leaf has progress. */
    {"99.96%", "99.9%"},
    {"99.95%", "99.9%"},
    {"99.94%", "99.9%"},
    {"999999999999/999999999999.000001", "99.9%"},
    {"0.01%", "0.1%"},
    {"0.000001/999999999999", "0.1%"},
    {"0.000001/999999999999*0.000001 .*1000000", "0.1%"},
};

static void test_figures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        const struct wp_item *root = plant_week(figures[i].tree);
        struct wp_buf shown = WP_BUF_INIT;
        wp_buf_printf(&shown, "%s: ", figures[i].tree);
        size_t begin = shown.length;
        wp_progress_format_percent(&shown, wp_progress_percent(&root->progress), false);
        if (strcmp(shown.data + begin, figures[i].shown) != 0)
            fail_msg("%s, not %s", shown.data, figures[i].shown);
        wp_buf_free(&shown);
    }
}

static int shown_of(uint64_t fraction)
{
    struct wp_progress progress = {
        .weight = WP_DECIMAL_ONE, .fraction = fraction, .done = 1, .total = 2, .moved = true};
    return wp_progress_percent(&progress);
}

static void test_what_counts_as_a_tie(void **state)
{
    const uint64_t tie = WP_FRACTION_ONE / 16; /* 6.25%, half-way between two tenths */

    (void)state;
    assert_int_equal(shown_of(tie), 63);
    assert_int_equal(shown_of(tie - 127), 63);
    assert_int_equal(shown_of(tie - 128), 62);
}

static void test_no_figure_without_anything_to_count(void **state)
{
    struct wp_progress dropped = {.state = WP_DROPPED, .dropped = 3};

    (void)state;
    assert_int_equal(wp_progress_percent(&dropped), -1);
}

static void assert_format(int tenths, bool ascii, const char *text)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_progress_format_percent(&buf, tenths, ascii);
    assert_string_equal(buf.data, text);
    wp_buf_free(&buf);
}

static void test_format(void **state)
{
    (void)state;
    assert_format(364, false, "36.4%");
    assert_format(400, false, "40%");
    assert_format(1, false, "0.1%");
    assert_format(0, true, "0%");
    assert_format(1000, true, "100%");
    assert_format(-1, false, "\xe2\x80\x93");
    assert_format(-1, true, "-");
}

static void test_parse(void **state)
{
    static const char *const wrong[] = {"", "%", "80", "80 %", "100.1%", "79.95%", "-1%", "080%"};
    int tenths = 0;

    (void)state;
    assert_true(wp_progress_parse_percent(wp_str("36.4%"), &tenths) && tenths == 364);
    assert_true(wp_progress_parse_percent(wp_str("0%"), &tenths) && tenths == 0);
    assert_true(wp_progress_parse_percent(wp_str("100.0%"), &tenths) && tenths == 1000);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(wp_progress_parse_percent(wp_str(wrong[i]), &tenths));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goals),
        cmocka_unit_test(test_weeks),
        cmocka_unit_test(test_every_figure_of_the_example),
        cmocka_unit_test(test_a_second_roll_up_changes_nothing),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_what_counts_as_a_tie),
        cmocka_unit_test(test_no_figure_without_anything_to_count),
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_parse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
