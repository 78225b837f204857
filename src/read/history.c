#include <weekplan/history.h>

#include <stdlib.h>
#include <string.h>

#include "plan/trend.h"
#include "read/history_rows.h"
#include "read/plan_walk.h"

/* A plan while it is read back. */
struct reading {
    const struct wp_history_options *options;
    struct wp_problems *problems;
    struct wp_plan_walk here;      /* how far it has been read */
    struct wp_plan_walk later;     /* the last document that sets a week */
    struct wp_history_rows ledger; /* the newest week first */
    size_t lead;                   /* figures of weeks beyond those that are wanted */
    bool broken;                   /* no streak goes on from before them */
};

/* Takes note of what the line of that number says, if it is of a week beyond those
 * that are wanted. */
static void count_line(struct reading *reading, size_t number)
{
    const struct wp_history_options *options = reading->options;
    const struct wp_history_week *line = &reading->ledger.weeks[number];

    if (options->weeks == 0 || number < options->weeks)
        return;
    reading->lead += wp_history_counts(line);
    if (wp_trend_breaks(line, line - 1, options->today, options->goal))
        reading->broken = true;
}

/* Whether there are all the figures that are asked for. */
static bool has_figures(const struct reading *reading)
{
    const struct wp_history_options *options = reading->options;

    return options->weeks > 0 && reading->ledger.count >= options->weeks &&
           reading->lead >= options->lead;
}

/* Steps to the document before, and adds a line for its week if it is wanted. */
static enum wp_status step_back(struct reading *reading, struct wp_plan *plan,
                                struct wp_problems *problems)
{
    const struct wp_window wanted = {INT32_MIN, reading->options->until};
    struct wp_plan_walk *here = &reading->here;
    struct wp_built_week built;
    enum wp_status status = wp_plan_walk_back(plan, here, &wanted, &built, problems);
    bool kept = true;

    if (status != WP_OK || here->start == WP_NO_DAY)
        return status;
    if (!wp_plan_walk_in_order(here->start, reading->later.start)) {
        wp_week_free(built.week);
        return wp_plan_walk_report_order(plan, &reading->later, here->start, problems);
    }
    if (built.week != NULL) {
        kept = wp_history_rows_add(&reading->ledger, built.week, reading->options->today);
        if (kept)
            count_line(reading, reading->ledger.count - 1);
    }
    wp_week_free(built.week);
    reading->later = *here;
    return kept ? WP_OK : wp_plan_walk_fail_memory(problems);
}

/* Goes on to the file's beginning, or until there is enough. What is read only to
 * find out where a streak began may be broken. */
static enum wp_status history_read_weeks(struct reading *reading, struct wp_plan *plan)
{
    enum wp_status status = WP_OK;

    while (status == WP_OK && reading->here.document.offset > 0 && !has_figures(reading))
        status = step_back(reading, plan, reading->problems);
    while (status == WP_OK && reading->here.document.offset > 0 && !reading->broken) {
        struct wp_problems nothing = {.limit = 0};
        struct wp_plan_walk here = reading->here;

        status = step_back(reading, plan, &nothing);
        if (status != WP_OK)
            reading->here = here;
        if (status == WP_INVALID)
            return WP_OK;
        if (status != WP_OK) /* which is to be said */
            status = step_back(reading, plan, reading->problems);
    }
    return status;
}

static enum wp_status history_read_back(struct reading *reading, const struct wp_input *input)
{
    struct wp_plan *plan = NULL;
    struct wp_error error;
    enum wp_status status = wp_plan_open(&plan, input, &error);

    if (status == WP_OK) {
        wp_plan_without_fields(plan);
        status = history_read_weeks(reading, plan);
    } else {
        wp_plan_walk_fail(reading->problems, &error);
    }
    wp_plan_close(plan);
    return status;
}

/* Makes a history of the weeks that were read, those before it included. */
static void complete(struct wp_history *history, struct reading *reading)
{
    const struct wp_history_options *options = reading->options;
    struct wp_history_rows *ledger = &reading->ledger;
    size_t extra =
        options->weeks > 0 && ledger->count > options->weeks ? ledger->count - options->weeks : 0;
    bool unbroken;

    wp_history_rows_reverse(ledger);
    unbroken = wp_trend_follow(ledger->weeks, ledger->count, options->today, options->goal);
    memmove(ledger->weeks, ledger->weeks + extra, (ledger->count - extra) * sizeof *ledger->weeks);
    history->weeks = ledger->weeks;
    history->count = ledger->count - extra;
    history->arena = ledger->arena;
    wp_trend_sum_up(history, options->until);
    history->streak_open = unbroken && reading->here.document.offset > 0 && history->streak > 0;
}

enum wp_status wp_history_read(struct wp_history *history, const struct wp_input *input,
                               const struct wp_history_options *options,
                               struct wp_problems *problems)
{
    const struct wp_plan_walk end = {.document = {input->size, 0}, .start = WP_NO_DAY};
    struct reading reading = {.options = options, .problems = problems, .here = end, .later = end};
    enum wp_status status;

    *history =
        (struct wp_history){.today = options->today, .goal = options->goal, .mean = WP_NO_PERCENT};
    status = history_read_back(&reading, input);
    if (status == WP_OK && reading.ledger.count > 0) {
        complete(history, &reading);
        return WP_OK;
    }
    wp_history_rows_free(&reading.ledger);
    return status == WP_OK ? WP_MISSING : status;
}

void wp_history_free(struct wp_history *history)
{
    free(history->weeks);
    wp_arena_free(history->arena);
    history->weeks = NULL;
    history->arena = NULL;
    history->count = 0;
}
