/* The remarks of an import: what was left out or changed, and in which line. */
#ifndef IMPORT_IMPORT_REMARKS_H
#define IMPORT_IMPORT_REMARKS_H

#include "base/arena.h"
#include <weekplan/import.h>

struct wp_import_remarks {
    struct wp_arena *arena; /* owns the list and the messages */
    struct wp_import_remark *list;
    size_t count;
    size_t capacity;
};

/* Append a remark on a line, which is numbered from 0. The message is formatted as by printf(3). */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void wp_import_remarks_add(struct wp_import_remarks *remarks, size_t line, const char *format, ...);

/* Append a remark "WHAT: TEXT" with the beginning of the first line of `text`, or "WHAT up to line
 * N: TEXT" if it has several lines. */
void wp_import_remarks_quote(struct wp_import_remarks *remarks, size_t line, const char *what,
                             struct wp_str text);

/* Sort the remarks by their lines. Remarks on the same line keep their order. */
void wp_import_remarks_sort(struct wp_import_remarks *remarks);

#endif
