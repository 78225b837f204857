/*
 * Parts of a week as text, which `status`, `show` and `report` share.
 */
#ifndef RENDER_WEEK_TEXT_PARTS_H
#define RENDER_WEEK_TEXT_PARTS_H

#include "render/item_table.h"

/* Append the heading of a week: dates, title, the reason of a week off, percentage and counts. */
void wp_week_text_parts_head(struct wp_term *term, const struct wp_item_table *table,
                             const struct wp_view *view);

/* Append a percentage and its bar, without ending the line. The bar is short
 * enough for the words after it, which are `words` columns wide. */
void wp_week_text_parts_percent(struct wp_term *term, const struct wp_item_table *table,
                                int percent_tenths, size_t words);

/* Append the sentence of wp_progress_words_summary on lines of its own. */
void wp_week_text_parts_summary(struct wp_term *term, const struct wp_item_table *table,
                                const struct wp_view *view);

/* Append the rows of a view. `table` was made for that view. */
void wp_week_text_parts_rows(struct wp_term *term, const struct wp_item_table *table,
                             const struct wp_view *view);

/* Append the section of what was done besides the plan, after an empty line: a heading, and
 * view->also as rows. No-op if there are none. */
void wp_week_text_parts_also(struct wp_term *term, const struct wp_item_table *table,
                             const struct wp_view *view);

/* Append text of the plan with several lines. Each line is sanitized, begins in `column`, and
 * is wrapped at the right margin of the table. If the terminal has hyperlinks, each URL is one. */
void wp_week_text_parts_prose(struct wp_term *term, const struct wp_item_table *table,
                              size_t column, enum wp_tint tint, struct wp_str text);

/* Append a note or a review, as wp_markdown_text_put does. If Markdown cannot be read, append it as
 * wp_week_text_parts_prose does. */
void wp_week_text_parts_markdown(struct wp_term *term, const struct wp_item_table *table,
                                 size_t column, enum wp_tint tint, struct wp_str text);

/* Append a link of the plan on lines of its own, from `column` on. If the terminal has
 * hyperlinks, each of these lines is a hyperlink. */
void wp_week_text_parts_link(struct wp_term *term, const struct wp_item_table *table, size_t column,
                             enum wp_tint tint, struct wp_str link);

/* End the current line, and append sanitized text from `column` on, wrapped. The last line is not
 * ended. No-op on an empty text. */
void wp_week_text_parts_below(struct wp_term *term, const struct wp_item_table *table,
                              size_t column, enum wp_tint tint, struct wp_str text);

/* Append `text` from the current column on, wrapped, and `detail` after it, or below it if
 * the line has no room. The last line is not ended. */
void wp_week_text_parts_detailed(struct wp_term *term, const struct wp_item_table *table,
                                 enum wp_tint tint, struct wp_linked_text *text,
                                 struct wp_str detail);

#endif
