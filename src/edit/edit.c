#include <weekplan/edit.h>

#include <string.h>

#include "edit/expect.h"
#include "edit/lines.h"
#include "edit/splice.h"
#include "edit/verify.h"
#include "edit/write.h"
#include "model/keys.h"
#include "model/values.h"

struct editor {
    const struct wp_week *week;
    struct wp_house house;
    struct wp_splices splices;
    struct wp_buf scratch; /* the text of one piece */
    struct wp_error *error;
};

static enum wp_status refuse(struct editor *editor, const struct wp_item *item, const char *how)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_item_path(&path, item);
    wp_fail(editor->error, WP_INVALID, "%s%s is written %s, which cannot be edited here (%s)",
            path.length > 0 ? "item " : "the week", path.length > 0 ? path.data : "", how,
            "change it with your editor");
    wp_buf_free(&path);
    return WP_INVALID;
}

/* Puts what is in the scratch buffer in the place of `span`. */
static void put(struct editor *editor, struct wp_span span)
{
    wp_splice(&editor->splices, span, wp_buf_str(&editor->scratch));
    editor->splices.failed = editor->splices.failed || editor->scratch.failed;
    wp_buf_clear(&editor->scratch);
}

static void put_text(struct editor *editor, size_t offset, size_t length, const char *text)
{
    wp_splice(&editor->splices, (struct wp_span){offset, length}, wp_str(text));
}

/* Puts whole lines, which end with a line break, before the line at `offset`.
 * At the end of a text without a final line break there is none afterwards
 * either. */
static void put_lines(struct editor *editor, size_t offset)
{
    struct wp_str text = editor->week->text;
    struct wp_str lines = wp_buf_str(&editor->scratch);
    size_t break_length = strlen(editor->house.line_break);

    if (offset > 0 && offset == text.length && text.data[offset - 1] != '\n' &&
        text.data[offset - 1] != '\r') {
        put_text(editor, offset, 0, editor->house.line_break);
        lines.length -= lines.length >= break_length ? break_length : 0;
    }
    wp_splice(&editor->splices, (struct wp_span){offset, 0}, lines);
    editor->splices.failed = editor->splices.failed || editor->scratch.failed;
    wp_buf_clear(&editor->scratch);
}

static bool in_flow_list(const struct editor *editor, const struct wp_item *item)
{
    const struct wp_item *parent = item->parent;
    const struct wp_field *list;

    if (parent == NULL)
        return false;
    list = wp_item_field(parent, parent->parent == NULL ? WP_KEY_GOALS : WP_KEY_SUBTASKS);
    return list != NULL && editor->week->text.data[list->value.offset] == '[';
}

static bool has_break(struct wp_str text)
{
    return memchr(text.data, '\n', text.length) != NULL ||
           memchr(text.data, '\r', text.length) != NULL;
}

static struct wp_str item_text(const struct editor *editor, const struct wp_item *item)
{
    return wp_str_slice(editor->week->text, item->layout.span.offset, item->layout.span.length);
}

/* The column of the keys of a block item; for a plain-string item the one that
 * its keys will have. */
static size_t key_column(const struct editor *editor, const struct wp_item *item)
{
    return wp_line_column(editor->week->text, item->layout.span.offset);
}

/* The end of what stands before `fields[number]`, which is not the first. */
static size_t end_of_field(const struct wp_item *item, size_t number)
{
    return wp_span_end(item->layout.fields[number].value);
}

static size_t field_number(const struct wp_item *item, const struct wp_field *field)
{
    return (size_t)(field - item->layout.fields);
}

/* "key: value", without a line break. */
static void write_entry(struct editor *editor, const struct wp_change *change, size_t column,
                        bool flow)
{
    wp_buf_puts(&editor->scratch, wp_keys[change->key].name);
    wp_buf_putc(&editor->scratch, ':');
    wp_write_value(&editor->scratch, change->values, change->key, column, flow, &editor->house);
}

/* A line with a new key, before `subtasks:` where there is one. */
static void insert_block_key(struct editor *editor, const struct wp_change *change)
{
    const struct wp_item *item = change->item;
    const struct wp_field *subtasks = wp_item_field(item, WP_KEY_SUBTASKS);
    struct wp_str text = editor->week->text;
    size_t column = key_column(editor, item);
    size_t before = subtasks != NULL ? field_number(item, subtasks) : item->layout.field_count;

    if (before == 0 && !item->layout.scalar) {
        write_entry(editor, change, column, false);
        wp_buf_puts(&editor->scratch, editor->house.line_break);
        wp_buf_repeat(&editor->scratch, " ", column);
        put(editor, (struct wp_span){subtasks->name.offset, 0});
        return;
    }
    wp_buf_repeat(&editor->scratch, " ", column);
    write_entry(editor, change, column, false);
    wp_buf_puts(&editor->scratch, editor->house.line_break);
    put_lines(editor, wp_line_behind(text,
                                     item->layout.scalar ? wp_span_end(item->layout.span)
                                                         : end_of_field(item, before - 1),
                                     column));
}

/* Behind the last entry of a flow mapping, minding a comma that is there. */
static void insert_flow_key(struct editor *editor, const struct wp_change *change)
{
    const struct wp_item *item = change->item;
    struct wp_str text = editor->week->text;
    size_t end = end_of_field(item, item->layout.field_count - 1);
    size_t at = end;

    while (at < text.length && (text.data[at] == ' ' || text.data[at] == '\t'))
        at++;
    if (text.data[at] == ',')
        end = at + 1;
    wp_buf_puts(&editor->scratch, text.data[at] == ',' ? " " : ", ");
    write_entry(editor, change, 0, true);
    put(editor, (struct wp_span){end, 0});
}

/* A plain-string item becomes a mapping: `- x` is `- title: x`, in a flow list
 * `x` is `{title: x, ...}`. */
static enum wp_status set_on_scalar(struct editor *editor, const struct wp_change *change)
{
    const struct wp_item *item = change->item;
    struct wp_span span = item->layout.span;
    struct wp_str text = item_text(editor, item);

    if (in_flow_list(editor, item)) {
        put_text(editor, span.offset, 0, "{title: ");
        wp_buf_puts(&editor->scratch, ", ");
        write_entry(editor, change, 0, true);
        wp_buf_putc(&editor->scratch, '}');
        put(editor, (struct wp_span){wp_span_end(span), 0});
        return WP_OK;
    }
    if (has_break(text) || text.data[0] == '|' || text.data[0] == '>')
        return refuse(editor, item, "on several lines");
    put_text(editor, span.offset, 0, "title: ");
    insert_block_key(editor, change);
    return WP_OK;
}

static void replace_value(struct editor *editor, const struct wp_change *change,
                          const struct wp_field *field, bool flow)
{
    struct wp_str text = editor->week->text;
    size_t column = flow ? 0 : key_column(editor, change->item);
    size_t skip = 1; /* the blank before the value is there already */

    wp_write_value(&editor->scratch, change->values, change->key, column, flow, &editor->house);
    if (field->value.length == 0) {
        skip = 0;
        if (field->value.offset == 0 || text.data[field->value.offset - 1] != ':')
            put_text(editor, field->value.offset, 0, ":");
    }
    wp_splice(&editor->splices, field->value,
              wp_str_slice(wp_buf_str(&editor->scratch), skip, editor->scratch.length));
    editor->splices.failed = editor->splices.failed || editor->scratch.failed;
    wp_buf_clear(&editor->scratch);
}

/* Takes the key's lines out; the first key of an item leaves its place behind
 * the dash to what comes next. */
static enum wp_status remove_block_key(struct editor *editor, const struct wp_item *item,
                                       const struct wp_field *field)
{
    struct wp_str text = editor->week->text;
    size_t column = key_column(editor, item);
    size_t begin = field->name.offset;
    size_t end = wp_line_behind(text, wp_span_end(field->value), column);

    if (item->layout.field_count == 1)
        return refuse(editor, item, "with no other key");
    if (field == item->layout.fields && begin != wp_line_begin(text, begin) + column) {
        return refuse(editor, item, "with an unusual first line");
    } else if (field == item->layout.fields &&
               wp_str_trim(wp_str_slice(text, wp_line_begin(text, begin), column)).length > 0) {
        while (end < text.length && text.data[end] == ' ')
            end++;
    } else {
        begin = wp_line_begin(text, begin);
        /* The last line goes together with the break before it where it has
         * none behind it. */
        if (end == text.length && text.data[end - 1] != '\n' && text.data[end - 1] != '\r')
            begin -= wp_str_starts(wp_str_slice(text, begin - 2, 2), "\r\n") ? 2 : 1;
    }
    put_text(editor, begin, end - begin, "");
    return WP_OK;
}

static enum wp_status remove_flow_key(struct editor *editor, const struct wp_item *item,
                                      const struct wp_field *field)
{
    size_t number = field_number(item, field);

    if (item->layout.field_count == 1)
        return refuse(editor, item, "with no other key");
    if (number + 1 < item->layout.field_count)
        put_text(editor, field->name.offset, field[1].name.offset - field->name.offset, "");
    else
        put_text(editor, end_of_field(item, number - 1),
                 wp_span_end(field->value) - end_of_field(item, number - 1), "");
    return WP_OK;
}

static enum wp_status change_value(struct editor *editor, const struct wp_change *change)
{
    const struct wp_item *item = change->item;
    const struct wp_field *field = wp_item_field(item, change->key);
    bool flow = item->layout.style == WP_STYLE_FLOW;
    bool wanted = wp_item_has(change->values, change->key);

    if (item->layout.scalar)
        return wanted ? set_on_scalar(editor, change) : WP_OK;
    if (flow && has_break(item_text(editor, item)))
        return refuse(editor, item, "in braces over several lines");
    if (field != NULL && wanted)
        replace_value(editor, change, field, flow);
    else if (field != NULL)
        return flow ? remove_flow_key(editor, item, field) : remove_block_key(editor, item, field);
    else if (wanted && flow)
        insert_flow_key(editor, change);
    else if (wanted)
        insert_block_key(editor, change);
    return WP_OK;
}

/* Behind the items that are there already. */
static void append_to_list(struct editor *editor, const struct wp_change *change,
                           const struct wp_field *list)
{
    size_t column = wp_line_column(editor->week->text, list->value.offset);

    wp_write_items(&editor->scratch, change->values, column, &editor->house);
    put_lines(editor, wp_line_behind(editor->week->text, wp_span_end(list->value), column));
}

/* The lists of an item stand as far right of their key as the house has it. */
static void start_list(struct editor *editor, const struct wp_change *change, size_t column,
                       size_t offset)
{
    wp_write_items(&editor->scratch, change->values, column + editor->house.list_indent,
                   &editor->house);
    put_lines(editor, offset);
}

static void add_list(struct editor *editor, const struct wp_change *change, size_t column,
                     size_t offset)
{
    wp_buf_repeat(&editor->scratch, " ", column);
    wp_buf_puts(&editor->scratch, wp_keys[change->key].name);
    wp_buf_putc(&editor->scratch, ':');
    wp_buf_puts(&editor->scratch, editor->house.line_break);
    start_list(editor, change, column, offset);
}

static enum wp_status append_items(struct editor *editor, const struct wp_change *change)
{
    const struct wp_item *item = change->item;
    const struct wp_field *list = wp_item_field(item, change->key);
    struct wp_str text = editor->week->text;
    size_t column = key_column(editor, item);

    if (in_flow_list(editor, item) || item->layout.style == WP_STYLE_FLOW)
        return refuse(editor, item, "in flow style");
    if (list != NULL && item->first != NULL) {
        if (text.data[list->value.offset] == '[')
            return refuse(editor, item, "with its list in brackets");
        append_to_list(editor, change, list);
        return WP_OK;
    }
    if (list != NULL) {
        /* `goals:` or `goals: []` */
        if (has_break(wp_str_slice(text, list->value.offset, list->value.length)))
            return refuse(editor, item, "with an empty list over several lines");
        put_text(editor, wp_span_end(list->name) + 1,
                 wp_span_end(list->value) - wp_span_end(list->name) - 1, "");
        start_list(editor, change, column, wp_line_next(text, wp_span_end(list->value)));
        return WP_OK;
    }
    if (item->layout.scalar) {
        if (has_break(item_text(editor, item)) || strchr("|>", text.data[item->layout.span.offset]))
            return refuse(editor, item, "on several lines");
        put_text(editor, item->layout.span.offset, 0, "title: ");
    }
    add_list(editor, change, column, wp_line_behind(text, wp_span_end(item->layout.span), column));
    return WP_OK;
}

enum wp_status wp_edit_week(struct wp_edit *edit, const struct wp_week *week,
                            const struct wp_change *changes, size_t count, struct wp_error *error)
{
    struct editor editor = {.week = week, .house = wp_house_of(week), .error = error};
    struct wp_buf patched = WP_BUF_INIT;
    const struct wp_item *expected = NULL;
    enum wp_status status = WP_OK;
    size_t i;

    *edit = (struct wp_edit){.arena = wp_arena_new(4096)};
    if (edit->arena == NULL)
        return wp_fail_memory(error);
    editor.splices.arena = edit->arena;
    for (i = 0; i < count && status == WP_OK; i++)
        status = changes[i].key == WP_KEY_GOALS || changes[i].key == WP_KEY_SUBTASKS
                     ? append_items(&editor, &changes[i])
                     : change_value(&editor, &changes[i]);
    if (status != WP_OK)
        goto out;
    expected = wp_expect(edit->arena, week, changes, count);
    wp_splices_apply(&editor.splices, week->text, &patched);
    if (expected == NULL || patched.failed)
        status = wp_fail_memory(error);
    if (status == WP_OK)
        status = wp_edit_make_patch(edit, &editor.splices, week->offset, error);
    if (status == WP_OK)
        status =
            wp_edit_verify(edit, wp_buf_str(&patched), week->offset, week->start, expected, error);
out:
    wp_buf_free(&patched);
    wp_buf_free(&editor.scratch);
    wp_splices_free(&editor.splices);
    return status;
}

void wp_edit_free(struct wp_edit *edit)
{
    wp_week_free(edit->after);
    wp_arena_free(edit->arena);
    edit->after = NULL;
    edit->arena = NULL;
}
