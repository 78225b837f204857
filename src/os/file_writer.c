#ifdef __linux__
#define _GNU_SOURCE /* copy_file_range */
#endif
#include "os/file_writer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "os/retry.h"

enum { BLOCK_SIZE = 256 << 10 };

struct wp_file_writer {
    int fd;
    const char *name;
    size_t used;
    char block[BLOCK_SIZE];
};

struct wp_file_writer *wp_file_writer_new(int fd, const char *name)
{
    struct wp_file_writer *writer = wp_memory_alloc(sizeof *writer);
    if (writer == NULL)
        return NULL;
    writer->fd = fd;
    writer->name = name;
    writer->used = 0;
    return writer;
}

static enum wp_status file_writer_write_all(const struct wp_file_writer *writer, const char *bytes,
                                            size_t length, struct wp_error *error)
{
    while (length > 0) {
        ssize_t count;
        WP_RETRY(count, write(writer->fd, bytes, length));
        if (count < 0)
            return wp_error_set(error, WP_IO, "cannot write %s: %s (it is as it was)", writer->name,
                                strerror(errno));
        bytes += count;
        length -= (size_t)count;
    }
    return WP_OK;
}

enum wp_status wp_file_writer_flush(struct wp_file_writer *writer, struct wp_error *error)
{
    size_t length = writer->used;
    writer->used = 0;
    return file_writer_write_all(writer, writer->block, length, error);
}

enum wp_status wp_file_writer_put(struct wp_file_writer *writer, struct wp_str text,
                                  struct wp_error *error)
{
    if (text.length > BLOCK_SIZE - writer->used) {
        enum wp_status status = wp_file_writer_flush(writer, error);
        if (status != WP_OK)
            return status;
    }
    if (text.length > BLOCK_SIZE)
        return file_writer_write_all(writer, text.data, text.length, error);
    if (text.length > 0)
        memcpy(writer->block + writer->used, text.data, text.length);
    writer->used += text.length;
    return WP_OK;
}

/* Lets the system copy, or share, as much as it wants to. Whatever keeps it
 * from going on, writing the rest by hand meets the reason again. */
static uint64_t copy_within_system(int from, uint64_t offset, int to, uint64_t length)
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

enum wp_status wp_file_writer_copy(struct wp_file_writer *writer, struct wp_file *from,
                                   uint64_t offset, uint64_t length, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    if (length >= BLOCK_SIZE && from->fd >= 0) {
        status = wp_file_writer_flush(writer, error);
        if (status != WP_OK)
            return status;
        uint64_t copied = copy_within_system(from->fd, offset, writer->fd, length);
        offset += copied;
        length -= copied;
    }
    struct wp_input input = wp_file_input(from);
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
