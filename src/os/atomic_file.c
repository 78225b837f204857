#ifdef __linux__
#define _GNU_SOURCE /* renameat2 */
#endif
#include "os/atomic_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "os/lease.h"
#include "os/retry.h"

enum {
    SUFFIX_LENGTH = 6,  /* of a name at random */
    NUMBER_LENGTH = 13, /* of 64 bits */
    ORIGIN_LENGTH = 2 * NUMBER_LENGTH,
    ATTEMPTS = 100
};

static const char marker[] = ".weekplan-";
static const char suffix_digits[] = "abcdefghijklmnopqrstuvwxyz234567";

/* Writes .NAME.weekplan- to `prefix` and returns its length. A long NAME is cut,
 * between characters, to leave room for the rest. */
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

static char *put_digits(char *end, uint64_t number, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        *end++ = suffix_digits[number % 32];
        number /= 32;
    }
    *end = '\0';
    return end;
}

/* The names only have to differ: O_EXCL sees to safety. */
static void add_suffix(char *end, unsigned attempt)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t number = (uint64_t)now.tv_nsec ^ ((uint64_t)getpid() << 15) ^ attempt;
    put_digits(end, number * 0x9E3779B97F4A7C15u >> 32, SUFFIX_LENGTH);
}

/* A version of a file, as far as an exchange leaves it. 0 for NULL. */
static uint64_t fingerprint(const struct stat *info)
{
    if (info == NULL)
        return 0;
    uint64_t parts[] = {(uint64_t)info->st_ino, (uint64_t)info->st_size,
                        (uint64_t)info->st_mtim.tv_sec, (uint64_t)info->st_mtim.tv_nsec};
    return wp_hash((struct wp_str){(const char *)parts, sizeof parts});
}

/* Which file was created under the name, and which one it shall replace: by this
 * the next run knows what a killed one has left from what somebody else saved. */
static void add_origin(char *end, const struct stat *created, const struct stat *old)
{
    end = put_digits(end, (uint64_t)created->st_ino, NUMBER_LENGTH);
    put_digits(end, fingerprint(old), NUMBER_LENGTH);
}

static enum wp_status fail_write(const struct wp_path *place, struct wp_error *error)
{
    return wp_error_set(error, WP_IO, "cannot write %s: %s (it is as it was)", place->name,
                        strerror(errno));
}

static enum wp_status fail_busy(const struct wp_path *place, struct wp_error *error)
{
    return wp_error_set(error, WP_BUSY,
                        "%s was changed by another program meanwhile and is left alone (try again)",
                        place->name);
}

/* Gives the new file the name that tells its origin. It keeps the other one on file
 * systems without hard links. */
static void name_origin(struct wp_atomic_file *replacement, size_t length, const struct stat *old)
{
    int directory = replacement->place->directory;
    char entry[WP_ATOMIC_FILE_NAME_SIZE];
    struct stat created;
    if (fstat(replacement->fd, &created) != 0)
        return;
    memcpy(entry, replacement->entry, length);
    add_origin(entry + length, &created, old);
    if (linkat(directory, replacement->entry, directory, entry, 0) != 0)
        return;
    if (unlinkat(directory, replacement->entry, 0) != 0) {
        unlinkat(directory, entry, 0);
        return;
    }
    memcpy(replacement->entry, entry, sizeof entry);
}

enum wp_status wp_atomic_file_create(struct wp_atomic_file *replacement,
                                     const struct wp_path *place, const struct stat *old,
                                     struct wp_error *error)
{
    char entry[WP_ATOMIC_FILE_NAME_SIZE];
    size_t length = name_prefix(entry, place->entry);
    int fd = -1;
    replacement->place = place;
    for (unsigned attempt = 0; fd < 0 && attempt < ATTEMPTS; attempt++) {
        add_suffix(entry + length, attempt);
        WP_RETRY(fd, openat(place->directory, entry,
                            O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd < 0)
        return wp_error_set(error, WP_CANNOT_CREATE, "cannot create a file beside %s: %s",
                            place->name, strerror(errno));
    replacement->fd = fd;
    memcpy(replacement->entry, entry, sizeof entry);
    name_origin(replacement, length, old);
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

/* Nobody can set the time of the last change of the inode, so it stands for a
 * comparison of the bytes. The old file is open: its inode is not used again. */
static bool same_version(const struct stat *a, const struct stat *b)
{
    return same_file(a, b) && a->st_size == b->st_size && same_time(a->st_mtim, b->st_mtim) &&
           same_time(a->st_ctim, b->st_ctim);
}

static enum wp_status atomic_file_check_unchanged(const struct wp_path *place,
                                                  const struct stat *old, int lease,
                                                  struct wp_error *error)
{
    struct stat now;
    if (wp_lease_is_broken(lease))
        return wp_lease_fail(place->name, error);
    if (fstatat(place->directory, place->entry, &now, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT)
            return fail_write(place, error);
        return old == NULL ? WP_OK : fail_busy(place, error);
    }
    return old != NULL && same_version(old, &now) ? WP_OK : fail_busy(place, error);
}

#ifdef RENAME_EXCHANGE
static int rename_with(const struct wp_atomic_file *replacement, unsigned flags)
{
    const struct wp_path *place = replacement->place;
    return renameat2(place->directory, replacement->entry, place->directory, place->entry, flags);
}
#else
enum { RENAME_EXCHANGE, RENAME_NOREPLACE };

static int rename_with(const struct wp_atomic_file *replacement, unsigned flags)
{
    (void)replacement, (void)flags;
    errno = ENOSYS;
    return -1;
}
#endif

static enum wp_status rename_plainly(struct wp_atomic_file *replacement, struct wp_error *error)
{
    const struct wp_path *place = replacement->place;
    if (renameat(place->directory, replacement->entry, place->directory, place->entry) != 0)
        return fail_write(place, error);
    replacement->entry[0] = '\0';
    return WP_OK;
}

static bool rename_flags_unknown(int reason)
{
    return reason == ENOSYS || reason == EINVAL || reason == ENOTSUP;
}

/* Whether the file under our name is the old one still, and nobody waits to write
 * into it. The exchange itself sets the time of the last change. */
static bool is_still_old(const struct wp_atomic_file *replacement, const struct stat *old,
                         int lease)
{
    struct stat out;
    return fstatat(replacement->place->directory, replacement->entry, &out, AT_SYMLINK_NOFOLLOW) ==
               0 &&
           same_file(&out, old) && out.st_size == old->st_size &&
           same_time(out.st_mtim, old->st_mtim) && !wp_lease_is_broken(lease);
}

/* Opens the new version where it is now, for reading only, so that a lease can
 * tell of others who write into it. */
static bool open_again(struct wp_atomic_file *replacement)
{
    const struct wp_path *place = replacement->place;
    struct stat ours;
    struct stat there;
    int fd;
    WP_RETRY(fd, openat(place->directory, place->entry,
                        O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (fd < 0)
        return false;
    if (fstat(replacement->fd, &ours) != 0 || fstat(fd, &there) != 0 || !same_file(&ours, &there)) {
        close(fd);
        return false;
    }
    close(replacement->fd);
    replacement->fd = fd;
    return true;
}

/* Gives what others have written, or are about to, a name that no sweep takes. */
static void set_aside(struct wp_atomic_file *replacement)
{
    int directory = replacement->place->directory;
    char entry[WP_ATOMIC_FILE_NAME_SIZE];
    add_suffix(entry + name_prefix(entry, replacement->place->entry), 0);
    if (renameat(directory, replacement->entry, directory, entry) == 0)
        memcpy(replacement->entry, entry, sizeof entry);
}

/* Takes an exchange back, unless what is there is another file, or somebody has
 * written into the new version, or is about to. */
static bool exchange_back(struct wp_atomic_file *replacement)
{
    struct stat now;
    if (!open_again(replacement))
        return false;
    enum wp_lease lease = wp_lease_take(replacement->fd);
    if (lease == WP_LEASE_WRITER || fstat(replacement->fd, &now) != 0 ||
        now.st_size != replacement->written.st_size ||
        !same_time(now.st_mtim, replacement->written.st_mtim) ||
        rename_with(replacement, RENAME_EXCHANGE) != 0)
        return false;
    replacement->stands = false;
    if (lease == WP_LEASE_HELD && wp_lease_is_broken(replacement->fd)) {
        set_aside(replacement);
        replacement->entry[0] = '\0'; /* the next run names it */
    }
    return true;
}

/* What others have written is under our name, and stays there. */
static enum wp_status fail_beside(struct wp_atomic_file *replacement, struct wp_error *error)
{
    set_aside(replacement);
    enum wp_status status = wp_error_set(
        error, WP_IO, "what another program saved meanwhile as %s is in %s beside it now",
        replacement->place->name, replacement->entry);
    replacement->entry[0] = '\0';
    return status;
}

/* Gives way to another program that has saved, or is about to. */
static enum wp_status give_way(struct wp_atomic_file *replacement, struct wp_error *error)
{
    if (!exchange_back(replacement))
        return fail_beside(replacement, error);
    return fail_busy(replacement->place, error);
}

/* Where the system cannot exchange two names, an editor that saves between the
 * check and the rename is not seen. */
static enum wp_status take_place_of(struct wp_atomic_file *replacement, struct wp_error *error)
{
    const struct wp_path *place = replacement->place;
    if (rename_with(replacement, RENAME_EXCHANGE) == 0)
        return WP_OK;
    if (rename_flags_unknown(errno))
        return rename_plainly(replacement, error);
    return errno == ENOENT ? fail_busy(place, error) : fail_write(place, error);
}

static enum wp_status take_empty_place(struct wp_atomic_file *replacement, struct wp_error *error)
{
    if (rename_with(replacement, RENAME_NOREPLACE) == 0) {
        replacement->entry[0] = '\0';
        return WP_OK;
    }
    if (errno == EEXIST)
        return fail_busy(replacement->place, error);
    if (rename_flags_unknown(errno))
        return rename_plainly(replacement, error);
    return fail_write(replacement->place, error);
}

/* Some file systems have nothing to bring to the disk for a directory. */
static bool atomic_file_sync_directory(int directory)
{
    int result;
    WP_RETRY(result, fsync(directory));
    return result == 0 || errno == EINVAL;
}

/* The new version is in its place, and an old one, if any, under our name. Another
 * program may have the old one, from before the exchange: it is looked at once
 * more when some time has passed, which is when the directory is on the disk. */
static enum wp_status settle(struct wp_atomic_file *replacement, const struct stat *old, int lease,
                             struct wp_error *error)
{
    const struct wp_path *place = replacement->place;
    replacement->stands = true;
    bool exchanged = old != NULL && replacement->entry[0] != '\0';
    if (exchanged && !is_still_old(replacement, old, lease))
        return give_way(replacement, error);
    bool synced = atomic_file_sync_directory(place->directory);
    int reason = errno;
    if (exchanged && !is_still_old(replacement, old, lease)) {
        enum wp_status status = give_way(replacement, error);
        (void)atomic_file_sync_directory(place->directory);
        return status;
    }
    if (synced)
        return WP_OK;
    errno = reason;
    if (exchanged && exchange_back(replacement)) {
        errno = reason;
        return fail_write(place, error);
    }
    return wp_error_set(error, WP_IO, "%s is written, but may not outlast a power failure: %s",
                        place->name, strerror(reason));
}

enum wp_status wp_atomic_file_install(struct wp_atomic_file *replacement, const struct stat *old,
                                      int lease, struct wp_error *error)
{
    const struct wp_path *place = replacement->place;
    int result;
    WP_RETRY(result, fsync(replacement->fd));
    if (result != 0 || fstat(replacement->fd, &replacement->written) != 0)
        return fail_write(place, error);

    enum wp_status status = atomic_file_check_unchanged(place, old, lease, error);
    if (status == WP_OK)
        status =
            old == NULL ? take_empty_place(replacement, error) : take_place_of(replacement, error);
    return status == WP_OK ? settle(replacement, old, lease, error) : status;
}

/* Puts back what has left its place, unless there is another file now. */
static enum wp_status atomic_file_put_back(struct wp_atomic_file *away, struct wp_error *error)
{
    const struct wp_path *place = away->place;
    if (linkat(place->directory, away->entry, place->directory, place->entry, 0) != 0)
        return fail_beside(away, error);
    return fail_busy(place, error);
}

enum wp_status wp_atomic_file_remove(const struct wp_path *place, const struct stat *old, int lease,
                                     struct wp_error *error)
{
    /* Nothing, under a name of our own, to take the place of. */
    struct wp_atomic_file away = WP_ATOMIC_FILE_INIT;
    enum wp_status status = wp_atomic_file_create(&away, place, old, error);
    if (status == WP_OK)
        status = atomic_file_check_unchanged(place, old, lease, error);
    if (status != WP_OK)
        goto out;
    if (renameat(place->directory, place->entry, place->directory, away.entry) != 0) {
        status = fail_write(place, error);
        goto out;
    }
    bool synced = atomic_file_sync_directory(place->directory);
    int reason = errno;
    if (!is_still_old(&away, old, lease)) {
        status = atomic_file_put_back(&away, error);
        (void)atomic_file_sync_directory(place->directory);
    } else if (!synced) {
        status =
            wp_error_set(error, WP_IO, "%s is removed, but may come back after a power failure: %s",
                         place->name, strerror(reason));
    }
out:
    wp_atomic_file_discard(&away);
    return status;
}

void wp_atomic_file_discard(struct wp_atomic_file *replacement)
{
    if (replacement->entry[0] != '\0')
        unlinkat(replacement->place->directory, replacement->entry, 0);
    if (replacement->fd >= 0)
        close(replacement->fd);
    *replacement = (struct wp_atomic_file)WP_ATOMIC_FILE_INIT;
}

/* Whether nobody has the file open for writing, as far as can be told. Its lease
 * ends with the descriptor, after the file is gone. */
static bool is_unused(int fd)
{
    return wp_lease_take(fd) != WP_LEASE_WRITER;
}

/* Whether a file of ours holds nothing that is anybody else's: it is the one that
 * was created under the name, or what that was to replace. Under a name at random
 * nothing is written. */
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

/* Root may have given its file to the owner of the plan already. */
static bool is_ours(const struct stat *info)
{
    uid_t user = geteuid();
    return S_ISREG(info->st_mode) && (info->st_uid == user || user == 0);
}

static bool is_named_by_us(const char *entry, const char *prefix, size_t length)
{
    size_t rest = strlen(entry) - (strncmp(entry, prefix, length) == 0 ? length : 0);
    return rest != strlen(entry) && (rest == SUFFIX_LENGTH || rest == ORIGIN_LENGTH) &&
           strspn(entry + length, suffix_digits) == rest;
}

static void sweep_file(const struct wp_path *place, const char *entry, size_t length,
                       struct wp_buf *kept)
{
    struct stat info;
    int fd;
    WP_RETRY(fd, openat(place->directory, entry,
                        O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (fd < 0)
        return;
    if (fstat(fd, &info) == 0 && is_ours(&info)) {
        if (is_litter(fd, entry + length, &info)) {
            unlinkat(place->directory, entry, 0);
        } else if (kept != NULL) {
            wp_buf_puts(kept, kept->length > 0 ? ", " : "");
            wp_buf_puts(kept, entry);
        }
    }
    close(fd);
}

void wp_atomic_file_sweep(const struct wp_path *place, struct wp_buf *kept)
{
    char prefix[WP_ATOMIC_FILE_NAME_SIZE];
    size_t length = name_prefix(prefix, place->entry);
    int fd;
    WP_RETRY(fd, openat(place->directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
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
            sweep_file(place, found->d_name, length, kept);
    closedir(listing);
}
