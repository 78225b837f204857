/*
 * The text of a crontab. One line belongs to weekplan: the line that ends with a marker. All
 * other lines are kept byte for byte.
 */
#ifndef CMD_CRONTAB_H
#define CMD_CRONTAB_H

#include "plan/weekly_time.h"

/* The command that weekplan's line runs, and its time. All strings are borrowed. */
struct wp_cron_job {
    struct wp_weekly_time time;
    bool catch_up;       /* run every hour; `weekplan mail --after` waits for `time` */
    const char *program; /* absolute path of weekplan */
    const char *plan;    /* absolute path of the plan */
    /* Names and values of environment variables in turn, ended by NULL. */
    const char *const *environment;
};

/* Return why a text cannot be in a crontab or in a unit of systemd, or NULL if it can. The result
 * continues a message that begins "'TEXT' ...". */
const char *wp_crontab_problem(const char *text);

/* Append weekplan's line for the job, with its marker and without a line break. */
void wp_crontab_line(struct wp_buf *out, const struct wp_cron_job *job);

/* Return weekplan's line of a crontab without its line break. Empty if the crontab has none. */
struct wp_str wp_crontab_find(struct wp_str crontab);

/* Append the crontab with `line` in place of weekplan's line. If there is none, `line` is the
 * last line. */
void wp_crontab_install(struct wp_buf *out, struct wp_str crontab, struct wp_str line);

/* Append the crontab without weekplan's line. */
void wp_crontab_remove(struct wp_buf *out, struct wp_str crontab);

/* Whether the crontab that crontab(1) prints, `printed`, is the one that was installed. Some
 * versions of crontab(1) print comments of their own above it. */
bool wp_crontab_agrees(struct wp_str printed, struct wp_str installed);

/* Append a service and a timer of systemd that run the job. */
void wp_crontab_systemd_units(struct wp_buf *out, const struct wp_cron_job *job);

#endif
