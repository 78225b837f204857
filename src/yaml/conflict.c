#include "yaml/conflict.h"

#include <string.h>

#include "base/utf8.h"

enum {
    MARKER = 7 /* usual length of the signs of a marker line, such as "<<<<<<<" */,
    NAME_COLUMNS = 30,
    LINE_COLUMNS = 40
};

/* Return how often `sign` is in `bytes` from `offset` on, without another byte between. */
static size_t run_length(struct wp_str bytes, size_t offset, char sign)
{
    size_t at = offset;

    while (at < bytes.length && bytes.data[at] == sign)
        at++;
    return at - offset;
}

/* Whether the line that begins at `offset` is a marker line: `length` times `sign`, and then a
 * blank and a name, or the end of the line. No name is after "=======". If `length` is 0, the line
 * has at least seven signs: the attribute conflict-marker-size makes longer lines
 * (gitattributes(5)). */
static bool is_marker_line(struct wp_str bytes, size_t offset, char sign, size_t length)
{
    size_t run = run_length(bytes, offset, sign);
    size_t at = offset + run;

    if (offset > 0 && !wp_str_is_break(bytes.data[offset - 1]))
        return false;
    if (length == 0 ? run < MARKER : run != length)
        return false;
    return at == bytes.length || wp_str_is_break(bytes.data[at]) ||
           (bytes.data[at] == ' ' && sign != '=');
}

/* Return the offset of the first marker line with `sign` and `length` (see is_marker_line) from
 * `offset` on; the length of `bytes` if there is none. */
static size_t find_marker(struct wp_str bytes, size_t offset, char sign, size_t length)
{
    while (offset < bytes.length) {
        const char *found = memchr(bytes.data + offset, sign, bytes.length - offset);

        if (found == NULL)
            return bytes.length;
        offset = (size_t)(found - bytes.data);
        if (is_marker_line(bytes, offset, sign, length))
            return offset;
        offset += run_length(bytes, offset, sign);
    }
    return bytes.length;
}

size_t wp_conflict_find(struct wp_str bytes, size_t offset)
{
    return find_marker(bytes, offset, '<', 0);
}

/* One side of a merge conflict. */
struct reading {
    struct wp_str name; /* name of the branch or the commit of the side; may be empty */
    size_t begin;       /* offset of the first line of the side */
    size_t end;         /* offset after the last line of the side */
};

/* Return the offset after the line that contains `offset`, with its line break. */
static size_t line_after(const struct wp_document *document, size_t offset)
{
    struct wp_line line = wp_document_line(document, offset);
    size_t at = line.offset + line.length;

    if (wp_document_byte(document, at) == '\r')
        at++;
    if (wp_document_byte(document, at) == '\n')
        at++;
    return at;
}

/* Return the text of the line at `offset` without blanks at its ends. */
static struct wp_str line_text(const struct wp_document *document, size_t offset)
{
    struct wp_line line = wp_document_line(document, offset);

    return wp_str_trim(wp_document_slice(document, wp_span(line.offset, line.length)));
}

/* Return the name on the marker line at `offset`, whose signs have this length. */
static struct wp_str marker_name(const struct wp_document *document, size_t offset, size_t length)
{
    struct wp_str text = line_text(document, offset);

    return wp_str_trim(wp_str_slice(text, length, text.length));
}

static void put_cut(struct wp_buf *buf, struct wp_str text, size_t columns)
{
    struct wp_str cut = wp_utf8_fit(text, columns, NULL);

    wp_buf_append(buf, wp_str_trim(cut));
    wp_buf_puts(buf, cut.length < text.length ? "…" : "");
}

/* Append one side of the conflict: "HEAD has '- Read' (lines 5 to 7)". `name` is printed if the
 * side has no name of its own. `line` is the offset of the line to show; if it is the end of the
 * side, show the first line of the side. */
static void put_reading(struct wp_buf *buf, const struct wp_document *document,
                        const struct reading *reading, const char *name, size_t line)
{
    uint64_t first = wp_document_line_number(document, reading->begin);
    uint64_t last = wp_document_line_number(document, reading->end) - 1;

    if (reading->name.length > 0)
        put_cut(buf, reading->name, NAME_COLUMNS);
    else
        wp_buf_puts(buf, name);
    if (reading->begin == reading->end) {
        wp_buf_puts(buf, " has no line");
        return;
    }
    wp_buf_puts(buf, " has '");
    put_cut(buf, line_text(document, line < reading->end ? line : reading->begin), LINE_COLUMNS);
    if (first == last)
        wp_buf_printf(buf, "' (line %llu)", (unsigned long long)first);
    else
        wp_buf_printf(buf, "' (lines %llu to %llu)", (unsigned long long)first,
                      (unsigned long long)last);
}

/* Append both sides of the conflict, each with its first line that the other side does not have. */
static void put_readings(struct wp_buf *buf, const struct wp_document *document,
                         const struct reading readings[2])
{
    size_t ours = readings[0].begin;
    size_t theirs = readings[1].begin;

    while (ours < readings[0].end && theirs < readings[1].end &&
           wp_str_equal(line_text(document, ours), line_text(document, theirs))) {
        ours = line_after(document, ours);
        theirs = line_after(document, theirs);
    }
    put_reading(buf, document, &readings[0], "one reading", ours);
    wp_buf_puts(buf, ", ");
    put_reading(buf, document, &readings[1], "the other", theirs);
}

static size_t earliest(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* A merge conflict. All offsets but `begin` are the length of the document if the conflict is not
 * complete there. */
struct conflict {
    size_t begin;               /* offset of the first marker line */
    size_t end;                 /* offset of the last marker line */
    struct reading readings[2]; /* ours and theirs; set only if the conflict is complete */
};

/* Return the conflict that begins at the marker line at `begin`. */
static struct conflict find_conflict(const struct wp_document *document, size_t begin)
{
    struct wp_str bytes = document->bytes;
    size_t marker = run_length(bytes, begin, bytes.data[begin]);
    size_t middle = find_marker(bytes, begin, '=', marker);
    size_t older = earliest(find_marker(bytes, begin, '|', marker), middle);
    struct conflict conflict = {.begin = begin, .end = bytes.length};

    if (bytes.data[begin] == '<')
        conflict.end = find_marker(bytes, middle, '>', marker);
    if (conflict.end == bytes.length)
        return conflict;
    conflict.readings[0] =
        (struct reading){marker_name(document, begin, marker), line_after(document, begin), older};
    conflict.readings[1] = (struct reading){marker_name(document, conflict.end, marker),
                                            line_after(document, middle), conflict.end};
    return conflict;
}

/* Report the merge conflict that begins at the marker line at `begin`. If the document does not
 * have all of the conflict, because its sides have several weeks, the message does not show the
 * sides. Return the offset of the next conflict; the length of the document if there is none. */
static size_t report_at(const struct wp_document *document, struct wp_problems *problems,
                        size_t begin)
{
    struct wp_str bytes = document->bytes;
    struct conflict conflict = find_conflict(document, begin);
    struct wp_line line = wp_document_line(document, begin);
    bool complete = conflict.end < bytes.length;
    struct wp_buf message = WP_BUF_INIT;

    wp_buf_puts(&message, "git left a conflict here");
    if (complete) {
        wp_buf_puts(&message, ": ");
        put_readings(&message, document, conflict.readings);
    }
    wp_buf_puts(&message, " (keep one reading, and remove the lines '<<<<<<<', '=======' and "
                          "'>>>>>>>')");
    wp_document_error(document, problems, wp_span(line.offset, line.length), "%s", message.data);
    wp_buf_free(&message);
    return wp_conflict_find(bytes, line_after(document, complete ? conflict.end : begin));
}

bool wp_conflict_report(const struct wp_document *document, struct wp_problems *problems)
{
    struct wp_str bytes = document->bytes;
    size_t first = wp_conflict_find(bytes, 0);

    first = earliest(first, find_marker(bytes, 0, '=', MARKER));
    first = earliest(first, find_marker(bytes, 0, '>', MARKER));
    if (first == bytes.length)
        return false;
    do { /* each report reads the document up to its end, so do not count further conflicts */
        first = report_at(document, problems, first);
    } while (first < bytes.length && problems->count < problems->limit);
    return true;
}

bool wp_conflict_resolve(struct wp_buf *out, struct wp_str bytes, bool theirs)
{
    const struct wp_document document = {.bytes = bytes, .first_line = 1};
    size_t at = 0;
    size_t begin;

    while ((begin = wp_conflict_find(bytes, at)) < bytes.length) {
        struct conflict conflict = find_conflict(&document, begin);
        const struct reading *reading = &conflict.readings[theirs];

        if (conflict.end == bytes.length)
            return false;
        wp_buf_append(out, wp_str_slice(bytes, at, begin - at));
        wp_buf_append(out, wp_str_slice(bytes, reading->begin, reading->end - reading->begin));
        at = line_after(&document, conflict.end);
    }
    wp_buf_append(out, wp_str_slice(bytes, at, bytes.length - at));
    return true;
}
