/* Random Markdown, with what must not become markup, and bytes that are no text. */
#ifndef PROPERTY_RANDOM_MARKDOWN_H
#define PROPERTY_RANDOM_MARKDOWN_H

#include "random.h"
#include <weekplan/buf.h>

/* Append a piece of Markdown, or of what must not become HTML. */
static inline void draw_piece(struct wp_buf *text)
{
    static const char *const pieces[] = {
        "a",
        " ",
        "\n",
        "\n\n",
        "word",
        "*",
        "**",
        "_",
        "__",
        "`",
        "```\n",
        "~~",
        "~",
        "[",
        "](",
        ")",
        "!",
        "![",
        "]",
        "][",
        "[r]: ",
        "https://e.org/a_b",
        "javascript:x",
        "mailto:ada@e.org",
        "<ada@e.org>",
        "<https://e.org>",
        "data:text/html,x",
        " \"title\"",
        "# ",
        "## ",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "7) ",
        "> ",
        "- [ ] ",
        "- [x] ",
        "    ",
        "\t",
        "  ",
        "***\n",
        "---\n",
        "===\n",
        "|",
        "|-|\n",
        "<script>",
        "</script>",
        "<b onclick=\"x\">",
        "</p></div>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "<div ",
        ">",
        "\"",
        "'",
        "&",
        "&amp;",
        "&lt;",
        "&#60;",
        "&#x202E;",
        "&#27;",
        "&#0;",
        "&nope;",
        "\\",
        "\\\n",
        "\r\n",
        "\r",
        "\x1B[31m",
        "\xE2\x80\xAE",
        "\xFF",
        "\xF0\x9F\x8E\xAF",
        "\xC2\x85",
        "\xE2\x80\x8B",
        ":smile:",
        "[^1]",
        "x@e.org",
    };

    if (random_percent(3))
        wp_buf_putc(text, (char)random_below(256));
    else
        wp_buf_puts(text, RANDOM_OF(pieces));
}

/* Return random Markdown, which the caller frees. */
static inline struct wp_buf draw_markdown(void)
{
    struct wp_buf text = WP_BUF_INIT;
    size_t count = 1 + random_below(random_percent(5) ? 400 : 40);

    for (size_t i = 0; i < count; i++)
        draw_piece(&text);
    return text;
}

#endif
