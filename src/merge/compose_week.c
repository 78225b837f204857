#include "merge/compose_week.h"

#include <string.h>

#include "edit/block_scalar_end.h"
#include "edit/line.h"
#include "merge/key_comments.h"
#include "merge/missing_values.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* Where an item is written: a list with dashes at `column`, or a flow sequence around whose lines
 * the keys are at `column`. */
struct place {
    size_t column;
    bool flow;
    struct wp_str separator; /* what is between a comma of the flow sequence and the next item */
    bool first;              /* whether the item is the first one of its list */
};

/* Return what is between the last item of a flow sequence and the end of its bracket, merged.
 * `chosen` is the text of the key that is taken. */
static struct wp_str end_of_list(const struct wp_item_versions *v, const struct wp_key_versions *k,
                                 const struct wp_key_text *chosen)
{
    const struct wp_key_text *base = v->has_base ? k->texts[WP_BASE] : NULL;
    const struct wp_key_text *theirs = k->texts[WP_THEIRS];

    if (base != NULL && theirs != NULL && theirs->list != NULL && theirs->flow == chosen->flow &&
        k->texts[WP_OURS] != NULL && k->texts[WP_OURS]->list != NULL &&
        k->texts[WP_OURS]->flow == chosen->flow)
        return wp_merge_comments_in_flow(base->end, k->texts[WP_OURS]->end, theirs->end);
    return chosen->end;
}

static void compose_items(struct wp_composition *c, const struct wp_merged_item *parent,
                          struct place place);

/* Remove the blank lines below the last block scalar that would become a part of it, because they
 * are not below it in its version. Lines from `end` on stay. */
static void close_block_scalar(struct wp_composition *c, size_t end)
{
    struct wp_str text = wp_str_slice(wp_buf_str(c->out), 0, end);
    size_t begin = c->block_end;
    size_t below;

    if (begin == 0)
        return;
    c->block_end = 0;
    if (wp_line_break_before(text, begin) == 0)
        begin = wp_line_next(text, begin);
    below = wp_block_scalar_end_skip_blank_lines(text, begin, 0);
    if (wp_str_equal(wp_str_slice(text, begin, below - begin),
                     wp_str_slice(c->below_block.own, 0, below - begin)))
        return;
    below = wp_block_scalar_end_skip_blank_lines(text, begin, c->below_block.least_blanks);
    memmove(c->out->data + begin, c->out->data + below, c->out->length - below);
    c->out->length -= below - begin;
}

/* Write the name of a list that has lost all its items, with an empty list. */
static void put_empty_list(const struct wp_composition *c, const struct wp_key_text *text)
{
    struct wp_str body = text->body;

    if (text->flow)
        body.length--;
    wp_buf_append(c->out, body);
    wp_buf_puts(c->out, text->flow ? "[]" : " []");
}

/* Whether a key has the same comments within its value in ours and theirs. */
static bool has_same_comments(struct wp_composition *c, const struct wp_item_versions *v,
                              const struct wp_key_versions *k)
{
    struct wp_week_comments own[WP_VERSIONS];

    for (enum wp_version i = WP_OURS; i < WP_VERSIONS; i++) {
        const struct wp_text_source *source = v->sources[i];

        own[i] = wp_week_comments_in(
            wp_week_comments_once(&c->comments[source - c->sources], source->week, c->arena),
            k->texts[i]->span);
    }
    return wp_week_comments_equal(&own[WP_OURS], &own[WP_THEIRS]);
}

/* Whether two texts have the same lines but for blanks at their ends, such as a text that was moved
 * to another column. */
static bool is_same_but_blanks(struct wp_str a, struct wp_str b)
{
    size_t i = 0, j = 0;

    while (i < a.length && j < b.length) {
        struct wp_str first = wp_str_slice(a, i, wp_line_next(a, i) - i);
        struct wp_str second = wp_str_slice(b, j, wp_line_next(b, j) - j);

        if (!wp_str_equal(wp_str_trim(first), wp_str_trim(second)) ||
            wp_line_has_break(first) != wp_line_has_break(second))
            return false;
        i += first.length;
        j += second.length;
    }
    return i == a.length && j == b.length;
}

/* Return the key and its value. If both versions have the same value in other lines, merge the
 * lines: there may be comments between them. Two spellings of a value are no conflict. */
static struct wp_str merge_bodies(struct wp_composition *c, const struct wp_item_versions *v,
                                  const struct wp_key_versions *k, const struct wp_key_text *chosen)
{
    const struct wp_key_text *const *texts = k->texts;
    struct wp_str bodies[WP_VERSIONS], merged[WP_READINGS];

    if (!v->has_base || texts[WP_BASE] == NULL || texts[WP_OURS] == NULL ||
        texts[WP_THEIRS] == NULL || chosen->list != NULL ||
        texts[WP_OURS]->extra != texts[WP_THEIRS]->extra ||
        (chosen->key != WP_KEY_EXTRA &&
         !wp_item_value_equal(v->items[WP_OURS], v->items[WP_THEIRS], chosen->key)))
        return chosen->body;
    for (enum wp_version i = 0; i < WP_VERSIONS; i++)
        bodies[i] = texts[i]->body;
    if (is_same_but_blanks(bodies[WP_THEIRS], bodies[WP_BASE]))
        return bodies[WP_OURS];
    if (is_same_but_blanks(bodies[WP_OURS], bodies[WP_BASE]))
        return bodies[WP_THEIRS];
    for (enum wp_reading i = 0; i < WP_READINGS; i++)
        merged[i] = wp_merge_comments(bodies, i, c->arena);
    return wp_str_equal(merged[WP_READING_OURS], merged[WP_READING_THEIRS]) ||
                   !has_same_comments(c, v, k)
               ? merged[c->reading]
               : chosen->body;
}

/* Write a key with its value and the comments after it. */
static void compose_key(struct wp_composition *c, const struct wp_merged_item *item,
                        const struct wp_item_versions *v, const struct wp_key_versions *k,
                        const struct wp_key_text *text, struct place place)
{
    const struct wp_merged_item *list = wp_composition_list(c, item, text->key);
    bool has_items = wp_key_holds_items(text->key) && list->first != NULL;

    close_block_scalar(c, wp_line_begin(wp_buf_str(c->out), c->out->length));
    c->failed = c->failed || (has_items && text->list == NULL);
    if (text->list != NULL && !has_items)
        put_empty_list(c, text);
    else
        wp_buf_append(c->out, merge_bodies(c, v, k, text));
    if (text->block_at_end) {
        c->block_end = c->out->length;
        c->below_block = text->below_block;
    }
    if (text->list == NULL || !has_items) {
        wp_buf_append(c->out, wp_key_comments(c, v, k, text, WP_COMMENT_AFTER));
        return;
    }
    wp_buf_append(c->out, wp_key_comments(c, v, k, text, WP_COMMENT_HEADING));
    place.column = text->flow ? place.column : text->column;
    place.flow = text->flow;
    place.separator = text->separator;
    compose_items(c, list, place);
    wp_buf_append(c->out, end_of_list(v, k, text));
    wp_buf_append(c->out, wp_key_comments(c, v, k, text, WP_COMMENT_AFTER_ITEMS));
}

/* Return the text of a key in the merged item, or NULL if the merged item lacks the key. */
static const struct wp_key_text *choose_key(const struct wp_composition *c,
                                            const struct wp_merged_item *item,
                                            const struct wp_item_versions *v,
                                            const struct wp_key_versions *k, enum wp_key key)
{
    enum wp_version chosen = wp_key_versions_choose(c, item, v, k, key);
    const struct wp_item *values = &item->values[c->reading];
    const struct wp_key_text *text = k->texts[chosen];

    /* Only that version has the item in this style, but its value was not taken. */
    if (text != NULL && key < WP_KEY_COUNT && !wp_key_holds_items(key) &&
        !wp_item_has(values, key) && !wp_item_value_equal(v->items[chosen], values, key))
        return NULL;
    /* A list that has lost its last item is removed, as `rm` does, unless it has comments. */
    if (text != NULL && text->list != NULL && key != WP_KEY_GOALS && key != WP_KEY_LATER &&
        wp_composition_list(c, item, key)->first == NULL &&
        !wp_merge_comments_any(wp_key_comments(c, v, k, text, WP_COMMENT_ABOVE)) &&
        !wp_merge_comments_any(wp_key_comments(c, v, k, text, WP_COMMENT_AFTER)))
        return NULL;
    return text;
}

/* Return what is before the first key of an item in block style. */
static struct wp_str merge_open(const struct wp_composition *c, const struct wp_item_versions *v)
{
    struct wp_str open[WP_VERSIONS] = {{NULL, 0}};

    for (enum wp_version i = 0; i < WP_VERSIONS; i++)
        if (v->items[i] != NULL && v->texts[i].shape == WP_SHAPE_BLOCK)
            open[i] = v->texts[i].open;
    return wp_composition_merge(c, open[WP_BASE], open[WP_OURS], open[WP_THEIRS]);
}

static void compose_block(struct wp_composition *c, const struct wp_merged_item *item,
                          const struct wp_item_versions *v, size_t column)
{
    struct wp_key_order order = wp_item_versions_keys(c, v);
    struct place place = {.column = column};
    struct wp_str open = merge_open(c, v);
    bool first = true;

    if (open.length > 0)
        wp_line_end(c->out, c->line_break);
    wp_buf_append(c->out, open);
    for (size_t i = 0; i < order.count; i++) {
        enum wp_key key = order.keys[i]->key;
        struct wp_key_versions k = wp_key_versions_find(c, v, order.keys[i], WP_SHAPE_BLOCK);
        const struct wp_key_text *text = choose_key(c, item, v, &k, key);
        struct wp_str above;

        if (text == NULL) {
            wp_key_comments_put_lost(c, &k, column);
            continue;
        }
        above = wp_key_comments(c, v, &k, text, WP_COMMENT_ABOVE);
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
static void put_lead(const struct wp_composition *c, struct wp_str lead, struct wp_str separator,
                     bool first)
{
    if (!first) {
        wp_buf_putc(c->out, ',');
        wp_buf_append(c->out, lead.data != NULL ? lead : separator);
    } else if (wp_merge_comments_any(lead)) {
        wp_buf_append(c->out, lead);
    }
}

static void compose_flow(struct wp_composition *c, const struct wp_merged_item *item,
                         const struct wp_item_versions *v, const struct wp_item_text *chosen,
                         struct place place)
{
    const struct wp_item_text *texts = v->texts;
    struct wp_key_order order = wp_item_versions_keys(c, v);
    struct wp_str separator = {" ", 1};
    struct wp_str open = chosen->open;
    struct wp_str close = chosen->close;
    bool pair, first = true;

    if (texts[WP_OURS].shape == WP_SHAPE_FLOW && texts[WP_THEIRS].shape == WP_SHAPE_FLOW) {
        open = wp_merge_comments_in_flow(texts[WP_BASE].open, texts[WP_OURS].open,
                                         texts[WP_THEIRS].open);
        close = wp_merge_comments_in_flow(texts[WP_BASE].close, texts[WP_OURS].close,
                                          texts[WP_THEIRS].close);
    }
    if (chosen->count > 1)
        separator = chosen->keys[1].above;
    /* A pair without braces (`[title: Read]`) gets braces if it gets a second key. */
    pair = open.length == 0 && (order.count > 1 || !place.flow);
    place.flow = true;
    wp_buf_append(c->out, pair ? wp_str("{") : open);
    for (size_t i = 0; i < order.count; i++) {
        struct wp_key_versions k = wp_key_versions_find(c, v, order.keys[i], WP_SHAPE_FLOW);
        const struct wp_key_text *text = choose_key(c, item, v, &k, order.keys[i]->key);

        if (text == NULL)
            continue;
        put_lead(c, wp_key_comments(c, v, &k, text, WP_COMMENT_ABOVE), separator, first);
        compose_key(c, item, v, &k, text, place);
        first = false;
    }
    wp_buf_append(c->out, pair ? wp_str("}") : close);
}

/* Write the comments that `ours` or `theirs` has added to keys that the merged item lacks, because
 * it is a scalar. */
static void put_comments_of_keys(const struct wp_composition *c, const struct wp_item_versions *v,
                                 size_t column)
{
    for (enum wp_version i = WP_OURS; i < WP_VERSIONS; i++)
        for (size_t j = 0; j < v->texts[i].count && v->texts[i].shape == WP_SHAPE_BLOCK; j++) {
            const struct wp_key_text *key = &v->texts[i].keys[j];
            const struct wp_key_versions k = wp_key_versions_find(c, v, key, WP_SHAPE_BLOCK);

            if (key->key != WP_KEY_TITLE)
                wp_key_comments_put_lost(c, &k, column);
        }
}

static void compose_scalar(struct wp_composition *c, const struct wp_merged_item *item,
                           const struct wp_item_versions *v, struct place place)
{
    const struct wp_key_text like = {.key = WP_KEY_TITLE};
    struct wp_key_versions k = wp_key_versions_find(c, v, &like, WP_SHAPE_SCALAR);
    const struct place nowhere = {.column = 0};

    k.flow = place.flow;
    compose_key(c, item, v, &k, choose_key(c, item, v, &k, WP_KEY_TITLE), nowhere);
    if (!place.flow)
        put_comments_of_keys(c, v, place.column);
}

/* Return the comments at the end of a version of an item. In a flow sequence, leave out the line
 * break of an item of a block sequence. */
static struct wp_str tail_of(const struct wp_item_versions *v, enum wp_version version,
                             enum wp_item_shape shape, bool flow)
{
    const struct wp_item_text *text = &v->texts[version];
    struct wp_str tail = text->tail;

    if (v->items[version] != NULL && text->shape == WP_SHAPE_SCALAR && shape == WP_SHAPE_FLOW)
        tail = text->keys[0].after;
    if (flow && !v->heads[version].flow && !wp_merge_comments_any(tail))
        tail.length = 0;
    return tail;
}

/* Write the keys of an item and its tail. */
static void compose_text(struct wp_composition *c, const struct wp_merged_item *item,
                         const struct wp_item_versions *v, struct place place)
{
    const struct wp_item_text *chosen = &v->texts[wp_item_versions_shape(c, item, v, place.flow)];
    struct wp_str tail;

    if (chosen->shape == WP_SHAPE_SCALAR)
        compose_scalar(c, item, v, place);
    else if (chosen->shape == WP_SHAPE_FLOW)
        compose_flow(c, item, v, chosen, place);
    else
        compose_block(c, item, v, place.column);
    tail = wp_composition_merge(c, tail_of(v, WP_BASE, chosen->shape, place.flow),
                                tail_of(v, WP_OURS, chosen->shape, place.flow),
                                tail_of(v, WP_THEIRS, chosen->shape, place.flow));
    if (tail.length > 0 && chosen->shape == WP_SHAPE_BLOCK)
        wp_line_end(c->out, c->line_break);
    wp_buf_append(c->out, tail);
}

/* Return what is between an item and the item before it, in the versions whose list is a flow
 * sequence, or in those whose list is a block sequence. */
static struct wp_str merge_leads(const struct wp_composition *c, const struct wp_item_versions *v,
                                 bool flow)
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
        return wp_composition_merge(c, leads[WP_BASE], leads[WP_OURS], leads[WP_THEIRS]);
    return wp_merge_comments_in_flow(leads[WP_BASE], leads[WP_OURS], leads[WP_THEIRS]);
}

/* Write an item of a block sequence whose dashes are at place.column. */
static void compose_block_item(struct wp_composition *c, const struct wp_merged_item *item,
                               struct place place)
{
    struct wp_item_versions v;
    const struct wp_item_head *dash;
    struct wp_str above, lead;

    wp_item_versions_find(&v, c, item->versions);
    wp_item_versions_cut_heads(&v, place.column);
    lead = merge_leads(c, &v, false);
    above = wp_composition_merge(c, v.heads[WP_BASE].above, v.heads[WP_OURS].above,
                                 v.heads[WP_THEIRS].above);
    wp_line_end(c->out, c->line_break);
    wp_buf_append(c->out, lead);
    /* Directly below the key of the list, the comment would be about the list. */
    if (place.first && above.length > 0 &&
        !wp_line_follows_blank(wp_buf_str(c->out), c->out->length))
        wp_buf_puts(c->out, c->line_break);
    wp_buf_append(c->out, above);
    dash = &v.heads[wp_item_versions_dash(&v)];
    wp_buf_repeat(c->out, " ", place.column);
    if (dash->dash.length > 0)
        wp_buf_append(c->out, dash->dash);
    else
        wp_buf_puts(c->out, "- ");
    place.column += dash->pad;
    wp_item_versions_cut(&v, place.column, dash->pad);
    compose_text(c, item, &v, place);
}

/* Write an item of a flow sequence. */
static void compose_flow_item(struct wp_composition *c, const struct wp_merged_item *item,
                              struct place place)
{
    struct wp_item_versions v;

    wp_item_versions_find(&v, c, item->versions);
    wp_item_versions_cut_heads(&v, place.column);
    put_lead(c, merge_leads(c, &v, true), place.separator, place.first);
    wp_item_versions_cut(&v, place.column, 0);
    compose_text(c, item, &v, place);
}

static void compose_items(struct wp_composition *c, const struct wp_merged_item *parent,
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

static void compose_root(struct wp_composition *c)
{
    const struct wp_merged_item *root = &c->merged->root;
    struct wp_item_versions v;
    size_t columns[WP_VERSIONS] = {0};
    struct place place = {.column = 0};

    wp_item_versions_find(&v, c, root->versions);
    for (int i = 0; i < WP_VERSIONS; i++)
        if (v.items[i] != NULL)
            columns[i] = wp_item_text_column(v.sources[i]->week, v.items[i]);
    place.column =
        columns[wp_item_versions_changed(columns[WP_BASE], columns[WP_OURS], columns[WP_THEIRS])];
    wp_item_versions_cut(&v, place.column, 0);
    compose_text(c, root, &v, place);
    close_block_scalar(c, c->out->length);
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
    struct wp_composition c = {.merged = merged,
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
                      : wp_missing_values_write(out, wp_buf_str(&composed), merged, reading, error);
    wp_buf_free(&composed);
    wp_arena_free(c.arena);
    return status;
}
