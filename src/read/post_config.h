/*
 * `post:` of the configuration: the front matter of a post. Its keys are those of the front matter,
 * so a key that weekplan does not know is copied.
 */
#ifndef READ_POST_CONFIG_H
#define READ_POST_CONFIG_H

#include "base/arena.h"
#include "yaml/node_reader.h"
#include <weekplan/post.h>

/* Read the mapping of `post:`, whose first event is read. Set *post; the arena owns its texts and
 * keys. Report what is not valid. WP_INVALID: the document cannot be read further. */
enum wp_status wp_post_config_read(struct wp_post *post, struct wp_node_reader *nodes,
                                   struct wp_arena *arena);

#endif
