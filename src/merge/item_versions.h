/*
 * The versions of a merged item with their texts, and which version a text of the merged item is
 * taken from.
 *
 *     wp_item_versions_find(&v, composition, item->versions);
 *     wp_item_versions_cut(&v, column, pad);
 *     ... wp_item_versions_keys(composition, &v) ...
 */
#ifndef MERGE_ITEM_VERSIONS_H
#define MERGE_ITEM_VERSIONS_H

#include "merge/composition.h"

/* An item with its texts. If only `ours` or `theirs` has the item, all versions are that one. */
struct wp_item_versions {
    const struct wp_item *items[WP_VERSIONS];
    const struct wp_text_source *sources[WP_VERSIONS];
    struct wp_item_head heads[WP_VERSIONS];
    struct wp_item_text texts[WP_VERSIONS];
    bool has_base; /* whether the base has the item; true if only one version has it */
};

/* The texts of a key. An absent text is NULL. */
struct wp_key_versions {
    const struct wp_key_text *texts[WP_VERSIONS];
    /* the same, also of a version whose item is a scalar while the merged item is a mapping, or the
     * other way round: its text cannot be used, but its comments can */
    const struct wp_key_text *commented[WP_VERSIONS];
    bool flow;                /* whether the merged item is in flow style, or in a flow sequence */
    bool usable[WP_VERSIONS]; /* whether the item of the version has the style of the merged one */
};

/* The keys of the merged item, in their order. */
struct wp_key_order {
    const struct wp_key_text **keys;
    size_t count;
};

/* Return the version whose value is taken: that of the only version that changed it. If both
 * changed it, return `ours`. */
enum wp_version wp_item_versions_changed(size_t base, size_t ours, size_t theirs);

/* Set the versions of an item. */
void wp_item_versions_find(struct wp_item_versions *v, const struct wp_composition *c,
                           const struct wp_item *const items[WP_VERSIONS]);

/* Cut what is before the item in its versions. Its dash moves to `column`. */
void wp_item_versions_cut_heads(struct wp_item_versions *v, size_t column);

/* Cut the texts of the item in its versions. Its keys move to `column`, which is `pad` columns from
 * its dash; 0 if it has no dash. */
void wp_item_versions_cut(struct wp_item_versions *v, size_t column, size_t pad);

/* Return the version whose style the merged item has. An item in a flow sequence is not in block
 * style, and one with subtasks or `x-` keys is no scalar. An item that is a mapping for the sake of
 * keys that the merged item lacks is a scalar again. */
enum wp_version wp_item_versions_shape(const struct wp_composition *c,
                                       const struct wp_merged_item *item,
                                       const struct wp_item_versions *v, bool flow);

/* Return the version whose dash and indentation the merged item has. */
enum wp_version wp_item_versions_dash(const struct wp_item_versions *v);

/* Return the keys of both versions: those of `ours`, and the others where `theirs` has them. If
 * only `theirs` has changed the order, the other way round. */
struct wp_key_order wp_item_versions_keys(const struct wp_composition *c,
                                          const struct wp_item_versions *v);

/* Find the texts of a key in the versions that are written in the style of the merged item. The
 * title of a scalar is written as a key if the merged item is in block style. */
struct wp_key_versions wp_key_versions_find(const struct wp_composition *c,
                                            const struct wp_item_versions *v,
                                            const struct wp_key_text *like,
                                            enum wp_item_shape shape);

/* Return the version whose text of the key is taken. The text may be absent. */
enum wp_version wp_key_versions_choose(const struct wp_composition *c,
                                       const struct wp_merged_item *item,
                                       const struct wp_item_versions *v,
                                       const struct wp_key_versions *k, enum wp_key key);

#endif
