#include <stdlib.h>

#include "base/memory.h"
#include "cmd/command.h"
#include "cmd/formats.h"
#include "cmd/plan_input.h"
#include "cmd/refs.h"
#include <weekplan/view.h>

/* The views of the items that the arguments name. */
struct showing {
    struct wp_view *views; /* owned */
    size_t count;
    struct wp_buf add_command; /* command printed for a week without goals */
};

/* Add a view of an item. The text of the week has only its goals, because `status` prints the
 * subtasks. */
static void add_view(struct showing *showing, const struct wp_context *context,
                     const struct wp_week *week, const struct wp_item *top)
{
    bool goals = top == &week->root && !wp_formats_json(context);
    const struct wp_view_options options = {.today = context->today,
                                            .top = top,
                                            .depth = goals ? 1 : 0,
                                            .add_command = wp_buf_str(&showing->add_command)};

    wp_view_make(&showing->views[showing->count++], week, &options);
}

/* Make the views. Without an argument, make a view of the week. */
static enum wp_status make_views(struct showing *showing, struct wp_context *context,
                                 const struct wp_found *found, struct wp_error *error)
{
    static const char *const week[] = {"."};
    size_t words = context->arguments.word_count;
    const char *const *refs = words > 0 ? context->arguments.words : week;
    size_t count = words > 0 ? words : 1;
    struct wp_ref_items items;
    enum wp_status status =
        wp_refs_resolve_all_or_week(context, found, NULL, refs, count, &items, error);

    wp_context_name_add(&showing->add_command, context);
    showing->views = wp_memory_array(items.count + 1, sizeof *showing->views);
    for (size_t i = 0; i < items.count && status == WP_OK; i++)
        add_view(showing, context, found->week, items.items[i]);
    wp_ref_items_free(&items);
    return status;
}

static void put_views(struct wp_context *context, const struct showing *showing)
{
    struct wp_text_style style = wp_context_text_style(context);
    size_t i;

    if (wp_formats_json(context)) {
        wp_show_json(&context->out, showing->views, showing->count);
        return;
    }
    for (i = 0; i < showing->count; i++) {
        wp_buf_puts(&context->out, i > 0 ? "\n\n" : "");
        wp_show_text(&context->out, &showing->views[i], &style);
    }
}

static enum wp_status run_show(struct wp_context *context, struct wp_error *error)
{
    struct showing showing = {.count = 0, .add_command = WP_BUF_INIT};
    struct wp_plan_input plan_input = {.plan = NULL};
    enum wp_format_id format;
    enum wp_status status = wp_formats_choose(context, &format, error);
    size_t i;

    if (status == WP_OK)
        status = wp_plan_input_open_week(&plan_input, context, error);
    if (status == WP_MISSING && wp_formats_json(context))
        wp_status_json_none(&context->out, context->today, NULL);
    if (status == WP_OK)
        status = make_views(&showing, context, &plan_input.found, error);
    if (status == WP_OK)
        put_views(context, &showing);
    for (i = 0; i < showing.count; i++)
        wp_view_free(&showing.views[i]);
    free(showing.views);
    wp_buf_free(&showing.add_command);
    wp_plan_input_close(&plan_input);
    return status;
}

const struct wp_command wp_cmd_show = {
    .name = "show",
    .group = WP_GROUP_LOOK,
    .summary = "show all keys of an item or of the week",
    .arguments = "[REF...]",
    .candidates = WP_COMPLETE_WEEK,
    .formats = "text json",
    .examples = "weekplan show 1.2                  # by its path\n"
                "weekplan show capstone metrics     # by its id, by a part of the title\n"
                "weekplan show -w last              # last week, with its note and review\n",
    .details =
        "Show what status leaves out: the note, tags, links, days and all other keys of an "
        "item, and its subtasks. Without REF, or if REF is a point, show the week with its "
        "note, its goals and its review.\n"
        "REF is a path as shown by status (1.2.3), a range of paths (4-8), an id, a title, or "
        "a part of a title.",
    .options = (const enum wp_option_id[]){WP_OPT_FORMAT, WP_OPT_JSON, WP_OPT_COUNT},
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_READ,
    .later = WP_LATER_TAKES,
    .pages = true,
    .run = run_show,
};
