/*
 * A message of electronic mail, as bytes. The only module that knows GMime.
 */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "cmd/recipients.h"
#include "os/clock.h"

struct wp_message {
    const struct wp_recipients *mailing;
    struct wp_str subject;
    struct wp_str text; /* both parts are UTF-8 without NUL bytes */
    struct wp_str html;
    struct wp_now date;
    wp_day week;  /* with the key, what the message is known by: */
    uint64_t key; /* that of wp_sent_log_key */
};

/* Appends the message, with line feeds as a program in the place of sendmail(8)
 * wants them. Fails only with WP_NO_MEMORY. */
enum wp_status wp_message_compose(struct wp_buf *out, const struct wp_message *message,
                                  struct wp_error *error);

#endif
