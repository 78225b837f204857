/* What is wrong with a plan, in JSON. */
#include "render/diagnostic.h"
#include "render/json.h"

static json_t *problem_object(struct wp_buf *out, const struct wp_error *problem)
{
    json_t *object = json_object();

    wp_json_set(out, object, "severity", json_string(problem->warning ? "warning" : "error"));
    wp_json_set(out, object, "line",
                problem->line > 0 ? json_integer((json_int_t)problem->line) : json_null());
    wp_json_set(out, object, "column",
                problem->line > 0 ? json_integer((json_int_t)problem->column) : json_null());
    wp_json_set(out, object, "message", wp_json_any_text(problem->message));
    return object;
}

void wp_problems_json(struct wp_buf *out, const char *file, const struct wp_problems *problems,
                      size_t weeks, size_t items)
{
    json_t *object = json_object();
    size_t i;

    wp_json_set(out, object, "version", json_integer(1));
    wp_json_set(out, object, "file", wp_json_any_text(file));
    wp_json_set(out, object, "valid", json_boolean(problems->errors == 0));
    wp_json_set(out, object, "errors", json_integer((json_int_t)problems->errors));
    wp_json_set(out, object, "warnings", json_integer((json_int_t)problems->warnings));
    wp_json_set(out, object, "weeks", json_integer((json_int_t)weeks));
    wp_json_set(out, object, "items", json_integer((json_int_t)items));
    wp_buf_putc(out, '{');
    wp_json_put_members(out, object);
    wp_buf_puts(out, ",\"problems\":[");
    for (i = 0; i < problems->count; i++) {
        wp_buf_puts(out, i > 0 ? ",{" : "{");
        wp_json_put_members(out, problem_object(out, &problems->list[i]));
        wp_buf_putc(out, '}');
    }
    wp_buf_puts(out, "]}\n");
}
