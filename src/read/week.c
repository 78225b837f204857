#include "read/week.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "plan/keys.h"
#include "read/item_mapping.h"
#include "yaml/conflict.h"
#include <weekplan/progress.h>

enum { WEEK_BYTES = 16384 }; /* enough memory for the items of most weeks, without their text */

/* Report each item whose `id:` another item of the week has too. */
static void check_ids(struct wp_week_build_state *b)
{
    const struct wp_week *week = b->reading.week;
    struct wp_unique_name *ids = NULL;
    const struct wp_item *item = NULL;
    size_t count = 0;

    while ((item = wp_week_item_after(week, item)) != NULL)
        count += item->id.length > 0;
    if (count < 2)
        return;
    ids = wp_memory_alloc(count * sizeof *ids);
    count = 0;
    while ((item = wp_week_item_after(week, item)) != NULL)
        if (item->id.length > 0)
            ids[count++] = (struct wp_unique_name){item->id, wp_item_field(item, WP_KEY_ID)->value};
    wp_week_build_state_report_equal(b, ids, count, "id",
                                     "change one of them: an id names one item of its week");
    free(ids);
}

static enum wp_status build_root(struct wp_week_build_state *b, const struct wp_event *event)
{
    struct wp_week *week = b->reading.week;
    struct wp_line line;

    if (event->kind == WP_EVENT_MAPPING) {
        enum wp_status status = wp_item_mapping_read(b, &week->root, WP_ON_DOCUMENT, event);

        week->also.layout = week->root.layout;
        return status;
    }
    line = wp_document_line(b->reading.nodes.document, event->span.offset);
    if (wp_str_starts(wp_str_slice(b->reading.nodes.document->bytes, line.offset, 4), "--- "))
        wp_document_error(b->reading.nodes.document, b->reading.nodes.problems, event->span,
                          "nothing is allowed on the line of '---' (write it on the next line)");
    else
        wp_document_error(b->reading.nodes.document, b->reading.nodes.problems, event->span,
                          "this is not a week (begin with 'week: YYYY-MM-DD', its first day, and "
                          "'goals:' below it)");
    return WP_INVALID;
}

static bool week_is_empty(const struct wp_event *event)
{
    return event->kind == WP_EVENT_END ||
           (event->kind == WP_EVENT_SCALAR && event->span.length == 0 && !event->refused);
}

static enum wp_status build_document(struct wp_week_build_state *b, bool *empty)
{
    struct wp_event event;
    enum wp_status status = wp_node_reader_next(&b->reading.nodes, &event);

    *empty = status == WP_OK && week_is_empty(&event);
    if (status == WP_OK && !*empty)
        status = build_root(b, &event);
    /* Read to the end of the document, to find syntax errors after the mapping. */
    while (status == WP_OK && !b->unwanted && event.kind != WP_EVENT_END)
        status = wp_node_reader_next(&b->reading.nodes, &event);
    if (status == WP_OK && !*empty && !b->unwanted)
        check_ids(b);
    return status;
}

/* Copy the spans of block scalars to the week. */
static void keep_blocks(struct wp_week_build_state *b)
{
    const struct wp_node_reader *nodes = &b->reading.nodes;
    struct wp_week *week = b->reading.week;

    if (nodes->block_count == 0)
        return;
    week->block_count = nodes->block_count;
    week->blocks = wp_arena_array(b->reading.arena, nodes->block_count, sizeof *week->blocks);
    memcpy(week->blocks, nodes->blocks, nodes->block_count * sizeof *week->blocks);
}

static struct wp_week *new_week(struct wp_arena *arena, struct wp_str bytes, uint64_t offset)
{
    struct wp_week *week = wp_arena_alloc(arena, sizeof *week);

    wp_week_init(week, WP_NO_DAY);
    week->arena = arena;
    week->text = wp_arena_copy(arena, bytes);
    week->offset = offset;
    return week;
}

enum wp_status wp_week_build(struct wp_str bytes, uint64_t offset, uint64_t first_line,
                             const struct wp_window *wanted, struct wp_built_week *built,
                             struct wp_problems *problems)
{
    struct wp_problems before = *problems;
    struct wp_document document = {.bytes = bytes, .first_line = first_line};
    struct wp_week_build_state b = {.wanted = wanted};
    struct wp_week *week;
    enum wp_status status;
    bool empty;

    *built = (struct wp_built_week){.start = WP_NO_DAY};
    if (!wp_document_check(&document, problems))
        return WP_INVALID;
    if (wp_document_is_empty(&document))
        return WP_OK;
    if (wp_conflict_report(&document, problems))
        return WP_INVALID;
    week = new_week(wp_arena_new(bytes.length + WEEK_BYTES), bytes, offset);
    document.bytes = week->text;
    b.reading.arena = week->arena;
    b.reading.week = week;
    wp_node_reader_open(&b.reading.nodes, &document, problems);
    status = build_document(&b, &empty);
    if (b.unwanted)
        *problems = before;
    if (problems->errors > before.errors)
        status = WP_INVALID;
    wp_problems_sort(problems, before.count);
    built->start = week->start;
    built->later = week->later;
    built->start_span = b.start_span;
    if (status == WP_OK && !empty && !b.unwanted) {
        keep_blocks(&b);
        wp_progress_roll_up(&week->root);
        wp_progress_roll_up(&week->also);
        built->week = week;
    } else {
        wp_week_free(week);
    }
    wp_week_build_state_free(&b);
    return status;
}
