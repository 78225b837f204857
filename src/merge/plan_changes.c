#include "merge/plan_changes.h"

#include <stdlib.h>

#include "base/memory.h"
#include "merge/pair_versions.h"
#include "plan/deferral_reason.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include <weekplan/plan.h>

/* Return the row of `done:`, `dropped:` and their removal, or WP_CHANGED_COUNT. */
static enum wp_item_change compare_states(const struct wp_item *old, const struct wp_item *now)
{
    if (now->done && !old->done)
        return WP_CHANGED_DONE;
    if (now->dropped && !old->dropped)
        return wp_deferral_reason_day(now) != WP_NO_DAY ? WP_CHANGED_DEFERRED : WP_CHANGED_DROPPED;
    if ((old->done && !now->done) || (old->dropped && !now->dropped))
        return WP_CHANGED_REOPENED;
    return WP_CHANGED_COUNT;
}

/* Whether a key of the item other than `progress` has another value. */
static bool is_edited(const struct wp_item *old, const struct wp_item *now)
{
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (!wp_item_value_equal(old, now, key))
            return true;
    return old->extras != now->extras;
}

/* Return what happened to an item that both versions have, or WP_CHANGED_COUNT for nothing. */
static enum wp_item_change compare_pair(const struct wp_version_item *old)
{
    const struct wp_version_item *now = old->mates[WP_OURS];
    enum wp_item_change change = compare_states(old->item, now->item);

    if (change != WP_CHANGED_COUNT)
        return change;
    if (!wp_item_value_equal(old->item, now->item, WP_KEY_PROGRESS))
        return WP_CHANGED_PROGRESS;
    if (old->parent->mates[WP_OURS] != now->parent)
        return WP_CHANGED_MOVED;
    return is_edited(old->item, now->item) ? WP_CHANGED_EDITED : WP_CHANGED_COUNT;
}

/* Return what happened to a new item: one that is done already counts as done. */
static enum wp_item_change classify_new(const struct wp_item *item)
{
    return item->done ? WP_CHANGED_DONE : WP_CHANGED_ADDED;
}

/* Count the items of the old version. */
static void count_old(struct wp_week_changes *changes, const struct wp_version_items *old)
{
    for (size_t i = 0; i < old->count; i++) {
        const struct wp_version_item *item = &old->items[i];
        enum wp_item_change change = WP_CHANGED_COUNT;

        if (item->parent == NULL)
            continue;
        if (item->mates[WP_OURS] != NULL)
            change = compare_pair(item);
        else if (item->parent->mates[WP_OURS] != NULL)
            change = WP_CHANGED_REMOVED;
        if (change != WP_CHANGED_COUNT)
            changes->counts[change]++;
    }
}

/* Count the items that only the new version has. */
static void count_new(struct wp_week_changes *changes, const struct wp_version_items *now)
{
    for (size_t i = 0; i < now->count; i++) {
        const struct wp_version_item *item = &now->items[i];

        if (item->parent != NULL && item->mates[WP_BASE] == NULL &&
            item->parent->mates[WP_BASE] != NULL)
            changes->counts[classify_new(item->item)]++;
    }
}

/* Append a week that differs. A week that a version does not have is empty there. */
static void add_week(struct wp_plan_changes *changes, const struct wp_week *before,
                     const struct wp_week *after)
{
    const struct wp_week *either = after != NULL ? after : before;
    struct wp_week empty = either->later ? wp_week_empty_later() : wp_week_empty(either->start);
    const struct wp_week *old = before != NULL ? before : &empty;
    const struct wp_week *now = after != NULL ? after : &empty;
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_version_items versions[WP_VERSIONS] = {
        [WP_BASE] = wp_version_items_list(old, WP_BASE, arena),
        [WP_OURS] = wp_version_items_list(now, WP_OURS, arena),
        [WP_THEIRS] = wp_version_items_list(NULL, WP_THEIRS, arena),
    };
    struct wp_week_changes week = {
        .start = either->start,
        .started = before == NULL,
        .removed = after == NULL,
        .review = !wp_item_value_equal(&old->root, &now->root, WP_KEY_REVIEW),
        .progress = now->root.progress,
    };

    wp_pair_versions(versions, false, arena);
    count_old(&week, &versions[WP_BASE]);
    count_new(&week, &versions[WP_OURS]);
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        week.week = week.week ||
                    (key != WP_KEY_REVIEW && !wp_item_value_equal(&old->root, &now->root, key));
    changes->weeks = wp_memory_grow(changes->weeks, &changes->capacity, changes->count + 1,
                                    sizeof *changes->weeks);
    changes->weeks[changes->count++] = week;
    wp_arena_free(arena);
}

/* A version of the plan, and the week of it that is compared. */
struct compared_plan {
    struct wp_str bytes;
    struct wp_input input;
    struct wp_plan *plan; /* owned */
    struct wp_plan_walk walk;
    struct wp_week *week; /* owned; NULL after the last week */
};

static enum wp_status open_plan(struct compared_plan *version, struct wp_str bytes,
                                struct wp_error *error)
{
    enum wp_status status;

    version->bytes = bytes;
    version->input = wp_input_memory(&version->bytes);
    status = wp_plan_open(&version->plan, &version->input, error);
    if (status == WP_OK)
        version->walk = wp_plan_oldest_first(version->plan);
    return status;
}

static void close_plan(struct compared_plan *version)
{
    wp_week_free(version->week);
    wp_plan_close(version->plan);
}

/* Load the next week of a version, or set version->week to NULL if it was the last one. */
static enum wp_status load_next(struct compared_plan *version, struct wp_error *error)
{
    static const struct wp_window all = {INT32_MIN, INT32_MAX};
    struct wp_problems problems = {.list = error, .limit = 1};
    enum wp_status status;

    wp_week_free(version->week);
    version->week = NULL;
    status = wp_plan_each_week(version->plan, &version->walk, all, &version->week, &problems);
    return status == WP_MISSING ? WP_OK : status;
}

/* Load the list for later of a version into version->week. */
static enum wp_status load_list(struct compared_plan *version, struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_found found;
    enum wp_status status = wp_plan_find_later(version->plan, &found, &problems);

    version->week = status == WP_OK ? found.week : NULL;
    return status == WP_MISSING ? WP_OK : status;
}

/* Return the bytes of a week without the marker line `---` at its beginning, which the first
 * document of a file need not have. */
static struct wp_str unmarked_text(const struct wp_week *week)
{
    static const char marker[] = "---\n";

    return wp_str_starts(week->text, marker)
               ? wp_str_slice(week->text, strlen(marker), week->text.length)
               : week->text;
}

/* Append the week if the two versions of it have different bytes. NULL is allowed for one. */
static void compare_weeks(struct wp_plan_changes *changes, const struct wp_week *before,
                          const struct wp_week *after)
{
    if (before == NULL && after == NULL)
        return;
    if (before == NULL || after == NULL ||
        !wp_str_equal(unmarked_text(before), unmarked_text(after)))
        add_week(changes, before, after);
}

/* Compare the weeks of both versions, oldest first. */
static enum wp_status compare_all(struct wp_plan_changes *changes, struct compared_plan *before,
                                  struct compared_plan *after, struct wp_error *error)
{
    enum wp_status status = load_next(before, error);

    if (status == WP_OK)
        status = load_next(after, error);
    while (status == WP_OK && (before->week != NULL || after->week != NULL)) {
        bool has_before = before->week != NULL &&
                          (after->week == NULL || before->week->start <= after->week->start);
        bool has_after = after->week != NULL &&
                         (before->week == NULL || after->week->start <= before->week->start);

        compare_weeks(changes, has_before ? before->week : NULL, has_after ? after->week : NULL);
        if (has_before)
            status = load_next(before, error);
        if (has_after && status == WP_OK)
            status = load_next(after, error);
    }
    return status;
}

enum wp_status wp_plan_changes_find(struct wp_plan_changes *changes, struct wp_str before,
                                    struct wp_str after, struct wp_error *error)
{
    struct compared_plan versions[2] = {{.plan = NULL}, {.plan = NULL}};
    enum wp_status status;

    *changes = (struct wp_plan_changes){.weeks = NULL};
    status = open_plan(&versions[0], before, error);
    if (status == WP_OK)
        status = open_plan(&versions[1], after, error);
    if (status == WP_OK)
        status = load_list(&versions[0], error);
    if (status == WP_OK)
        status = load_list(&versions[1], error);
    if (status == WP_OK) {
        compare_weeks(changes, versions[0].week, versions[1].week);
        status = compare_all(changes, &versions[0], &versions[1], error);
    }
    close_plan(&versions[0]);
    close_plan(&versions[1]);
    return status;
}

void wp_plan_changes_free(struct wp_plan_changes *changes)
{
    free(changes->weeks);
    *changes = (struct wp_plan_changes){.weeks = NULL};
}
