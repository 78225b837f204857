/*
 * A growing byte buffer.
 *
 *     struct wp_buf buf = WP_BUF_INIT;
 *     wp_buf_puts(&buf, "week of ");
 *     wp_buf_printf(&buf, "%d", 4);
 *     ... wp_buf_str(&buf) ...
 *     wp_buf_free(&buf);
 *
 * A NUL follows the bytes; `length` does not count it. `data` of a new buffer is NULL.
 */
#ifndef WEEKPLAN_BUF_H
#define WEEKPLAN_BUF_H

#include <stdint.h>

#include <weekplan/str.h>

struct wp_buf {
    char *data;      /* owned */
    size_t length;   /* number of bytes, without the NUL */
    size_t capacity; /* number of bytes that `data` has memory for */
};

#define WP_BUF_INIT                                                                                \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

/* Append text, a NUL-terminated string, or a byte. */
void wp_buf_append(struct wp_buf *buf, struct wp_str text);
void wp_buf_puts(struct wp_buf *buf, const char *text);
void wp_buf_putc(struct wp_buf *buf, char byte);

/* Append `text` `count` times. */
void wp_buf_repeat(struct wp_buf *buf, const char *text, size_t count);

/* Append a number in decimal digits. wp_buf_number is twenty times as fast as wp_buf_printf. */
void wp_buf_number(struct wp_buf *buf, uint64_t number);

/* Append text formatted as by printf(3). If printf(3) would fail, append nothing. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void wp_buf_printf(struct wp_buf *buf, const char *format, ...);

/* Return the bytes of the buffer, borrowed until the next call that changes the buffer. */
struct wp_str wp_buf_str(const struct wp_buf *buf);

/* Set the length to 0. The buffer keeps its memory. */
void wp_buf_clear(struct wp_buf *buf);

/* Free the memory, and reset the buffer to WP_BUF_INIT. */
void wp_buf_free(struct wp_buf *buf);

#endif
