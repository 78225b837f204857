#include "edit/patch_compose.h"

/* The pieces of one of the two patches, while they are composed. Offsets are in the document
 * that the first patch makes. Shifts are modulo 2^64, because a patch may make a document
 * shorter. */
struct pieces {
    const struct wp_patch *patch;
    bool is_first;
    size_t next;    /* index of the next piece that is not composed yet */
    uint64_t shift; /* number of bytes by which the pieces before `next` make the document longer */
};

static uint64_t begin_of_next(const struct pieces *pieces)
{
    if (pieces->next == pieces->patch->count)
        return UINT64_MAX;
    return pieces->patch->pieces[pieces->next].offset + (pieces->is_first ? pieces->shift : 0);
}

/* Advance pieces->next beyond all pieces that begin at or before `end`. Return the end of the last
 * of these pieces, but at least `end`. */
static uint64_t take_pieces(struct pieces *pieces, uint64_t end)
{
    while (pieces->next < pieces->patch->count && begin_of_next(pieces) <= end) {
        const struct wp_piece *piece = &pieces->patch->pieces[pieces->next];
        uint64_t length = pieces->is_first ? piece->text.length : piece->length;
        uint64_t end_of_piece = begin_of_next(pieces) + length;

        end = end_of_piece > end ? end_of_piece : end;
        pieces->shift += piece->text.length - piece->length;
        pieces->next++;
    }
    return end;
}

struct wp_patch wp_patch_compose(const struct wp_patch *first, const struct wp_patch *second,
                                 struct wp_str after, struct wp_arena *arena)
{
    struct pieces a = {.patch = first, .is_first = true};
    struct pieces b = {.patch = second};
    struct wp_patch patch = {
        wp_arena_array(arena, first->count + second->count + 1, sizeof *patch.pieces), 0};

    while (a.next < first->count || b.next < second->count) {
        uint64_t begin =
            begin_of_next(&a) < begin_of_next(&b) ? begin_of_next(&a) : begin_of_next(&b);
        uint64_t before = begin - a.shift;
        uint64_t now = begin + b.shift;
        uint64_t end = begin;
        uint64_t last;

        /* Pieces of both patches that touch each other become one. */
        do {
            last = end;
            end = take_pieces(&b, take_pieces(&a, end));
        } while (end > last);
        patch.pieces[patch.count++] = (struct wp_piece){
            before, end - a.shift - before,
            wp_arena_copy(arena, wp_str_slice(after, (size_t)now, (size_t)(end + b.shift - now)))};
    }
    return patch;
}
