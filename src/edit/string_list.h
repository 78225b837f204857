/*
 * Edit a list of strings (`tags`, `links`) in place. Strings that stay keep their quotes and
 * comments.
 */
#ifndef EDIT_STRING_LIST_H
#define EDIT_STRING_LIST_H

#include "edit/edit_state.h"

/* Remove from the list at `field` the strings that the change does not have, and append the new
 * strings. Return false without a change if the value has to be written anew: it is no list, or a
 * flow sequence on one line in which no string stays. */
bool wp_edit_string_list(struct wp_edit_state *state, const struct wp_change *change,
                         const struct wp_field *field);

#endif
