/*
 * Append YAML to a random plan: line breaks, blanks, comments, and scalars in every
 * style.
 *
 * Each comment has a number, as in "# so far ~12". So a '~' with a number in a plan is
 * always a comment.
 */
#ifndef PROPERTY_YAML_WRITER_H
#define PROPERTY_YAML_WRITER_H

#include <stdlib.h>
#include <string.h>

#include <weekplan/buf.h>

#include "plan_model.h"

enum { WIDTH_MAX = 16 };

struct writer {
    struct wp_buf text;
    struct wp_arena *arena; /* borrowed; owns the strings of the model */
    const char *line_break;
    bool tabs;              /* whether some lines end in a tab */
    const char *key_quotes; /* quotes of all keys; "" to draw quotes for each key */
    unsigned comments;
    uint64_t styles; /* styles used so far; bits of enum style */
    unsigned words;  /* number of words drawn so far; part of each new word, so that words differ */
    bool numbered;   /* whether each text begins with a word of its own, so that texts differ */
    /* String of the model that is written as a literal scalar at the end of the text, or NULL. If
     * the file then loses its final line break, the string loses its own. */
    struct wp_str *open_ended;
    size_t open_end;
    /* Offset of the end of the last block scalar. A blank line directly after it may have at most
     * `block_width` blanks. With more it would be part of the scalar. */
    size_t block_end;
    unsigned block_width;
};

static inline uint64_t bit(enum style style)
{
    return (uint64_t)1 << style;
}

static inline void put(struct writer *writer, const char *text)
{
    wp_buf_puts(&writer->text, text);
}

static inline void put_blanks(struct writer *writer, unsigned count)
{
    wp_buf_repeat(&writer->text, " ", count);
}

static inline void put_break(struct writer *writer)
{
    put(writer, writer->line_break);
}

static inline void put_comment(struct writer *writer, enum style style)
{
    static const char *const texts[] = {"# so far",       "#",  "# - not: an item",
                                        "# \"ünbalanced", "#!", "# it's {open"};

    writer->styles |= bit(style);
    put(writer, RANDOM_OF(texts));
    wp_buf_printf(&writer->text, " ~%u", ++writer->comments);
}

/* Whether the text ends with an indicator '-' or ':'. libyaml accepts no tab after it. */
static inline bool ends_with_indicator(const struct writer *writer)
{
    struct wp_str text = wp_buf_str(&writer->text);
    char last = text.length > 0 ? text.data[text.length - 1] : ' ';
    char before = text.length > 1 ? text.data[text.length - 2] : ' ';

    return (last == '-' || last == ':') && strchr(" \r\n", before) != NULL;
}

/* Whether a comment may follow without a blank: after a bracket, a comma or a closing quote.
 * libyaml accepts this; the YAML specification does not. */
static inline bool may_be_tight(const struct writer *writer)
{
    struct wp_str text = wp_buf_str(&writer->text);

    return text.length > 0 && strchr(",[]{}'\"|>", text.data[text.length - 1]) != NULL;
}

/* Append an empty line or a line of blanks. After a block scalar the line has too few
 * blanks to be part of the scalar. */
static inline void put_blank_line(struct writer *writer)
{
    bool follows = writer->block_end == writer->text.length;
    unsigned most = follows && writer->block_width < WIDTH_MAX ? writer->block_width : WIDTH_MAX;
    unsigned width = random_percent(40) ? random_few(most + 1) : 0;

    if (width > 0)
        writer->styles |= bit(STYLE_BLANKS);
    put_blanks(writer, width);
    put_break(writer);
    if (follows)
        writer->block_end = writer->text.length;
}

static inline void put_blank_lines(struct writer *writer)
{
    while (random_percent(15))
        put_blank_line(writer);
}

/* End the current line, sometimes with a comment. */
static inline void end_line(struct writer *writer, enum style style)
{
    bool tight = may_be_tight(writer) && random_percent(20);
    bool comment = random_percent(20);
    bool tab = writer->tabs && random_percent(30) && !ends_with_indicator(writer);

    if (tab) {
        writer->styles |= bit(STYLE_TABS);
        put(writer, random_percent(50) ? "\t" : " \t ");
    } else if (comment && tight) {
        writer->styles |= bit(STYLE_COMMENT_TIGHT);
    } else if (comment || random_percent(5)) {
        put_blanks(writer, 1 + random_few(3));
    }
    if (comment)
        put_comment(writer, style);
    put_break(writer);
}

static inline void put_comment_line(struct writer *writer, unsigned column, enum style style)
{
    put_blanks(writer, column);
    put_comment(writer, style);
    put_break(writer);
}

/* Append comments that are indented deeper than `column`, so that they belong to the key or item
 * above. Some follow a blank line. */
static inline void put_deeper_comments(struct writer *writer, unsigned column)
{
    while (random_percent(10)) {
        if (random_percent(20))
            put_blank_line(writer);
        put_comment_line(writer, column + 1 + random_few(random_percent(20) ? 20 : 4),
                         STYLE_COMMENT_BELOW);
    }
}

/* Append blank lines and comments that may be between two entries at `column`. */
static inline void put_noise(struct writer *writer, unsigned column)
{
    while (random_percent(15)) {
        if (random_percent(50))
            put_blank_line(writer);
        else if (random_percent(50))
            put_comment_line(writer, column, STYLE_COMMENT_ABOVE);
        else
            put_comment_line(writer, random_percent(30) ? random_few(column + 1) : 0,
                             STYLE_COMMENT_AT_EDGE);
    }
}

static inline struct wp_str copy_string(struct writer *writer, struct wp_str text)
{
    text = wp_arena_copy(writer->arena, text);
    if (text.data == NULL)
        abort();
    return text;
}

/* Return a new word that does not occur elsewhere in the plan. */
static inline struct wp_str new_word(struct writer *writer, const char *kind)
{
    struct wp_buf buf = WP_BUF_INIT;
    struct wp_str word;

    wp_buf_printf(&buf, "%s%u", kind, ++writer->words);
    word = copy_string(writer, wp_buf_str(&buf));
    wp_buf_free(&buf);
    return word;
}

static inline struct wp_str with_break(struct writer *writer, struct wp_str text)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_buf_append(&buf, text);
    wp_buf_putc(&buf, '\n');
    text = copy_string(writer, wp_buf_str(&buf));
    wp_buf_free(&buf);
    return text;
}

/* Append the lines of a block scalar, indented by `deep` blanks. Its blank lines have
 * at most `deep` blanks. */
static inline void put_block_lines(struct writer *writer, unsigned deep, struct wp_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (i == 0 || (text.data[i - 1] == '\n' && text.data[i] != '\n'))
            put_blanks(writer, deep);
        else if (text.data[i - 1] == '\n' && random_percent(20))
            put_blanks(writer, random_few(deep + 1));
        if (text.data[i] == '\n')
            put_break(writer);
        else
            wp_buf_putc(&writer->text, text.data[i]);
    }
    put_break(writer);
    writer->block_end = writer->text.length;
    writer->block_width = deep;
}

/* Append a block scalar with the indicator `sign` ("|" or ">"), and blank lines after it. The text
 * may be empty. With `keeps`, the scalar has no chomping indicator, so its value ends with a line
 * break. */
static inline void put_block(struct writer *writer, unsigned column, const char *sign, bool keeps,
                             struct wp_str text)
{
    static const char *const chompings[] = {"-", "", "+"};
    const char *chomping = keeps ? "" : chompings[random_below(3)];
    unsigned deep = column + 1 + random_few(4);
    bool before = random_percent(50);
    bool number = random_percent(15);

    put(writer, sign);
    put(writer, before ? chomping : "");
    if (number)
        wp_buf_printf(&writer->text, "%u", deep - column);
    put(writer, before ? "" : chomping);
    end_line(writer, STYLE_COMMENT_BEHIND_HEADER);
    if (text.length > 0) {
        put_block_lines(writer, deep, text);
    } else {
        writer->block_end = writer->text.length;
        writer->block_width = number ? deep : WIDTH_MAX;
    }
    writer->open_ended = NULL;
    writer->open_end = writer->text.length;
    put_blank_lines(writer);
}

static inline void put_quoted(struct writer *writer, struct wp_str text, char quote)
{
    wp_buf_putc(&writer->text, quote);
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];

        if (byte == quote && quote == '\'')
            put(writer, "''");
        else if (byte == '"' || byte == '\\')
            wp_buf_printf(&writer->text, quote == '"' ? "\\%c" : "%c", byte);
        else if (byte == '\n')
            put(writer, "\\n");
        else if (byte == '\t' && quote == '"')
            put(writer, "\\t");
        else
            wp_buf_putc(&writer->text, byte);
    }
    wp_buf_putc(&writer->text, quote);
}

/* If the texts of the plan are numbered, return a new text: a new word, and `text`. */
static inline struct wp_str number_text(struct writer *writer, struct wp_str text)
{
    struct wp_buf buf = WP_BUF_INIT;

    if (!writer->numbered)
        return text;
    wp_buf_printf(&buf, "n%u ", ++writer->words);
    wp_buf_append(&buf, text);
    text = copy_string(writer, wp_buf_str(&buf));
    wp_buf_free(&buf);
    return text;
}

/* Append a scalar on two lines, the second one indented by `column` blanks. Return its value. If
 * `quote` is not empty, the second line may begin with '%' at column 0. It then looks like a
 * directive, but libyaml accepts it. */
static inline struct wp_str put_two_lines(struct writer *writer, unsigned column, const char *quote)
{
    bool directive = quote[0] != '\0' && random_percent(15);
    bool blank = random_percent(15);
    struct wp_str first = number_text(writer, wp_str("Größe"));
    struct wp_buf value = WP_BUF_INIT;

    put(writer, quote);
    wp_buf_append(&writer->text, first);
    put_break(writer);
    if (blank)
        put_blank_line(writer);
    put_blanks(writer, directive ? 0 : column);
    put(writer, directive ? "%messen" : "messen");
    put(writer, quote);
    if (directive)
        writer->styles |= bit(STYLE_DIRECTIVE);
    wp_buf_append(&value, first);
    wp_buf_puts(&value, blank ? "\n" : " ");
    wp_buf_puts(&value, directive ? "%messen" : "messen");
    first = copy_string(writer, wp_buf_str(&value));
    wp_buf_free(&value);
    return first;
}

/* Whether the last line that is neither blank nor a comment begins with '%'. */
static inline bool ends_with_directive(const struct writer *writer)
{
    struct wp_str text = wp_buf_str(&writer->text);

    for (;;) {
        size_t line = text.length > 0 ? text.length - 1 : 0;

        while (line > 0 && strchr("\r\n", text.data[line - 1]) == NULL)
            line--;
        if (text.length == 0 || strchr("#\r\n", text.data[line]) == NULL)
            return text.length > 0 && text.data[line] == '%';
        text.length = line;
    }
}

static const char *const plain_texts[] = {"Read", "Größe messen", "早起き", "a:b",   "x - y",
                                          "q",    "🎯 aim",        "it's",   "C:\\x", "100 %"};
static const char *const quoted_texts[] = {"It's: so", "#1", "a, [b]", "\"", "'", "12:30",
                                           "a # b",    "-",  "{x",     "@x", " "};
static const char *const escaped_texts[] = {"tab\there", "\\", "two\nlines", "Zoë"};
static const char *const block_texts[] = {"literally",      "one\n\ntwo", "# no comment\n  x",
                                          "- not: an item", "% 100",      "ends in blanks\n   "};

/* Append a scalar in a random style, and return its value. Set `*style`. With `flow` the style is
 * no block style; without `lines` it has one line. A block scalar has ended its last line, other
 * scalars have not. */
static inline struct wp_str put_text(struct writer *writer, unsigned column, bool flow, bool lines,
                                     enum style *style)
{
    static const enum style styles[] = {STYLE_PLAIN,   STYLE_PLAIN,  STYLE_PLAIN,
                                        STYLE_SINGLE,  STYLE_DOUBLE, STYLE_LINES,
                                        STYLE_LITERAL, STYLE_FOLDED, STYLE_QUOTED_LINES};
    struct wp_str text = wp_str(RANDOM_OF(plain_texts));

    *style = RANDOM_OF(styles);
    if ((flow && (*style == STYLE_LITERAL || *style == STYLE_FOLDED)) ||
        (!lines && (*style == STYLE_LINES || *style == STYLE_QUOTED_LINES)))
        *style = STYLE_PLAIN;
    switch (*style) {
    case STYLE_SINGLE:
        text = wp_str(RANDOM_OF(quoted_texts));
        text = number_text(writer, wp_str_trim(text).length > 0 ? text : wp_str("''"));
        put_quoted(writer, text, '\'');
        break;
    case STYLE_DOUBLE:
        text = number_text(writer, wp_str(RANDOM_OF(escaped_texts)));
        put_quoted(writer, text, '"');
        break;
    case STYLE_LINES:
        text = put_two_lines(writer, column, "");
        break;
    case STYLE_QUOTED_LINES:
        text = put_two_lines(writer, column, random_percent(50) ? "'" : "\"");
        break;
    case STYLE_LITERAL:
        text = number_text(writer, wp_str(RANDOM_OF(block_texts)));
        put_block(writer, column - 1, "|", false, text);
        break;
    case STYLE_FOLDED:
        text = number_text(writer, text);
        put_block(writer, column - 1, ">", false, text);
        break;
    default:
        text = number_text(writer, text);
        wp_buf_append(&writer->text, text);
        break;
    }
    return text;
}

static inline bool is_block(enum style style)
{
    return style == STYLE_LITERAL || style == STYLE_FOLDED;
}

#endif
