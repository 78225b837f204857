#include <weekplan/history.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/parallel.h"
#include "model/trend.h"
#include "read/walk.h"
#include <weekplan/progress.h>

/* Small for tests, which then have many parts. */
#ifndef WP_HISTORY_WORTH_THREADS
#define WP_HISTORY_WORTH_THREADS ((uint64_t)1 << 20) /* bytes of a file */
#endif

enum { DAYS_OF_WEEK = 7, PARTS_MAX = 8 };

/* A part of the file from document to document, and what has been read of it. */
struct part {
    const struct wp_history_options *options;
    const struct wp_input *input;
    uint64_t begin;
    uint64_t end;
    struct wp_problems *problems;
    enum wp_status status;
    wp_day newest; /* the first day of the newest week in it, also of one too late */
    wp_day oldest;
    size_t lead;                   /* weeks with a figure that were read beyond those asked for */
    struct wp_history_week *weeks; /* owned; the newest first */
    size_t count;
    size_t capacity;
    struct wp_arena *arena; /* owned: their texts */
};

static void free_part(struct part *part)
{
    free(part->weeks);
    wp_arena_free(part->arena);
}

static bool make_room(struct part *part, size_t count)
{
    struct wp_history_week *weeks;
    size_t capacity = part->capacity == 0 ? 32 : 2 * part->capacity;

    if (count <= part->capacity)
        return true;
    if (capacity < count)
        capacity = count;
    weeks = realloc(part->weeks, capacity * sizeof *weeks);
    if (weeks == NULL)
        return false;
    part->weeks = weeks;
    part->capacity = capacity;
    return true;
}

/* False where memory is out. */
static bool keep_text(struct part *part, struct wp_str text, struct wp_str *kept)
{
    *kept = text.length > 0 ? wp_arena_copy(part->arena, text) : wp_str("");
    return kept->data != NULL;
}

static uint32_t count_carried(const struct wp_item *root)
{
    uint32_t count = 0;

    for (const struct wp_item *goal = root->first; goal != NULL; goal = goal->next)
        count += goal->carried > 0;
    return count;
}

/* A line for the week; false where memory is out. */
static bool add_week(struct part *part, const struct wp_week *week)
{
    const struct wp_item *root = &week->root;
    int shown = wp_progress_shown(&root->progress);
    struct wp_history_week *line;

    if (!make_room(part, part->count + 1))
        return false;
    line = &part->weeks[part->count++];
    *line = (struct wp_history_week){
        .start = week->start,
        .skip = root->skip,
        .running = part->options->today < week->start + DAYS_OF_WEEK,
        .shown = shown < 0 ? WP_NO_FIGURE : shown,
        .done = root->progress.done,
        .total = root->progress.total,
        .dropped = root->progress.dropped,
        .carried = count_carried(root),
    };
    if (part->options->weeks > 0 && part->count > part->options->weeks)
        part->lead += !line->skip && shown >= 0;
    return keep_text(part, root->title, &line->title) &&
           keep_text(part, root->skip_reason, &line->skip_reason);
}

static bool has_enough(const struct part *part)
{
    size_t weeks = part->options->weeks;

    return weeks > 0 && part->count >= weeks && part->lead >= WP_MEAN_WEEKS;
}

/* Goes from the part's end to its beginning, or until there is enough. */
static enum wp_status read_weeks(struct part *part, struct wp_plan *plan)
{
    const struct wp_window wanted = {INT32_MIN, part->options->until};
    struct wp_walk here = {.document = {part->end, 0}, .start = WP_NO_DAY};
    struct wp_walk later = here;

    while (here.document.offset > part->begin && !has_enough(part)) {
        struct wp_built built;
        enum wp_status status = wp_walk_back(plan, &here, &wanted, &built, part->problems);
        bool kept = true;

        if (status != WP_OK)
            return status;
        if (here.start == WP_NO_DAY)
            continue;
        if (!wp_walk_in_order(here.start, later.start)) {
            wp_week_free(built.week);
            return wp_walk_report_order(plan, &later, here.start, part->problems);
        }
        if (built.week != NULL)
            kept = add_week(part, built.week);
        wp_week_free(built.week);
        if (!kept)
            return wp_walk_fail_memory(part->problems);
        if (part->newest == WP_NO_DAY)
            part->newest = here.start;
        part->oldest = here.start;
        later = here;
    }
    part->begin = here.document.offset;
    return WP_OK;
}

static void read_part(void *job)
{
    struct part *part = job;
    struct wp_plan *plan = NULL;
    struct wp_error error;

    part->arena = wp_arena_new(0);
    if (part->arena == NULL) {
        part->status = wp_walk_fail_memory(part->problems);
        return;
    }
    part->status = wp_plan_open(&plan, part->input, &error);
    if (part->status == WP_OK)
        part->status = read_weeks(part, plan);
    else
        wp_walk_fail(part->problems, &error);
    wp_plan_close(plan);
}

/* Where the file may be cut into `count` parts of about the same size. */
static enum wp_status cut(struct part *parts, size_t count, struct wp_error *error)
{
    const struct wp_input *input = parts[0].input;
    struct wp_plan *plan = NULL;
    enum wp_status status = wp_plan_open(&plan, input, error);

    for (size_t i = 1; i < count && status == WP_OK; i++) {
        status = wp_source_near(&plan->source, input->size / count * i, &parts[i].begin, error);
        parts[i - 1].end = parts[i].begin;
    }
    wp_plan_close(plan);
    return status;
}

/* Whether all parts could be read, and each one is older than the one behind it. */
static bool are_valid(const struct part *parts, size_t count)
{
    wp_day before = WP_NO_DAY;

    for (size_t i = 0; i < count; i++) {
        if (parts[i].status != WP_OK || !wp_walk_in_order(before, parts[i].oldest))
            return false;
        if (parts[i].newest != WP_NO_DAY)
            before = parts[i].newest;
    }
    return true;
}

/* Moves what the parts have to `whole`; false where memory is out. */
static bool join(struct part *whole, struct part *parts, size_t count)
{
    struct wp_arena *arena = wp_arena_new(0);
    struct wp_history_week *weeks = NULL;
    size_t total = 1; /* so that there is room to be had */

    for (size_t i = 0; i < count; i++)
        total += parts[i].count;
    weeks = malloc(total * sizeof *weeks);
    if (arena == NULL || weeks == NULL) {
        wp_arena_free(arena);
        free(weeks);
        return false;
    }
    for (size_t i = count; i-- > 0;) {
        if (parts[i].count > 0)
            memcpy(weeks + whole->count, parts[i].weeks, parts[i].count * sizeof *weeks);
        whole->count += parts[i].count;
        wp_arena_adopt(arena, parts[i].arena);
        parts[i].arena = NULL;
    }
    whole->weeks = weeks;
    whole->arena = arena;
    return true;
}

/*
 * Reads all of the file into `whole`, in parts and all of them at once. That is
 * for a file in which nothing is wrong: it fails without a word, and whoever reads
 * from the end alone finds out what there is to say.
 */
static bool read_in_parts(struct part *whole, size_t count)
{
    struct wp_problems nothing[PARTS_MAX] = {{.limit = 0}};
    struct part parts[PARTS_MAX] = {{.begin = 0}};
    struct wp_error ignored;
    bool done;

    for (size_t i = 0; i < count; i++) {
        parts[i] = *whole;
        parts[i].problems = &nothing[i];
    }
    done = cut(parts, count, &ignored) == WP_OK;
    if (done)
        wp_parallel(read_part, parts, sizeof parts[0], count);
    done = done && are_valid(parts, count) && join(whole, parts, count);
    for (size_t i = 0; i < count; i++)
        free_part(&parts[i]);
    return done;
}

static void reverse(struct wp_history_week *weeks, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct wp_history_week moving = weeks[i];

        weeks[i] = weeks[count - 1 - i];
        weeks[count - 1 - i] = moving;
    }
}

/* Makes a history of the weeks that were read, those before it included. */
static void complete(struct wp_history *history, struct part *part)
{
    const struct wp_history_options *options = part->options;
    size_t extra = 0;
    bool unbroken;

    if (options->weeks > 0 && part->count > options->weeks)
        extra = part->count - options->weeks;
    reverse(part->weeks, part->count);
    unbroken = wp_trend_follow(part->weeks, part->count, options->today, options->goal);
    memmove(part->weeks, part->weeks + extra, (part->count - extra) * sizeof *part->weeks);
    history->weeks = part->weeks;
    history->count = part->count - extra;
    history->arena = part->arena;
    wp_trend_sum_up(history, options->until);
    history->streak_open = unbroken && part->begin > 0 && history->streak > 0;
}

enum wp_status wp_history_read(struct wp_history *history, const struct wp_input *input,
                               const struct wp_history_options *options,
                               struct wp_problems *problems)
{
    size_t count = options->threads < PARTS_MAX ? options->threads : PARTS_MAX;
    struct part part = {
        .options = options,
        .input = input,
        .end = input->size,
        .problems = problems,
        .newest = WP_NO_DAY,
        .oldest = WP_NO_DAY,
    };

    *history = (struct wp_history){.today = options->today, .goal = options->goal};
    if (options->weeks > 0 || count < 2 || input->size <= WP_HISTORY_WORTH_THREADS ||
        !read_in_parts(&part, count))
        read_part(&part);
    if (part.status == WP_OK && part.count > 0) {
        complete(history, &part);
        return WP_OK;
    }
    free_part(&part);
    return part.status == WP_OK ? WP_MISSING : part.status;
}

void wp_history_free(struct wp_history *history)
{
    free(history->weeks);
    wp_arena_free(history->arena);
    history->weeks = NULL;
    history->arena = NULL;
    history->count = 0;
}
