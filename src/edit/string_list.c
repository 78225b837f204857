#include "edit/string_list.h"

#include "edit/block_entries.h"
#include "edit/flow_entries.h"
#include "edit/line.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* The strings of a list before and after an edit. `new` begins with the strings that are kept,
 * in their old order; the added strings follow. */
struct string_change {
    struct wp_list old;
    struct wp_list new;
    size_t kept; /* number of strings that stay */
};

static struct string_change string_list_compare(const struct wp_change *change)
{
    struct wp_item old = *change->item;
    struct wp_item new = *change->values;
    struct string_change strings = {*wp_item_string_list(&old, change->key),
                                    *wp_item_string_list(&new, change->key), 0};
    size_t i;

    for (i = 0; i < strings.old.count && strings.kept < strings.new.count; i++)
        if (wp_str_equal(strings.old.items[i], strings.new.items[strings.kept]))
            strings.kept++;
    return strings;
}

/* Whether string number `number` of `old` stays, if `kept` of the strings before it stay. */
static bool stays(const struct string_change *strings, size_t number, size_t kept)
{
    return kept < strings->kept &&
           wp_str_equal(strings->old.items[number], strings->new.items[kept]);
}

/* Edit a flow sequence. Return false if its strings cannot be told apart. */
static bool string_list_edit_flow(struct wp_edit_state *state, const struct wp_item *item,
                                  const struct string_change *strings, struct wp_span span)
{
    size_t added = strings->new.count - strings->kept;
    struct wp_flow flow = wp_flow_of_texts(state, span, strings->old.count, added);
    size_t kept = 0;
    size_t i;

    if (flow.entries == NULL)
        return false;
    wp_style_follow_strings(&state->style, &state->quote_cache, item, span, &strings->old);
    for (i = 0; i < flow.count; i++) {
        flow.entries[i].removed = !stays(strings, i, kept);
        kept += !flow.entries[i].removed;
    }
    for (i = strings->kept; i < strings->new.count; i++) {
        wp_write_scalar(&state->scratch, strings->new.items[i], true, state->style.strings);
        wp_flow_add(state, &flow, flow.count);
    }
    wp_flow_finish(state, &flow);
    return true;
}

static void string_list_append_lines(struct wp_edit_state *state,
                                     const struct string_change *strings, size_t offset,
                                     size_t column)
{
    size_t i;

    for (i = strings->kept; i < strings->new.count; i++) {
        wp_buf_repeat(&state->scratch, " ", column);
        wp_buf_puts(&state->scratch, "- ");
        wp_write_scalar(&state->scratch, strings->new.items[i], false, state->style.strings);
        wp_buf_puts(&state->scratch, state->style.line_break);
        wp_edit_state_put_lines(state, offset);
    }
}

static void string_list_edit_block(struct wp_edit_state *state, const struct wp_item *item,
                                   struct string_change *strings, struct wp_span span)
{
    struct wp_block block = wp_block_of_strings(state, span, strings->old.count);
    size_t kept = 0;
    size_t i;

    if (wp_style_follow_strings(&state->style, &state->quote_cache, item, span, &strings->old) !=
        strings->old.count)
        strings->kept = 0;
    for (i = 0; i < block.count; i++) {
        block.entries[i].removed = !stays(strings, i, kept);
        kept += !block.entries[i].removed;
    }
    wp_block_remove(state, &block);
    string_list_append_lines(state, strings, block.end, block.column);
}

bool wp_edit_string_list(struct wp_edit_state *state, const struct wp_change *change,
                         const struct wp_field *field)
{
    struct wp_str text = state->week->text;
    struct wp_span span = field->value;
    struct string_change strings;

    if (wp_keys[change->key].kind != WP_KIND_STRINGS || span.length == 0)
        return false;
    strings = string_list_compare(change);
    if (text.data[span.offset] == '[')
        return (strings.kept > 0 ||
                wp_line_has_break(wp_str_slice(text, span.offset, span.length))) &&
               string_list_edit_flow(state, change->item, &strings, span);
    /* The value may be a single string that begins with '-', without a blank after the '-'. */
    if (!wp_line_has_dash(text, wp_line_begin(text, span.offset),
                          wp_line_column(text, span.offset)))
        return false;
    string_list_edit_block(state, change->item, &strings, span);
    return true;
}
