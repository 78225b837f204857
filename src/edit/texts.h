/*
 * The lists of strings, `tags` and `links`, changed in place: what stays in the
 * list keeps its quotes and its comments.
 */
#ifndef EDIT_TEXTS_H
#define EDIT_TEXTS_H

#include "edit/editor.h"

/*
 * Takes out of the list at `field` what it is to hold no longer, and puts what
 * is new behind the rest. False, and nothing is done, where the value has to be
 * written anew: it is no such list, or one in brackets on one line of which
 * nothing stays.
 */
bool wp_edit_texts(struct wp_editor *editor, const struct wp_change *change,
                   const struct wp_field *field);

#endif
