/*
 * The table of items on a terminal: path, title, bar, percentage, counts and day of each
 * row of a view.
 *
 * If there is little room, bars get narrower, then bars are left out, then counts and days
 * are left out or put below. Titles are wrapped, paths never.
 */
#ifndef RENDER_ITEM_TABLE_H
#define RENDER_ITEM_TABLE_H

#include "render/column_widths.h"
#include "render/term_text.h"
#include <weekplan/plan.h>

/* The columns that all rows of a table share. What is right of the titles is aligned to the
 * right margin. */
struct wp_item_table {
    size_t width;  /* of a line, at most that of the terminal */
    unsigned bar;  /* width of the bars; 0: no bars */
    size_t tail;   /* width of counts and days together; 0: neither */
    size_t right;  /* width of all that is right of a title beside a bar, gaps included */
    size_t indent; /* blanks for each level; 0: as wide as the path of the parent */
};

/* Return a table without columns, as wide as a line of text may be. */
struct wp_item_table wp_item_table_of_text(const struct wp_term *term);

/* Return the table that the rows of `view` need, and that fits into the terminal. */
struct wp_item_table wp_item_table_make(const struct wp_term *term, const struct wp_view *view);

/* Where paths begin, by depth. */
struct wp_item_table_margins {
    size_t path[WP_DEPTH_MAX];    /* column of the path */
    size_t numbers[WP_DEPTH_MAX]; /* width of the path */
    size_t width[WP_DEPTH_MAX];   /* width of the longest path among its siblings */
};

/* The texts of one row, made harmless, and their columns. Reused for the next row. */
struct wp_item_table_cells {
    struct wp_item_table_margins margins;
    size_t path;  /* column of the path */
    size_t title; /* column of the title */
    struct wp_buf title_text;
    struct wp_buf remark_text; /* after the title, or below it */
    struct wp_buf counts_text;
    struct wp_buf day_text;
    struct wp_buf raw; /* text that is not yet harmless */
    size_t counts_width;
    size_t day_width;
};

/* Fill `cells` for `row`. Start with zeroed cells and fill them for one row after the other,
 * in the order of the view: the column of a row depends on that of its parent. */
void wp_item_table_cells_fill(struct wp_item_table_cells *cells, const struct wp_term *term,
                              const struct wp_view *view, const struct wp_row *row, size_t indent);

/* Free the texts. No-op on a zeroed struct. */
void wp_item_table_cells_free(struct wp_item_table_cells *cells);

/* Whether the day fits on the line of the title. A row without a bar may have room for it
 * if the others have not. */
bool wp_item_table_has_day(const struct wp_item_table *table, const struct wp_row *row,
                           const struct wp_item_table_cells *cells);

/* Return the column before which the first line of the title must end. */
size_t wp_item_table_title_end(const struct wp_item_table *table, const struct wp_row *row,
                               const struct wp_item_table_cells *cells);

/* Return the width of text that begins in `column` and may take the whole line. */
size_t wp_item_table_room(const struct wp_item_table *table, size_t column);

#endif
