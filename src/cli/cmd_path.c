/* weekplan path: where the plan is, or would be. */
#include "cli/commands.h"

enum wp_status wp_cmd_path(struct wp_app *app, struct wp_error *error)
{
    (void)error;
    wp_app_put_bytes(app, wp_str(app->plan_path));
    wp_buf_putc(&app->out, '\n');
    return WP_OK;
}
