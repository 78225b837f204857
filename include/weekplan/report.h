/*
 * A week looked back on: how it went, beside the weeks before it, and what is
 * planned now. Everything is decided and computed once, for every format:
 *
 *     struct wp_report_input weeks;
 *     struct wp_report report;
 *     status = wp_report_input_read(&weeks, &input, &options, &problems);
 *     status = wp_report_make(&report, &weeks, &options, &error);
 *     wp_report_text(&out, &report, &style);
 *     wp_report_free(&report);
 *     wp_report_input_free(&weeks);
 *
 * Renderers walk what is here and write; they select nothing and compute no
 * figures. Sentences that several of them need are in src/render/words.h.
 */
#ifndef WEEKPLAN_REPORT_H
#define WEEKPLAN_REPORT_H

#include <weekplan/history.h>
#include <weekplan/plan.h>
#include <weekplan/view.h>

struct wp_report_options {
    wp_day today;
    struct wp_window window; /* in which the week begins that is looked back on */
    int goal;                /* as in struct wp_history_options */
    struct wp_str recording; /* as in struct wp_view_options */
    /* The commands that plan the week after it, to be named where that is not in the
     * plan yet: one that carries over, and one that records a goal. They may be empty.
     * Borrowed until wp_report_free. */
    struct wp_str carrying;
    struct wp_str adding;
};

/* What a report is made from. */
struct wp_report_input {
    struct wp_found found; /* its week is the one that is looked back on */
    /* What each of its items that was carried into it came to in the newest week
     * before it, or -1; in the order of the file. NULL where there is no such week. */
    int *carried_from;
    struct wp_week *next;      /* the one that begins in the seven days after it, or NULL */
    bool has_goals;            /* where that is NULL: some week before it has any to carry over */
    struct wp_history history; /* WP_HISTORY_DEFAULT weeks at most; its own line is the last */
};

/*
 * WP_MISSING  there is no such week: weeks->found says what there is, weeks->next and
 *             weeks->has_goals what of the week after it
 * WP_INVALID  one of the weeks is not valid; `problems` tell why
 * WP_IO, WP_NO_MEMORY; then `problems` hold one entry
 */
enum wp_status wp_report_input_read(struct wp_report_input *weeks, const struct wp_input *input,
                                    const struct wp_report_options *options,
                                    struct wp_problems *problems);

/* Fills in weeks->carried_from; `before` is not needed any more then. Fails only with
 * WP_NO_MEMORY. */
enum wp_status wp_report_input_look_back(struct wp_report_input *weeks,
                                         const struct wp_week *before, struct wp_error *error);

/* Fine on weeks whose reading failed, or that are zeroed. */
void wp_report_input_free(struct wp_report_input *weeks);

/* Rows of the report's view. */
struct wp_report_rows {
    const struct wp_row **rows;
    size_t count;
};

/* What was done on one day, in the order of the file. */
struct wp_report_day {
    wp_day day; /* WP_NO_DAY: of these no day is recorded */
    struct wp_report_rows items;
};

/* A leaf that is open. */
struct wp_report_left {
    const struct wp_row *row;
    uint32_t days_late; /* its own, else those of the nearest item above it that is late */
};

/* What had been carried into the week: row->item->carried times. */
struct wp_report_carried {
    const struct wp_row *row;
    int from; /* the figure that it had in the week before, or -1 */
};

struct wp_report {
    struct wp_view view; /* the week, all of it */
    struct wp_view open; /* what of it is open, with the items above it */
    bool over;           /* the week is */

    const struct wp_history *history;   /* borrowed */
    const struct wp_history_week *line; /* its own, the last one */
    /* In tenths of a point, or WP_NO_PERCENT: */
    int32_t change;       /* against the last week before it that has a figure */
    int32_t against_mean; /* against the mean of several weeks; never of one alone */
    wp_day compared;      /* the first day of the week that `change` is against, or WP_NO_DAY */
    bool mean_is_full;    /* the mean is that of WP_MEAN_WEEKS weeks, not of fewer */
    uint32_t streak;      /* weeks in a row that reached the goal, it included, if it is over */
    bool streak_open;     /* it may be longer: a week before it cannot be read */

    /* What is done by its own mark or its full progress, by day. What is under such
     * an item is there only where it was done on another day. */
    struct wp_report_day *days;
    size_t day_count;
    struct wp_report_left *left; /* in the order of the file, like all that follow */
    size_t left_count;
    struct wp_report_rows dropped; /* by its own mark, and under nothing that is */
    struct wp_report_carried *carried;
    size_t carried_count;
    struct wp_report_rows noted; /* items with a note or links; not the week */

    /* The goals of the week after it; planned.week is NULL where there is none. */
    struct wp_view planned;
    wp_day planned_start;
    int planned_away; /* weeks from today's to that one */
    /* The commands that plan it, where that can still be done; `carrying` is empty
     * where there is nothing to carry over. */
    struct wp_str carrying;
    struct wp_str adding;

    struct wp_arena *arena; /* owns the lists; the views own their rows */
};

/* `weeks` and the commands of `options` are borrowed. Fails only with WP_NO_MEMORY. */
enum wp_status wp_report_make(struct wp_report *report, const struct wp_report_input *weeks,
                              const struct wp_report_options *options, struct wp_error *error);

/* The report on a week that is not in the plan, and would have begun on `start`: it
 * says what is planned after it; view.week is NULL, and all else is empty. Only
 * wp_report_planned_text is for it. Fails only with WP_NO_MEMORY. */
enum wp_status wp_report_make_gap(struct wp_report *report, const struct wp_report_input *weeks,
                                  wp_day start, const struct wp_report_options *options,
                                  struct wp_error *error);

/* Fine on one whose making failed, or that is zeroed. */
void wp_report_free(struct wp_report *report);

/* Renderers. They append to `out`, whose `failed` says when memory was out. */
void wp_report_text(struct wp_buf *out, const struct wp_report *report,
                    const struct wp_text_style *style);
/* Its last section alone: what is planned. */
void wp_report_planned_text(struct wp_buf *out, const struct wp_report *report,
                            const struct wp_text_style *style);
/* Markdown; with `post` it begins with the front matter of Jekyll. */
void wp_report_markdown(struct wp_buf *out, const struct wp_report *report, bool post);
/* One self-contained page. */
void wp_report_html(struct wp_buf *out, const struct wp_report *report);
/* JSON, one line. */
void wp_report_json(struct wp_buf *out, const struct wp_report *report);

#endif
