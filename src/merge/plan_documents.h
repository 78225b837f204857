/*
 * The documents of one version of a plan, as bytes, with the day on which each begins.
 */
#ifndef MERGE_PLAN_DOCUMENTS_H
#define MERGE_PLAN_DOCUMENTS_H

#include "base/arena.h"
#include <weekplan/plan.h>

/* The document of a week, or of the list for later. All texts are borrowed from the file. */
struct wp_plan_text {
    wp_day start; /* first day of the week; WP_NO_DAY for the list for later */
    bool later;
    struct wp_str text;
    /* the documents below it that are empty, such as those with only comments */
    struct wp_str below;
    bool made; /* whether the text was put here by wp_plan_documents_put; it is not in the file */
    struct wp_str in_file; /* then the text in the file; NULL if the file has no such document */
};

struct wp_plan_documents {
    struct wp_str bytes; /* the file; borrowed */
    bool has_bom;        /* whether the file begins with a byte order mark, which is in no text */
    struct wp_plan_text *list; /* owned; in the order of the file */
    size_t count;
    size_t capacity;
    struct wp_str above;    /* the empty documents above the first one */
    struct wp_arena *arena; /* owns the texts of wp_plan_documents_put; NULL if there are none */
};

/* Find the documents of a file. Read only the day of each. Free the result with
 * wp_plan_documents_free, also after a failure. Return WP_INVALID if the file is not a plan. */
enum wp_status wp_plan_documents_find(struct wp_plan_documents *documents, struct wp_str bytes,
                                      struct wp_error *error);

/* Return the document of the week that begins on `start`. For WP_NO_DAY, return the list for later.
 * NULL if there is none. */
const struct wp_plan_text *wp_plan_documents_at(const struct wp_plan_documents *documents,
                                                wp_day start);

/* Load the week of a document. Return WP_INVALID if it is not valid. */
enum wp_status wp_plan_documents_load(const struct wp_plan_documents *documents,
                                      const struct wp_plan_text *document, struct wp_week **week,
                                      struct wp_error *error);

/* Return the same documents with a list of their own. The texts of wp_plan_documents_put are
 * copied. */
struct wp_plan_documents wp_plan_documents_copy(const struct wp_plan_documents *documents);

/* Replace the document of the week that begins on `start`, or of the list for later, or add it. The
 * text is copied. */
void wp_plan_documents_put(struct wp_plan_documents *documents, wp_day start, struct wp_str text);

/* Remove the document of the week that begins on `start`, which the list has. Nothing is removed if
 * there are empty documents below it. */
void wp_plan_documents_remove(struct wp_plan_documents *documents, wp_day start);

/* Find where a document for `start` would be inserted into the file. `input` and `found` are as
 * wp_edit_new_week takes them; they borrow the bytes of the file. */
enum wp_status wp_plan_documents_find_place(const struct wp_plan_documents *documents, wp_day start,
                                            struct wp_input *input, struct wp_found *found,
                                            struct wp_error *error);

/* Free the list. No-op on a zeroed struct. */
void wp_plan_documents_free(struct wp_plan_documents *documents);

#endif
