/*
 * Find the mailer: sendmail(8), or the program that the configuration names.
 */
#ifndef CMD_FIND_SENDMAIL_H
#define CMD_FIND_SENDMAIL_H

#include <weekplan/config.h>

/* Directories that are searched for the mailer before PATH, ended by NULL. The PATH of cron(8) has
 * neither of them. */
extern const char *const wp_find_sendmail_directories[];

/* Return the name or the absolute path of the mailer. */
const char *wp_find_sendmail_name(const struct wp_config *config);

/* Whether the mailer can be run. */
bool wp_find_sendmail_is_installed(const struct wp_config *config);

/* Append that the mailer is missing, and what to do: "there is no sendmail (install ...)". */
void wp_find_sendmail_put_advice(struct wp_buf *buf, const struct wp_config *config);

#endif
