/*
 * An HTML page that needs nothing but itself: its head with the style for
 * light, dark, phones and paper, and the pieces that pages share. No script, and a
 * policy that would allow none.
 */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include <weekplan/history.h>

/* CSS, in pieces, NULL behind the last one. */
extern const char *const wp_html_style[];

/* Up to and with <main>. The title is text, not yet escaped. */
void wp_html_begin(struct wp_buf *out, struct wp_str title);
void wp_html_end(struct wp_buf *out);

/* A line of text, or a note with its lines, escaped. */
void wp_html_text(struct wp_buf *out, struct wp_str text);
void wp_html_prose(struct wp_buf *out, struct wp_str note);

/* A text that is a link where it may be one. */
void wp_html_link(struct wp_buf *out, struct wp_str link);

/* What is in `words`, escaped; it becomes empty. */
void wp_html_take(struct wp_buf *out, struct wp_buf *words);

/* A figure as a bar, drawn; nothing below 0. */
void wp_html_bar(struct wp_buf *out, int shown);

/* The weeks as columns, with the goal and the mean of the four before each. The
 * week `told`, which may be NULL, is the one that the page is about. */
void wp_html_trend(struct wp_buf *out, const struct wp_history *history,
                   const struct wp_history_week *told);

#endif
