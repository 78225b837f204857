/* The goals of a week and the subtasks of an item. */
#include "edit/editor.h"
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

/* Below a key whose list is empty: `goals:` or `goals: []`. */
static void fill(struct wp_editor *editor, const struct wp_item_edit *edit,
                 const struct wp_field *list)
{
    struct wp_str text = editor->week->text;
    size_t column = wp_editor_column(editor, edit->item);
    size_t colon = wp_skip_blanks(text, wp_span_end(list->name));

    wp_editor_remove(editor, colon + 1, wp_span_end(list->value));
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

enum wp_status wp_edit_list(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    const struct wp_field *list = wp_item_field(item, wp_list_key(item));
    unsigned levels = 0;
    size_t i;

    for (i = 0; i < edit->count; i++)
        if (wp_key_is_list(edit->changes[i]->key) && levels < levels_of(edit->changes[i]->values))
            levels = levels_of(edit->changes[i]->values);
    if (levels == 0)
        return WP_OK;
    if (wp_item_depth(item) + levels > WP_LEVELS_MAX)
        return wp_editor_refuse(editor, item, "too deep for more subtasks");
    if (item->layout.style == WP_STYLE_FLOW || wp_editor_in_flow(editor, item))
        return wp_editor_refuse(editor, item, "in flow style");
    if (list == NULL)
        start(editor, edit);
    else if (wp_editor_spans_lines(editor, list->value) && item->first == NULL)
        return wp_editor_refuse(editor, item, "with an empty list over several lines");
    else if (item->first == NULL)
        fill(editor, edit, list);
    else if (editor->week->text.data[list->value.offset] == '[')
        return wp_editor_refuse(editor, item, "with its list in brackets");
    else
        append(editor, edit, list);
    return WP_OK;
}
