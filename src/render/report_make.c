#include <weekplan/report.h>

#include <stdlib.h>

#include "base/arena.h"
#include "plan/deferral_reason.h"
#include <weekplan/progress.h>

/* A walk over the rows of a view in the order of the file. For each depth it has the state that
 * the current item of that depth passes down to its subtasks. */
struct row_walk {
    const struct wp_row *row;
    struct {
        bool done;      /* whether an ancestor is in the list of done items */
        wp_day done_on; /* day on which the ancestor in the list of done items was done */
        bool dropped;   /* whether an ancestor is in the list of dropped items */
        /* whether the nearest ancestor in the list of dropped items was not put off */
        bool given_up;
        uint32_t days_late;
    } below[WP_DEPTH_MAX];
};

/* Whether an item is done by its own `done:` or its full progress, and not by its subtasks or its
 * parent. */
static bool is_done_itself(const struct wp_item *item)
{
    const struct wp_progress_value *value = &item->progress_value;

    if (item->progress.state != WP_DONE)
        return false;
    return item->done || (item->first == NULL && value->given && value->have >= value->of);
}

static bool is_listed_as_done(const struct row_walk *walk)
{
    const struct wp_item *item = walk->row->item;
    unsigned above = walk->row->depth - 1;

    if (!is_done_itself(item))
        return false;
    return !walk->below[above].done ||
           (item->done_on != WP_NO_DAY && item->done_on != walk->below[above].done_on);
}

static bool is_listed_as_dropped(const struct row_walk *walk)
{
    const struct wp_item *item = walk->row->item;

    unsigned above = walk->row->depth - 1;

    if (!item->dropped || item->progress.state != WP_DROPPED)
        return false;
    return wp_deferral_reason_day(item) != WP_NO_DAY ? !walk->below[above].dropped
                                                     : !walk->below[above].given_up;
}

static bool is_left(const struct wp_item *item)
{
    return item->first == NULL && item->progress.state == WP_OPEN;
}

/* Enter a row: copy the inherited state from the depth above. */
static void enter_row(struct row_walk *walk, const struct wp_row *row)
{
    unsigned depth = row->depth;

    walk->row = row;
    walk->below[depth] = walk->below[depth - 1];
    if (row->days_late > 0)
        walk->below[depth].days_late = row->days_late;
}

/* Leave a row that was listed: the items below it inherit its state. */
static void leave_row(struct row_walk *walk)
{
    unsigned depth = walk->row->depth;

    if (is_listed_as_done(walk)) {
        walk->below[depth].done = true;
        walk->below[depth].done_on = walk->row->item->done_on;
    }
    if (is_listed_as_dropped(walk)) {
        walk->below[depth].dropped = true;
        walk->below[depth].given_up = wp_deferral_reason_day(walk->row->item) == WP_NO_DAY;
    }
}

/* Append a row to a list. If the list has no memory yet, only count the row. */
static void list_row(struct wp_report_rows *rows, const struct wp_row *row)
{
    if (rows->rows != NULL)
        rows->rows[rows->count] = row;
    rows->count++;
}

static void list_dropped(struct wp_report *report, const struct wp_row *row)
{
    if (report->dropped.rows != NULL && wp_deferral_reason_day(row->item) != WP_NO_DAY)
        report->deferred_count++;
    list_row(&report->dropped, row);
}

/* Whether an item is open and due by the end of the reported week. */
static bool is_listed_as_due(const struct wp_report *report, const struct wp_item *item)
{
    return item->progress.state == WP_OPEN && item->due != WP_NO_DAY &&
           item->due <= report->view.end;
}

static void list_left(struct wp_report *report, const struct wp_row *row, uint32_t days_late)
{
    if (report->left != NULL)
        report->left[report->left_count] = (struct wp_report_left){row, days_late};
    report->left_count++;
}

static void list_carried(struct wp_report *report, const struct wp_row *row,
                         const struct wp_carried_from *from)
{
    size_t number = report->carried_count++;

    if (report->carried != NULL)
        report->carried[number] = (struct wp_report_carried){
            row, from != NULL ? from[number] : (struct wp_carried_from){.percent = -1}};
}

/* Compare rows for qsort: by the day on which they were done, then by their order in the view. */
static int compare_done(const void *a, const void *b)
{
    const struct wp_row *first = *(const struct wp_row *const *)a;
    const struct wp_row *second = *(const struct wp_row *const *)b;
    int days = wp_row_compare_done(first, second);

    return days != 0 ? days : (first > second) - (first < second);
}

/* Sort done items, and make a slice of them for each day. Return the number of days. */
static size_t fill_days(struct wp_report_day *days, struct wp_report_rows done)
{
    struct wp_report_day *day = NULL;
    size_t count = 0;
    size_t i;

    qsort(done.rows, done.count, sizeof(const struct wp_row *), compare_done);
    for (i = 0; i < done.count; i++) {
        wp_day done_on = done.rows[i]->item->done_on;

        if (day == NULL || day->day != done_on) {
            day = &days[count++];
            *day = (struct wp_report_day){done_on, {&done.rows[i], 0}};
        }
        day->items.count++;
    }
    return count;
}

/* Compare rows for qsort: by the day on which they are due, then by their order in the file. */
static int compare_due(const void *a, const void *b)
{
    const struct wp_row *first = *(const struct wp_row *const *)a;
    const struct wp_row *second = *(const struct wp_row *const *)b;

    if (first->item->due == second->item->due)
        return (first > second) - (first < second);
    return first->item->due < second->item->due ? -1 : 1;
}

static void list_noted(struct wp_report *report, const struct wp_row *row)
{
    if (row->item->note.length > 0 || row->item->links.count > 0)
        list_row(&report->noted, row);
}

/* List the items of `also:`. */
static void fill_also_lists(struct wp_report *report, struct wp_report_rows *also)
{
    for (size_t i = 0; i < report->view.also_row_count; i++) {
        list_row(also, &report->view.also[i]);
        list_noted(report, &report->view.also[i]);
    }
}

/* Walk all rows. Append entries to lists that have memory already, and count the entries of
 * lists that have none. */
static void fill_lists(struct wp_report *report, struct wp_report_rows *done,
                       struct wp_report_rows *also, const struct wp_carried_from *carried_from)
{
    struct row_walk walk = {.row = NULL};
    size_t i;

    for (i = 0; i < report->view.row_count; i++) {
        const struct wp_row *row = &report->view.rows[i];

        enter_row(&walk, row);
        if (is_listed_as_done(&walk))
            list_row(done, row);
        if (is_listed_as_dropped(&walk))
            list_dropped(report, row);
        list_noted(report, row);
        if (is_listed_as_due(report, row->item))
            list_row(&report->due, row);
        if (is_left(row->item))
            list_left(report, row, walk.below[row->depth].days_late);
        if (row->item->carried > 0)
            list_carried(report, row, carried_from);
        leave_row(&walk);
    }
    fill_also_lists(report, also);
}

/* Return memory for a list of *count entries of `size` bytes, at least one. Set *count to 0: the
 * second walk counts again while it appends. */
static void *make_list(const struct wp_report *report, size_t *count, size_t size)
{
    void *list = wp_arena_array(report->arena, *count + 1, size);

    *count = 0;
    return list;
}

/* Make the lists in two walks over the rows: the first counts the entries, the second appends
 * them. Most lists are short. */
static void make_lists(struct wp_report *report, const struct wp_carried_from *carried_from)
{
    struct wp_report_rows done = {NULL, 0};
    struct wp_report_rows also = {NULL, 0};
    struct wp_report_rows *const rows[] = {&done, &also, &report->dropped, &report->noted,
                                           &report->due};
    size_t i;

    fill_lists(report, &done, &also, carried_from);
    report->day_count = done.count;
    report->also_day_count = also.count;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
        rows[i]->rows = make_list(report, &rows[i]->count, sizeof(const struct wp_row *));
    report->days = make_list(report, &report->day_count, sizeof *report->days);
    report->also = make_list(report, &report->also_day_count, sizeof *report->also);
    report->left = make_list(report, &report->left_count, sizeof *report->left);
    report->carried = make_list(report, &report->carried_count, sizeof *report->carried);
    fill_lists(report, &done, &also, carried_from);
    report->day_count = fill_days(report->days, done);
    report->also_day_count = fill_days(report->also, also);
    qsort(report->due.rows, report->due.count, sizeof(const struct wp_row *), compare_due);
}

/* Fill the comparison of the week with the weeks before it. */
static void report_compare(struct wp_report *report, const struct wp_history *history)
{
    const struct wp_history_week *line = &history->weeks[history->count - 1];
    size_t others = 0;
    size_t i;

    report->history = history;
    report->line = line;
    report->compared = WP_NO_DAY;
    for (i = history->count - 1; i > 0 && others < WP_MEAN_WEEKS; i--) {
        if (!wp_history_counts(&history->weeks[i - 1]))
            continue;
        if (others++ == 0)
            report->compared = history->weeks[i - 1].start;
    }
    report->change = wp_history_change(line);
    report->against_mean = WP_NO_PERCENT;
    if (report->over && others > 1 && wp_history_counts(line))
        report->against_mean = line->percent_tenths - line->mean;
    report->mean_is_full = others == WP_MEAN_WEEKS;
    report->streak = report->over && wp_history_counts(line) ? line->streak : 0;
    report->streak_open = history->streak_open;
}

/* Fill the members about the next week, which follows the week that begins on `start`: its goals,
 * or the commands that plan it. */
static void fill_planned(struct wp_report *report, const struct wp_report_input *weeks,
                         wp_day start, const struct wp_report_options *options)
{
    struct wp_view_options goals = {.today = options->today, .depth = 1};
    const struct wp_week *next = weeks->next;
    wp_day after = start + WP_DAYS_OF_WEEK;

    report->planned_start = next != NULL ? next->start : after;
    report->planned_away = wp_view_weeks_away(report->planned_start, options->today);
    if (next != NULL) {
        wp_view_make(&report->planned, next, &goals);
        /* One rule for the whole report: days late are counted on the day after a week that is
         * over. Otherwise an item that was carried would be late by two numbers of days. */
        if (options->today > after)
            wp_view_count_late_on(&report->planned, after);
    } else if (report->planned_start + WP_DAYS_OF_WEEK > options->today) {
        report->add_next_command = options->add_next_command;
        if (weeks->has_goals)
            report->carry_next_command = options->carry_next_command;
    }
}

void wp_report_make(struct wp_report *report, const struct wp_report_input *weeks,
                    const struct wp_report_options *options)
{
    const struct wp_week *week = weeks->found.week;
    struct wp_view_options all = {.today = options->today,
                                  .add_command = options->add_command,
                                  .left = weeks->left.count > 0 ? &weeks->left.weeks[0] : NULL,
                                  .carry_command = options->carry_command};
    struct wp_view_options open = {.today = options->today, .open_only = true};

    *report = (struct wp_report){.arena = wp_arena_new(0), .later = options->later};
    wp_view_make(&report->view, week, &all);
    wp_view_make(&report->open, week, &open);
    fill_planned(report, weeks, week->start, options);
    report->over = report->view.end < options->today;
    if (report->over && week->root.review.length == 0 && !week->root.skip)
        report->review_command = options->review_command;
    report_compare(report, &weeks->history);
    make_lists(report, weeks->carried_from);
    report->with_deferred = -1;
    if (week->root.progress.deferred > 0) {
        const struct wp_progress with_deferred = wp_progress_with_deferred(&week->root);

        report->with_deferred = wp_progress_percent(&with_deferred);
    }
}

void wp_report_make_gap(struct wp_report *report, const struct wp_report_input *weeks, wp_day start,
                        const struct wp_report_options *options)
{
    *report = (struct wp_report){.later = options->later};
    fill_planned(report, weeks, start, options);
}

void wp_report_free(struct wp_report *report)
{
    wp_view_free(&report->view);
    wp_view_free(&report->open);
    wp_view_free(&report->planned);
    wp_arena_free(report->arena);
    report->arena = NULL;
}
