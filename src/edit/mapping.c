/* Edit the keys of an item and their values. */
#include <string.h>

#include "edit/block_entries.h"
#include "edit/block_scalar.h"
#include "edit/edit_state.h"
#include "edit/entry_comments.h"
#include "edit/flow_entries.h"
#include "edit/line.h"
#include "edit/string_list.h"
#include "plan/item_value.h"
#include "plan/keys.h"

static const struct wp_change *change_of(const struct wp_item_edit *edit, enum wp_key key)
{
    size_t i;

    for (i = 0; i < edit->count; i++)
        if (edit->changes[i]->key == key)
            return edit->changes[i];
    return NULL;
}

/* Whether the change adds a key to the item. A plain-string item (`- Read`) already has a title. */
static bool is_new(const struct wp_item_edit *edit, const struct wp_change *change)
{
    if (change->key == WP_KEY_TITLE && edit->item->layout.scalar)
        return false;
    return !wp_key_holds_items(change->key) && wp_item_has(change->values, change->key) &&
           wp_item_field(edit->item, change->key) == NULL;
}

/* Whether the edit removes field number `number` of the item. */
static bool is_removed(const struct wp_item_edit *edit, size_t number)
{
    const struct wp_layout *layout = &edit->item->layout;
    const struct wp_change *change =
        number < layout->field_count ? change_of(edit, layout->fields[number].key) : NULL;

    return change != NULL &&
           (wp_key_holds_items(change->key) ? change->values == NULL
                                            : !wp_item_has(change->values, change->key));
}

/* Append a new key and its value to the scratch buffer. */
static void mapping_write_entry(struct wp_edit_state *state, const struct wp_change *change,
                                size_t column, bool flow)
{
    wp_style_follow_item(&state->style, &state->quote_cache, change->item);
    wp_item_yaml_entry(&state->scratch, change->values, change->key, column, flow, &state->style);
}

/* Whether a literal block of a key at `column` may end above the line at `line`. A blank line or a
 * comment there that is indented deeper would become a part of the block. */
static bool has_room_above(struct wp_str text, size_t line, size_t column)
{
    size_t at = wp_block_scalar_skip_blank_lines(text, line, 0);

    at = wp_line_skip_blanks(text, at);
    return wp_block_scalar_skip_blank_lines(text, line, column + WP_STYLE_INDENT + 1) == line &&
           (at == text.length || text.data[at] != '#' || wp_line_column(text, at) <= column);
}

/* Whether the value that ends at `end` may become a literal block: the value ends its line, and no
 * line below would become a part of the block. */
static bool has_room_for_lines(struct wp_str text, size_t end, size_t column)
{
    end = wp_line_skip_blanks(text, end);
    return (end == text.length || wp_line_break_at(text, end) > 0) &&
           has_room_above(text, end + wp_line_break_at(text, end), column);
}

/* Return the span of a value without the line breaks at its end, which a literal block with `|+`
 * has. */
static struct wp_span without_last_break(struct wp_str text, struct wp_span span)
{
    while (span.length > 0 && wp_line_break_before(text, wp_span_end(span)) > 0)
        span = wp_span(span.offset, span.length - wp_line_break_before(text, wp_span_end(span)));
    return span;
}

/* Return the begin of the comment after the header of the block scalar at `span`, with the blanks
 * before the comment. If there is none, return the end of `span`. */
static size_t find_header_comment(struct wp_str text, struct wp_span span)
{
    size_t at = span.offset;
    size_t blanks;

    if (span.length == 0 || (text.data[at] != '|' && text.data[at] != '>'))
        return wp_span_end(span);
    while (at < text.length && strchr(" \t#", text.data[at]) == NULL &&
           wp_line_break_at(text, at) == 0)
        at++;
    blanks = wp_line_skip_blanks(text, at);
    return blanks < text.length && text.data[blanks] == '#' ? at : wp_span_end(span);
}

/* Replace a scalar by the scratch buffer without its first `skip` bytes. Keep the comment after the
 * header of a block scalar. */
static void put_scalar(struct wp_edit_state *state, struct wp_span span, size_t skip)
{
    struct wp_str text = state->week->text;
    struct wp_str value = wp_str_slice(wp_buf_str(&state->scratch), skip, state->scratch.length);
    size_t comment = find_header_comment(text, span);
    size_t below = comment; /* begin of the lines below the header */
    size_t first = 0;       /* length of the first line of the new value */

    if (comment == wp_span_end(span)) {
        wp_edit_state_put(state, span, skip);
        return;
    }
    while (below < wp_span_end(span) && wp_line_break_at(text, below) == 0)
        below++;
    while (first < value.length && wp_line_break_at(value, first) == 0)
        first++;
    wp_splice(&state->splices, wp_span(span.offset, comment - span.offset),
              wp_str_slice(value, 0, first));
    if (text.data[comment] == '#')
        wp_edit_state_put_text(state, comment, " ");
    wp_edit_state_put(state, wp_span(below, wp_span_end(span) - below), skip + first);
}

/* Return the quotes of a value that replaces another one: those of the old value. If the old value
 * is empty, true or false, return those of a new value. */
static enum wp_quotes quotes_instead(struct wp_edit_state *state, const struct wp_change *change,
                                     const struct wp_field *field)
{
    struct wp_str text = state->week->text;
    enum wp_quotes quotes = wp_style_quotes_of(text, change->item, change->key);
    bool empty = field->value.length == 0 || !wp_item_has(change->item, change->key);

    if (quotes != WP_QUOTES_NONE ||
        (!empty && !wp_item_value_is_boolean(change->item, change->key)))
        return quotes;
    wp_style_follow_item(&state->style, &state->quote_cache, change->item);
    if (!empty && state->style.keys == WP_QUOTES_NONE)
        return WP_QUOTES_NONE;
    return wp_item_yaml_quotes_for_new(change->values, change->key, &state->style);
}

/* Return the indentation of a literal block, from its indentation indicator or its first line. 0 if
 * it is unknown. */
static size_t mapping_indentation_of(struct wp_str text, struct wp_span literal, size_t column)
{
    size_t at = literal.offset + 1;
    size_t line;

    for (; at < wp_span_end(literal) && strchr("+-123456789", text.data[at]) != NULL; at++)
        if (text.data[at] >= '1')
            return column + (size_t)(text.data[at] - '0');
    for (line = wp_line_next(text, at); line < wp_span_end(literal);
         line = wp_line_next(text, line)) {
        at = wp_line_skip_blanks(text, line);
        if (wp_line_break_at(text, at) == 0)
            return memchr(text.data + line, '\t', at - line) == NULL ? at - line : 0;
    }
    return 0;
}

/* Return the value of a key of the kind WP_KIND_STRING, such as a note. Empty for a key of another
 * kind. */
static struct wp_str note_of(const struct wp_item *item, enum wp_key key)
{
    if (wp_keys[key].kind != WP_KIND_STRING)
        return wp_str("");
    return *(const struct wp_str *)wp_item_const_member(item, wp_keys[key].value);
}

/* If the change appends text to a note in a literal block, append the new lines and keep the old
 * ones. Return false for another change. */
static bool append_to_note(struct wp_edit_state *state, const struct wp_change *change,
                           struct wp_span span)
{
    struct wp_str text = state->week->text;
    struct wp_str old = note_of(change->item, change->key);
    struct wp_str new = note_of(change->values, change->key);
    struct wp_str more = wp_str_slice(new, old.length, SIZE_MAX);
    size_t end = wp_span_end(span);
    size_t line = wp_line_begin(text, end);
    size_t indentation;

    if (old.length == 0 || text.data[span.offset] != '|' || !wp_str_starts(more, "\n") ||
        !wp_scalar_text_is_lines(more) || !wp_str_equal(wp_str_slice(new, 0, old.length), old))
        return false;
    indentation = mapping_indentation_of(text, span, wp_edit_state_column(state, change->item));
    /* A last line of blanks may be a part of the note or not. */
    if (indentation == 0 || wp_line_skip_blanks(text, line) >= end)
        return false;
    wp_scalar_text_write_lines(&state->scratch, wp_str_slice(more, 1, more.length), indentation,
                               state->style.line_break);
    wp_edit_state_put(state, wp_span(end, 0), 0);
    return true;
}

static void replace_value(struct wp_edit_state *state, const struct wp_change *change,
                          const struct wp_field *field, bool flow)
{
    struct wp_str text = state->week->text;
    struct wp_span span = without_last_break(text, field->value);
    size_t column = flow ? 0 : wp_edit_state_column(state, change->item);
    size_t skip = span.length > 0 ? 1 : 0; /* keep the blank before an old value */
    size_t value;

    if (wp_edit_string_list(state, change, field) ||
        (!flow && span.length > 0 && append_to_note(state, change, span)))
        return;
    wp_edit_state_complete_key(state, change->item, field);
    value = state->scratch.length;
    state->style.quotes = quotes_instead(state, change, field);
    wp_item_yaml_value(&state->scratch, change->values, change->key, column,
                       flow || !has_room_for_lines(text, wp_span_end(span), column), &state->style);
    /* Remove blanks after the value, because they would become a part of the last line. */
    if (wp_line_has_break(wp_str_slice(wp_buf_str(&state->scratch), value, SIZE_MAX)))
        span = wp_span(span.offset, wp_line_skip_blanks(text, wp_span_end(span)) - span.offset);
    if (wp_keys[change->key].kind == WP_KIND_STRING && !flow)
        state->least_blanks = column + WP_STYLE_INDENT + 1;
    put_scalar(state, span, skip);
}

static void replace_values(struct wp_edit_state *state, const struct wp_item_edit *edit, bool flow)
{
    size_t i;

    for (i = 0; i < edit->count; i++) {
        const struct wp_change *change = edit->changes[i];
        const struct wp_field *field = wp_item_field(edit->item, change->key);

        if (field != NULL && !wp_key_holds_items(change->key) &&
            wp_item_has(change->values, change->key))
            replace_value(state, change, field, flow);
    }
}

/* Whether field number `number` is before `key` in wp_key_order. */
static bool precedes(const struct wp_item *item, size_t number, enum wp_key key)
{
    size_t i;

    for (i = 0; wp_key_order[i] != key; i++)
        if (wp_key_order[i] == item->layout.fields[number].key)
            return true;
    return false;
}

/* Return the number of the first field that is a list of items; the count of fields if there is
 * none. */
static size_t first_list(const struct wp_item *item)
{
    size_t number = 0;

    while (number < item->layout.field_count &&
           !wp_key_holds_items(item->layout.fields[number].key))
        number++;
    return number;
}

/* Return the number of the field before which to insert the new key `key`; the count of fields for
 * the end. The key is inserted after the last field that stays and is before it in wp_key_order.
 * But it is always before the list of items, because below a long list it would be overlooked. */
static size_t mapping_place_of(const struct wp_item_edit *edit, enum wp_key key)
{
    const struct wp_item *item = edit->item;
    size_t end = first_list(item);
    size_t number = end;

    while (number > 0 && (is_removed(edit, number - 1) || !precedes(item, number - 1, key)))
        number--;
    if (number == 0)
        while (number < end && is_removed(edit, number))
            number++;
    return number;
}

size_t wp_edit_list_place(const struct wp_item *parent)
{
    const struct wp_layout *layout = &parent->layout;
    size_t number = 0;
    size_t i;

    for (i = 0; i < WP_KEY_COUNT && wp_key_order[i] != parent->seq_key;)
        i++;
    for (; number < layout->field_count; number++)
        for (size_t later = i + 1; later < WP_KEY_COUNT; later++)
            if (layout->fields[number].key == wp_key_order[later])
                return number;
    return number;
}

/* Whether the edit removes all fields before number `number`. False if `number` is the count of
 * fields. */
static bool becomes_first(const struct wp_item_edit *edit, size_t number)
{
    size_t i;

    for (i = 0; i < number; i++)
        if (!is_removed(edit, i))
            return false;
    return number < edit->item->layout.field_count;
}

/* Insert a new key. If all fields above are removed, insert it before the next field, else after
 * the field above. */
static void insert_block_key(struct wp_edit_state *state, const struct wp_item_edit *edit,
                             const struct wp_change *change, const struct wp_block *block)
{
    size_t before = mapping_place_of(edit, change->key);
    bool first = becomes_first(edit, before);
    size_t at = before > 0 ? wp_span_end(block->entries[before - 1].lines) : block->end;

    wp_buf_repeat(&state->scratch, " ", block->column);
    mapping_write_entry(state, change, block->column,
                        !first && !has_room_above(state->week->text, at, block->column));
    if (wp_keys[change->key].kind == WP_KIND_STRING)
        state->least_blanks = block->column + WP_STYLE_INDENT + 1;
    wp_buf_puts(&state->scratch, state->style.line_break);
    if (first)
        wp_block_put_before(state, block, before, NULL);
    else
        wp_edit_state_put_lines(state, at);
}

static void insert_block_keys(struct wp_edit_state *state, const struct wp_item_edit *edit,
                              const struct wp_block *block)
{
    size_t i;

    for (i = 0; i < WP_KEY_COUNT; i++) {
        const struct wp_change *change = change_of(edit, wp_key_order[i]);

        if (change != NULL && is_new(edit, change))
            insert_block_key(state, edit, change, block);
    }
}

static void mapping_edit_block(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    struct wp_block block = wp_block_of_item(state, edit->item);
    size_t i;

    for (i = 0; i < block.count; i++)
        block.entries[i].removed = is_removed(edit, i);
    wp_block_remove(state, &block);
    replace_values(state, edit, false);
    insert_block_keys(state, edit, &block);
}

/* Add the new keys of an item in flow style, and last the keys of new lists of items. */
static void add_flow_keys(struct wp_edit_state *state, const struct wp_item_edit *edit,
                          struct wp_flow *flow)
{
    struct wp_item_edit part;
    size_t i;

    for (i = 0; i < WP_KEY_COUNT; i++) {
        const struct wp_change *change = change_of(edit, wp_key_order[i]);

        if (change == NULL || !is_new(edit, change))
            continue;
        mapping_write_entry(state, change, 0, true);
        wp_flow_add(state, flow, mapping_place_of(edit, change->key));
    }
    for (i = 0; i < edit->count; i += part.count) {
        part = wp_item_edit_part(edit, i);
        if (!wp_edit_adds_items(&part) || wp_item_field(part.item, part.item->seq_key) != NULL)
            continue;
        wp_edit_write_flow_seq(state, &part);
        wp_flow_add(state, flow, wp_edit_list_place(part.item));
    }
}

static void mapping_edit_flow(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    struct wp_flow flow = wp_flow_of_item(state, item, edit->count);
    bool pair = state->week->text.data[item->layout.span.offset] != '{';
    struct wp_item_edit part;
    size_t i;

    for (i = 0; i < flow.count; i++)
        flow.entries[i].removed = is_removed(edit, i);
    replace_values(state, edit, true);
    for (i = 0; i < edit->count; i += part.count) {
        part = wp_item_edit_part(edit, i);
        wp_edit_flow_seq(state, &part);
    }
    add_flow_keys(state, edit, &flow);
    pair = pair && flow.added_count > 0;
    if (pair)
        wp_edit_state_put_text(state, item->layout.span.offset, "{");
    wp_flow_finish(state, &flow);
    if (pair)
        wp_edit_state_put_text(state, wp_span_end(item->layout.span), "}");
}

/* Replace the title of a plain-string item (`- Read`). Return false if the title does not change.
 * */
static bool replace_title(struct wp_edit_state *state, const struct wp_item_edit *edit, bool flow)
{
    const struct wp_change *title = change_of(edit, WP_KEY_TITLE);
    struct wp_span span = without_last_break(state->week->text, edit->item->layout.span);

    if (title == NULL)
        return false;
    wp_scalar_text_write(&state->scratch, title->values->title, flow,
                         wp_quotes_at(state->week->text, span.offset));
    put_scalar(state, span, 0);
    return true;
}

/* Insert `title:` before the title of a plain-string item, and `before` before that. */
static void put_title_key(struct wp_edit_state *state, const struct wp_item *item,
                          const char *before)
{
    wp_style_follow_item(&state->style, &state->quote_cache, item);
    wp_buf_puts(&state->scratch, before);
    wp_item_yaml_key(&state->scratch, WP_KEY_TITLE, &state->style);
    wp_buf_putc(&state->scratch, ' ');
    wp_edit_state_put(state, (struct wp_span){item->layout.span.offset, 0}, 0);
}

/* Turn the plain-string item `x` of a flow sequence into `{title: x, key: value}`. */
static void convert_flow(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    struct wp_span span = edit->item->layout.span;
    size_t i;

    put_title_key(state, edit->item, "{");
    replace_title(state, edit, true);
    for (i = 0; i < edit->count; i++) {
        if (!is_new(edit, edit->changes[i]))
            continue;
        wp_buf_puts(&state->scratch, ", ");
        mapping_write_entry(state, edit->changes[i], 0, true);
    }
    if (wp_edit_adds_items(edit)) {
        wp_buf_puts(&state->scratch, ", ");
        wp_edit_write_flow_seq(state, edit);
    }
    wp_buf_putc(&state->scratch, '}');
    wp_edit_state_put(state, wp_span(wp_span_end(span), 0), 0);
}

/* Indent the lines of a plain-string item below the first one, which must be deeper than the new
 * key `title:`. This does not change the value of a plain or quoted scalar, nor of a block scalar.
 * */
static void indent_lines(struct wp_edit_state *state, const struct wp_item *item)
{
    struct wp_str text = state->week->text;
    const struct wp_field *list = wp_item_field(item->parent, item->parent->seq_key);
    size_t shift = wp_edit_state_column(state, item) - wp_line_column(text, list->value.offset);
    size_t end = wp_span_end(item->layout.span);
    size_t line;

    for (line = wp_line_next(text, item->layout.span.offset); line < end;
         line = wp_line_next(text, line)) {
        if (wp_line_break_at(text, line) > 0)
            continue;
        wp_buf_repeat(&state->scratch, " ", shift);
        wp_edit_state_put(state, wp_span(line, 0), 0);
    }
}

/* Turn the plain-string item `- x` into `- title: x`, with the new keys below. */
static void convert_block(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    struct wp_block block = wp_block_of_item(state, edit->item);

    put_title_key(state, edit->item, "");
    if (!replace_title(state, edit, false))
        indent_lines(state, edit->item);
    insert_block_keys(state, edit, &block);
}

static void edit_scalar(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    bool flow = wp_entry_is_flow(state->week, edit->item);

    if (edit->count == 1 && edit->changes[0]->key == WP_KEY_TITLE)
        replace_title(state, edit, flow);
    else if (flow)
        convert_flow(state, edit);
    else
        convert_block(state, edit);
}

void wp_edit_mapping(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    struct wp_item_edit whole = *edit;

    /* The keys of a week are edited with week->root, not with week->also, which is the same
     * mapping. */
    if (edit->item->parent == NULL)
        whole.item = &state->week->root;
    if (whole.item->layout.scalar)
        edit_scalar(state, &whole);
    else if (whole.item->layout.style == WP_FLOW)
        mapping_edit_flow(state, &whole);
    else
        mapping_edit_block(state, &whole);
}
