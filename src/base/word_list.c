#include "base/word_list.h"

#include <string.h>

struct wp_str wp_word_list_next(const char **list)
{
    struct wp_str word = {*list, strcspn(*list, " ")};

    *list += word.length;
    *list += strspn(*list, " ");
    return word;
}

bool wp_word_list_has(const char *list, struct wp_str word)
{
    while (*list != '\0')
        if (wp_str_equal(wp_word_list_next(&list), word))
            return true;
    return false;
}
