#include "import/note_lines.h"

#include "import/link_references.h"
#include "plan/typed_date.h"

enum { TAB_COLUMNS = 4 }; /* CommonMark 2.2 */

void wp_note_lines_begin(struct wp_note_lines *notes, const struct wp_import_text *text,
                         struct wp_arena *arena)
{
    *notes = (struct wp_note_lines){.text = text, .arena = arena};
    notes->owners = wp_arena_array(arena, text->line_count + 1, sizeof(struct wp_note *));
    notes->used = wp_arena_array(arena, text->line_count + 1, sizeof *notes->used);
    notes->trimmed = wp_arena_array(arena, text->line_count + 1, sizeof *notes->trimmed);
    notes->quoted = wp_arena_array(arena, text->line_count + 1, sizeof *notes->quoted);
}

struct wp_note *wp_note_lines_add(struct wp_note_lines *notes, struct wp_str *to, size_t column)
{
    struct wp_note *note = wp_arena_alloc(notes->arena, sizeof *note);

    *note =
        (struct wp_note){.to = to, .column = column, .marker_line = SIZE_MAX, .next = notes->first};
    notes->first = note;
    return note;
}

void wp_note_lines_give_range(struct wp_note_lines *notes, size_t first, size_t last,
                              struct wp_note *note, bool trim)
{
    for (size_t line = first; line <= last && line < notes->text->line_count; line++) {
        notes->used[line] = true;
        notes->owners[line] = note;
        notes->trimmed[line] = trim;
        notes->after = line + 1;
    }
}

static struct wp_str trimmed_line(const struct wp_note_lines *notes, size_t line)
{
    return wp_str_trim(wp_import_text_line(notes->text, line));
}

/* Whether the line has `byte` and at least two more of them after its marks of quotes and items:
 * the fence of a code block. */
static bool is_code_fence(const struct wp_note_lines *notes, size_t line, char byte)
{
    struct wp_str text = trimmed_line(notes, line);
    const char *at = text.length > 0 ? memchr(text.data, byte, text.length) : NULL;
    size_t offset = at != NULL ? (size_t)(at - text.data) : text.length;

    return offset + 2 < text.length && text.data[offset + 1] == byte &&
           text.data[offset + 2] == byte;
}

/* Whether a line has no text of its own: it is blank after the marks of quotes. */
static bool is_blank_of_code(const struct wp_note_lines *notes, size_t line)
{
    struct wp_str text = wp_import_text_line(notes->text, line);

    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] != ' ' && text.data[i] != '\t' && text.data[i] != '>')
            return false;
    return true;
}

/* Return the line of the fence above code whose first text is in `line`, or `line`. Blank lines of
 * code have no text of their own. */
static size_t line_of_opening_fence(const struct wp_note_lines *notes, char fence, size_t line)
{
    size_t at = line;

    while (at > 0 && !notes->used[at - 1] && is_blank_of_code(notes, at - 1))
        at--;
    return at > 0 && !notes->used[at - 1] && is_code_fence(notes, at - 1, fence) ? at - 1 : line;
}

/* Return the line of the fence below code whose last text is in `line`, or `line`. */
static size_t line_of_closing_fence(const struct wp_note_lines *notes, char fence, size_t line)
{
    size_t at = line + 1;

    while (at < notes->text->line_count && is_blank_of_code(notes, at))
        at++;
    return at < notes->text->line_count && is_code_fence(notes, at, fence) ? at : line;
}

/* Move *first and *last to the fences around code with which the block begins or ends. */
static void include_fences(const struct wp_note_lines *notes, const struct wp_markdown_node *block,
                           size_t *first, size_t *last)
{
    const struct wp_markdown_node *begin = block;
    const struct wp_markdown_node *end = block;

    while (begin->kind != WP_MARKDOWN_CODE_BLOCK && begin->first != NULL)
        begin = begin->first;
    while (end->kind != WP_MARKDOWN_CODE_BLOCK && end->last != NULL)
        end = end->last;
    if (begin->kind == WP_MARKDOWN_CODE_BLOCK && begin->fence != 0)
        *first = line_of_opening_fence(notes, begin->fence, *first);
    if (end->kind == WP_MARKDOWN_CODE_BLOCK && end->fence != 0)
        *last = line_of_closing_fence(notes, end->fence, *last);
}

/* Whether a line consists of `byte` alone, as the underline of a heading does. */
static bool is_underline(const struct wp_note_lines *notes, size_t line)
{
    struct wp_str text = trimmed_line(notes, line);

    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] != text.data[0])
            return false;
    return text.length > 0 && (text.data[0] == '=' || text.data[0] == '-');
}

void wp_note_lines_give(struct wp_note_lines *notes, const struct wp_markdown_node *block,
                        struct wp_note *note)
{
    size_t first;
    size_t last;

    if (block->source.length == 0)
        return;
    first = wp_import_text_line_at(notes->text, block->source.offset);
    last = wp_import_text_line_at(notes->text, wp_span_end(block->source) - 1);
    include_fences(notes, block, &first, &last);
    if (block->kind == WP_MARKDOWN_HEADING && is_underline(notes, last + 1) &&
        !wp_str_starts(trimmed_line(notes, first), "#"))
        last++;
    wp_note_lines_give_range(notes, first, last, note, block->kind == WP_MARKDOWN_PARAGRAPH);
}

/* Return the rest of a line after the mark of a quote, or the line without its indentation if it
 * has none. */
static struct wp_str unquoted_line(struct wp_str line)
{
    while (line.length > 0 && (line.data[0] == ' ' || line.data[0] == '\t'))
        line = wp_str_slice(line, 1, line.length);
    if (!wp_str_starts(line, ">"))
        return line;
    line = wp_str_slice(line, 1, line.length);
    return wp_str_starts(line, " ") ? wp_str_slice(line, 1, line.length) : line;
}

/* Return the offset of the mark of a quote in a line. The line may have the marker of an item
 * before it. `line.length` if there is none. */
static size_t offset_of_quote(struct wp_str line)
{
    size_t at = 0;

    while (at < line.length && strchr(" \t-*+.)0123456789", line.data[at]) != NULL)
        at++;
    return at < line.length && line.data[at] == '>' ? at : line.length;
}

bool wp_note_lines_give_callout(struct wp_note_lines *notes, const struct wp_markdown_node *quote,
                                struct wp_note *note)
{
    size_t first;
    size_t last;
    size_t column;
    struct wp_str label;

    if (quote->source.length == 0)
        return false;
    first = wp_import_text_line_at(notes->text, quote->source.offset);
    last = wp_import_text_line_at(notes->text, wp_span_end(quote->source) - 1);
    label = wp_str_trim(unquoted_line(wp_import_text_line(notes->text, first)));
    if (label.length != strlen("[!note]") ||
        !wp_typed_date_begins(wp_str_slice(label, 2, strlen("note")), "note") ||
        !wp_str_starts(label, "[!") || label.data[label.length - 1] != ']')
        return false;
    /* Blank lines and fences at the end of the quote have no text of their own. */
    column = offset_of_quote(wp_import_text_line(notes->text, first));
    while (last + 1 < notes->text->line_count &&
           wp_str_starts(trimmed_line(notes, last + 1), ">") &&
           offset_of_quote(wp_import_text_line(notes->text, last + 1)) == column)
        last++;
    wp_note_lines_give_range(notes, first, first, NULL, false);
    wp_note_lines_give_range(notes, first + 1, last, note, false);
    for (size_t line = first + 1; line <= last; line++)
        notes->quoted[line] = true;
    return true;
}

/* The lines while they are copied to their notes. */
struct note_writer {
    const struct wp_note_lines *notes;
    struct wp_link_references references;
    size_t reference; /* index of the next reference */
    size_t resume;    /* offset of the text after the last reference that was written */
};

/* Append the bytes of the text from `begin` to `end`, with inline links for references. */
static void copy_with_inline_links(struct note_writer *writer, struct wp_buf *buf, size_t begin,
                                   size_t end)
{
    struct wp_str text = writer->notes->text->text;

    if (begin < writer->resume)
        begin = writer->resume;
    while (writer->reference < writer->references.count) {
        const struct wp_link_reference *next = &writer->references.list[writer->reference];

        if (next->span.offset >= end)
            break;
        writer->reference++;
        if (next->span.offset < begin)
            continue;
        wp_buf_append(buf, wp_str_slice(text, begin, next->span.offset - begin));
        wp_buf_append(buf, next->inline_);
        begin = wp_span_end(next->span);
        writer->resume = begin;
    }
    if (begin < end)
        wp_buf_append(buf, wp_str_slice(text, begin, end - begin));
}

/* Append a line to `buf` without the indentation of its note. */
static void copy_note_line(struct note_writer *writer, struct wp_buf *buf,
                           const struct wp_note *note, size_t line)
{
    struct wp_str text = wp_import_text_line(writer->notes->text, line);
    size_t begin = (size_t)(text.data - writer->notes->text->text.data);
    size_t column = 0;
    size_t at = 0;

    if (writer->notes->quoted[line]) {
        at = (size_t)(unquoted_line(text).data - text.data);
        copy_with_inline_links(writer, buf, begin + at, begin + text.length);
        return;
    }
    while (at < text.length &&
           (text.data[at] == ' ' || text.data[at] == '\t' || line == note->marker_line) &&
           (column < note->column || writer->notes->trimmed[line])) {
        column = text.data[at] == '\t' ? (column / TAB_COLUMNS + 1) * TAB_COLUMNS : column + 1;
        at++;
    }
    /* The rest of a tab that is only in part the indentation. */
    if (!writer->notes->trimmed[line] && column > note->column)
        wp_buf_repeat(buf, " ", column - note->column);
    copy_with_inline_links(writer, buf, begin + at, begin + text.length);
}

static void append_note_line(struct note_writer *writer, const struct wp_note *note, size_t line)
{
    struct wp_note *written = note->into != NULL ? note->into : writer->notes->owners[line];

    if (written->buf.length > 0)
        wp_buf_puts(&written->buf, line > written->last_line + 1 ? "\n\n" : "\n");
    copy_note_line(writer, &written->buf, note, line);
    written->last_line = line;
}

/* Whether the line begins as the definition of a link does, after its indentation and the marks of
 * quotes and items: `[label]:`. Set *label to its label. */
static bool is_definition(struct wp_str line, struct wp_str *label)
{
    size_t end;

    while (line.length > 0 && strchr(" \t>-*+0123456789.)", line.data[0]) != NULL)
        line = wp_str_slice(line, 1, line.length);
    if (line.length < 4 || line.data[0] != '[')
        return false;
    for (end = 1; end < line.length && line.data[end] != ']';)
        end += line.data[end] == '\\' ? 2 : 1;
    if (end + 1 >= line.length || line.data[end + 1] != ':')
        return false;
    *label = wp_str_slice(line, 1, end - 1);
    return true;
}

/* Whether a line has nothing but marks of Markdown: rules, underlines, fences, bullets. */
static bool has_only_marks(struct wp_str line)
{
    for (size_t i = 0; i < line.length; i++)
        if (strchr("-=*_~`>#+.|: \t0123456789)[]", line.data[i]) == NULL)
            return false;
    return true;
}

/* Give lines without text between two blocks of the same note to that note: rules, blank lines of
 * quotes. And give footnotes that md4c takes for definitions of links to the note above. */
static void fill_gaps(struct wp_note_lines *notes)
{
    struct wp_note *above = NULL;
    size_t gap = 0; /* the first line after the last used line */

    for (size_t line = 0; line < notes->text->line_count; line++) {
        struct wp_str label;

        if (!notes->used[line] && above != NULL &&
            is_definition(wp_import_text_line(notes->text, line), &label) &&
            wp_str_starts(label, "^"))
            wp_note_lines_give_range(notes, line, line, above, true);
        if (!notes->used[line])
            continue;
        for (size_t i = gap; i < line && above != NULL && above == notes->owners[line]; i++)
            if (trimmed_line(notes, i).length > 0 &&
                !is_definition(wp_import_text_line(notes->text, i), &label))
                wp_note_lines_give_range(notes, i, i, above, false);
        above = notes->owners[line];
        gap = line + 1;
    }
}

/* Remark on the definition of a link, unless a link has its address. Return whether it has. */
static bool remark_on_definition(struct note_writer *writer, struct wp_import_remarks *remarks,
                                 size_t line, struct wp_str label)
{
    static const char *const remarked[] = {
        [WP_LINK_DEFINITION_UNUSED] = "left out: the definition of a link that nothing uses",
        [WP_LINK_DEFINITION_SECOND] = "left out: a second definition of the same link",
    };
    const struct wp_note_lines *notes = writer->notes;
    enum wp_link_definition definition = wp_link_references_define(
        &writer->references, wp_link_references_fold(label, notes->arena));

    if (definition == WP_LINK_DEFINITION_USED)
        return true;
    wp_import_remarks_quote(remarks, line, remarked[definition], trimmed_line(notes, line));
    return false;
}

/* Whether a line below the definition of a link may be a part of it: an address, or a title. */
static bool continues_definition(const struct wp_note_lines *notes, size_t line)
{
    struct wp_str above = trimmed_line(notes, line - 1);
    struct wp_str text = trimmed_line(notes, line);

    while (text.length > 0 && (text.data[0] == '>' || text.data[0] == ' '))
        text = wp_str_slice(text, 1, text.length);
    return (above.length > 0 && above.data[above.length - 1] == ':') ||
           (text.length > 0 && strchr("\"'(", text.data[0]) != NULL);
}

static void remark_on_unused(struct note_writer *writer, struct wp_import_remarks *remarks)
{
    const struct wp_note_lines *notes = writer->notes;
    bool in_definition = false; /* of a link that is in a note or in a title */

    for (size_t line = 0; line < notes->text->line_count; line++) {
        struct wp_str text = trimmed_line(notes, line);
        struct wp_str label;

        if (notes->used[line] || text.length == 0) {
            in_definition = false;
            if (notes->owners[line] != NULL && is_definition(text, &label))
                wp_link_references_pass(&writer->references,
                                        wp_link_references_fold(label, notes->arena), text);
        } else if (is_definition(text, &label)) {
            in_definition = remark_on_definition(writer, remarks, line, label);
        } else {
            in_definition = in_definition && continues_definition(notes, line);
            if (!in_definition && !has_only_marks(text))
                wp_import_remarks_quote(remarks, line, "left out", text);
        }
    }
}

void wp_note_lines_write(struct wp_note_lines *notes, const struct wp_markdown_node *document,
                         struct wp_import_remarks *remarks)
{
    struct note_writer writer = {.notes = notes};

    wp_link_references_find(&writer.references, notes->text, notes->used, document, notes->arena);
    fill_gaps(notes);
    for (size_t line = 0; line < notes->text->line_count; line++)
        if (notes->owners[line] != NULL)
            append_note_line(&writer, notes->owners[line], line);
    remark_on_unused(&writer, remarks);
    for (struct wp_note *note = notes->first; note != NULL; note = note->next) {
        struct wp_str text = wp_buf_str(&note->buf);

        while (text.length > 0 && strchr(" \t\n", text.data[text.length - 1]) != NULL)
            text.length--;
        if (text.length > 0)
            *note->to = wp_arena_copy(notes->arena, text);
        wp_buf_free(&note->buf);
    }
}
