#include "render/url_text.h"

#include <string.h>

/* Whether `text` begins with `scheme`, in upper or lower case. */
static bool begins_with_scheme(struct wp_str text, const char *scheme)
{
    size_t i = 0;

    while (scheme[i] != '\0' && i < text.length && wp_str_lower(text.data[i]) == scheme[i])
        i++;
    return scheme[i] == '\0';
}

/* Return the length of the scheme at the beginning of `text`, "https://"; 0 if there is none. */
static size_t scheme_length(struct wp_str text)
{
    static const char *const schemes[] = {"http://", "https://"};

    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (begins_with_scheme(text, schemes[i]))
            return strlen(schemes[i]);
    return 0;
}

/* Whether a URL ends before the byte. */
static bool ends_url(char byte)
{
    return (unsigned char)byte <= ' ' || byte == 0x7F || strchr("<>\"`", byte) != NULL;
}

/* Return how many more times `text` has the byte `close` than the byte `open`. */
static long count_surplus(struct wp_str text, char open, char close)
{
    long surplus = 0;

    for (size_t i = 0; i < text.length; i++)
        surplus += (text.data[i] == close) - (text.data[i] == open);
    return surplus;
}

/* Remove the end of `url` that is not a part of it: punctuation, and closing brackets without an
 * opening one. At least `length` bytes stay. */
static struct wp_str trim_url(struct wp_str url, size_t length)
{
    long round = count_surplus(url, '(', ')');
    long square = count_surplus(url, '[', ']');

    for (; url.length > length; url.length--) {
        char last = url.data[url.length - 1];

        if (last == ')' && round > 0)
            round--;
        else if (last == ']' && square > 0)
            square--;
        else if (strchr(".,:;!?'*_~", last) == NULL)
            break;
    }
    return url;
}

/* Whether the byte before a scheme makes it the end of a word, so that no URL begins. */
static bool continues_word(char byte)
{
    char lower = wp_str_lower(byte);

    return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9') || (byte & 0x80) != 0;
}

struct wp_str wp_url_text_find(struct wp_str text, size_t from)
{
    for (size_t at = from; at < text.length; at++) {
        struct wp_str url = wp_str_slice(text, at, text.length);
        size_t scheme;
        size_t end;

        if ((text.data[at] != 'h' && text.data[at] != 'H') ||
            (at > 0 && continues_word(text.data[at - 1])))
            continue;
        scheme = scheme_length(url);
        for (end = scheme; scheme > 0 && end < url.length && !ends_url(url.data[end]);)
            end++;
        url.length = end;
        url = trim_url(url, scheme);
        if (url.length > scheme)
            return url;
    }
    return (struct wp_str){"", 0};
}

/* A URL in the raw line and the same URL in the sanitized line, while both lines are walked. */
struct url_walk {
    struct wp_str raw;
    struct wp_str clean;
    struct wp_str raw_url; /* empty if none is left */
    size_t begin; /* offsets of the current URL in `clean`; both the length if none is left */
    size_t end;
    bool same; /* whether the current URL has the same bytes in both lines */
};

/* Set the current URL to the next one in `clean`. */
static void walk_to_next_url(struct url_walk *walk)
{
    size_t from = walk->raw_url.length > 0
                      ? (size_t)(walk->raw_url.data - walk->raw.data) + walk->raw_url.length
                      : 0;
    struct wp_str url = wp_url_text_find(walk->clean, walk->end);

    walk->raw_url = wp_url_text_find(walk->raw, from);
    walk->begin = url.length > 0 ? (size_t)(url.data - walk->clean.data) : walk->clean.length;
    walk->end = walk->begin + url.length;
    walk->same = wp_str_equal(url, walk->raw_url);
}

/* Append bytes of the sanitized line from `begin` to before `end`. They are all of the current URL
 * or of none. */
static void put_linked_stretch(struct wp_term *term, enum wp_tint tint, const struct url_walk *walk,
                               size_t begin, size_t end)
{
    bool linked = walk->same && begin >= walk->begin && begin < walk->end;

    if (linked)
        wp_term_begin_link(term, wp_str_slice(walk->clean, walk->begin, walk->end - walk->begin));
    wp_term_put_str(term, tint, wp_str_slice(walk->clean, begin, end - begin));
    if (linked)
        wp_term_end_link(term);
}

/* Append a part of the sanitized line, which is printed on a line. */
static void put_linked_part(struct wp_term *term, enum wp_tint tint, struct url_walk *walk,
                            struct wp_str part)
{
    size_t begin = part.length > 0 ? (size_t)(part.data - walk->clean.data) : 0;
    size_t end = begin + part.length;

    while (begin < end) {
        size_t stop;

        while (walk->end <= begin && walk->begin < walk->clean.length)
            walk_to_next_url(walk);
        stop = begin < walk->begin ? walk->begin : walk->end;
        stop = stop < end ? stop : end;
        put_linked_stretch(term, tint, walk, begin, stop);
        begin = stop;
    }
}

void wp_url_text_put_wrapped(struct wp_term *term, enum wp_tint tint, struct wp_str raw,
                             struct wp_str clean, size_t room)
{
    struct url_walk walk = {.raw = raw, .clean = clean};
    size_t column = term->column;

    if (!term->style->links || term->target.length > 0) {
        wp_term_put_wrapped(term, tint, clean, room);
        return;
    }
    walk_to_next_url(&walk);
    put_linked_part(term, tint, &walk, wp_term_break(&clean, room));
    while (clean.length > 0) {
        wp_term_newline(term);
        wp_term_move_to(term, column);
        put_linked_part(term, tint, &walk, wp_term_break(&clean, room));
    }
}
