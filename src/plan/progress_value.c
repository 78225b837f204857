#include "plan/progress_value.h"

#include <string.h>

static enum wp_progress_value_result parse_percentage(struct wp_str number,
                                                      struct wp_progress_value *value)
{
    value->of = 100 * WP_DECIMAL_ONE;
    if (!wp_decimal_parse(number, &value->have))
        return WP_PROGRESS_VALUE_MALFORMED;
    return value->have > value->of ? WP_PROGRESS_VALUE_OVER_100 : WP_PROGRESS_VALUE_VALID;
}

enum wp_progress_value_result
wp_progress_value_parse(struct wp_str text, struct wp_progress_value *value, struct wp_str *unit)
{
    const char *slash = memchr(text.data, '/', text.length);
    struct wp_str of;
    size_t digits = 0;

    if (text.length > 0 && text.data[text.length - 1] == '%' && slash == NULL) {
        *unit = wp_str_slice(text, text.length - 1, 1);
        return parse_percentage(wp_str_slice(text, 0, text.length - 1), value);
    }
    if (slash == NULL)
        return WP_PROGRESS_VALUE_MALFORMED;
    of = wp_str_slice(text, (size_t)(slash - text.data) + 1, text.length);
    while (digits < of.length && of.data[digits] != ' ' && of.data[digits] != '\t')
        digits++;
    *unit = wp_str_trim(wp_str_slice(of, digits, of.length));
    if (!wp_decimal_parse(wp_str_slice(text, 0, (size_t)(slash - text.data)), &value->have) ||
        !wp_decimal_parse(wp_str_slice(of, 0, digits), &value->of))
        return WP_PROGRESS_VALUE_MALFORMED;
    return value->of == 0 ? WP_PROGRESS_VALUE_OF_ZERO : WP_PROGRESS_VALUE_VALID;
}

void wp_progress_value_format(struct wp_buf *buf, const struct wp_progress_value *value)
{
    wp_decimal_format(buf, value->have);
    /* Do not write `120/100 %` as 120%, which the format does not allow. */
    if (wp_str_equal_c(value->unit, "%") && value->of == 100 * WP_DECIMAL_ONE &&
        value->have <= value->of) {
        wp_buf_puts(buf, "%");
        return;
    }
    wp_buf_putc(buf, '/');
    wp_decimal_format(buf, value->of);
    if (value->unit.length > 0) {
        wp_buf_putc(buf, ' ');
        wp_buf_append(buf, value->unit);
    }
}
