#include <weekplan/left_open.h>

#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "plan/pair_items.h"

/* A search for items that are left open in earlier weeks, with the weeks that were read so far. */
struct left_reading {
    const struct wp_left_open_options *options;
    struct wp_left_open *left;
    struct wp_plan *plan;
    struct wp_error *error;
    const struct wp_week **later; /* the newest first; all weeks but options->week are owned */
    size_t later_count;
    size_t capacity;
    struct wp_week *list; /* owned; the list for later, or NULL */
    bool list_is_read;    /* whether `list` has been looked for in the plan */
    /* whether the only week to search, by options->newest_only, has been read */
    bool complete;
};

static void add_later(struct left_reading *reading, const struct wp_week *week)
{
    reading->later = wp_memory_grow(reading->later, &reading->capacity, reading->later_count + 1,
                                    sizeof(struct wp_week *));
    reading->later[reading->later_count++] = week;
}

/* Items of a week for which later weeks and the list for later are searched. */
struct sought_items {
    const struct wp_week *week;
    const struct wp_item **left; /* owned; items that were not found so far, in file order */
    size_t left_count;
    const struct wp_item **taken; /* owned; items that a later week or the list for later has */
    size_t taken_count;
};

static void begin_sought(struct sought_items *sought, const struct wp_week *week)
{
    *sought = (struct sought_items){
        .week = week,
        .left = wp_memory_array(week->item_count + 1, sizeof(struct wp_item *)),
        .taken = wp_memory_array(week->item_count + 1, sizeof(struct wp_item *)),
    };
}

static void end_sought(struct sought_items *sought)
{
    free(sought->left);
    free(sought->taken);
}

/* Begin to seek the open items that have no subtasks. If `once`, leave out goals with `repeat:
 * weekly`. */
static void seek_open(struct sought_items *sought, const struct wp_week *week, bool once)
{
    const struct wp_item *item = &week->root;

    begin_sought(sought, week);
    while ((item = wp_item_after(item, &week->root)) != NULL)
        if (item->first == NULL && item->progress.state == WP_OPEN &&
            !(once && wp_item_goal(item)->weekly))
            sought->left[sought->left_count++] = item;
}

/* Begin to seek the goals with `repeat: weekly`, in any state. */
static void seek_weekly(struct sought_items *sought, const struct wp_week *week)
{
    begin_sought(sought, week);
    for (const struct wp_item *goal = week->root.first; goal != NULL; goal = goal->next)
        if (goal->weekly)
            sought->left[sought->left_count++] = goal;
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

/* Move the items that are paired with an item of the later week (plan/pair_items.h) from
 * sought->left to sought->taken. If `used` is not NULL, append the items of the later week to
 * it. */
static void take_paired(struct sought_items *sought, const struct wp_week *later,
                        struct wp_pair_list *used)
{
    struct wp_arena *arena = wp_arena_new(4096);
    const struct wp_item **lines =
        wp_arena_array(arena, sought->week->item_count + 1, sizeof(struct wp_item *));
    size_t count = collect_lines(sought->left, sought->left_count, lines);
    struct wp_pair pair;
    size_t kept = 0;

    wp_pair_begin(&pair, arena, lines, count, &later->root, &later->also);
    for (size_t i = 0; i < sought->left_count; i++) {
        const struct wp_item *item = sought->left[i];
        const struct wp_item *there = wp_pair_find_below(&pair, item, &later->root);

        if (there == NULL)
            sought->left[kept++] = item;
        else
            sought->taken[sought->taken_count++] = item;
        if (there != NULL && used != NULL)
            used->items[used->count++] = there;
    }
    sought->left_count = kept;
    wp_arena_free(arena);
}

/* Move the items that the list for later has from sought->left to sought->taken: first those that
 * are paired with an item of the list (plan/pair_items.h), then those whose title is anywhere on
 * the list. Each item of the list is used for only one item. */
static void take_listed(struct sought_items *sought, const struct wp_week *list)
{
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_pair_list used = {
        wp_arena_array(arena, sought->left_count + 1, sizeof(struct wp_item *)), 0};
    struct wp_pair_titles titles;
    size_t kept = 0;

    take_paired(sought, list, &used);
    wp_pair_titles_begin(&titles, arena, &list->root, &used);
    for (size_t i = 0; i < sought->left_count; i++)
        if (wp_pair_titles_take(&titles, sought->left[i]->title))
            sought->taken[sought->taken_count++] = sought->left[i];
        else
            sought->left[kept++] = sought->left[i];
    sought->left_count = kept;
    wp_arena_free(arena);
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

/* Move the items that a later week or the list for later has from sought->left to sought->taken.
 * Ignore weeks that begin on or after `end`. */
static void take_later(struct left_reading *reading, struct sought_items *sought, wp_day end)
{
    /* Begin with the week directly after this one, which was read last: most items were carried
     * over to that week. */
    for (size_t i = reading->later_count; i > 0 && sought->left_count > 0; i--)
        if (reading->later[i - 1]->start < end)
            take_paired(sought, reading->later[i - 1], NULL);
    if (sought->left_count > 0 && list_for_later(reading) != NULL)
        take_listed(sought, list_for_later(reading));
}

/* Set the titles in `week` to copies of the titles of the goals that contain the items, of the
 * first WP_LEFT_OPEN_TITLES goals only. */
static void copy_titles(struct wp_left_open *left, struct wp_left_week *week,
                        const struct wp_item *const *items, size_t count)
{
    size_t titles = 0;

    if (left->arena == NULL)
        left->arena = wp_arena_new(1024);
    for (size_t i = 0; i < count && titles < WP_LEFT_OPEN_TITLES; i++)
        if (i == 0 || wp_item_goal(items[i]) != wp_item_goal(items[i - 1]))
            week->titles[titles++] = wp_arena_copy(left->arena, wp_item_goal(items[i])->title);
}

/* Append the week to left->weeks if it has open items that no later week has. */
static void list_week(struct left_reading *reading, const struct wp_week *week)
{
    struct wp_left_open *left = reading->left;
    struct sought_items sought;

    seek_open(&sought, week, false);
    take_later(reading, &sought, WP_LAST_DAY);
    if (sought.left_count > 0) {
        left->weeks = wp_memory_resize(left->weeks, left->count + 1, sizeof *left->weeks);
        left->weeks[left->count] =
            (struct wp_left_week){.start = week->start,
                                  .items = sought.left_count,
                                  .goals = count_goals(sought.left, sought.left_count)};
        copy_titles(left, &left->weeks[left->count++], sought.left, sought.left_count);
    }
    end_sought(&sought);
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

static void free_reading(struct left_reading *reading)
{
    for (size_t i = 0; i < reading->later_count; i++)
        if (reading->later[i] != reading->options->week)
            wp_week_free((struct wp_week *)reading->later[i]);
    free(reading->later);
    wp_week_free(reading->list);
}

enum wp_status wp_left_open_read(struct wp_left_open *left, struct wp_plan *plan,
                                 const struct wp_left_open_options *options, struct wp_error *error)
{
    struct left_reading reading = {.options = options, .left = left, .plan = plan, .error = error};
    const struct wp_plan_walk newest_first = wp_plan_newest_first(plan);
    const struct wp_window later = {options->before + (options->week != NULL), INT32_MAX};
    const struct wp_window earlier = {options->before - WP_LEFT_OPEN_WEEKS * WP_DAYS_OF_WEEK,
                                      options->before - 1};
    enum wp_status status = WP_OK;

    *left = (struct wp_left_open){.count = 0};
    if (options->walk == NULL || options->walk->previous.start != WP_NO_DAY)
        status = read_range(&reading, newest_first, later);
    if (options->week != NULL)
        add_later(&reading, options->week);
    if (status == WP_OK)
        status =
            read_range(&reading, options->walk != NULL ? *options->walk : newest_first, earlier);
    free_reading(&reading);
    return status;
}

/* Append the items of sought->taken to `taken`. Instead of an item with subtasks, append the items
 * below it that have no subtasks. */
static void add_taken(struct wp_taken_items *taken, const struct sought_items *sought)
{
    for (size_t i = 0; i < sought->taken_count; i++)
        for (const struct wp_item *item = sought->taken[i]; item != NULL;
             item = wp_item_after(item, sought->taken[i]))
            if (item->first == NULL)
                taken->list[taken->count++] = item;
}

enum wp_status wp_left_open_find_taken(struct wp_taken_items *taken, struct wp_plan *plan,
                                       const struct wp_week *week, wp_day to,
                                       struct wp_error *error)
{
    const struct wp_left_open_options options = {.before = week->start};
    struct wp_left_open ignored = {.count = 0};
    struct left_reading reading = {
        .options = &options, .left = &ignored, .plan = plan, .error = error};
    const struct wp_window later = {week->start + 1, INT32_MAX};
    enum wp_status status = read_range(&reading, wp_plan_newest_first(plan), later);
    struct sought_items open, weekly;

    *taken = (struct wp_taken_items){
        .list = wp_memory_array(week->item_count + 1, sizeof(struct wp_item *))};
    seek_open(&open, week, true);
    seek_weekly(&weekly, week);
    if (status == WP_OK) {
        take_later(&reading, &open, WP_LAST_DAY);
        take_later(&reading, &weekly, to);
    }
    add_taken(taken, &open);
    add_taken(taken, &weekly);
    end_sought(&open);
    end_sought(&weekly);
    free_reading(&reading);
    return status;
}

void wp_taken_items_free(struct wp_taken_items *taken)
{
    free(taken->list);
    *taken = (struct wp_taken_items){.count = 0};
}

void wp_left_open_free(struct wp_left_open *left)
{
    free(left->weeks);
    wp_arena_free(left->arena);
    *left = (struct wp_left_open){.count = 0};
}
