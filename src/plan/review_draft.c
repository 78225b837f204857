#include "plan/review_draft.h"

#define SCISSORS "# ------------------------ >8 ------------------------"
#define BELOW    "# Keep the line above. Nothing below it is saved."

enum { DEEPEST_HEADING = 6 }; /* levels of headings in Markdown (CommonMark 0.31, section 4.2) */

void wp_review_draft_scissors(struct wp_buf *buf)
{
    wp_buf_puts(buf, SCISSORS "\n" BELOW "\n");
}

/* A line of a text. */
struct review_line {
    struct wp_str text; /* the line without its line break */
    size_t end;         /* offset of the next line in the text */
};

static struct review_line line_at(struct wp_str text, size_t offset)
{
    size_t end = offset;

    while (end < text.length && text.data[end] != '\n')
        end++;
    return (struct review_line){wp_str_slice(text, offset, end - offset),
                                end + (end < text.length)};
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
    struct review_line line;
    bool found = false;

    *fenced = false;
    for (size_t offset = 0; offset < text.length; offset = line.end) {
        int level;

        line = line_at(text, offset);
        level = *fenced ? 0 : heading_level(line.text);
        *fenced = *fenced != is_fence(line.text);
        if (level == 0)
            continue;
        line.text = wp_str_trim(line.text);
        line.text = wp_str_slice(line.text, (size_t)level, line.text.length);
        found = found || wp_str_equal(wp_str_trim(line.text), wp_str_trim(question));
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

/* Whether there is text below a heading of the level `level`, up to the next heading of that or a
 * higher level. `offset` is the offset of the line after the heading. */
static bool is_answered(struct wp_str text, size_t offset, int level)
{
    while (offset < text.length) {
        struct review_line line = line_at(text, offset);
        int other = heading_level(line.text);

        if (other > 0 && other <= level)
            return false;
        if (other == 0 && wp_str_trim(line.text).length > 0)
            return true;
        offset = line.end;
    }
    return false;
}

/* Append the lines of the text, without the headings that have no answer and the blank lines below
 * these headings. */
static void append_answered(struct wp_buf *buf, struct wp_str text)
{
    bool fenced = false;
    bool left_out = false;
    struct review_line line;

    for (size_t offset = 0; offset < text.length; offset = line.end) {
        int level;

        line = line_at(text, offset);
        level = fenced ? 0 : heading_level(line.text);
        fenced = fenced != is_fence(line.text);
        if (level > 0)
            left_out = !is_answered(text, line.end, level);
        else if (wp_str_trim(line.text).length > 0)
            left_out = false;
        if (left_out)
            continue;
        wp_buf_append(buf, line.text);
        wp_buf_putc(buf, '\n');
    }
}

/* Append the text, and replace CR LF and CR by LF. */
static void append_with_lf(struct wp_buf *buf, struct wp_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != '\r')
            wp_buf_putc(buf, text.data[i]);
        else if (i + 1 == text.length || text.data[i + 1] != '\n')
            wp_buf_putc(buf, '\n');
    }
}

/* Return the part of the text above the scissors line, or the whole text if it has no scissors
 * line. Set *below to whether a line of the text explains the scissors line. */
static struct wp_str above_scissors(struct wp_str text, bool *below)
{
    struct review_line line;

    *below = false;
    for (size_t offset = 0; offset < text.length; offset = line.end) {
        struct wp_str trimmed;

        line = line_at(text, offset);
        trimmed = wp_str_trim(line.text);
        if (wp_str_equal(trimmed, wp_str(SCISSORS)))
            return wp_str_slice(text, 0, offset);
        *below = *below || wp_str_equal(trimmed, wp_str(BELOW));
    }
    return text;
}

/* Return the text without blank lines at both ends. Do not remove the indentation of the first
 * line, which may be that of a code block. */
static struct wp_str trim_blank_lines(struct wp_str text)
{
    size_t begin = 0;

    while (begin < text.length) {
        struct review_line line = line_at(text, begin);

        if (wp_str_trim(line.text).length > 0)
            break;
        begin = line.end;
    }
    text = wp_str_slice(text, begin, text.length);
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

    append_with_lf(&lines, edited);
    above = above_scissors(wp_buf_str(&lines), &below);
    if (!below) {
        append_answered(&answered, above);
        wp_buf_append(buf, trim_blank_lines(wp_buf_str(&answered)));
    }
    wp_buf_free(&lines);
    wp_buf_free(&answered);
    return !below;
}
