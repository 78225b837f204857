#include "markdown/md4c_padding.h"

#include <string.h>

#include "base/text_lines.h"

enum {
    BYTE_VALUES = 256,
    ITEM_TYPE = 4 /* MD_BLOCK_LI */
};

/* How many offsets of a text have each lowest byte. */
struct offset_count {
    const char *text;
    size_t with[BYTE_VALUES];
};

static void count_offset(struct offset_count *count, const char *at)
{
    count->with[(size_t)(at - count->text) % BYTE_VALUES]++;
}

static bool is_one_of(const char *bytes, char byte)
{
    return byte != '\0' && strchr(bytes, byte) != NULL;
}

/* Count where the text of a line may begin for md4c: at its beginning, and after each mark of a
 * list item, a task, a quote or a heading. */
static void count_beginnings(struct offset_count *count, struct wp_str line)
{
    const char *at = line.data;
    const char *end = line.data + line.length;

    while (at < end) {
        while (at < end && is_one_of(" \t", *at))
            at++;
        count_offset(count, at);
        while (at < end && is_one_of("-+*>#.)[]xX0123456789", *at))
            at++;
        if (at < end && !is_one_of(" \t", *at))
            return;
    }
}

/* Return a line without white space, and without the marks of quotes at its beginning. */
static struct wp_str inner_line(struct wp_str line)
{
    line = wp_str_trim(line);
    while (wp_str_starts(line, ">"))
        line = wp_str_trim(wp_str_slice(line, 1, line.length));
    return line;
}

/* Count the offsets that md4c may take for a type if `next` is the line after `line`. */
static void count_line(struct offset_count *count, struct wp_str line, struct wp_str next)
{
    bool ends = next.length == 0;
    bool fence = wp_str_starts(next, "```") || wp_str_starts(next, "~~~");

    while (line.length > 0 && is_one_of("\r", line.data[line.length - 1]))
        line.length--;
    if (ends)
        count_beginnings(count, line);
    if (ends || fence)
        count_offset(count, line.data + line.length);
}

size_t wp_md4c_padding(struct wp_str text)
{
    struct offset_count count = {.text = text.data};
    struct wp_str line = wp_text_lines_take(&text);
    size_t best = 0;

    while (text.length > 0) {
        struct wp_str next = wp_text_lines_take(&text);

        count_line(&count, line, inner_line(next));
        line = next;
    }
    for (size_t padding = 1; padding < BYTE_VALUES; padding++)
        if (count.with[(BYTE_VALUES + ITEM_TYPE - padding) % BYTE_VALUES] <
            count.with[(BYTE_VALUES + ITEM_TYPE - best) % BYTE_VALUES])
            best = padding;
    return best;
}
