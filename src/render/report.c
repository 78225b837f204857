#include <weekplan/report.h>

#include <stdlib.h>

#include "base/arena.h"
#include <weekplan/progress.h>

enum { DEPTHS = WP_DEPTH_MAX };

/* Goes through the rows and remembers, for each depth, what holds for all that
 * is under the item there. */
struct report_walk {
    const struct wp_row *row;
    struct {
        bool done;
        wp_day done_on;
        bool dropped;
        uint32_t days_late;
    } under[DEPTHS];
};

/* An item that is done by what it says itself, not because of those around it. */
static bool is_own_deed(const struct wp_item *item)
{
    const struct wp_progress_value *measure = &item->progress_value;

    if (item->progress.state != WP_DONE)
        return false;
    return item->done || (item->first == NULL && measure->given && measure->have >= measure->of);
}

static bool is_told_as_done(const struct report_walk *walk)
{
    const struct wp_item *item = walk->row->item;
    unsigned above = walk->row->depth - 1;

    if (!is_own_deed(item))
        return false;
    return !walk->under[above].done ||
           (item->done_on != WP_NO_DAY && item->done_on != walk->under[above].done_on);
}

static bool is_told_as_dropped(const struct report_walk *walk)
{
    const struct wp_item *item = walk->row->item;

    return item->dropped && item->progress.state == WP_DROPPED &&
           !walk->under[walk->row->depth - 1].dropped;
}

static bool is_left(const struct report_walk *walk)
{
    return walk->row->item->first == NULL && walk->row->item->progress.state == WP_OPEN;
}

static bool is_noted(const struct report_walk *walk)
{
    return walk->row->item->note.length > 0 || walk->row->item->links.count > 0;
}

/* Moves on to the next row; what holds above it does for what is under it too. */
static void step(struct report_walk *walk, const struct wp_row *row)
{
    unsigned depth = row->depth;

    walk->row = row;
    walk->under[depth] = walk->under[depth - 1];
    if (row->days_late > 0)
        walk->under[depth].days_late = row->days_late;
}

/* Called when the row has been looked at. */
static void leave(struct report_walk *walk)
{
    unsigned depth = walk->row->depth;

    if (is_told_as_done(walk)) {
        walk->under[depth].done = true;
        walk->under[depth].done_on = walk->row->item->done_on;
    }
    if (is_told_as_dropped(walk))
        walk->under[depth].dropped = true;
}

/* What has no room yet is counted. */
static void report_add(struct wp_report_rows *rows, const struct wp_row *row)
{
    if (rows->rows != NULL)
        rows->rows[rows->count] = row;
    rows->count++;
}

static void add_left(struct wp_report *report, const struct wp_row *row, uint32_t days_late)
{
    if (report->left != NULL)
        report->left[report->left_count] = (struct wp_report_left){row, days_late};
    report->left_count++;
}

static void report_add_carried(struct wp_report *report, const struct wp_row *row, const int *from)
{
    size_t number = report->carried_count++;

    if (report->carried != NULL)
        report->carried[number] = (struct wp_report_carried){row, from != NULL ? from[number] : -1};
}

/* Days ascending, those without one last; rows of one day in their order. */
static int compare_done(const void *a, const void *b)
{
    const struct wp_row *first = *(const struct wp_row *const *)a;
    const struct wp_row *second = *(const struct wp_row *const *)b;
    wp_day first_day = first->item->done_on;
    wp_day second_day = second->item->done_on;

    if (first_day == second_day)
        return (first > second) - (first < second);
    if (first_day == WP_NO_DAY || second_day == WP_NO_DAY)
        return first_day == WP_NO_DAY ? 1 : -1;
    return first_day < second_day ? -1 : 1;
}

/* A day begins in `done` where another one ends. */
static void fill_days(struct wp_report *report, struct wp_report_rows done)
{
    struct wp_report_day *day = NULL;
    size_t i;

    qsort(done.rows, done.count, sizeof(const struct wp_row *), compare_done);
    for (i = 0; i < done.count; i++) {
        wp_day done_on = done.rows[i]->item->done_on;

        if (day == NULL || day->day != done_on) {
            day = &report->days[report->day_count++];
            *day = (struct wp_report_day){done_on, {&done.rows[i], 0}};
        }
        day->items.count++;
    }
}

/* One walk over all rows, which fills the lists that have room and counts for those
 * that have none. */
static void fill_lists(struct wp_report *report, struct wp_report_rows *done,
                       const int *carried_from)
{
    struct report_walk walk = {.row = NULL};
    size_t i;

    for (i = 0; i < report->view.row_count; i++) {
        const struct wp_row *row = &report->view.rows[i];

        step(&walk, row);
        if (is_told_as_done(&walk))
            report_add(done, row);
        if (is_told_as_dropped(&walk))
            report_add(&report->dropped, row);
        if (is_noted(&walk))
            report_add(&report->noted, row);
        if (is_left(&walk))
            add_left(report, row, walk.under[row->depth].days_late);
        if (row->item->carried > 0)
            report_add_carried(report, row, carried_from);
        leave(&walk);
    }
}

/* Room for as many as have been counted, none of which is there then; NULL when
 * memory is out. */
static void *report_make_room(const struct wp_report *report, size_t *count, size_t size)
{
    void *room = wp_arena_array(report->arena, *count + 1, size);

    *count = 0;
    return room;
}

/* The rows are walked twice, for most lists are short: to count what belongs into
 * each, and to put it there. */
static bool make_lists(struct wp_report *report, const int *carried_from)
{
    struct wp_report_rows done = {NULL, 0};
    struct wp_report_rows *const rows[] = {&done, &report->dropped, &report->noted};
    size_t day_count;
    size_t i;

    fill_lists(report, &done, carried_from);
    day_count = done.count;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        rows[i]->rows = report_make_room(report, &rows[i]->count, sizeof(const struct wp_row *));
        if (rows[i]->rows == NULL)
            return false;
    }
    report->days = report_make_room(report, &day_count, sizeof *report->days);
    report->left = report_make_room(report, &report->left_count, sizeof *report->left);
    report->carried = report_make_room(report, &report->carried_count, sizeof *report->carried);
    if (report->days == NULL || report->left == NULL || report->carried == NULL)
        return false;
    fill_lists(report, &done, carried_from);
    fill_days(report, done);
    return true;
}

/* What the week is beside those before it. */
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

/* What is planned for the week after the one that began on `start`, or which commands
 * do that. */
static enum wp_status report_look_ahead(struct wp_report *report,
                                        const struct wp_report_input *weeks, wp_day start,
                                        const struct wp_report_options *options,
                                        struct wp_error *error)
{
    struct wp_view_options goals = {.today = options->today, .depth = 1};
    const struct wp_week *next = weeks->next;

    report->planned_start = next != NULL ? next->start : start + WP_DAYS_OF_WEEK;
    report->planned_away = wp_view_weeks_away(report->planned_start, options->today);
    if (next != NULL)
        return wp_view_make(&report->planned, next, &goals, error);
    if (report->planned_start + WP_DAYS_OF_WEEK <= options->today)
        return WP_OK;
    report->adding = options->adding;
    if (weeks->has_goals)
        report->carrying = options->carrying;
    return WP_OK;
}

enum wp_status wp_report_make(struct wp_report *report, const struct wp_report_input *weeks,
                              const struct wp_report_options *options, struct wp_error *error)
{
    const struct wp_week *week = weeks->found.week;
    struct wp_view_options all = {.today = options->today, .recording = options->recording};
    struct wp_view_options open = {.today = options->today, .open_only = true};
    enum wp_status status;

    *report = (struct wp_report){.arena = wp_arena_new(0)};
    if (report->arena == NULL)
        return wp_error_set_no_memory(error);
    status = wp_view_make(&report->view, week, &all, error);
    if (status == WP_OK)
        status = wp_view_make(&report->open, week, &open, error);
    if (status == WP_OK)
        status = report_look_ahead(report, weeks, week->start, options, error);
    if (status != WP_OK)
        return status;
    report->over = report->view.end < options->today;
    report_compare(report, &weeks->history);
    return make_lists(report, weeks->carried_from) ? WP_OK : wp_error_set_no_memory(error);
}

enum wp_status wp_report_make_gap(struct wp_report *report, const struct wp_report_input *weeks,
                                  wp_day start, const struct wp_report_options *options,
                                  struct wp_error *error)
{
    *report = (struct wp_report){.arena = NULL};
    return report_look_ahead(report, weeks, start, options, error);
}

void wp_report_free(struct wp_report *report)
{
    wp_view_free(&report->view);
    wp_view_free(&report->open);
    wp_view_free(&report->planned);
    wp_arena_free(report->arena);
    report->arena = NULL;
}
