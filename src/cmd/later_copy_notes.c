#include "cmd/later_copy_notes.h"

#include "cmd/shell_quote.h"
#include "plan/deferral_reason.h"
#include "plan/pair_items.h"

const struct wp_item *wp_later_copy_notes_find(const struct wp_item *item,
                                               const struct wp_week *week)
{
    const struct wp_item *above[WP_DEPTH_MAX];
    struct wp_arena *arena = wp_arena_new(4096);
    const struct wp_item *found;
    struct wp_pair pair;
    size_t count = 0;

    for (const struct wp_item *at = item; at->parent != NULL; at = at->parent)
        above[count++] = at;
    wp_pair_begin(&pair, arena, above, count, &week->root, &week->also);
    found = wp_pair_find_below(&pair, item, &week->root);
    wp_arena_free(arena);
    return found;
}

/* Return the item to remove together with `item`: the highest ancestor that was carried with it and
 * has no other subtask, or `item` itself. */
static const struct wp_item *carried_top(const struct wp_item *item)
{
    if (wp_item_goal(item)->carried == 0)
        return item;
    while (item->parent->parent != NULL && item->previous == NULL && item->next == NULL)
        item = item->parent;
    return item;
}

/* The paths of items that are in the same later week. */
struct later_paths {
    struct wp_buf open; /* paths of the items in the selected week: "1.2.2, 3" */
    size_t open_count;
    /* paths in the later week of the items that are open in the later week, as arguments: " 1 2" */
    struct wp_buf there;
    struct wp_buf done; /* paths of items in the selected week that are done in the later week */
    size_t done_count;
};

static void add_later_path(struct wp_buf *buf, const char *before, const struct wp_item *item)
{
    wp_buf_puts(buf, before);
    wp_item_path(buf, item);
}

/* Add the path of `item`, by the state of `there`, the paired item in the later week. If `there` is
 * done, add the path only if `defer` moved the item. `removes` is whether the command of the note
 * is `rm`. */
static void add_item_of_later_week(struct later_paths *paths, const struct wp_item *item,
                                   const struct wp_item *there, bool removes)
{
    if (there->progress.state == WP_OPEN) {
        add_later_path(&paths->open, paths->open_count++ > 0 ? ", " : "", item);
        add_later_path(&paths->there, " ", removes ? carried_top(there) : there);
    } else if (there->progress.state == WP_DONE && wp_deferral_reason_day(item) != WP_NO_DAY) {
        add_later_path(&paths->done, paths->done_count++ > 0 ? ", " : "", item);
    }
}

/* Append the command for the later week and its effect: "weekplan rm -w 2019-08-11 1 2 takes
 * them out there". */
static void put_later_command(struct wp_buf *text, const struct wp_context *context,
                              const struct later_paths *paths, wp_day start, const char *progress)
{
    bool one = paths->open_count == 1;

    wp_context_name_command_in(text, context, progress != NULL ? "progress" : "rm", start, NULL);
    wp_buf_append(text, wp_buf_str(&paths->there));
    if (progress == NULL) {
        wp_buf_puts(text, one ? " takes it out there" : " takes them out there");
        return;
    }
    wp_buf_putc(text, ' ');
    wp_shell_quote(text, progress);
    wp_buf_puts(text, " sets it there");
}

/* Print a note on the items: "1.2.2, 3 are in the week of Sun 11 – Sat 17 August 2019 too
 * (weekplan rm -w 2019-08-11 1 2 takes them out there)". */
static void note_paths(struct wp_context *context, const struct later_paths *paths, wp_day start,
                       const char *progress)
{
    struct wp_buf text = WP_BUF_INIT;

    if (paths->done_count > 0) {
        wp_buf_append(&text, wp_buf_str(&paths->done));
        wp_buf_puts(&text, paths->done_count == 1 ? " is done in " : " are done in ");
        wp_context_name_week(&text, context, start);
        wp_context_remark(context, &text);
    }
    if (paths->open_count > 0) {
        wp_buf_append(&text, wp_buf_str(&paths->open));
        wp_buf_puts(&text, paths->open_count == 1 ? " is " : " are ");
        wp_buf_puts(&text, start == WP_NO_DAY ? "on " : "in ");
        wp_context_name_week(&text, context, start);
        wp_buf_puts(&text, " too (");
        put_later_command(&text, context, paths, start, progress);
        wp_buf_putc(&text, ')');
        wp_context_remark(context, &text);
    }
}

/* Print a note on the items that are in the later week too. */
static void note_week_of_items(struct wp_context *context, const struct wp_week *week,
                               const struct wp_item *const *items, size_t count,
                               const char *progress)
{
    struct later_paths paths = {.open_count = 0};

    for (size_t i = 0; i < count; i++) {
        const struct wp_item *there = wp_item_goal(items[i])->weekly || wp_item_is_also(items[i])
                                          ? NULL
                                          : wp_later_copy_notes_find(items[i], week);

        if (there != NULL)
            add_item_of_later_week(&paths, items[i], there, progress == NULL);
    }
    note_paths(context, &paths, week->start, progress);
    wp_buf_free(&paths.open);
    wp_buf_free(&paths.there);
    wp_buf_free(&paths.done);
}

/* Print a note on the items that are on the list for later too. */
static void note_list_of_items(struct wp_locked_plan *change, const struct wp_item *const *items,
                               size_t count, const char *progress)
{
    struct wp_problems ignored = {.limit = 0};
    struct wp_found found = {.week = NULL};

    if (!change->found.week->later && wp_plan_find_later(change->plan, &found, &ignored) == WP_OK)
        note_week_of_items(change->context, found.week, items, count, progress);
    wp_week_free(found.week);
}

void wp_later_copy_notes_put(struct wp_locked_plan *change, const struct wp_item *const *items,
                             size_t count, const char *progress)
{
    const struct wp_window later = {change->found.week->start + 1, INT32_MAX};
    struct wp_plan_walk walk = wp_plan_newest_first(change->plan);
    struct wp_problems ignored = {.limit = 0};
    bool any = change->found.after != WP_NO_DAY && !change->found.week->later;
    enum wp_status status = any ? WP_OK : WP_MISSING;

    while (status == WP_OK || status == WP_INVALID) {
        struct wp_week *week;

        status = wp_plan_each_week(change->plan, &walk, later, &week, &ignored);
        if (status == WP_OK)
            note_week_of_items(change->context, week, items, count, progress);
        wp_week_free(week);
    }
    note_list_of_items(change, items, count, progress);
}

size_t wp_later_copy_notes_done_before(const struct wp_item **items, const struct wp_week *from,
                                       const struct wp_week *to)
{
    const struct wp_item *item = &from->root;
    size_t count = 0;

    while ((item = wp_item_after(item, &from->root)) != NULL) {
        const struct wp_item *there;

        if (item->first != NULL || item->progress.state != WP_DONE || wp_item_goal(item)->weekly)
            continue;
        there = wp_later_copy_notes_find(item, to);
        /* An item that was never carried may be a habit, typed anew each week. */
        if (there == NULL || there->first != NULL || there->progress.state != WP_OPEN ||
            wp_item_goal(there)->carried == 0)
            continue;
        items[count++] = there;
    }
    return count;
}
