/*
 * The log of sent letters: the file `letters` of the state directory, a line for each letter
 * and recipient.
 *
 *     struct wp_sent_log log;
 *     if (wp_sent_log_open(&log, &error) == WP_OK &&
 *         wp_sent_log_begin(&log, &letter, &error) == WP_OK) {
 *         ... hand the letter to the mailer, set letter.state ...
 *         wp_sent_log_note(&log, &letter, &error);
 *     }
 *     wp_sent_log_close(&log);
 *
 * An open log is locked. Look up what was sent and send the letter while it is open: of two
 * runs at once the second then sees what the first has done.
 */
#ifndef CMD_SENT_LOG_H
#define CMD_SENT_LOG_H

#include "cmd/sent_line.h"
#include "os/state_file.h"

/* A letter to some recipients, by its week and its plan. All borrowed. */
struct wp_sent_letter {
    enum wp_letter_state state;
    wp_day week;              /* the first day of the week that the letter is about */
    wp_day tried;             /* the day on which the letter is handed to the mailer */
    const char *place;        /* path of the plan without links */
    const struct wp_list *to; /* recipients */
    struct wp_str plan;       /* path of the plan, for people */
    struct wp_str error;      /* why the letter was not sent, for people; one line */
};

struct wp_sent_log {
    struct wp_state_file lock; /* the log as it was opened before the lock was taken; used only to
                                  lock its directory */
    struct wp_state_file file; /* the log after the lock was taken */
    struct wp_buf bytes;       /* of the file */
    struct wp_buf marks;       /* see cmd/sending_mark.h; as lines of the file */
};

/*
 * Wait for the lock, then read the log and the marks. Make the file if it is absent. Close
 * the log after a failure, too.
 *
 * WP_BUSY  another run holds the lock for too long
 * WP_IO    the file is too large
 * and as wp_state_file_open
 */
enum wp_status wp_sent_log_open(struct wp_sent_log *log, struct wp_error *error);
void wp_sent_log_close(struct wp_sent_log *log);

/* Append the log and its marks to `bytes` and `marks` without a lock. WP_MISSING if there is
 * no log. */
enum wp_status wp_sent_log_read(struct wp_buf *bytes, struct wp_buf *marks, struct wp_error *error);

/* Set `states[i]` to the state of the letters to recipient i about a week that begins in
 * `weeks`; of several states the greatest. */
void wp_sent_log_find(const struct wp_sent_log *log, const char *place,
                      const struct wp_list *recipients, struct wp_window weeks,
                      enum wp_letter_state *states);

/* Mark a letter as being sent, on the disk. After a failure there is no new mark.
 * WP_CANNOT_CREATE, WP_IO. */
enum wp_status wp_sent_log_begin(struct wp_sent_log *log, const struct wp_sent_letter *letter,
                                 struct wp_error *error);

/*
 * Write down the state of a letter, on the disk. A sent letter replaces the failed ones to
 * its recipients, and ends all their marks for this week. A failed letter ends the marks
 * that wp_sent_log_begin made. WP_LETTER_SENDING changes nothing.
 */
enum wp_status wp_sent_log_note(struct wp_sent_log *log, const struct wp_sent_letter *letter,
                                struct wp_error *error);

#endif
