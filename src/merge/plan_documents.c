#include "merge/plan_documents.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "read/walk_documents.h"

/* A walk over the documents of a file. */
struct documents_walk {
    struct wp_plan_documents *documents;
    struct wp_plan *plan;
    struct wp_plan_walk walk;
    size_t end; /* where the last document that is not empty ends */
    struct wp_problems problems;
};

/* Check that the document is in order: weeks ascend, and the list for later is the first one. */
static enum wp_status check_place(struct documents_walk *w)
{
    const struct wp_plan_document *here = &w->walk.current;

    if (here->later && w->documents->count > 0)
        return wp_plan_walk_report_later(w->plan, here, &w->problems);
    if (w->walk.newest != WP_NO_DAY && !wp_plan_walk_in_order(w->walk.newest, here->start))
        return wp_plan_walk_report_order(w->plan, here, w->walk.newest, &w->problems);
    return WP_OK;
}

/* Take the empty documents up to `begin`. */
static void add_empty_documents(struct documents_walk *w, size_t begin)
{
    struct wp_plan_documents *documents = w->documents;
    struct wp_str empty = wp_str_slice(documents->bytes, w->end, begin - w->end);

    if (documents->count > 0)
        documents->list[documents->count - 1].below = empty;
    else
        documents->above = empty;
}

static void add_document(struct documents_walk *w)
{
    struct wp_plan_documents *documents = w->documents;
    const struct wp_plan_document *here = &w->walk.current;
    size_t begin = (size_t)here->offset > w->end ? (size_t)here->offset : w->end;
    size_t end = (size_t)here->offset + (size_t)here->length;

    add_empty_documents(w, begin);
    documents->list = wp_memory_grow(documents->list, &documents->capacity, documents->count + 1,
                                     sizeof *documents->list);
    documents->list[documents->count++] =
        (struct wp_plan_text){.start = here->start,
                              .later = here->later,
                              .text = wp_str_slice(documents->bytes, begin, end - begin)};
    w->end = end;
    if (here->start != WP_NO_DAY)
        w->walk.newest = here->start;
}

static enum wp_status walk_documents(struct documents_walk *w)
{
    const struct wp_window none = {INT32_MAX, INT32_MIN};

    while (!wp_plan_walk_at_end(w->plan, &w->walk)) {
        struct wp_built_week built;
        enum wp_status status = wp_plan_walk_step(w->plan, &w->walk, &none, &built, &w->problems);

        wp_week_free(built.week);
        if (status == WP_OK && (w->walk.current.start != WP_NO_DAY || w->walk.current.later)) {
            status = check_place(w);
            add_document(w);
        }
        if (status != WP_OK)
            return status;
    }
    return WP_OK;
}

enum wp_status wp_plan_documents_find(struct wp_plan_documents *documents, struct wp_str bytes,
                                      struct wp_error *error)
{
    struct wp_input input = wp_input_memory(&bytes);
    struct documents_walk w = {.documents = documents, .problems = {.list = error, .limit = 1}};
    enum wp_status status;

    *documents = (struct wp_plan_documents){.bytes = bytes, .has_bom = wp_document_bom(bytes) > 0};
    w.end = wp_document_bom(bytes);
    status = wp_plan_open(&w.plan, &input, error);
    if (status == WP_OK)
        status = wp_plan_check_conflict(w.plan, error);
    if (status == WP_OK) {
        w.walk = wp_plan_oldest_first(w.plan);
        status = walk_documents(&w);
    }
    add_empty_documents(&w, bytes.length);
    wp_plan_close(w.plan);
    return status;
}

/* Return the number of the line at which the document begins. */
static uint64_t first_line_of(const struct wp_plan_documents *documents,
                              const struct wp_plan_text *document)
{
    const char *bytes = documents->bytes.data;
    uint64_t line = 1;

    for (; bytes < document->text.data; bytes++)
        line += *bytes == '\n' || (*bytes == '\r' && bytes[1] != '\n');
    return line;
}

const struct wp_plan_text *wp_plan_documents_at(const struct wp_plan_documents *documents,
                                                wp_day start)
{
    for (size_t i = 0; i < documents->count; i++)
        if (documents->list[i].start == start)
            return &documents->list[i];
    return NULL;
}

enum wp_status wp_plan_documents_load(const struct wp_plan_documents *documents,
                                      const struct wp_plan_text *document, struct wp_week **week,
                                      struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    enum wp_status status = wp_week_load(document->text, 0, 1, week, &problems);

    /* The lines of the file above the document are counted only for a message. */
    if (status != WP_OK && error->line > 0 && !document->made)
        error->line += first_line_of(documents, document) - 1;
    if (status == WP_OK && *week == NULL)
        return wp_error_set(error, WP_INVALID, "a document is neither a week nor a list");
    return status;
}

struct wp_plan_documents wp_plan_documents_copy(const struct wp_plan_documents *documents)
{
    struct wp_plan_documents copy = *documents;

    copy.arena = wp_arena_new(4096);
    copy.capacity = documents->count;
    copy.list = wp_memory_array(documents->count + 1, sizeof *copy.list);
    for (size_t i = 0; i < documents->count; i++) {
        copy.list[i] = documents->list[i];
        if (copy.list[i].made)
            copy.list[i].text = wp_arena_copy(copy.arena, copy.list[i].text);
    }
    return copy;
}

/* Return the index of the document, or that at which it has to be inserted. */
static size_t place_of_document(const struct wp_plan_documents *documents, wp_day start)
{
    size_t at = 0;

    while (start != WP_NO_DAY && at < documents->count &&
           (documents->list[at].later || documents->list[at].start < start))
        at++;
    return at;
}

void wp_plan_documents_put(struct wp_plan_documents *documents, wp_day start, struct wp_str text)
{
    size_t at = place_of_document(documents, start);
    struct wp_plan_text *place;

    if (documents->arena == NULL)
        documents->arena = wp_arena_new(4096);
    if (wp_plan_documents_at(documents, start) == NULL) {
        documents->list = wp_memory_grow(documents->list, &documents->capacity,
                                         documents->count + 1, sizeof *documents->list);
        memmove(documents->list + at + 1, documents->list + at,
                (documents->count - at) * sizeof *documents->list);
        documents->list[at] = (struct wp_plan_text){.start = start, .later = start == WP_NO_DAY};
        documents->count++;
    }
    place = &documents->list[at];
    if (!place->made)
        place->in_file = place->text;
    place->text = wp_arena_copy(documents->arena, text);
    place->made = true;
}

void wp_plan_documents_remove(struct wp_plan_documents *documents, wp_day start)
{
    size_t at = place_of_document(documents, start);

    if (documents->list[at].below.length > 0)
        return;
    documents->count--;
    memmove(documents->list + at, documents->list + at + 1,
            (documents->count - at) * sizeof *documents->list);
}

enum wp_status wp_plan_documents_find_place(const struct wp_plan_documents *documents, wp_day start,
                                            struct wp_input *input, struct wp_found *found,
                                            struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    const struct wp_window day = {start, start};
    struct wp_plan *plan = NULL;
    enum wp_status status;

    *input = wp_input_memory(&documents->bytes);
    *found = (struct wp_found){.week = NULL};
    status = wp_plan_open(&plan, input, error);
    if (status == WP_OK)
        status = start == WP_NO_DAY ? wp_plan_find_later(plan, found, &problems)
                                    : wp_plan_find(plan, day, found, &problems);
    wp_week_free(found->week);
    found->week = NULL;
    wp_plan_close(plan);
    return status == WP_MISSING ? WP_OK : status;
}

void wp_plan_documents_free(struct wp_plan_documents *documents)
{
    wp_arena_free(documents->arena);
    documents->arena = NULL;
    free(documents->list);
    documents->list = NULL;
}
