#include "cmd/carry_source.h"

#include <stdlib.h>

#include "cmd/describe_item.h"
#include "cmd/plan_input.h"
#include "cmd/refs.h"

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

/* Return a week without goals and without a day. */
static struct wp_week *no_source(void)
{
    struct wp_problems ignored = {.limit = 0};
    struct wp_week *week = NULL;

    (void)wp_week_load(wp_str("week: 2019-08-04\n"), 0, 1, &week, &ignored);
    if (week != NULL)
        week->start = WP_NO_DAY;
    return week;
}

/* Whether `carry --edit` can run without an earlier week: the selected week has goals to put in
 * order. */
static bool can_order(const struct wp_context *context, const struct wp_carry_target *target)
{
    const struct wp_week *week = target->found->week;

    return wp_given(&context->arguments, WP_OPT_EDIT) && context->arguments.word_count == 0 &&
           week != NULL && week->root.first != NULL;
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
    if (status == WP_MISSING && can_order(context, target)) {
        *week = no_source();
        return WP_OK;
    }
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
    if (status == WP_OK && source->count == 0 && !wp_given(arguments, WP_OPT_FRESH) &&
        source->week->start != WP_NO_DAY)
        status = wp_left_open_find_taken(&source->taken, target->plan, source->week, target->start,
                                         error);
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
        .elsewhere = source->taken.list,
        .elsewhere_count = source->taken.count,
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
    wp_taken_items_free(&source->taken);
    wp_week_free(source->week);
    *source = (struct wp_carry_source){.week = NULL};
}
