#include "read/item_mapping.h"

#include <stdlib.h>
#include <string.h>

#include "base/edit_distance.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include "yaml/diagnose.h"
#include <weekplan/plan.h>

/* The mapping of an item or of a week, while it is read. */
struct mapping {
    struct wp_item *item;
    /* kind of the mapping: WP_ON_WEEK and so on; WP_ON_DOCUMENT for a document until one of its
     * keys tells whether it is a week */
    unsigned where;
    size_t first_field; /* index in builder.fields of the first field of the mapping */
    size_t first_extra; /* index in builder.extras of the first `x-` key of the mapping */
    unsigned seen;      /* set of the keys that were read so far, as bits (WP_KEY_BIT) */
    /* whether the required key, `title:` or `week:`, was read, or a misspelling of this key */
    bool named;
    /* whether a second `week:`, or one in the list for later, was read: then a line `---` is
     * missing above it */
    bool second_week;
};

static bool is_document(const struct mapping *mapping)
{
    return (mapping->where & WP_ON_DOCUMENT) != 0;
}

/* Return the name of the kind of a mapping (WP_ON_WEEK and so on), for a message. */
static const char *name_of_mapping(unsigned where)
{
    switch (where) {
    case WP_ON_WEEK:
    case WP_ON_DOCUMENT:
        return "the week";
    case WP_ON_LATER:
        return "the list for later";
    case WP_ON_GOAL:
        return "a goal";
    case WP_ON_SUBTASK:
        return "a subtask";
    default:
        return "an entry of 'also'";
    }
}

/* Return advice for the author of a key that is in a mapping of the kind `where`, to which the key
 * does not belong. */
static const char *advice_for_misplaced(enum wp_key key, unsigned where)
{
    bool list = key == WP_KEY_GOALS || key == WP_KEY_SUBTASKS;

    if (where == WP_ON_LATER && key == WP_KEY_WEEK)
        return "a week begins with a line '---' above it";
    if (where == WP_ON_LATER && list)
        return "put them into 'later'";
    if (where == WP_ON_WEEK && key == WP_KEY_LATER)
        return "it is the first document of the file, with a line '---' below it";
    if (where == WP_ON_ALSO && list)
        return "write each as an entry of its own";
    if (where == WP_ON_ALSO && wp_keys[key].where != WP_ON_WEEK)
        return "take it out; what is in 'also' is done and counts nowhere";
    if (!list)
        return "move it there, or take it out";
    return (where & WP_ON_WEEK) != 0 ? "did you mean 'goals'?" : "did you mean 'subtasks'?";
}

static void report_misplaced_key(struct wp_week_build_state *b, struct mapping *mapping,
                                 struct wp_span span, enum wp_key key)
{
    unsigned where = wp_keys[key].where;
    const char *there = where == WP_ON_WEEK    ? "the week"
                        : where == WP_ON_LATER ? "the list for later"
                        : where == WP_ON_GOAL  ? "goals"
                                               : "goals and subtasks";

    if (mapping->where == WP_ON_LATER && mapping->second_week)
        return;
    mapping->second_week = mapping->second_week || key == WP_KEY_WEEK;
    wp_document_error(b->reading.nodes.document, b->reading.nodes.problems, span,
                      "'%s' is a key of %s, not of %s (%s)", wp_keys[key].name, there,
                      name_of_mapping(mapping->where), advice_for_misplaced(key, mapping->where));
}

/* Return the name of the key that was most likely meant by the unknown name `name`, or NULL. If an
 * item begins with a capitalized word (`- Tasks: read`), the word is more likely text than `tags:`.
 * Then suggest only a key that differs in one letter. `- by: bus to Rome` is more likely text too,
 * so of the synonyms suggest only `title:` there. */
static const char *suggest_key(const struct wp_week_build_state *b, const struct mapping *mapping,
                               struct wp_str name)
{
    const char *suggestion = wp_key_suggest(name, mapping->where);
    bool first = b->field_count == mapping->first_field && !is_document(mapping) && !mapping->named;
    bool near;
    unsigned distance;

    if (suggestion == NULL || !first)
        return suggestion;
    near = wp_edit_distance_is_near(name, wp_str(suggestion), &distance);
    if (name.data[0] >= 'A' && name.data[0] <= 'Z')
        return distance <= 1 ? suggestion : NULL;
    return near || strcmp(suggestion, wp_keys[WP_KEY_TITLE].name) == 0 ? suggestion : NULL;
}

static void report_unknown_key(struct wp_week_build_state *b, struct mapping *mapping,
                               const struct wp_event *key)
{
    struct wp_node_reader *nodes = &b->reading.nodes;
    const char *required = is_document(mapping) ? "week" : "title";
    const char *suggestion = suggest_key(b, mapping, key->value);
    bool first = b->field_count == mapping->first_field;
    bool prose = suggestion == NULL && !is_document(mapping) && key->value.length > 0 &&
                 (first || memchr(key->value.data, ' ', key->value.length) != NULL);

    mapping->named = mapping->named || prose ||
                     (suggestion != NULL && (strcmp(suggestion, required) == 0 ||
                                             strcmp(suggestion, wp_keys[WP_KEY_LATER].name) == 0));
    if (prose)
        wp_diagnose(nodes->document, nodes->problems, WP_SLIP_PROSE_KEY, key->span);
    else
        wp_node_reader_report_unknown(nodes, key, suggestion, "keys of your own begin with 'x-'");
}

/* Return the key that the event names, or -1. Report a key that is unknown, or that a mapping of
 * this kind may not have. */
static int accept_key(struct wp_week_build_state *b, struct mapping *mapping,
                      const struct wp_event *event)
{
    int key;

    if (event->refused) {
        mapping->named = true;
        return -1;
    }
    key = wp_key_find(event->value);
    if (key == WP_KEY_EXTRA)
        return key;
    if (key < 0) {
        report_unknown_key(b, mapping, event);
    } else if ((wp_keys[key].where & mapping->where) == 0) {
        report_misplaced_key(b, mapping, event->span, (enum wp_key)key);
        key = -1;
    } else {
        mapping->where &= wp_keys[key].where;
    }
    return key;
}

static const struct wp_field *seen_field(const struct wp_week_build_state *b,
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

static bool is_duplicate(struct wp_week_build_state *b, struct mapping *mapping, int key,
                         struct wp_span name)
{
    if (key == WP_KEY_EXTRA || !is_seen(mapping, (enum wp_key)key))
        return false;
    if (!mapping->second_week)
        wp_node_reader_report_twice(&b->reading.nodes, name, wp_keys[key].name,
                                    seen_field(b, mapping, (enum wp_key)key)->name,
                                    key == WP_KEY_WEEK
                                        ? "a new week begins with a line '---' above it"
                                        : "take one of them out");
    mapping->second_week = mapping->second_week || key == WP_KEY_WEEK;
    return true;
}

/* Whether the value of the key may be free text, such as a title or a reason. */
static bool holds_text(enum wp_key key)
{
    enum wp_kind kind = wp_keys[key].kind;

    return kind == WP_KIND_TITLE || kind == WP_KIND_STRING || kind == WP_KIND_STRINGS ||
           kind == WP_KIND_REASON_OR_YES || kind == WP_KIND_DAY_REASON_YES;
}

static void report_wrong_collection(struct wp_week_build_state *b, enum wp_key key,
                                    const struct wp_event *event)
{
    const struct wp_document *document = b->reading.nodes.document;
    struct wp_problems *problems = b->reading.nodes.problems;
    bool list = event->kind == WP_EVENT_SEQUENCE;

    if (event->flow && holds_text(key))
        wp_diagnose(document, problems, WP_SLIP_INDICATOR, event->span);
    else if (event->flow)
        wp_document_error(document, problems, event->span,
                          "%s: this has to be a single value (take the brackets away)",
                          wp_keys[key].name);
    else if (wp_keys[key].kind == WP_KIND_STRING)
        wp_document_error(document, problems, event->span,
                          "%s: this is read as %s, not as text (write '%s: |' above it)",
                          wp_keys[key].name, list ? "a list" : "keys and values",
                          wp_keys[key].name);
    else if (wp_keys[key].kind == WP_KIND_STRINGS && !list)
        wp_diagnose(document, problems, WP_SLIP_TEXT_COLON, event->span);
    else
        wp_document_error(document, problems, event->span,
                          "%s: this has to be a single value, not %s (write it after '%s:')",
                          wp_keys[key].name, list ? "a list" : "keys and values",
                          wp_keys[key].name);
}

static enum wp_status read_item(struct wp_week_build_state *b, struct wp_item *item, unsigned where,
                                const struct wp_event *event)
{
    switch (event->kind) {
    case WP_EVENT_SCALAR:
        item->layout.scalar = true;
        item->layout.span = event->span;
        if (!event->refused)
            wp_item_value_read_title(&b->reading, item, event);
        return WP_OK;
    case WP_EVENT_MAPPING:
        return wp_item_mapping_read(b, item, where, event);
    default:
        if (event->flow)
            wp_diagnose(b->reading.nodes.document, b->reading.nodes.problems, WP_SLIP_INDICATOR,
                        event->span);
        else
            wp_document_error(
                b->reading.nodes.document, b->reading.nodes.problems, event->span,
                where == WP_ON_ALSO
                    ? "an entry of 'also' cannot be a list (write each as an entry of its own)"
                    : "an item cannot be a list (write its title, and 'subtasks:' below it)");
        return wp_node_reader_skip(&b->reading.nodes, event, NULL);
    }
}

static struct wp_item *new_item(struct wp_week_build_state *b, struct wp_item *parent,
                                struct wp_item *previous)
{
    struct wp_item *item = wp_arena_alloc(b->reading.arena, sizeof *item);

    wp_item_init(item);
    item->parent = parent;
    item->previous = previous;
    item->number = previous != NULL ? previous->number + 1 : 1;
    item->done = wp_item_is_also(item);
    return item;
}

/* Count one more item of the week. `where` tells whether the item is a goal, a subtask or an item
 * of `also:` (WP_ON_GOAL and so on). `span` is the span of the item, for a message. Return
 * WP_INVALID if the week has more than WP_ITEMS_MAX items. */
static enum wp_status count_item(struct wp_week_build_state *b, unsigned where, struct wp_span span)
{
    if (where != WP_ON_ALSO)
        b->reading.week->item_count++;
    if (b->item_total++ < WP_ITEMS_MAX)
        return WP_OK;
    wp_document_error(b->reading.nodes.document, b->reading.nodes.problems, span,
                      "a week holds at most %d goals and subtasks%s", WP_ITEMS_MAX,
                      where == WP_ON_ALSO ? ", with the entries of 'also'" : "");
    return WP_INVALID;
}

static enum wp_status read_items(struct wp_week_build_state *b, struct wp_item *parent,
                                 unsigned where)
{
    struct wp_item **tail = &parent->first;
    struct wp_item *last = NULL;
    enum wp_status status = WP_OK;

    while (status == WP_OK) {
        struct wp_event event;

        status = wp_node_reader_next(&b->reading.nodes, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        status = count_item(b, where, event.span);
        if (status != WP_OK)
            break;
        last = *tail = new_item(b, parent, last);
        status = read_item(b, last, where, &event);
        tail = &last->next;
    }
    return status;
}

/* Read the entries of `tags` or `links`, up to the end of the YAML sequence. */
static enum wp_status read_strings(struct wp_week_build_state *b, struct wp_item *item,
                                   enum wp_key key)
{
    struct wp_list *list = wp_item_string_list(item, key);
    struct wp_list built = {NULL, 0};
    size_t capacity = 0;
    enum wp_status status = WP_OK;

    for (;;) {
        struct wp_event event;

        status = wp_node_reader_next(&b->reading.nodes, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        if (event.kind != WP_EVENT_SCALAR) {
            report_wrong_collection(b, key, &event);
            status = wp_node_reader_skip(&b->reading.nodes, &event, NULL);
            if (status != WP_OK)
                break;
            continue;
        }
        if (b->string_total++ == WP_STRINGS_MAX) {
            wp_document_error(b->reading.nodes.document, b->reading.nodes.problems, event.span,
                              "a week holds at most %d tags and links", WP_STRINGS_MAX);
            return WP_INVALID;
        }
        if (built.count == capacity) {
            struct wp_str *grown;

            capacity = capacity == 0 ? 4 : 2 * capacity;
            grown = wp_arena_array(b->reading.arena, capacity, sizeof *grown);
            if (built.count > 0)
                memcpy(grown, built.items, built.count * sizeof *grown);
            built.items = grown;
        }
        built.items[built.count++] = wp_item_value_string(&b->reading, &event);
    }
    *list = built;
    return status;
}

static enum wp_status read_list_of_items(struct wp_week_build_state *b, struct wp_item *item,
                                         enum wp_key key)
{
    if (key == WP_KEY_ALSO)
        return read_items(b, &b->reading.week->also, WP_ON_ALSO);
    return read_items(b, item, key == WP_KEY_SUBTASKS ? WP_ON_SUBTASK : WP_ON_GOAL);
}

/* Set b->later, because the document is the list for later. If b->wanted is not NULL, set
 * b->unwanted too: the list begins on no day. */
static void begin_later(struct wp_week_build_state *b, struct wp_span name)
{
    b->reading.week->later = true;
    b->reading.week->root.seq_key = WP_KEY_LATER;
    b->start_span = name;
    b->unwanted = b->wanted != NULL;
}

/* Report `done: false` of an item in the list `also:`, whose items are always done. */
static void check_done(struct wp_week_build_state *b, struct wp_item *item,
                       const struct wp_event *scalar)
{
    if (item->done || !wp_item_is_also(item))
        return;
    item->done = true;
    wp_node_reader_report_value(
        &b->reading.nodes, wp_keys[WP_KEY_DONE].name, scalar,
        "cannot be in 'also', where everything is done (write 'true' or the "
        "day, or move the entry to 'goals')");
}

static enum wp_status read_value(struct wp_week_build_state *b, struct mapping *mapping, int key,
                                 const struct wp_event *event)
{
    struct wp_item *item = mapping->item;

    if (event->kind == WP_EVENT_SEQUENCE && wp_keys[key].kind == WP_KIND_ITEMS)
        return read_list_of_items(b, item, (enum wp_key)key);
    if (event->kind == WP_EVENT_SEQUENCE && wp_keys[key].kind == WP_KIND_STRINGS)
        return read_strings(b, item, (enum wp_key)key);
    if (event->kind == WP_EVENT_MAPPING && wp_keys[key].kind == WP_KIND_ITEMS) {
        wp_document_error(b->reading.nodes.document, b->reading.nodes.problems, event->span,
                          "%s: this has to be a list (put '- ' before each title)",
                          wp_keys[key].name);
        return wp_node_reader_skip(&b->reading.nodes, event, NULL);
    }
    if (event->kind != WP_EVENT_SCALAR) {
        report_wrong_collection(b, (enum wp_key)key, event);
        return wp_node_reader_skip(&b->reading.nodes, event, NULL);
    }
    wp_item_value_read(&b->reading, item, (enum wp_key)key, event);
    if (key == WP_KEY_DONE)
        check_done(b, item, event);
    if (key == WP_KEY_WEEK)
        b->start_span = event->span;
    if (key == WP_KEY_WEEK && b->wanted != NULL && b->reading.week->start != WP_NO_DAY &&
        (b->reading.week->start < b->wanted->first || b->reading.week->start > b->wanted->last))
        b->unwanted = true;
    return WP_OK;
}

/* Read the value of a key that begins with `x-`. The value itself is not stored. `digest` has the
 * name of the key. Add the hash of both to `item->extras`. */
static enum wp_status read_extra(struct wp_week_build_state *b, struct wp_item *item,
                                 const struct wp_event *value, struct wp_node_digest *digest,
                                 struct wp_field *field)
{
    enum wp_status status = wp_node_reader_skip(&b->reading.nodes, value, digest);

    item->extras += digest->hash;
    field->extra = digest->hash;
    field->levels = (uint8_t)digest->levels;
    return status;
}

/* Add the name of a key that begins with `x-` to `digest`, and to the `x-` keys of the mapping,
 * b->extras. */
static enum wp_status add_extra_name(struct wp_week_build_state *b, struct wp_node_digest *digest,
                                     const struct wp_event *name)
{
    wp_node_digest_add(digest, name);
    return wp_week_build_state_push_extra(b, name);
}

/* Read the value of the key `name`, and add a field for both to the mapping. */
static enum wp_status read_entry(struct wp_week_build_state *b, struct mapping *mapping,
                                 const struct wp_event *name)
{
    struct wp_node_reader *nodes = &b->reading.nodes;
    int key = accept_key(b, mapping, name);
    struct wp_span name_span = name->span;
    size_t number = b->field_count;
    struct wp_node_digest digest = {0, 0};
    enum wp_status status = WP_OK;
    struct wp_event value;

    if (key == WP_KEY_EXTRA)
        status = add_extra_name(b, &digest, name);
    if (status == WP_OK && key >= 0 && is_duplicate(b, mapping, key, name_span))
        key = -1;
    if (status == WP_OK)
        status = wp_node_reader_next(nodes, &value);
    if (status != WP_OK)
        return status;
    if (key < 0)
        return wp_node_reader_skip(nodes, &value, NULL);
    wp_week_build_state_push_field(b, (enum wp_key)key, name_span);
    if (key == WP_KEY_LATER)
        begin_later(b, name_span);
    if (b->unwanted)
        return WP_OK;
    if (key == WP_KEY_EXTRA) {
        status = read_extra(b, mapping->item, &value, &digest, &b->fields[number]);
    } else {
        mapping->seen |= 1u << key;
        status = read_value(b, mapping, key, &value);
    }
    if (value.kind != WP_EVENT_SCALAR)
        value.span = wp_span(value.span.offset, nodes->end - value.span.offset);
    b->fields[number].value = value.span;
    return status;
}

/* Report a missing title or `week:`, `done:` together with `dropped:`, and `progress:` together
 * with subtasks. `opening` is the span of the first key. */
static void check_mapping(struct wp_week_build_state *b, const struct mapping *mapping,
                          struct wp_span opening)
{
    const struct wp_document *document = b->reading.nodes.document;
    struct wp_problems *problems = b->reading.nodes.problems;
    const struct wp_item *item = mapping->item;

    if ((mapping->where & WP_ON_WEEK) != 0 && !is_seen(mapping, WP_KEY_WEEK) && !mapping->named)
        wp_document_error(document, problems, opening,
                          "this week has no 'week:' (write its first day: 'week: YYYY-MM-DD')");
    if (!is_document(mapping) && !is_seen(mapping, WP_KEY_TITLE) && !mapping->named)
        wp_document_error(document, problems, opening,
                          "this item has no title (write 'title:' and what it is)");
    if (item->done && item->dropped) {
        const struct wp_field *done = seen_field(b, mapping, WP_KEY_DONE);
        const struct wp_field *dropped = seen_field(b, mapping, WP_KEY_DROPPED);
        bool order = done->name.offset < dropped->name.offset;
        const struct wp_field *later = order ? dropped : done;
        const struct wp_field *earlier = order ? done : dropped;

        wp_document_error(
            document, problems, later->name,
            "an item is done or dropped, not both (take one out; '%s' is on line %llu)",
            wp_keys[earlier->key].name,
            (unsigned long long)wp_node_reader_line(&b->reading.nodes, earlier->name));
    }
    if (item->progress_value.given && item->first != NULL)
        wp_document_error(document, problems, seen_field(b, mapping, WP_KEY_PROGRESS)->name,
                          "the progress of an item with subtasks follows from them (take this line "
                          "out)");
}

static void keep_fields(struct wp_week_build_state *b, const struct mapping *mapping)
{
    struct wp_layout *layout = &mapping->item->layout;

    if (b->field_count == mapping->first_field)
        return;
    layout->field_count = (uint32_t)(b->field_count - mapping->first_field);
    layout->fields = wp_arena_array(b->reading.arena, layout->field_count, sizeof *layout->fields);
    memcpy(layout->fields, b->fields + mapping->first_field,
           layout->field_count * sizeof *layout->fields);
}

enum wp_status wp_item_mapping_read(struct wp_week_build_state *b, struct wp_item *item,
                                    unsigned where, const struct wp_event *opening)
{
    struct mapping mapping = {
        .item = item, .where = where, .first_field = b->field_count, .first_extra = b->extra_count};
    struct wp_span first_name = opening->span;
    enum wp_status status = WP_OK;

    item->layout.style = opening->flow ? WP_FLOW : WP_BLOCK;
    item->layout.span.offset = opening->span.offset;
    for (;;) {
        struct wp_event event;

        status = wp_node_reader_next_key(&b->reading.nodes, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        if (first_name.length == 0)
            first_name = event.span;
        status = read_entry(b, &mapping, &event);
        if (status != WP_OK || b->unwanted)
            break;
    }
    if (status == WP_OK && !b->unwanted) {
        item->layout.span =
            wp_span(item->layout.span.offset, b->reading.nodes.end - item->layout.span.offset);
        check_mapping(b, &mapping, first_name);
        if (b->extra_count > mapping.first_extra)
            wp_week_build_state_report_equal(b, b->extras + mapping.first_extra,
                                             b->extra_count - mapping.first_extra, "key",
                                             "take one of them out");
        keep_fields(b, &mapping);
    }
    b->field_count = mapping.first_field;
    b->extra_count = mapping.first_extra;
    return status;
}
