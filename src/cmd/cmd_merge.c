/* `merge`: merge three versions of a plan for git, or a copy of the plan into the plan. */
#include "cmd/command.h"
#include "cmd/merge_copy.h"
#include "cmd/merge_driver.h"
#include "cmd/merge_files.h"
#include <weekplan/merge.h>

/* Return WP_USAGE if the command line does not name exactly one thing to do. */
static enum wp_status check_task(const struct wp_arguments *arguments, bool *versions,
                                 struct wp_error *error)
{
    static const enum wp_option_id tasks[] = {WP_OPT_WITH, WP_OPT_INSTALL, WP_OPT_UNINSTALL};
    size_t given = 0;

    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++)
        given += wp_given(arguments, tasks[i]);
    *versions = given == 0;
    if (given > 1)
        return wp_error_set(error, WP_USAGE,
                            "merge takes one of --with, --install and --uninstall");
    if (given == 1 && arguments->word_count > 0)
        return wp_error_set(error, WP_USAGE, "merge takes either %s or three files",
                            wp_given(arguments, WP_OPT_WITH)      ? "--with"
                            : wp_given(arguments, WP_OPT_INSTALL) ? "--install"
                                                                  : "--uninstall");
    if (given == 0 && arguments->word_count != WP_VERSIONS)
        return wp_error_set(error, WP_USAGE,
                            "merge takes three files, BASE OURS THEIRS, or --with FILE, --install "
                            "or --uninstall (see weekplan help merge)");
    return WP_OK;
}

/* Print as a note what is left to do after a line was added. */
static void remark_commit(struct wp_context *context)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text,
                "commit .gitattributes, and run weekplan merge --install in each other clone");
    wp_context_remark(context, &text);
}

static enum wp_status install(struct wp_context *context, struct wp_error *error)
{
    bool added;
    enum wp_status status = wp_merge_driver_install(context, &added, error);

    if (status == WP_OK && added)
        remark_commit(context);
    return status;
}

static enum wp_status run_merge(struct wp_context *context, struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    bool versions;
    enum wp_status status = check_task(arguments, &versions, error);

    if (status == WP_OK && versions)
        return wp_merge_files(context, error);
    if (status == WP_OK)
        status = wp_context_find_plan(context, error);
    if (status != WP_OK)
        return status;
    if (wp_given(arguments, WP_OPT_WITH))
        return wp_merge_copy(context, wp_given_value(arguments, WP_OPT_WITH), error);
    return wp_given(arguments, WP_OPT_INSTALL) ? install(context, error)
                                               : wp_merge_driver_uninstall(context, error);
}

const struct wp_command wp_cmd_merge = {
    .name = "merge",
    .group = WP_GROUP_FILE,
    .summary = "merge plans of two machines",
    .arguments = "[FILE...]",
    .candidates = WP_COMPLETE_FILES,
    .examples = "weekplan merge --install           # git merges the plan with weekplan\n"
                "weekplan merge --with 'plan 2.yaml'   # a copy of a synced folder\n"
                "weekplan merge base.yaml ours.yaml theirs.yaml\n",
    .details =
        "With --install, git merges the plan item by item and key by key, not line by line: in "
        "merge, pull, rebase, cherry-pick and stash. Install it once in each clone. It adds the "
        "plan to .gitattributes, and the driver to the configuration of the repository.\n"
        "With --with, what a copy has and the plan does not have comes into the plan, as one "
        "change, and undo takes it back. Programs that synchronize a folder make such a copy when "
        "two machines have changed the plan. What is done in one of both is done, and of two "
        "values a note tells which one is kept. What was removed from the plan comes back if the "
        "copy still has it.\n"
        "With three files, BASE, OURS and THEIRS, merge OURS and THEIRS, which both come from "
        "BASE, into the file OURS. "
        "git runs this. The exit code is 1 if OURS then has a conflict, which check shows. If a "
        "file is not a valid plan, OURS is merged line by line, by git merge-file.",
    .options = (const enum wp_option_id[]){WP_OPT_WITH, WP_OPT_INSTALL, WP_OPT_UNINSTALL,
                                           WP_OPT_MARKER_SIZE, WP_OPT_PATH, WP_OPT_COUNT},
    .words_max = WP_VERSIONS,
    .plan = WP_PLAN_LATE,
    .changes = true,
    .run = run_merge,
};
