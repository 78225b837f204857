/*
 * The history of a plan: one row for each week, and the mean, the best week and the streak.
 *
 *     struct wp_history history;
 *     status = wp_history_read(&history, &input, &options, &problems);
 *     if (status == WP_OK)
 *         wp_history_text(&out, &history, &style);
 *     wp_history_free(&history);
 *
 * Weeks are loaded from the end of the file, one at a time, and freed when their row is made.
 * docs/plan-format.md has the rules of streak, mean and change. They are computed from the rounded
 * percentages that are printed.
 */
#ifndef WEEKPLAN_HISTORY_H
#define WEEKPLAN_HISTORY_H

#include <weekplan/plan.h>
#include <weekplan/text_style.h>

/* A missing percentage or change. Percentages are in tenths of a percent: 364 is 36.4%. */
#define WP_NO_PERCENT INT32_MIN

enum {
    WP_GOAL_DEFAULT = 800,   /* goal of a week if not configured: 80% */
    WP_HISTORY_DEFAULT = 12, /* rows of a history if not given with --weeks */
    WP_MEAN_WEEKS = 4        /* number of weeks in the moving mean of a row */
};

struct wp_history_options {
    wp_day today;
    wp_day until; /* weeks that begin after this day have no row */
    size_t weeks; /* the largest number of rows; 0 for all weeks */
    /* Number of weeks with a percentage to read before the first row: 1 to compute the change of
     * the first row, WP_MEAN_WEEKS to compute the mean of each row too. */
    size_t lead;
    int goal; /* lowest percentage, in tenths, of a week that adds to the streak */
};

/* The row of a week. */
struct wp_history_week {
    wp_day start;
    uint32_t missing; /* number of weeks without a document between the row before and this row */
    struct wp_str title; /* owned by the history */
    /* whether the week is a week off, which does not count in streak, mean and change */
    bool skip;
    struct wp_str skip_reason; /* owned by the history */
    struct wp_str review;      /* owned by the history; empty if the week has none */
    bool running;              /* whether the week is not over: its last day is today or later */
    int32_t percent_tenths;    /* WP_NO_PERCENT if no item of the week counts */
    uint32_t done;             /* leaves that are done, as in struct wp_progress */
    uint32_t total;            /* leaves that count, as in struct wp_progress */
    uint32_t dropped;          /* leaves that are dropped, as in struct wp_progress */
    uint32_t deferred;         /* leaves of `dropped` that were deferred to a later week */
    uint32_t goals_done;       /* goals that are done, as in struct wp_goal_counts */
    uint32_t goals_total;      /* goals that count, as in struct wp_goal_counts */
    uint32_t also_count;       /* items of `also:`, done besides the plan */
    uint32_t carried;          /* goals that were carried over into the week */
    int32_t before; /* percentage of the last earlier week that counts, or WP_NO_PERCENT */
    int32_t mean;   /* mean of the last WP_MEAN_WEEKS earlier weeks that count, or WP_NO_PERCENT */
    /* number of consecutive weeks, up to this week, whose percentage reached the goal of the
     * history */
    uint32_t streak;
};

struct wp_history {
    wp_day today;
    int32_t goal;
    struct wp_history_week *weeks; /* owned; the oldest week first */
    size_t count;
    uint32_t missing; /* weeks after the last row that are over and have no document */
    int32_t mean;     /* mean of the weeks that are over and count, or WP_NO_PERCENT */
    size_t best;      /* index of the newest week with the best percentage, or `count` */
    uint32_t streak;  /* streak of the last row; 0 if weeks are missing after it */
    /* whether the streak may be longer, because an earlier week is not valid */
    bool streak_open;
    struct wp_arena *arena; /* owns the strings */
};

/*
 * Read the last weeks of a plan. Read earlier weeks too, as far as options->lead and the streak
 * need them. A week that only the streak needs may be invalid: the streak begins after that week.
 * Free the history with wp_history_free, whatever is returned.
 *
 * WP_MISSING  no week begins up to options->until
 * WP_INVALID  one of the weeks is not valid; see `problems`
 * WP_IO       the file cannot be read; `problems` has one entry
 */
enum wp_status wp_history_read(struct wp_history *history, const struct wp_input *input,
                               const struct wp_history_options *options,
                               struct wp_problems *problems);

/* Free the rows. No-op on a zeroed struct. */
void wp_history_free(struct wp_history *history);

/* Return whether a week counts in streak, mean and change: it has a percentage and is not a week
 * off. */
bool wp_history_counts(const struct wp_history_week *week);

/* Return the percentage of a week minus week->before. WP_NO_PERCENT if one of these two
 * percentages is missing, for a week off, and for a week that is not over. */
int32_t wp_history_change(const struct wp_history_week *week);

/* Return whether a week adds to the streak: it counts and has at least the percentage `goal`. */
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
