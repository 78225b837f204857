/* An item that is put among the goals of a week, or the subtasks of an item, with
 * its own lines. */
#include <string.h>

#include "edit/editor.h"
#include "edit/extent.h"
#include "edit/flow.h"
#include "edit/lift.h"
#include "edit/lines.h"
#include "model/values.h"

/* What is put where. */
struct insertion {
    const struct wp_item *items; /* and those after them */
    const struct wp_item *parent;
    const struct wp_item *before; /* NULL: behind all others */
    const struct wp_field *list;  /* of the parent; NULL where it has none */
};

static const struct wp_item *last_of(const struct insertion *put)
{
    const struct wp_item *last = put->items;

    while (last->next != NULL)
        last = last->next;
    return last;
}

/* As the last ones: like items that are new. */
static void put_last(struct wp_editor *editor, const struct insertion *put)
{
    const struct wp_change change = {put->parent, wp_list_key(put->parent), put->items};
    const struct wp_change *changes[] = {&change};
    const struct wp_item_edit edit = {put->parent, changes, 1};

    wp_edit_entries(editor, &edit);
    wp_edit_list(editor, &edit);
}

/* An item that comes first in its list must not lose its comment to that: a blank
 * line keeps them apart. */
static void keep_apart(struct wp_editor *editor, const struct wp_week *week,
                       const struct wp_item *first)
{
    if (wp_lift_has_comment_above(week, first))
        wp_buf_puts(&editor->scratch, editor->house.line_break);
}

/* The lines of what is put, for the scratch buffer; `spaced`: each is followed by
 * a blank line, unless that would become a part of its text. */
static void lift_lines(struct wp_editor *editor, const struct insertion *put, size_t column,
                       bool spaced)
{
    const struct wp_item *item;

    for (item = put->items; item != NULL; item = item->next) {
        wp_lift_lines(&editor->scratch, editor->source, item, column, &editor->house);
        if (spaced && !wp_extent_keeps_breaks(editor->source, item))
            wp_buf_puts(&editor->scratch, editor->house.line_break);
    }
}

/* On lines before those of another item; blank lines come along where they are set
 * off by them. */
static void put_lines_before(struct wp_editor *editor, const struct insertion *put)
{
    struct wp_str text = editor->week->text;
    size_t column = wp_line_column(text, put->list->value.offset);
    size_t at = wp_extent_lines(editor->week, put->before).offset;

    bool lines = wp_line_begin(text, at) == at;

    if (lines && put->before == put->parent->first)
        keep_apart(editor, editor->source, put->items);
    lift_lines(editor, put, column, wp_extent_is_spaced(editor->week, put->parent));
    if (lines) {
        wp_editor_put_items(editor, at, last_of(put));
        return;
    }
    /* The dash stands behind a colon; the new one takes its place. */
    wp_buf_repeat(&editor->scratch, " ", column);
    wp_editor_put(editor, wp_span(at, 0), column);
}

/* Before another entry of a list in brackets. */
static void put_entry_before(struct wp_editor *editor, const struct insertion *put,
                             const struct wp_item *item, const struct wp_flow *flow)
{
    bool lines = wp_begins_line(editor->week->text, put->before->layout.span.offset);
    struct wp_buf entry = WP_BUF_INIT;
    struct wp_buf comment = WP_BUF_INIT;

    wp_lift_entry(&entry, editor->source, item, flow->column, lines ? &comment : NULL,
                  &editor->house);
    wp_flow_put_before(editor, flow, put->before->number - 1, wp_buf_str(&entry),
                       wp_buf_str(&comment));
    editor->splices.failed = editor->splices.failed || entry.failed || comment.failed;
    wp_buf_free(&entry);
    wp_buf_free(&comment);
}

/* An entry of a list in brackets goes to another place of the same list. */
static void reorder(struct wp_editor *editor, const struct insertion *put)
{
    struct wp_flow flow = wp_flow_of_list(editor, put->parent, 1);

    if (flow.entries == NULL || flow.added == NULL)
        return;
    flow.entries[put->items->number - 1].goes = true;
    if (put->before != NULL) {
        put_entry_before(editor, put, put->items, &flow);
    } else {
        wp_lift_entry(&editor->scratch, editor->source, put->items, flow.column, NULL,
                      &editor->house);
        wp_flow_add(editor, &flow, flow.count);
    }
    wp_flow_finish(editor, &flow);
}

static void put_entries_before(struct wp_editor *editor, const struct insertion *put)
{
    struct wp_flow flow = wp_flow_of_list(editor, put->parent, 0);
    const struct wp_item *item;

    for (item = put->items; item != NULL && flow.entries != NULL; item = item->next)
        put_entry_before(editor, put, item, &flow);
}

static bool has_hash(struct wp_str text, size_t begin, size_t end)
{
    return begin < end && memchr(text.data + begin, '#', end - begin) != NULL;
}

/* Whether a comment stands between the brackets that is no entry's own. */
static bool has_loose_comment(const struct wp_editor *editor, const struct insertion *put)
{
    struct wp_str text = editor->week->text;
    size_t at = put->list->value.offset;
    const struct wp_item *item;

    for (item = put->parent->first; item != NULL; item = item->next) {
        struct wp_entry entry = wp_extent_entry(editor->week, item);
        struct wp_span own = wp_extent_own(text, &entry, item->previous == NULL);

        if (has_hash(text, at, own.offset))
            return true;
        at = wp_span_end(own);
    }
    return has_hash(text, at, wp_span_end(put->list->value));
}

/* Whether one of the items would be hard to read between brackets. */
static bool wants_lines(const struct wp_editor *editor, const struct insertion *put)
{
    const struct wp_item *item = put->items;

    while (item != NULL && !wp_lift_has_lines(editor->source, item))
        item = item->next;
    return item != NULL;
}

/* Whether a list in brackets becomes one on lines: it stands in a mapping that is
 * on lines itself, no comment would be lost, and it is better so. */
static bool unfolds(const struct wp_editor *editor, const struct insertion *put)
{
    const struct wp_item *parent = put->parent;

    return parent->first != NULL && !editor->keeps_brackets && wants_lines(editor, put) &&
           parent->layout.style == WP_STYLE_BLOCK && !wp_in_brackets(editor->week, parent) &&
           !has_loose_comment(editor, put);
}

/* `goals: [Sail, Row]` becomes lines below `goals:`. */
static void unfold(struct wp_editor *editor, const struct insertion *put)
{
    struct wp_str text = editor->week->text;
    size_t end = wp_span_end(put->list->value);
    size_t key = wp_editor_column(editor, put->parent);
    size_t column = key + editor->house.list_indent;
    const struct wp_item *item;

    if (put->before == put->parent->first)
        keep_apart(editor, editor->source, put->items);
    else
        keep_apart(editor, editor->week, put->parent->first);
    for (item = put->parent->first; item != NULL; item = item->next) {
        if (item == put->before)
            lift_lines(editor, put, column, false);
        wp_lift_lines(&editor->scratch, editor->week, item, column, &editor->house);
    }
    if (put->before == NULL)
        lift_lines(editor, put, column, false);
    wp_editor_remove_list(editor, put->list->value);
    if (put->before == NULL)
        wp_editor_put_items(editor, wp_line_behind(text, end, key), last_of(put));
    else
        wp_editor_put_lines(editor, wp_line_behind(text, end, key));
}

/* "item 5 has a key of yours (x-boat), ..." */
static enum wp_status fail_key(struct wp_editor *editor, const struct insertion *put,
                               const struct wp_item *item, struct wp_span key)
{
    struct wp_buf what = WP_BUF_INIT;
    enum wp_status status = WP_INVALID;

    wp_buf_puts(&what, "item ");
    wp_item_path(&what, item);
    wp_buf_puts(&what, " has a key of yours (");
    wp_buf_append(&what, wp_str_slice(editor->source->text, key.offset, key.length));
    wp_buf_puts(&what, "), which only you can put between brackets (write the ");
    wp_buf_puts(&what, put->parent->parent != NULL ? "subtasks of item " : "goals");
    wp_item_path(&what, put->parent);
    wp_buf_puts(&what, " on lines, each behind a '- ')");
    status = what.failed ? wp_fail_memory(editor->error)
                         : wp_fail(editor->error, WP_INVALID, "%s", what.data);
    wp_buf_free(&what);
    return status;
}

static enum wp_status check_keys(struct wp_editor *editor, const struct insertion *put)
{
    const struct wp_item *item;

    for (item = put->items; item != NULL; item = item->next) {
        const struct wp_field *stuck = wp_lift_stuck_at(editor->source, item);

        if (stuck != NULL)
            return fail_key(editor, put, item, stuck->name);
    }
    return WP_OK;
}

enum wp_status wp_edit_insert(struct wp_editor *editor, const struct wp_item *parent,
                              const struct wp_item *before, const struct wp_item *items)
{
    const struct insertion put = {items, parent, before,
                                  wp_item_field(parent, wp_list_key(parent))};
    enum wp_status status = WP_OK;
    bool bracketed = wp_is_bracketed(editor->week, put.list);
    bool flow = parent->layout.style == WP_STYLE_FLOW || wp_in_brackets(editor->week, parent) ||
                (bracketed && (parent->first != NULL || has_loose_comment(editor, &put)));

    if (bracketed && editor->source == editor->week && items->parent == parent) {
        reorder(editor, &put);
    } else if (bracketed && unfolds(editor, &put)) {
        unfold(editor, &put);
    } else {
        if (flow)
            status = check_keys(editor, &put);
        if (status == WP_OK && before == NULL)
            put_last(editor, &put);
        else if (status == WP_OK && bracketed)
            put_entries_before(editor, &put);
        else if (status == WP_OK)
            put_lines_before(editor, &put);
    }
    return status;
}
