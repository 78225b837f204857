/*
 * The bytes of one document: check their encoding, find lines and places, and report problems
 * with their place.
 */
#ifndef YAML_DOCUMENT_TEXT_H
#define YAML_DOCUMENT_TEXT_H

#include <stdint.h>

#include <weekplan/error.h>
#include <weekplan/str.h>

/* Messages about a configuration do not mention weeks. */
enum wp_document_kind { WP_DOCUMENT_PLAN, WP_DOCUMENT_CONFIG };

struct wp_document {
    enum wp_document_kind kind;
    struct wp_str bytes; /* borrowed */
    uint64_t first_line; /* number of its first line in the file */
    bool ascii;          /* all characters are ASCII; set by wp_document_check */
};

/* Return "a plan" or "the configuration", for messages. */
const char *wp_document_noun(const struct wp_document *document);

/* A line without its line break. */
struct wp_line {
    size_t offset;
    size_t length;
};

/*
 * Whether the document is valid UTF-8 and has only characters that YAML 1.2 allows (section
 * 5.1, c-printable). A byte order mark may only be at its beginning. Report the first problem:
 * libyaml would refuse it as well, but late and without its place.
 */
bool wp_document_check(struct wp_document *document, struct wp_problems *problems);

/*
 * Whether a document that has passed wp_document_check has nothing but a marker, blank lines
 * and comments. False for a few that libyaml finds empty too. A file may have millions of such
 * documents, and they need no parser.
 */
bool wp_document_is_empty(const struct wp_document *document);

/* Return the bytes of a span. */
struct wp_str wp_document_slice(const struct wp_document *document, struct wp_span span);

/* Return the byte at `offset`, or 0 at the end of the document. */
char wp_document_byte(const struct wp_document *document, size_t offset);

/* Whether `byte` is in `set`. False for 0. */
bool wp_str_one_of(char byte, const char *set);

/* Return the length of the byte order mark at the beginning: 0 or 3. */
size_t wp_document_bom(struct wp_str bytes);

/* Whether a byte is a line break, or a part of one. */
static inline bool wp_str_is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Length of a marker: `---` and the byte after it. */
enum { WP_MARKER_LENGTH = 4 };

/* Whether the line at `line` begins a document (see yaml/document_finder.h). */
bool wp_document_is_marker(struct wp_str bytes, size_t line);

/* Return the line of the byte at `offset`. Lines end at LF, CRLF or CR. */
struct wp_line wp_document_line(const struct wp_document *document, size_t offset);

/* Return the number in the file of the line of `offset`. Reads the document up to there. */
uint64_t wp_document_line_number(const struct wp_document *document, size_t offset);

/*
 * Append an error at `span` to the list, with its line, its column and an excerpt. Only count
 * it if the list is full. An error replaces the last warning of a full list.
 */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void wp_document_error(const struct wp_document *document, struct wp_problems *problems,
                       struct wp_span span, const char *format, ...);

/* Append a warning at `span` to the list. If the list is full, only count the warning. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void wp_document_warning(const struct wp_document *document, struct wp_problems *problems,
                         struct wp_span span, const char *format, ...);

/* Whether another error would only be counted. Ask before a message is worked out from its
 * line: a long line full of errors would be read once for each of them. */
bool wp_problems_full(const struct wp_problems *problems);

/* Sort the problems from index `first` on by their place in the file. */
void wp_problems_sort(struct wp_problems *problems, size_t first);

/* A character and its offset in bytes. libyaml counts characters, and most of its places
 * ascend: a search begins at the last place. */
struct wp_cursor {
    size_t character;
    size_t offset;
    size_t ascii_end; /* all characters from `offset` to there are ASCII */
};

/* Move the cursor to a character, and return its offset. */
size_t wp_document_seek(const struct wp_document *document, struct wp_cursor *cursor,
                        size_t character);

/* Return the offset of a character, or the length of the document after its end. */
static inline size_t wp_document_offset(const struct wp_document *document,
                                        struct wp_cursor *cursor, size_t character)
{
    if (!document->ascii)
        return wp_document_seek(document, cursor, character);
    return character < document->bytes.length ? character : document->bytes.length;
}

#endif
