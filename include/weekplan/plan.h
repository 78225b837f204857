/*
 * Reading a plan: from the bytes of a file to its weeks.
 *
 * A plan file is one YAML stream with a document for each week, oldest first. The library
 * opens no file: a struct wp_input reads the bytes. Documents are found from the end of the
 * file, and only the bytes that are needed are read: the newest week costs the same
 * whatever the history.
 *
 * Load one week:
 *
 *     struct wp_plan *plan = NULL;
 *     status = wp_plan_open(&plan, &input, &error);
 *     status = wp_plan_find(plan, wp_window_holding(today), &found, &problems);
 *     ... found.week ...
 *     wp_week_free(found.week);
 *     wp_plan_close(plan);
 *
 * For each week, newest first:
 *
 *     struct wp_plan_walk walk = wp_plan_newest_first(plan);
 *     struct wp_week *week;
 *
 *     while ((status = wp_plan_each_week(plan, &walk, range, &week, &problems)) == WP_OK) {
 *         sum += wp_progress_percent(&week->root.progress);
 *         wp_week_free(week);
 *     }
 *     if (status != WP_MISSING)
 *         ... problems tell why ...
 */
#ifndef WEEKPLAN_PLAN_H
#define WEEKPLAN_PLAN_H

#include <weekplan/error.h>
#include <weekplan/item.h>

/* The limits of the format. docs/plan-format.md names them too. */
#define WP_FILE_MAX ((uint64_t)1 << 30) /* bytes of a file: 1 GiB */
enum {
    WP_WEEK_MAX = 1 << 20,  /* bytes of one week: 1 MiB */
    WP_DEPTH_MAX = 64,      /* collections within collections */
    WP_ITEMS_MAX = 10000,   /* goals and subtasks of one week */
    WP_EXTRAS_MAX = 10000,  /* keys of one week that begin with `x-` */
    WP_STRINGS_MAX = 10000, /* tags and links of one week */
    WP_CARRIED_MAX = 9999   /* value of `carried:` */
};
#define WP_WEIGHT_MAX (1000000 * WP_DECIMAL_ONE)

/* The bytes of a plan file. */
struct wp_input {
    uint64_t size;
    /* Fill `bytes` with the `length` bytes from `offset`. Fail with WP_IO. */
    enum wp_status (*read)(void *context, uint64_t offset, char *bytes, size_t length,
                           struct wp_error *error);
    void *context; /* borrowed */
};

/* Return an input that reads `bytes`. It borrows the bytes and the struct. */
struct wp_input wp_input_memory(const struct wp_str *bytes);

/* A plan file that is open for reading. */
struct wp_plan;

/* Open a plan. Copy `input`, and borrow its context until wp_plan_close. WP_INVALID if the
 * file is larger than WP_FILE_MAX. */
enum wp_status wp_plan_open(struct wp_plan **plan, const struct wp_input *input,
                            struct wp_error *error);

/* Free the plan. The weeks that were loaded stay. NULL is allowed. */
void wp_plan_close(struct wp_plan *plan);

/* The result of wp_plan_find. */
struct wp_found {
    struct wp_week *week; /* owned by the caller; NULL if absent */
    wp_day newest;        /* first day of the newest week of the file, or WP_NO_DAY */
    wp_day after;         /* first day of the next later week, or WP_NO_DAY */
    wp_day before;        /* first day of the next earlier week; set only if `week` is NULL */
    /* Byte of the file where the document of the week has to be inserted: the size of the
     * file, or the first byte of the document of `after`. Set only if `week` is NULL. */
    uint64_t insert_at;
};

/*
 * Load the week that begins in `window`. Read back from the end of the file. Of the weeks
 * on the way only `week:` is read; each has to be older than the one after it. Of what is
 * before the week nothing is read. If the week is absent, read `week:` of the one before
 * it, which has to be older too.
 *
 * WP_OK       found->week is loaded and valid
 * WP_MISSING  the week is absent
 * WP_INVALID  this week or one on the way is not valid; `problems` tell why
 * WP_IO       `problems` hold the reason
 */
enum wp_status wp_plan_find(struct wp_plan *plan, struct wp_window window, struct wp_found *found,
                            struct wp_problems *problems);

/* A document of the file. */
struct wp_plan_place {
    uint64_t offset; /* bytes of the file */
    uint64_t length;
    wp_day start;              /* first day of its week, or WP_NO_DAY if it has none */
    struct wp_span start_span; /* value of `week:`, in bytes of the document */
};

/* A walk from document to document. Only wp_plan_each_week changes it; a copy of it can be
 * continued from the same place. */
struct wp_plan_walk {
    bool oldest_first;
    wp_day newest;              /* first day of the newest week so far, or WP_NO_DAY */
    struct wp_plan_place here;  /* the document that was read last */
    struct wp_plan_place there; /* the last one before `here` that has a week */
};

/* Return a walk from the end of the file to its beginning. */
struct wp_plan_walk wp_plan_newest_first(const struct wp_plan *plan);

/* Return a walk from the beginning of the file to its end. Only this walk reports
 * warnings. */
struct wp_plan_walk wp_plan_oldest_first(const struct wp_plan *plan);

/*
 * Load the next week that begins in `range`, which can be longer than seven days. The
 * caller frees it with wp_week_free. Of the weeks outside `range` only `week:` is read. Each
 * week has to be older than the one after it.
 *
 * WP_OK       *week is loaded and valid
 * WP_MISSING  no more weeks begin in `range`
 * WP_INVALID  a week is not valid; `problems` tell why. *week is NULL, unless only its
 *             place in the file is wrong. The next call reads the next document.
 * WP_IO       `problems` hold the reason
 */
enum wp_status wp_plan_each_week(struct wp_plan *plan, struct wp_plan_walk *walk,
                                 struct wp_window range, struct wp_week **week,
                                 struct wp_problems *problems);

/*
 * Load the week that the one that begins on `start` carries over from: the newest one before
 * it that has goals. Pass over at most 53 weeks without goals, as weeks off are.
 *
 * WP_MISSING  there is no such week
 * else as wp_plan_each_week
 */
enum wp_status wp_plan_find_goals(struct wp_plan *plan, wp_day start, struct wp_week **week,
                                  struct wp_problems *problems);

/*
 * Check the whole file. Count its weeks and their items.
 *
 * WP_OK       the file is valid; `problems` hold its warnings
 * WP_INVALID  it is not valid; `problems` hold errors too
 * WP_IO       the last of `problems` is the reason
 */
enum wp_status wp_plan_check(struct wp_plan *plan, struct wp_problems *problems, size_t *weeks,
                             size_t *items);

/* Load a week from the text of its document, which is copied. `offset` and `first_line` are
 * the place of the text in its file, for the places of problems. If the document is empty,
 * return WP_OK and set *week to NULL. WP_INVALID if it is not valid. */
enum wp_status wp_week_load(struct wp_str text, uint64_t offset, uint64_t first_line,
                            struct wp_week **week, struct wp_problems *problems);

#endif
