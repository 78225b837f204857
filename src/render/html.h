/*
 * A self-contained HTML page: its frame with the style, and parts that pages share.
 *
 * The style is for light and dark screens, phones and paper. A page has no script, loads
 * nothing, and has a content security policy that forbids both.
 */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include <weekplan/history.h>

/* CSS, in pieces, NULL after the last one. */
extern const char *const wp_html_style[];

/* Append the page up to and with <main>. `title` is text, not escaped. */
void wp_html_begin(struct wp_buf *out, struct wp_str title);

/* Append the end of the page, from </main> on. */
void wp_html_end(struct wp_buf *out);

/* Append text of the plan as one line, without control and invisible characters, escaped
 * for HTML. */
void wp_html_text(struct wp_buf *out, struct wp_str text);

/* Append text as wp_html_text does, between `begin` and `end`. No-op on an empty text. */
void wp_html_text_within(struct wp_buf *out, const char *begin, struct wp_str text,
                         const char *end);

/* Append text of the plan with its line breaks, made harmless and escaped. */
void wp_html_prose(struct wp_buf *out, struct wp_str note);

/* Append a link of the plan, as <a> if its scheme is safe, else as text. */
void wp_html_link(struct wp_buf *out, struct wp_str link);

/* Append a percentage as a bar, drawn in SVG. No-op on -1. */
void wp_html_bar(struct wp_buf *out, int percent_tenths);

/* Append the weeks as columns, drawn in SVG, with lines for the goal and the mean of the weeks
 * before each. The labels of `reported` stand out; NULL is allowed. Defined in html_trend.c. */
void wp_html_trend(struct wp_buf *out, const struct wp_history *history,
                   const struct wp_history_week *reported);

#endif
