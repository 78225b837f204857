#include "render/diagnostic.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "render/escape.h"

/* Select Graphic Rendition (ECMA-48, 8.3.117). */
#define SGR_BOLD   "\033[1m"
#define SGR_RED    "\033[31m"
#define SGR_YELLOW "\033[33m"
#define SGR_RESET  "\033[0m"

/*
 * The excerpt, grapheme by grapheme. Each one is sanitized by itself, which is
 * what keeps columns and caret together. A caret behind the last byte stands
 * under one more piece, without text.
 */
struct diagnostic_line {
    struct wp_str text;
    size_t count;                       /* of pieces, the one without text included */
    size_t offset[WP_EXCERPT_SIZE + 2]; /* where a piece begins in `text`, */
    size_t column[WP_EXCERPT_SIZE + 2]; /* and on the terminal */
    size_t caret_first;                 /* the pieces that the caret stands under */
    size_t caret_end;
};

static const char program[] = "weekplan:";

/* Lines that go on with a message stand below its first word; where the terminal
 * is narrow, the words have more need of the room. */
enum { INDENT = sizeof "weekplan: " - 1, INDENT_NARROW = 2, NARROW = 40 };

/* A message that is being written. */
struct message {
    struct wp_buf *out;
    const struct wp_text_style *style;
    size_t column; /* of the line that is being written, from 0 */
};

/* The pieces that are shown: from `first` to before `end`. */
struct view {
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

static struct wp_str piece_text(const struct diagnostic_line *line, size_t piece)
{
    size_t offset = line->offset[piece];
    return wp_str_slice(line->text, offset, line->offset[piece + 1] - offset);
}

/* The widths are those of the sanitized pieces, made in `scratch`. */
static void diagnostic_measure(struct diagnostic_line *line, const struct wp_error *error,
                               struct wp_buf *scratch)
{
    size_t caret_end = error->caret + (error->caret_length > 0 ? error->caret_length : 1);
    size_t offset = 0;
    size_t column = 0;
    size_t i = 0;

    line->text = (struct wp_str){error->excerpt, error->excerpt_length};
    for (; offset < line->text.length; i++) {
        unsigned columns;
        line->offset[i] = offset;
        line->column[i] = column;
        offset += wp_utf8_grapheme(wp_str_slice(line->text, offset, line->text.length), &columns);
        wp_buf_clear(scratch);
        wp_escape_line(scratch,
                       wp_str_slice(line->text, line->offset[i], offset - line->offset[i]));
        column += wp_utf8_columns(wp_buf_str(scratch));
    }
    line->offset[i] = offset;
    line->column[i] = column;
    if (error->caret >= offset) {
        i++;
        line->offset[i] = offset;
        line->column[i] = column + 1;
    }
    line->count = i;

    line->caret_first = 0;
    while (line->caret_first + 1 < i && line->offset[line->caret_first + 1] <= error->caret)
        line->caret_first++;
    line->caret_end = line->caret_first + 1;
    while (line->caret_end < i && line->offset[line->caret_end] < caret_end)
        line->caret_end++;
}

static bool cut_left(const struct wp_error *error, struct view view)
{
    return error->cut_left || view.first > 0;
}

static bool cut_right(const struct wp_error *error, const struct diagnostic_line *line,
                      struct view view)
{
    return error->cut_right || view.end < line->count;
}

/* Shows what the caret stands under, from its beginning, and around that as
 * much as there is room for. */
static struct view diagnostic_choose(const struct diagnostic_line *line,
                                     const struct wp_error *error, size_t mark, size_t width)
{
    struct view all = {0, line->count};
    size_t marks = (error->cut_left ? mark : 0) + (error->cut_right ? mark : 0);
    if (line->column[line->count] + marks <= width)
        return all;

    struct view view = {line->caret_first, line->caret_first + 1};
    size_t room = width > 2 * mark ? width - 2 * mark : 1;
    while (view.end < line->caret_end &&
           line->column[view.end + 1] - line->column[view.first] <= room)
        view.end++;
    for (bool grown = true; grown;) {
        grown = false;
        if (view.first > 0 && line->column[view.end] - line->column[view.first - 1] <= room) {
            view.first--;
            grown = true;
        }
        if (view.end < line->count &&
            line->column[view.end + 1] - line->column[view.first] <= room) {
            view.end++;
            grown = true;
        }
    }
    return view;
}

static void put_excerpt(struct wp_buf *out, const struct wp_error *error,
                        const struct wp_text_style *style)
{
    struct wp_buf scratch = WP_BUF_INIT;
    struct diagnostic_line line = {0};
    const char *mark = style->ascii ? "..." : "…";
    size_t mark_columns = style->ascii ? 3 : 1;

    diagnostic_measure(&line, error, &scratch);
    struct view view = diagnostic_choose(&line, error, mark_columns, style->width);

    if (cut_left(error, view))
        wp_buf_puts(out, mark);
    for (size_t i = view.first; i < view.end; i++)
        wp_escape_line(out, piece_text(&line, i));
    if (cut_right(error, &line, view))
        wp_buf_puts(out, mark);

    size_t begin = line.column[line.caret_first];
    size_t end = line.column[line.caret_end < view.end ? line.caret_end : view.end];
    wp_buf_putc(out, '\n');
    wp_buf_repeat(out, " ",
                  begin - line.column[view.first] + (cut_left(error, view) ? mark_columns : 0));
    wp_buf_clear(&scratch);
    wp_buf_putc(&scratch, '^');
    wp_buf_repeat(&scratch, "~", end > begin ? end - begin - 1 : 0);
    put_colored(out, style, error->warning ? SGR_YELLOW : SGR_RED, wp_buf_str(&scratch));
    wp_buf_putc(out, '\n');
    wp_buf_free(&scratch);
}

static void put_place(struct message *message, const char *file, const struct wp_error *error)
{
    struct wp_buf place = WP_BUF_INIT;

    wp_escape_line(&place, wp_str(file));
    if (error->line > 0)
        wp_buf_printf(&place, ":%" PRIu64 ":%" PRIu64, error->line, error->column);
    wp_buf_putc(&place, ':');
    wp_buf_putc(message->out, ' ');
    put_colored(message->out, message->style, SGR_BOLD, wp_buf_str(&place));
    message->column += 1 + wp_utf8_columns(wp_buf_str(&place));
    wp_buf_free(&place);
}

/* A word that the line has no room for begins the next one, but is not broken
 * itself: a path shall stay whole. */
static void diagnostic_put_word(struct message *message, struct wp_str blanks, struct wp_str word,
                                const char *sgr)
{
    const struct wp_text_style *style = message->style;
    size_t indent = style->width < NARROW ? INDENT_NARROW : INDENT;
    size_t columns = wp_utf8_columns(word);

    if (style->wraps && message->column > indent &&
        message->column + blanks.length + columns > style->width) {
        wp_buf_putc(message->out, '\n');
        wp_buf_repeat(message->out, " ", indent);
        message->column = indent;
    } else {
        wp_buf_append(message->out, blanks);
        message->column += blanks.length;
    }
    put_colored(message->out, style, sgr, word);
    message->column += columns;
}

static size_t run_of_blanks(struct wp_str text)
{
    size_t length = 0;

    while (length < text.length && text.data[length] == ' ')
        length++;
    return length;
}

static void put_message(struct message *message, struct wp_str text)
{
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_str rest;

    wp_buf_putc(&clean, ' ');
    wp_escape_line(&clean, text);
    for (rest = wp_buf_str(&clean); rest.length > 0;) {
        size_t begin = run_of_blanks(rest);
        size_t end = begin;

        while (end < rest.length && rest.data[end] != ' ')
            end++;
        diagnostic_put_word(message, wp_str_slice(rest, 0, begin),
                            wp_str_slice(rest, begin, end - begin), "");
        rest = wp_str_slice(rest, end, rest.length);
    }
    wp_buf_putc(message->out, '\n');
    wp_buf_free(&clean);
}

static struct message begin_message(struct wp_buf *out, const struct wp_text_style *style)
{
    wp_buf_puts(out, program);
    return (struct message){out, style, sizeof program - 1};
}

void wp_diagnostic_remark(struct wp_buf *out, struct wp_str text, const struct wp_text_style *style)
{
    struct message message = begin_message(out, style);

    put_message(&message, text);
}

void wp_diagnostic_text(struct wp_buf *out, const char *file, const struct wp_error *error,
                        const struct wp_text_style *style)
{
    struct message message = begin_message(out, style);

    if (file != NULL)
        put_place(&message, file, error);
    if (error->warning)
        diagnostic_put_word(&message, wp_str(" "), wp_str("warning:"), SGR_YELLOW);
    put_message(&message, wp_str(error->message));
    if (file != NULL && error->line > 0 && error->excerpt_length > 0)
        put_excerpt(out, error, style);
}
