/*
 * Reading a plan: from the bytes of a file to its weeks.
 *
 * A plan file is one YAML stream with a document for each week, oldest first. The library opens no
 * file: a struct wp_input reads the bytes. Documents are found from the end of the file, and only
 * the bytes that are needed are read. So the time to load the newest week does not depend on the
 * size of the file.
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
 *         ... `problems` has the reasons ...
 */
#ifndef WEEKPLAN_PLAN_H
#define WEEKPLAN_PLAN_H

#include <weekplan/error.h>
#include <weekplan/item.h>

/* The limits of the plan format. docs/plan-format.md names them too. */
#define WP_FILE_MAX ((uint64_t)1 << 30) /* largest size of a file: 1 GiB */
enum {
    WP_WEEK_MAX = 1 << 20,  /* largest size of the document of a week: 1 MiB */
    WP_DEPTH_MAX = 64,      /* deepest nesting of YAML collections */
    WP_ITEMS_MAX = 10000,   /* most goals and subtasks of one week */
    WP_EXTRAS_MAX = 10000,  /* most keys of one week that begin with `x-` */
    WP_STRINGS_MAX = 10000, /* most tags and links of one week */
    WP_CARRIED_MAX = 9999   /* largest value of `carried:` */
};
#define WP_WEIGHT_MAX (1000000 * WP_DECIMAL_ONE) /* largest value of `weight:` */

/* A source of the bytes of a plan file. */
struct wp_input {
    uint64_t size; /* size of the file, in bytes */
    /* Fill `bytes` with the `length` bytes of the file from `offset` on. Return WP_IO if they
     * cannot be read. */
    enum wp_status (*read)(void *context, uint64_t offset, char *bytes, size_t length,
                           struct wp_error *error);
    void *context; /* borrowed; the first argument of `read` */
};

/* Return an input that reads `bytes` from memory. The input borrows both the bytes and the
 * struct. */
struct wp_input wp_input_memory(const struct wp_str *bytes);

/* A plan file that is open for reading. */
struct wp_plan;

/* Open a plan. The struct `input` is copied; its context is borrowed until wp_plan_close. Return
 * WP_INVALID if the file is larger than WP_FILE_MAX. */
enum wp_status wp_plan_open(struct wp_plan **plan, const struct wp_input *input,
                            struct wp_error *error);

/* Free the plan, but not the weeks that were loaded from it. NULL is allowed. */
void wp_plan_close(struct wp_plan *plan);

/* A YAML document of the file. */
struct wp_plan_document {
    uint64_t offset;           /* where the document begins in the file, in bytes */
    uint64_t length;           /* length of the document, in bytes */
    wp_day start;              /* first day of the week; WP_NO_DAY if the document is no week */
    struct wp_span start_span; /* span of the value of `week:`, or of the key `later` */
    bool later;                /* whether the document is the list for later */
};

/* A walk from document to document. Only wp_plan_each_week changes the struct. A copy of the
 * struct continues from the same document. */
struct wp_plan_walk {
    bool oldest_first;
    wp_day newest;                    /* first day of the newest week so far, or WP_NO_DAY */
    struct wp_plan_document current;  /* the document that was read last */
    struct wp_plan_document previous; /* the last document before `current` that has a week */
    struct wp_plan_document list;     /* the list for later, if `later` is set */
    bool begun;                       /* whether a document that is not empty was read */
};

/* The result of wp_plan_find. */
struct wp_found {
    struct wp_week *week; /* owned by the caller; NULL if the file does not have the week */
    wp_day newest;        /* first day of the newest week of the file, or WP_NO_DAY */
    wp_day after;         /* first day of the next later week in the file, or WP_NO_DAY */
    wp_day
        before; /* first day of the next earlier week, or WP_NO_DAY; set only if `week` is NULL */
    /* Offset in the file where a document for the week has to be inserted: the size of the file,
     * or the offset of the document of `after`. Set only if `week` is NULL. */
    uint64_t insert_at;
    struct wp_plan_walk walk; /* a walk from the end of the file that has just read `week` */
};

/*
 * Load the week that begins in `window`. Read the file backwards from its end. Read only `week:`
 * of the later weeks, and check that they are in ascending order. Read nothing of the earlier
 * weeks. But if the week is absent, read `week:` of the next earlier week, to check its order too.
 *
 * WP_OK       found->week is loaded and valid
 * WP_MISSING  the file has no week that begins in `window`
 * WP_INVALID  the week or a later week is not valid; see `problems`
 * WP_IO       the file cannot be read; see `problems`
 */
enum wp_status wp_plan_find(struct wp_plan *plan, struct wp_window window, struct wp_found *found,
                            struct wp_problems *problems);

/*
 * Load the list for later: the first document of the file that is not empty, if it has the key
 * `later`. Read nothing of the weeks. If the list is absent, set only found->insert_at: the
 * beginning of the file, after a byte order mark and a comment for yaml-language-server.
 *
 * WP_OK       found->week is loaded and valid; found->week->later is set
 * WP_MISSING  the file has no list for later
 * WP_INVALID  the list is not valid, or the first document is neither a list nor a week; see
 *             `problems`
 * WP_IO       the file cannot be read; see `problems`
 */
enum wp_status wp_plan_find_later(struct wp_plan *plan, struct wp_found *found,
                                  struct wp_problems *problems);

/* Return a walk from the end of the file to its beginning. */
struct wp_plan_walk wp_plan_newest_first(const struct wp_plan *plan);

/* Return a walk from the beginning of the file to its end. Only a walk in this direction reports
 * warnings. */
struct wp_plan_walk wp_plan_oldest_first(const struct wp_plan *plan);

/*
 * Load the next week that begins in `range`, which may be longer than seven days. The caller frees
 * the week with wp_week_free. Read only `week:` of the weeks outside `range`. Check that the weeks
 * are in ascending order. The list for later is passed over; check that no document is above it.
 *
 * WP_OK       *week is loaded and valid
 * WP_MISSING  no more weeks begin in `range`
 * WP_INVALID  a week is not valid; see `problems`. *week is NULL, unless the only error is that
 *             the week is out of order. The next call continues with the next document.
 * WP_IO       the file cannot be read; see `problems`
 */
enum wp_status wp_plan_each_week(struct wp_plan *plan, struct wp_plan_walk *walk,
                                 struct wp_window range, struct wp_week **week,
                                 struct wp_problems *problems);

/*
 * Load the week from which the week of `start` carries items over: the newest earlier week that
 * has goals. Skip at most 53 weeks without goals, such as weeks off.
 *
 * WP_MISSING  no earlier week has goals
 * Other statuses are those of wp_plan_each_week.
 */
enum wp_status wp_plan_find_goals(struct wp_plan *plan, wp_day start, struct wp_week **week,
                                  struct wp_problems *problems);

/*
 * Check the whole file, with the list for later. Set *weeks to the number of its weeks, and *items
 * to the number of their goals and subtasks.
 *
 * WP_OK       the file is valid; `problems` has the warnings
 * WP_INVALID  the file is not valid; `problems` has the errors and the warnings
 * WP_IO       the file cannot be read; the last of `problems` is the reason
 */
enum wp_status wp_plan_check(struct wp_plan *plan, struct wp_problems *problems, size_t *weeks,
                             size_t *items);

/* Search the whole file for a merge conflict that git left in it. Return WP_INVALID, with both
 * sides of the conflict in the message, if there is one. Return WP_IO if the file cannot be
 * read. */
enum wp_status wp_plan_check_conflict(struct wp_plan *plan, struct wp_error *error);

/* Load a week from `text`, the bytes of its document, which are copied. In its file the document
 * begins at the byte `offset`, in the line `first_line`; problems name lines of the file. For an
 * empty document set *week to NULL and return WP_OK. Return WP_INVALID if the week is not valid. */
enum wp_status wp_week_load(struct wp_str text, uint64_t offset, uint64_t first_line,
                            struct wp_week **week, struct wp_problems *problems);

#endif
