#include <weekplan/left_open.h>

#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "plan/pair_items.h"

/* A search for open items, with the weeks that were read so far. */
struct left_reading {
    const struct wp_left_open_options *options;
    struct wp_left_open *left;
    struct wp_plan *plan;
    struct wp_error *error;
    const struct wp_week **later; /* the newest first; all weeks but options->week are owned */
    size_t later_count;
    size_t capacity;
    struct wp_week *list; /* owned; the list for later, or NULL */
    bool list_is_read;    /* whether the plan was asked for `list` */
    /* whether the only week to search, by options->newest_only, has been read */
    bool complete;
};

static void add_later(struct left_reading *reading, const struct wp_week *week)
{
    reading->later = wp_memory_grow(reading->later, &reading->capacity, reading->later_count + 1,
                                    sizeof(struct wp_week *));
    reading->later[reading->later_count++] = week;
}

/* Fill `items` with the open items of the week that have no subtasks. Return their number. */
static size_t collect_open(const struct wp_week *week, const struct wp_item **items)
{
    const struct wp_item *item = &week->root;
    size_t count = 0;

    while ((item = wp_item_after(item, &week->root)) != NULL)
        if (item->first == NULL && item->progress.state == WP_OPEN)
            items[count++] = item;
    return count;
}

/* Fill `lines` with the items and all items above them, each once. Return their number. `items` is
 * in the order of the file, so items below the same item are next to each other. */
static size_t collect_lines(const struct wp_item *const *items, size_t count,
                            const struct wp_item **lines)
{
    size_t line_count = 0;

    for (size_t i = 0; i < count; i++)
        for (const struct wp_item *at = items[i];
             at->parent != NULL && (i == 0 || !wp_item_within(items[i - 1], at)); at = at->parent)
            lines[line_count++] = at;
    return line_count;
}

/* Remove from `items` the items that the later week has. Return the number of items that are left.
 */
static size_t remove_paired(const struct wp_item **items, size_t count, const struct wp_week *from,
                            const struct wp_week *later)
{
    struct wp_arena *arena = wp_arena_new(4096);
    const struct wp_item **lines =
        wp_arena_array(arena, from->item_count + 1, sizeof(struct wp_item *));
    struct wp_pair pair;
    size_t kept = 0;

    wp_pair_begin(&pair, arena, lines, collect_lines(items, count, lines), &later->root,
                  &later->also);
    for (size_t i = 0; i < count; i++)
        if (wp_pair_find_below(&pair, items[i], &later->root) == NULL)
            items[kept++] = items[i];
    wp_arena_free(arena);
    return kept;
}

static size_t count_goals(const struct wp_item *const *items, size_t count)
{
    size_t goals = 0;

    for (size_t i = 0; i < count; i++)
        goals += i == 0 || wp_item_goal(items[i]) != wp_item_goal(items[i - 1]);
    return goals;
}

/* Return the list for later, or NULL. Load it on the first call. */
static const struct wp_week *list_for_later(struct left_reading *reading)
{
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_found found = {.week = NULL};

    if (reading->options->list != NULL || reading->list_is_read)
        return reading->options->list != NULL ? reading->options->list : reading->list;
    (void)wp_plan_find_later(reading->plan, &found, &problems);
    reading->list = found.week;
    reading->list_is_read = true;
    return reading->list;
}

/* Append the week to left->weeks if it has open items that no later week has. */
static void list_week(struct left_reading *reading, const struct wp_week *week)
{
    struct wp_left_open *left = reading->left;
    const struct wp_item **items = wp_memory_array(week->item_count + 1, sizeof(struct wp_item *));
    size_t count = collect_open(week, items);

    /* Begin with the week directly after this one, which was read last: most items were carried
     * over to that week. */
    for (size_t i = reading->later_count; i > 0 && count > 0; i--)
        count = remove_paired(items, count, week, reading->later[i - 1]);
    if (count > 0 && list_for_later(reading) != NULL)
        count = remove_paired(items, count, week, list_for_later(reading));
    if (count > 0) {
        left->weeks = wp_memory_resize(left->weeks, left->count + 1, sizeof *left->weeks);
        left->weeks[left->count++] =
            (struct wp_left_week){week->start, count, count_goals(items, count)};
    }
    free(items);
}

/* Count a week that is not valid, and copy the problem of the first one. */
static void count_invalid(struct left_reading *reading, const struct wp_error *problem)
{
    if (reading->left->invalid_count++ == 0)
        reading->left->invalid = *problem;
}

/* Read the weeks that begin in `range`, newest first. Begin at the document at which `walk` is. */
static enum wp_status read_range(struct left_reading *reading, struct wp_plan_walk walk,
                                 struct wp_window range)
{
    enum wp_status status = WP_OK;

    while (status != WP_MISSING && status != WP_IO && !reading->complete) {
        struct wp_problems problems = {.list = reading->error, .limit = 1};
        struct wp_week *week;

        status = wp_plan_each_week(reading->plan, &walk, range, &week, &problems);
        if (status == WP_OK && week->start < reading->options->before) {
            if (week->start != reading->options->except)
                list_week(reading, week);
            reading->complete = reading->options->newest_only && week->root.first != NULL;
        }
        if (status == WP_OK)
            add_later(reading, week);
        else
            wp_week_free(week);
        if (status == WP_INVALID)
            count_invalid(reading, reading->error);
    }
    return status == WP_IO ? status : WP_OK;
}

enum wp_status wp_left_open_read(struct wp_left_open *left, struct wp_plan *plan,
                                 const struct wp_left_open_options *options, struct wp_error *error)
{
    struct left_reading reading = {.options = options, .left = left, .plan = plan, .error = error};
    const struct wp_plan_walk newest_first = wp_plan_newest_first(plan);
    const struct wp_window later = {options->before + (options->week != NULL), INT32_MAX};
    const struct wp_window earlier = {options->since, options->before - 1};
    enum wp_status status = WP_OK;

    *left = (struct wp_left_open){.count = 0};
    if (options->walk == NULL || options->walk->previous.start != WP_NO_DAY)
        status = read_range(&reading, newest_first, later);
    if (options->week != NULL)
        add_later(&reading, options->week);
    if (status == WP_OK)
        status =
            read_range(&reading, options->walk != NULL ? *options->walk : newest_first, earlier);
    for (size_t i = 0; i < reading.later_count; i++)
        if (reading.later[i] != options->week)
            wp_week_free((struct wp_week *)reading.later[i]);
    free(reading.later);
    wp_week_free(reading.list);
    return status;
}

void wp_left_open_free(struct wp_left_open *left)
{
    free(left->weeks);
    *left = (struct wp_left_open){.count = 0};
}
