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
 *     import:
 *       sections:
 *         wins: done
 *     post:
 *       layout: post.njk
 *       tags: [weekly]
 *
 * Read it:
 *
 *     struct wp_config config;
 *     status = wp_config_read(&config, bytes, &problem);
 *     wp_config_free(&config);
 *
 * The key alone decides the type of a value, never YAML. An unknown key is an error.
 */
#ifndef WEEKPLAN_CONFIG_H
#define WEEKPLAN_CONFIG_H

#include <weekplan/error.h>
#include <weekplan/import.h>
#include <weekplan/item.h>
#include <weekplan/post.h>

enum wp_color { WP_COLOR_UNSET, WP_COLOR_AUTO, WP_COLOR_ALWAYS, WP_COLOR_NEVER };

/* The values of the configuration. If a key is absent, its member is that of wp_config_default. */
struct wp_config {
    struct wp_str file; /* path of the plan as written; a leading `~/` is not expanded */
    enum wp_weekday week_start;
    bool has_week_start; /* whether `week_start` is in the file */
    int32_t goal;        /* percentage that a week should reach, in tenths of a percent */
    enum wp_color color;
    bool ascii;
    struct wp_list mail_to;
    struct wp_str mail_from;
    struct wp_list mail_sendmail; /* command of the mailer: a program and its first arguments */
    /* questions of the review as written; see wp_config_questions */
    struct wp_list review_questions;
    /* headings of Markdown and what they mean for `import`; owned by the arena */
    struct wp_import_heading *import_headings;
    size_t import_heading_count;
    struct wp_post post;    /* front matter of `report --post`; its keys are owned by the arena */
    struct wp_arena *arena; /* owns the strings; NULL in wp_config_default */
};

/* Return the configuration of a user who has no configuration file. */
struct wp_config wp_config_default(void);

/* Return the questions of `weekplan review`: review.questions of the configuration, or the default
 * questions if absent. Each question is one line of text. Borrowed from `config`. */
struct wp_list wp_config_questions(const struct wp_config *config);

/* Parse the bytes of a configuration file; the bytes are copied. Return WP_CONFIG if they are not
 * valid, and set `problem` to the first error, with its line and column. */
enum wp_status wp_config_read(struct wp_config *config, struct wp_str bytes,
                              struct wp_error *problem);

/* Free the strings. Allowed after a failure. */
void wp_config_free(struct wp_config *config);

#endif
