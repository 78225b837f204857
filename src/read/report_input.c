/* The weeks that a report is made from. */
#include <weekplan/report.h>

#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "plan/pair.h"
#include "read/plan_walk.h"
#include <weekplan/progress.h>

/* The newest week before the one that begins on `start`, if there is one. */
static enum wp_status find_before(struct wp_plan *plan, wp_day start, struct wp_week **before,
                                  struct wp_problems *problems)
{
    struct wp_found found;
    enum wp_status status =
        wp_plan_find(plan, wp_window_holding(start - WP_DAYS_OF_WEEK), &found, problems);

    if (status == WP_MISSING && found.before != WP_NO_DAY)
        status = wp_plan_find(plan, wp_window_holding(found.before), &found, problems);
    *before = found.week;
    return status == WP_MISSING ? WP_OK : status;
}

/* The items of the week that were carried into it; returns how many. */
static size_t collect_carried(const struct wp_week *week, const struct wp_item **carried)
{
    const struct wp_item *item = &week->root;
    size_t count = 0;

    while ((item = wp_item_after(item, &week->root)) != NULL)
        if (item->carried > 0)
            carried[count++] = item;
    return count;
}

/* An item is found by its id, a goal by its title too. */
enum wp_status wp_report_input_look_back(struct wp_report_input *weeks,
                                         const struct wp_week *before, struct wp_error *error)
{
    const struct wp_week *week = weeks->found.week;
    struct wp_arena *arena = wp_arena_new(4096);
    const struct wp_item **carried =
        wp_memory_alloc((week->item_count + 1) * sizeof(struct wp_item *));
    enum wp_status status = WP_OK;
    struct wp_pair match;
    size_t count;
    size_t i;

    weeks->carried_from = wp_memory_alloc((week->item_count + 1) * sizeof(int));
    count = carried != NULL ? collect_carried(week, carried) : 0;
    if (arena == NULL || carried == NULL || weeks->carried_from == NULL ||
        !wp_pair_begin(&match, arena, carried, count, &before->root)) {
        status = wp_error_set_no_memory(error);
        goto out;
    }
    for (i = 0; i < count; i++) {
        const struct wp_item *place = carried[i]->parent == &week->root ? &before->root : NULL;
        const struct wp_item *was = wp_pair_find(&match, carried[i], place);

        weeks->carried_from[i] = was != NULL ? wp_progress_percent(&was->progress) : -1;
    }
out:
    free(carried);
    wp_arena_free(arena);
    return status;
}

/* The week before is needed for no more than that. */
static enum wp_status report_input_look_back(struct wp_report_input *weeks, struct wp_plan *plan,
                                             struct wp_problems *problems)
{
    struct wp_week *before;
    struct wp_error error;
    enum wp_status status = find_before(plan, weeks->found.week->start, &before, problems);

    if (status == WP_OK && before != NULL) {
        status = wp_report_input_look_back(weeks, before, &error);
        if (status != WP_OK)
            status = wp_plan_walk_fail(problems, &error);
    }
    wp_week_free(before);
    return status;
}

static enum wp_status find_next(struct wp_plan *plan, wp_day start, struct wp_week **next,
                                struct wp_problems *problems)
{
    struct wp_window window = wp_window_from(start + WP_DAYS_OF_WEEK);
    struct wp_found found;
    enum wp_status status = wp_plan_find(plan, window, &found, problems);

    *next = found.week;
    return status == WP_MISSING ? WP_OK : status;
}

/* Whether the week after it has something to carry over: a week that is not valid is
 * none that can be carried from. */
static enum wp_status find_goals(struct wp_report_input *weeks, struct wp_plan *plan, wp_day start,
                                 struct wp_problems *problems)
{
    const struct wp_week *own = weeks->found.week;
    struct wp_week *week = NULL;
    struct wp_error error;
    struct wp_problems found = {.list = &error, .limit = 1};
    enum wp_status status = WP_OK;

    if (own == NULL || own->root.first == NULL)
        status = wp_plan_find_goals(plan, start + WP_DAYS_OF_WEEK, &week, &found);
    wp_week_free(week);
    weeks->has_goals = status == WP_OK;
    if (status == WP_IO || status == WP_NO_MEMORY)
        return wp_plan_walk_fail(problems, &error);
    return WP_OK;
}

/* What there is of the week after the one that begins on `start`. */
static enum wp_status report_input_look_ahead(struct wp_report_input *weeks, struct wp_plan *plan,
                                              wp_day start, struct wp_problems *problems)
{
    enum wp_status status = find_next(plan, start, &weeks->next, problems);

    if (status == WP_OK && weeks->next == NULL)
        status = find_goals(weeks, plan, start, problems);
    return status;
}

/* The week is not in the plan, but would begin as the newest one there did. */
static enum wp_status look_ahead_of_gap(struct wp_report_input *weeks, struct wp_plan *plan,
                                        struct wp_window window, struct wp_problems *problems)
{
    wp_day newest = weeks->found.newest;
    enum wp_status status = WP_OK;

    if (newest != WP_NO_DAY)
        status = report_input_look_ahead(weeks, plan,
                                         wp_window_start(window, wp_weekday_of(newest)), problems);
    return status == WP_OK ? WP_MISSING : status;
}

static enum wp_status read_history(struct wp_history *history, const struct wp_input *input,
                                   wp_day start, const struct wp_report_options *options,
                                   struct wp_problems *problems)
{
    struct wp_history_options lines = {
        .today = options->today,
        .until = start,
        .weeks = WP_HISTORY_DEFAULT,
        .lead = WP_MEAN_WEEKS,
        .goal = options->goal,
    };

    return wp_history_read(history, input, &lines, problems);
}

enum wp_status wp_report_input_read(struct wp_report_input *weeks, const struct wp_input *input,
                                    const struct wp_report_options *options,
                                    struct wp_problems *problems)
{
    struct wp_plan *plan = NULL;
    enum wp_status status;
    wp_day start;

    *weeks = (struct wp_report_input){.next = NULL};
    status = wp_plan_open(&plan, input, problems->list);
    if (status != WP_OK) {
        problems->count = problems->errors = 1;
        return status;
    }
    wp_plan_without_fields(plan);
    status = wp_plan_find(plan, options->window, &weeks->found, problems);
    if (status == WP_MISSING)
        status = look_ahead_of_gap(weeks, plan, options->window, problems);
    if (status != WP_OK)
        goto out;
    start = weeks->found.week->start;
    /* One after the other, and the one that stays is the last: each may be large. */
    status = report_input_look_back(weeks, plan, problems);
    if (status == WP_OK)
        status = read_history(&weeks->history, input, start, options, problems);
    if (status == WP_OK)
        status = report_input_look_ahead(weeks, plan, start, problems);
out:
    wp_plan_close(plan);
    return status;
}

void wp_report_input_free(struct wp_report_input *weeks)
{
    wp_week_free(weeks->found.week);
    free(weeks->carried_from);
    wp_week_free(weeks->next);
    wp_history_free(&weeks->history);
}
