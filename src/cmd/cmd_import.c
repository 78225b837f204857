/* `import`: Markdown becomes weeks of the plan. */
#include "cmd/check_plan.h"
#include "cmd/command.h"
#include "cmd/draft.h"
#include "cmd/import_answer.h"
#include "cmd/imported_files.h"
#include "cmd/imported_plan.h"
#include "cmd/merge_into_plan.h"
#include "cmd/merge_remarks.h"
#include "cmd/plan_input.h"
#include "cmd/run_change.h"
#include "cmd/start_week.h"
#include "os/terminal.h"
#include "plan/day_names.h"

static const char *const names_of_import[WP_VERSIONS] = {"", "the plan", "the import"};

/* One run of the command. */
struct import_run {
    struct wp_imported_files files;
    enum wp_weekday week_start;   /* weekday on which new weeks begin */
    bool assumes_week_start;      /* whether nobody has chosen that weekday */
    struct wp_buf plan;           /* the plan that the files make */
    struct wp_draft draft;        /* with --edit, that plan in the editor */
    struct wp_check_result check; /* the problems of the draft */
    struct wp_merge merge;        /* the merge of that plan into the plan of the user */
};

/* Find the week that begins in the window in the plan. If there is none, set
 * found->week to NULL, and `found` to the weeks around it. */
static enum wp_status find_around(struct wp_plan *plan, struct wp_window window,
                                  struct wp_found *found, struct wp_error *error)
{
    struct wp_error problem = {.status = WP_OK};
    struct wp_problems problems = {.list = &problem, .limit = 1};
    enum wp_status status = wp_plan_find(plan, window, found, &problems);

    if (status == WP_MISSING)
        return WP_OK;
    if (status != WP_OK)
        *error = problem;
    return status;
}

/* Set *start to the first day of the week of the plan in `window`: that of the week in the plan, or
 * the day on which it would begin. */
static enum wp_status choose_start(struct wp_context *context, struct wp_window window,
                                   const enum wp_weekday *week_start, wp_day *start,
                                   struct wp_error *error)
{
    struct wp_plan_input input = {.plan = NULL};
    struct wp_found found = {.newest = WP_NO_DAY, .after = WP_NO_DAY, .before = WP_NO_DAY};
    enum wp_status status = wp_plan_input_open_if_any(&input, context, error);

    if (status == WP_OK && input.plan != NULL)
        status = find_around(input.plan, window, &found, error);
    if (status == WP_OK && found.week != NULL)
        *start = found.week->start;
    else if (status == WP_OK && week_start != NULL)
        *start = wp_window_start(window, *week_start);
    else if (status == WP_OK)
        *start = wp_plan_input_start_in(context, window, &found);
    wp_week_free(found.week);
    wp_plan_input_close(&input);
    return status;
}

/* Set *any to whether the plan has a week. */
static enum wp_status find_any_week(struct wp_context *context, bool *any, struct wp_error *error)
{
    struct wp_plan_input input = {.plan = NULL};
    struct wp_found found = {.newest = WP_NO_DAY};
    enum wp_status status = wp_plan_input_open_if_any(&input, context, error);

    if (status == WP_OK && input.plan != NULL)
        status = find_around(input.plan, wp_window_holding(context->today), &found, error);
    *any = found.week != NULL || found.newest != WP_NO_DAY;
    wp_week_free(found.week);
    wp_plan_input_close(&input);
    return status;
}

/* Set run->assumes_week_start. */
static enum wp_status set_assumption(struct import_run *run, struct wp_context *context,
                                     struct wp_error *error)
{
    bool any = false;
    enum wp_status status = WP_OK;

    if (wp_given(&context->arguments, WP_OPT_WEEK_START) || context->config.has_week_start)
        return WP_OK;
    status = find_any_week(context, &any, error);
    run->assumes_week_start = !any;
    return status;
}

/* Remark on the first text that has weeks which begin on another weekday than was assumed. */
static void remark_on_assumption(const struct import_run *run, struct wp_context *context)
{
    for (size_t i = 0; i < run->files.count && run->assumes_week_start; i++) {
        const struct wp_imported_file *file = &run->files.list[i];
        struct wp_buf remark = WP_BUF_INIT;

        if (file->import.other_start_line == 0)
            continue;
        wp_buf_printf(&remark, "%s:%ju: weeks begin on ", file->name,
                      (uintmax_t)file->import.other_start_line);
        wp_buf_puts(&remark, wp_day_names_weekday(run->week_start));
        wp_buf_puts(&remark, ", but this one seems to begin on ");
        wp_buf_puts(&remark, wp_day_names_weekday(file->import.other_start));
        wp_buf_puts(&remark, " (write --week-start ");
        wp_buf_puts(&remark, wp_weekday_word(file->import.other_start));
        wp_buf_puts(&remark, ")");
        wp_context_remark(context, &remark);
        return;
    }
}

/* Remark on the first tag in a title, which stays a part of the title. */
static void remark_on_tag(const struct import_run *run, struct wp_context *context)
{
    for (size_t i = 0; i < run->files.count; i++) {
        const struct wp_imported_file *file = &run->files.list[i];
        struct wp_buf remark = WP_BUF_INIT;

        if (file->import.tag_line == 0)
            continue;
        wp_buf_printf(&remark, "%s:%ju: a tag in a title stays text, as #", file->name,
                      (uintmax_t)file->import.tag_line);
        wp_buf_append(&remark, file->import.tag);
        wp_buf_puts(&remark, " here (weekplan set REF tags+=");
        wp_buf_append(&remark, file->import.tag);
        wp_buf_puts(&remark, " makes it a tag, as --tag ");
        wp_buf_append(&remark, file->import.tag);
        wp_buf_puts(&remark, " of add does)");
        wp_context_remark(context, &remark);
        return;
    }
}

static void put_import_remarks(struct wp_context *context, const struct import_run *run)
{
    wp_import_answer_put_remarks(context, &run->files);
    remark_on_assumption(run, context);
    remark_on_tag(run, context);
}

/* Set the options of the import from the command line, the plan and the configuration. */
static enum wp_status set_import_options(struct wp_context *context,
                                         struct wp_import_options *options, struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    const char *weekday = wp_given_value(arguments, WP_OPT_WEEK_START);
    enum wp_status status;

    *options = (struct wp_import_options){
        .week = WP_NO_DAY,
        .headings = context->config.import_headings,
        .heading_count = context->config.import_heading_count,
    };
    if (context->window_given && arguments->word_count > 1)
        return wp_error_set(error, WP_USAGE,
                            "--week is the week of one file (import the files one by one, or write "
                            "a day in each)");
    if (weekday != NULL && !wp_weekday_parse(wp_str(weekday), &options->week_start))
        return wp_error_set(error, WP_USAGE,
                            "--week-start takes a weekday, such as sunday, not '%s'", weekday);
    if (weekday == NULL) {
        status = wp_plan_input_file_weekday(context, &options->week_start, error);
        if (status != WP_OK)
            return status;
    }
    return context->window_given
               ? choose_start(context, context->window,
                              weekday != NULL ? &options->week_start : NULL, &options->week, error)
               : WP_OK;
}

/* Move an imported week to the week of the plan that holds its middle. Return WP_USAGE if it would
 * overlap a week of the plan. */
static enum wp_status align_week(struct wp_context *context, struct wp_plan *plan,
                                 struct wp_week *week, struct wp_error *error)
{
    const wp_day middle = week->start + WP_DAYS_OF_WEEK / 2;
    struct wp_found found = {.newest = WP_NO_DAY};
    enum wp_status status = find_around(plan, wp_window_holding(middle), &found, error);

    if (status == WP_OK && found.week != NULL)
        week->start = found.week->start;
    else if (status == WP_OK)
        status = wp_start_week_check_room(context, &found, week->start, error);
    wp_week_free(found.week);
    return status;
}

/* Move the imported weeks to the weeks of the plan, which may begin on other weekdays. */
static enum wp_status align_weeks(struct wp_context *context, struct wp_imported_files *files,
                                  struct wp_error *error)
{
    struct wp_plan_input input = {.plan = NULL};
    enum wp_status status = wp_plan_input_open_if_any(&input, context, error);

    for (size_t i = 0; i < files->count && input.plan != NULL; i++) {
        struct wp_import *import = &files->list[i].import;

        for (size_t k = 0; k < import->week_count && status == WP_OK; k++)
            if (!import->weeks[k]->later)
                status = align_week(context, input.plan, import->weeks[k], error);
    }
    wp_plan_input_close(&input);
    return status;
}

/* Return WP_INVALID and list the problems if the draft is not a valid plan. */
static enum wp_status check_import_draft(struct wp_draft *draft, void *data, struct wp_error *error)
{
    struct import_run *run = data;
    const struct wp_str text = wp_buf_str(&draft->text);
    const struct wp_input input = wp_input_memory(&text);
    struct wp_plan *plan = NULL;
    enum wp_status status = wp_plan_open(&plan, &input, error);

    wp_check_result_free(&run->check);
    if (status == WP_OK)
        status = wp_check_result_read(&run->check, plan, error);
    wp_plan_close(plan);
    if (status != WP_INVALID || run->check.problems.list == NULL)
        return status;
    return wp_check_result_refuse(draft->context, draft->file.path.data, &run->check,
                                  "nothing is imported", error);
}

/* Let the user edit the plan that the files make. */
static enum wp_status edit_import(struct import_run *run, struct wp_context *context,
                                  struct wp_error *error)
{
    enum wp_status status =
        wp_draft_open(&run->draft, context, "import.yaml", wp_buf_str(&run->plan), error);

    if (status == WP_OK)
        status = wp_draft_edit(&run->draft, check_import_draft, run, error);
    if (status == WP_OK) {
        wp_buf_clear(&run->plan);
        wp_buf_append(&run->plan, wp_buf_str(&run->draft.text));
    }
    return status;
}

/* Merge the plan of the files into the locked plan. */
static enum wp_status merge_import(struct wp_locked_plan *change, void *data,
                                   struct wp_error *error)
{
    struct import_run *run = data;
    struct wp_str versions[WP_VERSIONS] = {[WP_THEIRS] = wp_buf_str(&run->plan)};
    struct wp_context *context = change->context;
    enum wp_status status;

    wp_merge_free(&run->merge);
    status = wp_merge_into_plan(change, versions, &run->merge, error);

    if (status == WP_OK && change->edited && change->is_new) {
        struct wp_buf started = WP_BUF_INIT;

        wp_buf_printf(&started, "started the plan %s", context->plan_path);
        wp_context_remark(context, &started);
    }
    if (status == WP_OK) {
        wp_merge_remarks_put(context, &run->merge, names_of_import, versions);
        for (size_t i = 0; i < run->files.count; i++) {
            wp_buf_puts(&context->subject, i > 0 ? " " : "");
            wp_buf_puts(&context->subject, run->files.list[i].name);
        }
    }
    return status;
}

/* Merge the plan of the files into the plan, or print it. */
static enum wp_status finish_import(struct import_run *run, struct wp_context *context,
                                    struct wp_error *error)
{
    enum wp_status status = WP_OK;

    if (wp_given(&context->arguments, WP_OPT_DRY_RUN_IMPORT)) {
        put_import_remarks(context, run);
        wp_context_put_bytes(&context->out, wp_buf_str(&run->plan));
        return WP_OK;
    }
    if (wp_given(&context->arguments, WP_OPT_EDIT_IMPORT))
        status = edit_import(run, context, error);
    if (status == WP_OK)
        status = wp_run_change_of_file(context, merge_import, run, true, error);
    if (status == WP_OK)
        status =
            wp_import_answer_put(context, &run->files, wp_buf_str(&run->plan), &run->merge, error);
    if (status == WP_OK)
        put_import_remarks(context, run);
    if (wp_given(&context->arguments, WP_OPT_EDIT_IMPORT))
        wp_draft_close(&run->draft, status, error);
    return status;
}

static enum wp_status run_import(struct wp_context *context, struct wp_error *error)
{
    struct import_run run = {.draft = {.context = context}};
    struct wp_import_options options;
    enum wp_status status = set_import_options(context, &options, error);

    run.week_start = options.week_start;
    if (status == WP_OK)
        status = set_assumption(&run, context, error);
    if (status == WP_OK)
        status = wp_imported_files_read(&run.files, context, &options, error);
    if (wp_given(&context->arguments, WP_OPT_EDIT_IMPORT))
        wp_terminal_take_stdin(); /* for the editor: standard input may have been a file */
    if (status == WP_OK)
        status = align_weeks(context, &run.files, error);
    if (status == WP_OK)
        status = wp_imported_plan_write(&run.plan, context, &run.files, error);
    if (status == WP_OK)
        status = finish_import(&run, context, error);
    wp_merge_free(&run.merge);
    wp_check_result_free(&run.check);
    wp_buf_free(&run.plan);
    wp_imported_files_free(&run.files);
    return status;
}

const struct wp_command wp_cmd_import = {
    .name = "import",
    .group = WP_GROUP_FILE,
    .summary = "read Markdown into the plan",
    .arguments = "FILE...",
    .candidates = WP_COMPLETE_FILES,
    .examples = "weekplan import 2019-08-04-accountable.md\n"
                "weekplan import weeks/*.md         # many weeks at once\n"
                "weekplan import -w last notes.md   # the week is not in the file\n"
                "weekplan import --dry-run post.md  # what would be imported\n"
                "pandoc -t gfm week.org | weekplan import -w this -\n",
    .details =
        "Read posts, checklists and weekly notes in Markdown, and merge them into the plan as one "
        "change, which undo takes back. An item that the week has already, by its title, is not "
        "added again, but is done if the file says so. So importing a file again changes "
        "nothing.\n"
        "The week is that of the day in the front matter, in a heading or in the name of the file. "
        "The goals are numbered headings, numbered lines in bold, and the items of lists; the "
        "lists below a goal are its subtasks, and the text below it is its note. Headings such as "
        "'Done', 'Also', 'Next week' and 'Later' tell what their lists are. The page "
        "from-markdown has the rules. What is left out is noted with its line.",
    .options = (const enum wp_option_id[]){WP_OPT_WEEK_START, WP_OPT_EDIT_IMPORT,
                                           WP_OPT_DRY_RUN_IMPORT, WP_OPT_JSON, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .run = run_import,
};
