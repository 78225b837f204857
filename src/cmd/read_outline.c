#include "cmd/read_outline.h"

#include "base/utf8.h"
#include "plan/item_value.h"

enum { TAB = 8, LEVELS_MAX = 64 };

/* A level of nesting at the current line of the outline. */
struct level {
    size_t column;        /* column in which the items of the level begin */
    struct wp_item *last; /* last item of the level so far */
};

struct outline {
    struct wp_arena *arena;
    struct wp_item **first;
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

/* Remove a checkbox (`[ ]` or `[x]`) from the beginning of `text`. Return the character in it, or
 * '\0' if there is no checkbox. */
static char take_box(struct wp_str *text)
{
    char tick;

    if (text->length < 3 || text->data[0] != '[' || text->data[2] != ']' || !is_blank_at(*text, 3))
        return '\0';
    tick = text->data[1];
    if (tick != 'x' && tick != 'X' && tick != ' ')
        return '\0';
    *text = wp_str_trim(wp_str_slice(*text, 3, text->length));
    return tick;
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
    size_t column = wp_read_outline_column(line);
    struct wp_item **pointer;
    struct wp_item *item;
    char tick;

    if (title.length == 0)
        return WP_OK;
    title = wp_str_trim(wp_str_slice(title, bullet_length(title), title.length));
    tick = take_box(&title);
    if (tick == ' ' && outline->all_done)
        return wp_error_set(outline->error, WP_USAGE,
                            "line %zu of the outline is not done ([ ] is for weekplan add -)",
                            outline->line);
    if (title.length == 0)
        return wp_error_set(outline->error, WP_USAGE, "line %zu of the outline has no title",
                            outline->line);
    pointer = find_parent_pointer(outline, column);
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
    return WP_OK;
}

enum wp_status wp_read_outline_read(struct wp_arena *arena, struct wp_str text, unsigned levels,
                                    bool all_done, struct wp_item **first, struct wp_error *error)
{
    struct outline outline = {
        .arena = arena, .first = first, .levels = levels, .all_done = all_done, .error = error};

    *first = NULL;
    if (wp_str_starts(text, "\xEF\xBB\xBF"))
        text = wp_str_slice(text, 3, text.length);
    while (text.length > 0) {
        struct wp_str line = take_outline_line(&text);
        enum wp_status status;

        outline.line++;
        if (!wp_utf8_is_valid(line))
            return wp_error_set(error, WP_USAGE, "line %zu of the outline is not UTF-8",
                                outline.line);
        status = add_outline_line(&outline, line);
        if (status != WP_OK)
            return status;
    }
    return WP_OK;
}
