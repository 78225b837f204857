/*
 * What random plans are written on: text, line breaks, blanks, comments, and
 * texts in every style.
 *
 * Comments are numbered: "# so far ~12". Wherever such a number stands in a
 * plan there is a comment.
 */
#ifndef PROPERTY_YAML_WRITER_H
#define PROPERTY_YAML_WRITER_H

#include <stdlib.h>
#include <string.h>

#include <weekplan/buf.h>

#include "plan_model.h"

enum { WIDTH_MAX = 16 };

struct paper {
    struct wp_buf text;
    struct wp_arena *arena; /* borrowed: of all that is said */
    const char *line_break;
    bool tabs;              /* at times behind what a line holds */
    const char *key_quotes; /* of all keys; "" where it is left to chance */
    unsigned comments;
    uint64_t styles; /* that occur; bits of enum style */
    unsigned words;  /* of which there are no two alike */
    /* A text whose last line break it loses when nothing stands behind it. */
    struct wp_str *open_ended;
    size_t open_end;
    /* The text on lines that ends here, and how wide a blank line may be below it that
     * is none of its own. */
    size_t block_end;
    unsigned block_width;
};

static inline uint64_t bit(enum style style)
{
    return (uint64_t)1 << style;
}

static inline void put(struct paper *paper, const char *text)
{
    wp_buf_puts(&paper->text, text);
}

static inline void put_blanks(struct paper *paper, unsigned count)
{
    wp_buf_repeat(&paper->text, " ", count);
}

static inline void put_break(struct paper *paper)
{
    put(paper, paper->line_break);
}

static inline void put_comment(struct paper *paper, enum style style)
{
    static const char *const texts[] = {"# so far",       "#",  "# - not: an item",
                                        "# \"ünbalanced", "#!", "# it's {open"};

    paper->styles |= bit(style);
    put(paper, RANDOM_OF(texts));
    wp_buf_printf(&paper->text, " ~%u", ++paper->comments);
}

/* Whether the text ends with a dash or a colon of its own, behind which libyaml
 * wants no tab. */
static inline bool ends_with_indicator(const struct paper *paper)
{
    struct wp_str text = wp_buf_str(&paper->text);
    char last = text.length > 0 ? text.data[text.length - 1] : ' ';
    char before = text.length > 1 ? text.data[text.length - 2] : ' ';

    return (last == '-' || last == ':') && strchr(" \r\n", before) != NULL;
}

/* Whether a comment may stand right behind what the text ends with: a bracket, a comma,
 * a quote that closes. */
static inline bool may_be_tight(const struct paper *paper)
{
    struct wp_str text = wp_buf_str(&paper->text);

    return text.length > 0 && strchr(",[]{}'\"|>", text.data[text.length - 1]) != NULL;
}

/* An empty line, or one of blanks: below a text on lines none that it would take for
 * its own. */
static inline void put_blank_line(struct paper *paper)
{
    bool follows = paper->block_end == paper->text.length;
    unsigned most = follows && paper->block_width < WIDTH_MAX ? paper->block_width : WIDTH_MAX;
    unsigned width = random_percent(40) ? random_few(most + 1) : 0;

    if (width > 0)
        paper->styles |= bit(STYLE_BLANKS);
    put_blanks(paper, width);
    put_break(paper);
    if (follows)
        paper->block_end = paper->text.length;
}

static inline void put_blank_lines(struct paper *paper)
{
    while (random_percent(15))
        put_blank_line(paper);
}

/* Ends a line behind some content, with a comment at times. */
static inline void end_line(struct paper *paper, enum style style)
{
    bool tight = may_be_tight(paper) && random_percent(20);
    bool comment = random_percent(20);
    bool tab = paper->tabs && random_percent(30) && !ends_with_indicator(paper);

    if (tab) {
        paper->styles |= bit(STYLE_TABS);
        put(paper, random_percent(50) ? "\t" : " \t ");
    } else if (comment && tight) {
        paper->styles |= bit(STYLE_COMMENT_TIGHT);
    } else if (comment || random_percent(5)) {
        put_blanks(paper, 1 + random_few(3));
    }
    if (comment)
        put_comment(paper, style);
    put_break(paper);
}

static inline void put_comment_line(struct paper *paper, unsigned column, enum style style)
{
    put_blanks(paper, column);
    put_comment(paper, style);
    put_break(paper);
}

/* Comments that belong to what stands above at `column`, some of them set off. */
static inline void put_deeper_comments(struct paper *paper, unsigned column)
{
    while (random_percent(10)) {
        if (random_percent(20))
            put_blank_line(paper);
        put_comment_line(paper, column + 1 + random_few(random_percent(20) ? 20 : 4),
                         STYLE_COMMENT_BELOW);
    }
}

/* What may stand between two things at `column`, even behind a literal text. */
static inline void put_noise(struct paper *paper, unsigned column)
{
    while (random_percent(15)) {
        if (random_percent(50))
            put_blank_line(paper);
        else if (random_percent(50))
            put_comment_line(paper, column, STYLE_COMMENT_ABOVE);
        else
            put_comment_line(paper, random_percent(30) ? random_few(column + 1) : 0,
                             STYLE_COMMENT_AT_EDGE);
    }
}

static inline struct wp_str kept(struct paper *paper, struct wp_str text)
{
    text = wp_arena_copy(paper->arena, text);
    if (text.data == NULL)
        abort();
    return text;
}

/* A word that does not occur twice. */
static inline struct wp_str new_word(struct paper *paper, const char *kind)
{
    struct wp_buf buf = WP_BUF_INIT;
    struct wp_str word;

    wp_buf_printf(&buf, "%s%u", kind, ++paper->words);
    word = kept(paper, wp_buf_str(&buf));
    wp_buf_free(&buf);
    return word;
}

static inline struct wp_str with_break(struct paper *paper, struct wp_str text)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_buf_append(&buf, text);
    wp_buf_putc(&buf, '\n');
    text = kept(paper, wp_buf_str(&buf));
    wp_buf_free(&buf);
    return text;
}

/* The text on lines of its own, `deep` blanks before each; its blank lines have as many
 * at most. */
static inline void put_block_lines(struct paper *paper, unsigned deep, struct wp_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (i == 0 || (text.data[i - 1] == '\n' && text.data[i] != '\n'))
            put_blanks(paper, deep);
        else if (text.data[i - 1] == '\n' && random_percent(20))
            put_blanks(paper, random_few(deep + 1));
        if (text.data[i] == '\n')
            put_break(paper);
        else
            wp_buf_putc(&paper->text, text.data[i]);
    }
    put_break(paper);
    paper->block_end = paper->text.length;
    paper->block_width = deep;
}

/* "|" or ">", the text below, which may be none, and blank lines behind it. What it says
 * ends with a line break when `keeps`. */
static inline void put_block(struct paper *paper, unsigned column, const char *sign, bool keeps,
                             struct wp_str text)
{
    static const char *const chompings[] = {"-", "", "+"};
    const char *chomping = keeps ? "" : chompings[random_below(3)];
    unsigned deep = column + 1 + random_few(4);
    bool before = random_percent(50);
    bool number = random_percent(15);

    put(paper, sign);
    put(paper, before ? chomping : "");
    if (number)
        wp_buf_printf(&paper->text, "%u", deep - column);
    put(paper, before ? "" : chomping);
    end_line(paper, STYLE_COMMENT_BEHIND_HEADER);
    if (text.length > 0) {
        put_block_lines(paper, deep, text);
    } else {
        paper->block_end = paper->text.length;
        paper->block_width = number ? deep : WIDTH_MAX;
    }
    paper->open_ended = NULL;
    paper->open_end = paper->text.length;
    put_blank_lines(paper);
}

static inline void put_quoted(struct paper *paper, struct wp_str text, char quote)
{
    wp_buf_putc(&paper->text, quote);
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];

        if (byte == quote && quote == '\'')
            put(paper, "''");
        else if (byte == '"' || byte == '\\')
            wp_buf_printf(&paper->text, quote == '"' ? "\\%c" : "%c", byte);
        else if (byte == '\n')
            put(paper, "\\n");
        else if (byte == '\t' && quote == '"')
            put(paper, "\\t");
        else
            wp_buf_putc(&paper->text, byte);
    }
    wp_buf_putc(&paper->text, quote);
}

/* Two words on two lines, the second one at `column`, or between quotes, where
 * libyaml does not mind, at the left edge: there it looks like a directive. */
static inline struct wp_str put_two_lines(struct paper *paper, unsigned column, const char *quote)
{
    bool directive = quote[0] != '\0' && random_percent(15);
    bool blank = random_percent(15);

    put(paper, quote);
    put(paper, "Größe");
    put_break(paper);
    if (blank)
        put_blank_line(paper);
    put_blanks(paper, directive ? 0 : column);
    put(paper, directive ? "%messen" : "messen");
    put(paper, quote);
    if (directive)
        paper->styles |= bit(STYLE_DIRECTIVE);
    if (blank)
        return wp_str(directive ? "Größe\n%messen" : "Größe\nmessen");
    return wp_str(directive ? "Größe %messen" : "Größe messen");
}

/* Whether the last line but for comments and blank ones begins with '%'. */
static inline bool ends_with_directive(const struct paper *paper)
{
    struct wp_str text = wp_buf_str(&paper->text);

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

/* A text of any style that may stand there: on lines of its own outside of
 * brackets alone; over several when `lines`. Behind it the line is not ended,
 * except by a block: see ends_line. */
static inline struct wp_str put_text(struct paper *paper, unsigned column, bool flow, bool lines,
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
        text = wp_str_trim(text).length > 0 ? text : wp_str("''");
        put_quoted(paper, text, '\'');
        break;
    case STYLE_DOUBLE:
        text = wp_str(RANDOM_OF(escaped_texts));
        put_quoted(paper, text, '"');
        break;
    case STYLE_LINES:
        text = put_two_lines(paper, column, "");
        break;
    case STYLE_QUOTED_LINES:
        text = put_two_lines(paper, column, random_percent(50) ? "'" : "\"");
        break;
    case STYLE_LITERAL:
        text = wp_str(RANDOM_OF(block_texts));
        put_block(paper, column - 1, "|", false, text);
        break;
    case STYLE_FOLDED:
        put_block(paper, column - 1, ">", false, text);
        break;
    default:
        wp_buf_append(&paper->text, text);
        break;
    }
    return text;
}

static inline bool is_block(enum style style)
{
    return style == STYLE_LITERAL || style == STYLE_FOLDED;
}

#endif
