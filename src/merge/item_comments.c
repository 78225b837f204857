#include "merge/item_comments.h"

#include "base/text_lines.h"
#include "edit/entry_comments.h"

/* Return the bytes of an item with its comments, up to its first subtask. */
static struct wp_str own_lines(const struct wp_week *week, const struct wp_item *item)
{
    bool flow = wp_entry_is_flow(week, item);
    struct wp_span lines = flow ? item->layout.span : wp_entry_lines(week, item);
    size_t end = wp_span_end(lines);

    if (item->first != NULL)
        end = wp_entry_is_flow(week, item->first) ? item->first->layout.span.offset
                                                  : wp_entry_lines(week, item->first).offset;
    return wp_str_slice(week->text, lines.offset, end - lines.offset);
}

/* Return the next comment of `lines`, from its `#` to the end of the line, and remove it with all
 * above it from `lines`. Empty after the last comment. A `#` in a quoted text is taken for a
 * comment too. */
static struct wp_str next_comment_of(struct wp_str *lines)
{
    while (lines->length > 0) {
        struct wp_str line = wp_text_lines_take(lines);

        for (size_t i = 0; i < line.length; i++)
            if (line.data[i] == '#' &&
                (i == 0 || line.data[i - 1] == ' ' || line.data[i - 1] == '\t'))
                return wp_str_trim(wp_str_slice(line, i, line.length));
    }
    return *lines;
}

bool wp_item_comments_equal(const struct wp_week *first_week, const struct wp_item *first,
                            const struct wp_week *second_week, const struct wp_item *second)
{
    struct wp_str a = own_lines(first_week, first);
    struct wp_str b = own_lines(second_week, second);
    struct wp_str comment;

    do {
        comment = next_comment_of(&a);
        if (!wp_str_equal(comment, next_comment_of(&b)))
            return false;
    } while (comment.length > 0);
    return true;
}
