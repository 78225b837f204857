/*
 * The stream of documents in a plan file, found without parsing it.
 *
 * A line that begins with `---` and then a blank, a line break or the end of
 * the file begins a document, wherever it stands (YAML 1.2, rule c-forbidden).
 * Directive lines (`%...`) right above it belong to it. So a stream can be cut
 * into documents from either end, and only the bytes that are asked for are
 * read, one window of them at a time.
 */
#ifndef YAML_STREAM_H
#define YAML_STREAM_H

#include <weekplan/plan.h>

/* A document of the stream, in bytes of the file. */
struct wp_document_range {
    uint64_t offset;
    uint64_t length;
};

struct wp_stream {
    struct wp_input input;
    char *window; /* owned: the bytes from window_offset on */
    uint64_t window_offset;
    size_t window_length;
    size_t window_capacity;
    uint64_t counted_offset; /* how far line breaks have been counted */
    uint64_t counted_lines;  /* and how many there were */
};

void wp_stream_init(struct wp_stream *source, const struct wp_input *input);
void wp_stream_free(struct wp_stream *source);

/*
 * The document that ends at `end`, which is the file's size or where a document
 * begins. WP_INVALID when it is longer than WP_WEEK_MAX: then the document is
 * what is known of it, and the search went no further.
 */
enum wp_status wp_stream_document_before(struct wp_stream *source, uint64_t end,
                                         struct wp_document_range *document,
                                         struct wp_error *error);

/* The document that begins at `offset`, with the same limit. After an error
 * document->length leads to the next document all the same. */
enum wp_status wp_stream_document_at(struct wp_stream *source, uint64_t offset,
                                     struct wp_document_range *document, struct wp_error *error);

/* The document's bytes, borrowed until the next call. */
enum wp_status wp_stream_read(struct wp_stream *source, const struct wp_document_range *document,
                              struct wp_str *text, struct wp_error *error);

/* The number of the line that holds the byte at `offset`; reads the file up to
 * there, once. */
enum wp_status wp_stream_line(struct wp_stream *source, uint64_t offset, uint64_t *line,
                              struct wp_error *error);

#endif
