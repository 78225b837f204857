#ifdef __linux__
#define _GNU_SOURCE /* for renameat2(2) */
#endif
#include "os/atomic_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "os/eintr.h"
#include "os/file_lease.h"
#include "os/mount_point.h"

enum {
    SUFFIX_LENGTH = 6,                 /* length of a random suffix */
    NUMBER_LENGTH = 13,                /* digits, in base 32, of a number of 64 bits */
    ORIGIN_LENGTH = 2 * NUMBER_LENGTH, /* length of a suffix of an inode and a fingerprint */
    ATTEMPTS = 100                     /* number of random names to try before giving up */
};

static const char marker[] = ".weekplan-";
static const char suffix_digits[] = "abcdefghijklmnopqrstuvwxyz234567";

/* Write .NAME.weekplan- to `prefix`, where NAME is `entry`, and return its length. A long NAME is
 * cut between two characters, so that a suffix fits. */
static size_t name_prefix(char prefix[WP_ATOMIC_FILE_NAME_SIZE], const char *entry)
{
    size_t room = WP_ATOMIC_FILE_NAME_SIZE - sizeof marker - 1 - ORIGIN_LENGTH;
    size_t length = strlen(entry);
    if (length > room) {
        length = room;
        while (length > 0 && ((unsigned char)entry[length] & 0xC0) == 0x80)
            length--;
    }
    return (size_t)snprintf(prefix, WP_ATOMIC_FILE_NAME_SIZE, ".%.*s%s", (int)length, entry,
                            marker);
}

/* Write the last `count` digits of `number` in base 32, the lowest digit first, and a NUL. Return a
 * pointer to the NUL. */
static char *put_digits(char *end, uint64_t number, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        *end++ = suffix_digits[number % 32];
        number /= 32;
    }
    *end = '\0';
    return end;
}

/* Write a random suffix. The name is probably unused; open(2) with O_EXCL makes sure. */
static void add_suffix(char *end, unsigned attempt)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t number = (uint64_t)now.tv_nsec ^ ((uint64_t)getpid() << 15) ^ attempt;
    put_digits(end, number * 0x9E3779B97F4A7C15u >> 32, SUFFIX_LENGTH);
}

/* Return a hash of the inode, size and modification time of a file, which renameat2(2) does not
 * change. 0 for NULL. */
static uint64_t fingerprint(const struct stat *info)
{
    if (info == NULL)
        return 0;
    uint64_t parts[] = {(uint64_t)info->st_ino, (uint64_t)info->st_size,
                        (uint64_t)info->st_mtim.tv_sec, (uint64_t)info->st_mtim.tv_nsec};
    return wp_hash((struct wp_str){(const char *)parts, sizeof parts});
}

/* Write the suffix for the file `created`, which is to replace `old`. If this process is killed,
 * the next process sees by the suffix whether a file with this name is one of these two files. */
static void add_origin(char *end, const struct stat *created, const struct stat *old)
{
    end = put_digits(end, (uint64_t)created->st_ino, NUMBER_LENGTH);
    put_digits(end, fingerprint(old), NUMBER_LENGTH);
}

/* Only a mount point makes rename(2) of a file fail with EBUSY. */
static enum wp_status fail_write(const struct wp_path *path, struct wp_error *error)
{
    if (errno == EBUSY)
        return wp_mount_point_fail(path->name, error);
    return wp_error_set(error, WP_IO, "cannot write %s: %s (it is not changed)", path->name,
                        strerror(errno));
}

static enum wp_status fail_busy(const struct wp_path *path, struct wp_error *error)
{
    return wp_error_set(
        error, WP_BUSY,
        "%s was changed by another program meanwhile, and is not overwritten (try again)",
        path->name);
}

/* Rename the new file so that its temporary name has its inode and the fingerprint of `old`. Use
 * link(2) and unlink(2), which never replace another file. On a file system without hard links, the
 * file keeps its first temporary name. */
static void name_origin(struct wp_atomic_file *file, size_t length, const struct stat *old)
{
    int directory = file->path->directory;
    char entry[WP_ATOMIC_FILE_NAME_SIZE];
    struct stat created;
    if (fstat(file->fd, &created) != 0)
        return;
    memcpy(entry, file->entry, length);
    add_origin(entry + length, &created, old);
    if (linkat(directory, file->entry, directory, entry, 0) != 0)
        return;
    if (unlinkat(directory, file->entry, 0) != 0) {
        unlinkat(directory, entry, 0);
        return;
    }
    memcpy(file->entry, entry, sizeof entry);
}

enum wp_status wp_atomic_file_create(struct wp_atomic_file *file, const struct wp_path *path,
                                     const struct stat *old, struct wp_error *error)
{
    char entry[WP_ATOMIC_FILE_NAME_SIZE];
    size_t length = name_prefix(entry, path->entry);
    int fd = -1;
    file->path = path;
    for (unsigned attempt = 0; fd < 0 && attempt < ATTEMPTS; attempt++) {
        add_suffix(entry + length, attempt);
        fd = wp_eintr_open(path->directory, entry, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd < 0)
        return wp_error_set(error, WP_CANNOT_CREATE, "cannot create a file beside %s: %s",
                            path->name, strerror(errno));
    file->fd = fd;
    memcpy(file->entry, entry, sizeof entry);
    name_origin(file, length, old);
    return WP_OK;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* Whether both stats are of the same file with the same bytes. The bytes need not be compared,
 * because a program cannot set st_ctim. The inode number cannot have been reused, because the old
 * file is still open. */
static bool same_version(const struct stat *a, const struct stat *b)
{
    return same_file(a, b) && a->st_size == b->st_size && same_time(a->st_mtim, b->st_mtim) &&
           same_time(a->st_ctim, b->st_ctim);
}

/* Check that the file at `path` is still the file `old` with the same bytes, or is still absent if
 * `old` is NULL. Return WP_BUSY if not, or if a program wants to write to the file. */
static enum wp_status atomic_file_check_unchanged(const struct wp_path *path,
                                                  const struct stat *old, int lease,
                                                  struct wp_error *error)
{
    struct stat now;
    if (wp_lease_is_broken(lease))
        return wp_lease_fail(path->name, error);
    if (fstatat(path->directory, path->entry, &now, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT)
            return fail_write(path, error);
        return old == NULL ? WP_OK : fail_busy(path, error);
    }
    return old != NULL && same_version(old, &now) ? WP_OK : fail_busy(path, error);
}

#ifdef RENAME_EXCHANGE
static int rename_with(const struct wp_atomic_file *file, unsigned flags)
{
    const struct wp_path *path = file->path;
    return renameat2(path->directory, file->entry, path->directory, path->entry, flags);
}
#else
enum { RENAME_EXCHANGE, RENAME_NOREPLACE };

static int rename_with(const struct wp_atomic_file *file, unsigned flags)
{
    (void)file, (void)flags;
    errno = ENOSYS;
    return -1;
}
#endif

/* Give the new version its name with rename(2). An old file of that name is replaced, and cannot be
 * checked or restored afterwards. */
static enum wp_status rename_plainly(struct wp_atomic_file *file, struct wp_error *error)
{
    const struct wp_path *path = file->path;
    if (renameat(path->directory, file->entry, path->directory, path->entry) != 0)
        return fail_write(path, error);
    file->entry[0] = '\0';
    return WP_OK;
}

/* Whether rename_with failed because the system or the file system does not support its flags. */
static bool rename_flags_unknown(int reason)
{
    return reason == ENOSYS || reason == EINVAL || reason == ENOTSUP;
}

/* Whether the file with the temporary name is `old`, unchanged, and no program waits to write to
 * it. st_ctim is not compared, because renameat2(2) changes it. */
static bool is_still_old(const struct wp_atomic_file *file, const struct stat *old, int lease)
{
    struct stat now;
    return fstatat(file->path->directory, file->entry, &now, AT_SYMLINK_NOFOLLOW) == 0 &&
           same_file(&now, old) && now.st_size == old->st_size &&
           same_time(now.st_mtim, old->st_mtim) && !wp_lease_is_broken(lease);
}

/* Open the new version again, for reading only, because fcntl(2) grants a read lease only on such a
 * descriptor. Return false if that fails, or if the file at the path is not the new version. */
static bool open_again(struct wp_atomic_file *file)
{
    const struct wp_path *path = file->path;
    struct stat ours;
    struct stat there;
    int fd = wp_eintr_open_no_link(path->directory, path->entry);
    if (fd < 0)
        return false;
    if (fstat(file->fd, &ours) != 0 || fstat(fd, &there) != 0 || !same_file(&ours, &there)) {
        close(fd);
        return false;
    }
    close(file->fd);
    file->fd = fd;
    return true;
}

/* Give the file with the temporary name a random suffix, because another program has written to the
 * file. A file with a random suffix is never removed by wp_atomic_file_sweep, unless the file is
 * empty. */
static void rename_to_keep(struct wp_atomic_file *file)
{
    int directory = file->path->directory;
    char entry[WP_ATOMIC_FILE_NAME_SIZE];
    add_suffix(entry + name_prefix(entry, file->path->entry), 0);
    if (renameat(directory, file->entry, directory, entry) == 0)
        memcpy(file->entry, entry, sizeof entry);
}

/* Exchange the names again, so that the old file has its name back. Return false, and change
 * nothing, if another program has replaced the new version, has written to it, or has it open for
 * writing. */
static bool exchange_back(struct wp_atomic_file *file)
{
    struct stat now;
    if (!open_again(file))
        return false;
    enum wp_lease lease = wp_lease_take(file->fd);
    if (lease == WP_LEASE_WRITER || fstat(file->fd, &now) != 0 ||
        now.st_size != file->written.st_size || !same_time(now.st_mtim, file->written.st_mtim) ||
        rename_with(file, RENAME_EXCHANGE) != 0)
        return false;
    file->installed = false;
    if (lease == WP_LEASE_HELD && wp_lease_is_broken(file->fd)) {
        rename_to_keep(file);
        file->entry[0] = '\0'; /* do not remove the file; the next process names it in a message */
    }
    return true;
}

/* Return WP_IO, because another program has written to the file with the temporary name. Rename
 * that file, so that it is never removed; the message has its new name. */
static enum wp_status fail_beside(struct wp_atomic_file *file, struct wp_error *error)
{
    rename_to_keep(file);
    enum wp_status status = wp_error_set(
        error, WP_IO, "another program saved %s meanwhile; what it saved is now in %s beside it",
        file->path->name, file->entry);
    file->entry[0] = '\0';
    return status;
}

/* Exchange the names again, because another program has written to the old file or waits to write
 * to it. Return WP_BUSY, or the status of fail_beside. */
static enum wp_status give_way(struct wp_atomic_file *file, struct wp_error *error)
{
    if (!exchange_back(file))
        return fail_beside(file, error);
    return fail_busy(file->path, error);
}

/* Exchange the names of the new version and the old file. On a system that cannot exchange names,
 * use rename(2). Then the bytes of a program that saves between the check and the rename are
 * lost. */
static enum wp_status replace_old(struct wp_atomic_file *file, struct wp_error *error)
{
    const struct wp_path *path = file->path;
    if (rename_with(file, RENAME_EXCHANGE) == 0)
        return WP_OK;
    if (rename_flags_unknown(errno))
        return rename_plainly(file, error);
    return errno == ENOENT ? fail_busy(path, error) : fail_write(path, error);
}

/* Give the new version its name, unless another program has created a file with that name. */
static enum wp_status install_new(struct wp_atomic_file *file, struct wp_error *error)
{
    if (rename_with(file, RENAME_NOREPLACE) == 0) {
        file->entry[0] = '\0';
        return WP_OK;
    }
    if (errno == EEXIST)
        return fail_busy(file->path, error);
    if (rename_flags_unknown(errno))
        return rename_plainly(file, error);
    return fail_write(file->path, error);
}

/* Sync the directory after the exchange of names. Another program may have looked up the old file
 * before the exchange, and may open it only later. So check the old file before the sync and again
 * after the sync, which takes some time. */
static enum wp_status sync_installed(struct wp_atomic_file *file, const struct stat *old, int lease,
                                     struct wp_error *error)
{
    const struct wp_path *path = file->path;
    file->installed = true;
    bool exchanged = old != NULL && file->entry[0] != '\0';
    if (exchanged && !is_still_old(file, old, lease))
        return give_way(file, error);
    bool synced = wp_eintr_sync_directory(path->directory);
    int reason = errno;
    if (exchanged && !is_still_old(file, old, lease)) {
        enum wp_status status = give_way(file, error);
        (void)wp_eintr_sync_directory(path->directory);
        return status;
    }
    if (synced)
        return WP_OK;
    errno = reason;
    if (exchanged && exchange_back(file)) {
        errno = reason;
        return fail_write(path, error);
    }
    return wp_error_set(error, WP_IO, "%s is written, but may be lost in a power failure: %s",
                        path->name, strerror(reason));
}

enum wp_status wp_atomic_file_install(struct wp_atomic_file *file, const struct stat *old,
                                      int lease, struct wp_error *error)
{
    const struct wp_path *path = file->path;
    int result;
    WP_RETRY(result, fsync(file->fd));
    if (result != 0 || fstat(file->fd, &file->written) != 0)
        return fail_write(path, error);

    enum wp_status status = atomic_file_check_unchanged(path, old, lease, error);
    if (status == WP_OK)
        status = old == NULL ? install_new(file, error) : replace_old(file, error);
    return status == WP_OK ? sync_installed(file, old, lease, error) : status;
}

/* Give the removed file its name back, unless another program has created a file with that name. */
static enum wp_status atomic_file_put_back(struct wp_atomic_file *away, struct wp_error *error)
{
    const struct wp_path *path = away->path;
    if (linkat(path->directory, away->entry, path->directory, path->entry, 0) != 0)
        return fail_beside(away, error);
    return fail_busy(path, error);
}

enum wp_status wp_atomic_file_remove(const struct wp_path *path, const struct stat *old, int lease,
                                     struct wp_error *error)
{
    /* Create an empty file, whose name is then the new name of the old file. */
    struct wp_atomic_file away = WP_ATOMIC_FILE_INIT;
    enum wp_status status = wp_atomic_file_create(&away, path, old, error);
    if (status == WP_OK)
        status = atomic_file_check_unchanged(path, old, lease, error);
    if (status != WP_OK)
        goto out;
    if (renameat(path->directory, path->entry, path->directory, away.entry) != 0) {
        status = fail_write(path, error);
        goto out;
    }
    bool synced = wp_eintr_sync_directory(path->directory);
    int reason = errno;
    if (!is_still_old(&away, old, lease)) {
        status = atomic_file_put_back(&away, error);
        (void)wp_eintr_sync_directory(path->directory);
    } else if (!synced) {
        status =
            wp_error_set(error, WP_IO, "%s is removed, but may come back after a power failure: %s",
                         path->name, strerror(reason));
    }
out:
    wp_atomic_file_discard(&away);
    return status;
}

void wp_atomic_file_discard(struct wp_atomic_file *file)
{
    if (file->entry[0] != '\0')
        unlinkat(file->path->directory, file->entry, 0);
    if (file->fd >= 0)
        close(file->fd);
    *file = (struct wp_atomic_file)WP_ATOMIC_FILE_INIT;
}

/* Whether no program has the file open for writing, if the system supports leases. The lease lasts
 * until the descriptor is closed, which is after the file is removed. */
static bool is_unused(int fd)
{
    return wp_lease_take(fd) != WP_LEASE_WRITER;
}

/* Whether a file with a temporary name may be removed. By the suffix of its name, the file must be
 * the new version that was created with the name, or the old file that it was to replace, and no
 * program may have it open. A file with a random suffix must be empty. */
static bool is_litter(int fd, const char *suffix, const struct stat *info)
{
    char created[NUMBER_LENGTH + 1];
    char replaced[NUMBER_LENGTH + 1];
    if (strlen(suffix) == SUFFIX_LENGTH)
        return info->st_size == 0;
    put_digits(created, (uint64_t)info->st_ino, NUMBER_LENGTH);
    put_digits(replaced, fingerprint(info), NUMBER_LENGTH);
    return (memcmp(suffix, created, NUMBER_LENGTH) == 0 ||
            memcmp(suffix + NUMBER_LENGTH, replaced, NUMBER_LENGTH) == 0) &&
           is_unused(fd);
}

/* Whether the file is a regular file of the user. For root the owner does not matter, because root
 * gives its temporary files to the owner of the plan. */
static bool is_ours(const struct stat *info)
{
    uid_t user = geteuid();
    return S_ISREG(info->st_mode) && (info->st_uid == user || user == 0);
}

/* Whether a directory entry is `prefix` with a suffix of a temporary name. */
static bool is_named_by_us(const char *entry, const char *prefix, size_t length)
{
    size_t rest = strlen(entry) - (strncmp(entry, prefix, length) == 0 ? length : 0);
    return rest != strlen(entry) && (rest == SUFFIX_LENGTH || rest == ORIGIN_LENGTH) &&
           strspn(entry + length, suffix_digits) == rest;
}

/* Remove a file with a temporary name, or append its name to `kept` if it may not be removed. */
static void sweep_file(const struct wp_path *path, const char *entry, size_t length,
                       struct wp_buf *kept)
{
    struct stat info;
    int fd = wp_eintr_open_no_link(path->directory, entry);
    if (fd < 0)
        return;
    if (fstat(fd, &info) == 0 && is_ours(&info)) {
        if (is_litter(fd, entry + length, &info)) {
            unlinkat(path->directory, entry, 0);
        } else if (kept != NULL) {
            wp_buf_puts(kept, kept->length > 0 ? ", " : "");
            wp_buf_puts(kept, entry);
        }
    }
    close(fd);
}

void wp_atomic_file_sweep(const struct wp_path *path, struct wp_buf *kept)
{
    char prefix[WP_ATOMIC_FILE_NAME_SIZE];
    size_t length = name_prefix(prefix, path->entry);
    int fd = wp_eintr_open(path->directory, ".", O_RDONLY | O_DIRECTORY);
    if (fd < 0)
        return;
    DIR *listing = fdopendir(fd);
    if (listing == NULL) {
        close(fd);
        return;
    }
    const struct dirent *found;
    while ((found = readdir(listing)) != NULL)
        if (is_named_by_us(found->d_name, prefix, length))
            sweep_file(path, found->d_name, length, kept);
    closedir(listing);
}
