#include "merge/merge_value.h"

#include <stdlib.h>

#include "merge/merge_extras.h"
#include "merge/merge_lines.h"
#include "merge/merge_progress.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* The merge of the values of one item. */
struct value_merge {
    const struct wp_merge_nodes *nodes;
    struct wp_merge_node *node;
    /* The versions of the item. A version that does not have it has no values: `blank`. */
    const struct wp_item *versions[WP_VERSIONS];
    struct wp_item blank;
};

/* Merge two values of a key that differ from the base and, but for `progress`, from each other. */
typedef void merge_rule(struct value_merge *merge, enum wp_key key);

static struct wp_item *values_of(const struct value_merge *merge, enum wp_reading reading)
{
    return &merge->node->merged->values[reading];
}

/* Take the value of one version. */
static void take_value(struct value_merge *merge, enum wp_key key, enum wp_version version)
{
    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++)
        wp_item_value_copy(values_of(merge, reading), merge->versions[version], key);
    if (merge->nodes->without_base && version == WP_THEIRS)
        merge->node->changed |= WP_KEY_BIT(key);
}

/* Leave the decision to a person. Without a base take the value of ours. */
static void leave_open(struct value_merge *merge, enum wp_key key)
{
    if (merge->nodes->without_base) {
        take_value(merge, key, WP_OURS);
        merge->node->not_taken[WP_THEIRS] |= WP_KEY_BIT(key);
        return;
    }
    wp_item_value_copy(values_of(merge, WP_READING_OURS), merge->versions[WP_OURS], key);
    wp_item_value_copy(values_of(merge, WP_READING_THEIRS), merge->versions[WP_THEIRS], key);
    merge->node->merged->conflicts |= WP_KEY_BIT(key);
}

/* Without a base, note that a rule has chosen one of two values, and that the one of `version` was
 * not taken. */
static void note_not_taken(struct value_merge *merge, enum wp_key key, enum wp_version version)
{
    if (merge->nodes->without_base)
        merge->node->not_taken[version] |= WP_KEY_BIT(key);
}

/* Take the value of one of two versions that both have one. */
static void choose_value(struct value_merge *merge, enum wp_key key, enum wp_version version)
{
    take_value(merge, key, version);
    note_not_taken(merge, key, version == WP_OURS ? WP_THEIRS : WP_OURS);
}

/* Take the earlier day, or the value that has more than `true`. Two reasons, a reason and a day,
 * and a value that one side has taken away, are a conflict. */
static void merge_answers(struct value_merge *merge, enum wp_key key)
{
    const struct wp_item *ours = merge->versions[WP_OURS];
    const struct wp_item *theirs = merge->versions[WP_THEIRS];
    wp_day our_day = wp_item_value_day(ours, key);
    wp_day their_day = wp_item_value_day(theirs, key);
    bool both = wp_item_has(ours, key) && wp_item_has(theirs, key);

    if (both && wp_item_value_is_boolean(ours, key))
        take_value(merge, key, WP_THEIRS);
    else if (both && wp_item_value_is_boolean(theirs, key))
        take_value(merge, key, WP_OURS);
    else if (our_day != WP_NO_DAY && their_day != WP_NO_DAY)
        choose_value(merge, key, our_day < their_day ? WP_OURS : WP_THEIRS);
    else
        leave_open(merge, key);
}

static void merge_progress_key(struct value_merge *merge, enum wp_key key)
{
    const struct wp_item *const *versions = merge->versions;
    const struct wp_progress_value *base =
        versions[WP_BASE] != &merge->blank ? &versions[WP_BASE]->progress_value : NULL;
    const struct wp_progress_value *ours = &versions[WP_OURS]->progress_value;
    struct wp_progress_value merged;

    if (!wp_merge_progress(&merged, base, ours, &versions[WP_THEIRS]->progress_value)) {
        leave_open(merge, key);
        return;
    }
    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++)
        values_of(merge, reading)->progress_value = merged;
    if (merge->nodes->without_base && merged.have != ours->have)
        merge->node->changed |= WP_KEY_BIT(key);
    note_not_taken(merge, key, merged.have != ours->have ? WP_OURS : WP_THEIRS);
}

static void take_larger_count(struct value_merge *merge, enum wp_key key)
{
    const struct wp_item *ours = merge->versions[WP_OURS];
    const struct wp_item *theirs = merge->versions[WP_THEIRS];
    enum wp_version larger = ours->carried >= theirs->carried ? WP_OURS : WP_THEIRS;

    if (wp_item_has(ours, key) && wp_item_has(theirs, key))
        choose_value(merge, key, larger);
    else
        take_value(merge, key, larger);
}

static int compare_strings(const void *a, const void *b)
{
    return wp_str_compare(*(const struct wp_str *)a, *(const struct wp_str *)b);
}

/* Return a sorted copy of the list. */
static struct wp_list sorted_list(const struct wp_list *list, struct wp_arena *arena)
{
    struct wp_list sorted = {wp_arena_array(arena, list->count + 1, sizeof(struct wp_str)),
                             list->count};

    if (list->count > 0)
        memcpy(sorted.items, list->items, list->count * sizeof(struct wp_str));
    qsort(sorted.items, sorted.count, sizeof(struct wp_str), compare_strings);
    return sorted;
}

static bool sorted_list_has(const struct wp_list *sorted, const struct wp_str *string)
{
    return bsearch(string, sorted->items, sorted->count, sizeof *string, compare_strings) != NULL;
}

/* Take what ours has without what theirs has removed, then what theirs has added. */
static void merge_sets(struct value_merge *merge, enum wp_key key)
{
    struct wp_arena *arena = merge->nodes->arena;
    const struct wp_list *lists[WP_VERSIONS];
    struct wp_list sorted[WP_VERSIONS];
    struct wp_list merged = {NULL, 0};
    size_t ours_count;
    size_t i;

    for (enum wp_version version = 0; version < WP_VERSIONS; version++) {
        lists[version] = wp_item_const_member(merge->versions[version], wp_keys[key].value);
        sorted[version] = sorted_list(lists[version], arena);
    }
    merged.items = wp_arena_array(arena, lists[WP_OURS]->count + lists[WP_THEIRS]->count + 1,
                                  sizeof *merged.items);
    for (i = 0; i < lists[WP_OURS]->count; i++)
        if (!sorted_list_has(&sorted[WP_BASE], &lists[WP_OURS]->items[i]) ||
            sorted_list_has(&sorted[WP_THEIRS], &lists[WP_OURS]->items[i]))
            merged.items[merged.count++] = lists[WP_OURS]->items[i];
    ours_count = merged.count;
    for (i = 0; i < lists[WP_THEIRS]->count; i++)
        if (!sorted_list_has(&sorted[WP_BASE], &lists[WP_THEIRS]->items[i]) &&
            !sorted_list_has(&sorted[WP_OURS], &lists[WP_THEIRS]->items[i]))
            merged.items[merged.count++] = lists[WP_THEIRS]->items[i];
    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++)
        *wp_item_string_list(values_of(merge, reading), key) = merged;
    if (merge->nodes->without_base && merged.count > ours_count)
        merge->node->changed |= WP_KEY_BIT(key);
}

static void merge_prose(struct value_merge *merge, enum wp_key key)
{
    struct wp_str texts[WP_VERSIONS];
    struct wp_merged_lines merged;

    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        texts[version] = *(const struct wp_str *)wp_item_const_member(merge->versions[version],
                                                                      wp_keys[key].value);
    merged = wp_merge_lines(texts,
                            merge->nodes->without_base ? WP_LINES_UNITED_ALL : WP_LINES_UNITED_NONE,
                            merge->nodes->arena);
    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++)
        *(struct wp_str *)wp_item_member(values_of(merge, reading), wp_keys[key].value) =
            merged.readings[reading];
    if (merged.conflict)
        merge->node->merged->conflicts |= WP_KEY_BIT(key);
    if (merge->nodes->without_base && !wp_str_equal(merged.readings[0], texts[WP_OURS]))
        merge->node->changed |= WP_KEY_BIT(key);
}

/* The rule for two different changes, by enum wp_kind. A kind without a rule has only one value, or
 * none. */
static merge_rule *const rules[] = {
    [WP_KIND_STRING] = merge_prose,
    [WP_KIND_TITLE] = leave_open,
    [WP_KIND_ID] = leave_open,
    [WP_KIND_WEEK] = NULL,
    [WP_KIND_DAY] = leave_open,
    [WP_KIND_DAY_OR_YES] = merge_answers,
    [WP_KIND_REASON_OR_YES] = merge_answers,
    [WP_KIND_DAY_REASON_YES] = merge_answers,
    [WP_KIND_PROGRESS] = merge_progress_key,
    [WP_KIND_WEIGHT] = leave_open,
    [WP_KIND_COUNT] = take_larger_count,
    [WP_KIND_REPEAT] = leave_open,
    [WP_KIND_STRINGS] = merge_sets,
    [WP_KIND_ITEMS] = NULL,
};

/* Whether two equal changes have to be added up, because each side has made progress. */
static bool adds_up(const struct value_merge *merge, enum wp_key key)
{
    return wp_keys[key].kind == WP_KIND_PROGRESS && !merge->nodes->without_base &&
           wp_item_has(merge->versions[WP_OURS], key);
}

static void merge_key(struct value_merge *merge, enum wp_key key)
{
    const struct wp_item *const *versions = merge->versions;
    bool same = wp_item_value_equal(versions[WP_OURS], versions[WP_THEIRS], key);

    if (wp_item_value_equal(versions[WP_BASE], versions[WP_OURS], key))
        take_value(merge, key, same ? WP_OURS : WP_THEIRS);
    else if (wp_item_value_equal(versions[WP_BASE], versions[WP_THEIRS], key) ||
             (same && !adds_up(merge, key)))
        take_value(merge, key, WP_OURS);
    else
        rules[wp_keys[key].kind](merge, key);
}

/* Merge the `x-` keys. */
static void merge_extra_keys(struct value_merge *merge)
{
    uint64_t hashes[WP_READINGS];
    bool clean = wp_merge_extras(hashes, merge->nodes, merge->node);

    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++)
        values_of(merge, reading)->extras = hashes[reading];
    if (!merge->nodes->without_base) {
        merge->node->merged->conflicts |= clean ? 0 : WP_KEY_BIT(WP_KEY_EXTRA);
        return;
    }
    if (!clean)
        merge->node->not_taken[WP_THEIRS] |= WP_KEY_BIT(WP_KEY_EXTRA);
    if (hashes[WP_READING_OURS] != merge->versions[WP_OURS]->extras)
        merge->node->changed |= WP_KEY_BIT(WP_KEY_EXTRA);
}

/* Remove the value of a key from both readings. */
static void remove_value(struct value_merge *merge, enum wp_key key)
{
    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++)
        wp_item_value_copy(values_of(merge, reading), &merge->blank, key);
    merge->node->merged->conflicts &= ~WP_KEY_BIT(key);
    merge->node->changed &= ~WP_KEY_BIT(key);
    for (enum wp_version version = WP_OURS; version < WP_VERSIONS; version++)
        if (wp_item_has(merge->versions[version], key))
            merge->node->not_taken[version] |= WP_KEY_BIT(key);
}

/* Settle an item that is done in one version and dropped in the other one: leave it open; without a
 * base the item is done. */
static void part_done_and_dropped(struct value_merge *merge)
{
    static const enum wp_key states[] = {WP_KEY_DONE, WP_KEY_DROPPED};
    bool both = false;

    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++)
        both = both || (values_of(merge, reading)->done && values_of(merge, reading)->dropped);
    if (!both)
        return;
    if (merge->nodes->without_base)
        remove_value(merge, WP_KEY_DROPPED);
    else
        for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
            leave_open(merge, states[i]);
}

/* Remove what the item cannot have in its place: the keys of goals and subtasks in the list
 * `also:`, `repeat` of a subtask, the progress of an item with subtasks. */
static void remove_misplaced(struct value_merge *merge)
{
    const struct wp_merge_node *parent = merge->node->parent;
    unsigned place;

    if (parent == NULL)
        return;
    place = parent == wp_merge_nodes_also(merge->nodes) ? WP_ON_ALSO
            : parent->parent == NULL                    ? WP_ON_GOAL
                                                        : WP_ON_SUBTASK;
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (rules[wp_keys[key].kind] != NULL && (wp_keys[key].where & place) == 0 &&
            (wp_item_has(values_of(merge, WP_READING_OURS), key) ||
             wp_item_has(values_of(merge, WP_READING_THEIRS), key)))
            remove_value(merge, key);
    if (merge->node->first != NULL &&
        (wp_item_has(values_of(merge, WP_READING_OURS), WP_KEY_PROGRESS) ||
         wp_item_has(values_of(merge, WP_READING_THEIRS), WP_KEY_PROGRESS)))
        remove_value(merge, WP_KEY_PROGRESS);
}

/* Take all values of the only version that has the item. */
static void take_item(struct value_merge *merge, enum wp_version version)
{
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        take_value(merge, key, version);
    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++)
        values_of(merge, reading)->extras = merge->versions[version]->extras;
    merge->node->changed = 0;
}

void wp_merge_values(const struct wp_merge_nodes *nodes, struct wp_merge_node *node)
{
    struct value_merge merge = {.nodes = nodes, .node = node, .blank = wp_item_empty()};

    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        merge.versions[version] =
            node->versions[version] != NULL ? node->versions[version]->item : &merge.blank;
    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++) {
        wp_item_init(values_of(&merge, reading));
        values_of(&merge, reading)->seq_key = merge.versions[node->place]->seq_key;
    }
    if (merge.versions[WP_OURS] == &merge.blank || merge.versions[WP_THEIRS] == &merge.blank) {
        take_item(&merge, node->place);
    } else {
        for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
            if (rules[wp_keys[key].kind] != NULL)
                merge_key(&merge, key);
        merge_extra_keys(&merge);
        part_done_and_dropped(&merge);
    }
    remove_misplaced(&merge);
}
