#include "read/week_builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"
#include <weekplan/plan.h>

enum { NAME_COLUMNS = 40 };

/* Return the offset of the first token at or after `at`. */
static size_t next_token(struct wp_str bytes, size_t at)
{
    bool comment = false;

    for (; at < bytes.length; at++) {
        bool line_break = wp_str_is_break(bytes.data[at]);

        comment = !line_break && (comment || bytes.data[at] == '#');
        if (!comment && !line_break && bytes.data[at] != ' ' && bytes.data[at] != '\t')
            break;
    }
    return at;
}

/* Return the offset of an empty value, for which libyaml has `at`. */
static size_t place_empty_value(struct wp_week_builder *b, size_t at)
{
    struct wp_str bytes = b->reading.text->bytes;
    size_t token = next_token(bytes, b->last_end);

    if (token < at && (bytes.data[token] == ':' || bytes.data[token] == '?'))
        b->last_end = token + 1;
    else if (at > b->last_end && bytes.data[at - 1] == '-')
        b->last_end = at;
    return b->last_end;
}

static void push_block(struct wp_week_builder *b, struct wp_span span)
{
    b->blocks =
        wp_memory_grow(b->blocks, &b->block_capacity, b->block_count + 1, sizeof *b->blocks);
    b->blocks[b->block_count++] = span;
}

enum wp_status wp_week_builder_next(struct wp_week_builder *b, struct wp_event *event)
{
    const struct wp_problems *problems = b->reading.problems;
    enum wp_status status = wp_parser_next(b->events, event);

    /* A caller whose list has no room only asks whether there is a problem. */
    if (status == WP_OK && problems->limit == 0 && problems->errors > 0)
        status = WP_INVALID;
    if (status != WP_OK || event->kind == WP_EVENT_END)
        return status;
    if (event->span.length > 0)
        b->last_end = wp_span_end(event->span);
    else if (event->kind == WP_EVENT_SCALAR)
        event->span = wp_span(place_empty_value(b, event->span.offset), 0);
    if (event->kind == WP_EVENT_SCALAR &&
        (event->style == WP_SCALAR_LITERAL || event->style == WP_SCALAR_FOLDED))
        push_block(b, event->span);
    return WP_OK;
}

void wp_week_builder_refuse_merge_key(struct wp_week_builder *b, const struct wp_event *key)
{
    wp_document_error(b->reading.text, b->reading.problems, key->span,
                      "a merge key ('<<') has no meaning in %s (write the keys out)",
                      wp_document_noun(b->reading.text));
}

bool wp_week_builder_is_merge_key(const struct wp_event *key)
{
    return key->kind == WP_EVENT_SCALAR && key->style == WP_SCALAR_PLAIN &&
           wp_str_equal_c(key->value, "<<");
}

enum wp_status wp_week_builder_skip(struct wp_week_builder *b, const struct wp_event *opening)
{
    unsigned levels;

    return wp_week_builder_depth(b, opening, &levels);
}

void wp_builder_note_event(struct wp_week_builder *b, const struct wp_event *event)
{
    char kind = (char)('0' + event->kind);

    if (event->kind == WP_EVENT_SCALAR && event->style == WP_SCALAR_PLAIN)
        kind = 'p';
    b->fingerprint = wp_hash_more(b->fingerprint, (struct wp_str){&kind, 1});
    if (event->kind == WP_EVENT_SCALAR)
        b->fingerprint = wp_hash_more(b->fingerprint, event->value);
}

/* The parser ends the recursion at WP_DEPTH_MAX. */
enum wp_status wp_week_builder_depth(struct wp_week_builder *b, const struct wp_event *opening,
                                     unsigned *levels)
{
    bool mapping = opening->kind == WP_EVENT_MAPPING;
    enum wp_status status = WP_OK;
    bool key = true;

    *levels = 0;
    wp_builder_note_event(b, opening);
    if (opening->kind == WP_EVENT_SCALAR)
        return WP_OK;
    *levels = 1;
    while (status == WP_OK) {
        struct wp_event event;
        unsigned within;

        status = wp_week_builder_next(b, &event);
        if (status != WP_OK)
            break;
        if (event.kind == WP_EVENT_CLOSE) {
            wp_builder_note_event(b, &event);
            break;
        }
        if (mapping && key && wp_week_builder_is_merge_key(&event))
            wp_week_builder_refuse_merge_key(b, &event);
        key = !key;
        status = wp_week_builder_depth(b, &event, &within);
        if (*levels < 1 + within)
            *levels = 1 + within;
    }
    return status;
}

void wp_week_builder_push_field(struct wp_week_builder *b, enum wp_key key, struct wp_span name)
{
    b->fields =
        wp_memory_grow(b->fields, &b->field_capacity, b->field_count + 1, sizeof *b->fields);
    b->fields[b->field_count++] = (struct wp_field){.key = key, .name = name};
}

enum wp_status wp_week_builder_push_extra(struct wp_week_builder *b, const struct wp_event *key)
{
    if (b->extra_total++ == WP_EXTRAS_MAX) {
        wp_document_error(b->reading.text, b->reading.problems, key->span,
                          "a week holds at most %d keys of your own", WP_EXTRAS_MAX);
        return WP_INVALID;
    }
    b->extras =
        wp_memory_grow(b->extras, &b->extra_capacity, b->extra_count + 1, sizeof *b->extras);
    b->extras[b->extra_count++] =
        (struct wp_unique_name){wp_arena_copy(b->reading.arena, key->value), key->span};
    return WP_OK;
}

uint64_t wp_week_builder_line(const struct wp_week_builder *b, struct wp_span span)
{
    if (wp_problems_full(b->reading.problems))
        return 0;
    return wp_document_line_number(b->reading.text, span.offset);
}

/* Compare by name, and equal names by their place in the file. */
static int compare_names(const void *a, const void *b)
{
    const struct wp_unique_name *x = a;
    const struct wp_unique_name *y = b;
    size_t common = x->name.length < y->name.length ? x->name.length : y->name.length;
    int order = memcmp(x->name.data, y->name.data, common);

    if (order != 0)
        return order;
    if (x->name.length != y->name.length)
        return x->name.length < y->name.length ? -1 : 1;
    return x->span.offset < y->span.offset ? -1 : x->span.offset > y->span.offset;
}

void wp_week_builder_report_equal(struct wp_week_builder *b, struct wp_unique_name *names,
                                  size_t count, const char *what, const char *advice)
{
    size_t i;

    if (count < 2)
        return;
    qsort(names, count, sizeof *names, compare_names);
    for (i = 1; i < count; i++) {
        struct wp_str shown = wp_utf8_fit(names[i].name, NAME_COLUMNS, NULL);

        if (wp_str_equal(names[i - 1].name, names[i].name))
            wp_document_error(
                b->reading.text, b->reading.problems, names[i].span,
                "the %s '%.*s%s' is there already, on line %llu (%s)", what, (int)shown.length,
                shown.data, shown.length < names[i].name.length ? "…" : "",
                (unsigned long long)wp_week_builder_line(b, names[i - 1].span), advice);
    }
}
