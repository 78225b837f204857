#include "render/escape.h"

#include <stdint.h>

#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD };

enum kind {
    VISIBLE,
    BLANK,
    JOINER,   /* ZWJ and ZWNJ */
    SELECTOR, /* variation selector */
    HIDDEN,   /* any other invisible character */
    CONTROL   /* control character, or bytes that are not UTF-8 */
};

/* Whether the character is a Mongolian letter. Mongolian letters have variation selectors of
 * their own (U+180B to U+180D, U+180F). */
static bool is_mongolian(int32_t character)
{
    return character >= 0x1800 && character <= 0x18AF;
}

static bool is_mongolian_selector(int32_t character)
{
    return (character >= 0x180B && character <= 0x180D) || character == 0x180F;
}

static bool is_selector(int32_t character)
{
    return (character >= 0xFE00 && character <= 0xFE0F) ||
           (character >= 0xE0100 && character <= 0xE01EF) || is_mongolian_selector(character);
}

/* Whether the character is U+FFFE or U+FFFF. They are no characters; YAML and XML forbid them. */
static bool is_byte_order(int32_t character)
{
    return character == 0xFFFE || character == 0xFFFF;
}

/* Return the kind of a character. The character -1 stands for bytes that are not UTF-8. */
static enum kind escape_kind_of(int32_t character)
{
    if (character < 0 || wp_utf8_is_control(character) || is_byte_order(character))
        return CONTROL;
    if (!wp_utf8_is_invisible(character))
        return VISIBLE;
    if (character == 0x200C || character == 0x200D)
        return JOINER;
    return is_selector(character) ? SELECTOR : HIDDEN;
}

/* Return how many bytes at the beginning of `text` are printable ASCII characters. */
static size_t plain_length(struct wp_str text)
{
    size_t length = 0;

    while (length < text.length && text.data[length] >= 0x20 && text.data[length] < 0x7F)
        length++;
    return length;
}

/* Return the length of the line break at the beginning of `text`, or 0 if there is none. CR LF is
 * one line break. */
static size_t line_break_length(struct wp_str text)
{
    if (wp_str_starts(text, "\r\n"))
        return 2;
    return text.data[0] == '\n' || text.data[0] == '\r';
}

/* The character that was appended last. */
struct last {
    enum kind kind;
    int32_t character;
};

/* Whether a joiner or a variation selector is kept. A joiner is kept after a visible character or
 * its selector, a selector only after a visible character. More of them in a row have no effect
 * and could hide a text. */
static bool is_kept(enum kind kind, int32_t character, const struct last *last)
{
    switch (kind) {
    case VISIBLE:
        return true;
    case JOINER:
        return last->kind == VISIBLE || last->kind == SELECTOR;
    case SELECTOR:
        return last->kind == VISIBLE &&
               (!is_mongolian_selector(character) || is_mongolian(last->character));
    default:
        return false;
    }
}

/* Append the first character of `text`, its replacement, or nothing. Return the length of the
 * character in `text`. */
static size_t escape_character(struct wp_buf *buf, struct wp_str text, struct last *last)
{
    int32_t character;
    size_t length = wp_utf8_decode(text, &character);
    enum kind kind = escape_kind_of(character);

    if (kind == CONTROL) {
        wp_utf8_append(buf, REPLACEMENT);
        *last = (struct last){BLANK, 0};
    } else if (is_kept(kind, character, last)) {
        wp_buf_append(buf, wp_str_slice(text, 0, length));
        *last = (struct last){kind, character};
    }
    return length;
}

/* Append sanitized text. If `prose` is true, keep line breaks and tabs. */
static void append_sanitized(struct wp_buf *buf, struct wp_str text, bool prose)
{
    struct last last = {BLANK, 0};

    while (text.length > 0) {
        size_t length = plain_length(text);

        if (length > 0) {
            wp_buf_append(buf, wp_str_slice(text, 0, length));
            last.character = text.data[length - 1];
            last.kind = last.character == ' ' ? BLANK : VISIBLE;
        } else if ((length = line_break_length(text)) > 0) {
            wp_buf_putc(buf, prose ? '\n' : ' ');
            last.kind = BLANK;
        } else if (text.data[0] == '\t') {
            length = 1;
            wp_buf_putc(buf, prose ? '\t' : ' ');
            last.kind = BLANK;
        } else {
            length = escape_character(buf, text, &last);
        }
        text = wp_str_slice(text, length, text.length);
    }
}

void wp_escape_line(struct wp_buf *buf, struct wp_str text)
{
    append_sanitized(buf, text, false);
}

void wp_escape_prose(struct wp_buf *buf, struct wp_str text)
{
    append_sanitized(buf, text, true);
}

enum { ASCII_END = 128 };

/*
 * The replacement of each ASCII character in each format; NULL if the character is kept.
 *
 * Markdown escapes with a backslash. Character references replace & and ~, which Markdown
 * dialects treat differently, and braces, which Jekyll's Liquid reads before Markdown. The target
 * of a link is percent-encoded where it could end early or be taken for markup; delimiters of
 * URLs are kept.
 */
static const char *const escapes[][ASCII_END] = {
    [WP_FORMAT_HTML] =
        {
            ['&'] = "&amp;",
            ['<'] = "&lt;",
            ['>'] = "&gt;",
            ['"'] = "&quot;",
            ['\''] = "&#39;",
        },
    [WP_FORMAT_MARKDOWN] =
        {
            ['\\'] = "\\\\",
            ['`'] = "\\`",
            ['*'] = "\\*",
            ['_'] = "\\_",
            ['['] = "\\[",
            [']'] = "\\]",
            ['#'] = "\\#",
            ['|'] = "\\|",
            ['$'] = "\\$",
            ['&'] = "&amp;",
            ['<'] = "&lt;",
            ['>'] = "&gt;",
            ['~'] = "&#126;",
            ['{'] = "&#123;",
            ['}'] = "&#125;",
        },
    [WP_FORMAT_YAML] = {['\''] = "''"},
    [WP_FORMAT_TOML] = {['"'] = "\\\"", ['\\'] = "\\\\"},
    [WP_FORMAT_TARGET] =
        {
            [' '] = "%20",
            ['"'] = "%22",
            ['&'] = "&amp;",
            ['\''] = "%27",
            ['<'] = "%3C",
            ['>'] = "%3E",
            ['\\'] = "%5C",
            ['^'] = "%5E",
            ['`'] = "%60",
            ['{'] = "%7B",
            ['|'] = "%7C",
            ['}'] = "%7D",
        },
};

/* Append sanitized text, escaped for the format. */
static void escape_bytes(struct wp_buf *buf, enum wp_format format, struct wp_str text)
{
    size_t begin = 0;
    size_t i;

    for (i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        const char *replacement = byte < ASCII_END ? escapes[format][byte] : NULL;

        if (replacement == NULL)
            continue;
        wp_buf_append(buf, wp_str_slice(text, begin, i - begin));
        wp_buf_puts(buf, replacement);
        begin = i + 1;
    }
    wp_buf_append(buf, wp_str_slice(text, begin, text.length));
}

static void escape_text(struct wp_buf *buf, enum wp_format format, struct wp_str text, bool prose)
{
    struct wp_buf clean = WP_BUF_INIT;

    append_sanitized(&clean, text, prose);
    escape_bytes(buf, format, wp_buf_str(&clean));
    wp_buf_free(&clean);
}

void wp_escape(struct wp_buf *buf, enum wp_format format, struct wp_str text)
{
    escape_text(buf, format, text, false);
}

void wp_escape_html_prose(struct wp_buf *buf, struct wp_str text)
{
    escape_text(buf, WP_FORMAT_HTML, text, true);
}

void wp_escape_uri(struct wp_buf *buf, struct wp_str text)
{
    struct wp_buf clean = WP_BUF_INIT;

    append_sanitized(&clean, text, false);
    for (size_t i = 0; i < clean.length; i++) {
        unsigned char byte = (unsigned char)clean.data[i];

        if (byte > 0x20 && byte < 0x7F)
            wp_buf_putc(buf, (char)byte);
        else
            wp_buf_printf(buf, "%%%02X", (unsigned)byte);
    }
    wp_buf_free(&clean);
}

/* Whether `text` begins with `scheme`, in upper or lower case, and has more characters. */
static bool has_scheme(struct wp_str text, const char *scheme)
{
    size_t i;

    for (i = 0; scheme[i] != '\0'; i++)
        if (i == text.length || wp_str_lower(text.data[i]) != scheme[i])
            return false;
    return text.length > i;
}

bool wp_escape_is_safe_link(struct wp_str text)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:"};
    size_t i;

    for (i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (has_scheme(text, schemes[i]))
            return true;
    return false;
}
