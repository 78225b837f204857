#include "edit/unified_diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/common_lines.h"

enum { CONTEXT_LINES = 3, BLOCK_SIZE = 16 << 10 };

/* A diff that is being written. */
struct diff_writer {
    struct wp_buf *out;
    const struct wp_diff_file *file;
    const struct wp_input *input;
    bool has_names; /* whether the names of the files have been written */
    /* offset in the old file up to which lines have been counted; the start of a line */
    uint64_t offset;
    uint64_t old_lines; /* number of lines before `offset` in the old file */
    uint64_t new_lines; /* number of lines before `offset` in the new file */
};

/* Whether a name needs quotes, as git and GNU diff write them. */
static bool must_quote_name(const char *name)
{
    for (; *name != '\0'; name++)
        if ((unsigned char)*name < ' ' || *name == '"' || *name == '\\' || *name == 0x7F)
            return true;
    return false;
}

static void put_quoted(struct wp_buf *out, const char *name)
{
    for (; *name != '\0'; name++) {
        if (*name == '"' || *name == '\\')
            wp_buf_printf(out, "\\%c", *name);
        else if ((unsigned char)*name < ' ' || *name == 0x7F)
            wp_buf_printf(out, "\\%03o", (unsigned)(unsigned char)*name);
        else
            wp_buf_putc(out, *name);
    }
}

/* Append a line with the name of the file, "--- a/plan.yaml". A tab ends a name with blanks. */
static void put_name(struct wp_buf *out, const char *sign, const char *side, const char *path,
                     bool absent)
{
    bool quoted = must_quote_name(path);

    while (*path == '/')
        path++;
    wp_buf_puts(out, sign);
    if (absent) {
        wp_buf_puts(out, "/dev/null\n");
        return;
    }
    wp_buf_puts(out, quoted ? "\"" : "");
    wp_buf_puts(out, side);
    if (quoted)
        put_quoted(out, path);
    else
        wp_buf_puts(out, path);
    wp_buf_puts(out, quoted ? "\"\n" : strchr(path, ' ') != NULL ? "\t\n" : "\n");
}

static void put_names(struct diff_writer *writer)
{
    const struct wp_diff_file *file = writer->file;

    if (!writer->has_names) {
        put_name(writer->out, "--- ", "a/", file->path, file->is_new);
        put_name(writer->out, "+++ ", "b/", file->path, file->removed);
    }
    writer->has_names = true;
}

/* Set *begin to the start of the line that is CONTEXT_LINES lines above the line at the offset
 * `at`. */
static enum wp_status find_context_begin(const struct wp_input *input, uint64_t at, uint64_t *begin,
                                         struct wp_error *error)
{
    char block[BLOCK_SIZE];
    unsigned line_feeds = 0;

    for (*begin = at; *begin > 0;) {
        size_t length = *begin < sizeof block ? (size_t)*begin : sizeof block;
        enum wp_status status = input->read(input->context, *begin - length, block, length, error);

        if (status != WP_OK)
            return status;
        for (; length > 0; length--, (*begin)--)
            if (block[length - 1] == '\n' && line_feeds++ == CONTEXT_LINES)
                return WP_OK;
    }
    return WP_OK;
}

/* Set *end to the end of the line that is CONTEXT_LINES lines below the line at the offset `at`. */
static enum wp_status find_context_end(const struct wp_input *input, uint64_t at, uint64_t *end,
                                       struct wp_error *error)
{
    char block[BLOCK_SIZE];
    unsigned line_feeds = 0;

    for (*end = at; *end < input->size;) {
        uint64_t rest = input->size - *end;
        size_t length = rest < sizeof block ? (size_t)rest : sizeof block;
        enum wp_status status = input->read(input->context, *end, block, length, error);

        if (status != WP_OK)
            return status;
        for (size_t i = 0; i < length; i++, (*end)++)
            if (block[i] == '\n' && line_feeds++ == CONTEXT_LINES) {
                (*end)++;
                return WP_OK;
            }
    }
    return WP_OK;
}

/* Count the lines up to the offset `to`, which the patch does not change. */
static enum wp_status count_lines_to(struct diff_writer *writer, uint64_t to,
                                     struct wp_error *error)
{
    char block[BLOCK_SIZE];

    while (writer->offset < to) {
        uint64_t rest = to - writer->offset;
        size_t length = rest < sizeof block ? (size_t)rest : sizeof block;
        enum wp_status status =
            writer->input->read(writer->input->context, writer->offset, block, length, error);

        if (status != WP_OK)
            return status;
        for (size_t i = 0; i < length; i++)
            if (block[i] == '\n') {
                writer->old_lines++;
                writer->new_lines++;
            }
        writer->offset += length;
    }
    return WP_OK;
}

/* A line of the diff. */
struct diff_line {
    char sign; /* ' ', '-' or '+' */
    struct wp_str text;
};

/* Return the lines of the diff, each common line once. Set *count to their number. The caller frees
 * them with free(3). */
static struct diff_line *merge_lines(const struct wp_lines *before, const struct wp_lines *after,
                                     size_t *count)
{
    struct diff_line *lines = wp_memory_array(before->count + after->count + 1, sizeof *lines);
    size_t old = 0;
    size_t added = 0;

    *count = 0;
    while (old < before->count || added < after->count) {
        if (old < before->count && !before->common[old]) {
            lines[(*count)++] = (struct diff_line){'-', before->lines[old++]};
        } else if (added < after->count && !after->common[added]) {
            lines[(*count)++] = (struct diff_line){'+', after->lines[added++]};
        } else {
            lines[(*count)++] = (struct diff_line){' ', before->lines[old++]};
            added++;
        }
    }
    return lines;
}

static void put_diff_line(struct wp_buf *out, const struct diff_line *line)
{
    wp_buf_putc(out, line->sign);
    wp_buf_append(out, line->text);
    if (line->text.data[line->text.length - 1] != '\n')
        wp_buf_puts(out, "\n\\ No newline at end of file\n");
}

/* Append a range such as "-5,7": `sign`, the number of the first line, and the number of lines.
 * `above` is the number of lines above the range. An empty range has the number of the line above
 * it. */
static void put_range(struct wp_buf *out, char sign, uint64_t above, size_t count)
{
    wp_buf_printf(out, "%c%llu,%zu", sign, (unsigned long long)above + (count > 0), count);
}

/* Add the lines to writer->old_lines and writer->new_lines. */
static void pass_lines(struct diff_writer *writer, const struct diff_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        writer->old_lines += lines[i].sign != '+';
        writer->new_lines += lines[i].sign != '-';
    }
}

static void put_hunk(struct diff_writer *writer, const struct diff_line *lines, size_t count)
{
    uint64_t old_above = writer->old_lines;
    uint64_t new_above = writer->new_lines;

    put_names(writer);
    pass_lines(writer, lines, count);
    wp_buf_puts(writer->out, "@@ ");
    put_range(writer->out, '-', old_above, (size_t)(writer->old_lines - old_above));
    wp_buf_putc(writer->out, ' ');
    put_range(writer->out, '+', new_above, (size_t)(writer->new_lines - new_above));
    wp_buf_puts(writer->out, " @@\n");
    for (size_t i = 0; i < count; i++)
        put_diff_line(writer->out, &lines[i]);
}

/* Return the index of the next changed line, or `count`. */
static size_t next_change(const struct diff_line *lines, size_t count, size_t at)
{
    while (at < count && lines[at].sign == ' ')
        at++;
    return at;
}

/* Append the hunks of a part of the file. Changes with at most twice the context between them are
 * in one hunk. */
static void put_hunks(struct diff_writer *writer, const struct diff_line *lines, size_t count)
{
    size_t done = 0;
    size_t change = next_change(lines, count, 0);

    while (change < count) {
        size_t begin = change - done > CONTEXT_LINES ? change - CONTEXT_LINES : done;
        size_t end = change + 1;

        change = next_change(lines, count, end);
        while (change < count && change - end <= (size_t)2 * CONTEXT_LINES) {
            end = change + 1;
            change = next_change(lines, count, end);
        }
        end = count - end > CONTEXT_LINES ? end + CONTEXT_LINES : count;
        pass_lines(writer, lines + done, begin - done);
        put_hunk(writer, lines + begin, end - begin);
        done = end;
    }
    pass_lines(writer, lines + done, count - done);
}

/* Append the hunks for a part of the file: `old` and `new` are its bytes before and after the
 * patch. */
static void put_difference(struct diff_writer *writer, struct wp_str old, struct wp_str new)
{
    struct wp_lines before = wp_lines_split(old);
    struct wp_lines after = wp_lines_split(new);
    struct diff_line *lines;
    size_t count;

    wp_lines_mark_common(&before, &after);
    lines = merge_lines(&before, &after, &count);
    put_hunks(writer, lines, count);
    free(lines);
    wp_lines_free(&before);
    wp_lines_free(&after);
}

/* Append the bytes of the file from `begin` to `end`. */
static enum wp_status append_bytes(struct wp_buf *out, const struct wp_input *input, uint64_t begin,
                                   uint64_t end, struct wp_error *error)
{
    size_t length = (size_t)(end - begin);
    char *bytes = wp_memory_alloc(length + 1);
    enum wp_status status =
        length > 0 ? input->read(input->context, begin, bytes, length, error) : WP_OK;

    if (status == WP_OK)
        wp_buf_append(out, (struct wp_str){bytes, length});
    free(bytes);
    return status;
}

/* Append the part of the file from `begin` to `end` with the pieces in it. */
static void append_patched(struct wp_buf *out, struct wp_str old, uint64_t begin,
                           const struct wp_piece *pieces, size_t count)
{
    size_t done = 0;

    for (size_t i = 0; i < count; i++) {
        size_t at = (size_t)(pieces[i].offset - begin);

        wp_buf_append(out, wp_str_slice(old, done, at - done));
        wp_buf_append(out, pieces[i].text);
        done = at + (size_t)pieces[i].length;
    }
    wp_buf_append(out, wp_str_slice(old, done, old.length));
}

/* Append the hunks of the pieces, which are in the part of the file from `begin` to `end`. */
static enum wp_status put_hunks_of_part(struct diff_writer *writer, uint64_t begin, uint64_t end,
                                        const struct wp_piece *pieces, size_t count,
                                        struct wp_error *error)
{
    struct wp_buf old = WP_BUF_INIT;
    struct wp_buf new = WP_BUF_INIT;
    enum wp_status status = count_lines_to(writer, begin, error);

    if (status == WP_OK)
        status = append_bytes(&old, writer->input, begin, end, error);
    if (status == WP_OK) {
        append_patched(&new, wp_buf_str(&old), begin, pieces, count);
        put_difference(writer, wp_buf_str(&old), wp_buf_str(&new));
        writer->offset = end;
    }
    wp_buf_free(&old);
    wp_buf_free(&new);
    return status;
}

/* Find the first part of the file to show: the first piece with its context, and the next pieces as
 * far as their contexts overlap. Set *begin and *end to the part, and *in_part to its number of
 * pieces. */
static enum wp_status find_part_of_diff(const struct wp_input *input, const struct wp_piece *pieces,
                                        size_t count, uint64_t *begin, uint64_t *end,
                                        size_t *in_part, struct wp_error *error)
{
    enum wp_status status = find_context_begin(input, pieces[0].offset, begin, error);

    for (*in_part = 0; status == WP_OK && *in_part < count; (*in_part)++) {
        const struct wp_piece *piece = &pieces[*in_part];
        uint64_t next = *begin;

        if (*in_part > 0)
            status = find_context_begin(input, piece->offset, &next, error);
        if (*in_part > 0 && next > *end)
            break;
        if (status == WP_OK)
            status = find_context_end(input, piece->offset + piece->length, end, error);
    }
    return status;
}

enum wp_status wp_unified_diff(struct wp_buf *out, const struct wp_diff_file *file,
                               const struct wp_input *input, const struct wp_patch *patch,
                               struct wp_error *error)
{
    struct diff_writer writer = {.out = out, .file = file, .input = input};
    enum wp_status status = WP_OK;
    size_t count = 0;

    for (size_t i = 0; i < patch->count && status == WP_OK; i += count) {
        uint64_t begin;
        uint64_t end = 0;

        status = find_part_of_diff(input, patch->pieces + i, patch->count - i, &begin, &end, &count,
                                   error);
        if (status == WP_OK)
            status = put_hunks_of_part(&writer, begin, end, patch->pieces + i, count, error);
    }
    return status;
}
