#include "render/term_text.h"

#include "base/utf8.h"
#include "render/escape.h"

/* Escape sequences for colours: Select Graphic Rendition (ECMA-48, 8.3.117). Only the eight basic
 * colours are used, because a terminal's theme adapts them to its background. */
static const char *const tints[] = {
    [WP_TINT_PLAIN] = "",        [WP_TINT_BOLD] = "\033[1m",  [WP_TINT_DIM] = "\033[2m",
    [WP_TINT_GOOD] = "\033[32m", [WP_TINT_SOON] = "\033[33m", [WP_TINT_LATE] = "\033[31m",
};

static bool is_tinted(const struct wp_term *term, enum wp_tint tint)
{
    return term->style->color && tint != WP_TINT_PLAIN;
}

static void begin_tint(struct wp_term *term, enum wp_tint tint)
{
    if (is_tinted(term, tint))
        wp_buf_puts(term->out, tints[tint]);
    if (term->style->color && (term->emphasis & WP_EMPHASIS_STRONG) != 0)
        wp_buf_puts(term->out, "\033[1m");
    if (term->style->color && (term->emphasis & WP_EMPHASIS_STRESS) != 0)
        wp_buf_puts(term->out, "\033[4m");
}

static void end_tint(struct wp_term *term, enum wp_tint tint)
{
    if (is_tinted(term, tint) || (term->style->color && term->emphasis != 0))
        wp_buf_puts(term->out, "\033[0m");
}

/* The longest target of a link: terminals ignore a longer one, or print it. */
enum { TARGET_MAX = 2083 };

/* Append the sequence that begins a link, or with an empty target the sequence that ends it. No-op
 * outside a link. The sequence is OSC 8 of terminals: ESC ] 8 ; ; TARGET ESC \. */
static void put_link_sequence(struct wp_term *term, struct wp_str target)
{
    if (term->target.length == 0)
        return;
    wp_buf_puts(term->out, "\033]8;;");
    wp_buf_append(term->out, target);
    wp_buf_puts(term->out, "\033\\");
}

void wp_term_begin_link(struct wp_term *term, struct wp_str link)
{
    /* a longer link is not escaped at all, because a URL may be as long as a week */
    if (!term->style->links || link.length > TARGET_MAX || !wp_escape_is_safe_link(link))
        return;
    wp_escape_uri(&term->target, link);
    if (term->target.length > TARGET_MAX)
        wp_buf_clear(&term->target);
}

bool wp_term_can_hide(const struct wp_term *term, struct wp_str link)
{
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_buf target = WP_BUF_INIT;
    bool can;

    if (!term->style->links || link.length > TARGET_MAX || !wp_escape_is_safe_link(link))
        return false;
    wp_escape_line(&clean, link);
    wp_escape_uri(&target, link);
    can = wp_str_equal(wp_buf_str(&clean), link) && target.length <= TARGET_MAX;
    wp_buf_free(&clean);
    wp_buf_free(&target);
    return can;
}

void wp_term_end_link(struct wp_term *term)
{
    wp_buf_free(&term->target);
}

static void put_measured(struct wp_term *term, enum wp_tint tint, struct wp_str text,
                         size_t columns)
{
    if (text.length == 0)
        return;
    put_link_sequence(term, wp_buf_str(&term->target));
    begin_tint(term, tint);
    wp_buf_append(term->out, text);
    end_tint(term, tint);
    put_link_sequence(term, wp_str(""));
    term->column += columns;
}

void wp_term_put_str(struct wp_term *term, enum wp_tint tint, struct wp_str text)
{
    put_measured(term, tint, text, wp_utf8_columns(text));
}

void wp_term_put(struct wp_term *term, enum wp_tint tint, const char *words)
{
    struct wp_str text = wp_str(words);

    put_measured(term, tint, text, wp_utf8_length(text));
}

void wp_term_put_right(struct wp_term *term, enum wp_tint tint, const char *words, size_t end)
{
    struct wp_str text = wp_str(words);
    size_t columns = wp_utf8_length(text);

    if (columns == 0)
        return;
    wp_term_move_to(term, end > columns ? end - columns : 0);
    put_measured(term, tint, text, columns);
}

void wp_term_put_wrapped(struct wp_term *term, enum wp_tint tint, struct wp_str text, size_t room)
{
    size_t column = term->column;

    wp_term_put_str(term, tint, wp_term_break(&text, room));
    while (text.length > 0) {
        wp_term_newline(term);
        wp_term_move_to(term, column);
        wp_term_put_str(term, tint, wp_term_break(&text, room));
    }
}

void wp_term_move_to(struct wp_term *term, size_t column)
{
    if (column <= term->column)
        return;
    wp_buf_repeat(term->out, " ", column - term->column);
    term->column = column;
}

void wp_term_newline(struct wp_term *term)
{
    wp_buf_putc(term->out, '\n');
    term->column = 0;
}

const char *wp_term_pick(const struct wp_term *term, const char *unicode, const char *ascii)
{
    return term->style->ascii ? ascii : unicode;
}

const char *wp_term_separator(const struct wp_term *term)
{
    return wp_term_pick(term, " · ", " - ");
}

void wp_term_mark(struct wp_term *term, enum wp_mark mark)
{
    static const struct {
        const char *unicode;
        const char *ascii;
        enum wp_tint tint;
    } marks[] = {
        [WP_MARK_OPEN] = {"○", ".", WP_TINT_PLAIN},
        [WP_MARK_MOVED] = {"◐", "~", WP_TINT_PLAIN},
        [WP_MARK_DONE] = {"✓", "x", WP_TINT_GOOD},
        [WP_MARK_DROPPED] = {"–", "-", WP_TINT_DIM},
    };

    wp_term_put(term, marks[mark].tint, wp_term_pick(term, marks[mark].unicode, marks[mark].ascii));
}

/* Return how many of the `parts` of a bar are filled, rounded to the nearest number. */
static unsigned filled_parts(int percent_tenths, unsigned parts)
{
    unsigned filled = (2 * (unsigned)percent_tenths * parts + 1000) / 2000;

    if (filled == parts && percent_tenths < 1000)
        filled--;
    if (filled == 0 && percent_tenths > 0)
        filled++;
    return filled;
}

void wp_term_bar(struct wp_term *term, int percent_tenths, unsigned cells)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    unsigned per_cell = term->style->ascii ? 1 : 8;
    unsigned filled = filled_parts(percent_tenths, cells * per_cell);
    unsigned empty = cells - (filled + per_cell - 1) / per_cell;

    if (filled > 0) {
        begin_tint(term, WP_TINT_GOOD);
        wp_buf_repeat(term->out, wp_term_pick(term, "█", "#"), filled / per_cell);
        wp_buf_puts(term->out, eighths[filled % per_cell]);
        end_tint(term, WP_TINT_GOOD);
    }
    if (empty > 0) {
        begin_tint(term, WP_TINT_DIM);
        wp_buf_repeat(term->out, wp_term_pick(term, "░", "."), empty);
        end_tint(term, WP_TINT_DIM);
    }
    term->column += cells;
}

void wp_term_clean(const struct wp_term *term, struct wp_buf *line, struct wp_str text)
{
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_str rest;
    unsigned columns;

    if (!term->style->ascii) {
        wp_escape_line(line, text);
        return;
    }
    wp_escape_line(&clean, text);
    for (rest = wp_buf_str(&clean); rest.length > 0;) {
        size_t length = wp_utf8_grapheme(rest, &columns);

        wp_buf_append(line, (unsigned char)rest.data[0] < 0x80 && length == 1
                                ? wp_str_slice(rest, 0, 1)
                                : wp_str("?"));
        rest = wp_str_slice(rest, length, rest.length);
    }
    wp_buf_free(&clean);
}

void wp_term_cut(const struct wp_term *term, struct wp_buf *line, struct wp_str text,
                 size_t columns)
{
    const char *more = wp_term_pick(term, "…", "...");
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_str whole;

    if (text.length <= columns) { /* a byte has at most one column */
        wp_term_clean(term, line, text);
        return;
    }
    wp_term_clean(term, &clean, text);
    whole = wp_buf_str(&clean);
    if (wp_utf8_fit(whole, columns, NULL).length == whole.length) {
        wp_buf_append(line, whole);
    } else {
        wp_buf_append(
            line, wp_str_trim(wp_utf8_fit(whole, columns - wp_utf8_length(wp_str(more)), NULL)));
        wp_buf_puts(line, more);
    }
    wp_buf_free(&clean);
}

struct wp_str wp_term_break(struct wp_str *text, size_t columns)
{
    struct wp_str line = wp_utf8_fit(*text, columns, NULL);
    size_t end = line.length;
    unsigned grapheme_columns;

    if (end == 0 && text->length > 0)
        end = wp_utf8_grapheme(*text, &grapheme_columns);
    if (end < text->length && text->data[end] != ' ') {
        size_t blank = end;

        while (blank > 0 && text->data[blank - 1] != ' ')
            blank--;
        if (blank > 0)
            end = blank;
    }
    line = wp_str_trim(wp_str_slice(*text, 0, end));
    while (end < text->length && text->data[end] == ' ')
        end++;
    *text = wp_str_slice(*text, end, text->length);
    return line;
}
