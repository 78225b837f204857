/*
 * A letter about a week: its text part and its HTML part, which have the same content.
 *
 * The HTML is for mail clients, some of which know only the CSS of twenty years ago: tables
 * for the layout, styles on each element, bars made of coloured cells, nothing to load. It
 * supports dark screens: it sets no colour of text or paper that would be unreadable there.
 *
 * A part that would get too long ends early and names the command that shows the rest.
 */
#ifndef RENDER_LETTER_H
#define RENDER_LETTER_H

#include <weekplan/report.h>

enum {
    WP_LETTER_COLUMNS = 72,  /* width of the text */
    WP_LETTER_MAX = 1 << 20, /* bytes of a part, roughly: mail servers have limits */
};

/* Append the text part. */
void wp_letter_text(struct wp_buf *out, const struct wp_report *report);

/* Append the HTML part; defined in letter_html.c. */
void wp_letter_html(struct wp_buf *out, const struct wp_report *report);

/* The letter about a week that is not in the plan. It has what is planned for the week after
 * it, or the commands that plan that week. */
struct wp_letter_gap {
    wp_day start; /* first day of the missing week */
    wp_day today;
    const struct wp_report *report; /* made by wp_report_make_gap */
};

/* Append the subject: "Week of 4 Aug: nothing planned". */
void wp_letter_gap_headline(struct wp_buf *buf, const struct wp_letter_gap *gap);

/* Append the text part. */
void wp_letter_gap_text(struct wp_buf *out, const struct wp_letter_gap *gap);

/* Append the HTML part; defined in letter_html.c. */
void wp_letter_gap_html(struct wp_buf *out, const struct wp_letter_gap *gap);

/*
 * What both parts have.
 */

/* The two lines at the end of a letter. */
extern const char *const wp_letter_footer[2];

/* A command that plans the next week, and what it does. */
struct wp_letter_hint {
    struct wp_str command; /* not made harmless */
    const char *effect;
};

enum { WP_LETTER_HINTS = 2 };

/* Fill in the hints of a report on a missing week and return how many there are. */
size_t wp_letter_hint_list(const struct wp_report *report,
                           struct wp_letter_hint hints[WP_LETTER_HINTS]);

/* Return the only sentence about a missing week. */
const char *wp_letter_gap_sentence(const struct wp_letter_gap *gap);

/* Append the sentence that ends a part that got too long. */
void wp_letter_text_put_cut(struct wp_buf *buf, const struct wp_report *report);

#endif
