#include "cmd/change_item.h"

#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/start_week.h"
#include "plan/item_value.h"
#include "plan/keys.h"

static enum wp_status start_with_values(struct wp_transaction *change, const struct wp_item *values,
                                        struct wp_error *error)
{
    struct wp_week week = change->new_week;

    week.root = *values;
    return wp_start_week(change, &week, error);
}

enum wp_status wp_change_item(struct wp_transaction *change, const struct wp_item *item,
                              const struct wp_item *values, unsigned keys, unsigned printed,
                              const char *unchanged, struct wp_error *error)
{
    struct wp_change changes[WP_KEY_COUNT];
    const struct wp_item *after;
    enum wp_status status;
    size_t count = 0;

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++) {
        if ((keys & WP_KEY_BIT(key)) != 0 && !wp_item_value_equal(item, values, key))
            changes[count++] = (struct wp_change){item, key, values};
        else
            printed &= ~WP_KEY_BIT(key);
    }
    if (count == 0 && change->found.week == NULL)
        return wp_plan_input_no_week(change->context, &change->found, error);
    if (count == 0) {
        wp_print_change_none(change->context, item, unchanged);
        return WP_OK;
    }
    if (change->found.week == NULL)
        status = start_with_values(change, values, error);
    else
        status = wp_edit_week(&change->edit, change->found.week, changes, count, error);
    change->edited = status == WP_OK;
    if (status != WP_OK)
        return status;
    after = wp_item_counterpart(change->edit.after, item);
    wp_print_change(change->context, change->found.week, change->edit.after,
                    &(struct wp_printed){.items = &after, .count = 1, .keys = printed});
    return WP_OK;
}
