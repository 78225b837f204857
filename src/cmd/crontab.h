/*
 * The text of a crontab. One line of it is weekplan's: the line that ends with a marker. All
 * other lines stay as they are, byte for byte.
 */
#ifndef CMD_CRONTAB_H
#define CMD_CRONTAB_H

#include "plan/weekly_time.h"

/* What the line runs, and when. All borrowed. */
struct wp_cron_job {
    struct wp_weekly_time time;
    bool catch_up;       /* run every hour; the program waits for `time` itself */
    const char *program; /* absolute path of weekplan */
    const char *plan;    /* absolute path of the plan */
    /* Names and values of variables in turn, NULL-terminated. */
    const char *const *environment;
};

/* Return why a text cannot be in a crontab or in a unit of systemd, which continues "'TEXT'
 * ..."; NULL if it can. */
const char *wp_crontab_problem(const char *text);

/* Append the line, with its marker, without a line break. */
void wp_crontab_line(struct wp_buf *out, const struct wp_cron_job *job);

/* Return weekplan's line without its line break; empty if there is none. */
struct wp_str wp_crontab_find(struct wp_str crontab);

/* Append the crontab with `line` in place of weekplan's line, or at the end. */
void wp_crontab_install(struct wp_buf *out, struct wp_str crontab, struct wp_str line);

/* Append the crontab without weekplan's line. */
void wp_crontab_remove(struct wp_buf *out, struct wp_str crontab);

/* Whether `printed`, which crontab(1) prints, is `installed`, which it was given. Some
 * versions print comments of their own above it. */
bool wp_crontab_agrees(struct wp_str printed, struct wp_str installed);

/* Append a service and a timer of systemd for the job. */
void wp_crontab_systemd_units(struct wp_buf *out, const struct wp_cron_job *job);

#endif
