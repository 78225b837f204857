/* The JSON of `show`: some items of a week. */
#include "render/json.h"

void wp_show_json(struct wp_buf *out, const struct wp_view *views, size_t count)
{
    json_t *object = wp_json_head(views->today);
    const char *separator = "";
    size_t i;

    wp_json_set_week(object, views);
    wp_buf_putc(out, '{');
    wp_json_put_members(out, object);
    wp_buf_puts(out, ",\"items\":[");
    for (i = 0; i < count; i++) {
        bool is_week = views[i].top->parent == NULL;

        if (is_week && views[i].row_count == 0)
            continue;
        wp_buf_puts(out, separator);
        if (is_week)
            wp_json_put_rows(out, &views[i]);
        else
            wp_json_put_top(out, &views[i]);
        separator = ",";
    }
    wp_buf_puts(out, "]}\n");
}
