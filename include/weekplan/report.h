/*
 * A look back on one week: how it went compared with the weeks before it, and what is
 * planned for the week after it.
 *
 * wp_report_make computes all of it once; the renderers only write it:
 *
 *     struct wp_report_input weeks;
 *     struct wp_report report;
 *
 *     status = wp_report_input_read(&weeks, &input, &options, &problems);
 *     if (status == WP_OK) {
 *         wp_report_make(&report, &weeks, &options);
 *         wp_report_text(&out, &report, &style);
 *         wp_report_free(&report);
 *     }
 *     wp_report_input_free(&weeks);
 */
#ifndef WEEKPLAN_REPORT_H
#define WEEKPLAN_REPORT_H

#include <weekplan/history.h>
#include <weekplan/plan.h>
#include <weekplan/view.h>

struct wp_report_options {
    wp_day today;
    struct wp_window window; /* the reported week begins in this window */
    int goal;                /* as in struct wp_history_options */
    struct wp_str recording; /* as in struct wp_view_options */
    /* Commands that plan the week after the reported one, suggested if it is not in the
     * plan: one carries items over, the other adds a goal. Both may be empty. Borrowed
     * until wp_report_free. */
    struct wp_str carrying;
    struct wp_str adding;
};

/* The weeks that a report is made from. */
struct wp_report_input {
    struct wp_found found; /* its week is the reported one */
    /* For each item that was carried into the week, in the order of the file: its percentage
     * in the newest week before, in tenths, or -1 if it was not there. NULL if there is no
     * week before. */
    int *carried_from;
    struct wp_week *next;      /* the week that begins in the seven days after it, or NULL */
    bool has_goals;            /* if `next` is NULL: a week before it has goals to carry over */
    struct wp_history history; /* at most WP_HISTORY_DEFAULT weeks; the last is the reported one */
};

/*
 * Read the weeks of a report. Free them with wp_report_input_free, whatever is returned.
 *
 * WP_MISSING  no week begins in the window; weeks->found tells which weeks there are, and
 *             weeks->next and weeks->has_goals describe the week after it
 * WP_INVALID  one of the weeks is not valid; `problems` has the reasons
 * WP_IO       `problems` has one entry
 */
enum wp_status wp_report_input_read(struct wp_report_input *weeks, const struct wp_input *input,
                                    const struct wp_report_options *options,
                                    struct wp_problems *problems);

/* Fill weeks->carried_from from the week `before`, which may be freed afterwards. */
void wp_report_input_look_back(struct wp_report_input *weeks, const struct wp_week *before);

/* Free the weeks. No-op on a zeroed struct. */
void wp_report_input_free(struct wp_report_input *weeks);

/* Some rows of the report's view, in the order of the file. */
struct wp_report_rows {
    const struct wp_row **rows;
    size_t count;
};

/* The items that were done on one day. */
struct wp_report_day {
    wp_day day; /* WP_NO_DAY: the plan does not record on which day */
    struct wp_report_rows items;
};

/* An open item without subtasks. */
struct wp_report_left {
    const struct wp_row *row;
    uint32_t days_late; /* of the item, else of the nearest ancestor that is late, else 0 */
};

/* An item that was carried into the week, row->item->carried times so far. */
struct wp_report_carried {
    const struct wp_row *row;
    int from; /* its percentage in the week before, in tenths, or -1 if unknown */
};

struct wp_report {
    struct wp_view view; /* the week; `week` is NULL in the report on a missing week */
    struct wp_view open; /* its open items */
    bool over;           /* the week has ended */

    const struct wp_history *history;   /* borrowed */
    const struct wp_history_week *line; /* the reported week, the last of the history */
    /* Difference to the last week before it that counts, and to the mean of several weeks, in
     * tenths of a point; WP_NO_PERCENT if there is nothing to compare with. */
    int32_t change;
    int32_t against_mean;
    wp_day compared;   /* first day of the week that `change` compares with, or WP_NO_DAY */
    bool mean_is_full; /* the mean is of WP_MEAN_WEEKS weeks, not of fewer */
    uint32_t streak;   /* weeks in a row that reached the goal, this one included; 0 if it runs */
    bool streak_open;  /* the streak may be longer: a week before it cannot be read */

    /* Items that are done by their own mark or full progress, by day, the unknown day last.
     * An item below one of them is listed only if it was done on another day. */
    struct wp_report_day *days;
    size_t day_count;
    struct wp_report_left *left; /* in the order of the file, like the lists below */
    size_t left_count;
    struct wp_report_rows dropped; /* by their own mark, and below no dropped item */
    struct wp_report_carried *carried;
    size_t carried_count;
    struct wp_report_rows noted; /* items with a note or links; not the week itself */

    struct wp_view planned; /* goals of the week after it; `week` is NULL if not in the plan */
    wp_day planned_start;   /* first day of the week after the reported one */
    int planned_away;       /* as wp_view_weeks_away of planned_start */
    /* Commands that plan the week after it; empty if it is planned or over. `carrying` is
     * empty, too, if there is nothing to carry over. */
    struct wp_str carrying;
    struct wp_str adding;

    struct wp_arena *arena; /* owns the lists; each view owns its rows */
};

/* Fill `report`. It borrows `weeks` and the commands in `options` until wp_report_free. */
void wp_report_make(struct wp_report *report, const struct wp_report_input *weeks,
                    const struct wp_report_options *options);

/* Fill `report` for a week that is not in the plan and would begin on `start`. Only the
 * members about the week after it are set; pass it to wp_report_planned_text only. */
void wp_report_make_gap(struct wp_report *report, const struct wp_report_input *weeks, wp_day start,
                        const struct wp_report_options *options);

/* Free what the report owns. No-op on a zeroed struct. */
void wp_report_free(struct wp_report *report);

/*
 * Renderers of a report. Each appends to `out`. Text of the plan is made harmless and
 * escaped for the format.
 */

/* Append the report as text for a terminal. */
void wp_report_text(struct wp_buf *out, const struct wp_report *report,
                    const struct wp_text_style *style);

/* Append only its last section: what is planned for the week after it. */
void wp_report_planned_text(struct wp_buf *out, const struct wp_report *report,
                            const struct wp_text_style *style);

/* Append the report as Markdown. With `post` it begins with the front matter of Jekyll. */
void wp_report_markdown(struct wp_buf *out, const struct wp_report *report, bool post);

/* Append the report as one self-contained HTML page. */
void wp_report_html(struct wp_buf *out, const struct wp_report *report);

/* Append the report as one line of JSON. */
void wp_report_json(struct wp_buf *out, const struct wp_report *report);

#endif
