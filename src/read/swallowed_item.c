#include "read/swallowed_item.h"

#include <string.h>

#include "yaml/line_parts.h"

/* Return the offset of the first line break from `at` on, or `end` if there is none before
 * `end`. */
static size_t line_end_before(struct wp_str bytes, size_t at, size_t end)
{
    while (at < end && !wp_str_is_break(bytes.data[at]))
        at++;
    return at;
}

void wp_swallowed_item_warn(const struct wp_node_reader *nodes, const struct wp_event *scalar)
{
    struct wp_str bytes = nodes->document->bytes;
    size_t end = wp_span_end(scalar->span);
    size_t at = scalar->span.offset;

    while (scalar->style == WP_SCALAR_PLAIN && at < end) {
        at = line_end_before(bytes, at, end);
        while (at < end && strchr(" \t\r\n", bytes.data[at]) != NULL)
            at++;
        if (at + 1 < end && bytes.data[at] == '-' && bytes.data[at + 1] == ' ') {
            wp_document_warning(nodes->document, nodes->problems, wp_span(at, 1),
                                "this '- ' is read as a part of the text above it (subtasks belong "
                                "below 'subtasks:'; if it is text, put quotes around all of it)");
            return;
        }
    }
}

/* Whether nothing but white space is after the scalar in its document. */
static bool ends_document(struct wp_str bytes, const struct wp_event *scalar)
{
    struct wp_str rest = wp_str_slice(bytes, wp_span_end(scalar->span), bytes.length);

    return wp_str_trim(rest).length == 0;
}

/* Return the column of the dash of the first goal, from 0. SIZE_MAX if it is not alone on its
 * line. */
static size_t column_of_goals(const struct wp_document *document, const struct wp_item *root)
{
    struct wp_line_parts line;

    if (root->first == NULL)
        return SIZE_MAX;
    line = wp_line_parts_at(document, root->first->layout.span.offset);
    return line.item ? line.begin - line.line.offset : SIZE_MAX;
}

/* Whether the line introduces a list: it is blank, a heading or a comment, or ends with a colon. */
static bool introduces_list(struct wp_str line)
{
    line = wp_str_trim(line);
    return line.length == 0 || line.data[0] == '#' || line.data[line.length - 1] == ':';
}

/* The lines with a dash at the end of a block scalar. */
struct last_dashes {
    size_t first;    /* offset of the first dash */
    size_t count;    /* number of the lines */
    size_t title;    /* offset of the first dash with `title:` after it, or SIZE_MAX */
    bool introduced; /* whether the line above the first one introduces a list */
};

/* Add a line of the scalar. */
static void add_last_dash(struct last_dashes *dashes, const struct wp_line_parts *line,
                          size_t column, struct wp_str above)
{
    size_t begin = line->begin - line->line.offset;

    if (line->line.length == begin || begin > column)
        return; /* a blank line, or one that belongs to the item above it */
    if (begin < column || !line->item) {
        *dashes = (struct last_dashes){.title = SIZE_MAX};
        return;
    }
    if (dashes->count++ == 0) {
        dashes->first = line->begin;
        dashes->introduced = introduces_list(above);
    }
    if (line->key == WP_KEY_TITLE && dashes->title == SIZE_MAX)
        dashes->title = line->begin;
}

void wp_swallowed_item_warn_at_end(const struct wp_node_reader *nodes, const struct wp_item *root,
                                   const struct wp_event *scalar)
{
    const struct wp_document *document = nodes->document;
    size_t end = wp_span_end(scalar->span);
    size_t at = line_end_before(document->bytes, scalar->span.offset, end);
    size_t column = column_of_goals(document, root);
    struct last_dashes dashes = {.title = SIZE_MAX};
    struct wp_str above = wp_str(""); /* the header of the block introduces whatever follows */

    if ((scalar->style != WP_SCALAR_LITERAL && scalar->style != WP_SCALAR_FOLDED) ||
        column == SIZE_MAX || !ends_document(document->bytes, scalar))
        return;
    while (at < end) {
        struct wp_line_parts line;

        at += wp_str_starts(wp_str_slice(document->bytes, at, end), "\r\n") ? 2 : 1;
        if (at >= end)
            break;
        line = wp_line_parts_at(document, at);
        add_last_dash(&dashes, &line, column, above);
        above = wp_str_slice(document->bytes, line.line.offset, line.line.length);
        at = line.line.offset + line.line.length;
    }
    if (dashes.title != SIZE_MAX)
        wp_document_warning(document, nodes->problems, wp_span(dashes.title, 1),
                            "this '- ' is read as a part of the text above it (goals belong below "
                            "'goals:')");
    else if (dashes.count == 1 && !dashes.introduced)
        wp_document_warning(document, nodes->problems, wp_span(dashes.first, 1),
                            "this '- ' is read as a part of the text above it (goals belong below "
                            "'goals:'; if it is text, put an empty line above it)");
}
