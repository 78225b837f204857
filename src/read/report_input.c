#include <weekplan/report.h>

#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "plan/pair_items.h"
#include "read/walk_documents.h"
#include <weekplan/progress.h>

/* Fill `carried` with the items of the week that have `carried:`. Return their number. */
static size_t collect_carried(const struct wp_week *week, const struct wp_item **carried)
{
    const struct wp_item *item = &week->root;
    size_t count = 0;

    while ((item = wp_item_after(item, &week->root)) != NULL)
        if (item->carried > 0)
            carried[count++] = item;
    return count;
}

/* Pair the items of both weeks by id, and the goals also by title. */
void wp_report_input_look_back(struct wp_report_input *weeks, const struct wp_week *before)
{
    const struct wp_week *week = weeks->found.week;
    struct wp_arena *arena = wp_arena_new(4096);
    const struct wp_item **carried =
        wp_arena_array(arena, week->item_count, sizeof(struct wp_item *));
    size_t count = collect_carried(week, carried);
    struct wp_pair pair;

    weeks->carried_from = wp_memory_array(week->item_count + 1, sizeof *weeks->carried_from);
    wp_pair_begin(&pair, arena, carried, count, &before->root, NULL);
    for (size_t i = 0; i < count; i++) {
        const struct wp_item *parent = carried[i]->parent == &week->root ? &before->root : NULL;
        const struct wp_item *was = wp_pair_find(&pair, carried[i], parent);

        weeks->carried_from[i] = (struct wp_carried_from){.percent = -1};
        if (was != NULL)
            weeks->carried_from[i] = (struct wp_carried_from){
                .percent = wp_progress_percent(&was->progress),
                .left_parts = was->first != NULL && was->progress.done > 0,
            };
    }
    wp_arena_free(arena);
}

/* Fill weeks->carried_from from the newest week before the reported week, if there is one. */
static enum wp_status read_before(struct wp_report_input *weeks, struct wp_plan *plan,
                                  struct wp_problems *problems)
{
    const struct wp_window earlier = {INT32_MIN, weeks->found.week->start - 1};
    struct wp_plan_walk walk = wp_plan_newest_first(plan);
    struct wp_week *before;
    enum wp_status status = wp_plan_each_week(plan, &walk, earlier, &before, problems);

    if (status == WP_OK)
        wp_report_input_look_back(weeks, before);
    wp_week_free(before);
    return status == WP_MISSING ? WP_OK : status;
}

static enum wp_status find_next(struct wp_plan *plan, wp_day start, struct wp_week **next,
                                struct wp_problems *problems)
{
    struct wp_window window = {start + WP_DAYS_OF_WEEK, start + 2 * WP_DAYS_OF_WEEK - 1};
    struct wp_found found;
    enum wp_status status = wp_plan_find(plan, window, &found, problems);

    *next = found.week;
    return status == WP_MISSING ? WP_OK : status;
}

/* Set weeks->has_goals to whether there are goals to carry over to the week that follows the week
 * that begins on `start`. Ignore a week that is not valid, because nothing can be carried over from
 * it. */
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
    return status == WP_IO ? wp_plan_walk_fail(problems, &error) : WP_OK;
}

/* Set weeks->next to the week that follows the week that begins on `start`. If the plan does not
 * have the next week, set weeks->has_goals. */
static enum wp_status read_after(struct wp_report_input *weeks, struct wp_plan *plan, wp_day start,
                                 struct wp_problems *problems)
{
    enum wp_status status = find_next(plan, start, &weeks->next, problems);

    if (status == WP_OK && weeks->next == NULL)
        status = find_goals(weeks, plan, start, problems);
    return status;
}

/* Read the week after an absent week. The absent week would begin on the same weekday as the newest
 * week of the plan. Return WP_MISSING, WP_IO or WP_INVALID. */
static enum wp_status read_after_missing(struct wp_report_input *weeks, struct wp_plan *plan,
                                         struct wp_window window, struct wp_problems *problems)
{
    wp_day newest = weeks->found.newest;
    enum wp_status status = WP_OK;

    if (newest != WP_NO_DAY)
        status = read_after(weeks, plan, wp_window_start(window, wp_weekday_of(newest)), problems);
    return status == WP_OK ? WP_MISSING : status;
}

static enum wp_status read_history(struct wp_history *history, const struct wp_input *input,
                                   wp_day start, const struct wp_report_options *options,
                                   struct wp_problems *problems)
{
    struct wp_history_options wanted = {
        .today = options->today,
        .until = start,
        .weeks = WP_HISTORY_DEFAULT,
        .lead = WP_MEAN_WEEKS,
        .goal = options->goal,
    };

    return wp_history_read(history, input, &wanted, problems);
}

/* Read the items that were left open in the weeks before the week that is planned now: the next
 * week if the reported week is over, else the reported week. */
static enum wp_status read_left_open(struct wp_report_input *weeks, struct wp_plan *plan,
                                     wp_day today, struct wp_problems *problems)
{
    const struct wp_week *own = weeks->found.week;
    bool over = own->start + WP_DAYS_OF_WEEK <= today;
    wp_day planned = over ? own->start + WP_DAYS_OF_WEEK : own->start;
    const struct wp_week *week = over ? weeks->next : own;
    const struct wp_left_open_options options = {
        .before = week != NULL ? week->start : planned,
        .except = WP_NO_DAY,
        .week = week,
        .walk = over ? NULL : &weeks->found.walk,
        .newest_only = true,
    };
    struct wp_left_open *left = &weeks->left;
    struct wp_error error;

    if (planned + WP_DAYS_OF_WEEK <= today)
        return WP_OK;
    if (wp_left_open_read(left, plan, &options, &error) != WP_OK)
        return wp_plan_walk_fail(problems, &error);
    /* If the newest of these weeks is not over, no item counts as left open yet. */
    if (left->count > 0 && left->weeks[0].start + WP_DAYS_OF_WEEK > today)
        left->count = 0;
    return WP_OK;
}

enum wp_status wp_report_input_read(struct wp_report_input *weeks, const struct wp_input *input,
                                    const struct wp_report_options *options,
                                    struct wp_problems *problems)
{
    struct wp_plan *plan = NULL;
    struct wp_error error;
    enum wp_status status = wp_plan_open(&plan, input, &error);

    *weeks = (struct wp_report_input){.next = NULL};
    if (status != WP_OK)
        return wp_plan_walk_fail(problems, &error);
    status = wp_plan_find(plan, options->window, &weeks->found, problems);
    if (status == WP_MISSING)
        status = read_after_missing(weeks, plan, options->window, problems);
    if (status == WP_OK) {
        wp_day start = weeks->found.week->start;

        status = read_before(weeks, plan, problems);
        if (status == WP_OK)
            status = read_history(&weeks->history, input, start, options, problems);
        if (status == WP_OK)
            status = read_after(weeks, plan, start, problems);
        if (status == WP_OK)
            status = read_left_open(weeks, plan, options->today, problems);
    }
    wp_plan_close(plan);
    return status;
}

void wp_report_input_free(struct wp_report_input *weeks)
{
    wp_week_free(weeks->found.week);
    free(weeks->carried_from);
    wp_week_free(weeks->next);
    wp_history_free(&weeks->history);
    wp_left_open_free(&weeks->left);
}
