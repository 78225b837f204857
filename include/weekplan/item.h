/*
 * A week and its items: their values, and the spans of the values in the document.
 *
 * wp_plan_find loads a week (see plan.h). A loaded week is read-only: to change a plan, edit the
 * bytes of its file (see edit.h). wp_week_free frees the week with all of its items and strings.
 *
 *     for (const struct wp_item *item = wp_item_after(&week->root, &week->root);
 *          item != NULL; item = wp_item_after(item, &week->root))
 *         printf("%.*s\n", (int)item->title.length, item->title.data);
 *     wp_week_free(week);
 */
#ifndef WEEKPLAN_ITEM_H
#define WEEKPLAN_ITEM_H

#include <weekplan/calendar.h>
#include <weekplan/decimal.h>
#include <weekplan/str.h>

/* The keys of the plan format (see docs/plan-format.md). */
enum wp_key {
    WP_KEY_WEEK,
    WP_KEY_TITLE,
    WP_KEY_ID,
    WP_KEY_NOTE,
    WP_KEY_SKIP,
    WP_KEY_DONE,
    WP_KEY_DROPPED,
    WP_KEY_PROGRESS,
    WP_KEY_WEIGHT,
    WP_KEY_DUE,
    WP_KEY_CARRIED,
    WP_KEY_REPEAT,
    WP_KEY_TAGS,
    WP_KEY_LINKS,
    WP_KEY_GOALS,
    WP_KEY_SUBTASKS,
    WP_KEY_ALSO,
    WP_KEY_REVIEW,
    WP_KEY_LATER,
    WP_KEY_COUNT,
    WP_KEY_EXTRA = WP_KEY_COUNT /* any key that begins with `x-` */
};

enum wp_state { WP_OPEN, WP_DONE, WP_DROPPED };

/* A key of an item, and the spans of its name and its value in the document. */
struct wp_field {
    enum wp_key key : 8;
    uint8_t levels; /* for an `x-` key, how deep its collections nest; 0 for a scalar */
    struct wp_span name;
    /* Span of the value. The span of a scalar includes its quotes or its block header (`|`). The
     * span of a collection begins with its '[', its '{', its first '-' or its first key, and ends
     * with its last scalar or bracket. The span of an empty value is empty, directly after ':'. */
    struct wp_span value;
    uint64_t extra; /* hash of the name and the value of an `x-` key; 0 for other keys */
};

enum wp_node_style { WP_BLOCK, WP_FLOW };

/* The span of an item in the document, and the spans of its keys. */
struct wp_layout {
    /* Span of the item. It begins with the first key, with '{', or with the title of an item that
     * is a scalar. The '-' before the item is not included. */
    struct wp_span span;
    struct wp_field *fields; /* the keys, in the order of the file; NULL if `scalar` */
    uint32_t field_count;
    enum wp_node_style style : 8; /* style of the mapping; unused if `scalar` */
    bool scalar;                  /* whether the item is written as a scalar: `- Buy milk` */
};

/* The value of `progress: HAVE/OF UNIT`, such as `2/3 talks`. 60% is 60/100 with the unit "%". */
struct wp_progress_value {
    bool given; /* whether the item has `progress:` */
    wp_decimal have;
    wp_decimal of;
    struct wp_str unit;
};

/* The strings of `tags` or `links`. */
struct wp_list {
    struct wp_str *items;
    size_t count;
};

/*
 * The computed progress of an item: its state, its weight in its parent, the fraction that is
 * done, and the number of its leaves. The leaves of an item are the items below it that have no
 * subtasks. An item without subtasks is its own only leaf. A dropped leaf does not count.
 */
struct wp_progress {
    wp_decimal weight; /* 0 if dropped; the sum of many weights may be above WP_DECIMAL_END */
    uint64_t fraction; /* the part that is done; WP_FRACTION_ONE is 100% */
    uint32_t done;     /* number of leaves that count and are done */
    uint32_t total;    /* number of leaves that count */
    uint32_t dropped;  /* number of leaves that are dropped */
    uint32_t deferred; /* number of dropped leaves that `defer` has moved to a later week */
    enum wp_state state : 8;
    bool moved; /* whether at least one leaf that counts is above 0% */
};

/* The fraction 1, or 100%. A fraction has 63 bits after the binary point. */
#define WP_FRACTION_ONE ((uint64_t)1 << 63)

/*
 * A goal or a subtask. The root of a week is an item too: its subtasks are the goals, and
 * its title, note, skip and review are those of the week. A string that is not given is empty, a
 * day that is not given is WP_NO_DAY.
 */
struct wp_item {
    struct wp_item *parent; /* NULL for a root */
    struct wp_item *first;  /* the first subtask */
    struct wp_item *next;   /* the next sibling */
    struct wp_item *previous;

    struct wp_str title;  /* not blank, but empty for a root without a title */
    struct wp_str note;   /* without the line breaks at the end of the note */
    struct wp_str review; /* only in the root; without the line breaks at its end */
    struct wp_str id;
    struct wp_str dropped_reason;
    struct wp_str skip_reason;
    struct wp_progress_value progress_value;
    struct wp_list tags;
    struct wp_list links;
    wp_decimal weight; /* 0 if not given */
    wp_day done_on;
    wp_day dropped_on;
    wp_day due;
    uint32_t number;         /* position among the siblings, from 1; 0 for a root */
    uint32_t carried;        /* how many times the item was carried over; 0 if not given */
    enum wp_key seq_key : 8; /* key of the item's list of items: WP_KEY_SUBTASKS, or for a root
                                WP_KEY_GOALS, WP_KEY_ALSO or WP_KEY_LATER */
    bool done; /* whether the item itself has `done:`; the state of the item is progress.state */
    /* whether the item itself has `dropped:`; the state of the item is progress.state */
    bool dropped;
    bool weekly; /* whether the goal has `repeat: weekly` */
    /* whether the week has `skip:`, so that it is a week off; only in the root */
    bool skip;

    /* Hash of the names and values of the item's `x-` keys: the sum of wp_field.extra, whatever the
     * order of the keys. 0 if the item has none. */
    uint64_t extras;

    struct wp_layout layout;
    struct wp_progress progress;
};

/* A week: one document of the plan file. The first document may be a list for later instead: it
 * has no day, and its goals are the items of `later:`. */
struct wp_week {
    wp_day start; /* the first of the seven days; WP_NO_DAY for the list for later */
    bool later;   /* whether this is the list for later, and no week */
    struct wp_item root;
    /* A second root, whose subtasks are the items of the list `also:`, which were done without
     * having been planned. Each of these items is done and has no subtasks. No count includes
     * them. The layout is that of `root`. */
    struct wp_item also;
    size_t item_count; /* number of goals and subtasks, without the items of `also` */

    struct wp_str text;     /* bytes of the document; all spans are offsets in these bytes */
    struct wp_span *blocks; /* spans of the block scalars (`|`, `>`), in the order of the file */
    size_t block_count;     /* number of block scalars; 0 for a week from an edit (wp_edit.after) */
    uint64_t offset;        /* where the document begins in the file, in bytes */
    struct wp_arena *arena; /* owns this struct, the items and the strings */
};

/* Free a week with its items. NULL is allowed. */
void wp_week_free(struct wp_week *week);

/* Return an item that has no value for any key, as a beginning for `values` of a change (see
 * edit.h). */
struct wp_item wp_item_empty(void);

/* Initialize a zeroed item, so that it has no value for any key. */
void wp_item_init(struct wp_item *zeroed);

/* Return a week that begins on `start`, without items and without a document. */
struct wp_week wp_week_empty(wp_day start);

/* Return a list for later without items and without a document. */
struct wp_week wp_week_empty_later(void);

/* Make zeroed bytes a week that begins on `start`, without items and without a document. */
void wp_week_init(struct wp_week *zeroed, wp_day start);

/* Return the item that follows `item` in the file, among the items below `top`. NULL after the
 * last item. To visit all items, begin with `item` = `top`. */
struct wp_item *wp_item_after(const struct wp_item *item, const struct wp_item *top);

/* Return the item that follows `item` in the week: all goals with their subtasks, then the items of
 * the list `also:`. NULL after the last item. To visit all items, begin with `item` = NULL. */
struct wp_item *wp_week_item_after(const struct wp_week *week, const struct wp_item *item);

/* Whether the item is in the list `also:`. */
bool wp_item_is_also(const struct wp_item *item);

/* Return the number of items below `top`, at any depth. */
size_t wp_item_count_below(const struct wp_item *top);

/* Whether `item` is `top` or below it. False for NULL. */
bool wp_item_within(const struct wp_item *item, const struct wp_item *top);

/* Return the goal to which an item belongs: a goal itself, or the goal above a subtask. Return the
 * root for the root. */
const struct wp_item *wp_item_goal(const struct wp_item *item);

/* Return the depth of an item: 0 for the root, 1 for a goal. */
unsigned wp_item_depth(const struct wp_item *item);

/* Return the nearest ancestor whose own `done:` or `dropped:` makes the item done or dropped, or
 * NULL. */
const struct wp_item *wp_item_closed_by(const struct wp_item *item);

/* Return the item of `week` that has the same path ("1.2.3") as `item`, which is of another week.
 * If `week` has no item with this path, return an item near that position. */
const struct wp_item *wp_item_counterpart(const struct wp_week *week, const struct wp_item *item);

/* Append the path of an item: "1.2.3" for a subtask, "+2" for the second item of `also:`, nothing
 * for a root. */
void wp_item_path(struct wp_buf *buf, const struct wp_item *item);

/* Return the field of `key`. NULL if the item does not have the key. */
const struct wp_field *wp_item_field(const struct wp_item *item, enum wp_key key);

#endif
