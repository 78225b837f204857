#include "import/goal_number.h"

enum { DIGITS_MAX = 3 };

/* Words that may be before the number. */
static const char *const goal_nouns[] = {"goal", "task", "priority", "objective"};

static bool is_goal_digit(struct wp_str text, size_t at)
{
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

static bool is_space_at(struct wp_str text, size_t at)
{
    return at >= text.length || text.data[at] == ' ' || text.data[at] == '\t';
}

static size_t skip_spaces(struct wp_str text, size_t at)
{
    while (at < text.length && is_space_at(text, at))
        at++;
    return at;
}

/* Return the length of "Goal " at the beginning of the text, or 0. */
static size_t noun_length(struct wp_str text)
{
    for (size_t i = 0; i < sizeof goal_nouns / sizeof goal_nouns[0]; i++) {
        size_t length = strlen(goal_nouns[i]);
        size_t at = 0;

        while (at < length && at < text.length && wp_str_lower(text.data[at]) == goal_nouns[i][at])
            at++;
        if (at == length && (is_space_at(text, at) || text.data[at] == '#'))
            return skip_spaces(text, at);
    }
    return 0;
}

/* Return the length of the separator after a number at `at`: ". ", ") ", ": ", " - ", or 0. */
static size_t separator_length(struct wp_str text, size_t at)
{
    static const char *const dashes[] = {"-", "–", "—"};
    size_t begin = skip_spaces(text, at);

    if (at < text.length && strchr(".):", text.data[at]) != NULL && text.data[at] != 0)
        return is_space_at(text, at + 1) ? 1 : 0;
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        size_t length = strlen(dashes[i]);

        if (begin > at && wp_str_starts(wp_str_slice(text, begin, text.length), dashes[i]) &&
            is_space_at(text, begin + length))
            return begin + length - at;
    }
    return 0;
}

/* Return the length of the number of a goal with its separator at the beginning of the text, or 0.
 */
static size_t goal_number_length(struct wp_str text)
{
    size_t noun = noun_length(text);
    size_t at = noun;
    bool hash = at < text.length && text.data[at] == '#';
    bool open = noun == 0 && !hash && at < text.length && text.data[at] == '(';
    size_t digits = 0;
    size_t length;

    at += hash || open;
    while (is_goal_digit(text, at + digits))
        digits++;
    if (digits == 0 || digits >= DIGITS_MAX)
        return 0;
    at += digits;
    /* "1.2 Read": a number below another one. */
    while (at + 1 < text.length && text.data[at] == '.' && is_goal_digit(text, at + 1))
        for (at++; is_goal_digit(text, at); at++)
            continue;
    if (open && (at >= text.length || text.data[at] != ')'))
        return 0;
    length = separator_length(text, at);
    if (length == 0 && !(hash && is_space_at(text, at)))
        return 0;
    return at + length;
}

bool wp_goal_number_take(struct wp_title_text *title)
{
    size_t length = goal_number_length(title->text);

    if (length == 0 || wp_title_text_is_literal(*title, 0, length) ||
        skip_spaces(title->text, length) >= title->text.length)
        return false;
    *title = wp_title_text_after(*title, length);
    return true;
}

bool wp_goal_number_take_dotted(struct wp_title_text *title)
{
    struct wp_str text = title->text;
    bool dot = false;
    size_t at = 0;

    for (; is_goal_digit(text, at) || (at > 0 && at < text.length && text.data[at] == '.'); at++)
        dot = dot || text.data[at] == '.';
    if (!dot || !is_space_at(text, at) || wp_title_text_is_literal(*title, 0, at) ||
        skip_spaces(text, at) >= text.length)
        return false;
    *title = wp_title_text_after(*title, at);
    return true;
}

/* Whether the text is a number and the end of bold text, as in "**1.** Read". */
static bool is_bold_number(struct wp_str text)
{
    size_t at = 0;

    while (is_goal_digit(text, at))
        at++;
    if (at == 0 || at >= DIGITS_MAX)
        return false;
    text = wp_str_slice(text, at, text.length);
    return wp_str_starts(text, ".** ") || wp_str_starts(text, ".__ ") ||
           wp_str_starts(text, ")** ") || wp_str_starts(text, ")__ ");
}

bool wp_goal_number_is_bold(struct wp_str line)
{
    struct wp_str text;

    line = wp_str_trim(line);
    text = wp_str_slice(line, 2, line.length);
    return (wp_str_starts(line, "**") || wp_str_starts(line, "__")) &&
           (goal_number_length(text) > 0 || is_bold_number(text));
}
