#include "yaml/diagnosis.h"

#include "base/utf8.h"

const char wp_diagnosis_continued[] =
    "this line reads as a part of the text above it (check its indentation: the keys of one item "
    "stand exactly below each other)";

void wp_diagnosis_report(const struct wp_document *text, struct wp_problems *problems,
                         struct wp_diagnosis *verdict)
{
    wp_document_error(text, problems, verdict->span, "%s",
                      verdict->words.failed ? "out of memory" : verdict->words.data);
    wp_buf_free(&verdict->words);
}

bool wp_diagnosis_is_checkbox(struct wp_str value)
{
    return value.length >= 3 && value.data[0] == '[' && wp_str_one_of(value.data[1], " xX") &&
           value.data[2] == ']';
}

static void judge_box(struct wp_str value, struct wp_diagnosis *verdict)
{
    struct wp_str title = wp_str_trim(wp_str_slice(value, 3, value.length));

    wp_buf_puts(&verdict->words, "a text cannot begin with a box (");
    if (value.data[1] == ' ')
        wp_buf_puts(&verdict->words, "leave it out: what is not done needs no mark)");
    else if (title.length == 0 || wp_utf8_columns(title) > WP_SHOWN_COLUMNS)
        wp_buf_puts(&verdict->words, "leave it out, and write 'done: true' below 'title:')");
    else
        wp_buf_printf(&verdict->words, "write 'title: %.*s' and below it 'done: true')",
                      (int)title.length, title.data);
}

void wp_diagnosis_of_indicator(const struct wp_document *text, size_t offset,
                               struct wp_diagnosis *verdict)
{
    struct wp_raw_line shape = wp_raw_line_at(text, offset);
    struct wp_str value;

    verdict->span = wp_raw_line_rest(text, &shape, offset);
    value = wp_document_slice(text, verdict->span);
    if (wp_diagnosis_is_checkbox(value)) {
        judge_box(value, verdict);
        return;
    }
    wp_buf_printf(&verdict->words, "a text cannot begin with '%.1s' (", value.data);
    wp_raw_line_advise_quotes(&verdict->words, value);
    wp_buf_putc(&verdict->words, ')');
}

void wp_diagnosis_of_colon(const struct wp_document *text, size_t offset,
                           struct wp_diagnosis *verdict)
{
    struct wp_raw_line shape = wp_raw_line_at(text, offset);
    size_t begin = shape.value.offset;
    struct wp_span value;

    if (wp_str_one_of(wp_document_byte(text, begin), "[{"))
        for (begin = offset; wp_raw_line_holds(&shape, begin - 1) &&
                             !wp_str_one_of(text->bytes.data[begin - 1], ",[{:");
             begin--)
            continue;
    while (wp_document_byte(text, begin) == ' ')
        begin++;
    value = wp_raw_line_rest(text, &shape, begin);
    verdict->span = wp_span(offset, 1);
    wp_buf_puts(&verdict->words, "a text cannot hold ': ' (");
    wp_raw_line_advise_quotes(&verdict->words, wp_document_slice(text, value));
    wp_buf_putc(&verdict->words, ')');
}

bool wp_diagnosis_of_slip(const struct wp_document *text, const struct wp_raw_line *shape,
                          struct wp_diagnosis *verdict)
{
    struct wp_str value = wp_document_slice(text, shape->value);

    if (wp_raw_line_is_dashes(text, shape) && text->kind == WP_DOCUMENT_PLAN) {
        verdict->span =
            wp_span(shape->begin, shape->line.offset + shape->line.length - shape->begin);
        wp_buf_puts(&verdict->words,
                    "a new week begins with a line of exactly three dashes (write '---')");
    } else if (shape->key >= 0 && shape->glued) {
        struct wp_str name = wp_document_slice(text, shape->name);

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
