#include "cmd/command.h"

#include <string.h>

#include "base/edit_distance.h"
#include "cmd/command_synonyms.h"

const char *const wp_command_groups[WP_GROUP_COUNT] = {
    [WP_GROUP_PLAN] = "Plan a week",     [WP_GROUP_WEEK] = "During the week",
    [WP_GROUP_LOOK] = "Show and report", [WP_GROUP_LETTER] = "The Monday letter",
    [WP_GROUP_FILE] = "The file",
};

const struct wp_command *wp_command_find(const struct wp_command *const *commands, const char *name)
{
    for (; *commands != NULL; commands++) {
        if (strcmp((*commands)->name, name) == 0)
            return *commands;
    }
    return NULL;
}

const char *wp_command_suggest(const struct wp_command *const *commands, const char *name)
{
    struct wp_nearest nearest = {.word = wp_str(name)};

    for (; *commands != NULL; commands++)
        if ((*commands)->group != WP_GROUP_HIDDEN)
            wp_nearest_try(&nearest, (*commands)->name);
    return nearest.name;
}

enum wp_status wp_command_unknown(const struct wp_command *const *commands, const char *name,
                                  struct wp_error *error)
{
    const char *answer = wp_command_synonym_answer(name);
    const char *nearest = wp_command_suggest(commands, name);
    struct wp_str meant;

    if (answer != NULL)
        return wp_error_set(error, WP_USAGE, "there is no command '%s' (%s)", name, answer);
    if (nearest == NULL || wp_edit_distance(wp_str(name), wp_str(nearest), 1) > 1)
        answer = wp_command_synonym_nearest(name, &meant);
    if (answer != NULL)
        return wp_error_set(error, WP_USAGE, "there is no command '%s' (did you mean '%.*s'? %s)",
                            name, (int)meant.length, meant.data, answer);
    if (nearest == NULL)
        return wp_error_set(error, WP_USAGE, "unknown command '%s' (weekplan help lists them)",
                            name);
    return wp_error_set(error, WP_USAGE, "unknown command '%s' (did you mean '%s'?)", name,
                        nearest);
}

bool wp_command_has(const struct wp_command *command, enum wp_option_id id)
{
    if (wp_options[id].everywhere || (wp_options[id].of_changes && command->changes))
        return true;
    for (const enum wp_option_id *own = command->options; own != NULL && *own != WP_OPT_COUNT;
         own++) {
        if (*own == id)
            return true;
    }
    return false;
}
