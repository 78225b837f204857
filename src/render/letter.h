/*
 * The letter about a week: its two parts, which say the same. How it is composed
 * and sent is none of their business.
 *
 * The HTML is for mail clients, some of which know the CSS of twenty years ago:
 * tables for the layout, styles on each element, bars as table cells with a colour,
 * nothing to load. It says that it bears a dark screen, and sets no colour of text
 * or paper that would not.
 *
 * A letter that would be too long ends early, and says where the rest can be read.
 */
#ifndef RENDER_LETTER_H
#define RENDER_LETTER_H

#include <weekplan/report.h>

enum {
    WP_LETTER_COLUMNS = 72, /* of the text */
    WP_LETTER_MAX =
        1 << 20, /* about as many bytes of each part: servers take no letter of any size */
};

void wp_letter_text(struct wp_buf *out, const struct wp_report *report);
void wp_letter_html(struct wp_buf *out, const struct wp_report *report);

/* A week that is not in the plan: what there is to say of it, what is planned after
 * it, or how to start. */
struct wp_letter_gap {
    wp_day start; /* on which the week would have begun */
    wp_day today;
    const struct wp_report *report; /* made by wp_report_make_gap */
};

void wp_letter_gap_headline(struct wp_buf *buf, const struct wp_letter_gap *gap);
void wp_letter_gap_text(struct wp_buf *out, const struct wp_letter_gap *gap);
void wp_letter_gap_html(struct wp_buf *out, const struct wp_letter_gap *gap);

#endif
