#include "cmd/merge_files.h"

#include <errno.h>
#include <unistd.h>

#include "cmd/check_plan.h"
#include "cmd/merge_remarks.h"
#include "edit/line_diff.h"
#include "edit/unified_diff.h"
#include "merge/conflicted_base.h"
#include "os/git.h"
#include "os/input_file.h"
#include "os/replace_file.h"
#include "yaml/conflict.h"
#include <weekplan/merge.h>

enum { MARKER_SIZE_MAX = 1000 };

static const char *const side_names[WP_VERSIONS] = {"base", "ours", "theirs"};

/* The three versions of the command line. */
struct merged_files {
    const char *const *paths; /* paths of the files, by enum wp_version */
    struct wp_buf bytes[WP_VERSIONS];
    unsigned marker_size;
    const char *name; /* name of the merged file in messages */
};

/* Read --marker-size, a whole number from 1 on. */
static enum wp_status read_marker_size(const struct wp_context *context, unsigned *size,
                                       struct wp_error *error)
{
    const char *value = wp_given_value(&context->arguments, WP_OPT_MARKER_SIZE);
    wp_decimal number;

    *size = WP_MERGE_MARKER_SIZE;
    if (value == NULL)
        return WP_OK;
    if (!wp_decimal_parse(wp_str(value), &number) || number % WP_DECIMAL_ONE != 0 || number <= 0 ||
        number > MARKER_SIZE_MAX * WP_DECIMAL_ONE)
        return wp_error_set(error, WP_USAGE, "--marker-size takes a number from 1 to %d, not '%s'",
                            MARKER_SIZE_MAX, value);
    *size = (unsigned)(number / WP_DECIMAL_ONE);
    return WP_OK;
}

static enum wp_status read_version(struct wp_buf *bytes, const char *path, struct wp_error *error)
{
    struct wp_input_file file;
    struct wp_input input;
    enum wp_status status;

    if (access(path, F_OK) != 0 && errno == ENOENT)
        return wp_error_set(error, WP_MISSING, "there is no file %s", path);
    status = wp_input_file_open(&file, path, error);
    input = wp_input_file_input(&file);
    if (status == WP_OK)
        status = wp_input_read(&input, bytes, error);
    wp_input_file_close(&file);
    return status;
}

/* Read the options and the three files. */
static enum wp_status read_merged_files(struct merged_files *files,
                                        const struct wp_context *context, struct wp_error *error)
{
    const char *path = wp_given_value(&context->arguments, WP_OPT_PATH);
    enum wp_status status = read_marker_size(context, &files->marker_size, error);

    files->paths = context->arguments.words;
    files->name = path != NULL ? path : files->paths[WP_OURS];
    for (size_t i = 0; status == WP_OK && i < WP_VERSIONS; i++)
        status = read_version(&files->bytes[i], files->paths[i], error);
    return status;
}

static enum wp_status put_diff_of_ours(struct wp_context *context, const struct merged_files *files,
                                       struct wp_str text, struct wp_error *error)
{
    const struct wp_diff_file file = {.path = files->name};
    const struct wp_str ours = wp_buf_str(&files->bytes[WP_OURS]);
    struct wp_input input = wp_input_memory(&ours);
    struct wp_piece piece = wp_line_diff(ours, text);
    struct wp_patch patch = {&piece, 1};
    struct wp_buf diff = WP_BUF_INIT;
    enum wp_status status = wp_unified_diff(&diff, &file, &input, &patch, error);

    wp_context_put_bytes(&context->diff, wp_buf_str(&diff));
    wp_buf_free(&diff);
    return status;
}

/* Write the merged text to OURS, or with --dry-run print its diff. */
static enum wp_status write_ours(struct wp_context *context, const struct merged_files *files,
                                 struct wp_str text, struct wp_error *error)
{
    if (wp_str_equal(text, wp_buf_str(&files->bytes[WP_OURS])))
        return WP_OK;
    context->changed = true;
    if (context->dry_run)
        return put_diff_of_ours(context, files, text, error);
    return wp_replace_file(files->paths[WP_OURS], text, error);
}

/* Print why weekplan does not merge the files: the problem of a version, with its place in the
 * file, or a bug. */
static void put_reason(struct wp_context *context, const struct merged_files *files,
                       enum wp_version version, const struct wp_error *reason)
{
    struct wp_buf name = WP_BUF_INIT;

    if (wp_given(&context->arguments, WP_OPT_PATH))
        wp_buf_printf(&name, "%s (%s)", files->name, side_names[version]);
    else
        wp_buf_puts(&name, files->paths[version]);
    wp_context_put_problem(context, reason->line > 0 ? name.data : NULL, reason);
    wp_buf_free(&name);
}

/* Merge the lines of the files into OURS with `git merge-file`, and set *conflicts to the number of
 * conflicts. */
static enum wp_status run_merge_file(const struct merged_files *files, int *conflicts,
                                     struct wp_error *error)
{
    struct wp_buf marker_size = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_printf(&marker_size, "--marker-size=%u", files->marker_size);

    const char *const arguments[] = {"merge-file",
                                     marker_size.data,
                                     "-L",
                                     side_names[WP_OURS],
                                     "-L",
                                     side_names[WP_BASE],
                                     "-L",
                                     side_names[WP_THEIRS],
                                     "--",
                                     files->paths[WP_OURS],
                                     files->paths[WP_BASE],
                                     files->paths[WP_THEIRS],
                                     NULL};
    struct wp_git git = {.directory = ".", .arguments = arguments};

    status = wp_git_run(&git, error);
    *conflicts = git.process.exit_code;
    if (status == WP_OK && git.process.exit_code > 127) {
        struct wp_str reason = wp_git_reason(&git);

        status = wp_error_set(error, WP_CONFLICT, "git cannot merge the lines of %s: %.*s",
                              files->name, (int)reason.length, reason.data);
    }
    wp_git_free(&git);
    wp_buf_free(&marker_size);
    return status;
}

/* Whether git replays how a conflict was resolved before (git-rerere(1)): the conflict is in BASE
 * and in OURS, and THEIRS has its resolution. Only one version then changes each line, so that a
 * merge of the lines is right. */
static bool is_replay(const struct merged_files *files)
{
    struct wp_str base = wp_buf_str(&files->bytes[WP_BASE]);
    struct wp_str ours = wp_buf_str(&files->bytes[WP_OURS]);
    struct wp_str theirs = wp_buf_str(&files->bytes[WP_THEIRS]);

    return wp_conflict_find(base, 0) < base.length && wp_conflict_find(ours, 0) < ours.length &&
           wp_conflict_find(theirs, 0) == theirs.length;
}

/* Return WP_OK if the file OURS is a valid plan now. */
static enum wp_status check_merged_file(const struct merged_files *files, struct wp_error *error)
{
    struct wp_check_result result = {.weeks = 0};
    struct wp_input_file file;
    struct wp_input input;
    struct wp_plan *plan = NULL;
    enum wp_status status = wp_input_file_open(&file, files->paths[WP_OURS], error);

    input = wp_input_file_input(&file);
    if (status == WP_OK)
        status = wp_plan_open(&plan, &input, error);
    if (status == WP_OK)
        status = wp_check_result_read(&result, plan, error);
    wp_check_result_free(&result);
    wp_plan_close(plan);
    wp_input_file_close(&file);
    return status;
}

/* Return WP_CONFLICT, so that a person looks at the lines that git has merged. */
static enum wp_status fail_merged_lines(const struct merged_files *files, int conflicts,
                                        struct wp_error *error)
{
    if (conflicts == 0)
        return wp_error_set(error, WP_CONFLICT,
                            "so git has merged the lines of %s, without a conflict (look at the "
                            "result, run weekplan check, then git add)",
                            files->name);
    return wp_error_set(error, WP_CONFLICT,
                        "so git has merged the lines of %s, and left %d conflict%s (resolve %s, "
                        "run weekplan check, then git add)",
                        files->name, conflicts, conflicts == 1 ? "" : "s",
                        conflicts == 1 ? "it" : "them");
}

/* Leave the merge to git, because of the problem `reason` of the version `version`. */
static enum wp_status fall_back(struct wp_context *context, const struct merged_files *files,
                                enum wp_version version, struct wp_error *error)
{
    struct wp_error reason = *error;
    enum wp_status status;
    int conflicts = 0;

    if (context->dry_run) {
        put_reason(context, files, version, &reason);
        return wp_error_set(error, WP_CONFLICT, "so git would merge the lines of %s", files->name);
    }
    status = run_merge_file(files, &conflicts, error);
    context->changed = status == WP_OK;
    if (status == WP_OK && conflicts == 0 && is_replay(files) &&
        check_merged_file(files, error) == WP_OK)
        return WP_OK;
    put_reason(context, files, version, &reason);
    return status == WP_OK ? fail_merged_lines(files, conflicts, error) : status;
}

/* Write the result of the merge and its notes. */
static enum wp_status finish_merge(struct wp_context *context, const struct merged_files *files,
                                   const struct wp_merge_input *input, const struct wp_merge *merge,
                                   struct wp_error *error)
{
    enum wp_status status = write_ours(context, files, wp_buf_str(&merge->text), error);

    if (status != WP_OK)
        return status;
    wp_merge_remarks_put(context, merge, side_names, input->versions);
    if (merge->conflicts == 0)
        return WP_OK;
    return wp_error_set(error, WP_CONFLICT,
                        "%s has %zu conflict%s (weekplan check shows the readings; resolve %s, "
                        "then git add)",
                        files->name, merge->conflicts, merge->conflicts == 1 ? "" : "s",
                        merge->conflicts == 1 ? "it" : "them");
}

/* Set *text to the result if at most one version differs from BASE, whatever the versions contain.
 * Return false otherwise. */
static bool find_only_change(const struct wp_str versions[WP_VERSIONS], struct wp_str *text)
{
    bool ours = wp_str_equal(versions[WP_BASE], versions[WP_OURS]);

    *text = versions[ours ? WP_THEIRS : WP_OURS];
    return ours || wp_str_equal(versions[WP_BASE], versions[WP_THEIRS]);
}

/* Merge again if the base is not valid because it has conflicts. Return whether `merge` is the
 * result of that; otherwise it is unchanged. */
static bool merge_conflicted_base(struct wp_merge *merge, const struct wp_merge_input *input)
{
    struct wp_merge again = {.conflicts = 0};
    struct wp_error ignored;
    bool merged = wp_merge_conflicted_base(&again, input, &ignored) == WP_OK;

    wp_merge_free(merged ? merge : &again);
    if (merged)
        *merge = again;
    return merged;
}

/* Merge three versions as plans, or else as lines. */
static enum wp_status merge_versions(struct wp_context *context, const struct merged_files *files,
                                     const struct wp_merge_input *input, struct wp_error *error)
{
    struct wp_merge merge = {.conflicts = 0};
    enum wp_status status = wp_merge_plans(&merge, input, error);

    if (status == WP_INVALID && merge.invalid == WP_BASE && merge_conflicted_base(&merge, input))
        status = WP_OK;
    if (status == WP_OK)
        status = finish_merge(context, files, input, &merge, error);
    else if (status == WP_INVALID || status == WP_BUG)
        status = fall_back(context, files, merge.invalid, error);
    wp_merge_free(&merge);
    return status;
}

enum wp_status wp_merge_files(struct wp_context *context, struct wp_error *error)
{
    struct merged_files files = {.name = NULL};
    struct wp_merge_input input = {.marker_size = 0};
    struct wp_str text;
    enum wp_status status = read_merged_files(&files, context, error);

    input.marker_size = files.marker_size;
    for (size_t i = 0; i < WP_VERSIONS; i++)
        input.versions[i] = wp_buf_str(&files.bytes[i]);
    if (status == WP_OK && find_only_change(input.versions, &text))
        status = write_ours(context, &files, text, error);
    else if (status == WP_OK)
        status = merge_versions(context, &files, &input, error);
    for (size_t i = 0; i < WP_VERSIONS; i++)
        wp_buf_free(&files.bytes[i]);
    return status;
}
