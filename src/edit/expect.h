/*
 * What a plan has to be after an edit: the model with the changes made to it,
 * to compare with what the patched bytes say.
 */
#ifndef EDIT_EXPECT_H
#define EDIT_EXPECT_H

#include "base/arena.h"
#include <weekplan/edit.h>

/* A copy of the week's items in `arena` with all changes made; NULL when memory
 * is out. The copy borrows the week's strings and has no layout. */
struct wp_item *wp_expect(struct wp_arena *arena, const struct wp_week *week,
                          const struct wp_change *changes, size_t count);

/* A copy without some of the items, a set; the same otherwise. */
struct wp_item *wp_expect_without(struct wp_arena *arena, const struct wp_week *week,
                                  const struct wp_item *const *items, size_t count);

/* A copy in which `item` stands before `before` under `parent`, or behind all that
 * is there; nothing else is different. */
struct wp_item *wp_expect_moved(struct wp_arena *arena, const struct wp_week *week,
                                const struct wp_item *item, const struct wp_item *parent,
                                const struct wp_item *before);

/* Whether two trees say the same, key by key. The roots' siblings do not
 * matter. */
bool wp_expect_same(const struct wp_item *a, const struct wp_item *b);

#endif
