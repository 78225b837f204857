#include "render/markdown_note.h"

#include <string.h>

#include "base/text_lines.h"
#include "markdown/task_marks.h"
#include "render/escape.h"

static bool is_note_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool has_in_line(struct wp_str line, const char *what)
{
    for (size_t i = 0; i + strlen(what) <= line.length; i++)
        if (wp_str_starts(wp_str_slice(line, i, line.length), what))
            return true;
    return false;
}

/* Whether the line is an item of a plain list: "- Read". */
static bool is_plain_bullet(struct wp_str line)
{
    char byte = line.length > 2 ? wp_str_lower(line.data[2]) : 0;

    return wp_str_starts(line, "- ") && byte >= 'a' && byte <= 'z';
}

/* Whether the line begins with bold or emphasized text, not with a bullet or a rule. */
static bool begins_with_emphasis(struct wp_str line)
{
    size_t marks = 0;

    while (marks < line.length && line.data[marks] == line.data[0])
        marks++;
    return marks <= 2 && marks < line.length && !is_note_blank(line.data[marks]);
}

/* Whether the line begins with a number that makes it an item of a list. */
static bool begins_with_number(struct wp_str line)
{
    size_t digits = 0;

    while (digits < line.length && line.data[digits] >= '0' && line.data[digits] <= '9')
        digits++;
    return digits > 0 && digits < line.length && strchr(".)", line.data[digits]) != NULL;
}

/* Whether a line that is not blank is text of a paragraph wherever it is. */
static bool is_plain_line(struct wp_str line, enum wp_markdown_note_place place)
{
    char first = line.data[0];

    if (is_note_blank(first) || has_in_line(line, "]:") || begins_with_number(line))
        return false;
    if (place == WP_MARKDOWN_NOTE_REVIEW && is_plain_bullet(line))
        return true;
    if (place == WP_MARKDOWN_NOTE_OF_ITEM
            ? wp_str_starts(line, "Links:")
            : line.data[line.length - 1] == ':' || has_in_line(line, ": ") || first == '*' ||
                  first == '_')
        return false;
    if (first == '*' || first == '_')
        return begins_with_emphasis(line);
    if (first == '<')
        return wp_str_starts(line, "<http");
    return strchr("-+=#>~`|\\", first) == NULL;
}

/* Return the length of the backticks at the beginning of a line if they begin or end code. */
static size_t fence_length(struct wp_str line)
{
    size_t length = 0;

    while (length < line.length && line.data[length] == '`')
        length++;
    return length >= 3 && memchr(line.data + length, '`', line.length - length) == NULL ? length
                                                                                        : 0;
}

/* Whether the note is the same in the page as by itself: plain paragraphs with an empty line
 * between them, none of which may be a heading, and code between fences. */
static bool is_plain_note(struct wp_str note, enum wp_markdown_note_place place)
{
    bool empty = true;  /* whether the line above is empty, or there is none */
    bool label = false; /* whether the line above may be a heading if it is alone */
    size_t fence = 0;   /* length of the fence above the code that the line is in; 0 if in none */

    while (note.length > 0) {
        struct wp_str line = wp_text_lines_take(&note);
        size_t length = fence_length(line);

        if (label && (line.length == 0 || length > 0 || is_plain_bullet(line)))
            return false;
        label = empty && fence == 0 && place != WP_MARKDOWN_NOTE_OF_ITEM &&
                wp_task_marks_may_be_heading(line);
        if (fence > 0) {
            fence = length >= fence && length == line.length ? 0 : fence;
        } else if (length > 0 && place != WP_MARKDOWN_NOTE_OF_ITEM) {
            fence = length;
        } else if (line.length == 0 ? empty : !is_plain_line(line, place)) {
            return false;
        }
        empty = line.length == 0;
    }
    return !empty && fence == 0 && !label;
}

void wp_markdown_note_put(struct wp_buf *out, struct wp_str note, size_t indent,
                          enum wp_markdown_note_place place)
{
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_str rest;
    bool plain;

    wp_escape_prose(&clean, note);
    rest = wp_buf_str(&clean);
    plain = is_plain_note(rest, place);
    if (!plain) {
        wp_buf_repeat(out, " ", indent);
        wp_buf_puts(out, "> [!NOTE]\n");
    }
    while (rest.length > 0) {
        struct wp_str line = wp_text_lines_take(&rest);

        wp_buf_repeat(out, " ", plain && line.length == 0 ? 0 : indent);
        wp_buf_puts(out, plain ? "" : line.length > 0 ? "> " : ">");
        wp_buf_append(out, line);
        wp_buf_putc(out, '\n');
    }
    wp_buf_free(&clean);
}
