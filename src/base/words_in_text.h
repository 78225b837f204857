/*
 * Words in a text, separated by blanks, for const tables: "text csv html".
 */
#ifndef BASE_WORDS_IN_TEXT_H
#define BASE_WORDS_IN_TEXT_H

#include <stdbool.h>

#include <weekplan/str.h>

/* Return the first word of the list, and move *list to the next word or the end. The word is empty
 * at the end of the list. */
struct wp_str wp_words_in_text_next(const char **list);

/* Whether the list has the word. False for the empty word. */
bool wp_words_in_text_has(const char *list, struct wp_str word);

#endif
