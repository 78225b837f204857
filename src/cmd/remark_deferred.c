#include "cmd/remark_deferred.h"

#include "cmd/plan_input.h"
#include "plan/deferral.h"
#include "plan/pair_items.h"

/* Return the item of another week that `carry` takes for the same as `item`, or NULL if that week
 * has none. */
static const struct wp_item *find_in_week(const struct wp_item *item, const struct wp_week *week)
{
    const struct wp_item *above[WP_DEPTH_MAX];
    struct wp_arena *arena = wp_arena_new(4096);
    const struct wp_item *found;
    struct wp_pair pair;
    size_t count = 0;

    for (const struct wp_item *at = item; at->parent != NULL; at = at->parent)
        above[count++] = at;
    wp_pair_begin(&pair, arena, above, count, &week->root);
    found = wp_pair_find_below(&pair, item, &week->root);
    wp_arena_free(arena);
    return found;
}

/* Return the item to remove together with `item`: the highest ancestor that was carried along and
 * has no other subtask. */
static const struct wp_item *carried_top(const struct wp_item *item)
{
    if (wp_item_goal(item)->carried == 0)
        return item;
    while (item->parent->parent != NULL && item->previous == NULL && item->next == NULL)
        item = item->parent;
    return item;
}

/* The paths of items that were moved to the same week. */
struct deferred_paths {
    struct wp_buf open; /* paths in the selected week: "1.2.2, 3" */
    size_t open_count;
    struct wp_buf there; /* paths of the open items in the other week, as arguments: " 1 2" */
    struct wp_buf done;  /* paths of done items in the selected week */
    size_t done_count;
};

static void add_deferred_path(struct wp_buf *buf, const char *before, const struct wp_item *item)
{
    wp_buf_puts(buf, before);
    wp_item_path(buf, item);
}

/* Add the path of an item, by the state of the same item in the other week. */
static void add_deferred(struct deferred_paths *paths, const struct wp_item *item,
                         const struct wp_item *there)
{
    if (there->progress.state == WP_OPEN) {
        add_deferred_path(&paths->open, paths->open_count++ > 0 ? ", " : "", item);
        add_deferred_path(&paths->there, " ", carried_top(there));
    } else if (there->progress.state == WP_DONE) {
        add_deferred_path(&paths->done, paths->done_count++ > 0 ? ", " : "", item);
    }
}

/* Print a note on the items: "1.2.2, 3 are in the week of Sun 11 – Sat 17 August 2019 too
 * (weekplan rm -w 2019-08-11 1 2 takes them out there)". */
static void remark_paths(struct wp_context *context, const struct deferred_paths *paths,
                         wp_day start)
{
    bool one = paths->open_count == 1;
    struct wp_buf text = WP_BUF_INIT;

    if (paths->done_count > 0) {
        wp_buf_append(&text, wp_buf_str(&paths->done));
        wp_buf_puts(&text, paths->done_count == 1 ? " is done in " : " are done in ");
        wp_context_name_week(&text, context, start);
        wp_context_remark(context, &text);
    }
    if (paths->open_count > 0) {
        wp_buf_append(&text, wp_buf_str(&paths->open));
        wp_buf_puts(&text, one ? " is in " : " are in ");
        wp_context_name_week(&text, context, start);
        wp_buf_puts(&text, " too (");
        wp_context_name_command_in(&text, context, "rm", start, NULL);
        wp_buf_append(&text, wp_buf_str(&paths->there));
        wp_buf_puts(&text, one ? " takes it out there)" : " takes them out there)");
        wp_context_remark(context, &text);
    }
}

/* Print a note on the items that were moved to the week that begins on `start`. */
static void remark_week(struct wp_transaction *change, const struct wp_item *const *items,
                        size_t count, wp_day start)
{
    struct deferred_paths paths = {.open_count = 0};
    struct wp_week *week = NULL;
    struct wp_error ignored;

    (void)wp_plan_input_load_week(&change->input, wp_window_from(start), &week, &ignored);
    for (size_t i = 0; i < count && week != NULL; i++) {
        const struct wp_item *there =
            wp_deferral_day(items[i]) == start ? find_in_week(items[i], week) : NULL;

        if (there != NULL)
            add_deferred(&paths, items[i], there);
    }
    remark_paths(change->context, &paths, start);
    wp_buf_free(&paths.open);
    wp_buf_free(&paths.there);
    wp_buf_free(&paths.done);
    wp_week_free(week);
}

void wp_remark_deferred(struct wp_transaction *change, const struct wp_item *const *items,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        wp_day start = wp_deferral_day(items[i]);
        size_t first = 0;

        while (first < i && wp_deferral_day(items[first]) != start)
            first++;
        if (start != WP_NO_DAY && first == i)
            remark_week(change, items, count, start);
    }
}
