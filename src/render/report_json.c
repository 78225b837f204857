/* The JSON of `report`: the members of `status`, the comparison with other weeks, and lists of
 * items. */
#include "render/json.h"
#include <weekplan/report.h>

/* Append a member whose value is an array, `"key":[...]`, with `count` elements. */
static void put_array(struct wp_buf *out, const char *key, const struct wp_report *report,
                      size_t count, json_t *(*element)(const struct wp_report *, size_t))
{
    size_t i;

    wp_buf_printf(out, ",\"%s\":[", key);
    for (i = 0; i < count; i++) {
        wp_buf_puts(out, i > 0 ? "," : "");
        wp_json_put_object(out, element(report, i));
    }
    wp_buf_putc(out, ']');
}

static json_t *history_element(const struct wp_report *report, size_t number)
{
    return wp_history_json_week(&report->history->weeks[number]);
}

/* Return the object of an item in a list. It has few members, because "goals" has all of them. */
static json_t *reference(const struct wp_row *row)
{
    json_t *object = json_object();

    wp_json_set(object, "path", wp_json_path(row->item));
    wp_json_set(object, "title", wp_json_text(row->item->title));
    wp_json_set(object, "percent", wp_json_percent(row->percent_tenths));
    return object;
}

static json_t *left_element(const struct wp_report *report, size_t number)
{
    const struct wp_report_left *left = &report->left[number];
    json_t *object = reference(left->row);

    wp_json_set(object, "due", wp_json_day(left->row->item->due));
    wp_json_set(object, "days_late", json_integer(left->days_late));
    return object;
}

static json_t *dropped_element(const struct wp_report *report, size_t number)
{
    const struct wp_row *row = report->dropped.rows[number];
    json_t *object = reference(row);

    wp_json_set(object, "dropped_on", wp_json_day(row->item->dropped_on));
    wp_json_set(object, "dropped_reason", wp_json_text_or_null(row->item->dropped_reason));
    return object;
}

static json_t *carried_element(const struct wp_report *report, size_t number)
{
    const struct wp_report_carried *carried = &report->carried[number];
    json_t *object = reference(carried->row);

    wp_json_set(object, "carried", json_integer(carried->row->item->carried));
    wp_json_set(object, "from", wp_json_percent(carried->from.percent));
    return object;
}

static json_t *planned_element(const struct wp_report *report, size_t number)
{
    const struct wp_row *row = &report->planned.rows[number];
    json_t *object = reference(row);

    wp_json_set(object, "due", wp_json_day(row->item->due));
    wp_json_set(object, "carried", json_integer(row->item->carried));
    return object;
}

/* Append the days and the items that were done on each. Items are written one at a time, because
 * one day may have all items of a week. */
static void put_days(struct wp_buf *out, const struct wp_report *report)
{
    size_t i;
    size_t k;

    wp_buf_puts(out, ",\"done_by_day\":[");
    for (i = 0; i < report->day_count; i++) {
        const struct wp_report_day *day = &report->days[i];
        json_t *object = json_object();

        wp_json_set(object, "day", wp_json_day(day->day));
        wp_buf_puts(out, i > 0 ? ",{" : "{");
        wp_json_put_members(out, object);
        wp_buf_puts(out, ",\"items\":[");
        for (k = 0; k < day->items.count; k++) {
            wp_buf_puts(out, k > 0 ? "," : "");
            wp_json_put_object(out, reference(day->items.rows[k]));
        }
        wp_buf_puts(out, "]}");
    }
    wp_buf_putc(out, ']');
}

/* Return the object of the comparison with other weeks, and the dates of the next week. */
static json_t *comparison_object(const struct wp_report *report)
{
    bool planned = report->planned.week != NULL;
    json_t *object = json_object();

    wp_json_set(object, "over", json_boolean(report->over));
    wp_json_set(object, "before", wp_json_tenths(report->line->before));
    wp_json_set(object, "change", wp_json_tenths(report->change));
    wp_json_set(object, "mean", wp_json_tenths(report->line->mean));
    wp_json_set(object, "against_mean", wp_json_tenths(report->against_mean));
    wp_json_set(object, "goal", wp_json_tenths(report->history->goal));
    wp_json_set(object, "streak", json_integer(report->streak));
    wp_json_set(object, "planned", planned ? wp_json_week(&report->planned) : json_null());
    return object;
}

void wp_report_json(struct wp_buf *out, const struct wp_report *report)
{
    wp_buf_putc(out, '{');
    wp_status_json_put_members(out, &report->view);
    wp_buf_putc(out, ',');
    wp_json_put_members(out, comparison_object(report));
    put_array(out, "weeks", report, report->history->count, history_element);
    put_days(out, report);
    put_array(out, "left", report, report->left_count, left_element);
    put_array(out, "dropped_items", report, report->dropped.count, dropped_element);
    put_array(out, "carried_items", report, report->carried_count, carried_element);
    put_array(out, "planned_goals", report, report->planned.row_count, planned_element);
    wp_buf_puts(out, "}\n");
}
