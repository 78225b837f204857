#include "merge/merge_order.h"

/* Scratch memory for the search of moved items: elements for all nodes. */
struct moved_search {
    struct wp_merge_node **nodes; /* items that the base and a version have in a list */
    /* tails[n]: of all choices of n + 1 items that are in the order of the base, the index of the
     * last item of that choice whose last item is the highest one in the base */
    size_t *tails;
    size_t *before; /* before[i]: the index of the item before item i in such an order */
};

/* Return how many of the first `count` tails are above the item in the base. */
static size_t count_tails_before(const struct moved_search *search, size_t count,
                                 const struct wp_merge_node *node)
{
    size_t begin = 0;

    while (begin < count) {
        size_t middle = begin + (count - begin) / 2;

        if (search->nodes[search->tails[middle]]->versions[WP_BASE] < node->versions[WP_BASE])
            begin = middle + 1;
        else
            count = middle;
    }
    return begin;
}

/* Mark the items in the list of `parent` that a version has moved within the list. As few items as
 * possible are moved: the others are a longest increasing subsequence (Fredman, "On computing the
 * length of longest increasing subsequences", 1975). */
static void mark_moved(const struct moved_search *search, const struct wp_merge_node *parent,
                       enum wp_version version)
{
    const struct wp_version_item *list = parent->versions[version];
    size_t count = 0;
    size_t length = 0;

    if (list == NULL || parent->versions[WP_BASE] == NULL)
        return;
    for (const struct wp_version_item *item = list + 1; item < list->end; item = item->end) {
        size_t at;

        if (wp_merge_node_parent(item->node, WP_BASE) != parent)
            continue;
        search->nodes[count] = item->node;
        /* An item that the merged week has below another parent has no position in this list. */
        item->node->moved[version] = item->node->parent == parent;
        at = count_tails_before(search, length, item->node);
        search->before[count] = at > 0 ? search->tails[at - 1] : 0;
        search->tails[at] = count++;
        length = at == length ? length + 1 : length;
    }
    for (size_t at = length > 0 ? search->tails[length - 1] : 0; length > 0; length--) {
        search->nodes[at]->moved[version] = false;
        at = search->before[at];
    }
}

/* Whether the item is in the merged list of `parent`. */
static bool is_in_list(const struct wp_merge_node *node, const struct wp_merge_node *parent)
{
    return node->parent == parent && wp_merge_node_is_kept(node);
}

static bool is_moved_only_by(const struct wp_merge_node *node, enum wp_version version)
{
    return node->moved[version] && !node->moved[version == WP_OURS ? WP_THEIRS : WP_OURS];
}

/* Whether an item of the merged list has its position from theirs. */
static bool is_put_by_theirs(const struct wp_merge_node *node)
{
    return wp_merge_node_parent(node, WP_OURS) != node->parent ||
           (wp_merge_node_parent(node, WP_THEIRS) == node->parent &&
            is_moved_only_by(node, WP_THEIRS));
}

/* Whether ours has put an item of the merged list where it is, and theirs has not. This holds for
 * an item that theirs has deleted too, so that what theirs has added in its place is below it. */
static bool is_put_by_ours(const struct wp_merge_node *node)
{
    return is_moved_only_by(node, WP_OURS) || node->versions[WP_THEIRS] == NULL ||
           (wp_merge_node_parent(node, WP_BASE) != node->parent &&
            wp_merge_node_parent(node, WP_THEIRS) != node->parent);
}

/* Link the items of the list that have the position of ours. */
static void link_ours(struct wp_merge_node *parent)
{
    const struct wp_version_item *list = parent->versions[WP_OURS];
    struct wp_merge_node **end = &parent->first;

    if (list == NULL)
        return;
    for (const struct wp_version_item *item = list + 1; item < list->end; item = item->end) {
        if (!is_in_list(item->node, parent) || is_put_by_theirs(item->node))
            continue;
        item->node->place = WP_OURS;
        *end = item->node;
        end = &item->node->next;
    }
    *end = NULL;
}

/* Whether an item that ours has deleted is kept in the list in which it was. */
static bool is_kept_in_place(const struct wp_merge_node *node)
{
    return wp_merge_node_parent(node, WP_BASE) == node->parent && node->versions[WP_OURS] == NULL &&
           !node->moved[WP_THEIRS];
}

/* Link the other items: each after the item above it in theirs, and after what ours has put there.
 * But an item that ours has deleted is above what ours has put there, because it was there first.
 */
static void link_theirs(struct wp_merge_node *parent)
{
    const struct wp_version_item *list = parent->versions[WP_THEIRS];
    struct wp_merge_node **link = &parent->first;

    if (list == NULL)
        return;
    for (const struct wp_version_item *item = list + 1; item < list->end; item = item->end) {
        struct wp_merge_node *node = item->node;

        if (!is_in_list(node, parent) || is_moved_only_by(node, WP_OURS))
            continue;
        if (is_put_by_theirs(node)) {
            while (*link != NULL && is_put_by_ours(*link) && !is_kept_in_place(node))
                link = &(*link)->next;
            node->place = WP_THEIRS;
            node->next = *link;
            *link = node;
        }
        link = &node->next;
    }
}

/* Note the items of the list that both versions have moved to different positions. */
static void note_moved_apart(struct wp_merge_node *parent)
{
    for (enum wp_version version = WP_OURS; version < WP_VERSIONS; version++) {
        const struct wp_version_item *list = parent->versions[version];
        const struct wp_merge_node *anchor = NULL;

        if (list == NULL)
            return;
        for (const struct wp_version_item *item = list + 1; item < list->end; item = item->end) {
            struct wp_merge_node *node = item->node;

            if (!is_in_list(node, parent))
                continue;
            if (!node->moved[WP_OURS] && !node->moved[WP_THEIRS])
                anchor = wp_merge_node_parent(node, WP_BASE) == parent ? node : anchor;
            else if (version == WP_OURS)
                node->anchor = anchor;
            else if (node->moved[WP_OURS] && node->moved[WP_THEIRS] && node->anchor != anchor)
                node->not_moved[WP_THEIRS] = true;
        }
    }
}

void wp_merge_order_items(struct wp_merge_nodes *nodes)
{
    struct moved_search search = {
        wp_arena_array(nodes->arena, nodes->count, sizeof(struct wp_merge_node *)),
        wp_arena_array(nodes->arena, nodes->count, sizeof *search.tails),
        wp_arena_array(nodes->arena, nodes->count, sizeof *search.before)};

    for (size_t i = 0; i < nodes->count; i++) {
        struct wp_merge_node *parent = &nodes->nodes[i];

        mark_moved(&search, parent, WP_OURS);
        mark_moved(&search, parent, WP_THEIRS);
        link_ours(parent);
        link_theirs(parent);
        note_moved_apart(parent);
    }
}
