/*
 * Finding the items that the arguments of a command name. Such an argument is called REF in help.
 */
#ifndef CMD_REFS_H
#define CMD_REFS_H

#include "cmd/transaction.h"
#include "plan/find_ref.h"

/* Whether the REF is ".", the week itself. */
bool wp_refs_is_week(const char *ref);

/* Find the item that `ref` names among those that the command can act on: the items in the states
 * `acts_on` (see plan/find_ref.h). If `ref` does not name exactly one item, return WP_USAGE and
 * append the items that match, or are similar, to context->err. If `acts_on` has no
 * WP_ACTS_ON_ALSO, return WP_USAGE for an item of `also:`; the message says how to make it an
 * item of the plan. */
enum wp_status wp_refs_resolve(struct wp_context *context, const struct wp_week *week,
                               const char *ref, unsigned acts_on, const struct wp_item **item,
                               struct wp_error *error);

/* As wp_refs_resolve, but for items in all states and for items of `also:`, and "." is the root
 * of the week. Return WP_MISSING if the week is not in the plan. */
enum wp_status wp_refs_resolve_or_week(struct wp_context *context, const struct wp_found *found,
                                       const char *ref, const struct wp_item **item,
                                       struct wp_error *error);

/* As wp_refs_resolve_or_week, but "." is the root of change->new_week if the week is not in the
 * plan. */
enum wp_status wp_refs_resolve_to_start(struct wp_transaction *change, const char *ref,
                                        const struct wp_item **item, struct wp_error *error);

/* Find the items that all REFs of the command name. Leave out an item that is below another of
 * them, because it is moved or removed with that item. Free *items with free(3), also after a
 * failure. */
enum wp_status wp_refs_resolve_trees(struct wp_transaction *change, unsigned acts_on,
                                     const struct wp_item ***items, size_t *count,
                                     struct wp_error *error);

/* Return WP_USAGE if an item has a `progress:`, because it cannot have subtasks too. */
enum wp_status wp_refs_check_parent(const struct wp_context *context, const struct wp_item *item,
                                    struct wp_error *error);

#endif
