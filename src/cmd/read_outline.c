#include "cmd/read_outline.h"

#include "base/utf8.h"
#include "import/front_matter.h"
#include "plan/item_value.h"

enum {
    TAB = 8,
    LEVELS_MAX = 64,
    HEADING_MAX = 6 /* deepest level of a heading; a line without '#' is at a deeper column */
};

/* A level of nesting at the current line of the outline. */
struct level {
    size_t column;        /* column in which the items of the level begin */
    struct wp_item *last; /* last item of the level so far */
};

struct outline {
    struct wp_arena *arena;
    struct wp_item **first;
    struct wp_item *last;          /* the last item of the outermost level, or NULL */
    struct level open[LEVELS_MAX]; /* open levels, the outermost first */
    unsigned depth;                /* number of open levels */
    unsigned levels;               /* greatest allowed number of open levels */
    bool all_done;                 /* whether a checkbox without a tick is an error */
    size_t line;                   /* number of the current line, from 1 */
    struct wp_error *error;
};

static struct wp_str take_outline_line(struct wp_str *text)
{
    size_t end = 0;
    struct wp_str line;

    while (end < text->length && text->data[end] != '\n')
        end++;
    line = wp_str_slice(*text, 0, end);
    *text = wp_str_slice(*text, end + 1, text->length);
    return line;
}

size_t wp_read_outline_column(struct wp_str line)
{
    size_t column = 0;
    size_t i;

    for (i = 0; i < line.length && (line.data[i] == ' ' || line.data[i] == '\t'); i++)
        column = line.data[i] == '\t' ? (column / TAB + 1) * TAB : column + 1;
    return column;
}

static bool is_blank_at(struct wp_str text, size_t at)
{
    return at >= text.length || text.data[at] == ' ' || text.data[at] == '\t';
}

/* Return the length of the bullet at the beginning of `text` (`-`, `*`, `+`, `1.` or `1)`), or 0
 * if there is none. */
static size_t bullet_length(struct wp_str text)
{
    size_t digits = 0;

    if (text.length > 0 && (text.data[0] == '-' || text.data[0] == '*' || text.data[0] == '+'))
        return is_blank_at(text, 1) ? 1 : 0;
    while (digits < text.length && text.data[digits] >= '0' && text.data[digits] <= '9')
        digits++;
    if (digits == 0 || digits == text.length ||
        (text.data[digits] != '.' && text.data[digits] != ')'))
        return 0;
    return is_blank_at(text, digits + 1) ? digits + 1 : 0;
}

/* Remove the marks of a heading (`# `) from the beginning and the end of `title`. Return the level
 * of the heading, or 0 if it is none. */
static size_t take_heading(struct wp_str *title)
{
    size_t level = 0;

    while (level < title->length && title->data[level] == '#')
        level++;
    if (level == 0 || level > HEADING_MAX || !is_blank_at(*title, level))
        return 0;
    *title = wp_str_trim(wp_str_slice(*title, level, title->length));
    for (size_t end = title->length; end > 0; end--) {
        if (is_blank_at(*title, end - 1))
            title->length = end - 1;
        else if (title->data[end - 1] != '#')
            break;
    }
    *title = wp_str_trim(*title);
    return level;
}

/* Remove a checkbox (`[ ]`, `[x]` or `[-]`) from the beginning of `text`. Return the character in
 * it, or
 * '\0' if there is no checkbox. */
static char take_box(struct wp_str *text)
{
    char tick;

    if (text->length < 3 || text->data[0] != '[' || text->data[2] != ']' || !is_blank_at(*text, 3))
        return '\0';
    tick = text->data[1];
    if (tick != 'x' && tick != 'X' && tick != '-' && tick != ' ')
        return '\0';
    *text = wp_str_trim(wp_str_slice(*text, 3, text->length));
    return tick;
}

/* Close the levels below a heading of this column. Return the address of the pointer to set to the
 * heading. A heading that is above the first one is an item of the outermost level too. */
static struct wp_item **find_heading_pointer(struct outline *outline, size_t column)
{
    struct wp_item **pointer;

    while (outline->depth > 0 && outline->open[outline->depth - 1].column > column)
        outline->depth--;
    if (outline->depth > 0 && outline->open[outline->depth - 1].column == column)
        return &outline->open[outline->depth - 1].last->next;
    if (outline->depth == 0)
        return outline->last != NULL ? &outline->last->next : outline->first;
    pointer = &outline->open[outline->depth - 1].last->first;
    while (*pointer != NULL)
        pointer = &(*pointer)->next;
    return pointer;
}

/* Close the levels with a greater indentation. Return the address of the pointer to set to an
 * item that is indented to `column`, or NULL if no level has that column. */
static struct wp_item **find_parent_pointer(struct outline *outline, size_t column)
{
    while (outline->depth > 0 && outline->open[outline->depth - 1].column > column)
        outline->depth--;
    if (outline->depth > 0 && outline->open[outline->depth - 1].column == column)
        return &outline->open[outline->depth - 1].last->next;
    /* The first item of a level sets the column of the level. */
    if (outline->depth == 0)
        return *outline->first == NULL ? outline->first : NULL;
    return outline->open[outline->depth - 1].last->first == NULL
               ? &outline->open[outline->depth - 1].last->first
               : NULL;
}

static enum wp_status add_outline_line(struct outline *outline, struct wp_str line)
{
    struct wp_str title = wp_str_trim(line);
    size_t level = take_heading(&title);
    size_t column = level > 0 ? level - 1 : HEADING_MAX + wp_read_outline_column(line);
    struct wp_item **pointer;
    struct wp_item *item;
    char tick;

    if (title.length == 0 && level == 0)
        return WP_OK;
    title = wp_str_trim(wp_str_slice(title, bullet_length(title), title.length));
    tick = take_box(&title);
    if ((tick == ' ' || tick == '-') && outline->all_done)
        return wp_error_set(outline->error, WP_USAGE,
                            "line %zu of the outline is not done ([%c] is for weekplan add -)",
                            outline->line, tick);
    if (title.length == 0)
        return wp_error_set(outline->error, WP_USAGE, "line %zu of the outline has no title",
                            outline->line);
    pointer =
        level > 0 ? find_heading_pointer(outline, column) : find_parent_pointer(outline, column);
    if (pointer == NULL && outline->depth == 0)
        return wp_error_set(outline->error, WP_USAGE,
                            "line %zu of the outline is indented less than the first one",
                            outline->line);
    if (pointer == NULL)
        return wp_error_set(
            outline->error, WP_USAGE,
            "line %zu of the outline is indented less than the lines above it, but more "
            "than those that it could belong to",
            outline->line);
    item = wp_arena_alloc(outline->arena, sizeof *item);
    *item = wp_item_empty();
    item->title = title;
    item->done = tick == 'x' || tick == 'X';
    item->dropped = tick == '-';
    *pointer = item;
    if (outline->depth == 0 || outline->open[outline->depth - 1].column < column) {
        if (outline->depth == outline->levels || outline->depth == LEVELS_MAX)
            return wp_error_set(outline->error, WP_USAGE,
                                outline->levels > 1 ? "line %zu of the outline is nested too deeply"
                                                    : "line %zu of the outline is indented, and "
                                                      "this list has no subtasks",
                                outline->line);
        outline->depth++;
    }
    outline->open[outline->depth - 1] = (struct level){column, item};
    outline->last = outline->depth == 1 ? item : outline->last;
    return WP_OK;
}

/* Remove the front matter from the beginning of the text. */
static enum wp_status skip_front_matter(struct outline *outline, struct wp_str *text)
{
    struct wp_front_matter matter;
    struct wp_error problem = {.status = WP_OK};

    if (wp_front_matter_read(&matter, *text, outline->arena, &problem) != WP_OK)
        return wp_error_set(outline->error, WP_USAGE, "line %ju of the outline: %s",
                            (uintmax_t)problem.line, problem.message);
    *text = wp_str_slice(*text, matter.length, text->length);
    outline->line = matter.lines;
    return WP_OK;
}

enum wp_status wp_read_outline_read(struct wp_arena *arena, struct wp_str text, unsigned levels,
                                    bool all_done, struct wp_item **first, struct wp_error *error)
{
    struct outline outline = {
        .arena = arena, .first = first, .levels = levels, .all_done = all_done, .error = error};
    enum wp_status status;

    *first = NULL;
    if (wp_str_starts(text, "\xEF\xBB\xBF"))
        text = wp_str_slice(text, 3, text.length);
    status = skip_front_matter(&outline, &text);
    while (status == WP_OK && text.length > 0) {
        struct wp_str line = take_outline_line(&text);

        outline.line++;
        if (!wp_utf8_is_valid(line))
            return wp_error_set(error, WP_USAGE, "line %zu of the outline is not UTF-8",
                                outline.line);
        status = add_outline_line(&outline, line);
    }
    return status;
}
