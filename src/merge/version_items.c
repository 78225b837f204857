#include "merge/version_items.h"

/* Append `item` with the items below it. Return the address after the last one. */
static struct wp_version_item *list_subtree(struct wp_version_item *at, const struct wp_item *item,
                                            struct wp_version_item *parent)
{
    struct wp_version_item *own = at++;

    *own = (struct wp_version_item){.item = item, .parent = parent};
    for (const struct wp_item *child = item->first; child != NULL; child = child->next)
        at = list_subtree(at, child, own);
    own->end = at;
    return at;
}

struct wp_version_items wp_version_items_list(const struct wp_week *week, enum wp_version version,
                                              struct wp_arena *arena)
{
    struct wp_version_items list = {.version = version, .week = week};

    if (week == NULL)
        return list;
    list.count = wp_item_count_below(&week->root) + wp_item_count_below(&week->also) + 2;
    list.items = wp_arena_array(arena, list.count, sizeof *list.items);
    list.also = list_subtree(list.items, &week->root, NULL);
    list_subtree(list.also, &week->also, NULL);
    return list;
}
