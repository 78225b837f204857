#include "render/task_title.h"

#include <string.h>

#include "base/utf8.h"
#include "base/words_in_text.h"
#include "markdown/task_marks.h"
#include "render/escape.h"
#include "render/title_text.h"

/* Append the first character of `text` so that it has no meaning. Return its length. */
static size_t put_protected(struct wp_buf *out, struct wp_str text)
{
    int32_t character;
    size_t length = wp_utf8_decode(text, &character);

    if (character > ' ' && character < 0x7F && wp_str_lower((char)character) < 'a')
        wp_buf_printf(out, "\\%c", (char)character);
    else
        wp_buf_printf(out, "&#%d;", (int)character);
    return length;
}

/* Return the offset of the last word of the text. */
static size_t last_word_of(struct wp_str text)
{
    size_t begin = text.length;

    while (begin > 0 && text.data[begin - 1] != ' ')
        begin--;
    return begin;
}

static bool is_digit_at(struct wp_str text, size_t at)
{
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

/* Append the beginning of a title as far as it could be a mark, or of a list. Return its length. */
static size_t put_begin(struct wp_buf *out, struct wp_str title, bool at_begin)
{
    size_t digits = 0;
    bool done;
    char box;

    if (wp_task_marks_sign(title, &done) > 0 ||
        (at_begin && (strchr("-+", title.data[0]) != NULL || wp_task_marks_word(title, &box) > 0)))
        return put_protected(out, title);
    while (at_begin && is_digit_at(title, digits))
        digits++;
    if (digits == 0 || digits == title.length || strchr(".)", title.data[digits]) == NULL)
        return 0;
    wp_buf_append(out, wp_str_slice(title, 0, digits));
    return digits + put_protected(out, wp_str_slice(title, digits, title.length));
}

/* Whether parentheses in the title begin as facts do. */
static bool has_facts(struct wp_str title)
{
    for (size_t i = 1; i + 1 < title.length; i++) {
        struct wp_str rest = wp_str_slice(title, i + 1, title.length);
        struct wp_str value;

        if (title.data[i] == '(' && title.data[i - 1] == ' ' &&
            wp_task_marks_fact(wp_str_trim(rest), &value) != WP_TASK_FACT_NONE)
            return true;
    }
    return false;
}

/* Return the offset of the character that has to be protected at the end of a title, so that it is
 * no mark; the length of the title if there is none. */
static size_t find_end_of_title(struct wp_str title, enum wp_task_title_place place, bool facts)
{
    static const char *const dashes[] = {"–", "—"};
    size_t word = last_word_of(title);
    size_t last = title.length - 1;
    struct wp_str rest = wp_str_slice(title, word, title.length);
    enum wp_task_fact fact;
    struct wp_str day;
    size_t signed_day;
    bool done;
    char box;

    if (place != WP_TASK_TITLE_REASON_IN_HEADING && wp_title_text_ends_with_link(title))
        return title.length;
    if (rest.length > 0 && wp_task_marks_sign(rest, &done) == rest.length)
        return word;
    if (place == WP_TASK_TITLE_AT_BEGIN && wp_task_marks_word_at_end(title, &box) > 0)
        return word;
    signed_day = wp_task_marks_day_sign(title, &fact, &day);
    if (signed_day > 0)
        return title.length - signed_day;
    if ((title.data[last] == '%' && (is_digit_at(title, word) || title.data[word] == '.')) ||
        (title.data[last] == ')' && has_facts(title)) ||
        (facts && strchr("-:,", title.data[last]) != NULL) ||
        (place >= WP_TASK_TITLE_IN_HEADING && title.data[last] == ':'))
        return last;
    for (size_t i = 0; facts && i < sizeof dashes / sizeof dashes[0]; i++) {
        size_t length = strlen(dashes[i]);

        if (title.length >= length &&
            wp_str_equal_c(wp_str_slice(title, title.length - length, length), dashes[i]))
            return title.length - length;
    }
    return title.length;
}

/* Append a part of a title. A reason has no links. */
static void put_title_piece(struct wp_buf *out, struct wp_str part, enum wp_task_title_place place)
{
    if (place == WP_TASK_TITLE_REASON_IN_HEADING)
        wp_escape(out, WP_FORMAT_MARKDOWN, part);
    else
        wp_title_text_markdown(out, part);
}

/* Append the end of a title, whose first character has to be protected. */
static void put_end(struct wp_buf *out, struct wp_str end, enum wp_task_title_place place)
{
    end = wp_str_slice(end, put_protected(out, end), end.length);
    /* A shortcode, ":x:": a heading may not end with its second colon. */
    if (end.length > 0 && end.data[end.length - 1] == ':') {
        put_title_piece(out, wp_str_slice(end, 0, end.length - 1), place);
        (void)put_protected(out, wp_str_slice(end, end.length - 1, 1));
    } else {
        put_title_piece(out, end, place);
    }
}

void wp_task_title_put(struct wp_buf *out, struct wp_str title, enum wp_task_title_place place,
                       bool facts)
{
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_str text;
    size_t begin = 0;
    size_t end;

    wp_escape_line(&clean, title);
    text = wp_str_trim(wp_buf_str(&clean));
    if (text.length == 0)
        text = wp_str("\xEF\xBF\xBD"); /* U+FFFD, for a title that nobody can see */
    end = find_end_of_title(text, place, facts);
    if (place == WP_TASK_TITLE_BEHIND_BOX || place == WP_TASK_TITLE_AT_BEGIN)
        begin = put_begin(out, text, place == WP_TASK_TITLE_AT_BEGIN);
    if (begin > end) /* one character is both ends */
        end = text.length;
    put_title_piece(out, wp_str_slice(text, begin, end - begin), place);
    if (end < text.length)
        put_end(out, wp_str_slice(text, end, text.length), place);
    wp_buf_free(&clean);
}

/* Append escaped text, with a backslash before each of `signs` too. */
static void put_with_signs(struct wp_buf *out, struct wp_str text, const char *signs)
{
    struct wp_buf escaped = WP_BUF_INIT;

    wp_escape(&escaped, WP_FORMAT_MARKDOWN, text);
    for (size_t i = 0; i < escaped.length; i++) {
        if (strchr(signs, escaped.data[i]) != NULL && escaped.data[i] != '\0')
            wp_buf_putc(out, '\\');
        wp_buf_putc(out, escaped.data[i]);
    }
    wp_buf_free(&escaped);
}

void wp_task_title_put_unit(struct wp_buf *out, struct wp_str unit)
{
    size_t word = last_word_of(unit);
    struct wp_str last = wp_str_slice(unit, word, unit.length);

    if (!wp_words_in_text_has(wp_task_marks_after_progress, last)) {
        put_with_signs(out, unit, ",()");
        return;
    }
    put_with_signs(out, wp_str_slice(unit, 0, word), ",()");
    word = put_protected(out, last);
    put_with_signs(out, wp_str_slice(last, word, last.length), ",()");
}

/* Whether each parenthesis of the text has its other one. */
static bool is_balanced(struct wp_str text)
{
    size_t depth = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == ')' && depth == 0)
            return false;
        depth += text.data[i] == '(';
        depth -= text.data[i] == ')';
    }
    return depth == 0;
}

void wp_task_title_put_reason(struct wp_buf *out, struct wp_str reason)
{
    struct wp_buf clean = WP_BUF_INIT;

    wp_escape_line(&clean, reason);
    reason = wp_str_trim(wp_buf_str(&clean));
    put_with_signs(out, reason, is_balanced(reason) ? "" : "()");
    wp_buf_free(&clean);
}
