/* Steps from document to document, and what is wrong on the way. */
#include "read/plan_walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "read/item_value.h"

enum { SORTED_PROBLEMS = 100 };

/* What ends the reading has its place even in a full list: it is the last. */
static void plan_walk_keep(struct wp_problems *problems, const struct wp_error *error)
{
    problems->errors++;
    if (error->status != WP_INVALID && problems->count > 0 && problems->count == problems->limit)
        problems->count--;
    if (problems->count < problems->limit)
        problems->list[problems->count++] = *error;
}

/* A problem without a line of text to show. `line` 0: without a place. */
static enum wp_status add_error(struct wp_problems *problems, const struct wp_error *error,
                                uint64_t line)
{
    struct wp_error kept = {.status = error->status, .line = line, .column = line > 0};

    memcpy(kept.message, error->message, sizeof kept.message);
    plan_walk_keep(problems, &kept);
    return error->status;
}

/* For errors that a source returned about the document at `offset`. */
static enum wp_status add_source_error(struct wp_plan *plan, struct wp_problems *problems,
                                       const struct wp_error *error, uint64_t offset)
{
    struct wp_error ignored;
    uint64_t line = 0;

    if (error->status == WP_INVALID &&
        wp_stream_line(&plan->source, offset, &line, &ignored) != WP_OK)
        line = 0;
    return add_error(problems, error, line);
}

enum wp_status wp_plan_walk_fail(struct wp_problems *problems, const struct wp_error *error)
{
    return add_error(problems, error, 0);
}

enum wp_status wp_plan_walk_fail_memory(struct wp_problems *problems)
{
    struct wp_error error;

    wp_error_set_no_memory(&error);
    return wp_plan_walk_fail(problems, &error);
}

/* The bytes of a document. The source's window may move before they are used
 * up, but a build copies them first. */
static enum wp_status build_once(struct wp_plan *plan, const struct wp_document_range *document,
                                 uint64_t first_line, const struct wp_window *wanted,
                                 struct wp_built_week *built, struct wp_problems *problems)
{
    struct wp_error error;
    struct wp_str text;
    enum wp_status status = wp_stream_read(&plan->source, document, &text, &error);

    if (status != WP_OK)
        return wp_plan_walk_fail(problems, &error);
    /* What has problems is no week that anybody gets; but they have a place. */
    status = wp_week_build(text, document->offset, first_line, wanted,
                           plan->bare && problems->limit == 0, built, problems);
    return status == WP_NO_MEMORY ? wp_plan_walk_fail_memory(problems) : status;
}

/*
 * Builds the week of a document. Only a problem needs line numbers, and those
 * need all the file before it to be read: so at first nothing is noted down,
 * and a document with problems is read again. Then there is room for many of
 * them, whatever room the caller has: which one comes first is known only when
 * all have been found. A caller without any room only asks whether there is one.
 * Warnings are `check`'s.
 */
static enum wp_status build(struct wp_plan *plan, const struct wp_document_range *document,
                            const struct wp_window *wanted, struct wp_built_week *built,
                            struct wp_problems *problems)
{
    struct wp_problems found = {NULL, 0, 0, 0, 0};
    struct wp_error error;
    uint64_t first_line;
    enum wp_status status = build_once(plan, document, 1, wanted, built, &found);
    size_t i;

    if (status == WP_OK || problems->limit == 0) {
        problems->errors += found.errors;
        return status;
    }
    status = wp_stream_line(&plan->source, document->offset, &first_line, &error);
    if (status != WP_OK)
        return wp_plan_walk_fail(problems, &error);
    found = (struct wp_problems){.list = wp_memory_array(SORTED_PROBLEMS, sizeof *found.list),
                                 .limit = SORTED_PROBLEMS};
    if (found.list == NULL)
        return wp_plan_walk_fail_memory(problems);
    status = build_once(plan, document, first_line, wanted, built, &found);
    for (i = 0; i < found.count; i++) {
        if (!found.list[i].warning) {
            plan_walk_keep(problems, &found.list[i]);
            found.errors--;
        }
    }
    problems->errors += found.errors; /* those that it had no room for */
    free(found.list);
    return status;
}

/* The text of a document that has been passed. */
static enum wp_status read_again(struct wp_plan *plan, const struct wp_plan_walk *walk,
                                 struct wp_document *text, struct wp_problems *problems)
{
    struct wp_document_range document;
    struct wp_error error;
    enum wp_status status;

    *text = (struct wp_document){.first_line = 1};
    status = wp_stream_line(&plan->source, walk->document.offset, &text->first_line, &error);
    if (status == WP_OK)
        status = wp_stream_document_at(&plan->source, walk->document.offset, &document, &error);
    if (status == WP_OK)
        status = wp_stream_read(&plan->source, &document, &text->bytes, &error);
    return status == WP_OK ? WP_OK : wp_plan_walk_fail(problems, &error);
}

enum wp_status wp_plan_walk_report_order(struct wp_plan *plan, const struct wp_plan_walk *later,
                                         wp_day before, struct wp_problems *problems)
{
    struct wp_buf days = WP_BUF_INIT;
    struct wp_document text;
    enum wp_status status = read_again(plan, later, &text, problems);

    if (status != WP_OK)
        return status;
    wp_day_format(&days, before);
    wp_document_error(&text, problems, later->start_span,
                      later->start == before
                          ? "the week of %s is in the file already, above (put its goals there)"
                      : later->start > before
                          ? "this week overlaps the one of %s above it (a week has seven days)"
                          : "this week stands below the one of %s (the oldest week comes first)",
                      days.data != NULL ? days.data : "");
    wp_buf_free(&days);
    return WP_INVALID;
}

enum wp_status wp_walk_warn_of_stray(struct wp_plan *plan, const struct wp_plan_walk *walk,
                                     wp_day before, struct wp_problems *problems)
{
    struct wp_buf day = WP_BUF_INIT;
    struct wp_document text;
    enum wp_status status = read_again(plan, walk, &text, problems);

    if (status != WP_OK)
        return status;
    wp_day_format(&day, before);
    if (wp_weekday_of(walk->start) == wp_weekday_of(before))
        wp_document_warning(&text, problems, walk->start_span,
                            "this week is years later than the one of %s above it (check the year)",
                            day.data != NULL ? day.data : "");
    else
        wp_document_warning(
            &text, problems, walk->start_span,
            "this week begins on a %s, and the one of %s above it on a %s (check the "
            "day; a new first day is fine where the weeks below keep it)",
            wp_weekday_name(wp_weekday_of(walk->start)), day.data != NULL ? day.data : "",
            wp_weekday_name(wp_weekday_of(before)));
    wp_buf_free(&day);
    return WP_OK;
}

bool wp_plan_walk_in_order(wp_day earlier, wp_day later)
{
    return earlier == WP_NO_DAY || later == WP_NO_DAY || earlier + WP_DAYS_OF_WEEK <= later;
}

enum wp_status wp_plan_walk_back(struct wp_plan *plan, struct wp_plan_walk *here,
                                 const struct wp_window *wanted, struct wp_built_week *built,
                                 struct wp_problems *problems)
{
    struct wp_error error;
    enum wp_status status =
        wp_stream_document_before(&plan->source, here->document.offset, &here->document, &error);

    *built = (struct wp_built_week){.start = WP_NO_DAY};
    if (status != WP_OK)
        return add_source_error(plan, problems, &error, here->document.offset);
    status = build(plan, &here->document, wanted, built, problems);
    here->start = built->start;
    here->start_span = built->start_span;
    return status;
}

enum wp_status wp_plan_walk_forward(struct wp_plan *plan, struct wp_plan_walk *here,
                                    struct wp_built_week *built, struct wp_problems *problems)
{
    struct wp_error error;
    uint64_t first_line;
    enum wp_status status;

    *built = (struct wp_built_week){.start = WP_NO_DAY};
    status = wp_stream_document_at(&plan->source, here->document.offset, &here->document, &error);
    if (status == WP_OK)
        status = wp_stream_line(&plan->source, here->document.offset, &first_line, &error);
    if (status != WP_OK)
        return add_source_error(plan, problems, &error, here->document.offset);
    status = build_once(plan, &here->document, first_line, NULL, built, problems);
    here->start = built->start;
    here->start_span = built->start_span;
    return status;
}
