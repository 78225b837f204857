#include "edit/line_diff.h"

#include "edit/common_lines.h"

static bool begins_line(struct wp_str text, size_t at)
{
    return at == 0 || text.data[at - 1] == '\n';
}

/* Return the length of the longest common beginning of `before` and `after` that consists of whole
 * lines, at most `most` bytes. */
static size_t common_begin(struct wp_str before, struct wp_str after, size_t most)
{
    size_t begin = 0;

    while (begin < most && before.data[begin] == after.data[begin])
        begin++;
    if (begin == before.length && begin == after.length)
        return begin;
    while (!begins_line(before, begin))
        begin--;
    return begin;
}

/* Return the length of the longest common end of `before` and `after` that consists of whole lines,
 * at most `most` bytes. */
static size_t common_end(struct wp_str before, struct wp_str after, size_t most)
{
    size_t end = 0;

    while (end < most && before.data[before.length - 1 - end] == after.data[after.length - 1 - end])
        end++;
    while (end > 0 &&
           (!begins_line(before, before.length - end) || !begins_line(after, after.length - end)))
        end--;
    return end;
}

struct wp_piece wp_line_diff(struct wp_str before, struct wp_str after)
{
    size_t most = before.length < after.length ? before.length : after.length;
    size_t begin = common_begin(before, after, most);
    size_t end = common_end(before, after, most - begin);

    return (struct wp_piece){begin, before.length - end - begin,
                             wp_str_slice(after, begin, after.length - end - begin)};
}

/* Lines of a text from an index on. */
struct line_walk {
    const struct wp_lines *lines;
    size_t index;  /* index of the next line */
    size_t offset; /* offset of the next line in the text */
};

static bool is_at_common(const struct line_walk *walk)
{
    return walk->index < walk->lines->count && walk->lines->common[walk->index];
}

/* Pass over the next line. */
static void pass_line(struct line_walk *walk)
{
    walk->offset += walk->lines->lines[walk->index++].length;
}

/* Pass over the lines up to the next common one. Return the number of their bytes. */
static size_t pass_differing(struct line_walk *walk)
{
    size_t begin = walk->offset;

    while (walk->index < walk->lines->count && !walk->lines->common[walk->index])
        pass_line(walk);
    return walk->offset - begin;
}

void wp_line_diff_pieces(struct wp_patch *patch, struct wp_arena *arena, struct wp_str before,
                         struct wp_str after)
{
    struct wp_lines old_lines = wp_lines_split(before);
    struct wp_lines new_lines = wp_lines_split(after);
    struct line_walk old = {.lines = &old_lines};
    struct line_walk new = {.lines = &new_lines};

    wp_lines_mark_common(&old_lines, &new_lines);
    patch->pieces =
        wp_arena_array(arena, old_lines.count + new_lines.count + 1, sizeof *patch->pieces);
    patch->count = 0;
    while (old.index < old_lines.count || new.index < new_lines.count) {
        struct wp_piece piece = {.offset = old.offset};
        size_t begin = new.offset;

        piece.length = pass_differing(&old);
        piece.text = wp_str_slice(after, begin, pass_differing(&new));
        if (piece.length > 0 || piece.text.length > 0)
            patch->pieces[patch->count++] = piece;
        while (is_at_common(&old) && is_at_common(&new)) {
            pass_line(&old);
            pass_line(&new);
        }
    }
    wp_lines_free(&old_lines);
    wp_lines_free(&new_lines);
}
