/*
 * The comments of a key of a merged item.
 */
#ifndef MERGE_KEY_COMMENTS_H
#define MERGE_KEY_COMMENTS_H

#include "merge/item_versions.h"

/* Where a comment of a key is. In a list that has items in the merged week, a comment may be above
 * the first item or below the last one; an empty list has only comments after it. */
enum wp_comment_place {
    WP_COMMENT_ABOVE,
    WP_COMMENT_HEADING,
    WP_COMMENT_AFTER_ITEMS,
    WP_COMMENT_AFTER
};

/* Return the comments of a key whose text `chosen` is taken. A version that lacks the key, or has
 * it in another style, has no say. */
struct wp_str wp_key_comments(const struct wp_composition *c, const struct wp_item_versions *v,
                              const struct wp_key_versions *k, const struct wp_key_text *chosen,
                              enum wp_comment_place place);

/* Write the comments that a version has added to a key that the merged item lacks. */
void wp_key_comments_put_lost(const struct wp_composition *c, const struct wp_key_versions *k,
                              size_t column);

#endif
