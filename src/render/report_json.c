/* A week looked back on, in JSON. */
#include "render/json.h"
#include <weekplan/report.h>

/* Writes `"key":[`, `count` objects, and `]`. */
static void write_objects(struct wp_buf *out, const char *key, const struct wp_report *report,
                          size_t count,
                          void (*write)(struct wp_buf *, const struct wp_report *, size_t))
{
    size_t i;

    wp_buf_printf(out, ",\"%s\":[", key);
    for (i = 0; i < count && !out->failed; i++) {
        wp_buf_puts(out, i > 0 ? ",{" : "{");
        write(out, report, i);
        wp_buf_putc(out, '}');
    }
    wp_buf_putc(out, ']');
}

static void report_json_write_line(struct wp_buf *out, const struct wp_report *report,
                                   size_t number)
{
    wp_json_put_members(out, wp_history_json_week(out, &report->history->weeks[number]));
}

/* What an item is in the lists of a report; `goals` have all of it, and, by the
 * path, what is above it. */
static json_t *mention(struct wp_buf *out, const struct wp_row *row)
{
    json_t *object = json_object();

    wp_json_set(out, object, "path", wp_json_path(row->item));
    wp_json_set(out, object, "title", wp_json_text(row->item->title));
    wp_json_set(out, object, "percent", wp_json_percent(row->percent_tenths));
    return object;
}

static void write_day(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_report_day *day = &report->days[number];
    json_t *object = json_object();
    size_t i;

    wp_json_set(out, object, "day", wp_json_day(day->day));
    wp_json_put_members(out, object);
    wp_buf_puts(out, ",\"items\":[");
    for (i = 0; i < day->items.count && !out->failed; i++) {
        wp_buf_puts(out, i > 0 ? ",{" : "{");
        wp_json_put_members(out, mention(out, day->items.rows[i]));
        wp_buf_putc(out, '}');
    }
    wp_buf_putc(out, ']');
}

static void write_left(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_report_left *left = &report->left[number];
    json_t *object = mention(out, left->row);

    wp_json_set(out, object, "due", wp_json_day(left->row->item->due));
    wp_json_set(out, object, "days_late", json_integer(left->days_late));
    wp_json_put_members(out, object);
}

static void write_dropped(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_row *row = report->dropped.rows[number];
    json_t *object = mention(out, row);

    wp_json_set(out, object, "dropped_on", wp_json_day(row->item->dropped_on));
    wp_json_set(out, object, "dropped_reason", wp_json_text_or_null(row->item->dropped_reason));
    wp_json_put_members(out, object);
}

static void write_carried(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_report_carried *carried = &report->carried[number];
    json_t *object = mention(out, carried->row);

    wp_json_set(out, object, "carried", json_integer(carried->row->item->carried));
    wp_json_set(out, object, "from", wp_json_percent(carried->from));
    wp_json_put_members(out, object);
}

static void write_planned(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_row *row = &report->planned.rows[number];
    json_t *object = mention(out, row);

    wp_json_set(out, object, "due", wp_json_day(row->item->due));
    wp_json_set(out, object, "carried", json_integer(row->item->carried));
    wp_json_put_members(out, object);
}

static json_t *standing_object(struct wp_buf *out, const struct wp_report *report)
{
    json_t *object = json_object();

    wp_json_set(out, object, "over", json_boolean(report->over));
    wp_json_set(out, object, "before", wp_json_figure(report->line->before));
    wp_json_set(out, object, "change", wp_json_figure(report->change));
    wp_json_set(out, object, "mean", wp_json_figure(report->line->mean));
    wp_json_set(out, object, "against_mean", wp_json_figure(report->against_mean));
    wp_json_set(out, object, "goal", wp_json_figure(report->history->goal));
    wp_json_set(out, object, "streak", json_integer(report->streak));
    wp_json_set(out, object, "planned",
                report->planned.week != NULL ? wp_json_week(out, &report->planned) : json_null());
    return object;
}

void wp_report_json(struct wp_buf *out, const struct wp_report *report)
{
    wp_buf_putc(out, '{');
    wp_status_json_put_view(out, &report->view);
    wp_buf_putc(out, ',');
    wp_json_put_members(out, standing_object(out, report));
    write_objects(out, "weeks", report, report->history->count, report_json_write_line);
    write_objects(out, "done_by_day", report, report->day_count, write_day);
    write_objects(out, "left", report, report->left_count, write_left);
    write_objects(out, "dropped_items", report, report->dropped.count, write_dropped);
    write_objects(out, "carried_items", report, report->carried_count, write_carried);
    write_objects(out, "planned_goals", report, report->planned.row_count, write_planned);
    wp_buf_puts(out, "}\n");
}
