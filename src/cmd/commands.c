#include "cmd/commands.h"

#include <stddef.h>

extern const struct wp_command wp_cmd_add;
extern const struct wp_command wp_cmd_status;
extern const struct wp_command wp_cmd_show;
extern const struct wp_command wp_cmd_report;
extern const struct wp_command wp_cmd_history;
extern const struct wp_command wp_cmd_done;
extern const struct wp_command wp_cmd_did;
extern const struct wp_command wp_cmd_reopen;
extern const struct wp_command wp_cmd_progress;
extern const struct wp_command wp_cmd_drop;
extern const struct wp_command wp_cmd_defer;
extern const struct wp_command wp_cmd_review;
extern const struct wp_command wp_cmd_set;
extern const struct wp_command wp_cmd_note;
extern const struct wp_command wp_cmd_rm;
extern const struct wp_command wp_cmd_mv;
extern const struct wp_command wp_cmd_edit;
extern const struct wp_command wp_cmd_mail;
extern const struct wp_command wp_cmd_cron;
extern const struct wp_command wp_cmd_carry;
extern const struct wp_command wp_cmd_undo;
extern const struct wp_command wp_cmd_redo;
extern const struct wp_command wp_cmd_sync;
extern const struct wp_command wp_cmd_merge;
extern const struct wp_command wp_cmd_import;
extern const struct wp_command wp_cmd_check;
extern const struct wp_command wp_cmd_path;
extern const struct wp_command wp_cmd_schema;
extern const struct wp_command wp_cmd_completion;
extern const struct wp_command wp_cmd_help;
extern const struct wp_command wp_cmd_complete;
extern const struct wp_command wp_cmd_version;

/* Within a group, commands are in the order in which a newcomer needs them. Each has its own
 * line. */
/* clang-format off */
const struct wp_command *const wp_commands[] = {
    &wp_cmd_add,
    &wp_cmd_status,
    &wp_cmd_show,
    &wp_cmd_report,
    &wp_cmd_history,
    &wp_cmd_done,
    &wp_cmd_did,
    &wp_cmd_reopen,
    &wp_cmd_progress,
    &wp_cmd_drop,
    &wp_cmd_defer,
    &wp_cmd_review,
    &wp_cmd_set,
    &wp_cmd_note,
    &wp_cmd_rm,
    &wp_cmd_mv,
    &wp_cmd_edit,
    &wp_cmd_mail,
    &wp_cmd_cron,
    &wp_cmd_carry,
    &wp_cmd_undo,
    &wp_cmd_redo,
    &wp_cmd_sync,
    &wp_cmd_merge,
    &wp_cmd_import,
    &wp_cmd_check,
    &wp_cmd_path,
    &wp_cmd_schema,
    &wp_cmd_completion,
    &wp_cmd_help,
    &wp_cmd_complete,
    &wp_cmd_version,
    NULL,
};
/* clang-format on */
