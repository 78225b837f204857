/*
 * Reading a plan: from a file's bytes to a week.
 *
 * A plan file is one YAML stream with a document for each week, oldest first.
 * Documents are found from the end of the file, and only the bytes that are
 * needed are read: the newest week costs the same whatever the history.
 *
 *     struct wp_plan *plan = NULL;
 *     status = wp_plan_open(&plan, &input, &error);
 *     status = wp_plan_find(plan, wp_window_holding(today), &found, &problems);
 *     ... found.week ...
 *     wp_week_free(found.week);
 *     wp_plan_close(plan);
 *
 * The library opens no file: the caller says how to get at the bytes.
 */
#ifndef WEEKPLAN_PLAN_H
#define WEEKPLAN_PLAN_H

#include <weekplan/error.h>
#include <weekplan/item.h>

/* The limits of the format; docs/plan-format.md names them too. */
#define WP_FILE_MAX ((uint64_t)1 << 30) /* bytes of a file: 1 GiB */
enum {
    WP_WEEK_MAX = 4 << 20,  /* bytes of one week: 4 MiB */
    WP_DEPTH_MAX = 64,      /* collections within collections */
    WP_ITEMS_MAX = 100000,  /* goals and subtasks of one week */
    WP_EXTRAS_MAX = 100000, /* keys of one week that begin with `x-` */
    WP_TEXTS_MAX = 100000,  /* tags and links of one week */
    WP_CARRIED_MAX = 9999
};
#define WP_WEIGHT_MAX (1000000 * WP_DECIMAL_ONE)

/* Where the bytes of a plan come from. */
struct wp_input {
    uint64_t size;
    /* Fills `bytes` with exactly `length` bytes from `offset`, or fails. */
    enum wp_status (*read)(void *context, uint64_t offset, char *bytes, size_t length,
                           struct wp_error *error);
    void *context; /* borrowed */
};

/* An input over bytes in memory, which have to outlive it. */
struct wp_input wp_input_memory(const struct wp_str *bytes);

struct wp_plan; /* a plan file, open for reading */

/* Fails with WP_INVALID when the file is too large, else only with
 * WP_NO_MEMORY. The input is copied, its context borrowed. */
enum wp_status wp_plan_open(struct wp_plan **plan, const struct wp_input *input,
                            struct wp_error *error);
void wp_plan_close(struct wp_plan *plan); /* NULL is fine */

/* From now on the weeks that are found come without the fields of their items: for
 * who reads them and edits nothing. That is a third of their memory. */
void wp_plan_without_fields(struct wp_plan *plan);

/* What a look-up found, and what it met on the way. */
struct wp_found {
    struct wp_week *week; /* owned by the caller; NULL when there is none */
    wp_day newest;        /* the first day of the newest week in the file, or WP_NO_DAY */
    wp_day after;         /* of the next week after the one sought, or WP_NO_DAY */
    wp_day before;        /* of the next week before it; only when `week` is NULL */
    /* Only when `week` is NULL: where its document would have to begin, in
     * bytes of the file: the size of the file, or the beginning of the document
     * of `after`. */
    uint64_t insert_at;
};

/*
 * Finds the week that begins in `window` and loads it. The search goes
 * backward from the end of the file; of the weeks on the way only the `week:`
 * is read, and it has to descend. What lies before the week is not read; for a
 * week that is missing, one more week is, to see that it is older.
 *
 * WP_OK       found.week is loaded and valid
 * WP_MISSING  there is no such week; found says where it would go
 * WP_INVALID  the week, or one on the way, is not valid; `problems` tell why
 * or WP_IO, WP_NO_MEMORY; then `problems` hold one entry.
 */
enum wp_status wp_plan_find(struct wp_plan *plan, struct wp_window window, struct wp_found *found,
                            struct wp_problems *problems);

/*
 * Loads the week that the one which begins on `start` carries over from: the newest
 * one before it that has goals. A week without any, which a week off mostly is, is
 * passed over, but not more than a year of them.
 *
 * WP_MISSING  there is none
 * WP_INVALID, WP_IO, WP_NO_MEMORY as wp_plan_find
 */
enum wp_status wp_plan_find_goals(struct wp_plan *plan, wp_day start, struct wp_week **week,
                                  struct wp_problems *problems);

/*
 * Checks the whole file, from its first byte to its last. WP_OK when it is
 * valid (there may be warnings), WP_INVALID when it is not; or WP_IO,
 * WP_NO_MEMORY: then the reason is the last of `problems`. `weeks` and `items`
 * count what is there.
 */
enum wp_status wp_plan_check(struct wp_plan *plan, struct wp_problems *problems, size_t *weeks,
                             size_t *items);

/* Loads one week from the text of its document, which is copied. `offset` and
 * `first_line` say where the text begins in its file, for the places of
 * problems. A document that is empty or holds only comments gives no week:
 * then *week is NULL with WP_OK. */
enum wp_status wp_week_load(struct wp_str text, uint64_t offset, uint64_t first_line,
                            struct wp_week **week, struct wp_problems *problems);

#endif
