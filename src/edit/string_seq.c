#include "edit/string_seq.h"

#include <string.h>

#include "edit/flow.h"
#include "edit/line.h"
#include "plan/keys.h"
#include "plan/value.h"

/* A list as it is and as it shall be: what stays comes first there, too. */
struct texts {
    struct wp_list old;
    struct wp_list new;
    size_t kept; /* how many stay */
};

static struct texts string_seq_compare(const struct wp_change *change)
{
    struct wp_item old = *change->item;
    struct wp_item new = *change->values;
    struct texts texts = {*wp_item_string_seq(&old, change->key),
                          *wp_item_string_seq(&new, change->key), 0};
    size_t i;

    for (i = 0; i < texts.old.count && texts.kept < texts.new.count; i++)
        if (wp_str_equal(texts.old.items[i], texts.new.items[texts.kept]))
            texts.kept++;
    return texts;
}

/* Whether text number `number` of the old list stays, `kept` of those before it
 * do. */
static bool stays(const struct texts *texts, size_t number, size_t kept)
{
    return kept < texts->kept && wp_str_equal(texts->old.items[number], texts->new.items[kept]);
}

/* A list in brackets stays one; false where its entries cannot be told apart. */
static bool string_seq_edit_flow(struct wp_edit_state *state, const struct wp_item *item,
                                 const struct texts *texts, struct wp_span span)
{
    size_t added = texts->new.count - texts->kept;
    struct wp_flow flow = wp_flow_of_texts(state, span, texts->old.count, added);
    size_t kept = 0;
    size_t i;

    if (flow.entries == NULL)
        return false;
    wp_style_follow_strings(&state->style, &state->habits, item, span, &texts->old);
    for (i = 0; i < flow.count; i++) {
        flow.entries[i].goes = !stays(texts, i, kept);
        kept += !flow.entries[i].goes;
    }
    for (i = texts->kept; i < texts->new.count; i++) {
        wp_scalar_write(&state->scratch, texts->new.items[i], true, state->style.strings);
        wp_flow_add(state, &flow, flow.count);
    }
    wp_flow_finish(state, &flow);
    return true;
}

/* Where the line after `line`, which begins with a dash, begins that belongs to the next item of
 * the list: its dash, or the comments and blank lines above it. */
static size_t end_of_item(struct wp_str text, size_t line, struct wp_span span, size_t column)
{
    size_t end = wp_entry_end_below(text, wp_span_end(span), column);
    size_t next = 0;

    for (line = wp_line_below_dash(text, line); line < wp_span_end(span);
         line = wp_line_next(text, line)) {
        size_t at = wp_line_skip_blanks(text, line);

        if (wp_line_has_dash(text, line, column))
            return next > 0 ? next : line;
        if (wp_line_break_at(text, at) == 0 &&
            (text.data[at] != '#' || wp_line_column(text, at) > column))
            next = 0;
        else if (next == 0)
            next = line;
    }
    return end;
}

static void string_seq_append_lines(struct wp_edit_state *state, const struct texts *texts,
                                    size_t offset, size_t column)
{
    size_t i;

    for (i = texts->kept; i < texts->new.count; i++) {
        wp_buf_repeat(&state->scratch, " ", column);
        wp_buf_puts(&state->scratch, "- ");
        wp_scalar_write(&state->scratch, texts->new.items[i], false, state->style.strings);
        wp_buf_puts(&state->scratch, state->style.line_break);
        wp_edit_state_put_lines(state, offset);
    }
}

/* Takes out the lines of what does not stay; returns whether the last item
 * does. */
static bool string_seq_remove_lines(struct wp_edit_state *state, const struct texts *texts,
                                    struct wp_span span, size_t column)
{
    struct wp_str text = state->week->text;
    size_t line = wp_line_begin(text, span.offset);
    size_t kept = 0;
    bool last_stays = false;
    size_t i;

    for (i = 0; i < texts->old.count; i++) {
        size_t dash = line;
        size_t end;

        while (!wp_line_has_dash(text, dash, column))
            dash = wp_line_next(text, dash);
        end = end_of_item(text, dash, span, column);
        last_stays = stays(texts, i, kept);
        kept += last_stays;
        if (!last_stays)
            wp_edit_state_remove(state, line, end);
        line = end;
    }
    return last_stays;
}

/* A list of lines stays one. */
static void string_seq_edit_block(struct wp_edit_state *state, const struct wp_item *item,
                                  struct texts *texts, struct wp_span span)
{
    struct wp_str text = state->week->text;
    size_t column = wp_line_column(text, span.offset);
    size_t end = wp_entry_end_below(text, wp_span_end(span), column);
    bool last_stays = false;
    size_t count = wp_style_follow_strings(&state->style, &state->habits, item, span, &texts->old);

    if (count == texts->old.count) {
        last_stays = string_seq_remove_lines(state, texts, span, column);
    } else {
        texts->kept = 0;
        wp_edit_state_remove(state, wp_line_begin(text, span.offset), end);
    }
    if (end == text.length && !last_stays)
        state->unended = false;
    string_seq_append_lines(state, texts, end, column);
}

bool wp_edit_string_seq(struct wp_edit_state *state, const struct wp_change *change,
                        const struct wp_field *field)
{
    struct wp_str text = state->week->text;
    struct wp_span span = field->value;
    struct texts texts;

    if (wp_keys[change->key].kind != WP_KIND_STRINGS || span.length == 0)
        return false;
    texts = string_seq_compare(change);
    if (text.data[span.offset] == '[')
        return (texts.kept > 0 ||
                wp_line_has_break(wp_str_slice(text, span.offset, span.length))) &&
               string_seq_edit_flow(state, change->item, &texts, span);
    /* A single string may begin with a '-' too, but a blank does not follow. */
    if (!wp_line_has_dash(text, wp_line_begin(text, span.offset),
                          wp_line_column(text, span.offset)))
        return false;
    string_seq_edit_block(state, change->item, &texts, span);
    return true;
}
