#ifdef __linux__
#define _GNU_SOURCE /* for copy_file_range(2) */
#endif
#include "os/file_writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "os/write_output.h"

enum { BLOCK_SIZE = 256 << 10 };

struct wp_file_writer {
    int fd;
    const char *name;
    size_t used; /* number of bytes in `block`, which are not written yet */
    char block[BLOCK_SIZE];
};

struct wp_file_writer *wp_file_writer_new(const char *name)
{
    struct wp_file_writer *writer = wp_memory_alloc(sizeof *writer);

    writer->fd = -1;
    writer->name = name;
    writer->used = 0;
    return writer;
}

void wp_file_writer_begin(struct wp_file_writer *writer, int fd)
{
    writer->fd = fd;
}

static enum wp_status write_bytes(const struct wp_file_writer *writer, struct wp_str bytes,
                                  struct wp_error *error)
{
    if (wp_write_output(writer->fd, bytes))
        return WP_OK;
    return wp_error_set(error, WP_IO, "cannot write %s: %s (it is not changed)", writer->name,
                        strerror(errno));
}

enum wp_status wp_file_writer_flush(struct wp_file_writer *writer, struct wp_error *error)
{
    struct wp_str bytes = {writer->block, writer->used};

    writer->used = 0;
    return write_bytes(writer, bytes, error);
}

enum wp_status wp_file_writer_put(struct wp_file_writer *writer, struct wp_str bytes,
                                  struct wp_error *error)
{
    if (bytes.length > BLOCK_SIZE - writer->used) {
        enum wp_status status = wp_file_writer_flush(writer, error);
        if (status != WP_OK)
            return status;
    }
    if (bytes.length > BLOCK_SIZE)
        return write_bytes(writer, bytes, error);
    if (bytes.length > 0)
        memcpy(writer->block + writer->used, bytes.data, bytes.length);
    writer->used += bytes.length;
    return WP_OK;
}

/* Copy bytes with copy_file_range(2), which can share the blocks of both files. Return the number
 * of copied bytes. Ignore errors: the caller copies the rest of the bytes with write(2), and
 * reports the error of that call. */
static uint64_t copy_in_kernel(int from, uint64_t offset, int to, uint64_t length)
{
    uint64_t done = 0;
#ifdef __linux__
    off64_t at = (off64_t)offset;
    while (done < length) {
        ssize_t count = copy_file_range(from, &at, to, NULL, (size_t)(length - done), 0);
        if (count <= 0)
            break;
        done += (uint64_t)count;
    }
#else
    (void)from, (void)offset, (void)to, (void)length;
#endif
    return done;
}

enum wp_status wp_file_writer_copy(struct wp_file_writer *writer, struct wp_input_file *from,
                                   uint64_t offset, uint64_t length, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    if (length >= BLOCK_SIZE && from->fd >= 0) {
        status = wp_file_writer_flush(writer, error);
        if (status != WP_OK)
            return status;
        uint64_t copied = copy_in_kernel(from->fd, offset, writer->fd, length);
        offset += copied;
        length -= copied;
    }
    struct wp_input input = wp_input_file_input(from);
    while (length > 0) {
        size_t room = BLOCK_SIZE - writer->used;
        size_t count = length < room ? (size_t)length : room;
        status = input.read(input.context, offset, writer->block + writer->used, count, error);
        if (status != WP_OK)
            return status;
        writer->used += count;
        offset += count;
        length -= count;
        if (writer->used == BLOCK_SIZE && (status = wp_file_writer_flush(writer, error)) != WP_OK)
            return status;
    }
    return WP_OK;
}

void wp_file_writer_free(struct wp_file_writer *writer)
{
    free(writer);
}
