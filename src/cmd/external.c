#include "cmd/external.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "os/process.h"

#ifndef WEEKPLAN_LIBEXECDIR
#define WEEKPLAN_LIBEXECDIR "/usr/local/libexec/weekplan"
#endif

/* What the other program gets as its argv; NULL when memory is out. The strings
 * are borrowed. */
static const char **external_make_argv(const struct wp_arguments *arguments, const char *program)
{
    size_t rest = 0;
    size_t count = 0;

    while (arguments->rest != NULL && arguments->rest[rest] != NULL)
        rest++;
    const char **argv = wp_memory_array(1 + 2 * arguments->option_count + rest + 1, sizeof *argv);
    if (argv == NULL)
        return NULL;

    argv[count++] = program;
    for (size_t i = 0; i < arguments->option_count; i++) {
        const struct wp_given *given = &arguments->options[i];
        if (given->id == WP_OPT_FILE)
            continue;
        argv[count++] = wp_options[given->id].name;
        if (given->value != NULL)
            argv[count++] = given->value;
    }
    for (size_t i = 0; i < rest; i++)
        argv[count++] = arguments->rest[i];
    return argv;
}

/* Where such programs are looked for before PATH. */
struct places {
    struct wp_buf own; /* this program's directory */
    const char *first[3];
};

static void find_places(struct places *places, const struct wp_context *context)
{
    const char *slash = strrchr(context->program, '/');
    size_t count = 0;

    *places = (struct places){.own = WP_BUF_INIT};
    if (slash != NULL)
        wp_buf_append(&places->own,
                      (struct wp_str){context->program, (size_t)(slash - context->program) + 1});
    if (places->own.length > 0)
        places->first[count++] = places->own.data;
    places->first[count] = WEEKPLAN_LIBEXECDIR;
}

enum wp_status wp_external_run(const struct wp_context *context, struct wp_error *error)
{
    const char *name = context->arguments.name;
    struct wp_buf program = WP_BUF_INIT;
    struct places places;
    const char **argv = NULL;
    enum wp_status status;

    if (name[0] == '\0' || strchr(name, '/') != NULL)
        return wp_command_unknown(context->arguments.commands, name, error);

    wp_buf_printf(&program, "weekplan-%s", name);
    find_places(&places, context);
    if (!program.failed)
        argv = external_make_argv(&context->arguments, program.data);
    if (argv == NULL || places.own.failed) {
        status = wp_error_set_no_memory(error);
        goto done;
    }
    errno = ENOENT;
    /* exec(3) changes no argument; its types are older than const. */
    (void)wp_process_exec(program.data, places.first, (char *const *)argv, context->plan_path);
    status = errno == ENOENT
                 ? wp_command_unknown(context->arguments.commands, name, error)
                 : wp_error_set(error, WP_IO, "cannot run %s: %s", program.data, strerror(errno));

done:
    free(argv);
    wp_buf_free(&places.own);
    wp_buf_free(&program);
    return status;
}

static bool is_installed(const struct wp_context *context, const char *name)
{
    struct wp_buf program = WP_BUF_INIT;
    struct places places;
    char *found = NULL;
    bool there;

    wp_buf_printf(&program, "weekplan-%s", name);
    find_places(&places, context);
    if (!program.failed && !places.own.failed)
        found = wp_process_find(program.data, places.first);
    there = found != NULL;
    free(found);
    wp_buf_free(&places.own);
    wp_buf_free(&program);
    return there;
}

enum wp_status wp_external_check_mail(const struct wp_context *context, struct wp_error *error)
{
    if (is_installed(context, "mail"))
        return WP_OK;
    return wp_error_set(
        error, WP_MAILER,
        "weekplan-mail is not installed (it is built where GMime 3 is: 'make deps all "
        "install')");
}
