/*
 * A week and its items: the values of a document, and their places in it.
 *
 * wp_plan_find loads a week (see plan.h). A loaded week is read-only: to change a plan,
 * edit its bytes (see edit.h). A week owns all that can be reached from it.
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

/* The keys of the plan format, see docs/plan-format.md. */
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
    WP_KEY_COUNT,
    WP_KEY_EXTRA = WP_KEY_COUNT /* any key that begins with `x-` */
};

enum wp_state { WP_OPEN, WP_DONE, WP_DROPPED };

/* A key of an item, and the places of its name and its value in the document. */
struct wp_field {
    enum wp_key key : 8;
    uint8_t levels; /* of an `x-` key: how deep its collections nest; 0 for a scalar */
    struct wp_span name;
    /* A scalar with its quotes or its block header. A collection from its first byte ('[',
     * '{', the first '-' or the first key) to the end of its last scalar or bracket. Empty
     * for an empty value, directly after the ':'. */
    struct wp_span value;
};

enum wp_node_style { WP_BLOCK, WP_FLOW };

/* The place of an item in the document. */
struct wp_layout {
    /* From the first key, the '{', or the title of a scalar item on; the '-' is outside. */
    struct wp_span span;
    struct wp_field *fields; /* in the order of the file; NULL for a scalar */
    uint32_t field_count;
    enum wp_node_style style : 8; /* of the mapping */
    bool scalar;                  /* the item is a scalar, its title */
};

/* The value of `progress: HAVE/OF UNIT`. 60% is 60/100 with the unit "%". */
struct wp_progress_value {
    bool given;
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
 * The progress of an item: its state, its weight in its parent, its fraction, and its
 * leaves. A leaf is an item without subtasks; the leaf of a leaf is itself. Dropped leaves
 * do not count.
 */
struct wp_progress {
    wp_decimal weight; /* 0 if dropped; a sum may have more digits than a decimal */
    uint64_t fraction; /* WP_FRACTION_ONE is 100% */
    uint32_t done;     /* leaves that count and are done */
    uint32_t total;    /* leaves that count */
    uint32_t dropped;  /* leaves that are dropped */
    enum wp_state state : 8;
    bool moved; /* a leaf that counts is above 0% */
};

#define WP_FRACTION_ONE ((uint64_t)1 << 63)

/*
 * A goal or a subtask. The root of a week is an item too: its subtasks are the goals, and
 * its title, note and skip are those of the week. A string that is not given is empty, a
 * day that is not given is WP_NO_DAY.
 */
struct wp_item {
    struct wp_item *parent; /* NULL for the root */
    struct wp_item *first;  /* the first subtask */
    struct wp_item *next;   /* the next sibling */
    struct wp_item *previous;

    struct wp_str title; /* not blank; may be empty for the root */
    struct wp_str note;  /* without the line breaks at its end */
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
    uint32_t number; /* among its siblings, from 1; 0 for the root */
    uint32_t carried;
    enum wp_key seq_key : 8; /* of its list of items: WP_KEY_GOALS for the root */
    bool done;               /* the item's own `done:`; see progress.state for its state */
    bool dropped;
    bool weekly; /* `repeat: weekly` */
    bool skip;   /* of the root: a week off */

    /* A hash of the names and values of its `x-` keys; 0 if there are none. */
    uint64_t extras;

    struct wp_layout layout;
    struct wp_progress progress;
};

struct wp_week {
    wp_day start; /* the first of seven days */
    struct wp_item root;
    size_t item_count; /* without the root */

    struct wp_str text;     /* the bytes of the document; spans are places in them */
    struct wp_span *blocks; /* the block scalars (`|`, `>`), in the order of the file */
    size_t block_count;     /* 0 if the items have no fields */
    uint64_t offset;        /* of the document in the file, in bytes */
    struct wp_arena *arena; /* owns the week and all of it */
};

/* Free a week and its items. NULL is allowed. */
void wp_week_free(struct wp_week *week);

/* Return an item without any value, for the `values` of a change (see edit.h). */
struct wp_item wp_item_empty(void);

/* Return a week without any value that begins on `start`, without a document. */
struct wp_week wp_week_empty(wp_day start);

/* Return the item after `item` in the order of the file, among those below `top`; NULL
 * after the last one. Begin with `item` = `top`. */
struct wp_item *wp_item_after(const struct wp_item *item, const struct wp_item *top);

/* Return the number of items below `top`, at any depth. */
size_t wp_item_count_below(const struct wp_item *top);

/* Whether `item` is `top` or below it. False for NULL. */
bool wp_item_within(const struct wp_item *item, const struct wp_item *top);

/* Return the goal that an item is or is below; the root for the root. */
const struct wp_item *wp_item_goal(const struct wp_item *item);

/* Return the depth of an item: 0 for the root, 1 for a goal. */
unsigned wp_item_depth(const struct wp_item *item);

/* Return the nearest ancestor whose own `done:` or `dropped:` gives the item its state, or
 * NULL. */
const struct wp_item *wp_item_closed_by(const struct wp_item *item);

/* Return the item of `week` whose path is that of `item` in another week. If there is none,
 * return the nearest ancestor that is there. */
const struct wp_item *wp_item_counterpart(const struct wp_week *week, const struct wp_item *item);

/* Append the path of an item, such as "1.2.3"; nothing for the root. */
void wp_item_path(struct wp_buf *buf, const struct wp_item *item);

/* Return the field of `key`; NULL if the item has none. */
const struct wp_field *wp_item_field(const struct wp_item *item, enum wp_key key);

#endif
