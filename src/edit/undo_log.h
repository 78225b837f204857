/*
 * The steps of a plan that can be undone and redone: a log, as bytes.
 *
 * A log begins with the path of its plan. Behind that records are only ever
 * appended: a step, or a mark that says how many steps stand (those behind are
 * undone and can be done again). Reading the log from its beginning gives the
 * stack of steps; a new step takes the place of those that are undone.
 *
 * A record has its length and its hash in front. A log is not trusted: the
 * first record that is not as it should be ends it, and so does the end of a
 * log that was cut off.
 *
 *     wp_undo_log_read(&steps, bytes, path);
 *     status = wp_undo_log_get(&steps, steps.standing - 1, arena, &step, &error);
 *     ... undo it ...
 *     wp_undo_log_put_position(&record, steps.standing - 1);    // to append
 *     wp_undo_log_free(&steps);
 */
#ifndef EDIT_UNDO_LOG_H
#define EDIT_UNDO_LOG_H

#include "edit/undo_step.h"

enum {
    WP_UNDO_LOG_STEPS_MAX = 1000,       /* older ones are forgotten, */
    WP_UNDO_LOG_STEPS_BYTES = 16 << 20, /* and those that take more than this */
    WP_UNDO_LOG_MAX = 64 << 20,         /* no log becomes longer, in bytes */
};

enum wp_undo_log_kind {
    WP_UNDO_LOG_OURS,
    WP_UNDO_LOG_NONE,   /* empty, or no log at all: a new one may take its place */
    WP_UNDO_LOG_FOREIGN /* the log of another plan */
};

struct wp_undo_log {
    enum wp_undo_log_kind kind;
    struct wp_str *room; /* owned */
    struct wp_str *list; /* in `room`; each as it is written, in the log */
    size_t count;
    size_t standing; /* how many of the steps are not undone */
    size_t length;   /* how much of the log was read: behind it the next record goes */
    size_t records;
    size_t bytes; /* of all steps */
};

/* Reads the log, which is borrowed, of the plan at `path`. WP_NO_MEMORY. */
enum wp_status wp_undo_log_read(struct wp_undo_log *steps, struct wp_str log, const char *path,
                                struct wp_error *error);
void wp_undo_log_free(struct wp_undo_log *steps);

/* The step `number`, from 0; it borrows from the log and from the arena.
 * WP_INVALID when it is damaged. */
enum wp_status wp_undo_log_get(const struct wp_undo_log *steps, size_t number,
                               struct wp_arena *arena, struct wp_undo_step *step,
                               struct wp_error *error);

/* Whether the log should be written anew, because most of it is forgotten. */
bool wp_undo_log_is_long(const struct wp_undo_log *steps);

/* Appends to `log` a new log that has the same steps standing and undone. */
void wp_undo_log_put_all(struct wp_buf *log, const struct wp_undo_log *steps, const char *path);

/* Append to `log` a record. */
void wp_undo_log_put(struct wp_buf *log, const struct wp_undo_step *step);
void wp_undo_log_put_position(struct wp_buf *log, size_t standing);

#endif
