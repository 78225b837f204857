/*
 * The items that the REFs of a command name.
 */
#ifndef CMD_REFS_H
#define CMD_REFS_H

#include "cmd/transaction.h"
#include "plan/find_ref.h"

/* Whether the REF names the week itself: ".". */
bool wp_refs_is_week(const char *ref);

/* Find the item that `ref` names among those in the states `acts_on` (see plan/find_ref.h). If
 * there is not exactly one, return WP_USAGE and list the items that match, or are near, in
 * context->err. */
enum wp_status wp_refs_resolve(struct wp_context *context, const struct wp_week *week,
                               const char *ref, unsigned acts_on, const struct wp_item **item,
                               struct wp_error *error);

/* As wp_refs_resolve, for items in all states; "." names the root of the week. WP_MISSING if
 * the week is absent. */
enum wp_status wp_refs_resolve_or_week(struct wp_context *context, const struct wp_found *found,
                                       const char *ref, const struct wp_item **item,
                                       struct wp_error *error);

/* As wp_refs_resolve_or_week; "." names the root of change->new_week if the week is absent. */
enum wp_status wp_refs_resolve_to_start(struct wp_transaction *change, const char *ref,
                                        const struct wp_item **item, struct wp_error *error);

/* Find the items that all REFs of the command name. An item below another of them is left
 * out: it is moved or removed with that one. Free *items with free(3), after a failure, too. */
enum wp_status wp_refs_resolve_trees(struct wp_transaction *change, unsigned acts_on,
                                     const struct wp_item ***items, size_t *count,
                                     struct wp_error *error);

/* WP_USAGE if an item has a `progress:`, and so cannot have subtasks. */
enum wp_status wp_refs_check_parent(const struct wp_context *context, const struct wp_item *item,
                                    struct wp_error *error);

#endif
