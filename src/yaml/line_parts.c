#include "yaml/line_parts.h"

#include <string.h>

#include "plan/keys.h"

enum { QUOTED_MAX = 60 };

static bool is_blank_byte(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Whether a blank, a line break or the end of the document is at `at`. */
static bool is_gap(struct wp_str bytes, size_t at)
{
    return at >= bytes.length || strchr(" \t\r\n", bytes.data[at]) != NULL;
}

static size_t skip_blanks(struct wp_str bytes, size_t at, size_t end)
{
    while (at < end && is_blank_byte(bytes.data[at]))
        at++;
    return at;
}

/* Return the offset of the comment that begins in [at, end), or `end`. Only a `#` between blanks
 * begins a comment for this function, because `#1` may be meant as text. */
static size_t comment_at(struct wp_str bytes, size_t at, size_t end)
{
    for (; at < end; at++)
        if (bytes.data[at] == '#' && at > 0 && is_blank_byte(bytes.data[at - 1]) &&
            is_gap(bytes, at + 1))
            return at;
    return end;
}

/* Return the span [begin, end) without its comment and without blanks at both ends. */
static struct wp_span trimmed(struct wp_str bytes, size_t begin, size_t end)
{
    end = comment_at(bytes, begin, end);
    begin = skip_blanks(bytes, begin, end);
    while (end > begin && is_blank_byte(bytes.data[end - 1]))
        end--;
    return wp_span(begin, end - begin);
}

/* If a key of the plan format is at `at`, set the members of `line` about the key, and return the
 * offset after its colon. Else return `at`. */
static size_t take_key(struct wp_line_parts *line, struct wp_str bytes, size_t at, size_t end)
{
    const char *colon = memchr(bytes.data + at, ':', end - at);
    size_t length = colon != NULL ? (size_t)(colon - bytes.data) - at : 0;

    line->key = colon != NULL ? wp_key_find(wp_str_slice(bytes, at, length)) : -1;
    if (line->key < 0)
        return at;
    line->name = wp_span(at, length);
    line->glued = !is_gap(bytes, at + length + 1);
    return at + length + 1;
}

struct wp_line_parts wp_line_parts_at(const struct wp_document *document, size_t offset)
{
    struct wp_line_parts line = {.line = wp_document_line(document, offset), .key = -1};
    struct wp_str bytes = document->bytes;
    size_t end = line.line.offset + line.line.length;
    size_t at = line.line.offset + (line.line.offset == 0 ? wp_document_bom(bytes) : 0);

    at = line.begin = skip_blanks(bytes, at, end);
    while (at < end && bytes.data[at] == '-' && at + 1 < end && is_blank_byte(bytes.data[at + 1])) {
        line.item = true;
        at = skip_blanks(bytes, at + 1, end);
    }
    at = take_key(&line, bytes, at, end);
    line.value = trimmed(bytes, at, end);
    return line;
}

bool wp_line_parts_holds(const struct wp_line_parts *line, size_t offset)
{
    return offset >= line->line.offset && offset <= line->line.offset + line->line.length;
}

bool wp_line_parts_above(const struct wp_document *document, const struct wp_line_parts *line,
                         struct wp_line_parts *above)
{
    size_t begin = line->line.offset;

    while (begin > 0) {
        *above = wp_line_parts_at(document, begin - 1);
        if (above->line.offset + above->line.length > above->begin &&
            document->bytes.data[above->begin] != '#')
            return true;
        begin = above->line.offset;
    }
    return false;
}

bool wp_line_parts_is_dashes(const struct wp_document *document, const struct wp_line_parts *line)
{
    size_t end = line->line.offset + line->line.length;
    struct wp_str words =
        wp_str_trim(wp_str_slice(document->bytes, line->begin, end - line->begin));
    size_t at = 0;

    while (at < words.length && words.data[at] == '-')
        at++;
    return at == words.length && at >= 2;
}

size_t wp_line_parts_colon(const struct wp_document *document, const struct wp_line_parts *line)
{
    size_t end = line->line.offset + line->line.length;
    size_t at = line->begin;

    while (at < end && (document->bytes.data[at] != ':' || !is_gap(document->bytes, at + 1)))
        at++;
    return at;
}

/* Return the end of the flow entry that begins at `at`: the offset of its comma, or of the bracket
 * that closes the collection. */
static size_t entry_end(struct wp_str bytes, size_t at, size_t end)
{
    size_t depth = 0;

    for (; at < end; at++) {
        char byte = bytes.data[at];

        if (depth == 0 && strchr(",]}", byte) != NULL)
            break;
        if (strchr("[{", byte) != NULL)
            depth++;
        else if (strchr("]}", byte) != NULL)
            depth--;
    }
    return at;
}

struct wp_span wp_line_parts_rest(const struct wp_document *document,
                                  const struct wp_line_parts *line, size_t offset)
{
    struct wp_str bytes = document->bytes;
    size_t end = wp_span_end(line->value);
    size_t at = line->value.offset;

    if (offset >= end)
        return wp_span(offset, offset < bytes.length);
    while (at < offset && strchr("[{", bytes.data[at]) == NULL)
        at++;
    return trimmed(bytes, offset, at < offset ? entry_end(bytes, offset, end) : end);
}

void wp_line_parts_quote(struct wp_buf *buf, struct wp_str value)
{
    bool plain = memchr(value.data, '"', value.length) == NULL &&
                 memchr(value.data, '\\', value.length) == NULL;
    char quote = plain ? '"' : '\'';
    size_t at;

    wp_buf_putc(buf, quote);
    for (at = 0; at < value.length; at++)
        wp_buf_append(buf,
                      value.data[at] == '\'' && !plain ? wp_str("''") : wp_str_slice(value, at, 1));
    wp_buf_putc(buf, quote);
}

void wp_line_parts_advise_quotes(struct wp_buf *buf, struct wp_str value)
{
    wp_buf_puts(buf, "put quotes around it");
    if (value.length == 0 || value.length > QUOTED_MAX)
        return;
    wp_buf_puts(buf, ": ");
    wp_line_parts_quote(buf, value);
}
