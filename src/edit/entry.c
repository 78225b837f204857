#include "edit/entry.h"

#include "edit/block_scalar.h"
#include "edit/line.h"
#include "plan/keys.h"
#include "plan/value.h"

size_t wp_entry_end_below(struct wp_str text, size_t end, size_t column)
{
    size_t behind = wp_line_break_before(text, end) > 0 ? end : wp_line_next(text, end);
    size_t line = behind;

    while (wp_line_break_before(text, line) > 0) {
        size_t at = wp_line_skip_blanks(text, line);
        bool comment = at < text.length && text.data[at] == '#';

        if (comment ? wp_line_column(text, at) <= column : !wp_line_is_blank(text, line))
            break;
        line = wp_line_next(text, line);
        behind = comment ? line : behind;
    }
    return behind;
}

size_t wp_entry_begin_above(struct wp_str text, size_t line, size_t floor, bool first)
{
    size_t begin = line;

    while (begin > floor) {
        size_t above = wp_line_begin(text, begin - wp_line_break_before(text, begin));
        size_t at = wp_line_skip_blanks(text, above);

        if (at == text.length || text.data[at] != '#')
            break;
        begin = above;
    }
    return first && begin <= floor ? line : begin;
}

/* The value of the key that holds the list in which the item stands. */
static const struct wp_field *list_of(const struct wp_item *item)
{
    return wp_item_field(item->parent, wp_item_seq_key(item->parent));
}

bool wp_entry_is_flow_seq(const struct wp_week *week, const struct wp_field *list)
{
    return list != NULL && list->value.length > 0 && week->text.data[list->value.offset] == '[';
}

bool wp_entry_is_flow(const struct wp_week *week, const struct wp_item *item)
{
    return item->parent != NULL && wp_entry_is_flow_seq(week, list_of(item));
}

size_t wp_entry_colon(const struct wp_week *week, const struct wp_field *list)
{
    return wp_line_next_token(week->text, wp_span_end(list->name)) + 1;
}

/* Where what stands before the item in its list ends. */
static size_t end_before(const struct wp_item *item)
{
    return item->previous != NULL ? wp_span_end(item->previous->layout.span)
                                  : list_of(item)->value.offset;
}

size_t wp_entry_dash(const struct wp_week *week, const struct wp_item *item)
{
    return wp_line_next_token(week->text, end_before(item));
}

struct wp_span wp_entry_lines(const struct wp_week *week, const struct wp_item *item)
{
    const struct wp_field *list = list_of(item);
    struct wp_str text = week->text;
    size_t column = wp_line_column(text, list->value.offset);
    size_t dash = wp_entry_dash(week, item);
    size_t line = wp_line_begin(text, dash);
    size_t floor = item->previous != NULL ? wp_entry_end_below(text, end_before(item), column)
                                          : wp_line_next(text, wp_entry_colon(week, list));
    size_t begin = dash;
    size_t end = wp_entry_end_below(text, wp_span_end(item->layout.span), column);

    if (wp_line_skip_blanks(text, line) == dash)
        begin = wp_entry_begin_above(text, line, floor, item->previous == NULL);
    return wp_span(begin, end - begin);
}

bool wp_entry_keeps_breaks(const struct wp_week *week, const struct wp_item *item)
{
    const struct wp_span *block = wp_block_scalar_at_end_of(week, item);

    return block != NULL && wp_block_scalar_takes(week->text, *block) == 0;
}

bool wp_entry_is_spaced(const struct wp_week *week, const struct wp_item *parent)
{
    const struct wp_item *last = parent->first;

    while (last != NULL && last->next != NULL)
        last = last->next;
    return last != NULL && last->previous != NULL &&
           wp_line_follows_blank(week->text, wp_entry_lines(week, last).offset) &&
           !wp_entry_keeps_breaks(week, last);
}

bool wp_entry_ends_in_prose(const struct wp_item *item)
{
    for (;;) {
        const struct wp_field *field = item->layout.field_count > 0
                                           ? &item->layout.fields[item->layout.field_count - 1]
                                           : NULL;

        if (field == NULL || !wp_key_is_list(field->key) || item->first == NULL)
            return field == NULL || wp_key_is_prose(field->key);
        for (item = item->first; item->next != NULL;)
            item = item->next;
    }
}

struct wp_entry wp_entry_next(struct wp_str text, size_t before, size_t end, size_t close)
{
    struct wp_entry entry = {before, wp_line_next_token(text, before), end, end};
    size_t at = wp_line_next_token(text, end);

    if (at < close && text.data[at] == ',')
        entry.behind = at + 1;
    return entry;
}

struct wp_entry wp_entry_of_item(const struct wp_week *week, const struct wp_item *item)
{
    struct wp_span list = list_of(item)->value;
    size_t close = wp_span_end(list) - 1;
    size_t before = list.offset + 1;

    if (item->previous != NULL)
        before = wp_line_next_token(week->text, wp_span_end(item->previous->layout.span)) + 1;
    return wp_entry_next(week->text, before, wp_span_end(item->layout.span), close);
}

size_t wp_entry_above(struct wp_str text, const struct wp_entry *entry, bool first)
{
    return wp_entry_begin_above(text, wp_line_begin(text, entry->begin),
                                wp_line_next(text, entry->before), first);
}

struct wp_span wp_entry_own(struct wp_str text, const struct wp_entry *entry, bool first)
{
    size_t begin = entry->begin;
    size_t end = entry->behind;

    if (wp_line_begins_at(text, begin) && wp_line_ends_at(text, end)) {
        begin = wp_entry_above(text, entry, first);
        end = wp_line_next(text, end);
    }
    return wp_span(begin, end - begin);
}
