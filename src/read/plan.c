#include <weekplan/plan.h>

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "read/plan_walk.h"
#include "yaml/document.h"

enum { WEEKS_BACK = 53 };

static enum wp_status read_memory(void *context, uint64_t offset, char *bytes, size_t length,
                                  struct wp_error *error)
{
    const struct wp_str *memory = context;

    (void)error;
    memcpy(bytes, memory->data + offset, length);
    return WP_OK;
}

struct wp_input wp_input_memory(const struct wp_str *bytes)
{
    /* read_memory only reads through it. */
    return (struct wp_input){bytes->length, read_memory, (void *)(uintptr_t)bytes};
}

enum wp_status wp_plan_open(struct wp_plan **plan, const struct wp_input *input,
                            struct wp_error *error)
{
    *plan = NULL;
    if (input->size > WP_FILE_MAX)
        return wp_error_set(error, WP_INVALID, "the file is larger than %d GiB",
                            (int)(WP_FILE_MAX >> 30));
    *plan = wp_memory_array(1, sizeof **plan);
    if (*plan == NULL)
        return wp_error_set_no_memory(error);
    wp_stream_init(&(*plan)->source, input);
    return WP_OK;
}

void wp_plan_without_fields(struct wp_plan *plan)
{
    plan->bare = true;
}

void wp_plan_close(struct wp_plan *plan)
{
    if (plan == NULL)
        return;
    wp_stream_free(&plan->source);
    free(plan);
}

enum wp_status wp_week_load(struct wp_str text, uint64_t offset, uint64_t first_line,
                            struct wp_week **week, struct wp_problems *problems)
{
    struct wp_built_week built;
    enum wp_status status = wp_week_build(text, offset, first_line, NULL, false, &built, problems);

    *week = built.week;
    return status == WP_NO_MEMORY ? wp_plan_walk_fail_memory(problems) : status;
}

/* A week that is not there may stand further up, where nobody looks for it. So
 * before it is called missing, the one before `here` has to be an older one; that
 * it is broken does not matter. */
static enum wp_status check_missing(struct wp_plan *plan, const struct wp_plan_walk *here,
                                    const struct wp_window *window, struct wp_problems *problems)
{
    struct wp_problems nothing = {NULL, 0, 0, 0, 0};
    struct wp_plan_walk older = *here;

    do {
        struct wp_built_week built = {.start = WP_NO_DAY};

        if (older.document.offset == 0 ||
            wp_plan_walk_back(plan, &older, window, &built, &nothing) != WP_OK)
            return WP_MISSING;
        wp_week_free(built.week);
    } while (older.start == WP_NO_DAY);
    if (wp_plan_walk_in_order(older.start, here->start))
        return WP_MISSING;
    return wp_plan_walk_report_order(plan, here, older.start, problems);
}

enum wp_status wp_plan_find(struct wp_plan *plan, struct wp_window window, struct wp_found *found,
                            struct wp_problems *problems)
{
    uint64_t size = plan->source.input.size;
    struct wp_plan_walk here = {.document = {size, 0}, .start = WP_NO_DAY};
    struct wp_plan_walk later = here;

    *found = (struct wp_found){NULL, WP_NO_DAY, WP_NO_DAY, WP_NO_DAY, size};
    while (here.document.offset > 0) {
        struct wp_built_week built;
        enum wp_status status = wp_plan_walk_back(plan, &here, &window, &built, problems);

        if (status != WP_OK)
            return status;
        if (here.start == WP_NO_DAY)
            continue;
        if (!wp_plan_walk_in_order(here.start, later.start)) {
            wp_week_free(built.week);
            return wp_plan_walk_report_order(plan, &later, here.start, problems);
        }
        if (found->newest == WP_NO_DAY)
            found->newest = here.start;
        if (built.week != NULL) {
            found->week = built.week;
            return WP_OK;
        }
        if (here.start < window.first) {
            found->before = here.start;
            return check_missing(plan, &here, &window, problems);
        }
        later = here;
        found->after = here.start;
        found->insert_at = here.document.offset;
    }
    return WP_MISSING;
}

enum wp_status wp_plan_find_goals(struct wp_plan *plan, wp_day start, struct wp_week **week,
                                  struct wp_problems *problems)
{
    struct wp_window window = wp_window_from(start - WP_DAYS_OF_WEEK);
    int passed = 0;

    *week = NULL;
    while (passed <= WEEKS_BACK) {
        struct wp_found found;
        enum wp_status status = wp_plan_find(plan, window, &found, problems);

        if (found.week != NULL && found.week->root.first != NULL) {
            *week = found.week;
            return WP_OK;
        }
        if (found.week != NULL) {
            window = wp_window_from(found.week->start - WP_DAYS_OF_WEEK);
            wp_week_free(found.week);
            passed++;
        } else if (status == WP_MISSING && found.before != WP_NO_DAY) {
            window = wp_window_from(found.before);
        } else {
            return status;
        }
    }
    return WP_MISSING;
}

/* Whether the weeks of a plan are in line, as far as they have been passed. */
struct plan_line {
    wp_day last;               /* in line, or WP_NO_DAY */
    struct wp_plan_walk stray; /* not in line with it; the week below may keep its weekday */
};

/* Settle the stray week, if there is one: `next`, the week below or WP_NO_DAY, keeps its
 * line, or there is a warning. */
static enum wp_status settle_stray(struct wp_plan *plan, struct plan_line *line, wp_day next,
                                   struct wp_problems *problems)
{
    enum wp_status status = WP_OK;

    if (line->stray.start == WP_NO_DAY)
        return WP_OK;
    if (next != WP_NO_DAY && wp_week_is_in_line(line->stray.start, next))
        line->last = line->stray.start;
    else
        status = wp_walk_warn_of_stray(plan, &line->stray, line->last, problems);
    line->stray.start = WP_NO_DAY;
    return status;
}

/* `ordered`: the week is below the one above it in time too. Else that is an error. */
static enum wp_status check_line(struct wp_plan *plan, struct plan_line *line,
                                 const struct wp_plan_walk *here, bool ordered,
                                 struct wp_problems *problems)
{
    enum wp_status status = settle_stray(plan, line, here->start, problems);

    if (line->last == WP_NO_DAY || wp_week_is_in_line(line->last, here->start))
        line->last = here->start;
    else if (ordered)
        line->stray = *here;
    return status;
}

enum wp_status wp_plan_check(struct wp_plan *plan, struct wp_problems *problems, size_t *weeks,
                             size_t *items)
{
    size_t first = problems->count;
    size_t errors = problems->errors;
    struct wp_plan_walk here = {.start = WP_NO_DAY};
    struct plan_line line = {WP_NO_DAY, {.start = WP_NO_DAY}};
    wp_day before = WP_NO_DAY;
    enum wp_status status;
    bool ordered;

    *weeks = *items = 0;
    while (here.document.offset < plan->source.input.size) {
        struct wp_built_week built;

        status = wp_plan_walk_forward(plan, &here, &built, problems);
        if (status != WP_OK && status != WP_INVALID)
            return status;
        ordered = wp_plan_walk_in_order(before, built.start);
        if (!ordered)
            wp_plan_walk_report_order(plan, &here, before, problems);
        if (built.start != WP_NO_DAY) {
            status = check_line(plan, &line, &here, ordered, problems);
            before = built.start;
            ++*weeks;
        }
        if (built.week != NULL)
            *items += built.week->item_count;
        wp_week_free(built.week);
        if (status != WP_OK && status != WP_INVALID)
            return status;
        here.document.offset += here.document.length;
    }
    status = settle_stray(plan, &line, WP_NO_DAY, problems);
    if (status != WP_OK)
        return status;
    wp_problems_sort(problems, first);
    return problems->errors > errors ? WP_INVALID : WP_OK;
}
