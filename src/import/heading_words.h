/*
 * The words of a heading: which of them say something, and what is between them.
 */
#ifndef IMPORT_HEADING_WORDS_H
#define IMPORT_HEADING_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include <weekplan/str.h>

enum {
    WP_LONGEST_HEADING = 1000, /* longest line in which days are found, in bytes */
    WP_FIRST_LONE_YEAR = 1970, /* the first year that a number alone may be */
    WP_LAST_LONE_YEAR = 2099   /* the last one */
};

/* Whether the byte is an ASCII letter or digit. */
bool wp_heading_words_byte(char byte);

/* Whether the character is a sign, a space or a picture, not part of a word. */
bool wp_heading_words_is_sign(int32_t character);

/* Return the first word of the text from `offset` on, and set *offset to its end. The word is empty
 * at the end of the text. */
struct wp_str wp_heading_words_next(struct wp_str text, size_t *offset);

/* Return the word with which the text ends, perhaps before signs. Empty if there is none. */
struct wp_str wp_heading_words_last(struct wp_str text);

/* Whether the list has the word, in any case. The words of the list are in lower case, separated by
 * blanks. */
bool wp_heading_words_has(const char *list, struct wp_str word);

/* Whether the word has only digits. True for an empty word. */
bool wp_heading_words_is_number(struct wp_str word);

/* Whether the text has no word that says something about its week. Weekly Goals has none. */
bool wp_heading_words_are_empty(struct wp_str text);

/* Return a year that is a word of the text, or 0. */
int wp_heading_words_year(struct wp_str text);

/* Read a number of exactly `digits` digits at the beginning of `rest`. Return false, and change
 * nothing, if there is none. */
bool wp_heading_words_number(struct wp_str *rest, size_t digits, int *number);

/* Return the text without its last character. Set *character to it. The text must not be empty. */
struct wp_str wp_heading_words_cut(struct wp_str text, int32_t *character);

/* Return the text without the signs between it and a day before it. */
struct wp_str wp_heading_words_trim_start(struct wp_str text);

/* Return the text without the signs between it and a day after it. */
struct wp_str wp_heading_words_trim_end(struct wp_str text);

#endif
