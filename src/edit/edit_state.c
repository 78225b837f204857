#include "edit/edit_state.h"

#include <string.h>

#include "edit/block_scalar_end.h"
#include "edit/copy_item.h"
#include "edit/last_line_break.h"
#include "edit/line.h"

struct wp_item_edit wp_item_edit_part(const struct wp_item_edit *edit, size_t first)
{
    size_t end = first + 1;

    while (end < edit->count && edit->changes[end]->item == edit->changes[first]->item)
        end++;
    return (struct wp_item_edit){edit->changes[first]->item, edit->changes + first, end - first};
}

/* Whether a comment is at the offset `end`, and a text that ends with the byte `before` needs a
 * blank when it is inserted directly before the comment. A '#' begins a comment only after a
 * blank. */
static bool wants_blank(const struct wp_edit_state *state, size_t end, char before)
{
    struct wp_str text = state->week->text;

    return end < text.length && text.data[end] == '#' && strchr(" \t\r\n", before) == NULL;
}

static void edit_state_put(struct wp_edit_state *state, struct wp_span span, struct wp_str text)
{
    if (text.length > 0 && wants_blank(state, wp_span_end(span), text.data[text.length - 1])) {
        wp_buf_putc(&state->scratch, ' ');
        text = wp_str_slice(wp_buf_str(&state->scratch), state->scratch.length - text.length - 1,
                            text.length + 1);
    }
    wp_splice(&state->splices, span, text);
    if (state->least_blanks > 0 && state->splices.count > 0)
        state->splices.list[state->splices.count - 1].least_blanks = state->least_blanks;
    state->least_blanks = 0;
    wp_buf_clear(&state->scratch);
}

void wp_edit_state_put(struct wp_edit_state *state, struct wp_span span, size_t skip)
{
    edit_state_put(state, span,
                   wp_str_slice(wp_buf_str(&state->scratch), skip, state->scratch.length));
}

/* Insert the lines in the scratch buffer before the line at `offset`. With `ends`, keep the line
 * break of the last line even if the document ends without a line break. */
static void put_lines(struct wp_edit_state *state, size_t offset, bool ends)
{
    struct wp_str text = state->week->text;
    struct wp_str lines = wp_buf_str(&state->scratch);
    size_t break_length = strlen(state->style.line_break);

    if (offset == text.length && state->lacks_last_break) {
        if (state->ends_in_insertion)
            wp_splice(&state->splices, wp_span(offset, 0), wp_str(state->style.line_break));
        else
            wp_last_line_break_complete(state->week, &state->splices, state->style.line_break);
        state->lacks_last_break = false;
    }
    if (offset == text.length && wp_line_break_before(text, offset) == 0 && !ends) {
        lines.length -= lines.length >= break_length ? break_length : 0;
        state->lacks_last_break = true;
        state->ends_in_insertion = true;
    }
    edit_state_put(state, wp_span(offset, 0), lines);
}

/* Return the offset at which to insert lines that belong at `offset`: the end of state->blank_lines
 * if `offset` is in these lines, else `offset`. An item is edited before its parent, so lines of
 * the parent belong below lines of the item. */
static size_t below_blank_lines(const struct wp_edit_state *state, size_t offset)
{
    struct wp_span blank_lines = state->blank_lines;

    return offset >= blank_lines.offset && offset < wp_span_end(blank_lines)
               ? wp_span_end(blank_lines)
               : offset;
}

void wp_edit_state_put_lines(struct wp_edit_state *state, size_t offset)
{
    put_lines(state, below_blank_lines(state, offset), false);
}

void wp_edit_state_put_items(struct wp_edit_state *state, size_t offset, const struct wp_item *last)
{
    size_t least_blanks = SIZE_MAX;
    bool ends = false;
    size_t end;

    if (state->source != NULL)
        least_blanks = wp_copy_item_least_blanks(state->source, last, &ends);
    else if (wp_item_yaml_ends_in_block(last))
        least_blanks = 1;
    offset = below_blank_lines(state, offset);
    end = wp_block_scalar_end_skip_blank_lines(state->week->text, offset, least_blanks);
    if (end > offset)
        state->blank_lines = wp_span(offset, end - offset);
    offset = wp_splices_skip(&state->splices, end);
    state->least_blanks = least_blanks;
    put_lines(state, offset, ends);
}

void wp_edit_state_put_text(struct wp_edit_state *state, size_t offset, const char *text)
{
    wp_splice(&state->splices, wp_span(offset, 0), wp_str(text));
    if (wants_blank(state, offset, text[strlen(text) - 1]))
        wp_splice(&state->splices, wp_span(offset, 0), wp_str(" "));
}

void wp_edit_state_remove(struct wp_edit_state *state, size_t begin, size_t end)
{
    char before = begin > 0 ? state->week->text.data[begin - 1] : '\n';

    wp_splice(&state->splices, wp_span(begin, end - begin),
              wp_str(wants_blank(state, end, before) ? " " : ""));
}

void wp_edit_state_remove_seq(struct wp_edit_state *state, struct wp_span list)
{
    struct wp_str text = state->week->text;
    size_t line = wp_line_begin(text, list.offset);
    size_t begin = wp_line_before_blanks(text, list.offset);
    size_t end = wp_span_end(list);
    size_t behind = wp_line_skip_blanks(text, end);

    if (behind == text.length || wp_line_break_at(text, behind) > 0) {
        end = begin == line ? wp_line_next(text, behind) : behind;
        state->lacks_last_break = state->lacks_last_break && (begin > line || end < text.length);
    } else if (memchr(text.data + end, '\t', behind - end) != NULL || text.data[end] == '#') {
        /* A value must not follow the tab after the colon of an explicit key (`? key`), and a
         * comment must not follow the colon directly. Insert a space. */
        wp_splice(&state->splices, wp_span(begin, behind - begin), wp_str(" "));
        return;
    }
    wp_edit_state_remove(state, begin, end);
}

size_t wp_edit_state_column(const struct wp_edit_state *state, const struct wp_item *item)
{
    return wp_line_column(state->week->text, item->layout.span.offset);
}

void wp_edit_state_complete_key(struct wp_edit_state *state, const struct wp_item *item,
                                const struct wp_field *field)
{
    if (field->value.length > 0 || state->week->text.data[field->value.offset - 1] == ':')
        return;
    if (item->layout.style == WP_BLOCK) {
        wp_buf_puts(&state->scratch, state->style.line_break);
        wp_buf_repeat(&state->scratch, " ", wp_edit_state_column(state, item));
    }
    wp_buf_putc(&state->scratch, ':');
}
