/*
 * The stream of documents of a plan file. Documents are found without parsing.
 *
 * A line that begins with `---`, followed by a blank, a line break or the end of the file,
 * begins a document (YAML 1.2, rule c-forbidden). Directives (`%...`) directly above it belong to
 * it. So documents are found from either end, and only the bytes that are needed are read, one
 * window at a time.
 *
 *     struct wp_document_range range = {.offset = input.size};
 *     wp_stream_init(&stream, &input);
 *     status = wp_stream_document_before(&stream, range.offset, &range, &error);
 *     status = wp_stream_read(&stream, &range, &bytes, &error);
 *     wp_stream_free(&stream);
 */
#ifndef YAML_DOCUMENT_FINDER_H
#define YAML_DOCUMENT_FINDER_H

#include <weekplan/plan.h>

/* A document of the stream, in bytes of the file. */
struct wp_document_range {
    uint64_t offset;
    uint64_t length;
};

struct wp_stream {
    struct wp_input input;
    char *window; /* owned; bytes of the file */
    uint64_t window_offset;
    size_t window_length;
    size_t window_capacity;
    uint64_t counted_offset; /* line breaks have been counted up to this byte of the file */
    uint64_t counted_lines;  /* number of these line breaks */
};

/* Begin to read. The input is copied, its context borrowed. Free with wp_stream_free. */
void wp_stream_init(struct wp_stream *stream, const struct wp_input *input);
void wp_stream_free(struct wp_stream *stream);

/*
 * Find the document that ends at `end`, the size of the file or the begin of a document.
 * WP_INVALID if it is longer than WP_WEEK_MAX: then *document is the part that was searched.
 * WP_IO.
 */
enum wp_status wp_stream_document_before(struct wp_stream *stream, uint64_t end,
                                         struct wp_document_range *document,
                                         struct wp_error *error);

/* Find the document that begins at `offset`. WP_INVALID if it is longer than WP_WEEK_MAX: then
 * *document is the whole document all the same. WP_IO. */
enum wp_status wp_stream_document_at(struct wp_stream *stream, uint64_t offset,
                                     struct wp_document_range *document, struct wp_error *error);

/* Read the bytes of a document. They are borrowed until the next call. WP_IO. */
enum wp_status wp_stream_read(struct wp_stream *stream, const struct wp_document_range *document,
                              struct wp_str *bytes, struct wp_error *error);

/* Find the number of the line that has the byte at `offset`. Read the file up to this byte, once.
 * WP_IO. */
enum wp_status wp_stream_line(struct wp_stream *stream, uint64_t offset, uint64_t *line,
                              struct wp_error *error);

#endif
