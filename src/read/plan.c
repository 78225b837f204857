#include <weekplan/plan.h>

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "read/walk_documents.h"

enum { WEEKS_WITHOUT_GOALS_MAX = 53 };

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
    /* Casting const away is safe, because read_memory does not write to its context. */
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
    wp_stream_init(&(*plan)->stream, input);
    return WP_OK;
}

void wp_plan_close(struct wp_plan *plan)
{
    if (plan == NULL)
        return;
    wp_stream_free(&plan->stream);
    free(plan);
}

enum wp_status wp_week_load(struct wp_str text, uint64_t offset, uint64_t first_line,
                            struct wp_week **week, struct wp_problems *problems)
{
    struct wp_built_week built;
    enum wp_status status = wp_week_build(text, offset, first_line, NULL, &built, problems);

    *week = built.week;
    return status;
}

struct wp_plan_walk wp_plan_newest_first(const struct wp_plan *plan)
{
    struct wp_plan_document end = {.offset = plan->stream.input.size, .start = WP_NO_DAY};

    return (struct wp_plan_walk){.newest = WP_NO_DAY, .current = end, .previous = end};
}

struct wp_plan_walk wp_plan_oldest_first(const struct wp_plan *plan)
{
    struct wp_plan_document begin = {.start = WP_NO_DAY};

    (void)plan;
    return (struct wp_plan_walk){
        .oldest_first = true, .newest = WP_NO_DAY, .current = begin, .previous = begin};
}

/* Check that the weeks of walk->previous and walk->current are in order. */
static enum wp_status check_order(struct wp_plan *plan, const struct wp_plan_walk *walk,
                                  struct wp_problems *problems)
{
    const struct wp_plan_document *earlier = walk->oldest_first ? &walk->previous : &walk->current;
    const struct wp_plan_document *later = walk->oldest_first ? &walk->current : &walk->previous;

    if (wp_plan_walk_in_order(earlier->start, later->start))
        return WP_OK;
    return wp_plan_walk_report_order(plan, later, earlier->start, problems);
}

static bool is_empty_document(const struct wp_plan_document *document)
{
    return document->start == WP_NO_DAY && !document->later;
}

/* Check that no document that is not empty is above the list for later. */
static enum wp_status check_list(struct wp_plan *plan, struct wp_plan_walk *walk, bool empty,
                                 struct wp_problems *problems)
{
    const struct wp_plan_document list = walk->oldest_first ? walk->current : walk->list;
    bool misplaced = list.later && (!walk->oldest_first || walk->begun);

    if (empty)
        return WP_OK;
    walk->begun = true;
    walk->list = walk->current;
    return misplaced ? wp_plan_walk_report_later(plan, &list, problems) : WP_OK;
}

/* Return whether the week that the walk has read last is beyond the end of `range`. */
static bool is_past(const struct wp_plan_walk *walk, struct wp_window range)
{
    wp_day start = walk->current.start;

    return start != WP_NO_DAY && (walk->oldest_first ? start > range.last : start < range.first);
}

enum wp_status wp_plan_each_week(struct wp_plan *plan, struct wp_plan_walk *walk,
                                 struct wp_window range, struct wp_week **week,
                                 struct wp_problems *problems)
{
    struct wp_built_week built = {.start = WP_NO_DAY};
    enum wp_status status = WP_OK;

    while (status == WP_OK && built.week == NULL) {
        enum wp_status order = WP_OK;

        if (walk->current.start != WP_NO_DAY)
            walk->previous = walk->current;
        if (wp_plan_walk_at_end(plan, walk)) {
            status = WP_MISSING;
            break;
        }
        status = wp_plan_walk_step(plan, walk, &range, &built, problems);
        /* A walk from the end stops at the first error, but a walk from the beginning is a check
         * of the file, which reports all errors. */
        if (status == WP_OK || (status == WP_INVALID && walk->oldest_first))
            order = check_order(plan, walk, problems);
        if (order == WP_OK && (status == WP_OK || status == WP_INVALID))
            order = check_list(plan, walk, status == WP_OK && is_empty_document(&walk->current),
                               problems);
        if (order != WP_OK)
            status = order;
        if (status == WP_OK && walk->newest < walk->current.start)
            walk->newest = walk->current.start;
        if (status == WP_OK && is_past(walk, range))
            status = WP_MISSING;
    }
    *week = built.week;
    return status;
}

/* Return WP_MISSING if the week of `window` is absent; `walk` has just read a week before `window`.
 * Check that the next older week is in order, because in a file out of order the wanted week could
 * be further up. Ignore the next document if it is not valid. */
static enum wp_status check_missing(struct wp_plan *plan, const struct wp_plan_walk *walk,
                                    const struct wp_window *window, struct wp_problems *problems)
{
    struct wp_problems ignored = {.limit = 0};
    struct wp_plan_walk older = *walk;

    do {
        struct wp_built_week built;

        if (wp_plan_walk_at_end(plan, &older) ||
            wp_plan_walk_step(plan, &older, window, &built, &ignored) != WP_OK)
            return WP_MISSING;
        wp_week_free(built.week);
    } while (older.current.start == WP_NO_DAY);
    if (wp_plan_walk_in_order(older.current.start, walk->current.start))
        return WP_MISSING;
    return wp_plan_walk_report_order(plan, &walk->current, older.current.start, problems);
}

enum wp_status wp_plan_find(struct wp_plan *plan, struct wp_window window, struct wp_found *found,
                            struct wp_problems *problems)
{
    struct wp_plan_walk walk = wp_plan_newest_first(plan);
    struct wp_week *week;
    enum wp_status status = wp_plan_each_week(plan, &walk, window, &week, problems);

    *found = (struct wp_found){.newest = walk.newest,
                               .after = walk.previous.start,
                               .before = WP_NO_DAY,
                               .insert_at = walk.previous.offset,
                               .walk = walk};
    if (status == WP_OK)
        found->week = week;
    else
        wp_week_free(week);
    if (status == WP_MISSING && is_past(&walk, window)) {
        found->before = walk.current.start;
        status = check_missing(plan, &walk, &window, problems);
    }
    return status;
}

/* Return WP_MISSING if the file has no document for the week directly before the week that begins
 * on `next`. Also return WP_MISSING if walk->current is the week directly before. In a file out of
 * order return WP_INVALID, as check_missing does. */
static enum wp_status check_gap(struct wp_plan *plan, const struct wp_plan_walk *walk, wp_day next,
                                struct wp_problems *problems)
{
    struct wp_window window = {next - WP_DAYS_OF_WEEK, next - 1};

    if (walk->current.start >= window.first)
        return WP_MISSING;
    return check_missing(plan, walk, &window, problems);
}

enum wp_status wp_plan_find_goals(struct wp_plan *plan, wp_day start, struct wp_week **week,
                                  struct wp_problems *problems)
{
    const struct wp_window earlier = {INT32_MIN, start - 1};
    struct wp_plan_walk walk = wp_plan_newest_first(plan);
    wp_day next = start;

    for (int passed = 0; passed <= WEEKS_WITHOUT_GOALS_MAX; passed++) {
        enum wp_status status = wp_plan_each_week(plan, &walk, earlier, week, problems);

        if (status == WP_OK && check_gap(plan, &walk, next, problems) != WP_MISSING)
            status = WP_INVALID;
        if (status == WP_OK && (*week)->root.first != NULL)
            return WP_OK;
        wp_week_free(*week);
        *week = NULL;
        if (status != WP_OK)
            return status;
        next = walk.current.start;
    }
    return WP_MISSING;
}

/* A check that each week is in line with the week above it (see wp_week_is_in_line). */
struct line_check {
    wp_day last; /* first day of the last week that is in line, or WP_NO_DAY */
    /* The document of the next week, if that week is not in line; else stray.start is WP_NO_DAY. */
    struct wp_plan_document stray;
};

/* If there is a stray week, warn of it, unless the week below it, which begins on `next`, is in
 * line with it: then the weeks of the plan begin on another weekday from there on. `next` is
 * WP_NO_DAY at the end of the file. */
static enum wp_status settle_stray(struct wp_plan *plan, struct line_check *line, wp_day next,
                                   struct wp_problems *problems)
{
    enum wp_status status = WP_OK;

    if (line->stray.start == WP_NO_DAY)
        return WP_OK;
    if (next != WP_NO_DAY && wp_week_is_in_line(line->stray.start, next))
        line->last = line->stray.start;
    else
        status = wp_plan_walk_warn_of_stray(plan, &line->stray, line->last, problems);
    line->stray.start = WP_NO_DAY;
    return status;
}

/* Check that the week of walk->current is in line. If the week is out of order, an error has been
 * reported already; do not warn of it too. */
static enum wp_status check_line(struct wp_plan *plan, struct line_check *line,
                                 const struct wp_plan_walk *walk, struct wp_problems *problems)
{
    const struct wp_plan_document *here = &walk->current;
    enum wp_status status = settle_stray(plan, line, here->start, problems);

    if (line->last == WP_NO_DAY || wp_week_is_in_line(line->last, here->start))
        line->last = here->start;
    else if (wp_plan_walk_in_order(walk->previous.start, here->start))
        line->stray = *here;
    return status;
}

/* Check the list for later, which a walk over the weeks does not read. */
static enum wp_status check_later(struct wp_plan *plan, struct wp_problems *problems)
{
    struct wp_found found;
    enum wp_status status;

    if (!wp_plan_begins_with_later(plan))
        return WP_OK;
    status = wp_plan_find_later(plan, &found, problems);
    wp_week_free(found.week);
    return status;
}

enum wp_status wp_plan_check(struct wp_plan *plan, struct wp_problems *problems, size_t *weeks,
                             size_t *items)
{
    const struct wp_window all = {INT32_MIN, INT32_MAX};
    struct wp_plan_walk walk = wp_plan_oldest_first(plan);
    struct line_check line = {WP_NO_DAY, {.start = WP_NO_DAY}};
    size_t first = problems->count;
    size_t errors = problems->errors;
    enum wp_status status = WP_OK;

    *weeks = *items = 0;
    status = check_later(plan, problems);
    if (status != WP_OK && status != WP_INVALID)
        return status;
    while (status != WP_MISSING) {
        struct wp_week *week;

        status = wp_plan_each_week(plan, &walk, all, &week, problems);
        *items += week != NULL ? week->item_count : 0;
        wp_week_free(week);
        if (status != WP_MISSING && walk.current.start != WP_NO_DAY) {
            enum wp_status warned = check_line(plan, &line, &walk, problems);

            ++*weeks;
            status = warned == WP_OK ? status : warned;
        }
        if (status != WP_OK && status != WP_INVALID && status != WP_MISSING)
            return status;
    }
    status = settle_stray(plan, &line, WP_NO_DAY, problems);
    if (status != WP_OK)
        return status;
    wp_problems_sort(problems, first);
    return problems->errors > errors ? WP_INVALID : WP_OK;
}
