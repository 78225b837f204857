#include "read/ahead.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "read/week.h"

enum {
    STRETCH = 32 << 10,      /* bytes that are read at once, up to where a document ends */
    WORTH_THREADS = 64 << 10 /* so many bytes take longer to read than a thread to start */
};

struct stretch {
    const struct wp_history_options *options;
    const struct wp_input *input;
    uint64_t begin; /* of the range in which its documents have their markers */
    uint64_t end;
    struct wp_document_range documents; /* all of them */
    enum wp_status status;
    struct wp_plan_walk oldest; /* the first document that sets a week */
    wp_day newest;
    struct wp_history_rows ledger; /* the oldest week first */
};

/* A week of a stretch, which has to be younger than the one before it. */
static enum wp_status take_week(void *context, const struct wp_built_week *built)
{
    struct stretch *stretch = context;
    const struct wp_week *week = built->week;

    if (!wp_plan_walk_in_order(stretch->newest, built->start))
        return WP_INVALID;
    if (stretch->newest == WP_NO_DAY) {
        size_t begin = (size_t)(week->offset - stretch->documents.offset);
        struct wp_span set = wp_span(built->start_span.offset - begin, built->start_span.length);

        stretch->oldest = (struct wp_plan_walk){{week->offset, 0}, built->start, set};
    }
    stretch->newest = built->start;
    if (built->start > stretch->options->until ||
        wp_history_rows_add(&stretch->ledger, week, stretch->options->today))
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
        status = wp_stream_documents_between(&plan->source, stretch->begin, stretch->end,
                                             &stretch->documents, &ignored);
    if (status == WP_OK)
        status = wp_stream_read(&plan->source, &stretch->documents, &text, &ignored);
    if (status == WP_OK)
        status = wp_week_build_stretch(text, stretch->documents.offset, take_week, stretch);
    stretch->status = status;
    wp_plan_close(plan);
}

static enum wp_status find_begin(const struct wp_input *input,
                                 const struct wp_history_options *options, uint64_t *begin)
{
    size_t wanted = options->weeks > 0 ? options->weeks + options->lead : 0;
    struct wp_document_range document = {wanted > 0 ? input->size : 0, 0};
    struct wp_plan *plan = NULL;
    struct wp_error ignored;
    enum wp_status status = wp_plan_open(&plan, input, &ignored);

    for (size_t i = 0; i < wanted && document.offset > 0 && status == WP_OK; i++)
        status = wp_stream_document_before(&plan->source, document.offset, &document, &ignored);
    wp_plan_close(plan);
    *begin = document.offset;
    return status;
}

/* Whether all of them could be read, and each one is older than the one behind it. */
static bool are_valid(const struct stretch *stretches, size_t count)
{
    wp_day before = WP_NO_DAY;

    for (size_t i = 0; i < count; i++) {
        if (stretches[i].status != WP_OK ||
            !wp_plan_walk_in_order(before, stretches[i].oldest.start))
            return false;
        if (stretches[i].newest != WP_NO_DAY)
            before = stretches[i].newest;
    }
    return true;
}

static bool join(struct wp_ahead *ahead, struct stretch *stretches, size_t count)
{
    for (size_t i = count; i-- > 0;) {
        if (!wp_history_rows_append_reversed(&ahead->ledger, &stretches[i].ledger))
            return false;
        if (stretches[i].newest != WP_NO_DAY)
            ahead->oldest = stretches[i].oldest;
    }
    return true;
}

/* NULL where memory is out. */
static struct stretch *ahead_split(const struct wp_input *input,
                                   const struct wp_history_options *options, uint64_t begin,
                                   size_t count)
{
    struct stretch *stretches = wp_memory_array(count, sizeof *stretches);

    for (size_t i = 0; i < count && stretches != NULL; i++)
        stretches[i] = (struct stretch){
            .options = options,
            .input = input,
            .begin = begin + i * STRETCH,
            .end = i + 1 < count ? begin + (i + 1) * STRETCH : input->size,
            .oldest = {.start = WP_NO_DAY},
            .newest = WP_NO_DAY,
        };
    return stretches;
}

bool wp_ahead_read(struct wp_ahead *ahead, const struct wp_input *input,
                   const struct wp_history_options *options)
{
    struct stretch *stretches;
    bool read;
    size_t count;

    *ahead = (struct wp_ahead){.oldest = {.start = WP_NO_DAY}};
    if (find_begin(input, options, &ahead->begin) != WP_OK)
        return false;
    count = (size_t)((input->size - ahead->begin + STRETCH - 1) / STRETCH);
    stretches = ahead_split(input, options, ahead->begin, count);
    if (stretches == NULL)
        return false;
    wp_parallel(read_stretch, stretches, sizeof *stretches, count,
                input->size - ahead->begin < WORTH_THREADS ? 1 : options->threads);
    read = are_valid(stretches, count) && join(ahead, stretches, count);
    if (!read)
        wp_history_rows_free(&ahead->ledger);
    for (size_t i = 0; i < count; i++)
        wp_history_rows_free(&stretches[i].ledger);
    free(stretches);
    return read;
}
