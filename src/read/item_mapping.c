/* One mapping: which keys it has, what they hold, and what only all of them
 * together can tell. */
#include <stdlib.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/utf8.h"
#include "plan/keys.h"
#include "plan/value.h"
#include "read/week_builder.h"
#include "yaml/diagnose.h"
#include <weekplan/plan.h>

enum { NAME_COLUMNS = 40 };

/* A mapping while it is read. */
struct mapping {
    struct wp_item *item;
    unsigned where;     /* WP_ON_WEEK and so on */
    size_t first_field; /* of its own in builder.fields */
    unsigned seen;      /* a bit for each of its keys */
    size_t first_extra; /* of its own in builder.extras */
    bool named;         /* has what it must have (`week:`, `title:`), or meant to */
    bool second_week;   /* `week:` came again: a `---` is missing above it */
};

static void report_misplaced_key(struct wp_week_builder *b, const struct mapping *mapping,
                                 struct wp_span span, const struct wp_key_spec *spec)
{
    const char *here = mapping->where == WP_ON_WEEK   ? "the week"
                       : mapping->where == WP_ON_GOAL ? "a goal"
                                                      : "a subtask";
    const char *there = spec->where == WP_ON_WEEK   ? "the week"
                        : spec->where == WP_ON_GOAL ? "goals"
                                                    : "goals and subtasks";
    const char *advice = spec->kind != WP_KIND_ITEMS    ? "move it there, or take it out"
                         : mapping->where == WP_ON_WEEK ? "did you mean 'goals'?"
                                                        : "did you mean 'subtasks'?";

    wp_document_error(b->reading.text, b->reading.problems, span,
                      "'%s' is a key of %s, not of %s (%s)", spec->name, there, here, advice);
}

/* The key that was most likely meant, or NULL. What begins an item with a
 * capital letter is more likely text than a key with two wrong letters. */
static const char *suggestion_for(const struct wp_week_builder *b, const struct mapping *mapping,
                                  struct wp_str name)
{
    const char *suggestion = wp_key_suggest(name, mapping->where);
    bool first = b->field_count == mapping->first_field && mapping->where != WP_ON_WEEK;
    unsigned distance;

    if (suggestion == NULL || !first || name.data[0] < 'A' || name.data[0] > 'Z')
        return suggestion;
    wp_edit_distance_is_near(name, wp_str(suggestion), &distance);
    return distance <= 1 ? suggestion : NULL;
}

static void report_unknown_key(struct wp_week_builder *b, struct mapping *mapping,
                               const struct wp_event *key)
{
    struct wp_str shown = wp_utf8_fit(key->value, NAME_COLUMNS, NULL);
    const char *suggestion = suggestion_for(b, mapping, key->value);
    bool first = b->field_count == mapping->first_field;
    bool prose = suggestion == NULL && mapping->where != WP_ON_WEEK && key->value.length > 0 &&
                 (first || memchr(key->value.data, ' ', key->value.length) != NULL);

    if (prose) {
        mapping->named = true;
        wp_diagnose(b->reading.text, b->reading.problems, WP_SLIP_PROSE_KEY, key->span);
    } else if (suggestion != NULL) {
        const char *must = mapping->where == WP_ON_WEEK ? "week" : "title";

        mapping->named = mapping->named || strcmp(suggestion, must) == 0;
        wp_document_error(b->reading.text, b->reading.problems, key->span,
                          "unknown key '%.*s' (did you mean '%s'?)", (int)shown.length, shown.data,
                          suggestion);
    } else {
        wp_document_error(b->reading.text, b->reading.problems, key->span,
                          "unknown key '%.*s%s' (keys of your own begin with 'x-')",
                          (int)shown.length, shown.data,
                          shown.length < key->value.length ? "…" : "");
    }
}

/* Which key an event is, when it may stand here; -1 when a problem has been
 * reported. */
static int accept_key(struct wp_week_builder *b, struct mapping *mapping,
                      const struct wp_event *event)
{
    int key;

    if (event->kind != WP_EVENT_SCALAR) {
        wp_document_error(b->reading.text, b->reading.problems, event->span,
                          "a key has to be a word (if this is text, put quotes around it)");
        mapping->named = true;
        return -1;
    }
    key = event->refused ? -1 : wp_key_find(event->value);
    if (event->refused || (key < 0 && wp_week_builder_is_merge_key(event))) {
        if (!event->refused)
            wp_week_builder_refuse_merge_key(b, event);
        mapping->named = true;
        return -1;
    }
    if (key == WP_KEY_EXTRA)
        return key;
    if (key < 0) {
        report_unknown_key(b, mapping, event);
    } else if ((wp_keys[key].where & mapping->where) == 0) {
        report_misplaced_key(b, mapping, event->span, &wp_keys[key]);
        key = -1;
    }
    return key;
}

static const struct wp_field *seen_field(const struct wp_week_builder *b,
                                         const struct mapping *mapping, enum wp_key key)
{
    const struct wp_field *field = &b->fields[mapping->first_field];

    while (field->key != key)
        field++;
    return field;
}

static bool is_seen(const struct mapping *mapping, enum wp_key key)
{
    return (mapping->seen & 1u << key) != 0;
}

/* The line of a key that has been seen, for a message; it is not even looked for
 * when none will be kept. */
static uint64_t seen_line(const struct wp_week_builder *b, const struct mapping *mapping,
                          enum wp_key key)
{
    if (wp_problems_full(b->reading.problems))
        return 0;
    return wp_week_builder_line(b, seen_field(b, mapping, key)->name);
}

static bool is_duplicate(struct wp_week_builder *b, struct mapping *mapping, int key,
                         struct wp_span name)
{
    if (key == WP_KEY_EXTRA || !is_seen(mapping, (enum wp_key)key))
        return false;
    if (!mapping->second_week)
        wp_document_error(b->reading.text, b->reading.problems, name,
                          "'%s' is set twice, first on line %llu (%s)", wp_keys[key].name,
                          (unsigned long long)seen_line(b, mapping, (enum wp_key)key),
                          key == WP_KEY_WEEK ? "a new week begins with a line '---' above it"
                                             : "take one of them out");
    mapping->second_week = mapping->second_week || key == WP_KEY_WEEK;
    return true;
}

static bool holds_text(enum wp_key key)
{
    enum wp_kind kind = wp_keys[key].kind;

    return kind == WP_KIND_TITLE || kind == WP_KIND_STRING || kind == WP_KIND_STRINGS ||
           kind == WP_KIND_REASON_OR_YES || kind == WP_KIND_DAY_REASON_YES;
}

static void report_wrong_collection(struct wp_week_builder *b, enum wp_key key,
                                    const struct wp_event *event)
{
    const struct wp_document *text = b->reading.text;
    struct wp_problems *problems = b->reading.problems;
    bool list = event->kind == WP_EVENT_SEQUENCE;

    if (event->flow && holds_text(key))
        wp_diagnose(text, problems, WP_SLIP_INDICATOR, event->span);
    else if (event->flow)
        wp_document_error(text, problems, event->span,
                          "%s: a single value has to stand here (take the brackets away)",
                          wp_keys[key].name);
    else if (wp_keys[key].kind == WP_KIND_STRING)
        wp_document_error(text, problems, event->span,
                          "%s: this is read as %s, not as text (write '%s: |' above it)",
                          wp_keys[key].name, list ? "a list" : "keys and values",
                          wp_keys[key].name);
    else if (wp_keys[key].kind == WP_KIND_STRINGS && !list)
        wp_diagnose(text, problems, WP_SLIP_TEXT_COLON, event->span);
    else
        wp_document_error(text, problems, event->span,
                          "%s: a single value has to stand here, not %s (write it behind '%s:')",
                          wp_keys[key].name, list ? "a list" : "keys and values",
                          wp_keys[key].name);
}

/* tags and links */
static enum wp_status build_strings(struct wp_week_builder *b, struct wp_item *item,
                                    enum wp_key key)
{
    struct wp_list *list = wp_item_string_seq(item, key);
    struct wp_list built = {NULL, 0};
    size_t capacity = 0;
    enum wp_status status = WP_OK;

    for (;;) {
        struct wp_event event;

        status = wp_week_builder_next(b, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        if (event.kind != WP_EVENT_SCALAR) {
            report_wrong_collection(b, key, &event);
            status = wp_week_builder_skip(b, &event);
            if (status != WP_OK)
                break;
            continue;
        }
        if (b->string_total++ == WP_STRINGS_MAX) {
            wp_document_error(b->reading.text, b->reading.problems, event.span,
                              "a week holds at most %d tags and links", WP_STRINGS_MAX);
            return WP_INVALID;
        }
        if (built.count == capacity) {
            struct wp_str *grown;

            capacity = capacity == 0 ? 4 : 2 * capacity;
            grown = wp_arena_array(b->reading.arena, capacity, sizeof *grown);
            if (grown == NULL)
                return WP_NO_MEMORY;
            if (built.count > 0)
                memcpy(grown, built.items, built.count * sizeof *grown);
            built.items = grown;
        }
        built.items[built.count++] = wp_item_value_string(&b->reading, &event);
    }
    *list = built;
    return status;
}

static enum wp_status build_value(struct wp_week_builder *b, struct mapping *mapping, int key,
                                  const struct wp_event *event)
{
    struct wp_item *item = mapping->item;

    if (event->kind == WP_EVENT_SEQUENCE && wp_keys[key].kind == WP_KIND_ITEMS)
        return wp_week_builder_read_items(b, item,
                                          key == WP_KEY_GOALS ? WP_ON_GOAL : WP_ON_SUBTASK);
    if (event->kind == WP_EVENT_SEQUENCE && wp_keys[key].kind == WP_KIND_STRINGS)
        return build_strings(b, item, (enum wp_key)key);
    if (event->kind == WP_EVENT_MAPPING && wp_keys[key].kind == WP_KIND_ITEMS) {
        wp_document_error(b->reading.text, b->reading.problems, event->span,
                          "%s: this has to be a list (put '- ' before each title)",
                          wp_keys[key].name);
        return wp_week_builder_skip(b, event);
    }
    if (event->kind != WP_EVENT_SCALAR) {
        report_wrong_collection(b, (enum wp_key)key, event);
        return wp_week_builder_skip(b, event);
    }
    wp_item_value_read(&b->reading, item, (enum wp_key)key, event);
    if (key == WP_KEY_WEEK)
        b->start_span = event->span;
    if (key == WP_KEY_WEEK && b->wanted != NULL && b->reading.week->start != WP_NO_DAY &&
        (b->reading.week->start < b->wanted->first || b->reading.week->start > b->wanted->last))
        b->unwanted = true;
    return WP_OK;
}

/* One key with its value. */
static enum wp_status build_entry(struct wp_week_builder *b, struct mapping *mapping,
                                  const struct wp_event *name)
{
    int key = accept_key(b, mapping, name);
    struct wp_event event;
    enum wp_status status = WP_OK;
    struct wp_span value;
    size_t number = b->field_count;
    unsigned levels = 0;

    if (name->kind != WP_EVENT_SCALAR)
        status = wp_week_builder_skip(b, name);
    if (key == WP_KEY_EXTRA) {
        b->fingerprint = mapping->item->extras;
        wp_builder_note_event(b, name);
    }
    if (status == WP_OK && key == WP_KEY_EXTRA)
        status = wp_week_builder_push_extra(b, name);
    if (status == WP_OK && key >= 0 && is_duplicate(b, mapping, key, name->span))
        key = -1;
    if (status == WP_OK)
        status = wp_week_builder_next(b, &event);
    if (status != WP_OK)
        return status;
    if (key < 0)
        return wp_week_builder_skip(b, &event);
    wp_week_builder_push_field(b, (enum wp_key)key, name->span);
    if (key != WP_KEY_EXTRA)
        mapping->seen |= 1u << key;
    if (event.kind == WP_EVENT_MAPPING && !event.flow)
        b->last_end = wp_span_end(name->span);
    if (key == WP_KEY_EXTRA) {
        status = wp_week_builder_depth(b, &event, &levels);
        mapping->item->extras = b->fingerprint;
    } else {
        status = build_value(b, mapping, key, &event);
    }
    value = event.span;
    if (event.kind != WP_EVENT_SCALAR)
        value = wp_span(value.offset, b->last_end - value.offset);
    b->fields[number].value = value;
    b->fields[number].levels = (uint8_t)levels;
    return status;
}

/* What only the whole mapping can tell. */
static void check_mapping(struct wp_week_builder *b, const struct mapping *mapping,
                          struct wp_span opening)
{
    const struct wp_document *text = b->reading.text;
    struct wp_problems *problems = b->reading.problems;
    const struct wp_item *item = mapping->item;

    if (mapping->where == WP_ON_WEEK && !is_seen(mapping, WP_KEY_WEEK) && !mapping->named)
        wp_document_error(text, problems, opening,
                          "this week has no 'week:' (write its first day: 'week: YYYY-MM-DD')");
    if (mapping->where != WP_ON_WEEK && !is_seen(mapping, WP_KEY_TITLE) && !mapping->named)
        wp_document_error(text, problems, opening,
                          "this item has no title (write 'title:' and what it is)");
    if (item->done && item->dropped) {
        const struct wp_field *done = seen_field(b, mapping, WP_KEY_DONE);
        const struct wp_field *dropped = seen_field(b, mapping, WP_KEY_DROPPED);
        bool order = done->name.offset < dropped->name.offset;
        const struct wp_field *later = order ? dropped : done;
        const struct wp_field *earlier = order ? done : dropped;

        wp_document_error(
            text, problems, later->name,
            "an item is done or dropped, not both (take one out; '%s' is on line %llu)",
            wp_keys[earlier->key].name, (unsigned long long)seen_line(b, mapping, earlier->key));
    }
    if (item->progress_value.given && item->first != NULL)
        wp_document_error(text, problems, seen_field(b, mapping, WP_KEY_PROGRESS)->name,
                          "the progress of an item with subtasks follows from them (take this line "
                          "out)");
}

static enum wp_status keep_fields(struct wp_week_builder *b, const struct mapping *mapping)
{
    struct wp_layout *layout = &mapping->item->layout;

    if (b->field_count == mapping->first_field)
        return WP_OK;
    layout->field_count = (uint32_t)(b->field_count - mapping->first_field);
    layout->fields = wp_arena_array(b->reading.arena, layout->field_count, sizeof *layout->fields);
    if (layout->fields == NULL)
        return WP_NO_MEMORY;
    memcpy(layout->fields, b->fields + mapping->first_field,
           layout->field_count * sizeof *layout->fields);
    return WP_OK;
}

enum wp_status wp_item_mapping_read(struct wp_week_builder *b, struct wp_item *item, unsigned where,
                                    const struct wp_event *opening)
{
    struct mapping mapping = {
        .item = item, .where = where, .first_field = b->field_count, .first_extra = b->extra_count};
    struct wp_span first_name = opening->span;
    enum wp_status status = WP_OK;

    item->layout.style = opening->flow ? WP_FLOW : WP_BLOCK;
    item->layout.span.offset = opening->span.offset;
    for (;;) {
        struct wp_event event;

        status = wp_week_builder_next(b, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        if (first_name.length == 0)
            first_name = event.span;
        status = build_entry(b, &mapping, &event);
        if (status != WP_OK || b->unwanted)
            break;
    }
    if (status == WP_OK && !b->unwanted) {
        item->layout.span =
            wp_span(item->layout.span.offset, b->last_end - item->layout.span.offset);
        check_mapping(b, &mapping, first_name);
        if (b->extra_count > mapping.first_extra)
            wp_week_builder_report_equal(b, b->extras + mapping.first_extra,
                                         b->extra_count - mapping.first_extra, "key",
                                         "take one of them out");
        status = keep_fields(b, &mapping);
    }
    b->field_count = mapping.first_field;
    b->extra_count = mapping.first_extra;
    return status;
}
