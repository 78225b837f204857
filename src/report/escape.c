#include "report/escape.h"

#include <stdint.h>

#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD };

/* What takes no column and could hide or reorder text: bidi controls (UAX #9),
 * line and paragraph separators, zero-width and other invisible format
 * characters. Ascending. */
static const struct {
    int32_t first;
    int32_t last;
} invisible[] = {
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x034F, 0x034F},   /* combining grapheme joiner */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x180E, 0x180E},   /* Mongolian vowel separator */
    {0x200B, 0x200B},   /* zero-width space */
    {0x200E, 0x200F},   /* left-to-right and right-to-left mark */
    {0x2028, 0x202E},   /* separators, embeddings, overrides */
    {0x2060, 0x206F},   /* word joiner, invisible operators, isolates */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFF9, 0xFFFB},   /* interlinear annotation */
    {0x1D173, 0x1D17A}, /* musical format controls */
    {0xE0000, 0xE00FF}, /* tags */
};

static bool is_invisible(int32_t character)
{
    size_t i;

    for (i = 0; i < sizeof invisible / sizeof invisible[0]; i++)
        if (character <= invisible[i].last)
            return character >= invisible[i].first;
    return false;
}

/* ZWNJ, ZWJ and variation selectors mean something only behind a character. */
static bool joins(int32_t character)
{
    return character == 0x200C || character == 0x200D ||
           (character >= 0xFE00 && character <= 0xFE0F) ||
           (character >= 0xE0100 && character <= 0xE01EF) ||
           (character >= 0x180B && character <= 0x180D);
}

static bool is_control(int32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

static size_t plain_run(struct wp_str text)
{
    size_t length = 0;

    while (length < text.length && text.data[length] >= 0x20 && text.data[length] < 0x7F)
        length++;
    return length;
}

/* CRLF counts as one. */
static size_t break_length(struct wp_str text)
{
    if (wp_str_starts(text, "\r\n"))
        return 2;
    return text.data[0] == '\n' || text.data[0] == '\r';
}

static void escape(struct wp_buf *buf, struct wp_str text, bool prose)
{
    bool joinable = false;

    while (text.length > 0) {
        size_t length = plain_run(text);
        int32_t character;

        if (length > 0) {
            wp_buf_append(buf, wp_str_slice(text, 0, length));
            joinable = text.data[length - 1] != ' ';
        } else if ((length = break_length(text)) > 0) {
            wp_buf_putc(buf, prose ? '\n' : ' ');
            joinable = false;
        } else if (text.data[0] == '\t') {
            length = 1;
            wp_buf_putc(buf, prose ? '\t' : ' ');
            joinable = false;
        } else {
            length = wp_utf8_decode(text, &character);
            if (is_control(character)) /* or no character at all: -1 */
                wp_utf8_append(buf, REPLACEMENT);
            else if (!is_invisible(character) && (joinable || !joins(character)))
                wp_buf_append(buf, wp_str_slice(text, 0, length));
            joinable = joinable ||
                       (!is_control(character) && !is_invisible(character) && !joins(character));
        }
        text = wp_str_slice(text, length, text.length);
    }
}

void wp_escape_line(struct wp_buf *buf, struct wp_str text)
{
    escape(buf, text, false);
}

void wp_escape_prose(struct wp_buf *buf, struct wp_str text)
{
    escape(buf, text, true);
}

enum { ASCII_END = 128 };

/*
 * What a byte becomes; NULL where it stays.
 *
 * Markdown knows of a backslash in front of most of them, but not all dialects
 * agree on & and ~, and braces would be read by Jekyll's Liquid before Markdown
 * sees them: those are written as numbers. A target is percent-encoded where it
 * could end early, or be taken for markup; what is a delimiter in URLs stays.
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

/* Appends text that is harmless already. */
static void escape_bytes(struct wp_buf *buf, enum wp_format format, struct wp_str text)
{
    size_t begin = 0;
    size_t i;

    for (i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        const char *instead = byte < ASCII_END ? escapes[format][byte] : NULL;

        if (instead == NULL)
            continue;
        wp_buf_append(buf, wp_str_slice(text, begin, i - begin));
        wp_buf_puts(buf, instead);
        begin = i + 1;
    }
    wp_buf_append(buf, wp_str_slice(text, begin, text.length));
}

static void escape_clean(struct wp_buf *buf, enum wp_format format, struct wp_str text, bool prose)
{
    struct wp_buf clean = WP_BUF_INIT;

    escape(&clean, text, prose);
    escape_bytes(buf, format, wp_buf_str(&clean));
    buf->failed = buf->failed || clean.failed;
    wp_buf_free(&clean);
}

void wp_escape(struct wp_buf *buf, enum wp_format format, struct wp_str text)
{
    escape_clean(buf, format, text, false);
}

void wp_escape_html_prose(struct wp_buf *buf, struct wp_str text)
{
    escape_clean(buf, WP_FORMAT_HTML, text, true);
}

/* And something behind it. */
static bool has_scheme(struct wp_str text, const char *scheme)
{
    size_t i;

    for (i = 0; scheme[i] != '\0'; i++)
        if (i == text.length || wp_lower(text.data[i]) != scheme[i])
            return false;
    return text.length > i;
}

bool wp_link_is_safe(struct wp_str text)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:"};
    size_t i;

    for (i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (has_scheme(text, schemes[i]))
            return true;
    return false;
}
