/*
 * The items of a plan that one version has moved from one document to another, while the other
 * version has changed them where they were, or has moved them elsewhere (see moved_items.h). The
 * base and the other version get them where the mover has them. Then the documents are merged as
 * if only values had been changed.
 */
#ifndef MERGE_PLAN_MOVES_H
#define MERGE_PLAN_MOVES_H

#include "merge/merged_week.h"
#include "merge/plan_documents.h"

struct wp_plan_moves {
    struct wp_item_move *list; /* owned */
    size_t count;
    size_t capacity;
    struct wp_week **weeks; /* owned; the weeks of the items of the list */
    size_t week_count;
    size_t week_capacity;
};

/* Add the items that are left of a merged week (wp_merged_week.left). Take the versions of the week
 * over: set `weeks` to NULL. */
void wp_plan_moves_add(struct wp_plan_moves *moves, const struct wp_merged_week *merged,
                       struct wp_week *weeks[WP_VERSIONS]);

/* Find the documents to which the items were moved. Remove an item that is in no other document, or
 * in several, from the list. Return WP_INVALID if a document is not valid. */
enum wp_status wp_plan_moves_find(struct wp_plan_moves *moves,
                                  const struct wp_plan_documents versions[WP_VERSIONS],
                                  struct wp_error *error);

/* Move the items in the documents of the base and of the version that has not moved them there. If
 * that is not possible, change nothing, and remove all items from the list. */
void wp_plan_moves_make(struct wp_plan_moves *moves,
                        struct wp_plan_documents versions[WP_VERSIONS]);

/* Whether a remark on an item of the week that begins on `start` is made of a move. WP_NO_DAY is
 * the list for later. */
bool wp_plan_moves_remark_on(const struct wp_plan_moves *moves, wp_day start);

/* Whether the item of the week that begins on `start` with this title is below one that was put off
 * to this week, so that it is closed there too if the other version has closed it. */
bool wp_plan_moves_reach(const struct wp_plan_moves *moves, wp_day start, struct wp_str title);

/* Free the list and the weeks. No-op on a zeroed struct. */
void wp_plan_moves_free(struct wp_plan_moves *moves);

#endif
