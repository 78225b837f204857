/*
 * E-mail addresses: LOCAL@DOMAIN.
 */
#ifndef PLAN_EMAIL_H
#define PLAN_EMAIL_H

#include <weekplan/str.h>

/*
 * Return NULL if `address` is valid, else what is wrong with it, which continues "'TEXT' ...".
 * Valid is what the dot-atom of RFC 5322 and the limits of RFC 5321 allow, with a host name of
 * one part as well. A valid address is ASCII without blanks, quotes and control characters: it
 * is safe in a header, in the arguments of a command, and in SMTP.
 */
const char *wp_email_problem(struct wp_str address);

#endif
