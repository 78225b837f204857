/* A week in JSON. */
#include "report/json.h"

static json_t *status_object(struct wp_buf *out, const struct wp_view *view)
{
    const struct wp_progress *progress = &view->week->root.progress;
    json_t *object = wp_json_head(out, view->today);

    wp_json_set(out, object, "week", wp_json_week(out, view));
    wp_json_set(out, object, "percent", wp_json_percent(view->shown));
    wp_json_set(out, object, "done", json_integer(progress->done));
    wp_json_set(out, object, "open", json_integer(progress->total - progress->done));
    wp_json_set(out, object, "dropped", json_integer(progress->dropped));
    wp_json_set(out, object, "total", json_integer(progress->total));
    return object;
}

/* The rows from *next on that are at `depth`, with what is below them. */
static void write_rows(struct wp_buf *out, const struct wp_view *view, unsigned depth, size_t *next)
{
    bool first = true;

    wp_buf_putc(out, '[');
    while (*next < view->row_count && view->rows[*next].depth == depth && !out->failed) {
        wp_buf_puts(out, first ? "{" : ",{");
        first = false;
        wp_json_put_members(out, wp_json_item(out, view, &view->rows[*next]));
        wp_buf_puts(out, ",\"subtasks\":");
        ++*next;
        write_rows(out, view, depth + 1, next);
        wp_buf_putc(out, '}');
    }
    wp_buf_putc(out, ']');
}

void wp_json_put_view(struct wp_buf *out, const struct wp_view *view)
{
    size_t next = 0;

    wp_json_put_members(out, status_object(out, view));
    wp_buf_puts(out, ",\"goals\":");
    write_rows(out, view, 1, &next);
}

void wp_status_json(struct wp_buf *out, const struct wp_view *view)
{
    wp_buf_putc(out, '{');
    wp_json_put_view(out, view);
    wp_buf_puts(out, "}\n");
}

void wp_status_json_none(struct wp_buf *out, wp_day today)
{
    json_t *object = wp_json_head(out, today);

    wp_json_set(out, object, "week", json_null());
    wp_buf_putc(out, '{');
    wp_json_put_members(out, object);
    wp_buf_puts(out, "}\n");
}
