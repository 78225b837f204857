#include "edit/patched_input.h"

#include <string.h>

/* The part that the caller wants of a sequence of bytes in the patched file. */
struct wanted_part {
    uint64_t skipped; /* offset of the part in the sequence, in bytes */
    uint64_t at;      /* offset of the part in the buffer of the caller, in bytes */
    size_t length;
};

/* A sequence of `length` bytes is at `at` in the patched file. Return the part of it that is in
 * [begin, end). */
static struct wanted_part find_wanted(uint64_t at, uint64_t length, uint64_t begin, uint64_t end)
{
    uint64_t first = at > begin ? at : begin;
    uint64_t last = at + length < end ? at + length : end;

    if (first >= last)
        return (struct wanted_part){0, 0, 0};
    return (struct wanted_part){first - at, first - begin, (size_t)(last - first)};
}

static enum wp_status read_patched(void *context, uint64_t offset, char *bytes, size_t length,
                                   struct wp_error *error)
{
    const struct wp_patched_input *patched = context;
    const struct wp_input *input = patched->input;
    const struct wp_piece none = {input->size, 0, WP_STR("")};
    uint64_t end = offset + length;
    uint64_t from = 0; /* offset in the old file of the bytes after the last piece */
    uint64_t at = 0;   /* offset in the patched file of the bytes after the last piece */

    for (size_t i = 0; i <= patched->patch->count && at < end; i++) {
        const struct wp_piece *piece =
            i < patched->patch->count ? &patched->patch->pieces[i] : &none;
        struct wanted_part part = find_wanted(at, piece->offset - from, offset, end);
        enum wp_status status = WP_OK;

        if (part.length > 0)
            status = input->read(input->context, from + part.skipped, bytes + part.at, part.length,
                                 error);
        if (status != WP_OK)
            return status;
        at += piece->offset - from;
        part = find_wanted(at, piece->text.length, offset, end);
        if (part.length > 0)
            memcpy(bytes + part.at, piece->text.data + part.skipped, part.length);
        at += piece->text.length;
        from = piece->offset + piece->length;
    }
    return WP_OK;
}

struct wp_input wp_patched_input(struct wp_patched_input *patched)
{
    uint64_t size = patched->input->size;

    for (size_t i = 0; i < patched->patch->count; i++)
        size += patched->patch->pieces[i].text.length - patched->patch->pieces[i].length;
    return (struct wp_input){size, read_patched, patched};
}
