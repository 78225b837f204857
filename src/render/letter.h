/*
 * The letter about a week. It has a plain text part and an HTML part with the same content.
 *
 * Old mail clients know little CSS. So the HTML uses tables for the layout, a style on each
 * element, and bars made of coloured cells; it loads nothing. It sets no colour that is
 * unreadable on a dark screen.
 *
 * The letter about a week that is over looks back on the week. The letter about a week that is not
 * over begins with what is late, due and open. The letter that asks for the review has the
 * questions.
 *
 * A part that is too long ends early, and names the command that prints the rest. The HTML part has
 * the room that the plain text leaves, and tells what is missing.
 */
#ifndef RENDER_LETTER_H
#define RENDER_LETTER_H

#include <weekplan/report.h>

enum {
    WP_LETTER_COLUMNS = 72, /* columns of the plain text */
    /* Greatest size of both parts in a message, in bytes. Mail services clip longer letters: the
     * headers too have to be below 100 kB. */
    WP_LETTER_MAX = 95000,
    WP_LETTER_TEXT_MAX = 30000 /* greatest size of the plain text in a message, in bytes */
};

/* A command that the reader of a letter can run, and a sentence on its effect. */
struct wp_letter_hint {
    struct wp_str command; /* command line, not escaped */
    const char *effect;
};

enum { WP_LETTER_HINTS = 2 };

/* What the letter that asks for the review has in addition. */
struct wp_letter_ask {
    const char *heading;
    /* questions of the review; empty if the week has a review already */
    struct wp_list questions;
    struct wp_letter_hint hints[WP_LETTER_HINTS]; /* commands that save the review */
    size_t hint_count;
};

/* Append the subject of a letter. `ask` is NULL, unless the letter asks for the review. */
void wp_letter_text_headline(struct wp_buf *buf, const struct wp_report *report,
                             const struct wp_letter_ask *ask);

/* Append the plain text part of a letter. `ask` is NULL, unless the letter asks for the review.
 * The usual width of `style` is WP_LETTER_COLUMNS. */
void wp_letter_text(struct wp_buf *out, const struct wp_report *report,
                    const struct wp_letter_ask *ask, const struct wp_text_style *style);

/* Append the HTML part of a letter. `ask` is NULL, unless the letter asks for the review. `text` is
 * the plain text part. Defined in letter_html.c. */
void wp_letter_html(struct wp_buf *out, const struct wp_report *report,
                    const struct wp_letter_ask *ask, struct wp_str text);

/* The letter about a week that is not in the plan. It has the goals of the week after it, or the
 * commands that plan that week. */
struct wp_letter_gap {
    wp_day start; /* first day of the missing week */
    wp_day today;
    const struct wp_report *report; /* report that wp_report_make_gap has made */
};

/* Append the subject of a letter about a missing week: "Week of 4 Aug: nothing planned". */
void wp_letter_gap_headline(struct wp_buf *buf, const struct wp_letter_gap *gap);

/* Append the plain text part of a letter about a missing week. */
void wp_letter_gap_text(struct wp_buf *out, const struct wp_letter_gap *gap,
                        const struct wp_text_style *style);

/* Append the HTML part of a letter about a missing week. `text` is the plain text part. Defined in
 * letter_html.c. */
void wp_letter_gap_html(struct wp_buf *out, const struct wp_letter_gap *gap, struct wp_str text);

/* Functions that the plain-text part and the HTML part of a letter share. */

/* The two lines at the end of every letter. */
extern const char *const wp_letter_footer[2];

/* Return sets of sections (enum wp_section), ended by 0. The letter has the sections of the first
 * set, then those of the second, and so on. `ask` is whether the letter asks for the review. */
const unsigned *wp_letter_text_sections(const struct wp_report *report, bool ask);

/* Fill `hints` with the commands that plan the week after a missing week. Return their number. */
size_t wp_letter_hint_list(const struct wp_report *report,
                           struct wp_letter_hint hints[WP_LETTER_HINTS]);

/* Return the sentence of a letter about a missing week, "Nothing was planned last week." */
const char *wp_letter_gap_sentence(const struct wp_letter_gap *gap);

/* The first sentence at the end of a part of a letter that was cut for its length. */
#define WP_LETTER_NO_ROOM "The letter has no room for more."

/* Append what ends a part of a letter that was cut for its length: the command that prints the
 * rest, `weekplan report -w DAY`. */
void wp_letter_text_put_rest(struct wp_buf *buf, const struct wp_report *report);

#endif
