/*
 * Words that people type for a command of weekplan, because other programs have these words.
 */
#ifndef CMD_COMMAND_SYNONYMS_H
#define CMD_COMMAND_SYNONYMS_H

#include <weekplan/str.h>

struct wp_synonym {
    /* words that people type, separated by blanks; none is the name of a command */
    const char *words;
    const char *answer; /* the command of weekplan to run instead, and its effect */
};

/* All synonyms. A NULL in `words` ends the table. */
extern const struct wp_synonym wp_command_synonyms[];

/* Return the answer to a word, such as "weekplan rm REF removes items". Return NULL if the word is
 * in no row. */
const char *wp_command_synonym_answer(const char *word);

/* Return the answer to the first word of the table that is one edit from `word`, and set *meant to
 * that word. Words of fewer than four letters are left out. Return NULL if there is none. */
const char *wp_command_synonym_nearest(const char *word, struct wp_str *meant);

#endif
