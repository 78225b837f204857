/* The JSON of `status`: a week. */
#include "render/json.h"

void wp_status_json_put_members(struct wp_buf *out, const struct wp_view *view)
{
    const struct wp_progress *progress = &view->week->root.progress;
    json_t *object = wp_json_head(view->today);

    wp_json_set_week(object, view);
    wp_json_set(object, "percent", wp_json_percent(view->percent_tenths));
    wp_json_set(object, "done", json_integer(progress->done));
    wp_json_set(object, "open", json_integer(progress->total - progress->done));
    wp_json_set(object, "dropped", json_integer(progress->dropped));
    wp_json_set(object, "deferred", json_integer(progress->deferred));
    wp_json_set(object, "total", json_integer(progress->total));
    wp_json_set(object, "goals_done", json_integer(view->goals.done));
    wp_json_set(object, "goals_total", json_integer(view->goals.total));
    wp_json_set(object, "also_count", json_integer(view->also_count));
    wp_json_set(object, "left_open", wp_json_left_open(view->left));
    if (view->tags != NULL)
        wp_json_set(object, "selected", wp_json_selected(view));
    wp_json_put_members(out, object);
    wp_buf_puts(out, ",\"goals\":[");
    wp_json_put_rows(out, view);
    wp_buf_puts(out, "],\"also\":[");
    wp_json_put_also(out, view);
    wp_buf_putc(out, ']');
}

void wp_status_json(struct wp_buf *out, const struct wp_view *view)
{
    wp_buf_putc(out, '{');
    wp_status_json_put_members(out, view);
    wp_buf_puts(out, "}\n");
}

void wp_status_json_none(struct wp_buf *out, wp_day today, const struct wp_left_week *left)
{
    json_t *object = wp_json_head(today);

    wp_json_set(object, "week", json_null());
    wp_json_set(object, "left_open", wp_json_left_open(left));
    wp_json_put_object(out, object);
    wp_buf_putc(out, '\n');
}
