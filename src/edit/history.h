/*
 * The history of a plan: the log of its steps, as bytes.
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
 *     wp_history_read(&history, bytes, path);
 *     status = wp_history_step(&history, history.standing - 1, arena, &step, &error);
 *     ... undo it ...
 *     wp_history_put_mark(&record, history.standing - 1);    // to append
 *     wp_history_free(&history);
 */
#ifndef EDIT_HISTORY_H
#define EDIT_HISTORY_H

#include "edit/step.h"

enum {
    WP_HISTORY_STEPS = 1000,       /* older ones are forgotten, */
    WP_HISTORY_BYTES = 16 << 20,   /* and those that take more than this */
    WP_HISTORY_LOG_MAX = 64 << 20, /* no log becomes longer, in bytes */
};

enum wp_history_kind {
    WP_HISTORY_OURS,
    WP_HISTORY_NONE,   /* empty, or no log at all: a new one may take its place */
    WP_HISTORY_FOREIGN /* the log of another plan */
};

struct wp_history {
    enum wp_history_kind kind;
    struct wp_str *steps; /* owned; each as it is written, in the log */
    size_t count;
    size_t standing; /* how many of the steps are not undone */
    size_t length;   /* how much of the log was read: behind it the next record goes */
    size_t records;
    size_t bytes; /* of all steps */
};

/* Reads the log, which is borrowed, of the plan at `path`. WP_NO_MEMORY. */
enum wp_status wp_history_read(struct wp_history *history, struct wp_str log, const char *path,
                               struct wp_error *error);
void wp_history_free(struct wp_history *history);

/* The step `number`, from 0; it borrows from the log and from the arena.
 * WP_INVALID when it is damaged. */
enum wp_status wp_history_step(const struct wp_history *history, size_t number,
                               struct wp_arena *arena, struct wp_step *step,
                               struct wp_error *error);

/* Whether the log should be written anew, because most of it is forgotten. */
bool wp_history_is_long(const struct wp_history *history);

/* Appends to `log` a new log that has the same steps standing and undone. */
void wp_history_put_all(struct wp_buf *log, const struct wp_history *history, const char *path);

/* Append to `log` a record. */
void wp_history_put_step(struct wp_buf *log, const struct wp_step *step);
void wp_history_put_mark(struct wp_buf *log, size_t standing);

#endif
