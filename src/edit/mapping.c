/* Edit the keys of an item and their values. */
#include "edit/block_entries.h"
#include "edit/edit_state.h"
#include "edit/entry_comments.h"
#include "edit/flow_entries.h"
#include "edit/line.h"
#include "edit/replace_value.h"
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

static void replace_values(struct wp_edit_state *state, const struct wp_item_edit *edit, bool flow)
{
    size_t i;

    for (i = 0; i < edit->count; i++) {
        const struct wp_change *change = edit->changes[i];
        const struct wp_field *field = wp_item_field(edit->item, change->key);

        if (field != NULL && !wp_key_holds_items(change->key) &&
            wp_item_has(change->values, change->key))
            wp_replace_value(state, change, field, flow);
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

/* Whether a key is written after the lists of items: `review`. */
static bool is_below_lists(enum wp_key key)
{
    bool below = false;
    size_t i;

    for (i = 0; wp_key_order[i] != key; i++)
        below = below || wp_key_holds_items(wp_key_order[i]);
    return below && !wp_key_holds_items(key);
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
 * the end. The key is inserted after the last field that stays and precedes the key in
 * wp_key_order. But the key is always before the lists of items, because people would overlook it
 * below a long list. Only `review`, which looks back on the items, is below the lists. */
static size_t mapping_place_of(const struct wp_item_edit *edit, enum wp_key key)
{
    const struct wp_item *item = edit->item;
    size_t end = is_below_lists(key) ? item->layout.field_count : first_list(item);
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

/* Insert a new key. If the edit removes all fields above its position, insert the key before the
 * next field, else after the field above. */
static void insert_block_key(struct wp_edit_state *state, const struct wp_item_edit *edit,
                             const struct wp_change *change, const struct wp_block *block)
{
    size_t before = mapping_place_of(edit, change->key);
    bool first = becomes_first(edit, before);
    size_t at = before > 0 ? wp_span_end(block->entries[before - 1].lines) : block->end;

    wp_buf_repeat(&state->scratch, " ", block->column);
    mapping_write_entry(state, change, block->column,
                        !first && !wp_replace_value_has_room(state->week->text, at, block->column));
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
    struct wp_span span = edit->item->layout.span;

    if (title == NULL)
        return false;
    wp_write_scalar(&state->scratch, title->values->title, flow,
                    wp_quotes_at(state->week->text, span.offset));
    wp_replace_value_scalar(state, span);
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
