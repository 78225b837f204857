/*
 * The keys of the plan format, in one table. A new key is a row here, a number in
 * `enum wp_key` and a member of `struct wp_item`. Reading, validation, comparison, editing
 * and the schema work by the kind of the key.
 */
#ifndef PLAN_KEYS_H
#define PLAN_KEYS_H

#include <stddef.h>

#include <weekplan/item.h>

/* A set of keys is an unsigned integer: bit `key` is set if it has the key. */
#define WP_KEY_BIT(key) (1u << (key))

/* Mappings that a key belongs to. */
enum {
    WP_ON_WEEK = 1 << 0,
    WP_ON_GOAL = 1 << 1,
    WP_ON_SUBTASK = 1 << 2,
    WP_ON_ITEM = WP_ON_GOAL | WP_ON_SUBTASK
};

/* The type of a key's value. The key decides the type, never YAML's guess. The comment
 * gives the syntax and the type of the member of struct wp_item. */
enum wp_kind {
    WP_KIND_STRING,         /* any text: struct wp_str */
    WP_KIND_TITLE,          /* a text that is not blank: struct wp_str */
    WP_KIND_ID,             /* [A-Za-z][A-Za-z0-9_-]*: struct wp_str */
    WP_KIND_WEEK,           /* YYYY-MM-DD or YYYY-Www: no member */
    WP_KIND_DAY,            /* YYYY-MM-DD: wp_day */
    WP_KIND_DAY_OR_YES,     /* true, false, or a day: bool, and `day` */
    WP_KIND_REASON_OR_YES,  /* true, false, or a reason; a bool member, and the member that `reason`
                               of the row names */
    WP_KIND_DAY_REASON_YES, /* true, false, a day, or a reason: bool, `day` and `reason` */
    WP_KIND_PROGRESS,       /* P% or HAVE/OF [UNIT]: struct wp_progress_value */
    WP_KIND_WEIGHT,         /* a number up to WP_WEIGHT_MAX: wp_decimal */
    WP_KIND_COUNT,          /* 1 to WP_CARRIED_MAX: uint32_t */
    WP_KIND_REPEAT,         /* weekly: bool */
    WP_KIND_STRINGS,        /* a list of texts; one text is a list of one: struct wp_list */
    WP_KIND_ITEMS           /* a list of goals or subtasks: no member */
};

struct wp_key_spec {
    const char *name;
    unsigned where; /* WP_ON_WEEK and so on */
    enum wp_kind kind;
    const char *help; /* one line, for people */

    /* Offsets in struct wp_item; 0 if the kind has no such member. */
    size_t value;
    size_t day;
    size_t reason;
};

/* Indexed by enum wp_key. */
extern const struct wp_key_spec wp_keys[WP_KEY_COUNT];

/* All keys in the order in which an item is written. */
extern const enum wp_key wp_key_order[WP_KEY_COUNT];

/* Whether the value of the key is prose, which may have several lines: `title`, `note`. */
bool wp_key_is_prose(enum wp_key key);

/* Return the member of `item` at an offset of a row of wp_keys. */
static inline void *wp_item_member(struct wp_item *item, size_t offset)
{
    return (char *)item + offset;
}

static inline const void *wp_item_const_member(const struct wp_item *item, size_t offset)
{
    return (const char *)item + offset;
}

/* Return the key called `name`, in whichever mapping it is allowed, WP_KEY_EXTRA for
 * `x-...`, or -1. */
int wp_key_find(struct wp_str name);

/* Whether `id` is valid for `id:`, [A-Za-z][A-Za-z0-9_-]*. */
bool wp_item_id_is_valid(struct wp_str id);

/* Return the key name nearest to `name` among the keys of `where`, or NULL if none is
 * near. */
const char *wp_key_suggest(struct wp_str name, unsigned where);

#endif
