#ifdef __linux__
#define _GNU_SOURCE /* for statx(2) */
#endif
#include "os/input_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "os/eintr.h"

enum { STDIN_FIRST_SIZE = 64 << 10 };

/* In nanoseconds: a modification time up to 10 ms after the creation of a file counts as the time
 * of creation. touch(1) sets the modification time directly after it has created a file. */
static const int64_t BIRTH = INT64_C(10) * 1000000;
/* In nanoseconds: an empty file whose last modification is less than 5 s ago is probably being
 * written by an editor. */
static const int64_t JUST_NOW = INT64_C(5) * 1000000000;

/* The use for which a file is opened: as a plan or as a configuration. */
struct role {
    const char *noun;     /* the name of the use in messages */
    enum wp_status unfit; /* the status if the file cannot be opened or is not a regular file */
};

static const struct role plan_role = {"a plan file (give the file with -f)", WP_MISSING};
static const struct role config_role = {"a configuration file", WP_CONFIG};

static enum wp_status fail_open(const char *name, const struct role *role, int flags,
                                struct wp_error *error)
{
    if (errno == ELOOP && (flags & O_NOFOLLOW) != 0)
        return wp_error_set(error, WP_BUSY, "%s has just become a link (try again)", name);
    switch (errno) {
    case EAGAIN: /* another program has a lease on the file */
        return wp_error_set(error, WP_BUSY, "another program is using %s (try again)", name);
    case EIO:
    case EMFILE:
    case ENFILE:
        return wp_error_set(error, WP_IO, "cannot open %s: %s", name, strerror(errno));
    case ENOMEM:
        return wp_error_set(error, WP_NO_MEMORY, "out of memory");
    case ENOENT:
        return wp_error_set(error, WP_MISSING,
                            "there is no plan at %s yet (add a goal to start it)", name);
    default:
        return wp_error_set(error, role->unfit, "cannot open %s: %s", name, strerror(errno));
    }
}

static enum wp_status check_regular(const struct stat *info, const char *name,
                                    const struct role *role, struct wp_error *error)
{
    if (S_ISREG(info->st_mode))
        return WP_OK;
    const char *kind = S_ISDIR(info->st_mode)    ? "a directory"
                       : S_ISFIFO(info->st_mode) ? "a pipe"
                                                 : "a device";
    return wp_error_set(error, role->unfit, "%s is %s, not %s", name, kind, role->noun);
}

static enum wp_status open_as(struct wp_input_file *file, int directory, const char *entry,
                              const char *name, const struct role *role, int flags,
                              struct wp_error *error)
{
    *file = (struct wp_input_file){.fd = -1, .name = name};

    /* Open with O_NONBLOCK, because opening a FIFO without a writer would block. */
    int fd = wp_eintr_open(directory, entry, O_RDONLY | O_NONBLOCK | O_NOCTTY | flags);
    if (fd < 0)
        return fail_open(name, role, flags, error);

    struct stat info;
    enum wp_status status = WP_OK;
    if (fstat(fd, &info) != 0)
        status = wp_error_set(error, WP_IO, "cannot read %s: %s", name, strerror(errno));
    else
        status = check_regular(&info, name, role, error);
    if (status != WP_OK) {
        close(fd);
        return status;
    }
    file->fd = fd;
    file->size = (uint64_t)info.st_size;
    return WP_OK;
}

enum wp_status wp_input_file_open(struct wp_input_file *file, const char *path,
                                  struct wp_error *error)
{
    return open_as(file, AT_FDCWD, path, path, &plan_role, 0, error);
}

enum wp_status wp_input_file_open_at(struct wp_input_file *file, int directory, const char *entry,
                                     const char *name, struct wp_error *error)
{
    return open_as(file, directory, entry, name, &plan_role, O_NOFOLLOW, error);
}

/* Whether the directory of the file may not be searched. After su(1) or sudo(8), for example, HOME
 * can be the directory of another user. */
static bool is_out_of_sight(const char *path)
{
    struct stat info;

    return stat(path, &info) != 0 && (errno == EACCES || errno == ENOTDIR);
}

enum wp_status wp_input_file_open_config(struct wp_input_file *file, const char *path,
                                         struct wp_error *error)
{
    enum wp_status status = open_as(file, AT_FDCWD, path, path, &config_role, 0, error);

    return status == WP_CONFIG && is_out_of_sight(path) ? WP_MISSING : status;
}

static int64_t nanoseconds(int64_t seconds, int64_t rest)
{
    return seconds * 1000000000 + rest;
}

/* Whether the file was not modified since its creation. False if the file system does not record
 * times of creation. */
static bool is_newborn(int fd, const struct stat *info)
{
#ifdef STATX_BTIME
    struct statx more;
    int64_t changed = nanoseconds(info->st_mtim.tv_sec, info->st_mtim.tv_nsec);

    return statx(fd, "", AT_EMPTY_PATH, STATX_BTIME, &more) == 0 &&
           (more.stx_mask & STATX_BTIME) != 0 &&
           changed - nanoseconds(more.stx_btime.tv_sec, more.stx_btime.tv_nsec) < BIRTH;
#else
    (void)fd, (void)info;
    return false;
#endif
}

bool wp_input_file_just_emptied(int fd, const struct stat *info)
{
    struct timespec now;
    int64_t age;

    if (info->st_size > 0)
        return false;
    clock_gettime(CLOCK_REALTIME, &now);
    age = nanoseconds(now.tv_sec, now.tv_nsec) -
          nanoseconds(info->st_mtim.tv_sec, info->st_mtim.tv_nsec);
    return age < JUST_NOW && age > -JUST_NOW && !is_newborn(fd, info);
}

/* Double the memory of `bytes`, up to WP_FILE_MAX + 1 bytes. If the last byte is read, standard
 * input is too large. */
static char *grow_input(char *bytes, size_t *capacity)
{
    size_t larger = *capacity == 0 ? STDIN_FIRST_SIZE : *capacity * 2;

    *capacity = larger > WP_FILE_MAX ? (size_t)WP_FILE_MAX + 1 : larger;
    return wp_memory_resize(bytes, *capacity, 1);
}

enum wp_status wp_input_file_read_stdin(struct wp_input_file *file, struct wp_error *error)
{
    *file = (struct wp_input_file){.fd = -1, .name = "standard input"};

    enum wp_status status = WP_OK;
    char *bytes = NULL;
    size_t capacity = 0;
    size_t size = 0;
    for (;;) {
        if (size > WP_FILE_MAX) {
            status = wp_error_set(error, WP_INVALID, "standard input is larger than 1 GiB");
            goto out;
        }
        if (size == capacity)
            bytes = grow_input(bytes, &capacity);
        ssize_t count;
        WP_RETRY(count, read(STDIN_FILENO, bytes + size, capacity - size));
        if (count < 0) {
            status = wp_error_set(error, WP_IO, "cannot read standard input: %s", strerror(errno));
            goto out;
        }
        if (count == 0)
            break;
        size += (size_t)count;
    }
    file->bytes = bytes;
    file->size = size;
    bytes = NULL;
out:
    free(bytes);
    return status;
}

static enum wp_status read_at(void *context, uint64_t offset, char *bytes, size_t length,
                              struct wp_error *error)
{
    const struct wp_input_file *file = context;
    if (file->fd < 0) {
        if (offset > file->size || length > file->size - offset)
            return wp_error_set(error, WP_BUG, "cannot read beyond the end of %s", file->name);
        if (length > 0)
            memcpy(bytes, file->bytes + offset, length);
        return WP_OK;
    }
    size_t done = 0;
    while (done < length) {
        ssize_t count;
        WP_RETRY(count, pread(file->fd, bytes + done, length - done, (off_t)(offset + done)));
        if (count < 0)
            return wp_error_set(error, WP_IO, "cannot read %s: %s", file->name, strerror(errno));
        if (count == 0)
            return wp_error_set(error, WP_IO, "%s changed while it was read (try again)",
                                file->name);
        done += (size_t)count;
    }
    return WP_OK;
}

struct wp_input wp_input_file_input(struct wp_input_file *file)
{
    return (struct wp_input){.size = file->size, .read = read_at, .context = file};
}

enum wp_status wp_input_read(const struct wp_input *input, struct wp_buf *bytes,
                             struct wp_error *error)
{
    size_t length = bytes->length;

    wp_buf_repeat(bytes, " ", (size_t)input->size); /* append blanks, which the read overwrites */
    if (input->size == 0)
        return WP_OK;
    return input->read(input->context, 0, bytes->data + length, (size_t)input->size, error);
}

void wp_input_file_close(struct wp_input_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    free(file->bytes);
    file->fd = -1;
    file->bytes = NULL;
    file->size = 0;
}
