#include "edit/line_diff.h"

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
