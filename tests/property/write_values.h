/*
 * Write the values of keys in the styles of different people.
 */
#ifndef PROPERTY_WRITE_VALUES_H
#define PROPERTY_WRITE_VALUES_H

#include "plan/keys.h"

#include "lines_and_comments.h"
#include "yaml_writer.h"

/* The position of a value in the plan that is being written. */
struct spot {
    struct writer *writer;
    struct node *node;
    enum wp_key key;
    unsigned column; /* column of the keys; in flow style, column of new lines */
    bool flow;
    bool lines; /* whether the value may be on several lines */
    bool ended; /* whether the value has ended with a line break */
    bool empty; /* whether no value was written */
    bool tight; /* whether the value may follow the colon without a blank */
};

/* In a flow collection, append `otherwise`. With `lines`, sometimes append a line break instead,
 * and indent the new line by about `column` blanks. */
static inline void put_flow_break(struct writer *writer, unsigned column, bool lines,
                                  const char *otherwise)
{
    if (!lines || random_percent(50)) {
        put(writer, otherwise);
        return;
    }
    end_line(writer, STYLE_COMMENT_IN_FLOW);
    put_blank_lines(writer);
    if (random_percent(20)) {
        put_comment_line(writer, random_percent(80) ? column : random_few(column + 8),
                         STYLE_COMMENT_IN_FLOW);
        put_blank_lines(writer);
    }
    put_blanks(writer, column + (random_percent(10) ? random_few(4) : 0));
}

/* Append `otherwise` before a closing bracket. With `lines`, sometimes append a line break instead.
 * The bracket may be indented less than `column`. */
static inline void put_closing_break(struct writer *writer, unsigned column, bool lines,
                                     const char *otherwise)
{
    unsigned less = random_percent(40) ? 2 : 0;

    put_flow_break(writer, column > less ? column - less : 0, lines, otherwise);
}

/* Append a comma of a flow collection, sometimes with a blank before or after. With `lines`, a line
 * break may be before or after the comma. */
static inline void put_comma(struct writer *writer, unsigned column, bool lines)
{
    if (random_percent(5))
        put_flow_break(writer, column, lines, " ");
    else if (random_percent(15))
        put(writer, " ");
    put(writer, ",");
    put_flow_break(writer, column, lines, random_percent(90) ? " " : "");
}

static inline void note_style(struct spot *spot, enum style style)
{
    static const enum style of_values[] = {
        [STYLE_SINGLE] = STYLE_VALUE_SINGLE,   [STYLE_DOUBLE] = STYLE_VALUE_DOUBLE,
        [STYLE_LINES] = STYLE_VALUE_LINES,     [STYLE_QUOTED_LINES] = STYLE_VALUE_QUOTED_LINES,
        [STYLE_LITERAL] = STYLE_VALUE_LITERAL, [STYLE_FOLDED] = STYLE_VALUE_FOLDED,
    };

    spot->node->value_styles[spot->key] =
        style < sizeof of_values / sizeof of_values[0] ? of_values[style] : style;
}

/* Append the blank between a key and its value, or sometimes a line break. */
static inline void put_gap(struct spot *spot)
{
    if ((spot->flow && !spot->lines) || !random_percent(8)) {
        put(spot->writer, spot->tight ? "" : random_percent(90) ? " " : "   ");
        return;
    }
    end_line(spot->writer, STYLE_COMMENT_BEHIND_KEY);
    put_noise(spot->writer, spot->column);
    put_blanks(spot->writer, spot->column + 1 + random_few(3));
    note_style(spot, STYLE_VALUE_BELOW);
}

static inline struct wp_str put_prose(struct spot *spot)
{
    enum style style;
    struct wp_str text;

    put(spot->writer, spot->tight ? "" : " ");
    if (wp_keys[spot->key].kind == WP_KIND_STRING && !spot->flow && random_percent(5)) {
        put_block(spot->writer, spot->column, random_percent(50) ? "|" : ">", false, wp_str(""));
        spot->ended = true;
        note_style(spot, STYLE_LITERAL);
        return wp_str("");
    }
    text = put_text(spot->writer, spot->column + (spot->flow ? 0 : 1), spot->flow, spot->lines,
                    &style);
    spot->ended = is_block(style);
    note_style(spot, style);
    return text;
}

/* Append a value of one word, such as a date, with or without quotes. */
static inline void put_word(struct spot *spot, const char *word)
{
    static const char *const quotes[] = {"", "", "", "'", "\""};
    const char *quote = RANDOM_OF(quotes);

    put_gap(spot);
    put(spot->writer, quote);
    put(spot->writer, word);
    put(spot->writer, quote);
    if (quote[0] != '\0')
        note_style(spot, quote[0] == '\'' ? STYLE_SINGLE : STYLE_DOUBLE);
}

static inline void put_no_value(struct spot *spot)
{
    spot->empty = true;
    note_style(spot, STYLE_VALUE_EMPTY);
}

static inline wp_day put_day(struct spot *spot)
{
    put_word(spot, "2019-08-05");
    return wp_day_of((struct wp_date){2019, 8, 5});
}

static inline void put_done(struct spot *spot)
{
    struct wp_item *says = &spot->node->says;

    switch (random_below(4)) {
    case 0:
        put_word(spot, is_besides(spot->node) ? "true" : "false");
        return;
    case 1:
        put_no_value(spot);
        return;
    case 2:
        put_word(spot, says->dropped ? "false" : "true");
        break;
    default:
        if (says->dropped)
            put_no_value(spot);
        else
            says->done_on = put_day(spot);
        break;
    }
    says->done = !says->dropped;
}

static inline void put_dropped(struct spot *spot)
{
    struct wp_item *says = &spot->node->says;

    if (says->done || random_percent(20)) {
        put_word(spot, "false");
        return;
    }
    says->dropped = true;
    if (random_percent(30))
        put_word(spot, "true");
    else if (random_percent(30))
        says->dropped_on = put_day(spot);
    else
        says->dropped_reason = put_prose(spot);
}

static inline void put_skip(struct spot *spot)
{
    spot->node->says.skip = true;
    if (random_percent(50))
        spot->node->says.skip_reason = put_prose(spot);
    else
        put_word(spot, "true");
}

static inline struct wp_progress_value put_measure(struct spot *spot)
{
    static const struct {
        const char *text;
        struct wp_progress_value means;
    } measures[] = {
        {"60%", {true, 60 * WP_DECIMAL_ONE, 100 * WP_DECIMAL_ONE, WP_STR("%")}},
        {"2/3", {true, 2 * WP_DECIMAL_ONE, 3 * WP_DECIMAL_ONE, WP_STR("")}},
        {"0/12 Löwen", {true, 0, 12 * WP_DECIMAL_ONE, WP_STR("Löwen")}},
        {"2.5/10 km", {true, 5 * WP_DECIMAL_ONE / 2, 10 * WP_DECIMAL_ONE, WP_STR("km")}},
    };
    size_t which = random_below(sizeof measures / sizeof measures[0]);

    put_word(spot, measures[which].text);
    return measures[which].means;
}

/* Append an element of `tags:` in quotes: `*tag`, followed by NO_COMMENT ("# of no line"), which
 * looks like a comment. Set `*tag` to the whole string. */
static inline void put_hash_tag(struct spot *spot, struct wp_str *tag, unsigned column)
{
    char quote = random_percent(50) ? '\'' : '"';
    struct writer *writer = spot->writer;
    struct wp_buf buf = WP_BUF_INIT;

    wp_buf_putc(&writer->text, quote);
    wp_buf_append(&writer->text, *tag);
    if (spot->lines && random_percent(30)) {
        put_break(writer);
        put_blanks(writer, column + (random_percent(50) ? 0 : random_few(4)));
    } else {
        put(writer, " ");
    }
    put(writer, NO_COMMENT);
    wp_buf_putc(&writer->text, quote);
    wp_buf_append(&buf, *tag);
    wp_buf_puts(&buf, " " NO_COMMENT);
    *tag = copy_string(writer, wp_buf_str(&buf));
    wp_buf_free(&buf);
}

static inline void put_tag(struct spot *spot, struct wp_str *tag, unsigned column)
{
    struct writer *writer = spot->writer;

    *tag = new_word(writer, "tag");
    spot->ended = !spot->flow && random_percent(15);
    if (spot->ended && random_percent(30)) {
        put(writer, ">-");
        end_line(writer, STYLE_COMMENT_BEHIND_HEADER);
        put_block_lines(writer, column + 2, *tag);
        return;
    }
    if (spot->ended) {
        put_block(writer, column, "|", true, *tag);
        *tag = with_break(writer, *tag);
        writer->open_ended = tag;
        return;
    }
    if (random_percent(30))
        put_hash_tag(spot, tag, column);
    else if (random_percent(30))
        put_quoted(writer, *tag, random_percent(50) ? '\'' : '"');
    else
        wp_buf_append(&writer->text, *tag);
}

/* Append a list of strings in block style: "- a" and "- b" on two lines. */
static inline void put_strings_lines(struct spot *spot, struct wp_list *list)
{
    struct writer *writer = spot->writer;
    unsigned column = spot->column + random_few(4);

    end_line(writer, STYLE_COMMENT_BEHIND_KEY);
    for (size_t i = 0; i < list->count; i++) {
        put_noise(writer, column);
        put_blanks(writer, column);
        put(writer, "- ");
        put_tag(spot, &list->items[i], column);
        if (spot->ended)
            continue;
        end_line(writer, STYLE_COMMENT_BEHIND_VALUE);
        if (random_percent(10))
            put_comment_line(writer, column + 1 + random_few(3), STYLE_COMMENT_BELOW);
    }
    spot->ended = true;
    note_style(spot, column > spot->column ? STYLE_STRINGS_LINES : STYLE_STRINGS_INDENTLESS);
}

/* Append a list of strings in flow style: [a, b]. */
static inline void put_strings_brackets(struct spot *spot, struct wp_list *list)
{
    struct writer *writer = spot->writer;
    bool lines = spot->lines && random_percent(50);
    bool flow = spot->flow;
    unsigned column = spot->column + 2;

    put(writer, spot->tight ? "[" : " [");
    spot->flow = true;
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            put_comma(writer, column, lines);
        else
            put_flow_break(writer, column, lines, "");
        put_tag(spot, &list->items[i], column);
    }
    if (list->count > 0 && random_percent(20)) {
        put(writer, ",");
        writer->styles |= bit(STYLE_TRAILING_COMMA);
    }
    put_closing_break(writer, column, lines, random_percent(10) ? " " : "");
    put(writer, "]");
    spot->flow = flow;
    note_style(spot, lines ? STYLE_STRINGS_BRACKETS_LINES : STYLE_STRINGS_BRACKETS);
}

static inline struct wp_list put_texts(struct spot *spot)
{
    struct wp_list list = {.count = random_few(4)};

    list.items = wp_arena_array(spot->writer->arena, list.count + 1, sizeof *list.items);
    if (list.items == NULL)
        abort();
    if (list.count == 1 && random_percent(40)) {
        list.items[0] = new_word(spot->writer, "tag");
        put_word(spot, list.items[0].data);
    } else if (list.count == 0 && random_percent(50)) {
        put_no_value(spot);
    } else if (list.count == 0 || spot->flow || random_percent(50)) {
        put_strings_brackets(spot, &list);
    } else {
        put_strings_lines(spot, &list);
    }
    return list;
}

/* Append the value of the key, after the colon. */
static inline void put_value(struct spot *spot)
{
    struct wp_item *says = &spot->node->says;
    char digit[] = {(char)('1' + random_below(9)), '\0'};

    switch (spot->key) {
    case WP_KEY_TITLE:
        says->title = put_prose(spot);
        break;
    case WP_KEY_NOTE:
        says->note = put_prose(spot);
        break;
    case WP_KEY_REVIEW:
        says->review = put_prose(spot);
        break;
    case WP_KEY_ID:
        says->id = new_word(spot->writer, "id-");
        put_word(spot, says->id.data);
        break;
    case WP_KEY_DONE:
        put_done(spot);
        break;
    case WP_KEY_DROPPED:
        put_dropped(spot);
        break;
    case WP_KEY_SKIP:
        put_skip(spot);
        break;
    case WP_KEY_PROGRESS:
        says->progress_value = put_measure(spot);
        break;
    case WP_KEY_WEIGHT:
        says->weight = (wp_decimal)(digit[0] - '0') * WP_DECIMAL_ONE;
        put_word(spot, digit);
        break;
    case WP_KEY_DUE:
        says->due = put_day(spot);
        break;
    case WP_KEY_CARRIED:
        says->carried = (uint32_t)(digit[0] - '0');
        put_word(spot, digit);
        break;
    case WP_KEY_REPEAT:
        says->weekly = true;
        put_word(spot, "weekly");
        break;
    case WP_KEY_TAGS:
        says->tags = put_texts(spot);
        break;
    case WP_KEY_LINKS:
        says->links = put_texts(spot);
        break;
    default:
        break;
    }
}

/* Append an `x-` key with a value, in block style. */
static inline void put_extra(struct spot *spot)
{
    struct writer *writer = spot->writer;

    spot->node->extra = true;
    put(writer, "x-own");
    wp_buf_printf(&writer->text, "%u:", ++writer->words);
    switch (random_below(10)) {
    case 0:
        put(writer, " {a: [b, c]}");
        break;
    case 1:
        end_line(writer, STYLE_COMMENT_BEHIND_KEY);
        put_blanks(writer, spot->column + 2);
        put(writer, "- deep:");
        end_line(writer, STYLE_COMMENT_BEHIND_KEY);
        put_blanks(writer, spot->column + 2);
        put(writer, "-");
        break;
    case 2:
        put(writer, " ");
        put_block(writer, spot->column, random_percent(50) ? "|" : ">", false,
                  wp_str(random_percent(50) ? "title: no" : ""));
        spot->ended = true;
        break;
    case 3:
        put(writer, " 'a\\'");
        break;
    case 4:
        put(writer, random_percent(50) ? " 1" : " \"1\"");
        break;
    case 5:
        put(writer, " ");
        put_two_lines(writer, spot->column + 1, random_percent(50) ? "" : "'");
        break;
    case 6:
        put(writer, " [1, '1', {a: 'b # c'}, null]");
        break;
    case 7:
        end_line(writer, STYLE_COMMENT_BEHIND_KEY);
        put_blanks(writer, spot->column + 2);
        put(writer, "a: ");
        put_block(writer, spot->column + 2, random_percent(50) ? "|" : ">", false,
                  wp_str("b # c\n\nd"));
        spot->ended = true;
        break;
    default:
        break;
    }
}

#endif
