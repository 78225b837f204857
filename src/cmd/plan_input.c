#include "cmd/plan_input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "render/date_words.h"

enum wp_status wp_plan_input_open(struct wp_plan_input *input, const struct wp_context *context,
                                  struct wp_error *error)
{
    enum wp_status status;
    struct wp_input bytes;

    input->file.fd = -1;
    if (wp_str_equal_c(wp_str(context->plan_path), "-"))
        status = wp_input_file_read_stdin(&input->file, error);
    else
        status = wp_input_file_open(&input->file, context->plan_path, error);
    if (status != WP_OK)
        return status;
    bytes = wp_input_file_input(&input->file);
    return wp_plan_open(&input->plan, &bytes, error);
}

enum wp_status wp_plan_input_load_week(const struct wp_input *input, struct wp_window window,
                                       struct wp_week **week, struct wp_error *error)
{
    struct wp_problems problems = {error, 1, 0, 0, 0};
    struct wp_found found = {.week = NULL};
    struct wp_plan *plan;
    enum wp_status status = wp_plan_open(&plan, input, error);

    if (status == WP_OK)
        status = wp_plan_find(plan, window, &found, &problems);
    *week = found.week;
    wp_plan_close(plan);
    return status == WP_MISSING ? WP_OK : status;
}

enum wp_status wp_plan_input_load_later(const struct wp_input *input, struct wp_week **list,
                                        struct wp_error *error)
{
    struct wp_problems problems = {error, 1, 0, 0, 0};
    struct wp_found found = {.week = NULL};
    struct wp_plan *plan;
    enum wp_status status = wp_plan_open(&plan, input, error);

    if (status == WP_OK)
        status = wp_plan_find_later(plan, &found, &problems);
    *list = found.week;
    wp_plan_close(plan);
    return status == WP_MISSING ? WP_OK : status;
}

/* Whether the date of the week after the selected week is doubtful: that week is not in line with
 * the week before the selected week (wp_week_is_in_line), and no newer week follows that shows its
 * weekday to be right. Then it may be the selected week with a typing error in its date. */
static bool is_date_doubtful(const struct wp_found *found)
{
    return found->week == NULL && found->before != WP_NO_DAY && found->after != WP_NO_DAY &&
           (found->after == found->newest ||
            wp_weekday_of(found->after) != wp_weekday_of(found->newest)) &&
           !wp_week_is_in_line(found->before, found->after);
}

/* Whether the weeks before and after the selected week are so far apart that one of them may have a
 * typing error in its year. Then the weekday of the later week is no model for a new week. */
static bool is_far(const struct wp_found *found)
{
    return found->after - found->before > WP_DAYS_IN_LINE;
}

wp_day wp_plan_input_start_in(const struct wp_context *context, struct wp_window window,
                              const struct wp_found *found)
{
    bool far = is_date_doubtful(found) && is_far(found);
    wp_day model = far ? found->before : found->newest;

    return wp_window_start(window,
                           model != WP_NO_DAY ? wp_weekday_of(model) : context->config.week_start);
}

wp_day wp_plan_input_week_start(const struct wp_context *context, const struct wp_found *found)
{
    return wp_plan_input_start_in(context, context->window, found);
}

enum wp_status wp_plan_input_weekday(const struct wp_context *context, struct wp_plan *plan,
                                     enum wp_weekday *weekday, struct wp_error *error)
{
    const struct wp_window running = wp_window_holding(context->today);
    const struct wp_window none = wp_window_from(WP_LAST_DAY + 1);
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_found found;
    wp_day start;
    enum wp_status status = wp_plan_find(plan, running, &found, &problems);

    /* The current week cannot be loaded if it is not valid: find the newest week instead. */
    if (status == WP_INVALID) {
        problems = (struct wp_problems){.list = error, .limit = 1};
        status = wp_plan_find(plan, none, &found, &problems);
    }
    start =
        found.week != NULL ? found.week->start : wp_plan_input_start_in(context, running, &found);
    wp_week_free(found.week);
    *weekday = wp_weekday_of(start);
    return status == WP_IO ? status : WP_OK;
}

enum wp_status wp_plan_input_open_if_any(struct wp_plan_input *input,
                                         const struct wp_context *context, struct wp_error *error)
{
    enum wp_status status = wp_plan_input_open(input, context, error);

    if (status != WP_MISSING || access(context->plan_path, F_OK) == 0)
        return status;
    if (errno == ENOENT || errno == ENOTDIR)
        return WP_OK;
    return wp_error_set(error, WP_IO, "cannot look for %s: %s", context->plan_path,
                        strerror(errno));
}

enum wp_status wp_plan_input_file_weekday(const struct wp_context *context,
                                          enum wp_weekday *weekday, struct wp_error *error)
{
    struct wp_plan_input input = {.plan = NULL};
    enum wp_status status;

    *weekday = context->config.week_start;
    status = wp_plan_input_open_if_any(&input, context, error);
    if (status == WP_OK && input.plan != NULL)
        status = wp_plan_input_weekday(context, input.plan, weekday, error);
    wp_plan_input_close(&input);
    return status;
}

enum wp_status wp_plan_input_select_review(struct wp_context *context, struct wp_plan *plan,
                                           struct wp_error *error)
{
    enum wp_weekday weekday;
    enum wp_status status = WP_OK;

    if (context->window_given)
        return WP_OK;
    status = wp_plan_input_weekday(context, plan, &weekday, error);
    context->window = wp_window_to_review(context->today, weekday);
    return status;
}

enum wp_status wp_plan_input_check_start(wp_day start, struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;

    if (start >= WP_FIRST_DAY && start <= WP_LAST_DAY)
        return WP_OK;
    wp_buf_puts(&text, "a week of a plan begins on a day from ");
    wp_day_format(&text, WP_FIRST_DAY);
    wp_buf_puts(&text, " to ");
    wp_day_format(&text, WP_LAST_DAY);
    wp_buf_puts(&text, ", not on ");
    wp_day_format(&text, start);
    return wp_context_fail(error, WP_USAGE, &text);
}

/* Append that the date of the next week is doubtful. */
static void add_doubtful_date(struct wp_buf *text, const struct wp_context *context,
                              const struct wp_found *found)
{
    wp_buf_puts(text, ", but ");
    wp_context_name_week(text, context, found->after);
    wp_buf_puts(text, " begins on another weekday than the weeks before it (weekplan check");
    wp_context_name_file(text, context);
    wp_buf_puts(text, " shows where)");
}

/* Append the command that starts the selected week or list: " (weekplan add TITLE starts it)". */
static void add_start_command(struct wp_buf *text, const struct wp_context *context)
{
    struct wp_buf command = WP_BUF_INIT;

    wp_context_name_add(&command, context);
    if (command.length > 0)
        wp_buf_printf(text, " (%s starts it)", command.data);
    wp_buf_free(&command);
}

/* Return WP_MISSING with the message that the plan has no list for later. */
static enum wp_status no_list(const struct wp_context *context, struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "there is no list for later in the plan yet");
    add_start_command(&text, context);
    return wp_context_fail(error, WP_MISSING, &text);
}

enum wp_status wp_plan_input_no_week(const struct wp_context *context, const struct wp_found *found,
                                     struct wp_error *error)
{
    bool doubtful = is_date_doubtful(found);
    wp_day start = doubtful ? wp_window_start(context->window, wp_weekday_of(found->before))
                            : wp_plan_input_week_start(context, found);
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status;

    if (context->later)
        return no_list(context, error);
    status = wp_plan_input_check_start(start, error);
    if (status != WP_OK)
        return status;
    wp_buf_puts(&text, "there is no week of ");
    wp_date_words_week(&text, start, context->ascii ? "-" : "–");
    wp_buf_puts(&text, " in the plan yet");
    if (doubtful)
        add_doubtful_date(&text, context, found);
    else
        add_start_command(&text, context);
    return wp_context_fail(error, WP_MISSING, &text);
}

/* Append the first problem of the plan, and a note with the number of the other problems. */
static void put_first_problem(struct wp_context *context, struct wp_error *first, size_t others)
{
    struct wp_buf remark = WP_BUF_INIT;

    wp_context_put_problem(context, wp_context_plan_name(context), first);
    first->message[0] = '\0';
    wp_buf_printf(&remark, "%zu more problem%s (", others, others == 1 ? "" : "s");
    wp_context_name_command(&remark, context, "check", NULL);
    wp_buf_puts(&remark, " shows all)");
    wp_context_remark(context, &remark);
}

enum wp_status wp_plan_input_find(struct wp_context *context, struct wp_plan *plan,
                                  struct wp_found *found, struct wp_error *error)
{
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_error conflict;
    enum wp_status status = context->later ? wp_plan_find_later(plan, found, &problems)
                                           : wp_plan_find(plan, context->window, found, &problems);

    /* The document of a week may have only a part of a merge conflict, but the file has all of
     * it. */
    if (status == WP_INVALID && wp_plan_check_conflict(plan, &conflict) == WP_INVALID)
        *error = conflict;
    else if (status == WP_INVALID && problems.errors > 1)
        put_first_problem(context, error, problems.errors - 1);
    return status;
}

enum wp_status wp_plan_input_open_week(struct wp_plan_input *input, struct wp_context *context,
                                       struct wp_error *error)
{
    enum wp_status status = wp_plan_input_open(input, context, error);

    if (status != WP_OK)
        return status;
    status = wp_plan_input_find(context, input->plan, &input->found, error);
    return status == WP_MISSING ? wp_plan_input_no_week(context, &input->found, error) : status;
}

void wp_plan_input_close(struct wp_plan_input *input)
{
    wp_week_free(input->found.week);
    wp_plan_close(input->plan);
    wp_input_file_close(&input->file);
}
