#include "edit/copy_item.h"

#include <string.h>

#include "edit/block_scalar.h"
#include "edit/chomping.h"
#include "edit/entry.h"
#include "edit/line.h"
#include "yaml/parser.h"

/* An item on its way. */
struct lift {
    struct wp_buf *out;
    struct wp_str text; /* where it comes from */
    const struct wp_week *week;
    const struct wp_item *item;
    size_t column; /* where it goes */
    const struct wp_style *style;
    struct wp_span sign; /* that becomes a '-' (see ending.h), where there is one */
    bool ends_text;
};

/* Whether nothing of the week comes behind the item. */
static bool is_last(const struct wp_item *item)
{
    while (item != NULL && item->next == NULL)
        item = item->parent;
    return item == NULL;
}

static struct lift copy_item_begin(struct wp_buf *out, const struct wp_week *week,
                                   const struct wp_item *item, size_t column,
                                   const struct wp_style *style)
{
    struct lift lift = {.out = out,
                        .text = week->text,
                        .week = week,
                        .item = item,
                        .column = column,
                        .style = style};

    /* Wherever the item goes, its last line gets a break. Only where it ends the week
     * that can make a difference. */
    lift.ends_text = is_last(item) && wp_chomping_find(week, &lift.sign);
    return lift;
}

static void put_blanks(const struct lift *lift, size_t count)
{
    wp_buf_repeat(lift->out, " ", count);
}

static size_t count_blanks(struct wp_str text, size_t line)
{
    size_t at = line;

    while (at < text.length && text.data[at] == ' ')
        at++;
    return at - line;
}

/* Copies what stands on one line. */
static void copy(const struct lift *lift, size_t copy_item_begin, size_t end)
{
    if (lift->ends_text && lift->sign.offset >= copy_item_begin && lift->sign.offset <= end) {
        wp_buf_append(lift->out, wp_str_slice(lift->text, copy_item_begin,
                                              lift->sign.offset - copy_item_begin));
        wp_buf_putc(lift->out, '-');
        copy_item_begin = wp_span_end(lift->sign);
    }
    wp_buf_append(lift->out, wp_str_slice(lift->text, copy_item_begin, end - copy_item_begin));
}

/* Copies from `at` to the end of the line, or to `end` where that comes first;
 * returns the place behind it. The break becomes one of those around it, unless
 * it is none for an state. */
static size_t copy_line(const struct lift *lift, size_t at, size_t end)
{
    size_t next = wp_line_next(wp_str_slice(lift->text, 0, end), at);
    size_t length = next > at ? wp_line_break_before(lift->text, next) : 0;
    bool kept = length > 1 && lift->text.data[next - length] != '\r';

    copy(lift, at, kept ? next : next - length);
    wp_buf_puts(lift->out, kept || length == 0 ? "" : lift->style->line_break);
    return next;
}

/* At the beginning of a line these would begin or end a document. */
static bool is_marker(struct wp_str text, size_t at)
{
    struct wp_str marker = wp_str_slice(text, at, 3);

    return wp_str_equal_c(marker, "---") || wp_str_equal_c(marker, "...");
}

/*
 * The new indentation of a line that had `blanks`, when the dash moves from
 * column `from`. What stood right of the dash still does. What did not (a
 * comment, the lines of a quoted text) comes no further left than it has to, and
 * does not come to stand right of the dash either: a literal block would take a
 * comment for its text.
 */
static size_t moved(const struct lift *lift, size_t at, size_t blanks, size_t from)
{
    size_t to = lift->column;
    size_t least = 0;

    if (blanks + to > from)
        least = blanks + to - from;
    if (blanks <= from && wp_line_break_at(lift->text, at) == 0 &&
        least < (blanks < to ? blanks : to))
        least = blanks < to ? blanks : to;
    return least == 0 && blanks > 0 && is_marker(lift->text, at) ? 1 : least;
}

/* From the item's dash on. */
static void copy_below(const struct lift *lift, size_t dash, size_t end)
{
    size_t from = wp_line_column(lift->text, dash);
    size_t at;

    put_blanks(lift, lift->column);
    for (at = copy_line(lift, dash, end); at < end;) {
        size_t blanks = count_blanks(lift->text, at);

        put_blanks(lift, blanks > 0 || wp_line_break_at(lift->text, at) == 0
                             ? moved(lift, at + blanks, blanks, from)
                             : 0);
        at = copy_line(lift, at + blanks, end);
    }
    if (wp_line_break_before(lift->text, end) == 0)
        wp_buf_puts(lift->out, lift->style->line_break);
}

/* The next comment in what holds no text, from `*at` on; moves it there behind. */
static bool next_comment(struct wp_str text, size_t *at, size_t end, struct wp_str *comment)
{
    size_t copy_item_begin = *at;

    while (copy_item_begin < end && text.data[copy_item_begin] != '#')
        copy_item_begin++;
    if (copy_item_begin >= end)
        return false;
    *at = wp_line_next(text, copy_item_begin);
    *comment = wp_str_slice(text, copy_item_begin,
                            *at - wp_line_break_before(text, *at) - copy_item_begin);
    return true;
}

/* The comments of what holds no text, each on a line at `column`. */
static void put_comments(const struct lift *lift, size_t at, size_t end)
{
    struct wp_str comment;

    while (next_comment(lift->text, &at, end, &comment)) {
        put_blanks(lift, lift->column);
        wp_buf_append(lift->out, comment);
        wp_buf_puts(lift->out, lift->style->line_break);
    }
}

static void lift_from_lines(const struct lift *lift)
{
    struct wp_span lines = wp_entry_lines(lift->week, lift->item);
    size_t dash = wp_entry_dash(lift->week, lift->item);

    put_comments(lift, lines.offset, dash);
    copy_below(lift, dash, wp_span_end(lines));
}

/* An entry of a list in brackets, and where its own comments are. */
struct entry {
    struct wp_entry at;
    struct wp_span above;
    struct wp_span before_comma;
    struct wp_span behind;
};

static struct entry entry_of(const struct lift *lift)
{
    struct wp_entry at = wp_entry_of_item(lift->week, lift->item);
    struct wp_span own = wp_entry_own(lift->text, &at, lift->item->previous == NULL);

    return (struct entry){
        .at = at,
        .above = wp_span(own.offset, at.begin - own.offset),
        .before_comma = wp_span(at.end, at.behind - at.end),
        .behind = wp_span(at.behind, wp_span_end(own) - at.behind),
    };
}

/* The item's node as it stands between brackets or braces, from column `to` on.
 * Its other lines move with its first one, but not left of that. */
static void copy_node(const struct lift *lift, size_t to)
{
    size_t at = lift->item->layout.span.offset;
    size_t end = wp_span_end(lift->item->layout.span);
    size_t next = copy_line(lift, at, end);
    size_t from = next < end ? wp_line_column(lift->text, at) : 0;

    for (at = next; at < end;) {
        size_t blanks = count_blanks(lift->text, at);
        size_t column = blanks + to > from ? blanks + to - from : 0;

        if (wp_line_break_at(lift->text, at + blanks) == 0)
            put_blanks(lift, column > to ? column : to);
        at = copy_line(lift, at + blanks, end);
    }
}

/* Comments behind an entry: the first one on its line. */
static void put_comments_behind(const struct lift *lift, struct wp_span span, bool *first)
{
    size_t at = span.offset;
    struct wp_str comment;

    while (next_comment(lift->text, &at, wp_span_end(span), &comment)) {
        if (!*first)
            wp_buf_puts(lift->out, lift->style->line_break);
        put_blanks(lift, *first ? 1 : lift->column + 2);
        wp_buf_append(lift->out, comment);
        *first = false;
    }
}

/* "- x", "- {title: x}": a pair gets the braces that it could do without between
 * brackets. */
static void lift_from_brackets(const struct lift *lift)
{
    struct entry entry = entry_of(lift);
    bool pair = !lift->item->layout.scalar && lift->text.data[entry.at.begin] != '{';
    bool first = true;

    put_comments(lift, entry.above.offset, wp_span_end(entry.above));
    put_blanks(lift, lift->column);
    wp_buf_puts(lift->out, pair ? "- {" : "- ");
    copy_node(lift, lift->column + 2);
    wp_buf_puts(lift->out, pair ? "}" : "");
    put_comments_behind(lift, entry.before_comma, &first);
    put_comments_behind(lift, entry.behind, &first);
    wp_buf_puts(lift->out, lift->style->line_break);
}

void wp_copy_item_lines(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, const struct wp_style *style)
{
    struct lift lift = copy_item_begin(out, week, item, column, style);

    if (wp_entry_is_flow(week, item))
        lift_from_brackets(&lift);
    else
        lift_from_lines(&lift);
}

size_t wp_copy_item_takes(const struct wp_week *week, const struct wp_item *item, bool *ends)
{
    const struct wp_span *block =
        wp_entry_is_flow(week, item) ? NULL : wp_block_scalar_at_end_of(week, item);
    size_t takes, end;

    *ends = false;
    if (block == NULL)
        return SIZE_MAX;
    end = wp_span_end(*block);
    if (wp_line_break_before(week->text, end) == 0)
        end = wp_line_next(week->text, end);
    /* A comment below it ends it. */
    if (wp_span_end(wp_entry_lines(week, item)) > end)
        return SIZE_MAX;
    *ends = !wp_entry_ends_in_prose(item);
    takes = wp_block_scalar_takes(week->text, *block);
    /* Its lines may come to stand further left. */
    return takes > 0 && takes < SIZE_MAX ? 1 : takes;
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

/* The item's bytes as a document of their own, at the column where they stand. */
static struct wp_str alone(const struct lift *lift, struct wp_buf *copy)
{
    struct wp_span span = lift->item->layout.span;

    wp_buf_repeat(copy, " ", wp_line_column(lift->text, span.offset));
    wp_buf_append(copy, wp_str_slice(lift->text, span.offset, span.length));
    return wp_buf_str(copy);
}

/* Put the comments between `at` and a scalar, and behind its header; return where the
 * scalar ends. Both are places in `copy`, which begins `shift` bytes before the item. */
static size_t put_comments_to(const struct lift *lift, size_t at, const struct wp_event *scalar,
                              size_t shift)
{
    size_t base = lift->item->layout.span.offset;
    size_t copy_item_begin = scalar->span.offset - shift + base;

    put_comments(lift, at, copy_item_begin);
    if (scalar->style == WP_SCALAR_LITERAL || scalar->style == WP_SCALAR_FOLDED)
        put_comments(lift, copy_item_begin, wp_line_next(lift->text, copy_item_begin));
    return copy_item_begin + scalar->span.length;
}

/* The comments within an item, each on a line at `column`. A '#' is one where no scalar
 * is, so libyaml has to say where they are. */
static void put_inner_comments(const struct lift *lift)
{
    struct wp_span span = lift->item->layout.span;
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_buf copy = WP_BUF_INIT;
    struct wp_document text = {.bytes = alone(lift, &copy), .first_line = 1};
    struct wp_event event = {.kind = WP_EVENT_MAPPING};
    struct wp_parser *events = NULL;
    enum wp_status status = WP_OK;
    size_t at = span.offset;

    if (memchr(lift->text.data + span.offset, '#', span.length) == NULL)
        goto out;
    if (wp_document_check(&text, &problems))
        events = wp_parser_open(&text, &problems);
    while (status == WP_OK && event.kind != WP_EVENT_END) {
        status = wp_parser_next(events, &event);
        if (status == WP_OK && event.kind == WP_EVENT_SCALAR)
            at = put_comments_to(lift, at, &event, copy.length - span.length);
    }
    put_comments(lift, at, wp_span_end(span));
out:
    wp_parser_close(events);
    wp_buf_free(&copy);
}

/* Whether what stands behind a dash may stand between brackets as it is. */
static bool is_flow(const struct lift *lift)
{
    const struct wp_layout *layout = &lift->item->layout;
    char sign = lift->text.data[layout->span.offset];

    return layout->scalar ? sign == '\'' || sign == '"' : layout->style == WP_FLOW;
}

/* Puts a comment that stands on the line at `at` into `behind`, where there is
 * one that wants it; returns where the others begin. */
static size_t take_behind(const struct lift *lift, size_t at, size_t end, struct wp_buf *behind)
{
    struct wp_str comment;
    size_t line;

    if (behind == NULL)
        return at;
    line = wp_line_next(lift->text, at);
    if (!next_comment(lift->text, &at, line < end ? line : end, &comment))
        return at;
    wp_buf_append(behind, comment);
    return line;
}

static void lines_to_entry(const struct lift *lift, struct wp_buf *behind)
{
    struct wp_span lines = wp_entry_lines(lift->week, lift->item);
    struct wp_span span = lift->item->layout.span;
    bool flow = is_flow(lift);
    size_t below = take_behind(lift, wp_span_end(span), wp_span_end(lines), behind);

    put_comments(lift, lines.offset, span.offset);
    if (!flow)
        put_inner_comments(lift);
    put_comments(lift, below, wp_span_end(lines));
    put_blanks(lift, lift->column);
    if (flow)
        copy_node(lift, lift->column);
    else
        wp_item_yaml_flow_item(lift->out, lift->item, lift->week, lift->style);
}

static void entry_to_entry(const struct lift *lift, struct wp_buf *behind)
{
    struct entry entry = entry_of(lift);
    size_t rest = take_behind(lift, entry.behind.offset, wp_span_end(entry.behind), behind);

    put_comments(lift, entry.above.offset, wp_span_end(entry.above));
    put_comments(lift, entry.before_comma.offset, wp_span_end(entry.before_comma));
    put_comments(lift, rest, wp_span_end(entry.behind));
    put_blanks(lift, lift->column);
    copy_node(lift, lift->column);
}

void wp_copy_item_entry(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, struct wp_buf *behind, const struct wp_style *style)
{
    struct wp_buf lines = WP_BUF_INIT;
    struct lift lift = copy_item_begin(&lines, week, item, column, style);

    if (wp_entry_is_flow(week, item))
        entry_to_entry(&lift, behind);
    else
        lines_to_entry(&lift, behind);
    /* The first line begins where the entry is put. */
    wp_buf_append(out, wp_str_slice(wp_buf_str(&lines), column, lines.length));
    wp_buf_free(&lines);
}
