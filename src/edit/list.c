/* The goals of a week and the subtasks of an item. */
#include <string.h>

#include "edit/editor.h"
#include "edit/extent.h"
#include "edit/flow.h"
#include "edit/lift.h"
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

/* Puts what has been written before the line at `offset`. */
static void put_items(struct wp_editor *editor, const struct wp_item_edit *edit, size_t offset)
{
    const struct wp_item *last = edit->changes[edit->count - 1]->values;

    while (last != NULL && last->next != NULL)
        last = last->next;
    wp_editor_put_items(editor, offset, last);
}

static void write_item(struct wp_editor *editor, const struct wp_item *item, size_t column)
{
    if (editor->source != NULL)
        wp_lift_lines(&editor->scratch, editor->source, item, column, &editor->house);
    else
        wp_write_item(&editor->scratch, item, column, &editor->house);
}

/* Those that are the first of their list, or come behind others that may be set off
 * by blank lines. */
static void write_items(struct wp_editor *editor, const struct wp_item_edit *edit, size_t column,
                        bool is_spaced)
{
    bool first = edit->item->first == NULL;
    bool spaced = is_spaced;
    const struct wp_item *item;
    size_t i;

    wp_editor_follow_list(editor, edit->item);
    for (i = 0; i < edit->count; i++) {
        if (!wp_key_is_list(edit->changes[i]->key))
            continue;
        for (item = edit->changes[i]->values; item != NULL; item = item->next) {
            bool apart =
                first && editor->source != NULL && wp_lift_has_comment_above(editor->source, item);

            wp_buf_puts(&editor->scratch, spaced || apart ? editor->house.line_break : "");
            write_item(editor, item, column);
            first = false;
            spaced = is_spaced &&
                     (editor->source == NULL || !wp_extent_keeps_breaks(editor->source, item));
        }
    }
}

/* Behind the items that are there already. */
static void append(struct wp_editor *editor, const struct wp_item_edit *edit,
                   const struct wp_field *list)
{
    struct wp_str text = editor->week->text;
    size_t column = wp_line_column(text, list->value.offset);

    write_items(editor, edit, column, wp_extent_is_spaced(editor->week, edit->item));
    put_items(editor, edit, wp_line_behind(text, wp_span_end(list->value), column));
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
        wp_editor_remove_list(editor, list->value);
    write_items(editor, edit, column + editor->house.list_indent, false);
    put_items(editor, edit, wp_line_behind(text, wp_span_end(list->value), column));
}

/* A key of its own behind all that the item has. */
static void start(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    size_t column = wp_editor_column(editor, item);

    wp_buf_repeat(&editor->scratch, " ", column);
    wp_editor_follow(editor, item);
    wp_write_key(&editor->scratch, wp_list_key(item), &editor->house);
    wp_buf_puts(&editor->scratch, editor->house.line_break);
    write_items(editor, edit, column + editor->house.list_indent, false);
    put_items(editor, edit,
              wp_line_behind(editor->week->text, wp_span_end(item->layout.span), column));
}

static void write_entry(struct wp_editor *editor, struct wp_buf *out, const struct wp_item *item,
                        size_t column)
{
    if (editor->source != NULL)
        wp_lift_entry(out, editor->source, item, column, NULL, &editor->house);
    else
        wp_write_flow_item(out, item, NULL, &editor->house);
}

static size_t count_values(const struct wp_item_edit *edit)
{
    const struct wp_item *item;
    size_t count = 0;
    size_t i;

    for (i = 0; i < edit->count; i++)
        if (wp_key_is_list(edit->changes[i]->key))
            for (item = edit->changes[i]->values; item != NULL; item = item->next)
                count++;
    return count;
}

/* Behind the items between brackets, or the first ones there. */
static void append_flow(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    struct wp_flow flow = wp_flow_of_list(editor, edit->item, count_values(edit));
    const struct wp_item *item;
    size_t i;

    wp_editor_follow_list(editor, edit->item);
    for (i = 0; i < edit->count; i++) {
        if (!wp_key_is_list(edit->changes[i]->key))
            continue;
        for (item = edit->changes[i]->values; item != NULL; item = item->next) {
            write_entry(editor, &editor->scratch, item, flow.column);
            wp_flow_add(editor, &flow, flow.count);
        }
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

/* An entry, behind `before`; on a line of its own if it begins with a comment. */
static void write_next_entry(struct wp_editor *editor, const struct wp_item *item, size_t column,
                             const char *before)
{
    struct wp_buf entry = WP_BUF_INIT;

    write_entry(editor, &entry, item, column);
    wp_buf_puts(&editor->scratch, before);
    if (wp_str_starts(wp_buf_str(&entry), "#")) {
        wp_buf_puts(&editor->scratch, editor->house.line_break);
        wp_buf_repeat(&editor->scratch, " ", column);
    } else if (before[0] == ',') {
        wp_buf_putc(&editor->scratch, ' ');
    }
    wp_buf_append(&editor->scratch, wp_buf_str(&entry));
    editor->splices.failed = editor->splices.failed || entry.failed;
    wp_buf_free(&entry);
}

/* "[Read, Write]" */
static void write_flow_list(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    size_t column = wp_flow_column(editor, edit->item);
    const char *before = "[";
    const struct wp_item *item;
    size_t i;

    wp_editor_follow_list(editor, edit->item);
    for (i = 0; i < edit->count; i++) {
        if (!wp_key_is_list(edit->changes[i]->key))
            continue;
        for (item = edit->changes[i]->values; item != NULL; item = item->next) {
            write_next_entry(editor, item, column, before);
            before = ",";
        }
    }
    wp_buf_putc(&editor->scratch, ']');
}

void wp_edit_write_flow_list(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    wp_editor_follow(editor, edit->item);
    wp_write_key(&editor->scratch, wp_list_key(edit->item), &editor->house);
    wp_buf_putc(&editor->scratch, ' ');
    write_flow_list(editor, edit);
}

void wp_edit_flow_list(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_field *list = wp_item_field(edit->item, wp_list_key(edit->item));

    if (list == NULL || !wp_edit_adds_items(edit))
        return;
    if (wp_is_bracketed(editor->week, list)) {
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

/* A key of their author's (`x-...`) whose value would be nested too deeply in the
 * items from `first` on, were they so deep; or NULL. */
static const struct wp_field *find_too_deep(const struct wp_item *first, unsigned depth)
{
    /* A mapping and a list for each item, in the mapping of the week. */
    const unsigned around = 1 + 2 * depth;
    const struct wp_field *found = NULL;
    size_t i;

    for (; first != NULL && found == NULL; first = first->next) {
        for (i = 0; i < first->layout.field_count && found == NULL; i++)
            if (around + first->layout.fields[i].levels > WP_DEPTH_MAX)
                found = &first->layout.fields[i];
        if (found == NULL)
            found = find_too_deep(first->first, depth + 1);
    }
    return found;
}

static enum wp_status fail_extra(struct wp_editor *editor, const struct wp_item *item,
                                 const struct wp_field *field)
{
    struct wp_str name = wp_str_slice(editor->source->text, field->name.offset, field->name.length);
    struct wp_buf what = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_puts(&what, "what '");
    wp_buf_append(&what, name);
    wp_buf_puts(&what, "' holds");
    status = what.failed ? wp_fail_memory(editor->error) : fail_depth(editor, item, what.data);
    wp_buf_free(&what);
    return status;
}

enum wp_status wp_edit_check_depth(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    bool stays_scalar =
        edit->count == 0 || (edit->count == 1 && edit->changes[0]->key == WP_KEY_TITLE);
    const struct wp_field *extra = NULL;
    unsigned levels = 0;
    size_t i;

    for (i = 0; i < edit->count; i++) {
        const struct wp_item *values = edit->changes[i]->values;

        if (!wp_key_is_list(edit->changes[i]->key))
            continue;
        levels = levels < levels_of(values) ? levels_of(values) : levels;
        extra = extra != NULL ? extra : find_too_deep(values, wp_item_depth(item) + 1);
    }
    if (levels > 0 && wp_item_depth(item) + levels > WP_LEVELS_MAX)
        return fail_depth(editor, item, "more subtasks");
    if (extra != NULL)
        return fail_extra(editor, item, extra);
    if (item->layout.scalar && !stays_scalar && wp_item_depth(item) > WP_LEVELS_MAX)
        return fail_depth(editor, item, "keys of its own");
    return WP_OK;
}

void wp_edit_list(struct wp_editor *editor, const struct wp_item_edit *edit)
{
    const struct wp_item *item = edit->item;
    const struct wp_field *list = wp_item_field(item, wp_list_key(item));

    if (!wp_edit_adds_items(edit) || item->layout.style == WP_STYLE_FLOW ||
        wp_in_brackets(editor->week, item))
        return;
    if (list == NULL)
        start(editor, edit);
    else if (wp_is_bracketed(editor->week, list) &&
             (item->first != NULL || holds_comment(editor, list->value)))
        append_flow(editor, edit);
    else if (item->first == NULL)
        fill(editor, edit, list);
    else
        append(editor, edit, list);
}
