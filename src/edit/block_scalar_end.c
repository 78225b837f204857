#include "edit/block_scalar_end.h"

#include <string.h>

#include "edit/line.h"

/* Return the end of the header of a block scalar, such as `|` or `>2-`. */
static size_t header_end(struct wp_str text, size_t at)
{
    at++;
    while (at < text.length && text.data[at] != '\0' &&
           strchr("+-0123456789", text.data[at]) != NULL)
        at++;
    return at;
}

size_t wp_block_scalar_end_least_blanks(struct wp_str text, struct wp_span block)
{
    size_t end = header_end(text, block.offset);
    size_t line = wp_line_next(text, block.offset);
    bool numbered = false;
    size_t at;

    for (at = block.offset + 1; at < end; at++) {
        if (text.data[at] == '+')
            return 0;
        numbered = numbered || (text.data[at] >= '0' && text.data[at] <= '9');
    }
    /* With an indentation indicator (`|2`) the first line may have more blanks than the
     * indentation, so the indentation is unknown. Return 1, the smallest possible number. */
    if (numbered)
        return 1;
    for (; line < wp_span_end(block); line = wp_line_next(text, line)) {
        for (at = line; at < text.length && text.data[at] == ' ';)
            at++;
        if (at < text.length && wp_line_break_at(text, at) == 0)
            return at - line + 1;
    }
    /* A block scalar without lines has no blank lines either. */
    return SIZE_MAX;
}

/* Return the last block scalar that begins before `offset`, or NULL. */
static const struct wp_span *last_before(const struct wp_week *week, size_t offset)
{
    size_t low = 0;
    size_t high = week->block_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (week->blocks[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &week->blocks[low - 1] : NULL;
}

const struct wp_span *wp_block_scalar_end_above(const struct wp_week *week, size_t offset)
{
    const struct wp_span *block = last_before(week, offset);
    size_t at;

    if (block == NULL)
        return NULL;
    at = wp_span_end(*block);
    /* If the block scalar is only a header, skip the comment after the header. */
    if (at == header_end(week->text, block->offset))
        at = wp_line_next(week->text, at);
    while (at < offset &&
           (wp_line_break_at(week->text, at) > 0 || strchr(" \t", week->text.data[at]) != NULL))
        at++;
    return at >= offset ? block : NULL;
}

const struct wp_span *wp_block_scalar_end_of_item(const struct wp_week *week,
                                                  const struct wp_item *item)
{
    size_t end = wp_span_end(item->layout.span);
    const struct wp_span *block = last_before(week, end);

    return block != NULL && block->offset >= item->layout.span.offset && wp_span_end(*block) >= end
               ? block
               : NULL;
}

size_t wp_block_scalar_end_skip_blank_lines(struct wp_str text, size_t line, size_t least_blanks)
{
    size_t end = line;

    while (line < text.length) {
        size_t at = wp_line_skip_blanks(text, line);
        size_t next = at + wp_line_break_at(text, at);

        if (next == at && at < text.length)
            break;
        if (at - line >= least_blanks)
            end = next;
        line = next;
    }
    return end;
}

size_t wp_block_scalar_end(struct wp_str text, struct wp_span block)
{
    size_t end = wp_span_end(block);
    size_t below = wp_line_break_before(text, end) > 0 ? end : wp_line_next(text, end);

    return wp_block_scalar_end_skip_blank_lines(text, below,
                                                wp_block_scalar_end_least_blanks(text, block));
}
