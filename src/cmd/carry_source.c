#include "cmd/carry_source.h"

#include <stdlib.h>

#include "base/memory.h"
#include "cmd/describe_item.h"
#include "cmd/plan_input.h"
#include "cmd/refs.h"
#include "plan/pair_items.h"

struct wp_carry_target wp_carry_target_of(const struct wp_context *context, struct wp_plan *plan,
                                          const struct wp_input *input,
                                          const struct wp_found *found)
{
    wp_day start =
        found->week != NULL ? found->week->start : wp_plan_input_week_start(context, found);

    return (struct wp_carry_target){plan, input, found, start};
}

/* Return WP_MISSING with the message that the plan has no earlier week with goals. */
static enum wp_status fail_no_source(const struct wp_context *context, wp_day start,
                                     struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "nothing can be carried over into ");
    wp_context_name_week(&text, context, start);
    wp_buf_puts(&text, ": no earlier week has goals (");
    wp_context_name_command(&text, context, "add", NULL);
    wp_buf_puts(&text, " TITLE adds one)");
    return wp_context_fail(error, WP_MISSING, &text);
}

/* Return WP_MISSING with the message that the week of --from is not in the plan. */
static enum wp_status fail_source_absent(const struct wp_context *context, wp_day start,
                                         struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "nothing can be carried from ");
    wp_context_name_week(&text, context, start);
    wp_buf_puts(&text, ": it is not in the plan (weekplan history");
    wp_context_name_file(&text, context);
    wp_buf_puts(&text, " lists the weeks)");
    return wp_context_fail(error, WP_MISSING, &text);
}

/* Return WP_USAGE unless the week that begins on `start` is before the week that items are
 * carried into. */
static enum wp_status check_source(const struct wp_context *context,
                                   const struct wp_carry_target *target, wp_day start,
                                   struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    if (start < target->start)
        return WP_OK;
    wp_buf_puts(&why, "items can only be carried from a week before ");
    wp_context_name_week(&why, context, target->start);
    return wp_context_refuse(&why, error);
}

/* Load the week of --from. */
static enum wp_status load_source(const struct wp_context *context,
                                  const struct wp_carry_target *target, struct wp_week **week,
                                  struct wp_error *error)
{
    const struct wp_window_option option = {
        "--from", wp_given_value(&context->arguments, WP_OPT_FROM_WEEK),
        "a week as --week does: a day of it, its ISO number, last, -2;"};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_window window;
    struct wp_found found = {.week = NULL};
    wp_day start;
    enum wp_status status = wp_context_read_window(context, &option, &window, error);

    if (status == WP_OK)
        status = wp_plan_find(target->plan, window, &found, &problems);
    if (status != WP_OK && status != WP_MISSING)
        return status;
    *week = found.week;
    start =
        found.week != NULL ? found.week->start : wp_plan_input_start_in(context, window, &found);
    if (check_source(context, target, start, error) != WP_OK)
        return WP_USAGE;
    if (found.week != NULL)
        return WP_OK;
    (void)fail_source_absent(context, start, error);
    return WP_MISSING;
}

static enum wp_status find_source_week(const struct wp_context *context,
                                       const struct wp_carry_target *target, struct wp_week **week,
                                       struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    enum wp_status status;

    if (wp_given(&context->arguments, WP_OPT_FROM_WEEK))
        return load_source(context, target, week, error);
    status = wp_plan_find_goals(target->plan, target->start, week, &problems);
    return status == WP_MISSING ? fail_no_source(context, target->start, error) : status;
}

/* Return WP_USAGE for an item that is done or dropped, because only --fresh carries it. */
static enum wp_status check_is_open(const struct wp_context *context, const struct wp_week *week,
                                    const struct wp_item *item, struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    if (item->progress.state == WP_OPEN || wp_item_goal(item)->weekly ||
        wp_given(&context->arguments, WP_OPT_FRESH))
        return WP_OK;
    wp_describe_item(&why, context, item);
    wp_buf_puts(&why, item->progress.state == WP_DONE ? " is done in " : " is dropped in ");
    wp_context_name_week(&why, context, week->start);
    wp_buf_puts(&why, ", so it is not carried (--fresh carries it, open)");
    return wp_context_refuse(&why, error);
}

/* Whether the goal has open items, and each of them is on the list for later. */
static bool is_for_later(const struct wp_pair *pair, const struct wp_item *goal,
                         const struct wp_week *list)
{
    bool any = false;

    for (const struct wp_item *item = goal; item != NULL; item = wp_item_after(item, goal)) {
        if (item->first != NULL || item->progress.state != WP_OPEN)
            continue;
        if (wp_pair_find_below(pair, item, &list->root) == NULL)
            return false;
        any = true;
    }
    return any;
}

/* Find the goals that are on the list for later. */
static void pair_with_list(struct wp_carry_source *source, const struct wp_week *list)
{
    const struct wp_week *week = source->week;
    struct wp_arena *arena = wp_arena_new(4096);
    const struct wp_item **items =
        wp_arena_array(arena, week->item_count + 1, sizeof(struct wp_item *));
    const struct wp_item *item = &week->root;
    struct wp_pair pair;
    size_t count = 0;

    source->for_later = wp_memory_array(week->item_count + 1, sizeof(struct wp_item *));
    while ((item = wp_item_after(item, &week->root)) != NULL)
        if (wp_item_goal(item)->progress.state == WP_OPEN)
            items[count++] = item;
    wp_pair_begin(&pair, arena, items, count, &list->root, NULL);
    for (item = week->root.first; item != NULL; item = item->next)
        if (is_for_later(&pair, item, list))
            source->for_later[source->for_later_count++] = item;
    wp_arena_free(arena);
}

/* Load the list for later, and find the goals that are on it. A list that is not valid is passed
 * over. */
static enum wp_status find_for_later(struct wp_carry_source *source, struct wp_plan *plan,
                                     struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_found found = {.week = NULL};
    enum wp_status status = wp_plan_find_later(plan, &found, &problems);

    if (status == WP_OK)
        pair_with_list(source, found.week);
    wp_week_free(found.week);
    return status == WP_IO ? status : WP_OK;
}

enum wp_status wp_carry_source_find(struct wp_carry_source *source, struct wp_context *context,
                                    const struct wp_carry_target *target, struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    unsigned acts_on = wp_given(arguments, WP_OPT_FRESH) ? WP_ACTS_ON_ALL : WP_ACTS_ON(WP_OPEN);
    struct wp_ref_items found;
    enum wp_status status;

    *source = (struct wp_carry_source){.count = 0};
    status = find_source_week(context, target, &source->week, error);
    if (status == WP_OK) {
        status = wp_refs_resolve_all(context, source->week, arguments->words, arguments->word_count,
                                     acts_on, &found, error);
        source->items = found.items;
        source->count = found.count;
    }
    for (size_t i = 0; i < source->count && status == WP_OK; i++)
        status = check_is_open(context, source->week, source->items[i], error);
    if (status == WP_OK && source->count == 0 && !wp_given(arguments, WP_OPT_FRESH))
        status = find_for_later(source, target->plan, error);
    return status;
}

struct wp_carry wp_carry_source_request(const struct wp_carry_source *source,
                                        const struct wp_context *context,
                                        const struct wp_carry_target *target)
{
    return (struct wp_carry){
        .from = source->week,
        .only = source->items,
        .only_count = source->count,
        .except = source->for_later,
        .except_count = source->for_later_count,
        .fresh = wp_given(&context->arguments, WP_OPT_FRESH),
        .to = target->found->week,
        .start = target->start,
        .input = target->input,
        .found = target->found,
    };
}

void wp_carry_source_free(struct wp_carry_source *source)
{
    free(source->items);
    free(source->for_later);
    wp_week_free(source->week);
    *source = (struct wp_carry_source){.week = NULL};
}
