#include "edit/stray_blank_lines.h"

#include <string.h>

#include "edit/block_scalar_end.h"
#include "edit/line.h"

static bool is_blank_part(struct wp_str text, size_t begin, size_t end)
{
    while (begin < end &&
           (strchr(" \t", text.data[begin]) != NULL || wp_line_break_at(text, begin) > 0))
        begin++;
    return begin >= end;
}

/* A blank line at `offset` becomes a part of the block scalar above it if it has enough blanks.
 * Return the least number of blanks; SIZE_MAX if no block scalar is above. */
static size_t least_blanks_above(const struct wp_week *week, size_t offset)
{
    const struct wp_span *block = wp_block_scalar_end_above(week, offset);

    return block != NULL ? wp_block_scalar_end_least_blanks(week->text, *block) : SIZE_MAX;
}

/* Extend a removal at the end of the week by the blank lines above it that begin at or after
 * `floor`. */
static void close_above(const struct wp_week *week, struct wp_piece *piece, size_t floor)
{
    struct wp_str text = week->text;
    size_t begin = (size_t)piece->offset;
    const struct wp_span *block = wp_block_scalar_end_above(week, begin);

    if (block != NULL && floor < wp_block_scalar_end(text, *block))
        floor = wp_block_scalar_end(text, *block);
    while (begin > floor && wp_line_follows_blank(text, begin))
        begin = wp_line_begin(text, begin - wp_line_break_before(text, begin));
    piece->length += (size_t)piece->offset - begin;
    piece->offset = begin;
}

/* Extend a removal by the blank lines below it, up to the last one with at least `least_blanks`
 * blanks, but not beyond `ceiling`. */
static void close_below(struct wp_str text, struct wp_piece *piece, size_t least_blanks,
                        size_t ceiling)
{
    size_t below = (size_t)(piece->offset + piece->length);
    size_t end = below;

    if (wp_line_break_before(text, below) > 0)
        end = wp_block_scalar_end_skip_blank_lines(text, below, least_blanks);
    end = end < ceiling ? end : ceiling;
    if (end > below)
        piece->length = end - piece->offset;
}

void wp_stray_blank_lines_close(const struct wp_week *week, struct wp_splices *splices)
{
    struct wp_str text = week->text;
    /* least number of blanks that makes a blank line a part of the block scalar above; SIZE_MAX if
     * no block scalar is above */
    size_t least_blanks = SIZE_MAX;
    size_t below = 0;
    size_t i;

    wp_splices_sort(splices);
    for (i = 0; i < splices->count; i++) {
        struct wp_piece *piece = &splices->list[i].piece;
        bool last = i + 1 == splices->count;
        size_t next = last ? text.length : (size_t)splices->list[i + 1].piece.offset;

        if (i == 0 || !is_blank_part(text, below, (size_t)piece->offset))
            least_blanks = least_blanks_above(week, (size_t)piece->offset);
        if (piece->text.length > 0) {
            least_blanks = splices->list[i].least_blanks;
        } else {
            close_below(text, piece, least_blanks, next);
            if (piece->offset + piece->length == text.length)
                close_above(week, piece, below);
        }
        below = (size_t)(piece->offset + piece->length);
    }
}
