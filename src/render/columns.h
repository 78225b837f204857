/*
 * The columns of a table on a terminal.
 *
 * Columns are numbered from left to right and two blanks apart. Set the width that each of
 * them needs, then let them fit:
 *
 *     struct wp_columns columns = {{30, 10, 5}};
 *     static const struct wp_columns_step steps[] = {{BAR, 5}, {BAR, 0}};
 *
 *     wp_columns_fit(&columns, width, steps, 2);
 */
#ifndef RENDER_COLUMNS_H
#define RENDER_COLUMNS_H

#include <stddef.h>

enum {
    WP_COLUMNS_MAX = 8,
    WP_COLUMNS_GAP = 2,         /* blanks between two columns */
    WP_COLUMNS_PERCENT = 5,     /* width of a percentage: 33.3% */
    WP_COLUMNS_MARK = 2,        /* width of a mark and a blank */
    WP_COLUMNS_WIDTH_MAX = 100, /* a wider line is hard to follow */
};

struct wp_columns {
    size_t width[WP_COLUMNS_MAX]; /* 0: the column is absent, and so is its gap */
};

/* Something that gives way if there is too little room. */
struct wp_columns_step {
    unsigned column;
    size_t width; /* the new width of the column */
};

/* Return the column of the line where table column `number` ends. */
size_t wp_columns_end(const struct wp_columns *columns, unsigned number);

/* Apply the steps, one after the other, until all columns fit into `width`. If they never do,
 * all steps are applied. */
void wp_columns_fit(struct wp_columns *columns, size_t width, const struct wp_columns_step *steps,
                    size_t count);

/* Set *width to `needed` if that is more. */
void wp_columns_widen(size_t *width, size_t needed);

#endif
