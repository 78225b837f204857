/*
 * Build a week in memory, for tests that need no plan file.
 *
 *     static struct tree tree;
 *     struct wp_item *root = tree_begin(&tree);
 *     struct wp_item *goal = tree_add(&tree, root, "Read");
 *     tree_add(&tree, goal, "Chapter one");
 *     wp_progress_roll_up(root);
 *     ... &tree.week ...
 */
#ifndef UNIT_BUILD_WEEK_H
#define UNIT_BUILD_WEEK_H

#include <assert.h>

#include <weekplan/item.h>

enum { TREE_MAX = 2048 };

struct tree {
    struct wp_week week;
    struct wp_item items[TREE_MAX]; /* in the order of the calls of tree_add */
};

static inline struct wp_item *tree_begin(struct tree *tree)
{
    tree->week = (struct wp_week){.start = 0};
    return &tree->week.root;
}

/* Append an item to the subtasks of `parent`, and return the item. The title is borrowed. */
static inline struct wp_item *tree_add(struct tree *tree, struct wp_item *parent, const char *title)
{
    assert(tree->week.item_count < TREE_MAX);
    struct wp_item *item = &tree->items[tree->week.item_count++];
    struct wp_item **place = &parent->first;

    *item = (struct wp_item){
        .parent = parent,
        .number = 1,
        .title = wp_str(title),
        .done_on = WP_NO_DAY,
        .dropped_on = WP_NO_DAY,
        .due = WP_NO_DAY,
    };
    while (*place != NULL) {
        place = &(*place)->next;
        item->number++;
    }
    *place = item;
    return item;
}

#endif
