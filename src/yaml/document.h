/*
 * The text of one document: whether it can be read at all, and where its bytes
 * stand for a person.
 */
#ifndef YAML_DOCUMENT_H
#define YAML_DOCUMENT_H

#include <stdint.h>

#include <weekplan/error.h>
#include <weekplan/str.h>

/* What a text is: messages speak of weeks only where there may be some. */
enum wp_document_kind { WP_DOCUMENT_PLAN, WP_DOCUMENT_CONFIG };

struct wp_document {
    enum wp_document_kind kind;
    struct wp_str bytes; /* borrowed */
    uint64_t first_line; /* the number, in its file, of the line that it begins */
    bool ascii;          /* characters are bytes; set by wp_document_check */
};

/* "a plan", "the configuration": where something has no meaning. */
const char *wp_document_noun(const struct wp_document *text);

/* A line of the text, without its line break. */
struct wp_line {
    size_t offset;
    size_t length;
};

/*
 * Whether the text consists of characters that YAML 1.2 allows (section 5.1,
 * c-printable) in valid UTF-8. libyaml would refuse them too, but late and
 * without a place. A byte order mark may only stand at its beginning.
 */
bool wp_document_check(struct wp_document *text, struct wp_problems *problems);

/*
 * Whether a text that has passed wp_document_check is at most a marker, blank lines
 * and comments. Finding that out is all there is to do with such a document,
 * and a file may have millions of them. (False for a few that libyaml takes for
 * empty too.)
 */
bool wp_document_is_empty(const struct wp_document *text);

/* The bytes of a span; one byte, 0 at the end of the text; whether a byte other
 * than 0 is one of a set. */
struct wp_str wp_document_slice(const struct wp_document *text, struct wp_span span);
char wp_document_byte(const struct wp_document *text, size_t offset);
bool wp_str_one_of(char byte, const char *set);

/* The length of a byte order mark at the beginning of the text: 0 or 3. */
size_t wp_document_bom(struct wp_str bytes);

/* Whether a byte ends a line, or with another one does. */
static inline bool wp_str_is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Whether the line that begins at `line` begins a document (see source.h). */
enum { WP_MARKER_LENGTH = 4 }; /* --- and what follows it */
bool wp_document_is_marker(struct wp_str bytes, size_t line);

/* The line that holds the byte at `offset`. Lines end at LF, CRLF or CR. */
struct wp_line wp_document_line(const struct wp_document *text, size_t offset);

/* That line's number in the file; reads the text up to there. */
uint64_t wp_document_line_number(const struct wp_document *text, size_t offset);

/*
 * Adds a problem at `span` to the list: with line, column, and the line as far
 * as there is room. With a full list it only counts.
 */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void wp_document_error(const struct wp_document *text, struct wp_problems *problems, struct wp_span span,
                   const char *format, ...);

#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void wp_document_warning(const struct wp_document *text, struct wp_problems *problems,
                     struct wp_span span, const char *format, ...);

/* Whether there is no room for another error, for which the last warning of a
 * full list makes room: it is only counted, so that its message need not be
 * worked out. (In a long line full of problems, to look at that line for each
 * takes time by the square of its length.) */
bool wp_problems_full(const struct wp_problems *problems);

/* Puts the problems from number `first` on into the order of the file. */
void wp_problems_sort(struct wp_problems *problems, size_t first);

/*
 * Where a character stands in bytes. libyaml counts characters; the places
 * asked for mostly ascend, so a cursor remembers the last one.
 */
struct wp_cursor {
    size_t character;
    size_t offset;
    size_t ascii_end; /* from the offset to there all characters are a byte each */
};

size_t wp_document_seek(const struct wp_document *text, struct wp_cursor *cursor, size_t character);

static inline size_t wp_document_offset(const struct wp_document *text, struct wp_cursor *cursor,
                                        size_t character)
{
    if (!text->ascii)
        return wp_document_seek(text, cursor, character);
    return character < text->bytes.length ? character : text->bytes.length;
}

#endif
