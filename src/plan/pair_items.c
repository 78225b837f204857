#include "plan/pair_items.h"

#include <stdlib.h>

#include "plan/item_set.h"

static int compare_ids(const void *a, const void *b)
{
    const struct wp_item *x = *(const struct wp_item *const *)a;
    const struct wp_item *y = *(const struct wp_item *const *)b;

    return wp_str_compare(x->id, y->id);
}

/* Compare the parent of `item` with `parent`, then the title of `item` with `title`. Parents are
 * ordered by their addresses: any order will do. */
static int compare_parent_and_title(const struct wp_item *item, const struct wp_item *parent,
                                    struct wp_str title)
{
    if (item->parent != parent)
        return (uintptr_t)item->parent < (uintptr_t)parent ? -1 : 1;
    return wp_str_compare(item->title, title);
}

static int compare_titles(const void *a, const void *b)
{
    const struct wp_item *x = *(const struct wp_item *const *)a;
    const struct wp_item *y = *(const struct wp_item *const *)b;
    int order = compare_parent_and_title(x, y->parent, y->title);

    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static void sort(struct wp_pair_list *list, int (*compare)(const void *, const void *))
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof(struct wp_item *), compare);
}

static const struct wp_item *find_id(const struct wp_pair_list *ids, const struct wp_item *item)
{
    const struct wp_item *const *found =
        item->id.length > 0 && ids->count > 0
            ? bsearch(&item, ids->items, ids->count, sizeof(struct wp_item *), compare_ids)
            : NULL;

    return found != NULL ? *found : NULL;
}

/* Return the index of the first item in `titles` with this parent and this title. If there is none,
 * return the index at which to insert it. */
static size_t first_of(const struct wp_pair_list *titles, const struct wp_item *parent,
                       struct wp_str title)
{
    size_t begin = 0;
    size_t end = titles->count;

    while (begin < end) {
        size_t middle = begin + (end - begin) / 2;

        if (compare_parent_and_title(titles->items[middle], parent, title) < 0)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

/* Fill `ids` with the items that have an id, sorted by id. */
static void collect_ids(struct wp_pair_list *ids, const struct wp_item *const *items, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (items[i]->id.length > 0)
            ids->items[ids->count++] = items[i];
    sort(ids, compare_ids);
}

/* Append all items below `root` to `items`, which has `count` items. Return the new number. */
static size_t append_below(const struct wp_item **items, size_t count, const struct wp_item *root)
{
    const struct wp_item *item = root;

    while ((item = wp_item_after(item, root)) != NULL)
        items[count++] = item;
    return count;
}

void wp_pair_begin(struct wp_pair *pair, struct wp_arena *arena, const struct wp_item *const *items,
                   size_t count, const struct wp_item *other, const struct wp_item *also)
{
    size_t there = wp_item_count_below(other);
    size_t named = there + (also != NULL ? wp_item_count_below(also) : 0);
    const struct wp_item **all = wp_arena_array(arena, named + 1, sizeof(struct wp_item *));
    struct wp_pair_list own = {wp_arena_array(arena, count + 1, sizeof(struct wp_item *)), 0};
    size_t i;

    *pair = (struct wp_pair){
        .ids = {wp_arena_array(arena, named + 1, sizeof(struct wp_item *)), 0},
        .titled = {wp_arena_array(arena, count + 1, sizeof(struct wp_item *)), 0},
        .titles = {wp_arena_array(arena, there + 1, sizeof(struct wp_item *)), 0},
    };
    append_below(all, 0, other);
    if (also != NULL)
        append_below(all, there, also);
    collect_ids(&pair->ids, all, named);
    collect_ids(&own, items, count);
    /* Only items that are not paired by id are paired by title. */
    for (i = 0; i < there; i++)
        if (find_id(&own, all[i]) == NULL)
            pair->titles.items[pair->titles.count++] = all[i];
    for (i = 0; i < count; i++)
        if (find_id(&pair->ids, items[i]) == NULL)
            pair->titled.items[pair->titled.count++] = items[i];
    sort(&pair->titles, compare_titles);
    sort(&pair->titled, compare_titles);
}

/* Return the number of siblings with the same title that are before `item`. */
static size_t rank_of(const struct wp_pair *pair, const struct wp_item *item)
{
    const struct wp_pair_list *titled = &pair->titled;
    const struct wp_item *const *found =
        bsearch(&item, titled->items, titled->count, sizeof(struct wp_item *), compare_titles);
    size_t number = found != NULL ? (size_t)(found - titled->items) : 0;

    return number - first_of(titled, item->parent, item->title);
}

const struct wp_item *wp_pair_find(const struct wp_pair *pair, const struct wp_item *item,
                                   const struct wp_item *parent)
{
    const struct wp_item *same = find_id(&pair->ids, item);
    size_t at;

    if (same != NULL || parent == NULL)
        return same;
    at = first_of(&pair->titles, parent, item->title) + rank_of(pair, item);
    if (at >= pair->titles.count ||
        compare_parent_and_title(pair->titles.items[at], parent, item->title) != 0)
        return NULL;
    return pair->titles.items[at];
}

const struct wp_item *wp_pair_find_below(const struct wp_pair *pair, const struct wp_item *item,
                                         const struct wp_item *root)
{
    if (item->parent == NULL)
        return root;
    return wp_pair_find(pair, item, wp_pair_find_below(pair, item->parent, root));
}

static int compare_only_titles(const void *a, const void *b)
{
    const struct wp_item *x = *(const struct wp_item *const *)a;
    const struct wp_item *y = *(const struct wp_item *const *)b;

    return wp_str_compare(x->title, y->title);
}

void wp_pair_titles_begin(struct wp_pair_titles *titles, struct wp_arena *arena,
                          const struct wp_item *root, const struct wp_pair_list *used)
{
    size_t count = wp_item_count_below(root);
    struct wp_pair_list sorted = {wp_arena_array(arena, used->count + 1, sizeof(struct wp_item *)),
                                  used->count};
    const struct wp_item *item = root;

    *titles =
        (struct wp_pair_titles){.items = wp_arena_array(arena, count + 1, sizeof(struct wp_item *)),
                                .taken = wp_arena_array(arena, count + 1, sizeof *titles->taken)};
    for (size_t i = 0; i < used->count; i++)
        sorted.items[i] = used->items[i];
    wp_item_set_sort(sorted.items, sorted.count);
    while ((item = wp_item_after(item, root)) != NULL)
        if (!wp_item_set_has(sorted.items, sorted.count, item))
            titles->items[titles->count++] = item;
    sort(&(struct wp_pair_list){titles->items, titles->count}, compare_only_titles);
}

bool wp_pair_titles_take(struct wp_pair_titles *titles, struct wp_str title)
{
    size_t begin = 0;
    size_t end = titles->count;
    size_t next;

    while (begin < end) {
        size_t middle = begin + (end - begin) / 2;

        if (wp_str_compare(titles->items[middle]->title, title) < 0)
            begin = middle + 1;
        else
            end = middle;
    }
    next = begin < titles->count ? begin + titles->taken[begin] : titles->count;
    if (next >= titles->count || !wp_str_equal(titles->items[next]->title, title))
        return false;
    titles->taken[begin]++;
    return true;
}
