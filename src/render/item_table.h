/*
 * The table of items on a terminal. Each row of a view has its path, title, bar, percentage,
 * counts and day.
 *
 * A narrow terminal has shorter bars. A still narrower one has no bars, and then no counts and
 * days, or prints them below the title. Titles are wrapped, paths never.
 */
#ifndef RENDER_ITEM_TABLE_H
#define RENDER_ITEM_TABLE_H

#include "render/column_widths.h"
#include "render/linked_text.h"
#include <weekplan/plan.h>

/* The widths that all rows of a table have in common. Bar, percentage, counts and day are aligned
 * to the right margin. */
struct wp_item_table {
    size_t width; /* columns of a line, at most those of the terminal */
    unsigned bar; /* columns of a bar; 0 for no bars */
    size_t tail;  /* columns of counts and days together; 0 for neither */
    size_t right; /* columns of bar, percentage, counts, day and the gaps before them */
    /* blanks for each level of subtasks; 0 to indent by the width of the parent's path */
    size_t indent;
};

/* Return widths for running text: no columns for cells, and lines of readable width. */
struct wp_item_table wp_item_table_of_text(const struct wp_term *term);

/* Return the widths that the rows of `view` need, reduced to fit into the terminal. */
struct wp_item_table wp_item_table_make(const struct wp_term *term, const struct wp_view *view);

/* Where the paths of each depth begin and end. */
struct wp_item_table_margins {
    size_t path[WP_DEPTH_MAX];    /* column in which the path begins */
    size_t numbers[WP_DEPTH_MAX]; /* columns of the path */
    size_t width[WP_DEPTH_MAX];   /* columns of the longest path among its siblings */
};

/* The cells of one row as sanitized text (see escape.h). The struct is reused for the next row. */
struct wp_item_table_cells {
    struct wp_item_table_margins margins;
    size_t path;  /* column in which the path begins */
    size_t title; /* column in which the title begins */
    struct wp_linked_text title_text;
    struct wp_buf detail_text; /* text after the title, or below it: "carried ×2" */
    struct wp_buf counts_text;
    struct wp_buf day_text;
    struct wp_buf raw; /* scratch buffer for text that is not sanitized yet */
    size_t counts_width;
    size_t day_width;
};

/* Fill `cells` for `row`. Begin with zeroed cells. Fill them for all rows in the order of the
 * view, because the column of a row depends on the row of its parent. */
void wp_item_table_cells_fill(struct wp_item_table_cells *cells, const struct wp_term *term,
                              const struct wp_view *view, const struct wp_row *row, size_t indent);

/* Free the buffers. No-op on a zeroed struct. */
void wp_item_table_cells_free(struct wp_item_table_cells *cells);

/* Whether the day of a row fits on the line of its title. It may fit in a row without a bar even
 * if the table has no column for days. */
bool wp_item_table_has_day(const struct wp_item_table *table, const struct wp_row *row,
                           const struct wp_item_table_cells *cells);

/* Return the column before which the first line of the title must end. */
size_t wp_item_table_title_end(const struct wp_item_table *table, const struct wp_row *row,
                               const struct wp_item_table_cells *cells);

/* Return the columns from `column` to the end of the line. */
size_t wp_item_table_room(const struct wp_item_table *table, size_t column);

#endif
