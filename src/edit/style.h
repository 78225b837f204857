/*
 * The style of a week: its line break, the indentation of its lists, and the quotes of its
 * neighbours that a new text follows.
 *
 *     struct wp_quote_cache quote_cache = {.week = week};
 *     struct wp_style style = wp_style_of_week(week);
 *
 *     wp_style_follow_item(&style, &quote_cache, item);
 *     ... write a new key of the item in this style ...
 */
#ifndef EDIT_STYLE_H
#define EDIT_STYLE_H

#include "yaml/scalar_text.h"
#include <weekplan/item.h>

/* The columns from a key to the dashes of its list, in a week without such a list. */
enum { WP_STYLE_INDENT = 2 };

struct wp_style {
    const char *line_break; /* "\n", "\r\n" or "\r" */
    size_t list_indent;     /* columns from a key to the dashes of its list, 0 or more */
    enum wp_quotes quotes;  /* of a new text, or of the value that is written next */
    enum wp_quotes strings; /* of a new tag or link */
    enum wp_quotes keys;    /* of a new key; double in JSON */
};

/* How many texts have which quotes. Both arrays are indexed by enum wp_quotes. */
struct wp_quote_counts {
    size_t optional[3]; /* of the texts that could be plain */
    size_t needed[3];   /* of the texts that could not be plain: these are no habit */
};

/* The quote_cache that were found so far in a week. Each is found once for one list. */
struct wp_quote_cache {
    const struct wp_week *week;
    const struct wp_item *parent; /* of the list of items that `titles` and `keys` are of */
    struct wp_quote_counts titles;
    enum wp_quotes keys;
    bool has_week; /* the two below are known */
    struct wp_quote_counts week_titles;
    struct wp_quote_counts week_strings; /* all tags and links */
};

/* Return the line break and the indentation of the week, without quotes. The indentation is
 * that of its first list in block style. */
struct wp_style wp_style_of_week(const struct wp_week *week);

/* Return the quotes of the value of `key`: of its first text, if it is a list. A list whose
 * first text needs quotes has those of the keys. WP_QUOTES_NONE if the item has no `key`, or
 * is no item of the document `text`. */
enum wp_quotes wp_style_quotes_of(struct wp_str text, const struct wp_item *item, enum wp_key key);

/* Return the quotes that all keys of the item have, or WP_QUOTES_NONE. */
enum wp_quotes wp_style_quotes_of_keys(struct wp_str text, const struct wp_item *item);

/* Add one text with its quotes. */
void wp_quote_counts_add(struct wp_quote_counts *counts, struct wp_str text, enum wp_quotes quotes);

/* Add the texts of `list`, whose value in a document is `value`. Return how many texts the
 * value has. */
size_t wp_quote_counts_add_strings(struct wp_quote_counts *counts, struct wp_str text,
                                   struct wp_span value, const struct wp_list *list);

/* Return the quotes of a new text beside keys with the quotes `keys`. `level` are the texts
 * at its place. Beside quoted keys most of these decide, and `keys` without any. Beside plain
 * keys one text is no habit: with fewer than two at the place `week` decides, the texts of
 * that kind in the whole week. */
enum wp_quotes wp_quote_counts_choose(const struct wp_quote_counts *level,
                                      const struct wp_quote_counts *week, enum wp_quotes keys);

/* Set the quotes for a new key of the item, or for the mapping that replaces a plain-string
 * item. */
void wp_style_follow_item(struct wp_style *style, struct wp_quote_cache *cache,
                          const struct wp_item *item);

/* Set the quotes for a new item in the list of `parent`. */
void wp_style_follow_list(struct wp_style *style, struct wp_quote_cache *cache,
                          const struct wp_item *parent);

/* Set the quotes for a new tag or link of the item in `list`, whose value is `value`. Return
 * how many texts the value has. */
size_t wp_style_follow_strings(struct wp_style *style, struct wp_quote_cache *cache,
                               const struct wp_item *item, struct wp_span value,
                               const struct wp_list *list);

#endif
