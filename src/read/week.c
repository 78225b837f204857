#include "read/week.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "plan/keys.h"
#include "read/week_builder.h"
#include "yaml/diagnose.h"
#include <weekplan/progress.h>

enum { WEEK_BYTES = 4096 }; /* what most weeks take beside their text */

static enum wp_status build_item(struct wp_week_builder *b, struct wp_item *item, unsigned where,
                                 const struct wp_event *event)
{
    switch (event->kind) {
    case WP_EVENT_SCALAR:
        item->layout.scalar = true;
        item->layout.span = event->span;
        if (!event->refused)
            wp_item_value_read_title(&b->reading, item, event);
        return b->reading.out_of_memory ? WP_NO_MEMORY : WP_OK;
    case WP_EVENT_MAPPING:
        return wp_item_mapping_read(b, item, where, event);
    default:
        if (event->flow)
            wp_diagnose(b->reading.text, b->reading.problems, WP_SLIP_INDICATOR, event->span);
        else
            wp_document_error(
                b->reading.text, b->reading.problems, event->span,
                "an item cannot be a list (write its title, and 'subtasks:' below it)");
        return wp_week_builder_skip(b, event);
    }
}

static struct wp_item *new_item(struct wp_week_builder *b, struct wp_item *parent,
                                struct wp_item *previous)
{
    struct wp_item *item = wp_arena_alloc(b->reading.arena, sizeof *item);

    if (item == NULL)
        return NULL;
    item->parent = parent;
    item->previous = previous;
    item->number = previous != NULL ? previous->number + 1 : 1;
    item->done_on = WP_NO_DAY;
    item->dropped_on = WP_NO_DAY;
    item->due = WP_NO_DAY;
    return item;
}

/* goals and subtasks */
enum wp_status wp_week_builder_read_items(struct wp_week_builder *b, struct wp_item *parent,
                                          unsigned where)
{
    struct wp_item **tail = &parent->first;
    struct wp_item *last = NULL;
    enum wp_status status = WP_OK;

    while (status == WP_OK) {
        struct wp_event event;

        status = wp_week_builder_next(b, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        if (b->reading.week->item_count++ == WP_ITEMS_MAX) {
            wp_document_error(b->reading.text, b->reading.problems, event.span,
                              "a week holds at most %d goals and subtasks", WP_ITEMS_MAX);
            return WP_INVALID;
        }
        last = *tail = new_item(b, parent, last);
        if (last == NULL)
            return WP_NO_MEMORY;
        status = build_item(b, last, where, &event);
        tail = &last->next;
    }
    return status;
}

static enum wp_status check_ids(struct wp_week_builder *b)
{
    struct wp_item *root = &b->reading.week->root;
    struct wp_unique_name *ids = NULL;
    struct wp_item *item;
    size_t count = 0;

    for (item = wp_item_after(root, root); item != NULL; item = wp_item_after(item, root))
        count += item->id.length > 0;
    if (count < 2)
        return WP_OK;
    ids = wp_memory_alloc(count * sizeof *ids);
    if (ids == NULL)
        return WP_NO_MEMORY;
    count = 0;
    for (item = wp_item_after(root, root); item != NULL; item = wp_item_after(item, root)) {
        const struct wp_field *field = item->id.length > 0 ? wp_item_field(item, WP_KEY_ID) : NULL;

        if (item->id.length > 0)
            ids[count++] =
                (struct wp_unique_name){item->id, field != NULL ? field->value : item->layout.span};
    }
    wp_week_builder_report_equal(b, ids, count, "id",
                                 "change one of them: an id names one item of its week");
    free(ids);
    return WP_OK;
}

static enum wp_status build_root(struct wp_week_builder *b, const struct wp_event *event)
{
    struct wp_week *week = b->reading.week;
    struct wp_line line;

    if (event->kind == WP_EVENT_MAPPING)
        return wp_item_mapping_read(b, &week->root, WP_ON_WEEK, event);
    line = wp_document_line(b->reading.text, event->span.offset);
    if (wp_str_starts(wp_str_slice(b->reading.text->bytes, line.offset, 4), "--- "))
        wp_document_error(b->reading.text, b->reading.problems, event->span,
                          "nothing can stand on the line of '---' (write it on the next line)");
    else
        wp_document_error(b->reading.text, b->reading.problems, event->span,
                          "this is not a week (begin with 'week: YYYY-MM-DD', its first day, and "
                          "'goals:' below it)");
    return WP_INVALID;
}

static bool week_is_empty(const struct wp_event *event)
{
    return event->kind == WP_EVENT_END ||
           (event->kind == WP_EVENT_SCALAR && event->span.length == 0 && !event->refused);
}

static enum wp_status build_document(struct wp_week_builder *b, bool *empty)
{
    struct wp_event event;
    enum wp_status status = wp_week_builder_next(b, &event);

    *empty = status == WP_OK && week_is_empty(&event);
    if (status == WP_OK && !*empty)
        status = build_root(b, &event);
    /* What is behind the document has to be read, for it may be wrong. */
    while (status == WP_OK && !b->unwanted && event.kind != WP_EVENT_END)
        status = wp_parser_next(b->events, &event);
    if (status == WP_OK && !*empty && !b->unwanted)
        status = check_ids(b);
    return status;
}

static bool keep_blocks(struct wp_week_builder *b)
{
    struct wp_week *week = b->reading.week;
    size_t i;

    if (b->block_count == 0)
        return true;
    week->blocks = wp_arena_array(b->reading.arena, b->block_count, sizeof *week->blocks);
    for (i = 0; week->blocks != NULL && i < b->block_count; i++)
        week->blocks[week->block_count++] = b->blocks[i];
    return week->blocks != NULL;
}

/* NULL where memory is out, or there is no arena. */
static struct wp_week *new_week(struct wp_arena *arena, uint64_t offset)
{
    struct wp_week *week = arena != NULL ? wp_arena_alloc(arena, sizeof *week) : NULL;

    if (week == NULL)
        return NULL;
    week->arena = arena;
    week->offset = offset;
    week->start = WP_NO_DAY;
    week->root.done_on = WP_NO_DAY;
    week->root.dropped_on = WP_NO_DAY;
    week->root.due = WP_NO_DAY;
    return week;
}

static void free_builder(struct wp_week_builder *b)
{
    wp_parser_close(b->events);
    free(b->fields);
    free(b->extras);
    free(b->blocks);
}

enum wp_status wp_week_build(struct wp_str bytes, uint64_t offset, uint64_t first_line,
                             const struct wp_window *wanted, bool bare, struct wp_built_week *built,
                             struct wp_problems *problems)
{
    struct wp_problems before = *problems;
    struct wp_document text = {.bytes = bytes, .first_line = first_line};
    struct wp_week_builder b = {.wanted = wanted, .bare = bare};
    struct wp_arena *arena;
    struct wp_week *week;
    enum wp_status status = WP_NO_MEMORY;
    bool empty = false;

    *built = (struct wp_built_week){.start = WP_NO_DAY};
    if (!wp_document_check(&text, problems))
        return WP_INVALID;
    if (wp_document_is_empty(&text))
        return WP_OK;
    arena = wp_arena_new(bytes.length + WEEK_BYTES);
    week = new_week(arena, offset);
    if (week != NULL)
        text.bytes = week->text = wp_arena_copy(arena, bytes);
    if (text.bytes.data == NULL || week == NULL)
        goto out;
    b.reading = (struct wp_reading){&text, problems, arena, week, false};
    b.events = wp_parser_open(&text, problems);
    if (b.events != NULL)
        status = build_document(&b, &empty);
    if (status == WP_OK && !keep_blocks(&b))
        status = WP_NO_MEMORY;
    if (b.unwanted)
        *problems = before;
    if (status != WP_NO_MEMORY && problems->errors > before.errors)
        status = WP_INVALID;
    wp_problems_sort(problems, before.count);
    built->start = week->start;
    built->start_span = b.start_span;
    if (status == WP_OK && !empty && !b.unwanted) {
        wp_progress_roll_up(&week->root);
        built->week = week;
        arena = NULL;
    }
out:
    wp_arena_free(arena);
    free_builder(&b);
    return status;
}
