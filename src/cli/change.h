/*
 * Changing the plan: what every command that edits does around its own intent.
 * Lock, find the week, carry the intent out, save, give the lock back; and once
 * more when somebody else saved the file meanwhile.
 */
#ifndef CLI_CHANGE_H
#define CLI_CHANGE_H

#include "cli/app.h"
#include "model/select.h"
#include <weekplan/edit.h>
#include <weekplan/save.h>
#include <weekplan/view.h>

/* A change of the plan, while the lock is held. */
struct wp_transaction {
    struct wp_app *app;
    struct wp_save *save;
    struct wp_input input;
    struct wp_plan *plan;
    struct wp_found found; /* the selected week, where there is one */
    struct wp_edit edit;
    bool edited; /* there is a patch to save */
};

/*
 * What a command does once the plan is open: makes change->edit and sets
 * `edited`, or leaves it alone when all is so already, and puts into app->out
 * what it will have done. It may be called again after somebody else changed
 * the file; then everything is new.
 */
typedef enum wp_status wp_intent(struct wp_transaction *change, void *context,
                                 struct wp_error *error);

/* Carries the intent out and saves. What the command has to say is printed only
 * when the change is on the disk. Where there is no plan file, WP_MISSING,
 * unless `starts` says that the command starts one. */
enum wp_status wp_change_plan(struct wp_app *app, wp_intent *intent, void *context, bool starts,
                              struct wp_error *error);

/* The item that `ref` names. When it is not one, WP_USAGE, and what fits or is
 * near is listed in app->err. */
enum wp_status wp_resolve(struct wp_app *app, const struct wp_week *week, const char *ref,
                          unsigned acts_on, const struct wp_item **item, struct wp_error *error);

/* The item of `after` that stands where `item` stands in its week. */
const struct wp_item *wp_counterpart(const struct wp_week *after, const struct wp_item *item);

/* The nearest item above that says of itself what `item` is, done or dropped;
 * NULL where there is none. */
const struct wp_item *wp_closed_by(const struct wp_item *item);

/*
 * Appends why an item is done or dropped although it does not say so itself, or
 * stays so whatever it says, and what would change that.
 *
 *     1.2 is done because 1 is (weekplan reopen 1)
 */
void wp_explain_state(struct wp_buf *out, const struct wp_app *app, const struct wp_item *item);

/*
 * The line that answers a change: the item as it is now, then what became of
 * its goal's figure and of the week's.
 *
 *     ✓ 1.2.3 Round 3   capstone 33.3% → 50%, week 36.4% → 45.5%
 *
 * `before` is NULL for a week that is new.
 */
void wp_answer(struct wp_app *app, const struct wp_item *item, const struct wp_week *before,
               const struct wp_week *after);

/* The week's figure alone. */
void wp_answer_week(struct wp_app *app, const struct wp_week *before, const struct wp_week *after);

/* WP_USAGE for the value of an option that should be a day. */
enum wp_status wp_bad_day(enum wp_option_id option, const char *value, struct wp_error *error);

#endif
