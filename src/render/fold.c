#include "render/fold.h"

#include "base/utf8.h"

/* Columns by which the parts of a line are indented more than its first part. */
enum { HANGING = 2 };

size_t wp_fold_sequence_length(struct wp_str text)
{
    size_t at = 1;

    if (text.length < 2 || text.data[0] != '\033')
        return 0;
    while (at < text.length && text.data[at] != (text.data[1] == ']' ? '\\' : 'm'))
        at++;
    return at < text.length ? at + 1 : at;
}

/* Return the columns of a word. Escape sequences have none. */
static size_t count_word_columns(struct wp_str word)
{
    size_t columns = 0;

    while (word.length > 0) {
        size_t length = wp_fold_sequence_length(word);
        size_t end = length;

        while (end < word.length && word.data[end] != '\033')
            end++;
        columns += wp_utf8_columns(wp_str_slice(word, length, end - length));
        word = wp_str_slice(word, end > 0 ? end : 1, word.length);
    }
    return columns;
}

/* Return the number of blanks at the beginning of `text`. */
static size_t count_leading_blanks(struct wp_str text)
{
    size_t length = 0;

    while (length < text.length && text.data[length] == ' ')
        length++;
    return length;
}

/* Signs that belong to the word before them. An arrow belongs to the word after it too: "33.3% →
 * 50%". */
static const struct {
    const char *sign;
    bool joins; /* whether the sign joins the words beside it */
} signs[] = {{" → ", true}, {" -> ", true}, {" – ", false}, {" - ", false}, {" · ", false}};

/* Return the length of the sign at the beginning of `text`, as far as it belongs to the word before
 * it; 0 if there is no sign. */
static size_t sign_length(struct wp_str text)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (wp_str_starts(text, signs[i].sign))
            return wp_str(signs[i].sign).length - !signs[i].joins;
    return 0;
}

/* Return the length of the word at the beginning of `text`, with at most one sign after it, and the
 * word that the sign joins. */
static size_t find_word_end(struct wp_str text)
{
    bool signed_already = false;
    size_t end = 0;

    while (end < text.length) {
        size_t sign = 0;

        if (text.data[end] == ' ') {
            sign = signed_already ? 0 : sign_length(wp_str_slice(text, end, text.length));
            if (sign == 0)
                break;
            signed_already = true;
        }
        end += sign > 0 ? sign : 1;
    }
    return end;
}

static void fold_put_word(struct wp_fold *fold, struct wp_str blanks, struct wp_str word)
{
    size_t columns = count_word_columns(word);

    if (fold->width > 0 && fold->column > fold->indent &&
        fold->column + blanks.length + columns > fold->width) {
        wp_buf_putc(fold->out, '\n');
        wp_buf_repeat(fold->out, " ", fold->indent);
        fold->column = fold->indent;
    } else {
        wp_buf_append(fold->out, blanks);
        fold->column += blanks.length;
    }
    wp_buf_append(fold->out, word);
    fold->column += columns;
}

void wp_fold_put(struct wp_fold *fold, struct wp_str text)
{
    while (text.length > 0) {
        size_t blanks = count_leading_blanks(text);
        size_t word = find_word_end(wp_str_slice(text, blanks, text.length));

        fold_put_word(fold, wp_str_slice(text, 0, blanks), wp_str_slice(text, blanks, word));
        text = wp_str_slice(text, blanks + word, text.length);
    }
}

void wp_fold_put_lines(struct wp_buf *out, struct wp_str lines, size_t width)
{
    while (lines.length > 0) {
        size_t end = 0;

        while (end < lines.length && lines.data[end] != '\n')
            end++;
        wp_fold_put(&(struct wp_fold){.out = out,
                                      .width = width,
                                      .indent = count_leading_blanks(lines) + HANGING},
                    wp_str_slice(lines, 0, end));
        if (end < lines.length)
            wp_buf_putc(out, '\n');
        lines = wp_str_slice(lines, end + 1, lines.length);
    }
}
