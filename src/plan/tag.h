/*
 * Tags of items. People write a tag with a '#' before it, or without: `work` and `#work` are the
 * same tag.
 */
#ifndef PLAN_TAG_H
#define PLAN_TAG_H

#include <weekplan/item.h>

/* Return the name of a tag: the text without each '#' at its beginning. */
struct wp_str wp_tag_name(struct wp_str tag);

/* Take the next tag from `rest`, a text of tags with commas between them, and set *tag to its name.
 * Leave out empty tags. Return false if there is no tag left. */
bool wp_tag_next(struct wp_str *rest, struct wp_str *tag);

/* Find the first tag that is written in a title, as in "Swim #sport": a word of a '#' and a name
 * that begins with a letter. Set *tag to its name. Return false if there is none. */
bool wp_tag_in_title(struct wp_str title, struct wp_str *tag);

/* Whether the item itself has one of the tags in `wanted`. Upper and lower case are the same. */
bool wp_tag_is_on(const struct wp_item *item, const struct wp_list *wanted);

#endif
