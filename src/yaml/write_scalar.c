#include "yaml/write_scalar.h"

#include <string.h>

#include "base/text_lines.h"
#include "base/utf8.h"

static bool is_in(int32_t character, const char *set)
{
    return character > 0 && character < 0x80 && strchr(set, (int)character) != NULL;
}

enum wp_quotes wp_quotes_at(struct wp_str text, size_t offset)
{
    char byte = offset < text.length ? text.data[offset] : ' ';

    return byte == '\'' ? WP_QUOTES_SINGLE : byte == '"' ? WP_QUOTES_DOUBLE : WP_QUOTES_NONE;
}

const char *wp_quotes_string(enum wp_quotes quotes)
{
    return quotes == WP_QUOTES_SINGLE ? "'" : quotes == WP_QUOTES_DOUBLE ? "\"" : "";
}

size_t wp_quotes_skip(struct wp_str text, size_t offset)
{
    char quote = text.data[offset++];

    for (; offset < text.length; offset++) {
        bool escaped = quote == '"' && text.data[offset] == '\\';
        bool doubled = quote == '\'' && offset + 1 < text.length && text.data[offset] == quote &&
                       text.data[offset + 1] == quote;

        if (escaped || doubled)
            offset++;
        else if (text.data[offset] == quote)
            return offset + 1;
    }
    return text.length;
}

/* Whether a character may be in a plain scalar: no YAML parser refuses it, drops it or reads it as
 * a line break. */
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

/* Whether a plain scalar is a boolean, null, a merge key, a default value, infinity or
 * not-a-number, in YAML 1.1 or 1.2, in any case. */
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

/* Whether a plain scalar may be a number, a time or a day in YAML 1.1 or 1.2: it has a digit, and
 * no characters but those of numbers, times and days. */
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

/* Whether the text contains characters that end a plain scalar: ": ", " #", and in a flow
 * collection ",[]{}?". */
static bool ends_plain(struct wp_str text, bool flow)
{
    size_t i;

    for (i = 0; i < text.length; i++) {
        char byte = text.data[i];
        char next = i + 1 < text.length ? text.data[i + 1] : ' ';

        /* PyYAML ends a plain scalar in a flow collection at a '?'. */
        if ((byte == ':' && (next == ' ' || (flow && is_in(next, ",[]{}")))) ||
            (byte == ' ' && next == '#') || (flow && is_in(byte, ",[]{}?")))
            return true;
    }
    return false;
}

bool wp_write_scalar_can_be_plain(struct wp_str text, bool flow)
{
    return text.length > 0 && text.data[0] != ' ' && text.data[text.length - 1] != ' ' &&
           !is_in((unsigned char)text.data[0], "-?:,[]{}#&*!|>'\"%@`") && !ends_plain(text, flow) &&
           !is_special_word(text) && !is_like_a_number(text) && has_only_plain_characters(text);
}

/* Append a character of a double-quoted scalar, escaped if needed (YAML 1.2, section 5.7). */
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

/* Append the text between single quotes (YAML 1.2, rule nb-single-one-line). A single quote in the
 * text is doubled. */
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

void wp_write_scalar(struct wp_buf *buf, struct wp_str text, bool flow, enum wp_quotes quotes)
{
    bool none = quotes == WP_QUOTES_NONE || quotes == WP_QUOTES_NONE_OR_SINGLE;
    bool single = quotes == WP_QUOTES_SINGLE || quotes == WP_QUOTES_NONE_OR_SINGLE;

    if (none && wp_write_scalar_can_be_plain(text, flow))
        wp_buf_append(buf, text);
    else if (single && has_only_plain_characters(text))
        write_single_quoted(buf, text);
    else
        write_double_quoted(buf, text);
}

bool wp_write_scalar_can_be_lines(struct wp_str text)
{
    while (text.length > 0) {
        struct wp_str line = wp_text_lines_take(&text);

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

bool wp_write_scalar_wants_lines(struct wp_str text)
{
    return memchr(text.data, '\n', text.length) != NULL && !is_in(text.data[0], " \t\n") &&
           wp_write_scalar_can_be_lines(text);
}

void wp_write_scalar_lines(struct wp_buf *buf, struct wp_str text, size_t column,
                           const char *line_break)
{
    while (text.length > 0) {
        struct wp_str line = wp_text_lines_take(&text);

        wp_buf_puts(buf, line_break);
        if (line.length > 0)
            wp_buf_repeat(buf, " ", column);
        wp_buf_append(buf, line);
    }
}
