#include "edit/editor.h"

#include <string.h>

#include "edit/lift.h"
#include "edit/lines.h"

static void put(struct wp_editor *editor, struct wp_span span, struct wp_str text)
{
    wp_splice(&editor->splices, span, text);
    editor->splices.failed = editor->splices.failed || editor->scratch.failed;
    wp_buf_clear(&editor->scratch);
}

void wp_editor_put(struct wp_editor *editor, struct wp_span span, size_t skip)
{
    put(editor, span, wp_str_slice(wp_buf_str(&editor->scratch), skip, editor->scratch.length));
}

/* `ends`: their last line ends with a break, whatever the text does. */
static void put_lines(struct wp_editor *editor, size_t offset, bool ends)
{
    struct wp_str text = editor->week->text;
    struct wp_str lines = wp_buf_str(&editor->scratch);
    size_t break_length = strlen(editor->house.line_break);

    if (offset == text.length && editor->unended) {
        wp_editor_put_text(editor, offset, editor->house.line_break);
        editor->completes_line = true;
        editor->unended = false;
    }
    if (offset == text.length && wp_break_before(text, offset) == 0 && !ends) {
        lines.length -= lines.length >= break_length ? break_length : 0;
        editor->unended = true;
    }
    put(editor, wp_span(offset, 0), lines);
}

void wp_editor_put_lines(struct wp_editor *editor, size_t offset)
{
    put_lines(editor, offset, false);
}

void wp_editor_put_items(struct wp_editor *editor, size_t offset, const struct wp_item *last)
{
    struct wp_str text = editor->week->text;

    if (wp_lift_ends_in_text(editor->source, last, true))
        while (wp_is_blank_line(text, offset))
            offset = wp_line_next(text, offset);
    offset = wp_splices_behind(&editor->splices, offset);
    put_lines(editor, offset, wp_lift_ends_in_text(editor->source, last, false));
}

void wp_editor_put_text(struct wp_editor *editor, size_t offset, const char *text)
{
    wp_splice(&editor->splices, wp_span(offset, 0), wp_str(text));
}

void wp_editor_remove(struct wp_editor *editor, size_t begin, size_t end)
{
    wp_splice(&editor->splices, wp_span(begin, end - begin), wp_str(""));
}

void wp_editor_remove_list(struct wp_editor *editor, struct wp_span list)
{
    struct wp_str text = editor->week->text;
    size_t line = wp_line_begin(text, list.offset);
    size_t begin = wp_before_blanks(text, list.offset);
    size_t end = wp_span_end(list);
    size_t behind = wp_skip_blanks(text, end);

    if (behind == text.length || wp_break_at(text, behind) > 0) {
        end = begin == line ? wp_line_next(text, behind) : behind;
        editor->unended = editor->unended && (begin > line || end < text.length);
    } else if (memchr(text.data + end, '\t', behind - end) != NULL) {
        /* None may stand behind the colon of an explicit key. */
        wp_splice(&editor->splices, wp_span(begin, behind - begin), wp_str(" "));
        return;
    }
    wp_editor_remove(editor, begin, end);
}

/* The quotes of the keys of the last item in a list that has any, else of its parent. */
static enum wp_quotes keys_of_list(struct wp_editor *editor, const struct wp_item *parent)
{
    const struct wp_item *model = parent;
    const struct wp_item *item;

    if (editor->keys_of == parent)
        return editor->keys;
    for (item = parent->first; item != NULL; item = item->next)
        if (item->layout.field_count > 0)
            model = item;
    editor->keys_of = parent;
    editor->keys = wp_quotes_of_keys(editor->week->text, model);
    return editor->keys;
}

void wp_editor_follow(struct wp_editor *editor, const struct wp_item *item)
{
    struct wp_str text = editor->week->text;

    editor->house.quotes = wp_quotes_of(text, item, WP_KEY_TITLE);
    editor->house.keys = item->layout.field_count > 0 ? wp_quotes_of_keys(text, item)
                                                      : keys_of_list(editor, item->parent);
}

void wp_editor_follow_list(struct wp_editor *editor, const struct wp_item *parent)
{
    const struct wp_item *model = parent->first != NULL ? parent->first : parent;

    while (model != parent && model->next != NULL)
        model = model->next;
    editor->house.quotes = wp_quotes_of(editor->week->text, model, WP_KEY_TITLE);
    editor->house.keys = keys_of_list(editor, parent);
}

size_t wp_editor_column(const struct wp_editor *editor, const struct wp_item *item)
{
    return wp_line_column(editor->week->text, item->layout.span.offset);
}

void wp_editor_complete_key(struct wp_editor *editor, const struct wp_item *item,
                            const struct wp_field *field)
{
    if (field->value.length > 0 || editor->week->text.data[field->value.offset - 1] == ':')
        return;
    if (item->layout.style == WP_STYLE_BLOCK) {
        wp_buf_puts(&editor->scratch, editor->house.line_break);
        wp_buf_repeat(&editor->scratch, " ", wp_editor_column(editor, item));
    }
    wp_buf_putc(&editor->scratch, ':');
}
