#include "yaml/stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/swar.h"
#include "yaml/document.h"

/* Small for tests, which then meet every edge of a window. */
#ifndef WP_SOURCE_BLOCK
#define WP_SOURCE_BLOCK ((size_t)16 << 10)
#endif
#ifndef WP_SOURCE_DIRECTIVES
#define WP_SOURCE_DIRECTIVES 1024 /* how far above its marker a directive is looked for */
#endif

enum {
    MARKER_LENGTH = WP_MARKER_LENGTH,
    FILE_BLOCKS = 4 /* windows that are read ahead when the whole file is */
};

void wp_stream_init(struct wp_stream *source, const struct wp_input *input)
{
    memset(source, 0, sizeof *source);
    source->input = *input;
}

void wp_stream_free(struct wp_stream *source)
{
    free(source->window);
    source->window = NULL;
}

/* Makes the bytes from `offset` on the window; `length` of them are there. */
static enum wp_status load_window(struct wp_stream *source, uint64_t offset, size_t length,
                                  struct wp_error *error)
{
    enum wp_status status;

    if (length > source->window_capacity) {
        char *window = wp_memory_resize(source->window, length, 1);

        if (window == NULL)
            return wp_error_set_no_memory(error);
        source->window = window;
        source->window_capacity = length;
    }
    status = source->input.read(source->input.context, offset, source->window, length, error);
    source->window_offset = offset;
    source->window_length = status == WP_OK ? length : 0;
    return status;
}

/* The bytes [begin, end), borrowed until the next call. What is not in the
 * window is read with as much before it as makes a block. */
static enum wp_status fetch(struct wp_stream *source, uint64_t begin, uint64_t end,
                            const char **bytes, struct wp_error *error)
{
    enum wp_status status = WP_OK;

    if (begin < source->window_offset || end > source->window_offset + source->window_length) {
        uint64_t from = begin;

        if (end - begin < WP_SOURCE_BLOCK)
            from = end > WP_SOURCE_BLOCK ? end - WP_SOURCE_BLOCK : 0;
        status = load_window(source, from, (size_t)(end - from), error);
    }
    *bytes = source->window + (begin - source->window_offset);
    return status;
}

/* Where to stop looking from `begin` on: at the window's end where that gets
 * on, so that many small documents are found in one window, else some blocks
 * ahead. */
static uint64_t end_of_piece(const struct wp_stream *source, uint64_t begin)
{
    uint64_t window_end = source->window_offset + source->window_length;
    uint64_t end = begin + FILE_BLOCKS * WP_SOURCE_BLOCK;

    if (begin >= source->window_offset && begin + MARKER_LENGTH < window_end)
        return window_end;
    return end < source->input.size ? end : source->input.size;
}

/* Where to begin when markers are looked for backward, in [.., limit), and the
 * bytes up to `stop` are needed for that. */
static uint64_t begin_of_piece(const struct wp_stream *source, uint64_t limit, uint64_t stop)
{
    uint64_t window_end = source->window_offset + source->window_length;

    if (source->window_offset + 1 < limit && stop <= window_end)
        return source->window_offset;
    return stop > WP_SOURCE_BLOCK ? stop - WP_SOURCE_BLOCK : 0;
}

static bool has_two_dashes(wp_swar group)
{
    wp_swar dashes = wp_swar_equal(group, '-');

    return (dashes & dashes << CHAR_BIT) != 0;
}

/* The last line in `bytes` that is a marker and begins before `limit`, behind
 * at least one byte; SIZE_MAX when there is none. Three dashes leave two of them
 * side by side in some group, wherever it begins. */
static size_t last_marker(struct wp_str bytes, size_t limit)
{
    size_t at = limit + 2 < bytes.length ? limit + 2 : bytes.length;

    while (at > 1) {
        size_t begin = at - 1;

        if (at >= WP_SWAR_SIZE && !has_two_dashes(wp_swar_load(bytes.data + at - WP_SWAR_SIZE)))
            begin = at - WP_SWAR_SIZE;
        at = begin;
        if (bytes.data[begin] != '-')
            continue;
        while (begin > 0 && bytes.data[begin - 1] == '-')
            begin--;
        if (begin > 0 && begin < limit && wp_str_is_break(bytes.data[begin - 1]) &&
            wp_document_is_marker(bytes, begin))
            return begin;
        at = begin;
    }
    return SIZE_MAX;
}

/* Where a document begins whose marker is at `marker`: at its first directive
 * (and a byte order mark before that), with only directives, comments and blank
 * lines between them. No document begins before `floor`, which begins a line.
 * The bytes up to `end` will be wanted next. */
static enum wp_status begin_of(struct wp_stream *source, uint64_t floor, uint64_t marker,
                               uint64_t end, uint64_t *offset, struct wp_error *error)
{
    bool too_far = marker - floor >= WP_SOURCE_DIRECTIVES;
    uint64_t from = too_far ? marker - WP_SOURCE_DIRECTIVES : floor;
    const char *bytes;
    enum wp_status status =
        fetch(source, from, end - from < WP_SOURCE_BLOCK ? end : marker, &bytes, error);
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

enum wp_status wp_stream_document_before(struct wp_stream *source, uint64_t end,
                                         struct wp_document_range *document, struct wp_error *error)
{
    uint64_t limit = end; /* markers are looked for before it */
    enum wp_status status = WP_OK;

    while (limit > 0) {
        /* One byte before the piece shows whether a line begins in it, three
         * bytes after it the rest of a marker. */
        uint64_t stop = limit + MARKER_LENGTH < end ? limit + MARKER_LENGTH : end;
        uint64_t begin = begin_of_piece(source, limit, stop);
        const char *bytes;
        size_t marker;

        status = fetch(source, begin, stop, &bytes, error);
        if (status != WP_OK)
            return status;
        marker =
            last_marker((struct wp_str){bytes, (size_t)(stop - begin)}, (size_t)(limit - begin));
        if (marker != SIZE_MAX)
            status = begin_of(source, 0, begin + marker, end, &document->offset, error);
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

/* The first marker in `bytes` that begins a line at or after `from` (> 0). */
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

/* The first marker at or after `from` (> 0) and before `to`, which it is where there
 * is none. The bytes from `offset` on, if they are near, will be wanted next. */
static enum wp_status marker_after(struct wp_stream *source, uint64_t offset, uint64_t from,
                                   uint64_t to, uint64_t *marker, struct wp_error *error)
{
    uint64_t size = source->input.size;

    *marker = to;
    while (from < to) {
        uint64_t begin = from - offset <= FILE_BLOCKS * WP_SOURCE_BLOCK ? offset : from - 1;
        uint64_t end = end_of_piece(source, from - 1);
        const char *bytes;
        enum wp_status status = fetch(source, begin, end, &bytes, error);
        size_t found;

        if (status != WP_OK)
            return status;
        found = first_marker((struct wp_str){bytes, (size_t)(end - begin)}, (size_t)(from - begin));
        /* What begins too near to the piece's end is looked at in the next. */
        if (found != SIZE_MAX && (end == size || begin + found + MARKER_LENGTH <= end)) {
            if (begin + found < to)
                *marker = begin + found;
            return WP_OK;
        }
        from = end == size ? size : end - MARKER_LENGTH + 1;
    }
    return WP_OK;
}

enum wp_status wp_stream_document_at(struct wp_stream *source, uint64_t offset,
                                     struct wp_document_range *document, struct wp_error *error)
{
    uint64_t size = source->input.size;
    uint64_t from = offset + 1;
    uint64_t next = offset;
    enum wp_status status = WP_OK;

    /* Behind directives the document's own marker comes first. */
    while (status == WP_OK && next == offset && from < size) {
        uint64_t marker;

        status = marker_after(source, offset, from, size, &marker, error);
        next = marker;
        if (status == WP_OK && marker < size)
            status = begin_of(source, offset, marker, marker, &next, error);
        from = marker + 1;
    }
    if (next == offset)
        next = size;
    *document = (struct wp_document_range){offset, next - offset};
    if (status == WP_OK && document->length > WP_WEEK_MAX)
        return too_long(error);
    return status;
}

enum wp_status wp_stream_read(struct wp_stream *source, const struct wp_document_range *document,
                              struct wp_str *text, struct wp_error *error)
{
    text->length = (size_t)document->length;
    return fetch(source, document->offset, document->offset + document->length, &text->data, error);
}

/* How many lines end in [0, offset): each LF, and each CR without an LF. */
enum wp_status wp_stream_line(struct wp_stream *source, uint64_t offset, uint64_t *line,
                              struct wp_error *error)
{
    enum wp_status status = WP_OK;

    if (offset < source->counted_offset) {
        source->counted_offset = 0;
        source->counted_lines = 0;
    }
    while (status == WP_OK && source->counted_offset < offset) {
        uint64_t begin = source->counted_offset;
        uint64_t stop = end_of_piece(source, begin);
        uint64_t end = stop < source->input.size ? stop - 1 : stop;
        const char *bytes;
        size_t i;

        end = end < offset ? end : offset;
        status = fetch(source, begin, stop, &bytes, error);
        for (i = 0; status == WP_OK && i < end - begin; i++)
            if (bytes[i] == '\n' ||
                (bytes[i] == '\r' && (begin + i + 1 == stop || bytes[i + 1] != '\n')))
                source->counted_lines++;
        source->counted_offset = end;
    }
    *line = source->counted_lines + 1;
    return status;
}
