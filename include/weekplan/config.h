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
 *
 * As in a plan the key decides what a value is, and an unknown key is an error.
 */
#ifndef WEEKPLAN_CONFIG_H
#define WEEKPLAN_CONFIG_H

#include <weekplan/error.h>
#include <weekplan/item.h>

enum wp_color { WP_COLOR_UNSET, WP_COLOR_AUTO, WP_COLOR_ALWAYS, WP_COLOR_NEVER };

/* What is not given is empty, or as wp_config_default has it. */
struct wp_config {
    struct wp_str file; /* as it is written; a `~/` is not yet expanded */
    enum wp_weekday week_start;
    int32_t goal; /* tenths of a percent */
    enum wp_color color;
    bool ascii;
    struct wp_list mail_to;
    struct wp_str mail_from;
    struct wp_list mail_sendmail; /* the mailer and its first arguments */
    struct wp_arena *arena;       /* owns all of it; NULL for the default */
};

struct wp_config wp_config_default(void);

/*
 * Reads a configuration. `problem` is one entry, with its place.
 *
 * WP_CONFIG  it is not valid
 * WP_NO_MEMORY
 */
enum wp_status wp_config_read(struct wp_config *config, struct wp_str bytes,
                              struct wp_error *problem);

void wp_config_free(struct wp_config *config);

#endif
