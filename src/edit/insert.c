/* An item that is put among the goals of a week, or the subtasks of an item, with
 * its own lines. */
#include "edit/block.h"
#include "edit/copy_item.h"
#include "edit/entry.h"
#include "edit/flow.h"
#include "edit/line.h"
#include "plan/value.h"

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
static void put_last(struct wp_edit_state *state, const struct insertion *put)
{
    const struct wp_change change = {put->parent, wp_item_seq_key(put->parent), put->items};
    const struct wp_change *changes[] = {&change};
    const struct wp_item_edit edit = {put->parent, changes, 1};

    wp_edit_mapping(state, &edit);
    wp_edit_item_seq(state, &edit);
}

/* An item that comes first in its list must not lose its comment to that: a blank
 * line keeps them apart. */
static void keep_apart(struct wp_edit_state *state, const struct wp_week *week,
                       const struct wp_item *first)
{
    if (wp_entry_has_comment_above(week, first))
        wp_buf_puts(&state->scratch, state->style.line_break);
}

/* The lines of what is put, for the scratch buffer; `spaced`: each is followed by
 * a blank line, unless that would become a part of its text. */
static void lift_lines(struct wp_edit_state *state, const struct insertion *put, size_t column,
                       bool spaced)
{
    const struct wp_item *item;

    for (item = put->items; item != NULL; item = item->next) {
        wp_copy_item_lines(&state->scratch, state->source, item, column, &state->style);
        if (spaced && !wp_entry_keeps_breaks(state->source, item))
            wp_buf_puts(&state->scratch, state->style.line_break);
    }
}

/* On lines before those of another item; blank lines come along where they are set
 * off by them. */
static void put_lines_before(struct wp_edit_state *state, const struct insertion *put)
{
    struct wp_block block = wp_block_of_list(state, put->parent);
    size_t number = put->before->number - 1;
    size_t at = block.entries[number].begin;

    if (number == 0 && wp_line_begin(state->week->text, at) == at)
        keep_apart(state, state->source, put->items);
    lift_lines(state, put, block.column, wp_entry_is_spaced(state->week, put->parent));
    wp_block_put_before(state, &block, number, last_of(put));
}

/* Before another entry of a list in brackets. */
static void put_entry_before(struct wp_edit_state *state, const struct insertion *put,
                             const struct wp_item *item, const struct wp_flow *flow)
{
    bool lines = wp_line_begins_at(state->week->text, put->before->layout.span.offset);
    struct wp_buf entry = WP_BUF_INIT;
    struct wp_buf comment = WP_BUF_INIT;

    wp_copy_item_entry(&entry, state->source, item, flow->column, lines ? &comment : NULL,
                       &state->style);
    wp_flow_put_before(state, flow, put->before->number - 1, wp_buf_str(&entry),
                       wp_buf_str(&comment));
    wp_buf_free(&entry);
    wp_buf_free(&comment);
}

/* An entry of a list in brackets goes to another place of the same list. */
static void reorder(struct wp_edit_state *state, const struct insertion *put)
{
    struct wp_flow flow = wp_flow_of_list(state, put->parent, 1);

    flow.entries[put->items->number - 1].goes = true;
    if (put->before != NULL) {
        put_entry_before(state, put, put->items, &flow);
    } else {
        wp_copy_item_entry(&state->scratch, state->source, put->items, flow.column, NULL,
                           &state->style);
        wp_flow_add(state, &flow, flow.count);
    }
    wp_flow_finish(state, &flow);
}

static void put_entries_before(struct wp_edit_state *state, const struct insertion *put)
{
    struct wp_flow flow = wp_flow_of_list(state, put->parent, 0);
    const struct wp_item *item;

    for (item = put->items; item != NULL; item = item->next)
        put_entry_before(state, put, item, &flow);
}

/* Whether one of the items would be hard to read between brackets. */
static bool wants_lines(const struct wp_edit_state *state, const struct insertion *put)
{
    const struct wp_item *item = put->items;

    while (item != NULL && !wp_copy_item_has_lines(state->source, item))
        item = item->next;
    return item != NULL;
}

/* Whether a list in brackets becomes one on lines: it stands in a mapping that is
 * on lines itself, no comment would be lost, and it is better so. */
static bool unfolds(const struct wp_edit_state *state, const struct insertion *put)
{
    const struct wp_item *parent = put->parent;

    return parent->first != NULL && !state->keeps_brackets && wants_lines(state, put) &&
           parent->layout.style == WP_BLOCK && !wp_entry_is_flow(state->week, parent) &&
           !wp_entry_flow_list_has_comment(state->week, parent);
}

/* `goals: [Sail, Row]` becomes lines below `goals:`. */
static void unfold(struct wp_edit_state *state, const struct insertion *put)
{
    struct wp_str text = state->week->text;
    size_t end = wp_span_end(put->list->value);
    size_t key = wp_edit_state_column(state, put->parent);
    size_t column = key + state->style.list_indent;
    const struct wp_item *item;

    if (put->before == put->parent->first)
        keep_apart(state, state->source, put->items);
    else
        keep_apart(state, state->week, put->parent->first);
    for (item = put->parent->first; item != NULL; item = item->next) {
        if (item == put->before)
            lift_lines(state, put, column, false);
        wp_copy_item_lines(&state->scratch, state->week, item, column, &state->style);
    }
    if (put->before == NULL)
        lift_lines(state, put, column, false);
    wp_edit_state_remove_seq(state, put->list->value);
    if (put->before == NULL)
        wp_edit_state_put_items(state, wp_entry_end_below(text, end, key), last_of(put));
    else
        wp_edit_state_put_lines(state, wp_entry_end_below(text, end, key));
}

/* "item 5 has a key of yours (x-boat), ..." */
static enum wp_status fail_key(struct wp_edit_state *state, const struct insertion *put,
                               const struct wp_item *item, struct wp_span key)
{
    struct wp_buf what = WP_BUF_INIT;

    wp_buf_puts(&what, "item ");
    wp_item_path(&what, item);
    wp_buf_puts(&what, " has a key of yours (");
    wp_buf_append(&what, wp_str_slice(state->source->text, key.offset, key.length));
    wp_buf_puts(&what, "), which only you can put between brackets (write the ");
    wp_buf_puts(&what, put->parent->parent != NULL ? "subtasks of item " : "goals");
    wp_item_path(&what, put->parent);
    wp_buf_puts(&what, " on lines, each behind a '- ')");
    wp_error_set(state->error, WP_INVALID, "%s", what.data);
    wp_buf_free(&what);
    return WP_INVALID;
}

static enum wp_status check_keys(struct wp_edit_state *state, const struct insertion *put)
{
    const struct wp_item *item;

    for (item = put->items; item != NULL; item = item->next) {
        const struct wp_field *stuck = wp_copy_item_stuck_at(state->source, item);

        if (stuck != NULL)
            return fail_key(state, put, item, stuck->name);
    }
    return WP_OK;
}

enum wp_status wp_edit_insert(struct wp_edit_state *state, const struct wp_item *parent,
                              const struct wp_item *before, const struct wp_item *items)
{
    const struct insertion put = {items, parent, before,
                                  wp_item_field(parent, wp_item_seq_key(parent))};
    enum wp_status status = WP_OK;
    bool bracketed = wp_entry_is_flow_seq(state->week, put.list);
    bool flow = parent->layout.style == WP_FLOW || wp_entry_is_flow(state->week, parent) ||
                (bracketed &&
                 (parent->first != NULL || wp_entry_flow_list_has_comment(state->week, parent)));

    if (bracketed && state->source == state->week && items->parent == parent) {
        reorder(state, &put);
    } else if (bracketed && unfolds(state, &put)) {
        unfold(state, &put);
    } else {
        if (flow)
            status = check_keys(state, &put);
        if (status == WP_OK && before == NULL)
            put_last(state, &put);
        else if (status == WP_OK && bracketed)
            put_entries_before(state, &put);
        else if (status == WP_OK)
            put_lines_before(state, &put);
    }
    return status;
}
