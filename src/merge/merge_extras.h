/*
 * Merge the `x-` keys of an item. weekplan does not read their values, so a merged item has only
 * the hash of its `x-` keys: the sum of the hashes of the single keys (wp_field.extra).
 */
#ifndef MERGE_MERGE_EXTRAS_H
#define MERGE_MERGE_EXTRAS_H

#include "merge/merge_nodes.h"

/* Set hashes[r] to the hash of the merged `x-` keys in the reading r. The node has items in ours
 * and theirs. Return false if both have changed one key to different values; without a base both
 * readings then have the value of ours. */
bool wp_merge_extras(uint64_t hashes[WP_READINGS], const struct wp_merge_nodes *nodes,
                     const struct wp_merge_node *node);

#endif
