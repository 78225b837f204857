#include "base/text_lines.h"

#include <string.h>

struct wp_str wp_text_lines_take_whole(struct wp_str *text)
{
    const char *end = text->length > 0 ? memchr(text->data, '\n', text->length) : NULL;
    size_t length = end != NULL ? (size_t)(end - text->data) + 1 : text->length;
    struct wp_str line = wp_str_slice(*text, 0, length);

    *text = wp_str_slice(*text, length, text->length);
    return line;
}

struct wp_str wp_text_lines_take(struct wp_str *text)
{
    struct wp_str line = wp_text_lines_take_whole(text);

    if (line.length > 0 && line.data[line.length - 1] == '\n')
        line.length--;
    return line;
}

void wp_text_lines_append_lf(struct wp_buf *buf, struct wp_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != '\r')
            wp_buf_putc(buf, text.data[i]);
        else if (i + 1 == text.length || text.data[i + 1] != '\n')
            wp_buf_putc(buf, '\n');
    }
}
