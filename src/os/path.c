#define _XOPEN_SOURCE 700 /* realpath */
#include "os/path.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "os/process.h"
#include "os/retry.h"
#include <weekplan/buf.h>

enum { LINKS_MAX = 40, LINK_SIZE = 4096 }; /* as Linux has them */

/* How much of the path is its directory, the slash included. */
static size_t directory_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Gives in *resolved (the caller's to free) the path at the end of the links.
 * What cannot be looked at is taken for no link: opening it tells the reason. */
static enum wp_status resolve(const char *path, char **resolved, struct wp_error *error)
{
    char target[LINK_SIZE];
    struct wp_buf at = WP_BUF_INIT;

    *resolved = NULL;
    if (path[0] == '\0' || path[strlen(path) - 1] == '/')
        return wp_error_set(error, WP_MISSING, "'%s' names no plan file (give the file with -f)",
                            path);
    wp_buf_puts(&at, path);
    for (unsigned links = 0; links <= LINKS_MAX && !at.failed; links++) {
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
    enum wp_status status =
        at.failed ? wp_error_set_no_memory(error)
                  : wp_error_set(error, WP_MISSING, "cannot open %s: %s", path, strerror(ELOOP));
    wp_buf_free(&at);
    return status;
}

static int path_open_directory(const char *path)
{
    int fd;
    WP_RETRY(fd, open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return fd;
}

/* A new directory is on the disk when the one that holds it is. */
static int path_sync_directory(const char *path)
{
    int fd = path_open_directory(path);
    if (fd < 0)
        return errno == EACCES ? 0 : -1; /* may be entered but not read */
    int result;
    WP_RETRY(result, fsync(fd));
    if (result != 0 && errno == EINVAL)
        result = 0;
    close(fd);
    return result;
}

static int sync_parent(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash == NULL)
        return path_sync_directory(".");
    if (slash == path)
        return path_sync_directory("/");
    *slash = '\0';
    int result = path_sync_directory(path);
    *slash = '/';
    return result;
}

/* Makes the directory, whose path ends in a slash, and those above it, the
 * topmost first. The path is cut on the way and restored. */
static int make_directories(char *path)
{
    for (char *slash = path; slash[1] != '\0';) {
        slash = strchr(slash + 1, '/');
        *slash = '\0';
        int result = mkdir(path, 0700);
        if (result == 0)
            result = sync_parent(path);
        else if (errno == EEXIST)
            result = 0;
        *slash = '/';
        if (result != 0)
            return -1;
    }
    return 0;
}

int wp_path_open_directory(char *path, bool make)
{
    int fd = path_open_directory(path);
    if (fd < 0 && errno == ENOENT && make && make_directories(path) == 0)
        fd = path_open_directory(path);
    return fd;
}

enum wp_status wp_path_open(struct wp_path *place, const char *path, struct wp_error *error)
{
    *place = (struct wp_path){.directory = -1, .name = path};
    enum wp_status status = resolve(path, &place->resolved, error);
    if (status != WP_OK)
        return status;
    size_t length = directory_length(place->resolved);
    place->entry = place->resolved + length;

    struct wp_buf directory = WP_BUF_INIT;
    wp_buf_append(&directory, length > 0 ? (struct wp_str){place->resolved, length} : wp_str("."));
    if (directory.failed) {
        status = wp_error_set_no_memory(error);
        goto out;
    }
    place->directory = wp_path_open_directory(directory.data, true);
    if (place->directory < 0)
        status = wp_error_set(error, WP_CANNOT_CREATE,
                              "cannot open or make the directory of %s: %s", path, strerror(errno));
out:
    wp_buf_free(&directory);
    return status;
}

char *wp_path_real(const struct wp_path *place)
{
    struct wp_buf path = WP_BUF_INIT;
    size_t length = directory_length(place->resolved);

    wp_buf_append(&path, length > 0 ? (struct wp_str){place->resolved, length} : wp_str("."));
    char *directory = path.failed ? NULL : realpath(path.data, NULL);
    wp_buf_clear(&path);
    wp_buf_puts(&path, directory);
    wp_buf_putc(&path, '/');
    wp_buf_puts(&path, place->entry);
    free(directory);
    if (directory == NULL || path.failed)
        wp_buf_free(&path);
    return path.data;
}

char *wp_path_resolve(const char *path)
{
    return realpath(path, NULL);
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
    if (whole.failed)
        wp_buf_free(&whole);
    return whole.data;
}

char *wp_path_of_program(const char *name)
{
    static const char *const nowhere[] = {NULL};
    char *found =
        strchr(name, '/') != NULL ? wp_memory_strdup(name) : wp_process_find(name, nowhere);
    char *whole = found != NULL ? wp_path_absolute(found) : realpath("/proc/self/exe", NULL);

    free(found);
    return whole;
}

bool wp_path_exists(const char *path)
{
    struct wp_error ignored;
    char *resolved = NULL;
    if (resolve(path, &resolved, &ignored) != WP_OK || resolved == NULL)
        return false;
    resolved[directory_length(resolved)] = '\0';
    struct stat info;
    bool exists = stat(resolved[0] != '\0' ? resolved : ".", &info) == 0 ||
                  (errno != ENOENT && errno != ENOTDIR);
    free(resolved);
    return exists;
}

/* Cuts the path to the nearest directory above that is there. */
static void cut_to_existing(char *path)
{
    struct stat info;
    char *slash;

    while (path[0] != '\0' && stat(path, &info) != 0 && errno == ENOENT) {
        path[strlen(path) - 1] = '\0'; /* the slash at its end, if there is one */
        slash = strrchr(path, '/');
        (slash != NULL ? slash + 1 : path)[0] = '\0';
    }
}

enum wp_status wp_place_check_writable(const char *path, struct wp_error *error)
{
    char *resolved = NULL;
    enum wp_status status = resolve(path, &resolved, error);

    if (status != WP_OK || resolved == NULL)
        return status;
    resolved[directory_length(resolved)] = '\0';
    cut_to_existing(resolved);
    if (faccessat(AT_FDCWD, resolved[0] != '\0' ? resolved : ".", W_OK | X_OK, AT_EACCESS) != 0)
        status = wp_error_set(error, WP_CANNOT_CREATE, "cannot create a file beside %s: %s", path,
                              strerror(errno));
    free(resolved);
    return status;
}

void wp_path_close(struct wp_path *place)
{
    if (place->directory >= 0)
        close(place->directory);
    free(place->resolved);
    place->directory = -1;
    place->resolved = NULL;
    place->entry = NULL;
}
