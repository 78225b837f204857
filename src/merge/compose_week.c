#include "merge/compose_week.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/line.h"
#include "merge/item_text.h"
#include "merge/merge_comments.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include <weekplan/edit.h>

/* A document that is being composed. */
struct composition {
    const struct wp_merged_week *merged;
    struct wp_text_source sources[WP_VERSIONS];
    enum wp_reading reading;
    const char *line_break;
    struct wp_arena *arena;
    struct wp_buf *out;
    bool failed; /* whether no version has a text that is needed */
};

/* Where an item is written: a list with dashes at `column`, or a flow sequence around whose lines
 * the keys are at `column`. */
struct place {
    size_t column;
    bool flow;
    struct wp_str separator; /* what is between a comma of the flow sequence and the next item */
    bool first;              /* whether the item is the first one of its list */
};

/* An item with its texts. If only `ours` or `theirs` has the item, all versions are that one. */
struct versions {
    const struct wp_item *items[WP_VERSIONS];
    const struct wp_text_source *sources[WP_VERSIONS];
    struct wp_item_head heads[WP_VERSIONS];
    struct wp_item_text texts[WP_VERSIONS];
    bool has_base; /* whether the base has the item too */
};

/* The texts of a key. An absent text is NULL. */
struct key_versions {
    const struct wp_key_text *texts[WP_VERSIONS];
    /* the same, also of a version whose item is a scalar while the merged item is a mapping, or the
     * other way round: its text cannot be used, but its comments can */
    const struct wp_key_text *commented[WP_VERSIONS];
    bool flow;                /* whether the merged item is in flow style, or in a flow sequence */
    bool usable[WP_VERSIONS]; /* whether the item of the version has the style of the merged one */
};

static struct wp_str merge_at_place(const struct composition *c, struct wp_str base,
                                    struct wp_str ours, struct wp_str theirs)
{
    const struct wp_str versions[WP_VERSIONS] = {base, ours, theirs};

    return wp_merge_comments(versions, c->reading, c->arena);
}

/* Return what is between two parts of a flow collection: that of the version that changed a
 * comment, else that of the version that changed blanks. If both did, return that of `ours`. */
static struct wp_str merge_in_flow(struct wp_str base, struct wp_str ours, struct wp_str theirs)
{
    bool in_ours = !wp_merge_comments_equal(ours, base);
    bool in_theirs = !wp_merge_comments_equal(theirs, base);

    if (in_ours != in_theirs)
        return in_ours ? ours : theirs;
    return wp_str_equal(ours, base) ? theirs : ours;
}

/* Return the version whose value is taken: that of the only version that changed it. If both
 * changed it, return `ours`. */
static enum wp_version changed_version(size_t base, size_t ours, size_t theirs)
{
    return ours != theirs && ours == base ? WP_THEIRS : WP_OURS;
}

/* Set the versions of an item. */
static void find_versions(struct versions *v, const struct composition *c,
                          const struct wp_item *const items[WP_VERSIONS])
{
    enum wp_version only = items[WP_OURS] == NULL ? WP_THEIRS : WP_OURS;
    bool both = items[WP_OURS] != NULL && items[WP_THEIRS] != NULL;

    *v = (struct versions){.has_base = !both || items[WP_BASE] != NULL};
    for (int i = 0; i < WP_VERSIONS; i++) {
        enum wp_version from = both ? (enum wp_version)i : only;

        v->items[i] = items[from];
        v->sources[i] = &c->sources[from];
    }
}

static void cut_heads(struct versions *v, size_t column)
{
    for (int i = 0; i < WP_VERSIONS; i++)
        if (v->items[i] != NULL)
            wp_item_head_cut(&v->heads[i], v->sources[i], v->items[i], column);
}

static void cut_texts(struct versions *v, size_t column)
{
    for (int i = 0; i < WP_VERSIONS; i++)
        if (v->items[i] != NULL)
            wp_item_text_cut(&v->texts[i], v->sources[i], v->items[i], column);
}

/* Whether the merged item has nothing but a title. */
static bool has_only_title(const struct composition *c, const struct wp_merged_item *item)
{
    const struct wp_item *values = &item->values[c->reading];

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (key != WP_KEY_TITLE && wp_item_has(values, key))
            return false;
    return item->first == NULL && values->extras == 0;
}

/* Return the version whose style the merged item has. An item in a flow sequence is not in block
 * style, and one with subtasks or `x-` keys is no scalar. An item that is a mapping for the sake of
 * keys that the merged item lacks is a scalar again. */
static enum wp_version choose_shape(const struct composition *c, const struct wp_merged_item *item,
                                    const struct versions *v, bool flow)
{
    bool mapping = item->first != NULL || item->values[c->reading].extras != 0;
    const struct wp_item_text *texts = v->texts;
    enum wp_version shape = changed_version(v->has_base ? texts[WP_BASE].shape : WP_SHAPE_SCALAR,
                                            texts[WP_OURS].shape, texts[WP_THEIRS].shape);
    enum wp_version other = shape == WP_OURS ? WP_THEIRS : WP_OURS;

    if ((flow && texts[shape].shape == WP_SHAPE_BLOCK) ||
        (mapping && texts[shape].shape == WP_SHAPE_SCALAR))
        return other;
    if (texts[shape].count > 1 && texts[other].shape == WP_SHAPE_SCALAR && has_only_title(c, item))
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

/* Return the merged item whose items are in the list of the key. */
static const struct wp_merged_item *list_of_key(const struct composition *c,
                                                const struct wp_merged_item *item, enum wp_key key)
{
    return key == WP_KEY_ALSO ? &c->merged->also : item;
}

static uint64_t extra_of_text(const struct wp_key_text *text)
{
    return text != NULL ? text->extra : 0;
}

/* Whether the text of an `x-` key in a version has the merged value: that of the only version that
 * changed it, else that of the reading. */
static bool has_extra(const struct composition *c, const struct versions *v,
                      const struct key_versions *k, enum wp_version version)
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
static bool has_merged_value(const struct composition *c, const struct wp_merged_item *item,
                             const struct versions *v, const struct key_versions *k,
                             enum wp_version version, enum wp_key key)
{
    const struct wp_key_text *text = k->texts[version];

    if (key == WP_KEY_EXTRA)
        return has_extra(c, v, k, version);
    if (wp_key_holds_items(key))
        return (text != NULL && text->list != NULL) == (list_of_key(c, item, key)->first != NULL);
    return wp_item_value_equal(v->items[version], &item->values[c->reading], key);
}

/* Return the version whose text of the key is taken. The text may be absent. */
static enum wp_version choose_text(const struct composition *c, const struct wp_merged_item *item,
                                   const struct versions *v, const struct key_versions *k,
                                   enum wp_key key)
{
    const struct wp_key_text *const *texts = k->texts;
    bool ours = has_merged_value(c, item, v, k, WP_OURS, key);
    bool theirs = has_merged_value(c, item, v, k, WP_THEIRS, key);

    if (k->usable[WP_OURS] != k->usable[WP_THEIRS])
        return k->usable[WP_OURS] ? WP_OURS : WP_THEIRS;
    if (ours != theirs)
        return ours ? WP_OURS : WP_THEIRS;
    if (same_body(texts[WP_OURS], texts[WP_THEIRS]))
        return WP_OURS;
    if (v->has_base && same_body(texts[WP_OURS], texts[WP_BASE]))
        return WP_THEIRS;
    if (v->has_base && same_body(texts[WP_THEIRS], texts[WP_BASE]))
        return WP_OURS;
    return texts[WP_OURS] == NULL ? WP_THEIRS : WP_OURS;
}

static bool has_comment_sign(struct wp_str text)
{
    return text.length > 0 && memchr(text.data, '#', text.length) != NULL;
}

/* Where a comment of a key is. In a list that has items in the merged week, a comment may be above
 * the first item or below the last one; an empty list has only comments after it. */
enum comment_place { ABOVE, HEADING, AFTER_ITEMS, AFTER };

static struct wp_str key_comment_at(const struct composition *c, const struct wp_key_text *text,
                                    enum comment_place place)
{
    const struct wp_str none = {NULL, 0};
    struct wp_buf both = WP_BUF_INIT;
    struct wp_str copy;

    if (text == NULL || (text->list == NULL && place == AFTER_ITEMS && !text->flow))
        return none;
    if (place == ABOVE)
        return text->above;
    if (place == HEADING)
        return text->list != NULL ? text->heading : text->after;
    if (text->heading.length == 0 || place == AFTER_ITEMS)
        return text->after;
    wp_buf_append(&both, text->heading);
    wp_buf_append(&both, text->after);
    copy = wp_arena_copy(c->arena, wp_buf_str(&both));
    wp_buf_free(&both);
    return copy;
}

/* Whether the comments of two texts of a key are at comparable places. The comment after `|` is a
 * part of a block scalar. An empty flow sequence has its comments within its brackets. */
static bool is_comparable(const struct wp_key_text *text, const struct wp_key_text *with,
                          enum comment_place place)
{
    if (place == AFTER || place == AFTER_ITEMS)
        return text->block == with->block && text->flow == with->flow;
    return place == ABOVE || (text->flow == with->flow && (!text->flow || text->list != NULL));
}

/* Return the comments of a key whose text `chosen` is taken. A version that lacks the key, or has
 * it in another style, has no say. */
static struct wp_str key_comments(const struct composition *c, const struct versions *v,
                                  const struct key_versions *k, const struct wp_key_text *chosen,
                                  enum comment_place place)
{
    const struct wp_key_text *texts[WP_VERSIONS];
    struct wp_str base, ours, theirs;

    for (enum wp_version i = 0; i < WP_VERSIONS; i++) {
        texts[i] = k->commented[i];
        if (texts[i] != NULL && !is_comparable(texts[i], chosen, place))
            texts[i] = NULL;
    }
    base = key_comment_at(c, v->has_base ? texts[WP_BASE] : NULL, place);
    ours = key_comment_at(c, texts[texts[WP_OURS] != NULL ? WP_OURS : WP_THEIRS], place);
    theirs = key_comment_at(c, texts[texts[WP_THEIRS] != NULL ? WP_THEIRS : WP_OURS], place);
    if (!v->has_base || texts[WP_BASE] == NULL) {
        if (!has_comment_sign(theirs))
            return ours;
        if (!has_comment_sign(ours))
            return theirs;
    }
    if (k->flow || (chosen->flow && place == HEADING))
        return merge_in_flow(base, ours, theirs);
    return merge_at_place(c, base, ours, theirs);
}

/* Whether one of the comments of a key is the line `comment`. */
static bool has_comment_line(const struct composition *c, const struct wp_key_text *text,
                             struct wp_str comment)
{
    struct wp_str places[] = {key_comment_at(c, text, ABOVE), key_comment_at(c, text, AFTER)};

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        for (size_t at = 0; at < places[i].length;) {
            size_t next = wp_line_next(places[i], at);

            if (wp_str_equal(wp_str_trim(wp_str_slice(places[i], at, next - at)), comment))
                return true;
            at = next;
        }
    return false;
}

/* Write the comments in `comments` that the base does not have, each on a line of its own. */
static void put_new_comments(const struct composition *c, const struct wp_key_text *base,
                             struct wp_str comments, size_t column)
{
    for (size_t at = 0; at < comments.length;) {
        size_t next = wp_line_next(comments, at);
        struct wp_str comment = wp_str_trim(wp_str_slice(comments, at, next - at));

        if (comment.length > 0 && !has_comment_line(c, base, comment)) {
            wp_line_end(c->out, c->line_break);
            wp_buf_repeat(c->out, " ", column);
            wp_buf_append(c->out, comment);
            wp_buf_puts(c->out, c->line_break);
        }
        at = next;
    }
}

/* Write the comments that a version has added to a key that the merged item lacks. */
static void put_comments_of_lost_key(const struct composition *c, const struct key_versions *k,
                                     size_t column)
{
    for (enum wp_version i = WP_OURS; i < WP_VERSIONS; i++) {
        put_new_comments(c, k->texts[WP_BASE], key_comment_at(c, k->texts[i], ABOVE), column);
        put_new_comments(c, k->texts[WP_BASE], key_comment_at(c, k->texts[i], AFTER), column);
    }
}

/* Return the end of a flow sequence: that of the only version that changed it. `chosen` is the
 * version whose text of the key is taken. */
static struct wp_str end_of_list(const struct versions *v, const struct key_versions *k,
                                 const struct wp_key_text *chosen)
{
    const struct wp_key_text *base = v->has_base ? k->texts[WP_BASE] : NULL;
    const struct wp_key_text *theirs = k->texts[WP_THEIRS];

    if (base != NULL && theirs != NULL && theirs->list != NULL && theirs->flow == chosen->flow &&
        k->texts[WP_OURS] != NULL && k->texts[WP_OURS]->list != NULL &&
        k->texts[WP_OURS]->flow == chosen->flow)
        return merge_in_flow(base->end, k->texts[WP_OURS]->end, theirs->end);
    return chosen->end;
}

static void compose_items(struct composition *c, const struct wp_merged_item *parent,
                          struct place place);

/* Write the name of a list that has lost all its items, with an empty list. */
static void put_empty_list(const struct composition *c, const struct wp_key_text *text)
{
    struct wp_str body = text->body;

    if (text->flow)
        body.length--;
    wp_buf_append(c->out, body);
    wp_buf_puts(c->out, text->flow ? "[]" : " []");
}

/* Return the key and its value. If both versions have the same value in other lines, merge the
 * lines: there may be comments between them. */
static struct wp_str merge_bodies(const struct composition *c, const struct versions *v,
                                  const struct key_versions *k, const struct wp_key_text *chosen)
{
    const struct wp_key_text *const *texts = k->texts;

    if (!v->has_base || texts[WP_BASE] == NULL || texts[WP_OURS] == NULL ||
        texts[WP_THEIRS] == NULL || chosen->list != NULL ||
        texts[WP_OURS]->extra != texts[WP_THEIRS]->extra ||
        (chosen->key != WP_KEY_EXTRA &&
         !wp_item_value_equal(v->items[WP_OURS], v->items[WP_THEIRS], chosen->key)))
        return chosen->body;
    return merge_at_place(c, texts[WP_BASE]->body, texts[WP_OURS]->body, texts[WP_THEIRS]->body);
}

/* Write a key with its value and the comments after it. */
static void compose_key(struct composition *c, const struct wp_merged_item *item,
                        const struct versions *v, const struct key_versions *k,
                        const struct wp_key_text *text, struct place place)
{
    const struct wp_merged_item *list = list_of_key(c, item, text->key);
    bool has_items = wp_key_holds_items(text->key) && list->first != NULL;

    c->failed = c->failed || (has_items && text->list == NULL);
    if (text->list != NULL && !has_items)
        put_empty_list(c, text);
    else
        wp_buf_append(c->out, merge_bodies(c, v, k, text));
    if (text->list == NULL || !has_items) {
        wp_buf_append(c->out, key_comments(c, v, k, text, AFTER));
        return;
    }
    wp_buf_append(c->out, key_comments(c, v, k, text, HEADING));
    place.column = text->flow ? place.column : text->column;
    place.flow = text->flow;
    place.separator = text->separator;
    compose_items(c, list, place);
    wp_buf_append(c->out, end_of_list(v, k, text));
    wp_buf_append(c->out, key_comments(c, v, k, text, AFTER_ITEMS));
}

/* The keys of the merged item, in their order. */
struct key_order {
    const struct wp_key_text **keys;
    size_t count;
};

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
static void insert_key(struct key_order *order, const struct wp_key_text *key,
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
    memmove(order->keys + at + 1, order->keys + at, (order->count - at) * sizeof *order->keys);
    order->keys[at] = key;
    order->count++;
}

/* Return the keys of both versions: those of `ours`, and the others where `theirs` has them. If
 * only `theirs` has changed the order, the other way round. */
static struct key_order order_keys(const struct composition *c, const struct versions *v)
{
    const struct wp_item_text *first = &v->texts[WP_OURS];
    const struct wp_item_text *second = &v->texts[WP_THEIRS];
    struct key_order order = {
        wp_arena_array(c->arena, first->count + second->count + 1, sizeof *order.keys), 0};

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

/* Find the texts of a key in the versions that are written in the style of the merged item. */
static struct key_versions find_texts(const struct versions *v, const struct wp_key_text *like,
                                      enum wp_item_shape shape)
{
    struct key_versions k = {.flow = shape == WP_SHAPE_FLOW};

    for (int i = 0; i < WP_VERSIONS; i++) {
        const struct wp_item_text *text = &v->texts[i];

        k.usable[i] = v->items[i] != NULL && text->shape == shape;
        if (k.usable[i])
            k.texts[i] = find_key_text(text, like);
        if (v->items[i] != NULL &&
            (k.usable[i] || (text->shape != WP_SHAPE_FLOW && shape != WP_SHAPE_FLOW)))
            k.commented[i] = find_key_text(text, like);
    }
    return k;
}

/* Return the text of a key in the merged item, or NULL if the merged item lacks the key. */
static const struct wp_key_text *choose_key(const struct composition *c,
                                            const struct wp_merged_item *item,
                                            const struct versions *v, const struct key_versions *k,
                                            enum wp_key key)
{
    const struct wp_key_text *text = k->texts[choose_text(c, item, v, k, key)];

    /* A list that has lost its last item is removed, as `rm` does, unless it has comments. */
    if (text != NULL && text->list != NULL && key != WP_KEY_GOALS && key != WP_KEY_LATER &&
        list_of_key(c, item, key)->first == NULL &&
        !has_comment_sign(key_comments(c, v, k, text, ABOVE)) &&
        !has_comment_sign(key_comments(c, v, k, text, AFTER)))
        return NULL;
    return text;
}

/* Return what is before the first key of an item in block style. */
static struct wp_str merge_open(const struct composition *c, const struct versions *v)
{
    struct wp_str open[WP_VERSIONS] = {{NULL, 0}};

    for (enum wp_version i = 0; i < WP_VERSIONS; i++)
        if (v->items[i] != NULL && v->texts[i].shape == WP_SHAPE_BLOCK)
            open[i] = v->texts[i].open;
    return merge_at_place(c, open[WP_BASE], open[WP_OURS], open[WP_THEIRS]);
}

static void compose_block(struct composition *c, const struct wp_merged_item *item,
                          const struct versions *v, size_t column)
{
    struct key_order order = order_keys(c, v);
    struct place place = {.column = column};
    struct wp_str open = merge_open(c, v);
    bool first = true;

    if (open.length > 0)
        wp_line_end(c->out, c->line_break);
    wp_buf_append(c->out, open);
    for (size_t i = 0; i < order.count; i++) {
        enum wp_key key = order.keys[i]->key;
        struct key_versions k = find_texts(v, order.keys[i], WP_SHAPE_BLOCK);
        const struct wp_key_text *text = choose_key(c, item, v, &k, key);
        struct wp_str above;

        if (text == NULL) {
            put_comments_of_lost_key(c, &k, column);
            continue;
        }
        above = key_comments(c, v, &k, text, ABOVE);
        /* The first key may be on the line of the dash. */
        if (!first || above.length > 0)
            wp_line_end(c->out, c->line_break);
        wp_buf_append(c->out, above);
        if (c->out->length == 0 || wp_line_break_before(wp_buf_str(c->out), c->out->length) > 0)
            wp_buf_repeat(c->out, " ", column);
        compose_key(c, item, v, &k, text, place);
        first = false;
    }
}

/* Write the comma before an entry of a flow collection, and `lead`, what is between the comma and
 * the entry. Write `separator` instead if the entry was the first one. */
static void put_lead(const struct composition *c, struct wp_str lead, struct wp_str separator,
                     bool first)
{
    if (!first) {
        wp_buf_putc(c->out, ',');
        wp_buf_append(c->out, lead.data != NULL ? lead : separator);
    } else if (has_comment_sign(lead)) {
        wp_buf_append(c->out, lead);
    }
}

static void compose_flow(struct composition *c, const struct wp_merged_item *item,
                         const struct versions *v, const struct wp_item_text *chosen,
                         struct place place)
{
    const struct wp_item_text *texts = v->texts;
    struct key_order order = order_keys(c, v);
    struct wp_str separator = {" ", 1};
    struct wp_str open = chosen->open;
    struct wp_str close = chosen->close;
    bool pair, first = true;

    if (texts[WP_OURS].shape == WP_SHAPE_FLOW && texts[WP_THEIRS].shape == WP_SHAPE_FLOW) {
        open = merge_in_flow(texts[WP_BASE].open, texts[WP_OURS].open, texts[WP_THEIRS].open);
        close = merge_in_flow(texts[WP_BASE].close, texts[WP_OURS].close, texts[WP_THEIRS].close);
    }
    if (chosen->count > 1)
        separator = chosen->keys[1].above;
    /* A pair without braces (`[title: Read]`) gets braces if it gets a second key. */
    pair = open.length == 0 && (order.count > 1 || !place.flow);
    place.flow = true;
    wp_buf_append(c->out, pair ? wp_str("{") : open);
    for (size_t i = 0; i < order.count; i++) {
        struct key_versions k = find_texts(v, order.keys[i], WP_SHAPE_FLOW);
        const struct wp_key_text *text = choose_key(c, item, v, &k, order.keys[i]->key);

        if (text == NULL)
            continue;
        put_lead(c, key_comments(c, v, &k, text, ABOVE), separator, first);
        compose_key(c, item, v, &k, text, place);
        first = false;
    }
    wp_buf_append(c->out, pair ? wp_str("}") : close);
}

/* Write the comments that `ours` or `theirs` has added to keys that the merged item lacks, because
 * it is a scalar. */
static void put_comments_of_keys(const struct composition *c, const struct versions *v,
                                 size_t column)
{
    for (enum wp_version i = WP_OURS; i < WP_VERSIONS; i++)
        for (size_t j = 0; j < v->texts[i].count && v->texts[i].shape == WP_SHAPE_BLOCK; j++) {
            const struct wp_key_text *key = &v->texts[i].keys[j];
            const struct key_versions k = find_texts(v, key, WP_SHAPE_BLOCK);

            if (key->key != WP_KEY_TITLE)
                put_comments_of_lost_key(c, &k, column);
        }
}

static void compose_scalar(struct composition *c, const struct wp_merged_item *item,
                           const struct versions *v, struct place place)
{
    const struct wp_key_text like = {.key = WP_KEY_TITLE};
    struct key_versions k = find_texts(v, &like, WP_SHAPE_SCALAR);
    const struct place nowhere = {.column = 0};

    k.flow = place.flow;
    compose_key(c, item, v, &k, choose_key(c, item, v, &k, WP_KEY_TITLE), nowhere);
    if (!place.flow)
        put_comments_of_keys(c, v, place.column);
}

/* Return the comments at the end of a version of an item. */
static struct wp_str tail_of(const struct versions *v, enum wp_version version,
                             enum wp_item_shape shape)
{
    const struct wp_item_text *text = &v->texts[version];

    if (v->items[version] != NULL && text->shape == WP_SHAPE_SCALAR && shape == WP_SHAPE_FLOW)
        return text->keys[0].after;
    return text->tail;
}

/* Write the keys of an item and its tail. */
static void compose_text(struct composition *c, const struct wp_merged_item *item,
                         const struct versions *v, struct place place)
{
    const struct wp_item_text *chosen = &v->texts[choose_shape(c, item, v, place.flow)];
    struct wp_str tail;

    if (chosen->shape == WP_SHAPE_SCALAR)
        compose_scalar(c, item, v, place);
    else if (chosen->shape == WP_SHAPE_FLOW)
        compose_flow(c, item, v, chosen, place);
    else
        compose_block(c, item, v, place.column);
    tail = merge_at_place(c, tail_of(v, WP_BASE, chosen->shape), tail_of(v, WP_OURS, chosen->shape),
                          tail_of(v, WP_THEIRS, chosen->shape));
    if (tail.length > 0 && chosen->shape == WP_SHAPE_BLOCK)
        wp_line_end(c->out, c->line_break);
    wp_buf_append(c->out, tail);
}

/* Return the version whose dash and indentation the merged item has. */
static enum wp_version choose_dash(const struct versions *v)
{
    const struct wp_item_head *h = v->heads;

    return wp_str_equal(h[WP_OURS].dash, h[WP_BASE].dash) && h[WP_THEIRS].dash.length > 0
               ? WP_THEIRS
               : WP_OURS;
}

/* Return what is between an item and the item before it, in the versions whose list is a flow
 * sequence, or in those whose list is a block sequence. */
static struct wp_str merge_leads(const struct composition *c, const struct versions *v, bool flow)
{
    const struct wp_item_head *heads = v->heads;
    struct wp_str leads[WP_VERSIONS] = {{NULL, 0}};

    for (enum wp_version i = WP_OURS; i < WP_VERSIONS; i++) {
        enum wp_version other = i == WP_OURS ? WP_THEIRS : WP_OURS;

        if (heads[i].flow == flow || heads[other].flow == flow)
            leads[i] = heads[heads[i].flow == flow ? i : other].lead;
    }
    if (heads[WP_BASE].flow == flow)
        leads[WP_BASE] = heads[WP_BASE].lead;
    if (!flow)
        return merge_at_place(c, leads[WP_BASE], leads[WP_OURS], leads[WP_THEIRS]);
    return merge_in_flow(leads[WP_BASE], leads[WP_OURS], leads[WP_THEIRS]);
}

/* Write an item of a block sequence whose dashes are at place.column. */
static void compose_block_item(struct composition *c, const struct wp_merged_item *item,
                               struct place place)
{
    struct versions v;
    const struct wp_item_head *dash;
    struct wp_str above, lead;

    find_versions(&v, c, item->versions);
    cut_heads(&v, place.column);
    lead = merge_leads(c, &v, false);
    above =
        merge_at_place(c, v.heads[WP_BASE].above, v.heads[WP_OURS].above, v.heads[WP_THEIRS].above);
    wp_line_end(c->out, c->line_break);
    wp_buf_append(c->out, lead);
    /* Directly below the key of the list, the comment would be about the list. */
    if (place.first && above.length > 0 &&
        !wp_line_follows_blank(wp_buf_str(c->out), c->out->length))
        wp_buf_puts(c->out, c->line_break);
    wp_buf_append(c->out, above);
    dash = &v.heads[choose_dash(&v)];
    wp_buf_repeat(c->out, " ", place.column);
    if (dash->dash.length > 0)
        wp_buf_append(c->out, dash->dash);
    else
        wp_buf_puts(c->out, "- ");
    place.column += dash->pad;
    cut_texts(&v, place.column);
    compose_text(c, item, &v, place);
}

/* Write an item of a flow sequence. */
static void compose_flow_item(struct composition *c, const struct wp_merged_item *item,
                              struct place place)
{
    struct versions v;

    find_versions(&v, c, item->versions);
    cut_heads(&v, place.column);
    put_lead(c, merge_leads(c, &v, true), place.separator, place.first);
    cut_texts(&v, place.column);
    compose_text(c, item, &v, place);
}

static void compose_items(struct composition *c, const struct wp_merged_item *parent,
                          struct place place)
{
    place.first = true;
    for (const struct wp_merged_item *item = parent->first; item != NULL; item = item->next) {
        if (place.flow)
            compose_flow_item(c, item, place);
        else
            compose_block_item(c, item, place);
        place.first = false;
    }
}

static void compose_root(struct composition *c)
{
    const struct wp_merged_item *root = &c->merged->root;
    struct versions v;
    size_t columns[WP_VERSIONS] = {0};
    struct place place = {.column = 0};

    find_versions(&v, c, root->versions);
    for (int i = 0; i < WP_VERSIONS; i++)
        if (v.items[i] != NULL)
            columns[i] = wp_item_text_column(v.sources[i]->week, v.items[i]);
    place.column = columns[changed_version(columns[WP_BASE], columns[WP_OURS], columns[WP_THEIRS])];
    cut_texts(&v, place.column);
    compose_text(c, root, &v, place);
}

/* The changes that an edit has to make to the composed week. */
struct value_changes {
    const struct composition *c;
    struct wp_change *list;
    size_t count;
    size_t capacity;
};

/* Add the keys of an item whose values are not the merged ones. */
static void add_value_changes(struct value_changes *changes, const struct wp_item *item,
                              const struct wp_merged_item *merged)
{
    const struct wp_item *values = &merged->values[changes->c->reading];

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++) {
        if (wp_item_value_equal(item, values, key))
            continue;
        changes->list = wp_memory_grow(changes->list, &changes->capacity, changes->count + 1,
                                       sizeof *changes->list);
        changes->list[changes->count++] = (struct wp_change){item, key, values};
    }
}

/* Add the changes of all items below an item. Return false if the items are not the merged ones. */
static bool add_value_changes_below(struct value_changes *changes, const struct wp_item *parent,
                                    const struct wp_merged_item *merged)
{
    const struct wp_item *item = parent->first;
    const struct wp_merged_item *next = merged->first;

    for (; item != NULL && next != NULL; item = item->next, next = next->next) {
        add_value_changes(changes, item, next);
        if (!add_value_changes_below(changes, item, next))
            return false;
    }
    return item == NULL && next == NULL;
}

/* Load the composed document. */
static enum wp_status load(struct wp_week **week, struct wp_str text, struct wp_error *error)
{
    struct wp_error problem = {.status = WP_OK};
    struct wp_problems problems = {.list = &problem, .limit = 1};

    if (wp_week_load(text, 0, 1, week, &problems) == WP_OK && *week != NULL)
        return WP_OK;
    return wp_error_set(error, WP_BUG, "the merged week cannot be read: line %d: %s",
                        (int)problem.line, problem.message);
}

/* Append the composed document to `out`, after an edit that writes the values that it lacks. */
static enum wp_status put_with_values(struct wp_buf *out, const struct composition *c,
                                      struct wp_error *error)
{
    struct value_changes changes = {.c = c};
    struct wp_week *week = NULL;
    struct wp_edit edit = {.after = NULL};
    enum wp_status status = load(&week, wp_buf_str(c->out), error);

    if (status != WP_OK)
        return status;
    add_value_changes(&changes, &week->root, &c->merged->root);
    if (!add_value_changes_below(&changes, &week->root, &c->merged->root) ||
        !add_value_changes_below(&changes, &week->also, &c->merged->also))
        status = wp_error_set(error, WP_BUG, "the merged week has other items");
    if (status == WP_OK && changes.count > 0)
        status = wp_edit_week(&edit, week, changes.list, changes.count, error);
    if (status == WP_OK)
        wp_buf_append(out, changes.count > 0 ? edit.after->text : wp_buf_str(c->out));
    wp_edit_free(&edit);
    wp_week_free(week);
    free(changes.list);
    return status;
}

/* Return the line break of the merged week. */
static const char *choose_line_break(const struct wp_week *const versions[WP_VERSIONS])
{
    const char *breaks[WP_VERSIONS];

    for (int i = 0; i < WP_VERSIONS; i++) {
        const char *found = versions[i] != NULL ? wp_line_break_of(versions[i]->text) : NULL;

        breaks[i] = found != NULL ? found : "\n";
    }
    if (versions[WP_OURS] == NULL)
        return breaks[WP_THEIRS];
    if (versions[WP_BASE] == NULL || versions[WP_THEIRS] == NULL)
        return breaks[WP_OURS];
    return strcmp(breaks[WP_OURS], breaks[WP_BASE]) == 0 ? breaks[WP_THEIRS] : breaks[WP_OURS];
}

enum wp_status wp_compose_week(struct wp_buf *out, const struct wp_merged_week *merged,
                               const struct wp_week *const versions[WP_VERSIONS],
                               enum wp_reading reading, struct wp_error *error)
{
    struct wp_buf composed = WP_BUF_INIT;
    struct composition c = {.merged = merged,
                            .reading = reading,
                            .line_break = choose_line_break(versions),
                            .arena = wp_arena_new(4096),
                            .out = &composed};
    enum wp_status status;

    for (int i = 0; i < WP_VERSIONS; i++) {
        const char *found = versions[i] != NULL ? wp_line_break_of(versions[i]->text) : NULL;

        c.sources[i] = (struct wp_text_source){versions[i], c.line_break,
                                               found != NULL ? found : c.line_break, c.arena};
    }
    compose_root(&c);
    status = c.failed ? wp_error_set(error, WP_BUG, "no version has the list of a merged item")
                      : put_with_values(out, &c, error);
    wp_buf_free(&composed);
    wp_arena_free(c.arena);
    return status;
}
