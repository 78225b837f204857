/*
 * The kinds of letters. A recipient gets one letter of each kind about a week, and the crontab has
 * one line for each kind.
 */
#ifndef CMD_LETTER_KIND_H
#define CMD_LETTER_KIND_H

#include <weekplan/calendar.h>

enum wp_letter_kind {
    WP_LETTER_LAST_WEEK, /* about a week that is over */
    WP_LETTER_THIS_WEEK, /* about the current week or a later one, before it is over */
    WP_LETTER_ASK,       /* asks the user to write the review of a week */
    WP_LETTER_KINDS
};

/* Return the word for a kind of letter: "last", "this" or "ask". */
const char *wp_letter_kind_word(enum wp_letter_kind kind);

/* Parse the word for a kind of letter. Return false for any other word. */
bool wp_letter_kind_parse(struct wp_str word, enum wp_letter_kind *kind);

/* Return the start of a sentence about a letter of the kind. The caller appends the days of the
 * week of the letter: "the letter about the week of". */
const char *wp_letter_kind_begin_sentence(enum wp_letter_kind kind);

/* Return the kind of a letter that is sent on `today` about the week that begins on `week`. `ask`
 * is whether the letter asks for the review. */
enum wp_letter_kind wp_letter_kind_of(wp_day week, wp_day today, bool ask);

#endif
