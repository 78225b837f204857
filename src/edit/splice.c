#include "edit/splice.h"

#include <stdlib.h>
#include <string.h>

static bool make_room(struct wp_splices *splices)
{
    size_t capacity = splices->capacity == 0 ? 8 : 2 * splices->capacity;
    struct wp_piece *list;

    if (splices->count < splices->capacity)
        return true;
    list = realloc(splices->list, capacity * sizeof *list);
    if (list == NULL)
        return false;
    splices->list = list;
    splices->capacity = capacity;
    return true;
}

/* Whether `piece` has to stand before `other`, which was added earlier: what is
 * put at a place where something is replaced stands before that. */
static bool comes_before(const struct wp_piece *piece, const struct wp_piece *other)
{
    if (piece->offset != other->offset)
        return piece->offset < other->offset;
    return piece->length == 0 && other->length > 0;
}

void wp_splice(struct wp_splices *splices, struct wp_span span, struct wp_str text)
{
    struct wp_piece piece = {span.offset, span.length, wp_arena_copy(splices->arena, text)};
    size_t at = splices->count;

    if (span.length == 0 && text.length == 0)
        return;
    if (piece.text.data == NULL || !make_room(splices)) {
        splices->failed = true;
        return;
    }
    while (at > 0 && comes_before(&piece, &splices->list[at - 1]))
        at--;
    memmove(splices->list + at + 1, splices->list + at,
            (splices->count - at) * sizeof *splices->list);
    splices->list[at] = piece;
    splices->count++;
    if (at > 0 && splices->list[at - 1].offset + splices->list[at - 1].length > piece.offset)
        splices->clash = true;
    if (at + 1 < splices->count && piece.offset + piece.length > splices->list[at + 1].offset)
        splices->clash = true;
}

size_t wp_splices_behind(const struct wp_splices *splices, size_t offset)
{
    size_t i;

    for (i = 0; i < splices->count; i++) {
        const struct wp_piece *piece = &splices->list[i];

        if (piece->offset < offset && offset < piece->offset + piece->length)
            return (size_t)(piece->offset + piece->length);
    }
    return offset;
}

void wp_splices_apply(const struct wp_splices *splices, struct wp_str bytes, struct wp_buf *out)
{
    size_t done = 0;
    size_t i;

    for (i = 0; i < splices->count; i++) {
        const struct wp_piece *piece = &splices->list[i];

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
