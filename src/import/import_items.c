#include "import/import_items.h"

#include "base/words_in_text.h"
#include "import/link_list.h"
#include "import/section_words.h"
#include "plan/deferral_reason.h"
#include "plan/parse_value.h"
#include "plan/progress_value.h"
#include "plan/tag.h"
#include <weekplan/edit.h>
#include <weekplan/progress.h>

/* How many lists may be around an item that has no title of its own. */
enum { NESTING_MAX = 2 * WP_LEVELS_MAX, TAB_STOP = 4 };

/* A list that is being read. */
struct list_reader {
    struct wp_import_source *source;
    struct wp_import_list *list; /* where the items are appended */
    unsigned depth;              /* depth of the items of `list` */
    unsigned nesting;            /* number of lists around */
    size_t column;               /* column of the text in which the list is */
    bool flat;
};

static void read_list_items(const struct list_reader *reader, const struct wp_markdown_node *node);

/* Note the first title of the text that has a tag in it. */
static void note_tag(struct wp_import_source *source, struct wp_str title, size_t line)
{
    struct wp_str tag;

    if (!wp_tag_in_title(title, &tag) || (source->tag_line > 0 && source->tag_line <= line + 1))
        return;
    source->tag_line = line + 1;
    source->tag = wp_arena_copy(source->arena, tag);
}

struct wp_import_item *wp_import_items_add(struct wp_import_source *source,
                                           struct wp_import_list *list, struct wp_title_text title,
                                           char task, size_t line, size_t column)
{
    struct wp_import_item *item = wp_arena_alloc(source->arena, sizeof *item);

    wp_item_init(&item->item);
    item->marks = wp_item_marks_take(&title, task, source->arena);
    item->line = line;
    item->column = column;
    if (wp_item_parse_value(&item->item, WP_KEY_TITLE, title.text, source->arena) != NULL) {
        wp_import_remarks_add(&source->remarks, line, "left out: an item without a title");
        return item;
    }
    note_tag(source, title.text, line);
    if (list->last == NULL)
        list->first = item;
    else
        list->last->next = item;
    list->last = item;
    return item;
}

struct wp_note *wp_import_items_note(struct wp_import_source *source, struct wp_import_item *item)
{
    if (item->note == NULL)
        item->note = wp_note_lines_add(&source->notes, &item->item.note, item->column);
    return item->note;
}

/* Whether HTML has only tags and comments: no text between '>' and '<'. */
static bool is_html_without_text(struct wp_str html)
{
    bool tag = false;
    bool comment = false;

    for (size_t i = 0; i < html.length; i++) {
        char byte = html.data[i];

        if (comment) {
            comment = !wp_str_starts(wp_str_slice(html, i, 3), "-->");
            i += comment ? 0 : 2;
        } else if (wp_str_starts(wp_str_slice(html, i, 4), "<!--")) {
            comment = true;
            i += 3;
        } else if (byte == '<' || byte == '>') {
            tag = byte == '<';
        } else if (!tag && byte != ' ' && byte != '\t' && byte != '\n') {
            return false;
        }
    }
    return true;
}

static struct wp_str text_of_block(const struct wp_import_source *source,
                                   const struct wp_markdown_node *block)
{
    return wp_str_slice(source->text.text, block->source.offset, block->source.length);
}

bool wp_import_items_has_no_text(const struct wp_import_source *source,
                                 const struct wp_markdown_node *block)
{
    return block->kind == WP_MARKDOWN_HTML_BLOCK &&
           is_html_without_text(text_of_block(source, block));
}

void wp_import_items_give_block(struct wp_import_source *source,
                                const struct wp_markdown_node *block, struct wp_note *note)
{
    struct wp_str html = text_of_block(source, block);

    if (wp_import_items_has_no_text(source, block)) {
        wp_import_remarks_quote(&source->remarks,
                                wp_import_text_line_at(&source->text, block->source.offset),
                                "left out: HTML", html);
        note = NULL;
    }
    if (block->kind == WP_MARKDOWN_BLOCK_QUOTE && note != NULL &&
        wp_note_lines_give_callout(&source->notes, block, note))
        return;
    wp_note_lines_give(&source->notes, block, note);
}

/* Return the length of the marker of a list item at `at`, or 0. */
static size_t marker_length(struct wp_str line, size_t at)
{
    size_t end = at;

    if (at < line.length && strchr("-+*", line.data[at]) != NULL && line.data[at] != 0)
        end = at + 1;
    else
        while (end < line.length && line.data[end] >= '0' && line.data[end] <= '9')
            if (++end < line.length && (line.data[end] == '.' || line.data[end] == ')')) {
                end++;
                break;
            }
    if (end == at || (end < line.length && line.data[end] != ' ' && line.data[end] != '\t'))
        return 0;
    return line.data[end - 1] >= '0' && line.data[end - 1] <= '9' ? 0 : end - at;
}

static size_t column_after(size_t column, char byte)
{
    return byte == '\t' ? (column / TAB_STOP + 1) * TAB_STOP : column + 1;
}

/* Find the marker of a list item in a line, from `from` columns on. Return the column of the text
 * after it (CommonMark 5.2), or 0 if the line has no marker there. */
static size_t column_of_item(struct wp_str line, size_t from)
{
    size_t column = 0;
    size_t at = 0;
    size_t length;
    size_t text;
    size_t marker_end;

    while (at < line.length && column < from)
        column = column_after(column, line.data[at++]);
    while (at < line.length && (line.data[at] == ' ' || line.data[at] == '\t'))
        column = column_after(column, line.data[at++]);
    length = marker_length(line, at);
    if (length == 0)
        return 0;
    marker_end = column + length;
    text = marker_end;
    for (at += length; at < line.length && (line.data[at] == ' ' || line.data[at] == '\t'); at++)
        text = column_after(text, line.data[at]);
    return at >= line.length || text > marker_end + 4 ? marker_end + 1 : text;
}

/* Find the line and the column of an item whose first text is in `line`. */
static void find_item(const struct list_reader *reader, const struct wp_markdown_node *node,
                      size_t *line, size_t *column)
{
    const struct wp_import_text *text = &reader->source->text;
    size_t at = wp_import_text_line_at(text, node->source.offset);
    size_t most = 8;

    *line = at;
    /* The first line of fenced code may be above its first text, and so may a marker alone. */
    if (node->first->kind == WP_MARKDOWN_CODE_BLOCK && node->first->fence != 0 && at > 0)
        at--;
    for (;; at--) {
        *column = column_of_item(wp_import_text_line(text, at), reader->column);
        if (*column > 0) {
            *line = at;
            return;
        }
        if (at == 0 || most-- == 0 || reader->source->notes.used[at - 1])
            break;
    }
    *column = reader->column + 2;
}

/* The inlines of a title: `first` and its siblings up to `end`. */
struct title_run {
    const struct wp_markdown_node *first;
    const struct wp_markdown_node *end;   /* NULL for the last sibling */
    const struct wp_markdown_node *block; /* the first child of the item after the title */
    size_t line;                          /* the first line of the title */
    size_t last_line;                     /* the last line of the title */
    size_t rest_line; /* the last line of what is after a hard line break; 0 if none is */
};

/* Find the title of an item: its paragraph or heading `child`, up to a hard line break. Return
 * false if `child` is another block. */
static bool find_title(const struct wp_import_source *source, const struct wp_markdown_node *child,
                       struct title_run *run)
{
    bool broken = false;

    *run = (struct title_run){.first = child, .block = child};
    if (child->kind == WP_MARKDOWN_PARAGRAPH || child->kind == WP_MARKDOWN_HEADING) {
        run->first = child->first;
        run->block = child->next;
    } else if (wp_markdown_is_inline(child)) {
        while (run->block != NULL && wp_markdown_is_inline(run->block))
            run->block = run->block->next;
        run->end = run->block;
    } else {
        return false;
    }
    if (run->first == NULL)
        return false;
    run->line = SIZE_MAX;
    for (const struct wp_markdown_node *inl = run->first; inl != NULL && wp_markdown_is_inline(inl);
         inl = inl->next) {
        if (inl->kind == WP_MARKDOWN_HARD_BREAK && run->line != SIZE_MAX && !broken) {
            broken = true;
            run->end = inl;
        }
        if (inl->source.length == 0)
            continue;
        if (run->line == SIZE_MAX)
            run->line = wp_import_text_line_at(&source->text, inl->source.offset);
        *(broken ? &run->rest_line : &run->last_line) =
            wp_import_text_line_at(&source->text, wp_span_end(inl->source) - 1);
    }
    return run->line != SIZE_MAX;
}

/* Append an item whose title is the first line of `block`. */
static struct wp_import_item *add_item_of_other_block(const struct list_reader *reader,
                                                      const struct wp_markdown_node *node,
                                                      const struct wp_markdown_node *block,
                                                      size_t line, size_t column)
{
    struct wp_import_source *source = reader->source;
    size_t text_line = wp_import_text_line_at(&source->text, block->source.offset);
    size_t begin = block->source.offset;
    struct wp_str whole = wp_import_text_line(&source->text, text_line);
    size_t line_begin = (size_t)(whole.data - source->text.text.data);
    struct wp_title_text title = {
        .text = wp_str_trim(wp_str_slice(whole, begin - line_begin, whole.length))};
    char *literal = wp_arena_alloc(source->arena, title.text.length + 1);
    struct wp_import_item *item;

    memset(literal, 1, title.text.length);
    title.literal = literal;
    item = wp_import_items_add(source, reader->list, title, node->task, line, column);
    wp_import_items_note(source, item)->marker_line = line;
    return item;
}

static bool is_list(const struct wp_markdown_node *node)
{
    return node->kind == WP_MARKDOWN_BULLET_LIST || node->kind == WP_MARKDOWN_ORDERED_LIST;
}

/* Read the blocks of an item after its title: lists are subtasks, all others its note. */
static void read_blocks(const struct list_reader *reader, const struct wp_markdown_node *block,
                        struct wp_import_item *item)
{
    struct wp_import_source *source = reader->source;
    struct list_reader below = *reader;

    below.list = &item->subtasks;
    below.column = item->column;
    below.depth++;
    below.nesting++;
    for (; block != NULL; block = block->next) {
        bool list = is_list(block);

        if (list && !reader->flat && below.depth <= WP_LEVELS_MAX && below.nesting <= NESTING_MAX) {
            read_list_items(&below, block);
            continue;
        }
        if (list && !reader->flat && block->source.length > 0)
            wp_import_remarks_add(
                &source->remarks, wp_import_text_line_at(&source->text, block->source.offset),
                "this list is nested too deeply: it is in the note of the item above it");
        if (block->source.length == 0)
            continue;
        if (wp_link_list_take(block, &item->item.links, source->arena))
            wp_import_items_give_block(source, block, NULL);
        else
            wp_import_items_give_block(source, block, wp_import_items_note(source, item));
    }
}

/* Read the blocks of an item without a title: the items of its lists take its place. */
static void read_blocks_in_place(const struct list_reader *reader,
                                 const struct wp_markdown_node *block, size_t column)
{
    struct list_reader inner = *reader;

    inner.nesting++;
    inner.column = column;
    for (; block != NULL; block = block->next)
        if (is_list(block))
            read_list_items(&inner, block);
        else if (inner.list->last != NULL)
            wp_import_items_give_block(reader->source, block,
                                       wp_import_items_note(reader->source, inner.list->last));
}

/* Remark on an item without any text. */
static void leave_out_item(const struct list_reader *reader)
{
    struct wp_import_source *source = reader->source;
    size_t line = source->notes.after;

    while (line < source->text.line_count &&
           column_of_item(wp_import_text_line(&source->text, line), 0) == 0)
        line++;
    wp_import_remarks_add(&source->remarks, line, "left out: an empty item");
    wp_note_lines_give_range(&source->notes, line, line, NULL, false);
}

/* Read the blocks of an item from its title on. `title` is the text of `run`. */
static void read_item_with_title(const struct list_reader *reader,
                                 const struct wp_markdown_node *node, const struct title_run *run,
                                 struct wp_title_text title, size_t line, size_t column)
{
    struct wp_import_source *source = reader->source;
    struct wp_import_item *item =
        wp_import_items_add(source, reader->list, title, node->task, line, column);

    if (item->item.title.length == 0) {
        read_blocks_in_place(reader, run->block, column);
        return;
    }
    if (run->rest_line > run->last_line)
        wp_note_lines_give_range(&source->notes, run->last_line + 1, run->rest_line,
                                 wp_import_items_note(source, item), true);
    read_blocks(reader, run->block, item);
}

/* Leave out the blocks that have no text, from `block` on. Return the first block that has, or
 * NULL. A list without text is returned too, because its items are remarked on. */
static const struct wp_markdown_node *skip_blocks_without_text(const struct list_reader *reader,
                                                               const struct wp_markdown_node *block)
{
    for (; block != NULL && !is_list(block); block = block->next) {
        if (wp_import_items_has_no_text(reader->source, block))
            wp_import_items_give_block(reader->source, block, NULL);
        else if (block->source.length > 0)
            break;
    }
    return block;
}

/* Whether the title of an item only groups the list below it: it is a heading without a meaning,
 * as Logseq has it, "- ## Week 32". */
static bool says_nothing(const struct wp_markdown_node *block, const struct title_run *run,
                         struct wp_str title)
{
    return block->kind == WP_MARKDOWN_HEADING && run->block != NULL && is_list(run->block) &&
           wp_section_words_say_nothing(title);
}

static void read_list_item(const struct list_reader *reader, const struct wp_markdown_node *node)
{
    struct wp_import_source *source = reader->source;
    const struct wp_markdown_node *block = node->first;
    struct title_run run;
    size_t line;
    size_t column;

    if (node->source.length == 0) {
        leave_out_item(reader);
        return;
    }
    find_item(reader, node, &line, &column);
    while ((block = skip_blocks_without_text(reader, block)) != NULL &&
           find_title(source, block, &run)) {
        struct wp_title_text title =
            wp_title_text_make(&source->text, run.first, run.end, &source->remarks);

        /* A marker alone may be above definitions of links, which are not used here. */
        wp_note_lines_give_range(&source->notes, run.line, run.last_line, NULL, false);
        if (says_nothing(block, &run, title.text)) {
            read_blocks_in_place(reader, run.block, column);
            return;
        }
        if (title.text.length > 0 || run.block == NULL) {
            read_item_with_title(reader, node, &run, title, line, column);
            return;
        }
        block = run.block;
    }
    if (block == NULL)
        return;
    if (is_list(block) && reader->nesting < NESTING_MAX)
        read_blocks_in_place(reader, block, column);
    else
        read_blocks(reader, block, add_item_of_other_block(reader, node, block, line, column));
}

static void read_list_items(const struct list_reader *reader, const struct wp_markdown_node *node)
{
    for (const struct wp_markdown_node *item = node->first; item != NULL; item = item->next)
        read_list_item(reader, item);
}

void wp_import_items_read(struct wp_import_source *source, const struct wp_markdown_node *node,
                          struct wp_import_list *list, unsigned depth, bool flat)
{
    struct list_reader reader = {
        .source = source, .list = list, .depth = depth, .nesting = 1, .flat = flat};

    read_list_items(&reader, node);
}

void wp_import_list_append(struct wp_import_list *list, const struct wp_import_list *more)
{
    if (more->first == NULL)
        return;
    if (list->last == NULL)
        list->first = more->first;
    else
        list->last->next = more->first;
    list->last = more->last;
}

/* Whether an item or one below it is marked as `mark`. */
static bool has_mark(const struct wp_import_item *item, enum wp_item_mark mark)
{
    if (item->marks.state == mark)
        return true;
    for (const struct wp_import_item *child = item->subtasks.first; child != NULL;
         child = child->next)
        if (has_mark(child, mark))
            return true;
    return false;
}

bool wp_import_list_has_marks(const struct wp_import_list *list)
{
    for (const struct wp_import_item *item = list->first; item != NULL; item = item->next)
        if (item->marks.state != WP_ITEM_MARK_NONE || item->marks.progress.given ||
            wp_import_list_has_marks(&item->subtasks))
            return true;
    return false;
}

void wp_import_list_set_done(struct wp_import_list *list)
{
    for (struct wp_import_item *item = list->first; item != NULL; item = item->next) {
        if (item->marks.state != WP_ITEM_MARK_NONE)
            continue;
        if (has_mark(item, WP_ITEM_MARK_OPEN))
            wp_import_list_set_done(&item->subtasks);
        else
            item->marks.state = WP_ITEM_MARK_DONE;
    }
}

/* Whether `[-]` without a reason means that some of the subtasks are done, as Org mode writes it.
 */
static bool is_partly_done(const struct wp_import_item *item)
{
    bool done = false;
    bool open = false;

    for (const struct wp_import_item *child = item->subtasks.first; child != NULL;
         child = child->next) {
        done = done || child->marks.state == WP_ITEM_MARK_DONE;
        open = open || child->marks.state == WP_ITEM_MARK_OPEN;
    }
    return item->marks.dash && item->marks.reason.length == 0 && (done || open);
}

/* Whether the box of an item says no more than its progress, or its subtasks, do: a percentage of
 * 100% is beside it, or the words "all dropped", and that is true without the box. */
static bool is_box_computed(struct wp_import_item *item)
{
    enum wp_state state = item->marks.state == WP_ITEM_MARK_DONE ? WP_DONE : WP_DROPPED;
    bool said = state == WP_DONE ? item->marks.facts.has_percent && !item->marks.facts.done.given
                                 : item->marks.facts.drop == WP_ITEM_DROP_BELOW;

    if (!said)
        return false;
    wp_progress_roll_up(&item->item);
    return item->item.progress.state == state;
}

/* Set what the facts of an item say of how it was dropped. */
static void set_drop(struct wp_import_source *source, struct wp_import_item *item,
                     wp_day week_start)
{
    const struct wp_item_facts *facts = &item->marks.facts;
    wp_day day = wp_fact_day_of(&facts->dropped, week_start);
    struct wp_str reason = item->marks.put_off && item->marks.reason.length == 0
                               ? wp_str("put off")
                               : item->marks.reason;
    struct wp_buf deferral = WP_BUF_INIT;

    if (facts->drop == WP_ITEM_DROP_PUT_OFF && day != WP_NO_DAY) {
        wp_deferral_reason_put(&deferral, day);
        reason = wp_arena_copy(source->arena, wp_buf_str(&deferral));
    } else {
        item->item.dropped_on = day;
    }
    if (reason.length > 0 &&
        wp_item_parse_value(&item->item, WP_KEY_DROPPED, reason, source->arena) != NULL)
        wp_import_remarks_quote(&source->remarks, item->line,
                                "left out: a reason that a plan cannot have", reason);
    item->item.dropped = true; /* even for the reason "false" */
    wp_buf_free(&deferral);
}

/* Set the values of an item whose subtasks are finished. */
static void set_values_of_item(struct wp_import_source *source, struct wp_import_item *item,
                               wp_day week_start)
{
    const struct wp_item_facts *facts = &item->marks.facts;

    if (item->marks.progress.given && item->subtasks.first == NULL)
        item->item.progress_value = item->marks.progress;
    item->item.due = wp_fact_day_of(&facts->due, week_start);
    item->item.carried = facts->carried;
    item->item.weight = facts->weight;
    switch (item->marks.state) {
    case WP_ITEM_MARK_DONE:
        item->item.done = !is_box_computed(item);
        item->item.done_on = wp_fact_day_of(&facts->done, week_start);
        break;
    case WP_ITEM_MARK_DROPPED:
        if ((facts->drop != WP_ITEM_DROP_NONE || !is_partly_done(item)) && !is_box_computed(item))
            set_drop(source, item, week_start);
        break;
    default:
        break;
    }
}

size_t wp_import_list_finish(struct wp_import_source *source, const struct wp_import_list *list,
                             struct wp_item *parent, wp_day week_start)
{
    struct wp_item *previous = NULL;
    uint32_t number = 0;
    size_t count = 0;

    for (struct wp_import_item *item = list->first; item != NULL; item = item->next) {
        item->item.parent = parent;
        item->item.previous = previous;
        item->item.number = ++number;
        *(previous == NULL ? &parent->first : &previous->next) = &item->item;
        previous = &item->item;
        count += 1 + wp_import_list_finish(source, &item->subtasks, &item->item, week_start);
        set_values_of_item(source, item, week_start);
    }
    return count;
}

/* Whether the mark of progress of an item with subtasks is their progress, in words that say no
 * more. */
static bool is_progress_of_subtasks(const struct wp_import_item *item)
{
    static const char units[] =
        "done finished complete completed tasks items steps subtasks things";
    const struct wp_progress_value *mark = &item->marks.progress;
    const struct wp_progress *progress = &item->item.progress;

    if (wp_str_equal_c(mark->unit, "%"))
        return (wp_decimal)wp_progress_percent(progress) * (WP_DECIMAL_ONE / 10) == mark->have;
    return (mark->unit.length == 0 || wp_words_in_text_has(units, mark->unit)) &&
           mark->have == progress->done * WP_DECIMAL_ONE &&
           mark->of == progress->total * WP_DECIMAL_ONE;
}

/* Remark that the progress of an item is not that of its subtasks. */
static void remark_on_progress(struct wp_import_source *source, const struct wp_import_item *item)
{
    struct wp_buf what = WP_BUF_INIT;

    wp_buf_puts(&what, "left out: the progress ");
    wp_progress_value_format(&what, &item->marks.progress);
    wp_buf_puts(&what, " of an item that has subtasks");
    wp_import_remarks_quote(&source->remarks, item->line, what.data, item->item.title);
    wp_buf_free(&what);
}

void wp_import_list_check(struct wp_import_source *source, const struct wp_import_list *list,
                          bool closed)
{
    for (const struct wp_import_item *item = list->first; item != NULL; item = item->next) {
        if (item->marks.progress.given && item->subtasks.first != NULL &&
            !is_progress_of_subtasks(item))
            remark_on_progress(source, item);
        if (closed && item->marks.state == WP_ITEM_MARK_OPEN)
            wp_import_remarks_quote(&source->remarks, item->line,
                                    "counts as done, because an item above it is done",
                                    item->item.title);
        wp_import_list_check(source, &item->subtasks, closed || item->item.done);
    }
}
