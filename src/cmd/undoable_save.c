#include "cmd/undoable_save.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "os/atomic_file.h"

enum { NAME_SIZE = 32, WHAT_COLUMNS = 200 };

/* Open and read the file of the undo log. */
static enum wp_status read_log(struct wp_undoable_save *undo, bool make, struct wp_error *error)
{
    char name[NAME_SIZE];
    enum wp_status status;

    (void)snprintf(name, sizeof name, "undo-%016" PRIx64, wp_hash(wp_str(undo->plan)));
    status = wp_state_file_open(&undo->file, name, make, error);
    if (status == WP_OK && make) /* remove the temporary file of a killed run */
        wp_atomic_file_sweep(&undo->file.path, NULL);
    if (status == WP_OK)
        status = wp_state_file_read(&undo->file, WP_UNDO_LOG_MAX, &undo->bytes, error);
    if (status == WP_OK)
        wp_undo_log_read(&undo->log, wp_buf_str(&undo->bytes), undo->plan);
    return status;
}

/* Rename the log of another version of weekplan. */
static enum wp_status set_aside(struct wp_undoable_save *undo, struct wp_context *context,
                                struct wp_error *error)
{
    struct wp_buf remark = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_printf(&remark,
                  "the undo log of another version of weekplan is set aside as %s.old: its changes "
                  "cannot be undone",
                  undo->file.name.data);
    status = wp_state_file_set_aside(&undo->file, error);
    if (status == WP_OK)
        wp_context_remark(context, &remark);
    wp_buf_free(&remark);
    wp_buf_clear(&undo->bytes);
    return status;
}

enum wp_status wp_undoable_save_open(struct wp_undoable_save *undo, struct wp_locked_plan *change,
                                     bool make, struct wp_error *error)
{
    enum wp_status status;

    *undo = (struct wp_undoable_save){.file = {.path = {.directory = -1}, .fd = -1}};
    undo->plan = wp_locked_plan_real_path(change);
    if (undo->plan == NULL)
        return wp_error_set(error, WP_IO, "cannot find the real path of the plan");
    status = read_log(undo, make, error);
    if (status == WP_OK && undo->log.kind == WP_UNDO_LOG_VERSION && change->context->dry_run)
        return wp_error_set(error, WP_MISSING, "the undo log is of another version of weekplan");
    if (status == WP_OK && undo->log.kind == WP_UNDO_LOG_VERSION) {
        status = set_aside(undo, change->context, error);
        if (status == WP_OK)
            status = read_log(undo, make, error);
    }
    if (status == WP_OK && undo->log.kind == WP_UNDO_LOG_FOREIGN)
        status = wp_error_set(error, WP_CANNOT_CREATE, "%s is the log of another plan",
                              undo->file.name.data);
    return status;
}

void wp_undoable_save_close(struct wp_undoable_save *undo)
{
    wp_undo_log_free(&undo->log);
    wp_buf_free(&undo->bytes);
    free(undo->plan);
    undo->plan = NULL;
    wp_state_file_close(&undo->file);
}

/* Replace the log file by the header of a new log, or by the shortened old log. A new log is not
 * synced to the disk, because it has nothing that could be lost. */
static enum wp_status write_beginning(struct wp_undoable_save *undo, struct wp_error *error)
{
    bool is_new = undo->log.kind == WP_UNDO_LOG_NONE;
    struct wp_buf bytes = WP_BUF_INIT;
    enum wp_status status;

    if (!is_new && !wp_undo_log_is_long(&undo->log))
        return WP_OK;
    wp_undo_log_put_all(&bytes, &undo->log, undo->plan);
    status = is_new ? wp_state_file_write(&undo->file, 0, wp_buf_str(&bytes), error)
                    : wp_state_file_replace(&undo->file, wp_buf_str(&bytes), error);
    undo->log.length = bytes.length;
    wp_buf_free(&bytes);
    return status;
}

/* Make the name of an undo step, "done 1.2.3 Round 3": the command and the items that it has
 * changed, or else its arguments. Return the name, which may be cut. */
static struct wp_str put_undo_name(struct wp_buf *name, const struct wp_context *context)
{
    wp_buf_puts(name, context->command->name);
    wp_buf_putc(name, ' ');
    if (context->subject.length > 0)
        wp_buf_append(name, wp_buf_str(&context->subject));
    for (size_t i = 0; context->subject.length == 0 && i < context->arguments.word_count; i++) {
        wp_buf_puts(name, i > 0 ? " " : "");
        wp_buf_puts(name, context->arguments.words[i]);
    }
    return wp_utf8_fit(wp_str_trim(wp_buf_str(name)), WHAT_COLUMNS, NULL);
}

/* Append the log record of the change. */
static enum wp_status put_step(struct wp_buf *record, const struct wp_locked_plan *change,
                               struct wp_error *error)
{
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_buf name = WP_BUF_INIT;
    struct wp_undo_step step = {.what = put_undo_name(&name, change->context),
                                .day = change->context->today,
                                .creates = change->is_new};
    enum wp_status status =
        wp_undo_step_make(&step, arena, &change->input, &change->edit.patch, error);

    if (status == WP_OK)
        wp_undo_log_put(record, &step);
    wp_buf_free(&name);
    wp_arena_free(arena);
    return status;
}

/* Append the change to the undo log. */
static enum wp_status log_change(struct wp_undoable_save *undo, const struct wp_locked_plan *change,
                                 struct wp_error *error)
{
    struct wp_buf record = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    if (change->kind == WP_CHANGE_EDIT)
        status = put_step(&record, change, error);
    else
        wp_undo_log_put_position(&record, change->position);
    if (status == WP_OK)
        status = write_beginning(undo, error);
    if (status == WP_OK)
        status = wp_state_file_write(&undo->file, undo->log.length, wp_buf_str(&record), error);
    wp_buf_free(&record);
    return status;
}

/* Remove the record of a change that was not saved, because `redo` would find it. */
static void remove_record(struct wp_undoable_save *undo)
{
    struct wp_error ignored;

    (void)wp_state_file_write(&undo->file, undo->log.length, (struct wp_str){"", 0}, &ignored);
}

/* Print as a note that the change is saved, but cannot be undone. */
static void remark_lost(struct wp_context *context, const char *what,
                        const struct wp_error *problem)
{
    struct wp_buf remark = WP_BUF_INIT;

    wp_buf_printf(&remark, "this change cannot be %s: %s", what, problem->message);
    wp_context_warn(context, &remark);
}

/*
 * An edit and a redo are logged before they are saved, an undo is logged afterwards. So every
 * step that is in the plan file is in the log. If the program is killed in between, the log has
 * one step more, which the next undo passes over.
 *
 * A save can fail although the file is changed, for example when the directory of a new file
 * cannot be synced. Then the step is kept.
 */
enum wp_status wp_undoable_save_commit(struct wp_locked_plan *change, struct wp_error *error)
{
    struct wp_undoable_save undo;
    struct wp_error problem;
    enum wp_status logged = wp_undoable_save_open(&undo, change, true, &problem);
    bool early = change->kind != WP_CHANGE_UNDO;
    bool saved;
    enum wp_status status;

    if (logged == WP_OK && early)
        logged = log_change(&undo, change, &problem);
    status = change->removes_file ? wp_save_remove(change->save, error)
                                  : wp_save_commit(change->save, &change->edit.patch, error);
    saved = wp_save_is_installed(change->save);
    if (saved && logged == WP_OK && !early)
        logged = log_change(&undo, change, &problem);
    if (!saved && logged == WP_OK && early)
        remove_record(&undo);
    if (saved && logged != WP_OK)
        remark_lost(change->context, early ? "undone" : "redone", &problem);
    wp_undoable_save_close(&undo);
    return status;
}
