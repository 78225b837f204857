#include "edit/patched_input.h"

#include <string.h>

/* The bytes that are wanted of the patched file. */
struct wanted_bytes {
    uint64_t begin;
    uint64_t end;
    char *bytes;
};

/* The wanted part of consecutive bytes. */
struct wanted_part {
    uint64_t skipped; /* bytes before the part */
    size_t length;
    char *bytes;
};

/* Return the wanted part of the `length` bytes at `at` of the patched file. */
static struct wanted_part find_wanted(const struct wanted_bytes *wanted, uint64_t at,
                                      uint64_t length)
{
    uint64_t begin = at > wanted->begin ? at : wanted->begin;
    uint64_t end = at + length < wanted->end ? at + length : wanted->end;

    if (begin >= end)
        return (struct wanted_part){0, 0, NULL};
    return (struct wanted_part){begin - at, (size_t)(end - begin),
                                wanted->bytes + (begin - wanted->begin)};
}

static enum wp_status read_patched(void *context, uint64_t offset, char *bytes, size_t length,
                                   struct wp_error *error)
{
    const struct wp_patched_input *patched = context;
    const struct wp_input *input = patched->input;
    const struct wanted_bytes wanted = {offset, offset + length, bytes};
    uint64_t from = 0; /* in the file */
    uint64_t at = 0;   /* in the patched file */

    for (size_t i = 0; i <= patched->patch->count && at < wanted.end; i++) {
        const struct wp_piece end = {.offset = input->size};
        const struct wp_piece *piece =
            i < patched->patch->count ? &patched->patch->pieces[i] : &end;
        struct wanted_part part = find_wanted(&wanted, at, piece->offset - from);
        enum wp_status status = WP_OK;

        if (part.length > 0)
            status =
                input->read(input->context, from + part.skipped, part.bytes, part.length, error);
        if (status != WP_OK)
            return status;
        at += piece->offset - from;
        part = find_wanted(&wanted, at, piece->text.length);
        if (part.length > 0)
            memcpy(part.bytes, piece->text.data + part.skipped, part.length);
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
