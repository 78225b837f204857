#include "edit/item_yaml.h"

#include "plan/item_value.h"
#include "plan/keys.h"

/* Append a note. A note of several lines becomes a literal block, unless `flow` is set. */
static void write_note(struct wp_buf *buf, struct wp_str note, size_t column, bool flow,
                       const struct wp_style *style)
{
    if (flow || !wp_write_scalar_wants_lines(note)) {
        wp_write_scalar(buf, note, flow, style->quotes);
        return;
    }
    wp_buf_putc(buf, '|');
    wp_write_scalar_lines(buf, note, column + WP_STYLE_INDENT, style->line_break);
}

static void write_list(struct wp_buf *buf, const struct wp_list *list, enum wp_quotes quotes)
{
    size_t i;

    wp_buf_putc(buf, '[');
    for (i = 0; i < list->count; i++) {
        wp_buf_puts(buf, i > 0 ? ", " : "");
        wp_write_scalar(buf, list->items[i], true, quotes);
    }
    wp_buf_putc(buf, ']');
}

/* Whether a value of `key` may contain characters to escape. A day, a number, or a word such as
 * `weekly` never does. */
static bool is_text(const struct wp_item *item, enum wp_key key)
{
    enum wp_kind kind = wp_keys[key].kind;

    return kind == WP_KIND_TITLE || kind == WP_KIND_ID || kind == WP_KIND_PROGRESS ||
           wp_item_value_reason(item, key).length > 0;
}

static void write_scalar(struct wp_buf *buf, const struct wp_item *item, enum wp_key key, bool flow,
                         enum wp_quotes quotes)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_item_value_format(&text, item, key);
    if (is_text(item, key)) {
        wp_write_scalar(buf, wp_buf_str(&text), flow, quotes);
    } else {
        wp_buf_puts(buf, wp_quotes_string(quotes));
        wp_buf_append(buf, wp_buf_str(&text));
        wp_buf_puts(buf, wp_quotes_string(quotes));
    }
    wp_buf_free(&text);
}

void wp_item_yaml_value(struct wp_buf *buf, const struct wp_item *item, enum wp_key key,
                        size_t column, bool flow, const struct wp_style *style)
{
    const void *value = wp_item_const_member(item, wp_keys[key].value);

    wp_buf_putc(buf, ' ');
    if (wp_keys[key].kind == WP_KIND_STRING)
        write_note(buf, *(const struct wp_str *)value, column, flow, style);
    else if (wp_keys[key].kind == WP_KIND_STRINGS)
        write_list(buf, value, style->quotes);
    else
        write_scalar(buf, item, key, flow, style->quotes);
}

enum wp_quotes wp_item_yaml_quotes_for_new(const struct wp_item *item, enum wp_key key,
                                           const struct wp_style *style)
{
    switch (wp_keys[key].kind) {
    case WP_KIND_TITLE:
    case WP_KIND_STRING:
        return style->quotes;
    case WP_KIND_STRINGS:
        return style->strings;
    case WP_KIND_WEIGHT:
    case WP_KIND_COUNT:
        return WP_QUOTES_NONE;
    default:
        break;
    }
    if (wp_item_value_reason(item, key).length > 0)
        return style->quotes;
    return wp_item_value_is_boolean(item, key) ? WP_QUOTES_NONE : style->keys;
}

/* Return the quotes of the item's value of `key`: those that it has in the week `source`; if
 * `source` is NULL, those of a new value. */
static enum wp_quotes quotes_for(const struct wp_item *item, enum wp_key key,
                                 const struct wp_week *source, const struct wp_style *style)
{
    return source != NULL ? wp_style_quotes_of(source->text, item, key)
                          : wp_item_yaml_quotes_for_new(item, key, style);
}

void wp_item_yaml_key(struct wp_buf *buf, enum wp_key key, const struct wp_style *style)
{
    wp_buf_puts(buf, wp_quotes_string(style->keys));
    wp_buf_puts(buf, wp_keys[key].name);
    wp_buf_puts(buf, wp_quotes_string(style->keys));
    wp_buf_putc(buf, ':');
}

/* Append "key: value" as wp_item_yaml_entry does, but with the quotes style->quotes around the
 * value. */
static void item_yaml_write_entry(struct wp_buf *buf, const struct wp_item *item, enum wp_key key,
                                  size_t column, bool flow, const struct wp_style *style)
{
    wp_item_yaml_key(buf, key, style);
    wp_item_yaml_value(buf, item, key, column, flow, style);
}

void wp_item_yaml_entry(struct wp_buf *buf, const struct wp_item *item, enum wp_key key,
                        size_t column, bool flow, const struct wp_style *style)
{
    struct wp_style own = *style;

    own.quotes = quotes_for(item, key, NULL, style);
    item_yaml_write_entry(buf, item, key, column, flow, &own);
}

/* Whether the item has a value of `key`, and `key` is not the list of goals or subtasks. */
static bool is_written(const struct wp_item *item, enum wp_key key)
{
    return !wp_key_holds_items(key) && wp_item_has(item, key);
}

static bool is_title_alone(const struct wp_item *item)
{
    size_t i;

    for (i = 0; i < WP_KEY_COUNT; i++)
        if (wp_key_order[i] != WP_KEY_TITLE && is_written(item, wp_key_order[i]))
            return false;
    return item->first == NULL;
}

bool wp_item_yaml_ends_in_block(const struct wp_item *item)
{
    while (item->first != NULL)
        for (item = item->first; item->next != NULL;)
            item = item->next;
    return item->note.length > 0 && wp_write_scalar_wants_lines(item->note);
}

void wp_item_yaml_item(struct wp_buf *buf, const struct wp_item *item, size_t column,
                       const struct wp_style *style)
{
    size_t indent = 0; /* 0 for the first key, which is on the line of the dash; then `column` */
    size_t i;

    wp_buf_repeat(buf, " ", column);
    wp_buf_puts(buf, "- ");
    if (is_title_alone(item)) {
        wp_write_scalar(buf, item->title, false, style->quotes);
        wp_buf_puts(buf, style->line_break);
        return;
    }
    column += 2;
    for (i = 0; i < WP_KEY_COUNT; i++) {
        enum wp_key key = wp_key_order[i];

        if (!is_written(item, key))
            continue;
        wp_buf_repeat(buf, " ", indent);
        wp_item_yaml_entry(buf, item, key, column, false, style);
        wp_buf_puts(buf, style->line_break);
        indent = column;
    }
    if (item->first == NULL)
        return;
    wp_buf_repeat(buf, " ", column);
    wp_item_yaml_key(buf, item->seq_key, style);
    wp_buf_puts(buf, style->line_break);
    wp_item_yaml_items(buf, item->first, column + style->list_indent, style);
}

void wp_item_yaml_items(struct wp_buf *buf, const struct wp_item *first, size_t column,
                        const struct wp_style *style)
{
    for (; first != NULL; first = first->next)
        wp_item_yaml_item(buf, first, column, style);
}

void wp_item_yaml_flow_item(struct wp_buf *buf, const struct wp_item *item,
                            const struct wp_week *source, const struct wp_style *style)
{
    const struct wp_item *subtask;
    struct wp_style own = *style;
    size_t i;

    if (is_title_alone(item)) {
        wp_write_scalar(buf, item->title, true, quotes_for(item, WP_KEY_TITLE, source, style));
        return;
    }
    if (source != NULL)
        own.keys = wp_style_quotes_of_keys(source->text, item);
    for (i = 0; i < WP_KEY_COUNT; i++) {
        enum wp_key key = wp_key_order[i];

        if (!is_written(item, key))
            continue;
        wp_buf_puts(buf, key == WP_KEY_TITLE ? "{" : ", ");
        own.quotes = quotes_for(item, key, source, style);
        item_yaml_write_entry(buf, item, key, 0, true, &own);
    }
    if (item->first != NULL) {
        wp_buf_puts(buf, ", ");
        wp_item_yaml_key(buf, item->seq_key, &own);
        wp_buf_puts(buf, " [");
    }
    for (subtask = item->first; subtask != NULL; subtask = subtask->next) {
        wp_buf_puts(buf, subtask == item->first ? "" : ", ");
        wp_item_yaml_flow_item(buf, subtask, source, style);
    }
    wp_buf_puts(buf, item->first != NULL ? "]}" : "}");
}
