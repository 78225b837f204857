#include "render/import_json.h"

#include "render/json.h"

static json_t *imported_week(const struct wp_imported_counts *counts)
{
    json_t *object = json_object();

    wp_json_set(object, "week", wp_json_day(counts->start));
    wp_json_set(object, "goals", json_integer((json_int_t)counts->goals));
    wp_json_set(object, "items", json_integer((json_int_t)counts->items));
    wp_json_set(object, "done", json_integer((json_int_t)counts->done));
    wp_json_set(object, "also", json_integer((json_int_t)counts->also));
    wp_json_set(object, "new", json_integer((json_int_t)counts->added));
    return object;
}

static json_t *left_out(const char *file, const struct wp_import_remark *remark)
{
    json_t *object = json_object();

    wp_json_set(object, "file", wp_json_any_text(file));
    wp_json_set(object, "line", json_integer((json_int_t)remark->line));
    wp_json_set(object, "message", wp_json_any_text(remark->message));
    return object;
}

void wp_import_json_put(struct wp_buf *out, const struct wp_import_json *run)
{
    json_t *object = wp_json_head(run->today);
    const char *separator = "";

    wp_json_set(object, "command", json_string("import"));
    wp_json_set(object, "changed", json_boolean(run->changed));
    wp_buf_putc(out, '{');
    wp_json_put_members(out, object);
    wp_buf_puts(out, ",\"imported\":[");
    for (size_t i = 0; i < run->week_count; i++) {
        wp_buf_puts(out, i > 0 ? "," : "");
        wp_json_put_object(out, imported_week(&run->weeks[i]));
    }
    wp_buf_puts(out, "],\"remarks\":[");
    for (size_t i = 0; i < run->file_count; i++) {
        for (size_t k = 0; k < run->files[i].count; k++) {
            wp_buf_puts(out, separator);
            separator = ",";
            wp_json_put_object(out, left_out(run->files[i].file, &run->files[i].remarks[k]));
        }
    }
    wp_buf_puts(out, "]}\n");
}
