#include <weekplan/decimal.h>

enum { WHOLE_DIGITS = 12, FRACTION_DIGITS = 6 };

static bool decimal_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t digits_at(struct wp_str text, size_t offset)
{
    size_t end = offset;
    while (end < text.length && decimal_is_digit(text.data[end]))
        end++;
    return end - offset;
}

bool wp_decimal_parse(struct wp_str text, wp_decimal *value)
{
    size_t whole = digits_at(text, 0);
    if (whole == 0 || whole > WHOLE_DIGITS || (whole > 1 && text.data[0] == '0'))
        return false;

    size_t fraction = 0;
    if (whole < text.length) {
        fraction = text.data[whole] == '.' ? digits_at(text, whole + 1) : 0;
        if (fraction == 0 || fraction > FRACTION_DIGITS || whole + 1 + fraction != text.length)
            return false;
    }

    wp_decimal sum = 0;
    for (size_t i = 0; i < text.length; i++)
        if (i != whole)
            sum = sum * 10 + (wp_decimal)(text.data[i] - '0');
    for (; fraction < FRACTION_DIGITS; fraction++)
        sum *= 10;
    *value = sum;
    return true;
}

void wp_decimal_format(struct wp_buf *buf, wp_decimal value)
{
    wp_decimal fraction = value % WP_DECIMAL_ONE;

    wp_buf_number(buf, value / WP_DECIMAL_ONE);
    if (fraction > 0)
        wp_buf_putc(buf, '.');
    for (; fraction > 0; fraction = fraction * 10 % WP_DECIMAL_ONE)
        wp_buf_putc(buf, (char)('0' + fraction * 10 / WP_DECIMAL_ONE));
}
