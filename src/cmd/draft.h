/*
 * A draft: text that the user edits in an editor before a command uses it. The text is in a
 * temporary file. A draft that the user has changed is never lost: after a failure, and after a
 * signal, its file is kept and named.
 *
 *     struct wp_draft draft;
 *
 *     status = wp_draft_open(&draft, context, "review.md", text, &error);
 *     if (status == WP_OK)
 *         status = wp_draft_edit(&draft, check, data, &error);
 *     if (status == WP_OK)
 *         ... use draft.text ...
 *     wp_draft_close(&draft, status, &error);
 */
#ifndef CMD_DRAFT_H
#define CMD_DRAFT_H

#include "cmd/context.h"
#include "os/tmpfile.h"

struct wp_draft {
    struct wp_context *context;
    struct wp_buf given; /* the text as the editor gets it */
    struct wp_buf text;  /* the text after the editor has ended */
    struct wp_tmpfile file;
    struct wp_buf notice; /* printed if a signal ends the program */
};

/* Check draft->text after an edit. Return WP_INVALID, with `error` set, if the user should edit
 * the draft again. Problems may be listed in draft->context->err. */
typedef enum wp_status wp_draft_check(struct wp_draft *draft, void *data, struct wp_error *error);

/* Write `text` to a temporary file called `name`; editors know the syntax by its ending. Return
 * WP_CANNOT_CREATE or WP_IO after a failure. */
enum wp_status wp_draft_open(struct wp_draft *draft, struct wp_context *context, const char *name,
                             struct wp_str text, struct wp_error *error);

/*
 * Run the user's editor on the draft, read draft->text, and call `check` with `data`. After
 * WP_INVALID ask on a terminal whether to edit the draft again. Return the status of the editor
 * or of the last check; WP_MISSING if the user has removed the file.
 */
enum wp_status wp_draft_edit(struct wp_draft *draft, wp_draft_check *check, void *data,
                             struct wp_error *error);

/* Free the draft, and remove its file. If `status` is not WP_OK and the user has changed the
 * text, keep the file, print `error`, and name the file. Allowed after wp_draft_open failed. */
void wp_draft_close(struct wp_draft *draft, enum wp_status status, struct wp_error *error);

#endif
