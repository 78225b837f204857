/*
 * Writing a file from texts and from ranges of another file: small things are
 * collected and written together, large ranges are copied in large blocks.
 *
 *     struct wp_file_writer *writer = wp_file_writer_new(fd, name);     // NULL: no memory
 *     status = wp_file_writer_copy(writer, &old, 0, 1000, &error);
 *     status = wp_file_writer_put(writer, text, &error);
 *     status = wp_file_writer_flush(writer, &error);
 *     wp_file_writer_free(writer);
 */
#ifndef OS_FILE_WRITER_H
#define OS_FILE_WRITER_H

#include <weekplan/error.h>
#include <weekplan/str.h>

#include "os/file.h"

struct wp_file_writer;

/* A writer that begins where `fd` stands. Borrows `name`, for messages. */
struct wp_file_writer *wp_file_writer_new(int fd, const char *name);

enum wp_status wp_file_writer_put(struct wp_file_writer *writer, struct wp_str text,
                                  struct wp_error *error);

/* `length` bytes of `from`, from `offset` on. */
enum wp_status wp_file_writer_copy(struct wp_file_writer *writer, struct wp_file *from,
                                   uint64_t offset, uint64_t length, struct wp_error *error);

/* Hands over what has been collected; it does not reach the disk before fsync. */
enum wp_status wp_file_writer_flush(struct wp_file_writer *writer, struct wp_error *error);

/* What has not been flushed is lost; NULL is fine. */
void wp_file_writer_free(struct wp_file_writer *writer);

#endif
