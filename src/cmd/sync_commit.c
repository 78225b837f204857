#include "cmd/sync_commit.h"

#include "cmd/check_plan.h"
#include "cmd/shell_quote.h"
#include "cmd/sync_subject.h"

enum wp_status wp_sync_commit_check_plan(const struct wp_sync_repository *repository,
                                         struct wp_plan *plan, const char *consequence,
                                         struct wp_error *error)
{
    struct wp_check_result result;
    enum wp_status status = wp_check_result_read(&result, plan, error);

    if (status == WP_INVALID) {
        wp_check_result_list(repository->context, repository->context->plan_path, &result);
        status = wp_error_set(error, WP_INVALID,
                              "the plan is not valid, so it %s (correct it, then sync again)",
                              consequence);
    }
    wp_check_result_free(&result);
    return status;
}

enum wp_status wp_sync_commit_read_plan(const struct wp_sync_repository *repository,
                                        const char *commit, struct wp_buf *bytes,
                                        struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    struct wp_buf object = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_printf(&object, "%s:./%s", commit, repository->name.data);
    status = wp_sync_repository_run(repository, &git, WP_GIT("cat-file", "--filters", object.data),
                                    error);
    wp_buf_clear(bytes);
    if (status == WP_OK && git.process.exit_code == 0)
        wp_buf_append(bytes, wp_buf_str(&git.process.out));
    wp_git_free(&git);
    wp_buf_free(&object);
    return status;
}

/* Fail because a pattern of git ignores the plan. */
static enum wp_status fail_ignored(const struct wp_sync_repository *repository,
                                   struct wp_error *error)
{
    struct wp_buf pattern = WP_BUF_INIT;
    struct wp_buf why = WP_BUF_INIT;
    bool found;
    enum wp_status status = wp_sync_repository_line(
        repository, WP_GIT("check-ignore", "-v", "--", repository->name.data), &pattern, &found,
        error);

    if (status != WP_OK)
        return status;
    if (found) /* "SOURCE:LINE:PATTERN", a tab, the path */
        pattern.length = strcspn(pattern.data, "\t");
    wp_buf_puts(&why, "git ignores the plan");
    if (found)
        wp_buf_printf(&why, ": %.*s", (int)pattern.length, pattern.data);
    wp_buf_puts(&why, " (remove that pattern, or ");
    wp_sync_repository_put_git(&why, repository);
    wp_buf_puts(&why, " add -f ");
    wp_shell_quote(&why, repository->name.data);
    wp_buf_putc(&why, ')');
    wp_buf_free(&pattern);
    return wp_context_fail(error, WP_UNAVAILABLE, &why);
}

/* The message of a commit. */
struct message {
    const char *subject;
    const char *body; /* may be empty */
};

/* Commit a file. `is_new` is whether git does not know the file yet. */
static enum wp_status commit_file(const struct wp_sync_repository *repository, const char *pathspec,
                                  bool is_new, struct message message, struct wp_error *error)
{
    struct wp_git commit = {.index = NULL};
    struct wp_error other;
    bool removed;
    enum wp_status status = WP_OK;

    /* `git commit --only` takes only paths that are in the index or in the last commit. */
    if (is_new)
        status = wp_sync_repository_need(repository, WP_GIT("add", "-N", "--", pathspec),
                                         "git does not add the file", error);
    if (status == WP_OK)
        status = wp_sync_repository_run(repository, &commit,
                                        message.body[0] != '\0'
                                            ? WP_GIT("commit", "-q", "--cleanup=whitespace", "-m",
                                                     message.subject, "-m", message.body, "--only",
                                                     "--", pathspec)
                                            : WP_GIT("commit", "-q", "--cleanup=whitespace", "-m",
                                                     message.subject, "--only", "--", pathspec),
                                        error);
    if (status == WP_OK && commit.process.exit_code != 0) {
        status =
            wp_sync_repository_fail(repository, &commit, "git has not committed the plan", error);
        if (is_new)
            (void)wp_sync_repository_ask(repository, WP_GIT("rm", "-q", "--cached", "--", pathspec),
                                         &removed, &other);
    }
    wp_git_free(&commit);
    return status;
}

/* Commit the plan. `code` is the code of `git status` for it: "??" or " M". */
static enum wp_status commit_changes(const struct wp_sync_repository *repository,
                                     struct wp_str bytes, struct wp_str code,
                                     struct wp_error *error)
{
    struct wp_context *context = repository->context;
    struct wp_buf before = WP_BUF_INIT;
    struct wp_buf subject = WP_BUF_INIT;
    struct wp_buf body = WP_BUF_INIT;
    enum wp_status status = wp_sync_commit_read_plan(repository, "HEAD", &before, error);

    if (status == WP_OK) {
        wp_sync_subject_put(&subject, &body, context, wp_buf_str(&before), bytes);
        if (!context->dry_run)
            status = commit_file(repository, repository->pathspec.data, wp_str_equal_c(code, "??"),
                                 (struct message){subject.data, body.length > 0 ? body.data : ""},
                                 error);
    }
    if (status == WP_OK)
        wp_buf_printf(&context->out, "%s %s\n",
                      context->dry_run ? "would commit:" : "committed:", subject.data);
    wp_buf_free(&before);
    wp_buf_free(&subject);
    wp_buf_free(&body);
    return status;
}

/* Set `code` to the two letters of `git status` for a file, "??" or " M". They are empty if the
 * file is that of the last commit. */
static enum wp_status read_code(const struct wp_sync_repository *repository, const char *pathspec,
                                struct wp_buf *code, struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    enum wp_status status = wp_sync_repository_run(
        repository, &git,
        WP_GIT("status", "--porcelain", "-z", "--untracked-files=all", "--ignored", "--", pathspec),
        error);

    if (status == WP_OK && git.process.exit_code != 0)
        status = wp_sync_repository_fail(repository, &git, "git status failed", error);
    if (status == WP_OK)
        wp_buf_append(code, wp_str_slice(wp_buf_str(&git.process.out), 0, 2));
    wp_git_free(&git);
    return status;
}

/* Set *same to whether the plan is that of the last commit, and only the index has another one: git
 * was killed after it had made a commit, or somebody has staged a change and taken it back. Then
 * put the plan of the last commit into the index, because there is nothing to commit. */
static enum wp_status correct_index(const struct wp_sync_repository *repository, bool *same,
                                    struct wp_error *error)
{
    enum wp_status status = wp_sync_repository_ask(
        repository, WP_GIT("diff", "--quiet", "HEAD", "--", repository->pathspec.data), same,
        error);

    if (status == WP_OK && *same && !repository->context->dry_run)
        status = wp_sync_repository_need(repository,
                                         WP_GIT("reset", "-q", "--", repository->pathspec.data),
                                         "git does not write the index", error);
    return status;
}

enum wp_status wp_sync_commit(const struct wp_sync_repository *repository, struct wp_str bytes,
                              struct wp_error *error)
{
    struct wp_buf code = WP_BUF_INIT;
    bool same = false;
    enum wp_status status = read_code(repository, repository->pathspec.data, &code, error);

    if (status == WP_OK && wp_str_equal_c(wp_buf_str(&code), "MM"))
        status = correct_index(repository, &same, error);
    if (status == WP_OK && wp_str_equal_c(wp_buf_str(&code), "!!"))
        status = fail_ignored(repository, error);
    else if (status == WP_OK && code.length > 0 && !same)
        status = commit_changes(repository, bytes, wp_buf_str(&code), error);
    wp_buf_free(&code);
    return status;
}

enum wp_status wp_sync_commit_file(const struct wp_sync_repository *repository, const char *path,
                                   const char *subject, struct wp_error *error)
{
    struct wp_buf pathspec = WP_BUF_INIT;
    struct wp_buf code = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_printf(&pathspec, ":(literal)%s", path);
    status = read_code(repository, pathspec.data, &code, error);
    if (status == WP_OK && code.length > 0)
        status = commit_file(repository, pathspec.data, wp_str_equal_c(wp_buf_str(&code), "??"),
                             (struct message){subject, ""}, error);
    wp_buf_free(&code);
    wp_buf_free(&pathspec);
    return status;
}
