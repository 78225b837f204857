/*
 * A line for each week that has been read, and the texts that are in them.
 */
#ifndef READ_HISTORY_ROWS_H
#define READ_HISTORY_ROWS_H

#include "base/arena.h"
#include <weekplan/history.h>

struct wp_history_rows {
    struct wp_history_week *weeks; /* owned */
    size_t count;
    size_t capacity;
    struct wp_arena *arena; /* owned: their texts; NULL where there are none */
};

/* Puts a line for the week behind the others; false where memory is out. */
bool wp_history_rows_add(struct wp_history_rows *ledger, const struct wp_week *week, wp_day today);

/* Turns the order of the lines round. */
void wp_history_rows_reverse(struct wp_history_rows *ledger);

/* Frees what the ledger owns. A zeroed one has nothing. */
void wp_history_rows_free(struct wp_history_rows *ledger);

#endif
