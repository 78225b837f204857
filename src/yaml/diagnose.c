#include "yaml/diagnose.h"

#include <string.h>

#include "base/utf8.h"
#include "yaml/find_slip.h"

enum { TEXT_COLUMNS = 40 };

/* If the message template at `words` begins with a placeholder such as "{text}", append the value
 * of the placeholder. Return the length of the placeholder, or 0 if the template begins with other
 * text. */
static size_t fill_in(struct wp_buf *buf, const char *words, const struct wp_slip *slip)
{
    static const char *const places[] = {"{text}", "{cut}",     "{quoted}", "{quotes}",
                                         "{sign}", "{closing}", "{noun}"};
    enum { TEXT, CUT, QUOTED, QUOTES, SIGN, CLOSING, NOUN, PLACE_COUNT };
    struct wp_str cut = wp_utf8_fit(slip->text, TEXT_COLUMNS, NULL);
    int place = 0;

    while (place < PLACE_COUNT && strncmp(words, places[place], strlen(places[place])) != 0)
        place++;
    switch (place) {
    case TEXT:
        wp_buf_append(buf, cut);
        wp_buf_puts(buf, cut.length < slip->text.length ? "…" : "");
        break;
    case CUT:
        wp_buf_append(buf, cut);
        break;
    case QUOTED:
        wp_line_parts_quote(buf, slip->quoted);
        break;
    case QUOTES:
        wp_line_parts_advise_quotes(buf, slip->quoted);
        break;
    case SIGN:
        if (slip->sign != '\0')
            wp_buf_putc(buf, slip->sign);
        break;
    case CLOSING:
        wp_buf_putc(buf, slip->sign == '[' ? ']' : '}');
        break;
    case NOUN:
        wp_buf_puts(buf, wp_document_noun(slip->document));
        break;
    default:
        return 0;
    }
    return strlen(places[place]);
}

static void report_slip(struct wp_problems *problems, const char *words, const struct wp_slip *slip)
{
    struct wp_buf message = WP_BUF_INIT;

    while (*words != '\0') {
        size_t length = *words == '{' ? fill_in(&message, words, slip) : 0;

        if (length == 0)
            wp_buf_putc(&message, *words);
        words += length > 0 ? length : 1;
    }
    wp_document_error(slip->document, problems, slip->span, "%s", message.data);
    wp_buf_free(&message);
}

void wp_diagnose(const struct wp_document *document, struct wp_problems *problems,
                 enum wp_slip_kind kind, struct wp_span span)
{
    struct wp_slip slip = {
        .document = document, .noticed = span.offset, .opened = span.offset, .span = span};
    const char *words;

    /* A full list only counts errors. So do not search for the message of this error. */
    if (wp_problems_full(problems)) {
        wp_document_error(document, problems, span, "%s", "");
        return;
    }
    slip.line = wp_line_parts_at(document, span.offset);
    words = wp_slip_find(kind, &slip);
    report_slip(problems, words, &slip);
}

/* Return the kind of slip for the description that libyaml gives of its error. A description of an
 * unknown kind gives WP_SLIP_UNKNOWN. */
static enum wp_slip_kind kind_of(const struct wp_syntax_error *syntax)
{
    static const struct {
        const char *begin; /* the beginning of yaml_parser_t.problem, as libyaml 0.2.5 writes it */
        enum wp_slip_kind kind;
    } problems[] = {
        {"found unexpected end of stream", WP_SLIP_OPEN_QUOTE},
        {"found unexpected document indicator", WP_SLIP_OPEN_QUOTE},
        {"found unknown escape character", WP_SLIP_ESCAPE},
        {"did not find expected hexdecimal number", WP_SLIP_ESCAPE},
        {"found invalid Unicode character escape code", WP_SLIP_ESCAPE},
        {"did not find expected alphabetic or numeric character", WP_SLIP_OPENED},
        {"found undefined tag handle", WP_SLIP_OPENED},
        {"did not find the expected '>'", WP_SLIP_OPENED},
        {"did not find expected tag URI", WP_SLIP_OPENED},
        {"did not find expected whitespace or line break", WP_SLIP_OPENED},
        {"did not find expected '!'", WP_SLIP_OPENED},
        {"did not find URI escaped octet", WP_SLIP_OPENED},
        {"did not find expected comment or line break", WP_SLIP_BLOCK_HEADER},
        {"found an indentation indicator equal to 0", WP_SLIP_BLOCK_HEADER},
        {"found character that cannot start any token", WP_SLIP_CHARACTER},
        {"found a tab character", WP_SLIP_TAB},
        {"did not find expected ',' or", WP_SLIP_IN_FLOW},
        {"did not find expected node content", WP_SLIP_NO_VALUE},
        {"block sequence entries are not allowed", WP_SLIP_SEQUENCE},
        {"could not find expected ':'", WP_SLIP_NO_COLON},
        {"mapping values are not allowed", WP_SLIP_TWO_COLONS},
        {"did not find expected key", WP_SLIP_STRUCTURE},
        {"did not find expected '-' indicator", WP_SLIP_STRUCTURE},
        {"did not find expected <document start>", WP_SLIP_DOCUMENT},
    };
    size_t i;

    for (i = 0; i < sizeof problems / sizeof problems[0]; i++)
        if (strncmp(syntax->problem, problems[i].begin, strlen(problems[i].begin)) == 0)
            return problems[i].kind;
    return WP_SLIP_UNKNOWN;
}

/* Remove from the list the problems on the line of `offset` and on later lines. If the list was
 * full, some problems were only counted; then remove none. */
static void remove_problems_from(const struct wp_document *document, struct wp_problems *problems,
                                 size_t offset)
{
    uint64_t line = wp_document_line_number(document, offset);

    while (problems->count > 0 && problems->list[problems->count - 1].line >= line &&
           problems->errors + problems->warnings == problems->count) {
        if (problems->list[--problems->count].warning)
            problems->warnings--;
        else
            problems->errors--;
    }
}

void wp_diagnose_syntax(const struct wp_document *document, struct wp_problems *problems,
                        const struct wp_syntax_error *syntax)
{
    struct wp_slip slip = {
        .document = document,
        .noticed = syntax->noticed,
        .opened = syntax->opened,
        .last = syntax->last,
        .line = wp_line_parts_at(document, syntax->noticed),
    };
    bool directive = wp_document_byte(document, slip.line.line.offset) == '%';
    const char *words = wp_slip_find(directive ? WP_SLIP_DIRECTIVE : kind_of(syntax), &slip);

    remove_problems_from(document, problems, slip.span.offset);
    report_slip(problems, words, &slip);
}
