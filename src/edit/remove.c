/* Items that go: with their lines, their comments, and the key of a list that
 * would be left empty. */
#include <string.h>

#include "edit/edit_state.h"
#include "edit/entry.h"
#include "edit/flow.h"
#include "edit/line.h"
#include "plan/item_set.h"
#include "plan/value.h"

struct taking {
    const struct wp_item *const *items;
    size_t count;
};

static bool is_taken(const struct taking *taking, const struct wp_item *item)
{
    return wp_item_set_has(taking->items, taking->count, item);
}

static bool takes_all(const struct taking *taking, const struct wp_item *parent)
{
    const struct wp_item *item = parent->first;

    while (item != NULL && is_taken(taking, item))
        item = item->next;
    return item == NULL;
}

/* Whether a blank line behind the item would be one too many: there is one before
 * it, or nothing. */
static bool spares_blank_line(const struct wp_week *week, const struct wp_item *item, size_t begin)
{
    const struct wp_field *list = wp_item_field(item->parent, wp_item_seq_key(item->parent));
    struct wp_str text = week->text;

    if (item->previous == NULL && item->next != NULL &&
        begin == wp_line_next(text, wp_entry_colon(week, list)))
        return true;
    return wp_line_follows_blank(text, begin);
}

/* What goes with an item: its lines, and a blank line that set it off. Behind a
 * colon the next dash takes the place of its own. */
static struct wp_span lines_of(const struct wp_edit_state *state, const struct wp_item *item)
{
    struct wp_str text = state->week->text;
    struct wp_span lines = wp_entry_lines(state->week, item);
    size_t end = wp_span_end(lines);

    if (wp_line_begin(text, lines.offset) != lines.offset)
        end = wp_line_skip_blanks(text, end);
    while (spares_blank_line(state->week, item, lines.offset) && wp_line_is_blank(text, end))
        end = wp_line_next(text, end);
    return wp_span(lines.offset, end - lines.offset);
}

/* Whether a comment stands in the text, which is between items. */
static bool remove_holds_comment(struct wp_str text)
{
    return text.length > 0 && memchr(text.data, '#', text.length) != NULL;
}

/* Whether a comment that speaks of nothing else stands directly above the key of a list. */
static bool has_comment_above(const struct wp_edit_state *state, const struct wp_item *parent,
                              const struct wp_field *list)
{
    struct wp_str text = state->week->text;
    size_t line = wp_line_begin(text, list->name.offset);
    size_t floor = line;

    if (list > parent->layout.fields)
        floor = wp_entry_end_below(text, wp_span_end(list[-1].value),
                                   wp_line_column(text, parent->layout.span.offset));
    return wp_line_skip_blanks(text, line) == list->name.offset &&
           wp_entry_begin_above(text, line, floor, false) < line;
}

/* Whether the list and the line of its key say something beside the items. */
static bool is_commented(const struct wp_edit_state *state, const struct wp_item *parent)
{
    const struct wp_field *list = wp_item_field(parent, wp_item_seq_key(parent));
    struct wp_str text = state->week->text;
    bool brackets = text.data[list->value.offset] == '[';
    size_t column = wp_line_column(text, parent->layout.span.offset);
    size_t end = wp_entry_end_below(text, wp_span_end(list->value), column);
    size_t comma = wp_line_next_token(text, wp_span_end(list->value));
    size_t at = wp_span_end(list->name);
    const struct wp_item *item;

    if (has_comment_above(state, parent, list))
        return true;
    if (parent->layout.style == WP_FLOW && comma < text.length && text.data[comma] == ',')
        end = wp_line_next(text, comma);
    for (item = parent->first; item != NULL; item = item->next) {
        struct wp_span span = brackets ? item->layout.span : lines_of(state, item);

        if (span.offset > at && remove_holds_comment(wp_str_slice(text, at, span.offset - at)))
            return true;
        at = wp_span_end(span);
    }
    return end > at && remove_holds_comment(wp_str_slice(text, at, end - at));
}

/* Lines that go, one behind the other. */
struct run {
    size_t begin;
    size_t end;
    const struct wp_item *before; /* the item that stays before them, or NULL */
};

/* Removes the lines. What comes to be the first of its list then, `next`, must not
 * lose its comment to the list: a blank line keeps them apart. */
static void remove_remove_lines(struct wp_edit_state *state, const struct run *run,
                                const struct wp_item *next)
{
    struct wp_str text = state->week->text;

    if (run->begin == run->end)
        return;
    if (run->before == NULL && next != NULL &&
        text.data[wp_line_skip_blanks(text, run->end)] == '#' &&
        !wp_line_follows_blank(text, run->begin))
        wp_edit_state_put_text(state, run->begin, state->style.line_break);
    state->unended = state->unended && run->end < text.length;
    wp_edit_state_remove(state, run->begin, run->end);
}

static void take_lines(struct wp_edit_state *state, const struct taking *taking,
                       const struct wp_item *parent)
{
    const struct wp_field *list = wp_item_field(parent, wp_item_seq_key(parent));
    struct run run = {0, 0, NULL};
    const struct wp_item *item;

    if (takes_all(taking, parent))
        wp_edit_state_put_text(state, wp_entry_colon(state->week, list), " []");
    for (item = parent->first; item != NULL; item = item->next) {
        struct wp_span span = lines_of(state, item);

        if (!is_taken(taking, item)) {
            remove_remove_lines(state, &run, item);
            run = (struct run){0, 0, item};
        } else if (span.offset == run.end) {
            run.end = wp_span_end(span);
        } else {
            remove_remove_lines(state, &run, NULL);
            run = (struct run){span.offset, wp_span_end(span), run.before};
        }
    }
    remove_remove_lines(state, &run, NULL);
}

static void take_entries(struct wp_edit_state *state, const struct taking *taking,
                         const struct wp_item *parent)
{
    struct wp_flow flow = wp_flow_of_list(state, parent, 0);
    const struct wp_item *item;
    size_t i = 0;

    for (item = parent->first; flow.entries != NULL && item != NULL; item = item->next)
        flow.entries[i++].goes = is_taken(taking, item);
    wp_flow_finish(state, &flow);
}

static void take_from(struct wp_edit_state *state, const struct taking *taking,
                      const struct wp_item *parent)
{
    const struct wp_change no_list = {parent, wp_item_seq_key(parent), NULL};
    const struct wp_change *changes[] = {&no_list};
    const struct wp_item_edit edit = {parent, changes, 1};
    const struct wp_field *list = wp_item_field(parent, wp_item_seq_key(parent));

    if (takes_all(taking, parent) && parent->parent != NULL && !is_commented(state, parent))
        wp_edit_mapping(state, &edit);
    else if (state->week->text.data[list->value.offset] == '[')
        take_entries(state, taking, parent);
    else
        take_lines(state, taking, parent);
}

void wp_edit_remove_lines(struct wp_edit_state *state, const struct wp_item *const *items,
                          size_t count)
{
    const struct taking taking = {items, count};
    size_t i;

    for (i = 0; i < count; i++)
        if (i == 0 || items[i - 1]->parent != items[i]->parent)
            take_from(state, &taking, items[i]->parent);
}
