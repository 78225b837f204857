#include "edit/copy_item.h"

#include <string.h>

#include "edit/block_scalar_end.h"
#include "edit/entry_comments.h"
#include "edit/last_line_break.h"
#include "edit/line.h"
#include "yaml/parser.h"

/* An item that is being copied. */
struct item_copy {
    struct wp_buf *out;
    struct wp_str text; /* bytes of the document of `week` */
    const struct wp_week *week;
    const struct wp_item *item;
    size_t column; /* column of the copy: of its dash, or of the flow entry */
    const struct wp_style *style;
    struct wp_span chomping; /* chomping indicator that becomes '-' (see last_line_break.h) */
    bool has_chomping;
};

/* Whether no item is below the item in its week. */
static bool is_last(const struct wp_item *item)
{
    while (item != NULL && item->next == NULL)
        item = item->parent;
    return item == NULL;
}

static struct item_copy begin_copy(struct wp_buf *out, const struct wp_week *week,
                                   const struct wp_item *item, size_t column,
                                   const struct wp_style *style)
{
    struct item_copy copy = {.out = out,
                             .text = week->text,
                             .week = week,
                             .item = item,
                             .column = column,
                             .style = style};

    /* The copy ends with a line break. Only the last item of a week may end without one, and then
     * the new line break may change its value. */
    copy.has_chomping = is_last(item) && wp_last_line_break_find(week, &copy.chomping);
    return copy;
}

static void put_blanks(const struct item_copy *copy, size_t count)
{
    wp_buf_repeat(copy->out, " ", count);
}

static size_t count_blanks(struct wp_str text, size_t line)
{
    size_t at = line;

    while (at < text.length && text.data[at] == ' ')
        at++;
    return at - line;
}

/* Append the bytes [begin, end) of the document, which are on one line, to the copy. */
static void copy_bytes(const struct item_copy *copy, size_t begin, size_t end)
{
    if (copy->has_chomping && copy->chomping.offset >= begin && copy->chomping.offset <= end) {
        wp_buf_append(copy->out, wp_str_slice(copy->text, begin, copy->chomping.offset - begin));
        wp_buf_putc(copy->out, '-');
        begin = wp_span_end(copy->chomping);
    }
    wp_buf_append(copy->out, wp_str_slice(copy->text, begin, end - begin));
}

/* Copy from `at` to the end of the line, but at most to `end`. Return the end of the copied bytes.
 * Replace the line break by that of the copy; keep NEL, LS and PS. */
static size_t copy_line(const struct item_copy *copy, size_t at, size_t end)
{
    size_t next = wp_line_next(wp_str_slice(copy->text, 0, end), at);
    size_t length = next > at ? wp_line_break_before(copy->text, next) : 0;
    bool kept = length > 1 && copy->text.data[next - length] != '\r';

    copy_bytes(copy, at, kept ? next : next - length);
    wp_buf_puts(copy->out, kept || length == 0 ? "" : copy->style->line_break);
    return next;
}

/* Whether a document marker (`---` or `...`) is at `at`. */
static bool is_marker(struct wp_str text, size_t at)
{
    struct wp_str marker = wp_str_slice(text, at, 3);

    return wp_str_equal_c(marker, "---") || wp_str_equal_c(marker, "...");
}

size_t wp_copy_item_indentation(struct wp_str text, size_t line, size_t from, size_t to)
{
    size_t blanks = count_blanks(text, line);
    size_t at = line + blanks;
    size_t least = 0;

    if (blanks + to > from)
        least = blanks + to - from;
    if (blanks <= from && wp_line_break_at(text, at) == 0 && least < (blanks < to ? blanks : to))
        least = blanks < to ? blanks : to;
    return least == 0 && blanks > 0 && is_marker(text, at) ? 1 : least;
}

/* Copy the lines of an item in a block sequence, from its dash to `end`. */
static void copy_below(const struct item_copy *copy, size_t dash, size_t end)
{
    size_t from = wp_line_column(copy->text, dash);
    size_t at;

    put_blanks(copy, copy->column);
    for (at = copy_line(copy, dash, end); at < end;) {
        size_t blanks = count_blanks(copy->text, at);

        put_blanks(copy, blanks > 0 || wp_line_break_at(copy->text, at) == 0
                             ? wp_copy_item_indentation(copy->text, at, from, copy->column)
                             : 0);
        at = copy_line(copy, at + blanks, end);
    }
    if (wp_line_break_before(copy->text, end) == 0)
        wp_buf_puts(copy->out, copy->style->line_break);
}

/* Find the next comment in [*at, end), a range without scalars, and move *at after the comment.
 * Return false if there is none. */
static bool next_comment(struct wp_str text, size_t *at, size_t end, struct wp_str *comment)
{
    size_t begin = *at;

    while (begin < end && text.data[begin] != '#')
        begin++;
    if (begin >= end)
        return false;
    *at = wp_line_next(text, begin);
    *comment = wp_str_slice(text, begin, *at - wp_line_break_before(text, *at) - begin);
    return true;
}

/* Append the comments in [at, end), a range without scalars. Each is on a line of its own, at
 * the column of the copy. */
static void put_comments(const struct item_copy *copy, size_t at, size_t end)
{
    struct wp_str comment;

    while (next_comment(copy->text, &at, end, &comment)) {
        put_blanks(copy, copy->column);
        wp_buf_append(copy->out, comment);
        wp_buf_puts(copy->out, copy->style->line_break);
    }
}

static void copy_block_entry(const struct item_copy *copy)
{
    struct wp_span lines = wp_entry_lines(copy->week, copy->item);
    size_t dash = wp_entry_dash(copy->week, copy->item);

    put_comments(copy, lines.offset, dash);
    copy_below(copy, dash, wp_span_end(lines));
}

/* A flow entry, and the spans that may have its comments. */
struct entry_parts {
    struct wp_entry at;
    struct wp_span above;
    struct wp_span before_comma;
    struct wp_span after;
};

static struct entry_parts entry_of(const struct item_copy *copy)
{
    struct wp_entry at = wp_entry_of_item(copy->week, copy->item);
    struct wp_span own = wp_entry_own(copy->text, &at, copy->item->previous == NULL);

    return (struct entry_parts){
        .at = at,
        .above = wp_span(own.offset, at.begin - own.offset),
        .before_comma = wp_span(at.end, at.after - at.end),
        .after = wp_span(at.after, wp_span_end(own) - at.after),
    };
}

/* Copy the node of an item of a flow sequence to column `to`. Each line below the first one keeps
 * its distance from the column of the node, but does not begin left of `to`. */
static void copy_node(const struct item_copy *copy, size_t to)
{
    size_t at = copy->item->layout.span.offset;
    size_t end = wp_span_end(copy->item->layout.span);
    size_t next = copy_line(copy, at, end);
    size_t from = next < end ? wp_line_column(copy->text, at) : 0;

    for (at = next; at < end;) {
        size_t blanks = count_blanks(copy->text, at);
        size_t column = blanks + to > from ? blanks + to - from : 0;

        if (wp_line_break_at(copy->text, at + blanks) == 0)
            put_blanks(copy, column > to ? column : to);
        at = copy_line(copy, at + blanks, end);
    }
}

/* Append the comments in `span`: if *first is true, the first one on the current line; all
 * others on lines of their own below. */
static void put_comments_after(const struct item_copy *copy, struct wp_span span, bool *first)
{
    size_t at = span.offset;
    struct wp_str comment;

    while (next_comment(copy->text, &at, wp_span_end(span), &comment)) {
        if (!*first)
            wp_buf_puts(copy->out, copy->style->line_break);
        put_blanks(copy, *first ? 1 : copy->column + 2);
        wp_buf_append(copy->out, comment);
        *first = false;
    }
}

/* Copy an item of a flow sequence to a block sequence. A pair without braces gets braces: `[title:
 * Read]` → `- {title: Read}`. */
static void copy_flow_entry(const struct item_copy *copy)
{
    struct entry_parts entry = entry_of(copy);
    bool pair = !copy->item->layout.scalar && copy->text.data[entry.at.begin] != '{';
    bool first = true;

    put_comments(copy, entry.above.offset, wp_span_end(entry.above));
    put_blanks(copy, copy->column);
    wp_buf_puts(copy->out, pair ? "- {" : "- ");
    copy_node(copy, copy->column + 2);
    wp_buf_puts(copy->out, pair ? "}" : "");
    put_comments_after(copy, entry.before_comma, &first);
    put_comments_after(copy, entry.after, &first);
    wp_buf_puts(copy->out, copy->style->line_break);
}

void wp_copy_item_lines(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, const struct wp_style *style)
{
    struct item_copy copy = begin_copy(out, week, item, column, style);

    if (wp_entry_is_flow(week, item))
        copy_flow_entry(&copy);
    else
        copy_block_entry(&copy);
}

size_t wp_copy_item_least_blanks(const struct wp_week *week, const struct wp_item *item, bool *ends)
{
    const struct wp_span *block =
        wp_entry_is_flow(week, item) ? NULL : wp_block_scalar_end_of_item(week, item);
    size_t least_blanks, end;

    *ends = false;
    if (block == NULL)
        return SIZE_MAX;
    end = wp_span_end(*block);
    if (wp_line_break_before(week->text, end) == 0)
        end = wp_line_next(week->text, end);
    /* A comment below the block scalar ends it. */
    if (wp_span_end(wp_entry_lines(week, item)) > end)
        return SIZE_MAX;
    *ends = !wp_entry_ends_in_prose(item);
    least_blanks = wp_block_scalar_end_least_blanks(week->text, *block);
    /* The copy may be indented less, so return 1, the smallest possible number. */
    return least_blanks > 0 && least_blanks < SIZE_MAX ? 1 : least_blanks;
}

bool wp_copy_item_has_lines(const struct wp_week *week, const struct wp_item *item)
{
    return !item->layout.scalar && item->layout.style == WP_BLOCK && !wp_entry_is_flow(week, item);
}

static const struct wp_field *extra_of(const struct wp_item *item)
{
    const struct wp_field *extra = wp_item_field(item, WP_KEY_EXTRA);
    const struct wp_item *subtask;

    for (subtask = item->first; subtask != NULL && extra == NULL; subtask = subtask->next)
        extra = extra_of(subtask);
    return extra;
}

const struct wp_field *wp_copy_item_stuck_at(const struct wp_week *week, const struct wp_item *item)
{
    return wp_copy_item_has_lines(week, item) ? extra_of(item) : NULL;
}

/* Return the bytes of the item as a document of its own, for the parser. In this document the item
 * is at the same column. */
static struct wp_str alone(const struct item_copy *copy, struct wp_buf *bytes)
{
    struct wp_span span = copy->item->layout.span;

    wp_buf_repeat(bytes, " ", wp_line_column(copy->text, span.offset));
    wp_buf_append(bytes, wp_str_slice(copy->text, span.offset, span.length));
    return wp_buf_str(bytes);
}

/* Append the comments between `at` and a scalar, and the comment after its block header. Return the
 * end of the scalar. The span of `scalar` is in a document that begins `shift` bytes before the
 * item. */
static size_t put_comments_to(const struct item_copy *copy, size_t at,
                              const struct wp_event *scalar, size_t shift)
{
    size_t base = copy->item->layout.span.offset;
    size_t begin = scalar->span.offset - shift + base;

    put_comments(copy, at, begin);
    if (scalar->style == WP_SCALAR_LITERAL || scalar->style == WP_SCALAR_FOLDED)
        put_comments(copy, begin, wp_line_next(copy->text, begin));
    return begin + scalar->span.length;
}

/* Append the comments within an item. Only a '#' outside of scalars begins a comment, so the item
 * is parsed again to find its scalars. */
static void put_inner_comments(const struct item_copy *copy)
{
    struct wp_span span = copy->item->layout.span;
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_document document = {.bytes = alone(copy, &bytes), .first_line = 1};
    struct wp_event event = {.kind = WP_EVENT_MAPPING};
    struct wp_parser *parser = NULL;
    enum wp_status status = WP_OK;
    size_t at = span.offset;

    if (memchr(copy->text.data + span.offset, '#', span.length) == NULL)
        goto out;
    if (wp_document_check(&document, &problems))
        parser = wp_parser_open(&document, &problems);
    while (status == WP_OK && event.kind != WP_EVENT_END) {
        status = wp_parser_next(parser, &event);
        if (status == WP_OK && event.kind == WP_EVENT_SCALAR)
            at = put_comments_to(copy, at, &event, bytes.length - span.length);
    }
    put_comments(copy, at, wp_span_end(span));
out:
    wp_parser_close(parser);
    wp_buf_free(&bytes);
}

/* Whether the node after a dash is a quoted scalar or a flow collection, so that it can be
 * copied to a flow sequence without change. */
static bool is_flow(const struct item_copy *copy)
{
    const struct wp_layout *layout = &copy->item->layout;
    char sign = copy->text.data[layout->span.offset];

    return layout->scalar ? sign == '\'' || sign == '"' : layout->style == WP_FLOW;
}

/* Append the comment on the line at `at` to `after`, if `after` is not NULL. Return the offset
 * from which to search for the next comment. */
static size_t take_comment_after(const struct item_copy *copy, size_t at, size_t end,
                                 struct wp_buf *after)
{
    struct wp_str comment;
    size_t line;

    if (after == NULL)
        return at;
    line = wp_line_next(copy->text, at);
    if (!next_comment(copy->text, &at, line < end ? line : end, &comment))
        return at;
    wp_buf_append(after, comment);
    return line;
}

static void lines_to_entry(const struct item_copy *copy, struct wp_buf *after)
{
    struct wp_span lines = wp_entry_lines(copy->week, copy->item);
    struct wp_span span = copy->item->layout.span;
    bool flow = is_flow(copy);
    size_t below = take_comment_after(copy, wp_span_end(span), wp_span_end(lines), after);

    put_comments(copy, lines.offset, span.offset);
    if (!flow)
        put_inner_comments(copy);
    put_comments(copy, below, wp_span_end(lines));
    put_blanks(copy, copy->column);
    if (flow)
        copy_node(copy, copy->column);
    else
        wp_item_yaml_flow_item(copy->out, copy->item, copy->week, copy->style);
}

static void entry_to_entry(const struct item_copy *copy, struct wp_buf *after)
{
    struct entry_parts entry = entry_of(copy);
    size_t rest = take_comment_after(copy, entry.after.offset, wp_span_end(entry.after), after);

    put_comments(copy, entry.above.offset, wp_span_end(entry.above));
    put_comments(copy, entry.before_comma.offset, wp_span_end(entry.before_comma));
    put_comments(copy, rest, wp_span_end(entry.after));
    put_blanks(copy, copy->column);
    copy_node(copy, copy->column);
}

void wp_copy_item_entry(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, struct wp_buf *after, const struct wp_style *style)
{
    struct wp_buf lines = WP_BUF_INIT;
    struct item_copy copy = begin_copy(&lines, week, item, column, style);

    if (wp_entry_is_flow(week, item))
        entry_to_entry(&copy, after);
    else
        lines_to_entry(&copy, after);
    /* Leave out the indentation of the first line, which the caller has already written. */
    wp_buf_append(out, wp_str_slice(wp_buf_str(&lines), column, lines.length));
    wp_buf_free(&lines);
}
