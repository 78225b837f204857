/* The keys of an item and their values. */
#include <string.h>

#include "edit/editor.h"
#include "edit/lines.h"
#include "model/keys.h"
#include "model/values.h"

static const struct wp_change *change_of(const struct wp_item_edit *edit, enum wp_key key)
{
    size_t i;

    for (i = 0; i < edit->count; i++)
        if (edit->changes[i]->key == key)
            return edit->changes[i];
    return NULL;
}

/* Whether the key comes to the ones that the item has. A plain string is a title
 * already. */
static bool is_new(const struct wp_item_edit *edit, const struct wp_change *change)
{
    if (change->key == WP_KEY_TITLE && edit->item->layout.scalar)
        return false;
    return !wp_key_is_list(change->key) && wp_item_has(change->values, change->key) &&
           wp_item_field(edit->item, change->key) == NULL;
}

/* Whether field number `number` goes. */
static bool goes(const struct wp_item_edit *edit, size_t number)
{
    const struct wp_layout *layout = &edit->item->layout;
    const struct wp_change *change =
        number < layout->field_count ? change_of(edit, layout->fields[number].key) : NULL;

    return change != NULL && !wp_key_is_list(change->key) &&
           !wp_item_has(change->values, change->key);
}

static size_t end_of_field(const struct wp_item *item, size_t number)
{
    return wp_span_end(item->layout.fields[number].value);
}

/* "key: value", without a line break. */
static void write_entry(struct wp_editor *editor, const struct wp_change *change, size_t column,
                        bool flow)
{
    wp_buf_puts(&editor->scratch, wp_keys[change->key].name);
    wp_buf_putc(&editor->scratch, ':');
    wp_write_value(&editor->scratch, change->values, change->key, column, flow, &editor->house);
}

static void replace_value(struct wp_editor *editor, const struct wp_change *change,
                          const struct wp_field *field, bool flow)
{
    struct wp_str text = editor->week->text;
    struct wp_span span = field->value;
    size_t column = flow ? 0 : wp_editor_column(editor, change->item);
    size_t skip = span.length > 0 ? 1 : 0; /* there is a blank before a value */

    /* A literal block that keeps its line breaks: the last one ends a line. */
    while (span.length > 0 && wp_break_before(text, wp_span_end(span)) > 0)
        span.length -= wp_break_before(text, wp_span_end(span));
    if (span.length == 0 && text.data[span.offset - 1] != ':')
        wp_buf_putc(&editor->scratch, ':');
    wp_write_value(&editor->scratch, change->values, change->key, column, flow, &editor->house);
    wp_editor_put(editor, span, skip);
}

static void replace_values(struct wp_editor *editor, const struct wp_item_edit *edit, bool flow)
{
    size_t i;

    for (i = 0; i < edit->count; i++) {
        const struct wp_change *change = edit->changes[i];
        const struct wp_field *field = wp_item_field(edit->item, change->key);

        if (field != NULL && !wp_key_is_list(change->key) &&
            wp_item_has(change->values, change->key))
            replace_value(editor, change, field, flow);
    }
}

/* Whether all that stands before field number `number` goes. */
static bool becomes_first(const struct wp_item_edit *edit, size_t number)
{
    size_t i;

    for (i = 0; i < number; i++)
        if (!goes(edit, i))
            return false;
    return number < edit->item->layout.field_count;
}

/* New keys stand before the list, for below it nobody would see them. Where
 * nothing is left before it they take its place behind the dash. */
static void insert_block_keys(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    const struct wp_field *list = wp_item_field(item, wp_list_key(item));
    size_t column = wp_editor_column(editor, item);
    size_t before = list != NULL ? (size_t)(list - item->layout.fields) : item->layout.field_count;
    bool first = becomes_first(edit, before);
    size_t end;
    size_t i;

    for (i = 0; i < edit->count; i++) {
        if (!is_new(edit, edit->changes[i]))
            continue;
        wp_buf_repeat(&editor->scratch, " ", first ? 0 : column);
        write_entry(editor, edit->changes[i], column, false);
        wp_buf_puts(&editor->scratch, editor->house.line_break);
        wp_buf_repeat(&editor->scratch, " ", first ? column : 0);
    }
    if (editor->scratch.length == 0)
        return;
    if (first) {
        wp_editor_put(editor, (struct wp_span){item->layout.fields[before].name.offset, 0}, 0);
        return;
    }
    end = item->layout.scalar ? wp_span_end(item->layout.span) : end_of_field(item, before - 1);
    wp_editor_put_lines(editor, wp_line_behind(editor->week->text, end, column));
}

/* Takes out the lines of field number `number` and of those that go directly
 * below it; returns the number of the field after them. */
static size_t remove_block_keys(struct wp_editor *editor, const struct wp_item_edit *edit,
                                size_t number)
{
    const struct wp_item *item = edit->item;
    const struct wp_field *fields = item->layout.fields;
    struct wp_str text = editor->week->text;
    size_t column = wp_editor_column(editor, item);
    size_t begin = fields[number].name.offset;
    size_t line = wp_line_begin(text, begin);
    size_t end = wp_line_behind(text, end_of_field(item, number), column);

    while (goes(edit, number + 1) && wp_line_begin(text, fields[number + 1].name.offset) == end)
        end = wp_line_behind(text, end_of_field(item, ++number), column);
    if (wp_str_trim(wp_str_slice(text, line, begin - line)).length > 0) {
        /* Behind the dash; what follows takes its place. */
        while (end < text.length && text.data[end] == ' ')
            end++;
        while (wp_break_at(text, end) > 0 && text.data[begin - 1] == ' ')
            begin--;
    } else {
        begin = line;
        editor->unended = editor->unended && end < text.length;
    }
    wp_editor_remove(editor, begin, end);
    return number + 1;
}

/* `? key` may stand on a line of its own, away from its value. */
static bool has_explicit_key(const struct wp_editor *editor, const struct wp_item *item)
{
    struct wp_str text = editor->week->text;
    size_t i;

    for (i = 0; i < item->layout.field_count; i++) {
        size_t at = wp_skip_blanks(text, wp_span_end(item->layout.fields[i].name));

        if (at == text.length || text.data[at] != ':')
            return true;
    }
    return false;
}

static enum wp_status edit_block(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    size_t number = 0;

    if (has_explicit_key(editor, edit->item))
        return wp_editor_refuse(editor, edit->item, "with a '?' before a key");
    while (number < edit->item->layout.field_count)
        number = goes(edit, number) ? remove_block_keys(editor, edit, number) : number + 1;
    replace_values(editor, edit, false);
    insert_block_keys(editor, edit);
    return WP_OK;
}

/* Behind the last entry of a flow mapping, minding a comma that is there. */
static void insert_flow_keys(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    struct wp_str text = editor->week->text;
    size_t at = end_of_field(item, item->layout.field_count - 1);
    size_t comma = wp_skip_blanks(text, at);
    const char *separator = ", ";
    size_t i;

    if (text.data[comma] == ',') {
        at = comma + 1;
        separator = " ";
    }
    for (i = 0; i < edit->count; i++) {
        if (!is_new(edit, edit->changes[i]))
            continue;
        wp_buf_puts(&editor->scratch, separator);
        write_entry(editor, edit->changes[i], 0, true);
        separator = ", ";
    }
    if (editor->scratch.length > 0)
        wp_editor_put(editor, (struct wp_span){at, 0}, 0);
}

/* Takes out field number `number` and those that go behind it, each with a
 * comma; returns the number of the field after them. */
static size_t remove_flow_keys(struct wp_editor *editor, const struct wp_item_edit *edit,
                               size_t number)
{
    const struct wp_item *item = edit->item;
    const struct wp_field *fields = item->layout.fields;
    size_t first = number;

    while (goes(edit, number + 1))
        number++;
    if (number + 1 < item->layout.field_count)
        wp_editor_remove(editor, fields[first].name.offset, fields[number + 1].name.offset);
    else if (first > 0)
        wp_editor_remove(editor, end_of_field(item, first - 1), end_of_field(item, number));
    return number + 1;
}

static enum wp_status edit_flow(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    size_t number = 0;

    if (editor->week->text.data[item->layout.span.offset] != '{')
        return wp_editor_refuse(editor, item, "in brackets, without braces of its own");
    if (wp_editor_spans_lines(editor, item->layout.span))
        return wp_editor_refuse(editor, item, "in braces over several lines");
    while (number < item->layout.field_count)
        number = goes(edit, number) ? remove_flow_keys(editor, edit, number) : number + 1;
    replace_values(editor, edit, true);
    insert_flow_keys(editor, edit);
    return WP_OK;
}

/* A title that becomes another one, as a plain string still. */
static void replace_title(struct wp_editor *editor, const struct wp_item_edit *edit, bool flow)
{
    const struct wp_change *title = change_of(edit, WP_KEY_TITLE);
    struct wp_span span = edit->item->layout.span;

    if (title == NULL)
        return;
    while (wp_break_before(editor->week->text, wp_span_end(span)) > 0)
        span.length -= wp_break_before(editor->week->text, wp_span_end(span));
    wp_write_string(&editor->scratch, title->values->title, flow);
    wp_editor_put(editor, span, 0);
}

/* `x` between brackets becomes `{title: x, key: value}`. */
static void convert_flow(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    struct wp_span span = edit->item->layout.span;
    size_t i;

    wp_editor_put_text(editor, span.offset, "{title: ");
    replace_title(editor, edit, true);
    for (i = 0; i < edit->count; i++) {
        if (!is_new(edit, edit->changes[i]))
            continue;
        wp_buf_puts(&editor->scratch, ", ");
        write_entry(editor, edit->changes[i], 0, true);
    }
    wp_buf_putc(&editor->scratch, '}');
    wp_editor_put(editor, (struct wp_span){wp_span_end(span), 0}, 0);
}

/* `- x` becomes `- title: x` with the other keys below it. */
static enum wp_status convert_block(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    struct wp_span span = edit->item->layout.span;
    char first = editor->week->text.data[span.offset];

    if (wp_editor_spans_lines(editor, span) || first == '|' || first == '>')
        return wp_editor_refuse(editor, edit->item, "on several lines");
    wp_editor_put_text(editor, span.offset, "title: ");
    replace_title(editor, edit, false);
    insert_block_keys(editor, edit);
    return WP_OK;
}

static enum wp_status edit_scalar(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    bool flow = wp_editor_in_flow(editor, edit->item);

    if (edit->count == 1 && edit->changes[0]->key == WP_KEY_TITLE) {
        replace_title(editor, edit, flow);
        return WP_OK;
    }
    if (wp_item_depth(edit->item) > WP_LEVELS_MAX)
        return wp_editor_refuse(editor, edit->item, "too deep for keys of its own");
    if (flow) {
        convert_flow(editor, edit);
        return WP_OK;
    }
    return convert_block(editor, edit);
}

enum wp_status wp_edit_entries(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    if (edit->item->layout.scalar)
        return edit_scalar(editor, edit);
    return edit->item->layout.style == WP_STYLE_FLOW ? edit_flow(editor, edit)
                                                     : edit_block(editor, edit);
}
