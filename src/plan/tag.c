#include "plan/tag.h"

#include "base/utf8.h"

struct wp_str wp_tag_name(struct wp_str tag)
{
    size_t length = 0;

    while (length < tag.length && tag.data[length] == '#')
        length++;
    return wp_str_slice(tag, length, tag.length);
}

bool wp_tag_next(struct wp_str *rest, struct wp_str *tag)
{
    *tag = wp_str("");
    while (rest->length > 0 && tag->length == 0) {
        size_t length = 0;

        while (length < rest->length && rest->data[length] != ',')
            length++;
        *tag = wp_tag_name(wp_str_trim(wp_str_slice(*rest, 0, length)));
        *rest = wp_str_slice(*rest, length + 1, rest->length);
    }
    return tag->length > 0;
}

/* Whether a byte may be in the name of a tag in a title: a letter, a digit, '-', '_', '/', or a
 * part of a character that is not ASCII. */
static bool is_tag_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80) != 0 ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '/';
}

bool wp_tag_in_title(struct wp_str title, struct wp_str *tag)
{
    for (size_t at = 0; at < title.length; at++) {
        struct wp_str rest = wp_str_slice(title, at + 1, title.length);
        size_t length = 0;

        if (title.data[at] != '#' || (at > 0 && title.data[at - 1] != ' '))
            continue;
        while (length < rest.length && is_tag_byte(rest.data[length]))
            length++;
        *tag = wp_str_slice(rest, 0, length);
        if (length > 0 && (rest.data[0] < '-' || rest.data[0] > '9') && rest.data[0] != '_')
            return true;
    }
    return false;
}

/* Whether people would read two tags as the same, in upper or lower case. */
static bool is_same_tag(struct wp_str a, struct wp_str b)
{
    struct wp_buf first = WP_BUF_INIT;
    struct wp_buf second = WP_BUF_INIT;
    bool same;

    wp_utf8_normalize(&first, wp_tag_name(a), true);
    wp_utf8_normalize(&second, wp_tag_name(b), true);
    same = wp_str_equal(wp_buf_str(&first), wp_buf_str(&second));
    wp_buf_free(&first);
    wp_buf_free(&second);
    return same;
}

bool wp_tag_is_on(const struct wp_item *item, const struct wp_list *wanted)
{
    for (size_t i = 0; i < item->tags.count; i++)
        for (size_t j = 0; j < wanted->count; j++)
            if (is_same_tag(item->tags.items[i], wanted->items[j]))
                return true;
    return false;
}
