/*
 * The letters that were sent, and those that were not: the file `letters` of the
 * state directory, a line for each letter and recipient.
 *
 * Beside it stands a mark for each letter and recipient from just before the mailer
 * gets the letter until the line is written: a file whose name says it all, so that
 * there is room for it on a disk that is full. A mark that stays is that of a letter
 * that may have been sent.
 *
 * Hold the lock from before the look at what was sent until the end is noted: of two
 * runs at once the second then sees what the first did.
 */
#ifndef CMD_SENT_LOG_H
#define CMD_SENT_LOG_H

#include "cmd/context.h"
#include "os/state_file.h"

/* In the order in which one outweighs another. */
enum wp_letter_state {
    WP_LETTER_NONE,
    WP_LETTER_FAILED,  /* the mailer did not take it */
    WP_LETTER_SENDING, /* it may have been sent, or not */
    WP_LETTER_SENT     /* the mailer took it */
};

struct wp_sent_letter {
    enum wp_letter_state state;
    wp_day week;              /* the first day of the week that it is about */
    wp_day tried;             /* the day on which it was sent, or was not */
    const char *place;        /* the plan's path without links */
    const struct wp_list *to; /* those that this letter went to */
    struct wp_str plan;       /* for people: its path, one line */
    struct wp_str error;      /* for people: why it was not sent, one line */
};

struct wp_sent_log {
    struct wp_state_file lock; /* its directory is locked */
    struct wp_state_file file;
    struct wp_buf bytes; /* the file */
    struct wp_buf marks; /* the marks, as lines of the file */
};

/* Return a number that is the same for the same plan, by its path without links,
 * and the same recipients in any order. 0 when memory is out. */
uint64_t wp_sent_log_key(const char *plan, const struct wp_list *recipients);

/* Wait for the lock and read the file; make it where there is none. Close the
 * letters after a failure, too. WP_BUSY, WP_IO for a file that is too large, or as
 * wp_state_file_open. */
enum wp_status wp_sent_log_open(struct wp_sent_log *letters, struct wp_error *error);
void wp_sent_log_close(struct wp_sent_log *letters);

/* Put into `states`, an array beside the recipients, what became of the letters to
 * each of them about a week that begins in `weeks`: the weightiest, where there are
 * several. */
enum wp_status wp_letters_find(const struct wp_sent_log *letters, const char *place,
                               const struct wp_list *recipients, struct wp_window weeks,
                               enum wp_letter_state *states, struct wp_error *error);

/* Mark a letter as being sent, so that it is on the disk. When that fails, it is as
 * it was before. WP_CANNOT_CREATE, WP_IO, WP_NO_MEMORY. */
enum wp_status wp_letters_begin(struct wp_sent_log *letters, const struct wp_sent_letter *letter,
                                struct wp_error *error);

/*
 * Write down what became of a letter, so that it is on the disk. One that was sent
 * ends all marks to the same recipient about this week, and takes the place of those
 * that were not sent. One that failed only ends the marks of this run. With
 * WP_LETTER_SENDING nobody knows, and nothing is changed.
 */
enum wp_status wp_sent_log_note(struct wp_sent_log *letters, const struct wp_sent_letter *letter,
                                struct wp_error *error);

/* Append a line about the last letter that was not sent, and one about the last that
 * may have been; nothing where there is none. It looks for one file, which most users
 * do not have. */
void wp_sent_log_remind(struct wp_context *context);

#endif
