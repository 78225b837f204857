/*
 * The columns of a table on a terminal.
 *
 * Columns are numbered from left to right and two blanks apart. Set the width that each of
 * them needs, then let them fit:
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
    WP_COLUMN_WIDTHS_PERCENT = 5,     /* width of a percentage: 33.3% */
    WP_COLUMN_WIDTHS_MARK = 2,        /* width of a mark and a blank */
    WP_COLUMN_WIDTHS_WIDTH_MAX = 100, /* a wider line is hard to follow */
};

struct wp_column_widths {
    size_t width[WP_COLUMN_WIDTHS_MAX]; /* 0: the column is absent, and so is its gap */
};

/* Something that gives way if there is too little room. */
struct wp_column_widths_step {
    unsigned column;
    size_t width; /* the new width of the column */
};

/* Return the column of the line where table column `number` ends. */
size_t wp_column_widths_end(const struct wp_column_widths *columns, unsigned number);

/* Apply the steps, one after the other, until all columns fit into `width`. If they never do,
 * all steps are applied. */
void wp_column_widths_fit(struct wp_column_widths *columns, size_t width,
                          const struct wp_column_widths_step *steps, size_t count);

/* Set *width to `needed` if that is more. */
void wp_column_widths_widen(size_t *width, size_t needed);

#endif
