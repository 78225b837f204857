/*
 * Carry items to a later week. First the old week is copied. Items that stay in the old week are
 * removed from the copy, and values that are different in the later week are changed. Then the
 * items that are left are copied to the later week.
 */
#include <weekplan/carry.h>

#include <stdlib.h>

#include "base/memory.h"
#include "edit/carry_choice.h"
#include "edit/copy_items.h"
#include "edit/last_line_break.h"
#include "edit/line.h"
#include "edit/style.h"
#include "plan/item_value.h"

struct wp_carrying {
    struct wp_carry carry;
    struct wp_arena *arena;
    struct wp_error *error;
    struct wp_item blank;
    struct wp_carry_choice choice;
    wp_day from_start;    /* first day of the old week, which may be freed before wp_carry_put */
    struct wp_week *copy; /* a copy of the old week, without the items that stay in the old week */
};

/* Load `text` as a week into c->copy, the copy of the old week. Free the old c->copy. */
static enum wp_status read_copy(struct wp_carrying *c, struct wp_str text)
{
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    enum wp_status status;

    wp_week_free(c->copy);
    status = wp_week_load(text, 0, 1, &c->copy, &problems);
    if (status != WP_OK)
        return wp_error_set(
            c->error, WP_BUG,
            "this is a bug in weekplan: the items to carry over cannot be read (please report it)");
    return WP_OK;
}

/* Replace c->copy by the result of an edit, and free the edit. Free it before its result is read as
 * a week, so that fewer large weeks are in memory at once. */
static enum wp_status take_over(struct wp_carrying *c, struct wp_edit *edit)
{
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    wp_buf_append(&text, edit->after->text);
    wp_edit_free(edit);
    status = read_copy(c, wp_buf_str(&text));
    wp_buf_free(&text);
    return status;
}

/* Add a line break to the last line of c->copy if it has none, because other lines may follow its
 * items in the later week. */
static enum wp_status end_last_line(struct wp_carrying *c)
{
    struct wp_splices splices = {.arena = c->arena};
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    if (wp_line_break_before(c->copy->text, c->copy->text.length) > 0)
        return WP_OK;
    wp_last_line_break_complete(c->copy, &splices, wp_style_of_week(c->copy).line_break);
    status = wp_last_line_break_verify(c->copy, &splices, &text, c->error);
    if (status == WP_OK)
        status = read_copy(c, wp_buf_str(&text));
    wp_splices_free(&splices);
    wp_buf_free(&text);
    return status;
}

/* Set c->copy to the old week without the items that are not carried. */
static enum wp_status copy_kept(struct wp_carrying *c)
{
    struct wp_edit edit;
    enum wp_status status =
        wp_edit_remove(&edit, c->carry.from, c->choice.removed, c->choice.removed_count, c->error);

    if (status == WP_OK)
        status = take_over(c, &edit);
    if (status == WP_OK)
        status = end_last_line(c);
    wp_edit_free(&edit);
    return status;
}

/* Return the due day of an item in the later week: on the same weekday, as many weeks after the
 * first day of the later week as `due` is after the first day of the old week. A day of the old
 * week becomes a day of the later week, even if the later week begins on another weekday. */
static wp_day due_later(const struct wp_carrying *c, wp_day due)
{
    wp_day weeks, later;

    if (due == WP_NO_DAY)
        return due;
    weeks =
        (due - c->from_start + (due < c->from_start ? 1 - WP_DAYS_OF_WEEK : 0)) / WP_DAYS_OF_WEEK;
    later = wp_window_start(wp_window_from(c->carry.start), wp_weekday_of(due)) +
            WP_DAYS_OF_WEEK * weeks;
    return later < WP_LAST_DAY ? later : WP_LAST_DAY;
}

/* Changes of values in c->copy. Items with equal new values share one `struct wp_item` with these
 * values. */
struct changes {
    struct wp_carrying *carrying;
    struct wp_change *list;
    size_t count;
    size_t capacity;
    struct wp_item *renewed; /* new values of the item that was reset last */
    /* new values of `carried:`, indexed by the number of times that a goal was carried */
    struct wp_item **counted;
};

static void change(struct changes *changes, const struct wp_item *item, enum wp_key key,
                   const struct wp_item *values)
{
    if (values == NULL || wp_item_value_equal(item, values, key))
        return;
    if (changes->count == changes->capacity)
        changes->list = wp_memory_grow(changes->list, &changes->capacity, changes->count + 1,
                                       sizeof *changes->list);
    changes->list[changes->count++] = (struct wp_change){item, key, values};
}

static struct wp_item *carry_keep(struct changes *changes, const struct wp_item *values)
{
    struct wp_item *kept = wp_arena_alloc(changes->carrying->arena, sizeof *kept);

    *kept = *values;
    return kept;
}

/* Reset the values of an item that is open again in the later week: remove `done:`, `dropped:` and
 * `carried:`, set the progress to 0, and move the due day. */
static void reset_repeated(struct changes *changes, const struct wp_item *item)
{
    static const enum wp_key keys[] = {WP_KEY_DONE, WP_KEY_DROPPED, WP_KEY_CARRIED, WP_KEY_PROGRESS,
                                       WP_KEY_DUE};
    struct wp_item values = wp_item_empty();
    size_t i;

    values.progress_value = item->progress_value;
    values.progress_value.have = 0;
    values.due = due_later(changes->carrying, item->due);
    if (changes->renewed == NULL ||
        !wp_item_value_equal(changes->renewed, &values, WP_KEY_PROGRESS) ||
        !wp_item_value_equal(changes->renewed, &values, WP_KEY_DUE))
        changes->renewed = carry_keep(changes, &values);
    for (i = 0; i < sizeof keys / sizeof keys[0]; i++)
        change(changes, item, keys[i], changes->renewed);
}

static void increase_carried(struct changes *changes, const struct wp_item *goal)
{
    struct wp_item values = wp_item_empty();

    values.carried = goal->carried < WP_CARRIED_MAX ? goal->carried + 1 : WP_CARRIED_MAX;
    if (changes->counted[values.carried] == NULL)
        changes->counted[values.carried] = carry_keep(changes, &values);
    change(changes, goal, WP_KEY_CARRIED, changes->counted[values.carried]);
}

static void collect_changes(struct changes *changes)
{
    struct wp_carrying *c = changes->carrying;
    const struct wp_item *root = &c->copy->root;
    const struct wp_item *item = root;
    size_t number;

    changes->counted = wp_arena_array(c->arena, WP_CARRIED_MAX + 1, sizeof(struct wp_item *));
    for (number = 0; (item = wp_item_after(item, root)) != NULL; number++) {
        if (wp_carry_choice_is_reset(&c->carry, item))
            reset_repeated(changes, item);
        else if (item->parent == root && c->choice.target[number] != NULL)
            increase_carried(changes, item);
    }
}

/* Change the values of the items in c->copy to those of the later week. */
static enum wp_status change_copy(struct wp_carrying *c)
{
    struct changes changes = {.carrying = c};
    struct wp_edit edit = {.after = NULL};
    enum wp_status status = WP_OK;

    collect_changes(&changes);
    if (changes.count > 0) {
        status = wp_edit_week(&edit, c->copy, changes.list, changes.count, c->error);
        if (status == WP_OK)
            status = take_over(c, &edit);
    }
    wp_edit_free(&edit);
    free(changes.list);
    return status;
}

/* An item of c->copy that is added to the item `target` of the later week. */
struct arrival {
    const struct wp_item *target;
    struct wp_item *item;
};

/* Compare by the offset of `target` in the later week. Items of one list keep their order in
 * c->copy. */
static int compare_arrivals(const void *a, const void *b)
{
    const struct arrival *x = a;
    const struct arrival *y = b;
    size_t place_x = x->target->layout.span.offset;
    size_t place_y = y->target->layout.span.offset;

    if (x->target == y->target) {
        place_x = x->item->layout.span.offset;
        place_y = y->item->layout.span.offset;
    }
    return (place_x > place_y) - (place_x < place_y);
}

/* List the items that are added, sorted by the offset of their targets. Return their number. */
static size_t list_arrivals(const struct wp_carrying *c, struct arrival *arrivals)
{
    struct wp_item *root = &c->copy->root;
    struct wp_item *item = root;
    size_t count = 0;
    size_t number;

    for (number = 0; (item = wp_item_after(item, root)) != NULL; number++)
        if (c->choice.target[number] != NULL)
            arrivals[count++] = (struct arrival){c->choice.target[number], item};
    if (count > 1)
        qsort(arrivals, count, sizeof *arrivals, compare_arrivals);
    return count;
}

/* Make one change for each list of the later week that gets items, and link the new items of a
 * list by `next`. The other links of c->copy are not used after this. Return the number of
 * changes. */
static size_t link(const struct arrival *arrivals, size_t count, struct wp_change *changes)
{
    size_t change_count = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        const struct wp_item *target = arrivals[i].target;
        bool more = i + 1 < count && arrivals[i + 1].target == target;

        arrivals[i].item->next = more ? arrivals[i + 1].item : NULL;
        if (i == 0 || arrivals[i - 1].target != target)
            changes[change_count++] = (struct wp_change){target, target->seq_key, arrivals[i].item};
    }
    return change_count;
}

static enum wp_status add_copy(struct wp_carrying *c, struct wp_edit *edit)
{
    const struct wp_carry *carry = &c->carry;
    struct arrival *arrivals =
        wp_arena_array(c->arena, c->choice.copied_count + 1, sizeof *arrivals);
    struct wp_change *changes =
        wp_arena_array(c->arena, c->choice.copied_count + 1, sizeof *changes);
    size_t count;

    count = link(arrivals, list_arrivals(c, arrivals), changes);
    if (carry->to != NULL)
        return wp_edit_copy_items(edit, carry->to, c->copy, changes, count, c->error);
    return wp_edit_new_week_of_copies(edit, carry->input, carry->found, carry->start, c->copy,
                                      changes[0].values, c->error);
}

static enum wp_status carry_take(struct wp_carrying *c)
{
    struct wp_arena *scratch = wp_arena_new(4096);
    enum wp_status status = WP_OK;

    wp_carry_choose(&c->choice, c->arena, scratch);
    if (c->choice.copied_count > 0)
        status = copy_kept(c);
    wp_arena_free(scratch);
    return status;
}

enum wp_status wp_carry_take(struct wp_carrying **carrying, const struct wp_carry *carry,
                             struct wp_carried *carried, struct wp_error *error)
{
    struct wp_carrying *c = wp_memory_array(1, sizeof *c);

    *carried = (struct wp_carried){0};
    *carrying = c;
    *c = (struct wp_carrying){
        .carry = *carry, .arena = wp_arena_new(4096), .blank = wp_item_empty(), .error = error};
    c->choice = (struct wp_carry_choice){.carry = &c->carry,
                                         .carried = carried,
                                         .to = carry->to != NULL ? &carry->to->root : &c->blank};
    c->from_start = carry->from->start;
    return carry_take(c);
}

enum wp_status wp_carry_put(struct wp_edit *edit, struct wp_carrying *carrying,
                            struct wp_error *error)
{
    const struct wp_carry *carry = &carrying->carry;
    const struct wp_week empty = wp_week_empty(carry->start);
    enum wp_status status;

    *edit = (struct wp_edit){.arena = NULL};
    carrying->error = error;
    if (carrying->choice.copied_count == 0)
        return carry->to != NULL
                   ? WP_OK
                   : wp_edit_new_week(edit, carry->input, carry->found, &empty, error);
    status = change_copy(carrying);
    return status == WP_OK ? add_copy(carrying, edit) : status;
}

void wp_carry_end(struct wp_carrying *carrying)
{
    if (carrying == NULL)
        return;
    wp_week_free(carrying->copy);
    wp_arena_free(carrying->arena);
    free(carrying);
}
