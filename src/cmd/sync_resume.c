#include "cmd/sync_resume.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/sync_commit.h"
#include "cmd/sync_late_changes.h"
#include "cmd/sync_merge.h"
#include "cmd/sync_staged.h"

/* Random letters at the end of the name of a temporary file of git. */
enum { RANDOM_LETTERS = 6 };

/* What else may be under way in a repository: a file in the directory .git, and what it is. */
static const struct {
    const char *file;
    const char *what;
} operations[] = {{"MERGE_HEAD", "a merge"},    {"rebase-merge", "a rebase"},
                  {"rebase-apply", "a rebase"}, {"CHERRY_PICK_HEAD", "a cherry-pick"},
                  {"REVERT_HEAD", "a revert"},  {"BISECT_LOG", "a bisection"}};

/* Fail if an operation of the user is under way, which a commit of the plan would disturb. */
static enum wp_status check_operations(const struct wp_sync_repository *repository,
                                       struct wp_error *error)
{
    struct wp_buf path = WP_BUF_INIT;
    struct wp_buf why = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    for (size_t i = 0; status == WP_OK && i < sizeof operations / sizeof operations[0]; i++) {
        wp_buf_clear(&path);
        wp_buf_printf(&path, "%s/%s", repository->git_directory.data, operations[i].file);
        if (access(path.data, F_OK) != 0)
            continue;
        wp_buf_printf(&why, "%s is under way in the repository: finish it first (",
                      operations[i].what);
        wp_sync_repository_put_git(&why, repository);
        wp_buf_puts(&why, " status)");
        status = wp_context_fail(error, WP_UNAVAILABLE, &why);
    }
    wp_buf_free(&path);
    return status;
}

/* Whether the plan was written after git had stopped for a conflict: git writes MERGE_HEAD last. */
static bool is_written_since(const struct wp_sync_repository *repository)
{
    struct wp_buf path = WP_BUF_INIT;
    struct stat plan;
    struct stat stop;
    bool since;

    wp_buf_printf(&path, "%s/MERGE_HEAD", repository->git_directory.data);
    since = stat(path.data, &stop) == 0 && stat(repository->context->plan_path, &plan) == 0 &&
            (plan.st_mtim.tv_sec > stop.st_mtim.tv_sec ||
             (plan.st_mtim.tv_sec == stop.st_mtim.tv_sec &&
              plan.st_mtim.tv_nsec > stop.st_mtim.tv_nsec));
    wp_buf_free(&path);
    return since;
}

/* Set *untouched to whether the plan is as git left it with a conflict, also if the program was
 * killed before it could remember that. */
static enum wp_status is_conflict_untouched(const struct wp_sync_repository *repository,
                                            bool *untouched, struct wp_error *error)
{
    struct wp_buf left = WP_BUF_INIT;
    struct wp_buf now = WP_BUF_INIT;
    bool found;
    enum wp_status status = wp_sync_repository_id(repository, WP_SYNC_CONFLICT, &left, error);

    if (status == WP_OK && left.length == 0) {
        *untouched = !is_written_since(repository);
        return *untouched ? wp_sync_merge_remember_conflict(repository, error) : WP_OK;
    }
    if (status == WP_OK)
        status = wp_sync_repository_line(
            repository, WP_GIT("hash-object", "--", repository->name.data), &now, &found, error);
    *untouched = wp_str_equal(wp_buf_str(&left), wp_buf_str(&now));
    wp_buf_free(&left);
    wp_buf_free(&now);
    return status;
}

/* Commit the merge of an earlier `sync`, whose conflicts are resolved. */
static enum wp_status finish_conflict(const struct wp_sync_repository *repository,
                                      struct wp_error *error)
{
    struct wp_buf names = WP_BUF_INIT;
    bool untouched = false;
    bool plan;
    enum wp_status status = wp_sync_merge_find_conflicts(repository, &names, &plan, error);

    if (status == WP_OK && plan)
        status = is_conflict_untouched(repository, &untouched, error);
    if (status == WP_OK && untouched)
        status = wp_sync_merge_fail_conflict(repository, error);
    if (status == WP_OK && names.length > 0)
        status = wp_sync_merge_remember_conflict(repository, error);
    if (status == WP_OK && names.length > 0)
        status = wp_sync_merge_fail_others(repository, &names, error);
    if (status == WP_OK && repository->context->dry_run)
        wp_buf_puts(&repository->context->out, "would commit: the merge\n");
    if (status != WP_OK || repository->context->dry_run)
        goto out;
    status = wp_sync_repository_need(repository, WP_GIT("add", "--", repository->pathspec.data),
                                     "git does not add the plan", error);
    if (status == WP_OK)
        status = wp_sync_repository_need(repository, WP_GIT("commit", "-q", "--no-edit"),
                                         "git has not committed the merge", error);
    if (status == WP_OK) {
        wp_sync_merge_forget(repository);
        wp_buf_printf(&repository->context->out, "merged %s: the conflict is resolved\n",
                      repository->upstream.data);
    }
out:
    wp_buf_free(&names);
    return status;
}

/* Set `merging` to the commit that a `sync` is merging; leave it empty if no merge is under way.
 * Set *stopped to whether git has stopped in this merge, for a conflict or a hook. */
static enum wp_status find_merge(const struct wp_sync_repository *repository,
                                 struct wp_buf *merging, bool *stopped, struct wp_error *error)
{
    struct wp_buf head = WP_BUF_INIT;
    enum wp_status status = wp_sync_repository_id(repository, WP_SYNC_MERGING, merging, error);

    if (status == WP_OK)
        status = wp_sync_repository_id(repository, "MERGE_HEAD", &head, error);
    *stopped = merging->length > 0 && wp_str_equal(wp_buf_str(merging), wp_buf_str(&head));
    wp_buf_free(&head);
    return status;
}

enum wp_status wp_sync_resume_note_conflict(const struct wp_sync_repository *repository,
                                            struct wp_error *error)
{
    struct wp_buf merging = WP_BUF_INIT;
    bool stopped;
    enum wp_status status = find_merge(repository, &merging, &stopped, error);

    if (status == WP_OK && stopped)
        status = wp_sync_merge_remember_conflict(repository, error);
    if (status == WP_OK && stopped)
        wp_sync_merge_warn_conflict(repository->context);
    wp_buf_free(&merging);
    return status;
}

/* Set *unmade to whether git has made nothing of the merge that is under way. `git merge` says that
 * it has stopped, and leaves MERGE_HEAD, also if it cannot write the index, for example because of
 * a lock that another git process has left. A commit would drop what the other side has then. */
static enum wp_status is_merge_unmade(const struct wp_sync_repository *repository, bool *unmade,
                                      struct wp_error *error)
{
    struct wp_buf seen = WP_BUF_INIT;
    enum wp_status status = wp_sync_repository_id(repository, WP_SYNC_CONFLICT, &seen, error);

    *unmade = false;
    if (status == WP_OK && seen.length == 0)
        status = wp_sync_repository_ask(repository, WP_GIT("diff", "--cached", "--quiet", "HEAD"),
                                        unmade, error);
    wp_buf_free(&seen);
    return status;
}

/* Take back a merge that has stopped without a result, so that it is made once more. Set *taken to
 * whether it is one; with --dry-run nothing is taken back. */
static enum wp_status take_back(const struct wp_sync_repository *repository, bool *taken,
                                struct wp_error *error)
{
    enum wp_status status = wp_sync_staged_take_back(repository, taken, error);

    if (status != WP_OK || *taken)
        return status;
    status = is_merge_unmade(repository, taken, error);
    if (status == WP_OK && *taken && !repository->context->dry_run)
        status = wp_sync_repository_need(repository, WP_GIT("merge", "--abort"),
                                         "git does not abort the merge", error);
    return status;
}

/* Remove the files at the top of the work tree in which git keeps the versions of a file for the
 * merge driver, ".merge_file_XXXXXX", and the temporary file beside one of them that the driver
 * writes. */
static enum wp_status remove_merge_files(const struct wp_sync_repository *repository,
                                         struct wp_error *error)
{
    static const char prefix[] = ".merge_file_";
    struct wp_buf top = WP_BUF_INIT;
    const struct dirent *entry;
    DIR *directory = NULL;
    bool found;
    enum wp_status status = wp_sync_repository_line(
        repository, WP_GIT("rev-parse", "--show-toplevel"), &top, &found, error);

    if (found)
        directory = opendir(top.data);
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        const char *name = entry->d_name;
        const char *rest = strncmp(name, "..", 2) == 0 ? name + 1 : name;

        if (strncmp(rest, prefix, strlen(prefix)) == 0 &&
            (rest == name ? strlen(name) == strlen(prefix) + RANDOM_LETTERS
                          : strstr(name, ".weekplan-") != NULL))
            (void)unlinkat(dirfd(directory), name, 0);
    }
    if (directory != NULL)
        (void)closedir(directory);
    wp_buf_free(&top);
    return status;
}

enum wp_status wp_sync_resume(const struct wp_sync_repository *repository, bool *finished,
                              struct wp_error *error)
{
    struct wp_buf merging = WP_BUF_INIT;
    bool stopped;
    bool taken = false;
    enum wp_status status = find_merge(repository, &merging, &stopped, error);

    /* else wp_sync_resume_restore has done so */
    if (status == WP_OK && stopped && repository->context->dry_run)
        status = take_back(repository, &taken, error);
    stopped = stopped && !taken;
    *finished = stopped;
    if (status == WP_OK && !taken)
        status = stopped ? finish_conflict(repository, error) : check_operations(repository, error);
    /* else `sync` was killed, or the user has ended the merge */
    if (status == WP_OK && merging.length > 0 && !stopped && !repository->context->dry_run) {
        status = wp_sync_staged_resume(repository, merging.data, error);
        if (status == WP_OK)
            status = remove_merge_files(repository, error);
        wp_sync_merge_forget(repository);
    }
    wp_buf_free(&merging);
    return status;
}

/* Whether `part` is the beginning of `whole`, or all of it. */
static bool begins(struct wp_str part, struct wp_str whole)
{
    return part.length <= whole.length && wp_str_equal(part, wp_str_slice(whole, 0, part.length));
}

/* Set *written to the plan that a merge of the commit `merging` writes: that of `merging` after a
 * fast-forward, else that of `git merge-tree`. Append its name for git to `object`. Leave both
 * empty if it cannot be found. */
static enum wp_status find_merged_plan(const struct wp_sync_repository *repository,
                                       const char *merging, struct wp_buf *written,
                                       struct wp_buf *object, struct wp_error *error)
{
    struct wp_buf tree = WP_BUF_INIT;
    bool forward = !wp_sync_repository_has_commit(repository);
    bool found = false;
    enum wp_status status = WP_OK;

    if (!forward)
        status = wp_sync_repository_ask(
            repository, WP_GIT("merge-base", "--is-ancestor", "HEAD", merging), &forward, error);
    if (status == WP_OK && !forward)
        status = wp_sync_repository_line(repository,
                                         WP_GIT("merge-tree", "--write-tree", "HEAD", merging),
                                         &tree, &found, error);
    if (status == WP_OK && (forward || found)) {
        wp_buf_printf(object, "%s:./%s", forward ? merging : tree.data, repository->name.data);
        status =
            wp_sync_commit_read_plan(repository, forward ? merging : tree.data, written, error);
    }
    wp_buf_free(&tree);
    return status;
}

/* Set *torn to whether the plan is what git had written of the merged plan when it was killed. If
 * it has been changed since, set *moved as wp_sync_late_changes_move does. */
static enum wp_status look_at_plan(const struct wp_sync_repository *repository, const char *merging,
                                   bool *torn, bool *moved, struct wp_error *error)
{
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_buf last = WP_BUF_INIT;
    struct wp_buf written = WP_BUF_INIT;
    struct wp_buf object = WP_BUF_INIT;
    bool merged;
    enum wp_status status = wp_sync_merge_has(repository, merging, &merged, error);

    *torn = false;
    if (status == WP_OK && !merged)
        status = wp_sync_repository_read_plan(repository, &bytes, error);
    if (status == WP_OK && !merged)
        status = wp_sync_commit_read_plan(repository, "HEAD", &last, error);
    if (status == WP_OK && !merged && !wp_str_equal(wp_buf_str(&bytes), wp_buf_str(&last))) {
        status = find_merged_plan(repository, merging, &written, &object, error);
        *torn = status == WP_OK && begins(wp_buf_str(&bytes), wp_buf_str(&written));
    }
    if (status == WP_OK && !*torn && written.length > 0)
        status = wp_sync_late_changes_move(
            repository,
            &(struct wp_sync_late_changes){wp_buf_str(&bytes), wp_buf_str(&last),
                                           wp_buf_str(&written), object.data},
            moved, error);
    wp_buf_free(&object);
    wp_buf_free(&bytes);
    wp_buf_free(&last);
    wp_buf_free(&written);
    return status;
}

/* Restore the plan of the last commit. Without a commit the plan was to come from the remote:
 * remove what git had written of it. */
static enum wp_status restore_plan(const struct wp_sync_repository *repository, bool *restored,
                                   struct wp_error *error)
{
    bool known;
    enum wp_status status;

    if (wp_sync_repository_has_commit(repository)) {
        status = wp_sync_repository_need(
            repository, WP_GIT("checkout", "-q", "HEAD", "--", repository->pathspec.data),
            "git does not restore the plan", error);
        *restored = status == WP_OK;
        return status;
    }
    status = wp_sync_repository_ask(
        repository, WP_GIT("rm", "-q", "-f", "--cached", "--", repository->pathspec.data), &known,
        error);
    *restored = status == WP_OK && unlink(repository->context->plan_path) == 0;
    return status;
}

enum wp_status wp_sync_resume_restore(const struct wp_sync_repository *repository, bool absent,
                                      bool *restored, struct wp_error *error)
{
    struct wp_buf merging = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;
    bool stopped;
    bool torn = absent;
    enum wp_status status = find_merge(repository, &merging, &stopped, error);

    *restored = false;
    if (status != WP_OK || merging.length == 0 || repository->context->dry_run)
        goto out;
    if (stopped) {
        status = take_back(repository, restored, error);
        goto out;
    }
    if (!absent)
        status = look_at_plan(repository, merging.data, &torn, restored, error);
    if (status != WP_OK || !torn)
        goto out;
    status = restore_plan(repository, restored, error);
    wp_buf_puts(&text, "the last sync was killed while git wrote the plan, so the plan of the last "
                       "commit is restored");
    if (*restored && wp_sync_repository_has_commit(repository))
        wp_context_remark(repository->context, &text);
out:
    wp_buf_free(&text);
    wp_buf_free(&merging);
    return status;
}
