/*
 * Words in a text, separated by blanks, for const tables: "text csv html".
 */
#ifndef BASE_WORD_LIST_H
#define BASE_WORD_LIST_H

#include <stdbool.h>

#include <weekplan/str.h>

/* Return the first word of the list, and move *list to the next word or the end. The word is empty
 * at the end of the list. */
struct wp_str wp_word_list_next(const char **list);

/* Whether the list has the word. False for the empty word. */
bool wp_word_list_has(const char *list, struct wp_str word);

#endif
