/*
 * A growing byte buffer.
 *
 *     struct wp_buf buf = WP_BUF_INIT;
 *     wp_buf_puts(&buf, "week of ");
 *     wp_buf_printf(&buf, "%d", 4);
 *     if (buf.failed) ...            // once, at the end
 *     wp_buf_free(&buf);
 *
 * Failure is sticky: once memory ran out, every later call does nothing, and
 * `failed` stays true until wp_buf_free. What was in the buffer before stays.
 * The bytes are always followed by a NUL that `length` does not count, except
 * in a buffer that never held anything, whose data is NULL.
 */
#ifndef WEEKPLAN_BUF_H
#define WEEKPLAN_BUF_H

#include <stdint.h>

#include <weekplan/str.h>

struct wp_buf {
    char *data; /* owned */
    size_t length;
    size_t capacity;
    bool failed;
};

#define WP_BUF_INIT                                                                                \
    {                                                                                              \
        NULL, 0, 0, false                                                                          \
    }

void wp_buf_append(struct wp_buf *buf, struct wp_str text);
void wp_buf_puts(struct wp_buf *buf, const char *text);
void wp_buf_putc(struct wp_buf *buf, char byte);
/* `text`, `count` times. */
void wp_buf_repeat(struct wp_buf *buf, const char *text, size_t count);
/* In decimal digits; costs a twentieth of wp_buf_printf. */
void wp_buf_number(struct wp_buf *buf, uint64_t number);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void wp_buf_printf(struct wp_buf *buf, const char *format, ...);

/* What is in the buffer, borrowed until the next call that changes it. */
struct wp_str wp_buf_str(const struct wp_buf *buf);

/* Empties the buffer but keeps its memory (and `failed`). */
void wp_buf_clear(struct wp_buf *buf);

/* Gives the memory back; the buffer is then as WP_BUF_INIT. */
void wp_buf_free(struct wp_buf *buf);

#endif
