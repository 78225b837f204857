/* The goals of a week and the subtasks of an item. */
#include <string.h>

#include "edit/editor.h"
#include "edit/flow.h"
#include "edit/lines.h"
#include "model/keys.h"
#include "model/values.h"

/* How many levels of items there are from `first` on. */
static unsigned levels_of(const struct wp_item *first)
{
    unsigned deepest = 0;

    for (; first != NULL; first = first->next) {
        unsigned levels = 1 + levels_of(first->first);

        deepest = levels > deepest ? levels : deepest;
    }
    return deepest;
}

static void write_items(struct wp_editor *editor, const struct wp_item_edit *edit, size_t column)
{
    size_t i;

    for (i = 0; i < edit->count; i++)
        if (wp_key_is_list(edit->changes[i]->key))
            wp_write_items(&editor->scratch, edit->changes[i]->values, column, &editor->house);
}

/* Behind the items that are there already. */
static void append(struct wp_editor *editor, const struct wp_item_edit *edit,
                   const struct wp_field *list)
{
    struct wp_str text = editor->week->text;
    size_t column = wp_line_column(text, list->value.offset);

    write_items(editor, edit, column);
    wp_editor_put_lines(editor, wp_line_behind(text, wp_span_end(list->value), column));
}

/* Takes an empty list away, `[]`, and the blanks or the line that it leaves. */
static void remove_empty(struct wp_editor *editor, struct wp_span list)
{
    struct wp_str text = editor->week->text;
    size_t line = wp_line_begin(text, list.offset);
    size_t begin = list.offset;
    size_t end = wp_span_end(list);
    size_t behind = wp_skip_blanks(text, end);

    while (begin > line && (text.data[begin - 1] == ' ' || text.data[begin - 1] == '\t'))
        begin--;
    if (begin == line && (behind == text.length || wp_break_at(text, behind) > 0)) {
        end = wp_line_next(text, behind);
        editor->unended = editor->unended && end < text.length;
    }
    wp_editor_remove(editor, begin, end);
}

/* Below a key whose list is empty: `goals:` or `goals: []`. */
static void fill(struct wp_editor *editor, const struct wp_item_edit *edit,
                 const struct wp_field *list)
{
    struct wp_str text = editor->week->text;
    size_t column = wp_editor_column(editor, edit->item);

    wp_editor_complete_key(editor, edit->item, list);
    if (editor->scratch.length > 0)
        wp_editor_put(editor, list->value, 0);
    else if (list->value.length > 0)
        remove_empty(editor, list->value);
    write_items(editor, edit, column + editor->house.list_indent);
    wp_editor_put_lines(editor, wp_line_behind(text, wp_span_end(list->value), column));
}

/* A key of its own behind all that the item has. */
static void start(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    size_t column = wp_editor_column(editor, item);

    wp_buf_repeat(&editor->scratch, " ", column);
    wp_buf_puts(&editor->scratch, wp_keys[wp_list_key(item)].name);
    wp_buf_putc(&editor->scratch, ':');
    wp_buf_puts(&editor->scratch, editor->house.line_break);
    write_items(editor, edit, column + editor->house.list_indent);
    wp_editor_put_lines(editor,
                        wp_line_behind(editor->week->text, wp_span_end(item->layout.span), column));
}

/* Behind the items between brackets, or the first ones there. */
static void append_flow(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    struct wp_flow flow = wp_flow_of_list(editor, edit->item, edit->count);
    size_t i;

    for (i = 0; i < edit->count; i++) {
        if (!wp_key_is_list(edit->changes[i]->key))
            continue;
        wp_write_flow_items(&editor->scratch, edit->changes[i]->values, &editor->house);
        wp_flow_add(editor, &flow);
    }
    wp_flow_finish(editor, &flow);
}

bool wp_edit_adds_items(const struct wp_item_edit *edit)
{
    size_t i;

    for (i = 0; i < edit->count; i++)
        if (wp_key_is_list(edit->changes[i]->key) && edit->changes[i]->values != NULL)
            return true;
    return false;
}

/* "[Read, Write]" */
static void write_flow_list(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const char *before = "[";
    size_t i;

    for (i = 0; i < edit->count; i++) {
        if (!wp_key_is_list(edit->changes[i]->key))
            continue;
        wp_buf_puts(&editor->scratch, before);
        wp_write_flow_items(&editor->scratch, edit->changes[i]->values, &editor->house);
        before = ", ";
    }
    wp_buf_putc(&editor->scratch, ']');
}

void wp_edit_write_flow_list(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    wp_buf_puts(&editor->scratch, wp_keys[wp_list_key(edit->item)].name);
    wp_buf_puts(&editor->scratch, ": ");
    write_flow_list(editor, edit);
}

static bool is_bracketed(const struct wp_editor *editor, const struct wp_field *list)
{
    return list->value.length > 0 && editor->week->text.data[list->value.offset] == '[';
}

void wp_edit_flow_list(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_field *list = wp_item_field(edit->item, wp_list_key(edit->item));

    if (list == NULL || !wp_edit_adds_items(edit))
        return;
    if (is_bracketed(editor, list)) {
        append_flow(editor, edit);
        return;
    }
    wp_editor_complete_key(editor, edit->item, list);
    wp_buf_puts(&editor->scratch, list->value.length > 0 ? "" : " ");
    write_flow_list(editor, edit);
    wp_editor_put(editor, list->value, 0);
}

/* Whether there is a comment within the brackets of an empty list. */
static bool holds_comment(const struct wp_editor *editor, struct wp_span list)
{
    struct wp_str text = wp_str_slice(editor->week->text, list.offset, list.length);

    return text.length > 0 && memchr(text.data, '#', text.length) != NULL;
}

static enum wp_status fail_depth(struct wp_editor *editor, const struct wp_item *item,
                                 const char *what)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_item_path(&path, item);
    wp_fail(editor->error, WP_INVALID,
            "item %s is too deep for %s (nothing in a plan is nested more than %d levels deep)",
            path.data != NULL ? path.data : "", what, WP_DEPTH_MAX);
    wp_buf_free(&path);
    return WP_INVALID;
}

enum wp_status wp_edit_check_depth(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    bool stays_scalar =
        edit->count == 0 || (edit->count == 1 && edit->changes[0]->key == WP_KEY_TITLE);
    unsigned levels = 0;
    size_t i;

    for (i = 0; i < edit->count; i++)
        if (wp_key_is_list(edit->changes[i]->key) && levels < levels_of(edit->changes[i]->values))
            levels = levels_of(edit->changes[i]->values);
    if (levels > 0 && wp_item_depth(item) + levels > WP_LEVELS_MAX)
        return fail_depth(editor, item, "more subtasks");
    if (item->layout.scalar && !stays_scalar && wp_item_depth(item) > WP_LEVELS_MAX)
        return fail_depth(editor, item, "keys of its own");
    return WP_OK;
}

void wp_edit_list(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    const struct wp_field *list = wp_item_field(item, wp_list_key(item));

    if (!wp_edit_adds_items(edit) || item->layout.style == WP_STYLE_FLOW ||
        wp_editor_in_flow(editor, item))
        return;
    if (list == NULL)
        start(editor, edit);
    else if (is_bracketed(editor, list) &&
             (item->first != NULL || holds_comment(editor, list->value)))
        append_flow(editor, edit);
    else if (item->first == NULL)
        fill(editor, edit, list);
    else
        append(editor, edit, list);
}
