#include "edit/patched_input.h"

#include <string.h>

/* What is wanted of the new bytes, and how far into them the walk has come. */
struct patched_input_walk {
    uint64_t at;
    uint64_t offset;
    char *bytes;
    size_t length;
};

/* Where the next `length` new bytes meet the wanted ones: how many of them come
 * before, and how many are wanted. The walk goes on behind them. */
static size_t meet(struct patched_input_walk *walk, uint64_t length, uint64_t *skipped)
{
    uint64_t begin = walk->at;

    walk->at += length;
    *skipped = walk->offset > begin ? walk->offset - begin : 0;
    if (*skipped >= length)
        return 0;
    length -= *skipped;
    return length < walk->length ? (size_t)length : walk->length;
}

static void patched_input_take(struct patched_input_walk *walk, size_t count)
{
    walk->bytes += count;
    walk->offset += count;
    walk->length -= count;
}

static enum wp_status take_old(const struct wp_input *input, struct patched_input_walk *walk,
                               uint64_t offset, uint64_t length, struct wp_error *error)
{
    uint64_t skipped;
    size_t count = meet(walk, length, &skipped);
    enum wp_status status = WP_OK;

    if (count > 0)
        status = input->read(input->context, offset + skipped, walk->bytes, count, error);
    patched_input_take(walk, count);
    return status;
}

static void patched_input_take_text(struct patched_input_walk *walk, struct wp_str text)
{
    uint64_t skipped;
    size_t count = meet(walk, text.length, &skipped);

    if (count > 0)
        memcpy(walk->bytes, text.data + skipped, count);
    patched_input_take(walk, count);
}

static enum wp_status read_patched(void *context, uint64_t offset, char *bytes, size_t length,
                                   struct wp_error *error)
{
    const struct wp_patched_input *patched = context;
    struct patched_input_walk walk = {.offset = offset, .length = length};
    uint64_t from = 0;
    enum wp_status status = WP_OK;

    walk.bytes = bytes;
    for (size_t i = 0; i < patched->patch->count && status == WP_OK; i++) {
        const struct wp_piece *piece = &patched->patch->pieces[i];

        status = take_old(patched->input, &walk, from, piece->offset - from, error);
        patched_input_take_text(&walk, piece->text);
        from = piece->offset + piece->length;
    }
    if (status == WP_OK)
        status = take_old(patched->input, &walk, from, patched->input->size - from, error);
    return status;
}

struct wp_input wp_patched_input(struct wp_patched_input *patched)
{
    uint64_t size = patched->input->size;

    for (size_t i = 0; i < patched->patch->count; i++)
        size += patched->patch->pieces[i].text.length - patched->patch->pieces[i].length;
    return (struct wp_input){size, read_patched, patched};
}
