/*
 * Edits of random plans: add, done, reopen and rm in every style.
 * What comes out says what a model of ten lines says it should, and every line
 * that was not to be changed is still there, in its order.
 *
 * WEEKPLAN_CASES says how many plans, WEEKPLAN_SEED which one is the first: each
 * plan depends on its own seed alone, which a failure names.
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

#include "model/values.h"
#include "written.h"

enum { CASES = 50000, OPERATIONS_MAX = 3, ITEMS_MAX = 24 };

enum command { COMMAND_ADD, COMMAND_DONE, COMMAND_REOPEN, COMMAND_RM, COMMAND_COUNT };

static const char *const command_names[] = {"add", "done", "reopen", "rm"};

struct operation {
    enum command command;
    struct node *node;
    struct node *added; /* the first of the items for `add` */
};

static const char *const new_titles[] = {
    "Row", "12:30", "a: b", "- x", "#", "\"", "'", "Zoë 🎯", "nel\xC2\x85", "two\nlines",
    "yes", "[x]",   "{",    "~",   "<", "\\", " ", "a #b",  "\x1B[0m",     "ends:",
};

static struct written plan;
static struct operation operations[OPERATIONS_MAX];
static size_t operation_count;
static struct wp_item items[ITEMS_MAX];
static size_t item_count;
static struct wp_item done_values, blank_values;
static unsigned long edits[FORM_COUNT][COMMAND_COUNT];
static unsigned long new_weeks;
static uint64_t seed;

/* cmocka's own messages have an end. */
static void give_up(const char *what, struct wp_str after)
{
    fprintf(stderr, "WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1\n%s\n--- the plan:\n", seed, what);
    fwrite(plan.text.data, 1, plan.text.length, stderr);
    fputs("\n--- after:\n", stderr);
    fwrite(after.data, 1, after.length, stderr);
    for (size_t i = 0; i < operation_count; i++)
        fprintf(stderr, "\n--- %s on '%s', line %zu", command_names[operations[i].command],
                operations[i].node->title != NULL ? operations[i].node->title : "the week",
                operations[i].node->head + 1);
    fputc('\n', stderr);
    fail();
}

static void require(bool holds, const char *what, struct wp_str after)
{
    if (!holds)
        give_up(what, after);
}

/* It comes alone. */
static bool removes(void)
{
    return operation_count == 1 && operations[0].command == COMMAND_RM;
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

/* Items to add, as nodes without a parent; some have subtasks. */
static struct node *random_items(unsigned levels)
{
    struct node *first = NULL;
    struct node **place = &first;

    do {
        *place = add_node(&plan, NULL);
        (*place)->title = RANDOM_OF(new_titles);
        if (wp_str_trim(wp_str((*place)->title)).length == 0)
            (*place)->title = "Swim";
        (*place)->done = random_percent(20);
        (*place)->note = random_percent(20) ? "One\n  two" : NULL;
        if (levels > 1 && random_percent(30))
            (*place)->first = random_items(levels - 1);
        place = &(*place)->next;
    } while (random_percent(30) && plan.node_count < NODES_MAX - 8);
    return first;
}

static struct wp_item *items_of(const struct node *first)
{
    struct wp_item *item = NULL;

    if (first == NULL || item_count == ITEMS_MAX)
        return NULL;
    item = &items[item_count++];
    *item = wp_item_blank();
    item->title = wp_str(first->title);
    item->note = wp_str(first->note);
    item->done = first->done;
    item->first = items_of(first->first);
    item->next = items_of(first->next);
    return item;
}

static size_t count_nodes(const struct node *first)
{
    size_t count = 0;

    for (; first != NULL; first = first->next)
        count += 1 + count_nodes(first->first);
    return count;
}

static struct node *random_node(struct node *root)
{
    struct node *found = root;
    size_t among = 0;
    struct node *node;

    /* Every node of the week has the same chance. */
    for (node = plan.nodes; node < plan.nodes + plan.node_count; node++) {
        const struct node *top = node;

        while (top->parent != NULL)
            top = top->parent;
        if (top == root && random_below(++among) == 0)
            found = node;
    }
    return found;
}

/* What is to be done to the week. */
static void choose_operations(struct node *root)
{
    size_t wanted = 1 + random_below(OPERATIONS_MAX);
    size_t added = 0;

    operation_count = 0;
    item_count = 0;
    for (int tries = 0; operation_count < wanted && tries < 20; tries++) {
        struct operation *operation = &operations[operation_count];

        *operation =
            (struct operation){(enum command)random_below(COMMAND_COUNT), random_node(root), NULL};
        if (operation->command != COMMAND_ADD && operation->node == root)
            continue;
        if (operation->command == COMMAND_RM && operation_count > 0)
            continue;
        if (operation->command == COMMAND_ADD) {
            operation->added = random_items(2);
            if (added + count_nodes(operation->added) > ITEMS_MAX)
                continue;
            added += count_nodes(operation->added);
        }
        operation_count++;
        if (operation->command == COMMAND_RM)
            return;
    }
}

static size_t make_changes(const struct wp_week *week, struct wp_change *changes)
{
    size_t count = 0;

    for (size_t i = 0; i < operation_count; i++) {
        const struct operation *operation = &operations[i];
        const struct wp_item *item = item_of(week, operation->node);

        if (operation->command == COMMAND_ADD) {
            enum wp_key key = operation->node->parent == NULL ? WP_KEY_GOALS : WP_KEY_SUBTASKS;

            changes[count++] = (struct wp_change){item, key, items_of(operation->added)};
            continue;
        }
        changes[count++] = (struct wp_change){
            item, WP_KEY_DONE, operation->command == COMMAND_DONE ? &done_values : &blank_values};
        changes[count++] = (struct wp_change){item, WP_KEY_DROPPED, &blank_values};
    }
    return count;
}

/* The model's side of it. */
static void carry_out(const struct operation *operation)
{
    struct node *node = operation->node;
    struct node **place = &node->first;

    if (operation->command == COMMAND_ADD) {
        while (*place != NULL)
            place = &(*place)->next;
        *place = operation->added;
        return;
    }
    if (operation->command == COMMAND_RM) {
        for (place = &node->parent->first; *place != node;)
            place = &(*place)->next;
        *place = node->next;
        return;
    }
    node->done = operation->command == COMMAND_DONE;
    node->done_on = node->done ? done_values.done_on : WP_NO_DAY;
    node->dropped = false;
    node->reason = NULL;
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

/* Whether and how far a line of the old text may differ in the new one. */
enum leeway { EXACT, BEHIND_ANOTHER_DASH, FREE };

static bool within(struct lines lines, size_t line)
{
    return line >= lines.first && line < lines.first + lines.count;
}

/* What goes from behind a dash leaves its place to the next line. */
static bool follows_first_key(const struct node *node, struct lines lines, size_t line)
{
    return lines.count > 0 && lines.first == node->head && line == lines.first + lines.count;
}

/* Whether the line may go with an item: its own lines, the comments and blank
 * lines around them, and where it is the last of its list the key. */
static bool goes_with(const struct node *node, size_t line)
{
    const struct node *top = node->parent;

    if (top->first == NULL && (within(top->list_key, line) || within(top->lines, line)))
        return true;
    return within(node->around, line) || (top->list == LIST_FLOW && within(top->list_key, line));
}

static enum leeway leeway_of(size_t line)
{
    enum leeway most = EXACT;

    for (size_t i = 0; i < operation_count; i++) {
        const struct node *node = operations[i].node;
        bool keys = node->form == FORM_BLOCK || node->form == FORM_BELOW_DASH ||
                    node->form == FORM_QUESTION;
        bool flow = node->form == FORM_FLOW || node->form == FORM_FLOW_LINES ||
                    node->form == FORM_PAIR || node->form == FORM_PLAIN_IN_FLOW;
        bool add = operations[i].command == COMMAND_ADD;

        if (operations[i].command == COMMAND_RM) {
            if (goes_with(node, line))
                return FREE;
            if (node->parent->first == NULL &&
                (line == node->around.first + node->around.count ||
                 follows_first_key(node->parent, node->parent->list_key, line)))
                most = BEHIND_ANOTHER_DASH; /* the key goes, and this takes its place */
            continue;
        }
        if ((line == node->head && !keys && node->form != FORM_WEEK) ||
            (flow && within(node->lines, line)) || (add && within(node->list_key, line)) ||
            (!add && (within(node->done_lines, line) || within(node->dropped_lines, line))))
            return FREE;
        if (within(node->lines, line))
            most = BEHIND_ANOTHER_DASH;
        if (!add && (line == node->head || follows_first_key(node, node->done_lines, line) ||
                     follows_first_key(node, node->dropped_lines, line)))
            most = BEHIND_ANOTHER_DASH;
    }
    return most;
}

/* The next line, without its line break. */
static struct wp_str take_line(struct wp_str *text)
{
    const char *end = memchr(text->data, '\n', text->length);
    size_t length = end != NULL ? (size_t)(end - text->data) : text->length;
    struct wp_str line = wp_str_slice(*text, 0, length);

    *text = wp_str_slice(*text, length + 1, text->length);
    if (line.length > 0 && line.data[line.length - 1] == '\r')
        line.length--;
    return line;
}

static struct wp_str without_dash(struct wp_str line)
{
    line = wp_str_trim(line);
    if (wp_str_starts(line, "-") && !wp_str_starts(line, "---"))
        line = wp_str_trim(wp_str_slice(line, 1, line.length));
    return line;
}

static bool is_kept(struct wp_str old, struct wp_str new, enum leeway leeway)
{
    return leeway == EXACT ? wp_str_equal(old, new)
                           : wp_str_equal(without_dash(old), without_dash(new));
}

/* Every line that has to be there still is, in its order. */
static bool keeps_lines(struct wp_str after)
{
    static const char bom[] = "\xEF\xBB\xBF";
    struct wp_str before = wp_buf_str(&plan.text);

    if (wp_str_starts(before, bom)) {
        if (!wp_str_starts(after, bom))
            return false;
        before = wp_str_slice(before, 3, before.length);
        after = wp_str_slice(after, 3, after.length);
    }
    for (size_t line = 0; before.length > 0; line++) {
        struct wp_str old = take_line(&before);
        enum leeway leeway = leeway_of(line);
        bool may_go = leeway != EXACT || removes();
        bool kept = leeway == FREE || (may_go && old.length == 0);

        while (!kept && after.length > 0)
            kept = is_kept(old, take_line(&after), leeway);
        if (!kept && old.length > 0)
            return false;
    }
    return true;
}

/* Of all pieces, in order, within the document from `begin` to `end`. */
static void apply(const struct wp_patch *patch, uint64_t begin, uint64_t end, struct wp_buf *out)
{
    struct wp_str text = wp_buf_str(&plan.text);
    uint64_t taken = begin;

    wp_buf_append(out, wp_str_slice(text, 0, (size_t)begin));
    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        require(piece->offset >= taken && piece->offset + piece->length <= end,
                "a piece is out of place", wp_buf_str(out));
        wp_buf_append(out, wp_str_slice(text, (size_t)taken, (size_t)(piece->offset - taken)));
        wp_buf_append(out, piece->text);
        taken = piece->offset + piece->length;
    }
    wp_buf_append(out, wp_str_slice(text, (size_t)taken, text.length));
}

static enum wp_status find(struct wp_str text, wp_day start, struct wp_found *found,
                           struct wp_input *input)
{
    static struct wp_str borrowed;
    struct wp_error error = {.status = WP_OK};
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    struct wp_plan *opened = NULL;
    enum wp_status status;

    borrowed = text;
    *input = wp_input_memory(&borrowed);
    assert_int_equal(wp_plan_open(&opened, input, &error), WP_OK);
    status = wp_plan_find(opened, wp_window_holding(start + 6), found, &problems);
    wp_plan_close(opened);
    if (status != WP_OK && status != WP_MISSING)
        give_up(error.message, text);
    return status;
}

/* The file as it is now says in every week what the model says. */
static void compare_weeks(struct wp_str after)
{
    for (size_t i = 0; i < plan.week_count; i++) {
        struct wp_found found;
        struct wp_input input;

        require(find(after, plan.weeks[i].start, &found, &input) == WP_OK, "a week is gone", after);
        require(found.week->start == plan.weeks[i].start &&
                    says(&found.week->root, plan.weeks[i].root),
                "a week says something else", after);
        wp_week_free(found.week);
    }
}

static void count_operations(void)
{
    for (size_t i = 0; i < operation_count; i++)
        edits[operations[i].node->form][operations[i].command]++;
}

static void edit_week(const struct written_week *chosen)
{
    struct wp_change changes[2 * OPERATIONS_MAX];
    struct wp_error error = {.status = WP_OK};
    struct wp_edit edit = {.after = NULL};
    struct wp_buf after = WP_BUF_INIT;
    struct wp_found found;
    struct wp_input input;
    enum wp_status status;

    require(find(wp_buf_str(&plan.text), chosen->start, &found, &input) == WP_OK, "no week",
            wp_str(""));
    choose_operations(chosen->root);
    if (removes()) {
        const struct wp_item *item = item_of(found.week, operations[0].node);

        status = wp_edit_delete(&edit, found.week, &item, 1, &error);
    } else {
        status =
            wp_edit_week(&edit, found.week, changes, make_changes(found.week, changes), &error);
    }
    if (status != WP_OK)
        give_up(error.message, wp_str(""));
    apply(&edit.patch, found.week->offset, found.week->offset + found.week->text.length, &after);
    for (size_t i = 0; i < operation_count; i++)
        carry_out(&operations[i]);
    require(says(&edit.after->root, chosen->root), "the edit says something else",
            wp_buf_str(&after));
    compare_weeks(wp_buf_str(&after));
    require(keeps_lines(wp_buf_str(&after)), "a line is gone", wp_buf_str(&after));
    count_operations();
    wp_edit_free(&edit);
    wp_week_free(found.week);
    wp_buf_free(&after);
}

/* A week of its own, before, between or behind those of the plan. */
static void edit_new_week(void)
{
    wp_day start = plan.weeks[0].start + 7 * ((wp_day)random_below(8) - 2);
    struct wp_error error = {.status = WP_OK};
    struct wp_edit edit = {.after = NULL};
    struct wp_buf after = WP_BUF_INIT;
    struct node root = {.form = FORM_WEEK, .done_on = WP_NO_DAY};
    struct wp_found found;
    struct wp_input input;

    if (find(wp_buf_str(&plan.text), start, &found, &input) == WP_OK) {
        wp_week_free(found.week);
        return;
    }
    operation_count = 0;
    item_count = 0;
    root.first = random_items(2);
    if (count_nodes(root.first) > ITEMS_MAX)
        return;
    if (wp_edit_new_week(&edit, &input, &found, start, items_of(root.first), &error) != WP_OK)
        give_up(error.message, wp_str(""));
    apply(&edit.patch, 0, plan.text.length, &after);
    compare_weeks(wp_buf_str(&after));
    require(keeps_lines(wp_buf_str(&after)), "a line is gone", wp_buf_str(&after));
    require(find(wp_buf_str(&after), start, &found, &input) == WP_OK &&
                found.week->start == start && says(&found.week->root, &root),
            "the new week says something else", wp_buf_str(&after));
    wp_week_free(found.week);
    wp_edit_free(&edit);
    wp_buf_free(&after);
    new_weeks++;
}

static void print_table(void)
{
    print_message("%-24s%10s%10s%10s%10s\n", "", command_names[0], command_names[1],
                  command_names[2], command_names[3]);
    for (size_t form = 0; form < FORM_COUNT; form++)
        print_message("%-24s%10lu%10lu%10lu%10lu\n", form_names[form], edits[form][COMMAND_ADD],
                      edits[form][COMMAND_DONE], edits[form][COMMAND_REOPEN],
                      edits[form][COMMAND_RM]);
    print_message("%-24s%10lu\n", "a new week", new_weeks);
}

/* Every cell of the table has been reached. */
static void check_coverage(void)
{
    for (size_t form = 0; form < FORM_COUNT; form++)
        for (size_t command = 0; command < COMMAND_COUNT; command++)
            assert_true(form == FORM_WEEK && command != COMMAND_ADD ? edits[form][command] == 0
                                                                    : edits[form][command] > 0);
    assert_true(new_weeks > 0);
}

static void test_edits_do_what_they_say_and_nothing_else(void **state)
{
    const uint64_t cases = setting("WEEKPLAN_CASES", CASES);
    uint64_t end;

    (void)state;
    blank_values = done_values = wp_item_blank();
    done_values.done = true;
    done_values.done_on = wp_day_of((struct wp_date){2019, 8, 6});
    seed = setting("WEEKPLAN_SEED", 1);
    for (end = seed + cases; seed < end; seed++) {
        random_begin(seed);
        write_plan(&plan);
        assert_false(plan.text.failed);
        compare_weeks(wp_buf_str(&plan.text));
        if (random_percent(20))
            edit_new_week();
        else
            edit_week(&plan.weeks[random_below(plan.week_count)]);
        wp_buf_free(&plan.text);
    }
    print_table();
    if (cases >= CASES)
        check_coverage();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits_do_what_they_say_and_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
