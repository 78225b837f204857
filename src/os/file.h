/*
 * Files, opened for reading: what a plan is read through.
 */
#ifndef OS_FILE_H
#define OS_FILE_H

#include <sys/stat.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>
#include <weekplan/plan.h>

struct wp_file {
    int fd;      /* -1 when the bytes are in memory */
    char *bytes; /* owned; standard input, read to its end */
    uint64_t size;
    const char *name; /* borrowed, for messages */
};

/*
 * Opens a regular file. Anything else (a directory, a FIFO, a device) is
 * refused at once with WP_MISSING, and so is a file that does not exist or
 * may not be read.
 */
enum wp_status wp_file_open(struct wp_file *file, const char *path, struct wp_error *error);

/* The same for `entry` of a directory that is open; messages call it `name`. A
 * link is WP_BUSY: the caller has seen that there was none. */
enum wp_status wp_file_open_at(struct wp_file *file, int directory, const char *entry,
                               const char *name, struct wp_error *error);

/* The same for the configuration, for which a file that does not exist, or whose
 * directory may not be looked into, is WP_MISSING, and everything else WP_CONFIG. */
enum wp_status wp_file_open_config(struct wp_file *file, const char *path, struct wp_error *error);

/* Whether the file is empty and was not a few seconds ago, as far as its times
 * tell: an editor that saves in place empties it first. `info` is fstat(2)'s of
 * `fd`. */
bool wp_file_just_emptied(int fd, const struct stat *info);

/* Reads standard input to its end; more than WP_FILE_MAX is WP_INVALID. */
enum wp_status wp_file_read_stdin(struct wp_file *file, struct wp_error *error);

/* The bytes as the library wants them. Borrows `file`. */
struct wp_input wp_file_input(struct wp_file *file);

/* Appends all there is to be read to `bytes`. WP_IO, WP_NO_MEMORY. */
enum wp_status wp_input_read(const struct wp_input *input, struct wp_buf *bytes,
                             struct wp_error *error);

/* Fine on a file whose opening failed. */
void wp_file_close(struct wp_file *file);

#endif
