#include "edit/lines.h"

#include <string.h>

#include "base/utf8.h"

static bool is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

const char *wp_line_break_of(struct wp_str text)
{
    size_t at = 0;

    while (at < text.length && !is_break(text.data[at]))
        at++;
    if (at == text.length)
        return NULL;
    if (text.data[at] == '\n')
        return "\n";
    return at + 1 < text.length && text.data[at + 1] == '\n' ? "\r\n" : "\r";
}

size_t wp_line_begin(struct wp_str text, size_t offset)
{
    while (offset > 0 && !is_break(text.data[offset - 1]))
        offset--;
    if (offset == 0 && wp_str_starts(text, "\xEF\xBB\xBF"))
        return 3;
    return offset;
}

size_t wp_line_column(struct wp_str text, size_t offset)
{
    size_t begin = wp_line_begin(text, offset);

    return wp_utf8_length(wp_str_slice(text, begin, offset - begin));
}

size_t wp_line_next(struct wp_str text, size_t offset)
{
    while (offset < text.length && !is_break(text.data[offset]))
        offset++;
    if (wp_str_starts(wp_str_slice(text, offset, 2), "\r\n"))
        return offset + 2;
    return offset < text.length ? offset + 1 : offset;
}

/* Whether the line at `begin` is a comment indented deeper than `column`. */
static bool is_deeper_comment(struct wp_str text, size_t begin, size_t column)
{
    size_t at = begin;

    while (at < text.length && text.data[at] == ' ')
        at++;
    return at < text.length && text.data[at] == '#' && at - begin > column;
}

size_t wp_line_behind(struct wp_str text, size_t end, size_t column)
{
    size_t at = end > 0 && is_break(text.data[end - 1]) ? end : wp_line_next(text, end);

    while (at > 0 && is_break(text.data[at - 1]) && is_deeper_comment(text, at, column))
        at = wp_line_next(text, at);
    return at;
}

struct wp_house wp_house_of(const struct wp_week *week)
{
    struct wp_house house = {wp_line_break_of(week->text), 2};
    const struct wp_field *goals = wp_item_field(&week->root, WP_KEY_GOALS);

    if (house.line_break == NULL)
        house.line_break = "\n";
    if (goals != NULL && week->root.first != NULL && week->text.data[goals->value.offset] == '-') {
        size_t key = wp_line_column(week->text, goals->name.offset);
        size_t dash = wp_line_column(week->text, goals->value.offset);

        house.list_indent = dash > key ? dash - key : 0;
    }
    return house;
}
