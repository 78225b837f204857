#include "cmd/print_change.h"

#include <string.h>

#include "base/memory.h"
#include "cmd/arrived_items.h"
#include "cmd/describe_item.h"
#include "cmd/describe_value.h"
#include "plan/deferral_reason.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include "render/change_json.h"
#include "render/date_words.h"
#include "render/progress_words.h"
#include "render/term_text.h"
#include <weekplan/progress.h>
#include <weekplan/view.h>

enum { GOAL_COLUMNS = 30 };

/* Print two percentages, "33.3% → 50%". Print one percentage, "50%", if both are equal or the
 * item is new. `before` is NULL for a new item. */
static void print_percentages(struct wp_term *term, const struct wp_item *before,
                              const struct wp_item *after)
{
    bool ascii = term->style->ascii;
    int percent = wp_progress_percent(&after->progress);
    int old = before != NULL ? wp_progress_percent(&before->progress) : -1;

    if (old >= 0 && old != percent) {
        wp_progress_format_percent(term->out, old, ascii);
        wp_buf_puts(term->out, wp_term_pick(term, " → ", " -> "));
    }
    wp_progress_format_percent(term->out, percent, ascii);
}

/* Print the id of a goal, or its title if it has none. */
static void print_goal_name(struct wp_term *term, const struct wp_item *goal)
{
    wp_term_cut(term, term->out, goal->id.length > 0 ? goal->id : goal->title, GOAL_COLUMNS);
    wp_buf_putc(term->out, ' ');
}

/* Whether a goal can have a percentage between 0 and 100. The sign of its state shows 0 and 100. */
static bool has_percentage(const struct wp_item *goal)
{
    return goal->first != NULL || goal->progress_value.given;
}

/* Whether `item` is in the array `items` of `count` elements. False if `items` is NULL. */
static bool is_listed(const struct wp_item *item, const struct wp_item *const *items, size_t count)
{
    for (size_t i = 0; i < count && items != NULL; i++)
        if (items[i] == item)
            return true;
    return false;
}

/* Return `goal` if it is not in the array `items` of `count` elements, else the next goal that is
 * not. NULL if there is none. */
static const struct wp_item *first_unlisted(const struct wp_item *goal,
                                            const struct wp_item *const *items, size_t count)
{
    while (goal != NULL && is_listed(goal, items, count))
        goal = goal->next;
    return goal;
}

/* Print the goals whose percentages have changed, except moved goals. The other goals keep their
 * order, and new goals are last. */
static void print_changed_goals(struct wp_term *term, const struct wp_week *before,
                                const struct wp_week *after, const struct wp_printed *what)
{
    const struct wp_item *const *moved = what->was != NULL ? what->items : NULL;
    const struct wp_item *old = before != NULL ? before->root.first : NULL;
    const struct wp_item *goal = after->root.first;

    while ((goal = first_unlisted(goal, moved, what->count)) != NULL &&
           (old = first_unlisted(old, what->was, what->count)) != NULL) {
        if (has_percentage(goal) &&
            wp_progress_percent(&old->progress) != wp_progress_percent(&goal->progress)) {
            print_goal_name(term, goal);
            print_percentages(term, old, goal);
            wp_buf_puts(term->out, ", ");
        }
        old = old->next;
        goal = goal->next;
    }
}

/* Print the percentage of the goal that is the item or an ancestor of it. */
static void print_own_goal(struct wp_term *term, const struct wp_item *item,
                           const struct wp_week *before)
{
    const struct wp_item *goal = wp_item_goal(item);
    const struct wp_item *old = before != NULL ? before->root.first : NULL;

    if (goal->parent == NULL || (goal == item && !has_percentage(goal)))
        return;
    while (old != NULL && old->number != goal->number)
        old = old->next;
    if (goal != item)
        print_goal_name(term, goal);
    print_percentages(term, old, goal);
    wp_buf_puts(term->out, ", ");
}

/* Print an item, "✓ 1.2.3 Round 3". For the root of a week print the days and the title of the
 * week. */
static void print_item(struct wp_term *term, const struct wp_item *item, const struct wp_week *week)
{
    struct wp_buf *out = term->out;

    if (item->seq_key == WP_KEY_LATER) {
        wp_buf_puts(out, "The list for later");
    } else if (item->parent == NULL) {
        wp_date_words_week(out, week->start, wp_term_pick(term, "–", "-"));
        wp_buf_puts(out, item->title.length > 0 ? wp_term_pick(term, " · ", " - ") : "");
    } else {
        wp_term_mark(term, wp_mark_of(&item->progress));
        wp_buf_putc(out, ' ');
        wp_item_path(out, item);
        wp_buf_putc(out, ' ');
    }
    wp_term_clean(term, out, item->title);
}

/* Print an item that was removed: "1.2 Round 3 is removed, with 2 subtasks". */
static void print_removed(struct wp_term *term, const struct wp_item *item)
{
    size_t subtasks = wp_item_count_below(item);

    wp_item_path(term->out, item);
    wp_buf_putc(term->out, ' ');
    wp_term_clean(term, term->out, item->title);
    wp_buf_puts(term->out, " is removed");
    if (subtasks > 0)
        wp_buf_printf(term->out, ", with %zu subtask%s", subtasks, subtasks > 1 ? "s" : "");
}

/* Print the values of the keys in a set of WP_KEY_BIT, each with a comma after it. */
static void print_values(struct wp_term *term, const struct wp_item *item, unsigned keys)
{
    for (size_t i = 0; i < WP_KEY_COUNT; i++) {
        size_t begin = term->out->length;

        if ((keys & WP_KEY_BIT(wp_key_order[i])) != 0)
            wp_describe_value(term->out, term, item, wp_key_order[i]);
        wp_buf_puts(term->out, term->out->length > begin ? ", " : "");
    }
}

/* Print an item that is new in its week. */
static void print_arrival(struct wp_term *term, const struct wp_item *item,
                          const struct wp_week *week)
{
    print_item(term, item, week);
    if (item->weekly)
        wp_buf_puts(term->out, "   every week");
    else if (item->carried > 0)
        wp_buf_printf(term->out, "   carried %s%u", wp_term_pick(term, "×", "x"),
                      (unsigned)item->carried);
    wp_buf_putc(term->out, '\n');
}

/* Append the path and the title of an item to the name of the change in the undo log. */
static void add_subject(struct wp_buf *subject, const struct wp_item *item)
{
    wp_buf_puts(subject, subject->length > 0 ? ", " : "");
    wp_item_path(subject, item);
    wp_buf_puts(subject, item->parent != NULL            ? " "
                         : item->seq_key == WP_KEY_LATER ? "the list for later"
                                                         : "the week");
    if (item->parent != NULL)
        wp_buf_append(subject, item->title);
}

/* Return the keys whose values are printed for the item at `index`, a set of WP_KEY_BIT. */
static unsigned printed_keys(const struct wp_printed *what, size_t index)
{
    return what->own_keys != NULL ? what->own_keys[index] : what->keys;
}

/* Whether the items differ in a value that is printed. */
static bool values_differ(const struct wp_printed *what)
{
    if (what->own_keys != NULL)
        return what->count > 1;
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        for (size_t i = 1; i < what->count && (what->keys & WP_KEY_BIT(key)) != 0; i++)
            if (!wp_item_value_equal(what->items[0], what->items[i], key))
                return true;
    return false;
}

/* Append the values of an item to `values`: "progress 2/3 talks, weight 2". */
static void put_values(struct wp_buf *values, const struct wp_term *term,
                       const struct wp_item *item, unsigned keys)
{
    struct wp_term own = *term;

    own.out = values;
    print_values(&own, item, keys);
    if (values->length > 0)
        values->length -= strlen(", ");
}

/* Print the values of an item after its title, if several items are printed: "   progress 2/3
 * talks". */
static void print_own_values(struct wp_term *term, const struct wp_item *item, unsigned keys)
{
    struct wp_buf values = WP_BUF_INIT;

    put_values(&values, term, item, keys);
    wp_buf_puts(term->out, values.length > 0 ? "   " : "");
    wp_buf_append(term->out, wp_buf_str(&values));
    wp_buf_free(&values);
}

/* Append the new values of an item to the name of the change in the undo log: ": title, due Fri 9
 * August 2019". The new title of an item is in the name already. The name begins with the command,
 * so the command `progress` omits the name of its key. */
static void add_subject_values(struct wp_context *context, const struct wp_term *term,
                               const struct wp_item *item, unsigned keys)
{
    struct wp_buf values = WP_BUF_INIT;
    struct wp_buf *subject = &context->subject;
    const char *command = context->command->name;
    struct wp_str rest;

    put_values(&values, term, item, keys);
    rest = wp_buf_str(&values);
    if (wp_str_starts(rest, command)) {
        rest = wp_str_slice(rest, strlen(command), rest.length);
        rest = wp_str_slice(rest, wp_str_starts(rest, ":"), rest.length);
    }
    if ((keys & WP_KEY_BIT(WP_KEY_TITLE)) != 0)
        wp_buf_puts(subject, ": title");
    if ((keys & WP_KEY_BIT(WP_KEY_TITLE)) != 0 && item->parent == NULL) {
        wp_buf_putc(subject, ' ');
        wp_buf_append(subject, item->title);
    }
    if (rest.length > 0)
        wp_buf_puts(subject, (keys & WP_KEY_BIT(WP_KEY_TITLE)) != 0 ? ", " : ": ");
    wp_buf_append(subject, wp_str_trim(rest));
    wp_buf_free(&values);
}

/* Append the changed items to the name of the change in the undo log: "2 Trip: due Fri 9 August
 * 2019". If `each`, append the values of each item after its title, else after the last item. */
static void add_subjects(struct wp_context *context, const struct wp_term *term,
                         const struct wp_printed *what, bool each)
{
    for (size_t i = 0; i < what->count; i++) {
        add_subject(&context->subject, what->items[i]);
        if (each || i + 1 == what->count)
            add_subject_values(context, term, what->items[i], printed_keys(what, i));
    }
}

/* Print the changed items, and the percentages of their goals. If several items differ in their
 * values, print the values of each after its title. */
static void print_items(struct wp_context *context, struct wp_term *term,
                        const struct wp_week *before, const struct wp_week *after,
                        const struct wp_printed *what)
{
    bool each = values_differ(what);

    add_subjects(context, term, what, each);
    for (size_t i = 0; i < what->count; i++) {
        if (what->removed)
            print_removed(term, what->items[i]);
        else
            print_item(term, what->items[i], after);
        if (what->was != NULL) {
            wp_buf_puts(term->out, "   was ");
            wp_item_path(term->out, what->was[i]);
        }
        if (each)
            print_own_values(term, what->items[i], printed_keys(what, i));
        wp_buf_puts(term->out, what->count > 1 ? "\n" : what->was != NULL ? ", " : "   ");
    }
    if (what->count == 0 || what->removed)
        return;
    if (!each)
        print_values(term, what->items[0], printed_keys(what, 0));
    if (after->later || what->new_anywhere) /* the list for later has no percentages */
        return;
    if (what->count > 1 || what->was != NULL)
        print_changed_goals(term, before, after, what);
    else
        print_own_goal(term, what->items[0], before);
}

/* Print the percentage of the week. If `dated`, print also the days of a week that is not the
 * current week. */
static void print_week_line(struct wp_term *term, const struct wp_context *context,
                            const struct wp_week *before, const struct wp_week *after, bool dated)
{
    dated = dated && wp_view_weeks_away(after->start, context->today) != 0;
    if (dated)
        wp_context_name_week(term->out, context, after->start);
    wp_buf_puts(term->out, dated ? ": " : "week ");
    print_percentages(term, before != NULL ? &before->root : NULL, &after->root);
}

/* Append the change to the JSON. A result has the items of a week first and its percentage later;
 * then the week is in the JSON already. */
static void put_change_json(struct wp_context *context, const struct wp_week *before,
                            const struct wp_week *after, const struct wp_printed *what,
                            const struct wp_arrived_items *arrivals)
{
    struct wp_changed_week changed = {.before = before,
                                      .after = after,
                                      .items = what->items,
                                      .count = what->count,
                                      .removed = what->removed,
                                      .was = what->was,
                                      .list = what->list};
    bool names_items = what->count > 0 || what->arrivals != WP_ARRIVALS_NONE;

    if (!context->json ||
        (!names_items && context->json_weeks.length > 0 && context->json_week == after->start))
        return;
    if (what->arrivals != WP_ARRIVALS_NONE) {
        changed.items = arrivals->items;
        changed.count = arrivals->count;
    }
    changed.by_name = !names_items || what->all_new || what->new_anywhere;
    context->json_week = after->start;
    wp_change_json_put_week(&context->json_weeks, &changed);
}

/* Print the items of a list, each on an indented line. The only item of a list is printed already.
 */
static void print_list_now(struct wp_term *term, const struct wp_item *list,
                           const struct wp_week *week)
{
    const struct wp_item *item = list != NULL ? list->first : NULL;

    for (; item != NULL && list->first->next != NULL; item = item->next) {
        wp_buf_puts(term->out, "  ");
        print_item(term, item, week);
        wp_buf_putc(term->out, '\n');
    }
}

void wp_print_change(struct wp_context *context, const struct wp_week *before,
                     const struct wp_week *after, const struct wp_printed *what)
{
    static const struct wp_printed week_only = {.count = 0};
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {.out = &context->out, .style = &style};
    struct wp_arrived_items arrivals = {.count = 0};

    if (what == NULL)
        what = &week_only;
    if (what->arrivals != WP_ARRIVALS_NONE)
        wp_arrived_items_find(&arrivals, what->all_new ? NULL : before, after,
                              what->arrivals == WP_ARRIVALS_ALL);
    for (size_t i = 0; i < arrivals.count; i++)
        print_arrival(&term, arrivals.items[i], after);
    print_items(context, &term, before, after, what);
    put_change_json(context, before, after, what, &arrivals);
    wp_arrived_items_free(&arrivals);
    if (what->week_line == WP_WEEK_LINE_NONE)
        return;
    if (after->later)
        wp_progress_words_later(&context->out, &after->root);
    else
        print_week_line(&term, context, before, after, what->week_line == WP_WEEK_LINE_DATED);
    wp_buf_putc(&context->out, '\n');
    print_list_now(&term, what->list, after);
}

void wp_print_change_week_removed(struct wp_context *context, const struct wp_week *before)
{
    const struct wp_changed_week changed = {.before = before};

    if (context->json && before != NULL)
        wp_change_json_put_week(&context->json_weeks, &changed);
}

void wp_print_change_none(struct wp_context *context, const struct wp_item *item, const char *why)
{
    wp_describe_item(&context->out, context, item);
    wp_buf_printf(&context->out, " %s\n", why);
    if (context->json)
        wp_change_json_put_unchanged(&context->json_unchanged, item, why);
}

void wp_print_change_put_off(struct wp_context *context, const struct wp_item *item)
{
    const struct wp_item *above = wp_item_closed_by(item);
    wp_day start = wp_deferral_reason_day(above != NULL ? above : item);
    struct wp_buf why = WP_BUF_INIT;

    wp_buf_puts(&why, "is put off already");
    if (start != WP_NO_DAY) {
        wp_buf_puts(&why, " to ");
        wp_context_name_week(&why, context, start);
        wp_buf_puts(&why, " (");
        wp_context_name_command_in(&why, context, "mv", start, NULL);
        wp_buf_puts(&why, " REF --to WEEK moves it on)");
    }
    wp_print_change_none(context, item, why.data);
    wp_buf_free(&why);
}
