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
 *     wp_steps_read(&steps, bytes, path);
 *     status = wp_steps_get(&steps, steps.standing - 1, arena, &step, &error);
 *     ... undo it ...
 *     wp_steps_put_mark(&record, steps.standing - 1);    // to append
 *     wp_steps_free(&steps);
 */
#ifndef EDIT_STEPS_H
#define EDIT_STEPS_H

#include "edit/step.h"

enum {
    WP_STEPS_MAX = 1000,         /* older ones are forgotten, */
    WP_STEPS_BYTES = 16 << 20,   /* and those that take more than this */
    WP_STEPS_LOG_MAX = 64 << 20, /* no log becomes longer, in bytes */
};

enum wp_steps_kind {
    WP_STEPS_OURS,
    WP_STEPS_NONE,   /* empty, or no log at all: a new one may take its place */
    WP_STEPS_FOREIGN /* the log of another plan */
};

struct wp_steps {
    enum wp_steps_kind kind;
    struct wp_str *room; /* owned */
    struct wp_str *list; /* in `room`; each as it is written, in the log */
    size_t count;
    size_t standing; /* how many of the steps are not undone */
    size_t length;   /* how much of the log was read: behind it the next record goes */
    size_t records;
    size_t bytes; /* of all steps */
};

/* Reads the log, which is borrowed, of the plan at `path`. WP_NO_MEMORY. */
enum wp_status wp_steps_read(struct wp_steps *steps, struct wp_str log, const char *path,
                             struct wp_error *error);
void wp_steps_free(struct wp_steps *steps);

/* The step `number`, from 0; it borrows from the log and from the arena.
 * WP_INVALID when it is damaged. */
enum wp_status wp_steps_get(const struct wp_steps *steps, size_t number, struct wp_arena *arena,
                            struct wp_step *step, struct wp_error *error);

/* Whether the log should be written anew, because most of it is forgotten. */
bool wp_steps_is_long(const struct wp_steps *steps);

/* Appends to `log` a new log that has the same steps standing and undone. */
void wp_steps_put_all(struct wp_buf *log, const struct wp_steps *steps, const char *path);

/* Append to `log` a record. */
void wp_steps_put(struct wp_buf *log, const struct wp_step *step);
void wp_steps_put_mark(struct wp_buf *log, size_t standing);

#endif
