#include <weekplan/history.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/parallel.h"
#include "model/trend.h"
#include "read/walk.h"
#include <weekplan/progress.h>

enum {
    DAYS_OF_WEEK = 7,
    PARTS_MAX = 8,
    WORTH_PARTS = 8 << 10 /* so many bytes take longer to read than threads to start */
};

/* A part of the file from document to document, which is read from its end, and
 * what there is in it. */
struct part {
    const struct wp_history_options *options;
    const struct wp_input *input;
    struct wp_problems *problems;
    uint64_t begin;
    size_t limit;         /* of weeks that are wanted; 0: all of the part */
    struct wp_walk here;  /* how far it has been read */
    struct wp_walk later; /* the last document that sets a week */
    wp_day newest;        /* the week that the first one sets */
    enum wp_status status;
    size_t lead;                   /* figures of weeks beyond the limit */
    struct wp_history_week *weeks; /* owned; the newest first */
    size_t count;
    size_t capacity;
    struct wp_arena *arena; /* owned: their texts */
};

static struct part part_between(const struct part *whole, uint64_t begin, uint64_t end)
{
    struct part part = {
        .options = whole->options,
        .input = whole->input,
        .problems = whole->problems,
        .begin = begin,
        .here = {.document = {end, 0}, .start = WP_NO_DAY},
        .newest = WP_NO_DAY,
    };

    part.later = part.here;
    return part;
}

static void free_part(struct part *part)
{
    free(part->weeks);
    wp_arena_free(part->arena);
}

/* False where memory is out. */
static bool add_line(struct part *part, const struct wp_history_week *line)
{
    if (part->count == part->capacity) {
        size_t capacity = part->capacity == 0 ? 32 : 2 * part->capacity;
        struct wp_history_week *weeks = realloc(part->weeks, capacity * sizeof *weeks);

        if (weeks == NULL)
            return false;
        part->weeks = weeks;
        part->capacity = capacity;
    }
    part->weeks[part->count++] = *line;
    if (part->limit > 0 && part->count > part->limit)
        part->lead += !line->skip && line->shown != WP_NO_FIGURE;
    return true;
}

static bool has_enough(const struct part *part)
{
    return part->limit > 0 && part->count >= part->limit && part->lead >= WP_MEAN_WEEKS;
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
    struct wp_history_week line = {
        .start = week->start,
        .skip = root->skip,
        .running = part->options->today < week->start + DAYS_OF_WEEK,
        .shown = shown < 0 ? WP_NO_FIGURE : shown,
        .done = root->progress.done,
        .total = root->progress.total,
        .dropped = root->progress.dropped,
        .carried = count_carried(root),
    };

    return keep_text(part, root->title, &line.title) &&
           keep_text(part, root->skip_reason, &line.skip_reason) && add_line(part, &line);
}

/* Goes on to the part's beginning, or until there is enough. */
static enum wp_status read_weeks(struct part *part, struct wp_plan *plan)
{
    const struct wp_window wanted = {INT32_MIN, part->options->until};

    while (part->here.document.offset > part->begin && !has_enough(part)) {
        struct wp_built built;
        enum wp_status status = wp_walk_back(plan, &part->here, &wanted, &built, part->problems);
        bool kept = true;

        if (status != WP_OK)
            return status;
        if (part->here.start == WP_NO_DAY)
            continue;
        if (!wp_walk_in_order(part->here.start, part->later.start)) {
            wp_week_free(built.week);
            return wp_walk_report_order(plan, &part->later, part->here.start, part->problems);
        }
        if (built.week != NULL)
            kept = add_week(part, built.week);
        wp_week_free(built.week);
        if (!kept)
            return wp_walk_fail_memory(part->problems);
        if (part->newest == WP_NO_DAY)
            part->newest = part->here.start;
        part->later = part->here;
    }
    return WP_OK;
}

static void read_part(void *job)
{
    struct part *part = job;
    struct wp_plan *plan = NULL;
    struct wp_error error;

    if (part->arena == NULL)
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

/* Where to begin in order to have about as many weeks as are wanted, and those that
 * the mean of the first one takes. */
static enum wp_status find_begin(struct wp_source *source, size_t limit, uint64_t *begin,
                                 struct wp_error *error)
{
    struct wp_document document = {*begin, 0};
    enum wp_status status = WP_OK;
    size_t i;

    for (i = 0; i < limit + WP_MEAN_WEEKS && document.offset > 0 && status == WP_OK; i++)
        status = wp_source_before(source, document.offset, &document, error);
    *begin = document.offset;
    return status;
}

/* Cuts what has to be read into `count` parts of about the same size; WP_MISSING
 * where that is not worth it. */
static enum wp_status cut(const struct part *whole, struct part *parts, size_t count)
{
    uint64_t size = whole->input->size;
    uint64_t begin = whole->limit > 0 ? size : 0;
    uint64_t end;
    struct wp_plan *plan = NULL;
    struct wp_error ignored;
    enum wp_status status = wp_plan_open(&plan, whole->input, &ignored);

    if (status == WP_OK && whole->limit > 0)
        status = find_begin(&plan->source, whole->limit, &begin, &ignored);
    if (size - begin < WORTH_PARTS)
        status = WP_MISSING;
    for (size_t i = 0; i + 1 < count && status == WP_OK; i++) {
        status =
            wp_source_near(&plan->source, begin + (size - begin) / (count - i), &end, &ignored);
        parts[i] = part_between(whole, begin, end);
        begin = end;
    }
    parts[count - 1] = part_between(whole, begin, size);
    wp_plan_close(plan);
    return status;
}

/* Whether all parts could be read, and each one is older than the one behind it. */
static bool are_valid(const struct part *parts, size_t count)
{
    wp_day before = WP_NO_DAY;

    for (size_t i = 0; i < count; i++) {
        if (parts[i].status != WP_OK || !wp_walk_in_order(before, parts[i].later.start))
            return false;
        if (parts[i].newest != WP_NO_DAY)
            before = parts[i].newest;
    }
    return true;
}

/* Moves what the parts have to `whole`; false where memory is out. */
static bool join(struct part *whole, struct part *parts, size_t count)
{
    struct part joined = *whole;
    bool kept = true;

    joined.arena = wp_arena_new(0);
    for (size_t i = count; i-- > 0 && joined.arena != NULL && kept;) {
        for (size_t line = 0; line < parts[i].count && kept; line++)
            kept = add_line(&joined, &parts[i].weeks[line]);
        wp_arena_adopt(joined.arena, parts[i].arena);
        parts[i].arena = NULL;
        joined.here = parts[i].here;
        if (parts[i].newest != WP_NO_DAY)
            joined.later = parts[i].later;
    }
    if (kept && joined.arena != NULL) {
        *whole = joined;
        return true;
    }
    free_part(&joined);
    return false;
}

/*
 * Reads what is likely to be needed of `whole` in parts, all of them at once. That
 * is for a file in which nothing is wrong: where something is, `whole` is left
 * alone, and whoever reads it from its end finds out what there is to say.
 */
static void read_in_parts(struct part *whole, size_t count)
{
    struct wp_problems nothing[PARTS_MAX] = {{.limit = 0}};
    struct part parts[PARTS_MAX] = {{.begin = 0}};

    if (cut(whole, parts, count) != WP_OK)
        return;
    for (size_t i = 0; i < count; i++)
        parts[i].problems = &nothing[i];
    wp_parallel(read_part, parts, sizeof parts[0], count);
    if (are_valid(parts, count))
        join(whole, parts, count);
    for (size_t i = 0; i < count; i++)
        free_part(&parts[i]);
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
    size_t extra = part->limit > 0 && part->count > part->limit ? part->count - part->limit : 0;
    bool unbroken;

    reverse(part->weeks, part->count);
    unbroken = wp_trend_follow(part->weeks, part->count, options->today, options->goal);
    memmove(part->weeks, part->weeks + extra, (part->count - extra) * sizeof *part->weeks);
    history->weeks = part->weeks;
    history->count = part->count - extra;
    history->arena = part->arena;
    wp_trend_sum_up(history, options->until);
    history->streak_open = unbroken && part->here.document.offset > 0 && history->streak > 0;
}

enum wp_status wp_history_read(struct wp_history *history, const struct wp_input *input,
                               const struct wp_history_options *options,
                               struct wp_problems *problems)
{
    size_t threads = options->threads < PARTS_MAX ? options->threads : PARTS_MAX;
    const struct part nothing = {.options = options, .input = input, .problems = problems};
    struct part part = part_between(&nothing, 0, input->size);

    *history =
        (struct wp_history){.today = options->today, .goal = options->goal, .mean = WP_NO_FIGURE};
    part.limit = options->weeks;
    if (threads > 1)
        read_in_parts(&part, threads);
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
