#include "markdown/inline_link.h"

#include <string.h>

enum {
    BRACKETS_MAX = 16, /* open brackets that are remembered */
    PARENS_MAX = 32,   /* nested parentheses in a target (CommonMark asks for at least three) */
    TICKS_MAX = 8      /* backticks of a code span; so the time is linear */
};

/* Return the offset after a code span that begins at `at`, or after its backticks if it is not
 * closed. */
static size_t skip_code_span(struct wp_str line, size_t at)
{
    size_t after = at;
    size_t ticks;

    while (after < line.length && line.data[after] == '`')
        after++;
    ticks = after - at;
    for (size_t i = after; ticks <= TICKS_MAX && i < line.length;) {
        size_t begin = i;

        while (i < line.length && line.data[i] == '`')
            i++;
        if (i - begin == ticks)
            return i;
        i += i == begin;
    }
    return after;
}

/* Return the offset after a title in quotation marks at `at`, and the blanks around it; `at` if
 * there is none. */
static size_t skip_link_title(struct wp_str line, size_t at)
{
    size_t i = at;
    char quote;

    while (i < line.length && line.data[i] == ' ')
        i++;
    if (i == at || i == line.length || (line.data[i] != '"' && line.data[i] != '\''))
        return i;
    quote = line.data[i++];
    while (i < line.length && line.data[i] != quote)
        i += line.data[i] == '\\' ? 2 : 1;
    for (i++; i < line.length && line.data[i] == ' ';)
        i++;
    return i;
}

/* Return the length of a target at the beginning of `text`: no blanks, balanced parentheses. */
static size_t target_length(struct wp_str text)
{
    size_t depth = 0;
    size_t i;

    for (i = 0; i < text.length; i++) {
        char byte = text.data[i];

        if ((unsigned char)byte <= ' ' || byte == 0x7F || byte == '\\' ||
            (byte == ')' && depth == 0) || (byte == '(' && depth == PARENS_MAX))
            break;
        depth += byte == '(';
        depth -= byte == ')';
    }
    return depth == 0 ? i : 0;
}

/* Take the target from `at` on, after the '('. Return the offset after the ')', or 0 if there is no
 * target. */
static size_t take_target(struct wp_str line, size_t at, struct wp_str *target)
{
    size_t end;

    while (at < line.length && line.data[at] == ' ')
        at++;
    if (at < line.length && line.data[at] == '<') {
        at++;
        for (end = at; end < line.length && strchr("<>\\\n", line.data[end]) == NULL;)
            end++;
        if (end == line.length || line.data[end] != '>')
            return 0;
        *target = wp_str_slice(line, at, end - at);
        end++;
    } else {
        *target = wp_str_slice(line, at, target_length(wp_str_slice(line, at, line.length)));
        end = at + target->length;
    }
    end = skip_link_title(line, end);
    if (target->length == 0 || end >= line.length || line.data[end] != ')')
        return 0;
    return end + 1;
}

/* Whether the bracket that closes at `at` is followed by a target; then fill `link`. */
static bool ends_link(struct wp_str line, size_t open, size_t at, struct wp_inline_link *link)
{
    if (at + 1 >= line.length || line.data[at + 1] != '(')
        return false;
    link->end = take_target(line, at + 2, &link->target);
    link->text = wp_str_slice(line, open + 1, at - open - 1);
    link->begin = open > 0 && line.data[open - 1] == '!' ? open - 1 : open;
    return link->end > 0;
}

bool wp_inline_link_find(struct wp_str line, size_t from, struct wp_inline_link *link)
{
    size_t open[BRACKETS_MAX];
    size_t depth = 0;

    if (from >= line.length || memchr(line.data + from, '[', line.length - from) == NULL)
        return false;
    for (size_t at = from; at < line.length;) {
        char byte = line.data[at];

        if (byte == '`') {
            at = skip_code_span(line, at);
            continue;
        }
        if (byte == '\\') {
            at += 2;
            continue;
        }
        if (byte == '[' && depth < BRACKETS_MAX)
            open[depth++] = at;
        else if (byte == ']' && depth > 0 && ends_link(line, open[--depth], at, link))
            return true;
        at++;
    }
    return false;
}
