#include "edit/patch_append.h"

/* Two patches while they are joined. */
struct patch_joining {
    const struct wp_patch *first;
    size_t taken;   /* number of pieces of `first` that are in `joined` */
    uint64_t added; /* number of bytes that the pieces of `first` in `joined` add to the file */
    /* number of bytes that the pieces of `first` in `joined` remove from the file */
    uint64_t removed;
    struct wp_patch joined;
};

static void take_piece(struct patch_joining *joining)
{
    const struct wp_piece *piece = &joining->first->pieces[joining->taken++];

    joining->joined.pieces[joining->joined.count++] = *piece;
    joining->added += piece->text.length;
    joining->removed += piece->length;
}

/* Append to joining->joined the pieces of `first` whose new bytes end at or before `offset`, an
 * offset in the result of `first`. If the new bytes begin at `offset`, leave the piece for later:
 * an insertion of `second` at `offset` is before it. */
static void take_pieces_to(struct patch_joining *joining, uint64_t offset)
{
    while (joining->taken < joining->first->count) {
        const struct wp_piece *piece = &joining->first->pieces[joining->taken];
        uint64_t begin = piece->offset + joining->added - joining->removed;

        if (begin + piece->text.length > offset)
            return;
        take_piece(joining);
    }
}

/* Whether a piece of `second` replaces new bytes of the next piece of `first`, or bytes on both
 * sides of it. */
static bool patch_append_overlaps(const struct patch_joining *joining, const struct wp_piece *piece)
{
    const struct wp_piece *next;

    if (joining->taken == joining->first->count)
        return false;
    next = &joining->first->pieces[joining->taken];
    return piece->offset + piece->length > next->offset + joining->added - joining->removed;
}

enum wp_status wp_patch_append(struct wp_patch *first, const struct wp_patch *second,
                               struct wp_arena *arena, struct wp_error *error)
{
    struct patch_joining joining = {.first = first};

    joining.joined.pieces =
        wp_arena_array(arena, first->count + second->count + 1, sizeof(struct wp_piece));
    for (size_t i = 0; i < second->count; i++) {
        struct wp_piece piece = second->pieces[i];

        take_pieces_to(&joining, piece.offset);
        if (patch_append_overlaps(&joining, &piece))
            return wp_error_set(error, WP_BUG,
                                "this is a bug in weekplan: two edits change the same bytes, so "
                                "nothing was written (please report it)");
        piece.offset += joining.removed - joining.added;
        piece.text = wp_arena_copy(arena, piece.text);
        joining.joined.pieces[joining.joined.count++] = piece;
    }
    while (joining.taken < first->count)
        take_piece(&joining);
    *first = joining.joined;
    return WP_OK;
}
