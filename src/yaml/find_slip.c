#include "yaml/find_slip.h"

#include "yaml/slip_scalar.h"
#include "yaml/slip_structure.h"

/* Return the message of the first of `count` rows that matches, or NULL. A row without a message
 * matches only if a row of the kind `then` matches too. A row changes a copy of the slip, which
 * replaces the slip if the row matches. */
static const char *find_in(const struct wp_slip_row *rows, size_t count, enum wp_slip_kind kind,
                           struct wp_slip *slip)
{
    size_t i;

    for (i = 0; i < count; i++) {
        const struct wp_slip_row *row = &rows[i];
        struct wp_slip copy = *slip;
        const char *words;

        if (row->kind != kind || (row->matches != NULL && !row->matches(&copy)))
            continue;
        words = row->words != NULL ? row->words : wp_slip_find(row->then, &copy);
        if (words != NULL) {
            *slip = copy;
            return words;
        }
    }
    return NULL;
}

/* The recursion through LEAD rows ends: no kind leads back to itself, and a chain of rows has at
 * most four kinds. */
const char *wp_slip_find(enum wp_slip_kind kind, struct wp_slip *slip)
{
    size_t count;
    const struct wp_slip_row *rows = wp_slip_scalar_rows(&count);
    const char *words = find_in(rows, count, kind, slip);

    if (words != NULL)
        return words;
    rows = wp_slip_structure_rows(&count);
    return find_in(rows, count, kind, slip);
}
