/*
 * Marks of letters that may have been sent.
 *
 * A mark is an empty or short file in the state directory. Its name has the kind, the week and
 * the key of the letter: sending-this-2019-08-11-0123456789abcdef. As in the log of sent letters,
 * the kind WP_LETTER_LAST_WEEK is left out.
 *
 * A run creates the mark before the mailer gets the letter. It removes the mark when the log of
 * sent letters has a line about the letter. A mark that is left after a run means that the letter
 * may or may not have been sent. The name has all that is needed, because a full disk has room
 * for a name, but not for bytes.
 */
#ifndef CMD_SENDING_MARK_H
#define CMD_SENDING_MARK_H

#include "cmd/sent_log_line.h"
#include "os/state_file.h"

/* Append all marks in the directory of `file`, each as a line of the log of sent letters. */
enum wp_status wp_sending_mark_read_all(const struct wp_state_file *file, struct wp_buf *lines,
                                        struct wp_error *error);

/* Create the mark of a letter. Write its line into the file if the disk has room. */
enum wp_status wp_sending_mark_make(const struct wp_sent_log_line *line, struct wp_error *error);

/* Remove the mark of a letter from the directory of `file`. It is no error if the mark is absent.
 */
enum wp_status wp_sending_mark_remove(const struct wp_state_file *file,
                                      const struct wp_sent_log_line *line, struct wp_error *error);

#endif
