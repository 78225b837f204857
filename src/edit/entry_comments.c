#include "edit/entry_comments.h"

#include <string.h>

#include "edit/block_scalar_end.h"
#include "edit/line.h"
#include "plan/item_value.h"
#include "plan/keys.h"

size_t wp_entry_end_below(struct wp_str text, size_t end, size_t column)
{
    size_t after = wp_line_break_before(text, end) > 0 ? end : wp_line_next(text, end);
    size_t line = after;

    while (wp_line_break_before(text, line) > 0) {
        size_t at = wp_line_skip_blanks(text, line);
        bool comment = at < text.length && text.data[at] == '#';

        if (comment ? wp_line_column(text, at) <= column : !wp_line_is_blank(text, line))
            break;
        line = wp_line_next(text, line);
        after = comment ? line : after;
    }
    return after;
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

/* Return the field of the list that contains the item. */
static const struct wp_field *list_of(const struct wp_item *item)
{
    return wp_item_field(item->parent, item->parent->seq_key);
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

/* Return the end of the item before `item` in its list; for the first item the start of the
 * list. */
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
    const struct wp_span *block = wp_block_scalar_end_of_item(week, item);

    return block != NULL && wp_block_scalar_end_least_blanks(week->text, *block) == 0;
}

/* Whether a blank line is directly above the line at `line`. A blank line that is a part of a
 * block scalar does not count. */
static bool is_set_off(const struct wp_week *week, size_t line)
{
    const struct wp_span *block = wp_block_scalar_end_above(week, line);

    return wp_line_follows_blank(week->text, line) &&
           (block == NULL || wp_block_scalar_end(week->text, *block) < line);
}

bool wp_entry_is_spaced(const struct wp_week *week, const struct wp_item *parent)
{
    const struct wp_item *last = parent->first;

    while (last != NULL && last->next != NULL)
        last = last->next;
    return last != NULL && last->previous != NULL &&
           is_set_off(week, wp_entry_lines(week, last).offset) &&
           !wp_entry_keeps_breaks(week, last);
}

bool wp_entry_ends_in_prose(const struct wp_item *item)
{
    for (;;) {
        const struct wp_field *field = item->layout.field_count > 0
                                           ? &item->layout.fields[item->layout.field_count - 1]
                                           : NULL;

        if (field == NULL || !wp_key_holds_items(field->key) || item->first == NULL)
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
        entry.after = at + 1;
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
    size_t end = entry->after;

    if (wp_line_begins_at(text, begin) && wp_line_ends_at(text, end)) {
        begin = wp_entry_above(text, entry, first);
        end = wp_line_next(text, end);
    }
    return wp_span(begin, end - begin);
}

/* Whether a blank line, or the key of the list, is above the item that begins at `begin`. Then a
 * blank line below the item is superfluous when the item is removed. */
static bool has_spare_blank(const struct wp_week *week, const struct wp_item *item, size_t begin)
{
    if (item->previous == NULL && item->next != NULL &&
        begin == wp_line_next(week->text, wp_entry_colon(week, list_of(item))))
        return true;
    return is_set_off(week, begin);
}

struct wp_span wp_entry_lines_and_blank(const struct wp_week *week, const struct wp_item *item)
{
    struct wp_span lines = wp_entry_lines(week, item);
    size_t end = wp_span_end(lines);

    while (has_spare_blank(week, item, lines.offset) && wp_line_is_blank(week->text, end))
        end = wp_line_next(week->text, end);
    return wp_span(lines.offset, end - lines.offset);
}

bool wp_entry_has_comment_above(const struct wp_week *week, const struct wp_item *item)
{
    struct wp_entry entry;

    if (!wp_entry_is_flow(week, item))
        return wp_entry_lines(week, item).offset <
               wp_line_begin(week->text, wp_entry_dash(week, item));
    entry = wp_entry_of_item(week, item);
    return wp_entry_own(week->text, &entry, item->previous == NULL).offset <
           wp_line_begin(week->text, entry.begin);
}

size_t wp_entry_end_of_string(struct wp_str text, size_t dash, struct wp_span list, size_t column)
{
    size_t next = 0; /* start of the comments and blank lines directly above the line */
    size_t line = wp_line_below_dash(text, dash);

    for (; line < wp_span_end(list); line = wp_line_next(text, line)) {
        size_t at = wp_line_skip_blanks(text, line);

        if (wp_line_has_dash(text, line, column))
            return next > 0 ? next : line;
        if (wp_line_break_at(text, at) == 0 &&
            (text.data[at] != '#' || wp_line_column(text, at) > column))
            next = 0;
        else if (next == 0)
            next = line;
    }
    return wp_entry_end_below(text, wp_span_end(list), column);
}

/* Whether [begin, end), which contains no scalar, has a comment. */
static bool has_comment(struct wp_str text, size_t begin, size_t end)
{
    return begin < end && memchr(text.data + begin, '#', end - begin) != NULL;
}

bool wp_entry_empty_list_has_comment(const struct wp_week *week, const struct wp_field *list)
{
    return has_comment(week->text, list->value.offset, wp_span_end(list->value));
}

bool wp_entry_flow_list_has_comment(const struct wp_week *week, const struct wp_item *parent)
{
    struct wp_span list = wp_item_field(parent, parent->seq_key)->value;
    size_t at = list.offset;
    const struct wp_item *item;

    for (item = parent->first; item != NULL; item = item->next) {
        struct wp_entry entry = wp_entry_of_item(week, item);
        struct wp_span own = wp_entry_own(week->text, &entry, item->previous == NULL);

        if (has_comment(week->text, at, own.offset))
            return true;
        at = wp_span_end(own);
    }
    return has_comment(week->text, at, wp_span_end(list));
}

/* Whether the key of a list has a comment directly above it. */
static bool key_has_comment_above(const struct wp_week *week, const struct wp_item *parent,
                                  const struct wp_field *list)
{
    struct wp_str text = week->text;
    size_t line = wp_line_begin(text, list->name.offset);
    size_t floor = line;

    if (list > parent->layout.fields)
        floor = wp_entry_end_below(text, wp_span_end(list[-1].value),
                                   wp_line_column(text, parent->layout.span.offset));
    return wp_line_skip_blanks(text, line) == list->name.offset &&
           wp_entry_begin_above(text, line, floor, false) < line;
}

bool wp_entry_list_has_comment(const struct wp_week *week, const struct wp_item *parent)
{
    const struct wp_field *list = wp_item_field(parent, parent->seq_key);
    struct wp_str text = week->text;
    bool flow = wp_entry_is_flow_seq(week, list);
    size_t column = wp_line_column(text, parent->layout.span.offset);
    size_t end = wp_entry_end_below(text, wp_span_end(list->value), column);
    size_t comma = wp_line_next_token(text, wp_span_end(list->value));
    size_t at = wp_span_end(list->name);
    const struct wp_item *item;

    if (key_has_comment_above(week, parent, list))
        return true;
    if (parent->layout.style == WP_FLOW && comma < text.length && text.data[comma] == ',')
        end = wp_line_next(text, comma);
    for (item = parent->first; item != NULL; item = item->next) {
        struct wp_span own = flow ? item->layout.span : wp_entry_lines_and_blank(week, item);

        if (has_comment(text, at, own.offset))
            return true;
        at = wp_span_end(own);
    }
    return has_comment(text, at, end);
}
