#include "read/hint.h"

#include <string.h>

#include "base/utf8.h"
#include "model/keys.h"

enum { QUOTED_MAX = 60 };

/* A line taken apart as its author saw it. */
struct shape {
    struct wp_str line;
    bool tab;            /* a tab in the indentation */
    bool item;           /* `- ` before it */
    struct wp_str value; /* behind dashes and a known key, with blanks trimmed */
    size_t value_offset; /* in the line */
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static size_t skip_blanks(struct wp_str line, size_t at)
{
    while (at < line.length && is_blank(line.data[at]))
        at++;
    return at;
}

/* The length of a known key and its colon at `at`, or 0. */
static size_t known_key(struct wp_str line, size_t at)
{
    size_t end = at;

    while (end < line.length && line.data[end] != ':')
        end++;
    if (end == line.length || wp_key_find(wp_str_slice(line, at, end - at)) < 0)
        return 0;
    return end + 1 - at;
}

static struct shape shape_of(const struct wp_text *text, size_t offset)
{
    struct wp_line at = wp_text_line(text, offset);
    struct shape shape = {.line = wp_str_slice(text->bytes, at.offset, at.length)};
    struct wp_str line = shape.line;
    size_t begin = skip_blanks(line, 0);

    shape.tab = memchr(line.data, '\t', begin) != NULL;
    while (begin + 1 < line.length && line.data[begin] == '-' && is_blank(line.data[begin + 1])) {
        shape.item = true;
        begin = skip_blanks(line, begin + 1);
    }
    begin = skip_blanks(line, begin + known_key(line, begin));
    shape.value = wp_str_trim(wp_str_slice(line, begin, line.length));
    shape.value_offset = begin;
    return shape;
}

/* In quotes that need no escapes where that can be. */
static void append_quoted(struct wp_buf *buf, struct wp_str value)
{
    bool plain = memchr(value.data, '"', value.length) == NULL &&
                 memchr(value.data, '\\', value.length) == NULL;
    size_t at;

    if (plain) {
        wp_buf_putc(buf, '"');
        wp_buf_append(buf, value);
        wp_buf_putc(buf, '"');
        return;
    }
    wp_buf_putc(buf, '\'');
    for (at = 0; at < value.length; at++)
        wp_buf_append(buf, value.data[at] == '\'' ? wp_str("''") : wp_str_slice(value, at, 1));
    wp_buf_putc(buf, '\'');
}

static void append_advice(struct wp_buf *buf, const struct shape *shape)
{
    wp_buf_puts(buf, "put quotes around it");
    if (shape->value.length == 0 || shape->value.length > QUOTED_MAX)
        return;
    wp_buf_puts(buf, ": ");
    append_quoted(buf, shape->value);
}

static bool begins(const struct shape *shape, char byte)
{
    return shape->value.length > 0 && shape->value.data[0] == byte;
}

static bool begins_alias(const struct shape *shape)
{
    return begins(shape, '*');
}

static bool begins_anchor(const struct shape *shape)
{
    return begins(shape, '&');
}

static bool begins_tag(const struct shape *shape)
{
    return begins(shape, '!');
}

static bool begins_reserved(const struct shape *shape)
{
    return begins(shape, '@') || begins(shape, '`') || begins(shape, '%');
}

static bool is_box(const struct shape *shape)
{
    struct wp_str value = shape->value;

    return value.length >= 3 && value.data[0] == '[' && strchr(" xX", value.data[1]) != NULL &&
           value.data[2] == ']';
}

static bool begins_bracket(const struct shape *shape)
{
    return begins(shape, '[') || begins(shape, '{');
}

static bool begins_quote(const struct shape *shape)
{
    return begins(shape, '"') || begins(shape, '\'');
}

static bool goes_on_after_quote(const struct shape *shape)
{
    const char *close;

    if (!begins_quote(shape))
        return false;
    close = memchr(shape->value.data + 1, shape->value.data[0], shape->value.length - 1);
    return close != NULL && close + 1 < shape->value.data + shape->value.length;
}

static bool begins_block(const struct shape *shape)
{
    return begins(shape, '>') || begins(shape, '|');
}

static bool holds_colon(const struct shape *shape)
{
    size_t at;

    for (at = 0; at + 1 < shape->value.length; at++)
        if (shape->value.data[at] == ':' && is_blank(shape->value.data[at + 1]))
            return true;
    return shape->value.length > 1 && shape->value.data[shape->value.length - 1] == ':';
}

static bool has_tab(const struct shape *shape)
{
    return shape->tab;
}

static bool begins_dash(const struct shape *shape)
{
    return begins(shape, '-') && shape->value.length > 1 && is_blank(shape->value.data[1]);
}

/* What a line's shape says about it, the most telling first. `advice` names
 * what to do where quotes are not the whole answer. */
static const struct trap {
    bool (*fits)(const struct shape *shape);
    const char *message;
    const char *advice;
} traps[] = {
    {has_tab, "a tab cannot indent a line", "use spaces"},
    {is_box, "a box such as [x] cannot begin a text",
     "write 'done: true' below the title instead, or "},
    {goes_on_after_quote, "a text that begins with a quote has to end with it", NULL},
    {begins_quote, "this quote is never closed", "put the same quote at the end of the text"},
    {begins_alias, "a text cannot begin with '*'", NULL},
    {begins_anchor, "a text cannot begin with '&'", NULL},
    {begins_tag, "a text cannot begin with '!'", NULL},
    {begins_reserved, "a text cannot begin with this character", NULL},
    {begins_block, "a text on the line of '>' or '|' cannot begin with that character", NULL},
    {begins_bracket, "'[' and '{' open a list or a mapping that does not end as it should", NULL},
    {begins_dash, "a list cannot begin on the line of its key", "put it on the next line, or "},
    {holds_colon, "a text cannot hold ': ', which sets a key apart", NULL},
};

/* libyaml's words for what no shape explains, and ours. */
static const struct {
    const char *problem;
    const char *message;
} words[] = {
    {"found unexpected end of stream", "this is never closed"},
    {"found unexpected document indicator", "this is never closed before the line '---'"},
    {"did not find expected ',' or ']'", "this '[' is not closed, or a comma is missing"},
    {"did not find expected ',' or '}'", "this '{' is not closed, or a comma is missing"},
    {"could not find expected ':'",
     "this line is neither 'key: value' nor '- item' (check its indentation)"},
    {"did not find expected key",
     "this does not fit what stands above it (check the indentation: keys of one item stand "
     "exactly below each other)"},
    {"did not find expected '-' indicator",
     "this does not fit the list above it (check the indentation: the items of a list begin with "
     "'- ', exactly below each other)"},
    {"block sequence entries are not allowed in this context",
     "a list item cannot stand here (check the indentation)"},
    {"mapping values are not allowed in this context",
     "a key cannot stand here (check the indentation)"},
    {"block mapping keys are not allowed", "a key cannot stand here (check the indentation)"},
    {"found unknown escape character",
     "this backslash has no meaning between double quotes (double it, or use single quotes)"},
    {"did not find expected <document start>",
     "this does not belong to the week above it (a new week begins with a line '---')"},
    {"found character that cannot start any token", "this character cannot begin a text"},
    {"found a tab character", "a tab cannot indent a line (use spaces)"},
};

static const char *our_words(const char *problem)
{
    size_t i;

    for (i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strncmp(problem, words[i].problem, strlen(words[i].problem)) == 0)
            return words[i].message;
    return NULL;
}

static bool report_trap(const struct wp_text *text, struct wp_problems *problems,
                        struct wp_span span, const struct shape *shape)
{
    size_t i;

    for (i = 0; i < sizeof traps / sizeof traps[0]; i++) {
        struct wp_buf advice = WP_BUF_INIT;
        const char *own = traps[i].advice;
        size_t length = own != NULL ? strlen(own) : 0;

        if (!traps[i].fits(shape))
            continue;
        if (own != NULL)
            wp_buf_puts(&advice, own);
        if (length == 0 || own[length - 1] == ' ')
            append_advice(&advice, shape);
        wp_text_error(text, problems, span, "%s (%s)", traps[i].message,
                      advice.data != NULL ? advice.data : "");
        wp_buf_free(&advice);
        return true;
    }
    return false;
}

void wp_hint_report(const struct wp_text *text, struct wp_problems *problems, struct wp_span span,
                    const char *problem)
{
    struct shape shape = shape_of(text, span.offset);
    const char *message = our_words(problem);

    if (report_trap(text, problems, span, &shape))
        return;
    wp_text_error(text, problems, span, "%s", message != NULL ? message : problem);
}

void wp_hint_refuse(const struct wp_text *text, struct wp_problems *problems, struct wp_span span,
                    enum wp_refused refused)
{
    static const char *const names[] = {
        [WP_REFUSED_ANCHOR] = "an anchor ('&')",
        [WP_REFUSED_ALIAS] = "an alias ('*')",
        [WP_REFUSED_TAG] = "a tag ('!')",
    };
    struct shape shape = shape_of(text, span.offset);
    struct wp_buf advice = WP_BUF_INIT;

    append_advice(&advice, &shape);
    wp_text_error(text, problems, span, "%s has no meaning in a plan (if it is text, %s)",
                  names[refused], advice.data != NULL ? advice.data : "");
    wp_buf_free(&advice);
}

void wp_hint_prose_key(const struct wp_text *text, struct wp_problems *problems,
                       struct wp_span span)
{
    struct shape shape = shape_of(text, span.offset);
    struct wp_buf advice = WP_BUF_INIT;
    struct wp_str name =
        wp_fit(wp_str_slice(text->bytes, span.offset, span.length), QUOTED_MAX, NULL);

    append_advice(&advice, &shape);
    wp_text_error(text, problems, span, "unknown key '%.*s' (if it is text, %s)", (int)name.length,
                  name.data, advice.data != NULL ? advice.data : "");
    wp_buf_free(&advice);
}
