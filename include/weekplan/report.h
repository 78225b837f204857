/*
 * A report on one week: the items that were done, left and dropped, a comparison with earlier
 * weeks, and the goals of the next week.
 *
 * wp_report_make computes all numbers and lists; the renderers only format them:
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
#include <weekplan/post.h>
#include <weekplan/view.h>

struct wp_report_options {
    wp_day today;
    struct wp_window window;   /* the reported week begins in this window */
    int goal;                  /* as in struct wp_history_options */
    struct wp_str add_command; /* as in struct wp_view_options */
    /* Commands that are suggested if the plan does not have the week after the reported week. The
     * first command carries items over, the second adds a goal. Both may be empty. Both are
     * borrowed until wp_report_free. */
    struct wp_str carry_next_command;
    struct wp_str add_next_command;
    /* Command that writes the review of the week. It is suggested if the week is over, is not a
     * week off, and has no review. May be empty. Borrowed until wp_report_free. */
    struct wp_str review_command;
    /* Command that carries what an earlier week left open: into the next week if the reported
     * week is over, else into the reported week. If empty, a report does not tell what was left
     * open. Borrowed until wp_report_free. */
    struct wp_str carry_command;
    /* Sentence on the list for later, with the command that shows it, at the end of a letter about
     * a week that is over or missing. May be empty. Borrowed until wp_report_free. */
    struct wp_str later;
};

/* An item as it was in the week that it was carried over from. */
struct wp_carried_from {
    int percent;     /* in tenths; -1 if the item is not in that week, or there is no such week */
    bool left_parts; /* whether subtasks that were done then were left in that week */
};

/* The weeks that a report is made from. */
struct wp_report_input {
    struct wp_found found; /* found.week is the reported week */
    /* The carried items as they were in the newest earlier week: an element for each item with
     * `carried:`, in the order of the file. NULL if there is no earlier week. */
    struct wp_carried_from *carried_from;
    struct wp_week *next; /* the week after the reported week, or NULL if not in the plan */
    /* if `next` is NULL: whether there are goals to carry over into the next week */
    bool has_goals;
    /* What an earlier week left open (see left_open.h): the week before the next week if the
     * reported week is over, else the week before the reported week. Empty if the reported week is
     * long over. */
    struct wp_left_open left;
    struct wp_history history; /* at most WP_HISTORY_DEFAULT weeks, the reported week last */
};

/*
 * Read the weeks of a report. Free them with wp_report_input_free, whatever is returned.
 *
 * WP_MISSING  no week begins in the window; weeks->found has the weeks beside the window, and
 *             weeks->next and weeks->has_goals are about the week after the window
 * WP_INVALID  one of the weeks is not valid; see `problems`
 * WP_IO       the file cannot be read; `problems` has one entry
 */
enum wp_status wp_report_input_read(struct wp_report_input *weeks, const struct wp_input *input,
                                    const struct wp_report_options *options,
                                    struct wp_problems *problems);

/* Fill weeks->carried_from from the items of the earlier week `before`. The week
 * `before` may be freed afterwards. */
void wp_report_input_look_back(struct wp_report_input *weeks, const struct wp_week *before);

/* Free the weeks. No-op on a zeroed struct. */
void wp_report_input_free(struct wp_report_input *weeks);

/* A list of rows of report->view, in the order of the file. */
struct wp_report_rows {
    const struct wp_row **rows; /* the array is owned by the report, the rows by its view */
    size_t count;
};

/* The items that were done on one day. */
struct wp_report_day {
    wp_day day; /* WP_NO_DAY for items with `done: true`, whose day is not recorded */
    struct wp_report_rows items;
};

/* An open item without subtasks. */
struct wp_report_left {
    const struct wp_row *row;
    uint32_t days_late; /* days that the item or its nearest late ancestor is overdue, or 0 */
};

/* An item that was carried over from an earlier week. */
struct wp_report_carried {
    const struct wp_row *row;
    struct wp_carried_from from;
};

struct wp_report {
    struct wp_view view; /* the reported week; view.week is NULL if the plan does not have it */
    struct wp_view open; /* the open items of the reported week */
    bool over;           /* whether the reported week is over */

    const struct wp_history *history;   /* borrowed */
    const struct wp_history_week *line; /* the row of the reported week, the last of `history` */
    int32_t change; /* percentage minus that of the week `compared`, in tenths, or WP_NO_PERCENT */
    /* percentage minus the mean of earlier weeks, in tenths, or WP_NO_PERCENT */
    int32_t against_mean;
    wp_day compared;   /* first day of the week with which `change` compares, or WP_NO_DAY */
    bool mean_is_full; /* whether the mean is of WP_MEAN_WEEKS weeks, not of fewer */
    /* number of consecutive weeks, up to the reported week, whose percentage reached the goal; 0
     * if the reported week is not over */
    uint32_t streak;
    bool streak_open; /* whether the streak may be longer, because an earlier week is not valid */

    /* Items that are done by their own `done:` or `progress:`, grouped by day; the group without a
     * day is last. If an item and a subtask of it were done on one day, only the item is listed. */
    struct wp_report_day *days;
    size_t day_count;
    struct wp_report_day *also; /* items of `also:`, grouped by day as `days` */
    size_t also_day_count;
    struct wp_report_left *left; /* open items without subtasks, in the order of the file */
    size_t left_count;
    /* Items with `dropped:`. A subtask of a listed item is not listed, unless the item was deferred
     * and the subtask was not. */
    struct wp_report_rows dropped;
    size_t deferred_count; /* number of items of `dropped` that were deferred to a later week */
    /* Percentage, in tenths, that the week would have if no item had been deferred. -1 if no item
     * was deferred. */
    int with_deferred;
    struct wp_report_carried *carried; /* items with `carried:`, in the order of the file */
    size_t carried_count;
    struct wp_report_rows
        noted; /* items with a note or links, without the root; items of `also:` last */
    /* Open items with a `due:` up to the end of the reported week, ordered by that day. */
    struct wp_report_rows due;

    struct wp_view planned; /* the next week; planned.week is NULL if the plan does not have it */
    wp_day planned_start;   /* first day of the next week */
    int planned_away;       /* wp_view_weeks_away of planned_start */
    /* Suggested commands that plan the next week. Both are empty if that week is in the plan or
     * is over. `carry_next_command` is also empty if there is nothing to carry over. */
    struct wp_str carry_next_command;
    struct wp_str add_next_command;
    struct wp_str review_command; /* empty if the week is not over, or has a review */

    struct wp_arena *arena; /* owns the lists; each view owns its rows */
    struct wp_str later;    /* as in struct wp_report_options */
};

/* Fill `report`. The report borrows `weeks` and the commands in `options` until wp_report_free. */
void wp_report_make(struct wp_report *report, const struct wp_report_input *weeks,
                    const struct wp_report_options *options);

/* Fill `report` for a week that the plan does not have and that would begin on `start`. Only the
 * members about the next week are set, for wp_report_planned_text. */
void wp_report_make_gap(struct wp_report *report, const struct wp_report_input *weeks, wp_day start,
                        const struct wp_report_options *options);

/* Free what the report owns. No-op on a zeroed struct. */
void wp_report_free(struct wp_report *report);

/*
 * Renderers of a report. Each appends to `out`. Control characters in text of the plan are
 * replaced, and the text is escaped for the format.
 */

/* Append the report as text for a terminal. */
void wp_report_text(struct wp_buf *out, const struct wp_report *report,
                    const struct wp_text_style *style);

/* Append only the last section of the report: the goals of the next week. */
void wp_report_planned_text(struct wp_buf *out, const struct wp_report *report,
                            const struct wp_text_style *style);

/* Append the report as Markdown: a post with the front matter `post`, or a task list if `post` is
 * NULL. */
void wp_report_markdown(struct wp_buf *out, const struct wp_report *report,
                        const struct wp_post *post);

/* Append the report as one self-contained HTML page. */
void wp_report_html(struct wp_buf *out, const struct wp_report *report);

/* Append the report as one line of JSON. */
void wp_report_json(struct wp_buf *out, const struct wp_report *report);

#endif
