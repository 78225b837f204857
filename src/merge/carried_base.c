#include "merge/carried_base.h"

#include "merge/pair_versions.h"
#include "plan/item_value.h"

/* Both weeks of a version, paired with the old week of the base. */
struct carried_version {
    struct wp_version_items before;
    struct wp_version_items after;
    size_t open;    /* number of items of the base without subtasks that are open in `before` */
    size_t carried; /* number of these that were carried to `after` */
};

/* The search for what was carried. */
struct carried_search {
    struct wp_version_items base;  /* the old week of the base, paired with those of the versions */
    struct wp_version_items again; /* the same items, paired with the new weeks */
    struct carried_version versions[WP_VERSIONS]; /* that of the base is not used */
};

/* Whether `carry` would copy the item: it is open, or belongs to a goal of every week. */
static bool is_to_carry(const struct wp_item *item)
{
    return item->progress.state == WP_OPEN || wp_item_goal(item)->weekly;
}

/* Whether `carry` or `defer` has made the item. */
static bool is_carried_item(const struct wp_item *item)
{
    const struct wp_item *goal = wp_item_goal(item);

    return item->carried > 0 || goal->carried > 0 || goal->weekly;
}

/* Whether `copy` has a value for each key for which `item` has one. Then it may be a copy of it. */
static bool has_all_keys(const struct wp_item *copy, const struct wp_item *item)
{
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (wp_item_has(item, key) && !wp_item_has(copy, key))
            return false;
    return true;
}

/* Return the item of the new week that is the item number `i` of the base, or NULL. */
static const struct wp_item *find_there(const struct carried_search *s, enum wp_version version,
                                        size_t i)
{
    const struct wp_version_item *mate = s->again.items[i].mates[version];

    return mate != NULL && mate->parent != NULL ? mate->item : NULL;
}

/* Whether the item number `i` of the base was carried to the new week. */
static bool was_carried(const struct carried_search *s, enum wp_version version, size_t i)
{
    const struct wp_item *there = find_there(s, version, i);

    return there != NULL && is_carried_item(there);
}

/* Whether the new week has a copy of the item number `i` of the base that was made by hand. */
static bool was_copied_by_hand(const struct carried_search *s, enum wp_version version, size_t i)
{
    const struct wp_item *there = find_there(s, version, i);

    return there != NULL && !is_carried_item(there) && has_all_keys(there, s->again.items[i].item);
}

/* Whether the version has the item number `i` of the base in its old week, and would carry it. */
static bool would_carry(const struct carried_search *s, enum wp_version version, size_t i)
{
    const struct wp_version_item *mate = s->base.items[i].mates[version];

    return mate != NULL && is_to_carry(mate->item);
}

/* Whether the version has carried the week, and not only some items of it. */
static bool has_carried_week(const struct carried_search *s, enum wp_version version)
{
    const struct carried_version *v = &s->versions[version];

    return v->carried > 0 && 2 * v->carried >= v->open;
}

/* Whether an item without subtasks is in the base of the new week. */
static bool is_in_new_base(const struct carried_search *s, size_t i)
{
    for (enum wp_version version = WP_OURS; version < WP_VERSIONS; version++) {
        enum wp_version other = version == WP_OURS ? WP_THEIRS : WP_OURS;
        const struct wp_item *there = find_there(s, other, i);

        if (!was_carried(s, version, i))
            continue;
        if (was_carried(s, other, i))
            return true;
        /* A subtask that was put below an item that was not carried is the copy all the same. An
         * entry of `also:` has no `carried`, so it may be the copy, moved. */
        if (there != NULL && !wp_item_is_also(there))
            return s->base.items[i].item->parent->parent != NULL && has_carried_week(s, other);
        if (would_carry(s, other, i) && has_carried_week(s, other))
            return true;
    }
    return was_copied_by_hand(s, WP_OURS, i) && was_copied_by_hand(s, WP_THEIRS, i);
}

/* Pair the weeks of all versions with the old week of the base. */
static void pair_weeks(struct carried_search *s, const struct wp_carry_versions *weeks,
                       struct wp_arena *arena)
{
    struct wp_version_items before[WP_VERSIONS];
    struct wp_version_items there = wp_version_items_list(weeks->after[WP_BASE], WP_BASE, arena);

    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        before[version] = wp_version_items_list(weeks->before[version], version, arena);
    wp_pair_versions(before, false, arena);
    s->base = before[WP_BASE];
    s->again = wp_version_items_list(weeks->before[WP_BASE], WP_BASE, arena);
    /* What the new week of the base has already is not carried. It gets no other pair. */
    wp_pair_copies(&s->again, &there, arena);
    for (enum wp_version version = WP_OURS; version < WP_VERSIONS; version++) {
        s->versions[version].after = wp_version_items_list(weeks->after[version], version, arena);
        wp_pair_copies(&s->again, &s->versions[version].after, arena);
    }
}

/* Whether the item number `i` of the base is a goal or a subtask, and not one that was done besides
 * the plan, or that the new week of the base has already. */
static bool is_carriable(const struct carried_search *s, size_t i)
{
    const struct wp_version_item *item = &s->again.items[i];

    return item->parent != NULL && item < s->again.also && item->mates[WP_BASE] == NULL;
}

/* Count the items of each version that are open, and that were carried. */
static void count_open_and_carried(struct carried_search *s)
{
    for (size_t i = 0; i < s->base.count; i++) {
        if (!is_carriable(s, i) || s->base.items[i].item->first != NULL)
            continue;
        for (enum wp_version version = WP_OURS; version < WP_VERSIONS; version++)
            if (would_carry(s, version, i)) {
                s->versions[version].open++;
                s->versions[version].carried += was_carried(s, version, i);
            }
    }
}

/* Add the goal number `i` of the base to those that a version lacks, although it has carried other
 * items. */
static void note_lacking(struct wp_carried_base *carried, const struct carried_search *s, size_t i)
{
    if (s->base.items[i].item->parent == NULL || s->base.items[i].item->parent->parent != NULL)
        return;
    for (enum wp_version version = WP_OURS; version < WP_VERSIONS; version++) {
        enum wp_version other = version == WP_OURS ? WP_THEIRS : WP_OURS;
        const struct wp_item *copy = find_there(s, other, i);

        if (was_carried(s, other, i) && copy->progress.state == WP_OPEN &&
            find_there(s, version, i) == NULL && would_carry(s, version, i) &&
            s->versions[version].carried > 0 && !has_carried_week(s, version))
            carried->lacking[version][carried->lacking_counts[version]++] = copy;
    }
}

void wp_carried_base_find(struct wp_carried_base *carried, const struct wp_carry_versions *weeks,
                          struct wp_arena *arena)
{
    struct carried_search s = {.base = {.week = NULL}};

    *carried = (struct wp_carried_base){.left = NULL};
    pair_weeks(&s, weeks, arena);
    count_open_and_carried(&s);
    carried->left = wp_arena_array(arena, s.base.count, sizeof(struct wp_item *));
    for (enum wp_version version = WP_OURS; version < WP_VERSIONS; version++)
        carried->lacking[version] = wp_arena_array(arena, s.base.count, sizeof(struct wp_item *));
    for (size_t i = 0; i < s.base.count; i++) {
        const struct wp_item *item = s.base.items[i].item;

        if (!is_carriable(&s, i))
            continue;
        note_lacking(carried, &s, i);
        if (item->first != NULL)
            continue;
        if (is_in_new_base(&s, i))
            carried->carried_count += is_to_carry(item);
        else
            carried->left[carried->left_count++] = item;
    }
}
