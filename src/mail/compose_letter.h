/*
 * The text of a letter, written from the plan.
 */
#ifndef MAIL_COMPOSE_LETTER_H
#define MAIL_COMPOSE_LETTER_H

#include "cmd/context.h"

/* Begin with a zeroed struct. The buffers are owned. */
struct wp_composed {
    wp_day week; /* the first day of the week that the letter is about */
    struct wp_buf subject;
    struct wp_buf text;
    struct wp_buf html;
};

/* Read the plan and write the letter about the selected week. A week that is not in the plan
 * gets a letter that tells so. Fails as wp_report_input_read does. */
enum wp_status wp_compose_letter(struct wp_composed *letter, const struct wp_context *context,
                                 struct wp_error *error);

void wp_composed_free(struct wp_composed *letter);

#endif
