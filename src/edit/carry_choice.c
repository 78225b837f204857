#include "edit/carry_choice.h"

#include <string.h>

#include "plan/item_set.h"
#include "plan/item_value.h"

/* Whether the user has asked to carry the item: it is in carry->only, or within or above one of
 * these items, or carry->only is NULL. */
static bool is_asked_for(const struct wp_carry *carry, const struct wp_item *item)
{
    size_t i;

    for (i = 0; i < carry->only_count; i++)
        if (wp_item_within(item, carry->only[i]) || wp_item_within(carry->only[i], item))
            return true;
    return carry->only == NULL;
}

bool wp_carry_choice_is_reset(const struct wp_carry *carry, const struct wp_item *item)
{
    return carry->fresh || wp_item_goal(item)->weekly;
}

/* Whether the item is carried unless the later week prevents this: it is open, or is reset (see
 * wp_carry_choice_is_reset). */
static bool is_wanted(const struct wp_carry *carry, const struct wp_item *item)
{
    const struct wp_item *goal = wp_item_goal(item);

    if (goal->weekly)
        return is_asked_for(carry, goal);
    return (carry->fresh || item->progress.state == WP_OPEN) && is_asked_for(carry, item);
}

static void sort_elsewhere(struct wp_carry_choice *choice, struct wp_arena *scratch)
{
    size_t count = choice->carry->elsewhere_count;

    if (count == 0)
        return;
    choice->elsewhere = wp_arena_array(scratch, count, sizeof(struct wp_item *));
    memcpy(choice->elsewhere, choice->carry->elsewhere, count * sizeof(struct wp_item *));
    wp_item_set_sort(choice->elsewhere, count);
}

static bool is_elsewhere(const struct wp_carry_choice *choice, const struct wp_item *item)
{
    return wp_item_set_has(choice->elsewhere, choice->carry->elsewhere_count, item);
}

static void remove_item(struct wp_carry_choice *choice, const struct wp_item *item)
{
    choice->removed[choice->removed_count++] = item;
}

/*
 * Return the item of the later week because of which `there` cannot get subtasks, or NULL. That is
 * `there` or an item above it that has `done` or `dropped` itself, or `there` with a `progress` of
 * its own. Subtasks may be added to an item that is done only because all its subtasks are done.
 */
static const struct wp_item *find_blocker(const struct wp_item *there)
{
    const struct wp_item *item = there;

    do {
        if (item->done || item->dropped)
            return item;
        item = item->parent;
    } while (item != NULL);
    return there->progress_value.given ? there : NULL;
}

/* Count, in choice->carried, an item of which no part is added to the later week. `there` is the
 * item in the later week, or NULL. `blocker` is the item of the later week that cannot get missing
 * subtasks, or NULL. */
static void count_left_out(struct wp_carry_choice *choice, const struct wp_item *item,
                           const struct wp_item *there, const struct wp_item *blocker)
{
    struct wp_carried *carried = choice->carried;
    const struct wp_item *subtask;

    if (!is_wanted(choice->carry, item))
        return;
    for (subtask = item->first; subtask != NULL; subtask = subtask->next)
        count_left_out(choice, subtask, wp_pair_find(&choice->pair, subtask, there), blocker);
    if (item->first != NULL)
        return;
    if (there != NULL) {
        carried->present++;
    } else if (is_elsewhere(choice, item)) {
        carried->elsewhere++;
    } else if (is_asked_for(choice->carry, item)) {
        if (carried->blocked++ == 0) {
            carried->first_blocked = item;
            carried->blocker = blocker;
        }
        carried->more_blockers = carried->more_blockers || blocker != carried->blocker;
    }
}

static bool choose_subtasks(struct wp_carry_choice *choice, const struct wp_item *item,
                            const struct wp_item *parent);

/* Choose the subtasks of `item` that are missing below `there`, the same item in the later week.
 * They are added to `there` if its parent is `parent` and find_blocker returns NULL for it. Return
 * whether any subtasks are added. */
static bool choose_missing(struct wp_carry_choice *choice, const struct wp_item *item,
                           const struct wp_item *there, const struct wp_item *parent)
{
    const struct wp_item *blocker = there->parent == parent ? find_blocker(there) : there;

    if (item->first != NULL && blocker == NULL)
        return choose_subtasks(choice, item, there);
    count_left_out(choice, item, there, blocker);
    return false;
}

/* Choose an item and its subtasks. `parent` is the parent of the item in the later week; NULL if
 * the parent is added too. Return whether a part of the item is added. */
static bool carry_choose(struct wp_carry_choice *choice, const struct wp_item *item,
                         const struct wp_item *parent)
{
    size_t removed_before = choice->removed_count;
    size_t copied_before = choice->copied_count;
    const struct wp_item *there = NULL;
    bool any = false;

    if (is_wanted(choice->carry, item)) {
        there = wp_pair_find(&choice->pair, item, parent);
        choice->target[choice->copied_count++] = there == NULL ? parent : NULL;
        if (there != NULL)
            any = choose_missing(choice, item, there, parent);
        else if (is_elsewhere(choice, item))
            choice->carried->elsewhere++;
        else
            any = item->first == NULL || choose_subtasks(choice, item, NULL);
    }
    if (any) {
        choice->carried->items +=
            item->first == NULL && !wp_carry_choice_is_reset(choice->carry, item);
        return true;
    }
    choice->removed_count = removed_before;
    choice->copied_count = copied_before;
    remove_item(choice, item);
    return false;
}

static bool choose_subtasks(struct wp_carry_choice *choice, const struct wp_item *item,
                            const struct wp_item *parent)
{
    const struct wp_item *subtask;
    bool any = false;

    for (subtask = item->first; subtask != NULL; subtask = subtask->next)
        if (carry_choose(choice, subtask, parent))
            any = true;
    return any;
}

static bool is_excepted(const struct wp_carry *carry, const struct wp_item *goal)
{
    for (size_t i = 0; i < carry->except_count; i++)
        if (carry->except[i] == goal)
            return true;
    return false;
}

/* Choose a goal and its subtasks. Return whether a part of the goal is added. */
static bool choose_goal(struct wp_carry_choice *choice, const struct wp_item *goal)
{
    size_t copied_before = choice->copied_count;

    if (is_excepted(choice->carry, goal)) {
        remove_item(choice, goal);
        return false;
    }
    if (!carry_choose(choice, goal, choice->to))
        return false;
    choice->goals[choice->goal_count++] =
        (struct wp_carry_goal){goal, choice->target[copied_before] != NULL
                                         ? NULL
                                         : wp_pair_find(&choice->pair, goal, choice->to)};
    return true;
}

static void choose_goals(struct wp_carry_choice *choice)
{
    const struct wp_item *goal;

    for (goal = choice->carry->from->root.first; goal != NULL; goal = goal->next) {
        bool any = choose_goal(choice, goal);

        if (wp_carry_choice_is_reset(choice->carry, goal)) {
            choice->carried->repeated += any;
            continue;
        }
        choice->carried->goals += any;
        choice->carried->begun += any && goal->progress.done > 0;
        choice->carried->done += goal->progress.done;
        choice->carried->dropped += goal->progress.dropped;
        choice->carried->deferred += goal->progress.deferred;
    }
}

void wp_carry_choose(struct wp_carry_choice *choice, struct wp_arena *arena,
                     struct wp_arena *scratch)
{
    const struct wp_week *from = choice->carry->from;
    const struct wp_item **wanted =
        wp_arena_array(scratch, from->item_count + 1, sizeof(struct wp_item *));
    const struct wp_item *item = &from->root;
    size_t count = 0;

    choice->removed = wp_arena_array(scratch, from->item_count + 1, sizeof(struct wp_item *));
    choice->target = wp_arena_array(arena, from->item_count + 1, sizeof(struct wp_item *));
    choice->goals = wp_arena_array(arena, from->item_count + 1, sizeof *choice->goals);
    while ((item = wp_item_after(item, &from->root)) != NULL)
        if (is_wanted(choice->carry, item))
            wanted[count++] = item;
    sort_elsewhere(choice, scratch);
    wp_pair_begin(&choice->pair, scratch, wanted, count, choice->to,
                  choice->carry->to != NULL ? &choice->carry->to->also : NULL);
    choose_goals(choice);
}
