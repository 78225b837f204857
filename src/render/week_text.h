/*
 * The pieces of what a terminal shows of a week, as `status`, `report` and `show` do:
 * the head with the week's figure, texts, and the tree of its items.
 */
#ifndef RENDER_WEEK_TEXT_H
#define RENDER_WEEK_TEXT_H

#include "render/table.h"

/* Which week it is, and its figure. */
void wp_week_text_head(struct wp_term *term, const struct wp_table *table,
                       const struct wp_view *view);

/* A figure and its bar, with room for some words behind it on the line. */
void wp_week_text_percent(struct wp_term *term, const struct wp_table *table, int shown);

/* A friendly line where there is more to say than the figures do. */
void wp_week_text_summary(struct wp_term *term, const struct wp_table *table,
                          const struct wp_view *view);

/* A line for each row of the view, for which the table was made. */
void wp_week_text_rows(struct wp_term *term, const struct wp_table *table,
                       const struct wp_view *view);

/* A text of the plan that may have several lines, from `column` on, each broken where
 * the table ends. */
void wp_week_text_prose(struct wp_term *term, const struct wp_table *table, size_t column,
                        enum wp_tint tint, struct wp_str text);

/* Under the line that is being written, indented, as many lines as it takes. */
void wp_week_text_below(struct wp_term *term, const struct wp_table *table, size_t column,
                        enum wp_tint tint, struct wp_str text);

#endif
