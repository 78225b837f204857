/*
 * The pieces of what a terminal shows of a week, as `status`, `report` and `show` do:
 * the head with the week's figure, texts, and the tree of its items.
 */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include "report/grid.h"

/* Which week it is, and its figure. */
void wp_sheet_head(struct wp_painter *painter, const struct wp_grid *grid,
                   const struct wp_view *view);

/* A figure and its bar, with room for some words behind it on the line. */
void wp_sheet_figure(struct wp_painter *painter, const struct wp_grid *grid, int shown);

/* A friendly line where there is more to say than the figures do. */
void wp_sheet_mood(struct wp_painter *painter, const struct wp_grid *grid,
                   const struct wp_view *view);

/* A line for each row of the view, for which the grid was made. */
void wp_sheet_rows(struct wp_painter *painter, const struct wp_grid *grid,
                   const struct wp_view *view);

/* A text of the plan that may have several lines, from `column` on, each broken where
 * the grid ends. */
void wp_sheet_prose(struct wp_painter *painter, const struct wp_grid *grid, size_t column,
                    enum wp_tint tint, struct wp_str text);

/* Under the line that is being written, indented, as many lines as it takes. */
void wp_sheet_below(struct wp_painter *painter, const struct wp_grid *grid, size_t column,
                    enum wp_tint tint, struct wp_str text);

#endif
