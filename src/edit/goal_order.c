#include "edit/goal_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Find a longest ascending subsequence of `numbers`: these goals need no move. Set stays[i] to true
 * if numbers[i] is in the subsequence. `length` and `previous` are scratch arrays of `count`
 * elements. */
static void choose_stays(bool *stays, const uint32_t *numbers, size_t count, size_t *length,
                         size_t *previous)
{
    size_t last = 0;

    for (size_t i = 0; i < count; i++) {
        length[i] = 1;
        previous[i] = i;
        for (size_t j = 0; j < i; j++)
            if (numbers[j] < numbers[i] && length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                previous[i] = j;
            }
        if (length[i] > length[last])
            last = i;
    }
    for (; count > 0 && previous[last] != last; last = previous[last])
        stays[last] = true;
    if (count > 0)
        stays[last] = true;
}

/* Return the goal at a position, from 0; NULL behind the last goal. */
static const struct wp_item *goal_at(const struct wp_week *week, size_t position)
{
    const struct wp_item *goal = week->root.first;

    for (; goal != NULL && position > 0; position--)
        goal = goal->next;
    return goal;
}

static size_t find_position(const uint32_t *now, uint32_t number)
{
    size_t position = 0;

    while (now[position] != number)
        position++;
    return position;
}

/* Move the goal at position `from` (from 0) in front of the goal at position `to`; `count` is the
 * end. `now` lists the goals in their present order, each by the number that it had before all
 * moves. Update `now`. */
static enum wp_status move_goal(struct wp_successive_edits *sequence, uint32_t *now, size_t from,
                                size_t to, struct wp_error *error)
{
    const struct wp_week *week = wp_successive_edits_week(sequence);
    uint32_t number = now[from];
    struct wp_edit edit;
    enum wp_status status;

    if (from + 1 == to)
        return WP_OK;
    status = wp_edit_move(&edit, week, goal_at(week, from), &week->root, goal_at(week, to), error);
    if (status == WP_OK)
        status = wp_successive_edits_add(sequence, &edit, error);
    wp_edit_free(&edit);
    if (from < to) {
        memmove(now + from, now + from + 1, (to - from - 1) * sizeof *now);
        now[to - 1] = number;
    } else {
        memmove(now + to + 1, now + to, (from - to) * sizeof *now);
        now[to] = number;
    }
    return status;
}

enum wp_status wp_goal_order_make(struct wp_successive_edits *sequence, const uint32_t *numbers,
                                  size_t count, struct wp_error *error)
{
    bool *stays = wp_memory_array(count + 1, sizeof *stays);
    size_t *scratch = wp_memory_array(2 * count + 1, sizeof *scratch);
    uint32_t *now = wp_memory_array(count + 1, sizeof *now);
    enum wp_status status = WP_OK;

    choose_stays(stays, numbers, count, scratch, scratch + count);
    for (size_t i = 0; i < count; i++)
        now[i] = (uint32_t)i + 1;
    /* Begin with the last goal: then each goal is moved in front of a goal that is at its final
     * position. */
    for (size_t i = count; i > 0 && status == WP_OK; i--)
        if (!stays[i - 1])
            status = move_goal(sequence, now, find_position(now, numbers[i - 1]),
                               i < count ? find_position(now, numbers[i]) : count, error);
    free(now);
    free(scratch);
    free(stays);
    return status;
}
