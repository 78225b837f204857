#include "edit/block_entries.h"

#include "edit/entry_comments.h"
#include "edit/line.h"
#include "plan/item_value.h"

static struct wp_block new_block(struct wp_edit_state *state, size_t column, size_t count)
{
    return (struct wp_block){
        .column = column,
        .entries = wp_arena_array(state->item_arena, count + 1, sizeof(struct wp_block_entry)),
        .count = count,
    };
}

struct wp_block wp_block_of_item(struct wp_edit_state *state, const struct wp_item *item)
{
    struct wp_str text = state->week->text;
    size_t column = wp_edit_state_column(state, item);
    struct wp_block block = new_block(state, column, item->layout.field_count);
    size_t end = item->layout.span.offset;
    size_t i;

    for (i = 0; i < block.count; i++) {
        size_t begin = wp_line_next_token(text, end);
        size_t line = wp_line_begins_at(text, begin) ? wp_line_begin(text, begin) : begin;

        end = wp_span_end(item->layout.fields[i].value);
        block.end = wp_entry_end_below(text, end, column);
        block.entries[i] = (struct wp_block_entry){begin, wp_span(line, block.end - line), false};
    }
    if (block.count == 0)
        block.end = wp_entry_end_below(text, wp_span_end(item->layout.span), column);
    return block;
}

struct wp_block wp_block_of_list(struct wp_edit_state *state, const struct wp_item *parent)
{
    const struct wp_field *list = wp_item_field(parent, parent->seq_key);
    size_t column = wp_line_column(state->week->text, list->value.offset);
    const struct wp_item *item;
    struct wp_block block;
    size_t count = 0;

    for (item = parent->first; item != NULL; item = item->next)
        count++;
    block = new_block(state, column, count);
    block.of_items = true;
    for (item = parent->first; item != NULL; item = item->next) {
        struct wp_span lines = wp_entry_lines_and_blank(state->week, item);

        block.entries[item->number - 1] = (struct wp_block_entry){lines.offset, lines, false};
    }
    block.end = wp_entry_end_below(state->week->text, wp_span_end(list->value), column);
    return block;
}

struct wp_block wp_block_of_strings(struct wp_edit_state *state, struct wp_span span, size_t count)
{
    struct wp_str text = state->week->text;
    struct wp_block block = new_block(state, wp_line_column(text, span.offset), count);
    size_t begin = wp_line_begin(text, span.offset);
    size_t line = begin;
    size_t found = 0;

    block.end = wp_entry_end_below(text, wp_span_end(span), block.column);
    while (line < wp_span_end(span)) {
        size_t dash = line;

        while (dash < wp_span_end(span) && !wp_line_has_dash(text, dash, block.column))
            dash = wp_line_next(text, dash);
        if (dash >= wp_span_end(span))
            break;
        line = wp_entry_end_of_string(text, dash, span, block.column);
        if (found < count)
            block.entries[found] =
                (struct wp_block_entry){begin, wp_span(begin, line - begin), false};
        found++;
        begin = line;
    }
    if (found != count) {
        begin = wp_line_begin(text, span.offset);
        block.entries[0] = (struct wp_block_entry){begin, wp_span(begin, block.end - begin), false};
        block.count = 1;
    }
    return block;
}

void wp_block_put_before(struct wp_edit_state *state, const struct wp_block *block, size_t number,
                         const struct wp_item *last)
{
    size_t at = block->entries[number].begin;

    if (wp_line_begin(state->week->text, at) != at) {
        /* Insert the new entry after the dash or the colon, and move the old entry to a new line.
         * */
        wp_buf_repeat(&state->scratch, " ", block->column);
        wp_edit_state_put(state, wp_span(at, 0), block->column);
    } else if (last != NULL) {
        wp_edit_state_put_items(state, at, last);
    } else {
        wp_edit_state_put_lines(state, at);
    }
}

/* Remove the bytes of `span`, which are whole lines or the rest of a line. */
static void remove_span(struct wp_edit_state *state, struct wp_span span)
{
    struct wp_str text = state->week->text;
    size_t begin = span.offset;
    size_t end = wp_span_end(span);

    if (wp_line_begin(text, begin) != begin) {
        while (end < text.length && text.data[end] == ' ')
            end++;
        /* Leave no space at the end of the line. */
        while (wp_line_break_at(text, end) > 0 && text.data[begin - 1] == ' ')
            begin--;
    }
    state->lacks_last_break = state->lacks_last_break && end < text.length;
    wp_edit_state_remove(state, begin, end);
}

/* Return how many entries from number `first` on are removed together, because their lines are
 * adjacent. */
static size_t count_removed(const struct wp_block *block, size_t first)
{
    const struct wp_block_entry *entries = block->entries;
    size_t next = first + 1;

    while (next < block->count && entries[next].removed &&
           entries[next].lines.offset == wp_span_end(entries[next - 1].lines))
        next++;
    return next - first;
}

void wp_block_remove(struct wp_edit_state *state, const struct wp_block *block)
{
    struct wp_str text = state->week->text;
    bool kept = false; /* whether an entry above is not removed */
    size_t i = 0;

    while (i < block->count) {
        size_t begin = block->entries[i].lines.offset;
        size_t end;

        if (!block->entries[i].removed) {
            kept = true;
            i++;
            continue;
        }
        i += count_removed(block, i);
        end = wp_span_end(block->entries[i - 1].lines);
        /* If the next item has a comment, insert a blank line. Directly below the key the comment
         * would be about the list. */
        if (block->of_items && !kept && i < block->count && !block->entries[i].removed &&
            text.data[wp_line_skip_blanks(text, end)] == '#' && !wp_line_follows_blank(text, begin))
            wp_edit_state_put_text(state, begin, state->style.line_break);
        remove_span(state, wp_span(begin, end - begin));
    }
}
