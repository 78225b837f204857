#include "edit/splice.h"

#include <stdlib.h>

#include "base/memory.h"

void wp_splice(struct wp_splices *splices, struct wp_span span, struct wp_str text)
{
    struct wp_piece piece = {span.offset, span.length, wp_arena_copy(splices->arena, text)};

    if (span.length == 0 && text.length == 0)
        return;
    splices->list = wp_memory_grow(splices->list, &splices->capacity, splices->count + 1,
                                   sizeof *splices->list);
    splices->list[splices->count] = (struct wp_splice){piece, splices->count, SIZE_MAX};
    splices->count++;
    splices->sorted = false;
}

/* Compare by offset; then an insertion is before a replacement; then by the order of adding. */
static int compare_splices(const void *a, const void *b)
{
    const struct wp_splice *first = a;
    const struct wp_splice *second = b;
    bool first_replaces = first->piece.length > 0;
    bool second_replaces = second->piece.length > 0;

    if (first->piece.offset != second->piece.offset)
        return first->piece.offset < second->piece.offset ? -1 : 1;
    if (first_replaces != second_replaces)
        return first_replaces ? 1 : -1;
    return (first->number > second->number) - (first->number < second->number);
}

static bool is_removal(const struct wp_piece *piece)
{
    return piece->length > 0 && piece->text.length == 0;
}

/* If replacement number `first` is a removal, find the replacements after it that are united with
 * it: overlapping and adjacent removals, and insertions within them. Return the number after the
 * last of these replacements. Set *end to the end of the united removal. */
static size_t find_overlap(const struct wp_splices *splices, size_t first, uint64_t *end)
{
    const struct wp_splice *list = splices->list;
    size_t next = first + 1;

    *end = list[first].piece.offset + list[first].piece.length;
    if (!is_removal(&list[first].piece))
        return next;
    for (; next < splices->count && list[next].piece.offset <= *end; next++) {
        const struct wp_piece *piece = &list[next].piece;

        if (!is_removal(piece) && (piece->length > 0 || piece->offset == *end))
            break;
        if (piece->offset + piece->length > *end)
            *end = piece->offset + piece->length;
    }
    return next;
}

/* Unite overlapping and adjacent removals, and move the insertions within a removal to its end. */
static void unite(struct wp_splices *splices)
{
    struct wp_splice *list = splices->list;
    size_t count = 0;
    size_t i, next;

    for (i = 0; i < splices->count; i = next) {
        uint64_t end;

        next = find_overlap(splices, i, &end);
        list[count] = list[i];
        list[count].piece.length = (size_t)(end - list[i].piece.offset);
        count++;
        for (i++; i < next; i++) {
            if (list[i].piece.length > 0)
                continue;
            list[count] = list[i];
            list[count++].piece.offset = end;
        }
    }
    splices->count = count;
}

void wp_splices_sort(struct wp_splices *splices)
{
    size_t i;

    if (splices->sorted)
        return;
    if (splices->count > 1)
        qsort(splices->list, splices->count, sizeof *splices->list, compare_splices);
    unite(splices);
    splices->overlap = false;
    for (i = 1; i < splices->count; i++) {
        const struct wp_piece *before = &splices->list[i - 1].piece;

        if (before->offset + before->length > splices->list[i].piece.offset)
            splices->overlap = true;
    }
    splices->sorted = true;
}

size_t wp_splices_skip(const struct wp_splices *splices, size_t offset)
{
    size_t i;

    for (i = 0; i < splices->count; i++) {
        const struct wp_piece *piece = &splices->list[i].piece;

        if (piece->offset < offset && offset < piece->offset + piece->length)
            return (size_t)(piece->offset + piece->length);
    }
    return offset;
}

void wp_splices_apply(struct wp_splices *splices, struct wp_str bytes, struct wp_buf *out)
{
    size_t done = 0;
    size_t i;

    wp_splices_sort(splices);
    for (i = 0; i < splices->count; i++) {
        const struct wp_piece *piece = &splices->list[i].piece;

        wp_buf_append(out, wp_str_slice(bytes, done, (size_t)piece->offset - done));
        wp_buf_append(out, piece->text);
        done = (size_t)(piece->offset + piece->length);
    }
    wp_buf_append(out, wp_str_slice(bytes, done, bytes.length));
}

void wp_splices_free(struct wp_splices *splices)
{
    free(splices->list);
    splices->list = NULL;
}
