/*
 * The comments of a week, in the order of the file.
 *
 *     struct wp_week_comments all = wp_week_comments_find(week, arena);
 *     struct wp_week_comments own = wp_week_comments_in(&all, wp_week_comments_item(week, item));
 */
#ifndef MERGE_WEEK_COMMENTS_H
#define MERGE_WEEK_COMMENTS_H

#include "base/arena.h"
#include <weekplan/item.h>

struct wp_week_comment {
    size_t offset;      /* of the `#` in the document */
    struct wp_str text; /* from the `#` to the end of the line, without blanks at the end */
};

/* All comments of a week, or some that follow each other. */
struct wp_week_comments {
    struct wp_week_comment *list; /* owned by the arena */
    size_t count;
    bool found; /* whether the week has been read */
};

/* Return the comments of a week. A `#` in a scalar is none. NULL is allowed. */
struct wp_week_comments wp_week_comments_find(const struct wp_week *week, struct wp_arena *arena);

/* Find the comments of a week, unless they have been found. Return `comments`. */
const struct wp_week_comments *wp_week_comments_once(struct wp_week_comments *comments,
                                                     const struct wp_week *week,
                                                     struct wp_arena *arena);

/* Return those that begin in a part of the document. */
struct wp_week_comments wp_week_comments_in(const struct wp_week_comments *comments,
                                            struct wp_span part);

/* Return the part of the document that has the comments of an item and of its subtasks. The part of
 * a root is the whole document. */
struct wp_span wp_week_comments_item(const struct wp_week *week, const struct wp_item *item);

/* Whether both are the same comments in the same order. */
bool wp_week_comments_equal(const struct wp_week_comments *a, const struct wp_week_comments *b);

/* Whether `after` has a comment that `before` lacks, or has fewer times. */
bool wp_week_comments_added(const struct wp_week_comments *before,
                            const struct wp_week_comments *after, struct wp_arena *arena);

#endif
