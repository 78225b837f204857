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
