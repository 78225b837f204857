/* Insert copies of items into the goals of a week or the subtasks of an item. */
#include "edit/block_entries.h"
#include "edit/copy_item.h"
#include "edit/entry_comments.h"
#include "edit/flow_entries.h"
#include "edit/line.h"
#include "plan/item_value.h"

/* Items to insert into a list. */
struct insertion {
    const struct wp_item *items; /* first of the items to insert, linked by `next` */
    const struct wp_item *parent;
    /* item of the list that will follow the new items; NULL for the end of the list */
    const struct wp_item *before;
    const struct wp_field *list; /* field of the list in `parent`, or NULL if absent */
};

static const struct wp_item *last_of(const struct insertion *put)
{
    const struct wp_item *last = put->items;

    while (last->next != NULL)
        last = last->next;
    return last;
}

/* Insert the items at the end of the list, with the functions that append new items. */
static void put_last(struct wp_edit_state *state, const struct insertion *put)
{
    const struct wp_change change = {put->parent, put->parent->seq_key, put->items};
    const struct wp_change *changes[] = {&change};
    const struct wp_item_edit edit = {put->parent, changes, 1};

    wp_edit_mapping(state, &edit);
    wp_edit_append_items(state, &edit);
}

/* If the first item begins with a comment, append a blank line to the scratch buffer. Directly
 * below the key of the list the comment would be about the list. */
static void separate_comment(struct wp_edit_state *state, const struct wp_week *week,
                             const struct wp_item *first)
{
    if (wp_entry_has_comment_above(week, first))
        wp_buf_puts(&state->scratch, state->style.line_break);
}

/* Append the lines of the items to the scratch buffer. With `spaced`, append a blank line after
 * each item, unless the blank line would become a part of the item. */
static void append_copies(struct wp_edit_state *state, const struct insertion *put, size_t column,
                          bool spaced)
{
    const struct wp_item *item;

    for (item = put->items; item != NULL; item = item->next) {
        wp_copy_item_lines(&state->scratch, state->source, item, column, &state->style);
        if (spaced && !wp_entry_keeps_breaks(state->source, item))
            wp_buf_puts(&state->scratch, state->style.line_break);
    }
}

/* Insert the items before another item of a block sequence. */
static void put_lines_before(struct wp_edit_state *state, const struct insertion *put)
{
    struct wp_block block = wp_block_of_list(state, put->parent);
    size_t number = put->before->number - 1;
    size_t at = block.entries[number].begin;

    if (number == 0 && wp_line_begin(state->week->text, at) == at)
        separate_comment(state, state->source, put->items);
    append_copies(state, put, block.column, wp_entry_is_spaced(state->week, put->parent));
    wp_block_put_before(state, &block, number, last_of(put));
}

/* Insert an item before another item of a flow sequence. */
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

/* Move an item within its flow sequence. */
static void reorder(struct wp_edit_state *state, const struct insertion *put)
{
    struct wp_flow flow = wp_flow_of_list(state, put->parent, 1);

    flow.entries[put->items->number - 1].removed = true;
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

/* Whether one of the items to insert is a mapping in block style. Such an item is hard to read in a
 * flow sequence. */
static bool has_block_item(const struct wp_edit_state *state, const struct insertion *put)
{
    const struct wp_item *item = put->items;

    while (item != NULL && !wp_copy_item_has_lines(state->source, item))
        item = item->next;
    return item != NULL;
}

/* Whether to turn the flow sequence into a block sequence: an item to insert is in block style, the
 * sequence is in a block mapping, and all its comments belong to items. */
static bool becomes_block(const struct wp_edit_state *state, const struct insertion *put)
{
    const struct wp_item *parent = put->parent;

    return parent->first != NULL && !state->keeps_flow && has_block_item(state, put) &&
           parent->layout.style == WP_BLOCK && !wp_entry_is_flow(state->week, parent) &&
           !wp_entry_flow_list_has_comment(state->week, parent);
}

/* Turn `goals: [Sail, Row]` into a block sequence below `goals:`. */
static void make_block(struct wp_edit_state *state, const struct insertion *put)
{
    struct wp_str text = state->week->text;
    size_t end = wp_span_end(put->list->value);
    size_t key = wp_edit_state_column(state, put->parent);
    size_t column = key + state->style.list_indent;
    const struct wp_item *item;

    if (put->before == put->parent->first)
        separate_comment(state, state->source, put->items);
    else
        separate_comment(state, state->week, put->parent->first);
    for (item = put->parent->first; item != NULL; item = item->next) {
        if (item == put->before)
            append_copies(state, put, column, false);
        wp_copy_item_lines(&state->scratch, state->week, item, column, &state->style);
    }
    if (put->before == NULL)
        append_copies(state, put, column, false);
    wp_edit_state_remove_seq(state, put->list->value);
    if (put->before == NULL)
        wp_edit_state_put_items(state, wp_entry_end_below(text, end, key), last_of(put));
    else
        wp_edit_state_put_lines(state, wp_entry_end_below(text, end, key));
}

/* Return the error for an item with an `x-` key, which cannot be written in a flow sequence: "item
 * 5 has a key of yours (x-boat), ...". */
static enum wp_status fail_key(struct wp_edit_state *state, const struct insertion *put,
                               const struct wp_item *item, struct wp_span key)
{
    struct wp_buf what = WP_BUF_INIT;

    wp_buf_puts(&what, "item ");
    wp_item_path(&what, item);
    wp_buf_puts(&what, " has a key of yours (");
    wp_buf_append(&what, wp_str_slice(state->source->text, key.offset, key.length));
    wp_buf_puts(&what, "), which weekplan cannot write between brackets (write the ");
    wp_buf_puts(&what, put->parent->parent != NULL ? "subtasks of item " : "goals");
    wp_item_path(&what, put->parent);
    wp_buf_puts(&what, " on lines of their own, each after a '- ')");
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
    const struct insertion put = {items, parent, before, wp_item_field(parent, parent->seq_key)};
    enum wp_status status = WP_OK;
    bool flow_seq = wp_entry_is_flow_seq(state->week, put.list);
    bool flow = parent->layout.style == WP_FLOW || wp_entry_is_flow(state->week, parent) ||
                (flow_seq &&
                 (parent->first != NULL || wp_entry_flow_list_has_comment(state->week, parent)));

    if (flow_seq && state->source == state->week && items->parent == parent) {
        reorder(state, &put);
    } else if (flow_seq && becomes_block(state, &put)) {
        make_block(state, &put);
    } else {
        if (flow)
            status = check_keys(state, &put);
        if (status == WP_OK && before == NULL)
            put_last(state, &put);
        else if (status == WP_OK && flow_seq)
            put_entries_before(state, &put);
        else if (status == WP_OK)
            put_lines_before(state, &put);
    }
    return status;
}
