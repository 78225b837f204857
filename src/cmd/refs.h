/*
 * The items that a command's REFs name.
 */
#ifndef CMD_REFS_H
#define CMD_REFS_H

#include "cmd/change.h"
#include "plan/select.h"

/* Whether the REF is that of the week itself: a point. */
bool wp_refs_is_week(const char *ref);

/* The item that `ref` names. When it is not one, WP_USAGE, and what fits or is
 * near is listed in context->err. */
enum wp_status wp_refs_resolve(struct wp_context *context, const struct wp_week *week,
                               const char *ref, unsigned acts_on, const struct wp_item **item,
                               struct wp_error *error);

/* The same for a command that acts on every item, and on the week itself, whose
 * REF is '.': then its root. WP_MISSING where there is no such week. */
enum wp_status wp_refs_resolve_or_week(struct wp_context *context, const struct wp_found *found,
                                       const char *ref, const struct wp_item **item,
                                       struct wp_error *error);

/* The same for a command that may start the week by what it says: then the root of
 * change->unbegun. */
enum wp_status wp_refs_resolve_to_start(struct wp_transaction *change, const char *ref,
                                        const struct wp_item **item, struct wp_error *error);

/* The items that all the command's REFs name, but none that stands under another of
 * them, for it goes with that. There has to be room for one a REF. */
enum wp_status wp_refs_resolve_trees(struct wp_transaction *change, unsigned acts_on,
                                     const struct wp_item **items, size_t *count,
                                     struct wp_error *error);

/* WP_USAGE for an item that cannot have subtasks, as it has a progress. */
enum wp_status wp_refs_check_parent(const struct wp_context *context, const struct wp_item *item,
                                    struct wp_error *error);

#endif
