/*
 * The rows and numbers that `status` and `show` display, for a week or for one item.
 *
 * wp_view_make computes the rows and numbers; the renderers only format them:
 *
 *     struct wp_view_options options = {.today = today};
 *     struct wp_view view;
 *
 *     wp_view_make(&view, week, &options);
 *     wp_status_text(&out, &view, &style);
 *     wp_view_free(&view);
 */
#ifndef WEEKPLAN_VIEW_H
#define WEEKPLAN_VIEW_H

#include <weekplan/error.h>
#include <weekplan/left_open.h>
#include <weekplan/progress.h>
#include <weekplan/text_style.h>

struct wp_view_options {
    wp_day today;
    const struct wp_item *top; /* display only the items below `top`; NULL for the whole week */
    unsigned depth;            /* number of levels of items to display; 0 for all levels */
    bool open_only;            /* whether to display only items that are open */
    /* Display only items with one of these tags, and the items above and below them; NULL for all
     * items. Borrowed until wp_view_free. */
    const struct wp_list *tags;
    /* Command that adds a goal. The renderers suggest the command if the week has no goals. May be
     * empty. Borrowed until wp_view_free. */
    struct wp_str add_command;
    /* An earlier week that left items open which no later week has; NULL if there is none. The
     * renderers suggest `carry_command`, which carries these items and may be empty. Both are
     * borrowed until wp_view_free. */
    const struct wp_left_week *left;
    struct wp_str carry_command;
};

/* The kind of symbol before the title of an item. */
enum wp_mark {
    WP_MARK_OPEN,
    WP_MARK_MOVED, /* the item is open, but above 0% */
    WP_MARK_DONE,
    WP_MARK_DROPPED
};

/* Return the kind of symbol for an item with this progress. */
enum wp_mark wp_mark_of(const struct wp_progress *progress);

/* The kind of day that is printed beside the title of an item. */
enum wp_when {
    WP_WHEN_NONE, /* print no day */
    WP_WHEN_DUE,  /* the due day of an open item, later than the day after tomorrow */
    WP_WHEN_SOON, /* the due day of an open item: today, tomorrow or the day after */
    WP_WHEN_LATE, /* the due day of an open item that is overdue */
    WP_WHEN_DONE  /* the day on which the item was done */
};

struct wp_row {
    const struct wp_item *item;
    uint32_t siblings;  /* number of items under the same parent, with the item itself */
    int percent_tenths; /* in tenths of a percent, or -1 if the item does not count */
    wp_day day;         /* the day of which `when` is the kind; unset for WP_WHEN_NONE */
    uint32_t days_late; /* days that the item is overdue; 0 unless `when` is WP_WHEN_LATE */
    uint8_t depth;      /* depth below view->top; 1 for an item directly below it */
    enum wp_mark mark : 8;
    enum wp_when when : 8;
    /* whether to print a progress bar: the item has counted subtasks or `progress:` */
    bool has_bar;
};

/* The state of a week as a whole. */
enum wp_summary {
    WP_SUMMARY_UNDER_WAY,
    WP_SUMMARY_NOTHING_PLANNED,
    WP_SUMMARY_ALL_DONE,
    WP_SUMMARY_ALL_DROPPED
};

struct wp_view {
    const struct wp_week *week; /* borrowed */
    const struct wp_item *top;  /* the root of the week, or the item whose subtasks are displayed */
    wp_day today;
    wp_day first_day; /* first day of the week; today for the list for later */
    wp_day end;       /* last day of the week; WP_LAST_DAY for the list for later */
    wp_day late_on;   /* the day up to which days late are counted */
    /* number of today in the week, from 1 to 7; 0 if today is in another week */
    int day_number;
    /* number of weeks from the week of today to this week: 0, -1 for last week, 1 for next week */
    int weeks_away;
    int percent_tenths;          /* percentage of the week, in tenths, or -1 if no item counts */
    struct wp_goal_counts goals; /* numbers of goals of the week */
    uint32_t overdue;            /* number of overdue items in the week */
    enum wp_summary summary;
    struct wp_str add_command; /* as in struct wp_view_options, like the next two members */
    const struct wp_left_week *left;
    struct wp_str carry_command;
    const struct wp_list *tags; /* as in struct wp_view_options */
    /* If `tags` is not NULL: the number of items in the week that have one of these tags or are
     * below an item that has, and the number of all items. Both with those of `also:`. */
    size_t tagged;
    size_t tagged_of;
    struct wp_row *rows; /* owned; in the order of the file */
    size_t row_count;
    /* If open_only or `tags` is given: the number of leaves, which the figures of the week count,
     * and of those that the tags select; both with the items of `also:`. */
    size_t leaves;
    size_t selected_leaves;
    /* If open_only: of the selected leaves that are not in `also:`, the number of those that are
     * open, and of those that are not shown. */
    size_t open_leaves;
    size_t hidden;
    bool hides_deferred; /* whether a leaf of `hidden` was deferred to a later week */
    uint32_t also_count; /* number of items of `also:` in the week */
    /* Rows for the items of `also:`, ordered by wp_row_compare_done. A view of one item, and a view
     * with open_only, have no such rows. */
    struct wp_row *also; /* owned */
    size_t also_row_count;
};

/* Fill `view`. The view borrows the week until wp_view_free. `week` may be the list for later: it
 * has no percentages. */
void wp_view_make(struct wp_view *view, const struct wp_week *week,
                  const struct wp_view_options *options);

/* Count the days that items are late up to `day`, which is before today. An item that became late
 * after it has its due day instead. */
void wp_view_count_late_on(struct wp_view *view, wp_day day);

/* Free the rows. No-op on a zeroed struct. */
void wp_view_free(struct wp_view *view);

/* Whether the item is displayed, as far as `view->tags` decides. */
bool wp_view_selects(const struct wp_view *view, const struct wp_item *item);

/* Return a row for any item of view->week. The members `depth` and `siblings` of the row are 1. */
struct wp_row wp_view_row(const struct wp_view *view, const struct wp_item *item);

/*
 * Whether an open item is overdue: its `due:` is before today. If the week of the item is over, the
 * `due:` must also be on or before the last day of the week.
 */
bool wp_item_is_overdue(const struct wp_item *item, wp_day week_end, wp_day today);

/* Compare two rows by the day on which their items were done, an item without a day last. Return a
 * number below, equal to or above 0, as strcmp(3) does. */
int wp_row_compare_done(const struct wp_row *first, const struct wp_row *second);

/* Return the number of weeks from the week of `today` to the week that begins on `start`: 0 if
 * `today` is in that week, negative if that week is over. Both weeks begin on the same weekday. */
int wp_view_weeks_away(wp_day start, wp_day today);

/*
 * Renderers of a view. Each appends to `out`. Control characters in text of the plan are replaced.
 */

/* Append the week as `status` prints it to a terminal. */
void wp_status_text(struct wp_buf *out, const struct wp_view *view,
                    const struct wp_text_style *style);

/* Append the computation of each percentage, as `status --explain` prints it. */
void wp_status_explain(struct wp_buf *out, const struct wp_view *view,
                       const struct wp_text_style *style);

/* Append one line for a shell prompt: "W32 36.4% 2/9". */
void wp_status_short(struct wp_buf *out, const struct wp_view *view,
                     const struct wp_text_style *style);

/* Append the week as one line of JSON. */
void wp_status_json(struct wp_buf *out, const struct wp_view *view);

/* Append the JSON for a week that the plan does not have: `"week": null`. `left` is as in struct
 * wp_view_options. */
void wp_status_json_none(struct wp_buf *out, wp_day today, const struct wp_left_week *left);

/* Append all keys of view->top and of the items in the rows, as `show` prints them to a
 * terminal. */
void wp_show_text(struct wp_buf *out, const struct wp_view *view,
                  const struct wp_text_style *style);

/* Append one line of JSON with the top item of each of `count` views, and its subtasks. All views
 * are of one week, and `count` is at least 1. For a view of the whole week append its goals. */
void wp_show_json(struct wp_buf *out, const struct wp_view *views, size_t count);

#endif
