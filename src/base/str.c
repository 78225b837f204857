#include <weekplan/str.h>

#include <string.h>

int wp_str_compare(struct wp_str a, struct wp_str b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common > 0 ? memcmp(a.data, b.data, common) : 0;

    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

bool wp_str_starts(struct wp_str text, const char *prefix)
{
    return wp_str_equal_c(wp_str_slice(text, 0, strlen(prefix)), prefix);
}

static bool is_blank_or_break(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

struct wp_str wp_str_trim(struct wp_str text)
{
    while (text.length > 0 && is_blank_or_break(text.data[0])) {
        text.data++;
        text.length--;
    }
    while (text.length > 0 && is_blank_or_break(text.data[text.length - 1]))
        text.length--;
    return text;
}

char wp_str_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}
