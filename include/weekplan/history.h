/*
 * The weeks behind us: how each one went, and what they come to together.
 *
 *     struct wp_history history;
 *     status = wp_history_read(&history, &input, &options, &problems);
 *     wp_history_text(&out, &history, &style);
 *     wp_history_free(&history);
 *
 * Weeks are read from the end of the file, one at a time, and only a line is
 * kept of each. docs/plan-format.md has the rules of streak, mean and change;
 * they work with the figures that are shown.
 */
#ifndef WEEKPLAN_HISTORY_H
#define WEEKPLAN_HISTORY_H

#include <weekplan/plan.h>
#include <weekplan/text_style.h>

/* Figures are tenths of a percent, differences tenths of a point. */
#define WP_NO_PERCENT INT32_MIN

enum { WP_GOAL_DEFAULT = 800, WP_HISTORY_DEFAULT = 12, WP_MEAN_WEEKS = 4 };

struct wp_history_options {
    wp_day today;
    wp_day until; /* weeks that begin later are left out */
    size_t weeks; /* how many there shall be at most; 0 for all */
    size_t lead;  /* figures that are wanted of weeks before the first one, to compare it
                   * with: 1 for its change, WP_MEAN_WEEKS for the means of all as well */
    int goal;     /* the figure from which on a week counts for the streak */
};

struct wp_history_week {
    wp_day start;
    uint32_t missing;    /* weeks without a document between the one before it and it; 0
                          * where that one has not been read */
    struct wp_str title; /* owned by the history, like the reason */
    bool skip;           /* a week off: it has no part in streak, mean and change */
    struct wp_str skip_reason;
    bool running;           /* today is in it, or before it */
    int32_t percent_tenths; /* or WP_NO_PERCENT where nothing counts */
    uint32_t done;          /* leaves, as in struct wp_progress */
    uint32_t total;
    uint32_t dropped;
    uint32_t carried; /* goals that had been carried over into it */
    /* Against the last week before it that has a figure and is no week off, and
     * against the mean of the last WP_MEAN_WEEKS of them; or WP_NO_PERCENT. */
    int32_t before; /* the figure of that week */
    int32_t mean;
    uint32_t streak; /* how many weeks in a row have reached the goal, it included */
};

struct wp_history {
    wp_day today;
    int32_t goal;
    struct wp_history_week *weeks; /* owned; the oldest first */
    size_t count;
    uint32_t missing; /* weeks that are over, without a document, behind the last one */
    /* Of the weeks that are over, have a figure and are no weeks off: */
    int32_t mean;     /* or WP_NO_PERCENT */
    size_t best;      /* the number of the best one, the newest of several; `count` for none */
    uint32_t streak;  /* at the end */
    bool streak_open; /* it may be longer: a week before it cannot be read */
    struct wp_arena *arena;
};

/*
 * Reads the last weeks of a plan, and before them what options->lead asks for and
 * all of the streak that the first one belongs to, where there are any. A week that
 * is read for the streak alone may be broken.
 *
 * WP_MISSING  there is no week at all, up to options->until
 * WP_INVALID  one of the weeks is not valid; `problems` tell why
 * WP_IO, WP_NO_MEMORY; then `problems` hold one entry
 */
enum wp_status wp_history_read(struct wp_history *history, const struct wp_input *input,
                               const struct wp_history_options *options,
                               struct wp_problems *problems);

/* Fine on one whose reading failed, or that is zeroed. */
void wp_history_free(struct wp_history *history);

/* Whether a week has a part in streak, mean and change: it has a figure, and is no
 * week off. */
bool wp_history_counts(const struct wp_history_week *week);

/* How far the figure of a week is above `before`; WP_NO_PERCENT where one of them
 * is missing, for a week off, and for one that is not over: on its second day
 * nobody wants to be told how far behind the whole last week it is. */
int32_t wp_history_change(const struct wp_history_week *week);

/* Whether a week adds to the streak. */
bool wp_history_reaches(const struct wp_history_week *week, int32_t goal);

/* Renderers. They append to `out`, whose `failed` says when memory was out. */
void wp_history_text(struct wp_buf *out, const struct wp_history *history,
                     const struct wp_text_style *style);
/* RFC 4180, a line a week, with a header. */
void wp_history_csv(struct wp_buf *out, const struct wp_history *history);
/* JSON, one line. */
void wp_history_json(struct wp_buf *out, const struct wp_history *history);
/* One self-contained page. */
void wp_history_html(struct wp_buf *out, const struct wp_history *history);

#endif
