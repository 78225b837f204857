/*
 * Open and read a plan, the configuration, or standard input.
 *
 *     status = wp_input_file_open(&file, "plan.yaml", &error);
 *     struct wp_input input = wp_input_file_input(&file);
 *     ... read a plan from `input` ...
 *     wp_input_file_close(&file);
 */
#ifndef OS_INPUT_FILE_H
#define OS_INPUT_FILE_H

#include <sys/stat.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>
#include <weekplan/plan.h>

struct wp_input_file {
    int fd;           /* descriptor of the file; -1 for standard input */
    char *bytes;      /* owned; the bytes of standard input; NULL for another file */
    uint64_t size;    /* size of the file, in bytes */
    const char *name; /* borrowed; name of the file in messages */
};

/* Open the plan at `path`. Return WP_MISSING if the file is absent, may not be read, or is not a
 * regular file. Never block on a FIFO or a device. */
enum wp_status wp_input_file_open(struct wp_input_file *file, const char *path,
                                  struct wp_error *error);

/* Open the plan `entry` of the open directory `directory`, as wp_input_file_open does. `name` is
 * the name of the file in messages. Return WP_BUSY if the file is a symbolic link: the caller has
 * followed all links, so another program has just created this link. */
enum wp_status wp_input_file_open_at(struct wp_input_file *file, int directory, const char *entry,
                                     const char *name, struct wp_error *error);

/* Open the configuration at `path`. Return WP_MISSING if the file is absent or its directory may
 * not be searched, WP_CONFIG if the file cannot be opened or is not a regular file. */
enum wp_status wp_input_file_open_config(struct wp_input_file *file, const char *path,
                                         struct wp_error *error);

/* Whether the file is empty and, by its times, was truncated in the last few seconds. An editor
 * that saves in place truncates a file before it writes. `info` is the result of fstat(2) of `fd`.
 */
bool wp_input_file_just_emptied(int fd, const struct stat *info);

/* Read standard input to its end. Return WP_INVALID if it is larger than WP_FILE_MAX. */
enum wp_status wp_input_file_read_stdin(struct wp_input_file *file, struct wp_error *error);

/* Return an input that reads the bytes of the file. The input borrows `file`. */
struct wp_input wp_input_file_input(struct wp_input_file *file);

/* Append all bytes of `input` to `bytes`. */
enum wp_status wp_input_read(const struct wp_input *input, struct wp_buf *bytes,
                             struct wp_error *error);

/* Close the file and free its bytes. Allowed after wp_input_file_open or wp_input_file_read_stdin
 * failed. */
void wp_input_file_close(struct wp_input_file *file);

#endif
