/*
 * Marks of letters that may have been sent.
 *
 * A mark is a file of the state directory whose name has the week and the key of the
 * letter: sending-2019-08-04-0123456789abcdef. It is made just before the mailer gets the
 * letter, and removed after the log has its line. A mark that is left is that of a letter
 * of which nobody knows whether it was sent. A full disk has room for a name, though not
 * for bytes.
 */
#ifndef CMD_SENDING_MARK_H
#define CMD_SENDING_MARK_H

#include "cmd/sent_line.h"
#include "os/state_file.h"

/* Append all marks of the directory of `file`, each as a line of the log. */
enum wp_status wp_sending_mark_read_all(const struct wp_state_file *file, struct wp_buf *lines,
                                        struct wp_error *error);

/* Make the mark of a letter. It has the line as its text if there is room for that. */
enum wp_status wp_sending_mark_make(const struct wp_sent_line *line, struct wp_error *error);

/* Remove a mark from the directory of `file`; no error if it is absent. */
enum wp_status wp_sending_mark_remove(const struct wp_state_file *file, wp_day week, uint64_t key,
                                      struct wp_error *error);

#endif
