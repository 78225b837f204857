/* Append goals to a week and subtasks to an item. */
#include "edit/block_entries.h"
#include "edit/copy_item.h"
#include "edit/edit_state.h"
#include "edit/entry_comments.h"
#include "edit/flow_entries.h"
#include "edit/line.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* Return the number of levels of the items from `first` on: 1 if none has subtasks. */
static unsigned levels_of(const struct wp_item *first)
{
    unsigned deepest = 0;

    for (; first != NULL; first = first->next) {
        unsigned levels = 1 + levels_of(first->first);

        deepest = levels > deepest ? levels : deepest;
    }
    return deepest;
}

/* Return the last of the new items that the edit adds. */
static const struct wp_item *last_new_item(const struct wp_item_edit *edit)
{
    const struct wp_item *last = edit->changes[edit->count - 1]->values;

    while (last != NULL && last->next != NULL)
        last = last->next;
    return last;
}

/* Insert the new items, whose lines are in the scratch buffer, before the line at `offset`. */
static void put_items(struct wp_edit_state *state, const struct wp_item_edit *edit, size_t offset)
{
    wp_edit_state_put_items(state, offset, last_new_item(edit));
}

static void item_seq_write_item(struct wp_edit_state *state, const struct wp_item *item,
                                size_t column)
{
    if (state->source != NULL)
        wp_copy_item_lines(&state->scratch, state->source, item, column, &state->style);
    else
        wp_item_yaml_item(&state->scratch, item, column, &state->style);
}

/* Append the new items to the scratch buffer as lines of a block sequence. With `is_spaced`, append
 * a blank line above each item. */
static void write_items(struct wp_edit_state *state, const struct wp_item_edit *edit, size_t column,
                        bool is_spaced)
{
    bool first = edit->item->first == NULL;
    bool spaced = is_spaced;
    const struct wp_item *item;
    size_t i;

    wp_style_follow_list(&state->style, &state->quote_cache, edit->item);
    for (i = 0; i < edit->count; i++) {
        if (!wp_key_holds_items(edit->changes[i]->key))
            continue;
        for (item = edit->changes[i]->values; item != NULL; item = item->next) {
            bool apart =
                first && state->source != NULL && wp_entry_has_comment_above(state->source, item);

            wp_buf_puts(&state->scratch, spaced || apart ? state->style.line_break : "");
            item_seq_write_item(state, item, column);
            first = false;
            spaced =
                is_spaced && (state->source == NULL || !wp_entry_keeps_breaks(state->source, item));
        }
    }
}

/* Append the new items to a block sequence that has items. */
static void append_to_items(struct wp_edit_state *state, const struct wp_item_edit *edit,
                            const struct wp_field *list)
{
    struct wp_str text = state->week->text;
    size_t column = wp_line_column(text, list->value.offset);

    write_items(state, edit, column, wp_entry_is_spaced(state->week, edit->item));
    put_items(state, edit, wp_entry_end_below(text, wp_span_end(list->value), column));
}

/* Append the new items to an empty list: `goals:` or `goals: []`. */
static void fill(struct wp_edit_state *state, const struct wp_item_edit *edit,
                 const struct wp_field *list)
{
    struct wp_str text = state->week->text;
    size_t column = wp_edit_state_column(state, edit->item);

    wp_edit_state_complete_key(state, edit->item, list);
    if (state->scratch.length > 0)
        wp_edit_state_put(state, list->value, 0);
    else if (list->value.length > 0)
        wp_edit_state_remove_seq(state, list->value);
    write_items(state, edit, column + state->style.list_indent, false);
    put_items(state, edit, wp_entry_end_below(text, wp_span_end(list->value), column));
}

/* Add the key of the list with the new items at the end of the item. But add `goals:` of a week
 * before its `also:`. */
static void start_list_of_items(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    size_t column = wp_edit_state_column(state, item);
    size_t place = wp_edit_list_place(item);

    wp_buf_repeat(&state->scratch, " ", column);
    wp_style_follow_item(&state->style, &state->quote_cache, item);
    wp_item_yaml_key(&state->scratch, item->seq_key, &state->style);
    wp_buf_puts(&state->scratch, state->style.line_break);
    write_items(state, edit, column + state->style.list_indent, false);
    if (place < item->layout.field_count) {
        struct wp_block block = wp_block_of_item(state, item);

        if (place == 0)
            wp_block_put_before(state, &block, place, last_new_item(edit));
        else
            put_items(state, edit, wp_span_end(block.entries[place - 1].lines));
        return;
    }
    put_items(state, edit,
              wp_entry_end_below(state->week->text, wp_span_end(item->layout.span), column));
}

static void item_seq_write_entry(struct wp_edit_state *state, struct wp_buf *out,
                                 const struct wp_item *item, size_t column)
{
    if (state->source != NULL)
        wp_copy_item_entry(out, state->source, item, column, NULL, &state->style);
    else
        wp_item_yaml_flow_item(out, item, NULL, &state->style);
}

static size_t count_values(const struct wp_item_edit *edit)
{
    const struct wp_item *item;
    size_t count = 0;
    size_t i;

    for (i = 0; i < edit->count; i++)
        if (wp_key_holds_items(edit->changes[i]->key))
            for (item = edit->changes[i]->values; item != NULL; item = item->next)
                count++;
    return count;
}

/* Append the new items to a flow sequence. */
static void append_flow(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    struct wp_flow flow = wp_flow_of_list(state, edit->item, count_values(edit));
    const struct wp_item *item;
    size_t i;

    wp_style_follow_list(&state->style, &state->quote_cache, edit->item);
    for (i = 0; i < edit->count; i++) {
        if (!wp_key_holds_items(edit->changes[i]->key))
            continue;
        for (item = edit->changes[i]->values; item != NULL; item = item->next) {
            item_seq_write_entry(state, &state->scratch, item, flow.column);
            wp_flow_add(state, &flow, flow.count);
        }
    }
    wp_flow_finish(state, &flow);
}

bool wp_edit_adds_items(const struct wp_item_edit *edit)
{
    size_t i;

    for (i = 0; i < edit->count; i++)
        if (wp_key_holds_items(edit->changes[i]->key) && edit->changes[i]->values != NULL)
            return true;
    return false;
}

/* Append `before` and an item in flow style to the scratch buffer. An item that begins with a
 * comment begins a new line. */
static void write_next_entry(struct wp_edit_state *state, const struct wp_item *item, size_t column,
                             const char *before)
{
    struct wp_buf entry = WP_BUF_INIT;

    item_seq_write_entry(state, &entry, item, column);
    wp_buf_puts(&state->scratch, before);
    if (wp_str_starts(wp_buf_str(&entry), "#")) {
        wp_buf_puts(&state->scratch, state->style.line_break);
        wp_buf_repeat(&state->scratch, " ", column);
    } else if (before[0] == ',') {
        wp_buf_putc(&state->scratch, ' ');
    }
    wp_buf_append(&state->scratch, wp_buf_str(&entry));
    wp_buf_free(&entry);
}

/* Append a flow sequence of the new items to the scratch buffer. */
static void write_flow_list(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    size_t column = wp_flow_column(state, edit->item);
    const char *before = "[";
    const struct wp_item *item;
    size_t i;

    wp_style_follow_list(&state->style, &state->quote_cache, edit->item);
    for (i = 0; i < edit->count; i++) {
        if (!wp_key_holds_items(edit->changes[i]->key))
            continue;
        for (item = edit->changes[i]->values; item != NULL; item = item->next) {
            write_next_entry(state, item, column, before);
            before = ",";
        }
    }
    wp_buf_putc(&state->scratch, ']');
}

void wp_edit_write_flow_seq(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    wp_style_follow_item(&state->style, &state->quote_cache, edit->item);
    wp_item_yaml_key(&state->scratch, edit->item->seq_key, &state->style);
    wp_buf_putc(&state->scratch, ' ');
    write_flow_list(state, edit);
}

void wp_edit_flow_seq(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    const struct wp_field *list = wp_item_field(edit->item, edit->item->seq_key);

    if (list == NULL || !wp_edit_adds_items(edit))
        return;
    if (wp_entry_is_flow_seq(state->week, list)) {
        append_flow(state, edit);
        return;
    }
    wp_edit_state_complete_key(state, edit->item, list);
    wp_buf_puts(&state->scratch, list->value.length > 0 ? "" : " ");
    write_flow_list(state, edit);
    wp_edit_state_put(state, list->value, 0);
}

static enum wp_status fail_depth(struct wp_edit_state *state, const struct wp_item *item,
                                 const char *what)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_item_path(&path, item);
    wp_error_set(
        state->error, WP_INVALID,
        "item %s is too deep for %s (nothing in a plan is nested more than %d levels deep)",
        path.data, what, WP_DEPTH_MAX);
    wp_buf_free(&path);
    return WP_INVALID;
}

/* Return an `x-` key whose value would be nested too deeply if the items from `first` on were at
 * depth `depth`. NULL if there is none. */
static const struct wp_field *find_too_deep(const struct wp_item *first, unsigned depth)
{
    /* Each level of items adds two levels of YAML, a sequence and a mapping. The mapping of the
     * week is one more. */
    const unsigned around = 1 + 2 * depth;
    const struct wp_field *found = NULL;
    size_t i;

    for (; first != NULL && found == NULL; first = first->next) {
        for (i = 0; i < first->layout.field_count && found == NULL; i++)
            if (around + first->layout.fields[i].levels > WP_DEPTH_MAX)
                found = &first->layout.fields[i];
        if (found == NULL)
            found = find_too_deep(first->first, depth + 1);
    }
    return found;
}

static enum wp_status fail_extra(struct wp_edit_state *state, const struct wp_item *item,
                                 const struct wp_field *field)
{
    struct wp_str name = wp_str_slice(state->source->text, field->name.offset, field->name.length);
    struct wp_buf what = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_puts(&what, "what '");
    wp_buf_append(&what, name);
    wp_buf_puts(&what, "' holds");
    status = fail_depth(state, item, what.data);
    wp_buf_free(&what);
    return status;
}

enum wp_status wp_edit_check_depth(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    bool stays_scalar =
        edit->count == 0 || (edit->count == 1 && edit->changes[0]->key == WP_KEY_TITLE);
    const struct wp_field *extra = NULL;
    unsigned levels = 0;
    size_t i;

    for (i = 0; i < edit->count; i++) {
        const struct wp_item *values = edit->changes[i]->values;

        if (!wp_key_holds_items(edit->changes[i]->key))
            continue;
        levels = levels < levels_of(values) ? levels_of(values) : levels;
        extra = extra != NULL ? extra : find_too_deep(values, wp_item_depth(item) + 1);
    }
    if (levels > 0 && wp_item_depth(item) + levels > WP_LEVELS_MAX)
        return fail_depth(state, item, "more subtasks");
    if (extra != NULL)
        return fail_extra(state, item, extra);
    if (item->layout.scalar && !stays_scalar && wp_item_depth(item) > WP_LEVELS_MAX)
        return fail_depth(state, item, "keys of its own");
    return WP_OK;
}

void wp_edit_append_items(struct wp_edit_state *state, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    const struct wp_field *list = wp_item_field(item, item->seq_key);

    if (!wp_edit_adds_items(edit) || item->layout.style == WP_FLOW ||
        wp_entry_is_flow(state->week, item))
        return;
    if (list == NULL)
        start_list_of_items(state, edit);
    else if (wp_entry_is_flow_seq(state->week, list) &&
             (item->first != NULL || wp_entry_empty_list_has_comment(state->week, list)))
        append_flow(state, edit);
    else if (item->first == NULL)
        fill(state, edit, list);
    else
        append_to_items(state, edit, list);
}
