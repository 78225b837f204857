/* The weeks that a report is made from. */
#include <weekplan/report.h>

enum { DAYS_OF_WEEK = 7 };

/* The newest week before the one that begins on `start`, if there is one. */
static enum wp_status find_before(struct wp_plan *plan, wp_day start, struct wp_week **before,
                                  struct wp_problems *problems)
{
    struct wp_found found;
    enum wp_status status =
        wp_plan_find(plan, wp_window_holding(start - DAYS_OF_WEEK), &found, problems);

    if (status == WP_MISSING && found.before != WP_NO_DAY)
        status = wp_plan_find(plan, wp_window_holding(found.before), &found, problems);
    *before = found.week;
    return status == WP_MISSING ? WP_OK : status;
}

static enum wp_status find_next(struct wp_plan *plan, wp_day start, struct wp_week **next,
                                struct wp_problems *problems)
{
    struct wp_window window = {start + DAYS_OF_WEEK, start + 2 * DAYS_OF_WEEK - 1};
    struct wp_found found;
    enum wp_status status = wp_plan_find(plan, window, &found, problems);

    *next = found.week;
    return status == WP_MISSING ? WP_OK : status;
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
        .threads = 1,
    };

    return wp_history_read(history, input, &lines, problems);
}

enum wp_status wp_report_read(struct wp_report_weeks *weeks, const struct wp_input *input,
                              const struct wp_report_options *options, struct wp_problems *problems)
{
    struct wp_plan *plan = NULL;
    enum wp_status status;
    wp_day start;

    *weeks = (struct wp_report_weeks){.before = NULL};
    status = wp_plan_open(&plan, input, problems->list);
    if (status != WP_OK) {
        problems->count = problems->errors = 1;
        return status;
    }
    wp_plan_leave_out_fields(plan);
    status = wp_plan_find(plan, options->window, &weeks->found, problems);
    if (status != WP_OK)
        goto out;
    start = weeks->found.week->start;
    status = find_before(plan, start, &weeks->before, problems);
    if (status == WP_OK)
        status = find_next(plan, start, &weeks->next, problems);
    if (status == WP_OK)
        status = read_history(&weeks->history, input, start, options, problems);
out:
    wp_plan_close(plan);
    return status;
}

void wp_report_weeks_free(struct wp_report_weeks *weeks)
{
    wp_week_free(weeks->found.week);
    wp_week_free(weeks->before);
    wp_week_free(weeks->next);
    wp_history_free(&weeks->history);
}
