/*
 * The front matter of a post, which generators of web sites read: `post:` of the configuration.
 *
 *     ---
 *     layout: post
 *     title: 'Staying Accountable: week of 4 August 2019'
 *     date: 2019-08-10
 *     tags: [weekly, goals]
 *     ---
 *
 * A zeroed struct wp_post is the front matter of Jekyll.
 */
#ifndef WEEKPLAN_POST_H
#define WEEKPLAN_POST_H

#include <stdbool.h>
#include <stddef.h>

#include <weekplan/str.h>

/* How a value is written. */
enum wp_post_form {
    WP_POST_BARE,  /* true, false, a number or a day: never in quotes */
    WP_POST_PLAIN, /* a text that needs no quotes in YAML */
    WP_POST_QUOTED /* any other text */
};

struct wp_post_value {
    struct wp_str text; /* one line */
    enum wp_post_form form;
};

/* A key that is copied from the configuration. Its name has ASCII letters, digits, '_' and '-'. */
struct wp_post_key {
    struct wp_str table; /* name of the key whose mapping has the key; empty at the top level */
    struct wp_str name;
    bool is_list;
    struct wp_post_value *values; /* one value if it is no list */
    size_t value_count;
};

struct wp_post {
    bool toml;                   /* write TOML, not YAML */
    bool dated_today;            /* the date is today, not the last day of the week */
    bool no_layout;              /* leave `layout` out */
    struct wp_post_value layout; /* empty for `post` in YAML, and for none in TOML */
    struct wp_post_key *keys;    /* in the order of the configuration */
    size_t key_count;
};

#endif
