/*
 * Several edits of one document, one after the other, as one edit with one patch. Each edit is
 * verified by itself; the next edit is made from the result.
 *
 *     struct wp_successive_edits sequence = wp_successive_edits_of(week);
 *
 *     status = wp_edit_week(&edit, wp_successive_edits_week(&sequence), changes, count, &error);
 *     if (status == WP_OK)
 *         status = wp_successive_edits_add(&sequence, &edit, &error);
 *     wp_edit_free(&edit);
 *     ... more edits of wp_successive_edits_week(&sequence) ...
 *     if (status == WP_OK)
 *         wp_successive_edits_finish(&sequence, &edit);
 *     wp_successive_edits_free(&sequence);
 */
#ifndef EDIT_SUCCESSIVE_EDITS_H
#define EDIT_SUCCESSIVE_EDITS_H

#include <weekplan/edit.h>

struct wp_successive_edits {
    const struct wp_week *before; /* the week in the file; borrowed; NULL if the file lacks it */
    struct wp_edit start;  /* the edit that adds the document to the file, if `before` is NULL */
    struct wp_week *after; /* owned; the week after the edits; NULL before the first edit */
};

/* Return a sequence without edits. `week` is borrowed until wp_successive_edits_free. If `week` is
 * NULL, the first edit has to add a document to the file (wp_edit_new_week). */
struct wp_successive_edits wp_successive_edits_of(const struct wp_week *week);

/* Return the week after the edits of the sequence. Return NULL if the document is not added yet.
 * The week is freed by the next wp_successive_edits_add. */
const struct wp_week *wp_successive_edits_week(const struct wp_successive_edits *sequence);

/* Add an edit of wp_successive_edits_week, and free it. No-op if the edit has an empty patch.
 * Return WP_BUG if the result cannot be read. */
enum wp_status wp_successive_edits_add(struct wp_successive_edits *sequence, struct wp_edit *edit,
                                       struct wp_error *error);

/* Set *edit to one edit for the whole sequence. Its patch is empty if nothing changes. The items of
 * edit->after have fields, unlike after a single edit. Call wp_successive_edits_finish only once.
 */
void wp_successive_edits_finish(struct wp_successive_edits *sequence, struct wp_edit *edit);

/* Free the sequence. No-op on a zeroed struct. */
void wp_successive_edits_free(struct wp_successive_edits *sequence);

#endif
