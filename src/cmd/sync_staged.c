#include "cmd/sync_staged.h"

#include <unistd.h>

/* Append the path of the other index. */
static void put_index_path(struct wp_buf *path, const struct wp_sync_repository *repository)
{
    wp_buf_printf(path, "%s/weekplan-index", repository->git_directory.data);
}

/* Whether the list of paths, each with a NUL after it, has `path`. */
static bool has_path(const struct wp_buf *paths, const char *path)
{
    for (size_t at = 0; at < paths->length; at += strlen(paths->data + at) + 1)
        if (strcmp(paths->data + at, path) == 0)
            return true;
    return false;
}

/* Fail if a path is in both lists. */
static enum wp_status check_apart(const struct wp_sync_repository *repository,
                                  const struct wp_buf *staged, const struct wp_buf *changed,
                                  struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    for (size_t at = 0; at < staged->length; at += strlen(staged->data + at) + 1) {
        if (!has_path(changed, staged->data + at))
            continue;
        wp_buf_printf(&why,
                      "%s is staged, and %s changes it too (commit it first: ", staged->data + at,
                      repository->upstream.data);
        wp_sync_repository_put_git(&why, repository);
        wp_buf_puts(&why, " commit)");
        return wp_context_fail(error, WP_UNAVAILABLE, &why);
    }
    return WP_OK;
}

enum wp_status wp_sync_staged_find(const struct wp_sync_repository *repository, const char *theirs,
                                   bool *staged, struct wp_error *error)
{
    struct wp_buf range = WP_BUF_INIT;
    struct wp_buf paths = WP_BUF_INIT;
    struct wp_buf changed = WP_BUF_INIT;
    bool found;
    bool forward;
    enum wp_status status = wp_sync_repository_line(
        repository, WP_GIT("diff", "--cached", "--name-only", "--no-renames", "-z", "HEAD"), &paths,
        &found, error);

    *staged = false;
    if (status == WP_OK && paths.length > 0)
        status = wp_sync_repository_ask(
            repository, WP_GIT("merge-base", "--is-ancestor", "HEAD", theirs), &forward, error);
    if (status != WP_OK || paths.length == 0 || forward)
        goto out;
    *staged = true;
    wp_buf_printf(&range, "HEAD...%s", theirs);
    status = wp_sync_repository_line(
        repository, WP_GIT("diff", "--name-only", "--no-renames", "-z", range.data), &changed,
        &found, error);
    if (status == WP_OK)
        status = check_apart(repository, &paths, &changed, error);
out:
    wp_buf_free(&range);
    wp_buf_free(&paths);
    wp_buf_free(&changed);
    return status;
}

enum wp_status wp_sync_staged_begin(const struct wp_sync_repository *repository,
                                    struct wp_buf *index, struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    enum wp_status status;

    put_index_path(index, repository);
    git.index = index->data;
    (void)unlink(index->data);
    status = wp_sync_repository_run(repository, &git, WP_GIT("read-tree", "HEAD"), error);
    if (status == WP_OK && git.process.exit_code != 0)
        status = wp_sync_repository_fail(repository, &git, "git cannot make an index", error);
    wp_git_free(&git);
    return status;
}

/* Abort the merge in the index at `index`, and remove this index. */
static enum wp_status abort_in_index(const struct wp_sync_repository *repository, const char *index,
                                     struct wp_error *error)
{
    struct wp_git git = {.index = index};
    enum wp_status status =
        wp_sync_repository_run(repository, &git, WP_GIT("merge", "--abort"), error);

    if (status == WP_OK && git.process.exit_code != 0)
        status = wp_sync_repository_fail(repository, &git, "git does not abort the merge", error);
    if (status == WP_OK)
        (void)unlink(index);
    wp_git_free(&git);
    return status;
}

enum wp_status wp_sync_staged_take_back(const struct wp_sync_repository *repository, bool *taken,
                                        struct wp_error *error)
{
    struct wp_buf path = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    put_index_path(&path, repository);
    *taken = access(path.data, F_OK) == 0;
    if (*taken && !repository->context->dry_run)
        status = abort_in_index(repository, path.data, error);
    wp_buf_free(&path);
    return status;
}

enum wp_status wp_sync_staged_abort(const struct wp_sync_repository *repository, const char *index,
                                    struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;
    enum wp_status status = abort_in_index(repository, index, error);

    if (status != WP_OK)
        return status;
    wp_buf_printf(&why,
                  "merging %s stops with a conflict, and other files are staged, so nothing is "
                  "merged (commit them first: ",
                  repository->upstream.data);
    wp_sync_repository_put_git(&why, repository);
    wp_buf_puts(&why, " commit)");
    return wp_context_fail(error, WP_UNAVAILABLE, &why);
}

enum wp_status wp_sync_staged_end(const struct wp_sync_repository *repository,
                                  struct wp_error *error)
{
    struct wp_buf path = WP_BUF_INIT;
    bool refreshed;
    enum wp_status status =
        wp_sync_repository_need(repository, WP_GIT("read-tree", "-i", "-m", "HEAD^1", "HEAD"),
                                "git does not read the merge into the index", error);

    /* the exit code tells only whether files have changes */
    if (status == WP_OK)
        status = wp_sync_repository_ask(repository, WP_GIT("update-index", "-q", "--refresh"),
                                        &refreshed, error);
    put_index_path(&path, repository);
    (void)unlink(path.data);
    wp_buf_free(&path);
    return status;
}

enum wp_status wp_sync_staged_resume(const struct wp_sync_repository *repository,
                                     const char *merging, struct wp_error *error)
{
    struct wp_buf path = WP_BUF_INIT;
    struct wp_buf parent = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    put_index_path(&path, repository);
    if (access(path.data, F_OK) == 0) {
        status = wp_sync_repository_id(repository, "HEAD^2", &parent, error);
        if (status == WP_OK && wp_str_equal_c(wp_buf_str(&parent), merging))
            status = wp_sync_staged_end(repository, error);
        (void)unlink(path.data);
    }
    wp_buf_free(&path);
    wp_buf_free(&parent);
    return status;
}
