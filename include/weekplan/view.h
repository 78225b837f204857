/*
 * The rows and numbers that `status` and `show` display, for a week or for one item.
 *
 * wp_view_make computes all of it once; the renderers only write it:
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
#include <weekplan/progress.h>
#include <weekplan/text_style.h>

struct wp_view_options {
    wp_day today;
    const struct wp_item *top; /* show only the items below this one; NULL: the whole week */
    unsigned depth;            /* levels of items to show; 0: all */
    bool open_only;            /* leave out items that are done or dropped */
    /* Command that adds a goal to the week, suggested if the week has no goals. May be
     * empty. Borrowed until wp_view_free. */
    struct wp_str add_command;
};

/* The mark before a title. */
enum wp_mark {
    WP_MARK_OPEN,
    WP_MARK_MOVED, /* open, but some of it is done */
    WP_MARK_DONE,
    WP_MARK_DROPPED
};

/* Return the mark of an item with this progress. */
enum wp_mark wp_mark_of(const struct wp_progress *progress);

/* The kind of day beside a title. */
enum wp_when {
    WP_WHEN_NONE,
    WP_WHEN_DUE,  /* open, due later than the day after tomorrow */
    WP_WHEN_SOON, /* open, due within two days */
    WP_WHEN_LATE, /* open and overdue */
    WP_WHEN_DONE  /* the day on which it was done */
};

struct wp_row {
    const struct wp_item *item;
    uint32_t siblings;  /* number of items under its parent, itself included */
    int percent_tenths; /* tenths of a percent, or -1 if the item does not count */
    wp_day day;         /* the day that `when` classifies; unset for WP_WHEN_NONE */
    uint32_t days_late; /* 0 unless `when` is WP_WHEN_LATE */
    uint8_t depth;      /* 1 for an item directly under the view's top */
    enum wp_mark mark : 8;
    enum wp_when when : 8;
    bool has_bar; /* it has subtasks that count, or a `progress:` of its own */
};

/* The state of a week as a whole. */
enum wp_summary {
    WP_SUMMARY_UNDER_WAY,
    WP_SUMMARY_NOTHING_PLANNED,
    WP_SUMMARY_ALL_DONE,
    WP_SUMMARY_ALL_DROPPED
};

struct wp_view {
    const struct wp_week *week; /* borrowed, like all items */
    const struct wp_item *top;  /* the rows are below it: the week's root, or an item */
    wp_day today;
    wp_day end;                  /* the week's last day */
    int day_number;              /* 1 to 7 for a day of the week; 0 if today is outside of it */
    int weeks_away;              /* 0 for this week, -1 for the last, 1 for the next */
    int percent_tenths;          /* of the week, in tenths of a percent, or -1 if nothing counts */
    struct wp_goal_counts goals; /* of the week */
    uint32_t overdue;            /* number of overdue items in the week */
    enum wp_summary summary;
    struct wp_str add_command; /* as in struct wp_view_options */
    struct wp_row *rows;       /* owned; in the order of the file */
    size_t row_count;
    size_t hidden; /* number of items left out by open_only; items below them not counted */
};

/* Fill `view`. It borrows the week until wp_view_free. */
void wp_view_make(struct wp_view *view, const struct wp_week *week,
                  const struct wp_view_options *options);

/* Free the rows. No-op on a zeroed struct. */
void wp_view_free(struct wp_view *view);

/* Return the row of any item of the view's week. Its depth and `siblings` are 1. */
struct wp_row wp_view_row(const struct wp_view *view, const struct wp_item *item);

/*
 * Whether an open item is overdue: it was due before today, or, in a week that
 * is over, by the end of that week.
 */
bool wp_item_is_overdue(const struct wp_item *item, wp_day week_end, wp_day today);

/* Return the number of weeks from today's week to the week that begins on `start`. Both
 * begin on the same weekday. 0 if the week holds today, negative if it is over. */
int wp_view_weeks_away(wp_day start, wp_day today);

/*
 * Renderers of a view. Each appends to `out`. Text of the plan is made harmless.
 */

/* Append the week as `status` prints it to a terminal. */
void wp_status_text(struct wp_buf *out, const struct wp_view *view,
                    const struct wp_text_style *style);

/* Append how each percentage is computed, as `status --explain` prints it. */
void wp_status_explain(struct wp_buf *out, const struct wp_view *view,
                       const struct wp_text_style *style);

/* Append one line for a shell prompt: "W32 36.4% 2/9". */
void wp_status_short(struct wp_buf *out, const struct wp_view *view,
                     const struct wp_text_style *style);

/* Append the week as one line of JSON. */
void wp_status_json(struct wp_buf *out, const struct wp_view *view);

/* Append the JSON for a week that is not in the plan: its "week" is null. */
void wp_status_json_none(struct wp_buf *out, wp_day today);

/* Append all keys of the view's top and its rows, as `show` prints them to a terminal. */
void wp_show_text(struct wp_buf *out, const struct wp_view *view,
                  const struct wp_text_style *style);

/* Append, as one line of JSON, the item of each of `count` views of one week with the rows
 * below it. For a view of the whole week append its goals. `count` is at least 1. */
void wp_show_json(struct wp_buf *out, const struct wp_view *views, size_t count);

#endif
