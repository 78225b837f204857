/* weekplan schema: the plan format for editors. */
#include "cmd/commands.h"
#include "render/schema.h"

enum wp_status wp_cmd_schema(struct wp_context *context, struct wp_error *error)
{
    (void)error;
    wp_schema_json(&context->out);
    return WP_OK;
}
