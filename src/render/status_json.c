/* A week, or some items of it, in JSON. */
#include "render/json.h"

static json_t *status_object(struct wp_buf *out, const struct wp_view *view)
{
    const struct wp_progress *progress = &view->week->root.progress;
    json_t *object = wp_json_head(out, view->today);

    wp_json_set(out, object, "week", wp_json_week(out, view));
    wp_json_set(out, object, "percent", wp_json_percent(view->percent_tenths));
    wp_json_set(out, object, "done", json_integer(progress->done));
    wp_json_set(out, object, "open", json_integer(progress->total - progress->done));
    wp_json_set(out, object, "dropped", json_integer(progress->dropped));
    wp_json_set(out, object, "total", json_integer(progress->total));
    return object;
}

static void write_rows(struct wp_buf *out, const struct wp_view *view, unsigned depth,
                       size_t *next);

/* An item, with the rows from *next on that are below it, at `depth`. */
static void status_json_write_item(struct wp_buf *out, const struct wp_view *view,
                                   const struct wp_row *row, unsigned depth, size_t *next)
{
    wp_buf_putc(out, '{');
    wp_json_put_members(out, wp_json_item(out, view, row));
    wp_buf_puts(out, ",\"subtasks\":[");
    write_rows(out, view, depth, next);
    wp_buf_puts(out, "]}");
}

/* The rows from *next on that are at `depth`, with what is below them. */
static void write_rows(struct wp_buf *out, const struct wp_view *view, unsigned depth, size_t *next)
{
    const char *before = "";

    while (*next < view->row_count && view->rows[*next].depth == depth && !out->failed) {
        const struct wp_row *row = &view->rows[(*next)++];

        wp_buf_puts(out, before);
        status_json_write_item(out, view, row, depth + 1, next);
        before = ",";
    }
}

void wp_status_json_put_view(struct wp_buf *out, const struct wp_view *view)
{
    size_t next = 0;

    wp_json_put_members(out, status_object(out, view));
    wp_buf_puts(out, ",\"goals\":[");
    write_rows(out, view, 1, &next);
    wp_buf_putc(out, ']');
}

void wp_status_json(struct wp_buf *out, const struct wp_view *view)
{
    wp_buf_putc(out, '{');
    wp_status_json_put_view(out, view);
    wp_buf_puts(out, "}\n");
}

/* The view's top; of the week its goals. */
static void write_top(struct wp_buf *out, const struct wp_view *view)
{
    const struct wp_row own = wp_view_row(view, view->top);
    size_t next = 0;

    if (view->top->parent == NULL)
        write_rows(out, view, 1, &next);
    else
        status_json_write_item(out, view, &own, 1, &next);
}

void wp_show_json(struct wp_buf *out, const struct wp_view *views, size_t count)
{
    json_t *object = wp_json_head(out, views->today);
    const char *before = "";
    size_t i;

    wp_json_set(out, object, "week", wp_json_week(out, views));
    wp_buf_putc(out, '{');
    wp_json_put_members(out, object);
    wp_buf_puts(out, ",\"items\":[");
    for (i = 0; i < count; i++) {
        if (views[i].top->parent == NULL && views[i].row_count == 0)
            continue;
        wp_buf_puts(out, before);
        write_top(out, &views[i]);
        before = ",";
    }
    wp_buf_puts(out, "]}\n");
}

void wp_status_json_none(struct wp_buf *out, wp_day today)
{
    json_t *object = wp_json_head(out, today);

    wp_json_set(out, object, "week", json_null());
    wp_buf_putc(out, '{');
    wp_json_put_members(out, object);
    wp_buf_puts(out, "}\n");
}
