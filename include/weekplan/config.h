/*
 * The configuration: a YAML mapping, all of whose keys are optional.
 *
 *     file: ~/plans/plan.yaml
 *     week_start: sunday
 *     goal: 75%
 *     color: never
 *     ascii: true
 *     mail:
 *       to: [ada@example.org]
 *       from: weekplan@example.org
 *       sendmail: [/usr/bin/msmtp]
 *     review:
 *       questions: [What went well?, What next?]
 *
 *
 *     struct wp_config config;
 *     status = wp_config_read(&config, bytes, &problem);
 *     wp_config_free(&config);
 *
 * As in a plan, the key decides the type of a value, and an unknown key is an error.
 */
#ifndef WEEKPLAN_CONFIG_H
#define WEEKPLAN_CONFIG_H

#include <weekplan/error.h>
#include <weekplan/item.h>

enum wp_color { WP_COLOR_UNSET, WP_COLOR_AUTO, WP_COLOR_ALWAYS, WP_COLOR_NEVER };

/* For a key that is not given, a string is empty, and any other value is the one of
 * wp_config_default. */
struct wp_config {
    struct wp_str file; /* as written; a leading `~/` is not expanded */
    enum wp_weekday week_start;
    int32_t goal; /* tenths of a percent */
    enum wp_color color;
    bool ascii;
    struct wp_list mail_to;
    struct wp_str mail_from;
    struct wp_list mail_sendmail;    /* a program and its first arguments */
    struct wp_list review_questions; /* see wp_config_questions */
    struct wp_arena *arena; /* owns the strings; NULL in wp_config_default, which has none */
};

/* Return the configuration of a user without a file. */
struct wp_config wp_config_default(void);

/* Return the questions of the review: those of the configuration, or else the usual ones. Each is
 * one line of text. Borrowed from `config`. */
struct wp_list wp_config_questions(const struct wp_config *config);

/* Parse the bytes of a configuration file; they are copied. WP_CONFIG if they are not
 * valid: then `problem` is the first mistake, with its place. */
enum wp_status wp_config_read(struct wp_config *config, struct wp_str bytes,
                              struct wp_error *problem);

/* Free the strings. Allowed after a failure. */
void wp_config_free(struct wp_config *config);

#endif
