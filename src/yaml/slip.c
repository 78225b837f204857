#include "yaml/slip.h"

char wp_slip_byte(const struct wp_slip *slip, size_t offset)
{
    return wp_document_byte(slip->document, offset);
}

struct wp_str wp_slip_slice(const struct wp_slip *slip, struct wp_span span)
{
    return wp_document_slice(slip->document, span);
}

bool wp_slip_move_to(struct wp_slip *slip, size_t offset)
{
    slip->noticed = offset;
    slip->line = wp_line_parts_at(slip->document, offset);
    return true;
}

bool wp_slip_point_at(struct wp_slip *slip, struct wp_span span)
{
    slip->span = span;
    slip->text = slip->quoted = wp_slip_slice(slip, span);
    return true;
}

bool wp_slip_point_at_sign(struct wp_slip *slip, size_t offset)
{
    slip->sign = wp_slip_byte(slip, offset);
    return wp_slip_point_at(slip, wp_span(offset, 1));
}

bool wp_slip_point_at_rest(struct wp_slip *slip)
{
    return wp_slip_point_at(slip, wp_line_parts_rest(slip->document, &slip->line, slip->noticed));
}

bool wp_slip_point_at_noticed(struct wp_slip *slip)
{
    return wp_slip_point_at(slip, wp_span(slip->noticed, 1));
}

bool wp_slip_point_at_value(struct wp_slip *slip)
{
    return wp_slip_point_at(slip, slip->line.value);
}

bool wp_slip_move_to_opened(struct wp_slip *slip)
{
    return wp_slip_move_to(slip, slip->opened);
}

bool wp_slip_is_box(struct wp_str value)
{
    return value.length >= 3 && value.data[0] == '[' && wp_str_one_of(value.data[1], " xX") &&
           value.data[2] == ']';
}
