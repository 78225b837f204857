/* weekplan path: where the plan is, or would be. */
#include "cmd/commands.h"

enum wp_status wp_cmd_path(struct wp_context *context, struct wp_error *error)
{
    (void)error;
    wp_app_put_bytes(context, wp_str(context->plan_path));
    wp_buf_putc(&context->out, '\n');
    return WP_OK;
}
