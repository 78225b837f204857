#include <weekplan/save.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/attributes.h"
#include "sys/files.h"
#include "sys/lock.h"
#include "sys/place.h"
#include "sys/replacement.h"
#include "sys/writer.h"

struct wp_save {
    char *name; /* the path as it was given */
    struct wp_place place;
    bool is_new;
    struct stat info; /* of the old file, when it was opened; unless it is new */
    struct wp_file old;
};

/* What a new file in the old one's place could not be. */
static enum wp_status check_replaceable(const struct wp_save *save, struct wp_error *error)
{
    if (save->info.st_nlink > 1)
        return wp_fail(error, WP_CANNOT_CREATE,
                       "%s has other names (hard links), which would keep the old plan "
                       "(remove them, or use a copy)",
                       save->name);
    if (faccessat(save->place.directory, save->place.entry, W_OK, AT_EACCESS) != 0)
        return wp_fail(error, WP_CANNOT_CREATE, "cannot change %s: %s", save->name,
                       strerror(errno));
    return WP_OK;
}

/* The file is looked at before it is opened: when it changes in between, it
 * will not be what is found at the end. */
static enum wp_status open_old(struct wp_save *save, struct wp_error *error)
{
    const struct wp_place *place = &save->place;
    if (fstatat(place->directory, place->entry, &save->info, AT_SYMLINK_NOFOLLOW) != 0) {
        save->is_new = errno == ENOENT;
        if (save->is_new)
            return WP_OK;
        return wp_fail(error, WP_IO, "cannot open %s: %s", save->name, strerror(errno));
    }
    if (S_ISLNK(save->info.st_mode))
        return wp_fail(error, WP_BUSY, "%s has just become a link (try again)", save->name);

    enum wp_status status =
        wp_file_open_at(&save->old, place->directory, place->entry, save->name, error);
    return status == WP_OK ? check_replaceable(save, error) : status;
}

enum wp_status wp_save_begin(struct wp_save **save, const char *path, struct wp_error *error)
{
    *save = NULL;
    enum wp_status status = WP_OK;
    struct wp_save *begun = calloc(1, sizeof *begun);
    if (begun == NULL)
        return wp_fail_memory(error);
    begun->place.directory = -1;
    begun->old = (struct wp_file){.fd = -1};
    begun->name = strdup(path);
    if (begun->name == NULL) {
        status = wp_fail_memory(error);
        goto out;
    }
    begun->old.name = begun->name;

    status = wp_place_open(&begun->place, begun->name, error);
    if (status != WP_OK)
        goto out;
    status = wp_lock_directory(begun->place.directory, WP_LOCK_WAIT, begun->name, error);
    if (status != WP_OK)
        goto out;
    wp_replacement_sweep(&begun->place);
    status = open_old(begun, error);
    if (status != WP_OK)
        goto out;
    *save = begun;
    begun = NULL;
out:
    wp_save_end(begun);
    return status;
}

bool wp_save_is_new(const struct wp_save *save)
{
    return save->is_new;
}

struct wp_input wp_save_input(struct wp_save *save)
{
    return wp_file_input(&save->old);
}

static enum wp_status write_patched(struct wp_save *save, const struct wp_patch *patch,
                                    struct wp_writer *writer, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    uint64_t size = save->old.size;
    uint64_t at = 0;
    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];
        if (piece->offset < at || piece->offset > size || piece->length > size - piece->offset)
            return wp_fail(error, WP_BUG, "a patch does not fit %s (it is as it was)", save->name);
        status = wp_writer_copy(writer, &save->old, at, piece->offset - at, error);
        if (status != WP_OK)
            return status;
        status = wp_writer_text(writer, piece->text, error);
        if (status != WP_OK)
            return status;
        at = piece->offset + piece->length;
    }
    status = wp_writer_copy(writer, &save->old, at, size - at, error);
    if (status != WP_OK)
        return status;
    return wp_writer_flush(writer, error);
}

enum wp_status wp_save_commit(struct wp_save *save, const struct wp_patch *patch,
                              struct wp_error *error)
{
    enum wp_status status = WP_OK;
    struct wp_writer *writer = NULL;
    struct wp_replacement replacement = WP_REPLACEMENT_INIT;
    status = wp_replacement_create(&replacement, &save->place, error);
    if (status != WP_OK)
        goto out;
    writer = wp_writer_new(replacement.fd, save->name);
    if (writer == NULL) {
        status = wp_fail_memory(error);
        goto out;
    }
    status = write_patched(save, patch, writer, error);
    if (status != WP_OK)
        goto out;
    if (!save->is_new) {
        status = wp_attributes_keep(save->old.fd, &save->info, replacement.fd, save->name, error);
        if (status != WP_OK)
            goto out;
    }
    status = wp_replacement_install(&replacement, save->is_new ? NULL : &save->info, error);
out:
    wp_writer_free(writer);
    wp_replacement_discard(&replacement);
    return status;
}

enum wp_status wp_save_remove(struct wp_save *save, struct wp_error *error)
{
    return wp_replacement_remove(&save->place, &save->info, error);
}

char *wp_save_real_path(const struct wp_save *save)
{
    return wp_place_real(&save->place);
}

void wp_save_end(struct wp_save *save)
{
    if (save == NULL)
        return;
    wp_file_close(&save->old);
    wp_place_close(&save->place);
    free(save->name);
    free(save);
}
