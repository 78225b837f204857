/* The program, in outline. */
#include "cli/app.h"
#include "cli/commands.h"
#include "cli/ending.h"
#include "sys/output.h"

int main(int argc, char **argv)
{
    struct wp_app app;
    struct wp_error error = {0};

    enum wp_status status = wp_app_init(&app, argc, argv, &error);
    if (status == WP_OK && app.command == NULL)
        status = wp_external_run(&app, &error);

    wp_output_prepare(); /* later than that: it would be inherited */
    if (status == WP_OK && app.command != NULL)
        status = app.command->run(&app, &error);
    return wp_app_end(&app, status, &error);
}
