#include "plan/review_draft.h"

#include "base/text_lines.h"

#define SCISSORS "# ------------------------ >8 ------------------------"
#define BELOW    "# Keep the line above. Nothing below it is saved."

enum { DEEPEST_HEADING = 6 }; /* levels of headings in Markdown (CommonMark 0.31, section 4.2) */

void wp_review_draft_scissors(struct wp_buf *buf)
{
    wp_buf_puts(buf, SCISSORS "\n" BELOW "\n");
}

/* Return the level of an ATX heading, 1 to 6; 0 for another line. */
static int heading_level(struct wp_str line)
{
    int level = 0;

    line = wp_str_trim(line);
    while ((size_t)level < line.length && line.data[level] == '#')
        level++;
    if (level > DEEPEST_HEADING || ((size_t)level < line.length && line.data[level] != ' '))
        return 0;
    return level;
}

/* Whether the line opens or closes a fenced code block (CommonMark 0.31, section 4.5). In a code
 * block, `# a` is not a heading. */
static bool is_fence(struct wp_str line)
{
    line = wp_str_trim(line);
    return wp_str_starts(line, "```") || wp_str_starts(line, "~~~");
}

/* Whether the text has the question as a heading of any level. Set *fenced to whether the text
 * ends within a code block. */
static bool asks(struct wp_str text, struct wp_str question, bool *fenced)
{
    bool found = false;

    *fenced = false;
    while (text.length > 0) {
        struct wp_str line = wp_str_trim(wp_text_lines_take(&text));
        int level = *fenced ? 0 : heading_level(line);

        *fenced = *fenced != is_fence(line);
        line = wp_str_slice(line, (size_t)level, line.length);
        found = found || (level > 0 && wp_str_equal(wp_str_trim(line), wp_str_trim(question)));
    }
    return found;
}

void wp_review_draft_questions(struct wp_buf *buf, const struct wp_list *questions,
                               struct wp_str review)
{
    for (size_t i = 0; i < questions->count; i++) {
        bool fenced;

        if (asks(review, questions->items[i], &fenced) || fenced)
            continue;
        wp_buf_puts(buf, "## ");
        wp_buf_append(buf, questions->items[i]);
        wp_buf_puts(buf, "\n\n\n");
    }
}

/* Whether `below`, the lines below a heading of the level `level`, has text before the next heading
 * of that or a higher level. */
static bool is_answered(struct wp_str below, int level)
{
    while (below.length > 0) {
        struct wp_str line = wp_text_lines_take(&below);
        int other = heading_level(line);

        if (other > 0 && other <= level)
            return false;
        if (other == 0 && wp_str_trim(line).length > 0)
            return true;
    }
    return false;
}

/* Append the lines of the text, without the headings that have no answer and the blank lines below
 * these headings. */
static void append_answered(struct wp_buf *buf, struct wp_str text)
{
    bool fenced = false;
    bool left_out = false;

    while (text.length > 0) {
        struct wp_str line = wp_text_lines_take(&text);
        int level = fenced ? 0 : heading_level(line);

        fenced = fenced != is_fence(line);
        if (level > 0)
            left_out = !is_answered(text, level);
        else if (wp_str_trim(line).length > 0)
            left_out = false;
        if (left_out)
            continue;
        wp_buf_append(buf, line);
        wp_buf_putc(buf, '\n');
    }
}

/* Return the part of the text above the scissors line, or the whole text if it has no scissors
 * line. Set *below to whether a line of the text explains the scissors line. */
static struct wp_str above_scissors(struct wp_str text, bool *below)
{
    struct wp_str rest = text;

    *below = false;
    while (rest.length > 0) {
        size_t offset = text.length - rest.length;
        struct wp_str line = wp_str_trim(wp_text_lines_take(&rest));

        if (wp_str_equal(line, wp_str(SCISSORS)))
            return wp_str_slice(text, 0, offset);
        *below = *below || wp_str_equal(line, wp_str(BELOW));
    }
    return text;
}

/* Return the text without blank lines at both ends. Do not remove the indentation of the first
 * line, which may be that of a code block. */
static struct wp_str trim_blank_lines(struct wp_str text)
{
    struct wp_str rest = text;

    while (rest.length > 0 && wp_str_trim(wp_text_lines_take(&rest)).length == 0)
        text = rest;
    while (text.length > 0 &&
           (text.data[text.length - 1] == '\n' || text.data[text.length - 1] == ' ' ||
            text.data[text.length - 1] == '\t'))
        text.length--;
    return text;
}

bool wp_review_draft_answers(struct wp_buf *buf, struct wp_str edited)
{
    struct wp_buf lines = WP_BUF_INIT;
    struct wp_buf answered = WP_BUF_INIT;
    struct wp_str above;
    bool below;

    wp_text_lines_append_lf(&lines, edited);
    above = above_scissors(wp_buf_str(&lines), &below);
    if (!below) {
        append_answered(&answered, above);
        wp_buf_append(buf, trim_blank_lines(wp_buf_str(&answered)));
    }
    wp_buf_free(&lines);
    wp_buf_free(&answered);
    return !below;
}
