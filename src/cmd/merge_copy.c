#include "cmd/merge_copy.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "cmd/merge_into_plan.h"
#include "cmd/merge_remarks.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/run_change.h"
#include "cmd/shell_quote.h"
#include "cmd/start_week.h"
#include "plan/keys.h"
#include "render/escape.h"
#include <weekplan/merge.h>

static const char *const names_of_copy[WP_VERSIONS] = {"", "the plan", "the copy"};

/* The copy that is merged into the plan. */
struct merged_copy {
    const char *path;
    struct wp_buf bytes;
};

/* Whether a remark is on an item that has come or has changed. */
static bool is_arrival_remark(const struct wp_merge_remark *remark)
{
    return remark->kind == WP_MERGE_ADDED || remark->kind == WP_MERGE_DONE ||
           remark->kind == WP_MERGE_CHANGED;
}

/* What has come into one week. */
struct arrived_week {
    wp_day start;                 /* WP_NO_DAY for the list for later */
    struct wp_week *before;       /* owned; NULL if the week is new */
    struct wp_week *after;        /* owned */
    const struct wp_item **items; /* owned; changed and new items of `after` */
    size_t count;
    unsigned *keys; /* owned; for each item, the keys that have changed, a set of WP_KEY_BIT */
};

static void free_arrived_week(struct arrived_week *week)
{
    wp_week_free(week->before);
    wp_week_free(week->after);
    free(week->items);
    free(week->keys);
}

/* A plan that is read week by week, the oldest week first. */
struct plan_walk {
    struct wp_input input;
    struct wp_plan *plan; /* owned */
    struct wp_plan_walk next;
};

static enum wp_status open_plan_walk(struct plan_walk *walk, const struct wp_input *input,
                                     struct wp_error *error)
{
    enum wp_status status = wp_plan_open(&walk->plan, input, error);

    walk->input = *input;
    if (status == WP_OK)
        walk->next = wp_plan_oldest_first(walk->plan);
    return status;
}

/* Load the week that begins on `start`, or the list for later for WP_NO_DAY. Each call is for a
 * later week. Set *week to NULL if the plan does not have it. */
static enum wp_status load_next_week(struct plan_walk *walk, wp_day start, struct wp_week **week,
                                     struct wp_error *error)
{
    const struct wp_window day = {start, start};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_plan_walk before = walk->next;
    enum wp_status status;

    if (start == WP_NO_DAY)
        return wp_plan_input_load_later(&walk->input, week, error);
    status = wp_plan_each_week(walk->plan, &walk->next, day, week, &problems);
    if (status == WP_MISSING)
        walk->next = before; /* the walk has read a later week, which may be the next one to load */
    return status == WP_MISSING ? WP_OK : status;
}

/* Return the index of the item in the list of items. Append the item if it is not there. */
static size_t list_arrived_item(struct arrived_week *week, const struct wp_item *item)
{
    size_t index = 0;

    while (index < week->count && week->items[index] != item)
        index++;
    if (index == week->count)
        week->items[week->count++] = item;
    return index;
}

/* Return the item of the remark: the next one with its title from `item` on, or else from the
 * beginning of the week on. NULL if there is none. NULL is allowed for `item`. */
static const struct wp_item *find_remarked(const struct wp_week *week, const struct wp_item *item,
                                           struct wp_str title)
{
    while (item != NULL && !wp_str_equal(item->title, title))
        item = wp_week_item_after(week, item);
    for (item = item != NULL ? item : wp_week_item_after(week, NULL);
         item != NULL && !wp_str_equal(item->title, title);)
        item = wp_week_item_after(week, item);
    return item;
}

/* Find the items of the remarks on the week, which are in the order of its items. */
static void find_arrived_items(struct arrived_week *week, const struct wp_merge *merge)
{
    const struct wp_item *item = wp_week_item_after(week->after, NULL);

    week->items = wp_memory_array(merge->remark_count + 1, sizeof(struct wp_item *));
    week->keys = wp_memory_array(merge->remark_count + 1, sizeof *week->keys);
    for (size_t i = 0; i < merge->remark_count; i++) {
        const struct wp_merge_remark *remark = &merge->remarks[i];
        const struct wp_item *found = &week->after->root;
        size_t index;

        if (remark->week != week->start || !is_arrival_remark(remark))
            continue;
        if (remark->title.length > 0)
            found = item = find_remarked(week->after, item, remark->title);
        if (found == NULL)
            continue;
        index = list_arrived_item(week, found);
        if (remark->kind == WP_MERGE_CHANGED && remark->key < WP_KEY_COUNT)
            week->keys[index] |= WP_KEY_BIT(remark->key);
    }
}

/* Print what has come into a week. */
static enum wp_status print_arrived_week(struct wp_locked_plan *change, struct plan_walk *before,
                                         struct plan_walk *after, wp_day start,
                                         const struct wp_merge *merge, struct wp_error *error)
{
    struct arrived_week week = {.start = start};
    enum wp_status status = load_next_week(before, start, &week.before, error);

    if (status == WP_OK)
        status = load_next_week(after, start, &week.after, error);
    if (status != WP_OK || week.after == NULL)
        goto out;
    if (week.before == NULL)
        wp_start_week_remark(change, start);
    else
        find_arrived_items(&week, merge);
    wp_print_change(
        change->context, week.before, week.after,
        &(struct wp_printed){.items = week.items,
                             .count = week.count,
                             .own_keys = week.keys,
                             .all_new = week.before == NULL,
                             .new_anywhere = true,
                             .arrivals = week.before == NULL ? WP_ARRIVALS_TOP : WP_ARRIVALS_NONE,
                             .week_line = WP_WEEK_LINE_DATED});
out:
    free_arrived_week(&week);
    return status;
}

/* Print what has come into each week. The remarks are in the order of the plan. */
static enum wp_status print_arrivals(struct wp_locked_plan *change, const struct wp_merge *merge,
                                     struct wp_error *error)
{
    const struct wp_str text = wp_buf_str(&merge->text);
    const struct wp_input merged = wp_input_memory(&text);
    const struct wp_merge_remark *last = NULL;
    struct plan_walk before = {.plan = NULL};
    struct plan_walk after = {.plan = NULL};
    enum wp_status status = open_plan_walk(&before, &change->input, error);

    if (status == WP_OK)
        status = open_plan_walk(&after, &merged, error);
    for (size_t i = 0; i < merge->remark_count && status == WP_OK; i++) {
        const struct wp_merge_remark *remark = &merge->remarks[i];

        if (!is_arrival_remark(remark) || (last != NULL && last->week == remark->week))
            continue;
        status = print_arrived_week(change, &before, &after, remark->week, merge, error);
        last = remark;
    }
    wp_plan_close(before.plan);
    wp_plan_close(after.plan);
    return status;
}

/* Print as a note that an item of the copy may be one that was removed from the plan. No-op if no
 * item has come. */
static void remark_removed_comes_back(struct wp_context *context, const struct wp_merge *merge)
{
    bool added = false;
    struct wp_buf text = WP_BUF_INIT;

    for (size_t i = 0; i < merge->remark_count; i++)
        added = added || merge->remarks[i].kind == WP_MERGE_ADDED;
    if (!added)
        return;
    wp_buf_puts(&text, "what was removed from the plan comes back if the copy still has it "
                       "(weekplan rm removes it again)");
    wp_context_remark(context, &text);
}

/* Print as a note how the copy is removed. */
static void remark_copy_is_kept(struct wp_context *context, const char *path)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "the copy is kept (rm ");
    wp_shell_quote(&text, path);
    wp_buf_puts(&text, " removes it)");
    wp_context_remark(context, &text);
}

/* Print the problem of the copy, with its place in the copy. */
static enum wp_status fail_copy(struct wp_context *context, const struct merged_copy *copy,
                                struct wp_error *error)
{
    wp_context_put_problem(context, error->line > 0 ? copy->path : NULL, error);
    error->message[0] = '\0';
    return error->status;
}

/* Merge the copy into the locked plan. */
static enum wp_status merge_copy(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    const struct merged_copy *copy = data;
    struct wp_context *context = change->context;
    struct wp_str versions[WP_VERSIONS] = {[WP_THEIRS] = wp_buf_str(&copy->bytes)};
    struct wp_merge merge;
    enum wp_status status = wp_merge_into_plan(change, versions, &merge, error);

    if (status == WP_INVALID && merge.invalid == WP_THEIRS)
        status = fail_copy(context, copy, error);
    if (status == WP_BUG) {
        const struct wp_error reason = *error;

        status = wp_error_set(error, WP_BUG, "%s (the plan is not changed; join the copy by hand)",
                              reason.message);
    }
    if (status == WP_OK && change->edited)
        status = print_arrivals(change, &merge, error);
    if (status == WP_OK && !change->edited) {
        wp_buf_puts(&context->out, "nothing new is in ");
        wp_escape_line(&context->out, wp_str(copy->path));
        wp_buf_putc(&context->out, '\n');
    }
    if (status == WP_OK) {
        remark_removed_comes_back(context, &merge);
        wp_merge_remarks_put(context, &merge, names_of_copy, versions);
        if (!context->dry_run)
            remark_copy_is_kept(context, copy->path);
    }
    wp_merge_free(&merge);
    return status;
}

/* Read the copy. Return WP_MISSING if there is no plan or no copy, WP_USAGE if both are one file.
 */
static enum wp_status read_merged_copy(struct merged_copy *copy, const struct wp_context *context,
                                       struct wp_error *error)
{
    struct wp_input_file plan;
    struct wp_input_file file = {.fd = -1};
    struct wp_input input;
    struct stat infos[2];
    enum wp_status status = wp_input_file_open(&plan, context->plan_path, error);

    if (status != WP_OK)
        return status;
    if (stat(copy->path, &infos[0]) != 0 && errno == ENOENT)
        status = wp_error_set(error, WP_MISSING, "there is no file %s", copy->path);
    else if (stat(copy->path, &infos[0]) == 0 && !S_ISREG(infos[0].st_mode))
        status = wp_error_set(error, WP_MISSING, "%s is not a file with a plan", copy->path);
    if (status == WP_OK)
        status = wp_input_file_open(&file, copy->path, error);
    if (status == WP_OK && fstat(plan.fd, &infos[0]) == 0 && fstat(file.fd, &infos[1]) == 0 &&
        infos[0].st_dev == infos[1].st_dev && infos[0].st_ino == infos[1].st_ino)
        status = wp_error_set(
            error, WP_USAGE, "%s is the plan itself (--with takes a copy of the plan)", copy->path);
    input = wp_input_file_input(&file);
    if (status == WP_OK)
        status = wp_input_read(&input, &copy->bytes, error);
    wp_input_file_close(&file);
    wp_input_file_close(&plan);
    return status;
}

enum wp_status wp_merge_copy(struct wp_context *context, const char *path, struct wp_error *error)
{
    struct merged_copy copy = {.path = path};
    enum wp_status status = read_merged_copy(&copy, context, error);

    if (status == WP_OK)
        status = wp_run_change_of_file(context, merge_copy, &copy, false, error);
    wp_buf_free(&copy.bytes);
    return status;
}
