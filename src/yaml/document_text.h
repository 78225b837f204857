/*
 * The bytes of one document. Check their encoding, find lines, and report problems with line,
 * column and excerpt.
 */
#ifndef YAML_DOCUMENT_TEXT_H
#define YAML_DOCUMENT_TEXT_H

#include <stdint.h>

#include <weekplan/error.h>
#include <weekplan/str.h>

/* The kind of file that a document is in. Messages about a configuration do not mention weeks. */
enum wp_document_kind { WP_DOCUMENT_PLAN, WP_DOCUMENT_CONFIG };

struct wp_document {
    enum wp_document_kind kind;
    struct wp_str bytes; /* the bytes of the document; borrowed */
    uint64_t first_line; /* number of the first line of the document in the file */
    bool ascii;          /* whether all characters are ASCII; set by wp_document_check */
};

/* Return the words that name the file of the document in a message: "a plan" or "the
 * configuration". */
const char *wp_document_noun(const struct wp_document *document);

/* A line of a document, without its line break. */
struct wp_line {
    size_t offset;
    size_t length;
};

/*
 * Whether the document is valid UTF-8 and has only characters that YAML 1.2 allows (section 5.1,
 * c-printable). A byte order mark may only be at the beginning. Report the first character that is
 * not allowed. libyaml would report it too, but only its offset.
 */
bool wp_document_check(struct wp_document *document, struct wp_problems *problems);

/*
 * Whether the document has nothing but a marker, blank lines and comments, so that it needs no
 * parser. wp_document_check must have accepted it. False for some of these documents, for example
 * if a comment is not ASCII. A file may have millions of empty documents.
 */
bool wp_document_is_empty(const struct wp_document *document);

/* Return the bytes of a span. */
struct wp_str wp_document_slice(const struct wp_document *document, struct wp_span span);

/* Return the byte at `offset`, or 0 at the end of the document. */
char wp_document_byte(const struct wp_document *document, size_t offset);

/* Whether `byte` is one of the characters of `set`. False for a NUL byte. */
bool wp_str_one_of(char byte, const char *set);

/* Return the length of the byte order mark at the beginning of `bytes`: 0 or 3. */
size_t wp_document_bom(struct wp_str bytes);

/* Whether a byte is a line break, or a part of one. */
static inline bool wp_str_is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Length of a document marker: `---` and the byte after it. */
enum { WP_MARKER_LENGTH = 4 };

/* Whether the line that begins at `line` is a document marker (see yaml/document_finder.h). */
bool wp_document_is_marker(struct wp_str bytes, size_t line);

/* Return the line that contains the byte at `offset`. Lines end at LF, CRLF or CR. */
struct wp_line wp_document_line(const struct wp_document *document, size_t offset);

/* Return the number, in the file, of the line that contains `offset`. Count the lines from the
 * beginning of the document. */
uint64_t wp_document_line_number(const struct wp_document *document, size_t offset);

/*
 * Append an error to `problems`, with the line, the column and an excerpt of `span`. If the list is
 * full, the error replaces its last warning, or is only counted.
 */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void wp_document_error(const struct wp_document *document, struct wp_problems *problems,
                       struct wp_span span, const char *format, ...);

/* Append a warning to `problems`, with the line, the column and an excerpt of `span`. If the list
 * is full, only count the warning. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void wp_document_warning(const struct wp_document *document, struct wp_problems *problems,
                         struct wp_span span, const char *format, ...);

/* Whether the list has no room for another error. Then an error is only counted. Ask this before
 * finding the line of an error: for a long line with many errors the search would be quadratic. */
bool wp_problems_full(const struct wp_problems *problems);

/* Sort the problems from index `first` on by line and column. */
void wp_problems_sort(struct wp_problems *problems, size_t first);

/* Conversion of libyaml's marks, which count characters, to byte offsets. The marks mostly ascend,
 * so each search begins at the mark that was converted last. */
struct wp_cursor {
    size_t character;
    size_t offset;
    size_t ascii_end; /* end of a run of ASCII characters that begins at `offset` */
};

/* Move the cursor to the character number `character` of the document, from 0. Return the offset of
 * the character in bytes. */
size_t wp_document_seek(const struct wp_document *document, struct wp_cursor *cursor,
                        size_t character);

/* Return the offset of the character number `character`; the length of the document if it has fewer
 * characters. */
static inline size_t wp_document_offset(const struct wp_document *document,
                                        struct wp_cursor *cursor, size_t character)
{
    if (!document->ascii)
        return wp_document_seek(document, cursor, character);
    return character < document->bytes.length ? character : document->bytes.length;
}

/* Return the span from the character number `begin` to before the character number `end`. */
struct wp_span wp_document_span(const struct wp_document *document, struct wp_cursor *cursor,
                                size_t begin, size_t end);

#endif
