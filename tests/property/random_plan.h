/*
 * Write a random plan file in the styles of different people, and build its model.
 *
 *     static struct written plan;
 *     random_begin(seed);
 *     write_plan(&plan);
 *     ... wp_buf_str(&plan.writer.text), plan.weeks[0].root ...
 *     free_plan(&plan);
 */
#ifndef PROPERTY_RANDOM_PLAN_H
#define PROPERTY_RANDOM_PLAN_H

#include <weekplan/calendar.h>

#include "write_values.h"

enum { WEEKS_MAX = 8, WRITTEN_WEEKS_MAX = 3, DEPTH_MAX = 4, ITEMS_WRITTEN_MAX = 24 };

struct written_week {
    wp_day start;
    struct node *root;
    uint64_t styles; /* styles of this week, as bits; styles of the file are in `writer` */
};

struct written {
    struct writer writer;
    struct written_week weeks[WEEKS_MAX];
    size_t week_count;
    /* State while the plan is written: */
    size_t items;
    unsigned gap;    /* blanks between a dash and the text after it */
    unsigned indent; /* indentation of a list relative to its key */
};

/* Whether the list of `parent`, with `count` items so far, gets another item. */
static inline bool wants_item(struct written *plan, const struct node *parent, unsigned count)
{
    unsigned percent = is_root(parent) ? 75 : 55;

    return plan->items < ITEMS_WRITTEN_MAX && count < 6 && random_percent(percent);
}

static inline bool may_nest(const struct node *node)
{
    return depth_of(node) < DEPTH_MAX;
}

/* Return the keys that the format allows for this node, as bits. */
static inline unsigned keys_of(const struct node *node)
{
    unsigned where = where_of(node);
    unsigned keys = KEY_BIT(WP_KEY_EXTRA);

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if ((wp_keys[key].where & where) != 0)
            keys |= KEY_BIT(key);
    return keys;
}

/* Draw one of the keys in the bit set `left`. Keys of lists of items are drawn more often. */
static inline enum wp_key random_key(unsigned left)
{
    enum wp_key keys[2 * WP_KEY_COUNT];
    size_t count = 0;

    for (enum wp_key key = 0; key <= WP_KEY_EXTRA; key++)
        for (int times = wp_key_holds_items(key) ? 6 : 1; times > 0; times--)
            if ((left & KEY_BIT(key)) != 0)
                keys[count++] = key;
    return keys[random_below(count)];
}

/* Draw the next key to write, and remove it from the bit set `*left`. Return false if no further
 * key is to be written. */
static inline bool next_key(const struct node *node, unsigned *left, enum wp_key *key)
{
    const enum wp_key key_of_node = !is_root(node) ? WP_KEY_TITLE
                                    : node->later  ? WP_KEY_LATER
                                                   : WP_KEY_WEEK;
    unsigned required = *left & KEY_BIT(key_of_node);
    unsigned percent = is_root(node) ? 80 : required != 0 ? 40 : 70;

    if (*left != 0 && random_percent(percent))
        *key = random_key(*left);
    else if (required != 0)
        *key = key_of_node;
    else
        return false;
    *left &= ~KEY_BIT(*key);
    /* An item has `progress:` or `subtasks:`, never both. */
    if (*key == WP_KEY_PROGRESS || *key == WP_KEY_SUBTASKS)
        *left &= ~(KEY_BIT(WP_KEY_PROGRESS) | KEY_BIT(WP_KEY_SUBTASKS));
    return true;
}

/* Return the node whose children are the items of the list with this key: the node itself, or its
 * second root for `also:`. */
static inline struct node *list_node(struct node *node, enum wp_key key)
{
    return key == WP_KEY_ALSO ? node->also : node;
}

static inline void put_flow_list(struct written *plan, struct node *node, unsigned column,
                                 bool lines);

/* Append an entry of a flow mapping, such as "title: Read" in {title: Read}. With `lines`, it may
 * have several lines, indented to `column`. */
static inline void put_flow_entry(struct written *plan, struct node *node, enum wp_key key,
                                  unsigned column, bool lines)
{
    struct writer *writer = &plan->writer;
    struct spot spot = {
        .writer = writer, .node = node, .key = key, .column = column, .flow = true, .lines = lines};
    const char *quote = random_percent(5) ? "\"" : writer->key_quotes;
    size_t colon;

    if (key == WP_KEY_EXTRA) {
        node->extra = true;
        put(writer, "x-own: {a: b}");
        return;
    }
    put(writer, quote);
    put(writer, wp_keys[key].name);
    put(writer, quote);
    put(writer, random_percent(5) ? " " : "");
    colon = writer->text.length;
    put(writer, ":");
    spot.tight = quote[0] != '\0' && random_percent(20);
    if (key == WP_KEY_WEEK) {
        put(writer, spot.tight ? "" : " ");
        wp_day_format(&writer->text, plan->weeks[plan->week_count].start);
    } else if (!wp_key_holds_items(key)) {
        put_value(&spot);
    } else if (random_percent(85)) {
        put(writer, spot.tight ? "" : " ");
        put_flow_list(plan, list_node(node, key), column + 2, lines);
    } else {
        spot.empty = true;
    }
    if (spot.empty && random_percent(50) && quote[0] == '\0')
        writer->text.length = colon; /* a key without a value: the "done" of {title: Read, done} */
    else if (spot.empty)
        put(writer, " ");
}

/* Append a flow mapping: {title: Read, done: true}. With `lines`, it may have several lines,
 * indented to `column`. */
static inline void put_braces(struct written *plan, struct node *node, unsigned column, bool lines)
{
    struct writer *writer = &plan->writer;
    unsigned left = keys_of(node);
    bool first = true;
    enum wp_key key;

    put(writer, "{");
    while (next_key(node, &left, &key)) {
        if (first)
            put_flow_break(writer, column, lines, random_percent(30) ? " " : "");
        else
            put_comma(writer, column, lines);
        put_flow_entry(plan, node, key, column, lines);
        first = false;
    }
    if (random_percent(20)) {
        put(writer, ",");
        writer->styles |= bit(STYLE_TRAILING_COMMA);
    }
    put_closing_break(writer, column, lines, random_percent(50) ? " " : "");
    put(writer, "}");
}

/* Append an item of a flow list in the style `node->form`. With `lines`, it may have several lines,
 * indented to `column`. */
static inline void put_flow_item(struct written *plan, struct node *node, unsigned column,
                                 bool lines)
{
    enum style style;

    switch (node->form) {
    case STYLE_BRACES:
        node->form = lines ? STYLE_BRACES_LINES : STYLE_BRACES;
        put_braces(plan, node, column, lines);
        break;
    case STYLE_PAIR:
        put(&plan->writer, "title: ");
        node->says.title = put_text(&plan->writer, column, true, false, &style);
        break;
    default:
        node->says.title = put_text(&plan->writer, column, true, lines, &style);
        break;
    }
}

static inline void put_flow_list(struct written *plan, struct node *node, unsigned column,
                                 bool lines)
{
    static const enum style forms[] = {STYLE_IN_BRACKETS, STYLE_BRACES, STYLE_PAIR};
    struct writer *writer = &plan->writer;
    unsigned count = 0;

    put(writer, "[");
    while (wants_item(plan, node, count) && may_nest(node)) {
        struct node *item = add_node(writer->arena, node, RANDOM_OF(forms));

        plan->items++;
        if (count > 0)
            put_comma(writer, column, lines);
        else
            put_flow_break(writer, column, lines, "");
        put_flow_item(plan, item, column + 1, lines);
        count++;
    }
    if (count > 0 && random_percent(20)) {
        put(writer, ",");
        writer->styles |= bit(STYLE_TRAILING_COMMA);
    }
    put_closing_break(writer, column, lines, random_percent(20) ? " " : "");
    put(writer, "]");
}

static inline void put_list(struct written *plan, struct node *node, enum wp_key key,
                            unsigned column);

/* Append a key: "title:", or "? title" with ":" on the next line (an explicit key, YAML
 * 1.2, section 8.2.2). */
static inline void put_key(struct spot *spot, const char *name)
{
    struct writer *writer = spot->writer;
    const char *quote = random_percent(5) ? "'" : writer->key_quotes;
    bool question = spot->node->form == STYLE_QUESTION && random_percent(60);

    put(writer, question ? "? " : "");
    put(writer, quote);
    put(writer, name);
    put(writer, quote);
    if (!question) {
        put(writer, ":");
        return;
    }
    end_line(writer, STYLE_COMMENT_BEHIND_KEY);
    put_noise(writer, spot->column);
    put_blanks(writer, spot->column);
    put(writer, ":");
}

/* Append an explicit key without a value: "? done". */
static inline void put_key_alone(struct spot *spot)
{
    put(spot->writer, "? ");
    put(spot->writer, wp_keys[spot->key].name);
    end_line(spot->writer, STYLE_COMMENT_BEHIND_KEY);
    note_style(spot, STYLE_VALUE_EMPTY);
    spot->ended = true;
}

/* Append an entry of a block mapping, without its indentation, up to its line break. */
static inline void put_entry(struct written *plan, struct node *node, enum wp_key key,
                             unsigned column)
{
    struct writer *writer = &plan->writer;
    struct spot spot = {
        .writer = writer, .node = node, .key = key, .column = column, .lines = true};

    if (key == WP_KEY_EXTRA) {
        put_extra(&spot);
    } else if (wp_key_holds_items(key)) {
        put_list(plan, list_node(node, key), key, column);
        return;
    } else if (key == WP_KEY_WEEK) {
        put(writer, writer->key_quotes);
        put(writer, "week");
        put(writer, writer->key_quotes);
        put(writer, ": ");
        wp_day_format(&writer->text, plan->weeks[plan->week_count].start);
    } else if (node->form == STYLE_QUESTION && key != WP_KEY_TITLE && random_percent(10)) {
        put_key_alone(&spot);
    } else {
        put_key(&spot, wp_keys[key].name);
        put_value(&spot);
    }
    if (!spot.ended)
        end_line(writer, spot.empty ? STYLE_COMMENT_BEHIND_KEY : STYLE_COMMENT_BEHIND_VALUE);
    if (!spot.ended || key == WP_KEY_COUNT)
        put_deeper_comments(writer, column);
}

/* Append the entries of a block mapping. With `begun`, the first entry is on the
 * current line. */
static inline void put_entries(struct written *plan, struct node *node, unsigned column, bool begun)
{
    unsigned left = keys_of(node);
    enum wp_key key;

    while (next_key(node, &left, &key)) {
        put_blanks(&plan->writer, begun ? 0 : column);
        begun = false;
        put_entry(plan, node, key, column);
        put_noise(&plan->writer, column);
    }
}

/* Append an item of a block list, after its dash. */
static inline void put_item(struct written *plan, struct node *node, unsigned column)
{
    struct writer *writer = &plan->writer;
    unsigned keys = column + 1 + plan->gap;
    enum style style = node->form;

    if (node->form == STYLE_BELOW_DASH) {
        end_line(writer, STYLE_COMMENT_BEHIND_DASH);
        put_noise(writer, keys);
        put_entries(plan, node, keys, false);
        return;
    }
    put_blanks(writer, plan->gap);
    switch (node->form) {
    case STYLE_KEYS:
    case STYLE_QUESTION:
        put_entries(plan, node, keys, true);
        return;
    case STYLE_BRACES:
        put_braces(plan, node, keys, false);
        break;
    case STYLE_BRACES_LINES:
        put_braces(plan, node, keys, true);
        break;
    default:
        node->says.title = put_text(writer, column + 1, false, true, &style);
        node->form = style;
        break;
    }
    if (is_block(style))
        return;
    end_line(writer, STYLE_COMMENT_BEHIND_VALUE);
    put_deeper_comments(writer, column);
}

static inline void put_block_list(struct written *plan, struct node *node, unsigned column)
{
    static const enum style forms[] = {
        STYLE_PLAIN, STYLE_PLAIN,      STYLE_KEYS,     STYLE_KEYS,   STYLE_KEYS,
        STYLE_PLAIN, STYLE_BELOW_DASH, STYLE_QUESTION, STYLE_BRACES, STYLE_BRACES_LINES};
    struct writer *writer = &plan->writer;
    unsigned count = 0;

    while (count == 0 || wants_item(plan, node, count)) {
        struct node *item = add_node(writer->arena, node, RANDOM_OF(forms));

        plan->items++;
        put_blanks(writer, column);
        put(writer, "-");
        put_item(plan, item, column);
        put_noise(writer, column);
        count++;
    }
}

/* Append the key of a list with its items. */
static inline void put_list(struct written *plan, struct node *node, enum wp_key key,
                            unsigned column)
{
    enum { BLOCK, EMPTY, BRACKETS } style;
    struct writer *writer = &plan->writer;
    struct spot spot = {.writer = writer, .node = node, .key = key, .column = column};

    style = may_nest(node) && random_percent(75) ? BLOCK : random_percent(30) ? EMPTY : BRACKETS;
    put_key(&spot, wp_keys[spot.key].name);
    if (style == BRACKETS) {
        spot.lines = true;
        put_gap(&spot);
        put_flow_list(plan, node, column + 2, random_percent(50));
    }
    end_line(writer, style == BRACKETS ? STYLE_COMMENT_BEHIND_VALUE : STYLE_COMMENT_BEHIND_KEY);
    if (style != BLOCK) {
        put_deeper_comments(writer, column);
        return;
    }
    put_noise(writer, column + plan->indent);
    put_block_list(plan, node, column + plan->indent);
}

static inline void put_marker(struct writer *writer)
{
    if (ends_with_directive(writer)) {
        put(writer, "...");
        put_break(writer);
    }
    put(writer, "---");
    end_line(writer, STYLE_MARKER_COMMENT);
}

/* Append a week, or the list for later. */
static inline void put_week(struct written *plan, bool marker, bool later)
{
    struct writer *writer = &plan->writer;
    struct written_week *week = &plan->weeks[plan->week_count];
    uint64_t before = writer->styles;

    if (marker) {
        put_marker(writer);
        week->styles = writer->styles & ~before & bit(STYLE_MARKER_COMMENT);
        writer->styles &= ~bit(STYLE_MARKER_COMMENT);
    } else {
        week->styles = bit(STYLE_NO_MARKER);
    }
    put_noise(writer, 0);
    plan->gap = random_percent(20) ? 1 + random_few(4) : 1;
    plan->indent = random_percent(40) ? random_few(5) : 2;
    plan->items = 0;
    week->root = new_roots(writer->arena, random_percent(5) ? STYLE_WEEK_IN_BRACES : STYLE_WEEK);
    week->root->later = later;
    if (week->root->form == STYLE_WEEK) {
        week->styles |= bit(plan->indent > 0 ? STYLE_INDENTED : STYLE_INDENTLESS);
        put_entries(plan, week->root, 0, false);
    } else {
        put_braces(plan, week->root, 1, random_percent(50));
        end_line(writer, STYLE_COMMENT_BEHIND_VALUE);
    }
    if (random_percent(10)) {
        week->styles |= bit(STYLE_DOCUMENT_END);
        put(writer, "...");
        end_line(writer, STYLE_COMMENT_BEHIND_VALUE);
    }
    plan->week_count++;
}

/* Append a document that contains only comments. */
static inline void put_bare_document(struct written *plan)
{
    struct writer *writer = &plan->writer;

    writer->styles |= bit(STYLE_BARE_DOCUMENT);
    if (plan->week_count > 0)
        put_marker(writer);
    put_comment_line(writer, 0, STYLE_COMMENT_AT_EDGE);
    put_noise(writer, 0);
}

static inline void begin_paper(struct writer *writer)
{
    static const char *const line_breaks[] = {"\n", "\n", "\n", "\r\n", "\r"};
    static const enum style styles[] = {STYLE_LF, STYLE_LF, STYLE_LF, STYLE_CRLF, STYLE_CR};
    size_t which = random_below(sizeof styles / sizeof styles[0]);
    unsigned drawn;

    *writer = (struct writer){.arena = wp_arena_new(1 << 14),
                              .line_break = line_breaks[which],
                              .styles = bit(styles[which]),
                              .key_quotes = ""};
    drawn = random_few(100);
    writer->tabs = drawn >= 70;
    if (drawn % 10 == 9) {
        writer->key_quotes = drawn % 20 == 9 ? "\"" : "'";
        writer->styles |= bit(STYLE_QUOTED_KEYS);
    }
    if (writer->arena == NULL)
        abort();
    if (random_percent(10)) {
        put(writer, "\xEF\xBB\xBF");
        writer->styles |= bit(STYLE_BOM);
    }
}

/* Remove the last line break of the file. */
static inline void end_without_break(struct writer *writer)
{
    writer->styles |= bit(STYLE_NO_FINAL_BREAK);
    if (random_percent(20))
        put_blank_line(writer);
    if (writer->open_ended != NULL && writer->open_end == writer->text.length)
        writer->open_ended->length--;
    writer->text.length -= wp_str(writer->line_break).length;
}

/* Write a plan of up to WRITTEN_WEEKS_MAX weeks that begin on Sunday, sometimes with
 * gaps between weeks. The list for later may be above them. With `numbered` no two texts of
 * the plan are equal. */
static inline void write_random_plan(struct written *plan, bool numbered)
{
    wp_day start = wp_day_of((struct wp_date){2019, 7, 21});
    size_t weeks_max = WRITTEN_WEEKS_MAX;
    bool bare;

    *plan = (struct written){.week_count = 0};
    begin_paper(&plan->writer);
    plan->writer.numbered = numbered;
    bare = random_percent(10);
    if (bare)
        put_bare_document(plan);
    if (random_percent(20)) {
        plan->weeks[0].start = WP_NO_DAY;
        put_week(plan, bare || random_percent(50), true);
        weeks_max++;
    }
    do {
        plan->weeks[plan->week_count].start = start;
        start += 7 * (1 + (wp_day)random_below(2));
        put_week(plan, bare || plan->week_count > 0 || random_percent(50), false);
        if (random_percent(10))
            put_bare_document(plan);
    } while (plan->week_count < weeks_max && random_percent(50));
    if (random_percent(20))
        end_without_break(&plan->writer);
}

static inline void write_plan(struct written *plan)
{
    write_random_plan(plan, false);
}

static inline void free_plan(struct written *plan)
{
    wp_buf_free(&plan->writer.text);
    wp_arena_free(plan->writer.arena);
}

#endif
