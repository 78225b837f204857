/* `did`: record what was done and had not been planned, in the list `also:`. */
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/new_items.h"
#include "cmd/run_change.h"
#include "cmd/start_week.h"
#include "cmd/value_argument.h"

/* Make all items done, on the day of --on. */
static enum wp_status read_done_day(const struct wp_context *context, struct wp_new_items *items,
                                    wp_day week_start, struct wp_error *error)
{
    wp_day day;
    enum wp_status status = wp_value_argument_read_on(&day, context, week_start, error);

    for (struct wp_item *item = items->first; item != NULL && status == WP_OK; item = item->next) {
        item->done = true;
        item->done_on = day;
    }
    return status;
}

static enum wp_status record_items(struct wp_locked_plan *change, void *data,
                                   struct wp_error *error)
{
    struct wp_new_items *items = data;
    const struct wp_week *week = change->found.week;
    bool starts = week == NULL;
    struct wp_week new_week = change->new_week;
    const struct wp_item *list = starts ? &change->new_week.also : &week->also;
    struct wp_change recorded = {list, WP_KEY_ALSO, items->first};
    wp_day start = starts ? new_week.start : week->start;
    enum wp_status status = read_done_day(change->context, items, start, error);

    if (status != WP_OK)
        return status;
    new_week.also.first = items->first;
    status = starts ? wp_start_week(change, &new_week, error)
                    : wp_edit_week(&change->edit, week, &recorded, 1, error);
    change->edited = status == WP_OK;
    if (status != WP_OK)
        return status;
    (void)wp_new_items_print(change, list);
    wp_change_remarks_done_day(change->context, items->first, start, true);
    return WP_OK;
}

static enum wp_status run_did(struct wp_context *context, struct wp_error *error)
{
    struct wp_new_items items;
    enum wp_status status = wp_new_items_read(&items, context, WP_OPT_ON, true, error);

    if (status == WP_OK)
        status = wp_run_change(context, record_items, &items, WP_CHANGE_NEEDS_NONE, error);
    wp_new_items_free(&items);
    return status;
}

const struct wp_command wp_cmd_did = {
    .name = "did",
    .group = WP_GROUP_WEEK,
    .summary = "record what was not planned",
    .arguments = "TITLE...",
    .examples = "weekplan did Fix the neighbour\\'s bike\n"
                "weekplan did Call the plumber --on mon --tag home\n"
                "weekplan did -w last Help Ada move\n"
                "weekplan did - < list.txt          # one title a line\n",
    .details =
        "Record what you have done besides the plan, with the day, and print its place: +1, +2. "
        "It is shown as \"Also done\" and counts in no percentage. Several words are one title. "
        "Create the plan and start the week if they do not exist.\n"
        "If the title is -, read a list from standard input: one title a line. Bullets (-, *, 1.) "
        "and ticked check boxes ([x]) are allowed.\n"
        "To show, change and remove it later, use its place as REF. weekplan mv makes it an item "
        "of the plan (mv +1 --top), and an item that is done one of these (mv 3 --also).",
    .options =
        (const enum wp_option_id[]){WP_OPT_ON, WP_OPT_NOTE, WP_OPT_TAG, WP_OPT_LINK, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .changes = true,
    .run = run_did,
};
