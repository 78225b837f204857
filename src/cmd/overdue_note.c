#include "cmd/overdue_note.h"

#include "cmd/arrived_items.h"
#include "cmd/describe_item.h"

/* The overdue items, as text. */
struct overdue_items {
    struct wp_buf names; /* "1 Tax return, 2.1 Ask" */
    struct wp_buf paths; /* " 1 2.1" */
    size_t count;
    wp_day first_due; /* due day of the first of these items */
};

/* Return the first day on which an item can be due in the week without being overdue at once. */
static wp_day first_free_day(const struct wp_context *context, const struct wp_week *week)
{
    bool current = context->today >= week->start && context->today < week->start + WP_DAYS_OF_WEEK;

    return current ? context->today : week->start;
}

/* Add the item if it is open and was due before the day `free`. */
static void add_overdue(struct overdue_items *overdue, const struct wp_context *context,
                        const struct wp_item *item, wp_day free)
{
    if (item->progress.state != WP_OPEN || item->due == WP_NO_DAY || item->due >= free)
        return;
    if (overdue->count++ == 0)
        overdue->first_due = item->due;
    else
        wp_buf_puts(&overdue->names, ", ");
    wp_describe_item(&overdue->names, context, item);
    wp_buf_putc(&overdue->paths, ' ');
    wp_item_path(&overdue->paths, item);
}

/* Append the day of the week to suggest, "fri": the weekday of the first due day, or the last day
 * of the week if that weekday is over. */
static void put_new_day(struct wp_buf *text, const struct overdue_items *overdue,
                        const struct wp_week *week, wp_day free)
{
    enum wp_weekday weekday = wp_weekday_of(overdue->first_due);
    wp_day day = free;

    while (day < week->start + WP_DAYS_OF_WEEK - 1 && wp_weekday_of(day) != weekday)
        day++;
    wp_buf_puts(text, wp_weekday_word(wp_weekday_of(day)));
}

void wp_overdue_note_put(struct wp_context *context, const struct wp_week *week,
                         const struct wp_item *const *items, size_t count)
{
    struct overdue_items overdue = {.count = 0};
    struct wp_buf text = WP_BUF_INIT;
    wp_day free = week->later ? WP_NO_DAY : first_free_day(context, week);

    for (size_t i = 0; i < count && !week->later; i++)
        for (const struct wp_item *item = items[i]; item != NULL;
             item = wp_item_after(item, items[i]))
            add_overdue(&overdue, context, item, free);
    if (overdue.count > 0) {
        wp_buf_puts(&text, "overdue in ");
        wp_context_name_week(&text, context, week->start);
        wp_buf_puts(&text, ": ");
        wp_buf_append(&text, wp_buf_str(&overdue.names));
        wp_buf_puts(&text, " (");
        wp_context_name_command_in(&text, context, "set", week->start, NULL);
        wp_buf_append(&text, wp_buf_str(&overdue.paths));
        wp_buf_puts(&text, " due=");
        put_new_day(&text, &overdue, week, free);
        wp_buf_printf(&text, " gives %s a new day)", overdue.count == 1 ? "it" : "them");
        wp_context_remark(context, &text);
    }
    wp_buf_free(&overdue.names);
    wp_buf_free(&overdue.paths);
}

void wp_overdue_note_put_new(struct wp_context *context, const struct wp_week *before,
                             const struct wp_week *after)
{
    struct wp_arrived_items arrivals;

    wp_arrived_items_find(&arrivals, before, after, false);
    wp_overdue_note_put(context, after, arrivals.items, arrivals.count);
    wp_arrived_items_free(&arrivals);
}
