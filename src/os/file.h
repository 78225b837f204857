/*
 * Files that are opened for reading.
 *
 *     status = wp_file_open(&file, "plan.yaml", &error);
 *     struct wp_input input = wp_file_input(&file);
 *     ... read a plan from `input` ...
 *     wp_file_close(&file);
 */
#ifndef OS_FILE_H
#define OS_FILE_H

#include <sys/stat.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>
#include <weekplan/plan.h>

struct wp_file {
    int fd;           /* -1 if the bytes are in memory */
    char *bytes;      /* owned; all of standard input, else NULL */
    uint64_t size;    /* in bytes */
    const char *name; /* borrowed, for messages */
};

/* Open the plan at `path`. WP_MISSING if there is no file, if it may not be read, or if it
 * is not a regular file; a FIFO or a device does not block. */
enum wp_status wp_file_open(struct wp_file *file, const char *path, struct wp_error *error);

/* Open the plan `entry` of an open directory, as wp_file_open does. Messages call the file
 * `name`. WP_BUSY if it is a symbolic link: the caller has seen that it was none. */
enum wp_status wp_file_open_at(struct wp_file *file, int directory, const char *entry,
                               const char *name, struct wp_error *error);

/* Open the configuration at `path`. WP_MISSING if there is no file, or if its directory may
 * not be searched; WP_CONFIG if it cannot be read, or is not a regular file. */
enum wp_status wp_file_open_config(struct wp_file *file, const char *path, struct wp_error *error);

/* Whether the file is empty and, by its times, was emptied a few seconds ago: an editor that
 * saves in place empties it first. `info` is from fstat(2) of `fd`. */
bool wp_file_just_emptied(int fd, const struct stat *info);

/* Read standard input to its end. WP_INVALID if it is larger than WP_FILE_MAX. */
enum wp_status wp_file_read_stdin(struct wp_file *file, struct wp_error *error);

/* Return an input over the bytes of the file. It borrows `file`. */
struct wp_input wp_file_input(struct wp_file *file);

/* Append all bytes of `input` to `bytes`. */
enum wp_status wp_input_read(const struct wp_input *input, struct wp_buf *bytes,
                             struct wp_error *error);

/* Close the file and free its bytes. Allowed after opening it failed. */
void wp_file_close(struct wp_file *file);

#endif
