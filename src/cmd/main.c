#include "cmd/commands.h"
#include "cmd/context.h"
#include "cmd/external_command.h"
#include "cmd/finish.h"
#include "os/write_output.h"
#include <weekplan/memory.h>

int main(int argc, char **argv)
{
    struct wp_context context;
    struct wp_error error = {0};

    wp_memory_set_handler(wp_write_output_out_of_memory);
    enum wp_status status = wp_context_init(&context, wp_commands, argc, argv, &error);
    if (status == WP_OK && context.command == NULL)
        status = wp_external_command_run(&context, &error);

    /* Call this after wp_external_command_run: another program would inherit the ignored
     * SIGPIPE. */
    wp_write_output_prepare();
    if (status == WP_OK && context.command != NULL)
        status = context.command->run(&context, &error);
    return wp_context_finish(&context, status, &error);
}
