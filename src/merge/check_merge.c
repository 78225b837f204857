#include "merge/check_merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/entry_comments.h"
#include "edit/line.h"
#include "plan/item_set.h"
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

/* The comments of a week. */
struct comments {
    struct wp_str *list; /* owned */
    size_t count;
    size_t capacity;
    const struct wp_week *week;
    /* the items of the versions that the merged week has, as a sorted set; NULL for all */
    const struct wp_item *const *items;
    size_t item_count;
};

/* Add the comments in [at, end), a range without scalars. */
static void add_comments(struct comments *comments, size_t at, size_t end)
{
    struct wp_str text = comments->week->text;

    while (at < end) {
        size_t stop;

        if (text.data[at] != '#') {
            at++;
            continue;
        }
        stop = wp_line_next(text, at);
        comments->list = wp_memory_grow(comments->list, &comments->capacity, comments->count + 1,
                                        sizeof *comments->list);
        comments->list[comments->count++] = wp_str_trim(wp_str_slice(text, at, stop - at));
        at = stop;
    }
}

static size_t add_item_comments(struct comments *comments, const struct wp_item *item, size_t at);

/* Add the comments up to the end of the last item of a list. Return the offset after it. */
static size_t add_list_comments(struct comments *comments, const struct wp_item *parent, size_t at)
{
    for (const struct wp_item *item = parent->first; item != NULL; item = item->next) {
        struct wp_span own = item->layout.span;

        if (comments->items == NULL ||
            wp_item_set_has(comments->items, comments->item_count, item)) {
            at = add_item_comments(comments, item, at);
            continue;
        }
        if (!wp_entry_is_flow(comments->week, item))
            own = wp_entry_lines(comments->week, item);
        add_comments(comments, at, own.offset);
        at = wp_span_end(own);
    }
    return at;
}

/* Add the comments from `at` up to the end of the item. Return the end of the item. */
static size_t add_item_comments(struct comments *comments, const struct wp_item *item, size_t at)
{
    const struct wp_layout *layout = &item->layout;

    if (layout->scalar) {
        add_comments(comments, at, layout->span.offset);
        return wp_span_end(layout->span);
    }
    for (uint32_t i = 0; i < layout->field_count; i++) {
        const struct wp_field *field = &layout->fields[i];
        const struct wp_item *list =
            item->parent == NULL && field->key == WP_KEY_ALSO ? &comments->week->also : item;

        add_comments(comments, at, field->name.offset);
        at = wp_span_end(field->name);
        if (wp_key_holds_items(field->key) && list->first != NULL) {
            at = add_list_comments(comments, list, at);
        } else if (wp_span_end(field->value) > at) {
            add_comments(comments, at, field->value.offset);
            at = wp_span_end(field->value);
        }
    }
    return at;
}

static int check_merge_compare_comments(const void *a, const void *b)
{
    return wp_str_compare(*(const struct wp_str *)a, *(const struct wp_str *)b);
}

/* Find the comments of a week, sorted. NULL has none. */
static void find_comments(struct comments *comments, const struct wp_week *week)
{
    if (week == NULL)
        return;
    comments->week = week;
    add_comments(comments, add_item_comments(comments, &week->root, 0), week->text.length);
    if (comments->count > 0)
        qsort(comments->list, comments->count, sizeof *comments->list,
              check_merge_compare_comments);
}

/* Return how often the comments have `text`. Comments before it are passed over. */
static long count_comment(const struct comments *comments, size_t *at, struct wp_str text)
{
    long count = 0;

    while (*at < comments->count && wp_str_compare(comments->list[*at], text) < 0)
        ++*at;
    while (*at + (size_t)count < comments->count &&
           wp_str_equal(comments->list[*at + (size_t)count], text))
        count++;
    *at += (size_t)count;
    return count;
}

static long larger(long a, long b)
{
    return a > b ? a : b;
}

/* Whether a comment that the versions have `base`, `ours` and `theirs` times may be `count` times
 * in the merged week. `kept`: the merged week has an item that one version has deleted; the comment
 * may have been moved from there to another item. */
static bool may_have(long count, long base, long ours, long theirs, bool kept)
{
    long both = ours + theirs - base;
    long least = ours < theirs ? ours : theirs;

    if (ours == base || theirs == base)
        least = ours == base ? theirs : ours;
    else if (both < least)
        least = both;
    if (kept)
        both = ours + theirs;
    return count >= least && count <= larger(both, larger(ours, theirs));
}

enum { COMMENT_TEXTS = WP_VERSIONS + WP_READINGS };

/* Check that the readings have the comments of the versions. `all` has the comments of the
 * versions, then those of the readings. */
static enum wp_status compare_comments(const struct comments all[COMMENT_TEXTS], bool kept,
                                       struct wp_error *error)
{
    size_t at[COMMENT_TEXTS] = {0};

    for (;;) {
        const struct wp_str *next = NULL;
        long counts[COMMENT_TEXTS];

        for (int i = 0; i < COMMENT_TEXTS; i++)
            if (at[i] < all[i].count &&
                (next == NULL || wp_str_compare(all[i].list[at[i]], *next) < 0))
                next = &all[i].list[at[i]];
        if (next == NULL)
            return WP_OK;
        for (int i = 0; i < COMMENT_TEXTS; i++)
            counts[i] = count_comment(&all[i], &at[i], *next);
        if (!may_have(larger(counts[WP_VERSIONS], counts[WP_VERSIONS + 1]), counts[WP_BASE],
                      counts[WP_OURS], counts[WP_THEIRS], kept))
            return wp_error_set(error, WP_BUG, "the merge would lose or double the comment '%.*s'",
                                (int)(next->length < 80 ? next->length : 80), next->data);
    }
}

/* List the items of the versions that the merged items have. */
static void list_items(const struct wp_merged_item *parent, const struct wp_item **items,
                       size_t *count)
{
    for (const struct wp_merged_item *item = parent->first; item != NULL; item = item->next) {
        for (int i = 0; i < WP_VERSIONS; i++)
            if (item->versions[i] != NULL)
                items[(*count)++] = item->versions[i];
        list_items(item, items, count);
    }
}

/* Return the sorted set of the items of the versions that the merged week has. */
static const struct wp_item **merged_items(const struct wp_merged_week *merged,
                                           const struct wp_week *const versions[WP_VERSIONS],
                                           size_t *count)
{
    const struct wp_item **items;
    size_t all = 1;

    for (int i = 0; i < WP_VERSIONS; i++)
        if (versions[i] != NULL)
            all +=
                wp_item_count_below(&versions[i]->root) + wp_item_count_below(&versions[i]->also);
    items = wp_memory_array(all, sizeof(struct wp_item *));
    *count = 0;
    list_items(&merged->root, items, count);
    list_items(&merged->also, items, count);
    wp_item_set_sort(items, *count);
    return items;
}

/* Whether an item below `parent` is in the base and in only one other version. */
static bool has_kept_item(const struct wp_merged_item *parent)
{
    for (const struct wp_merged_item *item = parent->first; item != NULL; item = item->next)
        if ((item->versions[WP_BASE] != NULL &&
             (item->versions[WP_OURS] == NULL || item->versions[WP_THEIRS] == NULL)) ||
            has_kept_item(item))
            return true;
    return false;
}

static enum wp_status check_comments(const struct wp_merged_week *merged,
                                     const struct wp_week *const versions[WP_VERSIONS],
                                     struct wp_week *const weeks[WP_READINGS],
                                     struct wp_error *error)
{
    struct comments all[COMMENT_TEXTS] = {{.count = 0}};
    size_t count;
    const struct wp_item **items = merged_items(merged, versions, &count);
    enum wp_status status;

    for (int i = 0; i < WP_VERSIONS; i++) {
        all[i].items = items;
        all[i].item_count = count;
        find_comments(&all[i], versions[i]);
    }
    for (int i = 0; i < WP_READINGS; i++)
        find_comments(&all[WP_VERSIONS + i], weeks[i]);
    status = compare_comments(all, has_kept_item(&merged->root), error);
    for (int i = 0; i < COMMENT_TEXTS; i++)
        free(all[i].list);
    free(items);
    return status;
}

enum wp_status wp_check_merge(const struct wp_str readings[WP_READINGS],
                              const struct wp_merged_week *merged,
                              const struct wp_week *const versions[WP_VERSIONS],
                              struct wp_error *error)
{
    struct wp_week *weeks[WP_READINGS] = {NULL};
    enum wp_status status = WP_OK;

    for (int i = 0; i < WP_READINGS && status == WP_OK; i++) {
        const struct check check = {merged, (enum wp_reading)i};

        status = check_reading(&check, readings[i], &weeks[i], error);
    }
    if (status == WP_OK)
        status = check_comments(merged, versions, weeks, error);
    for (int i = 0; i < WP_READINGS; i++)
        wp_week_free(weeks[i]);
    return status;
}
