#include "yaml/diagnose.h"

#include "base/utf8.h"
#include "yaml/diagnosis.h"

/* Whether there is no room for the problem: then it has been counted, and the
 * line that it stands on need not be looked at. */
static bool only_counts(const struct wp_document *text, struct wp_problems *problems,
                        struct wp_span span)
{
    if (!wp_problems_full(problems))
        return false;
    wp_document_error(text, problems, span, "%s", "");
    return true;
}

void wp_diagnose_refused(const struct wp_document *text, struct wp_problems *problems,
                         struct wp_span span, enum wp_refused refused)
{
    static const char *const names[] = {
        [WP_REFUSED_ANCHOR] = "an anchor ('&')",
        [WP_REFUSED_ALIAS] = "an alias ('*')",
        [WP_REFUSED_TAG] = "a tag ('!')",
    };
    struct wp_diagnosis verdict = {span, WP_BUF_INIT};
    struct wp_raw_line shape;

    if (only_counts(text, problems, span))
        return;
    shape = wp_raw_line_at(text, span.offset);
    verdict.span = wp_raw_line_rest(text, &shape, span.offset);
    wp_buf_printf(&verdict.words, "%s has no meaning in %s (if it is text, ", names[refused],
                  wp_document_noun(text));
    wp_raw_line_advise_quotes(&verdict.words, wp_document_slice(text, verdict.span));
    wp_buf_putc(&verdict.words, ')');
    wp_diagnosis_report(text, problems, &verdict);
}

void wp_diagnose_indicator(const struct wp_document *text, struct wp_problems *problems,
                           size_t offset)
{
    struct wp_diagnosis verdict = {.words = WP_BUF_INIT};

    if (only_counts(text, problems, wp_span(offset, 1)))
        return;
    wp_diagnosis_of_indicator(text, offset, &verdict);
    wp_diagnosis_report(text, problems, &verdict);
}

void wp_diagnose_colon(const struct wp_document *text, struct wp_problems *problems, size_t offset)
{
    struct wp_diagnosis verdict = {.words = WP_BUF_INIT};
    struct wp_raw_line shape;

    if (only_counts(text, problems, wp_span(offset, 1)))
        return;
    shape = wp_raw_line_at(text, offset);
    wp_diagnosis_of_colon(text, wp_raw_line_colon(text, &shape), &verdict);
    wp_diagnosis_report(text, problems, &verdict);
}

void wp_diagnose_prose_key(const struct wp_document *text, struct wp_problems *problems,
                           struct wp_span span)
{
    struct wp_str name = wp_utf8_fit(wp_document_slice(text, span), WP_SHOWN_COLUMNS, NULL);
    struct wp_diagnosis verdict = {span, WP_BUF_INIT};
    struct wp_raw_line shape;
    struct wp_str value;

    if (only_counts(text, problems, span))
        return;
    shape = wp_raw_line_at(text, span.offset);
    value = wp_document_slice(text, shape.value);
    wp_buf_printf(&verdict.words, "unknown key '%.*s%s' (", (int)name.length, name.data,
                  name.length < span.length ? "…" : "");
    if (value.length > 0 && value.data[value.length - 1] == ':') {
        wp_buf_printf(&verdict.words, "write 'title: %.*s', and below it 'subtasks:')",
                      (int)name.length, name.data);
    } else {
        wp_buf_puts(&verdict.words, "if it is text, ");
        wp_raw_line_advise_quotes(&verdict.words, value);
        wp_buf_putc(&verdict.words, ')');
    }
    wp_diagnosis_report(text, problems, &verdict);
}

void wp_diagnose_continuation(const struct wp_document *text, struct wp_problems *problems,
                              struct wp_span span)
{
    struct wp_line first;
    struct wp_raw_line shape;
    size_t at;

    if (only_counts(text, problems, span))
        return;
    first = wp_document_line(text, span.offset);
    at = first.offset + first.length;
    while (wp_str_one_of(wp_document_byte(text, at), " \t\r\n"))
        at++;
    shape = wp_raw_line_at(text, at);
    wp_document_error(text, problems, wp_raw_line_rest(text, &shape, at), "%s",
                      wp_diagnosis_continued);
}
