#include "cmd/sync_merge.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/merge_driver.h"
#include "cmd/plan_input.h"
#include "cmd/shell_quote.h"
#include "cmd/sync_commit.h"
#include "cmd/sync_staged.h"
#include "cmd/sync_subject.h"
#include "os/file_attributes.h"
#include "os/input_file.h"

void wp_sync_merge_forget(const struct wp_sync_repository *repository)
{
    struct wp_error ignored;
    bool removed;

    (void)wp_sync_repository_ask(repository, WP_GIT("update-ref", "-d", WP_SYNC_CONFLICT), &removed,
                                 &ignored);
    (void)wp_sync_repository_ask(repository, WP_GIT("update-ref", "-d", WP_SYNC_MERGING), &removed,
                                 &ignored);
}

enum wp_status wp_sync_merge_has(const struct wp_sync_repository *repository, const char *commit,
                                 bool *merged, struct wp_error *error)
{
    return wp_sync_repository_ask(repository, WP_GIT("merge-base", "--is-ancestor", commit, "HEAD"),
                                  merged, error);
}

/* Append the path of the plan to `path`. */
static void put_plan_path(struct wp_buf *path, const struct wp_sync_repository *repository)
{
    wp_buf_printf(path, "%s/%s", repository->directory.data, repository->name.data);
}

/* Read the plan, and check that it is valid and has no conflict. */
static enum wp_status read_merged_plan(const struct wp_sync_repository *repository,
                                       struct wp_buf *bytes, struct wp_error *error)
{
    struct wp_plan_input input = {.plan = NULL};
    enum wp_status status = wp_plan_input_open(&input, repository->context, error);

    if (status == WP_OK)
        status = wp_plan_check_conflict(input.plan, error);
    if (status == WP_OK)
        status = wp_sync_commit_check_plan(repository, input.plan, "is not pushed", error);
    wp_plan_input_close(&input);
    return status == WP_OK ? wp_sync_repository_read_plan(repository, bytes, error) : status;
}

/* Print what the merge has changed in the plan. */
static void print_merged(const struct wp_sync_repository *repository, struct wp_str before,
                         struct wp_str after)
{
    struct wp_context *context = repository->context;
    struct wp_buf subject = WP_BUF_INIT;
    struct wp_buf body = WP_BUF_INIT;

    wp_buf_printf(&context->out, "merged %s: ", repository->upstream.data);
    if (wp_str_equal(before, after))
        wp_buf_puts(&subject, "the plan is unchanged");
    else
        wp_sync_subject_put(&subject, &body, context, before, after);
    wp_buf_printf(&context->out, "%s\n", subject.data);
    wp_buf_free(&subject);
    wp_buf_free(&body);
}

enum wp_status wp_sync_merge_find_conflicts(const struct wp_sync_repository *repository,
                                            struct wp_buf *names, bool *plan,
                                            struct wp_error *error)
{
    struct wp_buf entries = WP_BUF_INIT;
    struct wp_buf paths = WP_BUF_INIT;
    bool found;
    enum wp_status status = wp_sync_repository_line(
        repository, WP_GIT("ls-files", "-u", "-z", "--", repository->pathspec.data), &entries,
        &found, error);

    *plan = entries.length > 0;
    if (status == WP_OK)
        status = wp_sync_repository_line(
            repository, WP_GIT("diff", "--name-only", "--relative", "--diff-filter=U", "-z"),
            &paths, &found, error);
    for (const char *path = paths.data; path != NULL && path < paths.data + paths.length;
         path += strlen(path) + 1)
        if (strcmp(path, repository->name.data) != 0)
            wp_buf_printf(names, "%s%s", names->length > 0 ? ", " : "", path);
    wp_buf_free(&entries);
    wp_buf_free(&paths);
    return status;
}

enum wp_status wp_sync_merge_remember_conflict(const struct wp_sync_repository *repository,
                                               struct wp_error *error)
{
    struct wp_buf id = WP_BUF_INIT;
    bool found = false;
    enum wp_status status = wp_sync_repository_id(repository, WP_SYNC_CONFLICT, &id, error);

    if (status == WP_OK && id.length == 0 && !repository->context->dry_run)
        status = wp_sync_repository_line(repository,
                                         WP_GIT("hash-object", "-w", "--", repository->name.data),
                                         &id, &found, error);
    if (status == WP_OK && found)
        status =
            wp_sync_repository_need(repository, WP_GIT("update-ref", WP_SYNC_CONFLICT, id.data),
                                    "git cannot keep the plan with the conflict", error);
    wp_buf_free(&id);
    return status;
}

/* Append the command line that runs `sync` again. */
static void put_sync(struct wp_buf *text, const struct wp_context *context)
{
    wp_buf_puts(text, "weekplan sync");
    wp_context_name_file(text, context);
}

void wp_sync_merge_warn_conflict(struct wp_context *context)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "the merge has a conflict in the plan: resolve it, then run ");
    put_sync(&text, context);
    wp_buf_puts(&text, " again");
    wp_context_warn(context, &text);
}

/* Print as a note how weekplan merges the plan, unless it does already. */
static enum wp_status remark_line_merge(const struct wp_sync_repository *repository,
                                        struct wp_error *error)
{
    static const char uses[] = ": merge: weekplan";
    struct wp_buf line = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;
    bool found;
    enum wp_status status = wp_sync_repository_line(
        repository, WP_GIT("check-attr", "merge", "--", repository->name.data), &line, &found,
        error);

    if (line.length < strlen(uses) || strcmp(line.data + line.length - strlen(uses), uses) != 0) {
        wp_buf_puts(&text, "git merges the plan line by line here (weekplan merge");
        wp_context_name_file(&text, repository->context);
        wp_buf_puts(&text, " --install lets weekplan merge it)");
        wp_context_remark(repository->context, &text);
    }
    wp_buf_free(&line);
    return status;
}

enum wp_status wp_sync_merge_fail_conflict(const struct wp_sync_repository *repository,
                                           struct wp_error *error)
{
    struct wp_plan_input input = {.plan = NULL};
    struct wp_buf why = WP_BUF_INIT;
    enum wp_status status = wp_plan_input_open(&input, repository->context, error);

    if (status == WP_OK)
        status = wp_plan_check_conflict(input.plan, error);
    if (status == WP_INVALID) {
        wp_sync_merge_warn_conflict(repository->context);
    } else if (status == WP_OK) {
        wp_buf_puts(&why, "git has merged the plan line by line, so look at it, then run ");
        wp_sync_repository_put_git(&why, repository);
        wp_buf_puts(&why, " add ");
        wp_shell_quote(&why, repository->name.data);
        wp_buf_puts(&why, " and ");
        put_sync(&why, repository->context);
        wp_buf_puts(&why, " again");
        status = wp_context_fail(error, WP_INVALID, &why);
    }
    wp_plan_input_close(&input);
    return status;
}

enum wp_status wp_sync_merge_fail_others(const struct wp_sync_repository *repository,
                                         const struct wp_buf *names, struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_buf_printf(&why, "the merge has a conflict in %s (resolve it, run ", names->data);
    wp_sync_repository_put_git(&why, repository);
    wp_buf_puts(&why, " add for each such file, and ");
    put_sync(&why, repository->context);
    wp_buf_puts(&why, " again)");
    return wp_context_fail(error, WP_INVALID, &why);
}

/* Fail because git would overwrite files that have changes, which git lists in lines that begin
 * with a tab. Return WP_OK if that is not the reason. */
static enum wp_status fail_overwritten(const struct wp_sync_repository *repository,
                                       const struct wp_git *git, struct wp_error *error)
{
    static const char sentence[] = "would be overwritten by merge:\n";
    const char *line =
        git->process.err.data != NULL ? strstr(git->process.err.data, sentence) : NULL;
    struct wp_buf names = WP_BUF_INIT;
    struct wp_buf why = WP_BUF_INIT;

    if (line == NULL)
        return WP_OK;
    for (line += strlen(sentence); *line == '\t'; line += strcspn(line, "\n") + 1)
        wp_buf_printf(&names, "%s%.*s", names.length > 0 ? ", " : "", (int)strcspn(line + 1, "\n"),
                      line + 1);
    wp_buf_printf(&why, "not merged: %s would overwrite your changes of %s (commit them first: ",
                  repository->upstream.data, names.length > 0 ? names.data : "files");
    wp_sync_repository_put_git(&why, repository);
    wp_buf_puts(&why, " status)");
    wp_buf_free(&names);
    return wp_context_fail(error, WP_UNAVAILABLE, &why);
}

/* Report that git has refused the merge, or that a hook has. Undo a merge that is not committed,
 * because there is no conflict that a person could resolve. */
static enum wp_status fail_refused(const struct wp_sync_repository *repository,
                                   const struct wp_git *git, struct wp_error *error)
{
    struct wp_buf head = WP_BUF_INIT;
    struct wp_buf what = WP_BUF_INIT;
    enum wp_status status = fail_overwritten(repository, git, error);

    if (status == WP_OK)
        status = wp_sync_repository_id(repository, "MERGE_HEAD", &head, error);
    if (status == WP_OK && head.length > 0)
        status = wp_sync_repository_need(repository, WP_GIT("merge", "--abort"),
                                         "git does not abort the merge", error);
    if (status == WP_OK) {
        wp_buf_printf(&what, "git does not merge %s", repository->upstream.data);
        status = wp_sync_repository_fail(repository, git, what.data, error);
    }
    wp_buf_free(&head);
    wp_buf_free(&what);
    return status;
}

/* Report why git has not merged: a conflict, which is left as it is, or an error. */
static enum wp_status fail_merge(const struct wp_sync_repository *repository,
                                 const struct wp_git *git, struct wp_error *error)
{
    struct wp_buf names = WP_BUF_INIT;
    bool plan;
    enum wp_status status = wp_sync_merge_find_conflicts(repository, &names, &plan, error);

    if (status == WP_OK && plan) {
        wp_sync_repository_put_notes(repository, git, true);
        status = remark_line_merge(repository, error);
    }
    if (status == WP_OK && (plan || names.length > 0))
        status = wp_sync_merge_remember_conflict(repository, error);
    if (status == WP_OK && plan)
        status = wp_sync_merge_fail_conflict(repository, error);
    else if (status == WP_OK && names.length > 0)
        status = wp_sync_merge_fail_others(repository, &names, error);
    else if (status == WP_OK)
        status = fail_refused(repository, git, error);
    wp_buf_free(&names);
    return status;
}

/* Give the plan the attributes that it had before git wrote it: git keeps no mode but the bit for
 * execution. `old` is the plan before. Ignore errors, because the plan is merged already. */
static void keep_attributes(const struct wp_sync_repository *repository, int old)
{
    struct wp_buf path = WP_BUF_INIT;
    struct wp_error ignored;
    struct stat before;
    struct stat now;
    int fd;

    put_plan_path(&path, repository);
    fd = open(path.data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd >= 0 && fstat(old, &before) == 0 && fstat(fd, &now) == 0 &&
        (before.st_ino != now.st_ino || before.st_dev != now.st_dev))
        (void)wp_file_attributes_copy(old, &before, fd, path.data, &ignored);
    if (fd >= 0)
        close(fd);
    wp_buf_free(&path);
}

/* Append to `revision` what `git merge` is to merge: the name of the upstream branch if it names
 * the commit `theirs`, for the marker lines of a conflict, else the commit. */
static enum wp_status put_revision(struct wp_buf *revision,
                                   const struct wp_sync_repository *repository, const char *theirs,
                                   struct wp_error *error)
{
    struct wp_buf id = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_printf(revision, "refs/remotes/%s", repository->upstream.data);
    status = wp_sync_repository_id(repository, revision->data, &id, error);
    wp_buf_clear(revision);
    wp_buf_puts(revision,
                wp_str_equal_c(wp_buf_str(&id), theirs) ? repository->upstream.data : theirs);
    wp_buf_free(&id);
    return status;
}

/* Run `git merge`. The merge driver is given on the command line, so it need not be in the
 * configuration of this clone. */
static enum wp_status run_git_merge(const struct wp_sync_repository *repository, struct wp_git *git,
                                    const char *revision, struct wp_error *error)
{
    struct wp_buf driver = WP_BUF_INIT;
    struct wp_buf message = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_puts(&driver, "merge.weekplan.driver=");
    status = wp_merge_driver_command(&driver, repository->context, error);
    wp_buf_printf(&message, "Merge %s", repository->upstream.data);
    if (status == WP_OK)
        status = wp_sync_repository_run(
            repository, git,
            WP_GIT("-c", driver.data, "merge", "-q", "--ff", "--commit", "--no-squash",
                   "--no-autostash", "-m", message.data,
                   repository->joins ? "--allow-unrelated-histories" : "--no-edit", revision),
            error);
    wp_buf_free(&driver);
    wp_buf_free(&message);
    return status;
}

/* Merge `revision`, with an index of its own if other files are staged. */
static enum wp_status merge_revision(const struct wp_sync_repository *repository,
                                     const char *revision, bool staged, struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    struct wp_buf index = WP_BUF_INIT;
    bool stopped = false;
    enum wp_status status = staged ? wp_sync_staged_begin(repository, &index, error) : WP_OK;

    git.index = index.data;
    if (status == WP_OK)
        status = run_git_merge(repository, &git, revision, error);
    if (status == WP_OK && git.process.exit_code == 0)
        wp_sync_repository_put_notes(repository, &git, false);
    if (status == WP_OK && git.process.exit_code == 0 && staged)
        status = wp_sync_staged_end(repository, error);
    if (status != WP_OK || git.process.exit_code == 0)
        goto out;
    if (staged)
        status = wp_sync_repository_ask(
            repository, WP_GIT("rev-parse", "-q", "--verify", "MERGE_HEAD"), &stopped, error);
    if (status == WP_OK)
        status = stopped ? wp_sync_staged_abort(repository, index.data, error)
                         : fail_merge(repository, &git, error);
out:
    wp_git_free(&git);
    wp_buf_free(&index);
    return status;
}

/* Merge the commit `theirs`. */
static enum wp_status merge_commit(const struct wp_sync_repository *repository, const char *theirs,
                                   struct wp_error *error)
{
    struct wp_buf revision = WP_BUF_INIT;
    bool staged;
    enum wp_status status = wp_sync_staged_find(repository, theirs, &staged, error);

    if (status == WP_OK)
        status = put_revision(&revision, repository, theirs, error);
    if (status == WP_OK)
        status = wp_sync_repository_need(repository, WP_GIT("update-ref", WP_SYNC_MERGING, theirs),
                                         "git cannot begin the merge", error);
    if (status == WP_OK)
        status = merge_revision(repository, revision.data, staged, error);
    wp_buf_free(&revision);
    return status;
}

/* Merge, and check the merged plan. */
static enum wp_status merge_and_check(const struct wp_sync_repository *repository,
                                      const char *theirs, struct wp_str before,
                                      struct wp_error *error)
{
    struct wp_buf path = WP_BUF_INIT;
    struct wp_buf after = WP_BUF_INIT;
    struct wp_buf in_progress = WP_BUF_INIT;
    struct wp_error ignored;
    enum wp_status status;
    int old;

    put_plan_path(&path, repository);
    old = open(path.data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    status = merge_commit(repository, theirs, error);
    if (old >= 0) {
        keep_attributes(repository, old);
        close(old);
    }
    /* after a conflict the references are needed to finish the merge */
    if (wp_sync_repository_id(repository, "MERGE_HEAD", &in_progress, &ignored) == WP_OK &&
        in_progress.length == 0)
        wp_sync_merge_forget(repository);
    if (status == WP_OK)
        status = read_merged_plan(repository, &after, error);
    if (status == WP_OK)
        print_merged(repository, before, wp_buf_str(&after));
    wp_buf_free(&in_progress);
    wp_buf_free(&path);
    wp_buf_free(&after);
    return status;
}

enum wp_status wp_sync_merge(const struct wp_sync_repository *repository, const char *theirs,
                             struct wp_str before, struct wp_error *error)
{
    struct wp_context *context = repository->context;
    bool merged;
    enum wp_status status = wp_sync_merge_has(repository, theirs, &merged, error);

    if (status != WP_OK || merged)
        return status;
    if (context->dry_run) {
        wp_buf_printf(&context->out, "would merge: %s\n", repository->upstream.data);
        return WP_OK;
    }
    return merge_and_check(repository, theirs, before, error);
}
