#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cmd/change_item.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/describe_item.h"
#include "cmd/later_copy_notes.h"
#include "cmd/refs.h"
#include "cmd/run_change.h"
#include "cmd/value_argument.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/progress_value.h"

/* The keys that `progress` changes. */
enum { KEYS_OF_PROGRESS = WP_KEY_BIT(WP_KEY_PROGRESS) | WP_KEY_BIT(WP_KEY_DONE) };

/* The arguments REF... VALUE. */
struct progress_arguments {
    size_t ref_count;
    struct wp_buf value; /* VALUE, which may be several words */
};

/* Return WP_USAGE for an item with subtasks. The message suggests a subtask that can be done. */
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

/* Return WP_USAGE for a step such as +1, because the item has no progress to which the step can be
 * added. */
static enum wp_status refuse_step(const struct wp_context *context, const struct wp_item *item,
                                  struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, item);
    wp_buf_puts(&why, " has no progress yet (");
    wp_context_name_command(&why, context, "progress", item);
    wp_buf_puts(&why, " 1/3 sets it)");
    return wp_context_refuse(&why, error);
}

static bool is_full(const struct wp_progress_value *value)
{
    return value->given && value->have >= value->of;
}

/* Whether the item is done or dropped by a `done:` or `dropped:` of its own or of an ancestor. A
 * `done:` beside a full `progress:` does not count. */
static bool is_closed(const struct wp_item *item)
{
    return (item->done && !is_full(&item->progress_value)) || item->dropped ||
           wp_item_closed_by(item) != NULL;
}

/* Return WP_USAGE if the item cannot have a progress. */
static enum wp_status check_progress_item(const struct wp_context *context,
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

/* Return WP_USAGE for a percentage if the progress of the item has a unit. */
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

/* Add a step such as +1 or -1 to the progress. The result is at least 0, a percentage at most
 * 100. */
static enum wp_status move_by_step(struct wp_progress_value *value, struct wp_str step,
                                   struct wp_error *error)
{
    struct wp_str number = wp_str_slice(step, 1, step.length);
    bool percent = wp_str_equal_c(value->unit, "%");
    wp_decimal by;

    if (percent && number.length > 0 && number.data[number.length - 1] == '%')
        number.length--;
    if (!wp_decimal_parse(number, &by))
        return wp_error_set(error, WP_USAGE, "'%.*s' is not a step (write it as +1, -1 or +0.5)",
                            (int)step.length, step.data);
    if (step.data[0] == '-')
        value->have -= by < value->have ? by : value->have;
    else
        value->have += by;
    if (percent && step.data[0] == '+' && value->have > value->of)
        value->have = value->of;
    if (value->have >= WP_DECIMAL_END)
        return wp_error_set(error, WP_USAGE, "'%.*s' is too large a step", (int)step.length,
                            step.data);
    return WP_OK;
}

/* If `text` is a number with the unit of the item, such as "+15 pages", "15 pages" or "12.5km",
 * remove the unit from `text`. Return WP_USAGE if `text` is a number with another unit. */
static enum wp_status cut_unit(const struct wp_context *context, const struct wp_item *item,
                               struct wp_str *text, struct wp_error *error)
{
    const struct wp_progress_value *value = &item->progress_value;
    size_t digits = strspn(text->data, "+-0123456789.");
    struct wp_str unit = wp_str_slice(*text, digits, text->length);
    struct wp_str number = wp_str_slice(*text, 0, digits);
    bool apart; /* whether a blank is before the unit */
    char first, last;
    struct wp_buf why = WP_BUF_INIT;

    if (!value->given || digits == 0 || unit.length == 0)
        return WP_OK;
    apart = unit.data[0] == ' ';
    unit = wp_str_trim(unit);
    if (wp_str_equal(unit, value->unit) && (apart || !wp_str_equal_c(unit, "%"))) {
        *text = number;
        return WP_OK;
    }
    first = wp_str_lower(unit.data[0]);
    last = number.data[digits - 1];
    if (!apart && (first < 'a' || first > 'z' || last < '0' || last > '9'))
        return WP_OK;
    wp_item_path(&why, item);
    wp_buf_puts(&why, " counts its progress, ");
    wp_progress_value_format(&why, value);
    wp_buf_puts(&why, ", and not in ");
    wp_buf_append(&why, unit);
    wp_buf_puts(&why, " (");
    wp_context_name_command(&why, context, "progress", item);
    wp_buf_putc(&why, ' ');
    wp_buf_append(&why, number);
    wp_buf_puts(&why, " does it)");
    return wp_context_refuse(&why, error);
}

/* Whether a number alone is so large that a percentage or another item may be meant: more than
 * twice the total of the item, and more than twice the progress that it has. */
static bool is_far_more(wp_decimal have, const struct wp_progress_value *value)
{
    return have > 2 * value->of && have > 2 * value->have;
}

/* Return WP_USAGE for the argument 50 and an item with 1/3. The message has the commands that set
 * 50/3, and a percentage. */
static enum wp_status refuse_far_more(const struct wp_context *context, const struct wp_item *item,
                                      wp_decimal have, struct wp_error *error)
{
    struct wp_progress_value meant = item->progress_value;
    struct wp_buf why = WP_BUF_INIT;

    meant.have = have;
    meant.unit = wp_str("");
    wp_item_path(&why, item);
    wp_buf_puts(&why, " counts its progress, ");
    wp_progress_value_format(&why, &item->progress_value);
    wp_buf_puts(&why, ", and a number alone may be at most twice the total (");
    wp_context_name_command(&why, context, "progress", item);
    wp_buf_putc(&why, ' ');
    wp_progress_value_format(&why, &meant);
    wp_buf_puts(&why, " does it");
    if (have <= 100 * WP_DECIMAL_ONE) {
        wp_buf_puts(&why, "; ");
        wp_context_name_command(&why, context, "set", item);
        wp_buf_puts(&why, " progress=");
        wp_decimal_format(&why, have);
        wp_buf_puts(&why, "% makes it a percentage");
    }
    wp_buf_putc(&why, ')');
    return wp_context_refuse(&why, error);
}

/* Set the progress in the new values, from VALUE and the progress that the item has. */
static enum wp_status read_progress(const struct wp_locked_plan *change, const struct wp_item *item,
                                    struct wp_str text, struct wp_item *values,
                                    struct wp_error *error)
{
    const struct wp_argument_env env = {.today = change->context->today};
    struct wp_progress_value *value = &values->progress_value;
    enum wp_status status;
    size_t length;

    *values = wp_item_empty();
    *value = item->progress_value;
    length = text.length;
    status = wp_value_argument_check_point("progress", text, error);
    if (status == WP_OK)
        status = cut_unit(change->context, item, &text, error);
    if (status != WP_OK)
        return status;
    if (text.length > 0 && (text.data[0] == '+' || text.data[0] == '-'))
        return value->given ? move_by_step(value, text, error)
                            : refuse_step(change->context, item, error);
    /* The argument 16 for an item with 15/17 means 16/17. */
    if (value->given && !wp_str_equal_c(value->unit, "%") && wp_decimal_parse(text, &value->have))
        return text.length == length && is_far_more(value->have, &item->progress_value)
                   ? refuse_far_more(change->context, item, value->have, error)
                   : WP_OK;
    status = wp_value_argument_read(values, WP_KEY_PROGRESS, "progress", text, &env, error);
    if (status == WP_OK && item->progress_value.given &&
        !wp_str_equal_c(item->progress_value.unit, "%") && text.data[text.length - 1] == '%' &&
        memchr(text.data, '/', text.length) == NULL)
        return refuse_percentage(change->context, item, text, error);
    /* The argument 2/3 for an item with 1/3 talks means 2/3 talks. */
    if (status == WP_OK && value->unit.length == 0 &&
        !wp_str_equal_c(item->progress_value.unit, "%"))
        value->unit = item->progress_value.unit;
    return status;
}

/* Set `done` in the new values: to wp_value_argument_done_day if the progress becomes full, to
 * false if it is no longer full, else to the value of the item. */
static void set_done(const struct wp_locked_plan *change, const struct wp_item *item,
                     struct wp_item *values)
{
    bool was_full = is_full(&item->progress_value);

    wp_item_value_copy(values, item, WP_KEY_DONE);
    if (is_full(&values->progress_value) == was_full)
        return;
    values->done = !was_full;
    values->done_on =
        was_full ? WP_NO_DAY
                 : wp_value_argument_done_day(change->context->today, change->found.week->start);
}

/* Fill the new values of an item. */
static enum wp_status fill_progress(const struct wp_locked_plan *change, const struct wp_item *item,
                                    struct wp_str text, struct wp_item *values,
                                    struct wp_error *error)
{
    enum wp_status status = check_progress_item(change->context, item, error);

    if (status == WP_OK)
        status = read_progress(change, item, text, values, error);
    if (status == WP_OK)
        set_done(change, item, values);
    return status;
}

/* Print notes on the items: on those that are in later weeks too, and on a day of `done:` that is
 * outside the week. */
static void remark_progress(struct wp_locked_plan *change, const struct wp_ref_items *found,
                            const struct wp_item *values, const char *text)
{
    const struct wp_item **some = wp_memory_array(found->count, sizeof(struct wp_item *));
    const struct wp_item *done = NULL;

    for (int full = 1; full >= 0; full--) {
        size_t count = 0;

        for (size_t i = 0; i < found->count; i++)
            if (is_full(&values[i].progress_value) == (full != 0))
                some[count++] = found->items[i];
        if (count > 0)
            wp_later_copy_notes_put(change, some, count, full != 0 ? NULL : text);
    }
    for (size_t i = 0; i < found->count && done == NULL; i++)
        if (!found->items[i]->done && values[i].done)
            done = &values[i];
    if (done != NULL)
        wp_change_remarks_done_day(change->context, done, change->found.week->start, false);
    free(some);
}

static enum wp_status change_progress(struct wp_locked_plan *change, void *data,
                                      struct wp_error *error)
{
    const struct progress_arguments *arguments = data;
    struct wp_ref_items found;
    enum wp_status status = wp_refs_resolve_all(
        change->context, change->found.week, change->context->arguments.words, arguments->ref_count,
        WP_ACTS_ON(WP_OPEN) | WP_ACTS_ON(WP_DONE), &found, error);
    struct wp_item *values = wp_memory_array(found.count + 1, sizeof *values);
    struct wp_item_change *wanted = wp_memory_array(found.count + 1, sizeof *wanted);

    for (size_t i = 0; i < found.count && status == WP_OK; i++) {
        status =
            fill_progress(change, found.items[i], wp_buf_str(&arguments->value), &values[i], error);
        wanted[i] = (struct wp_item_change){
            .item = found.items[i], .values = &values[i], .keys = KEYS_OF_PROGRESS};
        /* Do not print a percentage as a value: the result has the percentage anyway. */
        if (status == WP_OK && !wp_str_equal_c(values[i].progress_value.unit, "%"))
            wanted[i].printed = WP_KEY_BIT(WP_KEY_PROGRESS);
    }
    if (status == WP_OK)
        status = wp_change_items(change, wanted, found.count, "already has that progress", error);
    if (status == WP_OK && change->edited)
        remark_progress(change, &found, values, arguments->value.data);
    free(wanted);
    free(values);
    wp_ref_items_free(&found);
    return status;
}

/* Return the number of arguments that are REFs. VALUE begins with the last argument that begins
 * with a digit or a sign: `2/3 talks`. If there is none, it begins with the second argument. */
static size_t count_progress_refs(const struct wp_arguments *arguments)
{
    size_t count = arguments->word_count - 1;

    while (count > 1 && (arguments->words[count][0] == '\0' ||
                         strchr("+-0123456789", arguments->words[count][0]) == NULL))
        count--;
    return count;
}

static enum wp_status run_progress(struct wp_context *context, struct wp_error *error)
{
    struct progress_arguments arguments = {.ref_count = count_progress_refs(&context->arguments),
                                           .value = WP_BUF_INIT};
    enum wp_status status;

    wp_arguments_join(&arguments.value, &context->arguments, arguments.ref_count);
    status = wp_run_change(context, change_progress, &arguments, WP_CHANGE_NEEDS_WEEK, error);
    wp_buf_free(&arguments.value);
    return status;
}

const struct wp_command wp_cmd_progress = {
    .name = "progress",
    .group = WP_GROUP_WEEK,
    .summary = "set the progress of items",
    .arguments = "REF... VALUE",
    .candidates = WP_COMPLETE_LEAVES,
    .examples = "weekplan progress course 60%\n"
                "weekplan progress interviews 2/3   # its unit stays\n"
                "weekplan progress 2 +1             # one more\n"
                "weekplan progress 2 -1             # one less, never below 0\n"
                "weekplan progress 4-6 50%          # several items\n",
    .details =
        "Set the progress of items. VALUE is a percentage (60%), a count with or without a "
        "unit (2/3 talks), the first number of such a count, or a step (+1, -1, +1 talks). The "
        "first number alone may be at most twice the second one. A percentage does not replace a "
        "count. Of several items each keeps its own unit, and nothing changes "
        "unless all of them can take VALUE. If the progress is full, the item is done, and the day "
        "is recorded. The progress of an item with subtasks follows from its "
        "subtasks.\n" WP_COMMAND_REF,
    .words_min = 2,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_MOVES,
    .changes = true,
    .run = run_progress,
};
