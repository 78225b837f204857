#include <string.h>

#include "cmd/argument_value.h"
#include "cmd/change.h"
#include "cmd/command.h"
#include "cmd/describe_item.h"
#include "cmd/plan_input.h"
#include "cmd/refs.h"
#include "cmd/remark.h"
#include "plan/keys.h"
#include "plan/progress_value.h"
#include "plan/value.h"

/* What `progress:` is to say. */
struct advance {
    struct wp_buf text; /* VALUE, of one word or several */
    struct wp_item values;
};

static enum wp_status refuse_parent(const struct wp_context *context, const struct wp_item *item,
                                    struct wp_error *error)
{
    const struct wp_item *open = item->first;
    struct wp_buf why = WP_BUF_INIT;

    while (open->next != NULL && open->progress.state != WP_OPEN)
        open = open->next;
    wp_item_path(&why, item);
    wp_buf_puts(&why, " has subtasks, and its progress follows from them (");
    wp_context_name_command(&why, context, "done", open);
    wp_buf_puts(&why, " ticks one off)");
    return wp_context_refuse(&why, error);
}

static enum wp_status refuse_nothing_to_move(const struct wp_context *context,
                                             const struct wp_item *item, struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, item);
    wp_buf_puts(&why, " has no progress yet that could be moved (");
    wp_context_name_command(&why, context, "progress", item);
    wp_buf_puts(&why, " 1/3 gives it one)");
    return wp_context_refuse(&why, error);
}

static bool cmd_progress_is_full(const struct wp_progress_value *measure)
{
    return measure->given && measure->have >= measure->of;
}

/* Whether `done` or `dropped`, its own or one above, hides its progress. A full one
 * says the same as `done`. */
static bool is_closed(const struct wp_item *item)
{
    return (item->done && !cmd_progress_is_full(&item->progress_value)) || item->dropped ||
           wp_item_closed_by(item) != NULL;
}

static enum wp_status cmd_progress_check(const struct wp_context *context,
                                         const struct wp_item *item, struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    if (item->first != NULL)
        return refuse_parent(context, item, error);
    if (!is_closed(item))
        return WP_OK;
    wp_describe_item_state(&why, context, item);
    return wp_context_refuse(&why, error);
}

/* A percentage would take the place of what has been counted. */
static enum wp_status refuse_percentage(const struct wp_context *context,
                                        const struct wp_item *item, struct wp_str text,
                                        struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, item);
    wp_buf_puts(&why, " counts its progress, ");
    wp_progress_value_format(&why, &item->progress_value);
    wp_buf_puts(&why, ", which a percentage would replace (");
    wp_context_name_command(&why, context, "set", item);
    wp_buf_puts(&why, " progress=");
    wp_buf_append(&why, text);
    wp_buf_puts(&why, " does it)");
    return wp_context_refuse(&why, error);
}

/* +1 and -1: HAVE ends at 0, and a percentage at 100 too. */
static enum wp_status move(struct wp_progress_value *measure, struct wp_str step,
                           struct wp_error *error)
{
    struct wp_str number = wp_str_slice(step, 1, step.length);
    bool percent = wp_str_equal_c(measure->unit, "%");
    wp_decimal by;

    if (percent && number.length > 0 && number.data[number.length - 1] == '%')
        number.length--;
    if (!wp_decimal_parse(number, &by))
        return wp_error_set(error, WP_USAGE, "'%.*s' is not a step (write it as +1, -1 or +0.5)",
                            (int)step.length, step.data);
    if (step.data[0] == '-')
        measure->have -= by < measure->have ? by : measure->have;
    else
        measure->have += by;
    if (percent && step.data[0] == '+' && measure->have > measure->of)
        measure->have = measure->of;
    if (measure->have >= WP_DECIMAL_END)
        return wp_error_set(error, WP_USAGE, "'%.*s' leads too far", (int)step.length, step.data);
    return WP_OK;
}

static enum wp_status cmd_progress_fill_values(const struct wp_transaction *change,
                                               const struct wp_item *item, struct advance *advance,
                                               struct wp_error *error)
{
    const struct wp_argument_env env = {.today = change->context->today};
    struct wp_str text = wp_buf_str(&advance->text);
    struct wp_progress_value *measure = &advance->values.progress_value;
    enum wp_status status;

    advance->values = wp_item_empty();
    *measure = item->progress_value;
    if (text.length > 0 && (text.data[0] == '+' || text.data[0] == '-'))
        return measure->given ? move(measure, text, error)
                              : refuse_nothing_to_move(change->context, item, error);
    /* 16 is 16/17 units. */
    if (measure->given && !wp_str_equal_c(measure->unit, "%") &&
        wp_decimal_parse(text, &measure->have))
        return WP_OK;
    status =
        wp_argument_value_read(&advance->values, WP_KEY_PROGRESS, "progress", text, &env, error);
    if (status == WP_OK && item->progress_value.given &&
        !wp_str_equal_c(item->progress_value.unit, "%") && text.data[text.length - 1] == '%' &&
        memchr(text.data, '/', text.length) == NULL)
        return refuse_percentage(change->context, item, text, error);
    /* 2/3 is still 2/3 talks. */
    if (status == WP_OK && measure->unit.length == 0 &&
        !wp_str_equal_c(item->progress_value.unit, "%"))
        measure->unit = item->progress_value.unit;
    return status;
}

/* What becomes full is done, and on which day; what is full no longer is not. */
static void settle_done(const struct wp_transaction *change, const struct wp_item *item,
                        struct wp_item *values)
{
    bool was_full = cmd_progress_is_full(&item->progress_value);

    wp_item_value_copy(values, item, WP_KEY_DONE);
    if (cmd_progress_is_full(&values->progress_value) == was_full)
        return;
    values->done = !was_full;
    values->done_on =
        was_full ? WP_NO_DAY : wp_done_day(change->context->today, change->found.week->start);
}

static enum wp_status advance_item(struct wp_transaction *change, void *data,
                                   struct wp_error *error)
{
    struct wp_context *context = change->context;
    struct advance *advance = data;
    const struct wp_item *item;
    unsigned told = WP_KEY_BIT(WP_KEY_PROGRESS);
    enum wp_status status;

    if (change->found.week == NULL)
        return wp_plan_input_no_week(context, &change->found, error);
    status = wp_refs_resolve(context, change->found.week, context->arguments.words[0],
                             WP_ACTS_ON(WP_OPEN) | WP_ACTS_ON(WP_DONE), &item, error);
    if (status == WP_OK)
        status = cmd_progress_check(context, item, error);
    if (status == WP_OK)
        status = cmd_progress_fill_values(change, item, advance, error);
    if (status != WP_OK)
        return status;
    settle_done(change, item, &advance->values);
    if (wp_str_equal_c(advance->values.progress_value.unit, "%"))
        told = 0; /* its figure is told anyway */
    status = wp_change_item(change, item, &advance->values,
                            WP_KEY_BIT(WP_KEY_PROGRESS) | WP_KEY_BIT(WP_KEY_DONE), told,
                            "is that far already", error);
    if (status == WP_OK && change->edited && !item->done)
        wp_remark_done_day(context, &advance->values, change->found.week->start);
    return status;
}

static enum wp_status run_progress(struct wp_context *context, struct wp_error *error)
{
    struct advance advance = {.text = WP_BUF_INIT};
    enum wp_status status;

    wp_arguments_join(&advance.text, &context->arguments, 1);
    status = advance.text.failed ? wp_error_set_no_memory(error)
                                 : wp_change_plan(context, advance_item, &advance, false, error);
    wp_buf_free(&advance.text);
    return status;
}

const struct wp_command wp_cmd_progress = {
    .name = "progress",
    .group = WP_GROUP_WEEK,
    .summary = "set the progress of an item",
    .arguments = "REF VALUE",
    .examples = "weekplan progress course 60%\n"
                "weekplan progress interviews 2/3   # its unit stays\n"
                "weekplan progress 2 +1             # one more\n"
                "weekplan progress 2 -1             # one less, never below 0\n",
    .details =
        "Set the progress of an item. VALUE is a percentage (60%), a count with or without a "
        "unit (2/3 talks), the first number of such a count, or a step (+1, -1). A percentage "
        "does not replace a count. If the progress is full, the item is done, and the day is "
        "recorded. The progress of an item with subtasks follows from its "
        "subtasks.\n" WP_COMMAND_REF,
    .words_min = 2,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .run = run_progress,
};
