/*
 * The keys of the plan format (`title:`, `done:` and so on), in one table. To add a key, add a
 * number to `enum wp_key`, a member to `struct wp_item`, a row to `wp_keys`, and the number to
 * `wp_key_order`. Reading, validation, comparison, editing and the JSON Schema look only at the
 * kind of a key.
 */
#ifndef PLAN_KEYS_H
#define PLAN_KEYS_H

#include <stddef.h>

#include <weekplan/item.h>

/* Return the bit of a key in a set of keys. The set is an unsigned integer. */
#define WP_KEY_BIT(key) (1u << (key))

/* The kinds of YAML mappings that may have a key, as bits: a week, a goal, a subtask and so on. */
enum {
    WP_ON_WEEK = 1 << 0,
    WP_ON_GOAL = 1 << 1,
    WP_ON_SUBTASK = 1 << 2,
    WP_ON_ALSO = 1 << 3,  /* an item in the list `also:` */
    WP_ON_LATER = 1 << 4, /* the list for later, a document of its own */
    WP_ON_ITEM = WP_ON_GOAL | WP_ON_SUBTASK,
    WP_ON_DOCUMENT = WP_ON_WEEK | WP_ON_LATER
};

/* The type of a key's value. The key alone decides the type: `title: true` is the text "true".
 * The comments give the syntax of the value, and the type of the member of struct wp_item. */
enum wp_kind {
    WP_KIND_STRING,         /* any text: struct wp_str */
    WP_KIND_TITLE,          /* a text that is not blank: struct wp_str */
    WP_KIND_ID,             /* [A-Za-z][A-Za-z0-9_-]*: struct wp_str */
    WP_KIND_WEEK,           /* YYYY-MM-DD or YYYY-Www: no member; see wp_week.start */
    WP_KIND_DAY,            /* YYYY-MM-DD: wp_day */
    WP_KIND_DAY_OR_YES,     /* true, false, or a day: bool, and a wp_day */
    WP_KIND_REASON_OR_YES,  /* true, false, or a reason: bool, and a struct wp_str */
    WP_KIND_DAY_REASON_YES, /* true, false, a day, or a reason: bool, wp_day, struct wp_str */
    WP_KIND_PROGRESS,       /* P% or HAVE/OF [UNIT]: struct wp_progress_value */
    WP_KIND_WEIGHT,         /* a number up to WP_WEIGHT_MAX: wp_decimal */
    WP_KIND_COUNT,          /* 1 to WP_CARRIED_MAX: uint32_t */
    WP_KIND_REPEAT,         /* the word "weekly": bool */
    WP_KIND_STRINGS,        /* a list of texts, or a single text: struct wp_list */
    WP_KIND_ITEMS           /* a list of goals or subtasks: no member; see wp_item.first */
};

/* A row of the table of keys. */
struct wp_key_spec {
    const char *name;
    unsigned where; /* mappings that may have the key: WP_ON_WEEK and so on */
    enum wp_kind kind;
    const char *help; /* description of the key, in one line */

    /* Offsets of members of struct wp_item. An offset is 0 if the kind has no such member. */
    size_t value; /* offset of the member with the value, such as wp_item.done */
    size_t day;   /* offset of the day of a value that may be a day, such as wp_item.done_on */
    /* offset of the reason of a value that may be a reason, such as wp_item.skip_reason */
    size_t reason;
};

/* The table of keys, indexed by enum wp_key. */
extern const struct wp_key_spec wp_keys[WP_KEY_COUNT];

/* All keys, in the order in which they are written for a new item. */
extern const enum wp_key wp_key_order[WP_KEY_COUNT];

/* Whether the value of the key is prose of one or more lines: `title`, `note` and
 * `review`. */
bool wp_key_is_prose(enum wp_key key);

/* Return the member of `item` at `offset`, which is one of the offsets in struct wp_key_spec. */
static inline void *wp_item_member(struct wp_item *item, size_t offset)
{
    return (char *)item + offset;
}

static inline const void *wp_item_const_member(const struct wp_item *item, size_t offset)
{
    return (const char *)item + offset;
}

/* Return the key with this name, WP_KEY_EXTRA for a name that begins with `x-`, or -1 for an
 * unknown name. */
int wp_key_find(struct wp_str name);

/* Whether `id` is a valid value of `id:`, which is [A-Za-z][A-Za-z0-9_-]*. */
bool wp_item_id_is_valid(struct wp_str id);

/* Return the mapping that the item is, for `where` of the keys: WP_ON_WEEK for a week, WP_ON_LATER
 * for the list for later, and so on. */
unsigned wp_key_place(const struct wp_item *item);

/* Return the name that was most likely meant by the unknown name `name`, among the keys of the
 * mappings `where` (a set of WP_ON_WEEK and so on): "title" for "titel" and, as a synonym,
 * for "name". NULL if no name is near. */
const char *wp_key_suggest(struct wp_str name, unsigned where);

#endif
