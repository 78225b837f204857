/* weekplan completion: a script for a shell. */
#include <string.h>

#include "cmd/complete.h"

static const struct {
    const char *name;
    void (*put)(struct wp_buf *out);
} shells[] = {
    {"bash", wp_complete_bash},
    {"zsh", wp_complete_zsh},
    {"fish", wp_complete_fish},
};

void wp_complete_commands(struct wp_buf *out)
{
    for (size_t i = 0; i < wp_command_count; i++) {
        wp_buf_puts(out, i > 0 ? " " : "");
        wp_buf_puts(out, wp_commands[i].name);
    }
}

const char *wp_complete_value(const struct wp_command *command, const struct wp_option *option)
{
    return wp_complete_offers(option->offer, WP_OFFER_FORMATS) ? command->formats : option->offer;
}

bool wp_complete_offers(const char *offer, const char *this_one)
{
    return offer != NULL && strcmp(offer, this_one) == 0;
}

enum wp_status wp_cmd_completion(struct wp_context *context, struct wp_error *error)
{
    const char *name = context->arguments.words[0];

    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(shells[i].name, name) == 0) {
            shells[i].put(&context->out);
            return WP_OK;
        }
    }
    return wp_error_set(error, WP_USAGE, "completion takes bash, zsh or fish, not '%s'", name);
}
