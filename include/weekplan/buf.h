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
 *
 * A buffer with a drain gives away what it holds when that is much, so that what is
 * written into it may be longer than memory is large. The last bytes always stay,
 * for who looks at what he goes on from.
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
    /* Takes the text for good, or fails, and then the buffer has failed too. NULL:
     * the buffer keeps everything. */
    bool (*drain)(void *context, struct wp_str text);
    void *context; /* of the drain, borrowed */
};

#define WP_BUF_INIT                                                                                \
    {                                                                                              \
        NULL, 0, 0, false, NULL, NULL                                                              \
    }

/* How much a buffer with a drain holds before it gives any of it away, and how much
 * of it stays. */
enum { WP_BUF_DRAINED = 64 << 10, WP_BUF_STAYS = 16 };

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
