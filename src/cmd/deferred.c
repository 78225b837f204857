#include "cmd/deferred.h"

#include "cmd/plan_input.h"
#include "plan/pair.h"

#define REASON "deferred to "

void wp_deferred_reason(struct wp_buf *buf, wp_day start)
{
    wp_buf_puts(buf, REASON);
    wp_day_format(buf, start);
}

/* The first day of the week to which an item was put off; WP_NO_DAY for another one. */
static wp_day deferred_to(const struct wp_item *item)
{
    struct wp_str reason = item->dropped_reason;
    wp_day start = WP_NO_DAY;

    if (item->dropped && wp_str_starts(reason, REASON))
        (void)wp_day_parse(wp_str_slice(reason, sizeof REASON - 1, reason.length), &start);
    return start;
}

static const struct wp_item *find_below(const struct wp_pair *match, const struct wp_item *item,
                                        const struct wp_item *root)
{
    if (item->parent == NULL)
        return root;
    return wp_pair_find(match, item, find_below(match, item->parent, root));
}

/* What the item is in the other week, by the rules of carrying over; NULL where it is
 * not there. */
static enum wp_status find_item(const struct wp_item *item, const struct wp_week *other,
                                const struct wp_item **there, struct wp_error *error)
{
    const struct wp_item *above[WP_DEPTH_MAX];
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_pair match;
    size_t count = 0;
    const struct wp_item *step;

    (void)error;
    for (step = item; step->parent != NULL; step = step->parent)
        above[count++] = step;
    wp_pair_begin(&match, arena, above, count, &other->root);
    *there = find_below(&match, item, &other->root);
    wp_arena_free(arena);
    return WP_OK;
}

/* What came along to hold it there, and holds nothing else, goes with it. */
static const struct wp_item *what_came(const struct wp_item *item)
{
    if (wp_item_goal(item)->carried == 0)
        return item;
    while (item->parent->parent != NULL && item->previous == NULL && item->next == NULL)
        item = item->parent;
    return item;
}

/* Those of one week, in words: where they were, and where they are. */
struct deferred {
    struct wp_buf open;  /* "1.2.2, 3" */
    struct wp_buf there; /* " 1 2": all REFs of a command are looked up before it begins */
    size_t open_count;
    struct wp_buf done;
    size_t done_count;
};

static void add_path(struct wp_buf *buf, const char *before, const struct wp_item *item)
{
    wp_buf_puts(buf, before);
    wp_item_path(buf, item);
}

static void deferred_add(struct deferred *deferred, const struct wp_item *item,
                         const struct wp_item *there)
{
    switch (there->progress.state) {
    case WP_OPEN:
        add_path(&deferred->open, deferred->open_count++ > 0 ? ", " : "", item);
        add_path(&deferred->there, " ", what_came(there));
        break;
    case WP_DONE:
        add_path(&deferred->done, deferred->done_count++ > 0 ? ", " : "", item);
        break;
    case WP_DROPPED:
        break;
    }
}

/* "1.2.2, 3 are in the week of Sun 11 – Sat 17 August 2019" */
static void deferred_say(struct wp_buf *text, const struct wp_context *context,
                         const struct wp_buf *which, const char *what, wp_day start)
{
    wp_buf_append(text, wp_buf_str(which));
    wp_buf_puts(text, what);
    wp_context_name_week(text, context, start);
    text->failed = text->failed || which->failed;
}

/* The remarks; frees the words. */
static void deferred_put_remarks(struct wp_context *context, struct deferred *deferred,
                                 wp_day start)
{
    struct wp_buf text = WP_BUF_INIT;

    if (deferred->done_count > 0) {
        deferred_say(&text, context, &deferred->done,
                     deferred->done_count == 1 ? " is done in " : " are done in ", start);
        wp_context_remark(context, &text);
    }
    if (deferred->open_count > 0) {
        deferred_say(&text, context, &deferred->open,
                     deferred->open_count == 1 ? " is in " : " are in ", start);
        wp_buf_puts(&text, " too (");
        wp_context_name_command_in(&text, context, "rm", start, NULL);
        wp_buf_append(&text, wp_buf_str(&deferred->there));
        wp_buf_puts(&text,
                    deferred->open_count == 1 ? " takes it out there)" : " takes them out there)");
        wp_context_remark(context, &text);
    }
    context->err.failed = context->err.failed || deferred->there.failed;
    wp_buf_free(&deferred->open);
    wp_buf_free(&deferred->there);
    wp_buf_free(&deferred->done);
}

/* Those of the items that were put off to the week that begins on `start`. */
static enum wp_status remark_week(struct wp_transaction *change, const struct wp_item *const *items,
                                  size_t count, wp_day start, struct wp_error *error)
{
    struct deferred deferred = {.open_count = 0};
    struct wp_week *week = NULL;
    struct wp_error ignored;
    /* A week that cannot be read is none to speak of. */
    enum wp_status status =
        wp_plan_input_load_week(&change->input, wp_window_from(start), &week, &ignored);
    size_t i;

    if (status == WP_NO_MEMORY)
        return wp_error_set_no_memory(error);
    status = WP_OK;
    for (i = 0; i < count && week != NULL && status == WP_OK; i++) {
        const struct wp_item *there = NULL;

        if (deferred_to(items[i]) == start)
            status = find_item(items[i], week, &there, error);
        if (there != NULL)
            deferred_add(&deferred, items[i], there);
    }
    deferred_put_remarks(change->context, &deferred, start);
    wp_week_free(week);
    return status;
}

enum wp_status wp_deferred_remark(struct wp_transaction *change, const struct wp_item *const *items,
                                  size_t count, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    size_t i, first;

    for (i = 0; i < count && status == WP_OK; i++) {
        wp_day start = deferred_to(items[i]);

        for (first = 0; first < i && deferred_to(items[first]) != start;)
            first++;
        if (start != WP_NO_DAY && first == i)
            status = remark_week(change, items, count, start, error);
    }
    return status;
}
