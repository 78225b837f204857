#include "read/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "model/keys.h"
#include "read/events.h"
#include "read/fields.h"
#include "read/hint.h"
#include <weekplan/progress.h>

enum { NAME_COLUMNS = 40 };

/* A name that has to be the only one of its kind. */
struct named {
    struct wp_str name;
    struct wp_span span;
};

struct builder {
    struct wp_reading reading;
    struct wp_events *events;
    const struct wp_window *wanted;
    size_t last_end; /* of the last node that has bytes of its own */
    /* The fields of the mappings that are open, innermost last. */
    struct wp_field *fields;
    size_t field_count;
    size_t field_capacity;
    /* And their keys that begin with `x-`. */
    struct named *extras;
    size_t extra_count;
    size_t extra_capacity;
    struct wp_span start_span; /* the value of `week:` */
    bool unwanted;             /* which is outside of what is wanted */
};

/* A mapping while it is read. */
struct mapping {
    struct wp_item *item;
    unsigned where;            /* WP_ON_WEEK and so on */
    size_t first_field;        /* of its own in builder.fields */
    size_t seen[WP_KEY_COUNT]; /* the field's number plus one */
    size_t first_extra;        /* of its own in builder.extras */
    bool named;                /* has what it must have (`week:`, `title:`), or meant to */
    bool second_week;          /* `week:` came again: a `---` is missing above it */
};

static enum wp_status build_items(struct builder *b, struct wp_item *parent, unsigned where);

/* Where the next token stands that is at `at` or behind it. */
static size_t next_token(struct wp_str bytes, size_t at)
{
    bool comment = false;

    for (; at < bytes.length; at++) {
        bool line_break = bytes.data[at] == '\n' || bytes.data[at] == '\r';

        comment = !line_break && (comment || bytes.data[at] == '#');
        if (!comment && !line_break && bytes.data[at] != ' ' && bytes.data[at] != '\t')
            break;
    }
    return at;
}

/* The next event. An empty value has no bytes. libyaml puts it behind its dash
 * or its colon, or else (within brackets, after `? key`) at the next token: then
 * it is moved to its colon, or where it has none to the end of its key. */
static enum wp_status next(struct builder *b, struct wp_event *event)
{
    const struct wp_problems *problems = b->reading.problems;
    enum wp_status status = wp_events_next(b->events, event);
    size_t at = event->span.offset;

    /* Who has no room for any problem only asks whether there is one. */
    if (status == WP_OK && problems->limit == 0 && problems->errors > 0)
        status = WP_INVALID;
    if (status != WP_OK || event->kind == WP_EVENT_END)
        return status;
    if (event->span.length > 0) {
        b->last_end = wp_span_end(event->span);
    } else if (event->kind == WP_EVENT_SCALAR) {
        struct wp_str bytes = b->reading.text->bytes;
        size_t token = next_token(bytes, b->last_end);

        if (token < at && bytes.data[token] == ':')
            b->last_end = token + 1;
        else if (at > b->last_end && bytes.data[at - 1] == '-')
            b->last_end = at;
        event->span.offset = b->last_end;
    }
    return WP_OK;
}

static void refuse_merge_key(struct builder *b, const struct wp_event *key)
{
    wp_text_error(b->reading.text, b->reading.problems, key->span,
                  "a merge key ('<<') has no meaning in a plan (write the keys out)");
}

static bool is_merge_key(const struct wp_event *key)
{
    return key->kind == WP_EVENT_SCALAR && key->style == WP_SCALAR_PLAIN &&
           wp_str_equal_c(key->value, "<<");
}

/* Reads over a node. Recursion ends with the events, at WP_DEPTH_MAX. */
static enum wp_status skip(struct builder *b, const struct wp_event *opening)
{
    bool mapping = opening->kind == WP_EVENT_MAPPING;
    enum wp_status status = WP_OK;
    bool key = true;

    if (opening->kind == WP_EVENT_SCALAR)
        return WP_OK;
    while (status == WP_OK) {
        struct wp_event event;

        status = next(b, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        if (mapping && key && is_merge_key(&event))
            refuse_merge_key(b, &event);
        key = !key;
        status = skip(b, &event);
    }
    return status;
}

static enum wp_status push_field(struct builder *b, struct wp_field field)
{
    if (b->field_count == b->field_capacity) {
        size_t capacity = b->field_capacity == 0 ? 32 : 2 * b->field_capacity;
        struct wp_field *fields = realloc(b->fields, capacity * sizeof *fields);

        if (fields == NULL)
            return WP_NO_MEMORY;
        b->fields = fields;
        b->field_capacity = capacity;
    }
    b->fields[b->field_count++] = field;
    return WP_OK;
}

/* Notes a key of the author's own down, to find it again when it is set twice. */
static enum wp_status push_extra(struct builder *b, const struct wp_event *key)
{
    struct named extra = {wp_arena_copy(b->reading.arena, key->value), key->span};

    if (extra.name.data == NULL)
        return WP_NO_MEMORY;
    if (b->extra_count == b->extra_capacity) {
        size_t capacity = b->extra_capacity == 0 ? 8 : 2 * b->extra_capacity;
        struct named *extras = realloc(b->extras, capacity * sizeof *extras);

        if (extras == NULL)
            return WP_NO_MEMORY;
        b->extras = extras;
        b->extra_capacity = capacity;
    }
    b->extras[b->extra_count++] = extra;
    return WP_OK;
}

static uint64_t line_of(const struct builder *b, struct wp_span span)
{
    if (wp_problems_full(b->reading.problems))
        return 0;
    return wp_text_line_number(b->reading.text, span.offset);
}

static void report_misplaced_key(struct builder *b, const struct mapping *mapping,
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

    wp_text_error(b->reading.text, b->reading.problems, span, "'%s' is a key of %s, not of %s (%s)",
                  spec->name, there, here, advice);
}

/* The key that was most likely meant, or NULL. What begins an item with a
 * capital letter is more likely text than a key with two wrong letters. */
static const char *suggestion_for(const struct builder *b, const struct mapping *mapping,
                                  struct wp_str name)
{
    const char *suggestion = wp_key_suggest(name, mapping->where);
    bool first = b->field_count == mapping->first_field && mapping->where != WP_ON_WEEK;
    unsigned distance;

    if (suggestion == NULL || !first || name.data[0] < 'A' || name.data[0] > 'Z')
        return suggestion;
    wp_near(name, wp_str(suggestion), &distance);
    return distance <= 1 ? suggestion : NULL;
}

static void report_unknown_key(struct builder *b, struct mapping *mapping,
                               const struct wp_event *key)
{
    struct wp_str shown = wp_fit(key->value, NAME_COLUMNS, NULL);
    const char *suggestion = suggestion_for(b, mapping, key->value);
    bool first = b->field_count == mapping->first_field;
    bool prose = suggestion == NULL && mapping->where != WP_ON_WEEK && key->value.length > 0 &&
                 (first || memchr(key->value.data, ' ', key->value.length) != NULL);

    if (prose) {
        mapping->named = true;
        wp_hint_prose_key(b->reading.text, b->reading.problems, key->span);
    } else if (suggestion != NULL) {
        const char *must = mapping->where == WP_ON_WEEK ? "week" : "title";

        mapping->named = mapping->named || strcmp(suggestion, must) == 0;
        wp_text_error(b->reading.text, b->reading.problems, key->span,
                      "unknown key '%.*s' (did you mean '%s'?)", (int)shown.length, shown.data,
                      suggestion);
    } else {
        wp_text_error(b->reading.text, b->reading.problems, key->span,
                      "unknown key '%.*s%s' (keys of your own begin with 'x-')", (int)shown.length,
                      shown.data, shown.length < key->value.length ? "…" : "");
    }
}

/* Which key an event is, when it may stand here; -1 when a problem has been
 * reported. */
static int accept_key(struct builder *b, struct mapping *mapping, const struct wp_event *event)
{
    int key;

    if (event->kind != WP_EVENT_SCALAR) {
        wp_text_error(b->reading.text, b->reading.problems, event->span,
                      "a key has to be a word (if this is text, put quotes around it)");
        mapping->named = true;
        return -1;
    }
    if (event->refused || is_merge_key(event)) {
        if (!event->refused)
            refuse_merge_key(b, event);
        mapping->named = true;
        return -1;
    }
    key = wp_key_find(event->value);
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

static bool is_duplicate(struct builder *b, struct mapping *mapping, int key, struct wp_span name)
{
    const struct wp_field *first;

    if (key == WP_KEY_EXTRA || mapping->seen[key] == 0)
        return false;
    first = &b->fields[mapping->seen[key] - 1];
    if (!mapping->second_week)
        wp_text_error(b->reading.text, b->reading.problems, name,
                      "'%s' is set twice, first on line %llu (%s)", wp_keys[key].name,
                      (unsigned long long)line_of(b, first->name),
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

static void report_wrong_collection(struct builder *b, enum wp_key key,
                                    const struct wp_event *event)
{
    const struct wp_text *text = b->reading.text;
    struct wp_problems *problems = b->reading.problems;
    bool list = event->kind == WP_EVENT_SEQUENCE;

    if (event->flow && holds_text(key))
        wp_hint_beginning(text, problems, event->span.offset);
    else if (event->flow)
        wp_text_error(text, problems, event->span,
                      "%s: a single value has to stand here (take the brackets away)",
                      wp_keys[key].name);
    else if (key == WP_KEY_NOTE)
        wp_text_error(text, problems, event->span,
                      "note: this is read as %s, not as text (write 'note: |' above it)",
                      list ? "a list" : "keys and values");
    else if (wp_keys[key].kind == WP_KIND_STRINGS && !list)
        wp_hint_colon(text, problems, event->span.offset);
    else
        wp_text_error(text, problems, event->span,
                      "%s: a single value has to stand here, not %s (write it behind '%s:')",
                      wp_keys[key].name, list ? "a list" : "keys and values", wp_keys[key].name);
}

/* tags and links */
static enum wp_status build_strings(struct builder *b, struct wp_item *item, enum wp_key key)
{
    struct wp_list *list = key == WP_KEY_TAGS ? &item->tags : &item->links;
    struct wp_list built = {NULL, 0};
    size_t capacity = 0;
    enum wp_status status = WP_OK;

    for (;;) {
        struct wp_event event;

        status = next(b, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        if (event.kind != WP_EVENT_SCALAR) {
            report_wrong_collection(b, key, &event);
            status = skip(b, &event);
            if (status != WP_OK)
                break;
            continue;
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
        built.items[built.count++] = wp_field_text(&b->reading, &event);
    }
    *list = built;
    return status;
}

static enum wp_status build_value(struct builder *b, struct mapping *mapping, int key,
                                  const struct wp_event *event)
{
    struct wp_item *item = mapping->item;

    if (key == WP_KEY_EXTRA)
        return skip(b, event);
    if (event->kind == WP_EVENT_SEQUENCE && wp_keys[key].kind == WP_KIND_ITEMS)
        return build_items(b, item, key == WP_KEY_GOALS ? WP_ON_GOAL : WP_ON_SUBTASK);
    if (event->kind == WP_EVENT_SEQUENCE && wp_keys[key].kind == WP_KIND_STRINGS)
        return build_strings(b, item, (enum wp_key)key);
    if (event->kind == WP_EVENT_MAPPING && wp_keys[key].kind == WP_KIND_ITEMS) {
        wp_text_error(b->reading.text, b->reading.problems, event->span,
                      "%s: this has to be a list (put '- ' before each title)", wp_keys[key].name);
        return skip(b, event);
    }
    if (event->kind != WP_EVENT_SCALAR) {
        report_wrong_collection(b, (enum wp_key)key, event);
        return skip(b, event);
    }
    wp_field_read(&b->reading, item, (enum wp_key)key, event);
    if (key == WP_KEY_WEEK)
        b->start_span = event->span;
    if (key == WP_KEY_WEEK && b->wanted != NULL && b->reading.week->start != WP_NO_DAY &&
        (b->reading.week->start < b->wanted->first || b->reading.week->start > b->wanted->last))
        b->unwanted = true;
    return b->reading.out_of_memory ? WP_NO_MEMORY : WP_OK;
}

/* One key with its value. */
static enum wp_status build_entry(struct builder *b, struct mapping *mapping,
                                  const struct wp_event *name)
{
    struct wp_field field = {.name = name->span};
    int key = accept_key(b, mapping, name);
    struct wp_event event;
    enum wp_status status = WP_OK;
    size_t number;

    if (name->kind != WP_EVENT_SCALAR)
        status = skip(b, name);
    if (status == WP_OK && key == WP_KEY_EXTRA)
        status = push_extra(b, name);
    if (status == WP_OK && key >= 0 && is_duplicate(b, mapping, key, field.name))
        key = -1;
    if (status == WP_OK)
        status = next(b, &event);
    if (status != WP_OK)
        return status;
    if (key < 0)
        return skip(b, &event);
    field.key = (enum wp_key)key;
    number = b->field_count;
    status = push_field(b, field);
    if (status != WP_OK)
        return status;
    if (key != WP_KEY_EXTRA)
        mapping->seen[key] = number + 1;
    field.value = event.span;
    if (event.kind == WP_EVENT_MAPPING && !event.flow)
        b->last_end = wp_span_end(field.name);
    status = build_value(b, mapping, key, &event);
    if (event.kind != WP_EVENT_SCALAR)
        field.value.length = b->last_end - field.value.offset;
    b->fields[number] = field;
    return status;
}

/* By name, equal ones in the order of the file. */
static int compare_names(const void *a, const void *b)
{
    const struct named *x = a;
    const struct named *y = b;
    size_t common = x->name.length < y->name.length ? x->name.length : y->name.length;
    int order = memcmp(x->name.data, y->name.data, common);

    if (order != 0)
        return order;
    if (x->name.length != y->name.length)
        return x->name.length < y->name.length ? -1 : 1;
    return x->span.offset < y->span.offset ? -1 : x->span.offset > y->span.offset;
}

/* Reports each of `names`, which it sorts, that is there already. */
static void report_equal_names(struct builder *b, struct named *names, size_t count,
                               const char *what, const char *advice)
{
    size_t i;

    if (count < 2)
        return;
    qsort(names, count, sizeof *names, compare_names);
    for (i = 1; i < count; i++) {
        struct wp_str shown = wp_fit(names[i].name, NAME_COLUMNS, NULL);

        if (wp_str_equal(names[i - 1].name, names[i].name))
            wp_text_error(b->reading.text, b->reading.problems, names[i].span,
                          "the %s '%.*s%s' is there already, on line %llu (%s)", what,
                          (int)shown.length, shown.data,
                          shown.length < names[i].name.length ? "…" : "",
                          (unsigned long long)line_of(b, names[i - 1].span), advice);
    }
}

static const struct wp_field *seen_field(const struct builder *b, const struct mapping *mapping,
                                         enum wp_key key)
{
    return &b->fields[mapping->seen[key] - 1];
}

/* What only the whole mapping can tell. */
static void check_mapping(struct builder *b, const struct mapping *mapping, struct wp_span opening)
{
    const struct wp_text *text = b->reading.text;
    struct wp_problems *problems = b->reading.problems;
    const struct wp_item *item = mapping->item;

    if (mapping->where == WP_ON_WEEK && mapping->seen[WP_KEY_WEEK] == 0 && !mapping->named)
        wp_text_error(text, problems, opening,
                      "this week has no 'week:' (write its first day: 'week: YYYY-MM-DD')");
    if (mapping->where != WP_ON_WEEK && mapping->seen[WP_KEY_TITLE] == 0 && !mapping->named)
        wp_text_error(text, problems, opening,
                      "this item has no title (write 'title:' and what it is)");
    if (item->done && item->dropped) {
        const struct wp_field *done = seen_field(b, mapping, WP_KEY_DONE);
        const struct wp_field *dropped = seen_field(b, mapping, WP_KEY_DROPPED);
        bool order = done->name.offset < dropped->name.offset;
        const struct wp_field *later = order ? dropped : done;
        const struct wp_field *earlier = order ? done : dropped;

        wp_text_error(text, problems, later->name,
                      "an item is done or dropped, not both (take one out; '%s' is on line %llu)",
                      wp_keys[earlier->key].name, (unsigned long long)line_of(b, earlier->name));
    }
    if (item->measure.given && item->first != NULL)
        wp_text_error(text, problems, seen_field(b, mapping, WP_KEY_PROGRESS)->name,
                      "the progress of an item with subtasks follows from them (take this line "
                      "out)");
}

static enum wp_status keep_fields(struct builder *b, const struct mapping *mapping)
{
    struct wp_layout *layout = &mapping->item->layout;

    layout->field_count = b->field_count - mapping->first_field;
    if (layout->field_count == 0)
        return WP_OK;
    layout->fields = wp_arena_array(b->reading.arena, layout->field_count, sizeof *layout->fields);
    if (layout->fields == NULL)
        return WP_NO_MEMORY;
    memcpy(layout->fields, b->fields + mapping->first_field,
           layout->field_count * sizeof *layout->fields);
    return WP_OK;
}

static enum wp_status build_mapping(struct builder *b, struct wp_item *item, unsigned where,
                                    const struct wp_event *opening)
{
    struct mapping mapping = {
        .item = item, .where = where, .first_field = b->field_count, .first_extra = b->extra_count};
    struct wp_span first_name = opening->span;
    enum wp_status status = WP_OK;

    item->layout.style = opening->flow ? WP_STYLE_FLOW : WP_STYLE_BLOCK;
    item->layout.span.offset = opening->span.offset;
    for (;;) {
        struct wp_event event;

        status = next(b, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        if (first_name.length == 0)
            first_name = event.span;
        status = build_entry(b, &mapping, &event);
        if (status != WP_OK || b->unwanted)
            break;
    }
    if (status == WP_OK && !b->unwanted) {
        item->layout.span.length = b->last_end - item->layout.span.offset;
        check_mapping(b, &mapping, first_name);
        if (b->extra_count > mapping.first_extra)
            report_equal_names(b, b->extras + mapping.first_extra,
                               b->extra_count - mapping.first_extra, "key", "take one of them out");
        status = keep_fields(b, &mapping);
    }
    b->field_count = mapping.first_field;
    b->extra_count = mapping.first_extra;
    return status;
}

static enum wp_status build_item(struct builder *b, struct wp_item *item, unsigned where,
                                 const struct wp_event *event)
{
    switch (event->kind) {
    case WP_EVENT_SCALAR:
        item->layout.scalar = true;
        item->layout.span = event->span;
        if (!event->refused)
            wp_field_read_title(&b->reading, item, event);
        return b->reading.out_of_memory ? WP_NO_MEMORY : WP_OK;
    case WP_EVENT_MAPPING:
        return build_mapping(b, item, where, event);
    default:
        if (event->flow)
            wp_hint_beginning(b->reading.text, b->reading.problems, event->span.offset);
        else
            wp_text_error(b->reading.text, b->reading.problems, event->span,
                          "an item cannot be a list (write its title, and 'subtasks:' below it)");
        return skip(b, event);
    }
}

static struct wp_item *new_item(struct builder *b, struct wp_item *parent, uint32_t number)
{
    struct wp_item *item = wp_arena_alloc(b->reading.arena, sizeof *item);

    if (item == NULL)
        return NULL;
    item->parent = parent;
    item->number = number;
    item->done_on = WP_NO_DAY;
    item->dropped_on = WP_NO_DAY;
    item->due = WP_NO_DAY;
    return item;
}

/* goals and subtasks */
static enum wp_status build_items(struct builder *b, struct wp_item *parent, unsigned where)
{
    struct wp_item **tail = &parent->first;
    uint32_t number = 0;
    enum wp_status status = WP_OK;

    while (status == WP_OK) {
        struct wp_event event;

        status = next(b, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            break;
        if (b->reading.week->item_count++ == WP_ITEMS_MAX) {
            wp_text_error(b->reading.text, b->reading.problems, event.span,
                          "a week holds at most %d goals and subtasks", WP_ITEMS_MAX);
            return WP_INVALID;
        }
        *tail = new_item(b, parent, ++number);
        if (*tail == NULL)
            return WP_NO_MEMORY;
        status = build_item(b, *tail, where, &event);
        tail = &(*tail)->next;
    }
    return status;
}

static enum wp_status check_ids(struct builder *b)
{
    struct wp_item *root = &b->reading.week->root;
    struct named *ids = NULL;
    struct wp_item *item;
    size_t count = 0;

    for (item = wp_item_after(root, root); item != NULL; item = wp_item_after(item, root))
        count += item->id.length > 0;
    if (count < 2)
        return WP_OK;
    ids = malloc(count * sizeof *ids);
    if (ids == NULL)
        return WP_NO_MEMORY;
    count = 0;
    for (item = wp_item_after(root, root); item != NULL; item = wp_item_after(item, root)) {
        const struct wp_field *field = item->id.length > 0 ? wp_item_field(item, WP_KEY_ID) : NULL;

        if (field != NULL)
            ids[count++] = (struct named){item->id, field->value};
    }
    report_equal_names(b, ids, count, "id", "change one of them: an id names one item of its week");
    free(ids);
    return WP_OK;
}

static enum wp_status build_root(struct builder *b, const struct wp_event *event)
{
    struct wp_week *week = b->reading.week;
    struct wp_line line;

    if (event->kind == WP_EVENT_MAPPING)
        return build_mapping(b, &week->root, WP_ON_WEEK, event);
    line = wp_text_line(b->reading.text, event->span.offset);
    if (wp_str_starts(wp_str_slice(b->reading.text->bytes, line.offset, 4), "--- "))
        wp_text_error(b->reading.text, b->reading.problems, event->span,
                      "nothing can stand on the line of '---' (write it on the next line)");
    else
        wp_text_error(b->reading.text, b->reading.problems, event->span,
                      "this is not a week (begin with 'week: YYYY-MM-DD', its first day, and "
                      "'goals:' below it)");
    return WP_INVALID;
}

static bool is_empty(const struct wp_event *event)
{
    return event->kind == WP_EVENT_END ||
           (event->kind == WP_EVENT_SCALAR && event->span.length == 0 && !event->refused);
}

static enum wp_status build_document(struct builder *b, bool *empty)
{
    struct wp_event event;
    enum wp_status status = next(b, &event);

    *empty = status == WP_OK && is_empty(&event);
    if (status == WP_OK && !*empty)
        status = build_root(b, &event);
    /* What is behind the document has to be read, for it may be wrong. */
    while (status == WP_OK && !b->unwanted && event.kind != WP_EVENT_END)
        status = wp_events_next(b->events, &event);
    if (status == WP_OK && !*empty && !b->unwanted)
        status = check_ids(b);
    return status;
}

static struct wp_week *new_week(struct wp_str text, uint64_t offset)
{
    struct wp_arena *arena = wp_arena_new(text.length + 4096);
    struct wp_week *week = NULL;

    if (arena != NULL)
        week = wp_arena_alloc(arena, sizeof *week);
    if (week == NULL)
        goto fail;
    week->arena = arena;
    week->offset = offset;
    week->start = WP_NO_DAY;
    week->root.done_on = WP_NO_DAY;
    week->root.dropped_on = WP_NO_DAY;
    week->root.due = WP_NO_DAY;
    week->text = wp_arena_copy(arena, text);
    if (week->text.data != NULL)
        return week;
fail:
    wp_arena_free(arena);
    return NULL;
}

enum wp_status wp_build(struct wp_str bytes, uint64_t offset, uint64_t first_line,
                        const struct wp_window *wanted, struct wp_built *built,
                        struct wp_problems *problems)
{
    struct wp_problems before = *problems;
    struct wp_text text = {.bytes = bytes, .first_line = first_line};
    struct builder b = {.wanted = wanted};
    enum wp_status status = WP_NO_MEMORY;
    bool empty = false;

    *built = (struct wp_built){.start = WP_NO_DAY};
    if (!wp_text_check(&text, problems))
        return WP_INVALID;
    if (wp_text_is_bare(&text))
        return WP_OK;
    b.reading.week = new_week(bytes, offset);
    if (b.reading.week == NULL)
        return WP_NO_MEMORY;
    text.bytes = b.reading.week->text;
    b.reading.text = &text;
    b.reading.problems = problems;
    b.reading.arena = b.reading.week->arena;
    b.events = wp_events_open(&text, problems);
    if (b.events != NULL)
        status = build_document(&b, &empty);
    if (b.unwanted)
        *problems = before;
    if (status != WP_NO_MEMORY && problems->errors > before.errors)
        status = WP_INVALID;
    wp_problems_sort(problems, before.count);
    built->start = b.reading.week->start;
    built->start_span = b.start_span;
    if (status == WP_OK && !empty && !b.unwanted) {
        wp_progress_roll_up(&b.reading.week->root);
        built->week = b.reading.week;
        b.reading.week = NULL;
    }
    wp_week_free(b.reading.week);
    wp_events_close(b.events);
    free(b.fields);
    free(b.extras);
    return status;
}
