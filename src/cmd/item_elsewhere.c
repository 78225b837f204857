#include "cmd/item_elsewhere.h"

#include "cmd/describe_item.h"
#include "cmd/plan_input.h"
#include "plan/find_ref.h"
#include <weekplan/view.h>

/* Return the open item that the REF names in a week, or NULL. A part inside a word does not count.
 */
static const struct wp_item *find_open(const struct wp_week *week, const char *ref)
{
    struct wp_selection selection;

    wp_find_ref(week, wp_str(ref), WP_ACTS_ON(WP_OPEN), &selection);
    return selection.item != NULL && selection.fit != WP_REF_FITS_PART &&
                   selection.item->progress.state == WP_OPEN && !wp_item_is_also(selection.item)
               ? selection.item
               : NULL;
}

/* Append where an item is, and the option that selects its week. */
static void put_item_place(struct wp_buf *text, const struct wp_context *context,
                           const struct wp_week *week, const struct wp_item *item, const char *ref)
{
    int away = week->later ? 0 : wp_view_weeks_away(week->start, context->today);

    wp_buf_printf(text, "no item is called '%s' here, but ", ref);
    wp_describe_item(text, context, item);
    wp_buf_puts(text, week->later ? " is on " : " is open in ");
    wp_context_name_week(text, context, week->later ? WP_NO_DAY : week->start);
    wp_buf_puts(text, " (-w ");
    if (week->later)
        wp_buf_puts(text, WP_WEEK_LATER);
    else if (away == 0 || away == -1)
        wp_buf_puts(text, away == 0 ? "this" : "last");
    else
        wp_day_format(text, week->start);
    wp_buf_putc(text, ')');
}

/* Append where the item is if `found` has it. Free the week. */
static bool search_week(struct wp_buf *text, const struct wp_context *context,
                        struct wp_found *found, const char *ref)
{
    const struct wp_item *item = found->week != NULL ? find_open(found->week, ref) : NULL;

    if (item != NULL)
        put_item_place(text, context, found->week, item, ref);
    wp_week_free(found->week);
    found->week = NULL;
    return item != NULL;
}

bool wp_item_elsewhere_put(struct wp_buf *text, const struct wp_context *context,
                           const struct wp_week *week, const char *ref)
{
    const struct wp_window window = week->later ? wp_window_holding(context->today)
                                                : wp_window_from(week->start - WP_DAYS_OF_WEEK);
    struct wp_plan_input input = {.plan = NULL};
    struct wp_found found = {.week = NULL};
    struct wp_problems ignored = {.limit = 0};
    struct wp_error error;
    bool put = false;

    if (wp_str_equal_c(wp_str(context->plan_path), "-"))
        return false;
    if (wp_plan_input_open(&input, context, &error) == WP_OK) {
        if (!week->later && wp_plan_find_later(input.plan, &found, &ignored) == WP_OK)
            put = search_week(text, context, &found, ref);
        if (!put && wp_plan_find(input.plan, window, &found, &ignored) == WP_OK)
            put = search_week(text, context, &found, ref);
    }
    wp_plan_input_close(&input);
    return put;
}
