/*
 * The files of an import, and the weeks that their texts make.
 */
#ifndef CMD_IMPORTED_FILES_H
#define CMD_IMPORTED_FILES_H

#include "cmd/context.h"
#include <weekplan/import.h>

struct wp_imported_file {
    const char *path;        /* as it was given; "-" for standard input */
    const char *name;        /* its name in messages */
    struct wp_buf bytes;     /* its bytes */
    struct wp_import import; /* what was made of them */
};

struct wp_imported_files {
    struct wp_imported_file *list; /* owned */
    size_t count;
};

/*
 * Read the files that the command line names, and import each. All problems of all files are
 * printed, but the last one, which is in `error`.
 *
 * WP_MISSING      there is no such file, or it is a directory
 * WP_INVALID      a text is not UTF-8, or has no day that tells its week
 * WP_UNAVAILABLE  md4c is not installed
 *
 * Call wp_imported_files_free also after a failure.
 */
enum wp_status wp_imported_files_read(struct wp_imported_files *files, struct wp_context *context,
                                      const struct wp_import_options *options,
                                      struct wp_error *error);

/* Free the files. No-op on a zeroed struct. */
void wp_imported_files_free(struct wp_imported_files *files);

#endif
