#include "edit/common_lines.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Most lines to remove and to add that a search tries. The time and the memory of a search grow
 * with the square of this number. */
enum { EDITS_MAX = 1000 };

/* Return the number of bytes of the first line of `text`. */
static size_t line_length(struct wp_str text)
{
    const char *end = text.length > 0 ? memchr(text.data, '\n', text.length) : NULL;

    return end != NULL ? (size_t)(end - text.data) + 1 : text.length;
}

struct wp_lines wp_lines_split(struct wp_str text)
{
    struct wp_lines lines = {.count = 0};
    size_t count = 0;

    for (struct wp_str rest = text; rest.length > 0; count++)
        rest = wp_str_slice(rest, line_length(rest), rest.length);
    lines.lines = wp_memory_array(count + 1, sizeof *lines.lines);
    lines.common = wp_memory_array(count + 1, sizeof *lines.common);
    while (text.length > 0) {
        size_t length = line_length(text);

        lines.common[lines.count] = false;
        lines.lines[lines.count++] = wp_str_slice(text, 0, length);
        text = wp_str_slice(text, length, text.length);
    }
    return lines;
}

void wp_lines_free(struct wp_lines *lines)
{
    free(lines->lines);
    free(lines->common);
}

/*
 * A search for the least number of edits. An edit removes a line of `before` or adds a line of
 * `after`. A position is a line number in `before` and one in `after`. Positions with the same
 * difference of both numbers are a diagonal.
 */
struct line_search {
    const struct wp_str *before;
    const struct wp_str *after;
    ptrdiff_t before_count;
    ptrdiff_t after_count;
    /* The element n * n + n + d is the furthest line of `before` that n edits can reach on diagonal
     * d. */
    int32_t *furthest;
};

static int32_t *furthest_of(const struct line_search *search, ptrdiff_t edits, ptrdiff_t diagonal)
{
    return &search->furthest[edits * edits + edits + diagonal];
}

/* Whether the last of `edits` edits on the diagonal adds a line. Otherwise it removes one. */
static bool adds_line(const struct line_search *search, ptrdiff_t edits, ptrdiff_t diagonal)
{
    return diagonal == -edits ||
           (diagonal != edits && *furthest_of(search, edits - 1, diagonal - 1) <
                                     *furthest_of(search, edits - 1, diagonal + 1));
}

/* Return the line of `before` that is reached on the diagonal directly after the last edit. */
static ptrdiff_t after_edit(const struct line_search *search, ptrdiff_t edits, ptrdiff_t diagonal)
{
    if (edits == 0)
        return 0;
    return adds_line(search, edits, diagonal) ? *furthest_of(search, edits - 1, diagonal + 1)
                                              : *furthest_of(search, edits - 1, diagonal - 1) + 1;
}

/* Return the number of edits that reach the end of both texts, or -1 if it is above `limit`. */
static ptrdiff_t find_edits(const struct line_search *search, ptrdiff_t limit)
{
    for (ptrdiff_t edits = 0; edits <= limit; edits++)
        for (ptrdiff_t diagonal = -edits; diagonal <= edits; diagonal += 2) {
            ptrdiff_t line = after_edit(search, edits, diagonal);

            while (line < search->before_count && line - diagonal < search->after_count &&
                   wp_str_equal(search->before[line], search->after[line - diagonal]))
                line++;
            *furthest_of(search, edits, diagonal) = (int32_t)line;
            if (line >= search->before_count && line - diagonal >= search->after_count)
                return edits;
        }
    return -1;
}

/* Mark the lines between the edits as common, from the last edit to the first. */
static void mark_between_edits(const struct line_search *search, ptrdiff_t edits,
                               bool *before_common, bool *after_common)
{
    ptrdiff_t diagonal = search->before_count - search->after_count;
    ptrdiff_t end = search->before_count;

    for (; edits >= 0; edits--) {
        ptrdiff_t begin = after_edit(search, edits, diagonal);

        for (ptrdiff_t line = begin; line < end; line++)
            before_common[line] = after_common[line - diagonal] = true;
        if (edits == 0)
            return;
        diagonal += adds_line(search, edits, diagonal) ? 1 : -1;
        end = *furthest_of(search, edits - 1, diagonal);
    }
}

/* Mark the equal lines at the start of both texts as common. Return their number. */
static size_t mark_begin(struct wp_lines *before, struct wp_lines *after)
{
    size_t at = 0;

    while (at < before->count && at < after->count &&
           wp_str_equal(before->lines[at], after->lines[at])) {
        before->common[at] = after->common[at] = true;
        at++;
    }
    return at;
}

/* Mark the equal lines at the end of both texts as common, but none of the first `begin` lines.
 * Return their number. */
static size_t mark_end(struct wp_lines *before, struct wp_lines *after, size_t begin)
{
    size_t count = 0;

    while (begin + count < before->count && begin + count < after->count &&
           wp_str_equal(before->lines[before->count - count - 1],
                        after->lines[after->count - count - 1])) {
        count++;
        before->common[before->count - count] = after->common[after->count - count] = true;
    }
    return count;
}

void wp_lines_mark_common(struct wp_lines *before, struct wp_lines *after)
{
    size_t begin = mark_begin(before, after);
    size_t end = mark_end(before, after, begin);
    struct line_search search = {.before = before->lines + begin,
                                 .after = after->lines + begin,
                                 .before_count = (ptrdiff_t)(before->count - begin - end),
                                 .after_count = (ptrdiff_t)(after->count - begin - end)};
    ptrdiff_t limit = search.before_count + search.after_count;
    ptrdiff_t edits;

    if (search.before_count == 0 || search.after_count == 0)
        return;
    if (limit > EDITS_MAX)
        limit = EDITS_MAX;
    search.furthest =
        wp_memory_array((size_t)(limit + 1) * (size_t)(limit + 1), sizeof *search.furthest);
    edits = find_edits(&search, limit);
    mark_between_edits(&search, edits, before->common + begin, after->common + begin);
    free(search.furthest);
}
