/*
 * Words that people type for a command of weekplan, because other programs have these words.
 */
#ifndef CMD_COMMAND_SYNONYMS_H
#define CMD_COMMAND_SYNONYMS_H

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

#endif
