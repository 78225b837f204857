#include "read/verdict.h"

#include "base/utf8.h"

const char wp_verdict_continued[] =
    "this line reads as a part of the text above it (check its indentation: the keys of one item "
    "stand exactly below each other)";

void wp_verdict_report(const struct wp_text *text, struct wp_problems *problems,
                       struct wp_verdict *verdict)
{
    wp_text_error(text, problems, verdict->span, "%s",
                  verdict->words.failed ? "out of memory" : verdict->words.data);
    wp_buf_free(&verdict->words);
}

bool wp_verdict_is_box(struct wp_str value)
{
    return value.length >= 3 && value.data[0] == '[' && wp_one_of(value.data[1], " xX") &&
           value.data[2] == ']';
}

static void judge_box(struct wp_str value, struct wp_verdict *verdict)
{
    struct wp_str title = wp_str_trim(wp_str_slice(value, 3, value.length));

    wp_buf_puts(&verdict->words, "a text cannot begin with a box (");
    if (value.data[1] == ' ')
        wp_buf_puts(&verdict->words, "leave it out: what is not done needs no mark)");
    else if (title.length == 0 || wp_columns(title) > WP_SHOWN_COLUMNS)
        wp_buf_puts(&verdict->words, "leave it out, and write 'done: true' below 'title:')");
    else
        wp_buf_printf(&verdict->words, "write 'title: %.*s' and below it 'done: true')",
                      (int)title.length, title.data);
}

void wp_verdict_on_beginning(const struct wp_text *text, size_t offset, struct wp_verdict *verdict)
{
    struct wp_shape shape = wp_shape_of(text, offset);
    struct wp_str value;

    verdict->span = wp_shape_rest(text, &shape, offset);
    value = wp_text_slice(text, verdict->span);
    if (wp_verdict_is_box(value)) {
        judge_box(value, verdict);
        return;
    }
    wp_buf_printf(&verdict->words, "a text cannot begin with '%.1s' (", value.data);
    wp_shape_advise_quotes(&verdict->words, value);
    wp_buf_putc(&verdict->words, ')');
}

void wp_verdict_on_colon(const struct wp_text *text, size_t offset, struct wp_verdict *verdict)
{
    struct wp_shape shape = wp_shape_of(text, offset);
    size_t begin = shape.value.offset;
    struct wp_span value;

    if (wp_one_of(wp_text_byte(text, begin), "[{"))
        for (begin = offset;
             wp_shape_holds(&shape, begin - 1) && !wp_one_of(text->bytes.data[begin - 1], ",[{:");
             begin--)
            continue;
    while (wp_text_byte(text, begin) == ' ')
        begin++;
    value = wp_shape_rest(text, &shape, begin);
    verdict->span = wp_span(offset, 1);
    wp_buf_puts(&verdict->words, "a text cannot hold ': ' (");
    wp_shape_advise_quotes(&verdict->words, wp_text_slice(text, value));
    wp_buf_putc(&verdict->words, ')');
}

bool wp_verdict_on_slip(const struct wp_text *text, const struct wp_shape *shape,
                        struct wp_verdict *verdict)
{
    struct wp_str value = wp_text_slice(text, shape->value);

    if (wp_shape_is_dashes(text, shape) && text->kind == WP_TEXT_PLAN) {
        verdict->span =
            wp_span(shape->begin, shape->line.offset + shape->line.length - shape->begin);
        wp_buf_puts(&verdict->words,
                    "a new week begins with a line of exactly three dashes (write '---')");
    } else if (shape->key >= 0 && shape->glued) {
        struct wp_str name = wp_text_slice(text, shape->name);

        verdict->span = wp_span(shape->name.offset, shape->name.length + 1);
        wp_buf_printf(&verdict->words, "a blank is missing behind the colon (write '%.*s: ')",
                      (int)name.length, name.data);
    } else if (shape->key < 0 && value.length > 1 && value.data[0] == '-' && !shape->item) {
        verdict->span = shape->value;
        wp_buf_puts(&verdict->words, "a blank is missing behind the dash (write '- ')");
    } else {
        return false;
    }
    return true;
}
