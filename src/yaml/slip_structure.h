/*
 * Slips in the structure of a document: wrong indentation, missing brackets, commas and colons, a
 * value on the wrong line, a wrong line between two weeks.
 */
#ifndef YAML_SLIP_STRUCTURE_H
#define YAML_SLIP_STRUCTURE_H

#include "yaml/slip.h"

/* Return the rows of the table of slips that are about the structure of a document, and set
 * *count to their number. */
const struct wp_slip_row *wp_slip_structure_rows(size_t *count);

#endif
