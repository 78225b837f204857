/*
 * An HTML page in one file: its frame, its CSS, and parts that several pages share.
 *
 * The CSS supports light and dark screens, phones and paper. A page has no script and loads
 * nothing; its content security policy forbids both.
 */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include <weekplan/history.h>

/* The CSS of a page in several strings, ended by NULL. */
extern const char *const wp_html_style[];

/* Append the start of a page, up to and including <main>. `title` is text of the plan: it is
 * sanitized, and escaped for HTML. */
void wp_html_begin(struct wp_buf *out, struct wp_str title);

/* Append the end of a page, from </main> on. */
void wp_html_end(struct wp_buf *out);

/* Append text of the plan as one line, sanitized (see escape.h) and escaped for HTML. */
void wp_html_text(struct wp_buf *out, struct wp_str text);

/* Append `begin`, `text` as wp_html_text does, and `end`. No-op on an empty text. */
void wp_html_text_within(struct wp_buf *out, const char *begin, struct wp_str text,
                         const char *end);

/* Append text of the plan with its line breaks, sanitized and escaped for HTML. */
void wp_html_prose(struct wp_buf *out, struct wp_str note);

/* Append a link of the plan: an <a> if its scheme is safe, otherwise its text. */
void wp_html_link(struct wp_buf *out, struct wp_str link);

/* Append `text` as a link to `target`, whose scheme is safe (wp_escape_is_safe_link). */
void wp_html_link_to(struct wp_buf *out, struct wp_str text, struct wp_str target);

/* Append a bar in SVG that shows a percentage. No-op on -1, no percentage. */
void wp_html_bar(struct wp_buf *out, int percent_tenths);

/* Append a chart of several weeks in SVG: a column for each week, a line for the goal, and a line
 * for the mean of the weeks before each week. The labels of the week `reported` are bold; NULL is
 * allowed. Defined in html_trend.c. */
void wp_html_trend(struct wp_buf *out, const struct wp_history *history,
                   const struct wp_history_week *reported);

#endif
