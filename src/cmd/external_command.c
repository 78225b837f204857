#include "cmd/external_command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "os/process.h"
#include "os/program_names.h"
#include "os/real_path.h"

/* Directory of the installed programs weekplan-NAME: an absolute path, or a path relative to the
 * directory of this program. With a relative path, the build does not depend on the place of the
 * installation. */
#ifndef WEEKPLAN_LIBEXECDIR
#define WEEKPLAN_LIBEXECDIR "../libexec/weekplan"
#endif

/* Return the command line of the program. Free the array with free(3). The strings are borrowed. */
static const char **make_program_argv(const struct wp_arguments *arguments, const char *program)
{
    size_t rest = 0;
    size_t count = 0;

    while (arguments->rest != NULL && arguments->rest[rest] != NULL)
        rest++;
    const char **argv = wp_memory_array(1 + 2 * arguments->option_count + rest + 1, sizeof *argv);

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

/* Directories that are searched before those of PATH. */
struct directories {
    struct wp_buf own;       /* directory of this program; empty if it was run without a path */
    struct wp_buf installed; /* see WEEKPLAN_LIBEXECDIR; empty if it cannot be determined */
    const char *first[3];    /* the directories in order, ended by NULL */
};

/* Append the directory of a path with its slash, or nothing if the path has no slash. */
static void append_directory(struct wp_buf *out, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash != NULL)
        wp_buf_append(out, (struct wp_str){path, (size_t)(slash - path) + 1});
}

/* Find the directory in which this program is installed, with symbolic links resolved. `name` is
 * argv[0]. */
static void find_installed(struct wp_buf *installed, const char *name)
{
    static const char libexec[] = WEEKPLAN_LIBEXECDIR;
    char *program = libexec[0] != '/' ? wp_path_of_program(name) : NULL;
    char *real = program != NULL ? wp_path_resolve(program) : NULL;

    if (program != NULL)
        append_directory(installed, real != NULL ? real : program);
    if (program != NULL || libexec[0] == '/')
        wp_buf_puts(installed, libexec);
    free(real);
    free(program);
}

static void find_directories(struct directories *directories, const struct wp_context *context)
{
    size_t count = 0;

    *directories = (struct directories){.own = WP_BUF_INIT, .installed = WP_BUF_INIT};
    append_directory(&directories->own, context->program);
    find_installed(&directories->installed, context->program);
    if (directories->own.length > 0)
        directories->first[count++] = directories->own.data;
    if (directories->installed.length > 0)
        directories->first[count++] = directories->installed.data;
}

static void free_directories(struct directories *directories)
{
    wp_buf_free(&directories->own);
    wp_buf_free(&directories->installed);
}

enum wp_status wp_external_command_run(const struct wp_context *context, struct wp_error *error)
{
    const char *name = context->arguments.name;
    struct wp_buf program = WP_BUF_INIT;
    struct directories directories;
    const char **argv;
    enum wp_status status;

    if (name[0] == '\0' || strchr(name, '/') != NULL)
        return wp_command_unknown(context->arguments.commands, name, error);

    wp_buf_printf(&program, "weekplan-%s", name);
    find_directories(&directories, context);
    argv = make_program_argv(&context->arguments, program.data);
    errno = ENOENT;
    /* The cast is safe: exec(3) does not change the arguments. */
    (void)wp_process_exec(program.data, directories.first, (char *const *)argv, context->plan_path);
    status = errno == ENOENT
                 ? wp_command_unknown(context->arguments.commands, name, error)
                 : wp_error_set(error, WP_IO, "cannot run %s: %s", program.data, strerror(errno));
    free(argv);
    free_directories(&directories);
    wp_buf_free(&program);
    return status;
}

static int compare_program_names(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

void wp_external_command_names(struct wp_buf *names, const struct wp_context *context)
{
    struct wp_buf lines = WP_BUF_INIT;
    struct directories directories;
    const char **sorted;
    size_t count = 0;

    find_directories(&directories, context);
    wp_program_names(&lines, "weekplan-", directories.first);
    sorted = wp_memory_array(lines.length + 1, sizeof *sorted);
    for (char *line = lines.data; lines.length > 0 && *line != '\0';) {
        size_t length = strcspn(line, "\n");

        line[length] = '\0';
        sorted[count++] = line;
        line += length + 1;
    }
    qsort(sorted, count, sizeof *sorted, compare_program_names);
    for (size_t i = 0; i < count; i++)
        if ((i == 0 || strcmp(sorted[i], sorted[i - 1]) != 0) &&
            wp_command_find(context->arguments.commands, sorted[i]) == NULL)
            wp_buf_printf(names, "%s%s", names->length > 0 ? " " : "", sorted[i]);
    free(sorted);
    free_directories(&directories);
    wp_buf_free(&lines);
}

static bool is_installed(const struct wp_context *context, const char *name)
{
    struct wp_buf program = WP_BUF_INIT;
    struct directories directories;
    char *found;
    bool installed;

    wp_buf_printf(&program, "weekplan-%s", name);
    find_directories(&directories, context);
    found = wp_process_find(program.data, directories.first);
    installed = found != NULL;
    free(found);
    free_directories(&directories);
    wp_buf_free(&program);
    return installed;
}

enum wp_status wp_external_command_check_mail(const struct wp_context *context,
                                              struct wp_error *error)
{
    if (is_installed(context, "mail"))
        return WP_OK;
    return wp_error_set(
        error, WP_UNAVAILABLE,
        "weekplan-mail is not installed (it needs GMime 3: 'make deps all install')");
}
