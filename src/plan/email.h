/*
 * E-mail addresses: LOCAL@DOMAIN.
 */
#ifndef PLAN_EMAIL_H
#define PLAN_EMAIL_H

#include <weekplan/str.h>

/*
 * Return NULL if `address` is valid. Else return the end of a message, such as "is too long for an
 * address", to print after the quoted address. An address is valid if its local part is a dot-atom
 * (RFC 5322), its domain is a host name, possibly without a dot, and its length is within the
 * limits of RFC 5321. A valid address is ASCII without blanks, quotes and control characters. So it
 * is safe in a mail header, as an argument of a command, and in SMTP.
 */
const char *wp_email_problem(struct wp_str address);

#endif
