#include "cmd/sync_late_changes.h"

#include <string.h>
#include <unistd.h>

#include <weekplan/merge.h>

#include "os/replace_file.h"

/* Return the number of characters that differ, from the output of `git diff` with
 * --word-diff=porcelain and one character a word: lines that begin with '+' or '-', after the line
 * that begins with "@@". */
static size_t count_changes(struct wp_str diff)
{
    bool begun = false;
    size_t count = 0;

    while (diff.length > 0) {
        const char *end = memchr(diff.data, '\n', diff.length);
        size_t length = end != NULL ? (size_t)(end - diff.data) : diff.length;

        if (begun && (diff.data[0] == '+' || diff.data[0] == '-'))
            count += length - 1;
        begun = begun || diff.data[0] == '@';
        diff = wp_str_slice(diff, length + 1, diff.length);
    }
    return count;
}

/* Set *count to the number of characters in which the plan file differs from a version of it, whose
 * name for git is `object`. Set it to 0 if git fails. */
static enum wp_status count_since(const struct wp_sync_repository *repository, const char *object,
                                  size_t *count, struct wp_error *error)
{
    struct wp_buf diff = WP_BUF_INIT;
    bool found;
    enum wp_status status = wp_sync_repository_line(
        repository,
        WP_GIT("diff", "--no-ext-diff", "--no-color", "-U0", "--word-diff=porcelain",
               "--word-diff-regex=.", object, repository->name.data),
        &diff, &found, error);

    *count = count_changes(wp_buf_str(&diff));
    wp_buf_free(&diff);
    return status;
}

/* Whether git had written all files of a merge: then it writes AUTO_MERGE, and removes it after the
 * commit. After a fast-forward there is none. */
static bool has_written_merge(const struct wp_sync_repository *repository)
{
    struct wp_buf path = WP_BUF_INIT;
    bool exists;

    wp_buf_printf(&path, "%s/AUTO_MERGE", repository->git_directory.data);
    exists = access(path.data, F_OK) == 0;
    wp_buf_free(&path);
    return exists;
}

/* Set *comes to whether the plan comes from the merged plan: git has written it, or the plan is
 * nearer to it than to that of the last commit. */
static enum wp_status comes_from_merged(const struct wp_sync_repository *repository,
                                        const char *object, bool *comes, struct wp_error *error)
{
    struct wp_buf last = WP_BUF_INIT;
    size_t since_merged = 0;
    size_t since_last = 0;
    enum wp_status status;

    *comes = has_written_merge(repository);
    if (*comes)
        return WP_OK;
    wp_buf_printf(&last, "HEAD:./%s", repository->name.data);
    status = count_since(repository, last.data, &since_last, error);
    if (status == WP_OK)
        status = count_since(repository, object, &since_merged, error);
    *comes = status == WP_OK && since_merged < since_last;
    wp_buf_free(&last);
    return status;
}

enum wp_status wp_sync_late_changes_move(const struct wp_sync_repository *repository,
                                         const struct wp_sync_late_changes *versions, bool *moved,
                                         struct wp_error *error)
{
    struct wp_merge_input input = {{versions->merged, versions->plan, versions->last},
                                   .marker_size = WP_MERGE_MARKER_SIZE};
    struct wp_merge merge = {.conflicts = 0};
    struct wp_error ignored;
    enum wp_status status = comes_from_merged(repository, versions->object, moved, error);

    if (status != WP_OK || !*moved)
        return status;
    *moved = wp_merge_plans(&merge, &input, &ignored) == WP_OK && merge.conflicts == 0;
    if (*moved)
        status = wp_replace_file(repository->context->plan_path, wp_buf_str(&merge.text), error);
    wp_merge_free(&merge);
    return status;
}
