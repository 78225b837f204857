#include "merge/merge_extras.h"

#include <stdlib.h>

/* An `x-` key of a version of an item. */
struct extra_key {
    struct wp_str name;
    uint64_t hash;
    enum wp_version version;
};

static int compare_extra_keys(const void *a, const void *b)
{
    const struct extra_key *x = a;
    const struct extra_key *y = b;
    int order = wp_str_compare(x->name, y->name);

    return order != 0 ? order : (int)x->version - (int)y->version;
}

/* Return the name of a key without its quotes. */
static struct wp_str name_of_extra(const struct wp_week *week, const struct wp_field *field)
{
    struct wp_str name = wp_str_slice(week->text, field->name.offset, field->name.length);

    return name.length > 2 && (name.data[0] == '"' || name.data[0] == '\'')
               ? wp_str_slice(name, 1, name.length - 2)
               : name;
}

/* Return the `x-` keys of all versions of the item, sorted by name. */
static struct extra_key *list_extra_keys(const struct wp_merge_nodes *nodes,
                                         const struct wp_merge_node *node, size_t *count)
{
    struct extra_key *keys;
    size_t most = 0;

    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        if (node->versions[version] != NULL)
            most += node->versions[version]->item->layout.field_count;
    keys = wp_arena_array(nodes->arena, most + 1, sizeof *keys);
    *count = 0;
    for (enum wp_version version = 0; version < WP_VERSIONS; version++) {
        const struct wp_item *item = wp_merge_node_item(node, version);

        for (size_t i = 0; item != NULL && i < item->layout.field_count; i++) {
            const struct wp_field *field = &item->layout.fields[i];

            if (field->key == WP_KEY_EXTRA)
                keys[(*count)++] = (struct extra_key){
                    name_of_extra(nodes->versions[version].week, field), field->extra, version};
        }
    }
    qsort(keys, *count, sizeof *keys, compare_extra_keys);
    return keys;
}

/* Add the merged value of one `x-` key to the hashes. Return false if both sides have changed it to
 * different values. Then the readings differ; without a base both have the value of ours. */
static bool merge_extra(uint64_t hashes[WP_READINGS], const uint64_t versions[WP_VERSIONS],
                        bool without_base)
{
    uint64_t base = versions[WP_BASE];
    uint64_t ours = versions[WP_OURS];
    uint64_t theirs = versions[WP_THEIRS];
    bool clean = ours == base || theirs == base || ours == theirs;

    if (ours == base)
        ours = theirs;
    else if (theirs == base || without_base)
        theirs = ours;
    hashes[WP_READING_OURS] += ours;
    hashes[WP_READING_THEIRS] += theirs;
    return clean;
}

bool wp_merge_extras(uint64_t hashes[WP_READINGS], const struct wp_merge_nodes *nodes,
                     const struct wp_merge_node *node)
{
    size_t count;
    const struct extra_key *keys = list_extra_keys(nodes, node, &count);
    bool clean = true;

    hashes[WP_READING_OURS] = hashes[WP_READING_THEIRS] = 0;
    for (size_t i = 0; i < count;) {
        uint64_t versions[WP_VERSIONS] = {0};
        size_t end = i;

        for (; end < count && wp_str_equal(keys[end].name, keys[i].name); end++)
            versions[keys[end].version] = keys[end].hash;
        clean = merge_extra(hashes, versions, nodes->without_base) && clean;
        i = end;
    }
    return clean;
}
