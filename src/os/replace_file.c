#include "os/replace_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "os/atomic_file.h"
#include "os/eintr.h"
#include "os/file_attributes.h"
#include "os/write_output.h"

/* Open the old file, and set `info` to its fstat(2). Set *fd to -1 if the file is absent. */
static enum wp_status open_replaced(int *fd, struct stat *info, const struct wp_path *path,
                                    struct wp_error *error)
{
    *fd = wp_eintr_open_no_link(path->directory, path->entry);
    if ((*fd < 0 && errno == ENOENT) || (*fd >= 0 && fstat(*fd, info) == 0))
        return WP_OK;
    return wp_error_set(error, WP_IO, "cannot open %s: %s", path->name, strerror(errno));
}

/* Give a new file the mode that open(2) would give it. */
static bool set_usual_mode(int fd)
{
    mode_t mask = umask(0);

    (void)umask(mask);
    return fchmod(fd, 0666 & ~mask) == 0;
}

void wp_replace_file_sweep(const char *name)
{
    struct wp_path path;
    struct wp_error ignored;

    if (wp_path_open(&path, name, &ignored) == WP_OK)
        wp_atomic_file_sweep(&path, NULL);
    wp_path_close(&path);
}

enum wp_status wp_replace_file(const char *name, struct wp_str bytes, struct wp_error *error)
{
    struct wp_atomic_file new_file = WP_ATOMIC_FILE_INIT;
    struct wp_path path;
    struct stat old;
    int fd = -1;
    enum wp_status status = wp_path_open(&path, name, error);

    if (status == WP_OK)
        status = open_replaced(&fd, &old, &path, error);
    if (status == WP_OK)
        status = wp_atomic_file_create(&new_file, &path, fd >= 0 ? &old : NULL, error);
    if (status == WP_OK &&
        (!wp_write_output(new_file.fd, bytes) || (fd < 0 && !set_usual_mode(new_file.fd))))
        status = wp_error_set(error, WP_IO, "cannot write %s: %s (it is not changed)", name,
                              strerror(errno));
    if (status == WP_OK && fd >= 0)
        status = wp_file_attributes_copy(fd, &old, new_file.fd, name, error);
    if (status == WP_OK)
        status = wp_atomic_file_install(&new_file, fd >= 0 ? &old : NULL, -1, error);
    wp_atomic_file_discard(&new_file);
    if (fd >= 0)
        close(fd);
    wp_path_close(&path);
    return status;
}
