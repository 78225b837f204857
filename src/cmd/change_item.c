#include "cmd/change_item.h"

#include <stdlib.h>

#include "base/memory.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/start_week.h"
#include "plan/item_value.h"
#include "plan/keys.h"

static enum wp_status start_with_values(struct wp_locked_plan *change, const struct wp_item *values,
                                        struct wp_error *error)
{
    struct wp_week week = change->new_week;

    week.root = *values;
    return wp_start_week(change, &week, error);
}

/* Append the changes that give the item its new values. Return the keys whose values differ from
 * the old ones, as a set of WP_KEY_BIT. */
static unsigned add_changes(const struct wp_item_change *wanted, struct wp_change *changes,
                            size_t *count)
{
    unsigned changed = 0;

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if ((wanted->keys & WP_KEY_BIT(key)) != 0 &&
            !wp_item_value_equal(wanted->item, wanted->values, key)) {
            changes[(*count)++] = (struct wp_change){wanted->item, key, wanted->values};
            changed |= WP_KEY_BIT(key);
        }
    return changed;
}

/* Edit the week. If the week is not in the plan, start it with the values of its root. */
static enum wp_status edit_or_start(struct wp_locked_plan *change, const struct wp_change *changes,
                                    size_t count, struct wp_error *error)
{
    enum wp_status status =
        change->found.week == NULL
            ? start_with_values(change, changes[0].values, error)
            : wp_edit_week(&change->edit, change->found.week, changes, count, error);

    change->edited = status == WP_OK;
    return status;
}

enum wp_status wp_change_items(struct wp_locked_plan *change, const struct wp_item_change *wanted,
                               size_t wanted_count, const char *unchanged, struct wp_error *error)
{
    struct wp_change *changes = wp_memory_array(wanted_count * WP_KEY_COUNT, sizeof *changes);
    const struct wp_item **after = wp_memory_array(wanted_count, sizeof(struct wp_item *));
    unsigned printed = 0;
    size_t count = 0;
    size_t changed_count = 0;
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < wanted_count; i++) {
        unsigned changed = add_changes(&wanted[i], changes, &count);

        printed |= changed & wanted[i].printed;
        if (changed != 0)
            after[changed_count++] = wanted[i].item;
        else if (change->found.week != NULL)
            wp_print_change_none(change->context, wanted[i].item, unchanged);
    }
    if (count == 0 && change->found.week == NULL)
        status = wp_plan_input_no_week(change->context, &change->found, error);
    else if (count > 0)
        status = edit_or_start(change, changes, count, error);
    if (change->edited) {
        for (size_t i = 0; i < changed_count; i++)
            after[i] = wp_item_counterpart(change->edit.after, after[i]);
        wp_print_change(
            change->context, change->found.week, change->edit.after,
            &(struct wp_printed){.items = after, .count = changed_count, .keys = printed});
    }
    free(changes);
    free(after);
    return status;
}

enum wp_status wp_change_item(struct wp_locked_plan *change, const struct wp_item *item,
                              const struct wp_item *values, unsigned keys, unsigned printed,
                              const char *unchanged, struct wp_error *error)
{
    const struct wp_item_change wanted = {item, values, keys, printed};

    return wp_change_items(change, &wanted, 1, unchanged, error);
}
