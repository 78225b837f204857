#include "edit/line.h"

#include <string.h>

#include "base/utf8.h"
#include "yaml/document_text.h"
#include "yaml/write_scalar.h"

/* The line breaks of libyaml. CRLF is before LF and CR, because it is a single line break. */
static const char *const line_breaks[] = {"\r\n",     "\n",           "\r",
                                          "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};

enum { LINE_BREAKS = sizeof line_breaks / sizeof line_breaks[0] };

/* Whether the byte is printable ASCII, which is no part of a line break. */
static bool is_within_line(char byte)
{
    return byte >= ' ' && byte <= '~';
}

size_t wp_line_break_at(struct wp_str text, size_t at)
{
    struct wp_str rest = wp_str_slice(text, at, 3);
    size_t i;

    if (rest.length == 0 || is_within_line(rest.data[0]))
        return 0;
    for (i = 0; i < LINE_BREAKS; i++)
        if (wp_str_starts(rest, line_breaks[i]))
            return wp_str(line_breaks[i]).length;
    return 0;
}

size_t wp_line_break_before(struct wp_str text, size_t end)
{
    size_t i;

    if (end == 0 || is_within_line(text.data[end - 1]))
        return 0;
    for (i = 0; i < LINE_BREAKS; i++) {
        size_t length = wp_str(line_breaks[i]).length;

        if (end >= length &&
            wp_str_starts(wp_str_slice(text, end - length, length), line_breaks[i]))
            return length;
    }
    return 0;
}

void wp_line_end(struct wp_buf *text, const char *line_break)
{
    if (text->length > 0 && wp_line_break_before(wp_buf_str(text), text->length) == 0)
        wp_buf_puts(text, line_break);
}

void wp_line_end_in_file(struct wp_buf *text, const char *line_break)
{
    if (text->length > 0 && !wp_str_is_break(text->data[text->length - 1]))
        wp_buf_puts(text, line_break);
}

bool wp_line_has_break(struct wp_str text)
{
    size_t at = 0;

    while (at < text.length && wp_line_break_at(text, at) == 0)
        at++;
    return at < text.length;
}

const char *wp_line_break_of(struct wp_str text)
{
    size_t at = 0;

    while (at < text.length && text.data[at] != '\n' && text.data[at] != '\r')
        at++;
    if (at == text.length)
        return NULL;
    if (text.data[at] == '\n')
        return "\n";
    return at + 1 < text.length && text.data[at + 1] == '\n' ? "\r\n" : "\r";
}

size_t wp_line_begin(struct wp_str text, size_t offset)
{
    while (offset > 0 && wp_line_break_before(text, offset) == 0)
        offset--;
    if (offset == 0 && wp_str_starts(text, "\xEF\xBB\xBF"))
        return 3;
    return offset;
}

bool wp_line_is_directive_at_end(struct wp_str text)
{
    size_t first = wp_line_begin(text, 0);
    size_t line = text.length;

    while (line > first) {
        line = wp_line_begin(text, line - wp_line_break_before(text, line));
        if (text.data[line] == '%')
            return true;
        if (text.data[line] != '#' && wp_line_break_at(text, line) == 0)
            return false;
    }
    return false;
}

size_t wp_line_column(struct wp_str text, size_t offset)
{
    size_t begin = wp_line_begin(text, offset);

    return wp_utf8_length(wp_str_slice(text, begin, offset - begin));
}

size_t wp_line_next(struct wp_str text, size_t offset)
{
    while (offset < text.length && wp_line_break_at(text, offset) == 0)
        offset++;
    return offset + wp_line_break_at(text, offset);
}

size_t wp_line_skip_blanks(struct wp_str text, size_t offset)
{
    while (offset < text.length && (text.data[offset] == ' ' || text.data[offset] == '\t'))
        offset++;
    return offset;
}

size_t wp_line_before_blanks(struct wp_str text, size_t offset)
{
    while (offset > 0 && (text.data[offset - 1] == ' ' || text.data[offset - 1] == '\t'))
        offset--;
    return offset;
}

bool wp_line_is_blank(struct wp_str text, size_t line)
{
    size_t at = wp_line_skip_blanks(text, line);

    return at < text.length && wp_line_break_at(text, at) > 0;
}

bool wp_line_follows_blank(struct wp_str text, size_t line)
{
    size_t length = wp_line_break_before(text, line);

    return length > 0 && wp_line_is_blank(text, wp_line_begin(text, line - length));
}

size_t wp_line_string_end(struct wp_str text, size_t at)
{
    size_t end = at;

    if (wp_quotes_at(text, at) != WP_QUOTES_NONE)
        return wp_quotes_skip(text, at);
    for (; at < text.length && strchr(",[]{}", text.data[at]) == NULL; at++) {
        bool blank = wp_line_skip_blanks(text, at) > at || wp_line_break_at(text, at) > 0;

        /* A '#' after a blank begins a comment. */
        if (!blank && text.data[at] == '#' && at > end)
            break;
        end = blank ? end : at + 1;
    }
    return end;
}

bool wp_line_has_dash(struct wp_str text, size_t line, size_t column)
{
    size_t at = wp_line_skip_blanks(text, line);

    return at < text.length && text.data[at] == '-' && wp_line_column(text, at) == column &&
           (at + 1 == text.length || strchr(" \t\r\n", text.data[at + 1]) != NULL);
}

size_t wp_line_below_dash(struct wp_str text, size_t line)
{
    size_t at = wp_line_next_token(text, wp_line_skip_blanks(text, line) + 1);

    return wp_line_next(text,
                        wp_quotes_at(text, at) != WP_QUOTES_NONE ? wp_quotes_skip(text, at) : line);
}

size_t wp_line_next_token(struct wp_str text, size_t offset)
{
    for (;;) {
        offset = wp_line_skip_blanks(text, offset);
        if (offset < text.length && text.data[offset] == '#')
            offset = wp_line_next(text, offset);
        else if (wp_line_break_at(text, offset) > 0)
            offset += wp_line_break_at(text, offset);
        else
            return offset;
    }
}

bool wp_line_begins_at(struct wp_str text, size_t offset)
{
    size_t begin = wp_line_before_blanks(text, offset);

    /* Look only at the byte before the blanks. Searching the start of the line would be slow,
     * because in flow style a whole week may be on one line. */
    return wp_line_break_before(text, begin) > 0 || begin <= wp_line_begin(text, 0);
}

bool wp_line_ends_at(struct wp_str text, size_t offset)
{
    size_t next = wp_line_skip_blanks(text, offset);

    return next == text.length || wp_line_break_at(text, next) > 0 || text.data[next] == '#';
}
