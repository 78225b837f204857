/*
 * Move several items of a week, one after the other, as one edit.
 *
 *     struct wp_item_move moves[] = {{four, &week->root, first}, {five, &week->root, first}};
 *     const struct wp_item *moved[2];
 *
 *     status = wp_move_items(&edit, week, moves, 2, moved, &error);
 */
#ifndef EDIT_MOVE_ITEMS_H
#define EDIT_MOVE_ITEMS_H

#include <weekplan/edit.h>

/* An item and its new position, all of the week before the edit. */
struct wp_item_move {
    const struct wp_item *item;
    const struct wp_item *parent; /* new parent, or &week->root, or &week->also; not below an item
                                     that is moved */
    const struct wp_item *before; /* new next sibling; NULL for the end of the list */
};

/*
 * Make the patch that moves `count` items, each as wp_edit_move does. Items with the same new
 * parent have the same `before` too; they follow each other in the order of `moves`. If `before` is
 * itself moved, its next sibling that is not moved is meant. No item may be given twice, or be
 * below another given item.
 *
 * The patch is empty, and edit->after is NULL, if all items are at their new positions already.
 * Otherwise set moved[i] to the item of moves[i] in edit->after. Return as wp_edit_move does.
 */
enum wp_status wp_move_items(struct wp_edit *edit, const struct wp_week *week,
                             const struct wp_item_move *moves, size_t count,
                             const struct wp_item **moved, struct wp_error *error);

#endif
