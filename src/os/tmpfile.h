/*
 * A draft: a file of our own in a directory of its own, which nobody else can
 * look into, for a program that the user works with.
 *
 *     struct wp_tmpfile draft = WP_TMPFILE_INIT;
 *     status = wp_tmpfile_create(&draft, "plan.yaml", bytes, &error);
 *     ... an editor is given draft.path ...
 *     status = wp_tmpfile_read(&draft, &bytes, &error);
 *     wp_tmpfile_discard(&draft);                     // or it stays, with
 *     wp_tmpfile_close(&draft);                       // this alone
 */
#ifndef OS_TMPFILE_H
#define OS_TMPFILE_H

#include <stdbool.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>

struct wp_tmpfile {
    struct wp_buf path;      /* of the file; empty when there is none */
    struct wp_buf directory; /* its path */
};

#define WP_TMPFILE_INIT                                                                            \
    {                                                                                              \
        WP_BUF_INIT, WP_BUF_INIT                                                                   \
    }

/* Makes the file `name` (0600) with these bytes, in a new directory (0700) below
 * TMPDIR, or /tmp. WP_CANNOT_CREATE, WP_IO, WP_NO_MEMORY; then nothing is left
 * behind. */
enum wp_status wp_tmpfile_create(struct wp_tmpfile *draft, const char *name, struct wp_str bytes,
                                 struct wp_error *error);

/* Puts into `bytes` what the file holds now; another one may have taken its
 * place. WP_MISSING when there is none any more. WP_IO when it is there and cannot
 * be read. WP_NO_MEMORY. */
enum wp_status wp_tmpfile_read(const struct wp_tmpfile *draft, struct wp_buf *bytes,
                               struct wp_error *error);

/* Removes the directory and the files in it; an editor may have left some. False
 * and errno when something stays: draft->directory is its path then. */
bool wp_tmpfile_discard(struct wp_tmpfile *draft);

/* Have the program print `notice` on standard error when a signal ends it (HUP, INT,
 * QUIT, TERM, unless ignored): the draft stays then. Borrowed until the draft is
 * discarded or closed. While a draft is made or removed such signals wait. */
void wp_draft_guard(struct wp_str notice);

/* Forgets where it is. Fine on one whose making failed. */
void wp_tmpfile_close(struct wp_tmpfile *draft);

#endif
