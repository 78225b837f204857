/*
 * Slips in a scalar: text that begins with an indicator or contains a colon, an empty title, a
 * quote that is not closed, a wrong escape or block header, a tab. Also anchors, aliases and tags,
 * which plans and configurations do not have.
 */
#ifndef YAML_SLIP_SCALAR_H
#define YAML_SLIP_SCALAR_H

#include "yaml/slip.h"

/* Return the rows of the table of slips that are about a scalar, and set *count to their number. */
const struct wp_slip_row *wp_slip_scalar_rows(size_t *count);

#endif
