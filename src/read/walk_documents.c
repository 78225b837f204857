#include "read/walk_documents.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "plan/day_names.h"

enum { SORTED_PROBLEMS = 100 };

/* Count an error, and add it to the list. If the list is full, only count the error; but an error
 * that ends the reading, such as WP_IO, replaces the last problem of the list. */
static void list_error(struct wp_problems *problems, const struct wp_error *error)
{
    problems->errors++;
    if (error->status != WP_INVALID && problems->count > 0 && problems->count == problems->limit)
        problems->count--;
    if (problems->count < problems->limit)
        problems->list[problems->count++] = *error;
}

/* Add an error without an excerpt of the file. If `line` is 0, the error has no position. Return
 * the status of the error. */
static enum wp_status add_error(struct wp_problems *problems, const struct wp_error *error,
                                uint64_t line)
{
    struct wp_error kept = {.status = error->status, .line = line, .column = line > 0};

    memcpy(kept.message, error->message, sizeof kept.message);
    list_error(problems, &kept);
    return error->status;
}

/* Add an error that wp_stream_... has returned for the document at `offset`. */
static enum wp_status add_stream_error(struct wp_plan *plan, struct wp_problems *problems,
                                       const struct wp_error *error, uint64_t offset)
{
    struct wp_error ignored;
    uint64_t line = 0;

    if (error->status == WP_INVALID &&
        wp_stream_line(&plan->stream, offset, &line, &ignored) != WP_OK)
        line = 0;
    return add_error(problems, error, line);
}

enum wp_status wp_plan_walk_fail(struct wp_problems *problems, const struct wp_error *error)
{
    return add_error(problems, error, 0);
}

/* Return the range of bytes of a document. */
static struct wp_document_range range_of(const struct wp_plan_document *where)
{
    return (struct wp_document_range){where->offset, where->length};
}

/* Build the week of a document whose first line has the number `first_line`. */
static enum wp_status build_once(struct wp_plan *plan, const struct wp_plan_document *where,
                                 uint64_t first_line, const struct wp_window *wanted,
                                 struct wp_built_week *built, struct wp_problems *problems)
{
    struct wp_document_range range = range_of(where);
    struct wp_error error;
    struct wp_str bytes;
    enum wp_status status = wp_stream_read(&plan->stream, &range, &bytes, &error);

    if (status != WP_OK)
        return wp_plan_walk_fail(problems, &error);
    return wp_week_build(bytes, where->offset, first_line, wanted, built, problems);
}

/*
 * Build the week of a document, and report only errors. Line numbers are needed only for a message,
 * and to count lines the whole file before the document must be read. So first build the week
 * without line numbers, and build it again if there is an error. The second time use a long list,
 * because problems can be sorted only when all are found. If problems->limit is 0, the caller only
 * asks whether there is an error, so do not build the week again.
 */
static enum wp_status build_twice(struct wp_plan *plan, const struct wp_plan_document *where,
                                  const struct wp_window *wanted, struct wp_built_week *built,
                                  struct wp_problems *problems)
{
    struct wp_problems found = {.limit = 0};
    struct wp_error error;
    uint64_t first_line;
    enum wp_status status = build_once(plan, where, 1, wanted, built, &found);

    if (status == WP_OK || problems->limit == 0) {
        problems->errors += found.errors;
        return status;
    }
    status = wp_stream_line(&plan->stream, where->offset, &first_line, &error);
    if (status != WP_OK)
        return wp_plan_walk_fail(problems, &error);
    found = (struct wp_problems){.list = wp_memory_array(SORTED_PROBLEMS, sizeof *found.list),
                                 .limit = SORTED_PROBLEMS};
    status = build_once(plan, where, first_line, wanted, built, &found);
    for (size_t i = 0; i < found.count; i++) {
        if (!found.list[i].warning) {
            list_error(problems, &found.list[i]);
            found.errors--;
        }
    }
    problems->errors += found.errors; /* count the errors that did not fit into found.list */
    free(found.list);
    return status;
}

/* Build the week of a document, and report warnings too. */
static enum wp_status build_with_warnings(struct wp_plan *plan,
                                          const struct wp_plan_document *where,
                                          const struct wp_window *wanted,
                                          struct wp_built_week *built, struct wp_problems *problems)
{
    struct wp_error error;
    uint64_t first_line;
    enum wp_status status = wp_stream_line(&plan->stream, where->offset, &first_line, &error);

    if (status != WP_OK)
        return add_stream_error(plan, problems, &error, where->offset);
    return build_once(plan, where, first_line, wanted, built, problems);
}

bool wp_plan_walk_at_end(const struct wp_plan *plan, const struct wp_plan_walk *walk)
{
    if (walk->oldest_first)
        return walk->current.offset + walk->current.length >= plan->stream.input.size;
    return walk->current.offset == 0;
}

enum wp_status wp_plan_walk_step(struct wp_plan *plan, struct wp_plan_walk *walk,
                                 const struct wp_window *wanted, struct wp_built_week *built,
                                 struct wp_problems *problems)
{
    struct wp_plan_document *here = &walk->current;
    struct wp_document_range range = range_of(here);
    struct wp_error error;
    enum wp_status status;

    *built = (struct wp_built_week){.start = WP_NO_DAY};
    if (walk->oldest_first)
        status = wp_stream_document_at(&plan->stream, here->offset + here->length, &range, &error);
    else
        status = wp_stream_document_before(&plan->stream, here->offset, &range, &error);
    *here = (struct wp_plan_document){
        .offset = range.offset, .length = range.length, .start = WP_NO_DAY};
    if (status != WP_OK)
        return add_stream_error(plan, problems, &error, here->offset);
    if (walk->oldest_first)
        status = build_with_warnings(plan, here, wanted, built, problems);
    else
        status = build_twice(plan, here, wanted, built, problems);
    here->start = built->start;
    here->later = built->later;
    here->start_span = built->start_span;
    return status;
}

/* Read the bytes of a document again, with its line number, to print a message. */
static enum wp_status read_again(struct wp_plan *plan, const struct wp_plan_document *where,
                                 struct wp_document *document, struct wp_problems *problems)
{
    struct wp_document_range range = range_of(where);
    struct wp_error error;
    enum wp_status status;

    *document = (struct wp_document){.first_line = 1};
    status = wp_stream_line(&plan->stream, where->offset, &document->first_line, &error);
    if (status == WP_OK)
        status = wp_stream_read(&plan->stream, &range, &document->bytes, &error);
    return status == WP_OK ? WP_OK : wp_plan_walk_fail(problems, &error);
}

bool wp_plan_walk_in_order(wp_day earlier, wp_day later)
{
    return earlier == WP_NO_DAY || later == WP_NO_DAY || earlier + WP_DAYS_OF_WEEK <= later;
}

enum wp_status wp_plan_walk_report_order(struct wp_plan *plan, const struct wp_plan_document *later,
                                         wp_day earlier, struct wp_problems *problems)
{
    struct wp_buf day = WP_BUF_INIT;
    struct wp_document document;
    enum wp_status status = read_again(plan, later, &document, problems);

    if (status != WP_OK)
        return status;
    wp_day_format(&day, earlier);
    wp_document_error(&document, problems, later->start_span,
                      later->start == earlier
                          ? "the week of %s is already in the file, above (put its goals there)"
                      : later->start > earlier
                          ? "this week overlaps the one of %s above it (a week has seven days)"
                          : "this week is below the one of %s (put the oldest week first)",
                      day.data);
    wp_buf_free(&day);
    return WP_INVALID;
}

enum wp_status wp_plan_walk_report_later(struct wp_plan *plan, const struct wp_plan_document *list,
                                         struct wp_problems *problems)
{
    struct wp_document document;
    enum wp_status status = read_again(plan, list, &document, problems);

    if (status != WP_OK)
        return status;
    wp_document_error(&document, problems, list->start_span,
                      "the list for later has to be the first document of the file (move it above "
                      "the weeks)");
    return WP_INVALID;
}

enum wp_status wp_plan_walk_warn_of_stray(struct wp_plan *plan,
                                          const struct wp_plan_document *where, wp_day earlier,
                                          struct wp_problems *problems)
{
    struct wp_buf day = WP_BUF_INIT;
    struct wp_document document;
    enum wp_status status = read_again(plan, where, &document, problems);

    if (status != WP_OK)
        return status;
    wp_day_format(&day, earlier);
    if (wp_weekday_of(where->start) == wp_weekday_of(earlier))
        wp_document_warning(&document, problems, where->start_span,
                            "this week is years later than the one of %s above it (check the year)",
                            day.data);
    else
        wp_document_warning(&document, problems, where->start_span,
                            "this week begins on a %s, and the one of %s above it on a %s (check "
                            "the day; a new first day is fine if the weeks below keep it)",
                            wp_day_names_weekday(wp_weekday_of(where->start)), day.data,
                            wp_day_names_weekday(wp_weekday_of(earlier)));
    wp_buf_free(&day);
    return WP_OK;
}
