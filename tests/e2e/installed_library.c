/*
 * A user of the installed library: set the first open goal of a plan to done, and print
 * the percentage before and after.
 *
 *     installed_library PLAN DAY
 */
#include <stdio.h>

#include <weekplan/edit.h>
#include <weekplan/progress.h>
#include <weekplan/save.h>

static struct wp_error error;

static void print_percent(const struct wp_week *week)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_progress_format_percent(&text, wp_progress_percent(&week->root.progress), false);
    printf("%s\n", text.data);
    wp_buf_free(&text);
}

static enum wp_status tick_off(struct wp_save *save, const struct wp_week *week, wp_day day)
{
    const struct wp_item *goal = week->root.first;
    struct wp_item done = wp_item_empty();
    struct wp_change change = {.key = WP_KEY_DONE, .values = &done};
    struct wp_edit edit = {.after = NULL};
    enum wp_status status;

    while (goal != NULL && goal->progress.state != WP_OPEN)
        goal = goal->next;
    if (goal == NULL)
        return WP_OK;
    done.done = true;
    done.done_on = day;
    change.item = goal;
    status = wp_edit_week(&edit, week, &change, 1, &error);
    if (status == WP_OK)
        status = wp_save_commit(save, &edit.patch, &error);
    if (status == WP_OK)
        print_percent(edit.after);
    wp_edit_free(&edit);
    return status;
}

static enum wp_status change_plan(struct wp_save *save, wp_day day)
{
    struct wp_input input = wp_save_input(save);
    struct wp_problems problems = {.list = &error, .limit = 1};
    struct wp_plan *plan = NULL;
    struct wp_found found = {.week = NULL};
    enum wp_status status = wp_plan_open(&plan, &input, &error);

    if (status == WP_OK)
        status = wp_plan_find(plan, wp_window_holding(day), &found, &problems);
    if (status == WP_OK) {
        print_percent(found.week);
        status = tick_off(save, found.week, day);
    }
    wp_week_free(found.week);
    wp_plan_close(plan);
    return status;
}

int main(int argc, char **argv)
{
    struct wp_save *save = NULL;
    wp_day day = WP_NO_DAY;
    enum wp_status status = WP_USAGE;

    if (argc == 3 && wp_day_parse(wp_str(argv[2]), &day))
        status = wp_save_begin(&save, argv[1], &error);
    if (status == WP_OK)
        status = change_plan(save, day);
    wp_save_end(save);
    if (status != WP_OK)
        fprintf(stderr, "library: %s\n", error.message);
    return status;
}
