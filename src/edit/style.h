/*
 * The style in which a week is written: its line break, the indentation of its lists, and the
 * quotes around its scalars. New YAML follows the quotes of scalars near it.
 *
 *     struct wp_quote_cache cache = {.week = week};
 *     struct wp_style style = wp_style_of_week(week);
 *
 *     wp_style_follow_item(&style, &cache, item);
 *     ... write a new key of the item in this style ...
 */
#ifndef EDIT_STYLE_H
#define EDIT_STYLE_H

#include "yaml/write_scalar.h"
#include <weekplan/item.h>

/* Columns from a key to the dashes of its list, for a week without block sequences. */
enum { WP_STYLE_INDENT = 2 };

struct wp_style {
    const char *line_break; /* "\n", "\r\n" or "\r" */
    size_t list_indent;     /* columns from a key to the dashes of its list; may be 0 */
    enum wp_quotes quotes; /* quotes of a new title or note, or of the value that is written next */
    enum wp_quotes strings; /* quotes of a new tag or link */
    enum wp_quotes keys;    /* quotes of a new key; double quotes in JSON */
};

/* Numbers of scalars by their quotes. Both arrays are indexed by enum wp_quotes. */
struct wp_quote_counts {
    size_t optional[3]; /* scalars that could be plain; their quotes are a choice of the author */
    size_t needed[3];   /* scalars that could not be plain */
};

/* Counts of the quotes in a week and in one of its lists, so that each is counted only once. */
struct wp_quote_cache {
    const struct wp_week *week;
    const struct wp_item *parent; /* item whose list has the quotes `titles` and `keys` */
    struct wp_quote_counts titles;
    enum wp_quotes keys;
    bool has_week; /* whether `week_titles` and `week_strings` have been counted */
    struct wp_quote_counts week_titles;
    struct wp_quote_counts week_strings; /* quotes of all tags and links of the week */
};

/* Return the line break and the indentation of the week, without quotes. The indentation is that of
 * its first block sequence of items. */
struct wp_style wp_style_of_week(const struct wp_week *week);

/* Return the quotes of the item's value of `key` in the document `text`; of its first string, if
 * the value is a list. If that string cannot be plain, return the quotes of the keys instead.
 * WP_QUOTES_NONE if the item has no `key`, or is not in the document. */
enum wp_quotes wp_style_quotes_of(struct wp_str text, const struct wp_item *item, enum wp_key key);

/* Return the quotes that all keys of the item have. WP_QUOTES_NONE if they differ. */
enum wp_quotes wp_style_quotes_of_keys(struct wp_str text, const struct wp_item *item);

/* Count the scalar `text`, which has the quotes `quotes`. */
void wp_quote_counts_add(struct wp_quote_counts *counts, struct wp_str text, enum wp_quotes quotes);

/* Count the strings of `list`, whose value in the document `text` is `value`. Return how many
 * strings the value has. */
size_t wp_quote_counts_add_strings(struct wp_quote_counts *counts, struct wp_str text,
                                   struct wp_span value, const struct wp_list *list);

/* Return the quotes for a new scalar beside keys with the quotes `keys`. `level` counts the scalars
 * of the same list or item, `week` those of the whole week. If the keys are quoted, return the most
 * frequent quotes in `level`, or `keys` if `level` has none. If the keys are plain, return the most
 * frequent quotes in `level` if at least two of its scalars could be plain, else the most frequent
 * quotes in `week`. */
enum wp_quotes wp_quote_counts_choose(const struct wp_quote_counts *level,
                                      const struct wp_quote_counts *week, enum wp_quotes keys);

/* Set in `style` the quotes that the item already uses, for a new key of the item, or for the
 * mapping that replaces a plain-string item (`- Read`). */
void wp_style_follow_item(struct wp_style *style, struct wp_quote_cache *cache,
                          const struct wp_item *item);

/* Set in `style` the quotes for a new item in the list of `parent`. */
void wp_style_follow_list(struct wp_style *style, struct wp_quote_cache *cache,
                          const struct wp_item *parent);

/* Set in `style` the quotes for a new tag or link of the item. `list` has the old tags or links,
 * and `value` is the span of their value in the document. Return how many strings the value has. */
size_t wp_style_follow_strings(struct wp_style *style, struct wp_quote_cache *cache,
                               const struct wp_item *item, struct wp_span value,
                               const struct wp_list *list);

#endif
