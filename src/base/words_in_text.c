#include "base/words_in_text.h"

#include <string.h>

struct wp_str wp_words_in_text_next(const char **list)
{
    struct wp_str word = {*list, strcspn(*list, " ")};

    *list += word.length;
    *list += strspn(*list, " ");
    return word;
}

bool wp_words_in_text_has(const char *list, struct wp_str word)
{
    while (*list != '\0')
        if (wp_str_equal(wp_words_in_text_next(&list), word))
            return true;
    return false;
}
