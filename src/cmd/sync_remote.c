#include "cmd/sync_remote.h"

/* The exit code of git after a fatal error, such as a remote that cannot be reached. */
enum { GIT_DIED = 128 };

/* Return a line without "fatal: " or "error: " at its beginning. */
static struct wp_str without_prefix(struct wp_str line)
{
    static const char *const prefixes[] = {"fatal: ", "error: "};

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (wp_str_starts(line, prefixes[i]))
            return wp_str_slice(line, strlen(prefixes[i]), line.length);
    return line;
}

/* Return the first line that git, or ssh for it, has printed about a failure. */
static struct wp_str first_reason(const struct wp_git *git)
{
    struct wp_str rest = wp_str_trim(wp_buf_str(&git->process.err));

    while (rest.length > 0) {
        const char *end = memchr(rest.data, '\n', rest.length);
        size_t length = end != NULL ? (size_t)(end - rest.data) : rest.length;
        struct wp_str line = wp_str_trim(wp_str_slice(rest, 0, length));

        rest = wp_str_slice(rest, length + 1, rest.length);
        if (line.length > 0 && !wp_str_starts(line, "warning: ") &&
            !wp_str_starts(line, "Warning: "))
            return without_prefix(line);
    }
    return wp_str("git gives no reason");
}

enum wp_status wp_sync_remote_fail(const struct wp_sync_repository *repository,
                                   const struct wp_git *git, const char *remote,
                                   struct wp_error *error)
{
    struct wp_str reason = first_reason(git);
    struct wp_buf then = WP_BUF_INIT;

    if (wp_sync_repository_is_locked(git))
        return wp_sync_repository_fail(repository, git, "", error);
    if (repository->joins) {
        wp_buf_puts(&then, "run weekplan sync");
        wp_context_name_file(&then, repository->context);
        wp_buf_puts(&then, " --init again when it can be reached");
    } else {
        wp_buf_puts(&then, "the plan is pushed next time");
    }
    wp_error_set(error, WP_BUSY, "cannot reach %s: %.*s (%s)", remote, (int)reason.length,
                 reason.data, then.data);
    wp_buf_free(&then);
    return WP_BUSY;
}

/* Whether git said that the remote does not have the branch. */
static bool is_branch_missing(const struct wp_git *git)
{
    return git->process.err.data != NULL &&
           strstr(git->process.err.data, "find remote ref ") != NULL;
}

enum wp_status wp_sync_remote_fetch(const struct wp_sync_repository *repository,
                                    struct wp_buf *theirs, struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    bool found;
    enum wp_status status;

    wp_buf_clear(theirs);
    if (repository->context->dry_run)
        return wp_sync_repository_id(repository, "@{upstream}", theirs, error);
    status = wp_sync_repository_run(repository, &git,
                                    WP_GIT("fetch", "-q", "--no-recurse-submodules", "--",
                                           repository->remote.data, repository->remote_ref.data),
                                    error);
    if (status == WP_OK && git.process.exit_code == 0)
        status = wp_sync_repository_line(
            repository, WP_GIT("rev-parse", "--verify", "-q", "FETCH_HEAD^{commit}"), theirs,
            &found, error);
    else if (status == WP_OK && !is_branch_missing(&git))
        status = wp_sync_remote_fail(repository, &git, repository->remote.data, error);
    wp_git_free(&git);
    return status;
}

/* Whether another machine has pushed meanwhile: the remote has commits which this repository does
 * not have, or they came during the push. */
static bool is_rejected(const struct wp_git *git)
{
    static const char *const reasons[] = {"\t[rejected]", "(failed to update ref)",
                                          "(incorrect old value provided)"};

    for (size_t i = 0; git->process.out.data != NULL && i < sizeof reasons / sizeof reasons[0]; i++)
        if (strstr(git->process.out.data, reasons[i]) != NULL)
            return true;
    return false;
}

/* Fill `error` with the reason why the remote refuses the push: "[remote rejected] (hook
 * declined)". */
static enum wp_status fail_push(const struct wp_sync_repository *repository,
                                const struct wp_git *git, struct wp_error *error)
{
    const char *line = strstr(git->process.out.data, "[remote rejected]");

    if (strstr(line, "is currently checked out") != NULL)
        return wp_error_set(error, WP_UNAVAILABLE,
                            "%s does not take the plan, because it is a repository with a work "
                            "tree (push to one that git init --bare has made)",
                            repository->remote.data);
    return wp_sync_repository_fail(repository, git, "the remote refuses the push", error);
}

enum wp_status wp_sync_remote_push(const struct wp_sync_repository *repository, bool *rejected,
                                   struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    struct wp_buf refspec = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_printf(&refspec, "HEAD:%s", repository->remote_ref.data);
    status = wp_sync_repository_run(repository, &git,
                                    WP_GIT("push", "--porcelain", "--no-recurse-submodules", "--",
                                           repository->remote.data, refspec.data),
                                    error);
    *rejected = status == WP_OK && git.process.exit_code != 0 && is_rejected(&git);
    if (status == WP_OK && git.process.exit_code != 0 && !*rejected) {
        if (git.process.out.data != NULL &&
            strstr(git.process.out.data, "[remote rejected]") != NULL)
            status = fail_push(repository, &git, error);
        else if (git.process.exit_code == GIT_DIED)
            status = wp_sync_remote_fail(repository, &git, repository->remote.data, error);
        else
            status = wp_sync_repository_fail(repository, &git, "git does not push", error);
    }
    wp_git_free(&git);
    wp_buf_free(&refspec);
    return status;
}
