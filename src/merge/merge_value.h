/*
 * Merge the values of an item, key by key. A value that only one version has changed is taken. What
 * two different changes give depends on the kind of the key:
 *
 * - `done`, and `dropped` or `skip` without two reasons: the earlier day; a day or a reason rather
 *   than `true`
 * - `progress`: see merge_progress.h
 * - `carried`: the larger number
 * - `tags`, `links`: what ours has, without what theirs has removed, and what theirs has added
 * - `note`, `review`: see merge_lines.h
 * - else: a conflict, as are `done` against `dropped`, and a value that one side has removed
 *
 * Without a base there is no conflict: the value of ours is kept, and done wins.
 */
#ifndef MERGE_MERGE_VALUE_H
#define MERGE_MERGE_VALUE_H

#include "merge/merge_nodes.h"

/* Set the values and the conflicts of node->merged, and the keys of the node for remarks. The node
 * is kept, and its place is known. */
void wp_merge_values(const struct wp_merge_nodes *nodes, struct wp_merge_node *node);

#endif
