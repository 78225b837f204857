#include "cmd/undoable_save.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "os/atomic_file.h"

enum { NAME_SIZE = 32, WHAT_COLUMNS = 200 };

enum wp_status wp_undoable_save_open(struct wp_undoable_save *journal, const struct wp_save *save,
                                     bool make, struct wp_error *error)
{
    char name[NAME_SIZE];
    enum wp_status status;

    *journal = (struct wp_undoable_save){.file = {.place = {.directory = -1}, .fd = -1}};
    journal->plan = wp_save_real_path(save);
    if (journal->plan == NULL)
        return errno == ENOMEM ? wp_error_set_no_memory(error)
                               : wp_error_set(error, WP_IO, "cannot tell where the plan really is");
    (void)snprintf(name, sizeof name, "undo-%016" PRIx64, wp_hash(wp_str(journal->plan)));
    status = wp_state_file_open(&journal->file, name, make, error);
    if (status == WP_OK && make) /* a log that a killed run was writing anew */
        wp_atomic_file_sweep(&journal->file.place, NULL);
    if (status == WP_OK)
        status = wp_state_file_read(&journal->file, WP_UNDO_LOG_MAX, &journal->log, error);
    if (status == WP_OK)
        status = wp_undo_log_read(&journal->steps, wp_buf_str(&journal->log), journal->plan, error);
    if (status == WP_OK && journal->steps.kind == WP_UNDO_LOG_FOREIGN)
        status = wp_error_set(error, WP_CANNOT_CREATE, "%s is the log of another plan",
                              journal->file.path.data);
    return status;
}

void wp_undoable_save_close(struct wp_undoable_save *journal)
{
    wp_undo_log_free(&journal->steps);
    wp_buf_free(&journal->log);
    free(journal->plan);
    journal->plan = NULL;
    wp_state_file_close(&journal->file);
}

/* A log begins where nothing is that could be lost, and costs no sync; one that is
 * long is written anew beside itself. */
static enum wp_status undoable_save_make_room(struct wp_undoable_save *journal,
                                              struct wp_error *error)
{
    struct wp_undo_log *steps = &journal->steps;
    struct wp_buf log = WP_BUF_INIT;
    enum wp_status status;

    if (steps->kind != WP_UNDO_LOG_NONE && !wp_undo_log_is_long(steps))
        return WP_OK;
    wp_undo_log_put_all(&log, steps, journal->plan);
    if (log.failed)
        status = wp_error_set_no_memory(error);
    else if (steps->kind == WP_UNDO_LOG_NONE)
        status = wp_state_file_write(&journal->file, 0, wp_buf_str(&log), error);
    else
        status = wp_state_file_replace(&journal->file, wp_buf_str(&log), error);
    steps->length = log.length;
    wp_buf_free(&log);
    return status;
}

static enum wp_status undoable_save_append(struct wp_undoable_save *journal,
                                           const struct wp_buf *record, struct wp_error *error)
{
    enum wp_status status =
        record->failed ? wp_error_set_no_memory(error) : undoable_save_make_room(journal, error);

    if (status == WP_OK)
        status =
            wp_state_file_write(&journal->file, journal->steps.length, wp_buf_str(record), error);
    return status;
}

/* "done 1.2.3 Round 3": the items that were answered for, else the words that
 * were typed. */
static struct wp_str describe(const struct wp_context *context, struct wp_buf *what)
{
    wp_buf_puts(what, context->command->name);
    wp_buf_putc(what, ' ');
    if (context->subject.length > 0)
        wp_buf_append(what, wp_buf_str(&context->subject));
    for (size_t i = 0; context->subject.length == 0 && i < context->arguments.word_count; i++) {
        wp_buf_puts(what, i > 0 ? " " : "");
        wp_buf_puts(what, context->arguments.words[i]);
    }
    return wp_utf8_fit(wp_str_trim(wp_buf_str(what)), WHAT_COLUMNS, NULL);
}

static enum wp_status undoable_save_add_step(struct wp_undoable_save *journal,
                                             const struct wp_transaction *change,
                                             struct wp_error *error)
{
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_buf what = WP_BUF_INIT;
    struct wp_buf record = WP_BUF_INIT;
    struct wp_undo_step step = {.day = change->context->today,
                                .creates = wp_save_is_new(change->save)};
    enum wp_status status;

    if (arena == NULL)
        return wp_error_set_no_memory(error);
    step.what = describe(change->context, &what);
    status = wp_undo_step_make(&step, arena, &change->input, &change->edit.patch, error);
    if (status == WP_OK) {
        wp_undo_log_put(&record, &step);
        status = undoable_save_append(journal, &record, error);
    }
    wp_buf_free(&record);
    wp_buf_free(&what);
    wp_arena_free(arena);
    return status;
}

static enum wp_status add_mark(struct wp_undoable_save *journal, size_t standing,
                               struct wp_error *error)
{
    struct wp_buf record = WP_BUF_INIT;
    enum wp_status status;

    wp_undo_log_put_position(&record, standing);
    status = undoable_save_append(journal, &record, error);
    wp_buf_free(&record);
    return status;
}

/* What did not come to be would stand in the way of a redo. */
static void take_back(struct wp_undoable_save *journal)
{
    struct wp_error ignored;

    (void)wp_state_file_write(&journal->file, journal->steps.length, (struct wp_str){"", 0},
                              &ignored);
}

static enum wp_status undoable_save_note(struct wp_undoable_save *journal,
                                         const struct wp_transaction *change,
                                         struct wp_error *error)
{
    return change->move == WP_CHANGE_EDIT ? undoable_save_add_step(journal, change, error)
                                          : add_mark(journal, change->standing, error);
}

/* The change stands, without its step. */
static void say_lost(struct wp_context *context, const char *what, const struct wp_error *problem)
{
    struct wp_buf remark = WP_BUF_INIT;

    wp_buf_printf(&remark, "this change cannot be %s: %s", what, problem->message);
    wp_context_remark(context, &remark);
}

/*
 * A step is written down before it is made or made again, and after it is taken
 * back: so the log has every step that is in the file. When the program is killed
 * in between it has one more, and that one is passed over later. What stands
 * although it has failed, as a new file whose directory could not be synced, has
 * its step all the same.
 */
enum wp_status wp_undoable_save_commit(struct wp_transaction *change, struct wp_error *error)
{
    struct wp_undoable_save journal;
    struct wp_error problem;
    enum wp_status noted = wp_undoable_save_open(&journal, change->save, true, &problem);
    bool early = change->move != WP_CHANGE_UNDO;
    bool stands;
    enum wp_status status;

    if (noted == WP_OK && early)
        noted = undoable_save_note(&journal, change, &problem);
    status = change->removes ? wp_save_remove(change->save, error)
                             : wp_save_commit(change->save, &change->edit.patch, error);
    stands = wp_save_stands(change->save);
    if (stands && noted == WP_OK && !early)
        noted = undoable_save_note(&journal, change, &problem);
    if (!stands && noted == WP_OK && early)
        take_back(&journal);
    if (stands && noted != WP_OK)
        say_lost(change->context, early ? "undone" : "redone", &problem);
    wp_undoable_save_close(&journal);
    return status;
}
