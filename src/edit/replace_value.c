#include "edit/replace_value.h"

#include <string.h>

#include "edit/block_scalar_end.h"
#include "edit/line.h"
#include "edit/string_list.h"
#include "plan/item_value.h"
#include "plan/keys.h"

bool wp_replace_value_has_room(struct wp_str text, size_t line, size_t column)
{
    size_t at = wp_block_scalar_end_skip_blank_lines(text, line, 0);

    at = wp_line_skip_blanks(text, at);
    return wp_block_scalar_end_skip_blank_lines(text, line, column + WP_STYLE_INDENT + 1) == line &&
           (at == text.length || text.data[at] != '#' || wp_line_column(text, at) <= column);
}

/* Whether the value that ends at `end` may become a literal block: no other value follows on its
 * line, and no line below would become a part of the block. */
static bool has_room_for_lines(struct wp_str text, size_t end, size_t column)
{
    end = wp_line_skip_blanks(text, end);
    return (end == text.length || wp_line_break_at(text, end) > 0) &&
           wp_replace_value_has_room(text, end + wp_line_break_at(text, end), column);
}

/* Return the span of a value without the line breaks at its end, which a literal block with `|+`
 * has. */
static struct wp_span without_last_break(struct wp_str text, struct wp_span span)
{
    while (span.length > 0 && wp_line_break_before(text, wp_span_end(span)) > 0)
        span = wp_span(span.offset, span.length - wp_line_break_before(text, wp_span_end(span)));
    return span;
}

/* Return the start of the comment after the header of the block scalar at `span`, with the blanks
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
    size_t below = comment; /* start of the lines below the header */
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
        !wp_write_scalar_can_be_lines(more) || !wp_str_equal(wp_str_slice(new, 0, old.length), old))
        return false;
    indentation = mapping_indentation_of(text, span, wp_edit_state_column(state, change->item));
    /* If the last line has only blanks, they may be a part of the note or not: write the note
     * anew. */
    if (indentation == 0 || wp_line_skip_blanks(text, line) >= end)
        return false;
    wp_write_scalar_lines(&state->scratch, wp_str_slice(more, 1, more.length), indentation,
                          state->style.line_break);
    wp_edit_state_put(state, wp_span(end, 0), 0);
    return true;
}

void wp_replace_value_scalar(struct wp_edit_state *state, struct wp_span span)
{
    put_scalar(state, without_last_break(state->week->text, span), 0);
}

void wp_replace_value(struct wp_edit_state *state, const struct wp_change *change,
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
