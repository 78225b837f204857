/*
 * A draft: text that a command lets the user edit in an editor. The text is in a temporary file.
 * A draft with changes of the user is never lost: after a failure or a signal its file is kept,
 * and a message has its path.
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
#include "os/editor_file.h"

struct wp_draft {
    struct wp_context *context;
    struct wp_buf given; /* text that the editor gets */
    struct wp_buf text;  /* text after the editor has ended */
    uint64_t line;       /* line at which the editor opens the file; 0 if it does not matter */
    struct wp_editor_file file;
    struct wp_buf notice; /* message that a signal handler prints before the program ends */
};

/* Check draft->text after the editor has ended. Return WP_INVALID, with `error` filled, if the
 * user should edit the draft again. Problems may be appended to draft->context->err. */
typedef enum wp_status wp_draft_check(struct wp_draft *draft, void *data, struct wp_error *error);

/* Write `text` to a temporary file called `name`, and print as a note the drafts for the same plan
 * that earlier runs have left. An editor chooses the syntax by the extension
 * of the name. Return WP_CANNOT_CREATE or WP_IO after a failure. */
enum wp_status wp_draft_open(struct wp_draft *draft, struct wp_context *context, const char *name,
                             struct wp_str text, struct wp_error *error);

/*
 * Run the user's editor on the draft, read the file into draft->text, and call `check` with
 * `data`. If `check` returns WP_INVALID, ask on a terminal whether to edit the draft again.
 * Return the status of the editor or of the last check, or WP_MISSING if the user has removed the
 * file.
 */
enum wp_status wp_draft_edit(struct wp_draft *draft, wp_draft_check *check, void *data,
                             struct wp_error *error);

/* Replace the text of the file, before wp_draft_edit is called again. The new text must contain
 * the text of the user. After an error (WP_CANNOT_CREATE, WP_IO) the file is unchanged. */
enum wp_status wp_draft_replace(struct wp_draft *draft, struct wp_str text, struct wp_error *error);

/* Free the draft and remove its file. If `status` is not WP_OK and the user has changed the text,
 * keep the file, print `error`, and print the path of the file. Allowed also if wp_draft_open
 * failed. */
void wp_draft_close(struct wp_draft *draft, enum wp_status status, struct wp_error *error);

#endif
