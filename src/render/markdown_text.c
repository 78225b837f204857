#include "render/markdown_text.h"

#include <stdio.h>
#include <string.h>

#include "markdown/character_reference.h"
#include "markdown/markdown.h"
#include "render/linked_text.h"

enum {
    ROOM_MIN = 8,    /* columns that a line has beside the marks of lists and quotes */
    LEVELS_MAX = 64, /* levels of lists and quotes that are indented; they need room too */
    CODE_INDENT = 4, /* blanks before a line of code, as in Markdown */
    MARK_SIZE = 16   /* bytes of the mark of a list item: "999999999. " */
};

/* A note on its way to the terminal. */
struct text_writer {
    struct wp_term *term;
    enum wp_tint tint;
    struct wp_str text; /* all of the Markdown */
    size_t column;
    size_t room;
    struct wp_linked_text line; /* the current line, without the marks before it */
    struct wp_buf raw;          /* what is appended to it next, not yet sanitized */
    struct wp_buf target;       /* address of the outermost open link, if it is safe; else empty */
    struct wp_buf first;        /* the marks before the next line: "> - " */
    struct wp_buf later;        /* the marks before the lines after it: ">   " */
    size_t widths[LEVELS_MAX];  /* bytes of each level in `later` */
    size_t levels;              /* number of levels in `later` */
    size_t skipped;             /* number of deeper levels, which are not indented */
    size_t shown;               /* offset in `text` after what has been printed */
    unsigned numbers[LEVELS_MAX]; /* number of the next item of each open list */
    size_t lists;                 /* number of open lists */
    unsigned strong;              /* number of open nodes of each kind */
    unsigned stressed;
    unsigned headings;
    unsigned links;
    bool has_mark;   /* whether `first` has the mark of a list item that is not printed yet */
    bool printed;    /* whether a line has been printed */
    bool ends_blank; /* whether the last printed line has no text */
};

/* Move writer->raw into the line, with the emphasis and the link of now. */
static void take_raw(struct text_writer *writer)
{
    unsigned emphasis = (writer->strong + writer->headings > 0 ? WP_EMPHASIS_STRONG : 0U) |
                        (writer->stressed > 0 ? WP_EMPHASIS_STRESS : 0U);

    if (writer->raw.length > 0)
        wp_linked_text_add(&writer->line, writer->term, wp_buf_str(&writer->raw),
                           wp_buf_str(&writer->target), emphasis);
    wp_buf_clear(&writer->raw);
}

/* Append the marks before a line, without blanks at their end if the line is empty. */
static void put_marks(struct text_writer *writer, const struct wp_buf *marks, bool empty)
{
    struct wp_str shown = wp_buf_str(marks);

    while (empty && shown.length > 0 && shown.data[shown.length - 1] == ' ')
        shown.length--;
    if (shown.length == 0)
        return;
    wp_term_move_to(writer->term, writer->column);
    wp_term_put_str(writer->term, writer->tint, shown);
}

/* Print the line, wrapped, with the marks before it. The line is empty afterwards. */
static void end_text_line(struct text_writer *writer, size_t indent)
{
    struct wp_term *term = writer->term;
    struct wp_str rest;
    const struct wp_buf *marks = &writer->first;
    size_t width;

    take_raw(writer);
    rest = wp_buf_str(&writer->line.clean);
    writer->ends_blank = rest.length == 0 && !writer->has_mark;
    do {
        width = marks->length + indent;
        put_marks(writer, marks, rest.length == 0);
        if (rest.length > 0) {
            wp_term_move_to(term, writer->column + width);
            wp_linked_text_put(term, writer->tint, &writer->line,
                               wp_term_break(&rest, width + ROOM_MIN < writer->room
                                                        ? writer->room - width
                                                        : ROOM_MIN));
        }
        wp_term_newline(term);
        marks = &writer->later;
    } while (rest.length > 0);
    wp_linked_text_clear(&writer->line);
    wp_buf_clear(&writer->first);
    wp_buf_append(&writer->first, wp_buf_str(&writer->later));
    writer->has_mark = false;
    writer->printed = true;
}

/* Whether a line of Markdown has no text: only blanks and the marks of quotes. */
static bool is_blank_line(struct wp_str line)
{
    for (size_t i = 0; i < line.length; i++)
        if (strchr(" \t\r>", line.data[i]) == NULL)
            return false;
    return true;
}

/* Return the line of Markdown that begins at `*at`, and move `*at` after it. */
static struct wp_str take_source_line(const struct text_writer *writer, size_t *at)
{
    size_t begin = *at;
    struct wp_str line;

    while (*at < writer->text.length && writer->text.data[*at] != '\n')
        ++*at;
    line = wp_str_slice(writer->text, begin, *at - begin);
    *at += *at < writer->text.length;
    return line;
}

/* If there is an empty line in the Markdown before the block `node`, print one. */
static void put_gap_before(struct text_writer *writer, const struct wp_markdown_node *node)
{
    /* Where a block without text begins is not known: it is the next line that is not empty. */
    bool has_text = node->source.length > 0;
    size_t begin = has_text ? node->source.offset : writer->text.length;
    size_t at = writer->shown;
    bool blank = false;

    if (writer->printed)
        (void)take_source_line(writer, &at);
    while (writer->printed && at < begin) {
        size_t next = at;
        bool is_blank = is_blank_line(take_source_line(writer, &next));

        if (!has_text && !is_blank)
            break;
        blank = blank || is_blank;
        at = next;
    }
    at = has_text ? begin : at;
    writer->shown = at > writer->shown ? at : writer->shown;
    if (!blank || writer->has_mark || writer->ends_blank)
        return;
    put_marks(writer, &writer->first, true);
    wp_term_newline(writer->term);
}

/* Begin a level of a list or a quote: `mark` is before its first line, and as many blanks, or the
 * mark again, before the others. */
static void begin_level(struct text_writer *writer, const char *mark, bool repeats)
{
    size_t width = strlen(mark);

    if (writer->skipped > 0 || writer->levels == LEVELS_MAX ||
        2 * (writer->later.length + width) > writer->room) {
        writer->skipped++;
        return;
    }
    wp_buf_puts(&writer->first, mark);
    if (repeats)
        wp_buf_puts(&writer->later, mark);
    else
        wp_buf_repeat(&writer->later, " ", width);
    writer->widths[writer->levels++] = width;
    writer->has_mark = writer->has_mark || !repeats;
}

static void end_level(struct text_writer *writer)
{
    if (writer->has_mark)
        end_text_line(writer, 0); /* a list item without text */
    if (writer->skipped > 0) {
        writer->skipped--;
        return;
    }
    writer->later.length -= writer->widths[--writer->levels];
    writer->later.data[writer->later.length] = '\0';
    wp_buf_clear(&writer->first);
    wp_buf_append(&writer->first, wp_buf_str(&writer->later));
}

static void begin_text_item(struct text_writer *writer, const struct wp_markdown_node *item)
{
    size_t list = writer->lists < LEVELS_MAX ? writer->lists - 1 : LEVELS_MAX - 1;
    char mark[MARK_SIZE] = "- ";

    if (item->parent->kind == WP_MARKDOWN_ORDERED_LIST)
        (void)snprintf(mark, sizeof mark, "%u. ", writer->numbers[list]++);
    begin_level(writer, mark, false);
    if (item->task != 0)
        wp_buf_printf(&writer->raw, "[%c] ", item->task);
}

static void begin_text_list(struct text_writer *writer, const struct wp_markdown_node *list)
{
    if (writer->lists < LEVELS_MAX)
        writer->numbers[writer->lists] = list->number;
    writer->lists++;
}

/* Begin a link, if it is the outermost one. A link whose text is a URL has no target here, because
 * wp_linked_text_add finds URLs. */
static void begin_text_link(struct text_writer *writer, const struct wp_markdown_node *link)
{
    take_raw(writer);
    if (writer->links++ > 0)
        return;
    wp_character_reference_resolve(&writer->target, link->target);
    if (!wp_term_can_hide(writer->term, wp_buf_str(&writer->target)) ||
        (wp_markdown_is_autolink(link) && wp_str_equal(link->first->text, link->target)))
        wp_buf_clear(&writer->target);
}

/* End a link. Append its address, if neither its text nor a hyperlink has it. */
static void end_text_link(struct text_writer *writer, const struct wp_markdown_node *link)
{
    bool is_hyperlink = writer->target.length > 0;

    take_raw(writer);
    if (--writer->links > 0)
        return;
    if (link->first == NULL)
        wp_character_reference_resolve(&writer->raw, link->target);
    take_raw(writer);
    wp_buf_clear(&writer->target);
    if (link->first == NULL || is_hyperlink || wp_markdown_is_autolink(link) ||
        link->target.length == 0)
        return;
    wp_buf_puts(&writer->raw, " (");
    wp_character_reference_resolve(&writer->raw, link->target);
    wp_buf_putc(&writer->raw, ')');
}

/* End a line of a code block. Its indentation is kept, up to a third of the room. */
static void end_code_line(struct text_writer *writer)
{
    struct wp_str code = wp_buf_str(&writer->raw);
    size_t blanks = 0;

    while (blanks < code.length && code.data[blanks] == ' ')
        blanks++;
    end_text_line(writer, CODE_INDENT + (blanks < writer->room / 3 ? blanks : writer->room / 3));
}

static void put_text_node(struct text_writer *writer, const struct wp_markdown_node *node)
{
    enum wp_markdown_kind within = node->parent->kind;

    if (node->source.length > 0)
        writer->shown = wp_span_end(node->source);
    if (node->kind == WP_MARKDOWN_ENTITY)
        wp_character_reference_resolve(&writer->raw, node->text);
    else if (within == WP_MARKDOWN_CODE_BLOCK && wp_str_equal_c(node->text, "\n"))
        end_code_line(writer);
    else if (within == WP_MARKDOWN_HTML_BLOCK && wp_str_equal_c(node->text, "\n"))
        end_text_line(writer, 0);
    else
        wp_buf_append(&writer->raw, node->text);
}

/* End the line of the text of a list item, if a block follows the text. */
static void end_open_line(struct text_writer *writer)
{
    if (writer->raw.length > 0 || writer->line.clean.length > 0)
        end_text_line(writer, 0);
}

static void enter_text_block(struct text_writer *writer, const struct wp_markdown_node *node)
{
    end_open_line(writer);
    if (node->kind == WP_MARKDOWN_DOCUMENT)
        return;
    if (node->kind == WP_MARKDOWN_BULLET_LIST || node->kind == WP_MARKDOWN_ORDERED_LIST) {
        begin_text_list(writer, node);
        return;
    }
    put_gap_before(writer, node);
    switch (node->kind) {
    case WP_MARKDOWN_BLOCK_QUOTE:
        begin_level(writer, "> ", true);
        break;
    case WP_MARKDOWN_LIST_ITEM:
        begin_text_item(writer, node);
        break;
    case WP_MARKDOWN_THEMATIC_BREAK:
        wp_buf_puts(&writer->raw, "---");
        break;
    case WP_MARKDOWN_HEADING:
        writer->headings++;
        wp_buf_repeat(&writer->raw, "#", node->number);
        wp_buf_putc(&writer->raw, ' ');
        break;
    default:
        break;
    }
}

static void leave_text_block(struct text_writer *writer, const struct wp_markdown_node *node)
{
    end_open_line(writer);
    switch (node->kind) {
    case WP_MARKDOWN_BULLET_LIST:
    case WP_MARKDOWN_ORDERED_LIST:
        writer->lists--;
        break;
    case WP_MARKDOWN_BLOCK_QUOTE:
    case WP_MARKDOWN_LIST_ITEM:
        end_level(writer);
        break;
    case WP_MARKDOWN_HEADING:
        writer->headings--;
        break;
    default:
        break;
    }
}

static void enter_text_node(void *page, const struct wp_markdown_node *node)
{
    struct text_writer *writer = page;

    switch (node->kind) {
    case WP_MARKDOWN_EMPHASIS:
        take_raw(writer);
        writer->stressed++;
        break;
    case WP_MARKDOWN_STRONG:
        take_raw(writer);
        writer->strong++;
        break;
    case WP_MARKDOWN_STRIKETHROUGH:
        wp_buf_puts(&writer->raw, "~~");
        break;
    case WP_MARKDOWN_CODE_SPAN:
        wp_buf_puts(&writer->raw, "`");
        break;
    case WP_MARKDOWN_LINK:
    case WP_MARKDOWN_IMAGE:
        begin_text_link(writer, node);
        break;
    case WP_MARKDOWN_TEXT:
    case WP_MARKDOWN_ENTITY:
    case WP_MARKDOWN_RAW_HTML:
        put_text_node(writer, node);
        break;
    case WP_MARKDOWN_SOFT_BREAK:
    case WP_MARKDOWN_HARD_BREAK:
        end_text_line(writer, 0);
        break;
    default:
        enter_text_block(writer, node);
        break;
    }
}

static void leave_text_node(void *page, const struct wp_markdown_node *node)
{
    struct text_writer *writer = page;

    switch (node->kind) {
    case WP_MARKDOWN_EMPHASIS:
        take_raw(writer);
        writer->stressed--;
        break;
    case WP_MARKDOWN_STRONG:
        take_raw(writer);
        writer->strong--;
        break;
    case WP_MARKDOWN_STRIKETHROUGH:
        wp_buf_puts(&writer->raw, "~~");
        break;
    case WP_MARKDOWN_CODE_SPAN:
        wp_buf_puts(&writer->raw, "`");
        break;
    case WP_MARKDOWN_LINK:
    case WP_MARKDOWN_IMAGE:
        end_text_link(writer, node);
        break;
    default:
        if (!wp_markdown_is_inline(node))
            leave_text_block(writer, node);
        break;
    }
}

static void free_text_writer(struct text_writer *writer)
{
    struct wp_buf *const buffers[] = {&writer->raw, &writer->target, &writer->first,
                                      &writer->later};

    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++)
        wp_buf_free(buffers[i]);
    wp_linked_text_free(&writer->line);
}

bool wp_markdown_text_put(struct wp_term *term, enum wp_tint tint, struct wp_str text,
                          size_t column, size_t room)
{
    static const struct wp_markdown_visitor visitor = {enter_text_node, leave_text_node};
    struct text_writer writer = {
        .term = term, .tint = tint, .text = text, .column = column, .room = room};
    struct wp_arena *arena = wp_arena_new(0);
    const struct wp_markdown_node *document = wp_markdown_parse(text, arena);
    bool is_shown = document != NULL && document->first != NULL;

    if (is_shown)
        wp_markdown_walk(document, &visitor, &writer);
    free_text_writer(&writer);
    wp_arena_free(arena);
    return is_shown;
}
