#include "cmd/sync_remote.h"

#include <string.h>

/* How long git may take for a fetch or a push by cron or a hook, in seconds. git itself waits
 * without end for a host that does not answer. */
enum { NETWORK_SECONDS = 600 };

/* The exit code of git after a fatal error, such as a remote that cannot be reached. */
enum { GIT_DIED = 128 };

/* The largest length of the words of the remote in a message, in bytes. */
enum { WORDS_MAX = 400 };

/* What git, ssh and servers print if the remote can be reached, but does not let this machine in.
 * Unlike a network that is away, this does not pass. */
static const char *const refusals[] = {"Permission denied (",
                                       "Host key verification failed",
                                       "Too many authentication failures",
                                       "could not read Username",
                                       "could not read Password",
                                       "Authentication failed",
                                       "requested URL returned error: 40",
                                       "Repository not found",
                                       "/' not found",
                                       "access denied or repository not exported",
                                       "detected dubious ownership",
                                       "is not a git command"};

/* Return a line without "remote: ", "fatal: " and the like at its beginning. */
static struct wp_str without_prefix(struct wp_str line)
{
    static const char *const prefixes[] = {"remote: ", "fatal: ", "error: ", "ERROR: "};

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (wp_str_starts(line, prefixes[i]))
            line = wp_str_trim(wp_str_slice(line, strlen(prefixes[i]), line.length));
    return line;
}

/* Remove the first line from *rest, and return it without blanks around it. A carriage return ends
 * a line too, because git writes "remote: " after it. */
static struct wp_str take_line(struct wp_str *rest)
{
    size_t length = 0;
    struct wp_str line;

    while (length < rest->length && rest->data[length] != '\n' && rest->data[length] != '\r')
        length++;
    line = wp_str_trim(wp_str_slice(*rest, 0, length));

    *rest = wp_str_slice(*rest, length + 1, rest->length);
    return line;
}

/* Return the first line that git, or ssh for it, has printed about a failure. */
static struct wp_str first_reason(const struct wp_git *git)
{
    struct wp_str rest = wp_buf_str(&git->process.err);

    while (rest.length > 0) {
        struct wp_str line = take_line(&rest);

        if (line.length > 0 && !wp_str_starts(line, "warning: ") &&
            !wp_str_starts(line, "Warning: ")) {
            line.length -= line.data[line.length - 1] == ':';
            return without_prefix(line);
        }
    }
    return wp_str("git gives no reason");
}

/* Return the line of git's messages by which the remote refuses this machine, or "". */
static struct wp_str find_refusal(const struct wp_git *git)
{
    const char *text = git->process.err.data != NULL ? git->process.err.data : "";

    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const char *begin = strstr(text, refusals[i]);

        if (begin == NULL)
            continue;
        while (begin > text && begin[-1] != '\n')
            begin--;
        return without_prefix(wp_str_trim((struct wp_str){begin, strcspn(begin, "\n")}));
    }
    return (struct wp_str){"", 0};
}

/* Fail because the remote does not let this machine in: `reason`. */
static enum wp_status fail_refused_access(const struct wp_sync_repository *repository,
                                          const char *remote, struct wp_str reason,
                                          struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_buf_printf(&why, "%s does not let this machine in: ", remote);
    wp_buf_append(&why, reason);
    wp_buf_puts(&why, " (");
    wp_sync_repository_put_git(&why, repository);
    wp_buf_printf(&why, " fetch %s in a terminal shows what it asks for)", remote);
    return wp_context_fail(error, WP_UNAVAILABLE, &why);
}

/* Fail because the remote cannot be reached: `reason`. */
static enum wp_status fail_unreached(const struct wp_sync_repository *repository,
                                     const char *remote, struct wp_str reason,
                                     struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_buf_printf(&why, "cannot reach %s: ", remote);
    wp_buf_append(&why, reason);
    if (repository->joins) {
        wp_buf_puts(&why, " (run weekplan sync");
        wp_context_name_file(&why, repository->context);
        wp_buf_puts(&why, " --init again when it can be reached)");
    } else {
        wp_buf_puts(&why, " (the plan is pushed next time)");
    }
    return wp_context_fail(error, WP_BUSY, &why);
}

enum wp_status wp_sync_remote_run(const struct wp_sync_repository *repository, struct wp_git *git,
                                  const char *const *arguments, struct wp_error *error)
{
    git->batch_seconds = NETWORK_SECONDS;
    return wp_sync_repository_run(repository, git, arguments, error);
}

enum wp_status wp_sync_remote_fail(const struct wp_sync_repository *repository,
                                   const struct wp_git *git, const char *remote,
                                   struct wp_error *error)
{
    struct wp_str refusal = find_refusal(git);

    if (git->process.late)
        return fail_unreached(repository, remote, wp_str("no answer within 10 minutes"), error);
    if (wp_sync_repository_is_locked(git) || wp_sync_repository_cannot_write(git))
        return wp_sync_repository_fail(repository, git, "git cannot fetch or push", error);
    if (refusal.length > 0)
        return fail_refused_access(repository, remote, refusal, error);
    return fail_unreached(repository, remote, first_reason(git), error);
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
    status = wp_sync_remote_run(repository, &git,
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

/* Return why a push has changed nothing, from the line of `git push --porcelain` for the branch:
 * "!", a tab, the names of the branch, a tab, and "[rejected] (fetch first)". Return "" if git has
 * not come so far. */
static struct wp_str push_result(const struct wp_git *git)
{
    struct wp_str rest = wp_buf_str(&git->process.out);

    while (rest.length > 0) {
        struct wp_str line = take_line(&rest);
        const char *tab;

        if (!wp_str_starts(line, "!\t"))
            continue;
        line = wp_str_slice(line, 2, line.length);
        tab = memchr(line.data, '\t', line.length);
        return tab != NULL ? wp_str_slice(line, (size_t)(tab - line.data) + 1, line.length)
                           : (struct wp_str){"", 0};
    }
    return (struct wp_str){"", 0};
}

/* Whether another machine has pushed meanwhile: the remote has commits which this repository does
 * not have, or they came during the push. */
static bool is_behind(const struct wp_git *git, struct wp_str result)
{
    static const char *const messages[] = {"incorrect old value provided", " but expected ",
                                           "': reference already exists"};

    if (wp_str_starts(result, "[rejected]"))
        return true;
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++)
        if (strstr(git->process.out.data, messages[i]) != NULL ||
            (git->process.err.data != NULL && strstr(git->process.err.data, messages[i]) != NULL))
            return true;
    return false;
}

/* Whether a line has a word: a byte that is neither a sign nor a blank. */
static bool says_something(struct wp_str line)
{
    for (size_t i = 0; i < line.length; i++)
        if (strchr(" \t-=*#+_.:/|\\", line.data[i]) == NULL)
            return true;
    return false;
}

/* Append ": " and what the remote has said, in one line, or else what git has said. Servers draw
 * lines and frames around their words; leave them out. */
static void put_remote_words(struct wp_buf *words, const struct wp_git *git)
{
    static const char mark[] = "remote:";
    struct wp_str rest = wp_buf_str(&git->process.err);
    struct wp_str reason = wp_git_reason(git);
    size_t begin = words->length;

    while (rest.length > 0 && words->length < begin + WORDS_MAX) {
        struct wp_str line = take_line(&rest);

        if (!wp_str_starts(line, mark))
            continue;
        line = without_prefix(wp_str_trim(wp_str_slice(line, strlen(mark), line.length)));
        if (!says_something(line))
            continue;
        wp_buf_puts(words, words->length > begin ? "; " : ": ");
        wp_buf_append(words, line);
    }
    if (words->length == begin && !wp_str_starts(reason, "failed to push some refs"))
        wp_buf_printf(words, ": %.*s", (int)reason.length, reason.data);
}

/* Fail because another machine has pushed meanwhile, or a push was killed and has left a lock in
 * the remote. The caller tries once more. */
static enum wp_status fail_rejected(const struct wp_sync_repository *repository,
                                    const struct wp_git *git, bool behind, struct wp_error *error)
{
    struct wp_buf words = WP_BUF_INIT;
    struct wp_str text;

    if (behind)
        return wp_error_set(error, WP_BUSY,
                            "other machines push to %s at this moment (the plan is pushed next "
                            "time)",
                            repository->upstream.data);
    put_remote_words(&words, git);
    text = wp_buf_str(&words);
    text.length = (size_t)(strstr(words.data, "': File exists") - words.data) + 1;
    wp_error_set(error, WP_BUSY,
                 "%s is locked%.*s (try again; if nothing pushes to it, remove that file there)",
                 repository->remote.data, (int)text.length, text.data);
    wp_buf_free(&words);
    return WP_BUSY;
}

/* Fail because the remote refuses the push: a hook, a protected branch, permissions. */
static enum wp_status fail_refused_push(const struct wp_sync_repository *repository,
                                        const struct wp_git *git, struct wp_str result,
                                        struct wp_error *error)
{
    static const char prefix[] = "[remote rejected] ";
    struct wp_buf why = WP_BUF_INIT;

    if (strstr(result.data, "is currently checked out") != NULL)
        return wp_error_set(error, WP_UNAVAILABLE,
                            "%s does not take the plan, because it is a repository with a work "
                            "tree (push to one that git init --bare has made)",
                            repository->remote.data);
    if (wp_str_starts(result, prefix))
        result = wp_str_slice(result, strlen(prefix), result.length);
    wp_buf_printf(&why, "%s refuses the push ", repository->remote.data);
    wp_buf_append(&why, result);
    put_remote_words(&why, git);
    return wp_context_fail(error, WP_UNAVAILABLE, &why);
}

/* Fail because a push has failed. Set *rejected to whether it is worth another try at once. */
static enum wp_status fail_push(const struct wp_sync_repository *repository,
                                const struct wp_git *git, bool *rejected, struct wp_error *error)
{
    struct wp_str result = push_result(git);
    bool behind = result.length > 0 && is_behind(git, result);

    *rejected = behind || (result.length > 0 && wp_sync_repository_is_locked(git));
    if (*rejected)
        return fail_rejected(repository, git, behind, error);
    if (wp_str_starts(result, "[remote rejected]"))
        return fail_refused_push(repository, git, result, error);
    if (result.length > 0 || git->process.late || git->process.exit_code == GIT_DIED)
        return wp_sync_remote_fail(repository, git, repository->remote.data, error);
    return wp_sync_repository_fail(repository, git, "git does not push", error);
}

enum wp_status wp_sync_remote_push(const struct wp_sync_repository *repository, bool *rejected,
                                   struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    struct wp_buf refspec = WP_BUF_INIT;
    enum wp_status status;

    *rejected = false;
    wp_buf_printf(&refspec, "HEAD:%s", repository->remote_ref.data);
    status = wp_sync_remote_run(repository, &git,
                                WP_GIT("push", "--porcelain", "--no-recurse-submodules", "--",
                                       repository->remote.data, refspec.data),
                                error);
    if (status == WP_OK && git.process.exit_code != 0)
        status = fail_push(repository, &git, rejected, error);
    wp_git_free(&git);
    wp_buf_free(&refspec);
    return status;
}
