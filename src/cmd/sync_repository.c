#include "cmd/sync_repository.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/shell_quote.h"
#include "os/input_file.h"
#include "os/real_path.h"
#include "render/diagnostic.h"
#include "render/escape.h"

enum { OUTPUT_MAX = 1 << 28 };

enum wp_status wp_sync_repository_fail_no_plan(const struct wp_context *context,
                                               struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_buf_printf(&why, "there is no plan %s (weekplan sync", context->plan_path);
    wp_context_name_file(&why, context);
    wp_buf_puts(&why, " --init REMOTE gets the plan of a remote)");
    return wp_context_fail(error, WP_MISSING, &why);
}

/* Set the members that follow from the absolute path of the plan. */
static void split_plan_path(struct wp_sync_repository *repository, const char *path)
{
    const char *slash = strrchr(path, '/');

    wp_buf_append(&repository->directory, (struct wp_str){path, (size_t)(slash - path)});
    wp_buf_puts(&repository->directory, slash == path ? "/" : "");
    wp_buf_puts(&repository->name, slash + 1);
    wp_buf_printf(&repository->pathspec, ":(literal)%s", slash + 1);
}

enum wp_status wp_sync_repository_place(struct wp_sync_repository *repository,
                                        struct wp_context *context, bool make,
                                        struct wp_error *error)
{
    struct wp_path path;
    char *real = NULL;
    enum wp_status status = WP_OK;

    *repository = (struct wp_sync_repository){.context = context};
    if (!make && !wp_path_exists(context->plan_path))
        return wp_sync_repository_fail_no_plan(context, error);
    status = wp_path_open(&path, context->plan_path, error);
    if (status == WP_OK)
        real = wp_path_real(&path);
    if (real != NULL)
        split_plan_path(repository, real);
    else if (status == WP_OK)
        status = wp_error_set(error, WP_IO, "cannot find the real path of the plan");
    free(real);
    wp_path_close(&path);
    return status;
}

enum wp_status wp_sync_repository_run(const struct wp_sync_repository *repository,
                                      struct wp_git *git, const char *const *arguments,
                                      struct wp_error *error)
{
    git->directory = repository->directory.data;
    git->arguments = arguments;
    git->own_ssh = repository->own_ssh;
    git->process.limit = OUTPUT_MAX;
    return wp_git_run(git, error);
}

enum wp_status wp_sync_repository_line(const struct wp_sync_repository *repository,
                                       const char *const *arguments, struct wp_buf *line,
                                       bool *found, struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    enum wp_status status = wp_sync_repository_run(repository, &git, arguments, error);
    struct wp_str out = wp_buf_str(&git.process.out);

    wp_buf_clear(line);
    *found = status == WP_OK && git.process.exit_code == 0;
    if (*found && out.length > 0 && out.data[out.length - 1] == '\n')
        out.length--;
    if (*found)
        wp_buf_append(line, out);
    wp_git_free(&git);
    return status;
}

enum wp_status wp_sync_repository_ask(const struct wp_sync_repository *repository,
                                      const char *const *arguments, bool *yes,
                                      struct wp_error *error)
{
    struct wp_buf ignored = WP_BUF_INIT;
    enum wp_status status = wp_sync_repository_line(repository, arguments, &ignored, yes, error);

    wp_buf_free(&ignored);
    return status;
}

/* Fail if the directory of the plan is not in a work tree. */
static enum wp_status check_work_tree(const struct wp_sync_repository *repository,
                                      struct wp_error *error)
{
    struct wp_buf top = WP_BUF_INIT;
    struct wp_buf path = WP_BUF_INIT;
    struct wp_buf why = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_printf(&path, "%s/%s", repository->directory.data, repository->name.data);
    status = wp_git_find_top(&top, path.data, error);
    if (status == WP_MISSING && access(repository->context->plan_path, F_OK) != 0) {
        status = wp_sync_repository_fail_no_plan(repository->context, error);
    } else if (status == WP_MISSING) {
        wp_buf_printf(&why, "%s is not in a work tree of git (weekplan sync",
                      repository->context->plan_path);
        wp_context_name_file(&why, repository->context);
        wp_buf_puts(&why, " --init makes a repository of its directory)");
        status = wp_context_fail(error, WP_MISSING, &why);
    }
    wp_buf_free(&path);
    wp_buf_free(&top);
    return status;
}

/* Set *value to the setting `branch.BRANCH.KEY`. */
static enum wp_status read_branch_setting(const struct wp_sync_repository *repository,
                                          const char *key, struct wp_buf *value,
                                          struct wp_error *error)
{
    struct wp_buf setting = WP_BUF_INIT;
    enum wp_status status;
    bool found;

    wp_buf_printf(&setting, "branch.%s.%s", repository->branch.data, key);
    status =
        wp_sync_repository_line(repository, WP_GIT("config", setting.data), value, &found, error);
    wp_buf_free(&setting);
    return status;
}

/* Find the upstream branch of the current branch. */
static enum wp_status find_upstream(struct wp_sync_repository *repository, struct wp_error *error)
{
    static const char heads[] = "refs/heads/";
    enum wp_status status = read_branch_setting(repository, "remote", &repository->remote, error);

    if (status == WP_OK)
        status = read_branch_setting(repository, "merge", &repository->remote_ref, error);
    if (status != WP_OK)
        return status;
    if (repository->remote.length == 0 || repository->remote_ref.length == 0) {
        wp_buf_clear(&repository->remote);
        return WP_OK;
    }
    wp_buf_printf(&repository->upstream, "%s/%s", repository->remote.data,
                  wp_str_starts(wp_buf_str(&repository->remote_ref), heads)
                      ? repository->remote_ref.data + strlen(heads)
                      : repository->remote_ref.data);
    return WP_OK;
}

/* Fail if git cannot write into the repository. Else a fetch that fails for that reason would look
 * as if the remote could not be reached. */
static enum wp_status check_writable(const struct wp_sync_repository *repository,
                                     struct wp_error *error)
{
    if (access(repository->git_directory.data, W_OK) == 0)
        return WP_OK;
    return wp_error_set(error, WP_CANNOT_CREATE, "git cannot write to %s: %s",
                        repository->git_directory.data, strerror(errno));
}

enum wp_status wp_sync_repository_open(struct wp_sync_repository *repository,
                                       struct wp_context *context, struct wp_error *error)
{
    struct wp_buf line = WP_BUF_INIT;
    bool found;
    enum wp_status status = wp_sync_repository_place(repository, context, false, error);

    if (status == WP_OK)
        status = check_work_tree(repository, error);
    if (status == WP_OK)
        status = wp_sync_repository_line(repository, WP_GIT("rev-parse", "--absolute-git-dir"),
                                         &repository->git_directory, &found, error);
    if (status == WP_OK)
        status =
            wp_sync_repository_line(repository, WP_GIT("symbolic-ref", "-q", "--short", "HEAD"),
                                    &repository->branch, &found, error);
    if (status == WP_OK && repository->branch.length > 0)
        status = find_upstream(repository, error);
    if (status == WP_OK)
        status = wp_sync_repository_line(repository, WP_GIT("remote"), &line, &found, error);
    repository->has_remotes = line.length > 0;
    if (status == WP_OK)
        status = wp_sync_repository_ask(repository, WP_GIT("config", "core.sshCommand"),
                                        &repository->own_ssh, error);
    if (status == WP_OK && !context->dry_run)
        status = check_writable(repository, error);
    wp_buf_free(&line);
    return status;
}

/* Return the path of the lock file that another git process has, or has left: the path in "Unable
 * to create 'PATH.lock': File exists". Empty if git has failed for another reason. */
static struct wp_str find_lock(const struct wp_git *git)
{
    static const char suffix[] = ".lock";
    const char *text = git->process.err.data != NULL ? git->process.err.data : "";
    const char *end = strstr(text, ".lock': File exists");
    const char *begin = end;

    while (begin != NULL && begin > text && begin[-1] != '\'' && begin[-1] != '\n')
        begin--;
    return end != NULL ? (struct wp_str){begin, (size_t)(end - begin) + strlen(suffix)}
                       : (struct wp_str){"", 0};
}

bool wp_sync_repository_is_locked(const struct wp_git *git)
{
    return find_lock(git).length > 0;
}

/* Whether git has failed with one of the messages of a NULL-terminated list. */
static bool has_said(const struct wp_git *git, const char *const *messages)
{
    const char *text = git->process.err.data != NULL ? git->process.err.data : "";

    for (; *messages != NULL; messages++)
        if (strstr(text, *messages) != NULL)
            return true;
    return false;
}

/* Return WP_IO if git has failed because it cannot write, else WP_UNAVAILABLE. */
static enum wp_status status_of(const struct wp_git *git)
{
    static const char *const messages[] = {"No space left on device", "Out of diskspace",
                                           "Disk quota exceeded", "Read-only file system", NULL};

    return has_said(git, messages) ? WP_IO : WP_UNAVAILABLE;
}

bool wp_sync_repository_cannot_write(const struct wp_git *git)
{
    static const char *const messages[] = {"': Permission denied",
                                           "insufficient permission for adding", NULL};

    return status_of(git) == WP_IO || has_said(git, messages);
}

/* Fail because git cannot sign the commit. */
static enum wp_status fail_unsigned(const struct wp_sync_repository *repository,
                                    const struct wp_git *git, struct wp_error *error)
{
    struct wp_str reason = wp_git_reason(git);
    struct wp_buf why = WP_BUF_INIT;

    wp_buf_puts(&why, "git cannot sign the commit: ");
    wp_buf_append(&why, reason);
    wp_buf_puts(&why, " (");
    wp_sync_repository_put_git(&why, repository);
    wp_buf_puts(&why, " config commit.gpgsign false commits here without a signature)");
    return wp_context_fail(error, WP_UNAVAILABLE, &why);
}

enum wp_status wp_sync_repository_fail(const struct wp_sync_repository *repository,
                                       const struct wp_git *git, const char *what,
                                       struct wp_error *error)
{
    static const char *const identity[] = {"Please tell me who you are", NULL};
    static const char *const signing[] = {"failed to sign the data",   "Couldn't load public key",
                                          "No private key found",      "user.signingkey",
                                          "gpg.ssh.defaultKeyCommand", NULL};
    struct wp_str printed = wp_str_trim(wp_buf_str(&git->process.err));
    struct wp_str reason = wp_git_reason(git);
    struct wp_str lock = find_lock(git);

    if (lock.length > 0)
        return wp_error_set(error, WP_BUSY,
                            "another git process is using the repository (try again; if none is "
                            "running, remove %.*s)",
                            (int)lock.length, lock.data);
    if (has_said(git, identity))
        return wp_error_set(error, WP_UNAVAILABLE,
                            "git does not know who commits (git config --global user.name 'YOUR "
                            "NAME', and git config --global user.email YOUR@ADDRESS)");
    if (has_said(git, signing))
        return fail_unsigned(repository, git, error);
    if (memchr(printed.data, '\n', printed.length) != NULL) {
        wp_escape_prose(&repository->context->err, printed);
        wp_buf_putc(&repository->context->err, '\n');
    }
    if (reason.length == 0)
        return wp_error_set(error, WP_UNAVAILABLE, "%s with exit code %d", what,
                            git->process.exit_code);
    return wp_error_set(error, status_of(git), "%s: %.*s", what, (int)reason.length, reason.data);
}

/* Return a line of the merge driver without its advice, which is in parentheses at its end. The
 * line that only counts conflicts is left out as a whole, because `sync` shows the conflict. */
static struct wp_str without_advice(struct wp_str line)
{
    static const char counts[] = " (weekplan check shows the readings;";
    static const char advice[] = "then git add)";
    size_t length = strlen(advice);

    if (line.length < length ||
        !wp_str_equal_c(wp_str_slice(line, line.length - length, length), advice))
        return line;
    for (size_t at = line.length; at-- > 0;)
        if (wp_str_starts(wp_str_slice(line, at, line.length), counts))
            return wp_str_slice(line, 0, 0);
        else if (wp_str_starts(wp_str_slice(line, at, line.length), " ("))
            return wp_str_slice(line, 0, at);
    return line;
}

/* Append a line that git has printed. Fold a message of the merge driver like one of this process:
 * the driver has not folded it, because its standard error is a pipe. */
static void put_git_line(struct wp_buf *notes, const struct wp_context *context, struct wp_str line)
{
    static const char driver[] = "weekplan: ";
    const struct wp_text_style style = wp_context_error_style(context);

    if (line.length == 0)
        return;
    if (wp_str_starts(line, driver)) {
        wp_diagnostic_remark(notes, wp_str_slice(line, strlen(driver), line.length), &style);
        return;
    }
    wp_escape_prose(notes, line);
    wp_buf_putc(notes, '\n');
}

void wp_sync_repository_put_notes(const struct wp_sync_repository *repository,
                                  const struct wp_git *git, bool always)
{
    struct wp_str rest = wp_buf_str(&git->process.err);
    struct wp_buf notes = WP_BUF_INIT;

    while (rest.length > 0) {
        const char *end = memchr(rest.data, '\n', rest.length);
        size_t length = end != NULL ? (size_t)(end - rest.data) : rest.length;
        struct wp_str line = wp_str_slice(rest, 0, length);

        rest = wp_str_slice(rest, length + 1, rest.length);
        put_git_line(&notes, repository->context, without_advice(line));
    }
    if (always)
        wp_buf_append(&repository->context->err, wp_buf_str(&notes));
    else
        wp_context_put_note(repository->context, wp_buf_str(&notes));
    wp_buf_free(&notes);
}

enum wp_status wp_sync_repository_need(const struct wp_sync_repository *repository,
                                       const char *const *arguments, const char *what,
                                       struct wp_error *error)
{
    struct wp_git git = {.index = NULL};
    enum wp_status status = wp_sync_repository_run(repository, &git, arguments, error);

    if (status == WP_OK && git.process.exit_code != 0)
        status = wp_sync_repository_fail(repository, &git, what, error);
    wp_git_free(&git);
    return status;
}

enum wp_status wp_sync_repository_id(const struct wp_sync_repository *repository,
                                     const char *revision, struct wp_buf *id,
                                     struct wp_error *error)
{
    bool found;

    return wp_sync_repository_line(repository, WP_GIT("rev-parse", "-q", "--verify", revision), id,
                                   &found, error);
}

bool wp_sync_repository_has_commit(const struct wp_sync_repository *repository)
{
    struct wp_buf id = WP_BUF_INIT;
    struct wp_error ignored;
    bool exists =
        wp_sync_repository_id(repository, "HEAD", &id, &ignored) != WP_OK || id.length > 0;

    wp_buf_free(&id);
    return exists;
}

enum wp_status wp_sync_repository_read_plan(const struct wp_sync_repository *repository,
                                            struct wp_buf *bytes, struct wp_error *error)
{
    struct wp_input_file file;
    struct wp_input input;
    enum wp_status status = wp_input_file_open(&file, repository->context->plan_path, error);

    input = wp_input_file_input(&file);
    if (status == WP_OK)
        status = wp_input_read(&input, bytes, error);
    wp_input_file_close(&file);
    return status;
}

void wp_sync_repository_put_git(struct wp_buf *buf, const struct wp_sync_repository *repository)
{
    wp_buf_puts(buf, "git -C ");
    wp_shell_quote(buf, repository->directory.data);
}

void wp_sync_repository_close(struct wp_sync_repository *repository)
{
    wp_buf_free(&repository->directory);
    wp_buf_free(&repository->name);
    wp_buf_free(&repository->pathspec);
    wp_buf_free(&repository->git_directory);
    wp_buf_free(&repository->branch);
    wp_buf_free(&repository->remote);
    wp_buf_free(&repository->remote_ref);
    wp_buf_free(&repository->upstream);
}
