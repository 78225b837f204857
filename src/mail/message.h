/*
 * A message of electronic mail (RFC 5322), as bytes. The only file that knows GMime.
 */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "cmd/recipients.h"
#include "os/clock.h"

/* All borrowed. */
struct wp_message {
    const struct wp_recipients *recipients;
    struct wp_str subject;
    struct wp_str text; /* UTF-8 without NUL bytes */
    struct wp_str html; /* UTF-8 without NUL bytes */
    struct wp_now date;
    wp_day week;  /* for the Message-ID */
    uint64_t key; /* for the Message-ID: wp_sent_line_key of the plan and the recipients */
};

/* Append the message. Lines end with a line feed, as sendmail(8) takes them. */
void wp_message_put(struct wp_buf *out, const struct wp_message *message);

#endif
