/*
 * The undo log of a plan: the steps that can be undone and redone, as bytes.
 *
 * A log begins with its version and the path of its plan. Then come records, which are only
 * appended. A record is a step or a position. The position is the number of steps whose change is
 * in the plan file. The steps after the position have been undone and can be redone. A new step
 * replaces them.
 *
 * A record begins with its length and its hash. A log may be damaged. It ends at the first record
 * that is cut off, has another hash or is of an unknown kind.
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
    WP_UNDO_LOG_STEPS_MAX = 1000, /* largest number of steps; older steps are dropped */
    /* largest size of all steps together, in bytes; the oldest steps are dropped */
    WP_UNDO_LOG_STEPS_BYTES = 16 << 20,
    WP_UNDO_LOG_MAX = 64 << 20, /* largest size of a log, in bytes; a larger log is not read */
};

enum wp_undo_log_kind {
    /* an empty file, or no undo log of weekplan: a new log may replace the file */
    WP_UNDO_LOG_NONE,
    WP_UNDO_LOG_OURS,    /* the log of this plan */
    WP_UNDO_LOG_FOREIGN, /* the log of another plan */
    WP_UNDO_LOG_VERSION  /* a log of another version of weekplan */
};

struct wp_undo_log {
    enum wp_undo_log_kind kind;
    /* records of all steps; the array is owned, the bytes are borrowed from the log */
    struct wp_str *records;
    size_t capacity;
    size_t first; /* index in `records` of the oldest step that is not dropped */
    size_t count; /* number of steps that are not dropped */
    size_t position;
    size_t length;       /* offset at which the next record is appended */
    size_t record_count; /* number of all records, with those of dropped steps */
    size_t step_bytes;   /* size of the steps that are not dropped, in bytes */
};

/* Read the undo log of the plan at `path`. The log borrows `bytes`. */
void wp_undo_log_read(struct wp_undo_log *log, struct wp_str bytes, const char *path);

/* Free the memory of an undo log. No-op on a zeroed struct. */
void wp_undo_log_free(struct wp_undo_log *log);

/* Set `step` to step number `number`, from 0. The step borrows from the log and from the arena.
 * Return WP_INVALID if the record of the step is damaged. */
enum wp_status wp_undo_log_get(const struct wp_undo_log *log, size_t number, struct wp_arena *arena,
                               struct wp_undo_step *step, struct wp_error *error);

/* Whether the log should be rewritten, because most of its records are of dropped steps. */
bool wp_undo_log_is_long(const struct wp_undo_log *log);

/* Append a new log of the plan at `path` to `out`, with the steps and the position of `log`. */
void wp_undo_log_put_all(struct wp_buf *out, const struct wp_undo_log *log, const char *path);

/* Append the record of a step to `out`. */
void wp_undo_log_put(struct wp_buf *out, const struct wp_undo_step *step);

/* Append the record of a position to `out`. */
void wp_undo_log_put_position(struct wp_buf *out, size_t position);

#endif
