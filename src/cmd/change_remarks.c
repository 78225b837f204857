#include "cmd/change_remarks.h"

#include "cmd/command.h"
#include "cmd/describe_item.h"
#include "cmd/describe_value.h"
#include "cmd/shell_quote.h"
#include "plan/day_names.h"
#include "plan/deferral_reason.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/tag.h"
#include "render/term_text.h"
#include <weekplan/view.h>

enum { REASON_COLUMNS = 40 };

/* The greatest number of paths that a note suggests for a command. */
enum { OPEN_PARTS_MAX = 8 };

void wp_change_remarks_state(struct wp_context *context, const struct wp_item *item)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_describe_item_state(&text, context, item);
    wp_context_remark(context, &text);
}

/* Whether the new values replace the state done by dropped or dropped by done, or remove a
 * reason. `key` is the key of the old state. */
static bool loses_state(const struct wp_item *before, const struct wp_item *values, enum wp_key key)
{
    bool replaced = key == WP_KEY_DONE ? values->dropped : values->done;
    bool has_reason = wp_item_value_reason(before, key).length > 0;

    return wp_item_has(before, key) && !wp_item_value_equal(before, values, key) &&
           (replaced || has_reason);
}

void wp_change_remarks_replaced_state(struct wp_context *context, const struct wp_item *before,
                                      const struct wp_item *values)
{
    enum wp_key key = before->done ? WP_KEY_DONE : WP_KEY_DROPPED;
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_buf text = WP_BUF_INIT;
    struct wp_term term = {.out = &text, .style = &style};

    if (!loses_state(before, values, key) || wp_deferral_reason_day(before) != WP_NO_DAY)
        return;
    wp_item_path(&text, before);
    wp_buf_puts(&text, " was ");
    wp_describe_value(&text, &term, before, key);
    if (!context->dry_run) {
        wp_buf_puts(&text, " (weekplan undo");
        wp_context_name_file(&text, context);
        wp_buf_puts(&text, " brings that back)");
    }
    wp_context_remark(context, &text);
}

/* Append the paths of the open items below `item` that have no done subtasks: together they are all
 * that is open. Return their number. */
static size_t put_open_parts(struct wp_buf *text, const struct wp_item *item)
{
    size_t count = 0;

    for (const struct wp_item *part = item->first; part != NULL; part = part->next) {
        if (part->progress.state != WP_OPEN)
            continue;
        if (part->progress.done > 0) {
            count += put_open_parts(text, part);
            continue;
        }
        wp_buf_putc(text, ' ');
        wp_item_path(text, part);
        count++;
    }
    return count;
}

/* Append the option and its value as they were given. No-op if the option was not given. */
static void put_given_option(struct wp_buf *text, const struct wp_context *context,
                             enum wp_option_id id)
{
    const char *value = wp_given_value(&context->arguments, id);

    if (value == NULL)
        return;
    wp_buf_printf(text, " %s ", wp_options[id].name);
    wp_shell_quote(text, value);
}

void wp_change_remarks_done_subtasks(struct wp_context *context, const struct wp_item *before)
{
    uint32_t done = before->progress.done;
    struct wp_buf text = WP_BUF_INIT;
    struct wp_buf parts = WP_BUF_INIT;

    if (before->first == NULL || before->progress.state != WP_OPEN || done == 0)
        return;
    wp_item_path(&text, before);
    wp_buf_printf(&text, " has %u done subtask%s, which no longer count%s here (", (unsigned)done,
                  done == 1 ? "" : "s", done == 1 ? "s" : "");
    if (!context->dry_run) {
        wp_buf_puts(&text, "weekplan undo");
        wp_context_name_file(&text, context);
        wp_buf_puts(&text, ", then ");
    }
    wp_context_name_command(&text, context, context->command->name, NULL);
    if (put_open_parts(&parts, before) <= OPEN_PARTS_MAX)
        wp_buf_append(&text, wp_buf_str(&parts));
    else
        wp_buf_puts(&text, " PATH...");
    put_given_option(&text, context, WP_OPT_TO);
    put_given_option(&text, context, WP_OPT_REASON);
    wp_buf_printf(&text, ", keeps %s)", done == 1 ? "it" : "them");
    wp_buf_free(&parts);
    wp_context_remark(context, &text);
}

/* Whether the list has the string. */
static bool list_has(const struct wp_list *list, struct wp_str string)
{
    for (size_t i = 0; i < list->count; i++)
        if (wp_str_equal(list->items[i], string))
            return true;
    return false;
}

void wp_change_remarks_replaced_list(struct wp_context *context, const struct wp_item *before,
                                     const struct wp_item *values, enum wp_key key)
{
    const struct wp_list *old = key == WP_KEY_TAGS ? &before->tags : &before->links;
    const struct wp_list *list = key == WP_KEY_TAGS ? &values->tags : &values->links;
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_buf text = WP_BUF_INIT;
    struct wp_term term = {.out = &text, .style = &style};
    size_t kept = 0;

    while (kept < old->count && list_has(list, old->items[kept]))
        kept++;
    if (kept == old->count)
        return;
    wp_item_path(&text, before);
    wp_buf_puts(&text, " had ");
    wp_describe_value(&text, &term, before, key);
    wp_buf_puts(&text, " (");
    if (!context->dry_run) {
        wp_buf_puts(&text, "weekplan undo");
        wp_context_name_file(&text, context);
        wp_buf_puts(&text, " brings that back; ");
    }
    wp_buf_printf(&text, list->count > 0 ? "%s+= adds to the list)" : "%s-= removes one)",
                  wp_keys[key].name);
    wp_context_remark(context, &text);
}

/* Return the number of words in a text: of its parts without blanks and line breaks. */
static size_t count_text_words(struct wp_str text)
{
    bool inside = false;
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++) {
        bool blank = text.data[i] == ' ' || (text.data[i] >= '\t' && text.data[i] <= '\r');

        count += !blank && !inside;
        inside = !blank;
    }
    return count;
}

/* Append how to get a replaced text back, and how to keep it: " (weekplan undo brings it back;
 * --append adds to it)". */
static void put_text_advice(struct wp_buf *text, const struct wp_context *context, bool removed)
{
    bool appends = !removed && wp_command_has(context->command, WP_OPT_APPEND);

    if (!context->dry_run) {
        wp_buf_puts(text, " (weekplan undo");
        wp_context_name_file(text, context);
        wp_buf_puts(text, " brings it back");
    }
    if (appends)
        wp_buf_printf(text, "%s--append adds to it", context->dry_run ? " (" : "; ");
    if (appends || !context->dry_run)
        wp_buf_putc(text, ')');
}

void wp_change_remarks_replaced_text(struct wp_context *context, const struct wp_item *before,
                                     const struct wp_item *values, enum wp_key key)
{
    bool is_note = key == WP_KEY_NOTE;
    struct wp_str old = wp_str_trim(is_note ? before->note : before->review);
    struct wp_str new_text = wp_str_trim(is_note ? values->note : values->review);
    size_t words = count_text_words(old);
    struct wp_buf text = WP_BUF_INIT;

    if (words == 0 || wp_str_equal(wp_str_slice(new_text, 0, old.length), old))
        return;
    if (before->parent != NULL)
        wp_item_path(&text, before);
    else
        wp_buf_puts(&text, before->seq_key == WP_KEY_LATER ? "the list for later" : "the week");
    wp_buf_printf(&text, " had a %s of %zu word%s", is_note ? "note" : "review", words,
                  words == 1 ? "" : "s");
    put_text_advice(&text, context, new_text.length == 0);
    wp_context_remark(context, &text);
}

void wp_change_remarks_inherited_state(struct wp_context *context, const struct wp_item *item)
{
    if (!item->done && wp_item_closed_by(item) != NULL)
        wp_change_remarks_state(context, item);
}

void wp_change_remarks_closed_for_later(struct wp_context *context, const struct wp_item *item)
{
    const char *key = item->done ? "done=" : item->dropped ? "dropped=" : "progress=";
    struct wp_buf text = WP_BUF_INIT;

    if (item->progress.state == WP_OPEN || wp_item_closed_by(item) != NULL)
        return;
    wp_item_path(&text, item);
    wp_buf_puts(&text, item->progress.state == WP_DONE ? " is done" : " is dropped");
    wp_buf_puts(&text, ", and only what is open counts as a thing for later");
    if (item->done || item->dropped || item->first == NULL) {
        wp_buf_puts(&text, " (");
        wp_context_name_command(&text, context, "set", item);
        wp_buf_printf(&text, " %s opens it)", key);
    }
    wp_context_remark(context, &text);
}

/* Append a day with its name: "Friday, 2019-08-09, ". */
static void put_named_day(struct wp_buf *text, wp_day day)
{
    wp_buf_printf(text, "%s, ", wp_day_names_weekday(wp_weekday_of(day)));
    wp_day_format(text, day);
    wp_buf_puts(text, ", ");
}

void wp_change_remarks_due(struct wp_context *context, wp_day due)
{
    struct wp_buf text = WP_BUF_INIT;

    if (due == WP_NO_DAY || due >= context->today)
        return;
    put_named_day(&text, due);
    wp_buf_puts(&text, "when it is due, is over");
    wp_context_remark(context, &text);
}

/* Append the option that selects the week of a day: "-w last". `week_start` is the first day of a
 * week of the plan. */
static void put_week_option(struct wp_buf *text, const struct wp_context *context, wp_day day,
                            wp_day week_start)
{
    static const char *const names[] = {"last", "this", "next"};
    wp_day begins = week_start;
    int away;

    while (begins > day)
        begins -= WP_DAYS_OF_WEEK;
    while (begins + WP_DAYS_OF_WEEK <= day)
        begins += WP_DAYS_OF_WEEK;
    away = wp_view_weeks_away(begins, context->today);
    wp_buf_puts(text, "-w ");
    if (away >= -1 && away <= 1)
        wp_buf_puts(text, names[away + 1]);
    else
        wp_day_format(text, begins);
}

void wp_change_remarks_done_day(struct wp_context *context, const struct wp_item *values,
                                wp_day week_start, bool typed)
{
    struct wp_buf text = WP_BUF_INIT;
    wp_day day = values->done_on;

    if (day == WP_NO_DAY || week_start == WP_NO_DAY ||
        (day >= week_start && day < week_start + WP_DAYS_OF_WEEK))
        return;
    put_named_day(&text, day);
    wp_buf_puts(&text, "when it was done, is not in ");
    wp_context_name_week(&text, context, week_start);
    if (typed) {
        wp_buf_puts(&text, " (");
        put_week_option(&text, context, day, week_start);
        wp_buf_puts(&text, " selects the week of that day)");
    }
    wp_context_remark(context, &text);
}

bool wp_change_remarks_tag_in_title(struct wp_context *context, const struct wp_item *item,
                                    const struct wp_item *values)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_str tag;

    if (item->parent == NULL || !wp_tag_in_title(values->title, &tag) ||
        wp_tag_is_on(values, &(struct wp_list){&tag, 1}))
        return false;
    wp_buf_puts(&text, "#");
    wp_buf_append(&text, tag);
    wp_buf_puts(&text, " stays a part of the title (--tag ");
    wp_buf_append(&text, tag);
    wp_buf_puts(&text, " sets a tag; here: ");
    wp_context_name_command(&text, context, "set", item);
    wp_buf_puts(&text, " tags+=");
    wp_buf_append(&text, tag);
    wp_buf_puts(&text, ")");
    wp_context_remark(context, &text);
    return true;
}

void wp_change_remarks_put_week_off(struct wp_buf *text, const struct wp_context *context,
                                    const struct wp_week *week)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_term term = {.out = text, .style = &style};

    wp_context_name_week(text, context, week->start);
    wp_buf_puts(text, " is off");
    wp_buf_puts(text, week->root.skip_reason.length > 0 ? ": " : "");
    wp_term_cut(&term, text, week->root.skip_reason, REASON_COLUMNS);
}

void wp_change_remarks_week_off(struct wp_context *context, const struct wp_week *week)
{
    struct wp_buf text = WP_BUF_INIT;

    if (!week->root.skip)
        return;
    wp_change_remarks_put_week_off(&text, context, week);
    wp_buf_puts(&text, " (");
    wp_context_name_command_in(&text, context, "defer", week->start, NULL);
    wp_buf_puts(&text, " --to DAY REF puts items off to a later one)");
    wp_context_remark(context, &text);
}
