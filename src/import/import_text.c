#include "import/import_text.h"

#include "base/text_lines.h"
#include "base/utf8.h"
#include <weekplan/plan.h>

/* Set the error to the position after `before`, the beginning of the text. */
static enum wp_status refuse_bytes_after(struct wp_str before, const char *message,
                                         struct wp_error *error)
{
    uint64_t line = 1;
    enum wp_status status = wp_error_set(error, WP_INVALID, "%s", message);

    for (; before.length > 0 && memchr(before.data, '\n', before.length) != NULL; line++)
        wp_text_lines_take(&before);
    error->line = line;
    error->column = wp_utf8_length(before) + 1;
    return status;
}

/* Check that the text, which has no CR, is UTF-8 without a NUL. */
static enum wp_status check_characters(struct wp_str text, struct wp_error *error)
{
    for (size_t i = 0; i < text.length;) {
        int32_t character = (unsigned char)text.data[i];
        size_t length = 1;

        if (character >= 0x80)
            length = wp_utf8_decode(wp_str_slice(text, i, text.length), &character);
        if (character < 0)
            return refuse_bytes_after(wp_str_slice(text, 0, i),
                                      "this is not UTF-8 (save the file as UTF-8)", error);
        if (character == 0)
            return refuse_bytes_after(wp_str_slice(text, 0, i),
                                      "this is not text: it has a NUL byte", error);
        i += length;
    }
    return WP_OK;
}

static void find_line_begins(struct wp_import_text *text, struct wp_arena *arena)
{
    size_t count = text->text.length > 0;
    uint32_t *lines;

    for (size_t i = 0; i + 1 < text->text.length; i++)
        count += text->text.data[i] == '\n';
    lines = wp_arena_array(arena, count + 1, sizeof *lines);
    text->line_count = count;
    count = 1;
    for (size_t i = 0; i + 1 < text->text.length; i++)
        if (text->text.data[i] == '\n')
            lines[count++] = (uint32_t)(i + 1);
    text->lines = lines;
}

enum wp_status wp_import_text_read(struct wp_import_text *text, struct wp_arena *arena,
                                   struct wp_str bytes, struct wp_error *error)
{
    struct wp_buf buf = WP_BUF_INIT;
    enum wp_status status;

    if (bytes.length > WP_FILE_MAX)
        return wp_error_set(error, WP_INVALID, "the file is larger than 1 GiB");
    if (wp_str_starts(bytes, "\xEF\xBB\xBF"))
        bytes = wp_str_slice(bytes, 3, bytes.length);
    wp_text_lines_append_lf(&buf, bytes);
    status = check_characters(wp_buf_str(&buf), error);
    for (size_t i = 0; i < buf.length; i++)
        if (buf.data[i] == '\f' || buf.data[i] == '\v')
            buf.data[i] = ' ';
    if (status == WP_OK) {
        text->text = wp_arena_copy(arena, wp_buf_str(&buf));
        find_line_begins(text, arena);
    }
    wp_buf_free(&buf);
    return status;
}

size_t wp_import_text_line_at(const struct wp_import_text *text, size_t offset)
{
    size_t from = 0;
    size_t to = text->line_count;

    while (from + 1 < to) {
        size_t middle = from + (to - from) / 2;

        if (text->lines[middle] <= offset)
            from = middle;
        else
            to = middle;
    }
    return from;
}

struct wp_str wp_import_text_line(const struct wp_import_text *text, size_t line)
{
    size_t begin;
    size_t end;

    if (line >= text->line_count)
        return wp_str("");
    begin = text->lines[line];
    end = line + 1 < text->line_count ? text->lines[line + 1] : text->text.length;
    if (end > begin && text->text.data[end - 1] == '\n')
        end--;
    return wp_str_slice(text->text, begin, end - begin);
}
