#include "edit/document_offsets.h"

#include <stdlib.h>

#include "base/memory.h"

static bool document_offsets_add(struct wp_document_offsets *cuts, uint64_t cut)
{
    if (cuts->count == cuts->capacity) {
        size_t capacity = cuts->capacity == 0 ? 8 : 2 * cuts->capacity;
        uint64_t *list = wp_memory_resize(cuts->list, capacity, sizeof *list);
        if (list == NULL)
            return false;
        cuts->list = list;
        cuts->capacity = capacity;
    }
    cuts->list[cuts->count++] = cut;
    return true;
}

enum wp_status wp_document_offsets_find(struct wp_document_offsets *cuts, struct wp_stream *source,
                                        uint64_t offset, struct wp_error *error)
{
    struct wp_document_range document = {.offset = source->input.size};

    *cuts = (struct wp_document_offsets){NULL, 0, 0};
    if (!document_offsets_add(cuts, document.offset))
        return wp_error_set_no_memory(error);
    while (document.offset > 0 && document.offset >= offset) {
        enum wp_status status =
            wp_stream_document_before(source, document.offset, &document, error);
        if (status != WP_OK)
            return status;
        if (!document_offsets_add(cuts, document.offset))
            return wp_error_set_no_memory(error);
    }
    return WP_OK;
}

bool wp_document_offsets_has(const struct wp_document_offsets *cuts, uint64_t offset)
{
    size_t low = 0;
    size_t high = cuts->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cuts->list[middle] > offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < cuts->count && cuts->list[low] == offset;
}

void wp_document_offsets_free(struct wp_document_offsets *cuts)
{
    free(cuts->list);
    cuts->list = NULL;
}
