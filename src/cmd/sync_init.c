#include "cmd/sync_init.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "cmd/merge_driver.h"
#include "cmd/sync_commit.h"
#include "cmd/sync_remote.h"
#include "os/real_path.h"

/* The name of the remote, as git clone names it. */
#define ORIGIN "origin"

/* Whether the plan file exists. */
static bool has_plan(const struct wp_sync_repository *repository)
{
    return access(repository->context->plan_path, F_OK) == 0;
}

/* Print a line about what was done, or with --dry-run would be done. */
static void print_init_step(struct wp_context *context, const char *past, const char *verb,
                            const char *what)
{
    wp_buf_printf(&context->out, "%s%s %s\n", context->dry_run ? "would " : "",
                  context->dry_run ? verb : past, what);
}

/* Print as a note that the home directory is a repository now. */
static void remark_home(struct wp_context *context, const char *directory)
{
    const char *home = wp_context_getenv("HOME");
    char *real = home != NULL ? wp_path_resolve(home) : NULL;
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "the repository is your home directory, because the plan is there; only the "
                       "plan is committed");
    if (real != NULL && strcmp(real, directory) == 0)
        wp_context_remark(context, &text);
    wp_buf_free(&text);
    free(real);
}

/* Make a repository of the directory of the plan, unless the plan is in a work tree. Set *exists to
 * whether it is in one now. */
static enum wp_status make_repository(const struct wp_sync_repository *repository, bool *exists,
                                      struct wp_error *error)
{
    struct wp_context *context = repository->context;
    struct wp_buf top = WP_BUF_INIT;
    struct wp_buf path = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_printf(&path, "%s/%s", repository->directory.data, repository->name.data);
    status = wp_git_find_top(&top, path.data, error);
    *exists = status == WP_OK;
    if (status != WP_MISSING)
        goto out;
    status = context->dry_run ? WP_OK
                              : wp_sync_repository_need(repository, WP_GIT("init", "-q"),
                                                        "git does not make a repository", error);
    *exists = status == WP_OK && !context->dry_run;
    wp_buf_clear(&path);
    wp_buf_printf(&path, "a repository in %s", repository->directory.data);
    if (status == WP_OK) {
        print_init_step(context, "made", "make", path.data);
        remark_home(context, repository->directory.data);
    }
out:
    wp_buf_free(&path);
    wp_buf_free(&top);
    return status;
}

/* Return the remote as git is to keep it: the path of a directory as an absolute path. Free it with
 * free(3). */
static char *absolute_remote(const char *remote)
{
    char *path = access(remote, F_OK) == 0 ? wp_path_absolute(remote) : NULL;

    return path != NULL ? path : wp_memory_strdup(remote);
}

/* Add the remote, unless the repository has it. */
static enum wp_status add_remote(const struct wp_sync_repository *repository, const char *remote,
                                 struct wp_error *error)
{
    struct wp_buf url = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;
    bool found;
    enum wp_status status = wp_sync_repository_line(
        repository, WP_GIT("config", "remote." ORIGIN ".url"), &url, &found, error);

    if (status != WP_OK || (found && wp_str_equal_c(wp_buf_str(&url), remote)))
        goto out;
    if (found) {
        wp_buf_printf(&text, "the repository has another remote %s: %s (", ORIGIN, url.data);
        wp_sync_repository_put_git(&text, repository);
        wp_buf_puts(&text, " remote set-url " ORIGIN " REMOTE replaces it)");
        status = wp_context_refuse(&text, error);
        goto out;
    }
    if (!repository->context->dry_run)
        status = wp_sync_repository_need(repository, WP_GIT("remote", "add", "--", ORIGIN, remote),
                                         "git does not add the remote", error);
    wp_buf_printf(&text, "the remote %s: %s", ORIGIN, remote);
    if (status == WP_OK)
        print_init_step(repository->context, "added", "add", text.data);
out:
    wp_buf_free(&text);
    wp_buf_free(&url);
    return status;
}

/* Append the branch of the remote from a line of `git ls-remote --symref`: the target of its HEAD,
 * "ref: refs/heads/main", a tab, "HEAD". Otherwise its only branch. Append nothing if neither is
 * there. */
static void put_remote_branch(struct wp_buf *branch, const char *refs)
{
    static const char head[] = "ref: refs/heads/";
    static const char heads[] = "\trefs/heads/";
    const char *line;

    if (strncmp(refs, head, strlen(head)) == 0) {
        refs += strlen(head);
        wp_buf_append(branch, (struct wp_str){refs, strcspn(refs, "\t\n")});
        return;
    }
    line = strstr(refs, heads);
    if (line == NULL || strstr(line + 1, heads) != NULL)
        return;
    line += strlen(heads);
    wp_buf_append(branch, (struct wp_str){line, strcspn(line, "\n")});
}

/* Set `branch` to the branch of the remote that has the plan. Leave it empty if the remote has no
 * branch. Return WP_BUSY if the remote cannot be reached. */
static enum wp_status find_remote_branch(const struct wp_sync_repository *repository,
                                         struct wp_buf *branch, struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    enum wp_status status = wp_sync_remote_run(
        repository, &git, WP_GIT("ls-remote", "--symref", "--", ORIGIN, "HEAD", "refs/heads/*"),
        error);

    if (status == WP_OK && git.process.exit_code != 0)
        status = wp_sync_remote_fail(repository, &git, ORIGIN, error);
    else if (status == WP_OK && git.process.out.length > 0)
        put_remote_branch(branch, git.process.out.data);
    wp_git_free(&git);
    return status;
}

/* Set a setting of the current branch. */
static enum wp_status set_branch(const struct wp_sync_repository *repository, const char *key,
                                 const char *value, struct wp_error *error)
{
    struct wp_buf setting = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_printf(&setting, "branch.%s.%s", repository->branch.data, key);
    status = wp_sync_repository_need(repository, WP_GIT("config", setting.data, value),
                                     "git does not set the upstream branch", error);
    wp_buf_free(&setting);
    return status;
}

/* Let the current branch follow the branch of the remote. A branch without a commit gets the name
 * of that branch. */
static enum wp_status follow_origin(struct wp_sync_repository *repository, struct wp_error *error)
{
    struct wp_buf branch = WP_BUF_INIT;
    struct wp_buf ref = WP_BUF_INIT;
    struct wp_buf head = WP_BUF_INIT;
    enum wp_status status = find_remote_branch(repository, &branch, error);

    if (status == WP_OK)
        status = wp_sync_repository_id(repository, "HEAD", &head, error);
    if (branch.length == 0)
        wp_buf_append(&branch, wp_buf_str(&repository->branch));
    wp_buf_printf(&ref, "refs/heads/%s", branch.data);
    if (status == WP_OK && head.length == 0) {
        status = wp_sync_repository_need(repository, WP_GIT("symbolic-ref", "HEAD", ref.data),
                                         "git does not name the branch", error);
        wp_buf_clear(&repository->branch);
        wp_buf_append(&repository->branch, wp_buf_str(&branch));
    }
    if (status == WP_OK)
        status = set_branch(repository, "remote", ORIGIN, error);
    if (status == WP_OK)
        status = set_branch(repository, "merge", ref.data, error);
    wp_buf_free(&branch);
    wp_buf_free(&ref);
    wp_buf_free(&head);
    return status;
}

/* Add the remote to the repository of the plan, unless it is NULL. Let the current branch follow
 * the remote "origin", unless it follows another one. */
static enum wp_status init_remote(struct wp_context *context, const char *remote,
                                  struct wp_error *error)
{
    struct wp_sync_repository repository;
    char *kept = remote != NULL ? absolute_remote(remote) : NULL;
    bool has_origin = false;
    enum wp_status status = wp_sync_repository_open(&repository, context, error);

    repository.joins = true;
    if (status == WP_OK && kept != NULL)
        status = add_remote(&repository, kept, error);
    if (status == WP_OK)
        status = wp_sync_repository_ask(&repository, WP_GIT("config", "remote." ORIGIN ".url"),
                                        &has_origin, error);
    if (status == WP_OK && has_origin && repository.branch.length > 0 &&
        repository.remote.length == 0 && !context->dry_run)
        status = follow_origin(&repository, error);
    wp_sync_repository_close(&repository);
    free(kept);
    return status;
}

enum wp_status wp_sync_init(struct wp_context *context, const char *remote, bool *ready,
                            struct wp_error *error)
{
    struct wp_sync_repository repository;
    enum wp_status status =
        wp_sync_repository_place(&repository, context, remote != NULL && !context->dry_run, error);

    *ready = false;
    if (status == WP_OK && remote == NULL && !has_plan(&repository))
        status = wp_sync_repository_fail_no_plan(context, error);
    if (status == WP_OK)
        status = make_repository(&repository, ready, error);
    wp_sync_repository_close(&repository);
    if (status == WP_OK && *ready)
        status = init_remote(context, remote, error);
    else if (status == WP_OK && remote != NULL) /* with --dry-run */
        print_init_step(context, "added", "add the remote " ORIGIN ":", remote);
    return status;
}

/* Set *left to whether the line of .gitattributes is in the file at `path`, but in no commit: a
 * `sync --init` was killed before it could commit the line. */
static enum wp_status is_line_left(const struct wp_sync_repository *repository, const char *path,
                                   bool *left, struct wp_error *error)
{
    static const char line[] = "merge=weekplan";
    struct wp_buf pathspec = WP_BUF_INIT;
    bool committed = false;
    enum wp_status status;

    wp_buf_printf(&pathspec, ":(literal)%s", path);
    status = wp_sync_repository_ask(
        repository, WP_GIT("grep", "-q", "-F", "--untracked", "-e", line, "--", pathspec.data),
        left, error);
    if (status == WP_OK && *left)
        status = wp_sync_repository_ask(
            repository, WP_GIT("grep", "-q", "-F", "-e", line, "HEAD", "--", pathspec.data),
            &committed, error);
    *left = *left && !committed;
    wp_buf_free(&pathspec);
    return status;
}

enum wp_status wp_sync_init_driver(const struct wp_sync_repository *repository,
                                   struct wp_error *error)
{
    struct wp_buf path = WP_BUF_INIT;
    bool found;
    bool added;
    enum wp_status status = wp_merge_driver_install(repository->context, &added, error);

    if (status == WP_OK)
        status = wp_sync_repository_line(repository, WP_GIT("rev-parse", "--show-toplevel"), &path,
                                         &found, error);
    wp_buf_puts(&path, "/.gitattributes");
    if (status == WP_OK && !added && !repository->context->dry_run)
        status = is_line_left(repository, path.data, &added, error);
    if (status == WP_OK && added)
        status = wp_sync_commit_file(repository, path.data, "Merge the plan with weekplan", error);
    wp_buf_free(&path);
    return status;
}
