/*
 * Replace the value of a key: a scalar, a block scalar with the comment after its header, or a list
 * of strings.
 */
#ifndef EDIT_REPLACE_VALUE_H
#define EDIT_REPLACE_VALUE_H

#include "edit/edit_state.h"

/* Replace the value of `field` by that of the change. The new value has the quotes of the old one.
 * `flow`: the field is in a mapping in flow style. */
void wp_replace_value(struct wp_edit_state *state, const struct wp_change *change,
                      const struct wp_field *field, bool flow);

/* Replace the scalar at `span` by the scratch buffer, and clear the buffer. Keep the comment after
 * the header of a block scalar. */
void wp_replace_value_scalar(struct wp_edit_state *state, struct wp_span span);

/* Whether a literal block of a key at `column` may end above the line at `line`. It may not if
 * that line is a blank line or a comment that is indented deeper, which would become a part of
 * the block. */
bool wp_replace_value_has_room(struct wp_str text, size_t line, size_t column);

#endif
