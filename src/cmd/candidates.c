#include "cmd/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "base/words_in_text.h"
#include "os/user.h"

void wp_candidates_put(const struct wp_candidates *candidates, struct wp_str candidate,
                       const char *description)
{
    wp_buf_append(candidates->out, candidates->prefix);
    wp_buf_append(candidates->out, candidate);
    wp_buf_printf(candidates->out, "\t%s\n", description);
}

void wp_candidates_put_words(const struct wp_candidates *candidates, const char *words)
{
    while (words != NULL && *words != '\0')
        wp_candidates_put(candidates, wp_words_in_text_next(&words), "");
}

const char *wp_candidates_given(const struct wp_candidates *candidates, const char *name)
{
    const struct wp_arguments *given = candidates->given;
    const char *value = NULL;

    for (size_t i = 0; i < given->option_count; i++)
        if (strcmp(wp_options[given->options[i].id].name, name) == 0)
            value = given->options[i].value;
    return value;
}

/* Return the path in a value of --file. The shell has not replaced "~/" or "$HOME/" at its
 * beginning yet. The caller frees the path. */
static char *expand_home(const char *value)
{
    static const char *const names[] = {"~/", "$HOME/"};
    const char *home = wp_user_home();
    struct wp_buf path = WP_BUF_INIT;

    for (size_t i = 0; home != NULL && i < sizeof names / sizeof names[0]; i++)
        if (wp_str_starts(wp_str(value), names[i])) {
            wp_buf_puts(&path, home);
            value += strlen(names[i]) - 1;
        }
    wp_buf_puts(&path, value);
    return path.data;
}

/* Initialize the context of a `weekplan status` for the plan and the day of the command line, and
 * for the week `week`, a value of --week. */
static enum wp_status init_status(const struct wp_candidates *candidates, const char *week,
                                  struct wp_candidates_plan *plan, struct wp_error *error)
{
    const struct wp_arguments *given = candidates->given;
    const char *argv[9] = {"weekplan", "status"};
    int argc = 2;

    if (wp_given(given, WP_OPT_FILE)) {
        plan->path = expand_home(wp_given_value(given, WP_OPT_FILE));
        argv[argc++] = wp_options[WP_OPT_FILE].name;
        argv[argc++] = plan->path;
    }
    if (wp_given(given, WP_OPT_TODAY)) {
        argv[argc++] = wp_options[WP_OPT_TODAY].name;
        argv[argc++] = wp_given_value(given, WP_OPT_TODAY);
    }
    if (week != NULL) {
        argv[argc++] = wp_options[WP_OPT_WEEK].name;
        argv[argc++] = week;
    }
    return wp_context_init(&plan->context, given->commands, argc, (char *const *)argv, error);
}

bool wp_candidates_open(const struct wp_candidates *candidates, const char *week,
                        struct wp_candidates_plan *plan)
{
    struct wp_plan_input *input = &plan->input;
    struct wp_error error;
    enum wp_status status;

    plan->path = NULL;
    *input = (struct wp_plan_input){
        .file.fd = -1, .found = {.newest = WP_NO_DAY, .after = WP_NO_DAY, .before = WP_NO_DAY}};
    status = init_status(candidates, week, plan, &error);
    if (status != WP_OK || strcmp(plan->context.plan_path, "-") == 0)
        return false;
    status = wp_plan_input_open(input, &plan->context, &error);
    if (status != WP_OK)
        return false;
    status = wp_plan_input_find(&plan->context, input->plan, &input->found, &error);
    return status == WP_OK || status == WP_MISSING;
}

void wp_candidates_close(struct wp_candidates_plan *plan)
{
    wp_plan_input_close(&plan->input);
    wp_context_free(&plan->context);
    free(plan->path);
}
