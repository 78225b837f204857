/*
 * `carry --edit`: let the user choose and order the goals as a list in an editor.
 *
 *     status = wp_carry_editor_run(&editor, context, &error);
 *     if (status == WP_OK)
 *         ... wp_carry_editor_check, then use editor.list ...
 *     wp_carry_editor_close(&editor, status, &error);
 */
#ifndef CMD_CARRY_EDITOR_H
#define CMD_CARRY_EDITOR_H

#include "cmd/carry_list.h"
#include "cmd/draft.h"

struct wp_carry_editor {
    struct wp_draft draft;
    struct wp_carry_list list; /* the list as the user has edited it */
    bool opened; /* whether an editor was run; it is not run for a list without goals */
};

/*
 * Open the list in the user's editor: the goals of the selected week, and the goals that can be
 * carried into it. The plan is not locked. If the list is not valid, open the editor again, with
 * the reason as a comment in the first line. Return WP_INVALID if the user leaves that list as it
 * is. Other statuses are those of wp_carry_source_find and wp_draft_edit.
 */
enum wp_status wp_carry_editor_run(struct wp_carry_editor *editor, struct wp_context *context,
                                   struct wp_error *error);

/* Make the list again from the plan as it is now. Return WP_BUSY if the list differs from the one
 * that the editor was given: another program has changed the plan meanwhile. */
enum wp_status wp_carry_editor_check(const struct wp_carry_editor *editor,
                                     const struct wp_carry *carry, struct wp_error *error);

/* Free the list, and close the draft as wp_draft_close does. */
void wp_carry_editor_close(struct wp_carry_editor *editor, enum wp_status status,
                           struct wp_error *error);

#endif
