/*
 * A line for each week that has been read, and the texts that are in them.
 */
#ifndef READ_LEDGER_H
#define READ_LEDGER_H

#include "base/arena.h"
#include <weekplan/history.h>

struct wp_ledger {
    struct wp_history_week *weeks; /* owned */
    size_t count;
    size_t capacity;
    struct wp_arena *arena; /* owned: their texts; NULL where there are none */
};

/* Puts a line for the week behind the others; false where memory is out. */
bool wp_ledger_add(struct wp_ledger *ledger, const struct wp_week *week, wp_day today);

/* Moves the lines of `other` behind those of `ledger`, the last one first; false
 * where memory is out. */
bool wp_ledger_append_reversed(struct wp_ledger *ledger, struct wp_ledger *other);

/* Turns the order of the lines round. */
void wp_ledger_reverse(struct wp_ledger *ledger);

/* Frees what the ledger owns. A zeroed one has nothing. */
void wp_ledger_free(struct wp_ledger *ledger);

#endif
