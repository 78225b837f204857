/*
 * The log of sent letters: the file `letters` in the state directory, a line for each letter and
 * recipient.
 *
 *     struct wp_sent_log log;
 *     if (wp_sent_log_open(&log, &error) == WP_OK &&
 *         wp_sent_log_begin(&log, &letter, &error) == WP_OK) {
 *         ... hand the letter to the mailer, set letter.state ...
 *         wp_sent_log_note(&log, &letter, &error);
 *     }
 *     wp_sent_log_close(&log);
 *
 * An open log is locked. Search the log and send the letter while it is open. Then the second of
 * two simultaneous runs sees the lines of the first.
 */
#ifndef CMD_SENT_LOG_H
#define CMD_SENT_LOG_H

#include "cmd/sent_log_line.h"
#include "os/state_file.h"

/* A letter to some recipients. All strings are borrowed. */
struct wp_sent_letter {
    enum wp_letter_state state;
    enum wp_letter_kind kind;
    wp_day week;              /* first day of the week that the letter is about */
    wp_day tried;             /* day on which the mailer gets the letter */
    const char *place;        /* path of the plan without links, for the key */
    const struct wp_list *to; /* recipients */
    struct wp_str plan;       /* path of the plan as the user gave it, for messages */
    struct wp_str error;      /* why the letter was not sent, in one line for people */
};

struct wp_sent_log {
    struct wp_state_file lock; /* the log file as it was before the lock was taken; holds the lock
                                  of its directory */
    struct wp_state_file file; /* the log file, opened after the lock was taken */
    struct wp_buf bytes;       /* content of the log file */
    struct wp_buf marks;       /* marks of letters that may have been sent, as lines of the log (see
                                  sending_mark.h) */
};

/*
 * Wait for the lock. Then read the log, and the marks of letters that may have been sent
 * (sending_mark.h). Create the log if it does not exist. Call wp_sent_log_close also after a
 * failure.
 *
 * WP_BUSY  another run holds the lock for too long
 * WP_IO    the log is too large
 * and the statuses of wp_state_file_open
 */
enum wp_status wp_sent_log_open(struct wp_sent_log *log, struct wp_error *error);
void wp_sent_log_close(struct wp_sent_log *log);

/* Append the log to `bytes` and the marks to `marks`, without a lock. Return WP_MISSING if there
 * is no log. */
enum wp_status wp_sent_log_read(struct wp_buf *bytes, struct wp_buf *marks, struct wp_error *error);

/* Set states[i] to the state of the letter of `kind` to recipient i about a week that begins in
 * `weeks`, of the plan at `place`. If there are several such letters, the greatest state counts. */
void wp_sent_log_find(const struct wp_sent_log *log, const char *place,
                      const struct wp_list *recipients, enum wp_letter_kind kind,
                      struct wp_window weeks, enum wp_letter_state *states);

/* Create the marks of a letter, on the disk. After a failure no mark is created. Return
 * WP_CANNOT_CREATE or WP_IO. */
enum wp_status wp_sent_log_begin(struct wp_sent_log *log, const struct wp_sent_letter *letter,
                                 struct wp_error *error);

/*
 * Write the state of a letter to the log, on the disk. A sent letter replaces the lines about
 * failed letters to its recipients, and removes all their marks for the week. A failed letter
 * removes the marks that wp_sent_log_begin created. WP_LETTER_SENDING changes nothing.
 */
enum wp_status wp_sent_log_note(struct wp_sent_log *log, const struct wp_sent_letter *letter,
                                struct wp_error *error);

#endif
