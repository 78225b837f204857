/* Remove items with their lines and comments. If a list becomes empty, remove its key. */
#include "edit/block_entries.h"
#include "edit/entry_comments.h"
#include "edit/flow_entries.h"
#include "plan/item_set.h"
#include "plan/item_value.h"

struct item_set {
    const struct wp_item *const *items;
    size_t count;
};

static bool is_in_set(const struct item_set *set, const struct wp_item *item)
{
    return wp_item_set_has(set->items, set->count, item);
}

static bool has_all(const struct item_set *set, const struct wp_item *parent)
{
    const struct wp_item *item = parent->first;

    while (item != NULL && is_in_set(set, item))
        item = item->next;
    return item == NULL;
}

static void remove_block_items(struct wp_edit_state *state, const struct item_set *set,
                               const struct wp_item *parent)
{
    const struct wp_field *list = wp_item_field(parent, parent->seq_key);
    struct wp_block block = wp_block_of_list(state, parent);
    const struct wp_item *item;

    if (has_all(set, parent))
        wp_edit_state_put_text(state, wp_entry_colon(state->week, list), " []");
    for (item = parent->first; item != NULL; item = item->next)
        block.entries[item->number - 1].removed = is_in_set(set, item);
    wp_block_remove(state, &block);
}

static void remove_flow_items(struct wp_edit_state *state, const struct item_set *set,
                              const struct wp_item *parent)
{
    struct wp_flow flow = wp_flow_of_list(state, parent, 0);
    const struct wp_item *item;
    size_t i = 0;

    for (item = parent->first; item != NULL; item = item->next)
        flow.entries[i++].removed = is_in_set(set, item);
    wp_flow_finish(state, &flow);
}

/* Whether the key of the list is removed with its last item: not that of `goals:`, and not that
 * of `also:` in flow style, because an edit may add a key to the same braces. */
static bool loses_key(const struct wp_item *parent)
{
    return parent->parent != NULL ||
           (parent->seq_key == WP_KEY_ALSO && parent->layout.style == WP_BLOCK);
}

static void remove_from(struct wp_edit_state *state, const struct item_set *set,
                        const struct wp_item *parent)
{
    const struct wp_change no_list = {parent, parent->seq_key, NULL};
    const struct wp_change *changes[] = {&no_list};
    const struct wp_item_edit edit = {parent, changes, 1};
    const struct wp_field *list = wp_item_field(parent, parent->seq_key);

    if (has_all(set, parent) && loses_key(parent) &&
        !wp_entry_list_has_comment(state->week, parent))
        wp_edit_mapping(state, &edit);
    else if (wp_entry_is_flow_seq(state->week, list))
        remove_flow_items(state, set, parent);
    else
        remove_block_items(state, set, parent);
}

void wp_edit_remove_lines(struct wp_edit_state *state, const struct wp_item *const *items,
                          size_t count)
{
    const struct item_set set = {items, count};
    size_t i;

    for (i = 0; i < count; i++)
        if (i == 0 || items[i - 1]->parent != items[i]->parent)
            remove_from(state, &set, items[i]->parent);
}
