/*
 * Borrowed text.
 *
 * A wp_str points into memory that somebody else owns (the plan's bytes, a
 * week's arena, a literal). It is UTF-8, is not NUL-terminated and may hold
 * NUL bytes. Lengths are in bytes.
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

/* A piece of a document, in bytes from the document's first byte. No document is
 * larger than a few MiB, and a week has many of these. */
struct wp_span {
    uint32_t offset;
    uint32_t length;
};

/* A literal as a wp_str; also usable in a static initializer. */
#define WP_STR(literal)                                                                            \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* The text of a NUL-terminated string; NULL gives the empty text. */
static inline struct wp_str wp_str(const char *text)
{
    struct wp_str whole = {text ? text : "", text ? strlen(text) : 0};
    return whole;
}

/* The `length` bytes of `text` that begin at `offset`; cut at its end. */
struct wp_str wp_str_slice(struct wp_str text, size_t offset, size_t length);

/* The span of `length` bytes at `offset`. */
static inline struct wp_span wp_span(size_t offset, size_t length)
{
    struct wp_span span = {(uint32_t)offset, (uint32_t)length};
    return span;
}

/* Where a span ends: the first byte that is no longer part of it. */
static inline size_t wp_span_end(struct wp_span span)
{
    return (size_t)span.offset + span.length;
}

bool wp_str_equal(struct wp_str a, struct wp_str b);

/* The same for a NUL-terminated string: the length of a literal is known, and mostly
 * it tells. */
static inline bool wp_str_equal_c(struct wp_str a, const char *b)
{
    return a.length == strlen(b) && wp_str_equal(a, wp_str(b));
}

bool wp_str_starts(struct wp_str text, const char *prefix);

/* A letter of ASCII in lower case; any other byte as it is: the locale has no say. */
char wp_str_lower(char byte);

/* Without the blanks (spaces, tabs) and line breaks at both ends. */
struct wp_str wp_str_trim(struct wp_str text);

#endif
