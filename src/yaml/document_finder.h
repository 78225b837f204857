/*
 * Find the documents of a plan file without parsing them.
 *
 * A line that begins with `---`, followed by a blank, a line break or the end of the file, begins a
 * document (YAML 1.2, rule c-forbidden). Directives (`%...`) directly above that line belong to its
 * document. So documents are found from either end of the file. Only the bytes that are needed are
 * read, one window at a time.
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

/* Offset and length of a document in the file, in bytes. */
struct wp_document_range {
    uint64_t offset;
    uint64_t length;
};

struct wp_stream {
    struct wp_input input;
    char *window; /* the bytes of the file that were read last; owned */
    uint64_t window_offset;
    size_t window_length;
    size_t window_capacity;
    uint64_t counted_offset; /* offset in the file up to which line breaks have been counted */
    uint64_t counted_lines;  /* number of line breaks before `counted_offset` */
};

/* Begin to read a file. The input is copied; its context is borrowed. Free the stream with
 * wp_stream_free. */
void wp_stream_init(struct wp_stream *stream, const struct wp_input *input);
void wp_stream_free(struct wp_stream *stream);

/*
 * Find the document that ends at `end`: the size of the file, or the offset of the next document.
 *
 * WP_INVALID  the document is longer than WP_WEEK_MAX; *document is the part that was searched
 * WP_IO       the file cannot be read
 */
enum wp_status wp_stream_document_before(struct wp_stream *stream, uint64_t end,
                                         struct wp_document_range *document,
                                         struct wp_error *error);

/*
 * Find the document that begins at `offset`.
 *
 * WP_INVALID  the document is longer than WP_WEEK_MAX; *document is the whole document
 * WP_IO       the file cannot be read
 */
enum wp_status wp_stream_document_at(struct wp_stream *stream, uint64_t offset,
                                     struct wp_document_range *document, struct wp_error *error);

/* Read the bytes of a document. They are borrowed until the next call with this stream. Return
 * WP_IO if the file cannot be read. */
enum wp_status wp_stream_read(struct wp_stream *stream, const struct wp_document_range *document,
                              struct wp_str *bytes, struct wp_error *error);

/* Find the number of the line that contains the byte at `offset`. A call with a greater offset goes
 * on counting where the last call stopped. Return WP_IO if the file cannot be read. */
enum wp_status wp_stream_line(struct wp_stream *stream, uint64_t offset, uint64_t *line,
                              struct wp_error *error);

#endif
