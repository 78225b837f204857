#include "merge/week_comments.h"

#include <stdlib.h>

#include "edit/entry_comments.h"
#include "edit/line.h"
#include "yaml/parser.h"

/* Add the comments in [at, end), a part of the document without scalars. */
static void add_comments(struct wp_week_comments *comments, struct wp_str text, size_t at,
                         size_t end)
{
    while (at < end) {
        size_t next;

        if (text.data[at] != '#') {
            at++;
            continue;
        }
        next = wp_line_next(text, at);
        comments->list[comments->count++] =
            (struct wp_week_comment){at, wp_str_trim(wp_str_slice(text, at, next - at))};
        at = next;
    }
}

/* Add the comments between `at` and a scalar, and the comment after its block header. Return the
 * end of the scalar. */
static size_t add_comments_to(struct wp_week_comments *comments, struct wp_str text, size_t at,
                              const struct wp_event *scalar)
{
    size_t begin = scalar->span.offset;

    add_comments(comments, text, at, begin);
    if (scalar->style == WP_SCALAR_LITERAL || scalar->style == WP_SCALAR_FOLDED)
        add_comments(comments, text, begin, wp_line_next(text, begin));
    return wp_span_end(scalar->span);
}

static size_t count_signs(struct wp_str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += text.data[i] == '#';
    return count;
}

/* Only a '#' outside of scalars begins a comment, so the week is parsed to find its scalars. */
struct wp_week_comments wp_week_comments_find(const struct wp_week *week, struct wp_arena *arena)
{
    struct wp_week_comments comments = {.found = true};
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_document document = {.first_line = 1};
    struct wp_event event = {.kind = WP_EVENT_MAPPING};
    struct wp_parser *parser = NULL;
    enum wp_status status = WP_OK;
    size_t at = 0;
    size_t signs = week != NULL ? count_signs(week->text) : 0;

    if (signs == 0)
        return comments;
    comments.list = wp_arena_array(arena, signs, sizeof *comments.list);
    document.bytes = week->text;
    if (wp_document_check(&document, &problems))
        parser = wp_parser_open(&document, &problems);
    while (parser != NULL && status == WP_OK && event.kind != WP_EVENT_END) {
        status = wp_parser_next(parser, &event);
        if (status == WP_OK && event.kind == WP_EVENT_SCALAR)
            at = add_comments_to(&comments, week->text, at, &event);
    }
    add_comments(&comments, week->text, at, week->text.length);
    wp_parser_close(parser);
    return comments;
}

const struct wp_week_comments *wp_week_comments_once(struct wp_week_comments *comments,
                                                     const struct wp_week *week,
                                                     struct wp_arena *arena)
{
    if (!comments->found)
        *comments = wp_week_comments_find(week, arena);
    return comments;
}

/* Return the number of comments that begin before `offset`. */
static size_t count_comments_before(const struct wp_week_comments *comments, size_t offset)
{
    size_t low = 0;
    size_t high = comments->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (comments->list[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct wp_week_comments wp_week_comments_in(const struct wp_week_comments *comments,
                                            struct wp_span part)
{
    size_t first = count_comments_before(comments, part.offset);
    size_t end = count_comments_before(comments, wp_span_end(part));

    return (struct wp_week_comments){first < end ? comments->list + first : NULL, end - first,
                                     true};
}

struct wp_span wp_week_comments_item(const struct wp_week *week, const struct wp_item *item)
{
    if (item->parent == NULL)
        return wp_span(0, week->text.length);
    return wp_entry_is_flow(week, item) ? item->layout.span : wp_entry_lines(week, item);
}

bool wp_week_comments_equal(const struct wp_week_comments *a, const struct wp_week_comments *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!wp_str_equal(a->list[i].text, b->list[i].text))
            return false;
    return true;
}

static int compare_comments(const void *a, const void *b)
{
    return wp_str_compare(*(const struct wp_str *)a, *(const struct wp_str *)b);
}

/* Return the texts of the comments, sorted. */
static struct wp_str *sorted_texts(const struct wp_week_comments *comments, struct wp_arena *arena)
{
    struct wp_str *texts = wp_arena_array(arena, comments->count, sizeof *texts);

    for (size_t i = 0; i < comments->count; i++)
        texts[i] = comments->list[i].text;
    qsort(texts, comments->count, sizeof *texts, compare_comments);
    return texts;
}

bool wp_week_comments_added(const struct wp_week_comments *before,
                            const struct wp_week_comments *after, struct wp_arena *arena)
{
    const struct wp_str *old, *new;
    size_t at = 0;

    if (after->count == 0 || before->count < after->count)
        return after->count > 0;
    old = sorted_texts(before, arena);
    new = sorted_texts(after, arena);
    for (size_t i = 0; i < after->count; i++) {
        while (at < before->count && wp_str_compare(old[at], new[i]) < 0)
            at++;
        if (at == before->count || !wp_str_equal(old[at++], new[i]))
            return true;
    }
    return false;
}
