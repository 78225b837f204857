#include "edit/editor.h"

#include <string.h>

#include "edit/block.h"
#include "edit/ending.h"
#include "edit/lift.h"
#include "edit/lines.h"

/* What begins with a '#' behind something is a comment of its own only behind a blank. */
static bool wants_blank(const struct wp_editor *editor, size_t end, char before)
{
    struct wp_str text = editor->week->text;

    return end < text.length && text.data[end] == '#' && strchr(" \t\r\n", before) == NULL;
}

static void put(struct wp_editor *editor, struct wp_span span, struct wp_str text)
{
    if (text.length > 0 && wants_blank(editor, wp_span_end(span), text.data[text.length - 1])) {
        wp_buf_putc(&editor->scratch, ' ');
        text = wp_str_slice(wp_buf_str(&editor->scratch), editor->scratch.length - text.length - 1,
                            text.length + 1);
    }
    wp_splice(&editor->splices, span, text);
    if (editor->takes > 0 && editor->splices.count > 0)
        editor->splices.list[editor->splices.count - 1].takes = editor->takes;
    editor->takes = 0;
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
        wp_ending_complete(editor->week, &editor->splices, editor->house.line_break);
        editor->unended = false;
    }
    if (offset == text.length && wp_break_before(text, offset) == 0 && !ends) {
        lines.length -= lines.length >= break_length ? break_length : 0;
        editor->unended = true;
    }
    put(editor, wp_span(offset, 0), lines);
}

/* Return the place for lines that are to go to `offset`. An item comes before what it is
 * under, so what went below blank lines is under what would go above them. */
static size_t behind_passed(const struct wp_editor *editor, size_t offset)
{
    struct wp_span passed = editor->passed;

    return offset >= passed.offset && offset < wp_span_end(passed) ? wp_span_end(passed) : offset;
}

void wp_editor_put_lines(struct wp_editor *editor, size_t offset)
{
    put_lines(editor, behind_passed(editor, offset), false);
}

void wp_editor_put_items(struct wp_editor *editor, size_t offset, const struct wp_item *last)
{
    size_t takes = SIZE_MAX;
    bool ends = false;
    size_t end;

    if (editor->source != NULL)
        takes = wp_lift_takes(editor->source, last, &ends);
    else if (wp_write_ends_in_block(last))
        takes = 1;
    offset = behind_passed(editor, offset);
    end = wp_block_blanks(editor->week->text, offset, takes);
    if (end > offset)
        editor->passed = wp_span(offset, end - offset);
    offset = wp_splices_behind(&editor->splices, end);
    editor->takes = takes;
    put_lines(editor, offset, ends);
}

void wp_editor_put_text(struct wp_editor *editor, size_t offset, const char *text)
{
    wp_splice(&editor->splices, wp_span(offset, 0), wp_str(text));
    if (wants_blank(editor, offset, text[strlen(text) - 1]))
        wp_splice(&editor->splices, wp_span(offset, 0), wp_str(" "));
}

void wp_editor_remove(struct wp_editor *editor, size_t begin, size_t end)
{
    char before = begin > 0 ? editor->week->text.data[begin - 1] : '\n';

    wp_splice(&editor->splices, wp_span(begin, end - begin),
              wp_str(wants_blank(editor, end, before) ? " " : ""));
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
    } else if (memchr(text.data + end, '\t', behind - end) != NULL || text.data[end] == '#') {
        /* No tab may stand behind the colon of an explicit key, and no comment right
         * behind it. */
        wp_splice(&editor->splices, wp_span(begin, behind - begin), wp_str(" "));
        return;
    }
    wp_editor_remove(editor, begin, end);
}

/* The keys of most items of a list have their quotes, else those of its parent; none where
 * they differ. */
static void look_at_list(struct wp_editor *editor, const struct wp_item *parent)
{
    struct wp_str text = editor->week->text;
    struct wp_habit keys = {.counts = {0}};
    const struct wp_item *item;

    if (editor->looked_at == parent)
        return;
    editor->looked_at = parent;
    editor->titles = (struct wp_habit){.counts = {0}};
    for (item = parent->first; item != NULL; item = item->next) {
        wp_habit_add(&editor->titles, item->title, wp_quotes_of(text, item, WP_KEY_TITLE));
        if (item->layout.field_count > 0)
            keys.counts[wp_quotes_of_keys(text, item)]++;
    }
    editor->keys = wp_habit_quotes(&keys, wp_quotes_of_keys(text, parent));
}

/* The texts that an item says of itself. */
static struct wp_habit habit_of(struct wp_str text, const struct wp_item *item)
{
    const struct {
        enum wp_key key;
        struct wp_str value;
    } texts[] = {{WP_KEY_TITLE, item->title}, {WP_KEY_ID, item->id}, {WP_KEY_NOTE, item->note}};
    struct wp_habit habit = {.counts = {0}};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (texts[i].value.length > 0)
            wp_habit_add(&habit, texts[i].value, wp_quotes_of(text, item, texts[i].key));
    return habit;
}

void wp_editor_follow(struct wp_editor *editor, const struct wp_item *item)
{
    struct wp_str text = editor->week->text;
    struct wp_habit habit = habit_of(text, item);

    if (item->layout.field_count > 0) {
        editor->house.keys = wp_quotes_of_keys(text, item);
    } else {
        look_at_list(editor, item->parent);
        editor->house.keys = editor->keys;
    }
    editor->house.quotes = wp_habit_quotes(&habit, editor->house.keys);
}

void wp_editor_follow_list(struct wp_editor *editor, const struct wp_item *parent)
{
    struct wp_habit habit;

    look_at_list(editor, parent);
    habit = parent->first != NULL ? editor->titles : habit_of(editor->week->text, parent);
    editor->house.keys = editor->keys;
    editor->house.quotes = wp_habit_quotes(&habit, editor->keys);
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
