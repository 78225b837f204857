/* The program weekplan-mail, which `weekplan mail` runs. It is a program of its own because only
 * it loads GMime. */
#include <stdlib.h>

#include "base/memory.h"
#include "cmd/commands.h"
#include "cmd/finish.h"
#include "mail/mail_command.h"
#include "os/write_output.h"

/* Return the arguments as a command line of `weekplan mail`. Free the array with free(3). */
static char **make_command_line(int argc, char **argv)
{
    static char program[] = "weekplan-mail";
    static char command[] = "mail";
    char **line = wp_memory_array((size_t)argc + 3, sizeof *line);

    line[0] = argc > 0 ? argv[0] : program;
    line[1] = command;
    for (int i = 1; i < argc; i++)
        line[i + 1] = argv[i];
    return line;
}

int main(int argc, char **argv)
{
    struct wp_context context;
    struct wp_error error = {0};
    int exit_code;

    wp_memory_set_handler(wp_write_output_out_of_memory);
    char **line = make_command_line(argc, argv);
    wp_write_output_prepare();
    enum wp_status status =
        wp_context_init(&context, wp_commands, argc > 0 ? argc + 1 : 2, line, &error);
    if (status == WP_OK && context.command == wp_command_find(wp_commands, "mail"))
        status = wp_mail_command(&context, &error);
    else if (status == WP_OK)
        status = context.command->run(&context, &error);
    exit_code = wp_context_finish(&context, status, &error);
    free(line);
    return exit_code;
}
