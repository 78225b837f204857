#include "edit/last_line_break.h"

#include "edit/block_scalar_end.h"
#include "edit/entry_comments.h"
#include "edit/line.h"
#include "yaml/parser.h"

/* Return the chomping indicator in the block header at `header`, or the empty span at which to
 * insert one. */
static struct wp_span find_indicator(struct wp_str text, size_t header)
{
    size_t at = header + 1;

    while (text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return wp_span(at, text.data[at] == '+' || text.data[at] == '-');
}

/* Whether the last value of the week is a title or a note. */
static bool last_line_is_prose(const struct wp_week *week)
{
    const struct wp_layout *layout = &week->root.layout;
    bool also =
        layout->field_count > 0 && layout->fields[layout->field_count - 1].key == WP_KEY_ALSO;

    return wp_entry_ends_in_prose(also ? &week->also : &week->root);
}

bool wp_last_line_break_find(const struct wp_week *week, struct wp_span *indicator)
{
    struct wp_str text = week->text;
    const struct wp_span *block =
        week->block_count > 0 ? &week->blocks[week->block_count - 1] : NULL;

    /* A block scalar that is only a header has no last line. */
    if (block == NULL || wp_span_end(*block) < text.length ||
        wp_line_break_before(text, text.length) > 0 || last_line_is_prose(week) ||
        wp_line_begin(text, text.length) <= block->offset)
        return false;
    *indicator = find_indicator(text, block->offset);
    return indicator->length == 0 || text.data[indicator->offset] != '-';
}

void wp_last_line_break_complete(const struct wp_week *week, struct wp_splices *splices,
                                 const char *line_break)
{
    struct wp_str text = week->text;
    const struct wp_span *block = wp_block_scalar_end_above(week, text.length);
    size_t begin = wp_line_before_blanks(text, text.length);
    struct wp_span indicator;

    if (wp_last_line_break_find(week, &indicator))
        wp_splice(splices, indicator, wp_str("-"));
    /* If the block scalar keeps its line breaks, the new line break would become a part of it. Then
     * remove the blanks on the last line instead, which makes the line break before them the last
     * one. */
    if (block != NULL && wp_block_scalar_end_least_blanks(text, *block) == 0 &&
        wp_span_end(*block) <= begin && wp_line_break_before(text, begin) > 0)
        wp_splice(splices, wp_span(begin, text.length - begin), wp_str(""));
    else
        wp_splice(splices, wp_span(text.length, 0), wp_str(line_break));
}

/* One of two documents that are compared. */
struct side {
    struct wp_document text;
    struct wp_problems problems; /* counts the errors of the document without storing them */
    struct wp_parser *events;
    struct wp_event event;
};

static enum wp_status open_side(struct side *side, struct wp_str bytes)
{
    side->text = (struct wp_document){.bytes = bytes, .first_line = 1};
    side->problems = (struct wp_problems){NULL, 0, 0, 0, 0};
    if (!wp_document_check(&side->text, &side->problems))
        return WP_INVALID;
    side->events = wp_parser_open(&side->text, &side->problems);
    return WP_OK;
}

/* Whether two events are equal. `ignore_breaks`: ignore line breaks at the end of a scalar. */
static bool are_same(const struct wp_event *a, const struct wp_event *b, bool ignore_breaks)
{
    struct wp_str x = a->value;
    struct wp_str y = b->value;

    while (ignore_breaks && x.length > 0 && x.data[x.length - 1] == '\n')
        x.length--;
    while (ignore_breaks && y.length > 0 && y.data[y.length - 1] == '\n')
        y.length--;
    return a->kind == b->kind &&
           (a->kind != WP_EVENT_SCALAR || (a->style == b->style && wp_str_equal(x, y)));
}

/* Compare the events of two documents, and return WP_INVALID if they differ. `ignore_breaks`:
 * ignore line breaks at the end of the last scalar. */
static enum wp_status chomping_compare(struct wp_str before, struct wp_str after,
                                       bool ignore_breaks)
{
    struct side a = {.events = NULL};
    struct side b = {.events = NULL};
    /* whether two scalars differed in the line breaks at their end; no scalar may follow them */
    bool last = false;
    enum wp_status status = open_side(&a, before);

    if (status == WP_OK)
        status = open_side(&b, after);
    while (status == WP_OK) {
        status = wp_parser_next(a.events, &a.event);
        if (status == WP_OK)
            status = wp_parser_next(b.events, &b.event);
        if (status != WP_OK || a.event.kind == WP_EVENT_END)
            break;
        if ((last && a.event.kind == WP_EVENT_SCALAR) ||
            !are_same(&a.event, &b.event, ignore_breaks))
            status = WP_INVALID;
        last = last || !are_same(&a.event, &b.event, false);
    }
    if (status == WP_OK && b.event.kind != WP_EVENT_END)
        status = WP_INVALID;
    wp_parser_close(a.events);
    wp_parser_close(b.events);
    return status;
}

enum wp_status wp_last_line_break_verify(const struct wp_week *week, struct wp_splices *splices,
                                         struct wp_buf *text, struct wp_error *error)
{
    enum wp_status status;

    wp_splices_apply(splices, week->text, text);
    status = chomping_compare(week->text, wp_buf_str(text), last_line_is_prose(week));
    if (status != WP_OK)
        return wp_error_set(error, WP_BUG,
                            "this is a bug in weekplan: a line break at the end of a week would "
                            "change a value, so nothing was written (please report it)");
    return WP_OK;
}
