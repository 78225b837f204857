/*
 * The undo log of a plan: its steps that can be undone and redone, as bytes.
 *
 * A log begins with its version and the path of its plan. Then records are only appended:
 * a step, or a position. The position is the number of steps that are in the plan file;
 * the steps after it are undone and can be redone. Reading the records in order gives the
 * list of steps and the position. A new step replaces the undone ones.
 *
 * A record begins with its length and its hash. A log is not trusted: it ends at the first
 * record that is cut off, has another hash or is of another kind.
 *
 *     wp_undo_log_read(&log, bytes, path);
 *     status = wp_undo_log_get(&log, log.position - 1, arena, &step, &error);
 *     ... undo the step ...
 *     wp_undo_log_put_position(&record, log.position - 1);    // to append to the log
 *     wp_undo_log_free(&log);
 */
#ifndef EDIT_UNDO_LOG_H
#define EDIT_UNDO_LOG_H

#include "edit/undo_step.h"

enum {
    WP_UNDO_LOG_STEPS_MAX = 1000,       /* older steps are forgotten */
    WP_UNDO_LOG_STEPS_BYTES = 16 << 20, /* of all steps; the oldest are forgotten */
    WP_UNDO_LOG_MAX = 64 << 20,         /* of a log, in bytes; a longer one is not read */
};

enum wp_undo_log_kind {
    WP_UNDO_LOG_NONE,    /* empty, or no log: a new one may replace it */
    WP_UNDO_LOG_OURS,    /* the log of this plan */
    WP_UNDO_LOG_FOREIGN, /* the log of another plan */
    WP_UNDO_LOG_VERSION  /* a log of another version of weekplan */
};

struct wp_undo_log {
    enum wp_undo_log_kind kind;
    struct wp_str *records; /* owned; of all steps, borrowed from the bytes of the log */
    size_t capacity;
    size_t first; /* number of the oldest step in `records` that is not forgotten */
    size_t count; /* of the steps that are not forgotten */
    size_t position;
    size_t length;       /* bytes up to where the next record is appended */
    size_t record_count; /* of all records, forgotten or not */
    size_t step_bytes;   /* of the steps that are not forgotten */
};

/* Read the log of the plan at `path`. It borrows `bytes`. */
void wp_undo_log_read(struct wp_undo_log *log, struct wp_str bytes, const char *path);

/* Free the memory of the log. No-op on a zeroed struct. */
void wp_undo_log_free(struct wp_undo_log *log);

/* Get the step `number`, from 0. It borrows from the log and from the arena. WP_INVALID if
 * the record of the step is not well-formed. */
enum wp_status wp_undo_log_get(const struct wp_undo_log *log, size_t number, struct wp_arena *arena,
                               struct wp_undo_step *step, struct wp_error *error);

/* Whether the log should be written anew, because most of its records are forgotten. */
bool wp_undo_log_is_long(const struct wp_undo_log *log);

/* Append a new log to `out` that has the steps and the position of `log`. */
void wp_undo_log_put_all(struct wp_buf *out, const struct wp_undo_log *log, const char *path);

/* Append the record of a step to `out`. */
void wp_undo_log_put(struct wp_buf *out, const struct wp_undo_step *step);

/* Append the record of a position to `out`. */
void wp_undo_log_put_position(struct wp_buf *out, size_t position);

#endif
