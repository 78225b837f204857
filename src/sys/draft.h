/*
 * A draft: a file of our own in a directory of its own, which nobody else can
 * look into, for a program that the user works with.
 *
 *     struct wp_draft draft = WP_DRAFT_INIT;
 *     status = wp_draft_create(&draft, "plan.yaml", bytes, &error);
 *     ... an editor is given draft.path ...
 *     status = wp_draft_read(&draft, &bytes, &error);
 *     wp_draft_discard(&draft);                     // or it stays, with
 *     wp_draft_close(&draft);                       // this alone
 */
#ifndef SYS_DRAFT_H
#define SYS_DRAFT_H

#include <stdbool.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>

struct wp_draft {
    struct wp_buf path;      /* of the file; empty when there is none */
    struct wp_buf directory; /* its path */
};

#define WP_DRAFT_INIT                                                                              \
    {                                                                                              \
        WP_BUF_INIT, WP_BUF_INIT                                                                   \
    }

/* Makes the file `name` (0600) with these bytes, in a new directory (0700) below
 * TMPDIR, or /tmp. WP_CANNOT_CREATE, WP_IO, WP_NO_MEMORY; then nothing is left
 * behind. */
enum wp_status wp_draft_create(struct wp_draft *draft, const char *name, struct wp_str bytes,
                               struct wp_error *error);

/* Puts into `bytes` what the file holds now; another one may have taken its
 * place. WP_MISSING when there is none any more. WP_IO when it is there and cannot
 * be read. WP_NO_MEMORY. */
enum wp_status wp_draft_read(const struct wp_draft *draft, struct wp_buf *bytes,
                             struct wp_error *error);

/* Removes the directory and the files in it; an editor may have left some. False
 * and errno when something stays: draft->directory is its path then. */
bool wp_draft_discard(struct wp_draft *draft);

/* Have the program print `notice` on standard error when a signal ends it (HUP, INT,
 * QUIT, TERM, unless ignored): the draft stays then. Borrowed until the draft is
 * discarded or closed. While a draft is made or removed such signals wait. */
void wp_draft_guard(struct wp_str notice);

/* Forgets where it is. Fine on one whose making failed. */
void wp_draft_close(struct wp_draft *draft);

#endif
