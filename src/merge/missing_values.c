#include "merge/missing_values.h"

#include <stdlib.h>

#include "base/memory.h"
#include "plan/item_value.h"
#include <weekplan/edit.h>

/* The changes that an edit has to make to the composed week. */
struct value_changes {
    enum wp_reading reading;
    struct wp_change *list;
    size_t count;
    size_t capacity;
};

/* Add the keys of an item whose values are not the merged ones. */
static void add_value_changes(struct value_changes *changes, const struct wp_item *item,
                              const struct wp_merged_item *merged)
{
    const struct wp_item *values = &merged->values[changes->reading];

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++) {
        if (wp_item_value_equal(item, values, key))
            continue;
        changes->list = wp_memory_grow(changes->list, &changes->capacity, changes->count + 1,
                                       sizeof *changes->list);
        changes->list[changes->count++] = (struct wp_change){item, key, values};
    }
}

/* Add the changes of all items below an item. Return false if the items are not the merged ones. */
static bool add_value_changes_below(struct value_changes *changes, const struct wp_item *parent,
                                    const struct wp_merged_item *merged)
{
    const struct wp_item *item = parent->first;
    const struct wp_merged_item *next = merged->first;

    for (; item != NULL && next != NULL; item = item->next, next = next->next) {
        add_value_changes(changes, item, next);
        if (!add_value_changes_below(changes, item, next))
            return false;
    }
    return item == NULL && next == NULL;
}

/* Load the composed document. */
static enum wp_status load(struct wp_week **week, struct wp_str text, struct wp_error *error)
{
    struct wp_error problem = {.status = WP_OK};
    struct wp_problems problems = {.list = &problem, .limit = 1};

    if (wp_week_load(text, 0, 1, week, &problems) == WP_OK && *week != NULL)
        return WP_OK;
    return wp_error_set(error, WP_BUG, "the merged week cannot be read: line %d: %s",
                        (int)problem.line, problem.message);
}

enum wp_status wp_missing_values_write(struct wp_buf *out, struct wp_str text,
                                       const struct wp_merged_week *merged, enum wp_reading reading,
                                       struct wp_error *error)
{
    struct value_changes changes = {.reading = reading};
    struct wp_week *week = NULL;
    struct wp_edit edit = {.after = NULL};
    enum wp_status status = load(&week, text, error);

    if (status != WP_OK)
        return status;
    add_value_changes(&changes, &week->root, &merged->root);
    if (!add_value_changes_below(&changes, &week->root, &merged->root) ||
        !add_value_changes_below(&changes, &week->also, &merged->also))
        status = wp_error_set(error, WP_BUG, "the merged week has other items");
    if (status == WP_OK && changes.count > 0)
        status = wp_edit_week(&edit, week, changes.list, changes.count, error);
    if (status == WP_OK)
        wp_buf_append(out, changes.count > 0 ? edit.after->text : text);
    wp_edit_free(&edit);
    wp_week_free(week);
    free(changes.list);
    return status;
}
