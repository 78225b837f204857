/* What libyaml cannot read: its descriptions, put into words about the line. */
#include <string.h>

#include "base/utf8.h"
#include "plan/keys.h"
#include "yaml/diagnose.h"
#include "yaml/diagnosis.h"

enum { KEY_MAX = 1024 }; /* of libyaml, and of YAML */

/* What is looked at: libyaml's problem, and the line that it was noticed on. */
struct sight {
    const struct wp_document *text;
    const struct wp_syntax_error *syntax;
    struct wp_raw_line shape;
};

static const char misaligned_item[] =
    "this '- ' is not in line with a list above it (the items of a list stand exactly below each "
    "other, subtasks below 'subtasks:')";
static const char misaligned_key[] =
    "this is not in line with what stands above it (the keys of one item stand exactly below each "
    "other)";
/* A quote that the end of the text, or of the week, came before. */
static void judge_open_quote(const struct sight *sight, struct wp_diagnosis *verdict)
{
    struct wp_raw_line shape = wp_raw_line_at(sight->text, sight->syntax->opened);

    verdict->span = wp_raw_line_rest(sight->text, &shape, sight->syntax->opened);
    if (wp_document_byte(sight->text, sight->syntax->opened) == '"')
        wp_buf_puts(&verdict->words,
                    "this quote is never closed (put \" at the end of the text as well)");
    else
        wp_buf_puts(&verdict->words, "this quote is never closed (put ' at the end of the text as "
                                     "well, or \" around all of it)");
}

static void judge_escape(const struct sight *sight, struct wp_diagnosis *verdict)
{
    size_t at = sight->syntax->noticed;

    while (at > 0 && wp_document_byte(sight->text, at) != '\\')
        at--;
    verdict->span = wp_span(at, 2);
    wp_buf_puts(&verdict->words, "a backslash means something else between double quotes (write "
                                 "two of them, or use single quotes)");
}

static void judge_opened(const struct sight *sight, struct wp_diagnosis *verdict)
{
    wp_diagnosis_of_indicator(sight->text, sight->syntax->opened, verdict);
}

/* `|` and `>`: a note's text is often begun on their line. */
static void judge_block_header(const struct sight *sight, struct wp_diagnosis *verdict)
{
    struct wp_raw_line shape = wp_raw_line_at(sight->text, sight->syntax->opened);
    char sign = wp_document_byte(sight->text, sight->syntax->opened);

    if (shape.key < 0 || shape.key == WP_KEY_EXTRA || wp_keys[shape.key].kind != WP_KIND_STRING) {
        judge_opened(sight, verdict);
        return;
    }
    verdict->span = wp_span(sight->syntax->noticed, 1);
    wp_buf_printf(&verdict->words,
                  "a text cannot begin on the line of '%c' (begin it on the next line, indented)",
                  sign);
}

static void judge_tab(const struct sight *sight, struct wp_diagnosis *verdict)
{
    verdict->span = wp_span(sight->syntax->noticed, 1);
    if (sight->syntax->noticed < sight->shape.begin)
        wp_buf_puts(&verdict->words, "a tab cannot indent a line (use spaces)");
    else
        wp_buf_puts(&verdict->words, "a tab cannot stand here (use a space)");
}

static void judge_character(const struct sight *sight, struct wp_diagnosis *verdict)
{
    if (wp_document_byte(sight->text, sight->syntax->noticed) == '\t')
        judge_tab(sight, verdict);
    else
        wp_diagnosis_of_indicator(sight->text, sight->syntax->noticed, verdict);
}

/* Whether the bracket at `offset` may have been meant as one. */
static bool is_meant_as_bracket(const struct wp_document *text, size_t offset)
{
    struct wp_raw_line shape = wp_raw_line_at(text, offset);
    bool list = wp_document_byte(text, offset) == '[';

    if (offset != shape.value.offset || shape.key == WP_KEY_EXTRA || text->kind != WP_DOCUMENT_PLAN)
        return true;
    if (shape.key >= 0)
        return list && (wp_keys[shape.key].kind == WP_KIND_STRINGS ||
                        wp_keys[shape.key].kind == WP_KIND_ITEMS);
    return !list && memchr(text->bytes.data + offset, ':', shape.value.length) != NULL;
}

static void judge_unclosed(const struct sight *sight, size_t opened, struct wp_diagnosis *verdict)
{
    char bracket = wp_document_byte(sight->text, opened);

    verdict->span = wp_span(opened, 1);
    wp_buf_printf(&verdict->words, "this '%c' is never closed (put '%c' at the end)", bracket,
                  bracket == '[' ? ']' : '}');
}

/* Whether a key begins at `begin` that is longer than YAML reads one on a line. */
static bool judge_long_key(const struct sight *sight, size_t begin, size_t colon,
                           struct wp_diagnosis *verdict)
{
    struct wp_span key = wp_span(begin, colon > begin ? colon - begin : 0);

    if (wp_document_byte(sight->text, colon) != ':' ||
        wp_utf8_length(wp_document_slice(sight->text, key)) <= KEY_MAX)
        return false;
    verdict->span = key;
    wp_buf_printf(&verdict->words,
                  "a key can have %d characters at most (shorten it; if it is text, put quotes "
                  "around all of it)",
                  KEY_MAX);
    return true;
}

/* Where what was noticed begins: behind a comma or a bracket on its line. */
static size_t begin_in_brackets(const struct sight *sight)
{
    size_t begin = sight->syntax->noticed;

    while (begin > sight->shape.begin &&
           !wp_str_one_of(wp_document_byte(sight->text, begin - 1), ",[{"))
        begin--;
    while (wp_document_byte(sight->text, begin) == ' ')
        begin++;
    return begin;
}

/* Neither a comma nor the closing bracket. */
static void judge_in_brackets(const struct sight *sight, struct wp_diagnosis *verdict)
{
    size_t opened = sight->syntax->opened;
    size_t noticed = sight->syntax->noticed;

    if (!is_meant_as_bracket(sight->text, opened)) {
        wp_diagnosis_of_indicator(sight->text, opened, verdict);
    } else if (!wp_raw_line_holds(&sight->shape, opened)) {
        judge_unclosed(sight, opened, verdict);
    } else if (judge_long_key(sight, begin_in_brackets(sight), noticed, verdict)) {
        return;
    } else if (wp_document_byte(sight->text, noticed) == ':') {
        wp_diagnosis_of_colon(sight->text, noticed, verdict);
    } else {
        verdict->span = wp_span(noticed, 1);
        wp_buf_printf(&verdict->words, "a comma is missing before this, or the '%c' is not closed",
                      wp_document_byte(sight->text, opened));
    }
}

/* Nothing, where there has to be a value. */
static void judge_nothing(const struct sight *sight, struct wp_diagnosis *verdict)
{
    char last = wp_document_byte(sight->text, sight->syntax->last.offset);
    char here = wp_document_byte(sight->text, sight->syntax->noticed);

    if (here == '\0' && wp_str_one_of(last, "[{")) {
        judge_unclosed(sight, sight->syntax->last.offset, verdict);
    } else if (here == '\0') {
        verdict->span = sight->syntax->last;
        wp_buf_puts(&verdict->words, "the brackets around this are never closed (put ']' or '}' at "
                                     "the end)");
    } else if (sight->syntax->noticed == sight->shape.value.offset) {
        wp_diagnosis_of_indicator(sight->text, sight->syntax->noticed, verdict);
    } else {
        verdict->span = wp_span(sight->syntax->noticed, 1);
        wp_buf_puts(&verdict->words, "something is missing before this (check the commas and "
                                     "brackets of this line)");
    }
}

static void judge_list(const struct sight *sight, struct wp_diagnosis *verdict)
{
    const struct wp_raw_line *shape = &sight->shape;
    bool list =
        shape->key >= 0 && shape->key != WP_KEY_EXTRA &&
        (wp_keys[shape->key].kind == WP_KIND_STRINGS || wp_keys[shape->key].kind == WP_KIND_ITEMS);

    if (sight->syntax->noticed == shape->begin) {
        verdict->span = wp_span(shape->begin, 1);
        wp_buf_puts(&verdict->words, misaligned_item);
    } else if (list) {
        verdict->span = shape->value;
        wp_buf_puts(&verdict->words,
                    "a list cannot begin on the line of its key (begin it on the next line)");
    } else {
        wp_diagnosis_of_indicator(sight->text, sight->syntax->noticed, verdict);
    }
}

static void judge_keyless(const struct sight *sight, struct wp_diagnosis *verdict)
{
    struct wp_raw_line shape = wp_raw_line_at(sight->text, sight->syntax->opened);

    if (judge_long_key(sight, sight->syntax->opened, wp_raw_line_colon(sight->text, &shape),
                       verdict))
        return;

    if (wp_diagnosis_of_slip(sight->text, &shape, verdict))
        return;
    verdict->span = shape.value;
    wp_buf_puts(&verdict->words, "this line is neither 'key: value' nor '- item' (check its "
                                 "indentation: a text that goes on is indented further)");
}

/* Keys below a title that should have had its key as well. */
static bool judge_bare_title(const struct sight *sight, struct wp_diagnosis *verdict)
{
    const struct wp_document *text = sight->text;
    struct wp_raw_line above;
    struct wp_str title;

    if (sight->shape.key < 0 || sight->shape.item ||
        !wp_raw_line_above(text, &sight->shape, &above) || !above.item || above.key >= 0)
        return false;
    title = wp_utf8_fit(wp_document_slice(text, above.value), WP_SHOWN_COLUMNS, NULL);
    verdict->span = above.value;
    wp_buf_printf(&verdict->words,
                  "a title with keys below it needs its own key (write '- title: %.*s%s')",
                  (int)title.length, title.data, title.length < above.value.length ? "…" : "");
    return true;
}

/* A key that stands where a text goes on. */
static void judge_key_in_text(const struct sight *sight, struct wp_diagnosis *verdict)
{
    struct wp_raw_line above;

    if (wp_raw_line_above(sight->text, &sight->shape, &above) &&
        wp_diagnosis_of_slip(sight->text, &above, verdict))
        return;
    if (judge_bare_title(sight, verdict))
        return;
    verdict->span = wp_span(sight->shape.begin, sight->syntax->noticed - sight->shape.begin);
    wp_buf_puts(&verdict->words, wp_diagnosis_continued);
}

static void judge_key_and_colon(const struct sight *sight, struct wp_diagnosis *verdict)
{
    size_t noticed = sight->syntax->noticed;
    struct wp_str line = wp_document_slice(sight->text, wp_span(sight->shape.line.offset, 4));

    if (wp_str_equal_c(line, "--- ")) {
        verdict->span =
            wp_span(sight->shape.line.offset + 4, noticed - sight->shape.line.offset - 4);
        wp_buf_puts(&verdict->words, "nothing can stand on the line of '---' (write it on the next "
                                     "line)");
    } else if (sight->shape.key < 0 &&
               judge_long_key(sight, sight->shape.value.offset, noticed, verdict)) {
        return;
    } else if (wp_raw_line_colon(sight->text, &sight->shape) == noticed) {
        judge_key_in_text(sight, verdict);
    } else {
        wp_diagnosis_of_colon(sight->text, noticed, verdict);
    }
}

/* A text in quotes, and more behind it. */
static void judge_quoted(const struct sight *sight, struct wp_diagnosis *verdict)
{
    struct wp_span last = sight->syntax->last;
    struct wp_raw_line shape = wp_raw_line_at(sight->text, last.offset);
    char quote = wp_document_byte(sight->text, last.offset);
    struct wp_str value;

    verdict->span = wp_raw_line_rest(sight->text, &shape, last.offset);
    value = wp_document_slice(sight->text, verdict->span);
    if (!wp_raw_line_holds(&shape, wp_span_end(last))) {
        wp_buf_printf(&verdict->words,
                      "this quote is not closed on its line (put %c at the end of the text)",
                      quote);
    } else if (value.data[value.length - 1] == quote) {
        wp_buf_puts(&verdict->words, "the text ends at its second quote (write ");
        wp_raw_line_quote(&verdict->words, wp_str_slice(value, 1, value.length - 2));
        wp_buf_putc(&verdict->words, ')');
    } else {
        wp_buf_puts(&verdict->words, "a text that begins with a quote has to end with it (");
        wp_raw_line_advise_quotes(&verdict->words, value);
        wp_buf_putc(&verdict->words, ')');
    }
}

static void judge_behind_bracket(const struct sight *sight, char closing,
                                 struct wp_diagnosis *verdict)
{
    if (!is_meant_as_bracket(sight->text, sight->shape.value.offset)) {
        wp_diagnosis_of_indicator(sight->text, sight->shape.value.offset, verdict);
        return;
    }
    verdict->span = wp_raw_line_rest(sight->text, &sight->shape, sight->syntax->noticed);
    wp_buf_printf(&verdict->words, "nothing can stand behind this '%c' (take it out)", closing);
}

/* Only blanks between what was read last and what was noticed. */
static bool follows_last(const struct sight *sight)
{
    size_t end = wp_span_end(sight->syntax->last);
    size_t at = sight->syntax->noticed;

    while (at > end && wp_str_one_of(wp_document_byte(sight->text, at - 1), " \t"))
        at--;
    return at == end && end > 0;
}

/* What does not go on as it should: behind a value, or not in line. */
static void judge_structure(const struct sight *sight, struct wp_diagnosis *verdict)
{
    const struct wp_document *text = sight->text;
    struct wp_span last = sight->syntax->last;
    char first = wp_document_byte(text, last.offset);

    if (wp_str_one_of(wp_document_byte(text, sight->syntax->noticed), ":?")) {
        wp_diagnosis_of_indicator(text, sight->syntax->noticed, verdict);
    } else if (follows_last(sight) && last.length > 1 && wp_str_one_of(first, "\"'")) {
        judge_quoted(sight, verdict);
    } else if (follows_last(sight) && wp_str_one_of(first, "]}")) {
        judge_behind_bracket(sight, first, verdict);
    } else if (follows_last(sight) && first == '*') {
        wp_diagnosis_of_indicator(text, last.offset, verdict);
    } else if (wp_str_one_of(first, "|>") && last.length > 1) {
        verdict->span = sight->shape.value;
        wp_buf_printf(&verdict->words,
                      "this line is indented less than the text below the '%c' (indent it as far)",
                      first);
    } else if (wp_diagnosis_is_checkbox(wp_document_slice(text, sight->shape.value))) {
        wp_diagnosis_of_indicator(text, sight->shape.value.offset, verdict);
    } else if (!judge_bare_title(sight, verdict)) {
        verdict->span = wp_span(sight->syntax->noticed, 1);
        wp_buf_puts(&verdict->words, sight->shape.item ? misaligned_item : misaligned_key);
    }
}

static void judge_directive(const struct sight *sight, struct wp_diagnosis *verdict)
{
    verdict->span = wp_span(sight->shape.line.offset, sight->shape.line.length);
    wp_buf_puts(&verdict->words, "a line cannot begin with '%' (take it out, or indent it where it "
                                 "belongs to a text)");
}

static void judge_document(const struct sight *sight, struct wp_diagnosis *verdict)
{
    verdict->span =
        wp_span(sight->shape.begin, wp_span_end(sight->shape.value) - sight->shape.begin);
    wp_buf_puts(&verdict->words,
                sight->text->kind == WP_DOCUMENT_PLAN
                    ? "this does not belong to the week above it (a new week begins with a line "
                      "'---')"
                    : "this does not belong to what stands above it (check the indentation)");
}

/* How libyaml's descriptions begin, and who knows what they mean here. */
static const struct {
    const char *problem;
    void (*judge)(const struct sight *sight, struct wp_diagnosis *verdict);
} judges[] = {
    {"found unexpected end of stream", judge_open_quote},
    {"found unexpected document indicator", judge_open_quote},
    {"found unknown escape character", judge_escape},
    {"did not find expected hexdecimal number", judge_escape},
    {"found invalid Unicode character escape code", judge_escape},
    {"did not find expected alphabetic or numeric character", judge_opened},
    {"found undefined tag handle", judge_opened},
    {"did not find the expected '>'", judge_opened},
    {"did not find expected tag URI", judge_opened},
    {"did not find expected whitespace or line break", judge_opened},
    {"did not find expected '!'", judge_opened},
    {"did not find URI escaped octet", judge_opened},
    {"did not find expected comment or line break", judge_block_header},
    {"found an indentation indicator equal to 0", judge_block_header},
    {"found character that cannot start any token", judge_character},
    {"found a tab character", judge_tab},
    {"did not find expected ',' or", judge_in_brackets},
    {"did not find expected node content", judge_nothing},
    {"block sequence entries are not allowed", judge_list},
    {"could not find expected ':'", judge_keyless},
    {"mapping values are not allowed", judge_key_and_colon},
    {"did not find expected key", judge_structure},
    {"did not find expected '-' indicator", judge_structure},
    {"did not find expected <document start>", judge_document},
};

static void diagnose_syntax_judge(const struct sight *sight, struct wp_diagnosis *verdict)
{
    size_t i;

    if (wp_document_byte(sight->text, sight->shape.line.offset) == '%') {
        judge_directive(sight, verdict);
        return;
    }
    for (i = 0; i < sizeof judges / sizeof judges[0]; i++)
        if (strncmp(sight->syntax->problem, judges[i].problem, strlen(judges[i].problem)) == 0) {
            judges[i].judge(sight, verdict);
            return;
        }
    verdict->span = wp_span(sight->syntax->noticed, 1);
    wp_buf_puts(&verdict->words,
                "this cannot be read (check the quotes, brackets and indentation around it)");
}

/* Takes back what stands on the line of `offset` or below it. What was not kept
 * for want of room stays counted. */
static void forget_from(const struct wp_document *text, struct wp_problems *problems, size_t offset)
{
    uint64_t line = wp_document_line_number(text, offset);

    while (problems->count > 0 && problems->list[problems->count - 1].line >= line &&
           problems->errors + problems->warnings == problems->count) {
        if (problems->list[--problems->count].warning)
            problems->warnings--;
        else
            problems->errors--;
    }
}

void wp_diagnose_syntax(const struct wp_document *text, struct wp_problems *problems,
                        const struct wp_syntax_error *syntax)
{
    struct sight sight = {text, syntax, wp_raw_line_at(text, syntax->noticed)};
    struct wp_diagnosis verdict = {.words = WP_BUF_INIT};

    diagnose_syntax_judge(&sight, &verdict);
    forget_from(text, problems, verdict.span.offset);
    wp_diagnosis_report(text, problems, &verdict);
}
