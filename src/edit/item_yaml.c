#include "edit/item_yaml.h"

#include <string.h>

#include "base/utf8.h"
#include "edit/line.h"
#include "plan/keys.h"
#include "plan/value.h"

/* How many texts make a habit: one alone may be an exception. */
enum { WP_HABIT = 2 };

/* Indexed by enum wp_quotes. */
static const char *const quote_marks[] = {"", "'", "\"", ""};

static bool is_in(int32_t character, const char *set)
{
    return character > 0 && character < 0x80 && strchr(set, (int)character) != NULL;
}

enum wp_quotes wp_quotes_at(struct wp_str text, size_t offset)
{
    char byte = offset < text.length ? text.data[offset] : ' ';

    return byte == '\'' ? WP_QUOTES_SINGLE : byte == '"' ? WP_QUOTES_DOUBLE : WP_QUOTES_NONE;
}

/* Where the first text of a value begins, which may be a list. */
static size_t first_text(struct wp_str text, struct wp_span value)
{
    struct wp_str begin = wp_str_slice(text, value.offset, 2);
    bool list = begin.length == 2 &&
                (begin.data[0] == '[' || (begin.data[0] == '-' && is_in(begin.data[1], " \t\r\n")));

    return list ? wp_line_next_token(text, value.offset + 1) : value.offset;
}

enum wp_quotes wp_quotes_of_keys(struct wp_str text, const struct wp_item *item)
{
    const struct wp_layout *layout = &item->layout;
    enum wp_quotes quotes = WP_QUOTES_NONE;
    size_t i;

    for (i = 0; i < layout->field_count; i++) {
        enum wp_quotes own = wp_quotes_at(text, layout->fields[i].name.offset);

        if (i > 0 && own != quotes)
            return WP_QUOTES_NONE;
        quotes = own;
    }
    return quotes;
}

/* Neither libyaml nor another reader breaks a line at it, drops it or refuses
 * it. */
static bool is_plain_character(int32_t character)
{
    if (character < 0x80)
        return character >= 0x20 && character < 0x7F;
    return character >= 0xA0 && character != 0x2028 && character != 0x2029 && character != 0xFEFF &&
           (character < 0xFFFE || character > 0xFFFF);
}

static bool has_only_plain_characters(struct wp_str text)
{
    while (text.length > 0) {
        int32_t character;
        size_t length = wp_utf8_decode(text, &character);

        if (!is_plain_character(character))
            return false;
        text = wp_str_slice(text, length, text.length);
    }
    return true;
}

/* What YAML 1.1 or 1.2 takes for a boolean, null, a merge key, a default value,
 * infinity or not-a-number; compared without case. */
static bool is_special_word(struct wp_str text)
{
    static const char *const words[] = {"true", "false", "yes",   "no",  "on", "off",
                                        "y",    "n",     "null",  "~",   "<<", "=",
                                        ".inf", "+.inf", "-.inf", ".nan"};
    size_t i, j;

    for (i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i]) != text.length)
            continue;
        for (j = 0; j < text.length && wp_str_lower(text.data[j]) == words[i][j];)
            j++;
        if (j == text.length)
            return true;
    }
    return false;
}

/* What might be a number, a time or a day in either version: made of nothing
 * but their characters, with a digit. */
static bool is_like_a_number(struct wp_str text)
{
    bool digit = false;
    size_t i;

    if (text.length == 0 || !is_in((unsigned char)text.data[0], "0123456789+-."))
        return false;
    for (i = 0; i < text.length; i++) {
        digit = digit || is_in((unsigned char)text.data[i], "0123456789");
        if (!is_in((unsigned char)text.data[i], "0123456789+-.,:_ eExXoOabcdfABCDFtTzZ"))
            return false;
    }
    return digit;
}

static bool ends_plain(struct wp_str text, bool flow)
{
    size_t i;

    for (i = 0; i < text.length; i++) {
        char byte = text.data[i];
        char next = i + 1 < text.length ? text.data[i + 1] : ' ';

        /* In flow style PyYAML ends a text at any '?'. */
        if ((byte == ':' && (next == ' ' || (flow && is_in(next, ",[]{}")))) ||
            (byte == ' ' && next == '#') || (flow && is_in(byte, ",[]{}?")))
            return true;
    }
    return false;
}

/* YAML 1.2, rule ns-plain, and narrower than it. */
static bool item_yaml_is_plain(struct wp_str text, bool flow)
{
    return text.length > 0 && text.data[0] != ' ' && text.data[text.length - 1] != ' ' &&
           !is_in((unsigned char)text.data[0], "-?:,[]{}#&*!|>'\"%@`") && !ends_plain(text, flow) &&
           !is_special_word(text) && !is_like_a_number(text) && has_only_plain_characters(text);
}

void wp_habit_add(struct wp_habit *habit, struct wp_str text, enum wp_quotes quotes)
{
    bool needed = quotes != WP_QUOTES_NONE && !item_yaml_is_plain(text, true);

    (needed ? habit->needed : habit->counts)[quotes]++;
}

/* Add number `number` of the list, if there is one, which begins at `begin`. */
static void add_string(struct wp_habit *habit, struct wp_str text, size_t begin,
                       const struct wp_list *list, size_t number)
{
    if (number < list->count)
        wp_habit_add(habit, list->items[number], wp_quotes_at(text, begin));
}

static size_t add_strings_of_flow(struct wp_habit *habit, struct wp_str text, struct wp_span value,
                                  const struct wp_list *list)
{
    size_t close = wp_span_end(value) - 1;
    size_t at = wp_line_next_token(text, value.offset + 1);
    size_t count = 0;

    while (at < close && count < list->count) {
        add_string(habit, text, at, list, count++);
        at = wp_line_next_token(text, wp_line_string_end(text, at));
        at = wp_line_next_token(text, at + (at < close && text.data[at] == ','));
    }
    return count;
}

static size_t add_strings_of_block(struct wp_habit *habit, struct wp_str text, struct wp_span value,
                                   const struct wp_list *list)
{
    size_t column = wp_line_column(text, value.offset);
    size_t line = wp_line_begin(text, value.offset);
    size_t count = 0;

    while (line < wp_span_end(value)) {
        if (!wp_line_has_dash(text, line, column)) {
            line = wp_line_next(text, line);
            continue;
        }
        add_string(habit, text, wp_line_next_token(text, wp_line_skip_blanks(text, line) + 1), list,
                   count++);
        line = wp_line_below_dash(text, line);
    }
    return count;
}

size_t wp_habit_add_strings(struct wp_habit *habit, struct wp_str text, struct wp_span value,
                            const struct wp_list *list)
{
    if (value.length == 0)
        return 0;
    if (text.data[value.offset] == '[')
        return add_strings_of_flow(habit, text, value, list);
    if (first_text(text, value) != value.offset)
        return add_strings_of_block(habit, text, value, list);
    add_string(habit, text, value.offset, list, 0);
    return 1;
}

/* Return the quotes of a text that needs some. */
static enum wp_quotes none_but_where_needed(enum wp_quotes quotes)
{
    return quotes == WP_QUOTES_SINGLE ? WP_QUOTES_NONE_OR_SINGLE : WP_QUOTES_NONE;
}

static size_t count_free(const struct wp_habit *habit)
{
    return habit->counts[WP_QUOTES_NONE] + habit->counts[WP_QUOTES_SINGLE] +
           habit->counts[WP_QUOTES_DOUBLE];
}

enum wp_quotes wp_habit_most(const struct wp_habit *habit, enum wp_quotes otherwise)
{
    const size_t *counts = habit->counts;

    for (int quotes = WP_QUOTES_SINGLE; quotes <= WP_QUOTES_DOUBLE; quotes++)
        if (counts[quotes] > counts[WP_QUOTES_NONE] &&
            counts[quotes] > counts[WP_QUOTES_SINGLE + WP_QUOTES_DOUBLE - quotes])
            return (enum wp_quotes)quotes;
    return count_free(habit) == 0 ? otherwise : WP_QUOTES_NONE;
}

/* Return the quotes of a text that needs some: those of the texts that need some, or of the
 * one text that is too few for a habit. */
static enum wp_quotes quotes_where_needed(const struct wp_habit *level)
{
    bool few = count_free(level) < WP_HABIT;
    size_t singles = level->needed[WP_QUOTES_SINGLE] + (few ? level->counts[WP_QUOTES_SINGLE] : 0);
    size_t doubles = level->needed[WP_QUOTES_DOUBLE] + (few ? level->counts[WP_QUOTES_DOUBLE] : 0);

    return none_but_where_needed(singles > doubles ? WP_QUOTES_SINGLE : WP_QUOTES_NONE);
}

enum wp_quotes wp_habit_quotes(const struct wp_habit *level, const struct wp_habit *week,
                               enum wp_quotes keys)
{
    enum wp_quotes quotes = WP_QUOTES_NONE;

    if (keys != WP_QUOTES_NONE)
        quotes = wp_habit_most(level, keys);
    else if (count_free(level) >= WP_HABIT)
        quotes = wp_habit_most(level, WP_QUOTES_NONE);
    else if (count_free(week) >= WP_HABIT)
        quotes = wp_habit_most(week, WP_QUOTES_NONE);
    return quotes == WP_QUOTES_NONE ? quotes_where_needed(level) : quotes;
}

/* Whether the first text of the list could not stand without quotes. */
static bool needs_quotes(const struct wp_item *item, enum wp_key key)
{
    const struct wp_list *list = wp_item_const_member(item, wp_keys[key].value);

    return wp_keys[key].kind == WP_KIND_STRINGS && list->count > 0 &&
           !item_yaml_is_plain(list->items[0], true);
}

enum wp_quotes wp_quotes_of(struct wp_str text, const struct wp_item *item, enum wp_key key)
{
    const struct wp_field *field = wp_item_field(item, key);
    enum wp_quotes quotes = WP_QUOTES_NONE;

    if (field != NULL && field->value.length > 0)
        quotes = wp_quotes_at(text, first_text(text, field->value));
    else if (field == NULL && key == WP_KEY_TITLE && item->layout.scalar)
        quotes = wp_quotes_at(text, item->layout.span.offset);
    if (quotes == WP_QUOTES_NONE || !needs_quotes(item, key))
        return quotes;
    return wp_quotes_of_keys(text, item) != WP_QUOTES_NONE ? wp_quotes_of_keys(text, item)
                                                           : none_but_where_needed(quotes);
}

/* YAML 1.2, section 5.7. */
static void write_escaped(struct wp_buf *buf, int32_t character)
{
    static const struct {
        int32_t character;
        const char *escape;
    } escapes[] = {{0, "\\0"},    {'\t', "\\t"},  {'\n', "\\n"}, {'\r', "\\r"},   {0x1B, "\\e"},
                   {'"', "\\\""}, {'\\', "\\\\"}, {0x85, "\\N"}, {0x2028, "\\L"}, {0x2029, "\\P"}};
    size_t i;

    for (i = 0; i < sizeof escapes / sizeof escapes[0]; i++)
        if (escapes[i].character == character) {
            wp_buf_puts(buf, escapes[i].escape);
            return;
        }
    if (is_plain_character(character))
        wp_utf8_append(buf, character);
    else
        wp_buf_printf(buf, character < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)character);
}

/* YAML 1.2, rule nb-single-one-line: a quote is doubled, all else stands for
 * itself. */
static void write_single_quoted(struct wp_buf *buf, struct wp_str text)
{
    size_t i;

    wp_buf_putc(buf, '\'');
    for (i = 0; i < text.length; i++) {
        if (text.data[i] == '\'')
            wp_buf_putc(buf, '\'');
        wp_buf_putc(buf, text.data[i]);
    }
    wp_buf_putc(buf, '\'');
}

static void write_double_quoted(struct wp_buf *buf, struct wp_str text)
{
    wp_buf_putc(buf, '"');
    while (text.length > 0) {
        int32_t character;
        size_t length = wp_utf8_decode(text, &character);

        write_escaped(buf, character);
        text = wp_str_slice(text, length, text.length);
    }
    wp_buf_putc(buf, '"');
}

void wp_item_yaml_string(struct wp_buf *buf, struct wp_str text, bool flow, enum wp_quotes quotes)
{
    bool none = quotes == WP_QUOTES_NONE || quotes == WP_QUOTES_NONE_OR_SINGLE;
    bool single = quotes == WP_QUOTES_SINGLE || quotes == WP_QUOTES_NONE_OR_SINGLE;

    if (none && item_yaml_is_plain(text, flow))
        wp_buf_append(buf, text);
    else if (single && has_only_plain_characters(text))
        write_single_quoted(buf, text);
    else
        write_double_quoted(buf, text);
}

/* The next line of `text`, which moves behind its LF. */
static struct wp_str item_yaml_take_line(struct wp_str *text)
{
    const char *end = memchr(text->data, '\n', text->length);
    size_t length = end != NULL ? (size_t)(end - text->data) : text->length;
    struct wp_str line = wp_str_slice(*text, 0, length);

    *text = wp_str_slice(*text, length + 1, text->length);
    return line;
}

bool wp_is_lines(struct wp_str text)
{
    while (text.length > 0) {
        struct wp_str line = item_yaml_take_line(&text);

        while (line.length > 0) {
            int32_t character;
            size_t length = wp_utf8_decode(line, &character);

            if (character != '\t' && !is_plain_character(character))
                return false;
            line = wp_str_slice(line, length, line.length);
        }
    }
    return true;
}

/* Whether a text can be a literal block: several lines, the first of them with a text that
 * needs no indentation indicator. */
static bool is_literal(struct wp_str text)
{
    return memchr(text.data, '\n', text.length) != NULL && !is_in(text.data[0], " \t\n") &&
           wp_is_lines(text);
}

void wp_write_lines(struct wp_buf *buf, struct wp_str text, size_t column, const char *line_break)
{
    while (text.length > 0) {
        struct wp_str line = item_yaml_take_line(&text);

        wp_buf_puts(buf, line_break);
        if (line.length > 0)
            wp_buf_repeat(buf, " ", column);
        wp_buf_append(buf, line);
    }
}

/* Append a text, as a literal block if it has several lines. */
static void write_note(struct wp_buf *buf, struct wp_str note, size_t column, bool flow,
                       const struct wp_style *style)
{
    if (flow || !is_literal(note)) {
        wp_item_yaml_string(buf, note, flow, style->quotes);
        return;
    }
    wp_buf_putc(buf, '|');
    wp_write_lines(buf, note, column + WP_STYLE_INDENT, style->line_break);
}

static void write_list(struct wp_buf *buf, const struct wp_list *list, enum wp_quotes quotes)
{
    size_t i;

    wp_buf_putc(buf, '[');
    for (i = 0; i < list->count; i++) {
        wp_buf_puts(buf, i > 0 ? ", " : "");
        wp_item_yaml_string(buf, list->items[i], true, quotes);
    }
    wp_buf_putc(buf, ']');
}

/* Whether a value of the key may hold characters to escape; a day, a number or a word of the
 * format never does. */
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
        wp_item_yaml_string(buf, wp_buf_str(&text), flow, quotes);
    } else {
        wp_buf_puts(buf, quote_marks[quotes]);
        wp_buf_append(buf, wp_buf_str(&text));
        wp_buf_puts(buf, quote_marks[quotes]);
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

enum wp_quotes wp_quotes_for_new(const struct wp_item *item, enum wp_key key,
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

/* The quotes of a value: those that it has in `source`, or if it is new (NULL) what
 * new ones have. */
static enum wp_quotes quotes_for(const struct wp_item *item, enum wp_key key,
                                 const struct wp_week *source, const struct wp_style *style)
{
    return source != NULL ? wp_quotes_of(source->text, item, key)
                          : wp_quotes_for_new(item, key, style);
}

void wp_item_yaml_key(struct wp_buf *buf, enum wp_key key, const struct wp_style *style)
{
    wp_buf_puts(buf, quote_marks[style->keys]);
    wp_buf_puts(buf, wp_keys[key].name);
    wp_buf_puts(buf, quote_marks[style->keys]);
    wp_buf_putc(buf, ':');
}

/* "key: value", with its quotes. */
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

/* Whether the key and its value go on a line of the item. */
static bool is_written(const struct wp_item *item, enum wp_key key)
{
    return !wp_key_is_list(key) && wp_item_has(item, key);
}

static bool is_title_alone(const struct wp_item *item)
{
    size_t i;

    for (i = 0; i < WP_KEY_COUNT; i++)
        if (wp_key_order[i] != WP_KEY_TITLE && is_written(item, wp_key_order[i]))
            return false;
    return item->first == NULL;
}

bool wp_write_ends_in_block(const struct wp_item *item)
{
    while (item->first != NULL)
        for (item = item->first; item->next != NULL;)
            item = item->next;
    return item->note.length > 0 && is_literal(item->note);
}

void wp_item_yaml_item(struct wp_buf *buf, const struct wp_item *item, size_t column,
                       const struct wp_style *style)
{
    size_t indent = 0; /* the first key stands behind the dash */
    size_t i;

    wp_buf_repeat(buf, " ", column);
    wp_buf_puts(buf, "- ");
    if (is_title_alone(item)) {
        wp_item_yaml_string(buf, item->title, false, style->quotes);
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
    wp_item_yaml_key(buf, WP_KEY_SUBTASKS, style);
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
        wp_item_yaml_string(buf, item->title, true, quotes_for(item, WP_KEY_TITLE, source, style));
        return;
    }
    if (source != NULL)
        own.keys = wp_quotes_of_keys(source->text, item);
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
        wp_item_yaml_key(buf, WP_KEY_SUBTASKS, &own);
        wp_buf_puts(buf, " [");
    }
    for (subtask = item->first; subtask != NULL; subtask = subtask->next) {
        wp_buf_puts(buf, subtask == item->first ? "" : ", ");
        wp_item_yaml_flow_item(buf, subtask, source, style);
    }
    wp_buf_puts(buf, item->first != NULL ? "]}" : "}");
}
