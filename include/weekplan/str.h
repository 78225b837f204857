/*
 * A borrowed string: a pointer and a length in bytes.
 *
 * A wp_str points into memory that another object owns: a document, an arena, a literal. The bytes
 * are UTF-8, may contain NUL bytes, and need not end with a NUL.
 *
 *     struct wp_str text = wp_str("  week: 2019-08-04 ");
 *     struct wp_str word = wp_str_slice(wp_str_trim(text), 0, 4);
 *     if (wp_str_equal_c(word, "week"))
 *         ...
 */
#ifndef WEEKPLAN_STR_H
#define WEEKPLAN_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct wp_str {
    const char *data;
    size_t length;
};

/* A span of a document: `length` bytes at `offset` from the beginning of the document. 32 bits are
 * enough, because a document has at most WP_WEEK_MAX bytes. */
struct wp_span {
    uint32_t offset;
    uint32_t length;
};

/* A literal as a wp_str, for initializers. */
#define WP_STR(literal)                                                                            \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* Return the text of a NUL-terminated string; the empty text for NULL. */
static inline struct wp_str wp_str(const char *text)
{
    struct wp_str whole = {text ? text : "", text ? strlen(text) : 0};
    return whole;
}

/* Return the `length` bytes of `text` from `offset` on, or fewer if `text` ends before. */
static inline struct wp_str wp_str_slice(struct wp_str text, size_t offset, size_t length)
{
    struct wp_str slice = {text.length == 0 && text.data == NULL ? "" : text.data + text.length, 0};

    if (offset < text.length) {
        slice.data = text.data + offset;
        slice.length = length < text.length - offset ? length : text.length - offset;
    }
    return slice;
}

/* Return the span of `length` bytes at `offset`. */
static inline struct wp_span wp_span(size_t offset, size_t length)
{
    struct wp_span span = {(uint32_t)offset, (uint32_t)length};
    return span;
}

/* Return the offset of the first byte after a span. */
static inline size_t wp_span_end(struct wp_span span)
{
    return (size_t)span.offset + span.length;
}

/* Whether two texts have the same bytes. */
static inline bool wp_str_equal(struct wp_str a, struct wp_str b)
{
    /* Do not call memcmp(3) for empty texts: their `data` may be NULL. */
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/* Whether a text has the same bytes as a NUL-terminated string. Inline, so that the compiler knows
 * the length of a literal and compares lengths first. */
static inline bool wp_str_equal_c(struct wp_str a, const char *b)
{
    return a.length == strlen(b) && wp_str_equal(a, wp_str(b));
}

/* Compare two texts by their bytes, as memcmp(3) does. A text is less than a longer text that
 * begins with it. */
int wp_str_compare(struct wp_str a, struct wp_str b);

/* Whether `text` begins with `prefix`. */
bool wp_str_starts(struct wp_str text, const char *prefix);

/* Return an ASCII letter in lower case, and any other byte unchanged. Unlike tolower(3),
 * wp_str_lower does not depend on the locale. */
char wp_str_lower(char byte);

/* Return `text` without spaces, tabs and line breaks at both ends. */
struct wp_str wp_str_trim(struct wp_str text);

#endif
