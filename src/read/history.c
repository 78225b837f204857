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
    STRETCH = 32 << 10,      /* bytes that are read at once, up to where a document ends */
    WORTH_THREADS = 64 << 10 /* so many bytes take longer to read than a thread to start */
};

/* What is kept of the weeks that have been read. */
struct lines {
    struct wp_history_week *weeks; /* owned */
    size_t count;
    size_t capacity;
    struct wp_arena *arena; /* owned: their texts */
};

/* The plan while it is read from its end. */
struct reading {
    const struct wp_history_options *options;
    const struct wp_input *input;
    struct wp_problems *problems;
    struct wp_walk here;  /* how far it has been read */
    struct wp_walk later; /* the last document that sets a week */
    struct lines lines;   /* the newest first */
    size_t lead;          /* figures of weeks beyond the limit */
    bool broken;          /* no streak goes on from before them */
};

/* A part of the plan that is read ahead, by a thread of its own. */
struct stretch {
    const struct wp_history_options *options;
    const struct wp_input *input;
    uint64_t begin; /* of the range in which its documents have their markers */
    uint64_t end;
    struct wp_document documents; /* all of them */
    enum wp_status status;
    struct wp_walk oldest; /* the first document that sets a week */
    wp_day newest;
    struct lines lines; /* the oldest first */
};

static void free_lines(struct lines *lines)
{
    free(lines->weeks);
    wp_arena_free(lines->arena);
    *lines = (struct lines){.weeks = NULL};
}

/* False where memory is out. */
static bool add_line(struct lines *lines, const struct wp_history_week *line)
{
    if (lines->count == lines->capacity) {
        size_t capacity = lines->capacity == 0 ? 32 : 2 * lines->capacity;
        struct wp_history_week *weeks = realloc(lines->weeks, capacity * sizeof *weeks);

        if (weeks == NULL)
            return false;
        lines->weeks = weeks;
        lines->capacity = capacity;
    }
    lines->weeks[lines->count++] = *line;
    return true;
}

/* False where memory is out. */
static bool keep_text(struct lines *lines, struct wp_str text, struct wp_str *kept)
{
    *kept = wp_str("");
    if (text.length == 0)
        return true;
    if (lines->arena == NULL)
        lines->arena = wp_arena_new(0);
    if (lines->arena != NULL)
        *kept = wp_arena_copy(lines->arena, text);
    return lines->arena != NULL && kept->data != NULL;
}

static uint32_t count_carried(const struct wp_item *root)
{
    uint32_t count = 0;

    for (const struct wp_item *goal = root->first; goal != NULL; goal = goal->next)
        count += goal->carried > 0;
    return count;
}

/* A line for the week; false where memory is out. */
static bool add_week(struct lines *lines, const struct wp_week *week, wp_day today)
{
    const struct wp_item *root = &week->root;
    int shown = wp_progress_shown(&root->progress);
    struct wp_history_week line = {
        .start = week->start,
        .skip = root->skip,
        .running = today < week->start + DAYS_OF_WEEK,
        .shown = shown < 0 ? WP_NO_FIGURE : shown,
        .done = root->progress.done,
        .total = root->progress.total,
        .dropped = root->progress.dropped,
        .carried = count_carried(root),
    };

    return keep_text(lines, root->title, &line.title) &&
           keep_text(lines, root->skip_reason, &line.skip_reason) && add_line(lines, &line);
}

/* Takes note of the last line that was added. */
static void count_line(struct reading *reading)
{
    const struct wp_history_options *options = reading->options;
    const struct lines *lines = &reading->lines;
    const struct wp_history_week *line = &lines->weeks[lines->count - 1];

    if (options->weeks == 0 || lines->count <= options->weeks)
        return;
    reading->lead += wp_history_counts(line);
    if (wp_trend_breaks(line, line - 1, options->today, options->goal))
        reading->broken = true;
}

/* Whether there are all the figures that are asked for. */
static bool has_figures(const struct reading *reading)
{
    const struct wp_history_options *options = reading->options;

    return options->weeks > 0 && reading->lines.count >= options->weeks &&
           reading->lead >= options->lead;
}

/* Steps to the document before, and adds a line for its week if it is wanted. */
static enum wp_status step_back(struct reading *reading, struct wp_plan *plan,
                                struct wp_problems *problems)
{
    const struct wp_window wanted = {INT32_MIN, reading->options->until};
    struct wp_walk *here = &reading->here;
    struct wp_built built;
    enum wp_status status = wp_walk_back(plan, here, &wanted, &built, problems);
    bool kept = true;

    if (status != WP_OK || here->start == WP_NO_DAY)
        return status;
    if (!wp_walk_in_order(here->start, reading->later.start)) {
        wp_week_free(built.week);
        return wp_walk_report_order(plan, &reading->later, here->start, problems);
    }
    if (built.week != NULL) {
        kept = add_week(&reading->lines, built.week, reading->options->today);
        if (kept)
            count_line(reading);
    }
    wp_week_free(built.week);
    reading->later = *here;
    return kept ? WP_OK : wp_walk_fail_memory(problems);
}

/* Goes on to the file's beginning, or until there is enough. What is read only to
 * find out where a streak began may be broken. */
static enum wp_status read_weeks(struct reading *reading, struct wp_plan *plan)
{
    enum wp_status status = WP_OK;

    while (status == WP_OK && reading->here.document.offset > 0 && !has_figures(reading))
        status = step_back(reading, plan, reading->problems);
    while (status == WP_OK && reading->here.document.offset > 0 && !reading->broken) {
        struct wp_problems nothing = {.limit = 0};
        struct wp_walk here = reading->here;

        status = step_back(reading, plan, &nothing);
        if (status != WP_OK)
            reading->here = here;
        if (status == WP_INVALID)
            return WP_OK;
        if (status != WP_OK) /* which is to be said */
            status = step_back(reading, plan, reading->problems);
    }
    return status;
}

/* A week of a stretch, which has to be younger than the one before it. */
static enum wp_status take_week(void *context, const struct wp_built *built)
{
    struct stretch *stretch = context;
    const struct wp_week *week = built->week;

    if (!wp_walk_in_order(stretch->newest, built->start))
        return WP_INVALID;
    if (stretch->newest == WP_NO_DAY)
        stretch->oldest = (struct wp_walk){
            {week->offset, 0},
            built->start,
            {built->start_span.offset - (size_t)(week->offset - stretch->documents.offset),
             built->start_span.length},
        };
    stretch->newest = built->start;
    if (built->start > stretch->options->until ||
        add_week(&stretch->lines, week, stretch->options->today))
        return WP_OK;
    return WP_NO_MEMORY;
}

static void read_stretch(void *job)
{
    struct stretch *stretch = job;
    struct wp_plan *plan = NULL;
    struct wp_error ignored;
    struct wp_str text;
    enum wp_status status = wp_plan_open(&plan, stretch->input, &ignored);

    if (status == WP_OK)
        status = wp_source_between(&plan->source, stretch->begin, stretch->end, &stretch->documents,
                                   &ignored);
    if (status == WP_OK)
        status = wp_source_text(&plan->source, &stretch->documents, &text, &ignored);
    if (status == WP_OK)
        status = wp_build_stretch(text, stretch->documents.offset, take_week, stretch);
    stretch->status = status;
    wp_plan_close(plan);
}

/* Where the documents begin that are likely to be needed: as many as weeks are
 * wanted, and those that the mean of the first one takes. */
static enum wp_status find_begin(const struct reading *reading, uint64_t *begin)
{
    size_t limit = reading->options->weeks;
    struct wp_plan *plan = NULL;
    struct wp_document document = {limit > 0 ? reading->input->size : 0, 0};
    struct wp_error ignored;
    enum wp_status status = wp_plan_open(&plan, reading->input, &ignored);

    for (size_t i = 0; i < limit + reading->options->lead && document.offset > 0 && status == WP_OK;
         i++)
        status = wp_source_before(&plan->source, document.offset, &document, &ignored);
    wp_plan_close(plan);
    *begin = document.offset;
    return status;
}

/* Whether all of them could be read, and each one is older than the one behind it. */
static bool are_valid(const struct stretch *stretches, size_t count)
{
    wp_day before = WP_NO_DAY;

    for (size_t i = 0; i < count; i++) {
        if (stretches[i].status != WP_OK || !wp_walk_in_order(before, stretches[i].oldest.start))
            return false;
        if (stretches[i].newest != WP_NO_DAY)
            before = stretches[i].newest;
    }
    return true;
}

/* Moves what was read ahead to `reading`; false where memory is out. */
static bool join(struct reading *reading, struct stretch *stretches, size_t count)
{
    struct lines *lines = &reading->lines;

    lines->arena = wp_arena_new(0);
    if (lines->arena == NULL)
        return false;
    for (size_t i = count; i-- > 0;) {
        struct stretch *stretch = &stretches[i];

        for (size_t line = stretch->lines.count; line-- > 0;) {
            if (!add_line(lines, &stretch->lines.weeks[line]))
                return false;
            count_line(reading);
        }
        wp_arena_adopt(lines->arena, stretch->lines.arena);
        stretch->lines.arena = NULL;
        if (stretch->newest != WP_NO_DAY)
            reading->later = stretch->oldest;
    }
    return true;
}

/*
 * Reads what is likely to be needed stretch by stretch, several of them at once
 * where that is worth it. That is for a file in which nothing is wrong: where
 * something is, all of it is left, and whoever reads the file from its end finds
 * out what there is to say.
 */
static void read_ahead(struct reading *reading)
{
    uint64_t size = reading->input->size;
    struct stretch *stretches = NULL;
    struct reading before = *reading;
    uint64_t begin;
    size_t count;

    if (find_begin(reading, &begin) != WP_OK)
        return;
    count = (size_t)((size - begin + STRETCH - 1) / STRETCH);
    stretches = calloc(count, sizeof *stretches);
    if (stretches == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        stretches[i] = (struct stretch){
            .options = reading->options,
            .input = reading->input,
            .begin = begin + i * STRETCH,
            .end = i + 1 < count ? begin + (i + 1) * STRETCH : size,
            .oldest = {.start = WP_NO_DAY},
            .newest = WP_NO_DAY,
        };
    }
    wp_parallel(read_stretch, stretches, sizeof *stretches, count,
                size - begin < WORTH_THREADS ? 1 : reading->options->threads);
    if (are_valid(stretches, count) && join(reading, stretches, count)) {
        reading->here.document = (struct wp_document){begin, 0};
    } else {
        free_lines(&reading->lines);
        *reading = before;
    }
    for (size_t i = 0; i < count; i++)
        free_lines(&stretches[i].lines);
    free(stretches);
}

/* Reads what has not been read ahead. */
static enum wp_status read_back(struct reading *reading)
{
    struct wp_plan *plan = NULL;
    struct wp_error error;
    enum wp_status status = wp_plan_open(&plan, reading->input, &error);

    if (status == WP_OK)
        status = read_weeks(reading, plan);
    else
        wp_walk_fail(reading->problems, &error);
    wp_plan_close(plan);
    return status;
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
static void complete(struct wp_history *history, struct reading *reading)
{
    const struct wp_history_options *options = reading->options;
    struct lines *lines = &reading->lines;
    size_t extra =
        options->weeks > 0 && lines->count > options->weeks ? lines->count - options->weeks : 0;
    bool unbroken;

    reverse(lines->weeks, lines->count);
    unbroken = wp_trend_follow(lines->weeks, lines->count, options->today, options->goal);
    memmove(lines->weeks, lines->weeks + extra, (lines->count - extra) * sizeof *lines->weeks);
    history->weeks = lines->weeks;
    history->count = lines->count - extra;
    history->arena = lines->arena;
    wp_trend_sum_up(history, options->until);
    history->streak_open = unbroken && reading->here.document.offset > 0 && history->streak > 0;
}

enum wp_status wp_history_read(struct wp_history *history, const struct wp_input *input,
                               const struct wp_history_options *options,
                               struct wp_problems *problems)
{
    const struct wp_walk end = {.document = {input->size, 0}, .start = WP_NO_DAY};
    struct reading reading = {
        .options = options, .input = input, .problems = problems, .here = end, .later = end};
    enum wp_status status;

    *history =
        (struct wp_history){.today = options->today, .goal = options->goal, .mean = WP_NO_FIGURE};
    read_ahead(&reading);
    status = read_back(&reading);
    if (status == WP_OK && reading.lines.count > 0) {
        complete(history, &reading);
        return WP_OK;
    }
    free_lines(&reading.lines);
    return status == WP_OK ? WP_MISSING : status;
}

void wp_history_free(struct wp_history *history)
{
    free(history->weeks);
    wp_arena_free(history->arena);
    history->weeks = NULL;
    history->arena = NULL;
    history->count = 0;
}
