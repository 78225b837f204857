#include "render/diagnostic.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "render/escape.h"
#include "render/fold.h"

/* Escape sequences for colours: Select Graphic Rendition (ECMA-48, 8.3.117). */
#define SGR_BOLD   "\033[1m"
#define SGR_RED    "\033[31m"
#define SGR_YELLOW "\033[33m"
#define SGR_RESET  "\033[0m"

/*
 * The line of the plan below an error, split into pieces. A piece is one grapheme. Each
 * piece is sanitized alone, so that its column is known. If the caret is after the last byte, the
 * last piece has no text.
 */
struct excerpt {
    struct wp_str text;
    size_t count; /* number of pieces */
    /* offset of each piece in `text`; the last element is the end of the text */
    size_t offset[WP_EXCERPT_SIZE + 2];
    /* terminal column of each piece; the last element is the end of the text */
    size_t column[WP_EXCERPT_SIZE + 2];
    size_t caret_first; /* index of the first piece above the caret */
    size_t caret_end;   /* index of the piece after the last one above the caret */
};

static const char program[] = "weekplan:";

/* The indentation of a wrapped message: the column of its first word, or INDENT_NARROW on a
 * terminal with fewer than NARROW columns. */
enum { INDENT = sizeof "weekplan: " - 1, INDENT_NARROW = 2, NARROW = 40 };

/* The pieces that fit on the terminal: from `first` to before `end`. */
struct visible {
    size_t first;
    size_t end;
};

static void put_colored(struct wp_buf *out, const struct wp_text_style *style, const char *sgr,
                        struct wp_str text)
{
    bool colored = style->color && sgr[0] != '\0';

    if (colored)
        wp_buf_puts(out, sgr);
    wp_buf_append(out, text);
    if (colored)
        wp_buf_puts(out, SGR_RESET);
}

static struct wp_str piece_text(const struct excerpt *excerpt, size_t piece)
{
    size_t offset = excerpt->offset[piece];
    return wp_str_slice(excerpt->text, offset, excerpt->offset[piece + 1] - offset);
}

/* Split the line of the plan into pieces. The widths are those of the sanitized text, which is
 * made in `scratch`. */
static void split_excerpt(struct excerpt *excerpt, const struct wp_error *error,
                          struct wp_buf *scratch)
{
    size_t caret_end = error->caret + (error->caret_length > 0 ? error->caret_length : 1);
    size_t offset = 0;
    size_t column = 0;
    size_t i = 0;

    excerpt->text = (struct wp_str){error->excerpt, error->excerpt_length};
    for (; offset < excerpt->text.length; i++) {
        unsigned columns;
        excerpt->offset[i] = offset;
        excerpt->column[i] = column;
        offset +=
            wp_utf8_grapheme(wp_str_slice(excerpt->text, offset, excerpt->text.length), &columns);
        wp_buf_clear(scratch);
        wp_escape_line(
            scratch, wp_str_slice(excerpt->text, excerpt->offset[i], offset - excerpt->offset[i]));
        column += wp_utf8_columns(wp_buf_str(scratch));
    }
    excerpt->offset[i] = offset;
    excerpt->column[i] = column;
    if (error->caret >= offset) {
        i++;
        excerpt->offset[i] = offset;
        excerpt->column[i] = column + 1;
    }
    excerpt->count = i;

    excerpt->caret_first = 0;
    while (excerpt->caret_first + 1 < i &&
           excerpt->offset[excerpt->caret_first + 1] <= error->caret)
        excerpt->caret_first++;
    excerpt->caret_end = excerpt->caret_first + 1;
    while (excerpt->caret_end < i && excerpt->offset[excerpt->caret_end] < caret_end)
        excerpt->caret_end++;
}

static bool cut_left(const struct wp_error *error, struct visible visible)
{
    return error->cut_left || visible.first > 0;
}

static bool cut_right(const struct wp_error *error, const struct excerpt *excerpt,
                      struct visible visible)
{
    return error->cut_right || visible.end < excerpt->count;
}

/* Return the pieces to show: the pieces above the caret, and as many around them as fit. `dots`
 * is the width of the sign for text that is cut off. */
static struct visible choose_visible(const struct excerpt *excerpt, const struct wp_error *error,
                                     size_t dots, size_t width)
{
    struct visible all = {0, excerpt->count};
    size_t both = (error->cut_left ? dots : 0) + (error->cut_right ? dots : 0);
    if (excerpt->column[excerpt->count] + both <= width)
        return all;

    struct visible visible = {excerpt->caret_first, excerpt->caret_first + 1};
    size_t room = width > 2 * dots ? width - 2 * dots : 1;
    while (visible.end < excerpt->caret_end &&
           excerpt->column[visible.end + 1] - excerpt->column[visible.first] <= room)
        visible.end++;
    for (bool grown = true; grown;) {
        grown = false;
        if (visible.first > 0 &&
            excerpt->column[visible.end] - excerpt->column[visible.first - 1] <= room) {
            visible.first--;
            grown = true;
        }
        if (visible.end < excerpt->count &&
            excerpt->column[visible.end + 1] - excerpt->column[visible.first] <= room) {
            visible.end++;
            grown = true;
        }
    }
    return visible;
}

/* Append the line with the caret below the line of the plan. `dots` is the width of the sign
 * before the first visible piece. */
static void put_caret(struct wp_buf *out, const struct wp_error *error,
                      const struct wp_text_style *style, const struct excerpt *excerpt,
                      struct visible visible, size_t dots)
{
    size_t last = excerpt->caret_end < visible.end ? excerpt->caret_end : visible.end;
    size_t begin = excerpt->column[excerpt->caret_first];
    size_t end = excerpt->column[last];
    struct wp_buf caret = WP_BUF_INIT;

    wp_buf_repeat(out, " ", begin - excerpt->column[visible.first] + dots);
    wp_buf_putc(&caret, '^');
    wp_buf_repeat(&caret, "~", end > begin ? end - begin - 1 : 0);
    put_colored(out, style, error->warning ? SGR_YELLOW : SGR_RED, wp_buf_str(&caret));
    wp_buf_putc(out, '\n');
    wp_buf_free(&caret);
}

static void put_excerpt(struct wp_buf *out, const struct wp_error *error,
                        const struct wp_text_style *style)
{
    const char *dots = style->ascii ? "..." : "…";
    size_t dots_columns = style->ascii ? 3 : 1;
    struct wp_buf scratch = WP_BUF_INIT;
    struct excerpt excerpt = {0};
    struct visible visible;
    size_t i;

    split_excerpt(&excerpt, error, &scratch);
    wp_buf_free(&scratch);
    visible = choose_visible(&excerpt, error, dots_columns, style->width);
    if (cut_left(error, visible))
        wp_buf_puts(out, dots);
    for (i = visible.first; i < visible.end; i++)
        wp_escape_line(out, piece_text(&excerpt, i));
    if (cut_right(error, &excerpt, visible))
        wp_buf_puts(out, dots);
    wp_buf_putc(out, '\n');
    put_caret(out, error, style, &excerpt, visible, cut_left(error, visible) ? dots_columns : 0);
}

/* Append the place of an error. A path is never folded, so that it can be copied. */
static void put_place(struct wp_fold *line, const struct wp_text_style *style, const char *file,
                      const struct wp_error *error)
{
    struct wp_buf place = WP_BUF_INIT;

    wp_escape_line(&place, wp_str(file));
    if (error->line > 0)
        wp_buf_printf(&place, ":%" PRIu64 ":%" PRIu64, error->line, error->column);
    wp_buf_putc(&place, ':');
    wp_buf_putc(line->out, ' ');
    put_colored(line->out, style, SGR_BOLD, wp_buf_str(&place));
    line->column += 1 + wp_utf8_columns(wp_buf_str(&place));
    wp_buf_free(&place);
}

static void put_message(struct wp_fold *line, struct wp_str text)
{
    struct wp_buf clean = WP_BUF_INIT;

    wp_buf_putc(&clean, ' ');
    wp_escape_line(&clean, text);
    wp_fold_put(line, wp_buf_str(&clean));
    wp_buf_putc(line->out, '\n');
    wp_buf_free(&clean);
}

static struct wp_fold begin_message(struct wp_buf *out, const struct wp_text_style *style)
{
    wp_buf_puts(out, program);
    return (struct wp_fold){.out = out,
                            .width = style->wraps ? style->width : 0,
                            .indent = style->width < NARROW ? INDENT_NARROW : INDENT,
                            .column = sizeof program - 1};
}

void wp_diagnostic_remark(struct wp_buf *out, struct wp_str text, const struct wp_text_style *style)
{
    struct wp_fold line = begin_message(out, style);

    put_message(&line, text);
}

void wp_diagnostic_text(struct wp_buf *out, const char *file, const struct wp_error *error,
                        const struct wp_text_style *style)
{
    struct wp_fold line = begin_message(out, style);
    struct wp_buf warning = WP_BUF_INIT;

    if (file != NULL)
        put_place(&line, style, file, error);
    if (error->warning) {
        wp_buf_putc(&warning, ' ');
        put_colored(&warning, style, SGR_YELLOW, wp_str("warning:"));
        wp_fold_put(&line, wp_buf_str(&warning));
        wp_buf_free(&warning);
    }
    put_message(&line, wp_str(error->message));
    if (file != NULL && error->line > 0 && error->excerpt_length > 0)
        put_excerpt(out, error, style);
}
