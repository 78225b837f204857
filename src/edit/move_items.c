#include "edit/move_items.h"

#include <stdlib.h>

#include "base/memory.h"
#include "edit/successive_edits.h"

/*
 * Each move makes a new week, so items are remembered by their index: 0 for the root, then 1, 2
 * and so on in the order of wp_week_item_after.
 */
enum { INDEX_OF_ROOT = 0 };
static const size_t index_of_also = SIZE_MAX - 1;
static const size_t index_of_none = SIZE_MAX;

/* The state of wp_move_items while it makes the moves one by one. */
struct item_moving {
    const struct wp_item_move *moves; /* in the week before all moves */
    size_t count;
    /* indexes of the items, of their new parents and of their new next siblings, in the week after
     * the moves so far; each array has `count` elements */
    size_t *items, *parents, *befores;
    struct wp_successive_edits sequence;
};

static size_t index_of(const struct wp_week *week, const struct wp_item *item)
{
    const struct wp_item *other = NULL;
    size_t index = 1;

    if (item == NULL)
        return index_of_none;
    if (item == &week->root)
        return INDEX_OF_ROOT;
    if (item == &week->also)
        return index_of_also;
    while ((other = wp_week_item_after(week, other)) != item)
        index++;
    return index;
}

static const struct wp_item *item_at(const struct wp_week *week, size_t index)
{
    const struct wp_item *item = NULL;

    if (index == index_of_none)
        return NULL;
    if (index == INDEX_OF_ROOT)
        return &week->root;
    if (index == index_of_also)
        return &week->also;
    for (; index > 0; index--)
        item = wp_week_item_after(week, item);
    return item;
}

/* Return the index of the first item after the list of `parent`. */
static size_t index_after_list(const struct wp_week *week, const struct wp_item *parent)
{
    size_t begin =
        parent == &week->also ? wp_item_count_below(&week->root) : index_of(week, parent);

    return begin + wp_item_count_below(parent) + 1;
}

/* Return what `index` becomes when `size` items are moved from index `from` to index `to`. */
static size_t move_index(size_t index, size_t from, size_t size, size_t to)
{
    if (index == INDEX_OF_ROOT || index >= index_of_also)
        return index;
    if (index >= from && index < from + size)
        return to + (index - from);
    if (index >= from + size)
        index -= size;
    return index >= to ? index + size : index;
}

static bool is_moving(const struct item_moving *moving, size_t index)
{
    for (size_t i = 0; i < moving->count; i++)
        if (moving->items[i] == index)
            return true;
    return false;
}

/* Return the first of `item` and its next siblings that is not moved, or NULL. */
static const struct wp_item *first_unmoved(const struct item_moving *moving,
                                           const struct wp_week *week, const struct wp_item *item)
{
    while (item != NULL && is_moving(moving, index_of(week, item)))
        item = item->next;
    return item;
}

/* Return the number of the last move before move number `i` that has the same new parent; `count`
 * if there is none. */
static size_t find_earlier(const struct item_moving *moving, size_t i)
{
    for (size_t j = i; j > 0; j--)
        if (moving->moves[j - 1].parent == moving->moves[i].parent)
            return j - 1;
    return moving->count;
}

/* Make a move, and change all indexes. */
static enum wp_status make_move(struct item_moving *moving, const struct wp_item *item,
                                const struct wp_item *parent, const struct wp_item *before,
                                struct wp_error *error)
{
    const struct wp_week *week = wp_successive_edits_week(&moving->sequence);
    size_t from = index_of(week, item);
    size_t size = wp_item_count_below(item) + 1;
    size_t to = before != NULL ? index_of(week, before) : index_after_list(week, parent);
    struct wp_edit edit;
    enum wp_status status = wp_edit_move(&edit, week, item, parent, before, error);

    if (to > from)
        to -= size;
    if (status == WP_OK)
        status = wp_successive_edits_add(&moving->sequence, &edit, error);
    wp_edit_free(&edit);
    for (size_t i = 0; i < moving->count; i++) {
        moving->items[i] = move_index(moving->items[i], from, size, to);
        moving->parents[i] = move_index(moving->parents[i], from, size, to);
        moving->befores[i] = move_index(moving->befores[i], from, size, to);
    }
    return status;
}

/* Move an item unless it is at its position already. The first item with its new parent is moved in
 * front of the next sibling that is not moved. Each other item is moved directly behind the
 * previous one. */
static enum wp_status move_to_position(struct item_moving *moving, size_t i, struct wp_error *error)
{
    const struct wp_week *week = wp_successive_edits_week(&moving->sequence);
    const struct wp_item *item = item_at(week, moving->items[i]);
    const struct wp_item *parent = item_at(week, moving->parents[i]);
    size_t earlier = find_earlier(moving, i);
    const struct wp_item *before;
    bool there;

    if (earlier < moving->count) {
        before = item_at(week, moving->items[earlier])->next;
        there = before == item;
    } else {
        before = first_unmoved(moving, week, item_at(week, moving->befores[i]));
        there = item->parent == parent && first_unmoved(moving, week, item->next) == before;
    }
    return there ? WP_OK : make_move(moving, item, parent, before, error);
}

/* Make a failed move once more, in the week before all moves, so that the error message has the
 * paths that the user knows. */
static enum wp_status find_error(const struct wp_week *week, const struct wp_item_move *move,
                                 enum wp_status status, struct wp_error *error)
{
    struct wp_edit edit;
    struct wp_error first;

    if (move->item == move->before || move->item->next == move->before)
        return status;
    if (wp_edit_move(&edit, week, move->item, move->parent, move->before, &first) == status)
        *error = first;
    wp_edit_free(&edit);
    return status;
}

static void begin_moving(struct item_moving *moving, const struct wp_week *week)
{
    size_t *indexes = wp_memory_array(3 * moving->count + 1, sizeof *indexes);

    moving->items = indexes;
    moving->parents = indexes + moving->count;
    moving->befores = indexes + 2 * moving->count;
    for (size_t i = 0; i < moving->count; i++) {
        moving->items[i] = index_of(week, moving->moves[i].item);
        moving->parents[i] = index_of(week, moving->moves[i].parent);
        moving->befores[i] = index_of(week, moving->moves[i].before);
    }
}

enum wp_status wp_move_items(struct wp_edit *edit, const struct wp_week *week,
                             const struct wp_item_move *moves, size_t count,
                             const struct wp_item **moved, struct wp_error *error)
{
    struct item_moving moving = {
        .moves = moves, .count = count, .sequence = wp_successive_edits_of(week)};
    enum wp_status status = WP_OK;

    *edit = (struct wp_edit){.after = NULL};
    begin_moving(&moving, week);
    for (size_t i = 0; i < count && status == WP_OK; i++) {
        status = move_to_position(&moving, i, error);
        if (status != WP_OK && i > 0)
            status = find_error(week, &moves[i], status, error);
    }
    if (status == WP_OK)
        wp_successive_edits_finish(&moving.sequence, edit);
    for (size_t i = 0; i < count && edit->after != NULL; i++)
        moved[i] = item_at(edit->after, moving.items[i]);
    wp_successive_edits_free(&moving.sequence);
    free(moving.items);
    return status;
}
