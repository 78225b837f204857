#include "cmd/commands.h"

#include <stddef.h>

extern const struct wp_command wp_cmd_add, wp_cmd_status, wp_cmd_show, wp_cmd_report,
    wp_cmd_history, wp_cmd_done, wp_cmd_reopen, wp_cmd_progress, wp_cmd_drop, wp_cmd_defer,
    wp_cmd_set, wp_cmd_note, wp_cmd_rm, wp_cmd_mv, wp_cmd_edit, wp_cmd_mail, wp_cmd_cron,
    wp_cmd_carry, wp_cmd_undo, wp_cmd_redo, wp_cmd_check, wp_cmd_path, wp_cmd_schema,
    wp_cmd_completion, wp_cmd_help;

/* In the order in which a newcomer needs them, within a group. */
const struct wp_command *const wp_commands[] = {
    &wp_cmd_add,   &wp_cmd_status, &wp_cmd_show,     &wp_cmd_report,     &wp_cmd_history,
    &wp_cmd_done,  &wp_cmd_reopen, &wp_cmd_progress, &wp_cmd_drop,       &wp_cmd_defer,
    &wp_cmd_set,   &wp_cmd_note,   &wp_cmd_rm,       &wp_cmd_mv,         &wp_cmd_edit,
    &wp_cmd_mail,  &wp_cmd_cron,   &wp_cmd_carry,    &wp_cmd_undo,       &wp_cmd_redo,
    &wp_cmd_check, &wp_cmd_path,   &wp_cmd_schema,   &wp_cmd_completion, &wp_cmd_help,
    NULL,
};
