/*
 * The model of a week: what the file says, typed, and where it says it.
 *
 * A week is read-only once it is loaded (see load.h). It owns everything that
 * can be reached from it and is freed by one wp_week_free. Changing a plan
 * means editing its bytes (see edit.h), never this model.
 */
#ifndef WEEKPLAN_ITEM_H
#define WEEKPLAN_ITEM_H

#include <weekplan/calendar.h>
#include <weekplan/str.h>

/* A plain decimal, in millionths: 2.5 is 2500000. At most twelve digits stand
 * before the point and six after it. */
typedef uint64_t wp_decimal;

#define WP_DECIMAL_ONE ((wp_decimal)1000000)

/* The first value that has too many digits. */
#define WP_DECIMAL_END (1000000000000 * WP_DECIMAL_ONE)

/* Digits with at most one '.', no sign, no leading zero before another digit,
 * no exponent: independent of the locale. */
bool wp_decimal_parse(struct wp_str text, wp_decimal *value);

/* The shortest form: 2.5, 40, 0.125. */
void wp_decimal_format(struct wp_buf *buf, wp_decimal value);

/* The keys of the plan format. The table in plan/keys.h says what each one
 * holds and where it may stand. */
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
    WP_KEY_EXTRA = WP_KEY_COUNT /* x-...: kept, never read */
};

enum wp_state { WP_OPEN, WP_DONE, WP_DROPPED };

/* Where a key and its value stand in the document. */
struct wp_field {
    enum wp_key key : 8;
    uint8_t levels; /* of a key of its author's: collections within collections, 0 for a scalar */
    struct wp_span name;
    /* Scalars with their quotes or block header; collections from their first
     * byte ('[', '{', the first '-', the first key) to the last descendant's
     * end. Empty for an empty value: then the place right after ':'. */
    struct wp_span value;
};

enum wp_node_style { WP_BLOCK, WP_FLOW };

/* Where an item stands in the document. */
struct wp_layout {
    struct wp_span span;     /* from the first key, '{' or title; without the dash */
    struct wp_field *fields; /* in the order of the file; none on a scalar */
    uint32_t field_count;
    enum wp_node_style style : 8; /* of the mapping */
    bool scalar;                  /* a plain-string item */
};

/* `progress: HAVE/OF UNIT`; 60% is 60/100 with the unit "%". */
struct wp_progress_value {
    bool given;
    wp_decimal have;
    wp_decimal of;
    struct wp_str unit;
};

struct wp_list {
    struct wp_str *items;
    size_t count;
};

/*
 * What an item comes to: its effective state, its fraction and its weight in
 * its parent, and the leaves below it (itself, if it has no subtasks).
 */
struct wp_progress {
    wp_decimal weight; /* 0 when dropped; the sum may exceed a decimal's digits */
    uint64_t fraction; /* of WP_FRACTION_ONE */
    uint32_t done;     /* counted leaves that are done */
    uint32_t total;    /* counted leaves: all but the dropped ones */
    uint32_t dropped;  /* dropped leaves */
    enum wp_state state : 8;
    bool moved; /* some counted leaf is above 0 */
};

#define WP_FRACTION_ONE ((uint64_t)1 << 63)

/*
 * A goal or a subtask: one recursive type. The root of a week is an item too,
 * whose subtasks are the goals and whose title, note and skip are the week's.
 */
struct wp_item {
    struct wp_item *parent; /* the root has none */
    struct wp_item *first;  /* subtask */
    struct wp_item *next;   /* sibling */
    struct wp_item *previous;

    struct wp_str title; /* not blank, except that the root may have none */
    struct wp_str note;  /* without the line breaks at its end */
    struct wp_str id;    /* empty when not given, like every string here */
    struct wp_str dropped_reason;
    struct wp_str skip_reason;
    struct wp_progress_value progress_value;
    struct wp_list tags;
    struct wp_list links;
    wp_decimal weight; /* 0 when not given */
    wp_day done_on;    /* WP_NO_DAY when not given, like every day here */
    wp_day dropped_on;
    wp_day due;
    uint32_t number; /* 1-based among its siblings; 0 on the root */
    uint32_t carried;
    bool done; /* what the file says of the item itself */
    bool dropped;
    bool weekly; /* repeat: weekly */
    bool skip;   /* on the root alone: a week off */

    /* A fingerprint of its keys that begin with `x-`, by name and value; 0 without any. */
    uint64_t extras;

    struct wp_layout layout;
    struct wp_progress progress;
};

struct wp_week {
    wp_day start; /* its first day of seven */
    struct wp_item root;
    size_t item_count; /* without the root */

    struct wp_str text;     /* the document's bytes, which all spans are offsets in */
    struct wp_span *blocks; /* its literal and folded texts (`|`, `>`), in their order */
    size_t block_count;     /* 0 where no item has its fields */
    uint64_t offset;        /* where the document begins in the file, in bytes */
    struct wp_arena *arena; /* owns all of this, the week itself included */
};

/* NULL is fine. */
void wp_week_free(struct wp_week *week);

/* The item after `item` in the order of the file (its first subtask, else its
 * next sibling, else its parent's …), within the tree under `top`; NULL at the
 * end. Start with `top` itself. */
struct wp_item *wp_item_after(const struct wp_item *item, const struct wp_item *top);

/* How many items there are under `top`, at any depth. */
size_t wp_item_count_below(const struct wp_item *top);

/* Whether `item` is `top`, or stands under it. NULL is within nothing. */
bool wp_item_within(const struct wp_item *item, const struct wp_item *top);

/* The goal that an item is, or is under; the root for itself. */
const struct wp_item *wp_item_goal(const struct wp_item *item);

/* How deep an item stands: a goal is 1, the root 0. */
unsigned wp_item_depth(const struct wp_item *item);

/* The path that names an item, such as 1.2.3; nothing for the root. */
void wp_item_path(struct wp_buf *buf, const struct wp_item *item);

/* The field of `key`, or NULL where the item has none. */
const struct wp_field *wp_item_field(const struct wp_item *item, enum wp_key key);

#endif
