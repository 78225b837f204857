#include "sys/draft.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sys/files.h"
#include "sys/output.h"
#include "sys/retry.h"

static enum wp_status make_directory(struct wp_draft *draft, struct wp_error *error)
{
    const char *temporary = getenv("TMPDIR");

    if (temporary == NULL || temporary[0] != '/')
        temporary = "/tmp";
    wp_buf_printf(&draft->directory, "%s/weekplan-XXXXXX", temporary);
    if (draft->directory.failed)
        return wp_fail_memory(error);
    if (mkdtemp(draft->directory.data) != NULL)
        return WP_OK;
    wp_buf_free(&draft->directory); /* there is none to be removed */
    return wp_fail(error, WP_CANNOT_CREATE, "cannot make a directory in %s: %s", temporary,
                   strerror(errno));
}

static enum wp_status write_file(const struct wp_draft *draft, struct wp_str bytes,
                                 struct wp_error *error)
{
    const char *path = draft->path.data;
    enum wp_status status = WP_OK;
    int fd;

    WP_RETRY(fd, open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (fd < 0)
        return wp_fail(error, WP_CANNOT_CREATE, "cannot make %s: %s", path, strerror(errno));
    if (!wp_output_write(fd, bytes))
        status = wp_fail(error, WP_IO, "cannot write %s: %s", path, strerror(errno));
    /* An interrupted one has closed it. */
    if (close(fd) != 0 && errno != EINTR && status == WP_OK)
        status = wp_fail(error, WP_IO, "cannot write %s: %s", path, strerror(errno));
    return status;
}

enum wp_status wp_draft_create(struct wp_draft *draft, const char *name, struct wp_str bytes,
                               struct wp_error *error)
{
    enum wp_status status = make_directory(draft, error);

    if (status == WP_OK) {
        wp_buf_printf(&draft->path, "%s/%s", draft->directory.data, name);
        status = draft->path.failed ? wp_fail_memory(error) : write_file(draft, bytes, error);
    }
    if (status != WP_OK)
        (void)wp_draft_discard(draft);
    return status;
}

enum wp_status wp_draft_read(const struct wp_draft *draft, struct wp_buf *bytes,
                             struct wp_error *error)
{
    const char *path = draft->path.data;
    struct wp_file file;
    enum wp_status status = wp_file_open(&file, path, error);

    if (status == WP_MISSING && access(path, F_OK) != 0 && errno == ENOENT)
        status = wp_fail(error, WP_MISSING, "there is no file at %s any more", path);
    else if (status == WP_MISSING)
        status = WP_IO; /* it is there: what is in it may be all that somebody wrote */
    if (status == WP_OK) {
        struct wp_input input = wp_file_input(&file);

        wp_buf_clear(bytes);
        status = wp_input_read(&input, bytes, error);
    }
    wp_file_close(&file);
    return status;
}

static void empty_directory(const char *path)
{
    const struct dirent *found;
    DIR *listing;

    do {
        listing = opendir(path);
    } while (listing == NULL && errno == EINTR);
    if (listing == NULL)
        return;
    /* Entries that go while they are listed are not met twice. */
    while ((found = readdir(listing)) != NULL)
        (void)unlinkat(dirfd(listing), found->d_name, 0);
    (void)closedir(listing);
}

bool wp_draft_discard(struct wp_draft *draft)
{
    if (draft->directory.length == 0)
        return true;
    /* What is known to be there goes even if nothing can be listed. */
    if (draft->path.length > 0)
        (void)unlink(draft->path.data);
    if (rmdir(draft->directory.data) != 0) {
        empty_directory(draft->directory.data);
        if (rmdir(draft->directory.data) != 0 && errno != ENOENT)
            return false;
    }
    wp_draft_close(draft);
    return true;
}

void wp_draft_close(struct wp_draft *draft)
{
    wp_buf_free(&draft->path);
    wp_buf_free(&draft->directory);
}
