/* weekplan completion: a script for a shell. */
#include <string.h>

#include "cmd/complete.h"
#include "cmd/context.h"

static const struct {
    const char *name;
    void (*put)(struct wp_buf *out, const struct wp_command *const *commands);
} shells[] = {
    {"bash", wp_complete_bash},
    {"zsh", wp_complete_zsh},
    {"fish", wp_complete_fish},
};

void wp_complete_commands(struct wp_buf *out, const struct wp_command *const *commands)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        wp_buf_puts(out, i > 0 ? " " : "");
        wp_buf_puts(out, commands[i]->name);
    }
}

const char *wp_complete_value(const struct wp_command *command, const struct wp_option *option)
{
    return wp_complete_offers(option->candidates, WP_COMPLETE_FORMATS) ? command->formats
                                                                       : option->candidates;
}

bool wp_complete_offers(const char *offer, const char *this_one)
{
    return offer != NULL && strcmp(offer, this_one) == 0;
}

static enum wp_status run_completion(struct wp_context *context, struct wp_error *error)
{
    const char *name = context->arguments.words[0];

    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(shells[i].name, name) == 0) {
            shells[i].put(&context->out, context->arguments.commands);
            return WP_OK;
        }
    }
    return wp_error_set(error, WP_USAGE, "completion takes bash, zsh or fish, not '%s'", name);
}

const struct wp_command wp_cmd_completion = {
    .name = "completion",
    .group = WP_GROUP_FILE,
    .summary = "print what completes commands in your shell",
    .arguments = "SHELL",
    .candidates = "bash zsh fish",
    .examples = "eval \"$(weekplan completion bash)\"          # in ~/.bashrc\n"
                "source <(weekplan completion zsh)           # in ~/.zshrc, behind compinit\n"
                "weekplan completion fish | source           # in config.fish\n",
    .details = "Prints a script for SHELL, which is bash, zsh or fish. With it the Tab key "
               "completes commands, options and their values. Where weekplan was installed by "
               "make install, shells find it by themselves.",
    .words_min = 1,
    .words_max = 1,
    .plan = WP_PLAN_NONE,
    .run = run_completion,
};
