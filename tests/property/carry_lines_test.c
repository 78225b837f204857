/*
 * Random lists of `carry --edit` on random plans. A plan has a week to carry from, and
 * may have a list for later, an older week, the week to carry into, and a later week. The
 * list for later and the later week may have goals of the week to carry from.
 *
 * Rules: each open item is in the new week, in the later week, on the list for later, or
 * left in its week and found there by wp_left_open_read. Goals are in the order of the lines,
 * dropped goals are dropped. The weeks before and after keep every byte. Undo restores the plan.
 *
 * WEEKPLAN_CASES is the number of plans, WEEKPLAN_SEED the seed of the first one.
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

#include "base/arena.h"
#include "edit/carry_lines.h"
#include "edit/undo_apply.h"
#include "random.h"
#include <weekplan/left_open.h>

enum { CASES = 3000, GOALS_MAX = 64, TITLE_SIZE = 32 };

static uint64_t seed;
static struct wp_buf file; /* the plan before `carry` */
static wp_day from_start, start;
static unsigned goal_numbers[GOALS_MAX]; /* numbers in the titles of the last document's goals */
static unsigned goal_count;
static unsigned list_numbers[GOALS_MAX]; /* numbers of the goals of the list for later */
static unsigned list_count;
static unsigned next_task; /* number for the title of the next item, so that titles differ */
static unsigned long carried_goals, dropped_goals, later_goals, left_goals, added_goals, moved;
static unsigned long elsewhere_items;

_Noreturn static void give_up(const char *what)
{
    fprintf(stderr, "WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1\n%s\n", seed, what);
    fwrite(file.data, 1, file.length, stderr);
    fail();
    abort();
}

static void require(bool holds, const char *what)
{
    if (!holds)
        give_up(what);
}

static void put_key(unsigned column, const char *key)
{
    wp_buf_repeat(&file, " ", column);
    wp_buf_puts(&file, key);
    wp_buf_putc(&file, '\n');
}

/* Append the keys of an item below its title. `goal`: the item is a goal. `parent`: the item will
 * have subtasks. */
static void put_keys(unsigned column, bool goal, bool parent)
{
    static const char *const keys[] = {
        "done: true",  "done: 2019-07-29", "dropped: no time",
        "done: false", "due: 2019-08-01",  "note: |\n          two\n          lines"};

    if (random_percent(30))
        put_key(column, RANDOM_OF(keys));
    if (goal && random_percent(15))
        put_key(column, "repeat: weekly");
    if (goal && random_percent(20))
        put_key(column, "carried: 2");
    if (!parent && random_percent(15))
        put_key(column, "progress: 2/3 talks");
}

static void put_item(unsigned column, unsigned number, bool goal)
{
    unsigned subtasks = goal && random_percent(40) ? 1 + random_few(3) : 0;

    if (random_percent(30)) {
        wp_buf_repeat(&file, " ", column);
        wp_buf_printf(&file, "# about task %u.\n", number);
    }
    wp_buf_repeat(&file, " ", column);
    if (subtasks == 0 && random_percent(40)) {
        wp_buf_printf(&file, "- task %u%s\n", number, random_percent(30) ? "   # so" : "");
        return;
    }
    if (random_percent(20)) {
        wp_buf_printf(&file, "- {title: task %u, weight: 2, subtasks: [task %u, {title: task %u, ",
                      number, next_task, next_task + 1);
        wp_buf_puts(&file, random_percent(50) ? "done: true}]}\n" : "due: 2019-08-01}]}\n");
        next_task += 2;
        return;
    }
    wp_buf_printf(&file, "- title: task %u\n", number);
    put_keys(column + 2, goal, subtasks > 0);
    if (subtasks == 0)
        return;
    put_key(column + 2, "subtasks:");
    while (subtasks-- > 0)
        put_item(column + 4, next_task++, false);
}

static void put_document(const char *key, wp_day day)
{
    if (file.length > 0)
        wp_buf_puts(&file, "---\n");
    if (day != WP_NO_DAY) {
        wp_buf_puts(&file, "week: ");
        wp_day_format(&file, day);
        wp_buf_putc(&file, '\n');
    }
    wp_buf_puts(&file, key);
    if (random_percent(20))
        wp_buf_puts(&file, "  # The list.\n\n");
}

static void put_goals(const char *key, wp_day day, unsigned count)
{
    put_document(key, day);
    for (goal_count = 0; goal_count < count; goal_count++) {
        goal_numbers[goal_count] = day == from_start && list_count > 0 && random_percent(20)
                                       ? list_numbers[--list_count]
                                       : next_task++;
        put_item(2, goal_numbers[goal_count], true);
    }
}

static void put_list(void)
{
    put_goals("later:\n", WP_NO_DAY, 1 + random_few(3));
    list_count = goal_count;
    memcpy(list_numbers, goal_numbers, sizeof list_numbers);
}

/* Append the week after the week to carry into, perhaps with goals of the week to carry from. */
static void put_next(void)
{
    put_document("goals:\n", start + 7);
    put_item(2, next_task++, true);
    for (unsigned i = 0; i < goal_count; i++)
        if (random_percent(20))
            put_item(2, goal_numbers[i], true);
}

/* Append the week to carry into, with new goals and some goals of the week to carry from. */
static void put_target(void)
{
    unsigned count = 1 + random_few(4);
    unsigned old = 0;

    put_document("goals:\n", start);
    while (count-- > 0)
        if (random_percent(40) && old < goal_count)
            put_item(2, goal_numbers[old++], true);
        else
            put_item(2, next_task++, true);
}

static void use_crlf(void)
{
    struct wp_buf lines = WP_BUF_INIT;

    for (size_t i = 0; i < file.length; i++) {
        wp_buf_puts(&lines, file.data[i] == '\n' ? "\r" : "");
        wp_buf_putc(&lines, file.data[i]);
    }
    wp_buf_free(&file);
    file = lines;
}

static void make_plan(void)
{
    wp_buf_clear(&file);
    next_task = 1;
    list_count = 0;
    from_start = wp_day_of((struct wp_date){2019, 7, 28});
    start = from_start + 7;
    if (random_percent(30))
        put_list();
    if (random_percent(50))
        put_goals("goals:\n", from_start - 7, 1 + random_few(3));
    put_goals("goals:\n", from_start, 1 + random_few(6));
    if (random_percent(60))
        put_target();
    if (random_percent(30))
        put_next();
    if (random_percent(20))
        file.length--;
    if (random_percent(10))
        use_crlf();
}

/* An open plan with its list for later and two weeks. */
struct opened {
    struct wp_str text;
    struct wp_input input;
    struct wp_plan *plan;
    struct wp_found list, from, to, next;
};

static void find(struct opened *opened, wp_day day, struct wp_found *found)
{
    struct wp_error error = {.status = WP_OK};
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    enum wp_status status = day == WP_NO_DAY
                                ? wp_plan_find_later(opened->plan, found, &problems)
                                : wp_plan_find(opened->plan, wp_window_from(day), found, &problems);

    if (status != WP_OK && status != WP_MISSING)
        give_up(error.message);
}

static void open_plan(struct opened *opened, struct wp_str text)
{
    struct wp_error error = {.status = WP_OK};

    *opened = (struct opened){.text = text};
    opened->input = wp_input_memory(&opened->text);
    assert_int_equal(wp_plan_open(&opened->plan, &opened->input, &error), WP_OK);
    find(opened, WP_NO_DAY, &opened->list);
    find(opened, from_start, &opened->from);
    find(opened, start, &opened->to);
    find(opened, start + 7, &opened->next);
}

static void close_plan(struct opened *opened)
{
    wp_week_free(opened->list.week);
    wp_week_free(opened->from.week);
    wp_week_free(opened->to.week);
    wp_week_free(opened->next.week);
    wp_plan_close(opened->plan);
}

/* A random list as the user may edit it with `carry --edit`, and the titles of the goals that it
 * adds. */
struct random_list {
    struct wp_carry_line lines[GOALS_MAX];
    size_t count;
    char titles[GOALS_MAX][TITLE_SIZE];
    struct wp_item subtasks[GOALS_MAX];
};

static void add_line(struct random_list *list, enum wp_carry_verb verb, uint32_t number)
{
    struct wp_carry_line *line = &list->lines[list->count];

    *line = (struct wp_carry_line){verb, number, wp_item_empty()};
    if (verb == WP_CARRY_DROP) {
        line->values.dropped = true;
        line->values.dropped_reason = wp_str("no time");
    } else if (verb == WP_CARRY_ADD) {
        snprintf(list->titles[list->count], TITLE_SIZE, "new %zu", list->count);
        line->values.title = wp_str(list->titles[list->count]);
        list->subtasks[list->count] = wp_item_empty();
        list->subtasks[list->count].title = wp_str("a subtask");
        if (random_percent(30))
            line->values.first = &list->subtasks[list->count];
    }
    list->count++;
}

static void make_list(struct random_list *list, const struct wp_carry *carry,
                      const struct wp_carry_goals *goals)
{
    static const enum wp_carry_verb verbs[] = {WP_CARRY_CARRY, WP_CARRY_CARRY, WP_CARRY_DROP,
                                               WP_CARRY_LATER, WP_CARRY_LEAVE, WP_CARRY_VERBS};
    const struct wp_item *own = carry->to != NULL ? carry->to->root.first : NULL;

    list->count = 0;
    for (; own != NULL; own = own->next)
        if (random_percent(80))
            add_line(list, WP_CARRY_KEEP, own->number);
    for (size_t i = 0; i < goals->count; i++) {
        enum wp_carry_verb verb = RANDOM_OF(verbs);

        if (verb != WP_CARRY_VERBS)
            add_line(list, verb, goals->list[i].goal->number);
    }
    for (unsigned i = random_few(3); i > 0; i--)
        add_line(list, WP_CARRY_ADD, 0);
    for (size_t i = list->count; i > 1 && random_percent(90); i--) {
        size_t other = (size_t)random_below(i);
        struct wp_carry_line line = list->lines[i - 1];

        list->lines[i - 1] = list->lines[other];
        list->lines[other] = line;
    }
}

static struct wp_buf patched(const struct wp_patch *patch, struct wp_str text)
{
    struct wp_buf out = WP_BUF_INIT;
    size_t taken = 0;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        require(piece->offset >= taken && piece->offset + piece->length <= text.length,
                "the pieces of the patch overlap");
        wp_buf_append(&out, wp_str_slice(text, taken, (size_t)piece->offset - taken));
        wp_buf_append(&out, piece->text);
        taken = (size_t)(piece->offset + piece->length);
    }
    wp_buf_append(&out, wp_str_slice(text, taken, text.length));
    return out;
}

/* Return the item below `root` that has the title, or NULL. All titles of a plan differ. */
static const struct wp_item *find_title(const struct wp_item *root, struct wp_str title)
{
    const struct wp_item *item = root;

    while (root != NULL && (item = wp_item_after(item, root)) != NULL)
        if (wp_str_equal(item->title, title))
            return item;
    return NULL;
}

static const struct wp_item *root_of(const struct wp_week *week)
{
    return week != NULL ? &week->root : NULL;
}

static const struct wp_item *numbered(const struct wp_week *week, uint32_t number)
{
    const struct wp_item *goal = week->root.first;

    while (goal->number != number)
        goal = goal->next;
    return goal;
}

/* Require that all open subtasks of a goal are also below `root`, or were elsewhere before `carry`.
 * If the goal of this title below `root` has no subtasks, has `progress:`, or is done or dropped,
 * `carry` adds no subtasks to it, so they may be missing. */
static void require_open_below(const struct wp_item *goal, const struct wp_item *root,
                               const struct opened *before, const char *what)
{
    const struct wp_item *there = find_title(root, goal->title);

    require(there != NULL, what);
    for (const struct wp_item *item = goal; there != NULL && item != NULL;
         item = wp_item_after(item, goal))
        if (item->first == NULL && (item->progress.state == WP_OPEN || goal->weekly))
            require(find_title(root, item->title) != NULL || there->first == NULL ||
                        there->progress_value.given || there->done || there->dropped ||
                        find_title(root_of(before->list.week), item->title) != NULL ||
                        find_title(root_of(before->next.week), item->title) != NULL,
                    what);
}

static void check_line(const struct wp_carry_line *line, const struct opened *before,
                       const struct opened *after)
{
    const struct wp_item *root = root_of(after->to.week);
    const struct wp_item *goal, *there;

    if (line->verb == WP_CARRY_KEEP || line->verb == WP_CARRY_ADD) {
        added_goals += line->verb == WP_CARRY_ADD;
        there = find_title(root, line->values.title);
        require(line->verb != WP_CARRY_ADD ||
                    (there != NULL && (there->first != NULL) == (line->values.first != NULL)),
                "a new goal is another one");
        return;
    }
    goal = numbered(before->from.week, line->number);
    there = find_title(root, goal->title);
    switch (line->verb) {
    case WP_CARRY_DROP:
        require(there != NULL && there->dropped && there->progress.state == WP_DROPPED,
                "a goal is not dropped");
        dropped_goals++;
        require_open_below(goal, root, before, "an item of a dropped goal is lost");
        break;
    case WP_CARRY_CARRY:
        require_open_below(goal, root, before, "a carried item is lost");
        carried_goals++;
        break;
    case WP_CARRY_LATER:
        require_open_below(goal, root_of(after->list.week), before, "an item for later is lost");
        later_goals++;
        /* fall through */
    case WP_CARRY_LEAVE:
        left_goals += line->verb == WP_CARRY_LEAVE;
        require((there == NULL) == (find_title(root_of(before->to.week), goal->title) == NULL),
                "a goal that is left is carried");
        break;
    default:
        break;
    }
}

/* Fill `titles` with the titles of the goals that the new week should have, in their order. Return
 * their number. */
static size_t expect_order(struct wp_str *titles, const struct random_list *list,
                           const struct opened *before)
{
    const struct wp_item *own = before->to.week != NULL ? before->to.week->root.first : NULL;
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++) {
        const struct wp_carry_line *line = &list->lines[i];

        if (line->verb == WP_CARRY_KEEP)
            titles[count++] = numbered(before->to.week, line->number)->title;
        else if (line->verb == WP_CARRY_ADD)
            titles[count++] = line->values.title;
        else if (line->verb == WP_CARRY_CARRY || line->verb == WP_CARRY_DROP) {
            titles[count] = numbered(before->from.week, line->number)->title;
            count += find_title(root_of(before->to.week), titles[count]) == NULL;
        }
    }
    for (; own != NULL; own = own->next) {
        size_t at = 0;

        while (at < count && !wp_str_equal(titles[at], own->title))
            at++;
        if (at < count)
            continue;
        for (at = 0; own->previous != NULL && !wp_str_equal(titles[at], own->previous->title);)
            at++;
        at += own->previous != NULL;
        memmove(titles + at + 1, titles + at, (count++ - at) * sizeof *titles);
        titles[at] = own->title;
    }
    return count;
}

static void check_order(const struct random_list *list, const struct opened *before,
                        const struct opened *after)
{
    struct wp_str titles[2 * GOALS_MAX];
    size_t count = expect_order(titles, list, before);
    const struct wp_item *goal = after->to.week != NULL ? after->to.week->root.first : NULL;

    for (size_t i = 0; i < count; i++, goal = goal->next) {
        require(goal != NULL && wp_str_equal(goal->title, titles[i]), "the order is another one");
        moved += find_title(root_of(before->to.week), goal->title) != NULL;
    }
    require(goal == NULL, "there is a goal too many");
}

/* Return whether `text` has `part`. */
static bool holds(struct wp_str text, struct wp_str part)
{
    for (size_t i = 0; i + part.length <= text.length; i++)
        if (memcmp(text.data + i, part.data, part.length) == 0)
            return true;
    return false;
}

/* Require that all documents but the list for later and the new week keep their bytes. */
static void check_bytes(const struct opened *before, const struct opened *after)
{
    const struct wp_week *list = before->list.week;
    size_t begin = list != NULL ? (size_t)list->offset + list->text.length : 0;
    size_t end =
        before->to.week != NULL ? (size_t)before->to.week->offset : (size_t)before->to.insert_at;
    size_t next = before->to.week != NULL ? end + before->to.week->text.length : end;

    require(holds(after->text, wp_str_slice(before->text, begin, end - begin)),
            "an older week has changed");
    require(holds(after->text, wp_str_slice(before->text, next, before->text.length)),
            "a later week has changed");
    if (after->list.week == NULL || list != NULL)
        require(memcmp(before->text.data, after->text.data, list != NULL ? 0 : end) == 0,
                "the old weeks are no prefix");
}

/* Require that wp_left_open_read names the week to carry from if and only if open items are left in
 * it. */
static void check_left_open(const struct opened *before, struct opened *after)
{
    const struct wp_left_open_options options = {
        .before = start, .week = after->to.week, .except = WP_NO_DAY, .newest_only = true};
    const struct wp_week *from = before->from.week;
    struct wp_error error = {.status = WP_OK};
    struct wp_left_open left;
    size_t count = 0;

    for (const struct wp_item *item = from->root.first; item != NULL;
         item = wp_item_after(item, &from->root))
        count += item->first == NULL && item->progress.state == WP_OPEN &&
                 find_title(root_of(after->to.week), item->title) == NULL &&
                 find_title(root_of(after->next.week), item->title) == NULL &&
                 find_title(root_of(after->list.week), item->title) == NULL;
    require(wp_left_open_read(&left, after->plan, &options, &error) == WP_OK, error.message);
    require(left.count == (count > 0) && (count == 0 || left.weeks[0].items == count),
            "open items are left and not found");
    wp_left_open_free(&left);
}

static void check_undo(const struct wp_patch *patch, const struct opened *before,
                       const struct opened *after)
{
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_undo_step step = {.day = 0};
    struct wp_undo_result result;
    struct wp_error error = {.status = WP_OK};
    struct wp_buf undone;

    require(wp_undo_step_make(&step, arena, &before->input, patch, &error) == WP_OK &&
                wp_undo_apply(&step, WP_UNDO_BEFORE, &after->input, arena, &result, &error) ==
                    WP_OK,
            error.message);
    require(result.state == WP_UNDO_POSSIBLE, "the change cannot be undone");
    undone = patched(&result.patch, after->text);
    require(wp_str_equal(wp_buf_str(&undone), before->text), "undo restores something else");
    wp_buf_free(&undone);
    wp_arena_free(arena);
}

static void check_result(const struct random_list *list, const struct wp_patch *patch,
                         const struct opened *before)
{
    struct wp_buf result = patched(patch, before->text);
    struct opened after;

    open_plan(&after, wp_buf_str(&result));
    for (size_t i = 0; i < list->count; i++)
        check_line(&list->lines[i], before, &after);
    check_order(list, before, &after);
    check_bytes(before, &after);
    check_left_open(before, &after);
    if (patch->count > 0)
        check_undo(patch, before, &after);
    close_plan(&after);
    wp_buf_free(&result);
}

/* Require that `places` has the places of the goals that the week had. */
static void check_places(const struct opened *before, const struct wp_week *after,
                         const uint32_t *places)
{
    const struct wp_item *own = root_of(before->to.week);

    for (own = own != NULL ? own->first : NULL; own != NULL && after != NULL; own = own->next)
        require(wp_str_equal(numbered(after, places[own->number])->title, own->title),
                "the place of a goal is another one");
}

static void try_list(void)
{
    struct wp_error error = {.status = WP_OK};
    uint32_t places[GOALS_MAX];
    struct wp_taken_items taken;
    struct wp_carry_goals goals;
    struct random_list list;
    struct wp_carried carried, listed;
    struct opened before;
    struct wp_edit edit, later;

    open_plan(&before, wp_buf_str(&file));
    require(wp_left_open_find_taken(&taken, before.plan, before.from.week, start, &error) == WP_OK,
            error.message);
    elsewhere_items += taken.count;
    bool fresh = random_percent(10);
    const struct wp_carry carry = {.from = before.from.week,
                                   .to = before.to.week,
                                   .start = start,
                                   .input = &before.input,
                                   .found = &before.to,
                                   .elsewhere = taken.list,
                                   .elsewhere_count = fresh ? 0 : taken.count,
                                   .fresh = fresh};
    wp_carry_goals_find(&goals, &carry);
    make_list(&list, &carry, &goals);
    if (wp_carry_lines_edit(&edit, &carry, list.lines, list.count, &carried, places, &error) !=
            WP_OK ||
        wp_carry_lines_later(&later, &carry, &before.list, list.lines, list.count, &listed,
                             &error) != WP_OK)
        give_up(error.message);
    check_places(&before, edit.after, places);
    if (later.patch.count > 0) {
        wp_edit_join(&later, &edit);
        check_result(&list, &later.patch, &before);
    } else {
        check_result(&list, &edit.patch, &before);
    }
    wp_edit_free(&later);
    wp_edit_free(&edit);
    wp_carry_goals_free(&goals);
    wp_taken_items_free(&taken);
    close_plan(&before);
}

static void test_random_lists(void **state)
{
    const uint64_t cases = case_count(CASES);
    uint64_t end;

    (void)state;
    seed = setting("WEEKPLAN_SEED", 1);
    for (end = seed + cases; seed < end; seed++) {
        random_begin(seed);
        make_plan();
        try_list();
    }
    wp_buf_free(&file);
    print_message("goals: %lu carried, %lu dropped, %lu for later, %lu left, %lu new, %lu in order "
                  "that were there; %lu items elsewhere\n",
                  carried_goals, dropped_goals, later_goals, left_goals, added_goals, moved,
                  elsewhere_items);
    assert_true(cases < CASES ||
                (carried_goals > 1000 && dropped_goals > 500 && later_goals > 500 &&
                 left_goals > 500 && moved > 1000 && elsewhere_items > 500));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_lists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
