#include "merge/check_comments.h"

#include <stdlib.h>

#include "base/memory.h"
#include "edit/entry_comments.h"
#include "edit/line.h"
#include "plan/item_set.h"
#include "yaml/parser.h"
#include <weekplan/plan.h>

/* Comments of a week, without those of some items, or only those of some items. */
struct comments {
    struct wp_str *list; /* owned */
    size_t count;
    size_t capacity;
    const struct wp_week *week;
    struct wp_span *spans; /* owned; the items */
    size_t span_count;
    size_t span_capacity;
    bool only; /* whether only comments of these items are listed */
};

static bool is_in_item(const struct comments *comments, size_t offset)
{
    for (size_t i = 0; i < comments->span_count; i++)
        if (comments->spans[i].offset <= offset && offset < wp_span_end(comments->spans[i]))
            return true;
    return false;
}

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
        if (is_in_item(comments, at) == comments->only) {
            comments->list = wp_memory_grow(comments->list, &comments->capacity,
                                            comments->count + 1, sizeof *comments->list);
            comments->list[comments->count++] = wp_str_trim(wp_str_slice(text, at, stop - at));
        }
        at = stop;
    }
}

/* Add the comments between `at` and a scalar, and the comment after its block header. Return the
 * end of the scalar. */
static size_t add_comments_to(struct comments *comments, size_t at, const struct wp_event *scalar)
{
    size_t begin = scalar->span.offset;

    add_comments(comments, at, begin);
    if (scalar->style == WP_SCALAR_LITERAL || scalar->style == WP_SCALAR_FOLDED)
        add_comments(comments, begin, wp_line_next(comments->week->text, begin));
    return wp_span_end(scalar->span);
}

static int compare_texts_of_comments(const void *a, const void *b)
{
    return wp_str_compare(*(const struct wp_str *)a, *(const struct wp_str *)b);
}

/* Find the comments of comments->week, sorted. Only a '#' outside of scalars begins a comment, so
 * the week is parsed to find its scalars. */
static void find_comments(struct comments *comments)
{
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_document document = {.bytes = comments->week->text, .first_line = 1};
    struct wp_event event = {.kind = WP_EVENT_MAPPING};
    struct wp_parser *parser = NULL;
    enum wp_status status = WP_OK;
    size_t at = 0;

    if (wp_document_check(&document, &problems))
        parser = wp_parser_open(&document, &problems);
    while (parser != NULL && status == WP_OK && event.kind != WP_EVENT_END) {
        status = wp_parser_next(parser, &event);
        if (status == WP_OK && event.kind == WP_EVENT_SCALAR)
            at = add_comments_to(comments, at, &event);
    }
    add_comments(comments, at, document.bytes.length);
    wp_parser_close(parser);
    if (comments->count > 0)
        qsort(comments->list, comments->count, sizeof *comments->list, compare_texts_of_comments);
}

static void free_comments(struct comments *comments)
{
    free(comments->list);
    free(comments->spans);
}

static void add_item_span(struct comments *comments, const struct wp_item *item)
{
    struct wp_span span = item->layout.span;

    if (!wp_entry_is_flow(comments->week, item))
        span = wp_entry_lines(comments->week, item);
    comments->spans = wp_memory_grow(comments->spans, &comments->span_capacity,
                                     comments->span_count + 1, sizeof *comments->spans);
    comments->spans[comments->span_count++] = span;
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
 * in the merged week. `kept` is how often it is in items that one version has deleted and the
 * merged week has: this version may have moved it to another item. */
static bool may_have(long count, long base, long ours, long theirs, long kept)
{
    long both = ours + theirs - base;
    long least = ours < theirs ? ours : theirs;

    if (ours == base || theirs == base)
        least = ours == base ? theirs : ours;
    else if (both < least)
        least = both;
    return count >= least && count <= larger(both, larger(ours, theirs)) + kept;
}

/* Texts whose comments are compared: the versions without the items that the merged week lacks,
 * these items, the readings, and the items of ours and theirs that the other version has deleted.
 */
enum {
    COMMENT_LACKING = WP_VERSIONS,
    COMMENT_READINGS = COMMENT_LACKING + WP_VERSIONS,
    COMMENT_KEPT = COMMENT_READINGS + WP_READINGS,
    COMMENT_TEXTS = COMMENT_KEPT + 2
};

/* Return how often a version has a comment that is needed. A comment of an item that the merged
 * week lacks is needed if it was not of this item in the base. */
static long needed(const long counts[COMMENT_TEXTS], enum wp_version version)
{
    long base = counts[WP_BASE] + counts[COMMENT_LACKING + WP_BASE];
    long lacking = counts[COMMENT_LACKING + (int)version];
    long lacking_in_base = counts[COMMENT_LACKING + WP_BASE];

    if (base == 0 || lacking <= lacking_in_base)
        return counts[version];
    return counts[version] + lacking - lacking_in_base;
}

/* Check that the readings have the comments of the versions. */
static enum wp_status compare_comments(const struct comments all[COMMENT_TEXTS],
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
        if (!may_have(larger(counts[COMMENT_READINGS], counts[COMMENT_READINGS + 1]),
                      needed(counts, WP_BASE), needed(counts, WP_OURS), needed(counts, WP_THEIRS),
                      counts[COMMENT_KEPT] + counts[COMMENT_KEPT + 1]))
            return wp_error_set(error, WP_BUG, "the merge would lose or double the comment '%.*s'",
                                (int)(next->length < 80 ? next->length : 80), next->data);
    }
}

/* List the items of the versions that the merged items have. List in `kept`, for ours and theirs,
 * the items that the base has and the other version has deleted. */
static void list_items(const struct wp_merged_item *parent, const struct wp_item **items,
                       size_t *count, struct comments kept[2])
{
    for (const struct wp_merged_item *item = parent->first; item != NULL; item = item->next) {
        const struct wp_item *ours = item->versions[WP_OURS];
        const struct wp_item *theirs = item->versions[WP_THEIRS];

        for (int i = 0; i < WP_VERSIONS; i++)
            if (item->versions[i] != NULL)
                items[(*count)++] = item->versions[i];
        if (item->versions[WP_BASE] != NULL && (ours == NULL) != (theirs == NULL))
            add_item_span(&kept[ours == NULL], ours != NULL ? ours : theirs);
        list_items(item, items, count, kept);
    }
}

/* List the items of a version that the merged week lacks. */
static void list_deleted(struct comments *comments, const struct wp_item *const *items,
                         size_t count)
{
    const struct wp_item *item = NULL;

    while ((item = wp_week_item_after(comments->week, item)) != NULL)
        if (!wp_item_set_has(items, count, item))
            add_item_span(comments, item);
}

/* Find the items whose comments are not needed, and those whose comments may be doubled. */
static void choose_items_of_comments(struct comments all[COMMENT_TEXTS],
                                     const struct wp_merged_week *merged)
{
    const struct wp_item **items;
    size_t count = 1;

    for (int i = 0; i < WP_VERSIONS; i++)
        if (all[i].week != NULL)
            count += all[i].week->item_count + wp_item_count_below(&all[i].week->also);
    items = wp_memory_array(count, sizeof(struct wp_item *));
    count = 0;
    list_items(&merged->root, items, &count, &all[COMMENT_KEPT]);
    list_items(&merged->also, items, &count, &all[COMMENT_KEPT]);
    wp_item_set_sort(items, count);
    for (int i = 0; i < WP_VERSIONS; i++)
        if (all[i].week != NULL) {
            list_deleted(&all[i], items, count);
            list_deleted(&all[COMMENT_LACKING + i], items, count);
        }
    free(items);
}

enum wp_status wp_check_comments(struct wp_week *const readings[WP_READINGS],
                                 const struct wp_merged_week *merged,
                                 const struct wp_week *const versions[WP_VERSIONS],
                                 struct wp_error *error)
{
    struct comments all[COMMENT_TEXTS] = {{.count = 0}};
    enum wp_status status;

    for (int i = 0; i < WP_VERSIONS; i++) {
        all[i].week = all[COMMENT_LACKING + i].week = versions[i];
        all[COMMENT_LACKING + i].only = true;
    }
    for (int i = 0; i < WP_READINGS; i++)
        all[COMMENT_READINGS + i].week = readings[i];
    for (int i = 0; i < 2; i++) {
        all[COMMENT_KEPT + i].week = versions[WP_OURS + i];
        all[COMMENT_KEPT + i].only = true;
    }
    choose_items_of_comments(all, merged);
    for (int i = 0; i < COMMENT_TEXTS; i++)
        if (all[i].week != NULL && (!all[i].only || all[i].span_count > 0))
            find_comments(&all[i]);
    status = compare_comments(all, error);
    for (int i = 0; i < COMMENT_TEXTS; i++)
        free_comments(&all[i]);
    return status;
}
