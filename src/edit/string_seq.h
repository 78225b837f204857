/*
 * The lists of strings, `tags` and `links`, changed in place: what stays in the
 * list keeps its quotes and its comments.
 */
#ifndef EDIT_STRING_SEQ_H
#define EDIT_STRING_SEQ_H

#include "edit/edit_state.h"

/*
 * Takes out of the list at `field` what it is to hold no longer, and puts what
 * is new behind the rest. False, and nothing is done, where the value has to be
 * written anew: it is no such list, or one in brackets on one line of which
 * nothing stays.
 */
bool wp_edit_string_seq(struct wp_edit_state *state, const struct wp_change *change,
                        const struct wp_field *field);

#endif
