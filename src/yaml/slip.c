#include "yaml/slip.h"

#include <string.h>

#include "base/utf8.h"
#include "plan/keys.h"

enum { KEY_CHARACTERS_MAX = 1024, TITLE_COLUMNS = 40 };

#define CONTINUED                                                                                  \
    "this line is read as a part of the text above it (check its indentation: all keys of an "     \
    "item have the same indentation)"
#define NEVER_CLOSED "this '{sign}' is never closed (put '{closing}' at the end)"
#define LONG_KEY                                                                                   \
    "a key can have 1024 characters at most (shorten it; if it is text, put quotes around all of " \
    "it)"
#define MISALIGNED_ITEM                                                                            \
    "this '- ' is not indented like a list above it (all items of a list have the same "           \
    "indentation; subtasks belong below 'subtasks:')"

/*
 * The functions below test whether a slip matches a row of the table at the end of this file. They
 * also change the slip for its message: `point_at_...` sets its span, text and quoted text;
 * `move_to_...` sets its offset and line. A function whose name does not begin with `is_`, `has_`
 * or `follows_` always returns true.
 */

static char byte_at(const struct wp_slip *slip, size_t offset)
{
    return wp_document_byte(slip->document, offset);
}

static struct wp_str slice_of(const struct wp_slip *slip, struct wp_span span)
{
    return wp_document_slice(slip->document, span);
}

/* Set the offset of the slip, and its line. Return true. */
static bool move_to(struct wp_slip *slip, size_t offset)
{
    slip->noticed = offset;
    slip->line = wp_guessed_line_at(slip->document, offset);
    return true;
}

/* Set the span of the slip, and its text and quoted text to the bytes of the span. Return true. */
static bool point_at(struct wp_slip *slip, struct wp_span span)
{
    slip->span = span;
    slip->text = slip->quoted = slice_of(slip, span);
    return true;
}

/* Set the span and the `{sign}` of the slip to the character at `offset`. Return true. */
static bool point_at_sign(struct wp_slip *slip, size_t offset)
{
    slip->sign = byte_at(slip, offset);
    return point_at(slip, wp_span(offset, 1));
}

/* Set the span of the slip to the text from its offset on, as far as its author meant it. Return
 * true. */
static bool point_at_rest(struct wp_slip *slip)
{
    return point_at(slip, wp_guessed_line_rest(slip->document, &slip->line, slip->noticed));
}

static bool point_at_given(struct wp_slip *slip)
{
    return point_at(slip, slip->span);
}

static bool point_at_noticed(struct wp_slip *slip)
{
    return point_at(slip, wp_span(slip->noticed, 1));
}

static bool point_at_value(struct wp_slip *slip)
{
    return point_at(slip, slip->line.value);
}

static bool point_at_line(struct wp_slip *slip)
{
    return point_at(slip, wp_span(slip->line.line.offset, slip->line.line.length));
}

static bool move_to_opened(struct wp_slip *slip)
{
    return move_to(slip, slip->opened);
}

/* Scalars that begin with an indicator, a character with a meaning in YAML. */

static bool is_box(struct wp_str value)
{
    return value.length >= 3 && value.data[0] == '[' && wp_str_one_of(value.data[1], " xX") &&
           value.data[2] == ']';
}

static bool is_empty_box(struct wp_slip *slip)
{
    point_at_rest(slip);
    return is_box(slip->text) && slip->text.data[1] == ' ';
}

static bool is_ticked_box(struct wp_slip *slip)
{
    point_at_rest(slip);
    return is_box(slip->text);
}

static bool is_ticked_box_with_title(struct wp_slip *slip)
{
    if (!is_ticked_box(slip))
        return false;
    slip->text = wp_str_trim(wp_str_slice(slip->text, 3, slip->text.length));
    return slip->text.length > 0 && wp_utf8_columns(slip->text) <= TITLE_COLUMNS;
}

static bool point_at_indicator(struct wp_slip *slip)
{
    point_at_rest(slip);
    slip->sign = byte_at(slip, slip->span.offset);
    return true;
}

/* Colons in plain scalars. */

static bool move_to_first_colon(struct wp_slip *slip)
{
    return move_to(slip, wp_guessed_line_colon(slip->document, &slip->line));
}

/* Set the span to the colon, and the quoted text to the scalar around the colon, which the message
 * puts in quotes. */
static bool point_at_colon(struct wp_slip *slip)
{
    size_t begin = slip->line.value.offset;
    size_t colon = slip->noticed;

    if (wp_str_one_of(byte_at(slip, begin), "[{"))
        for (begin = colon; wp_guessed_line_holds(&slip->line, begin - 1) &&
                            !wp_str_one_of(byte_at(slip, begin - 1), ",[{:");
             begin--)
            continue;
    while (byte_at(slip, begin) == ' ')
        begin++;
    point_at_noticed(slip);
    slip->quoted = slice_of(slip, wp_guessed_line_rest(slip->document, &slip->line, begin));
    return true;
}

static bool is_colon(struct wp_slip *slip)
{
    return byte_at(slip, slip->noticed) == ':';
}

/* Whether a key is longer than YAML allows on one line (1024 characters; YAML 1.2, section 7.4.2).
 * If it is, set the span to the key. */
static bool is_long_key(struct wp_slip *slip, size_t begin, size_t colon)
{
    struct wp_span key = wp_span(begin, colon > begin ? colon - begin : 0);

    return byte_at(slip, colon) == ':' &&
           wp_utf8_length(slice_of(slip, key)) > KEY_CHARACTERS_MAX && point_at(slip, key);
}

/* Items and keys that YAML allows, but the plan format does not. */

static bool point_at_prose_key(struct wp_slip *slip)
{
    point_at_given(slip);
    slip->quoted = slice_of(slip, slip->line.value);
    return true;
}

static bool is_key_of_list(struct wp_slip *slip)
{
    point_at_prose_key(slip);
    return slip->quoted.length > 0 && slip->quoted.data[slip->quoted.length - 1] == ':';
}

/* Set the span to the second line of the value that begins at the offset of the slip. */
static bool point_at_second_line(struct wp_slip *slip)
{
    size_t at = slip->line.line.offset + slip->line.line.length;

    while (wp_str_one_of(byte_at(slip, at), " \t\r\n"))
        at++;
    return move_to(slip, at) && point_at_rest(slip);
}

static bool is_null_word(struct wp_slip *slip)
{
    point_at_given(slip);
    return wp_str_equal_c(slip->text, "~") || wp_str_equal_c(slip->text, "null") ||
           wp_str_equal_c(slip->text, "Null") || wp_str_equal_c(slip->text, "NULL");
}

static bool is_title_a_comment(struct wp_slip *slip)
{
    size_t at = slip->noticed;

    while (wp_str_one_of(byte_at(slip, at), " \t"))
        at++;
    point_at(slip, wp_span(at, slip->line.line.offset + slip->line.line.length - at));
    return byte_at(slip, at) == '#';
}

/* Quotes and escapes. */

static bool point_at_open_quote(struct wp_slip *slip)
{
    return move_to_opened(slip) && point_at_rest(slip);
}

static bool is_open_double_quote(struct wp_slip *slip)
{
    return point_at_open_quote(slip) && byte_at(slip, slip->opened) == '"';
}

static bool point_at_backslash(struct wp_slip *slip)
{
    size_t at = slip->noticed;

    while (at > 0 && byte_at(slip, at) != '\\')
        at--;
    return point_at(slip, wp_span(at, 2));
}

/* Set the span to the text that begins with the quote at the offset: a quoted scalar and more text,
 * as `"Moby" Dick`. */
static bool point_at_quoted(struct wp_slip *slip)
{
    point_at_rest(slip);
    slip->sign = byte_at(slip, slip->noticed);
    return true;
}

static bool is_quote_open_on_line(struct wp_slip *slip)
{
    point_at_quoted(slip);
    return !wp_guessed_line_holds(&slip->line, wp_span_end(slip->last));
}

static bool is_quote_at_end(struct wp_slip *slip)
{
    point_at_quoted(slip);
    slip->quoted = wp_str_slice(slip->text, 1, slip->text.length - 2);
    return slip->text.data[slip->text.length - 1] == slip->sign;
}

/* Block scalars and tabs. */

/* Whether the block scalar is the value of a key of text, as `note`. */
static bool is_header_of_text(struct wp_slip *slip)
{
    int key = wp_guessed_line_at(slip->document, slip->opened).key;

    point_at_noticed(slip);
    slip->sign = byte_at(slip, slip->opened);
    return key >= 0 && key != WP_KEY_EXTRA && wp_keys[key].kind == WP_KIND_STRING;
}

static bool is_tab(struct wp_slip *slip)
{
    return byte_at(slip, slip->noticed) == '\t';
}

static bool is_in_indentation(struct wp_slip *slip)
{
    return point_at_noticed(slip) && slip->noticed < slip->line.begin;
}

/* Flow collections. */

static bool has_list(int key)
{
    return key >= 0 && key != WP_KEY_EXTRA &&
           (wp_keys[key].kind == WP_KIND_STRINGS || wp_keys[key].kind == WP_KIND_ITEMS);
}

/* Whether the bracket at `offset` may begin a flow collection. Else it begins a title, as in `- [x]
 * Read`. */
static bool is_meant_as_bracket(const struct wp_slip *slip, size_t offset)
{
    const struct wp_document *document = slip->document;
    struct wp_guessed_line line = wp_guessed_line_at(document, offset);
    bool list = byte_at(slip, offset) == '[';

    if (offset != line.value.offset || line.key == WP_KEY_EXTRA ||
        document->kind != WP_DOCUMENT_PLAN)
        return true;
    if (line.key >= 0)
        return list && has_list(line.key);
    return !list && memchr(document->bytes.data + offset, ':', line.value.length) != NULL;
}

static bool is_opened_by_text(struct wp_slip *slip)
{
    return !is_meant_as_bracket(slip, slip->opened) && move_to_opened(slip);
}

static bool is_opened_above(struct wp_slip *slip)
{
    return !wp_guessed_line_holds(&slip->line, slip->opened) && point_at_sign(slip, slip->opened);
}

/* Whether the entry of a flow collection that contains the offset is too long for a key. An entry
 * begins after a comma or a bracket. */
static bool is_long_key_in_flow(struct wp_slip *slip)
{
    size_t begin = slip->noticed;

    while (begin > slip->line.begin && !wp_str_one_of(byte_at(slip, begin - 1), ",[{"))
        begin--;
    while (byte_at(slip, begin) == ' ')
        begin++;
    return is_long_key(slip, begin, slip->noticed);
}

static bool point_at_missing_comma(struct wp_slip *slip)
{
    point_at_noticed(slip);
    slip->sign = byte_at(slip, slip->opened);
    return true;
}

static bool is_at_end(struct wp_slip *slip)
{
    return byte_at(slip, slip->noticed) == '\0' && point_at(slip, slip->last);
}

static bool is_bracket_at_end(struct wp_slip *slip)
{
    return is_at_end(slip) && wp_str_one_of(byte_at(slip, slip->last.offset), "[{") &&
           point_at_sign(slip, slip->last.offset);
}

static bool is_at_value(struct wp_slip *slip)
{
    return slip->noticed == slip->line.value.offset;
}

/* Block sequences and mappings. */

static bool is_first_on_line(struct wp_slip *slip)
{
    return slip->noticed == slip->line.begin && point_at_noticed(slip);
}

static bool is_key_with_list(struct wp_slip *slip)
{
    return has_list(slip->line.key) && point_at_value(slip);
}

static bool is_long_line(struct wp_slip *slip)
{
    return is_long_key(slip, slip->noticed, wp_guessed_line_colon(slip->document, &slip->line));
}

static bool is_line_of_dashes(struct wp_slip *slip)
{
    size_t end = slip->line.line.offset + slip->line.line.length;

    return wp_guessed_line_is_dashes(slip->document, &slip->line) &&
           slip->document->kind == WP_DOCUMENT_PLAN &&
           point_at(slip, wp_span(slip->line.begin, end - slip->line.begin));
}

static bool is_glued_to_key(struct wp_slip *slip)
{
    if (slip->line.key < 0 || !slip->line.glued)
        return false;
    point_at(slip, wp_span(slip->line.name.offset, slip->line.name.length + 1));
    slip->text = slice_of(slip, slip->line.name);
    return true;
}

static bool is_glued_to_dash(struct wp_slip *slip)
{
    point_at_value(slip);
    return slip->line.key < 0 && slip->text.length > 1 && slip->text.data[0] == '-' &&
           !slip->line.item;
}

static bool is_on_marker_line(struct wp_slip *slip)
{
    size_t begin = slip->line.line.offset + 4;

    return wp_str_equal_c(slice_of(slip, wp_span(begin - 4, 4)), "--- ") &&
           point_at(slip, wp_span(begin, slip->noticed - begin));
}

static bool is_long_value(struct wp_slip *slip)
{
    return slip->line.key < 0 && is_long_key(slip, slip->line.value.offset, slip->noticed);
}

static bool is_first_colon(struct wp_slip *slip)
{
    return wp_guessed_line_colon(slip->document, &slip->line) == slip->noticed;
}

static bool has_line_above(struct wp_slip *slip)
{
    return wp_guessed_line_above(slip->document, &slip->line, &slip->line);
}

/* Whether the line is a key, and the line above is an item without a key: `done: true` below `-
 * Read`. */
static bool is_below_plain_title(struct wp_slip *slip)
{
    struct wp_guessed_line above;

    return slip->line.key >= 0 && !slip->line.item &&
           wp_guessed_line_above(slip->document, &slip->line, &above) && above.item &&
           above.key < 0 && point_at(slip, above.value);
}

static bool point_at_key(struct wp_slip *slip)
{
    return point_at(slip, wp_span(slip->line.begin, slip->noticed - slip->line.begin));
}

/* Whether the last event begins with a character of `set`, and only blanks are between this event
 * and the offset of the slip. */
static bool follows(const struct wp_slip *slip, const char *set)
{
    size_t end = wp_span_end(slip->last);
    size_t at = slip->noticed;

    while (at > end && wp_str_one_of(byte_at(slip, at - 1), " \t"))
        at--;
    return at == end && end > 0 && wp_str_one_of(byte_at(slip, slip->last.offset), set);
}

static bool is_key_indicator(struct wp_slip *slip)
{
    return wp_str_one_of(byte_at(slip, slip->noticed), ":?");
}

static bool follows_quoted(struct wp_slip *slip)
{
    return follows(slip, "\"'") && slip->last.length > 1 && move_to(slip, slip->last.offset);
}

static bool follows_bracket(struct wp_slip *slip)
{
    return follows(slip, "]}");
}

static bool follows_alias(struct wp_slip *slip)
{
    return follows(slip, "*") && move_to(slip, slip->last.offset);
}

static bool follows_block_scalar(struct wp_slip *slip)
{
    slip->sign = byte_at(slip, slip->last.offset);
    return wp_str_one_of(slip->sign, "|>") && slip->last.length > 1 && point_at_value(slip);
}

static bool has_box_as_value(struct wp_slip *slip)
{
    return is_box(slice_of(slip, slip->line.value)) && move_to(slip, slip->line.value.offset);
}

static bool is_item(struct wp_slip *slip)
{
    return slip->line.item && point_at_noticed(slip);
}

static bool is_value_text(struct wp_slip *slip)
{
    size_t value = slip->line.value.offset;

    return !is_meant_as_bracket(slip, value) && move_to(slip, value);
}

static bool point_at_after_flow(struct wp_slip *slip)
{
    slip->sign = byte_at(slip, slip->last.offset);
    return point_at_rest(slip);
}

static bool point_at_document(struct wp_slip *slip)
{
    size_t end = wp_span_end(slip->line.value);

    return point_at(slip, wp_span(slip->line.begin, end - slip->line.begin));
}

static bool is_in_plan(struct wp_slip *slip)
{
    return point_at_document(slip) && slip->document->kind == WP_DOCUMENT_PLAN;
}

/* SLIP is a row with a message. LEAD is a row without a message, which continues with the rows of
 * the kind `then`. */
#define SLIP(kind, matches, words) WP_SLIP_##kind, matches, words, 0
#define LEAD(kind, matches, then)  WP_SLIP_##kind, matches, NULL, WP_SLIP_##then

/*
 * For each kind of slip, the first row of this kind that matches gives the message. A LEAD row
 * matches only if a row of the kind `then` matches too.
 *
 * `matches` changes a copy of the slip. The copy replaces the slip if the row matches. A row with
 * NULL for `matches` always matches.
 */
static const struct slip_row {
    enum wp_slip_kind kind;
    bool (*matches)(struct wp_slip *slip);
    const char *words;
    enum wp_slip_kind then;
} slip_rows[] = {
    {SLIP(ANCHOR, point_at_rest,
          "an anchor ('&') has no meaning in {noun} (if it is text, {quotes})")},
    {SLIP(ALIAS, point_at_rest,
          "an alias ('*') has no meaning in {noun} (if it is text, {quotes})")},
    {SLIP(TAG, point_at_rest, "a tag ('!') has no meaning in {noun} (if it is text, {quotes})")},
    {SLIP(INDICATOR, is_empty_box,
          "a text cannot begin with a box (leave it out: an open item needs no mark)")},
    {SLIP(INDICATOR, is_ticked_box_with_title,
          "a text cannot begin with a box (write 'title: {text}' and below it 'done: true')")},
    {SLIP(INDICATOR, is_ticked_box,
          "a text cannot begin with a box (leave it out, and write 'done: true' below 'title:')")},
    {SLIP(INDICATOR, point_at_indicator, "a text cannot begin with '{sign}' ({quotes})")},
    {LEAD(TEXT_COLON, move_to_first_colon, COLON)},
    {SLIP(COLON, point_at_colon, "a text cannot hold ': ' ({quotes})")},
    {SLIP(PROSE_KEY, is_key_of_list,
          "unknown key '{text}' (write 'title: {cut}', and below it 'subtasks:')")},
    {SLIP(PROSE_KEY, point_at_prose_key, "unknown key '{text}' (if it is text, {quotes})")},
    {SLIP(CONTINUATION, point_at_second_line, CONTINUED)},
    {SLIP(EMPTY_TITLE, is_null_word,
          "a title cannot be empty, and YAML reads '{text}' as empty (put quotes around it)")},
    {SLIP(EMPTY_TITLE, is_title_a_comment,
          "a '#' begins a comment, so the title is empty ({quotes})")},
    {SLIP(EMPTY_TITLE, point_at_given,
          "a title cannot be empty (write one, or take the line out)")},
    {SLIP(DIRECTIVE, point_at_line,
          "a line cannot begin with '%' (take it out, or indent it where it belongs to a text)")},
    {SLIP(OPEN_QUOTE, is_open_double_quote,
          "this quote is never closed (put \" at the end of the text as well)")},
    {SLIP(OPEN_QUOTE, point_at_open_quote,
          "this quote is never closed (put ' at the end of the text as well, or \" around all of "
          "it)")},
    {SLIP(
        ESCAPE, point_at_backslash,
        "a backslash means something else between double quotes (write two of them, or use single "
        "quotes)")},
    {LEAD(OPENED, move_to_opened, INDICATOR)},
    {SLIP(BLOCK_HEADER, is_header_of_text,
          "a text cannot begin on the line of '{sign}' (begin it on the next line, indented)")},
    {LEAD(BLOCK_HEADER, move_to_opened, INDICATOR)},
    {LEAD(CHARACTER, is_tab, TAB)},
    {LEAD(CHARACTER, NULL, INDICATOR)},
    {SLIP(TAB, is_in_indentation, "a tab cannot indent a line (use spaces)")},
    {SLIP(TAB, point_at_noticed, "a tab is not allowed here (use a space)")},
    {LEAD(IN_FLOW, is_opened_by_text, INDICATOR)},
    {SLIP(IN_FLOW, is_opened_above, NEVER_CLOSED)},
    {SLIP(IN_FLOW, is_long_key_in_flow, LONG_KEY)},
    {LEAD(IN_FLOW, is_colon, COLON)},
    {SLIP(IN_FLOW, point_at_missing_comma,
          "a comma is missing before this, or the '{sign}' is not closed")},
    {SLIP(NO_VALUE, is_bracket_at_end, NEVER_CLOSED)},
    {SLIP(NO_VALUE, is_at_end,
          "the brackets around this are never closed (put ']' or '}' at the end)")},
    {LEAD(NO_VALUE, is_at_value, INDICATOR)},
    {SLIP(NO_VALUE, point_at_noticed,
          "something is missing before this (check the commas and brackets of this line)")},
    {SLIP(SEQUENCE, is_first_on_line, MISALIGNED_ITEM)},
    {SLIP(SEQUENCE, is_key_with_list,
          "a list cannot begin on the line of its key (begin it on the next line)")},
    {LEAD(SEQUENCE, NULL, INDICATOR)},
    {LEAD(NO_COLON, move_to_opened, NO_KEY)},
    {SLIP(NO_KEY, is_long_line, LONG_KEY)},
    {LEAD(NO_KEY, NULL, GLUED)},
    {SLIP(NO_KEY, point_at_value,
          "this line is neither 'key: value' nor '- item' (check its indentation: a text that "
          "continues has to be indented)")},
    {SLIP(GLUED, is_line_of_dashes,
          "a new week begins with a line of exactly three dashes (write '---')")},
    {SLIP(GLUED, is_glued_to_key, "a space is missing after the colon (write '{text}: ')")},
    {SLIP(GLUED, is_glued_to_dash, "a space is missing after the dash (write '- ')")},
    {SLIP(TWO_COLONS, is_on_marker_line,
          "nothing is allowed on the line of '---' (write it on the next line)")},
    {SLIP(TWO_COLONS, is_long_value, LONG_KEY)},
    {LEAD(TWO_COLONS, is_first_colon, KEY_IN_TEXT)},
    {LEAD(TWO_COLONS, NULL, COLON)},
    {LEAD(KEY_IN_TEXT, has_line_above, GLUED)},
    {SLIP(KEY_IN_TEXT, is_below_plain_title,
          "a title with keys below it needs its own key (write '- title: {text}')")},
    {SLIP(KEY_IN_TEXT, point_at_key, CONTINUED)},
    {LEAD(STRUCTURE, is_key_indicator, INDICATOR)},
    {LEAD(STRUCTURE, follows_quoted, QUOTED)},
    {LEAD(STRUCTURE, follows_bracket, AFTER_FLOW)},
    {LEAD(STRUCTURE, follows_alias, INDICATOR)},
    {SLIP(STRUCTURE, follows_block_scalar,
          "this line is indented less than the text below the '{sign}' (indent it as far)")},
    {LEAD(STRUCTURE, has_box_as_value, INDICATOR)},
    {SLIP(STRUCTURE, is_below_plain_title,
          "a title with keys below it needs its own key (write '- title: {text}')")},
    {SLIP(STRUCTURE, is_item, MISALIGNED_ITEM)},
    {SLIP(STRUCTURE, point_at_noticed,
          "this is not indented like the lines above it (all keys of an item have the same "
          "indentation)")},
    {SLIP(QUOTED, is_quote_open_on_line,
          "this quote is not closed on its line (put {sign} at the end of the text)")},
    {SLIP(QUOTED, is_quote_at_end, "the text ends at its second quote (write {quoted})")},
    {SLIP(QUOTED, point_at_quoted,
          "a text that begins with a quote has to end with it ({quotes})")},
    {LEAD(AFTER_FLOW, is_value_text, INDICATOR)},
    {SLIP(AFTER_FLOW, point_at_after_flow, "nothing is allowed after this '{sign}' (take it out)")},
    {SLIP(DOCUMENT, is_in_plan,
          "this does not belong to the week above it (a new week begins with a line '---')")},
    {SLIP(DOCUMENT, point_at_document,
          "this does not belong to the lines above it (check the indentation)")},
    {SLIP(UNKNOWN, point_at_noticed,
          "this cannot be read (check the quotes, brackets and indentation around it)")},
};

/* The recursion ends: no kind leads back to itself, and at most four kinds lead to each other. */
const char *wp_slip_find(enum wp_slip_kind kind, struct wp_slip *slip)
{
    size_t i;

    for (i = 0; i < sizeof slip_rows / sizeof slip_rows[0]; i++) {
        const struct slip_row *row = &slip_rows[i];
        struct wp_slip copy = *slip;
        const char *words;

        if (row->kind != kind || (row->matches != NULL && !row->matches(&copy)))
            continue;
        words = row->words != NULL ? row->words : wp_slip_find(row->then, &copy);
        if (words != NULL) {
            *slip = copy;
            return words;
        }
    }
    return NULL;
}
