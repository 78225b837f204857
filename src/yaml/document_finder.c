#include "yaml/document_finder.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "yaml/document_text.h"

/* Bytes of the file that are read at once. Tests set a small size, so that documents and markers
 * cross the end of a block. */
#ifndef WP_STREAM_BLOCK
#define WP_STREAM_BLOCK ((size_t)16 << 10)
#endif
#ifndef WP_STREAM_DIRECTIVES
/* largest distance in bytes from a directive to the `---` below it */
#define WP_STREAM_DIRECTIVES 1024
#endif

enum {
    MARKER_LENGTH = WP_MARKER_LENGTH,
    BLOCK_PAIRS = 16, /* pairs of bytes that has_two_dashes looks at in one call */
    FILE_BLOCKS = 4   /* blocks that are read at once when the whole file is read */
};

void wp_stream_init(struct wp_stream *stream, const struct wp_input *input)
{
    memset(stream, 0, sizeof *stream);
    stream->input = *input;
}

void wp_stream_free(struct wp_stream *stream)
{
    free(stream->window);
    stream->window = NULL;
}

/* Load `length` bytes of the file from `offset` into the window. */
static enum wp_status load_window(struct wp_stream *stream, uint64_t offset, size_t length,
                                  struct wp_error *error)
{
    enum wp_status status;

    if (length > stream->window_capacity) {
        stream->window = wp_memory_resize(stream->window, length, 1);
        stream->window_capacity = length;
    }
    status = stream->input.read(stream->input.context, offset, stream->window, length, error);
    stream->window_offset = offset;
    stream->window_length = status == WP_OK ? length : 0;
    return status;
}

/* Get the bytes [begin, end) of the file, borrowed until the next call. If they are not in the
 * window, load them. If they are fewer than a block, also load bytes before them, to fill the
 * block. */
static enum wp_status fetch(struct wp_stream *stream, uint64_t begin, uint64_t end,
                            const char **bytes, struct wp_error *error)
{
    enum wp_status status = WP_OK;

    if (begin < stream->window_offset || end > stream->window_offset + stream->window_length) {
        uint64_t from = begin;

        if (end - begin < WP_STREAM_BLOCK)
            from = end > WP_STREAM_BLOCK ? end - WP_STREAM_BLOCK : 0;
        status = load_window(stream, from, (size_t)(end - from), error);
    }
    *bytes = stream->window + (begin - stream->window_offset);
    return status;
}

/* The search for a marker goes piece by piece. Return the end of the piece that begins at
 * `begin`. If `begin` is in the window, the end is that of the window, so that one window is
 * enough for many small documents. Else the piece has FILE_BLOCKS blocks. */
static uint64_t end_of_piece(const struct wp_stream *stream, uint64_t begin)
{
    uint64_t window_end = stream->window_offset + stream->window_length;
    uint64_t end = begin + FILE_BLOCKS * WP_STREAM_BLOCK;

    if (begin >= stream->window_offset && begin + MARKER_LENGTH < window_end)
        return window_end;
    return end < stream->input.size ? end : stream->input.size;
}

/* A search backwards for a marker goes piece by piece. Return the start of the piece that ends at
 * `limit`. The caller loads the piece with the bytes after it up to `stop`. */
static uint64_t begin_of_piece(const struct wp_stream *stream, uint64_t limit, uint64_t stop)
{
    uint64_t window_end = stream->window_offset + stream->window_length;

    if (stream->window_offset + 1 < limit && stop <= window_end)
        return stream->window_offset;
    return stop > WP_STREAM_BLOCK ? stop - WP_STREAM_BLOCK : 0;
}

/* Whether a block has two adjacent dashes. There is no branch for each byte, so that compilers use
 * vector instructions. */
static bool has_two_dashes(const char *block)
{
    unsigned char found = 0;

    for (size_t i = 0; i < BLOCK_PAIRS; i++)
        found |= (block[i] == '-') & (block[i + 1] == '-');
    return found != 0;
}

/* Return the offset after the last dash in `bytes` before `at`. Skip blocks without two adjacent
 * dashes, except their first byte: three adjacent dashes have two in one block. */
static size_t after_dash(struct wp_str bytes, size_t at)
{
    while (at > BLOCK_PAIRS && !has_two_dashes(bytes.data + at - BLOCK_PAIRS - 1))
        at -= BLOCK_PAIRS;
    while (at > 0 && bytes.data[at - 1] != '-')
        at--;
    return at;
}

/* Return the offset of the last marker in `bytes` that begins before `limit`, or SIZE_MAX. Byte 0
 * is no marker, because the byte before it is unknown. */
static size_t last_marker(struct wp_str bytes, size_t limit)
{
    size_t at = limit + 2 < bytes.length ? limit + 2 : bytes.length;

    while ((at = after_dash(bytes, at)) > 1) {
        while (at > 0 && bytes.data[at - 1] == '-')
            at--;
        if (at > 0 && at < limit && wp_str_is_break(bytes.data[at - 1]) &&
            wp_document_is_marker(bytes, at))
            return at;
    }
    return SIZE_MAX;
}

/* Find the start of the document whose marker is at `marker`: the first of the directives above the
 * marker, or the marker. Only directives, comments and blank lines may be between them. A byte
 * order mark before the first directive belongs to the document. No document begins before `floor`,
 * the start of a line. The caller reads the bytes up to `end` next, so load them too. */
static enum wp_status begin_of(struct wp_stream *stream, uint64_t floor, uint64_t marker,
                               uint64_t end, uint64_t *offset, struct wp_error *error)
{
    bool too_far = marker - floor >= WP_STREAM_DIRECTIVES;
    uint64_t from = too_far ? marker - WP_STREAM_DIRECTIVES : floor;
    const char *bytes;
    enum wp_status status =
        fetch(stream, from, end - from < WP_STREAM_BLOCK ? end : marker, &bytes, error);
    size_t line = (size_t)(marker - from);
    size_t bom;

    *offset = marker;
    if (status != WP_OK)
        return status;
    bom = from == 0 ? wp_document_bom((struct wp_str){bytes, line}) : 0;
    while (line > bom) {
        line--;
        while (line > bom && !wp_str_is_break(bytes[line - 1]))
            line--;
        if ((line == 0 && too_far) || memchr("%#\r\n", bytes[line], 4) == NULL)
            break;
        if (bytes[line] == '%')
            *offset = line == bom ? from : from + line;
    }
    return WP_OK;
}

static enum wp_status too_long(struct wp_error *error)
{
    return wp_error_set(error, WP_INVALID, "this week is larger than %d MiB", WP_WEEK_MAX >> 20);
}

enum wp_status wp_stream_document_before(struct wp_stream *stream, uint64_t end,
                                         struct wp_document_range *document, struct wp_error *error)
{
    uint64_t limit = end; /* offset before which to search for a marker */
    enum wp_status status = WP_OK;

    while (limit > 0) {
        /* Load one byte before the piece, to see whether a line begins at its first byte. Load
         * three bytes after it, the rest of a marker. */
        uint64_t stop = limit + MARKER_LENGTH < end ? limit + MARKER_LENGTH : end;
        uint64_t begin = begin_of_piece(stream, limit, stop);
        const char *bytes;
        size_t marker;

        status = fetch(stream, begin, stop, &bytes, error);
        if (status != WP_OK)
            return status;
        marker =
            last_marker((struct wp_str){bytes, (size_t)(stop - begin)}, (size_t)(limit - begin));
        if (marker != SIZE_MAX)
            status = begin_of(stream, 0, begin + marker, end, &document->offset, error);
        else
            document->offset = begin == 0 ? 0 : begin + 1;
        document->length = end - document->offset;
        if (status == WP_OK && document->length > WP_WEEK_MAX)
            return too_long(error);
        if (status != WP_OK || marker != SIZE_MAX || begin == 0)
            return status;
        limit = begin + 1;
    }
    *document = (struct wp_document_range){0, end};
    return WP_OK;
}

/* Return the offset of the first marker in `bytes` at or after `from` (> 0), or SIZE_MAX. */
static size_t first_marker(struct wp_str bytes, size_t from)
{
    size_t at;

    for (at = from; at < bytes.length; at++) {
        const char *dash = memchr(bytes.data + at, '-', bytes.length - at);

        if (dash == NULL)
            break;
        at = (size_t)(dash - bytes.data);
        if (wp_str_is_break(bytes.data[at - 1]) && wp_document_is_marker(bytes, at))
            return at;
    }
    return SIZE_MAX;
}

/* Find the first marker at or after `from` (> 0) and before `to`. If there is none, set *marker to
 * `to`. The caller reads the bytes from `offset` on next, so load them too if they are near. */
static enum wp_status marker_after(struct wp_stream *stream, uint64_t offset, uint64_t from,
                                   uint64_t to, uint64_t *marker, struct wp_error *error)
{
    uint64_t size = stream->input.size;

    *marker = to;
    while (from < to) {
        uint64_t begin = from - offset <= FILE_BLOCKS * WP_STREAM_BLOCK ? offset : from - 1;
        uint64_t end = end_of_piece(stream, from - 1);
        const char *bytes;
        enum wp_status status = fetch(stream, begin, end, &bytes, error);
        size_t found;

        if (status != WP_OK)
            return status;
        found = first_marker((struct wp_str){bytes, (size_t)(end - begin)}, (size_t)(from - begin));
        /* A marker may be cut off by the end of this piece. Then search for it again in the next
         * piece. */
        if (found != SIZE_MAX && (end == size || begin + found + MARKER_LENGTH <= end)) {
            if (begin + found < to)
                *marker = begin + found;
            return WP_OK;
        }
        from = end == size ? size : end - MARKER_LENGTH + 1;
    }
    return WP_OK;
}

enum wp_status wp_stream_document_at(struct wp_stream *stream, uint64_t offset,
                                     struct wp_document_range *document, struct wp_error *error)
{
    uint64_t size = stream->input.size;
    uint64_t from = offset + 1;
    uint64_t next = offset;
    enum wp_status status = WP_OK;

    /* If the document begins with directives, the first marker after `offset` is its own. Then
     * search for the next one. */
    while (status == WP_OK && next == offset && from < size) {
        uint64_t marker;

        status = marker_after(stream, offset, from, size, &marker, error);
        next = marker;
        if (status == WP_OK && marker < size)
            status = begin_of(stream, offset, marker, marker, &next, error);
        from = marker + 1;
    }
    if (next == offset)
        next = size;
    *document = (struct wp_document_range){offset, next - offset};
    if (status == WP_OK && document->length > WP_WEEK_MAX)
        return too_long(error);
    return status;
}

enum wp_status wp_stream_read(struct wp_stream *stream, const struct wp_document_range *document,
                              struct wp_str *bytes, struct wp_error *error)
{
    bytes->length = (size_t)document->length;
    return fetch(stream, document->offset, document->offset + document->length, &bytes->data,
                 error);
}

/* Lines end at LF, CRLF and CR. A CRLF counts at its LF. */
enum wp_status wp_stream_line(struct wp_stream *stream, uint64_t offset, uint64_t *line,
                              struct wp_error *error)
{
    enum wp_status status = WP_OK;

    if (offset < stream->counted_offset) {
        stream->counted_offset = 0;
        stream->counted_lines = 0;
    }
    while (status == WP_OK && stream->counted_offset < offset) {
        uint64_t begin = stream->counted_offset;
        uint64_t stop = end_of_piece(stream, begin);
        uint64_t end = stop < stream->input.size ? stop - 1 : stop;
        const char *bytes;
        size_t i;

        end = end < offset ? end : offset;
        status = fetch(stream, begin, stop, &bytes, error);
        for (i = 0; status == WP_OK && i < end - begin; i++)
            if (bytes[i] == '\n' ||
                (bytes[i] == '\r' && (begin + i + 1 == stop || bytes[i + 1] != '\n')))
                stream->counted_lines++;
        stream->counted_offset = end;
    }
    *line = stream->counted_lines + 1;
    return status;
}
