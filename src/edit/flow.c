#include "edit/flow.h"

#include "edit/extent.h"
#include "edit/lines.h"
#include "model/values.h"

/* How far lines within brackets stand right of the line that opens them. */
enum { COLUMNS_DEEPER = 4 };

static bool has_comma(const struct wp_flow_entry *entry)
{
    return entry->at.behind > entry->at.end;
}

/* Fills in where the entries begin and their commas, once their ends are known. */
static struct wp_flow find_commas(struct wp_editor *editor, struct wp_flow flow, size_t added)
{
    struct wp_str text = editor->week->text;
    size_t at = flow.open;
    size_t i;

    flow.added = wp_arena_array(editor->splices.arena, added + 1, sizeof *flow.added);
    if (flow.entries == NULL || flow.added == NULL) {
        editor->splices.failed = true;
        return flow;
    }
    for (i = 0; i < flow.count; i++) {
        struct wp_flow_entry *entry = &flow.entries[i];

        entry->at = wp_extent_next_entry(text, at, entry->at.end, flow.close);
        at = entry->at.behind;
    }
    return flow;
}

struct wp_flow wp_flow_of_item(struct wp_editor *editor, const struct wp_item *item, size_t added)
{
    const struct wp_layout *layout = &item->layout;
    size_t braces = editor->week->text.data[layout->span.offset] == '{' ? 1 : 0;
    struct wp_flow flow = {
        .open = layout->span.offset + braces,
        .close = wp_span_end(layout->span) - braces,
        .count = layout->field_count,
    };
    size_t i;

    flow.entries = wp_arena_array(editor->splices.arena, flow.count + 1, sizeof *flow.entries);
    for (i = 0; flow.entries != NULL && i < flow.count; i++)
        flow.entries[i] = (struct wp_flow_entry){.at.end = wp_span_end(layout->fields[i].value)};
    return find_commas(editor, flow, added);
}

size_t wp_flow_column(const struct wp_editor *editor, const struct wp_item *parent)
{
    const struct wp_field *list = wp_item_field(parent, wp_list_key(parent));
    struct wp_str text = editor->week->text;
    bool bracketed = list != NULL && list->value.length > 0;
    const struct wp_item *item = parent->first;
    size_t line = bracketed ? list->value.offset : parent->layout.span.offset;

    while (item != NULL && !wp_begins_line(text, item->layout.span.offset))
        item = item->next;
    if (item != NULL)
        return wp_line_column(text, item->layout.span.offset);
    line = wp_line_begin(text, line);
    return wp_skip_blanks(text, line) - line + COLUMNS_DEEPER;
}

struct wp_flow wp_flow_of_list(struct wp_editor *editor, const struct wp_item *parent, size_t added)
{
    const struct wp_field *list = wp_item_field(parent, wp_list_key(parent));
    struct wp_flow flow = {
        .open = list->value.offset + 1,
        .close = wp_span_end(list->value) - 1,
        .column = wp_flow_column(editor, parent),
        .of_items = true,
    };
    const struct wp_item *item;
    size_t i = 0;

    for (item = parent->first; item != NULL; item = item->next)
        flow.count++;
    flow.entries = wp_arena_array(editor->splices.arena, flow.count + 1, sizeof *flow.entries);
    for (item = parent->first; flow.entries != NULL && item != NULL; item = item->next)
        flow.entries[i++] = (struct wp_flow_entry){.at.end = wp_span_end(item->layout.span)};
    return find_commas(editor, flow, added);
}

void wp_flow_add(struct wp_editor *editor, struct wp_flow *flow)
{
    struct wp_str copy = wp_arena_copy(editor->splices.arena, wp_buf_str(&editor->scratch));

    editor->splices.failed = editor->splices.failed || editor->scratch.failed || copy.data == NULL;
    wp_buf_clear(&editor->scratch);
    if (flow->added != NULL)
        flow->added[flow->added_count++] = copy;
}

void wp_flow_put_before(struct wp_editor *editor, const struct wp_flow *flow, size_t number,
                        struct wp_str entry, struct wp_str comment)
{
    const struct wp_entry *at = &flow->entries[number].at;
    struct wp_str text = editor->week->text;
    size_t line = wp_line_begin(text, at->begin);
    bool lines = wp_begins_line(text, at->begin);

    if (lines) {
        wp_buf_append(&editor->scratch, wp_str_slice(text, line, at->begin - line));
    } else if (wp_str_starts(entry, "#")) {
        wp_buf_puts(&editor->scratch, editor->house.line_break);
        wp_buf_repeat(&editor->scratch, " ", flow->column);
    }
    wp_buf_append(&editor->scratch, entry);
    wp_buf_puts(&editor->scratch, !lines || comment.length > 0 ? ", " : ",");
    wp_buf_append(&editor->scratch, comment);
    wp_buf_puts(&editor->scratch, lines ? editor->house.line_break : "");
    wp_editor_put(
        editor, (struct wp_span){lines ? wp_extent_above(text, at, number == 0) : at->begin, 0}, 0);
}

/* Where the blanks before `offset` begin. */
static size_t before_blanks(struct wp_str text, size_t offset)
{
    while (offset > 0 && (text.data[offset - 1] == ' ' || text.data[offset - 1] == '\t'))
        offset--;
    return offset;
}

static bool ends_flow(struct wp_str text, size_t offset)
{
    return offset < text.length && (text.data[offset] == '}' || text.data[offset] == ']');
}

/* Takes entries out that stand behind one another, as if they were one, with the
 * last one's comma and the blanks that it leaves; with their lines where nothing
 * else is on them. */
static void remove_entries(struct wp_editor *editor, const struct wp_flow *flow,
                           const struct wp_entry *gone)
{
    struct wp_str text = editor->week->text;
    size_t begin = gone->begin;
    size_t end = gone->behind;
    size_t next = wp_skip_blanks(text, end);
    bool alone = wp_begins_line(text, begin);
    bool at_end = wp_ends_line(text, end);

    if (alone && at_end) {
        begin = flow->of_items ? wp_extent_above(text, gone, gone->before == flow->open)
                               : wp_line_begin(text, begin);
        end = wp_line_next(text, next);
    } else if (alone && ends_flow(text, next) && flow->added_count == 0 &&
               wp_str_trim(wp_str_slice(text, gone->before, begin - gone->before)).length == 0) {
        begin = gone->before;
    } else if (!alone && (at_end || ends_flow(text, next))) {
        begin = before_blanks(text, begin);
    } else {
        end = next;
    }
    wp_editor_remove(editor, begin, end);
}

static void remove_all(struct wp_editor *editor, const struct wp_flow *flow)
{
    size_t i = 0;

    while (i < flow->count) {
        struct wp_entry gone = flow->entries[i].at;

        if (!flow->entries[i++].goes)
            continue;
        while (i < flow->count && flow->entries[i].goes &&
               wp_line_begin(editor->week->text, flow->entries[i].at.begin) <=
                   flow->entries[i - 1].at.behind)
            i++;
        gone.behind = flow->entries[i - 1].at.behind;
        remove_entries(editor, flow, &gone);
    }
}

/* The last entry that stays, or NULL. */
static const struct wp_flow_entry *last_kept(const struct wp_flow *flow)
{
    size_t i = flow->count;

    while (i > 0 && flow->entries[i - 1].goes)
        i--;
    return i > 0 ? &flow->entries[i - 1] : NULL;
}

/* How the first of the entries that are added is joined to what stands before
 * it; the others follow a comma. */
struct joint {
    bool comma;
    bool blank;
    bool lines;         /* all on lines of their own, and the first one's has begun */
    struct wp_str line; /* what begins a line: the break, and blanks */
};

/* An entry that begins with a comment has to begin a line. */
static void write_added(struct wp_editor *editor, const struct wp_flow *flow,
                        const struct joint *joint)
{
    size_t i;

    for (i = 0; i < flow->added_count; i++) {
        bool line =
            i == 0 && joint->lines ? false : joint->lines || wp_str_starts(flow->added[i], "#");

        wp_buf_puts(&editor->scratch, i > 0 || joint->comma ? "," : "");
        if (line)
            wp_buf_append(&editor->scratch, joint->line);
        else
            wp_buf_puts(&editor->scratch, i > 0 || joint->blank ? " " : "");
        wp_buf_append(&editor->scratch, flow->added[i]);
    }
}

/* On lines of their own, like the entry that they follow. */
static void add_lines(struct wp_editor *editor, const struct wp_flow *flow,
                      const struct wp_flow_entry *last)
{
    struct wp_str text = editor->week->text;
    const struct wp_flow_entry *final = &flow->entries[flow->count - 1];
    size_t line = wp_line_begin(text, last->at.begin);
    struct wp_str indentation = wp_str_slice(text, line, last->at.begin - line);
    size_t at = wp_line_next(text, last->at.behind);
    struct wp_buf begin = WP_BUF_INIT;

    wp_buf_puts(&begin, editor->house.line_break);
    wp_buf_append(&begin, indentation);
    if (!has_comma(last))
        wp_editor_put_text(editor, last->at.end, ",");
    if (flow->close < at) {
        at = last->at.behind;
        wp_buf_puts(&editor->scratch, editor->house.line_break);
    }
    wp_buf_append(&editor->scratch, indentation);
    write_added(editor, flow, &(struct joint){.lines = true, .line = wp_buf_str(&begin)});
    wp_buf_puts(&editor->scratch, has_comma(final) ? "," : "");
    wp_buf_puts(&editor->scratch, at == last->at.behind ? "" : editor->house.line_break);
    editor->splices.failed = editor->splices.failed || begin.failed;
    wp_editor_put(editor, (struct wp_span){at, 0}, 0);
    wp_buf_free(&begin);
}

/* Behind the entry `last`, or as the first ones. */
static void add_behind(struct wp_editor *editor, const struct wp_flow *flow,
                       const struct wp_flow_entry *last)
{
    size_t at = last != NULL ? last->at.behind : flow->open;
    struct wp_buf begin = WP_BUF_INIT;
    struct joint joint = {.comma = last != NULL && !has_comma(last), .blank = last != NULL};

    wp_buf_puts(&begin, editor->house.line_break);
    wp_buf_repeat(&begin, " ", flow->column);
    joint.line = wp_buf_str(&begin);
    write_added(editor, flow, &joint);
    wp_buf_puts(&editor->scratch,
                last == NULL && editor->week->text.data[flow->open] == '#' ? " " : "");
    editor->splices.failed = editor->splices.failed || begin.failed;
    wp_editor_put(editor, (struct wp_span){at, 0}, 0);
    wp_buf_free(&begin);
}

void wp_flow_finish(struct wp_editor *editor, const struct wp_flow *flow)
{
    const struct wp_flow_entry *last;

    if (flow->entries == NULL || flow->added == NULL)
        return;
    remove_all(editor, flow);
    last = last_kept(flow);
    if (flow->added_count > 0 && last != NULL && wp_begins_line(editor->week->text, last->at.begin))
        add_lines(editor, flow, last);
    else if (flow->added_count > 0)
        add_behind(editor, flow, last);
    else if (last != NULL && has_comma(last) && last != &flow->entries[flow->count - 1] &&
             !has_comma(&flow->entries[flow->count - 1]))
        wp_editor_remove(editor, last->at.behind - 1, last->at.behind);
}
