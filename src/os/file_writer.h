/*
 * Buffered writing of a file, with fast copies of large ranges of another file.
 *
 *     struct wp_file_writer *writer = wp_file_writer_new(name);
 *     wp_file_writer_begin(writer, fd);
 *     status = wp_file_writer_copy(writer, &old, 0, 1000, &error);
 *     status = wp_file_writer_put(writer, bytes, &error);
 *     status = wp_file_writer_flush(writer, &error);
 *     wp_file_writer_free(writer);
 *
 * All functions return WP_IO if writing fails.
 */
#ifndef OS_FILE_WRITER_H
#define OS_FILE_WRITER_H

#include <weekplan/error.h>
#include <weekplan/str.h>

#include "os/input_file.h"

struct wp_file_writer;

/* Return a writer. `name`, which is borrowed, is the name of the file in messages.
 * wp_file_writer_new allocates all memory of the writer, so that out of memory cannot end the
 * program while a file is half written. */
struct wp_file_writer *wp_file_writer_new(const char *name);

/* Begin to write to `fd`, at its current file offset. */
void wp_file_writer_begin(struct wp_file_writer *writer, int fd);

/* Write `bytes`. */
enum wp_status wp_file_writer_put(struct wp_file_writer *writer, struct wp_str bytes,
                                  struct wp_error *error);

/* Write the `length` bytes at `offset` of the file `from`. */
enum wp_status wp_file_writer_copy(struct wp_file_writer *writer, struct wp_input_file *from,
                                   uint64_t offset, uint64_t length, struct wp_error *error);

/* Write all buffered bytes with write(2). They are on the disk only after fsync(2). */
enum wp_status wp_file_writer_flush(struct wp_file_writer *writer, struct wp_error *error);

/* Free the writer. Bytes that are not flushed are lost. NULL is allowed. */
void wp_file_writer_free(struct wp_file_writer *writer);

#endif
