#include <weekplan/history.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "plan/history_sums.h"
#include "read/walk_documents.h"
#include <weekplan/progress.h>

/* The rows of a history, while the weeks are read. */
struct history_reading {
    const struct wp_history_options *options;
    struct wp_plan *plan;
    struct wp_plan_walk walk;
    struct wp_history_week *weeks; /* rows, the newest week first */
    size_t count;
    size_t capacity;
    struct wp_arena *arena; /* owns the strings of the rows */
    /* number of rows that are older than the wanted weeks and have a percentage */
    size_t lead;
    /* whether a row that is older than the wanted weeks ends every streak, so that no older week is
     * needed */
    bool broken;
};

static uint32_t count_carried(const struct wp_item *root)
{
    uint32_t count = 0;

    for (const struct wp_item *goal = root->first; goal != NULL; goal = goal->next)
        count += goal->carried > 0;
    return count;
}

/* Append a row for the week to reading->weeks. */
static void add_row(struct history_reading *reading, const struct wp_week *week)
{
    const struct wp_item *root = &week->root;
    const struct wp_goal_counts goals = wp_progress_count_goals(root);
    int percent_tenths = wp_progress_percent(&root->progress);

    reading->weeks = wp_memory_grow(reading->weeks, &reading->capacity, reading->count + 1,
                                    sizeof *reading->weeks);
    reading->weeks[reading->count++] = (struct wp_history_week){
        .start = week->start,
        .title = wp_arena_copy(reading->arena, root->title),
        .skip = root->skip,
        .skip_reason = wp_arena_copy(reading->arena, root->skip_reason),
        .review = wp_arena_copy(reading->arena, root->review),
        .running = reading->options->today < week->start + WP_DAYS_OF_WEEK,
        .percent_tenths = percent_tenths < 0 ? WP_NO_PERCENT : percent_tenths,
        .done = root->progress.done,
        .total = root->progress.total,
        .dropped = root->progress.dropped,
        .deferred = root->progress.deferred,
        .goals_done = goals.done,
        .goals_total = goals.total,
        .also_count = (uint32_t)wp_item_count_below(&week->also),
        .carried = count_carried(root),
    };
}

/* If the row that was read last is older than the wanted weeks, update `lead` and `broken`. */
static void update_lead(struct history_reading *reading)
{
    const struct wp_history_options *options = reading->options;
    const struct wp_history_week *row = &reading->weeks[reading->count - 1];

    if (options->weeks == 0 || reading->count <= options->weeks)
        return;
    reading->lead += wp_history_counts(row);
    if (wp_history_sums_breaks_streak(row, row - 1, options->today, options->goal))
        reading->broken = true;
}

/* Return whether all weeks that the options ask for have been read. */
static bool has_enough(const struct history_reading *reading)
{
    const struct wp_history_options *options = reading->options;

    return options->weeks > 0 && reading->count >= options->weeks && reading->lead >= options->lead;
}

/* Read the next older week, and append a row for it. After an error the walk is unchanged, so that
 * the week can be read again. */
static enum wp_status read_row(struct history_reading *reading, struct wp_problems *problems)
{
    const struct wp_window wanted = {INT32_MIN, reading->options->until};
    struct wp_plan_walk before = reading->walk;
    struct wp_week *week;
    enum wp_status status =
        wp_plan_each_week(reading->plan, &reading->walk, wanted, &week, problems);

    if (status == WP_OK) {
        add_row(reading, week);
        update_lead(reading);
    } else if (status != WP_MISSING) {
        reading->walk = before;
    }
    wp_week_free(week);
    return status;
}

/* Read all rows. First read the wanted weeks and the weeks to compare with. Then read older weeks
 * until the streak ends. If one of these older weeks is not valid, stop without an error. */
static enum wp_status read_rows(struct history_reading *reading, struct wp_problems *problems)
{
    enum wp_status status = WP_OK;

    while (status == WP_OK && !has_enough(reading))
        status = read_row(reading, problems);
    while (status == WP_OK && !reading->broken) {
        struct wp_problems ignored = {.limit = 0};

        status = read_row(reading, &ignored);
        if (status == WP_INVALID)
            return WP_OK;
        if (status != WP_OK && status != WP_MISSING)
            status = read_row(reading, problems); /* read the week again, to report its error */
    }
    return status == WP_MISSING ? WP_OK : status;
}

static void reverse(struct wp_history_week *weeks, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct wp_history_week week = weeks[i];

        weeks[i] = weeks[count - 1 - i];
        weeks[count - 1 - i] = week;
    }
}

/* Make a history of the rows. Rows before the wanted weeks are used for mean, change and streak,
 * and then removed. */
static void complete(struct wp_history *history, struct history_reading *reading)
{
    const struct wp_history_options *options = reading->options;
    size_t extra =
        options->weeks > 0 && reading->count > options->weeks ? reading->count - options->weeks : 0;
    bool unbroken;

    reverse(reading->weeks, reading->count);
    unbroken =
        wp_history_sums_follow(reading->weeks, reading->count, options->today, options->goal);
    history->count = reading->count - extra;
    memmove(reading->weeks, reading->weeks + extra, history->count * sizeof *reading->weeks);
    history->weeks = reading->weeks;
    history->arena = reading->arena;
    wp_history_sums_complete(history, options->until);
    history->streak_open =
        unbroken && !wp_plan_walk_at_end(reading->plan, &reading->walk) && history->streak > 0;
}

enum wp_status wp_history_read(struct wp_history *history, const struct wp_input *input,
                               const struct wp_history_options *options,
                               struct wp_problems *problems)
{
    struct history_reading reading = {.options = options};
    struct wp_error error;
    enum wp_status status = wp_plan_open(&reading.plan, input, &error);

    *history =
        (struct wp_history){.today = options->today, .goal = options->goal, .mean = WP_NO_PERCENT};
    if (status != WP_OK)
        return wp_plan_walk_fail(problems, &error);
    reading.walk = wp_plan_newest_first(reading.plan);
    reading.arena = wp_arena_new(0);
    status = read_rows(&reading, problems);
    if (status == WP_OK && reading.count == 0)
        status = WP_MISSING;
    if (status == WP_OK) {
        complete(history, &reading);
    } else {
        free(reading.weeks);
        wp_arena_free(reading.arena);
    }
    wp_plan_close(reading.plan);
    return status;
}

void wp_history_free(struct wp_history *history)
{
    free(history->weeks);
    wp_arena_free(history->arena);
    history->weeks = NULL;
    history->arena = NULL;
    history->count = 0;
}
