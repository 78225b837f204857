/*
 * Compute which bytes of a week an edit may change: the lines of the keys and items
 * that the edit names, and the comments of removed items. All other bytes must stay the
 * same.
 *
 * The rule for comments: a comment belongs to the key or item on the same line; else to
 * the key or item above, if the comment is indented deeper; else to the item directly
 * below. Comments directly below the key of a list belong to the list, not to its first
 * item.
 */
#ifndef PROPERTY_ALLOWED_CHANGES_H
#define PROPERTY_ALLOWED_CHANGES_H

#include <ctype.h>
#include <string.h>

#include "lines_and_comments.h"
#include "random_edit.h"

enum { TEXT_MAX = 1 << 16 };

/* What an edit may do with one byte of the week, and with a comment that begins at this byte.
 * Values are flags. */
enum permission {
    ALLOW_NOTHING = 0,
    ALLOW_CHANGE = 1,       /* the byte may be changed or removed */
    ALLOW_INSERT = 2,       /* text may be inserted before the byte */
    COMMENT_MUST_GO = 4,    /* a comment at the byte must be removed */
    COMMENT_MAY_GO = 8,     /* a comment at the byte may be removed */
    COMMENT_MUST_STAY = 16, /* a comment at the byte must stay, even with COMMENT_MAY_GO */
    COMMENT_OF_KEY = 32     /* a comment at the byte may be lost: a moved item loses its key */
};

struct allowed {
    struct wp_str text;
    const struct wp_week *week;
    unsigned char permission[TEXT_MAX + 1];
};

static inline void allow(struct allowed *allowed, size_t begin, size_t end,
                         enum permission permission)
{
    for (; begin < end; begin++)
        allowed->permission[begin] |= (unsigned char)permission;
}

static inline void allow_insert(struct allowed *allowed, size_t at)
{
    allowed->permission[at] |= ALLOW_INSERT;
}

/* Allow insertions before each line from `begin` to `end`, and at `end`. */
static inline void allow_inserts(struct allowed *allowed, size_t begin, size_t end)
{
    size_t at;

    for (at = line_begin(allowed->text, begin); at < end; at = line_end(allowed->text, at))
        allow_insert(allowed, at);
    allow_insert(allowed, end);
}

static inline size_t end_of(struct wp_span span)
{
    return span.offset + span.length;
}

/* Whether only blank lines are between a block scalar and offset `at`. An edit may
 * remove these blank lines, because they would become a part of the scalar. */
static inline bool follows_block_scalar(const struct allowed *allowed, size_t at)
{
    const struct wp_week *week = allowed->week;

    for (size_t i = 0; i < week->block_count; i++) {
        size_t end = end_of(week->blocks[i]);

        if (end <= at && week->blocks[i].offset < at &&
            wp_str_trim(wp_str_slice(allowed->text, end, at - end)).length == 0)
            return true;
    }
    return false;
}

/* Return the offset after the blank lines that begin at offset `at`. */
static inline size_t behind_blank_lines(struct wp_str text, size_t at)
{
    while (at < text.length && blanks_end(text, at) < text.length && is_blank_line(text, at))
        at = line_end(text, at);
    return blanks_end(text, at) == text.length ? text.length : at;
}

static inline bool is_flow(const struct allowed *allowed, const struct wp_item *item)
{
    return item->layout.style == WP_FLOW && !item->layout.scalar &&
           allowed->text.data[item->layout.span.offset] != '\0';
}

static inline size_t begin_of_field(const struct allowed *allowed, const struct wp_item *item,
                                    size_t number)
{
    size_t at = item->layout.span.offset;

    if (number > 0)
        at = end_of(item->layout.fields[number - 1].value);
    at = token_after(allowed->text, at);
    if (at < allowed->text.length && strchr("{,", allowed->text.data[at]) != NULL)
        at = token_after(allowed->text, at + 1);
    return at;
}

static inline const struct wp_field *list_of(const struct wp_item *item)
{
    return wp_item_field(item, item->seq_key);
}

static inline bool is_bracketed(const struct allowed *allowed, const struct wp_field *list)
{
    return list->value.length > 0 && allowed->text.data[list->value.offset] == '[';
}

/* Find `word` in the span where no digit follows it: "tag1" is not found in "tag12". Store its
 * offset in `*at`. */
static inline bool find_word(struct wp_str text, struct wp_span span, struct wp_str word,
                             size_t *at)
{
    for (*at = span.offset; *at + word.length <= end_of(span); ++*at)
        if (memcmp(text.data + *at, word.data, word.length) == 0 &&
            isdigit((unsigned char)text.data[*at + word.length]) == 0)
            return true;
    return false;
}

/* Allow an edit to change the strings of a list of tags or links to `wanted`. For each string that
 * stays, two kinds of comments must stay: the comment on its line, and comments directly above that
 * are not indented deeper than the dash. */
static inline void allow_strings(struct allowed *allowed, const struct wp_field *field,
                                 const struct wp_list *wanted, unsigned column)
{
    struct wp_str text = allowed->text;
    unsigned dash = column_of(text, field->value.offset);
    bool brackets = field->value.length > 0 && text.data[field->value.offset] == '[';

    allow(allowed, field->value.offset, behind_comments(text, end_of(field->value), column),
          ALLOW_CHANGE | COMMENT_MAY_GO);
    for (size_t i = 0; i < wanted->count; i++) {
        size_t at, line, above;

        if (!wp_str_starts(wanted->items[i], "tag") ||
            !find_word(text, field->value, wp_str_trim(wanted->items[i]), &at))
            continue;
        allow(allowed, at, line_end(text, at), COMMENT_MUST_STAY);
        for (line = line_begin(text, at); line > field->value.offset; line = above) {
            above = line_above(text, line);
            if (!is_comment_line(text, above) ||
                (!brackets && column_of(text, blanks_end(text, above)) > dash))
                break;
            allow(allowed, above, line, COMMENT_MUST_STAY);
        }
    }
}

/* If the next token after offset `end` is a comma, return the end of the line with the comma.
 * Otherwise return the end of the line with offset `end`. */
static inline size_t comma_line_end(struct wp_str text, size_t end)
{
    size_t comma = token_after(text, end);

    if (comma < text.length && text.data[comma] == ',')
        end = comma + 1;
    return lines_end(text, end);
}

/* Allow the edit to change field `number` of the item, counted from 0. With `goes`, allow the edit
 * to remove the field. */
static inline void allow_field(struct allowed *allowed, const struct wp_item *item, size_t number,
                               bool goes)
{
    struct wp_str text = allowed->text;
    const struct wp_field *field = &item->layout.fields[number];
    unsigned column = column_of(text, item->layout.span.offset);
    size_t begin = begin_of_field(allowed, item, number);
    size_t end = lines_end(text, end_of(field->value));

    if (is_flow(allowed, item)) {
        allow(allowed, line_begin(text, item->layout.span.offset),
              lines_end(text, end_of(item->layout.span)), ALLOW_CHANGE);
        if (goes)
            allow(allowed, begin, comma_line_end(text, end_of(field->value)), COMMENT_MAY_GO);
        return;
    }
    if (!goes) {
        allow(allowed, begin, end, ALLOW_CHANGE);
        allow_inserts(allowed, end, behind_comments(text, end_of(field->value), column));
        return;
    }
    end = behind_comments(text, end_of(field->value), column);
    allow(allowed, begin, end, COMMENT_MUST_GO);
    /* The key below moves to the line of the dash: of "- done: true" and "  title: Read" remains
     * "- title: Read". */
    if (blanks_end(text, line_begin(text, begin)) != begin)
        end = token_after(text, end);
    allow(allowed, line_begin(text, begin), blanks_end(text, end), ALLOW_CHANGE);
    if (follows_block_scalar(allowed, line_begin(text, begin))) {
        allow(allowed, end, behind_blank_lines(text, end), ALLOW_CHANGE);
        end = behind_blank_lines(text, end);
    }
}

/* Allow the insertion of a key that the item does not have yet. */
static inline void allow_for_key(struct allowed *allowed, const struct wp_item *item)
{
    struct wp_str text = allowed->text;
    size_t begin = item->layout.span.offset;
    size_t end = end_of(item->layout.span);
    unsigned column = column_of(text, begin);

    if (item->layout.scalar || is_flow(allowed, item)) {
        allow(allowed, line_begin(text, begin), lines_end(text, end), ALLOW_CHANGE);
        /* A scalar item becomes a mapping, so comments below the item may be at any column
         * afterwards. */
        column = 0;
    }
    allow_inserts(allowed, begin, behind_blank_lines(text, behind_comments(text, end, column)));
    for (size_t i = 0; i < item->layout.field_count; i++)
        allow_insert(allowed, begin_of_field(allowed, item, i));
}

static inline void allow_key(struct allowed *allowed, const struct request *request,
                             const struct wp_item *item, enum wp_key key)
{
    const struct wp_field *field = wp_item_field(item, key);
    unsigned column = column_of(allowed->text, item->layout.span.offset);
    bool goes = !wp_item_has(&request->values, key);

    if (wp_item_value_equal(item, &request->values, key))
        return;
    if (field == NULL) {
        allow_for_key(allowed, item);
        return;
    }
    allow_field(allowed, item, (size_t)(field - item->layout.fields), goes);
    /* If a new note is inserted above a removed key, the blank lines below the key
     * would become part of the note. So the edit may remove these blank lines. */
    if (goes && (wp_item_has(&request->values, WP_KEY_NOTE) ||
                 wp_item_has(&request->values, WP_KEY_REVIEW))) {
        size_t end = behind_comments(allowed->text, end_of(field->value), column);

        allow(allowed, end, behind_blank_lines(allowed->text, end), ALLOW_CHANGE);
    }
    if (!goes && key == WP_KEY_TAGS)
        allow_strings(allowed, field, &request->values.tags, column);
    if (!goes && key == WP_KEY_LINKS)
        allow_strings(allowed, field, &request->values.links, column);
}

static inline void allow_for_items(struct allowed *allowed, const struct wp_item *parent)
{
    struct wp_str text = allowed->text;
    const struct wp_field *list = list_of(parent);

    if (list == NULL || is_flow(allowed, parent)) {
        allow_for_key(allowed, parent);
    } else if (parent->first == NULL || is_bracketed(allowed, list)) {
        allow(allowed, list->name.offset, lines_end(text, end_of(list->value)), ALLOW_CHANGE);
        allow_inserts(
            allowed, list->name.offset,
            behind_blank_lines(text, behind_comments(text, end_of(list->value),
                                                     column_of(text, parent->layout.span.offset))));
    } else {
        allow_inserts(
            allowed, end_of(list->value),
            behind_blank_lines(text, behind_comments(text, end_of(list->value),
                                                     column_of(text, list->value.offset))));
    }
}

/* Return the offset of the first comment line directly above `line` that belongs to the item on
 * `line`; `line` if there is none. `before` is the end of the previous item. If the item is the
 * `first` of its list, `before` is the end of the colon after the list's key. */
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

/* Return the end of the item before `item` in its list. For the first item, return the end of the
 * colon after the list's key. */
static inline size_t end_before(struct wp_str text, const struct wp_item *item)
{
    const struct wp_item *previous = previous_of(item);

    if (previous != NULL)
        return end_of(previous->layout.span);
    /* The colon may be on a line of its own: "? goals" above ": - Read". */
    return token_after(text, end_of(list_of(item->parent)->name)) + 1;
}

/* Return the span of an item of a block list, from the first to the last of the
 * comments that belong to the item. */
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

static inline void allow_block_item(struct allowed *allowed, const struct wp_item *item)
{
    struct wp_span own = own_lines(allowed->text, item);

    allow(allowed, own.offset, end_of(own), COMMENT_MUST_GO | ALLOW_CHANGE);
    /* The edit may also change the blank lines around the item. */
    allow(allowed, end_before(allowed->text, item), token_after(allowed->text, end_of(own)),
          ALLOW_CHANGE);
}

static inline void allow_flow_item(struct allowed *allowed, const struct wp_item *item)
{
    struct wp_str text = allowed->text;
    const struct wp_field *list = list_of(item->parent);
    size_t begin = line_begin(text, item->layout.span.offset);

    while (begin > list->value.offset && is_comment_line(text, line_above(text, begin)))
        begin = line_above(text, begin);
    allow(allowed, begin, comma_line_end(text, end_of(item->layout.span)), COMMENT_MAY_GO);
    allow(allowed, line_begin(text, list->value.offset), lines_end(text, end_of(list->value)),
          ALLOW_CHANGE);
}

/* Allow changes at the key of a list that the edit leaves empty. */
static inline void allow_list_key(struct allowed *allowed, const struct wp_item *parent)
{
    const struct wp_field *list = list_of(parent);
    size_t number = (size_t)(list - parent->layout.fields);
    size_t begin = begin_of_field(allowed, parent, number);
    size_t end = token_after(allowed->text, end_of(list->value));

    if (is_flow(allowed, parent)) {
        allow_for_key(allowed, parent);
        allow(allowed, begin, comma_line_end(allowed->text, end_of(list->value)), COMMENT_MAY_GO);
    }
    allow(allowed, line_begin(allowed->text, begin), end, ALLOW_CHANGE);
    allow_insert(allowed, end_of(list->name) + 1);
}

static inline void allow_removal(struct allowed *allowed, const struct request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        const struct wp_item *item = request->targets[i]->before;
        bool all = true;

        if (is_bracketed(allowed, list_of(item->parent)))
            allow_flow_item(allowed, item);
        else
            allow_block_item(allowed, item);
        for (const struct wp_item *other = item->parent->first; other != NULL;
             other = other->next) {
            bool goes = false;

            for (size_t j = 0; j < request->count; j++)
                goes = goes || request->targets[j]->before == other;
            all = all && goes;
        }
        if (all)
            allow_list_key(allowed, item->parent);
    }
}

/* If an item ends in a block scalar that keeps line breaks ("|+"), the edit inserts the
 * item after the blank lines below. Otherwise the blank lines would become part of the
 * scalar. */
static inline void allow_behind_blank_lines(struct allowed *allowed, const struct wp_item *parent)
{
    const struct wp_field *list = list_of(parent);
    struct wp_span above = list != NULL ? list->value : parent->layout.span;
    struct wp_str text = allowed->text;
    size_t at = behind_comments(text, end_of(above), column_of(text, above.offset));

    while (is_blank_line(text, at)) {
        at = line_end(text, at);
        allow_insert(allowed, at);
    }
}

/* Allow changes at the new position of the item that `mv` moves. */
static inline void allow_place(struct allowed *allowed, const struct request *request)
{
    const struct wp_item *under = request->under->before;
    const struct wp_item *ahead = request->ahead != NULL ? request->ahead->before : NULL;
    size_t end = end_of(request->targets[0]->before->layout.span);

    if (ahead == NULL && is_break(allowed->text.data[end - 1]))
        allow_behind_blank_lines(allowed, under);

    /* A flow list may become a block list. Comments in the list and after its bracket
     * may then move. */
    if (list_of(under) != NULL && is_bracketed(allowed, list_of(under)))
        allow(allowed, list_of(under)->value.offset,
              lines_end(allowed->text, end_of(list_of(under)->value)), COMMENT_MAY_GO);
    if (ahead == NULL || is_bracketed(allowed, list_of(under)))
        allow_for_items(allowed, under);
    else
        allow_insert(allowed, own_lines(allowed->text, ahead).offset);
}

/* If a week ends in a block scalar without a final line break, an edit that appends
 * text may change the chomping indicator of this scalar ("|" becomes "|-"). */
static inline void allow_last_header(struct allowed *allowed)
{
    struct wp_str text = allowed->text;
    size_t line = line_begin(text, text.length);

    allow_insert(allowed, text.length);
    /* A last line of blanks alone may be replaced by the appended text. */
    if (blanks_end(text, line) == text.length)
        allow(allowed, line, text.length, ALLOW_CHANGE);
    while (line > 0) {
        size_t at = line_above(text, line);

        line = at;
        while (at < text.length && !is_break(text.data[at]))
            if (strchr("|>", text.data[at++]) != NULL && (text.data[at - 2] == ' ')) {
                size_t end = at;

                while (end < text.length && strchr("+-0123456789", text.data[end]) != NULL)
                    end++;
                allow(allowed, at, end, ALLOW_CHANGE);
                allow_insert(allowed, at);
                allow_insert(allowed, end);
                return;
            }
    }
}

/* If the edit removes the end of the week, it may also remove the blank lines above. */
static inline void allow_end(struct allowed *allowed)
{
    struct wp_str text = allowed->text;
    size_t line = text.length;
    size_t at;

    while (line > 0) {
        size_t above = line_above(text, line);

        for (at = above; at < line && (allowed->permission[at] & ALLOW_CHANGE) != 0;)
            at++;
        if (at < line && (line == text.length || !is_blank_line(text, above)))
            return;
        allow(allowed, above, line, ALLOW_CHANGE);
        line = above;
    }
}

/* A line that begins with '%' at the end of a document would be a directive of the next
 * document. So the edit may append the document end marker "...". */
static inline void allow_for_directive(struct allowed *allowed)
{
    struct wp_str text = allowed->text;

    for (size_t at = 0; at < text.length; at = line_end(text, at))
        if (text.data[at] == '%')
            allow_insert(allowed, text.length);
}

/* Set COMMENT_OF_KEY for the comments of the keys that an item loses when it moves into `also:`. */
static inline void allow_lost_keys(struct allowed *allowed, const struct wp_item *item)
{
    unsigned column = column_of(allowed->text, item->layout.span.offset);

    for (size_t i = 0; i < item->layout.field_count; i++) {
        const struct wp_field *field = &item->layout.fields[i];
        size_t end = end_of(field->value);

        if (field->key == WP_KEY_EXTRA || (wp_keys[field->key].where & WP_ON_ALSO) != 0)
            continue;
        end = is_flow(allowed, item) ? comma_line_end(allowed->text, end)
                                     : behind_comments(allowed->text, end, column);
        allow(allowed, begin_of_field(allowed, item, i), end, COMMENT_OF_KEY);
    }
}

static inline void find_allowed_changes(struct allowed *allowed, const struct request *request,
                                        const struct wp_week *week)
{
    allowed->text = week->text;
    allowed->week = week;
    memset(allowed->permission, 0, week->text.length + 1);
    if (week->text.length > 0 && !is_break(week->text.data[week->text.length - 1]))
        allow_last_header(allowed);
    if (request->command == COMMAND_RM || request->command == COMMAND_MOVE)
        allow_removal(allowed, request);
    if (request->command == COMMAND_MOVE)
        allow_place(allowed, request);
    if (request->command == COMMAND_MOVE && request->under->besides)
        allow_lost_keys(allowed, request->targets[0]->before);
    for (size_t i = 0; i < request->count; i++) {
        const struct wp_item *item = request->targets[i]->before;

        for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
            if ((request->keys & KEY_BIT(key)) != 0) {
                allow_key(allowed, request, item, key);
                if (item->layout.scalar)
                    allow_for_key(allowed, item);
            }
        if (request->added != NULL)
            allow_for_items(allowed, item);
    }
    allow_end(allowed);
    allow_for_directive(allowed);
}

#endif
