#include "cmd/change_remarks.h"

#include "cmd/describe_item.h"
#include "plan/day_names.h"
#include "render/term_text.h"

enum { REASON_COLUMNS = 40 };

void wp_change_remarks_state(struct wp_context *context, const struct wp_item *item)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_describe_item_state(&text, context, item);
    wp_context_remark(context, &text);
}

void wp_change_remarks_inherited_state(struct wp_context *context, const struct wp_item *item)
{
    if (!item->done && wp_item_closed_by(item) != NULL)
        wp_change_remarks_state(context, item);
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

void wp_change_remarks_done_day(struct wp_context *context, const struct wp_item *values,
                                wp_day week_start)
{
    struct wp_buf text = WP_BUF_INIT;
    wp_day day = values->done_on;

    if (day == WP_NO_DAY || week_start == WP_NO_DAY ||
        (day >= week_start && day < week_start + WP_DAYS_OF_WEEK))
        return;
    put_named_day(&text, day);
    wp_buf_puts(&text, "when it was done, is not in ");
    wp_context_name_week(&text, context, week_start);
    wp_context_remark(context, &text);
}

void wp_change_remarks_week_off(struct wp_context *context, const struct wp_week *week)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_buf text = WP_BUF_INIT;
    struct wp_term term = {.out = &text, .style = &style};

    if (!week->root.skip)
        return;
    wp_context_name_week(&text, context, week->start);
    wp_buf_puts(&text, " is off");
    wp_buf_puts(&text, week->root.skip_reason.length > 0 ? ": " : "");
    wp_term_cut(&term, &text, week->root.skip_reason, REASON_COLUMNS);
    wp_buf_puts(&text, " (");
    wp_context_name_command_in(&text, context, "defer", week->start, NULL);
    wp_buf_puts(&text, " --to DAY REF puts items off to a later one)");
    wp_context_remark(context, &text);
}
