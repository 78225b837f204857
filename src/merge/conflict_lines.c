#include "merge/conflict_lines.h"

#include "edit/common_lines.h"
#include "edit/line.h"

/* The text that is written. */
struct conflict_text {
    struct wp_buf *out;
    const struct wp_merge_input *input;
    const char *line_break;
};

static void put_marker(const struct conflict_text *text, const char *sign, struct wp_str label)
{
    wp_line_end_in_file(text->out, text->line_break);
    wp_buf_repeat(text->out, sign, text->input->marker_size);
    if (label.length > 0)
        wp_buf_putc(text->out, ' ');
    wp_buf_append(text->out, label);
    wp_buf_puts(text->out, text->line_break);
}

static struct wp_str label_of(const struct conflict_text *text, enum wp_version version)
{
    struct wp_str label = text->input->labels[version];

    return label.length > 0 ? label : wp_str(version == WP_OURS ? "ours" : "theirs");
}

/* Append the lines from *at on that the other reading does not have. Move *at to the next common
 * line. */
static void put_own_lines(const struct conflict_text *text, const struct wp_lines *lines,
                          size_t *at)
{
    while (*at < lines->count && !lines->common[*at])
        wp_buf_append(text->out, lines->lines[(*at)++]);
}

static bool has_own_line(const struct wp_lines *lines, size_t at)
{
    return at < lines->count && !lines->common[at];
}

size_t wp_conflict_lines(struct wp_buf *out, const struct wp_merge_input *input, struct wp_str ours,
                         struct wp_str theirs)
{
    const char *line_break = wp_line_break_of(ours);
    const struct conflict_text text = {out, input, line_break != NULL ? line_break : "\n"};
    const struct wp_str none = {NULL, 0};
    struct wp_lines a = wp_lines_split(ours);
    struct wp_lines b = wp_lines_split(theirs);
    size_t conflicts = 0;
    size_t i = 0, j = 0;

    wp_lines_mark_common(&a, &b);
    while (i < a.count || j < b.count) {
        if (!has_own_line(&a, i) && !has_own_line(&b, j)) {
            wp_buf_append(out, a.lines[i++]);
            j++;
            continue;
        }
        put_marker(&text, "<", label_of(&text, WP_OURS));
        put_own_lines(&text, &a, &i);
        put_marker(&text, "=", none);
        put_own_lines(&text, &b, &j);
        put_marker(&text, ">", label_of(&text, WP_THEIRS));
        conflicts++;
    }
    wp_lines_free(&a);
    wp_lines_free(&b);
    return conflicts;
}
