/* Search a whole plan file for a merge conflict that git left. */
#include <weekplan/plan.h>

#include <stdlib.h>

#include "base/memory.h"
#include "read/walk_documents.h"
#include "yaml/conflict.h"

enum {
    WINDOW = 1 << 18,
    MARKER_LINE = 16 /* bytes that two windows have in common: more than a marker and the line break
                        before it */
};

/* Report the merge conflict that begins at the byte `offset` of the file. Read its bytes again,
 * up to WP_WEEK_MAX of them, because the sides of the conflict may have several weeks. */
static enum wp_status report_conflict(struct wp_plan *plan, uint64_t offset, char *bytes,
                                      struct wp_error *error)
{
    const struct wp_input *input = &plan->stream.input;
    uint64_t rest = input->size - offset;
    size_t length = rest < WP_WEEK_MAX ? (size_t)rest : WP_WEEK_MAX;
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_document document = {.bytes = {bytes, length}};
    enum wp_status status = wp_stream_line(&plan->stream, offset, &document.first_line, error);

    if (status == WP_OK)
        status = input->read(input->context, offset, bytes, length, error);
    if (status == WP_OK && wp_conflict_report(&document, &problems))
        status = WP_INVALID;
    return status;
}

enum wp_status wp_plan_check_conflict(struct wp_plan *plan, struct wp_error *error)
{
    const struct wp_input *input = &plan->stream.input;
    char *bytes = wp_memory_alloc(WP_WEEK_MAX);
    enum wp_status status = WP_OK;
    uint64_t at = 0;

    /* Two windows overlap, so that each marker line, with the line break before it, is complete
     * in one of them. */
    while (status == WP_OK && at < input->size) {
        uint64_t rest = input->size - at;
        size_t length = rest < WINDOW ? (size_t)rest : WINDOW;
        size_t found = length;

        status = input->read(input->context, at, bytes, length, error);
        if (status == WP_OK)
            found = wp_conflict_find((struct wp_str){bytes, length}, at > 0);
        if (found < length)
            status = report_conflict(plan, at + found, bytes, error);
        if (length == rest)
            break;
        at += length - MARKER_LINE;
    }
    free(bytes);
    return status;
}
