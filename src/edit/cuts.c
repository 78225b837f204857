#include "edit/cuts.h"

#include <stdlib.h>

static bool add(struct wp_cuts *cuts, uint64_t cut)
{
    if (cuts->count == cuts->capacity) {
        size_t capacity = cuts->capacity == 0 ? 8 : 2 * cuts->capacity;
        uint64_t *list = realloc(cuts->list, capacity * sizeof *list);
        if (list == NULL)
            return false;
        cuts->list = list;
        cuts->capacity = capacity;
    }
    cuts->list[cuts->count++] = cut;
    return true;
}

enum wp_status wp_cuts_find(struct wp_cuts *cuts, struct wp_source *source, uint64_t offset,
                            struct wp_error *error)
{
    struct wp_document document = {.offset = source->input.size};

    *cuts = (struct wp_cuts){NULL, 0, 0};
    if (!add(cuts, document.offset))
        return wp_fail_memory(error);
    while (document.offset > 0 && document.offset >= offset) {
        enum wp_status status = wp_source_before(source, document.offset, &document, error);
        if (status != WP_OK)
            return status;
        if (!add(cuts, document.offset))
            return wp_fail_memory(error);
    }
    return WP_OK;
}

bool wp_cuts_has(const struct wp_cuts *cuts, uint64_t offset)
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

void wp_cuts_free(struct wp_cuts *cuts)
{
    free(cuts->list);
    cuts->list = NULL;
}
