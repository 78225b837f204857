/*
 * The week to which two versions have both carried items of a week of the base, for the model of a
 * merge (merge_oracle.h): what both have carried, or what one has carried and the other one has
 * removed again. A version that has carried less than half of what is open has removed nothing.
 * Items are compared by their titles; if an item was renamed, the model does not decide.
 */
#ifndef PROPERTY_MERGE_CARRIES_H
#define PROPERTY_MERGE_CARRIES_H

#include "edit_version.h"
#include <weekplan/merge.h>

/* A week that only the model has, as the base of a week that both versions have begun. */
struct carried_model {
    struct loaded loaded; /* the week, or nothing if both have nothing in common */
    bool unclear;
    /* The newest week of this kind above it, if there is one. It is what both have carried on. */
    struct loaded above;
    bool above_is_unclear;
};

/* The old and the new week of ours or theirs. */
struct carrier {
    const struct wp_week *before, *after;
    size_t open, carried;
};

static inline const struct wp_item *titled_goal_item(const struct wp_week *week,
                                                     struct wp_str title)
{
    if (week == NULL)
        return NULL;
    for (const struct wp_item *item = wp_item_after(&week->root, &week->root); item != NULL;
         item = wp_item_after(item, &week->root))
        if (wp_str_equal(item->title, title))
            return item;
    return NULL;
}

static inline bool is_marked_carried(const struct wp_item *item)
{
    const struct wp_item *goal = item != NULL ? wp_item_goal(item) : NULL;

    return item != NULL && (item->carried > 0 || goal->carried > 0 || goal->weekly);
}

static inline bool is_copied_with_keys(const struct wp_item *copy, const struct wp_item *item)
{
    for (enum wp_key key = 0; copy != NULL && key < WP_KEY_COUNT; key++)
        if (wp_item_has(item, key) && !wp_item_has(copy, key))
            return false;
    return copy != NULL && !is_marked_carried(copy);
}

static inline bool is_still_open(const struct carrier *carrier, const struct wp_item *item)
{
    const struct wp_item *there = titled_goal_item(carrier->before, item->title);

    return there != NULL && (there->progress.state == WP_OPEN || wp_item_goal(there)->weekly);
}

/* Whether an item of the old week without subtasks is in the base of the new week. */
static inline bool is_common(const struct carrier carriers[2], const struct wp_item *item)
{
    const struct wp_item *copies[2];

    for (int i = 0; i < 2; i++)
        copies[i] = titled_goal_item(carriers[i].after, item->title);
    for (int i = 0; i < 2; i++) {
        const struct carrier *other = &carriers[1 - i];
        bool whole = other->carried > 0 && 2 * other->carried >= other->open;

        if (!is_marked_carried(copies[i]))
            continue;
        if (is_marked_carried(copies[1 - i]))
            return true;
        if (copies[1 - i] != NULL)
            return item->parent->parent != NULL && whole;
        if (whole && is_still_open(other, item))
            return true;
    }
    return is_copied_with_keys(copies[0], item) && is_copied_with_keys(copies[1], item);
}

/* Load the week that `carry` makes of `from` in the base, without the items `left`. `to` is the new
 * week of the base, or NULL. */
static inline void load_carried(struct carried_model *model, const struct version *base,
                                const struct wp_week *from, const struct wp_week *to, wp_day start,
                                const struct wp_item **left, size_t left_count)
{
    struct wp_str text = wp_buf_str(&base->text);
    struct wp_input input = wp_input_memory(&text);
    struct wp_carry carry = {.from = from,
                             .to = to,
                             .elsewhere = left,
                             .elsewhere_count = left_count,
                             .start = start,
                             .input = &input};
    struct wp_carrying *carrying = NULL;
    struct wp_edit edit = {.after = NULL};
    struct wp_problems problems = {.limit = 0};
    struct wp_carried carried;
    struct wp_plan *plan = NULL;
    struct wp_found found;
    struct wp_error error;

    if (wp_plan_open(&plan, &input, &error) == WP_OK && to == NULL)
        wp_plan_find(plan, wp_window_holding(start + 6), &found, &problems);
    carry.found = &found;
    if (wp_carry_take(&carrying, &carry, &carried, &error) == WP_OK &&
        carried.goals + carried.repeated > 0 && wp_carry_put(&edit, carrying, &error) == WP_OK)
        load(&model->loaded, edit.after->text);
    wp_carry_end(carrying);
    wp_edit_free(&edit);
    wp_plan_close(plan);
}

static inline void free_carried(struct carried_model *model)
{
    free_loaded(&model->loaded);
    free_loaded(&model->above);
    *model = (struct carried_model){.unclear = false};
}

/* Go on to the next week of the plan, which has no base of this kind yet. */
static inline void leave_carried(struct carried_model *model)
{
    if (model->loaded.count > 0) {
        free_loaded(&model->above);
        model->above = model->loaded;
        model->above_is_unclear = model->unclear;
    }
    model->loaded.count = 0;
    model->unclear = false;
}

/* Find the base of the week that begins on `start`, which ours and theirs have begun or changed.
 * The weeks above it had their turns. Free the model with free_carried. */
static inline void model_carried(struct carried_model *model, wp_day start,
                                 const struct loaded *const loaded[WP_VERSIONS],
                                 const struct version *const versions[WP_VERSIONS])
{
    const struct wp_item *left[NODES_MAX];
    const struct wp_week *const to = loaded_week(loaded[WP_BASE], start);
    const struct wp_week *from = NULL;
    struct carrier carriers[2] = {{.open = 0}};
    size_t count = 0;
    bool copy_is_renamed = false;

    for (size_t i = 0; i < loaded[WP_BASE]->count; i++) {
        const struct wp_week *week = loaded[WP_BASE]->weeks[i];

        if (!week->later && week->start < start && week->root.first != NULL)
            from = week;
    }
    if (from == NULL)
        return;
    if (model->above.count > 0 && model->above.weeks[0]->start >= from->start) {
        from = model->above.weeks[0];
        model->unclear = model->above_is_unclear;
    }
    for (int i = 0; i < 2; i++) {
        const struct version *version = versions[WP_OURS + i];

        carriers[i].before = loaded_week(loaded[WP_OURS + i], from->start);
        carriers[i].after = loaded_week(loaded[WP_OURS + i], start);
        for (size_t j = 0; j < version->renamed_count; j++) {
            const struct renamed *renamed = &version->renamed[j];

            if (renamed->week != from->start && renamed->week != start)
                continue;
            model->unclear = true;
            copy_is_renamed =
                copy_is_renamed ||
                is_marked_carried(titled_goal_item(carriers[i].after, renamed->title));
        }
    }
    for (const struct wp_item *item = wp_item_after(&from->root, &from->root); item != NULL;
         item = wp_item_after(item, &from->root))
        for (int i = 0; i < 2 && item->first == NULL && titled_goal_item(to, item->title) == NULL;
             i++)
            if (is_still_open(&carriers[i], item)) {
                carriers[i].open++;
                carriers[i].carried +=
                    is_marked_carried(titled_goal_item(carriers[i].after, item->title));
            }
    for (const struct wp_item *item = wp_item_after(&from->root, &from->root); item != NULL;
         item = wp_item_after(item, &from->root))
        if (item->first == NULL && count < NODES_MAX && !is_common(carriers, item))
            left[count++] = item;
    load_carried(model, versions[WP_BASE], from, to, start, left, count);
    /* The model sees nothing in common, but the merge may know a copy by its id. */
    if (model->loaded.count == 0)
        model->unclear = copy_is_renamed;
}

#endif
