#include "edit/style.h"

#include <string.h>

#include "edit/line.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* The least number of scalars whose quotes a new scalar follows. A single scalar may be an
 * exception. */
enum { ENOUGH_TEXTS = 2 };

/* Return the offset of the scalar at `value`; if `value` is a list, the offset of its first
 * string. */
static size_t first_text(struct wp_str text, struct wp_span value)
{
    struct wp_str begin = wp_str_slice(text, value.offset, 2);
    bool list =
        begin.length == 2 && (begin.data[0] == '[' ||
                              (begin.data[0] == '-' && strchr(" \t\r\n", begin.data[1]) != NULL));

    return list ? wp_line_next_token(text, value.offset + 1) : value.offset;
}

enum wp_quotes wp_style_quotes_of_keys(struct wp_str text, const struct wp_item *item)
{
    const struct wp_layout *layout = &item->layout;
    enum wp_quotes quotes = WP_QUOTES_NONE;
    size_t i;

    for (i = 0; i < layout->field_count; i++) {
        enum wp_quotes own = wp_quotes_at(text, layout->fields[i].name.offset);

        if (i > 0 && own != quotes)
            return WP_QUOTES_NONE;
        quotes = own;
    }
    return quotes;
}

void wp_quote_counts_add(struct wp_quote_counts *counts, struct wp_str text, enum wp_quotes quotes)
{
    bool needed = quotes != WP_QUOTES_NONE && !wp_write_scalar_can_be_plain(text, true);

    (needed ? counts->needed : counts->optional)[quotes]++;
}

/* Count string number `number` of the list, whose scalar begins at `begin`. No-op if the list has
 * fewer strings. */
static void add_string(struct wp_quote_counts *counts, struct wp_str text, size_t begin,
                       const struct wp_list *list, size_t number)
{
    if (number < list->count)
        wp_quote_counts_add(counts, list->items[number], wp_quotes_at(text, begin));
}

static size_t add_strings_of_flow(struct wp_quote_counts *counts, struct wp_str text,
                                  struct wp_span value, const struct wp_list *list)
{
    size_t close = wp_span_end(value) - 1;
    size_t at = wp_line_next_token(text, value.offset + 1);
    size_t count = 0;

    while (at < close && count < list->count) {
        add_string(counts, text, at, list, count++);
        at = wp_line_next_token(text, wp_line_string_end(text, at));
        at = wp_line_next_token(text, at + (at < close && text.data[at] == ','));
    }
    return count;
}

static size_t add_strings_of_block(struct wp_quote_counts *counts, struct wp_str text,
                                   struct wp_span value, const struct wp_list *list)
{
    size_t column = wp_line_column(text, value.offset);
    size_t line = wp_line_begin(text, value.offset);
    size_t count = 0;

    while (line < wp_span_end(value)) {
        if (!wp_line_has_dash(text, line, column)) {
            line = wp_line_next(text, line);
            continue;
        }
        add_string(counts, text, wp_line_next_token(text, wp_line_skip_blanks(text, line) + 1),
                   list, count++);
        line = wp_line_below_dash(text, line);
    }
    return count;
}

size_t wp_quote_counts_add_strings(struct wp_quote_counts *counts, struct wp_str text,
                                   struct wp_span value, const struct wp_list *list)
{
    if (value.length == 0)
        return 0;
    if (text.data[value.offset] == '[')
        return add_strings_of_flow(counts, text, value, list);
    if (first_text(text, value) != value.offset)
        return add_strings_of_block(counts, text, value, list);
    add_string(counts, text, value.offset, list, 0);
    return 1;
}

/* Return the quotes for a scalar that is plain if possible. If the scalar cannot be plain, it gets
 * single quotes if `quotes` are single, else double quotes. */
static enum wp_quotes none_but_where_needed(enum wp_quotes quotes)
{
    return quotes == WP_QUOTES_SINGLE ? WP_QUOTES_NONE_OR_SINGLE : WP_QUOTES_NONE;
}

/* Return how many counted scalars could be plain. */
static size_t count_free(const struct wp_quote_counts *counts)
{
    return counts->optional[WP_QUOTES_NONE] + counts->optional[WP_QUOTES_SINGLE] +
           counts->optional[WP_QUOTES_DOUBLE];
}

/* Return the quotes that most of the scalars have that could be plain. WP_QUOTES_NONE for a tie,
 * `otherwise` if there are no such scalars. */
static enum wp_quotes most_frequent(const struct wp_quote_counts *counts, enum wp_quotes otherwise)
{
    const size_t *optional = counts->optional;

    for (int quotes = WP_QUOTES_SINGLE; quotes <= WP_QUOTES_DOUBLE; quotes++)
        if (optional[quotes] > optional[WP_QUOTES_NONE] &&
            optional[quotes] > optional[WP_QUOTES_SINGLE + WP_QUOTES_DOUBLE - quotes])
            return (enum wp_quotes)quotes;
    return count_free(counts) == 0 ? otherwise : WP_QUOTES_NONE;
}

/* Return the quotes for a scalar that is plain if possible. If the scalar cannot be plain, its
 * quotes are those of most scalars in `level` that cannot be plain. If `level` has only one scalar
 * that could be plain, its quotes count too. */
static enum wp_quotes quotes_where_needed(const struct wp_quote_counts *level)
{
    bool few = count_free(level) < ENOUGH_TEXTS;
    size_t singles =
        level->needed[WP_QUOTES_SINGLE] + (few ? level->optional[WP_QUOTES_SINGLE] : 0);
    size_t doubles =
        level->needed[WP_QUOTES_DOUBLE] + (few ? level->optional[WP_QUOTES_DOUBLE] : 0);

    return none_but_where_needed(singles > doubles ? WP_QUOTES_SINGLE : WP_QUOTES_NONE);
}

enum wp_quotes wp_quote_counts_choose(const struct wp_quote_counts *level,
                                      const struct wp_quote_counts *week, enum wp_quotes keys)
{
    enum wp_quotes quotes = WP_QUOTES_NONE;

    if (keys != WP_QUOTES_NONE)
        quotes = most_frequent(level, keys);
    else if (count_free(level) >= ENOUGH_TEXTS)
        quotes = most_frequent(level, WP_QUOTES_NONE);
    else if (count_free(week) >= ENOUGH_TEXTS)
        quotes = most_frequent(week, WP_QUOTES_NONE);
    return quotes == WP_QUOTES_NONE ? quotes_where_needed(level) : quotes;
}

/* Whether the value is a list whose first string cannot be plain. */
static bool needs_quotes(const struct wp_item *item, enum wp_key key)
{
    const struct wp_list *list = wp_item_const_member(item, wp_keys[key].value);

    return wp_keys[key].kind == WP_KIND_STRINGS && list->count > 0 &&
           !wp_write_scalar_can_be_plain(list->items[0], true);
}

enum wp_quotes wp_style_quotes_of(struct wp_str text, const struct wp_item *item, enum wp_key key)
{
    const struct wp_field *field = wp_item_field(item, key);
    enum wp_quotes quotes = WP_QUOTES_NONE;

    if (field != NULL && field->value.length > 0)
        quotes = wp_quotes_at(text, first_text(text, field->value));
    else if (field == NULL && key == WP_KEY_TITLE && item->layout.scalar)
        quotes = wp_quotes_at(text, item->layout.span.offset);
    if (quotes == WP_QUOTES_NONE || !needs_quotes(item, key))
        return quotes;
    return wp_style_quotes_of_keys(text, item) != WP_QUOTES_NONE
               ? wp_style_quotes_of_keys(text, item)
               : none_but_where_needed(quotes);
}

/* Set *indent to the columns from the key of the list of `item` to its dashes. Return false if
 * `item` has no block sequence of items. */
static bool find_indent(const struct wp_week *week, const struct wp_item *item, size_t *indent)
{
    const struct wp_field *list = wp_item_field(item, item->seq_key);
    size_t key, dash;

    if (list == NULL || item->first == NULL || week->text.data[list->value.offset] != '-')
        return false;
    key = wp_line_column(week->text, list->name.offset);
    dash = wp_line_column(week->text, list->value.offset);
    *indent = dash > key ? dash - key : 0;
    return true;
}

struct wp_style wp_style_of_week(const struct wp_week *week)
{
    struct wp_style style = {.line_break = wp_line_break_of(week->text),
                             .list_indent = WP_STYLE_INDENT};
    const struct wp_item *item = &week->root;

    if (style.line_break == NULL)
        style.line_break = "\n";
    while (item != NULL && !find_indent(week, item, &style.list_indent))
        item = wp_item_after(item, &week->root);
    if (item == NULL)
        (void)find_indent(week, &week->also, &style.list_indent);
    return style;
}

/* Find the quotes of titles and keys in the list of `parent`. The quotes of the keys are those of
 * most items in the list; without such items, those of the keys of `parent`. */
static void look_at_list(struct wp_quote_cache *cache, const struct wp_item *parent)
{
    struct wp_str text = cache->week->text;
    struct wp_quote_counts keys = {.optional = {0}};
    const struct wp_item *item;

    if (cache->parent == parent)
        return;
    cache->parent = parent;
    cache->titles = (struct wp_quote_counts){.optional = {0}};
    for (item = parent->first; item != NULL; item = item->next) {
        wp_quote_counts_add(&cache->titles, item->title,
                            wp_style_quotes_of(text, item, WP_KEY_TITLE));
        if (item->layout.field_count > 0)
            keys.optional[wp_style_quotes_of_keys(text, item)]++;
    }
    cache->keys = most_frequent(&keys, wp_style_quotes_of_keys(text, parent));
}

/* Count the quotes of the title and the notes of an item. */
static struct wp_quote_counts quotes_of_item(struct wp_str text, const struct wp_item *item)
{
    struct wp_quote_counts counts = {.optional = {0}};
    enum wp_key key;

    for (key = 0; key < WP_KEY_COUNT; key++) {
        const struct wp_str *value = wp_item_const_member(item, wp_keys[key].value);

        if ((wp_key_is_prose(key) || wp_keys[key].kind == WP_KIND_ID) && value->length > 0)
            wp_quote_counts_add(&counts, *value, wp_style_quotes_of(text, item, key));
    }
    return counts;
}

/* Count the quotes of all titles, tags and links of the week, unless cache->has_week is already
 * set. */
static void look_at_week(struct wp_quote_cache *cache)
{
    struct wp_str text = cache->week->text;
    const struct wp_item *item = &cache->week->root;
    size_t i;

    if (cache->has_week)
        return;
    cache->has_week = true;
    for (; item != NULL; item = wp_week_item_after(cache->week, item)) {
        if (item->title.length > 0)
            wp_quote_counts_add(&cache->week_titles, item->title,
                                wp_style_quotes_of(text, item, WP_KEY_TITLE));
        for (i = 0; i < item->layout.field_count; i++) {
            const struct wp_field *field = &item->layout.fields[i];

            if (field->key < WP_KEY_COUNT && wp_keys[field->key].kind == WP_KIND_STRINGS)
                wp_quote_counts_add_strings(&cache->week_strings, text, field->value,
                                            wp_item_const_member(item, wp_keys[field->key].value));
        }
    }
}

/* Set style->quotes and style->strings; style->keys is already set. `texts` counts the quotes of
 * titles and notes near the new value, `strings` those of tags or links. In an empty list beside
 * quoted keys, a string gets the quotes of a title. */
static void set_quotes(struct wp_style *style, struct wp_quote_cache *cache,
                       const struct wp_quote_counts *texts, const struct wp_quote_counts *strings)
{
    look_at_week(cache);
    style->quotes = wp_quote_counts_choose(texts, &cache->week_titles, style->keys);
    style->strings = style->keys != WP_QUOTES_NONE
                         ? most_frequent(strings, style->quotes)
                         : wp_quote_counts_choose(strings, &cache->week_strings, WP_QUOTES_NONE);
}

/* Count the quotes of the title and the notes of an item. For week->also, count those of
 * week->root, which is the same mapping. */
static struct wp_quote_counts own_quotes(const struct wp_quote_cache *cache,
                                         const struct wp_item *item)
{
    return quotes_of_item(cache->week->text, item->parent != NULL ? item : &cache->week->root);
}

/* Set in `style` the quotes for a new key of the item. `strings` has the counts of the list to
 * which a new tag or link is added. */
static void follow(struct wp_style *style, struct wp_quote_cache *cache, const struct wp_item *item,
                   const struct wp_quote_counts *strings)
{
    struct wp_quote_counts texts = own_quotes(cache, item);

    if (item->layout.field_count > 0) {
        style->keys = wp_style_quotes_of_keys(cache->week->text, item);
    } else {
        look_at_list(cache, item->parent);
        style->keys = cache->keys;
    }
    set_quotes(style, cache, &texts, strings);
}

static const struct wp_quote_counts no_counts = {.optional = {0}};

void wp_style_follow_item(struct wp_style *style, struct wp_quote_cache *cache,
                          const struct wp_item *item)
{
    follow(style, cache, item, &no_counts);
}

void wp_style_follow_list(struct wp_style *style, struct wp_quote_cache *cache,
                          const struct wp_item *parent)
{
    struct wp_quote_counts texts;

    look_at_list(cache, parent);
    texts = parent->first != NULL ? cache->titles : own_quotes(cache, parent);
    style->keys = cache->keys;
    set_quotes(style, cache, &texts, &no_counts);
}

size_t wp_style_follow_strings(struct wp_style *style, struct wp_quote_cache *cache,
                               const struct wp_item *item, struct wp_span value,
                               const struct wp_list *list)
{
    struct wp_quote_counts counts = {.optional = {0}};
    size_t count = wp_quote_counts_add_strings(&counts, cache->week->text, value, list);

    follow(style, cache, item, &counts);
    return count;
}
