#include "merge/item_versions.h"

#include <string.h>

#include "edit/line.h"
#include "plan/item_value.h"
#include "plan/keys.h"

enum wp_version wp_item_versions_changed(size_t base, size_t ours, size_t theirs)
{
    return ours != theirs && ours == base ? WP_THEIRS : WP_OURS;
}

void wp_item_versions_find(struct wp_item_versions *v, const struct wp_composition *c,
                           const struct wp_item *const items[WP_VERSIONS])
{
    enum wp_version only = items[WP_OURS] == NULL ? WP_THEIRS : WP_OURS;
    bool both = items[WP_OURS] != NULL && items[WP_THEIRS] != NULL;

    *v = (struct wp_item_versions){.has_base = !both || items[WP_BASE] != NULL};
    for (int i = 0; i < WP_VERSIONS; i++) {
        enum wp_version from = both ? (enum wp_version)i : only;

        v->items[i] = items[from];
        v->sources[i] = &c->sources[from];
    }
}

void wp_item_versions_cut_heads(struct wp_item_versions *v, size_t column)
{
    for (int i = 0; i < WP_VERSIONS; i++)
        if (v->items[i] != NULL)
            wp_item_head_cut(&v->heads[i], v->sources[i], v->items[i], column);
}

void wp_item_versions_cut(struct wp_item_versions *v, size_t column, size_t pad)
{
    for (int i = 0; i < WP_VERSIONS; i++)
        if (v->items[i] != NULL)
            wp_item_text_cut(&v->texts[i], v->sources[i], v->items[i], column, pad);
}

/* Whether an item with these values has nothing but a title. `first` is its first subtask. */
static bool has_only_title(const struct wp_item *values, const void *first)
{
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (key != WP_KEY_TITLE && wp_item_has(values, key))
            return false;
    return first == NULL && values->extras == 0;
}

enum wp_version wp_item_versions_shape(const struct wp_composition *c,
                                       const struct wp_merged_item *item,
                                       const struct wp_item_versions *v, bool flow)
{
    bool mapping = item->first != NULL || item->values[c->reading].extras != 0;
    const struct wp_item_text *texts = v->texts;
    enum wp_version shape =
        wp_item_versions_changed(v->has_base ? texts[WP_BASE].shape : WP_SHAPE_SCALAR,
                                 texts[WP_OURS].shape, texts[WP_THEIRS].shape);
    enum wp_version other = shape == WP_OURS ? WP_THEIRS : WP_OURS;

    if ((flow && texts[shape].shape == WP_SHAPE_BLOCK) ||
        (mapping && texts[shape].shape == WP_SHAPE_SCALAR))
        return other;
    if (texts[other].shape == WP_SHAPE_SCALAR &&
        has_only_title(&item->values[c->reading], item->first) &&
        !has_only_title(v->items[shape], v->items[shape]->first))
        return other;
    return shape;
}

static bool is_same_key(const struct wp_key_text *a, const struct wp_key_text *b)
{
    return a->key == b->key && (a->key != WP_KEY_EXTRA || wp_str_equal(a->name, b->name));
}

static const struct wp_key_text *find_key_text(const struct wp_item_text *text,
                                               const struct wp_key_text *like)
{
    for (size_t i = 0; i < text->count; i++)
        if (is_same_key(&text->keys[i], like))
            return &text->keys[i];
    return NULL;
}

static bool same_body(const struct wp_key_text *a, const struct wp_key_text *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return wp_str_equal(a->body, b->body) && wp_str_equal(a->end, b->end) && a->column == b->column;
}

static uint64_t extra_of_text(const struct wp_key_text *text)
{
    return text != NULL ? text->extra : 0;
}

/* Whether the text of an `x-` key in a version has the merged value: that of the only version that
 * changed it, else that of the reading. */
static bool has_extra(const struct wp_composition *c, const struct wp_item_versions *v,
                      const struct wp_key_versions *k, enum wp_version version)
{
    uint64_t base = extra_of_text(k->texts[WP_BASE]);
    uint64_t ours = extra_of_text(k->texts[WP_OURS]);
    uint64_t theirs = extra_of_text(k->texts[WP_THEIRS]);

    if (ours == theirs)
        return true;
    if (v->has_base && (ours == base || theirs == base))
        return version == (ours == base ? WP_THEIRS : WP_OURS);
    if (ours == 0 || theirs == 0)
        return version == (ours == 0 ? WP_THEIRS : WP_OURS);
    return version == (c->reading == WP_READING_OURS ? WP_OURS : WP_THEIRS);
}

/* Whether the text of a key in a version has the merged value. */
static bool has_merged_value(const struct wp_composition *c, const struct wp_merged_item *item,
                             const struct wp_item_versions *v, const struct wp_key_versions *k,
                             enum wp_version version, enum wp_key key)
{
    const struct wp_key_text *text = k->texts[version];

    if (key == WP_KEY_EXTRA)
        return has_extra(c, v, k, version);
    if (wp_key_holds_items(key))
        return (text != NULL && text->list != NULL) ==
               (wp_composition_list(c, item, key)->first != NULL);
    return wp_item_value_equal(v->items[version], &item->values[c->reading], key);
}

enum wp_version wp_key_versions_choose(const struct wp_composition *c,
                                       const struct wp_merged_item *item,
                                       const struct wp_item_versions *v,
                                       const struct wp_key_versions *k, enum wp_key key)
{
    const struct wp_key_text *const *texts = k->texts;
    bool ours = has_merged_value(c, item, v, k, WP_OURS, key);
    bool theirs = has_merged_value(c, item, v, k, WP_THEIRS, key);

    if (k->usable[WP_OURS] != k->usable[WP_THEIRS])
        return k->usable[WP_OURS] ? WP_OURS : WP_THEIRS;
    if (ours != theirs)
        return ours ? WP_OURS : WP_THEIRS;
    /* An entry of `also:` is done without the key. In the goals it needs the key. */
    if (key == WP_KEY_DONE && item->values[c->reading].done && item->parent != &c->merged->also &&
        (texts[WP_OURS] == NULL) != (texts[WP_THEIRS] == NULL))
        return texts[WP_OURS] != NULL ? WP_OURS : WP_THEIRS;
    if (same_body(texts[WP_OURS], texts[WP_THEIRS]))
        return WP_OURS;
    if (v->has_base && same_body(texts[WP_OURS], texts[WP_BASE]))
        return WP_THEIRS;
    if (v->has_base && same_body(texts[WP_THEIRS], texts[WP_BASE]))
        return WP_OURS;
    return texts[WP_OURS] == NULL ? WP_THEIRS : WP_OURS;
}

enum wp_version wp_item_versions_dash(const struct wp_item_versions *v)
{
    const struct wp_item_head *h = v->heads;

    return wp_str_equal(h[WP_OURS].dash, h[WP_BASE].dash) && h[WP_THEIRS].dash.length > 0
               ? WP_THEIRS
               : WP_OURS;
}

static bool same_order(const struct wp_item_text *a, const struct wp_item_text *b)
{
    bool same = a->count == b->count;

    for (size_t i = 0; same && i < a->count; i++)
        same = find_key_text(b, &a->keys[i]) == &b->keys[i];
    return same;
}

/* Whether key `a` is before `b` in a new item. */
static bool is_written_before(enum wp_key a, enum wp_key b)
{
    size_t i = 0;

    while (i < WP_KEY_COUNT && wp_key_order[i] != a && wp_key_order[i] != b)
        i++;
    return i < WP_KEY_COUNT && wp_key_order[i] == a && a != b;
}

/* Insert a key into the order, after the key that is before it in its version. If only the other
 * version has keys there, it is below those that a new item has above it. */
static void insert_key(struct wp_key_order *order, const struct wp_key_text *key,
                       const struct wp_item_text *text)
{
    size_t at = 0;

    for (size_t i = 0; key > text->keys && i < order->count; i++)
        if (is_same_key(order->keys[i], &key[-1]))
            at = i + 1;
    if (key > text->keys && at == 0)
        at = order->count;
    while (at < order->count && find_key_text(text, order->keys[at]) == NULL &&
           is_written_before(order->keys[at]->key, key->key))
        at++;
    memmove(order->keys + at + 1, order->keys + at,
            (order->count - at) * sizeof(struct wp_key_text *));
    order->keys[at] = key;
    order->count++;
}

struct wp_key_order wp_item_versions_keys(const struct wp_composition *c,
                                          const struct wp_item_versions *v)
{
    const struct wp_item_text *first = &v->texts[WP_OURS];
    const struct wp_item_text *second = &v->texts[WP_THEIRS];
    struct wp_key_order order = {
        wp_arena_array(c->arena, first->count + second->count + 1, sizeof(struct wp_key_text *)),
        0};

    if (v->has_base && same_order(first, &v->texts[WP_BASE])) {
        first = &v->texts[WP_THEIRS];
        second = &v->texts[WP_OURS];
    }
    for (size_t i = 0; i < first->count; i++)
        order.keys[order.count++] = &first->keys[i];
    for (size_t i = 0; i < second->count; i++)
        if (find_key_text(first, &second->keys[i]) == NULL)
            insert_key(&order, &second->keys[i], second);
    return order;
}

/* Return the text of the title of an item that is a scalar, as a key of a mapping. `mapping` has
 * the title in that style; it may be NULL. Return NULL if the scalar may not be written after a
 * key. */
static const struct wp_key_text *title_as_key(const struct wp_composition *c,
                                              const struct wp_key_text *scalar,
                                              const struct wp_key_text *mapping)
{
    struct wp_buf body = WP_BUF_INIT;
    struct wp_key_text *key;

    if (mapping == NULL || mapping->block || scalar->block || wp_line_has_break(scalar->body) ||
        wp_line_has_break(mapping->body))
        return NULL;
    key = wp_arena_alloc(c->arena, sizeof *key);
    *key = *mapping;
    key->span = scalar->span;
    wp_buf_append(&body, wp_str_slice(mapping->body, 0, mapping->value));
    wp_buf_append(&body, scalar->body);
    key->body = wp_arena_copy(c->arena, wp_buf_str(&body));
    wp_buf_free(&body);
    return key;
}

/* Return the title of the only version, ours or theirs, that is written in the style `shape`. */
static const struct wp_key_text *title_in_style(const struct wp_item_versions *v,
                                                const struct wp_key_text *like,
                                                enum wp_item_shape shape)
{
    const struct wp_item_text *texts = v->texts;

    return find_key_text(&texts[texts[WP_OURS].shape == shape ? WP_OURS : WP_THEIRS], like);
}

struct wp_key_versions wp_key_versions_find(const struct wp_composition *c,
                                            const struct wp_item_versions *v,
                                            const struct wp_key_text *like,
                                            enum wp_item_shape shape)
{
    struct wp_key_versions k = {.flow = shape == WP_SHAPE_FLOW};

    for (int i = 0; i < WP_VERSIONS; i++) {
        const struct wp_item_text *text = &v->texts[i];

        if (v->items[i] == NULL)
            continue;
        k.usable[i] = text->shape == shape;
        if (k.usable[i])
            k.texts[i] = find_key_text(text, like);
        if (k.usable[i] || (text->shape != WP_SHAPE_FLOW && shape != WP_SHAPE_FLOW))
            k.commented[i] = find_key_text(text, like);
        if (text->shape == WP_SHAPE_SCALAR && shape == WP_SHAPE_BLOCK &&
            like->key == WP_KEY_TITLE) {
            k.texts[i] = title_as_key(c, &text->keys[0], title_in_style(v, like, shape));
            k.usable[i] = k.texts[i] != NULL;
        }
    }
    return k;
}
