/*
 * The subject and the text of a letter, made from the plan.
 */
#ifndef MAIL_LETTER_CONTENT_H
#define MAIL_LETTER_CONTENT_H

#include "cmd/context.h"

/* The parts of a letter. Initialize it with zeros. The buffers are owned. */
struct wp_letter_content {
    wp_day week; /* first day of the week that the letter is about */
    /* how the plain text is drawn; a width of 0 stands for WP_LETTER_COLUMNS */
    struct wp_text_style style;
    struct wp_buf subject;
    struct wp_buf text;
    struct wp_buf html;
};

/* Read the plan and make the letter about the selected week. If the week is not in the plan, the
 * letter tells that. Return the statuses of wp_report_input_read. */
enum wp_status wp_letter_content_make(struct wp_letter_content *letter, struct wp_context *context,
                                      struct wp_error *error);

void wp_letter_content_free(struct wp_letter_content *letter);

#endif
