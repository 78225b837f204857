#include "edit/expected_week.h"

#include <stdlib.h>

#include "plan/item_set.h"
#include "plan/item_value.h"

/* An expected week without differences, to compare copied and new items with their source. */
static const struct wp_expected_week as_it_is = {.changes = NULL};

static int compare_items(const struct wp_item *a, const struct wp_item *b)
{
    return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

static int expected_week_compare_changes(const void *a, const void *b)
{
    const struct wp_change *x = *(const struct wp_change *const *)a;
    const struct wp_change *y = *(const struct wp_change *const *)b;

    return x->item != y->item ? compare_items(x->item, y->item) : (x > y) - (x < y);
}

struct wp_expected_week wp_expected_week_changed(struct wp_arena *arena, const struct wp_week *week,
                                                 const struct wp_change *changes, size_t count)
{
    const struct wp_change **sorted = wp_arena_array(arena, count + 1, sizeof(struct wp_change *));
    size_t i;

    for (i = 0; i < count; i++)
        sorted[i] = &changes[i];
    if (count > 1)
        qsort(sorted, count, sizeof(struct wp_change *), expected_week_compare_changes);
    return (struct wp_expected_week){
        .root = &week->root, .also = &week->also, .changes = sorted, .change_count = count};
}

struct wp_expected_week wp_expected_week_without(const struct wp_week *week,
                                                 const struct wp_item *const *items, size_t count)
{
    return (struct wp_expected_week){
        .root = &week->root, .also = &week->also, .left_out = items, .left_out_count = count};
}

struct wp_expected_week wp_expected_week_moved(const struct wp_week *week,
                                               const struct wp_item *item,
                                               const struct wp_item *parent,
                                               const struct wp_item *before)
{
    return (struct wp_expected_week){.root = &week->root,
                                     .also = &week->also,
                                     .moved = item,
                                     .parent = parent,
                                     .before = before};
}

struct wp_expected_week wp_expected_week_copied(const struct wp_week *week,
                                                const struct wp_item *items,
                                                const struct wp_item *parent,
                                                const struct wp_item *before)
{
    struct wp_expected_week expected = wp_expected_week_moved(week, items, parent, before);

    expected.copied = true;
    return expected;
}

/* Return the number of items from `first` on, with their subtasks. Follow only `first` and `next`,
 * because new items have no parent. */
static size_t count_items(const struct wp_item *first)
{
    size_t count = 0;

    for (; first != NULL; first = first->next)
        count += 1 + count_items(first->first);
    return count;
}

size_t wp_expected_week_items(const struct wp_expected_week *expected)
{
    size_t count = count_items(expected->root->first) + count_items(expected->also->first);
    size_t i;

    if (expected->copied)
        count += count_items(expected->moved);
    for (i = 0; i < expected->left_out_count; i++)
        count -= 1 + count_items(expected->left_out[i]->first);
    for (i = 0; i < expected->change_count; i++)
        if (wp_key_holds_items(expected->changes[i]->key))
            count += count_items(expected->changes[i]->values);
    return count;
}

static size_t texts_of(const struct wp_item *item)
{
    return item->tags.count + item->links.count;
}

static size_t count_texts(const struct wp_item *first)
{
    size_t count = 0;

    for (; first != NULL; first = first->next)
        count += texts_of(first) + count_texts(first->first);
    return count;
}

size_t wp_expected_week_strings(const struct wp_expected_week *expected)
{
    size_t count = count_texts(expected->root->first) + count_texts(expected->also->first);
    size_t i;

    if (expected->copied)
        count += count_texts(expected->moved);
    for (i = 0; i < expected->change_count; i++)
        count += wp_key_holds_items(expected->changes[i]->key)
                     ? count_texts(expected->changes[i]->values)
                     : texts_of(expected->changes[i]->values);
    return count;
}

/* Return the index of the first change of the item; if it has none, the index at which its changes
 * would be. */
static size_t first_change(const struct wp_expected_week *expected, const struct wp_item *item)
{
    size_t begin = 0;
    size_t end = expected->change_count;

    while (begin < end) {
        size_t middle = begin + (end - begin) / 2;

        if (compare_items(expected->changes[middle]->item, item) < 0)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

/* Whether the values of `item`, apart from goals and subtasks, are those of `from` after the
 * changes. `x-` keys never change. An item of `also:` is done without `done:`. */
static bool says_same(const struct wp_expected_week *expected, const struct wp_item *from,
                      const struct wp_item *item)
{
    size_t i = first_change(expected, from);
    const bool is_also = wp_item_is_also(item);
    const struct wp_item *values = from;
    struct wp_item changed;
    enum wp_key key;

    if (is_also || (i < expected->change_count && expected->changes[i]->item == from)) {
        changed = *from;
        values = &changed;
    }
    for (; i < expected->change_count && expected->changes[i]->item == from; i++)
        wp_item_value_copy(&changed, expected->changes[i]->values, expected->changes[i]->key);
    if (is_also)
        changed.done = true;
    for (key = 0; key < WP_KEY_COUNT; key++)
        if (!wp_item_value_equal(values, item, key))
            return false;
    return from->extras == item->extras;
}

static bool is_same(const struct wp_expected_week *expected, const struct wp_item *from,
                    const struct wp_item *item);
static bool are_next(const struct wp_expected_week *expected, const struct wp_item *from,
                     const struct wp_item **next);

/* Whether the item *next of the edited week is what the edit should make of the item `from` of the
 * week before the edit. If it is, move *next to the item after it. */
static bool is_next(const struct wp_expected_week *expected, const struct wp_item *from,
                    const struct wp_item **next)
{
    const struct wp_item *item = *next;

    if (item == NULL || !is_same(expected, from, item))
        return false;
    *next = item->next;
    return true;
}

/* Whether the items from *next on are the moved item, or the copied items. If they are, move *next
 * after them. */
static bool moved_are_next(const struct wp_expected_week *expected, const struct wp_item **next)
{
    return expected->copied ? are_next(&as_it_is, expected->moved, next)
                            : is_next(&as_it_is, expected->moved, next);
}

/* Whether the siblings from *next on, in the edited week, are what the edit should make of the
 * siblings from `from` on, in the week before the edit. If they are, move *next after them. */
static bool are_next(const struct wp_expected_week *expected, const struct wp_item *from,
                     const struct wp_item **next)
{
    for (; from != NULL; from = from->next) {
        if (from == expected->before && !moved_are_next(expected, next))
            return false;
        if (from == expected->moved ||
            wp_item_set_has(expected->left_out, expected->left_out_count, from))
            continue;
        if (!is_next(expected, from, next))
            return false;
    }
    return true;
}

/* Whether the items from *next on are those that the edit adds to the item `from`. If they are,
 * move *next after them. */
static bool new_are_next(const struct wp_expected_week *expected, const struct wp_item *from,
                         const struct wp_item **next)
{
    size_t i;

    if (from == expected->parent && expected->before == NULL && !moved_are_next(expected, next))
        return false;
    for (i = first_change(expected, from);
         i < expected->change_count && expected->changes[i]->item == from; i++)
        if (wp_key_holds_items(expected->changes[i]->key) &&
            !are_next(&as_it_is, expected->changes[i]->values, next))
            return false;
    return true;
}

static bool is_same(const struct wp_expected_week *expected, const struct wp_item *from,
                    const struct wp_item *item)
{
    const struct wp_item *next = item->first;

    return says_same(expected, from, item) && are_next(expected, from->first, &next) &&
           new_are_next(expected, from, &next) && next == NULL;
}

bool wp_expected_week_matches(const struct wp_expected_week *expected, const struct wp_item *root)
{
    return is_same(expected, root->seq_key == WP_KEY_ALSO ? expected->also : expected->root, root);
}
