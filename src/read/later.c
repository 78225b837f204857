/* Find the list for later, the first document of a plan. */
#include <weekplan/plan.h>

#include <string.h>

#include "base/memory.h"
#include "read/walk_documents.h"

enum { HEAD_SIZE = 4096 };

/* Step from the beginning of the file to the first document that is not empty. Set *before to the
 * state of the walk before the step to this document. Read only the key `week` or `later` of the
 * document. Return WP_MISSING if all documents are empty. After any other failure `error` has the
 * first reason. */
static enum wp_status step_to_first(struct wp_plan *plan, struct wp_plan_walk *before,
                                    struct wp_plan_document *first, struct wp_error *error)
{
    static const struct wp_window no_week = {INT32_MAX, INT32_MAX};
    struct wp_plan_walk walk = wp_plan_oldest_first(plan);
    enum wp_status status = WP_OK;

    *first = (struct wp_plan_document){.start = WP_NO_DAY};
    while (status == WP_OK && first->start == WP_NO_DAY && !first->later) {
        /* Without room for a problem in the list, the first error would end the reading. */
        struct wp_problems problems = {.list = error, .limit = 1};
        struct wp_built_week built;

        *before = walk;
        if (wp_plan_walk_at_end(plan, &walk))
            return WP_MISSING;
        status = wp_plan_walk_step(plan, &walk, &no_week, &built, &problems);
        wp_week_free(built.week);
        *first = walk.current;
    }
    return status;
}

/* Return the offset at which to insert a new list for later. `head` is the first bytes of the
 * file. The offset is after a byte order mark, and after the comment at the top that names the
 * schema to yaml-language-server. */
static size_t place_in_head(struct wp_str head)
{
    size_t begin = wp_str_starts(head, "\xEF\xBB\xBF") ? 3 : 0;
    size_t place = begin;

    while (begin < head.length && head.data[begin] == '#') {
        struct wp_str line = wp_str_slice(head, begin, head.length);
        size_t end = 0;

        while (end < line.length && !wp_str_is_break(line.data[end]))
            end++;
        line.length = end;
        begin += end;
        if (begin < head.length)
            begin += wp_str_starts(wp_str_slice(head, begin, head.length), "\r\n") ? 2 : 1;
        if (wp_str_starts(wp_str_trim(wp_str_slice(line, 1, line.length)), "yaml-language-server:"))
            place = begin;
    }
    return place;
}

static enum wp_status find_place_in_file(struct wp_plan *plan, uint64_t *place,
                                         struct wp_error *error)
{
    const struct wp_input *input = &plan->stream.input;
    size_t length = input->size < HEAD_SIZE ? (size_t)input->size : HEAD_SIZE;
    char head[HEAD_SIZE];
    enum wp_status status = WP_OK;

    if (length > 0)
        status = input->read(input->context, 0, head, length, error);
    if (status == WP_OK)
        *place = place_in_head((struct wp_str){head, length});
    return status;
}

bool wp_plan_begins_with_later(struct wp_plan *plan)
{
    struct wp_plan_walk before;
    struct wp_plan_document first;
    struct wp_error ignored;

    return step_to_first(plan, &before, &first, &ignored) == WP_OK && first.later;
}

enum wp_status wp_plan_find_later(struct wp_plan *plan, struct wp_found *found,
                                  struct wp_problems *problems)
{
    struct wp_plan_walk walk;
    struct wp_plan_document first;
    struct wp_built_week built;
    struct wp_error error;
    enum wp_status status = step_to_first(plan, &walk, &first, &error);

    *found = (struct wp_found){.newest = WP_NO_DAY, .after = WP_NO_DAY, .before = WP_NO_DAY};
    if (status == WP_IO)
        return wp_plan_walk_fail(problems, &error);
    if (status == WP_MISSING || (status == WP_OK && !first.later)) {
        status = find_place_in_file(plan, &found->insert_at, &error);
        return status == WP_OK ? WP_MISSING : wp_plan_walk_fail(problems, &error);
    }
    /* Read the whole list for later. If the document is not valid, report its errors. */
    status = wp_plan_walk_step(plan, &walk, NULL, &built, problems);
    found->week = built.week;
    return status;
}
