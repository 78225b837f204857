/*
 * The job that sends a letter every week: what the line in the crontab runs, and when.
 */
#ifndef CMD_LETTER_JOB_H
#define CMD_LETTER_JOB_H

#include "base/arena.h"
#include "cmd/context.h"
#include "cmd/letter_kind.h"
#include "plan/weekly_time.h"

/* All strings are borrowed, or owned by the arena of wp_letter_job_make. */
struct wp_letter_job {
    enum wp_weekday week_start; /* weekday on which the weeks of the plan begin */
    enum wp_letter_kind kind;
    struct wp_weekly_time time;
    /* whether the job runs every hour, and `weekplan mail --after` waits for `time` */
    bool catch_up;
    const char *week;    /* value of --week for `weekplan mail`, or NULL */
    const char *program; /* absolute path of weekplan */
    const char *plan;    /* absolute path of the plan */
    const char *from;    /* sender; NULL for the sender of the configuration */
    struct wp_list to;   /* recipients; empty for the recipients of the configuration */
    /* Names and values of environment variables in turn, ended by NULL. */
    const char *const *environment;
};

/* Return why a text cannot be in a crontab or in a unit of systemd, or NULL if it can. The result
 * continues a message that begins "'TEXT' ...". */
const char *wp_letter_job_problem(const char *text);

/* Return in *kind the kind of letter that --ask or --week selects, for `cron` and its actions. A
 * line of the crontab sends one kind of letter every week, so --week must be `this` or `last`;
 * else return WP_USAGE. Set *named to whether --ask or --week was given. */
enum wp_status wp_letter_job_kind(const struct wp_context *context, enum wp_letter_kind *kind,
                                  bool *named, struct wp_error *error);

/*
 * Make the job from the plan and the options of the command line. The kind of the letter is that of
 * --ask or --week. Without these options the weekday of the job sets the kind: on the last three
 * days of a week of the plan the letter is about the current week, on other days about last week.
 *
 * WP_USAGE  an option or a path cannot be in a crontab, or an address is not valid
 * WP_IO     a path cannot be made absolute
 */
enum wp_status wp_letter_job_make(struct wp_letter_job *job, const struct wp_context *context,
                                  struct wp_arena *arena, struct wp_error *error);

#endif
