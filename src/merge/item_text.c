#include "merge/item_text.h"

#include <string.h>

#include "edit/block_scalar_end.h"
#include "edit/copy_item.h"
#include "edit/entry_comments.h"
#include "edit/line.h"
#include "plan/item_value.h"
#include <weekplan/buf.h>

/* A text that is cut into parts. */
struct cutting {
    const struct wp_text_source *source;
    struct wp_str text; /* the document */
    size_t from;        /* column of the item in the document */
    size_t to;          /* column of the item in the merged week */
    /* Columns to the left of the item that move with it, because they are to the right of its dash
     * in both weeks. */
    size_t beside_dash;
};

static size_t count_spaces(struct wp_str text, size_t at)
{
    size_t end = at;

    while (end < text.length && text.data[end] == ' ')
        end++;
    return end - at;
}

/* Append the rest of the line at `at`, up to `end`, with the line break of the merged week. Return
 * the start of the next line. */
static size_t put_line(const struct cutting *cut, struct wp_buf *out, size_t at, size_t end)
{
    size_t next = wp_line_next(wp_str_slice(cut->text, 0, end), at);
    size_t length = next > at ? wp_line_break_before(cut->text, next) : 0;
    bool kept = length == 0 || (length > 1 && cut->text.data[next - length] != '\r');

    wp_buf_append(out, wp_str_slice(cut->text, at, kept ? next - at : next - length - at));
    wp_buf_puts(out, kept ? "" : cut->source->line_break);
    return next;
}

/* Return the bytes [begin, end) of the document, with their lines moved from column to column. The
 * first line is moved only if `first`. */
static struct wp_str move_lines(const struct cutting *cut, size_t begin, size_t end, bool first)
{
    struct wp_str raw = wp_str_slice(cut->text, begin, end > begin ? end - begin : 0);
    struct wp_buf out = WP_BUF_INIT;
    size_t at = begin;
    struct wp_str moved;

    if (cut->from == cut->to &&
        strcmp(cut->source->line_break, cut->source->line_break_of_week) == 0)
        return raw;
    while (at < end) {
        if (at > begin || first) {
            size_t blanks = count_spaces(cut->text, at);

            if (blanks > 0 || wp_line_break_at(cut->text, at) == 0)
                wp_buf_repeat(&out, " ",
                              wp_copy_item_indentation(cut->text, at, cut->from - cut->beside_dash,
                                                       cut->to - cut->beside_dash));
            at += blanks < end - at ? blanks : end - at;
        }
        at = put_line(cut, &out, at, end);
    }
    moved = wp_arena_copy(cut->source->arena, wp_buf_str(&out));
    wp_buf_free(&out);
    return moved;
}

/* Return comments and blank lines. They may begin in the middle of a line. */
static struct wp_str lines_of(const struct cutting *cut, size_t begin, size_t end)
{
    return move_lines(cut, begin, end, wp_line_begin(cut->text, begin) == begin);
}

/* Return a text that is written at the column of the item, such as a key. */
static struct wp_str text_of(const struct cutting *cut, size_t begin, size_t end)
{
    return move_lines(cut, begin, end, false);
}

enum wp_item_shape wp_item_shape_of(const struct wp_item *item)
{
    if (item->layout.scalar)
        return WP_SHAPE_SCALAR;
    return item->layout.style == WP_FLOW ? WP_SHAPE_FLOW : WP_SHAPE_BLOCK;
}

size_t wp_item_text_column(const struct wp_week *week, const struct wp_item *item)
{
    while (wp_entry_is_flow(week, item))
        item = item->parent;
    if (item->parent == NULL && item->layout.style == WP_FLOW)
        return 0;
    return wp_line_column(week->text, item->layout.span.offset);
}

static size_t end_of_item_lines(const struct wp_week *week, const struct wp_item *item)
{
    return wp_span_end(wp_entry_lines(week, item));
}

static void cut_flow_head(struct wp_item_head *head, const struct cutting *cut,
                          const struct wp_item *item)
{
    struct wp_entry entry = wp_entry_of_item(cut->source->week, item);

    *head = (struct wp_item_head){.pad = 2, .flow = true};
    if (item->previous != NULL)
        head->lead = lines_of(cut, entry.before, entry.begin);
}

void wp_item_head_cut(struct wp_item_head *head, const struct wp_text_source *source,
                      const struct wp_item *item, size_t column)
{
    const struct wp_week *week = source->week;
    struct cutting cut = {source, week->text, column, column, 0};
    struct wp_span lines;
    size_t dash, key, below;

    if (wp_entry_is_flow(week, item)) {
        cut.from = wp_item_text_column(week, item);
        cut_flow_head(head, &cut, item);
        return;
    }
    lines = wp_entry_lines(week, item);
    dash = wp_entry_dash(week, item);
    key = item->layout.span.offset;
    below = wp_line_next(week->text, dash);
    cut.from = wp_line_column(week->text, dash);
    *head = (struct wp_item_head){.pad = wp_line_column(week->text, key) - cut.from};
    if (item->previous != NULL)
        head->lead = lines_of(&cut, end_of_item_lines(week, item->previous), lines.offset);
    head->above = lines_of(&cut, lines.offset, wp_line_begin(week->text, dash));
    head->dash = text_of(&cut, dash, key < below ? key : below);
}

/* The end of the value of a field. A flow key without a colon has no value. */
static size_t end_of_value(const struct wp_field *field)
{
    size_t name = wp_span_end(field->name);
    size_t value = wp_span_end(field->value);

    return value > name ? value : name;
}

/* Return the parent of the items in the list of the field; NULL if it has none. */
static const struct wp_item *list_of_field(const struct wp_week *week, const struct wp_item *item,
                                           const struct wp_field *field)
{
    const struct wp_item *list =
        item->parent == NULL && field->key == WP_KEY_ALSO ? &week->also : item;

    return wp_key_holds_items(field->key) && list->first != NULL ? list : NULL;
}

/* Return the offset after a flow entry. That is before its comma. */
static size_t end_before_comma(const struct wp_entry *entry)
{
    return entry->after > entry->end ? entry->after - 1 : entry->end;
}

/* Cut the key of a flow sequence that has items. `last` is the last one. */
static void cut_flow_list(struct wp_key_text *key, const struct cutting *cut,
                          const struct wp_field *field, size_t begin, const struct wp_item *last)
{
    const struct wp_week *week = cut->source->week;
    const struct wp_item *first = key->list->first;
    struct wp_entry entry = wp_entry_of_item(week, first);

    key->body = text_of(cut, begin, entry.before);
    key->heading = lines_of(cut, entry.before, entry.begin);
    key->separator = key->heading.length > 0 ? key->heading : wp_str(" ");
    if (first->next != NULL) {
        entry = wp_entry_of_item(week, first->next);
        key->separator = lines_of(cut, entry.before, entry.begin);
    }
    entry = wp_entry_of_item(week, last);
    key->end = text_of(cut, end_before_comma(&entry), wp_span_end(field->value));
}

/* Cut the key of a list that has items. Return the offset after its last item, or after its closing
 * bracket. */
static size_t cut_list(struct wp_key_text *key, const struct cutting *cut,
                       const struct wp_field *field, size_t begin)
{
    const struct wp_week *week = cut->source->week;
    const struct wp_item *last = key->list->first;
    size_t colon = wp_entry_colon(week, field);
    size_t end = wp_span_end(field->value);

    while (last->next != NULL)
        last = last->next;
    if (key->flow) {
        cut_flow_list(key, cut, field, begin, last);
        return end;
    }
    key->column = wp_line_column(cut->text, field->value.offset) + cut->to - cut->from;
    key->body = text_of(cut, begin, colon);
    key->heading = lines_of(cut, colon, wp_entry_lines(week, key->list->first).offset);
    return end_of_item_lines(week, last);
}

/* Find the block scalar with which the body of a key ends, from `begin` to `end`. */
static void find_block_at_end(struct wp_key_text *key, const struct cutting *cut, size_t begin,
                              size_t end)
{
    const struct wp_span *block = wp_block_scalar_end_above(cut->source->week, end);
    size_t line = wp_line_break_before(cut->text, end) > 0 ? end : wp_line_next(cut->text, end);
    size_t least_blanks;

    key->block_at_end = block != NULL && block->offset >= begin;
    if (!key->block_at_end)
        return;
    least_blanks = wp_block_scalar_end_least_blanks(cut->text, *block);
    if (least_blanks > 0 && least_blanks < SIZE_MAX)
        least_blanks = least_blanks + cut->to > cut->from ? least_blanks + cut->to - cut->from : 1;
    key->below_block = (struct wp_below_block){
        lines_of(cut, line, wp_block_scalar_end_skip_blank_lines(cut->text, line, 0)),
        least_blanks};
}

/* Cut a key that begins at `begin`. Return the offset after its value. */
static size_t cut_key(struct wp_key_text *key, const struct cutting *cut,
                      const struct wp_item *item, const struct wp_field *field, size_t begin)
{
    key->key = field->key;
    key->extra = field->extra;
    key->name = wp_str_slice(cut->text, field->name.offset, field->name.length);
    key->list = list_of_field(cut->source->week, item, field);
    key->flow = wp_key_holds_items(field->key) && wp_entry_is_flow_seq(cut->source->week, field);
    key->block =
        field->value.length > 0 && strchr("|>", cut->text.data[field->value.offset]) != NULL;
    if (key->list != NULL)
        return cut_list(key, cut, field, begin);
    key->span = wp_span(begin, end_of_value(field) - begin);
    key->body = text_of(cut, begin, end_of_value(field));
    find_block_at_end(key, cut, begin, end_of_value(field));
    key->value = field->value.offset - begin;
    return end_of_value(field);
}

/* Return the end of the comments below an empty list that ends at `end`. Comments directly below
 * its key were about the list when it had items, even if they are not indented deeper. */
static size_t end_below_empty_list(const struct cutting *cut, size_t end)
{
    for (;;) {
        size_t at = wp_line_skip_blanks(cut->text, end);

        if (at >= cut->text.length || cut->text.data[at] != '#' ||
            wp_line_column(cut->text, at) != cut->from)
            return end;
        end = wp_line_next(cut->text, at);
    }
}

/* Cut the keys of an item in block style, from `at` on. Return the offset after the last one. */
static size_t cut_block(struct wp_item_text *text, const struct cutting *cut,
                        const struct wp_item *item, size_t at)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct wp_field *field = &item->layout.fields[i];
        size_t begin = wp_line_next_token(cut->text, at);
        size_t line = wp_line_begins_at(cut->text, begin) ? wp_line_begin(cut->text, begin) : begin;
        size_t end;

        /* What is above the first key is about the item. */
        if (i == 0)
            text->open = lines_of(cut, item->parent != NULL ? at : 0, line > at ? line : at);
        else
            text->keys[i].above = lines_of(cut, at, line > at ? line : at);
        end = cut_key(&text->keys[i], cut, item, field, begin);
        at = wp_entry_end_below(cut->text, end_of_value(field), cut->from);
        at = at > end ? at : end;
        if (wp_key_holds_items(field->key) && text->keys[i].list == NULL)
            at = end_below_empty_list(cut, at);
        text->keys[i].after = lines_of(cut, end, at);
    }
    return at;
}

/* Cut the keys of an item in flow style. Return the offset after its brace. */
static size_t cut_flow(struct wp_item_text *text, const struct cutting *cut,
                       const struct wp_item *item)
{
    size_t open = item->layout.span.offset;
    size_t end = wp_span_end(item->layout.span);
    bool braces = cut->text.data[open] == '{';
    size_t at = braces ? open + 1 : open;

    for (size_t i = 0; i < text->count; i++) {
        const struct wp_field *field = &item->layout.fields[i];
        struct wp_entry entry =
            wp_entry_next(cut->text, at, end_of_value(field), braces ? end - 1 : end);

        if (i == 0)
            text->open = text_of(cut, item->parent != NULL ? open : 0, entry.begin);
        else
            text->keys[i].above = lines_of(cut, at, entry.begin);
        cut_key(&text->keys[i], cut, item, field, entry.begin);
        text->keys[i].after = lines_of(cut, entry.end, end_before_comma(&entry));
        at = i + 1 < text->count ? entry.after : end_before_comma(&entry);
    }
    text->close = text_of(cut, at, end);
    return end;
}

/* Return the end of an item with its comments. In a flow sequence, that is before the comma. */
static size_t end_of_item(const struct cutting *cut, const struct wp_item *item)
{
    const struct wp_week *week = cut->source->week;

    if (item->parent == NULL)
        return cut->text.length;
    if (wp_entry_is_flow(week, item)) {
        struct wp_entry entry = wp_entry_of_item(week, item);

        return end_before_comma(&entry);
    }
    return end_of_item_lines(week, item);
}

static void cut_scalar(struct wp_item_text *text, const struct cutting *cut,
                       const struct wp_item *item)
{
    struct wp_span span = item->layout.span;

    text->keys[0].key = WP_KEY_TITLE;
    text->keys[0].span = span;
    text->keys[0].body = text_of(cut, span.offset, wp_span_end(span));
    text->keys[0].after = lines_of(cut, wp_span_end(span), end_of_item(cut, item));
    text->keys[0].block = strchr("|>", cut->text.data[span.offset]) != NULL;
    find_block_at_end(&text->keys[0], cut, span.offset, wp_span_end(span));
}

/* Return where the keys of an item in block style begin: directly after its dash, or on the line
 * below. */
static size_t begin_of_keys(const struct cutting *cut, const struct wp_item *item)
{
    size_t begin = item->layout.span.offset;
    size_t below;

    if (item->parent == NULL)
        return wp_line_begin(cut->text, begin);
    below = wp_line_next(cut->text, wp_entry_dash(cut->source->week, item));
    return begin < below ? begin : below;
}

/* Return the columns between the dash of an item and the item, at most those of the merged item,
 * which is `pad` columns from its dash. */
static size_t count_beside_dash(const struct wp_week *week, const struct wp_item *item, size_t pad)
{
    size_t column = wp_item_text_column(week, item);
    size_t dash;

    if (pad == 0 || item->parent == NULL || wp_entry_is_flow(week, item))
        return 0;
    dash = wp_line_column(week->text, wp_entry_dash(week, item));
    /* A brace below the dash may be at its column. */
    if (column <= dash)
        return 0;
    return (column - dash < pad ? column - dash : pad) - 1;
}

void wp_item_text_cut(struct wp_item_text *text, const struct wp_text_source *source,
                      const struct wp_item *item, size_t column, size_t pad)
{
    const struct wp_week *week = source->week;
    const struct cutting cut = {source, week->text, wp_item_text_column(week, item), column,
                                count_beside_dash(week, item, pad)};
    size_t end;

    *text = (struct wp_item_text){.shape = wp_item_shape_of(item)};
    text->count = text->shape == WP_SHAPE_SCALAR ? 1 : item->layout.field_count;
    text->keys = wp_arena_array(source->arena, text->count + 1, sizeof *text->keys);
    if (text->shape == WP_SHAPE_SCALAR) {
        cut_scalar(text, &cut, item);
        return;
    }
    end = text->shape == WP_SHAPE_FLOW ? cut_flow(text, &cut, item)
                                       : cut_block(text, &cut, item, begin_of_keys(&cut, item));
    text->tail = lines_of(&cut, end, end_of_item(&cut, item));
}
