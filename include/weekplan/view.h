/*
 * What `status` and `show` have to show of a week, or of an item and what is under
 * it: decided and computed once, for every format.
 * Renderers walk the rows and write; they select nothing and compute no
 * figures.
 */
#ifndef WEEKPLAN_VIEW_H
#define WEEKPLAN_VIEW_H

#include <weekplan/error.h>
#include <weekplan/item.h>
#include <weekplan/text_style.h>

struct wp_view_options {
    wp_day today;
    const struct wp_item *top; /* only what is under it; NULL for all of the week */
    unsigned depth;            /* how many levels of items; 0 for all */
    bool open_only;            /* leave out what is done or dropped */
    /* The command that records a goal in the week, to be named where it has none; may
     * be empty. Borrowed until wp_view_free. */
    struct wp_str recording;
};

/* What stands in front of a title. */
enum wp_mark { WP_MARK_OPEN, WP_MARK_MOVED, WP_MARK_DONE, WP_MARK_DROPPED };

enum wp_mark wp_mark_of(const struct wp_progress *progress);

/* What the day beside a title means. */
enum wp_when {
    WP_WHEN_NONE,
    WP_WHEN_DUE,  /* open, later than the day after tomorrow */
    WP_WHEN_SOON, /* open, within two days */
    WP_WHEN_LATE, /* open and overdue */
    WP_WHEN_DONE  /* the day on which it was done */
};

struct wp_row {
    const struct wp_item *item;
    uint32_t siblings;  /* how many items its parent has, itself included */
    int percent_tenths; /* tenths of a percent, or -1 when it does not count */
    wp_day day;         /* that `when` speaks of */
    uint32_t days_late;
    uint8_t depth; /* 1 for what stands directly under the view's top: a goal */
    enum wp_mark mark : 8;
    enum wp_when when : 8;
    bool has_bar; /* it has subtasks that count, or a progress of its own */
};

/* What there is to say about the week as a whole. */
enum wp_summary {
    WP_SUMMARY_UNDER_WAY,
    WP_SUMMARY_NOTHING_PLANNED,
    WP_SUMMARY_ALL_DONE,
    WP_SUMMARY_ALL_DROPPED
};

struct wp_view {
    const struct wp_week *week; /* borrowed, and so are all items */
    const struct wp_item *top;  /* what the rows are under: the week's root, or an item */
    wp_day today;
    wp_day end;         /* the week's last day */
    int day_number;     /* which day of the week today is, 1 to 7; 0 for none */
    int weeks_away;     /* 0 for this week, -1 for the last, 1 for the next */
    int percent_tenths; /* the week's figure in tenths of a percent, or -1 */
    uint32_t overdue;   /* items that are overdue */
    enum wp_summary summary;
    struct wp_str recording; /* as in struct wp_view_options */
    struct wp_row *rows;     /* owned; in the order of the file */
    size_t row_count;
    size_t hidden; /* items left out by open_only */
};

/* Fails only with WP_NO_MEMORY. */
enum wp_status wp_view_make(struct wp_view *view, const struct wp_week *week,
                            const struct wp_view_options *options, struct wp_error *error);
void wp_view_free(struct wp_view *view);

/* The row of any item of the view's week, as if it stood alone. */
struct wp_row wp_view_row(const struct wp_view *view, const struct wp_item *item);

/*
 * Whether an open item is overdue: it was due before today, or, in a week that
 * is over, by the end of that week.
 */
bool wp_item_is_overdue(const struct wp_item *item, wp_day week_end, wp_day today);

/* Whole weeks from the day to the week that begins on `start`, counted in weeks
 * like that one: 0 when the day is in it. */
int wp_view_weeks_away(wp_day start, wp_day today);

/* Renderers. They append to `out`, whose `failed` says when memory was out. */
void wp_status_text(struct wp_buf *out, const struct wp_view *view,
                    const struct wp_text_style *style);
/* The sum behind each figure. */
void wp_status_explain(struct wp_buf *out, const struct wp_view *view,
                       const struct wp_text_style *style);
/* One line for a prompt: W32 36.4% 2/9 */
void wp_status_short(struct wp_buf *out, const struct wp_view *view,
                     const struct wp_text_style *style);
/* JSON, one line. */
void wp_status_json(struct wp_buf *out, const struct wp_view *view);
/* All that the plan says of the view's top, and its rows. */
void wp_show_text(struct wp_buf *out, const struct wp_view *view,
                  const struct wp_text_style *style);
/* The tops of several views of one week, with their rows; of a week the rows alone.
 * There is one view at least. JSON, one line. */
void wp_show_json(struct wp_buf *out, const struct wp_view *views, size_t count);
/* Either of them for a week that does not exist: "week" is null. */
void wp_status_json_none(struct wp_buf *out, wp_day today);

#endif
