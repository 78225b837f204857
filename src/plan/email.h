/*
 * Addresses of electronic mail: LOCAL@DOMAIN, and nothing around it.
 */
#ifndef PLAN_EMAIL_H
#define PLAN_EMAIL_H

#include <weekplan/str.h>

/*
 * What is wrong with a text that has to be an address, as it continues "'TEXT'
 * ..."; NULL when nothing is. What passes can stand in a header, in a command's
 * arguments and in an SMTP dialogue as it is: it is ASCII without blanks,
 * quotes and control characters. Every such address is accepted that the
 * dot-atom of RFC 5322 and the limits of RFC 5321 allow, host names without a
 * point as well.
 */
const char *wp_email_problem(struct wp_str address);

#endif
