/* weekplan schema: the plan format for editors. */
#include "cli/commands.h"
#include "report/schema.h"

enum wp_status wp_cmd_schema(struct wp_app *app, struct wp_error *error)
{
    (void)error;
    wp_schema_json(&app->out);
    return WP_OK;
}
