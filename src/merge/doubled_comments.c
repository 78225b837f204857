#include "merge/doubled_comments.h"

#include <stdlib.h>

#include "edit/line.h"

static int compare_offsets(const void *first, const void *second)
{
    size_t a = *(const size_t *)first;
    size_t b = *(const size_t *)second;

    return a < b ? -1 : a > b;
}

/* Append the text without the comments at the sorted offsets. */
static void put_without(struct wp_buf *out, struct wp_str text, const size_t *offsets, size_t count)
{
    size_t at = 0;

    for (size_t i = 0; i < count; i++) {
        size_t begin = wp_line_before_blanks(text, offsets[i]);
        size_t next = wp_line_next(text, offsets[i]);

        if (!wp_line_begins_at(text, offsets[i]))
            next -= wp_line_break_before(text, next);
        wp_buf_append(out, wp_str_slice(text, at, begin - at));
        at = next;
    }
    wp_buf_append(out, wp_str_slice(text, at, text.length));
}

void wp_doubled_comments_remove(struct wp_buf readings[WP_READINGS],
                                const struct wp_doubled_comments *doubled)
{
    for (int i = 0; i < WP_READINGS; i++) {
        struct wp_buf without = WP_BUF_INIT;

        if (doubled->count[i] == 0)
            continue;
        qsort(doubled->list[i], doubled->count[i], sizeof(size_t), compare_offsets);
        put_without(&without, wp_buf_str(&readings[i]), doubled->list[i], doubled->count[i]);
        wp_buf_free(&readings[i]);
        readings[i] = without;
    }
}
