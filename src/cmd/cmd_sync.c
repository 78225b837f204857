/* `sync`: commit the plan, merge what other machines have pushed, and push. */
#include <unistd.h>

#include "cmd/command.h"
#include "cmd/locked_plan.h"
#include "cmd/shell_quote.h"
#include "cmd/sync_commit.h"
#include "cmd/sync_init.h"
#include "cmd/sync_merge.h"
#include "cmd/sync_remote.h"
#include "cmd/sync_resume.h"
#include "os/input_file.h"

enum { TRIES = 2 };

/* Return WP_UNAVAILABLE if HEAD is detached: a commit would be on no branch. */
static enum wp_status check_branch(const struct wp_sync_repository *repository,
                                   struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    if (repository->branch.length > 0)
        return WP_OK;
    wp_buf_puts(&why, "HEAD is detached, so a commit would be on no branch (");
    wp_sync_repository_put_git(&why, repository);
    wp_buf_puts(&why, " switch BRANCH)");
    return wp_context_fail(error, WP_UNAVAILABLE, &why);
}

/* Return WP_MISSING, and how to get the plan of the last commit. */
static enum wp_status fail_without_plan(const struct wp_sync_repository *repository,
                                        struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_buf_printf(&why, "there is no plan %s (", repository->context->plan_path);
    wp_sync_repository_put_git(&why, repository);
    wp_buf_puts(&why, " restore ");
    wp_shell_quote(&why, repository->name.data);
    wp_buf_puts(&why, " brings back that of the last commit)");
    return wp_context_fail(error, WP_MISSING, &why);
}

/* Lock the plan. If git was killed while it wrote the plan, restore the plan first. */
static enum wp_status begin(struct wp_locked_plan *plan,
                            const struct wp_sync_repository *repository, struct wp_error *error)
{
    struct wp_error other;
    bool restored = false;
    enum wp_status status = wp_locked_plan_begin(plan, error);

    if (status == WP_INVALID)
        return wp_sync_resume_note_conflict(repository, &other) == WP_OK ? status : other.status;
    if (status == WP_OK)
        status = wp_sync_resume_restore(repository, plan->is_new, &restored, error);
    if (status == WP_OK && restored) {
        wp_locked_plan_end(plan);
        *plan = (struct wp_locked_plan){.context = repository->context};
        status = wp_locked_plan_begin(plan, error);
    }
    if (status == WP_OK && plan->is_new && !repository->joins)
        status = fail_without_plan(repository, error);
    return status;
}

/* Get the plan of the remote, because there is none here. */
static enum wp_status join(const struct wp_sync_repository *repository, const struct wp_buf *theirs,
                           struct wp_error *error)
{
    if (theirs->length > 0)
        return wp_sync_merge(repository, theirs->data, wp_str(""), error);
    return wp_error_set(error, WP_MISSING, "there is no plan %s, and none in %s",
                        repository->context->plan_path, repository->upstream.data);
}

/* Commit the plan and merge the commit `theirs` while the plan is locked. `theirs` may be empty. */
static enum wp_status commit_and_merge(const struct wp_sync_repository *repository,
                                       const struct wp_buf *theirs, struct wp_error *error)
{
    struct wp_locked_plan plan = {.context = repository->context};
    struct wp_buf bytes = WP_BUF_INIT;
    bool finished = false;
    enum wp_status status = begin(&plan, repository, error);

    if (status == WP_OK && plan.is_new) {
        status = join(repository, theirs, error);
        goto out;
    }
    if (status == WP_OK)
        status = wp_sync_commit_check_plan(repository, plan.plan, "is not committed", error);
    if (status == WP_OK)
        status = wp_sync_resume(repository, &finished, error);
    if (status != WP_OK || (finished && repository->context->dry_run))
        goto out;
    status = wp_input_read(&plan.input, &bytes, error);
    if (status == WP_OK)
        status = wp_sync_commit(repository, wp_buf_str(&bytes), error);
    if (status == WP_OK && theirs->length > 0)
        status = wp_sync_merge(repository, theirs->data, wp_buf_str(&bytes), error);
out:
    wp_locked_plan_end(&plan);
    wp_buf_free(&bytes);
    return status;
}

/* Commit the plan of a repository without an upstream branch. */
static enum wp_status sync_alone(const struct wp_sync_repository *repository,
                                 struct wp_error *error)
{
    const struct wp_buf nothing = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status = commit_and_merge(repository, &nothing, error);

    if (status != WP_OK)
        return status;
    if (repository->has_remotes) {
        wp_buf_printf(&text,
                      "the branch %s has no upstream branch, so nothing is pushed (weekplan sync",
                      repository->branch.data);
        wp_context_name_file(&text, repository->context);
        wp_buf_puts(&text, " --init lets it follow a branch of origin)");
        return wp_context_fail(error, WP_UNAVAILABLE, &text);
    }
    wp_buf_puts(&text, "the repository has no remote, so nothing is pushed (weekplan sync");
    wp_context_name_file(&text, repository->context);
    wp_buf_puts(&text, " --init REMOTE)");
    wp_context_remark(repository->context, &text);
    return WP_OK;
}

/* Push the branch if the remote does not have its last commit. See wp_sync_remote_push. */
static enum wp_status push(const struct wp_sync_repository *repository, const struct wp_buf *theirs,
                           bool *rejected, struct wp_error *error)
{
    struct wp_context *context = repository->context;
    struct wp_buf head = WP_BUF_INIT;
    bool found;
    enum wp_status status = wp_sync_repository_line(
        repository, WP_GIT("rev-parse", "-q", "--verify", "HEAD"), &head, &found, error);
    bool commits = context->dry_run && context->out.length > 0;
    bool same = found && !commits && wp_str_equal(wp_buf_str(&head), wp_buf_str(theirs));

    *rejected = false;
    wp_buf_free(&head);
    if (status != WP_OK || same)
        return status;
    if (context->dry_run) {
        wp_buf_printf(&context->out, "would push to %s\n", repository->upstream.data);
        return WP_OK;
    }
    status = wp_sync_remote_push(repository, rejected, error);
    if (status == WP_OK)
        wp_buf_printf(&context->out, "pushed to %s\n", repository->upstream.data);
    return status;
}

/* Commit, merge and push. If another machine pushes at the same time, do it once more. */
static enum wp_status sync_with_upstream(const struct wp_sync_repository *repository,
                                         struct wp_error *error)
{
    struct wp_buf theirs = WP_BUF_INIT;
    bool rejected = true;
    enum wp_status status = WP_OK;

    for (int i = 0; i < TRIES && rejected; i++) {
        struct wp_error unreached;
        enum wp_status reached = wp_sync_remote_fetch(repository, &theirs, &unreached);

        rejected = false;
        status = commit_and_merge(repository, &theirs, error);
        if (status == WP_OK && reached == WP_OK) {
            status = push(repository, &theirs, &rejected, error);
        } else if (reached != WP_OK && (status == WP_OK || status == WP_MISSING)) {
            *error = unreached;
            status = reached;
        }
    }
    wp_buf_free(&theirs);
    return status;
}

/* Commit, merge and push, as far as the repository has a branch and a remote. */
static enum wp_status sync_plan(const struct wp_sync_repository *repository, struct wp_error *error)
{
    enum wp_status status = check_branch(repository, error);

    if (status == WP_OK)
        status = repository->remote.length > 0 ? sync_with_upstream(repository, error)
                                               : sync_alone(repository, error);
    return status;
}

/* Sync with a remote for the first time. If the plan comes from the remote, its line in
 * .gitattributes comes with it. `reached` is whether the remote can be reached. */
static enum wp_status sync_made(const struct wp_sync_repository *repository, bool reached,
                                struct wp_error *error)
{
    const struct wp_buf nothing = WP_BUF_INIT;
    bool had_plan = access(repository->context->plan_path, F_OK) == 0;
    enum wp_status status = had_plan ? wp_sync_init_driver(repository, error) : WP_OK;

    if (status != WP_OK)
        return status;
    if (reached && !repository->context->dry_run)
        status = sync_plan(repository, error);
    else if (had_plan)
        status = commit_and_merge(repository, &nothing, error);
    if (status == WP_OK && reached && !had_plan && !repository->context->dry_run)
        status = wp_sync_init_driver(repository, error);
    return status;
}

/* Make the repository, and sync. If the remote cannot be reached, commit the plan all the same. */
static enum wp_status sync_first(struct wp_sync_repository *repository, struct wp_context *context,
                                 struct wp_error *error)
{
    const char *remote = context->arguments.word_count > 0 ? context->arguments.words[0] : NULL;
    struct wp_error unreached;
    bool ready;
    enum wp_status made = wp_sync_init(context, remote, &ready, &unreached);
    enum wp_status status = WP_OK;

    ready = ready && (made == WP_OK || made == WP_BUSY || made == WP_UNAVAILABLE);
    if (ready)
        status = wp_sync_repository_open(repository, context, error);
    repository->joins = true;
    if (status == WP_OK && ready)
        status = sync_made(repository, made == WP_OK, error);
    if (status == WP_OK && made != WP_OK) {
        *error = unreached;
        status = made;
    }
    return status;
}

static enum wp_status run_sync(struct wp_context *context, struct wp_error *error)
{
    struct wp_sync_repository repository = {.context = context};
    bool first = wp_given(&context->arguments, WP_OPT_INIT);
    enum wp_status status;

    context->dry_run = wp_given(&context->arguments, WP_OPT_DRY_RUN_SYNC);
    if (!first && context->arguments.word_count > 0)
        return wp_error_set(error, WP_USAGE,
                            "sync takes a remote only with --init (weekplan sync --init %s)",
                            context->arguments.words[0]);
    if (first) {
        status = sync_first(&repository, context, error);
    } else {
        status = wp_sync_repository_open(&repository, context, error);
        if (status == WP_OK)
            status = sync_plan(&repository, error);
    }
    if (status == WP_OK && context->out.length == 0)
        wp_buf_puts(&context->out, "nothing has changed\n");
    if (context->quiet)
        wp_buf_clear(&context->out);
    wp_context_fold_result(context);
    wp_sync_repository_close(&repository);
    return status;
}

const struct wp_command wp_cmd_sync = {
    .name = "sync",
    .group = WP_GROUP_FILE,
    .summary = "commit the plan with git, merge and push it",
    .arguments = "[REMOTE]",
    .candidates = WP_COMPLETE_FILES,
    .examples = "weekplan sync\n"
                "weekplan sync --init               # a repository for the plan\n"
                "weekplan sync --init ada@example.org:plan.git   # and a remote for it\n"
                "weekplan sync -q                   # silent unless something is wrong\n"
                "weekplan sync -n                   # what it would do\n",
    .details =
        "For a plan in a git work tree that two machines share. Commit the plan, merge what the "
        "upstream branch has, and push. The subject of the commit tells what has changed. Other "
        "files, and what is staged, stay as they are.\n"
        "If the remote cannot be reached, the plan is committed and is pushed next time; the exit "
        "code is 75. If both sides have changed the same value, git leaves a conflict in the "
        "plan. Resolve it, and run sync again.\n"
        "With --init, make a repository of the directory of the plan, unless the plan is in one, "
        "let git merge the plan with weekplan, and commit both. With REMOTE, a path or a URL, add "
        "it as the remote origin, and sync with it. On another machine, which has no plan yet, "
        "the same command gets the plan.",
    .options = (const enum wp_option_id[]){WP_OPT_INIT, WP_OPT_DRY_RUN_SYNC, WP_OPT_COUNT},
    .words_max = 1,
    .plan = WP_PLAN_FILE,
    .run = run_sync,
};
