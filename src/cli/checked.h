/*
 * A plan that is checked as a whole, and what there is to say about it.
 */
#ifndef CLI_CHECKED_H
#define CLI_CHECKED_H

#include "cli/app.h"
#include <weekplan/load.h>

struct wp_checked {
    struct wp_problems problems; /* the first hundred are kept */
    size_t weeks;
    size_t items;
};

/* Checks all of the plan. WP_OK, or WP_INVALID when it is not valid: `error` is
 * then for the caller to fill. WP_IO, WP_NO_MEMORY. */
enum wp_status wp_checked_read(struct wp_checked *checked, struct wp_plan *plan,
                               struct wp_error *error);

/* Lists in app->err what was found, in the file that is called `name`. */
void wp_checked_list(struct wp_app *app, const char *name, const struct wp_checked *checked);

/* Fine on one that is zeroed. */
void wp_checked_free(struct wp_checked *checked);

#endif
