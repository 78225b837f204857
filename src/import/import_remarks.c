#include "import/import_remarks.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

/* Columns of the text that a remark quotes. */
enum { QUOTE_COLUMNS = 60, QUOTE_BYTES = 8 * QUOTE_COLUMNS };

static void append_remark(struct wp_import_remarks *remarks, size_t line, struct wp_str message)
{
    if (remarks->count == remarks->capacity) {
        size_t capacity = remarks->capacity > 0 ? 2 * remarks->capacity : 16;
        struct wp_import_remark *list = wp_arena_array(remarks->arena, capacity, sizeof *list);

        if (remarks->count > 0)
            memcpy(list, remarks->list, remarks->count * sizeof *list);
        remarks->list = list;
        remarks->capacity = capacity;
    }
    remarks->list[remarks->count++] = (struct wp_import_remark){
        .line = line + 1, .message = wp_arena_copy(remarks->arena, message).data};
}

void wp_import_remarks_add(struct wp_import_remarks *remarks, size_t line, const char *format, ...)
{
    char message[WP_MESSAGE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    append_remark(remarks, line, wp_str(message));
}

void wp_import_remarks_quote(struct wp_import_remarks *remarks, size_t line, const char *what,
                             struct wp_str text)
{
    struct wp_buf message = WP_BUF_INIT;
    size_t breaks = 0;
    const char *end;
    struct wp_str begin;

    text = wp_str_trim(text);
    end = text.length > 0 ? memchr(text.data, '\n', text.length) : NULL;
    begin = end != NULL ? wp_str_trim(wp_str_slice(text, 0, (size_t)(end - text.data))) : text;
    begin = wp_utf8_fit(wp_str_slice(begin, 0, QUOTE_BYTES), QUOTE_COLUMNS, NULL);
    wp_buf_puts(&message, what);
    for (size_t i = 0; i < text.length; i++)
        breaks += text.data[i] == '\n';
    if (breaks > 0)
        wp_buf_printf(&message, " up to line %zu", line + 1 + breaks);
    wp_buf_puts(&message, ": ");
    wp_buf_append(&message, begin);
    wp_buf_puts(&message, begin.length < text.length ? "…" : "");
    append_remark(remarks, line, wp_buf_str(&message));
    wp_buf_free(&message);
}

static int compare_remarks(const void *a, const void *b)
{
    const struct wp_import_remark *left = a;
    const struct wp_import_remark *right = b;

    if (left->line != right->line)
        return left->line < right->line ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

void wp_import_remarks_sort(struct wp_import_remarks *remarks)
{
    for (size_t i = 0; i < remarks->count; i++)
        remarks->list[i].order = i;
    if (remarks->count > 1)
        qsort(remarks->list, remarks->count, sizeof *remarks->list, compare_remarks);
}
