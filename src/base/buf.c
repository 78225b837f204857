#include <weekplan/buf.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { FIRST_CAPACITY = 256 };

static void grow_buf(struct wp_buf *buf, size_t extra)
{
    /* With at most SIZE_MAX / 2 bytes, neither adding the NUL nor doubling the capacity overflows.
     */
    if (extra > SIZE_MAX / 2 - buf->length)
        wp_memory_exhausted();

    size_t needed = buf->length + extra + 1;
    size_t capacity = buf->capacity ? buf->capacity : FIRST_CAPACITY;
    while (capacity < needed)
        capacity *= 2;
    buf->data = wp_memory_resize(buf->data, capacity, 1);
    buf->capacity = capacity;
}

/* Make room for `extra` bytes and a NUL. */
static void reserve(struct wp_buf *buf, size_t extra)
{
    if (extra >= buf->capacity - buf->length)
        grow_buf(buf, extra);
}

void wp_buf_append(struct wp_buf *buf, struct wp_str text)
{
    if (text.length == 0)
        return;
    reserve(buf, text.length);
    memcpy(buf->data + buf->length, text.data, text.length);
    buf->length += text.length;
    buf->data[buf->length] = '\0';
}

void wp_buf_puts(struct wp_buf *buf, const char *text)
{
    wp_buf_append(buf, wp_str(text));
}

void wp_buf_putc(struct wp_buf *buf, char byte)
{
    reserve(buf, 1);
    buf->data[buf->length++] = byte;
    buf->data[buf->length] = '\0';
}

void wp_buf_repeat(struct wp_buf *buf, const char *text, size_t count)
{
    size_t length = strlen(text);
    if (length == 0 || count == 0)
        return;
    if (count > SIZE_MAX / length)
        wp_memory_exhausted();
    reserve(buf, count * length);
    if (length == 1) {
        memset(buf->data + buf->length, text[0], count);
        buf->length += count;
        count = 0;
    }
    for (; count > 0; count--) {
        memcpy(buf->data + buf->length, text, length);
        buf->length += length;
    }
    buf->data[buf->length] = '\0';
}

void wp_buf_number(struct wp_buf *buf, uint64_t number)
{
    char digits[sizeof "18446744073709551615"];
    char *end = digits + sizeof digits;
    char *at = end;

    do
        *--at = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    wp_buf_append(buf, (struct wp_str){at, (size_t)(end - at)});
}

void wp_buf_printf(struct wp_buf *buf, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);

    size_t room = buf->capacity - buf->length;
    int length = vsnprintf(buf->data ? buf->data + buf->length : NULL, room, format, arguments);
    if (length >= 0 && (size_t)length >= room) {
        reserve(buf, (size_t)length);
        length = vsnprintf(buf->data + buf->length, (size_t)length + 1, format, again);
    }

    if (length >= 0)
        buf->length += (size_t)length;
    else if (buf->data)
        buf->data[buf->length] = '\0'; /* remove the bytes that vsnprintf wrote before it failed */

    va_end(again);
    va_end(arguments);
}

struct wp_str wp_buf_str(const struct wp_buf *buf)
{
    return (struct wp_str){buf->data ? buf->data : "", buf->length};
}

void wp_buf_clear(struct wp_buf *buf)
{
    buf->length = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

void wp_buf_free(struct wp_buf *buf)
{
    free(buf->data);
    *buf = (struct wp_buf)WP_BUF_INIT;
}
