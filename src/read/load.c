#include <weekplan/load.h>

#include <stdlib.h>
#include <string.h>

#include "read/build.h"
#include "read/fields.h"
#include "read/source.h"

enum { SORTED_PROBLEMS = 100 };

struct wp_plan {
    struct wp_source source;
};

static enum wp_status read_memory(void *context, uint64_t offset, char *bytes, size_t length,
                                  struct wp_error *error)
{
    const struct wp_str *memory = context;

    (void)error;
    memcpy(bytes, memory->data + offset, length);
    return WP_OK;
}

struct wp_input wp_input_memory(const struct wp_str *bytes)
{
    /* read_memory only reads through it. */
    return (struct wp_input){bytes->length, read_memory, (void *)(uintptr_t)bytes};
}

enum wp_status wp_plan_open(struct wp_plan **plan, const struct wp_input *input,
                            struct wp_error *error)
{
    *plan = NULL;
    if (input->size > WP_FILE_MAX)
        return wp_fail(error, WP_INVALID, "the file is larger than %d GiB",
                       (int)(WP_FILE_MAX >> 30));
    *plan = calloc(1, sizeof **plan);
    if (*plan == NULL)
        return wp_fail_memory(error);
    wp_source_init(&(*plan)->source, input);
    return WP_OK;
}

void wp_plan_close(struct wp_plan *plan)
{
    if (plan == NULL)
        return;
    wp_source_free(&plan->source);
    free(plan);
}

/* What ends the reading has its place even in a full list: it is the last. */
static void keep(struct wp_problems *problems, const struct wp_error *error)
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
    keep(problems, &kept);
    return error->status;
}

/* For errors that a source returned about the document at `offset`. */
static enum wp_status add_source_error(struct wp_plan *plan, struct wp_problems *problems,
                                       const struct wp_error *error, uint64_t offset)
{
    struct wp_error ignored;
    uint64_t line = 0;

    if (error->status == WP_INVALID &&
        wp_source_line(&plan->source, offset, &line, &ignored) != WP_OK)
        line = 0;
    return add_error(problems, error, line);
}

static enum wp_status add_memory_error(struct wp_problems *problems)
{
    struct wp_error error;

    wp_fail_memory(&error);
    return add_error(problems, &error, 0);
}

/* The bytes of a document. The source's window may move before they are used
 * up, but a build copies them first. */
static enum wp_status build_once(struct wp_plan *plan, const struct wp_document *document,
                                 uint64_t first_line, const struct wp_window *wanted,
                                 struct wp_built *built, struct wp_problems *problems)
{
    struct wp_error error;
    struct wp_str text;
    enum wp_status status = wp_source_text(&plan->source, document, &text, &error);

    if (status != WP_OK)
        return add_error(problems, &error, 0);
    status = wp_build(text, document->offset, first_line, wanted, built, problems);
    return status == WP_NO_MEMORY ? add_memory_error(problems) : status;
}

/*
 * Builds the week of a document. Only a problem needs line numbers, and those
 * need all the file before it to be read: so at first nothing is noted down,
 * and a document with problems is read again. Then there is room for many of
 * them, whatever room the caller has: which one comes first is known only when
 * all have been found. Warnings are `check`'s.
 */
static enum wp_status build(struct wp_plan *plan, const struct wp_document *document,
                            const struct wp_window *wanted, struct wp_built *built,
                            struct wp_problems *problems)
{
    struct wp_problems found = {NULL, 0, 0, 0, 0};
    struct wp_error error;
    uint64_t first_line;
    enum wp_status status = build_once(plan, document, 1, wanted, built, &found);
    size_t i;

    if (status == WP_OK)
        return WP_OK;
    status = wp_source_line(&plan->source, document->offset, &first_line, &error);
    if (status != WP_OK)
        return add_error(problems, &error, 0);
    found = (struct wp_problems){.list = calloc(SORTED_PROBLEMS, sizeof *found.list),
                                 .limit = SORTED_PROBLEMS};
    if (found.list == NULL)
        return add_memory_error(problems);
    status = build_once(plan, document, first_line, wanted, built, &found);
    for (i = 0; i < found.count; i++) {
        if (!found.list[i].warning) {
            keep(problems, &found.list[i]);
            found.errors--;
        }
    }
    problems->errors += found.errors; /* those that it had no room for */
    free(found.list);
    return status;
}

enum wp_status wp_week_load(struct wp_str text, uint64_t offset, uint64_t first_line,
                            struct wp_week **week, struct wp_problems *problems)
{
    struct wp_built built;
    enum wp_status status = wp_build(text, offset, first_line, NULL, &built, problems);

    *week = built.week;
    return status == WP_NO_MEMORY ? add_memory_error(problems) : status;
}

/* A document that has been passed, and the week it sets. */
struct walk {
    struct wp_document document;
    wp_day start; /* WP_NO_DAY in an empty document */
    struct wp_span start_span;
};

/* Weeks that do not ascend, or overlap: said where the later document sets its
 * week. */
static enum wp_status report_order(struct wp_plan *plan, const struct walk *later, wp_day before,
                                   struct wp_problems *problems)
{
    struct wp_text text = {.first_line = 1};
    struct wp_buf days = WP_BUF_INIT;
    struct wp_error error;
    enum wp_status status;

    status = wp_source_line(&plan->source, later->document.offset, &text.first_line, &error);
    if (status == WP_OK)
        status = wp_source_text(&plan->source, &later->document, &text.bytes, &error);
    if (status != WP_OK)
        return add_error(problems, &error, 0);
    wp_day_format(&days, before);
    wp_text_error(&text, problems, later->start_span,
                  later->start == before
                      ? "the week of %s is in the file already, above (put its goals there)"
                  : later->start > before
                      ? "this week overlaps the one of %s above it (a week has seven days)"
                      : "this week stands below the one of %s (the oldest week comes first)",
                  days.data != NULL ? days.data : "");
    wp_buf_free(&days);
    return WP_INVALID;
}

static bool in_order(wp_day earlier, wp_day later)
{
    return earlier == WP_NO_DAY || later == WP_NO_DAY || earlier + 7 <= later;
}

/* Goes to the document that ends where `here` begins. */
static enum wp_status step_back(struct wp_plan *plan, struct walk *here,
                                const struct wp_window *window, struct wp_built *built,
                                struct wp_problems *problems)
{
    struct wp_error error;
    enum wp_status status =
        wp_source_before(&plan->source, here->document.offset, &here->document, &error);

    *built = (struct wp_built){.start = WP_NO_DAY};
    if (status != WP_OK)
        return add_source_error(plan, problems, &error, here->document.offset);
    status = build(plan, &here->document, window, built, problems);
    here->start = built->start;
    here->start_span = built->start_span;
    return status;
}

/* A week that is not there may stand further up, where nobody looks for it. So
 * before it is called missing, the one before `here` has to be an older one; that
 * it is broken does not matter. */
static enum wp_status check_missing(struct wp_plan *plan, const struct walk *here,
                                    const struct wp_window *window, struct wp_problems *problems)
{
    struct wp_problems nothing = {NULL, 0, 0, 0, 0};
    struct walk older = *here;

    do {
        struct wp_built built = {.start = WP_NO_DAY};

        if (older.document.offset == 0 ||
            step_back(plan, &older, window, &built, &nothing) != WP_OK)
            return WP_MISSING;
        wp_week_free(built.week);
    } while (older.start == WP_NO_DAY);
    if (in_order(older.start, here->start))
        return WP_MISSING;
    return report_order(plan, here, older.start, problems);
}

enum wp_status wp_plan_find(struct wp_plan *plan, struct wp_window window, struct wp_found *found,
                            struct wp_problems *problems)
{
    uint64_t size = plan->source.input.size;
    struct walk here = {.document = {size, 0}, .start = WP_NO_DAY};
    struct walk later = here;

    *found = (struct wp_found){NULL, WP_NO_DAY, WP_NO_DAY, WP_NO_DAY, size};
    while (here.document.offset > 0) {
        struct wp_built built;
        enum wp_status status = step_back(plan, &here, &window, &built, problems);

        if (status != WP_OK)
            return status;
        if (here.start == WP_NO_DAY)
            continue;
        if (!in_order(here.start, later.start)) {
            wp_week_free(built.week);
            return report_order(plan, &later, here.start, problems);
        }
        if (found->newest == WP_NO_DAY)
            found->newest = here.start;
        if (built.week != NULL) {
            found->week = built.week;
            return WP_OK;
        }
        if (here.start < window.first) {
            found->before = here.start;
            return check_missing(plan, &here, &window, problems);
        }
        later = here;
        found->after = here.start;
        found->insert_at = here.document.offset;
    }
    return WP_MISSING;
}

/* Checks the document that begins at `here`, whose length it finds out. */
static enum wp_status check_document(struct wp_plan *plan, struct walk *here,
                                     struct wp_built *built, struct wp_problems *problems)
{
    struct wp_error error;
    uint64_t first_line;
    enum wp_status status;

    *built = (struct wp_built){.start = WP_NO_DAY};
    status = wp_source_at(&plan->source, here->document.offset, &here->document, &error);
    if (status == WP_OK)
        status = wp_source_line(&plan->source, here->document.offset, &first_line, &error);
    if (status != WP_OK)
        return add_source_error(plan, problems, &error, here->document.offset);
    status = build_once(plan, &here->document, first_line, NULL, built, problems);
    here->start = built->start;
    here->start_span = built->start_span;
    return status;
}

enum wp_status wp_plan_check(struct wp_plan *plan, struct wp_problems *problems, size_t *weeks,
                             size_t *items)
{
    size_t first = problems->count;
    size_t errors = problems->errors;
    struct walk here = {.start = WP_NO_DAY};
    wp_day before = WP_NO_DAY;

    *weeks = *items = 0;
    while (here.document.offset < plan->source.input.size) {
        struct wp_built built;
        enum wp_status status = check_document(plan, &here, &built, problems);

        if (status != WP_OK && status != WP_INVALID)
            return status;
        if (!in_order(before, built.start))
            report_order(plan, &here, before, problems);
        if (built.start != WP_NO_DAY) {
            before = built.start;
            ++*weeks;
        }
        if (built.week != NULL)
            *items += built.week->item_count;
        wp_week_free(built.week);
        here.document.offset += here.document.length;
    }
    wp_problems_sort(problems, first);
    return problems->errors > errors ? WP_INVALID : WP_OK;
}
