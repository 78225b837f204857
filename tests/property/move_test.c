/*
 * Moves of random items to random places, in plans of every style. What comes
 * out says what a model says it should, has every comment that was there, and
 * every line outside of what moved.
 *
 * WEEKPLAN_CASES says how many plans, WEEKPLAN_SEED which one is the first.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <weekplan/edit.h>

#include "written.h"

enum { CASES = 40000 };

/* Between which forms items moved: from the item's own, to that of its new list. */
static unsigned long moves[FORM_COUNT][LIST_BLOCK + 1];
static unsigned long refused;
static struct written plan;
static uint64_t seed;

struct move {
    struct node *node;
    struct node *parent;
    struct node *before;
};

static struct move move;

static void give_up(const char *what, struct wp_str after)
{
    fprintf(stderr, "WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1\n%s\n--- the plan:\n", seed, what);
    fwrite(plan.text.data, 1, plan.text.length, stderr);
    fputs("\n--- after:\n", stderr);
    fwrite(after.data, 1, after.length, stderr);
    fprintf(stderr, "\n--- '%s', line %zu, under '%s', line %zu, before line %zu\n",
            move.node->title, move.node->head + 1,
            move.parent->title != NULL ? move.parent->title : "the week", move.parent->head + 1,
            move.before != NULL ? move.before->head + 1 : 0);
    fail();
}

static void require(bool holds, const char *what, struct wp_str after)
{
    if (!holds)
        give_up(what, after);
}

static const struct wp_item *item_of(const struct wp_week *week, const struct node *node)
{
    const struct wp_item *item;

    if (node->parent == NULL)
        return &week->root;
    item = item_of(week, node->parent)->first;
    for (const struct node *other = node->parent->first; other != node; other = other->next)
        item = item->next;
    return item;
}

static bool is_within(const struct node *node, const struct node *top)
{
    while (node != NULL && node != top)
        node = node->parent;
    return node != NULL;
}

static struct node *root_of(struct node *node)
{
    while (node->parent != NULL)
        node = node->parent;
    return node;
}

/* Any item of any week, and any place in that week that it is not at. */
static bool choose_move(void)
{
    struct node *other;

    move.node = &plan.nodes[random_below(plan.node_count)];
    move.parent = &plan.nodes[random_below(plan.node_count)];
    if (move.node->parent == NULL || is_within(move.parent, move.node) ||
        root_of(move.parent) != root_of(move.node))
        return false;
    move.before = move.parent->first;
    for (other = move.parent->first; other != NULL; other = other->next)
        if (random_percent(40))
            move.before = other->next;
    return move.before != move.node &&
           (move.parent != move.node->parent || move.node->next != move.before);
}

static void carry_out(void)
{
    struct node **place = &move.node->parent->first;

    while (*place != move.node)
        place = &(*place)->next;
    *place = move.node->next;
    place = &move.parent->first;
    while (*place != move.before)
        place = &(*place)->next;
    move.node->next = move.before;
    move.node->parent = move.parent;
    *place = move.node;
}

static bool equal_text(struct wp_str text, const char *expected)
{
    struct wp_str wanted = wp_str(expected);

    while (wanted.length > 0 && wanted.data[wanted.length - 1] == '\n')
        wanted.length--;
    return wp_str_equal(text, wanted);
}

static bool says(const struct wp_item *item, const struct node *node)
{
    const struct wp_item *child = item->first;

    if (!equal_text(item->title, node->title) || !equal_text(item->note, node->note) ||
        item->weight != node->weight * WP_DECIMAL_ONE || item->done != node->done ||
        item->done_on != node->done_on || item->dropped != node->dropped ||
        !equal_text(item->dropped_reason, node->reason))
        return false;
    for (node = node->first; node != NULL && child != NULL; node = node->next, child = child->next)
        if (!says(child, node))
            return false;
    return node == NULL && child == NULL;
}

/* How often a text stands in another one. */
static size_t count_of(struct wp_str text, const char *part)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += wp_str_starts(wp_str_slice(text, i, text.length), part);
    return count;
}

/* Comments, and the keys of the author's own, which no model knows of. */
static void compare_marks(struct wp_str before, struct wp_str after)
{
    for (size_t i = 0; i < sizeof comments / sizeof comments[0]; i++)
        require(count_of(before, comments[i]) <= count_of(after, comments[i]), "a comment is gone",
                after);
    require(count_of(before, "x-own") == count_of(after, "x-own"), "a key is gone", after);
    require(count_of(before, "\xEF\xBB\xBF") == count_of(after, "\xEF\xBB\xBF"), "a BOM is gone",
            after);
}

static bool within(struct lines lines, size_t line)
{
    return line >= lines.first && line < lines.first + lines.count;
}

/* Whether a line may be another one afterwards: it is the item's, or of its old
 * list or its new one, where that is between brackets or begins or ends to be. */
static bool may_change(size_t line)
{
    const struct node *nodes[] = {move.node->parent, move.parent, move.parent->parent};

    if (within(move.node->around, line) || within(move.node->lines, line))
        return true;
    for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++)
        if (nodes[i] != NULL && (within(nodes[i]->list_key, line) || within(nodes[i]->lines, line)))
            return true;
    return false;
}

/* The next line without its break, its blanks and its dash, for a key may come to
 * stand behind another one's. */
static struct wp_str take_line(struct wp_str *text)
{
    const char *end = memchr(text->data, '\n', text->length);
    size_t length = end != NULL ? (size_t)(end - text->data) : text->length;
    struct wp_str line = wp_str_trim(wp_str_slice(*text, 0, length));

    *text = wp_str_slice(*text, length + 1, text->length);
    while (wp_str_starts(line, "- ") || wp_str_equal_c(line, "-"))
        line = wp_str_trim(wp_str_slice(line, 1, line.length));
    return line;
}

/* Every other line is still there, in its order. */
static void compare_lines(struct wp_str before, struct wp_str after)
{
    struct wp_str rest = after;

    for (size_t number = 0; before.length > 0; number++) {
        struct wp_str line = take_line(&before);
        bool kept = line.length == 0 || may_change(number);

        while (!kept && rest.length > 0)
            kept = wp_str_equal(line, take_line(&rest));
        require(kept, "a line is gone", after);
    }
}

static struct wp_week *load(struct wp_str text, size_t number)
{
    struct wp_error error = {.status = WP_OK};
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    struct wp_input input = wp_input_memory(&text);
    struct wp_plan *opened = NULL;
    struct wp_found found;

    assert_int_equal(wp_plan_open(&opened, &input, &error), WP_OK);
    if (wp_plan_find(opened, wp_window_holding(plan.weeks[number].start + 6), &found, &problems) !=
        WP_OK)
        give_up(error.message, text);
    wp_plan_close(opened);
    return found.week;
}

static void apply(const struct wp_patch *patch, struct wp_buf *out)
{
    struct wp_str text = wp_buf_str(&plan.text);
    size_t taken = 0;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        require(piece->offset >= taken, "a piece is out of place", wp_buf_str(out));
        wp_buf_append(out, wp_str_slice(text, taken, (size_t)piece->offset - taken));
        wp_buf_append(out, piece->text);
        taken = (size_t)(piece->offset + piece->length);
    }
    wp_buf_append(out, wp_str_slice(text, taken, text.length));
}

static void compare_weeks(struct wp_str after)
{
    for (size_t i = 0; i < plan.week_count; i++) {
        struct wp_week *week = load(after, i);

        require(says(&week->root, plan.weeks[i].root), "a week says something else", after);
        wp_week_free(week);
    }
}

static void move_item(void)
{
    struct wp_error error = {.status = WP_OK};
    struct wp_edit edit = {.after = NULL};
    struct wp_buf after = WP_BUF_INIT;
    size_t number = 0;
    struct wp_week *week;
    enum wp_status status;

    while (plan.weeks[number].root != root_of(move.node))
        number++;
    week = load(wp_buf_str(&plan.text), number);
    status = wp_edit_move(&edit, week, item_of(week, move.node), item_of(week, move.parent),
                          move.before != NULL ? item_of(week, move.before) : NULL, &error);
    if (status == WP_INVALID && strstr(error.message, "has a key of yours (x-own)") != NULL) {
        refused++;
        goto out;
    }
    if (status != WP_OK)
        give_up(error.message, wp_str(""));
    apply(&edit.patch, &after);
    moves[move.node->form][move.parent->list]++;
    compare_lines(wp_buf_str(&plan.text), wp_buf_str(&after));
    carry_out();
    compare_weeks(wp_buf_str(&after));
    compare_marks(wp_buf_str(&plan.text), wp_buf_str(&after));
out:
    wp_edit_free(&edit);
    wp_week_free(week);
    wp_buf_free(&after);
}

static uint64_t setting(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);
    return value != NULL ? strtoull(value, NULL, 10) : otherwise;
}

static void print_table(void)
{
    print_message("%-24s%10s%10s%10s%10s%10s\n", "moved to", "no list", "empty", "[]", "[...]",
                  "lines");
    for (size_t form = 0; form < FORM_WEEK; form++) {
        print_message("%-24s", form_names[form]);
        for (size_t list = 0; list <= LIST_BLOCK; list++)
            print_message("%10lu", moves[form][list]);
        print_message("\n");
    }
    print_message("%-24s%10lu\n", "refused", refused);
}

static void test_items_move_with_all_that_is_theirs(void **state)
{
    const uint64_t cases = setting("WEEKPLAN_CASES", CASES);
    uint64_t end;

    (void)state;
    seed = setting("WEEKPLAN_SEED", 1);
    for (end = seed + cases; seed < end; seed++) {
        int tries = 0;

        random_state = seed;
        write_plan(&plan);
        assert_false(plan.text.failed);
        while (!choose_move() && tries < 50)
            tries++;
        if (tries < 50)
            move_item();
        wp_buf_free(&plan.text);
    }
    print_table();
    for (size_t form = 0; cases >= CASES && form < FORM_WEEK; form++)
        for (size_t list = 0; list <= LIST_BLOCK; list++)
            assert_true(moves[form][list] > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items_move_with_all_that_is_theirs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
