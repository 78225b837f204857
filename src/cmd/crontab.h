/*
 * The text of a crontab. A line belongs to weekplan if it ends with a marker, which names the kind
 * of the letter; there is one line for each kind. All other lines are kept byte for byte.
 */
#ifndef CMD_CRONTAB_H
#define CMD_CRONTAB_H

#include "cmd/letter_job.h"

/* Append weekplan's line for the job, with its marker and without a line break. */
void wp_crontab_line(struct wp_buf *out, const struct wp_letter_job *job);

/* Return weekplan's line for a kind of letters without its line break. Empty if the crontab has
 * none. */
struct wp_str wp_crontab_find(struct wp_str crontab, enum wp_letter_kind kind);

/* Append the crontab with `line` in place of weekplan's line for the kind. If there is none, `line`
 * is the last line. */
void wp_crontab_install(struct wp_buf *out, struct wp_str crontab, enum wp_letter_kind kind,
                        struct wp_str line);

/* Append the crontab without weekplan's line for the kind. */
void wp_crontab_remove(struct wp_buf *out, struct wp_str crontab, enum wp_letter_kind kind);

/* Return the value of --week in `line`, a line of weekplan, or an empty text if it has no
 * --week. */
struct wp_str wp_crontab_week(struct wp_str line);

/* Whether the crontab that crontab(1) prints, `printed`, is the one that was installed. Some
 * versions of crontab(1) print comments of their own above it. */
bool wp_crontab_agrees(struct wp_str printed, struct wp_str installed);

/* Append a service and a timer of systemd that run the job. */
void wp_crontab_systemd_units(struct wp_buf *out, const struct wp_letter_job *job);

#endif
