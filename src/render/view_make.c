#include <weekplan/view.h>

#include <stdlib.h>

#include <weekplan/progress.h>

#include "base/memory.h"
#include "plan/tag.h"

enum { SOON_DAYS = 2 };

/* Return the earliest due day that is not overdue: today, or, if the week is over, the day after
 * the week. */
static wp_day overdue_limit(wp_day week_end, wp_day today)
{
    return today <= week_end ? today : week_end + 1;
}

bool wp_item_is_overdue(const struct wp_item *item, wp_day week_end, wp_day today)
{
    return item->progress.state == WP_OPEN && item->due != WP_NO_DAY &&
           item->due < overdue_limit(week_end, today);
}

enum wp_mark wp_mark_of(const struct wp_progress *progress)
{
    switch (progress->state) {
    case WP_DONE:
        return WP_MARK_DONE;
    case WP_DROPPED:
        return WP_MARK_DROPPED;
    case WP_OPEN:
        break;
    }
    return progress->moved ? WP_MARK_MOVED : WP_MARK_OPEN;
}

static void fill_when(struct wp_row *row, const struct wp_view *view)
{
    const struct wp_item *item = row->item;
    wp_day limit = overdue_limit(view->end, view->today);

    if (row->mark == WP_MARK_DONE && item->done_on != WP_NO_DAY) {
        row->when = WP_WHEN_DONE;
        row->day = item->done_on;
    } else if (item->progress.state == WP_OPEN && item->due != WP_NO_DAY) {
        row->day = item->due;
        if (item->due < limit) {
            row->when = WP_WHEN_LATE;
            row->days_late = (uint32_t)(limit - item->due);
        } else {
            row->when = item->due - limit <= SOON_DAYS ? WP_WHEN_SOON : WP_WHEN_DUE;
        }
    }
}

/* Count the days that a late row is late up to `day`. A row that is not late then has its due day.
 */
static void count_late_on(struct wp_row *row, wp_day day)
{
    if (row->when != WP_WHEN_LATE)
        return;
    row->days_late = row->day < day ? (uint32_t)(day - row->day) : 0;
    if (row->days_late == 0)
        row->when = WP_WHEN_DUE;
}

void wp_view_count_late_on(struct wp_view *view, wp_day day)
{
    view->late_on = day;
    for (size_t i = 0; i < view->row_count; i++)
        count_late_on(&view->rows[i], day);
}

struct wp_row wp_view_row(const struct wp_view *view, const struct wp_item *item)
{
    struct wp_row row = {.item = item, .depth = 1, .siblings = 1};

    row.mark = wp_mark_of(&item->progress);
    row.percent_tenths = item->progress.state == WP_DROPPED || view->week->later
                             ? -1
                             : wp_progress_percent(&item->progress);
    row.has_bar = row.percent_tenths >= 0 && (item->first != NULL || item->progress_value.given);
    fill_when(&row, view);
    count_late_on(&row, view->late_on);
    return row;
}

/* Whether the item, or one above it, has one of the tags of the view. */
static bool is_tagged(const struct wp_view *view, const struct wp_item *item)
{
    for (; item != NULL; item = item->parent)
        if (wp_tag_is_on(item, view->tags))
            return true;
    return false;
}

bool wp_view_selects(const struct wp_view *view, const struct wp_item *item)
{
    if (view->tags == NULL || is_tagged(view, item))
        return true;
    for (const struct wp_item *below = wp_item_after(item, item); below != NULL;
         below = wp_item_after(below, item))
        if (wp_tag_is_on(below, view->tags))
            return true;
    return false;
}

/* Count the items that have a tag of the view, and all items. */
static void count_tagged(struct wp_view *view)
{
    const struct wp_item *item = NULL;

    while (view->tags != NULL && (item = wp_week_item_after(view->week, item)) != NULL) {
        view->tagged += is_tagged(view, item);
        view->tagged_of++;
    }
}

/* Count the leaves for the lines on what is shown. Most views show all, and need no count. */
static void count_leaves(struct wp_view *view, const struct wp_view_options *options)
{
    const struct wp_item *item = NULL;

    while ((view->tags != NULL || options->open_only) &&
           (item = wp_week_item_after(view->week, item)) != NULL) {
        if (item->first != NULL)
            continue;
        view->leaves++;
        if (view->tags != NULL && !is_tagged(view, item))
            continue;
        view->selected_leaves++;
        if (!options->open_only || wp_item_is_also(item))
            continue;
        if (item->progress.state == WP_OPEN) {
            view->open_leaves++;
            continue;
        }
        view->hidden++;
        view->hides_deferred = view->hides_deferred || wp_progress_is_deferred(&item->progress);
    }
}

/* Append the rows of the items below `parent`, depth first. */
static void add_rows(struct wp_view *view, const struct wp_item *parent,
                     const struct wp_view_options *options, unsigned depth)
{
    const struct wp_item *item;
    struct wp_row *row;
    uint32_t siblings = 0;

    for (item = parent->first; item != NULL; item = item->next)
        siblings++;
    for (item = parent->first; item != NULL; item = item->next) {
        if (!wp_view_selects(view, item) || (options->open_only && item->progress.state != WP_OPEN))
            continue;
        row = &view->rows[view->row_count++];
        *row = wp_view_row(view, item);
        row->depth = (uint8_t)depth;
        row->siblings = siblings;
        if (options->depth == 0 || depth < options->depth)
            add_rows(view, item, options, depth + 1);
    }
}

int wp_row_compare_done(const struct wp_row *first, const struct wp_row *second)
{
    wp_day first_day = first->item->done_on;
    wp_day second_day = second->item->done_on;

    if (first_day == second_day)
        return 0;
    if (first_day == WP_NO_DAY || second_day == WP_NO_DAY)
        return first_day == WP_NO_DAY ? 1 : -1;
    return first_day < second_day ? -1 : 1;
}

/* Compare rows of `also:` for qsort: by day, then by their order in the file. */
static int compare_also(const void *a, const void *b)
{
    const struct wp_row *first = a;
    const struct wp_row *second = b;
    int days = wp_row_compare_done(first, second);

    return days != 0 ? days
                     : (first->item->number > second->item->number) -
                           (first->item->number < second->item->number);
}

static void add_also_rows(struct wp_view *view, const struct wp_view_options *options)
{
    const struct wp_item *also = &view->week->also;

    view->also_count = (uint32_t)wp_item_count_below(also);
    if (view->also_count == 0 || view->top->parent != NULL || options->open_only)
        return;
    view->also = wp_memory_array(view->also_count, sizeof *view->also);
    for (const struct wp_item *item = also->first; item != NULL; item = item->next) {
        struct wp_row *row = &view->also[view->also_row_count];

        if (!wp_view_selects(view, item))
            continue;
        view->also_row_count++;
        *row = wp_view_row(view, item);
        row->siblings = view->also_count;
    }
    qsort(view->also, view->also_row_count, sizeof *view->also, compare_also);
}

static uint32_t count_overdue(const struct wp_view *view)
{
    const struct wp_item *root = &view->week->root;
    const struct wp_item *item = root;
    uint32_t count = 0;

    while ((item = wp_item_after(item, root)) != NULL)
        count += wp_item_is_overdue(item, view->end, view->today);
    return count;
}

static enum wp_summary summary_of(const struct wp_progress *week)
{
    if (week->total == 0)
        return week->dropped > 0 ? WP_SUMMARY_ALL_DROPPED : WP_SUMMARY_NOTHING_PLANNED;
    return week->done == week->total ? WP_SUMMARY_ALL_DONE : WP_SUMMARY_UNDER_WAY;
}

int wp_view_weeks_away(wp_day start, wp_day today)
{
    wp_day distance = start - today;

    return distance > 0 ? (distance + WP_DAYS_OF_WEEK - 1) / WP_DAYS_OF_WEEK
                        : distance / WP_DAYS_OF_WEEK;
}

/* Fill the days and the percentage of the view. The list for later has neither. */
static void fill_week(struct wp_view *view, const struct wp_week *week)
{
    view->percent_tenths = week->later ? -1 : wp_progress_percent(&week->root.progress);
    view->end = week->later ? WP_LAST_DAY : week->start + WP_DAYS_OF_WEEK - 1;
    view->first_day = week->later ? view->today : week->start;
    if (week->later)
        return;
    view->weeks_away = wp_view_weeks_away(week->start, view->today);
    if (view->today >= week->start && view->today <= view->end)
        view->day_number = view->today - week->start + 1;
}

void wp_view_make(struct wp_view *view, const struct wp_week *week,
                  const struct wp_view_options *options)
{
    const struct wp_progress *progress = &week->root.progress;

    *view = (struct wp_view){.week = week,
                             .today = options->today,
                             .add_command = options->add_command,
                             .left = options->left,
                             .tags = options->tags,
                             .carry_command = options->carry_command};
    view->top = options->top != NULL ? options->top : &week->root;
    fill_week(view, week);
    view->late_on = overdue_limit(view->end, view->today);
    view->goals = wp_progress_count_goals(&week->root);
    view->summary = summary_of(progress);
    view->overdue = count_overdue(view);
    count_tagged(view);
    count_leaves(view, options);
    view->rows = wp_memory_array(wp_item_count_below(view->top) + 1, sizeof *view->rows);
    add_rows(view, view->top, options, 1);
    add_also_rows(view, options);
}

void wp_view_free(struct wp_view *view)
{
    free(view->rows);
    free(view->also);
    view->rows = NULL;
    view->also = NULL;
}
