#include "merge/pair_versions.h"

#include <stdlib.h>

#include "merge/alike_items.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* How many items after the last pair are compared with a renamed item, so that the time does not
 * grow with the square of a list. */
enum { RENAMED_TRIES = 16 };

/* The rules by which two versions are paired. */
enum pair_rules {
    PAIR_CHANGED, /* one version was made from the other: all rules */
    PAIR_COPIED,  /* items of one version were copied to the other: rules 1 to 3 */
    PAIR_APART,   /* the versions may have no version in common: rules 1 to 3 */
    PAIR_NEW      /* items that are not in the base: rules 1 and 2 */
};

/* Items of one version, such as those that have no pair yet. */
struct item_array {
    struct wp_version_item **items; /* in the arena; has room for all items of the version */
    size_t count;
};

/* The pairing of two versions, and its scratch memory. */
struct pairing {
    struct wp_version_items *versions[2];
    enum pair_rules rules;
    struct item_array unpaired[2];
    struct item_array titled[2]; /* all items of each version, sorted by title */
};

/* Whether the item may be paired with an item of the other version. An item of ours that has a pair
 * in the base is not new, so it is paired with an item of theirs only through the base. */
static bool is_unpaired(const struct wp_version_item *item, enum wp_version other)
{
    return item->mates[other] == NULL && (other == WP_BASE || item->mates[WP_BASE] == NULL);
}

static void make_pair(struct pairing *pairing, struct wp_version_item *first,
                      struct wp_version_item *second)
{
    first->mates[pairing->versions[1]->version] = second;
    second->mates[pairing->versions[0]->version] = first;
}

/* Add the item to the unpaired items of the version `side` if it has no pair. */
static void add_unpaired(struct pairing *pairing, unsigned side, struct wp_version_item *item)
{
    struct item_array *unpaired = &pairing->unpaired[side];

    if (item->parent != NULL && is_unpaired(item, pairing->versions[1 - side]->version))
        unpaired->items[unpaired->count++] = item;
}

/* Set the unpaired items to all items of both versions that have no pair. */
static void collect_all(struct pairing *pairing)
{
    for (unsigned side = 0; side < 2; side++) {
        pairing->unpaired[side].count = 0;
        for (size_t i = 0; i < pairing->versions[side]->count; i++)
            add_unpaired(pairing, side, &pairing->versions[side]->items[i]);
    }
}

/* Set the unpaired items to those directly below `parent`, which is of the first version, and below
 * the item that is paired with `parent`. */
static void collect_below(struct pairing *pairing, struct wp_version_item *parent)
{
    struct wp_version_item *parents[2] = {parent, parent->mates[pairing->versions[1]->version]};

    for (unsigned side = 0; side < 2; side++) {
        pairing->unpaired[side].count = 0;
        for (struct wp_version_item *child = parents[side] + 1; child < parents[side]->end;
             child = child->end)
            add_unpaired(pairing, side, child);
    }
}

static int compare_by_id(const void *a, const void *b)
{
    const struct wp_version_item *x = *(struct wp_version_item *const *)a;
    const struct wp_version_item *y = *(struct wp_version_item *const *)b;
    int order = wp_str_compare(x->item->id, y->item->id);

    return order != 0 ? order : (x > y) - (x < y);
}

static int compare_by_title(const void *a, const void *b)
{
    const struct wp_version_item *x = *(struct wp_version_item *const *)a;
    const struct wp_version_item *y = *(struct wp_version_item *const *)b;
    int order = wp_str_compare(x->item->title, y->item->title);

    return order != 0 ? order : (x > y) - (x < y);
}

static struct wp_str id_of(const struct wp_version_item *item)
{
    return item->item->id;
}

static struct wp_str title_of(const struct wp_version_item *item)
{
    return item->item->title;
}

/* The texts by which items are compared. */
struct criterion {
    struct wp_str (*text)(const struct wp_version_item *item);
    int (*compare)(const void *a, const void *b);
};

static const struct criterion by_id = {id_of, compare_by_id};
static const struct criterion by_title = {title_of, compare_by_title};

/* Items of both versions with the same text. */
struct group {
    struct wp_version_item **items[2];
    size_t counts[2];
};

/* Return the number of the first of `count` items that have the same text. */
static size_t count_equal(const struct criterion *criterion, struct wp_version_item *const *items,
                          size_t count)
{
    size_t equal = 1;

    while (equal < count && wp_str_equal(criterion->text(items[equal]), criterion->text(items[0])))
        equal++;
    return equal;
}

/* Call `pair` for each text that items of both versions have. Empty texts are left out. The
 * unpaired items are sorted. */
static void each_group(struct pairing *pairing, const struct criterion *criterion,
                       void (*pair)(struct pairing *pairing, const struct group *group))
{
    struct wp_version_item **at[2], **ends[2];

    for (unsigned side = 0; side < 2; side++) {
        struct item_array *unpaired = &pairing->unpaired[side];

        if (unpaired->count > 1)
            qsort(unpaired->items, unpaired->count, sizeof(struct wp_version_item *),
                  criterion->compare);
        at[side] = unpaired->items;
        ends[side] = unpaired->items + unpaired->count;
    }
    while (at[0] < ends[0] && at[1] < ends[1]) {
        int order = wp_str_compare(criterion->text(*at[0]), criterion->text(*at[1]));

        if (order == 0) {
            struct group group = {{at[0], at[1]},
                                  {count_equal(criterion, at[0], (size_t)(ends[0] - at[0])),
                                   count_equal(criterion, at[1], (size_t)(ends[1] - at[1]))}};

            if (criterion->text(*at[0]).length > 0)
                pair(pairing, &group);
            at[0] += group.counts[0];
            at[1] += group.counts[1];
        } else {
            at[order > 0]++;
        }
    }
}

/* Whether an item of the version `side` has this title. */
static bool has_titled(const struct pairing *pairing, unsigned side, struct wp_str title)
{
    const struct item_array *titled = &pairing->titled[side];
    size_t begin = 0;
    size_t end = titled->count;

    while (begin < end) {
        size_t middle = begin + (end - begin) / 2;

        if (wp_str_compare(titled->items[middle]->item->title, title) < 0)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin < titled->count && wp_str_equal(titled->items[begin]->item->title, title);
}

/* Whether items directly below both have the same title. */
static bool have_common_subtask(const struct wp_item *a, const struct wp_item *b)
{
    for (const struct wp_item *child = a->first; child != NULL; child = child->next)
        for (const struct wp_item *other = b->first; other != NULL; other = other->next)
            if (wp_str_equal(child->title, other->title))
                return true;
    return false;
}

/* Whether two items with one id and different titles are one item, renamed. Else the id was moved
 * from one item to another, or two versions have given it to two items. */
static bool is_renamed(const struct pairing *pairing, const struct wp_item *first,
                       const struct wp_item *second)
{
    bool old_there = has_titled(pairing, 1, first->title);
    bool new_here = has_titled(pairing, 0, second->title);

    if (pairing->rules == PAIR_CHANGED || pairing->rules == PAIR_COPIED)
        return !old_there || !new_here;
    /* With a base, two new titles are a conflict. Without one, nobody would be asked. */
    return !old_there && !new_here &&
           (pairing->rules == PAIR_NEW || wp_alike_items(first, second) ||
            have_common_subtask(first, second));
}

/* Pair the items of a group with the same id. */
static void pair_by_id(struct pairing *pairing, const struct group *group)
{
    const struct wp_item *first = (*group->items[0])->item;
    const struct wp_item *second = (*group->items[1])->item;

    if (wp_str_equal(first->title, second->title) || is_renamed(pairing, first, second))
        make_pair(pairing, *group->items[0], *group->items[1]);
}

/* Pair the items of a group if both versions have only one. */
static void pair_single(struct pairing *pairing, const struct group *group)
{
    if (group->counts[0] == 1 && group->counts[1] == 1)
        make_pair(pairing, *group->items[0], *group->items[1]);
}

/* Whether two items have the same values. */
static bool is_same_item(const struct wp_item *a, const struct wp_item *b)
{
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (!wp_item_value_equal(a, b, key))
            return false;
    return a->extras == b->extras;
}

/* Pair siblings with equal titles in the order of the file. If one version has more of them, one
 * may have been deleted or added: first pair unchanged ones from the end. */
static void pair_in_order(struct pairing *pairing, const struct group *group)
{
    struct wp_version_item *const *first = group->items[0];
    struct wp_version_item *const *second = group->items[1];
    size_t counts[2] = {group->counts[0], group->counts[1]};

    while (counts[0] != counts[1] && counts[0] > 0 && counts[1] > 0 &&
           is_same_item(first[counts[0] - 1]->item, second[counts[1] - 1]->item))
        make_pair(pairing, first[--counts[0]], second[--counts[1]]);
    for (size_t i = 0; i < counts[0] && i < counts[1]; i++)
        make_pair(pairing, first[i], second[i]);
}

/* Whether two items may be the same one, renamed. */
static bool may_be_renamed(const struct pairing *pairing, const struct wp_version_item *first,
                           const struct wp_version_item *second)
{
    return is_unpaired(first, pairing->versions[1]->version) &&
           is_unpaired(second, pairing->versions[0]->version) && second->parent != NULL &&
           (first->item->id.length == 0 || second->item->id.length == 0);
}

static int compare_item_addresses(const void *a, const void *b)
{
    const struct wp_version_item *x = *(struct wp_version_item *const *)a;
    const struct wp_version_item *y = *(struct wp_version_item *const *)b;

    return (x > y) - (x < y);
}

/* Pair an item of the first version with the item of the second version that has more than half of
 * its subtasks. */
static void pair_by_subtasks(struct pairing *pairing, struct wp_version_item *item)
{
    struct wp_version_item **parents = pairing->unpaired[1].items;
    enum wp_version other = pairing->versions[1]->version;
    size_t subtasks = 0;
    size_t count = 0;
    struct wp_version_item *middle;
    size_t same = 0;

    for (const struct wp_version_item *child = item + 1; child < item->end; child = child->end) {
        subtasks++;
        if (child->mates[other] != NULL && child->mates[other]->parent != NULL)
            parents[count++] = child->mates[other]->parent;
    }
    if (2 * count <= subtasks)
        return;
    qsort(parents, count, sizeof(struct wp_version_item *), compare_item_addresses);
    /* If one parent has more than half of the subtasks, it is in the middle of the sorted array. */
    middle = parents[count / 2];
    for (size_t i = 0; i < count; i++)
        same += parents[i] == middle;
    if (2 * same > subtasks && may_be_renamed(pairing, item, middle))
        make_pair(pairing, item, middle);
}

/* Return the first item below `item`, or NULL. */
static struct wp_version_item *first_below(struct wp_version_item *item)
{
    return item + 1 < item->end ? item + 1 : NULL;
}

/* Return the sibling after `item`, or NULL. */
static struct wp_version_item *sibling_after(const struct wp_version_item *item)
{
    return item->end < item->parent->end ? item->end : NULL;
}

/* Return the item that is below `parent` after the item `before`; the first one if that is NULL.
 * NULL if `before` is below another item, or if there is none after it. */
static struct wp_version_item *below_after(struct wp_version_item *parent,
                                           const struct wp_version_item *before)
{
    if (before == NULL)
        return first_below(parent);
    return before->parent == parent ? sibling_after(before) : NULL;
}

/* Pair the items directly below `parent`, which has a pair, with items that are alike, between the
 * same siblings. */
static void pair_alike(struct pairing *pairing, struct wp_version_item *parent)
{
    enum wp_version other = pairing->versions[1]->version;
    struct wp_version_item *mate = parent->mates[other];
    struct wp_version_item *next = first_below(mate); /* the item after the last pair */
    struct wp_version_item *child;

    for (child = first_below(parent); child != NULL; child = sibling_after(child)) {
        struct wp_version_item *found = next;

        if (child->mates[other] != NULL) {
            next = child->mates[other]->parent == mate ? sibling_after(child->mates[other]) : next;
            continue;
        }
        for (int tries = 0; tries < RENAMED_TRIES && found != NULL; tries++) {
            if (!is_unpaired(found, pairing->versions[0]->version))
                break;
            if (may_be_renamed(pairing, child, found) && wp_alike_items(child->item, found->item)) {
                make_pair(pairing, child, found);
                next = sibling_after(found);
                break;
            }
            found = sibling_after(found);
        }
    }
}

/* Pair the items directly below `parent`, which has a pair, that are alone between the same two
 * siblings. Leave out the last item of a list: it may have been deleted, and the other one added at
 * the end. */
static void pair_between(struct pairing *pairing, struct wp_version_item *parent)
{
    enum wp_version other = pairing->versions[1]->version;
    const struct wp_version_item *before = NULL; /* sibling before `child` */
    struct wp_version_item *after;

    for (struct wp_version_item *child = first_below(parent); child != NULL; child = after) {
        struct wp_version_item *found = NULL;

        after = sibling_after(child);
        if (after == NULL)
            return;
        if (before == NULL || before->mates[other] != NULL)
            found = below_after(parent->mates[other], before != NULL ? before->mates[other] : NULL);
        before = child;
        if (found != NULL && may_be_renamed(pairing, child, found) && after->mates[other] != NULL &&
            sibling_after(found) == after->mates[other])
            make_pair(pairing, child, found);
    }
}

/* Pair the items below all pairs by title and place, from the root down. If `renamed`, pair also
 * those that were renamed between their siblings. */
static void pair_by_place(struct pairing *pairing, bool renamed)
{
    struct wp_version_items *first = pairing->versions[0];

    for (size_t i = 0; i < first->count; i++) {
        if (first->items[i].mates[pairing->versions[1]->version] == NULL)
            continue;
        collect_below(pairing, &first->items[i]);
        each_group(pairing, &by_title, pair_in_order);
        if (renamed) {
            pair_alike(pairing, &first->items[i]);
            pair_between(pairing, &first->items[i]);
        }
    }
}

/* Sort the items of a version by title. */
static void sort_titles(struct pairing *pairing, unsigned side, struct wp_arena *arena)
{
    const struct wp_version_items *version = pairing->versions[side];
    struct item_array *titled = &pairing->titled[side];

    titled->items = wp_arena_array(arena, version->count, sizeof(struct wp_version_item *));
    for (size_t i = 0; i < version->count; i++)
        if (version->items[i].parent != NULL)
            titled->items[titled->count++] = &version->items[i];
    if (titled->count > 1)
        qsort(titled->items, titled->count, sizeof(struct wp_version_item *), compare_by_title);
}

/* Pair the items of two versions. */
static void pair_two(struct wp_version_items *first, struct wp_version_items *second,
                     enum pair_rules rules, struct wp_arena *arena)
{
    struct pairing pairing = {.versions = {first, second}, .rules = rules};

    if (first->week == NULL || second->week == NULL)
        return;
    for (unsigned side = 0; side < 2; side++) {
        pairing.unpaired[side].items =
            wp_arena_array(arena, first->count + second->count, sizeof(struct wp_version_item *));
        sort_titles(&pairing, side, arena);
    }
    make_pair(&pairing, first->items, second->items);
    make_pair(&pairing, first->also, second->also);
    collect_all(&pairing);
    each_group(&pairing, &by_id, pair_by_id);
    pair_by_place(&pairing, false);
    if (rules == PAIR_NEW)
        return;
    collect_all(&pairing);
    each_group(&pairing, &by_title, pair_single);
    if (rules == PAIR_CHANGED)
        for (size_t i = first->count; i-- > 0;)
            if (is_unpaired(&first->items[i], second->version))
                pair_by_subtasks(&pairing, &first->items[i]);
    pair_by_place(&pairing, rules == PAIR_CHANGED);
}

void wp_pair_versions(struct wp_version_items versions[WP_VERSIONS], bool without_base,
                      struct wp_arena *arena)
{
    pair_two(&versions[WP_BASE], &versions[WP_OURS], PAIR_CHANGED, arena);
    pair_two(&versions[WP_BASE], &versions[WP_THEIRS], PAIR_CHANGED, arena);
    for (size_t i = 0; i < versions[WP_BASE].count; i++) {
        struct wp_version_item *const *mates = versions[WP_BASE].items[i].mates;

        if (mates[WP_OURS] != NULL && mates[WP_THEIRS] != NULL) {
            mates[WP_OURS]->mates[WP_THEIRS] = mates[WP_THEIRS];
            mates[WP_THEIRS]->mates[WP_OURS] = mates[WP_OURS];
        }
    }
    pair_two(&versions[WP_OURS], &versions[WP_THEIRS], without_base ? PAIR_APART : PAIR_NEW, arena);
}

void wp_pair_copies(struct wp_version_items *items, struct wp_version_items *copies,
                    struct wp_arena *arena)
{
    pair_two(items, copies, PAIR_COPIED, arena);
}
