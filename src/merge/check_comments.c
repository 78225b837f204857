#include "merge/check_comments.h"

#include <stdlib.h>

#include "merge/week_comments.h"
#include "plan/item_set.h"

/* Where a comment is counted: in a version, but for the items that the merged week lacks; in these
 * items; in a reading; in an item that one version has deleted and the merged week has. */
enum {
    COMMENT_LACKING = WP_VERSIONS,
    COMMENT_READINGS = COMMENT_LACKING + WP_VERSIONS,
    COMMENT_KEPT = COMMENT_READINGS + WP_READINGS,
    COMMENT_PLACES
};

struct counted_comment {
    struct wp_str text;
    int place;     /* where it is counted */
    size_t offset; /* in its document */
};

/* The comments of a version, and which of them are in some items. */
struct version_comments {
    const struct wp_week *week; /* NULL if the version lacks the week */
    struct wp_week_comments all;
    bool *lacking; /* for each comment, whether it is in an item that the merged week lacks */
    bool *kept;    /* whether it is in an item that the other version has deleted */
};

static struct version_comments find_version_comments(const struct wp_week *week,
                                                     struct wp_arena *arena)
{
    struct version_comments version = {.week = week, .all = wp_week_comments_find(week, arena)};

    version.lacking = wp_arena_array(arena, version.all.count + 1, sizeof *version.lacking);
    version.kept = wp_arena_array(arena, version.all.count + 1, sizeof *version.kept);
    return version;
}

/* Set the flags of the comments of an item. */
static void mark_comments(const struct version_comments *version, bool *flags,
                          const struct wp_item *item)
{
    struct wp_week_comments own =
        wp_week_comments_in(&version->all, wp_week_comments_item(version->week, item));

    for (size_t i = 0; i < own.count; i++)
        flags[own.list - version->all.list + (ptrdiff_t)i] = true;
}

/* List the items of the versions that the merged items have. Mark the comments of the items that
 * the base has and one version has deleted. */
static void list_items(const struct wp_merged_item *parent, const struct wp_item **items,
                       size_t *count, struct version_comments versions[WP_VERSIONS])
{
    for (const struct wp_merged_item *item = parent->first; item != NULL; item = item->next) {
        enum wp_version other = item->versions[WP_OURS] != NULL ? WP_OURS : WP_THEIRS;

        for (int i = 0; i < WP_VERSIONS; i++)
            if (item->versions[i] != NULL)
                items[(*count)++] = item->versions[i];
        if (item->versions[WP_BASE] != NULL &&
            (item->versions[WP_OURS] == NULL) != (item->versions[WP_THEIRS] == NULL))
            mark_comments(&versions[other], versions[other].kept, item->versions[other]);
        list_items(item, items, count, versions);
    }
}

/* Mark the comments that are not needed, and those that may be doubled. */
static void mark_all_comments(struct version_comments versions[WP_VERSIONS],
                              const struct wp_merged_week *merged, struct wp_arena *arena)
{
    const struct wp_item **items;
    size_t count = 1;

    for (int i = 0; i < WP_VERSIONS; i++)
        if (versions[i].week != NULL)
            count += versions[i].week->item_count + wp_item_count_below(&versions[i].week->also);
    items = wp_arena_array(arena, count, sizeof(struct wp_item *));
    count = 0;
    list_items(&merged->root, items, &count, versions);
    list_items(&merged->also, items, &count, versions);
    wp_item_set_sort(items, count);
    for (int i = 0; i < WP_VERSIONS; i++) {
        const struct wp_item *item = NULL;

        if (versions[i].week == NULL)
            continue;
        while ((item = wp_week_item_after(versions[i].week, item)) != NULL)
            if (!wp_item_set_has(items, count, item))
                mark_comments(&versions[i], versions[i].lacking, item);
    }
}

static int compare_counted_comments(const void *first, const void *second)
{
    const struct counted_comment *a = first;
    const struct counted_comment *b = second;
    int order = wp_str_compare(a->text, b->text);

    if (order == 0 && a->place == b->place)
        return a->offset < b->offset ? -1 : a->offset > b->offset;
    return order != 0 ? order : a->place - b->place;
}

/* Return the comments of the versions and of the readings, sorted by their texts. Set *count. */
static struct counted_comment *sort_comments(const struct version_comments versions[WP_VERSIONS],
                                             const struct wp_week_comments readings[WP_READINGS],
                                             size_t *count, struct wp_arena *arena)
{
    struct counted_comment *sorted;
    size_t most = 1;

    for (int i = 0; i < WP_VERSIONS; i++)
        most += 2 * versions[i].all.count;
    for (int i = 0; i < WP_READINGS; i++)
        most += readings[i].count;
    sorted = wp_arena_array(arena, most, sizeof *sorted);
    *count = 0;
    for (int i = 0; i < WP_VERSIONS; i++)
        for (size_t k = 0; k < versions[i].all.count; k++) {
            const struct wp_week_comment *comment = &versions[i].all.list[k];
            int place = versions[i].lacking[k] ? COMMENT_LACKING + i : i;

            sorted[(*count)++] = (struct counted_comment){comment->text, place, comment->offset};
            if (versions[i].kept[k])
                sorted[(*count)++] =
                    (struct counted_comment){comment->text, COMMENT_KEPT, comment->offset};
        }
    for (int i = 0; i < WP_READINGS; i++)
        for (size_t k = 0; k < readings[i].count; k++)
            sorted[(*count)++] = (struct counted_comment){
                readings[i].list[k].text, COMMENT_READINGS + i, readings[i].list[k].offset};
    qsort(sorted, *count, sizeof *sorted, compare_counted_comments);
    return sorted;
}

static long larger(long a, long b)
{
    return a > b ? a : b;
}

/* Return how often a version has a comment that is needed. A comment of an item that the merged
 * week lacks is needed if the version has moved it there from another place. */
static long needed(const long counts[COMMENT_PLACES], enum wp_version version)
{
    long base = counts[WP_BASE] + counts[COMMENT_LACKING + WP_BASE];
    long lacking = counts[COMMENT_LACKING + (int)version];
    long lacking_in_base = counts[COMMENT_LACKING + WP_BASE];

    if (base == 0 || lacking <= lacking_in_base)
        return counts[version];
    return counts[version] + lacking - lacking_in_base;
}

/* How often the merged week may have a comment. */
struct comment_limits {
    long least;
    long most;
};

/* Return how often the merged week may have a comment that is in the versions so often. A version
 * may have moved it from a deleted item, which is kept with it, to another item. */
static struct comment_limits limits_of(const long counts[COMMENT_PLACES])
{
    long base = needed(counts, WP_BASE);
    long ours = needed(counts, WP_OURS);
    long theirs = needed(counts, WP_THEIRS);
    long both = ours + theirs - base;
    long least = ours < theirs ? ours : theirs;

    if (ours == base || theirs == base)
        least = ours == base ? theirs : ours;
    else if (both < least)
        least = both;
    return (struct comment_limits){least,
                                   larger(both, larger(ours, theirs)) + counts[COMMENT_KEPT]};
}

/* Note the comments [begin, end), which are equal, that a reading has more often than `most`: the
 * last ones. */
static void note_doubled(struct wp_doubled_comments *doubled, const struct counted_comment *sorted,
                         size_t begin, size_t end, long most)
{
    long counts[WP_READINGS] = {0};

    for (size_t i = begin; i < end; i++) {
        int reading = sorted[i].place - COMMENT_READINGS;

        if (reading >= 0 && reading < WP_READINGS && ++counts[reading] > most)
            doubled->list[reading][doubled->count[reading]++] = sorted[i].offset;
    }
}

/* Check that the readings have the comments of the versions. */
static enum wp_status compare_counts(struct wp_doubled_comments *doubled,
                                     const struct counted_comment *sorted, size_t count,
                                     struct wp_error *error)
{
    enum wp_status status = WP_OK;

    for (size_t i = 0, next; i < count; i = next) {
        long counts[COMMENT_PLACES] = {0};
        struct wp_str text = sorted[i].text;
        struct comment_limits limits;
        long most_read;

        for (next = i; next < count && wp_str_equal(sorted[next].text, text); next++)
            counts[sorted[next].place]++;
        limits = limits_of(counts);
        most_read = larger(counts[COMMENT_READINGS], counts[COMMENT_READINGS + 1]);
        if (most_read > limits.most)
            note_doubled(doubled, sorted, i, next, limits.most);
        if (most_read < limits.least || most_read > limits.most)
            status =
                wp_error_set(error, WP_BUG, "the merge would lose or double the comment '%.*s'",
                             (int)(text.length < 80 ? text.length : 80), text.data);
    }
    return status;
}

enum wp_status wp_check_comments(struct wp_week *const readings[WP_READINGS],
                                 const struct wp_merged_week *merged,
                                 const struct wp_week *const versions[WP_VERSIONS],
                                 struct wp_doubled_comments *doubled, struct wp_arena *arena,
                                 struct wp_error *error)
{
    struct version_comments of_versions[WP_VERSIONS];
    struct wp_week_comments of_readings[WP_READINGS];
    const struct counted_comment *sorted;
    size_t count;

    for (int i = 0; i < WP_VERSIONS; i++)
        of_versions[i] = find_version_comments(versions[i], arena);
    for (int i = 0; i < WP_READINGS; i++) {
        of_readings[i] = wp_week_comments_find(readings[i], arena);
        doubled->count[i] = 0;
        doubled->list[i] = wp_arena_array(arena, of_readings[i].count + 1, sizeof(size_t));
    }
    mark_all_comments(of_versions, merged, arena);
    sorted = sort_comments(of_versions, of_readings, &count, arena);
    return compare_counts(doubled, sorted, count, error);
}
