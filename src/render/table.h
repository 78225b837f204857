/*
 * How the columns of a terminal are shared among the rows of a view: path,
 * title, bar, figure, counts, day.
 *
 * Bars narrow first where there is little room, then they go, then counts and
 * days leave the line; titles wrap under themselves, paths never.
 */
#ifndef RENDER_TABLE_H
#define RENDER_TABLE_H

#include "render/term.h"
#include <weekplan/plan.h>

enum {
    WP_TABLE_GAP = 2,     /* between columns */
    WP_TABLE_PERCENT = 5, /* 33.3% */
    WP_TABLE_MARK = 2     /* a mark and a blank */
};

/* Everything right of the titles ends where the line ends. */
struct wp_table {
    size_t width;  /* of all, at most the terminal's */
    unsigned bar;  /* cells; 0: no bars */
    size_t tail;   /* columns of counts and days together; 0: neither */
    size_t right;  /* columns of all that is right of the title */
    size_t indent; /* of each level; 0: as far as the parent's path reaches */
};

/* One without columns, for texts: as wide as a line may be. */
struct wp_table wp_table_of_text(const struct wp_term *term);

struct wp_table wp_table_make(const struct wp_term *term, const struct wp_view *view);

/* Where the paths of the rows stand, by depth. A row's place depends on the one
 * of its parent, so the rows have to be gone through in their order. */
struct wp_table_margins {
    size_t path[WP_DEPTH_MAX];    /* the column of the path */
    size_t numbers[WP_DEPTH_MAX]; /* the columns that the path itself takes */
    size_t width[WP_DEPTH_MAX];   /* the same for the longest path among its siblings */
};

/* The texts of one row, harmless, and their places; used for one row after
 * another. */
struct wp_table_cells {
    struct wp_table_margins margins;
    size_t path;  /* its column */
    size_t title; /* its column */
    struct wp_buf title_text;
    struct wp_buf remark_text; /* behind the title, or below it */
    struct wp_buf counts_text;
    struct wp_buf day_text;
    struct wp_buf raw; /* for making the others */
    size_t counts_width;
    size_t day_width;
};

/* Moves on to `row`. `cells` begins zeroed. */
void wp_table_cells_fill(struct wp_table_cells *cells, const struct wp_term *term,
                         const struct wp_view *view, const struct wp_row *row, size_t indent);
void wp_table_cells_free(struct wp_table_cells *cells);

/* Whether the day stands on the title's line. A row without a bar has room for
 * it where bars leave none. */
bool wp_table_has_day(const struct wp_table *table, const struct wp_row *row,
                      const struct wp_table_cells *cells);

/* The column where the title has to end on its first line. */
size_t wp_table_title_end(const struct wp_table *table, const struct wp_row *row,
                          const struct wp_table_cells *cells);

/* How many columns a text below the title may take. */
size_t wp_table_room(const struct wp_table *table, size_t column);

#endif
