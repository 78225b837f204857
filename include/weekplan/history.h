/*
 * The history of a plan: one row for each week, and what the rows amount to.
 *
 *     struct wp_history history;
 *     status = wp_history_read(&history, &input, &options, &problems);
 *     if (status == WP_OK)
 *         wp_history_text(&out, &history, &style);
 *     wp_history_free(&history);
 *
 * Weeks are read from the end of the file, one at a time; only their rows are kept.
 * docs/plan-format.md has the rules of streak, mean and change. They are computed from the
 * percentages that are shown.
 */
#ifndef WEEKPLAN_HISTORY_H
#define WEEKPLAN_HISTORY_H

#include <weekplan/plan.h>
#include <weekplan/text_style.h>

/* No percentage. Percentages are in tenths of a percent, changes in tenths of a point. */
#define WP_NO_PERCENT INT32_MIN

enum { WP_GOAL_DEFAULT = 800, WP_HISTORY_DEFAULT = 12, WP_MEAN_WEEKS = 4 };

struct wp_history_options {
    wp_day today;
    wp_day until; /* weeks that begin later have no row */
    size_t weeks; /* the largest number of rows; 0 for all weeks */
    /* How many weeks with a percentage to read before the first row, to compare it with: 1 for
     * its change, WP_MEAN_WEEKS for the mean of each row too. */
    size_t lead;
    int goal; /* a week with this percentage, in tenths, or more adds to the streak */
};

/* The row of a week. */
struct wp_history_week {
    wp_day start;
    uint32_t missing;    /* weeks without a document directly before it, as far as it is known */
    struct wp_str title; /* owned by the history, as is the reason */
    bool skip;           /* a week off has no part in streak, mean and change */
    struct wp_str skip_reason;
    bool running;           /* today is in this week or before it */
    int32_t percent_tenths; /* WP_NO_PERCENT if nothing counts */
    uint32_t done;          /* leaves, as in struct wp_progress */
    uint32_t total;
    uint32_t dropped;
    uint32_t goals_done; /* as in struct wp_goal_counts */
    uint32_t goals_total;
    uint32_t carried; /* goals that were carried over into it */
    int32_t before;   /* percentage of the last week before it that counts, or WP_NO_PERCENT */
    int32_t mean;     /* mean of the last WP_MEAN_WEEKS of them, or WP_NO_PERCENT */
    uint32_t streak;  /* number of weeks in a row that reached the goal, up to this one */
};

struct wp_history {
    wp_day today;
    int32_t goal;
    struct wp_history_week *weeks; /* owned; the oldest first */
    size_t count;
    uint32_t missing; /* weeks without a document after the last row that are over */
    /* The mean, the best week and the streak are of the weeks that are over and count. */
    int32_t mean;     /* or WP_NO_PERCENT */
    size_t best;      /* index of the best week, the newest of several; `count` if there is none */
    uint32_t streak;  /* of the last row */
    bool streak_open; /* the streak may be longer: a week before it is not valid */
    struct wp_arena *arena; /* owns the strings */
};

/*
 * Read the last weeks of a plan, and the weeks before them that options->lead and their streak
 * need. A week that only the streak needs may be invalid. Free the history with
 * wp_history_free, whatever is returned.
 *
 * WP_MISSING  no week begins up to options->until
 * WP_INVALID  one of the weeks is not valid; `problems` tell why
 * WP_IO       `problems` hold one entry
 */
enum wp_status wp_history_read(struct wp_history *history, const struct wp_input *input,
                               const struct wp_history_options *options,
                               struct wp_problems *problems);

/* Free the rows. No-op on a zeroed struct. */
void wp_history_free(struct wp_history *history);

/* Return whether a week has a part in streak, mean and change: it has a percentage and is no
 * week off. */
bool wp_history_counts(const struct wp_history_week *week);

/* Return the change of a week against `before`. WP_NO_PERCENT if there is nothing to compare, for
 * a week off, and for a week that is not over, which would always be behind. */
int32_t wp_history_change(const struct wp_history_week *week);

/* Return whether a week adds to the streak. */
bool wp_history_reaches(const struct wp_history_week *week, int32_t goal);

/* Append the history as a table. */
void wp_history_text(struct wp_buf *out, const struct wp_history *history,
                     const struct wp_text_style *style);

/* Append the history as CSV (RFC 4180), with a header. */
void wp_history_csv(struct wp_buf *out, const struct wp_history *history);

/* Append the history as one line of JSON. */
void wp_history_json(struct wp_buf *out, const struct wp_history *history);

/* Append the history as a self-contained HTML page. */
void wp_history_html(struct wp_buf *out, const struct wp_history *history);

#endif
