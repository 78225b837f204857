#include "plan/progress_value.h"

#include <string.h>

static enum wp_progress_value_result parse_percentage(struct wp_str number,
                                                      struct wp_progress_value *measure)
{
    measure->of = 100 * WP_DECIMAL_ONE;
    if (!wp_decimal_parse(number, &measure->have))
        return WP_PROGRESS_VALUE_MALFORMED;
    return measure->have > measure->of ? WP_PROGRESS_VALUE_OVER_100 : WP_PROGRESS_VALUE_VALID;
}

enum wp_progress_value_result
wp_progress_value_parse(struct wp_str text, struct wp_progress_value *measure, struct wp_str *unit)
{
    const char *slash = memchr(text.data, '/', text.length);
    struct wp_str of;
    size_t digits = 0;

    if (text.length > 0 && text.data[text.length - 1] == '%' && slash == NULL) {
        *unit = wp_str_slice(text, text.length - 1, 1);
        return parse_percentage(wp_str_slice(text, 0, text.length - 1), measure);
    }
    if (slash == NULL)
        return WP_PROGRESS_VALUE_MALFORMED;
    of = wp_str_slice(text, (size_t)(slash - text.data) + 1, text.length);
    while (digits < of.length && of.data[digits] != ' ' && of.data[digits] != '\t')
        digits++;
    *unit = wp_str_trim(wp_str_slice(of, digits, of.length));
    if (!wp_decimal_parse(wp_str_slice(text, 0, (size_t)(slash - text.data)), &measure->have) ||
        !wp_decimal_parse(wp_str_slice(of, 0, digits), &measure->of))
        return WP_PROGRESS_VALUE_MALFORMED;
    return measure->of == 0 ? WP_PROGRESS_VALUE_OF_ZERO : WP_PROGRESS_VALUE_VALID;
}

void wp_progress_value_format(struct wp_buf *buf, const struct wp_progress_value *measure)
{
    wp_decimal_format(buf, measure->have);
    /* `120/100 %` has to stay one: a percentage ends at 100. */
    if (wp_str_equal_c(measure->unit, "%") && measure->of == 100 * WP_DECIMAL_ONE &&
        measure->have <= measure->of) {
        wp_buf_puts(buf, "%");
        return;
    }
    wp_buf_putc(buf, '/');
    wp_decimal_format(buf, measure->of);
    if (measure->unit.length > 0) {
        wp_buf_putc(buf, ' ');
        wp_buf_append(buf, measure->unit);
    }
}
