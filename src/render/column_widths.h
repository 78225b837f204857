/*
 * The widths of the columns of a table on a terminal.
 *
 * Columns are numbered from left to right. Two blanks are between two columns. Set the width that
 * each column needs, then make the columns fit into the line:
 *
 *     struct wp_column_widths columns = {{30, 10, 5}};
 *     static const struct wp_column_widths_step steps[] = {{BAR, 5}, {BAR, 0}};
 *
 *     wp_column_widths_fit(&columns, width, steps, 2);
 */
#ifndef RENDER_COLUMN_WIDTHS_H
#define RENDER_COLUMN_WIDTHS_H

#include <stddef.h>

enum {
    WP_COLUMN_WIDTHS_MAX = 8,
    WP_COLUMN_WIDTHS_GAP = 2,         /* blanks between two columns */
    WP_COLUMN_WIDTHS_PERCENT = 5,     /* columns of a percentage: 33.3% */
    WP_COLUMN_WIDTHS_MARK = 2,        /* columns of the sign of an item's state, and a blank */
    WP_COLUMN_WIDTHS_WIDTH_MAX = 100, /* greatest width of a line that is easy to read */
};

struct wp_column_widths {
    /* width of each column; 0 if the column and its gap are absent */
    size_t width[WP_COLUMN_WIDTHS_MAX];
};

/* A column that gets a smaller width if the line is too narrow. */
struct wp_column_widths_step {
    unsigned column;
    size_t width; /* the smaller width; 0 removes the column */
};

/* Return the column of the line in which the table column `number` ends. */
size_t wp_column_widths_end(const struct wp_column_widths *columns, unsigned number);

/* Apply the steps in order until all columns fit into `width`. If the columns never fit, all
 * steps are applied. */
void wp_column_widths_fit(struct wp_column_widths *columns, size_t width,
                          const struct wp_column_widths_step *steps, size_t count);

/* Set *width to `needed` if `needed` is greater. */
void wp_column_widths_widen(size_t *width, size_t needed);

#endif
