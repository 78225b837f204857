/*
 * Finding the items that the arguments of a command name. Such an argument is called REF in help.
 */
#ifndef CMD_REFS_H
#define CMD_REFS_H

#include "cmd/locked_plan.h"
#include "plan/find_ref.h"

/* Whether the REF is ".", which names the week itself. */
bool wp_refs_is_week(const char *ref);

/* Whether the REF is a path, or has the form of a range of paths. The week may not have the items.
 */
bool wp_refs_is_path_or_range(const char *ref);

/* Find the item that `ref` names among those that the command can act on: the items in the states
 * `acts_on` (see plan/find_ref.h). If `ref` does not name exactly one item, return WP_USAGE and
 * append the items that match, or are similar, to context->err. If the command changes items, also
 * return WP_USAGE for a REF that is only inside a word of a title. If `acts_on` has no
 * WP_ACTS_ON_ALSO, return WP_USAGE for an item of `also:`; the message says how to make it an
 * item of the plan. */
enum wp_status wp_refs_resolve(struct wp_context *context, const struct wp_week *week,
                               const char *ref, unsigned acts_on, const struct wp_item **item,
                               struct wp_error *error);

/* The items that REFs name. */
struct wp_ref_items {
    const struct wp_item **items; /* the items, in the order of the REFs, none twice; owned */
    size_t count;
};

/* Find the items that `count` REFs name, as wp_refs_resolve does. A REF may be a range of siblings,
 * "4-8" or "1.2-1.5". A REF that looks like a range, but is none, is searched as a title.
 *
 * If not every REF is a path, a range or an id, all REFs together can be one title that is not in
 * quotes: a whole title, or whole words of exactly one title. Otherwise each of several REFs that
 * is a title must be whole words of the title. If the command changes items, return WP_USAGE for a
 * path after words that are no whole titles, and for adjacent words that name several items and are
 * not all whole titles: all may be meant as one title. Free `found` with
 * wp_ref_items_free, also after a failure. */
enum wp_status wp_refs_resolve_all(struct wp_context *context, const struct wp_week *week,
                                   const char *const *refs, size_t count, unsigned acts_on,
                                   struct wp_ref_items *found, struct wp_error *error);

/* Find items as wp_refs_resolve_all does, but in all states and also in `also:`; the REF "." is
 * the root of the week. If the week is not in the plan, "." is `new_root`. Then return
 * WP_MISSING for any other REF, and if `new_root` is NULL. */
enum wp_status wp_refs_resolve_all_or_week(struct wp_context *context, const struct wp_found *week,
                                           const struct wp_item *new_root, const char *const *refs,
                                           size_t count, struct wp_ref_items *found,
                                           struct wp_error *error);

/* Return how many of the words, which begin with a REF, are the REF: as many as are a whole title
 * together, at least 1. `week` may be NULL. */
size_t wp_refs_count_title_words(const struct wp_week *week, const char *const *words,
                                 size_t count);

/* Free the list of items. No-op on a zeroed struct. */
void wp_ref_items_free(struct wp_ref_items *found);

/* Find the items that all REFs of the command name. Leave out an item that is below another named
 * item, because both are moved or removed together. Free *items with free(3), also after a
 * failure. */
enum wp_status wp_refs_resolve_trees(struct wp_locked_plan *change, unsigned acts_on,
                                     const struct wp_item ***items, size_t *count,
                                     struct wp_error *error);

/* Return WP_USAGE if REFs are both before and after the option, and the REF after its value is no
 * path, because that REF may be meant for the value. `what` names the value. */
enum wp_status wp_refs_check_option(const struct wp_arguments *arguments, enum wp_option_id id,
                                    const char *what, struct wp_error *error);

/* Return WP_USAGE if the value of the option and the words after it are together the whole title of
 * an item of the week: "--under pay rent" with an item "Pay rent". */
enum wp_status wp_refs_check_title_after(const struct wp_arguments *arguments, enum wp_option_id id,
                                         const struct wp_week *week, struct wp_error *error);

/* Return WP_USAGE if an item has a `progress:`, because it cannot have subtasks too. */
enum wp_status wp_refs_check_parent(const struct wp_context *context, const struct wp_item *item,
                                    struct wp_error *error);

#endif
