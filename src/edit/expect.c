#include "edit/expect.h"

#include <stdlib.h>

#include "model/itemset.h"
#include "model/values.h"

/* Changes and the items that they are for, in step with the copy. */
struct expectation {
    struct wp_arena *arena;
    const struct wp_change **changes; /* sorted by item, for one item as they were given */
    size_t count;
    const struct wp_item *const *left_out;
    size_t left_out_count;
    /* Comes once more: before `before` under `parent`, behind all where that is
     * NULL. */
    const struct wp_item *moved;
    const struct wp_item *parent;
    const struct wp_item *before;
};

static struct wp_item *copy_item(struct expectation *expected, const struct wp_item *from,
                                 struct wp_item *parent);
static struct wp_item *copy_items(struct expectation *expected, const struct wp_item *from,
                                  struct wp_item *parent, struct wp_item **tail);

/* Behind the last item that `parent` has. */
static struct wp_item **tail_of(struct wp_item *parent)
{
    struct wp_item **tail = &parent->first;

    while (*tail != NULL)
        tail = &(*tail)->next;
    return tail;
}

/* The item that has moved, with all under it. */
static bool put_moved(const struct expectation *expected, struct wp_item *parent,
                      struct wp_item **place)
{
    struct expectation as_it_is = {.arena = expected->arena};

    *place = copy_item(&as_it_is, expected->moved, parent);
    return *place != NULL;
}

static int compare_items(const struct wp_item *a, const struct wp_item *b)
{
    return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

static int compare_changes(const void *a, const void *b)
{
    const struct wp_change *x = *(const struct wp_change *const *)a;
    const struct wp_change *y = *(const struct wp_change *const *)b;

    return x->item != y->item ? compare_items(x->item, y->item) : (x > y) - (x < y);
}

/* The number of the first change for the item, or where it would be. */
static size_t first_change(const struct expectation *expected, const struct wp_item *item)
{
    size_t begin = 0;
    size_t end = expected->count;

    while (begin < end) {
        size_t middle = begin + (end - begin) / 2;

        if (compare_items(expected->changes[middle]->item, item) < 0)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

static bool make_changes(struct expectation *expected, const struct wp_item *from,
                         struct wp_item *copy)
{
    struct expectation as_given = {.arena = expected->arena};
    size_t i;

    for (i = first_change(expected, from);
         i < expected->count && expected->changes[i]->item == from; i++) {
        const struct wp_change *change = expected->changes[i];

        if (!wp_key_is_list(change->key))
            wp_item_take(copy, change->values, change->key);
        else if (copy_items(&as_given, change->values, copy, tail_of(copy)) == NULL)
            return false;
    }
    return true;
}

static struct wp_item *copy_item(struct expectation *expected, const struct wp_item *from,
                                 struct wp_item *parent)
{
    struct wp_item *copy = wp_arena_alloc(expected->arena, sizeof *copy);

    if (copy == NULL)
        return NULL;
    *copy = *from;
    copy->parent = parent;
    copy->first = NULL;
    copy->next = NULL;
    if (from->first != NULL && copy_items(expected, from->first, copy, &copy->first) == NULL)
        return NULL;
    if (from == expected->parent && expected->before == NULL &&
        !put_moved(expected, copy, tail_of(copy)))
        return NULL;
    return make_changes(expected, from, copy) ? copy : NULL;
}

/* The items from `from` on, put at `tail`; NULL when memory is out. */
static struct wp_item *copy_items(struct expectation *expected, const struct wp_item *from,
                                  struct wp_item *parent, struct wp_item **tail)
{
    for (; from != NULL; from = from->next) {
        if (from == expected->before && expected->before != NULL) {
            if (!put_moved(expected, parent, tail))
                return NULL;
            tail = &(*tail)->next;
        }
        if (wp_items_have(expected->left_out, expected->left_out_count, from))
            continue;
        *tail = copy_item(expected, from, parent);
        if (*tail == NULL)
            return NULL;
        tail = &(*tail)->next;
    }
    return parent;
}

struct wp_item *wp_expect(struct wp_arena *arena, const struct wp_week *week,
                          const struct wp_change *changes, size_t count)
{
    struct expectation expected = {.arena = arena, .count = count};
    size_t i;

    expected.changes = wp_arena_array(arena, count + 1, sizeof(struct wp_change *));
    if (expected.changes == NULL)
        return NULL;
    for (i = 0; i < count; i++)
        expected.changes[i] = &changes[i];
    if (count > 1)
        qsort(expected.changes, count, sizeof(struct wp_change *), compare_changes);
    return copy_item(&expected, &week->root, NULL);
}

struct wp_item *wp_expect_without(struct wp_arena *arena, const struct wp_week *week,
                                  const struct wp_item *const *items, size_t count)
{
    struct expectation expected = {.arena = arena, .left_out = items, .left_out_count = count};

    return copy_item(&expected, &week->root, NULL);
}

struct wp_item *wp_expect_moved(struct wp_arena *arena, const struct wp_week *week,
                                const struct wp_item *item, const struct wp_item *parent,
                                const struct wp_item *before)
{
    struct expectation expected = {
        .arena = arena,
        .left_out = &item,
        .left_out_count = 1,
        .moved = item,
        .parent = parent,
        .before = before,
    };

    return copy_item(&expected, &week->root, NULL);
}

bool wp_expect_same(const struct wp_item *a, const struct wp_item *b)
{
    enum wp_key key;

    for (key = 0; key < WP_KEY_COUNT; key++)
        if (!wp_item_agree(a, b, key))
            return false;
    a = a->first;
    b = b->first;
    while (a != NULL && b != NULL) {
        if (!wp_expect_same(a, b))
            return false;
        a = a->next;
        b = b->next;
    }
    return a == NULL && b == NULL;
}
