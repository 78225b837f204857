#define _XOPEN_SOURCE 700 /* for realpath(3) */
#include "os/real_path.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "os/eintr.h"
#include "os/mount_point.h"
#include "os/process.h"
#include <weekplan/buf.h>

/* limits of Linux on symbolic links (path_resolution(7)) */
enum { LINKS_MAX = 40, LINK_SIZE = 4096 };

/* Return the length of the directory part of the path, with the slash at its end. */
static size_t directory_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Follow symbolic links from `path`, and set *resolved to the first path that is not a link. Free
 * *resolved with free(3). If readlink(2) fails for any reason, end the search too; opening the file
 * then fails for the same reason. */
static enum wp_status resolve(const char *path, char **resolved, struct wp_error *error)
{
    char target[LINK_SIZE];
    struct wp_buf at = WP_BUF_INIT;

    *resolved = NULL;
    if (path[0] == '\0' || path[strlen(path) - 1] == '/') {
        (void)wp_error_set(error, WP_MISSING,
                           "'%s' does not name a plan file (give the file with -f)", path);
        return WP_MISSING;
    }
    wp_buf_puts(&at, path);
    for (unsigned links = 0; links <= LINKS_MAX; links++) {
        ssize_t length = readlink(at.data, target, sizeof target);
        if (length < 0) {
            *resolved = at.data;
            return WP_OK;
        }
        struct wp_buf next = WP_BUF_INIT;
        if (target[0] != '/')
            wp_buf_append(&next, (struct wp_str){at.data, directory_length(at.data)});
        wp_buf_append(&next, (struct wp_str){target, (size_t)length});
        wp_buf_free(&at);
        at = next;
    }
    wp_buf_free(&at);
    (void)wp_error_set(error, WP_MISSING, "cannot open %s: %s", path, strerror(ELOOP));
    return WP_MISSING;
}

static int open_directory(const char *path)
{
    return wp_eintr_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY);
}

/* Sync the directory at `path`. Return true also for a directory that may not be read, because it
 * cannot be opened for fsync(2). */
static bool sync_path(const char *path)
{
    int fd = open_directory(path);
    bool synced;

    if (fd < 0)
        return errno == EACCES;
    synced = wp_eintr_sync_directory(fd);
    close(fd);
    return synced;
}

/* Sync the parent of the new directory at `path`, so that the entry of the new directory is on the
 * disk. Return false if that fails. `path` is changed and restored. */
static bool sync_parent(char *path)
{
    char *slash = strrchr(path, '/');
    bool synced;

    if (slash == NULL)
        return sync_path(".");
    if (slash == path)
        return sync_path("/");
    *slash = '\0';
    synced = sync_path(path);
    *slash = '/';
    return synced;
}

/* Create the directory, whose path ends in a slash, and its parents, if absent. Return false, with
 * errno set, if that fails. `path` is changed and restored. */
static bool make_directories(char *path)
{
    for (char *slash = path; slash[1] != '\0';) {
        slash = strchr(slash + 1, '/');
        *slash = '\0';
        bool made = mkdir(path, 0700) == 0 ? sync_parent(path) : errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

int wp_path_open_directory(char *path, bool make)
{
    int fd = open_directory(path);
    if (fd < 0 && errno == ENOENT && make && make_directories(path))
        fd = open_directory(path);
    return fd;
}

enum wp_status wp_path_open(struct wp_path *path, const char *name, struct wp_error *error)
{
    *path = (struct wp_path){.directory = -1, .name = name};
    enum wp_status status = resolve(name, &path->resolved, error);
    if (status != WP_OK)
        return status;
    size_t length = directory_length(path->resolved);
    path->entry = path->resolved + length;

    struct wp_buf directory = WP_BUF_INIT;
    wp_buf_append(&directory, length > 0 ? (struct wp_str){path->resolved, length} : wp_str("."));
    path->directory = wp_path_open_directory(directory.data, true);
    if (path->directory < 0)
        status =
            wp_error_set(error, WP_CANNOT_CREATE, "cannot open or create the directory of %s: %s",
                         name, strerror(errno));
    wp_buf_free(&directory);
    return status;
}

/* Return the result of realpath(3). If realpath(3) is out of memory, call the out-of-memory
 * handler. */
static char *find_real_path(const char *path)
{
    char *real = realpath(path, NULL);
    if (real == NULL && errno == ENOMEM)
        wp_memory_exhausted();
    return real;
}

char *wp_path_real(const struct wp_path *path)
{
    struct wp_buf real = WP_BUF_INIT;
    size_t length = directory_length(path->resolved);
    char *directory;

    wp_buf_append(&real, length > 0 ? (struct wp_str){path->resolved, length} : wp_str("."));
    directory = find_real_path(real.data);
    wp_buf_clear(&real);
    if (directory != NULL)
        wp_buf_printf(&real, "%s/%s", directory, path->entry);
    else
        wp_buf_free(&real);
    free(directory);
    return real.data;
}

char *wp_path_resolve(const char *path)
{
    return find_real_path(path);
}

char *wp_path_absolute(const char *path)
{
    struct wp_buf whole = WP_BUF_INIT;
    char *here = path[0] == '/' ? NULL : getcwd(NULL, 0);

    if (path[0] != '/' && here == NULL)
        return NULL;
    while (wp_str_starts(wp_str(path), "./"))
        path += 2;
    if (here != NULL)
        wp_buf_printf(&whole, "%s/", strcmp(here, "/") != 0 ? here : "");
    wp_buf_puts(&whole, path);
    free(here);
    return whole.data;
}

char *wp_path_of_program(const char *name)
{
    static const char *const nowhere[] = {NULL};
    char *found =
        strchr(name, '/') != NULL ? wp_memory_strdup(name) : wp_process_find(name, nowhere);
    char *whole = found != NULL ? wp_path_absolute(found) : find_real_path("/proc/self/exe");

    free(found);
    return whole;
}

bool wp_path_exists(const char *path)
{
    struct wp_error ignored;
    char *resolved = NULL;
    if (resolve(path, &resolved, &ignored) != WP_OK)
        return false;
    resolved[directory_length(resolved)] = '\0';
    struct stat info;
    bool exists = stat(resolved[0] != '\0' ? resolved : ".", &info) == 0 ||
                  (errno != ENOENT && errno != ENOTDIR);
    free(resolved);
    return exists;
}

/* Cut the path after the last directory that exists. */
static void cut_to_existing(char *path)
{
    struct stat info;
    char *slash;

    while (path[0] != '\0' && stat(path, &info) != 0 && errno == ENOENT) {
        path[strlen(path) - 1] = '\0'; /* remove the last byte of the path, which may be a slash */
        slash = strrchr(path, '/');
        (slash != NULL ? slash + 1 : path)[0] = '\0';
    }
}

enum wp_status wp_path_check_writable(const char *path, struct wp_error *error)
{
    char *resolved = NULL;
    enum wp_status status = resolve(path, &resolved, error);

    if (status != WP_OK)
        return status;
    if (wp_mount_point_is_point(AT_FDCWD, resolved)) {
        status = wp_mount_point_fail(path, error);
        goto out;
    }
    resolved[directory_length(resolved)] = '\0';
    cut_to_existing(resolved);
    if (faccessat(AT_FDCWD, resolved[0] != '\0' ? resolved : ".", W_OK | X_OK, AT_EACCESS) != 0)
        status = wp_error_set(error, WP_CANNOT_CREATE, "cannot create a file beside %s: %s", path,
                              strerror(errno));
out:
    free(resolved);
    return status;
}

void wp_path_close(struct wp_path *path)
{
    if (path->directory >= 0)
        close(path->directory);
    free(path->resolved);
    path->directory = -1;
    path->resolved = NULL;
    path->entry = NULL;
}
