/* The JSON of `check`: the problems of a plan. */
#include "render/diagnostic.h"
#include "render/json.h"

static json_t *problem_object(const struct wp_error *problem)
{
    bool placed = problem->line > 0;
    json_t *object = json_object();

    wp_json_set(object, "severity", json_string(problem->warning ? "warning" : "error"));
    wp_json_set(object, "line", placed ? json_integer((json_int_t)problem->line) : json_null());
    wp_json_set(object, "column", placed ? json_integer((json_int_t)problem->column) : json_null());
    wp_json_set(object, "message", wp_json_any_text(problem->message));
    return object;
}

void wp_problems_json(struct wp_buf *out, const char *file, const struct wp_problems *problems,
                      size_t weeks, size_t items)
{
    json_t *object = json_object();
    size_t i;

    wp_json_set(object, "version", json_integer(1));
    wp_json_set(object, "file", wp_json_any_text(file));
    wp_json_set(object, "valid", json_boolean(problems->errors == 0));
    wp_json_set(object, "errors", json_integer((json_int_t)problems->errors));
    wp_json_set(object, "warnings", json_integer((json_int_t)problems->warnings));
    wp_json_set(object, "weeks", json_integer((json_int_t)weeks));
    wp_json_set(object, "items", json_integer((json_int_t)items));
    wp_buf_putc(out, '{');
    wp_json_put_members(out, object);
    wp_buf_puts(out, ",\"problems\":[");
    for (i = 0; i < problems->count; i++) {
        wp_buf_puts(out, i > 0 ? "," : "");
        wp_json_put_object(out, problem_object(&problems->list[i]));
    }
    wp_buf_puts(out, "]}\n");
}
