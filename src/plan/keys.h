/*
 * The keys of the plan format, in one table: what validation, editing, help and
 * the schema know about a key, they know from here.
 */
#ifndef PLAN_KEYS_H
#define PLAN_KEYS_H

#include <weekplan/item.h>

/* A set of keys is an unsigned integer: bit `key` is set if it has the key. */
#define WP_KEY_BIT(key) (1u << (key))

/* Where a key may stand. */
enum {
    WP_ON_WEEK = 1 << 0,
    WP_ON_GOAL = 1 << 1,
    WP_ON_SUBTASK = 1 << 2,
    WP_ON_ITEM = WP_ON_GOAL | WP_ON_SUBTASK
};

/* What a key holds. The key decides the type, never YAML's guess. */
enum wp_kind {
    WP_KIND_STRING,
    WP_KIND_TITLE,          /* a string that is not blank */
    WP_KIND_ID,             /* [A-Za-z][A-Za-z0-9_-]* */
    WP_KIND_WEEK,           /* YYYY-MM-DD or YYYY-Www */
    WP_KIND_DAY,            /* YYYY-MM-DD */
    WP_KIND_DAY_OR_YES,     /* true, false, or a day */
    WP_KIND_REASON_OR_YES,  /* true, false, or a reason */
    WP_KIND_DAY_REASON_YES, /* true, false, a day, or a reason */
    WP_KIND_PROGRESS,       /* P% or HAVE/OF [unit] */
    WP_KIND_WEIGHT,
    WP_KIND_COUNT, /* 1 to WP_CARRIED_MAX */
    WP_KIND_REPEAT,
    WP_KIND_STRINGS, /* a list of strings; one string is a list of one */
    WP_KIND_ITEMS
};

struct wp_key_spec {
    const char *name;
    unsigned where;
    enum wp_kind kind;
    const char *help; /* one line, for people */
};

/* Indexed by enum wp_key. */
extern const struct wp_key_spec wp_keys[WP_KEY_COUNT];

/* The key of that name, wherever it may stand; WP_KEY_EXTRA for `x-...`; -1
 * when there is none. */
int wp_key_find(struct wp_str name);

/* What `id:` may be: [A-Za-z][A-Za-z0-9_-]*. */
bool wp_item_id_is_valid(struct wp_str id);

/* The name of the key nearest to `name` among those that may stand at `where`,
 * or NULL. */
const char *wp_key_suggest(struct wp_str name, unsigned where);

#endif
