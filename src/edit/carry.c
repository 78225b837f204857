/*
 * What a week leaves to a later one. It is made of the old week's own text: what
 * stays behind is taken out of a copy of it, and what becomes different is
 * changed there; what is left is brought into the later week.
 */
#include <weekplan/carry.h>

#include <stdlib.h>

#include "edit/bring.h"
#include "edit/ending.h"
#include "edit/lines.h"
#include "model/match.h"
#include "model/values.h"

enum { WEEKS_BACK = 53 };

enum wp_status wp_carry_source(struct wp_plan *plan, wp_day start, struct wp_week **from,
                               struct wp_problems *problems)
{
    struct wp_window window = {start - 7, start - 1};
    int passed = 0;

    *from = NULL;
    while (passed <= WEEKS_BACK) {
        struct wp_found found;
        enum wp_status status = wp_plan_find(plan, window, &found, problems);

        if (status == WP_OK && found.week->root.first != NULL) {
            *from = found.week;
            return WP_OK;
        }
        if (status == WP_OK) {
            window = (struct wp_window){found.week->start - 7, found.week->start - 1};
            wp_week_free(found.week);
            passed++;
        } else if (status == WP_MISSING && found.before != WP_NO_DAY) {
            window = (struct wp_window){found.before, found.before + 6};
        } else {
            return status;
        }
    }
    return WP_MISSING;
}

struct carrying {
    const struct wp_carry *carry;
    struct wp_carried *carried;
    struct wp_arena *arena;
    struct wp_error *error;
    const struct wp_item *to; /* the later week's root, or a blank one */
    struct wp_match match;
    /* What is taken out of the copy: items that stay behind, or are there. */
    const struct wp_item **gone;
    size_t gone_count;
    /* For each item that is left in the copy, in the order of the file: under which
     * one it comes, or NULL if it comes with one above it, or is there and only
     * holds some that come. */
    const struct wp_item **under;
    size_t left_count;
    struct wp_week *left; /* the copy */
};

/* Whether it is among those asked for, or one of them is within it or above it. */
static bool is_asked_for(const struct wp_carry *carry, const struct wp_item *item)
{
    size_t i;

    for (i = 0; i < carry->only_count; i++)
        if (wp_item_within(item, carry->only[i]) || wp_item_within(carry->only[i], item))
            return true;
    return carry->only == NULL;
}

/* What has to be in the later week: what is open, and all of a goal that comes
 * back. */
static bool is_wanted(const struct wp_carry *carry, const struct wp_item *item)
{
    const struct wp_item *goal = wp_item_goal(item);

    return goal->weekly ? is_asked_for(carry, goal)
                        : item->progress.state == WP_OPEN && is_asked_for(carry, item);
}

/* The leaves in the tree under `top` that are wanted. */
static size_t count_wanted(const struct wp_carry *carry, const struct wp_item *top)
{
    const struct wp_item *item;
    size_t count = 0;

    for (item = top; item != NULL; item = wp_item_after(item, top))
        count += item->first == NULL && is_wanted(carry, item);
    return count;
}

static void leave_out(struct carrying *c, const struct wp_item *item)
{
    c->gone[c->gone_count++] = item;
}

static bool choose_subtasks(struct carrying *c, const struct wp_item *item,
                            const struct wp_item *parent);

/* What is there already is left alone; but where it is open and stands at the same
 * place, what is missing of it comes under it. */
static bool choose_rest(struct carrying *c, const struct wp_item *item, const struct wp_item *there,
                        const struct wp_item *parent)
{
    if (item->first != NULL && there->parent == parent && there->progress.state == WP_OPEN &&
        !there->measure.given)
        return choose_subtasks(c, item, there);
    c->carried->there += count_wanted(c->carry, item);
    return false;
}

/* Decides what becomes of an item, and of all under it, where `parent` is in the
 * later week what its parent is; NULL where that comes along itself. Whether
 * anything of it comes. */
static bool choose(struct carrying *c, const struct wp_item *item, const struct wp_item *parent)
{
    size_t gone_before = c->gone_count;
    size_t left_before = c->left_count;
    const struct wp_item *there = NULL;
    bool comes = false;

    if (is_wanted(c->carry, item)) {
        there = wp_match_find(&c->match, item, parent);
        c->under[c->left_count++] = there == NULL ? parent : NULL;
        if (there != NULL)
            comes = choose_rest(c, item, there, parent);
        else
            comes = item->first == NULL || choose_subtasks(c, item, NULL);
    }
    if (comes) {
        c->carried->items += item->first == NULL && !wp_item_goal(item)->weekly;
        return true;
    }
    c->gone_count = gone_before;
    c->left_count = left_before;
    leave_out(c, item);
    return false;
}

static bool choose_subtasks(struct carrying *c, const struct wp_item *item,
                            const struct wp_item *parent)
{
    const struct wp_item *subtask;
    bool any = false;

    for (subtask = item->first; subtask != NULL; subtask = subtask->next)
        if (choose(c, subtask, parent))
            any = true;
    return any;
}

static void choose_goals(struct carrying *c)
{
    const struct wp_item *goal;

    for (goal = c->carry->from->root.first; goal != NULL; goal = goal->next) {
        bool comes = choose(c, goal, c->to);

        c->carried->goals += comes && !goal->weekly;
        c->carried->repeated += comes && goal->weekly;
        c->carried->done += goal->weekly ? 0 : goal->progress.done;
        c->carried->dropped += goal->weekly ? 0 : goal->progress.dropped;
    }
}

/* Finds out what comes, and where to. */
static enum wp_status decide(struct carrying *c)
{
    const struct wp_week *from = c->carry->from;
    const struct wp_item **wanted =
        wp_arena_array(c->arena, from->item_count + 1, sizeof(struct wp_item *));
    const struct wp_item *item = &from->root;
    size_t count = 0;

    c->gone = wp_arena_array(c->arena, from->item_count + 1, sizeof(struct wp_item *));
    c->under = wp_arena_array(c->arena, from->item_count + 1, sizeof(struct wp_item *));
    if (wanted == NULL || c->gone == NULL || c->under == NULL)
        return wp_fail_memory(c->error);
    while ((item = wp_item_after(item, &from->root)) != NULL)
        if (is_wanted(c->carry, item))
            wanted[count++] = item;
    if (!wp_match_begin(&c->match, c->arena, wanted, count, c->to))
        return wp_fail_memory(c->error);
    choose_goals(c);
    return WP_OK;
}

/* The copy becomes what an edit has made of it. */
static void take_over(struct carrying *c, struct wp_edit *edit)
{
    wp_week_free(c->left);
    c->left = edit->after;
    edit->after = NULL;
}

static enum wp_status read_copy(struct carrying *c, struct wp_str text)
{
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    enum wp_status status = wp_week_load(text, 0, 1, &c->left, &problems);

    if (status == WP_NO_MEMORY)
        return wp_fail_memory(c->error);
    if (status != WP_OK)
        return wp_fail(c->error, WP_BUG,
                       "this is a bug in weekplan: what is to be carried over cannot be read "
                       "(please report it)");
    return WP_OK;
}

/* Loads the copy from the text of a week. Its last line ends with a break, for it
 * may not be the last one where it comes to. */
static enum wp_status load_copy(struct carrying *c, const struct wp_week *week)
{
    struct wp_splices splices = {.arena = c->arena};
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status = wp_ending_keep(week, &splices, c->error);

    wp_splices_apply(&splices, week->text, &text);
    if (wp_break_before(week->text, week->text.length) == 0)
        wp_buf_puts(&text, wp_house_of(week).line_break);
    if (status == WP_OK && (text.failed || splices.failed))
        status = wp_fail_memory(c->error);
    if (status == WP_OK)
        status = read_copy(c, wp_buf_str(&text));
    wp_splices_free(&splices);
    wp_buf_free(&text);
    return status;
}

/* A copy of the old week without what stays behind. */
static enum wp_status copy_what_comes(struct carrying *c)
{
    struct wp_edit edit;
    enum wp_status status = wp_edit_delete(&edit, c->carry->from, c->gone, c->gone_count, c->error);

    if (status == WP_OK)
        status = load_copy(c, edit.after);
    wp_edit_free(&edit);
    return status;
}

static wp_day due_later(const struct wp_carry *carry, wp_day due)
{
    static const struct wp_date last = {9999, 12, 31};
    wp_day days = (carry->start - carry->from->start) / 7 * 7;

    return due == WP_NO_DAY || due > wp_day_of(last) - days ? due : due + days;
}

/* Changes while they are collected: so many an item at most. */
enum { CHANGES = 5 };

struct changes {
    struct wp_change *list;
    size_t count;
    struct wp_item *values; /* one an item */
    size_t value_count;
};

static void change(struct changes *changes, const struct wp_item *item, enum wp_key key,
                   const struct wp_item *values)
{
    changes->list[changes->count++] = (struct wp_change){item, key, values};
}

/* A goal that comes back, or an item of it, as if it had not been touched. */
static void renew(struct carrying *c, struct changes *changes, const struct wp_item *item)
{
    struct wp_item *values = &changes->values[changes->value_count++];

    *values = wp_item_blank();
    values->measure = item->measure;
    values->measure.have = 0;
    values->due = due_later(c->carry, item->due);
    change(changes, item, WP_KEY_DONE, values);
    change(changes, item, WP_KEY_DROPPED, values);
    change(changes, item, WP_KEY_CARRIED, values);
    change(changes, item, WP_KEY_PROGRESS, values);
    change(changes, item, WP_KEY_DUE, values);
}

static void count_up(struct changes *changes, const struct wp_item *goal)
{
    struct wp_item *values = &changes->values[changes->value_count++];

    *values = wp_item_blank();
    values->carried = goal->carried < WP_CARRIED_MAX ? goal->carried + 1 : WP_CARRIED_MAX;
    change(changes, goal, WP_KEY_CARRIED, values);
}

/* Makes the goals in the copy say what they shall say in the later week. */
static enum wp_status change_what_comes(struct carrying *c)
{
    const struct wp_item *root = &c->left->root;
    size_t items = c->left->item_count;
    struct changes changes = {
        .list = wp_arena_array(c->arena, items + 1, CHANGES * sizeof *changes.list),
        .values = wp_arena_array(c->arena, items + 1, sizeof *changes.values),
    };
    const struct wp_item *item = root;
    struct wp_edit edit;
    enum wp_status status;
    size_t number;

    if (changes.list == NULL || changes.values == NULL)
        return wp_fail_memory(c->error);
    for (number = 0; (item = wp_item_after(item, root)) != NULL; number++) {
        if (wp_item_goal(item)->weekly)
            renew(c, &changes, item);
        else if (item->parent == root && c->under[number] != NULL)
            count_up(&changes, item);
    }
    status = wp_edit_week(&edit, c->left, changes.list, changes.count, c->error);
    if (status == WP_OK)
        take_over(c, &edit);
    wp_edit_free(&edit);
    return status;
}

/* An item of the copy that comes, as a copy that can be linked to others. */
struct arrival {
    const struct wp_item *under;
    size_t number; /* in the order of the file */
    struct wp_item item;
};

static int compare_arrivals(const void *a, const void *b)
{
    const struct arrival *x = a;
    const struct arrival *y = b;

    if (x->under != y->under)
        return x->under->layout.span.offset < y->under->layout.span.offset ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Sorts what comes by where it comes to; returns how much it is. */
static size_t collect(const struct carrying *c, struct arrival *arrivals)
{
    const struct wp_item *root = &c->left->root;
    const struct wp_item *item = root;
    size_t count = 0;
    size_t number;

    for (number = 0; (item = wp_item_after(item, root)) != NULL; number++)
        if (c->under[number] != NULL)
            arrivals[count++] = (struct arrival){c->under[number], number, *item};
    if (count > 1)
        qsort(arrivals, count, sizeof *arrivals, compare_arrivals);
    return count;
}

/* A change for each list that gets items, which are linked to each other. */
static size_t link(struct arrival *arrivals, size_t count, struct wp_change *changes)
{
    size_t change_count = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        const struct wp_item *under = arrivals[i].under;
        bool more = i + 1 < count && arrivals[i + 1].under == under;

        arrivals[i].item.next = more ? &arrivals[i + 1].item : NULL;
        if (i == 0 || arrivals[i - 1].under != under)
            changes[change_count++] =
                (struct wp_change){under, wp_list_key(under), &arrivals[i].item};
    }
    return change_count;
}

static enum wp_status bring(struct carrying *c, struct wp_edit *edit)
{
    const struct wp_carry *carry = c->carry;
    struct arrival *arrivals = wp_arena_array(c->arena, c->left_count + 1, sizeof *arrivals);
    struct wp_change *changes = wp_arena_array(c->arena, c->left_count + 1, sizeof *changes);
    size_t count;

    if (arrivals == NULL || changes == NULL)
        return wp_fail_memory(c->error);
    count = link(arrivals, collect(c, arrivals), changes);
    if (carry->to != NULL)
        return wp_edit_bring(edit, carry->to, c->left, changes, count, c->error);
    return wp_edit_bring_new(edit, carry->input, carry->found, carry->start, c->left,
                             changes[0].values, c->error);
}

static enum wp_status carry_items(struct carrying *c, struct wp_edit *edit)
{
    enum wp_status status = decide(c);

    if (status != WP_OK)
        return status;
    if (c->left_count == 0)
        return c->carry->to != NULL ? WP_OK
                                    : wp_edit_new_week(edit, c->carry->input, c->carry->found,
                                                       c->carry->start, NULL, c->error);
    status = copy_what_comes(c);
    if (status == WP_OK)
        status = change_what_comes(c);
    return status == WP_OK ? bring(c, edit) : status;
}

enum wp_status wp_carry_over(struct wp_edit *edit, const struct wp_carry *carry,
                             struct wp_carried *carried, struct wp_error *error)
{
    struct wp_item blank = wp_item_blank();
    struct carrying c = {
        .carry = carry,
        .carried = carried,
        .arena = wp_arena_new(4096),
        .error = error,
        .to = carry->to != NULL ? &carry->to->root : &blank,
    };
    enum wp_status status;

    *carried = (struct wp_carried){0};
    *edit = (struct wp_edit){.arena = NULL};
    status = c.arena != NULL ? carry_items(&c, edit) : wp_fail_memory(error);
    wp_week_free(c.left);
    wp_arena_free(c.arena);
    return status;
}
