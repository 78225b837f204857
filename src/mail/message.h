/*
 * A mail message in the format of RFC 5322. message.c is the only file that includes GMime.
 */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "cmd/letter_kind.h"
#include "cmd/recipients.h"
#include "os/clock.h"

/* The parts of a message. All strings are borrowed. */
struct wp_message {
    const struct wp_recipients *recipients;
    struct wp_str subject;
    struct wp_str text; /* plain text; UTF-8 without NUL bytes */
    struct wp_str html; /* HTML; UTF-8 without NUL bytes */
    struct wp_now date;
    enum wp_letter_kind kind; /* a part of the Message-ID */
    wp_day week;              /* first day of the week; a part of the Message-ID */
    uint64_t key; /* hash of the plan and the recipients, from wp_sent_log_line_key; a part of the
                     Message-ID */
};

/* Append the message. Lines end with LF, as sendmail(8) expects. */
void wp_message_put(struct wp_buf *out, const struct wp_message *message);

#endif
