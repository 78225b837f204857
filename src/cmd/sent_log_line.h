/*
 * One line of the log of sent letters: whether the letter about one week was sent to one
 * recipient.
 *
 *     sent 2019-08-04 2019-08-12 0123456789abcdef PLAN<tab>ERROR<tab>RECIPIENT
 *     sent this 2019-08-11 2019-08-16 0123456789abcdef PLAN<tab>ERROR<tab>RECIPIENT
 *
 * The word of the kind is left out for WP_LETTER_LAST_WEEK, as in the lines of old versions, which
 * had no kinds.
 */
#ifndef CMD_SENT_LOG_LINE_H
#define CMD_SENT_LOG_LINE_H

#include "cmd/letter_kind.h"
#include <weekplan/buf.h>
#include <weekplan/calendar.h>
#include <weekplan/item.h>

/* The state of a letter, in ascending order. If several lines are about one letter, the greatest
 * state counts. */
enum wp_letter_state {
    WP_LETTER_NONE,
    WP_LETTER_FAILED,  /* The mailer has refused the letter. */
    WP_LETTER_SENDING, /* The letter may or may not have been sent. */
    WP_LETTER_SENT     /* The mailer has accepted the letter. */
};

/* Hexadecimal digits of a key in a line. */
enum { WP_SENT_LOG_LINE_KEY_DIGITS = 16 };

/* A parsed line. All strings are borrowed. */
struct wp_sent_log_line {
    enum wp_letter_state state;
    enum wp_letter_kind kind;
    wp_day week;  /* first day of the week that the letter is about */
    wp_day tried; /* day on which the mailer got the letter */
    uint64_t key; /* hash of the plan and the recipient, from wp_sent_log_line_key */
    size_t
        digits; /* number of digits of `key` in the line; fewer than 16 if the line was cut off */
    struct wp_str plan;  /* path of the plan, for people */
    struct wp_str error; /* why the letter was not sent, for people */
    struct wp_str
        to; /* recipient; empty in lines of old versions, whose key is that of all recipients */
};

/* Return the hash of a plan, by its path without links, and a set of recipients. The order of the
 * recipients does not matter. */
uint64_t wp_sent_log_line_key(const char *plan, const struct wp_list *recipients);

/* Append the line with its line break. */
void wp_sent_log_line_put(struct wp_buf *out, const struct wp_sent_log_line *line);

/* Parse a line without its line break. Return false if it is not valid. A line that is cut off
 * after the week is valid, so that a letter that may have been sent is not sent again. */
bool wp_sent_log_line_read(struct wp_str text, struct wp_sent_log_line *line);

/* Remove lines from the start of `text` up to the first valid line, and parse the valid line.
 * Return false if no line is valid. */
bool wp_sent_log_line_next(struct wp_str *text, struct wp_sent_log_line *line);

/* Parse the hexadecimal digits of a key into line->key. Return false for any other character, and
 * for too many digits. */
bool wp_sent_log_line_read_key(struct wp_str digits, struct wp_sent_log_line *line);

/* Whether the letter `sent` makes the letter `other` to the same recipient needless: the letters
 * are of one kind, or `sent` looks back on the week that `other` showed before its end. The week
 * of `sent` is not before that of `other`. */
bool wp_sent_log_line_settles(const struct wp_sent_log_line *sent,
                              const struct wp_sent_log_line *other);

/* Whether the key in the line, which may be shortened, is a prefix of `key`, both in
 * hexadecimal. */
bool wp_sent_log_line_has_key(const struct wp_sent_log_line *line, uint64_t key);

#endif
