#include "merge/check_merge.h"

#include "merge/check_comments.h"
#include "plan/item_value.h"
#include <weekplan/plan.h>

/* A reading that is checked. */
struct check {
    const struct wp_merged_week *merged;
    enum wp_reading reading;
};

static bool is_merged_item(const struct check *check, const struct wp_item *item,
                           const struct wp_merged_item *merged)
{
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (!wp_item_value_equal(item, &merged->values[check->reading], key))
            return false;
    return item->extras == merged->values[check->reading].extras;
}

static bool has_merged_items(const struct check *check, const struct wp_item *parent,
                             const struct wp_merged_item *merged)
{
    const struct wp_item *item = parent->first;
    const struct wp_merged_item *next = merged->first;

    for (; item != NULL && next != NULL; item = item->next, next = next->next)
        if (!is_merged_item(check, item, next) || !has_merged_items(check, item, next))
            return false;
    return item == NULL && next == NULL;
}

/* Read a reading of the document, and compare it with the merged week. */
static enum wp_status check_reading(const struct check *check, struct wp_str text,
                                    struct wp_week **week, struct wp_error *error)
{
    struct wp_error problem = {.status = WP_OK};
    struct wp_problems problems = {.list = &problem, .limit = 1};
    const struct wp_merged_week *merged = check->merged;

    *week = NULL;
    if (text.length > WP_WEEK_MAX)
        return wp_error_set(error, WP_INVALID,
                            "the merged week would be larger than %d MiB, which is the limit",
                            WP_WEEK_MAX >> 20);
    if (wp_week_load(text, 0, 1, week, &problems) != WP_OK || *week == NULL)
        return wp_error_set(error, WP_BUG, "the merged week cannot be read: line %d: %s",
                            (int)problem.line, problem.message);
    if ((*week)->start != merged->start || (*week)->later != merged->later ||
        !is_merged_item(check, &(*week)->root, &merged->root) ||
        !has_merged_items(check, &(*week)->root, &merged->root) ||
        !has_merged_items(check, &(*week)->also, &merged->also))
        return wp_error_set(error, WP_BUG, "the merged week would not be what was intended");
    return WP_OK;
}

enum wp_status wp_check_merge(const struct wp_str readings[WP_READINGS],
                              const struct wp_merged_week *merged,
                              const struct wp_week *const versions[WP_VERSIONS],
                              struct wp_doubled_comments *doubled, struct wp_arena *arena,
                              struct wp_error *error)
{
    struct wp_week *weeks[WP_READINGS] = {NULL};
    enum wp_status status = WP_OK;

    *doubled = (struct wp_doubled_comments){.count = {0, 0}};
    for (int i = 0; i < WP_READINGS && status == WP_OK; i++) {
        const struct check check = {merged, (enum wp_reading)i};

        status = check_reading(&check, readings[i], &weeks[i], error);
    }
    if (status == WP_OK)
        status = wp_check_comments(weeks, merged, versions, doubled, arena, error);
    for (int i = 0; i < WP_READINGS; i++)
        wp_week_free(weeks[i]);
    return status;
}
