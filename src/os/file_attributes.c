#include "os/file_attributes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>

#include "base/memory.h"
#endif

static enum wp_status fail_keep(const char *what, const char *name, struct wp_error *error)
{
    return wp_error_set(error, WP_CANNOT_CREATE,
                        "cannot keep %s of %s: %s (nothing is changed; use a copy of it)", what,
                        name, strerror(errno));
}

static enum wp_status keep_owner(const struct stat *info, int to, const char *name,
                                 struct wp_error *error)
{
    struct stat now;
    if (fstat(to, &now) != 0)
        return fail_keep("the owner", name, error);
    if (now.st_uid == info->st_uid && now.st_gid == info->st_gid)
        return WP_OK;
    uid_t user = now.st_uid == info->st_uid ? (uid_t)-1 : info->st_uid;
    if (fchown(to, user, info->st_gid) != 0)
        return fail_keep("the owner", name, error);
    return WP_OK;
}

#ifdef __linux__

/* Largest size of the list of names of the attributes, and of a value (xattr(7)). */
enum { ATTRIBUTE_MAX = 64 << 10 };

static const char access_list[] = "system.posix_acl_access";

/* Memory for copying the extended attributes of a file. */
struct attributes {
    char names[ATTRIBUTE_MAX];   /* names of the attributes, each with a NUL after it */
    char wanted[ATTRIBUTE_MAX];  /* value of an attribute of the old file */
    char present[ATTRIBUTE_MAX]; /* value of the same attribute of the new file */
};

/* Copy an attribute, unless the new file has the same value already. A security label is often
 * inherited from the directory, and setting it is often forbidden. */
static bool copy_attribute(struct attributes *room, int from, int to, const char *name)
{
    ssize_t wanted = fgetxattr(from, name, room->wanted, ATTRIBUTE_MAX);
    if (wanted < 0)
        return false;
    ssize_t present = fgetxattr(to, name, room->present, ATTRIBUTE_MAX);
    if (present == wanted && memcmp(room->present, room->wanted, (size_t)wanted) == 0)
        return true;
    return fsetxattr(to, name, room->wanted, (size_t)wanted, 0) == 0;
}

static enum wp_status copy_attributes(struct attributes *room, int from, int to, const char *name,
                                      struct wp_error *error)
{
    ssize_t length = flistxattr(from, room->names, ATTRIBUTE_MAX);
    if (length < 0)
        return fail_keep("the extended attributes", name, error);
    const char *end = room->names + length;
    for (const char *at = room->names; at < end; at += strlen(at) + 1) {
        bool is_access_list = strcmp(at, access_list) == 0;
        if (!copy_attribute(room, from, to, at))
            return fail_keep(is_access_list ? "the access control list" : at, name, error);
    }
    return WP_OK;
}

static enum wp_status keep_extended(int from, int to, const char *name, struct wp_error *error)
{
    /* A new file may inherit an access control list from its directory (acl(5)). Remove it,
     * because with it and the mode of the old file, more users could read the new file. */
    if (fremovexattr(to, access_list) != 0 && errno != ENODATA && errno != ENOTSUP)
        return fail_keep("the access control list", name, error);

    ssize_t length = flistxattr(from, NULL, 0);
    if (length == 0 || (length < 0 && errno == ENOTSUP))
        return WP_OK;
    struct attributes *room = wp_memory_alloc(sizeof *room);
    enum wp_status status = copy_attributes(room, from, to, name, error);
    free(room);
    return status;
}

#else

static enum wp_status keep_extended(int from, int to, const char *name, struct wp_error *error)
{
    (void)from, (void)to, (void)name, (void)error;
    return WP_OK;
}

#endif

enum wp_status wp_file_attributes_copy(int from, const struct stat *info, int to, const char *name,
                                       struct wp_error *error)
{
    enum wp_status status = keep_owner(info, to, name, error);
    if (status != WP_OK)
        return status;
    status = keep_extended(from, to, name, error);
    if (status != WP_OK)
        return status;
    /* Set the mode last, because chown(2) clears the set-user-ID and set-group-ID bits. */
    if (fchmod(to, info->st_mode & 07777) != 0)
        return fail_keep("the mode", name, error);
    return WP_OK;
}
