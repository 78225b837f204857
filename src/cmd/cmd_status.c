#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/conflict_copy.h"
#include "cmd/formats.h"
#include "cmd/left_open_notes.h"
#include "cmd/plan_input.h"
#include "cmd/unsent_letter_notes.h"
#include "os/terminal.h"
#include "plan/item_value.h"
#include "plan/tag.h"
#include "render/left_open_words.h"
#include <weekplan/view.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Read --depth, a whole number from 1 on. Set *depth to 0 if the option is not given. */
static enum wp_status read_depth(const struct wp_context *context, unsigned *depth,
                                 struct wp_error *error)
{
    const char *value = wp_given_value(&context->arguments, WP_OPT_DEPTH);
    wp_decimal levels;

    *depth = 0;
    if (value == NULL)
        return WP_OK;
    if (!wp_decimal_parse(wp_str(value), &levels) || levels % WP_DECIMAL_ONE != 0 || levels == 0)
        return wp_error_set(error, WP_USAGE, "--depth: '%s' is not a number of levels (1, 2, ...)",
                            value);
    levels /= WP_DECIMAL_ONE;
    *depth = levels < WP_DEPTH_MAX ? (unsigned)levels : WP_DEPTH_MAX;
    return WP_OK;
}

/* Add the values of --tag to `tags`. Return WP_USAGE if a value has no name of a tag. */
static enum wp_status read_tags(const struct wp_context *context, struct wp_list *tags,
                                struct wp_arena *arena, struct wp_error *error)
{
    for (size_t i = 0; i < context->arguments.option_count; i++) {
        const struct wp_given *given = &context->arguments.options[i];
        struct wp_str rest;
        struct wp_str tag;

        if (given->id != WP_OPT_WITH_TAG)
            continue;
        if (!wp_utf8_is_valid(wp_str(given->value)))
            return wp_error_set(error, WP_USAGE, "the value of --tag is not UTF-8");
        rest = wp_str(given->value);
        if (!wp_tag_next(&rest, &tag))
            return wp_error_set(error, WP_USAGE, "--tag: the text is empty");
        /* A tag in the plan may have commas, so the whole text is a tag, too. */
        if (strchr(given->value, ',') != NULL)
            wp_list_extend(tags, wp_str(given->value), arena);
        do
            wp_list_extend(tags, tag, arena);
        while (wp_tag_next(&rest, &tag));
    }
    return WP_OK;
}

static void put_status(struct wp_context *context, const struct wp_view *view)
{
    struct wp_text_style style = wp_context_text_style(context);

    if (wp_formats_json(context))
        wp_status_json(&context->out, view);
    else if (wp_given(&context->arguments, WP_OPT_SHORT))
        wp_status_short(&context->out, view, &style);
    else if (wp_given(&context->arguments, WP_OPT_EXPLAIN))
        wp_status_explain(&context->out, view, &style);
    else
        wp_status_text(&context->out, view, &style);
}

/* Print notes on letters that were not sent, and on conflict copies of the plan, unless the output
 * is for a program or a shell prompt. */
static void remark_beside_the_plan(struct wp_context *context)
{
    if (!wp_terminal_is(STDOUT_FILENO) || wp_formats_json(context) ||
        wp_given(&context->arguments, WP_OPT_SHORT))
        return;
    wp_unsent_letter_notes_put(context);
    wp_conflict_copy_put_notes(context);
}

/* Find what the week before left open. Leave `left` empty if the output does not show that. */
static enum wp_status find_left_behind(struct wp_left_open *left, struct wp_context *context,
                                       const struct wp_plan_input *plan_input,
                                       struct wp_error *error)
{
    const struct wp_found *found = &plan_input->found;
    wp_day start =
        found->week != NULL ? found->week->start : wp_plan_input_week_start(context, found);

    if (wp_given(&context->arguments, WP_OPT_SHORT) ||
        wp_given(&context->arguments, WP_OPT_EXPLAIN))
        return WP_OK;
    return wp_left_open_notes_find_last(left, context, plan_input->plan, found, start, error);
}

/* For a week that is not in the plan, print what the week before left open: as JSON, or as a
 * note. */
static void put_no_week(struct wp_context *context, const struct wp_left_week *left,
                        struct wp_str carry_command)
{
    struct wp_buf text = WP_BUF_INIT;

    if (wp_formats_json(context)) {
        wp_status_json_none(&context->out, context->today, left);
    } else if (left != NULL) {
        wp_left_open_words(&text, left, context->today, carry_command, context->ascii);
        wp_context_remark(context, &text);
    }
}

static enum wp_status run_status(struct wp_context *context, struct wp_error *error)
{
    struct wp_view_options options = {.today = context->today,
                                      .open_only = wp_given(&context->arguments, WP_OPT_OPEN)};
    struct wp_plan_input plan_input = {.plan = NULL};
    struct wp_view view = {.rows = NULL};
    struct wp_buf add_command = WP_BUF_INIT;
    struct wp_buf carry_command = WP_BUF_INIT;
    struct wp_left_open left = {.count = 0};
    struct wp_list tags = {NULL, 0};
    struct wp_arena *arena = NULL;
    struct wp_error ignored;
    enum wp_format_id format;
    enum wp_status status = wp_formats_choose(context, &format, error);

    if (status == WP_OK)
        status = read_depth(context, &options.depth, error);
    if (status == WP_OK && wp_given(&context->arguments, WP_OPT_WITH_TAG)) {
        arena = wp_arena_new(64);
        options.tags = &tags;
        status = read_tags(context, &tags, arena, error);
    }
    if (status == WP_OK)
        remark_beside_the_plan(context);
    if (status == WP_OK)
        status = wp_plan_input_open_week(&plan_input, context, error);
    if (status == WP_OK)
        status = find_left_behind(&left, context, &plan_input, error);
    else if (status == WP_MISSING && plan_input.plan != NULL)
        (void)find_left_behind(&left, context, &plan_input, &ignored);
    if (left.count > 0) {
        if (strcmp(context->plan_path, "-") != 0)
            wp_context_name_command(&carry_command, context, "carry", NULL);
        options.left = &left.weeks[0];
        options.carry_command = wp_buf_str(&carry_command);
    }
    if (status == WP_MISSING)
        put_no_week(context, options.left, options.carry_command);
    if (status != WP_OK)
        goto out;
    /* only the view of a week without goals prints the command */
    if (plan_input.found.week->root.first == NULL)
        wp_context_name_add(&add_command, context);
    options.add_command = wp_buf_str(&add_command);
    wp_view_make(&view, plan_input.found.week, &options);
    put_status(context, &view);
out:
    wp_view_free(&view);
    wp_buf_free(&add_command);
    wp_buf_free(&carry_command);
    wp_left_open_free(&left);
    wp_plan_input_close(&plan_input);
    wp_arena_free(arena);
    return status;
}

const struct wp_command wp_cmd_status = {
    .name = "status",
    .group = WP_GROUP_LOOK,
    .summary = "show the week (the default command)",
    .formats = "text json",
    .examples = "weekplan                           # this week\n"
                "weekplan status -w last --open     # open items of last week\n"
                "weekplan status --depth 1          # the goals alone\n"
                "weekplan status --tag work         # what has the tag #work\n"
                "weekplan status --explain          # how each percentage is computed\n"
                "weekplan status --short            # W32 36.4% 2/9\n",
    .details = "Show the week as a tree with its percentages. The numbers in front are the paths "
               "that other commands take. Items hidden by --depth, --open or --tag still count.",
    .options =
        (const enum wp_option_id[]){WP_OPT_DEPTH, WP_OPT_OPEN, WP_OPT_WITH_TAG, WP_OPT_EXPLAIN,
                                    WP_OPT_SHORT, WP_OPT_FORMAT, WP_OPT_JSON, WP_OPT_COUNT},
    .plan = WP_PLAN_READ,
    .later = WP_LATER_TAKES,
    .pages = true,
    .run = run_status,
};
