/*
 * Items of one version of a plan that are put into another document of this version, with their
 * lines and comments, as `mv --to` does.
 */
#ifndef MERGE_RELOCATION_H
#define MERGE_RELOCATION_H

#include "merge/plan_documents.h"

/* An item that moves, or that is copied because the mover has put it off. All items are borrowed.
 */
struct wp_relocation {
    const struct wp_item *item; /* in a week that was loaded from the document `from` */
    wp_day from;                /* first day of its week; WP_NO_DAY for the list for later */
    wp_day to;
    bool leaves_also; /* whether an item of `also:` becomes a goal of its new document */
    /* For an item that was put off, the item in the base, and the copy of the mover. The item
     * stays, and is copied without what the mover has not copied. The copy is done and dropped as
     * in the base. Both are NULL for an item that moves. */
    const struct wp_item *base;
    const struct wp_item *copy;
};

/* Move the items to the end of their new documents. An item that was in `also:` still is, unless it
 * leaves that list. A document that is absent is added. One that the file of the base does not have
 * (`base`), and that is empty afterwards, is removed. No item is below another one. */
enum wp_status wp_relocation_make(struct wp_plan_documents *documents,
                                  const struct wp_plan_documents *base,
                                  const struct wp_relocation *list, size_t count);

#endif
