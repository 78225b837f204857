/*
 * Find lines, columns and comments of a plan without the code under test. A line ends
 * at LF, CRLF or a lone CR.
 */
#ifndef PROPERTY_LINES_AND_COMMENTS_H
#define PROPERTY_LINES_AND_COMMENTS_H

#include <stdbool.h>
#include <string.h>

#include <weekplan/str.h>

static inline bool is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

static inline size_t line_begin(struct wp_str text, size_t at)
{
    while (at > 0 && !is_break(text.data[at - 1]))
        at--;
    return at;
}

/* Return the offset of the line above the line that begins at `line`. */
static inline size_t line_above(struct wp_str text, size_t line)
{
    bool two = line > 1 && text.data[line - 1] == '\n' && text.data[line - 2] == '\r';

    return line_begin(text, line - (two ? 2 : 1));
}

/* Return the offset after the line break of the line with offset `at`. */
static inline size_t line_end(struct wp_str text, size_t at)
{
    while (at < text.length && !is_break(text.data[at]))
        at++;
    if (at + 1 < text.length && text.data[at] == '\r' && text.data[at + 1] == '\n')
        at++;
    return at < text.length ? at + 1 : at;
}

/* Return the end of the last line of an entry that ends at `end`. */
static inline size_t lines_end(struct wp_str text, size_t end)
{
    return end > 0 && is_break(text.data[end - 1]) ? end : line_end(text, end);
}

static inline unsigned column_of(struct wp_str text, size_t at)
{
    size_t begin = line_begin(text, at);
    unsigned column = 0;

    if (begin == 0 && wp_str_starts(text, "\xEF\xBB\xBF"))
        begin = 3;
    for (; begin < at; begin++)
        column += ((unsigned char)text.data[begin] & 0xC0) != 0x80;
    return column;
}

static inline size_t blanks_end(struct wp_str text, size_t at)
{
    while (at < text.length && (text.data[at] == ' ' || text.data[at] == '\t'))
        at++;
    return at;
}

static inline bool is_blank_line(struct wp_str text, size_t line)
{
    size_t at = blanks_end(text, line);

    return at < text.length && is_break(text.data[at]);
}

/* A text that looks like a comment but is part of a quoted tag, even at the beginning of a line. */
#define NO_COMMENT "# of no line"

static inline bool is_comment_line(struct wp_str text, size_t line)
{
    size_t at = blanks_end(text, line);

    return at < text.length && text.data[at] == '#' &&
           !wp_str_starts(wp_str_slice(text, at, text.length), NO_COMMENT);
}

/* Return the offset of the next character outside of blanks, line breaks and comments. */
static inline size_t token_after(struct wp_str text, size_t at)
{
    while (at < text.length && strchr(" \t\r\n#", text.data[at]) != NULL)
        at = text.data[at] == '#' ? line_end(text, at) : at + 1;
    return at;
}

/* Return the end of the comments below `end` that are indented deeper than `column`.
 * Blank lines may be between these comments. */
static inline size_t behind_comments(struct wp_str text, size_t end, unsigned column)
{
    size_t behind = lines_end(text, end);
    size_t line = behind;

    while (is_blank_line(text, line) ||
           (is_comment_line(text, line) && column_of(text, blanks_end(text, line)) > column)) {
        bool comment = !is_blank_line(text, line);

        line = line_end(text, line);
        if (comment)
            behind = line;
    }
    return behind;
}

#endif
