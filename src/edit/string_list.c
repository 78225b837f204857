#include "edit/string_list.h"

#include "edit/block_entries.h"
#include "edit/flow_entries.h"
#include "edit/line.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* The strings before and after the edit. Strings that stay are first in `new`. */
struct texts {
    struct wp_list old;
    struct wp_list new;
    size_t kept; /* how many strings stay */
};

static struct texts string_list_compare(const struct wp_change *change)
{
    struct wp_item old = *change->item;
    struct wp_item new = *change->values;
    struct texts texts = {*wp_item_string_list(&old, change->key),
                          *wp_item_string_list(&new, change->key), 0};
    size_t i;

    for (i = 0; i < texts.old.count && texts.kept < texts.new.count; i++)
        if (wp_str_equal(texts.old.items[i], texts.new.items[texts.kept]))
            texts.kept++;
    return texts;
}

/* Whether string number `number` of `old` stays; `kept` strings before it stay. */
static bool stays(const struct texts *texts, size_t number, size_t kept)
{
    return kept < texts->kept && wp_str_equal(texts->old.items[number], texts->new.items[kept]);
}

/* Edit a flow sequence. False if its entries cannot be told apart. */
static bool string_list_edit_flow(struct wp_edit_state *state, const struct wp_item *item,
                                  const struct texts *texts, struct wp_span span)
{
    size_t added = texts->new.count - texts->kept;
    struct wp_flow flow = wp_flow_of_texts(state, span, texts->old.count, added);
    size_t kept = 0;
    size_t i;

    if (flow.entries == NULL)
        return false;
    wp_style_follow_strings(&state->style, &state->quote_cache, item, span, &texts->old);
    for (i = 0; i < flow.count; i++) {
        flow.entries[i].removed = !stays(texts, i, kept);
        kept += !flow.entries[i].removed;
    }
    for (i = texts->kept; i < texts->new.count; i++) {
        wp_scalar_text_write(&state->scratch, texts->new.items[i], true, state->style.strings);
        wp_flow_add(state, &flow, flow.count);
    }
    wp_flow_finish(state, &flow);
    return true;
}

static void string_list_append_lines(struct wp_edit_state *state, const struct texts *texts,
                                     size_t offset, size_t column)
{
    size_t i;

    for (i = texts->kept; i < texts->new.count; i++) {
        wp_buf_repeat(&state->scratch, " ", column);
        wp_buf_puts(&state->scratch, "- ");
        wp_scalar_text_write(&state->scratch, texts->new.items[i], false, state->style.strings);
        wp_buf_puts(&state->scratch, state->style.line_break);
        wp_edit_state_put_lines(state, offset);
    }
}

/* Edit a block sequence. */
static void string_list_edit_block(struct wp_edit_state *state, const struct wp_item *item,
                                   struct texts *texts, struct wp_span span)
{
    struct wp_block block = wp_block_of_strings(state, span, texts->old.count);
    size_t kept = 0;
    size_t i;

    if (wp_style_follow_strings(&state->style, &state->quote_cache, item, span, &texts->old) !=
        texts->old.count)
        texts->kept = 0;
    for (i = 0; i < block.count; i++) {
        block.entries[i].removed = !stays(texts, i, kept);
        kept += !block.entries[i].removed;
    }
    wp_block_remove(state, &block);
    string_list_append_lines(state, texts, block.end, block.column);
}

bool wp_edit_string_list(struct wp_edit_state *state, const struct wp_change *change,
                         const struct wp_field *field)
{
    struct wp_str text = state->week->text;
    struct wp_span span = field->value;
    struct texts texts;

    if (wp_keys[change->key].kind != WP_KIND_STRINGS || span.length == 0)
        return false;
    texts = string_list_compare(change);
    if (text.data[span.offset] == '[')
        return (texts.kept > 0 ||
                wp_line_has_break(wp_str_slice(text, span.offset, span.length))) &&
               string_list_edit_flow(state, change->item, &texts, span);
    /* A single string may begin with '-', but no blank follows. */
    if (!wp_line_has_dash(text, wp_line_begin(text, span.offset),
                          wp_line_column(text, span.offset)))
        return false;
    string_list_edit_block(state, change->item, &texts, span);
    return true;
}
