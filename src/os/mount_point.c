#ifdef __linux__
#define _GNU_SOURCE /* for statx(2) */
#endif
#include "os/mount_point.h"

#include <fcntl.h>
#include <sys/stat.h>

bool wp_mount_point_is_point(int directory, const char *entry)
{
#ifdef STATX_ATTR_MOUNT_ROOT
    struct statx info;
    return statx(directory, entry, AT_SYMLINK_NOFOLLOW, 0, &info) == 0 &&
           (info.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#else
    (void)directory, (void)entry;
    return false;
#endif
}

enum wp_status wp_mount_point_fail(const char *name, struct wp_error *error)
{
    return wp_error_set(error, WP_CANNOT_CREATE,
                        "%s is mounted by itself (a bind mount), so it cannot be replaced by a new "
                        "version (mount its directory instead)",
                        name);
}
