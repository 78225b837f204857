/*
 * The text of a crontab, in which one line is weekplan's: the one that ends in
 * its mark. Every other line stays as it is, byte for byte.
 */
#ifndef CMD_CRONTAB_H
#define CMD_CRONTAB_H

#include "plan/weekly_time.h"

/* What the line runs, and when. All borrowed. */
struct wp_cron_job {
    struct wp_weekly_time moment;
    bool catch_up;       /* every hour, and the letter waits for the moment */
    const char *program; /* weekplan, by its whole path */
    const char *plan;
    /* Variables and their values, in pairs, NULL-terminated: only those that are
     * set. */
    const char *const *environment;
};

/* What keeps a text from standing in a crontab, or in a unit of systemd, as it
 * continues "'TEXT' ...", or NULL. */
const char *wp_crontab_problem(const char *text);

/* Appends the line, with its mark but without a line break. */
void wp_crontab_line(struct wp_buf *out, const struct wp_cron_job *job);

/* weekplan's line, without its break; NULL where there is none. */
struct wp_str wp_crontab_find(struct wp_str crontab);

/* Appends the crontab with `line` in the place of weekplan's, or at its end. */
void wp_crontab_install(struct wp_buf *out, struct wp_str crontab, struct wp_str line);

/* Appends the crontab without weekplan's line. */
void wp_crontab_remove(struct wp_buf *out, struct wp_str crontab);

/* Whether `shown`, which crontab(1) prints, is `meant`, which it was given: some put
 * comments of their own above it. */
bool wp_crontab_agrees(struct wp_str shown, struct wp_str meant);

/* Appends a service and a timer of systemd that do the same. */
void wp_crontab_systemd_units(struct wp_buf *out, const struct wp_cron_job *job);

#endif
