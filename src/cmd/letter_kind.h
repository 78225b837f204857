/*
 * The kinds of letters. A recipient gets one letter of each kind about a week, and the crontab has
 * one line for each kind.
 */
#ifndef CMD_LETTER_KIND_H
#define CMD_LETTER_KIND_H

#include <weekplan/calendar.h>

enum wp_letter_kind {
    WP_LETTER_LAST_WEEK, /* looks back on a week that is over */
    WP_LETTER_THIS_WEEK, /* shows how the running week is going, or a later one */
    WP_LETTER_ASK,       /* asks for the review of a week */
    WP_LETTER_KINDS
};

/* Return the word of a kind: "last", "this" or "ask". */
const char *wp_letter_kind_word(enum wp_letter_kind kind);

/* Parse the word of a kind. Return false if it is another word. */
bool wp_letter_kind_parse(struct wp_str word, enum wp_letter_kind *kind);

/* Return the beginning of a sentence about a letter of the kind, which the days of its week
 * continue: "the letter about the week of". */
const char *wp_letter_kind_begin_sentence(enum wp_letter_kind kind);

/* Return the kind of the letter about the week that begins on `week`, as sent on `today`. `ask`:
 * it asks for the review. */
enum wp_letter_kind wp_letter_kind_of(wp_day week, wp_day today, bool ask);

#endif
