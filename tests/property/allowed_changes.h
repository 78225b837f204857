/*
 * What an edit may touch of a plan: the lines of the keys and items that it is
 * about, and the comments that go with what goes. All else has to stay as it is,
 * byte for byte.
 *
 * A comment belongs to the thing on its line, or else to the thing above that
 * it is indented deeper than, or else, if it stands directly above an item, to
 * that item; but those directly below the key of a list head the list.
 */
#ifndef PROPERTY_ALLOWED_CHANGES_H
#define PROPERTY_ALLOWED_CHANGES_H

#include <ctype.h>
#include <string.h>

#include "lines_and_comments.h"
#include "random_edit.h"

enum { TEXT_MAX = 1 << 16 };

/* What may happen at an offset of the text, and what becomes of a comment. */
enum leeway {
    LEEWAY_NONE = 0,
    LEEWAY_FREE = 1,      /* this byte may be another, or go */
    LEEWAY_PLACE = 2,     /* something may be put before it */
    LEEWAY_GOES = 4,      /* a comment has to go */
    LEEWAY_MAY_GO = 8,    /* a comment may go */
    LEEWAY_MUST_STAY = 16 /* even so */
};

struct touched {
    struct wp_str text;
    const struct wp_week *week;
    unsigned char leeway[TEXT_MAX + 1];
};

static inline void mark(struct touched *touched, size_t begin, size_t end, enum leeway leeway)
{
    for (; begin < end; begin++)
        touched->leeway[begin] |= (unsigned char)leeway;
}

static inline void mark_place(struct touched *touched, size_t at)
{
    touched->leeway[at] |= LEEWAY_PLACE;
}

/* Before each line from `begin` on, and at `end`. */
static inline void mark_places(struct touched *touched, size_t begin, size_t end)
{
    size_t at;

    for (at = line_begin(touched->text, begin); at < end; at = line_end(touched->text, at))
        mark_place(touched, at);
    mark_place(touched, end);
}

static inline size_t end_of(struct wp_span span)
{
    return span.offset + span.length;
}

/* Whether a literal or folded text stands above, but for blank lines: those that would
 * become a part of it may go. */
static inline bool follows_block(const struct touched *touched, size_t at)
{
    const struct wp_week *week = touched->week;

    for (size_t i = 0; i < week->block_count; i++) {
        size_t end = end_of(week->blocks[i]);

        if (end <= at && week->blocks[i].offset < at &&
            wp_str_trim(wp_str_slice(touched->text, end, at - end)).length == 0)
            return true;
    }
    return false;
}

/* Behind the blank lines at `at`. */
static inline size_t behind_blank_lines(struct wp_str text, size_t at)
{
    while (at < text.length && blanks_end(text, at) < text.length && is_blank_line(text, at))
        at = line_end(text, at);
    return blanks_end(text, at) == text.length ? text.length : at;
}

static inline bool is_flow(const struct touched *touched, const struct wp_item *item)
{
    return item->layout.style == WP_FLOW && !item->layout.scalar &&
           touched->text.data[item->layout.span.offset] != '\0';
}

static inline size_t begin_of_field(const struct touched *touched, const struct wp_item *item,
                                    size_t number)
{
    size_t at = item->layout.span.offset;

    if (number > 0)
        at = end_of(item->layout.fields[number - 1].value);
    at = token_after(touched->text, at);
    if (at < touched->text.length && strchr("{,", touched->text.data[at]) != NULL)
        at = token_after(touched->text, at + 1);
    return at;
}

static inline const struct wp_field *list_of(const struct wp_item *item)
{
    return wp_item_field(item, item->seq_key);
}

static inline bool is_bracketed(const struct touched *touched, const struct wp_field *list)
{
    return list->value.length > 0 && touched->text.data[list->value.offset] == '[';
}

/* Whether `word` stands in the span as a word of its own; and where. */
static inline bool find_word(struct wp_str text, struct wp_span span, struct wp_str word,
                             size_t *at)
{
    for (*at = span.offset; *at + word.length <= end_of(span); ++*at)
        if (memcmp(text.data + *at, word.data, word.length) == 0 &&
            isdigit((unsigned char)text.data[*at + word.length]) == 0)
            return true;
    return false;
}

/* The comments of a list of texts: those on the line of one that stays, or
 * directly above it that are not deeper than its dash, have to stay. */
static inline void touch_texts(struct touched *touched, const struct wp_field *field,
                               const struct wp_list *wanted, unsigned column)
{
    struct wp_str text = touched->text;
    unsigned dash = column_of(text, field->value.offset);
    bool brackets = field->value.length > 0 && text.data[field->value.offset] == '[';

    mark(touched, field->value.offset, behind_comments(text, end_of(field->value), column),
         LEEWAY_FREE | LEEWAY_MAY_GO);
    for (size_t i = 0; i < wanted->count; i++) {
        size_t at, line, above;

        if (!wp_str_starts(wanted->items[i], "tag") ||
            !find_word(text, field->value, wp_str_trim(wanted->items[i]), &at))
            continue;
        mark(touched, at, line_end(text, at), LEEWAY_MUST_STAY);
        for (line = line_begin(text, at); line > field->value.offset; line = above) {
            above = line_above(text, line);
            if (!is_comment_line(text, above) ||
                (!brackets && column_of(text, blanks_end(text, above)) > dash))
                break;
            mark(touched, above, line, LEEWAY_MUST_STAY);
        }
    }
}

/* Behind the line that ends what ends at `end`, or its comma. */
static inline size_t comma_line_end(struct wp_str text, size_t end)
{
    size_t comma = token_after(text, end);

    if (comma < text.length && text.data[comma] == ',')
        end = comma + 1;
    return lines_end(text, end);
}

/* Field number `number`, whose value becomes another one, or which goes. */
static inline void touch_field(struct touched *touched, const struct wp_item *item, size_t number,
                               bool goes)
{
    struct wp_str text = touched->text;
    const struct wp_field *field = &item->layout.fields[number];
    unsigned column = column_of(text, item->layout.span.offset);
    size_t begin = begin_of_field(touched, item, number);
    size_t end = lines_end(text, end_of(field->value));

    if (is_flow(touched, item)) {
        mark(touched, line_begin(text, item->layout.span.offset),
             lines_end(text, end_of(item->layout.span)), LEEWAY_FREE);
        if (goes)
            mark(touched, begin, comma_line_end(text, end_of(field->value)), LEEWAY_MAY_GO);
        return;
    }
    if (!goes) {
        mark(touched, begin, end, LEEWAY_FREE);
        mark_places(touched, end, behind_comments(text, end_of(field->value), column));
        return;
    }
    end = behind_comments(text, end_of(field->value), column);
    mark(touched, begin, end, LEEWAY_GOES);
    /* What follows takes its place behind the dash. */
    if (blanks_end(text, line_begin(text, begin)) != begin)
        end = token_after(text, end);
    mark(touched, line_begin(text, begin), blanks_end(text, end), LEEWAY_FREE);
    if (follows_block(touched, line_begin(text, begin))) {
        mark(touched, end, behind_blank_lines(text, end), LEEWAY_FREE);
        end = behind_blank_lines(text, end);
    }
}

/* Where a key may be put that the item does not have yet. */
static inline void touch_for_key(struct touched *touched, const struct wp_item *item)
{
    struct wp_str text = touched->text;
    size_t begin = item->layout.span.offset;
    size_t end = end_of(item->layout.span);
    unsigned column = column_of(text, begin);

    if (item->layout.scalar || is_flow(touched, item)) {
        mark(touched, line_begin(text, begin), lines_end(text, end), LEEWAY_FREE);
        /* Its comments are less deep than the keys that it gets. */
        column = 0;
    }
    mark_places(touched, begin, behind_blank_lines(text, behind_comments(text, end, column)));
    for (size_t i = 0; i < item->layout.field_count; i++)
        mark_place(touched, begin_of_field(touched, item, i));
}

static inline void touch_key(struct touched *touched, const struct request *request,
                             const struct wp_item *item, enum wp_key key)
{
    const struct wp_field *field = wp_item_field(item, key);
    unsigned column = column_of(touched->text, item->layout.span.offset);
    bool goes = !wp_item_has(&request->values, key);

    if (wp_item_value_equal(item, &request->values, key))
        return;
    if (field == NULL) {
        touch_for_key(touched, item);
        return;
    }
    touch_field(touched, item, (size_t)(field - item->layout.fields), goes);
    /* A note that comes above what goes would take blank lines below it. */
    if (goes && wp_item_has(&request->values, WP_KEY_NOTE)) {
        size_t end = behind_comments(touched->text, end_of(field->value), column);

        mark(touched, end, behind_blank_lines(touched->text, end), LEEWAY_FREE);
    }
    if (!goes && key == WP_KEY_TAGS)
        touch_texts(touched, field, &request->values.tags, column);
    if (!goes && key == WP_KEY_LINKS)
        touch_texts(touched, field, &request->values.links, column);
}

static inline void touch_for_items(struct touched *touched, const struct wp_item *parent)
{
    struct wp_str text = touched->text;
    const struct wp_field *list = list_of(parent);

    if (list == NULL || is_flow(touched, parent)) {
        touch_for_key(touched, parent);
    } else if (parent->first == NULL || is_bracketed(touched, list)) {
        mark(touched, list->name.offset, lines_end(text, end_of(list->value)), LEEWAY_FREE);
        mark_places(
            touched, list->name.offset,
            behind_blank_lines(text, behind_comments(text, end_of(list->value),
                                                     column_of(text, parent->layout.span.offset))));
    } else {
        mark_places(touched, end_of(list->value),
                    behind_blank_lines(text, behind_comments(text, end_of(list->value),
                                                             column_of(text, list->value.offset))));
    }
}

/* Where the comments begin that stand directly above `line` and are not those
 * of what ends at `before`, or head the list. */
static inline size_t comments_above(struct wp_str text, size_t line, size_t before, bool first,
                                    unsigned column)
{
    size_t floor = first ? line_end(text, before) : behind_comments(text, before, column);
    size_t begin = line;

    while (begin > floor && is_comment_line(text, line_above(text, begin)))
        begin = line_above(text, begin);
    return first && begin <= floor ? line : begin;
}

static inline const struct wp_item *previous_of(const struct wp_item *item)
{
    const struct wp_item *other = item->parent->first;

    if (other == item)
        return NULL;
    while (other->next != item)
        other = other->next;
    return other;
}

/* Where what stands before an item of a list ends: another one, or the key. */
static inline size_t end_before(struct wp_str text, const struct wp_item *item)
{
    const struct wp_item *previous = previous_of(item);

    if (previous != NULL)
        return end_of(previous->layout.span);
    /* The colon: it may stand on a line of its own. */
    return token_after(text, end_of(list_of(item->parent)->name)) + 1;
}

/* The lines of an item of a block list, with the comments that are its own. */
static inline struct wp_span own_lines(struct wp_str text, const struct wp_item *item)
{
    const struct wp_field *list = list_of(item->parent);
    bool first = previous_of(item) == NULL;
    size_t begin = token_after(text, first ? list->value.offset : end_before(text, item));
    size_t line = line_begin(text, begin);
    unsigned column = column_of(text, list->value.offset);

    if (blanks_end(text, line) == begin)
        begin = comments_above(text, line, end_before(text, item), first, column);
    return wp_span(begin, behind_comments(text, end_of(item->layout.span), column) - begin);
}

static inline void touch_block_item(struct touched *touched, const struct wp_item *item)
{
    struct wp_span own = own_lines(touched->text, item);

    mark(touched, own.offset, end_of(own), LEEWAY_GOES | LEEWAY_FREE);
    /* Blank lines around it. */
    mark(touched, end_before(touched->text, item), token_after(touched->text, end_of(own)),
         LEEWAY_FREE);
}

static inline void touch_flow_item(struct touched *touched, const struct wp_item *item)
{
    struct wp_str text = touched->text;
    const struct wp_field *list = list_of(item->parent);
    size_t begin = line_begin(text, item->layout.span.offset);

    while (begin > list->value.offset && is_comment_line(text, line_above(text, begin)))
        begin = line_above(text, begin);
    mark(touched, begin, comma_line_end(text, end_of(item->layout.span)), LEEWAY_MAY_GO);
    mark(touched, line_begin(text, list->value.offset), lines_end(text, end_of(list->value)),
         LEEWAY_FREE);
}

/* The key of a list that is left empty. */
static inline void touch_list_key(struct touched *touched, const struct wp_item *parent)
{
    const struct wp_field *list = list_of(parent);
    size_t number = (size_t)(list - parent->layout.fields);
    size_t begin = begin_of_field(touched, parent, number);
    size_t end = token_after(touched->text, end_of(list->value));

    if (is_flow(touched, parent)) {
        touch_for_key(touched, parent);
        mark(touched, begin, comma_line_end(touched->text, end_of(list->value)), LEEWAY_MAY_GO);
    }
    mark(touched, line_begin(touched->text, begin), end, LEEWAY_FREE);
    mark_place(touched, end_of(list->name) + 1);
}

static inline void touch_going(struct touched *touched, const struct request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        const struct wp_item *item = request->targets[i]->before;
        bool all = true;

        if (is_bracketed(touched, list_of(item->parent)))
            touch_flow_item(touched, item);
        else
            touch_block_item(touched, item);
        for (const struct wp_item *other = item->parent->first; other != NULL;
             other = other->next) {
            bool goes = false;

            for (size_t j = 0; j < request->count; j++)
                goes = goes || request->targets[j]->before == other;
            all = all && goes;
        }
        if (all)
            touch_list_key(touched, item->parent);
    }
}

/* What ends in a text that keeps its line breaks goes behind the blank lines below the
 * place: else they would be its own. */
static inline void touch_behind_blank_lines(struct touched *touched, const struct wp_item *parent)
{
    const struct wp_field *list = list_of(parent);
    struct wp_span above = list != NULL ? list->value : parent->layout.span;
    struct wp_str text = touched->text;
    size_t at = behind_comments(text, end_of(above), column_of(text, above.offset));

    while (is_blank_line(text, at)) {
        at = line_end(text, at);
        mark_place(touched, at);
    }
}

/* Where a moved item goes. */
static inline void touch_place(struct touched *touched, const struct request *request)
{
    const struct wp_item *under = request->under->before;
    const struct wp_item *ahead = request->ahead != NULL ? request->ahead->before : NULL;
    size_t end = end_of(request->targets[0]->before->layout.span);

    if (ahead == NULL && is_break(touched->text.data[end - 1]))
        touch_behind_blank_lines(touched, under);

    /* What is in brackets may go on lines, and what stands behind them above. */
    if (list_of(under) != NULL && is_bracketed(touched, list_of(under)))
        mark(touched, list_of(under)->value.offset,
             lines_end(touched->text, end_of(list_of(under)->value)), LEEWAY_MAY_GO);
    if (ahead == NULL || is_bracketed(touched, list_of(under)))
        touch_for_items(touched, under);
    else
        mark_place(touched, own_lines(touched->text, ahead).offset);
}

/* The header of a literal or folded text that ends the week without a line
 * break: text that comes behind it changes what it says, unless the header says
 * that it does not. */
static inline void touch_last_header(struct touched *touched)
{
    struct wp_str text = touched->text;
    size_t line = line_begin(text, text.length);

    mark_place(touched, text.length);
    /* Blanks alone make way for what comes. */
    if (blanks_end(text, line) == text.length)
        mark(touched, line, text.length, LEEWAY_FREE);
    while (line > 0) {
        size_t at = line_above(text, line);

        line = at;
        while (at < text.length && !is_break(text.data[at]))
            if (strchr("|>", text.data[at++]) != NULL && (text.data[at - 2] == ' ')) {
                size_t end = at;

                while (end < text.length && strchr("+-0123456789", text.data[end]) != NULL)
                    end++;
                mark(touched, at, end, LEEWAY_FREE);
                mark_place(touched, at);
                mark_place(touched, end);
                return;
            }
    }
}

/* No blank line stays at the end above what goes there. */
static inline void touch_end(struct touched *touched)
{
    struct wp_str text = touched->text;
    size_t line = text.length;
    size_t at;

    while (line > 0) {
        size_t above = line_above(text, line);

        for (at = above; at < line && (touched->leeway[at] & LEEWAY_FREE) != 0;)
            at++;
        if (at < line && (line == text.length || !is_blank_line(text, above)))
            return;
        mark(touched, above, line, LEEWAY_FREE);
        line = above;
    }
}

/* Before the marker behind it, a line that begins with '%' would be a directive, were
 * there nothing between them: "..." may be put at the end. */
static inline void touch_for_directive(struct touched *touched)
{
    struct wp_str text = touched->text;

    for (size_t at = 0; at < text.length; at = line_end(text, at))
        if (text.data[at] == '%')
            mark_place(touched, text.length);
}

static inline void find_touched(struct touched *touched, const struct request *request,
                                const struct wp_week *week)
{
    touched->text = week->text;
    touched->week = week;
    memset(touched->leeway, 0, week->text.length + 1);
    if (week->text.length > 0 && !is_break(week->text.data[week->text.length - 1]))
        touch_last_header(touched);
    if (request->command == COMMAND_RM || request->command == COMMAND_MOVE)
        touch_going(touched, request);
    if (request->command == COMMAND_MOVE)
        touch_place(touched, request);
    for (size_t i = 0; i < request->count; i++) {
        const struct wp_item *item = request->targets[i]->before;

        for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
            if ((request->keys & KEY_BIT(key)) != 0) {
                touch_key(touched, request, item, key);
                if (item->layout.scalar)
                    touch_for_key(touched, item);
            }
        if (request->added != NULL)
            touch_for_items(touched, item);
    }
    touch_end(touched);
    touch_for_directive(touched);
}

#endif
