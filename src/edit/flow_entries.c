#include "edit/flow_entries.h"

#include <string.h>

#include "edit/entry_comments.h"
#include "edit/line.h"
#include "plan/item_value.h"

/* Columns from the indentation of the line with the opening bracket to that of the lines below it.
 * */
enum { COLUMNS_DEEPER = 4 };

static bool has_comma(const struct wp_flow_entry *entry)
{
    return entry->at.after > entry->at.end;
}

/* Set the start of each entry, and the offsets of its comma. The ends of the entries are already
 * set. Make room for `added` new entries. */
static struct wp_flow find_commas(struct wp_edit_state *state, struct wp_flow flow, size_t added)
{
    struct wp_str text = state->week->text;
    size_t at = flow.open;
    size_t i;

    flow.added = wp_arena_array(state->item_arena, added + 1, sizeof *flow.added);
    for (i = 0; i < flow.count; i++) {
        struct wp_flow_entry *entry = &flow.entries[i];

        entry->at = wp_entry_next(text, at, entry->at.end, flow.close);
        at = entry->at.after;
    }
    return flow;
}

struct wp_flow wp_flow_of_item(struct wp_edit_state *state, const struct wp_item *item,
                               size_t added)
{
    const struct wp_layout *layout = &item->layout;
    size_t braces = state->week->text.data[layout->span.offset] == '{' ? 1 : 0;
    struct wp_flow flow = {
        .open = layout->span.offset + braces,
        .close = wp_span_end(layout->span) - braces,
        .count = layout->field_count,
    };
    size_t i;

    flow.entries = wp_arena_array(state->item_arena, flow.count + 1, sizeof *flow.entries);
    for (i = 0; i < flow.count; i++)
        flow.entries[i] = (struct wp_flow_entry){.at.end = wp_span_end(layout->fields[i].value)};
    return find_commas(state, flow, added);
}

/* Return the least column of the lines of a flow collection: right of the keys of the block mapping
 * around it. YAML 1.2 (section 7.4) and other parsers require this; libyaml does not. */
static size_t least_column(const struct wp_week *week, const struct wp_item *item)
{
    const struct wp_item *around = item;

    while (around->parent != NULL && (around->layout.style == WP_FLOW || around->layout.scalar ||
                                      wp_entry_is_flow(week, around)))
        around = around->parent;
    return around->layout.style == WP_FLOW
               ? 0
               : wp_line_column(week->text, around->layout.span.offset) + 1;
}

size_t wp_flow_column(const struct wp_edit_state *state, const struct wp_item *parent)
{
    const struct wp_field *list = wp_item_field(parent, parent->seq_key);
    struct wp_str text = state->week->text;
    bool bracketed = list != NULL && list->value.length > 0;
    const struct wp_item *item = parent->first;
    size_t line = bracketed ? list->value.offset : parent->layout.span.offset;
    size_t column, least;

    while (item != NULL && !wp_line_begins_at(text, item->layout.span.offset))
        item = item->next;
    if (item != NULL)
        return wp_line_column(text, item->layout.span.offset);
    line = wp_line_begin(text, line);
    column = wp_line_skip_blanks(text, line) - line + COLUMNS_DEEPER;
    least = least_column(state->week, parent);
    return column < least ? least : column;
}

struct wp_flow wp_flow_of_list(struct wp_edit_state *state, const struct wp_item *parent,
                               size_t added)
{
    const struct wp_field *list = wp_item_field(parent, parent->seq_key);
    struct wp_flow flow = {
        .open = list->value.offset + 1,
        .close = wp_span_end(list->value) - 1,
        .column = wp_flow_column(state, parent),
        .of_items = true,
    };
    const struct wp_item *item;
    size_t i = 0;

    for (item = parent->first; item != NULL; item = item->next)
        flow.count++;
    flow.entries = wp_arena_array(state->item_arena, flow.count + 1, sizeof *flow.entries);
    for (item = parent->first; item != NULL; item = item->next)
        flow.entries[i++] = (struct wp_flow_entry){.at.end = wp_span_end(item->layout.span)};
    return find_commas(state, flow, added);
}

struct wp_flow wp_flow_of_texts(struct wp_edit_state *state, struct wp_span span, size_t count,
                                size_t added)
{
    struct wp_str text = state->week->text;
    struct wp_flow flow = {
        .open = span.offset + 1, .close = wp_span_end(span) - 1, .count = count, .of_items = true};
    size_t at = flow.open;
    size_t i;

    flow.entries = wp_arena_array(state->item_arena, count + 1, sizeof *flow.entries);
    for (i = 0; i < count && at < flow.close; i++) {
        at = wp_line_next_token(text, at);
        at = wp_line_string_end(text, at);
        flow.entries[i].at.end = at;
        at = wp_line_next_token(text, at);
        at += at < flow.close && text.data[at] == ',';
    }
    flow = find_commas(state, flow, added);
    if (i < count || wp_line_next_token(text, at) != flow.close)
        flow.entries = NULL;
    return flow;
}

void wp_flow_add(struct wp_edit_state *state, struct wp_flow *flow, size_t before)
{
    struct wp_str copy = wp_arena_copy(state->item_arena, wp_buf_str(&state->scratch));

    wp_buf_clear(&state->scratch);
    flow->added[flow->added_count++] = (struct wp_flow_addition){copy, before};
}

void wp_flow_put_before(struct wp_edit_state *state, const struct wp_flow *flow, size_t number,
                        struct wp_str entry, struct wp_str comment)
{
    const struct wp_entry *at = &flow->entries[number].at;
    struct wp_str text = state->week->text;
    size_t line = wp_line_begin(text, at->begin);
    bool lines = wp_line_begins_at(text, at->begin);

    if (number == 0 && wp_str_starts(entry, "#"))
        wp_buf_puts(&state->scratch, state->style.line_break);
    if (lines) {
        wp_buf_append(&state->scratch, wp_str_slice(text, line, at->begin - line));
    } else if (wp_str_starts(entry, "#")) {
        wp_buf_puts(&state->scratch, state->style.line_break);
        wp_buf_repeat(&state->scratch, " ", flow->column);
    }
    wp_buf_append(&state->scratch, entry);
    wp_buf_puts(&state->scratch, !lines || comment.length > 0 ? ", " : ",");
    wp_buf_append(&state->scratch, comment);
    wp_buf_puts(&state->scratch, lines ? state->style.line_break : "");
    wp_edit_state_put(state, wp_span(lines ? wp_entry_above(text, at, number == 0) : at->begin, 0),
                      0);
}

static bool ends_flow(struct wp_str text, size_t offset)
{
    return offset < text.length && (text.data[offset] == '}' || text.data[offset] == ']');
}

/* Return the last entry before number `number` that stays, or NULL. */
static const struct wp_flow_entry *kept_before(const struct wp_flow *flow, size_t number)
{
    while (number > 0 && flow->entries[number - 1].removed)
        number--;
    return number > 0 ? &flow->entries[number - 1] : NULL;
}

/* Return the first entry from number `number` on that stays, or NULL. */
static const struct wp_flow_entry *kept_from(const struct wp_flow *flow, size_t number)
{
    while (number < flow->count && flow->entries[number].removed)
        number++;
    return number < flow->count ? &flow->entries[number] : NULL;
}

/* Remove the entries from number `first` to `last` with the last comma and the blanks around them.
 * If nothing else is on their lines, remove the lines. */
static void remove_entries(struct wp_edit_state *state, const struct wp_flow *flow, size_t first,
                           size_t last)
{
    struct wp_str text = state->week->text;
    struct wp_entry gone = flow->entries[first].at;
    size_t begin = gone.begin;
    size_t end = flow->entries[last].at.after;
    size_t next = wp_line_skip_blanks(text, end);
    bool alone = wp_line_begins_at(text, begin);
    bool at_end = wp_line_ends_at(text, end);

    if (alone && at_end) {
        begin =
            flow->of_items ? wp_entry_above(text, &gone, first == 0) : wp_line_begin(text, begin);
        end = wp_line_next(text, next);
        /* If the next entry has a comment, insert a blank line. Directly below the bracket the
         * comment would be about the collection. */
        if (flow->of_items && kept_before(flow, first) == NULL && last + 1 < flow->count &&
            !flow->entries[last + 1].removed && text.data[wp_line_skip_blanks(text, end)] == '#')
            wp_edit_state_put_text(state, begin, state->style.line_break);
    } else if (alone && ends_flow(text, next) && flow->added_count == 0 &&
               wp_str_trim(wp_str_slice(text, gone.before, begin - gone.before)).length == 0) {
        /* Remove the line break before the entry too, so that the closing bracket moves up. If the
         * entry above is also removed, this line break has already been removed. */
        begin = first > 0 && flow->entries[first - 1].removed ? begin : gone.before;
    } else if (!alone && (at_end || ends_flow(text, next))) {
        begin = wp_line_before_blanks(text, begin);
    } else {
        end = next;
    }
    wp_edit_state_remove(state, begin, end);
}

/* Whether entry number `number` begins on the line on which the previous entry ends. */
static bool shares_line(struct wp_str text, const struct wp_flow *flow, size_t number)
{
    size_t end = flow->entries[number - 1].at.after;

    return !wp_line_has_break(wp_str_slice(text, end, flow->entries[number].at.begin - end));
}

static void remove_all(struct wp_edit_state *state, const struct wp_flow *flow)
{
    size_t i = 0;

    while (i < flow->count) {
        size_t first = i;

        if (!flow->entries[i++].removed)
            continue;
        while (i < flow->count && flow->entries[i].removed &&
               shares_line(state->week->text, flow, i))
            i++;
        remove_entries(state, flow, first, i - 1);
    }
}

/* New entries to insert between two entries that are not removed. */
struct flow_group {
    const struct wp_flow_addition *added;
    size_t count;
    /* the last entry before the group that is not removed, or NULL */
    const struct wp_flow_entry *previous;
    /* the first entry after the group that is not removed, or NULL */
    const struct wp_flow_entry *next;
    struct wp_str line; /* line break and indentation of a new line */
};

/* Append the entries of the group, with commas between them, to the scratch buffer. With
 * `lines`, begin a line before each entry but the first. Without `lines`, write `blank` before
 * the first entry and a space before each of the others; but an entry that begins with a comment
 * begins a line. */
static void write_group(struct wp_edit_state *state, const struct flow_group *group, bool lines,
                        const char *blank)
{
    size_t i;

    for (i = 0; i < group->count; i++) {
        struct wp_str text = group->added[i].text;

        wp_buf_puts(&state->scratch, i > 0 ? "," : "");
        /* Write a blank line before the comment of a first entry. Directly below the bracket the
         * comment would be about the collection. */
        if (!lines && i == 0 && group->previous == NULL && wp_str_starts(text, "#"))
            wp_buf_puts(&state->scratch, state->style.line_break);
        if (lines ? i > 0 : wp_str_starts(text, "#"))
            wp_buf_append(&state->scratch, group->line);
        else
            wp_buf_puts(&state->scratch, lines ? "" : i > 0 ? " " : blank);
        wp_buf_append(&state->scratch, text);
    }
}

/* Return the comma to write after an entry: " ," if the entry ends with a colon, because libyaml
 * reads ":," as a part of the key. */
static const char *comma_after(const struct wp_edit_state *state, const struct wp_flow_entry *entry)
{
    return state->week->text.data[entry->at.end - 1] == ':' ? " ," : ",";
}

/* Return the indentation of an entry that begins its line. */
static struct wp_str flow_indentation_of(const struct wp_edit_state *state,
                                         const struct wp_flow_entry *entry)
{
    size_t line = wp_line_begin(state->week->text, entry->at.begin);

    return wp_str_slice(state->week->text, line, entry->at.begin - line);
}

/* Insert the group after the last entry that stays, on lines of its own with the indentation of
 * that entry. */
static void add_last_lines(struct wp_edit_state *state, const struct wp_flow *flow,
                           const struct flow_group *group)
{
    const struct wp_flow_entry *last = group->previous;
    size_t at = wp_line_next(state->week->text, last->at.after);
    /* whether the closing bracket is on the line of the last entry */
    bool closed = flow->close < at;

    if (!has_comma(last))
        wp_edit_state_put_text(state, last->at.end, comma_after(state, last));
    wp_buf_puts(&state->scratch, closed ? state->style.line_break : "");
    wp_buf_append(&state->scratch, flow_indentation_of(state, last));
    write_group(state, group, true, "");
    wp_buf_puts(&state->scratch, has_comma(&flow->entries[flow->count - 1]) ? "," : "");
    wp_buf_puts(&state->scratch, closed ? "" : state->style.line_break);
    wp_edit_state_put(state, wp_span(closed ? last->at.after : at, 0), 0);
}

static void add_last(struct wp_edit_state *state, const struct flow_group *group)
{
    const struct wp_flow_entry *last = group->previous;

    wp_buf_puts(&state->scratch, has_comma(last) ? "" : comma_after(state, last));
    write_group(state, group, false, " ");
    wp_edit_state_put(state, wp_span(last->at.after, 0), 0);
}

/* Insert the group on lines of its own before an entry that begins its line. The lines are directly
 * below the previous entry, because comments above an entry belong to that entry. */
static void add_lines(struct wp_edit_state *state, const struct flow_group *group)
{
    struct wp_str indentation = flow_indentation_of(state, group->next);
    bool first = group->previous == NULL;
    size_t at =
        first ? group->next->at.begin : wp_line_next(state->week->text, group->previous->at.after);

    wp_buf_append(&state->scratch, first ? (struct wp_str)WP_STR("") : indentation);
    write_group(state, group, true, "");
    wp_buf_putc(&state->scratch, ',');
    wp_buf_puts(&state->scratch, state->style.line_break);
    wp_buf_append(&state->scratch, first ? indentation : (struct wp_str)WP_STR(""));
    wp_edit_state_put(state, wp_span(at, 0), 0);
}

static void add_between(struct wp_edit_state *state, const struct flow_group *group)
{
    bool first = group->previous == NULL;
    size_t at = first ? group->next->at.begin : group->previous->at.after;

    write_group(state, group, false, first ? "" : " ");
    wp_buf_puts(&state->scratch, first ? ", " : ",");
    wp_edit_state_put(state, wp_span(at, 0), 0);
}

/* Insert the group into a collection in which no entry stays. */
static void add_alone(struct wp_edit_state *state, const struct wp_flow *flow,
                      const struct flow_group *group)
{
    write_group(state, group, false, "");
    wp_buf_puts(&state->scratch, state->week->text.data[flow->open] == '#' ? " " : "");
    wp_edit_state_put(state, wp_span(flow->open, 0), 0);
}

/* Whether the group gets lines of its own below the entry before it. */
static bool follows_line(struct wp_str text, const struct wp_flow *flow,
                         const struct flow_group *group)
{
    size_t after = group->previous->at.after;

    if (group->next != NULL)
        return wp_line_begins_at(text, group->next->at.begin) && wp_line_ends_at(text, after);
    return wp_line_begins_at(text, group->previous->at.begin) &&
           (wp_line_ends_at(text, after) || wp_line_skip_blanks(text, after) == flow->close);
}

static void add_group(struct wp_edit_state *state, const struct wp_flow *flow,
                      const struct flow_group *group)
{
    struct wp_str text = state->week->text;
    bool lines = group->previous != NULL
                     ? follows_line(text, flow, group)
                     : group->next != NULL && wp_line_begins_at(text, group->next->at.begin);

    if (group->next != NULL && lines)
        add_lines(state, group);
    else if (group->next != NULL)
        add_between(state, group);
    else if (group->previous == NULL)
        add_alone(state, flow, group);
    else if (lines)
        add_last_lines(state, flow, group);
    else
        add_last(state, group);
}

/* Append a line break and the indentation of the group to `line`. The indentation is that of an
 * entry beside the group. */
static void write_line_begin(struct wp_edit_state *state, const struct wp_flow *flow,
                             const struct flow_group *group, struct wp_buf *line)
{
    const struct wp_flow_entry *like = group->next != NULL ? group->next : group->previous;

    wp_buf_puts(line, state->style.line_break);
    if (like != NULL && wp_line_begins_at(state->week->text, like->at.begin))
        wp_buf_append(line, flow_indentation_of(state, like));
    else
        wp_buf_repeat(line, " ", flow->column);
}

static void add_all(struct wp_edit_state *state, const struct wp_flow *flow)
{
    struct wp_buf line = WP_BUF_INIT;
    size_t i = 0;

    while (i < flow->added_count) {
        struct flow_group group = {.added = &flow->added[i],
                                   .previous = kept_before(flow, flow->added[i].before),
                                   .next = kept_from(flow, flow->added[i].before)};

        while (i < flow->added_count &&
               kept_before(flow, flow->added[i].before) == group.previous) {
            group.count++;
            i++;
        }
        wp_buf_clear(&line);
        write_line_begin(state, flow, &group, &line);
        group.line = wp_buf_str(&line);
        add_group(state, flow, &group);
    }
    wp_buf_free(&line);
}

/* If the last entry is removed and had no comma, remove the comma of the last entry that stays. */
static void remove_comma(struct wp_edit_state *state, const struct wp_flow *flow)
{
    const struct wp_flow_entry *last = kept_before(flow, flow->count);
    const struct wp_flow_entry *final = &flow->entries[flow->count - 1];

    if (last != NULL && last != final && has_comma(last) && !has_comma(final))
        wp_edit_state_remove(state, last->at.after - 1, last->at.after);
}

/* Whether a new entry is after all entries that stay. */
static bool adds_last(const struct wp_flow *flow)
{
    return flow->added_count > 0 &&
           kept_from(flow, flow->added[flow->added_count - 1].before) == NULL;
}

void wp_flow_finish(struct wp_edit_state *state, const struct wp_flow *flow)
{
    remove_all(state, flow);
    add_all(state, flow);
    if (!adds_last(flow) && flow->count > 0)
        remove_comma(state, flow);
}
