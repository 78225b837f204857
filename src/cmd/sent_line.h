/*
 * One line of the log of sent letters: what became of the letter about one week to one
 * recipient.
 *
 *     sent 2019-08-04 2019-08-12 0123456789abcdef PLAN<tab>ERROR<tab>RECIPIENT
 */
#ifndef CMD_SENT_LINE_H
#define CMD_SENT_LINE_H

#include <weekplan/buf.h>
#include <weekplan/calendar.h>
#include <weekplan/item.h>

/* Ascending: of several lines about one letter the greatest state counts. */
enum wp_letter_state {
    WP_LETTER_NONE,
    WP_LETTER_FAILED,  /* the mailer did not take it */
    WP_LETTER_SENDING, /* unknown: it may have been sent, or not */
    WP_LETTER_SENT     /* the mailer took it */
};

/* In hexadecimal digits. */
enum { WP_SENT_LINE_KEY_DIGITS = 16 };

/* All text is borrowed. */
struct wp_sent_line {
    enum wp_letter_state state;
    wp_day week;         /* the first day of the week that the letter is about */
    wp_day tried;        /* the day on which the letter was handed to the mailer */
    uint64_t key;        /* wp_sent_line_key of the plan and the recipient */
    size_t digits;       /* of the key; fewer than all if the line was cut off there */
    struct wp_str plan;  /* path of the plan, for people */
    struct wp_str error; /* why the letter was not sent, for people */
    struct wp_str to;    /* recipient; empty in old lines, whose key is that of all recipients */
};

/* Return a number for a plan, by its path without links, and a set of recipients. Their
 * order does not matter. */
uint64_t wp_sent_line_key(const char *plan, const struct wp_list *recipients);

/* Append the line and its line break. */
void wp_sent_line_put(struct wp_buf *out, const struct wp_sent_line *line);

/* Read a line without its line break; false if it cannot be read. A line that was cut off
 * after the week is read: a letter that may have been sent is not sent again. */
bool wp_sent_line_read(struct wp_str text, struct wp_sent_line *line);

/* Remove lines from the start of `text` up to the first one that can be read, and read
 * that one. False if there is none. */
bool wp_sent_line_next(struct wp_str *text, struct wp_sent_line *line);

/* Read the hexadecimal digits of a key into `line`; false if there is another character, or
 * too many of them. */
bool wp_sent_line_read_key(struct wp_str digits, struct wp_sent_line *line);

/* Whether `key` begins with all digits of the line's key. */
bool wp_sent_line_has_key(const struct wp_sent_line *line, uint64_t key);

#endif
