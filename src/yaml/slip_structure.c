#include "yaml/slip_structure.h"

#include <string.h>

#include "base/utf8.h"
#include "plan/keys.h"

enum { KEY_CHARACTERS_MAX = 1024 };

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

static bool point_at_line(struct wp_slip *slip)
{
    return wp_slip_point_at(slip, wp_span(slip->line.line.offset, slip->line.line.length));
}

static bool is_colon(struct wp_slip *slip)
{
    return wp_slip_byte(slip, slip->noticed) == ':';
}

/* Whether a key is longer than YAML allows on one line (1024 characters; YAML 1.2, section 7.4.2).
 * If it is, set the span to the key. */
static bool is_long_key(struct wp_slip *slip, size_t begin, size_t colon)
{
    struct wp_span key = wp_span(begin, colon > begin ? colon - begin : 0);

    return wp_slip_byte(slip, colon) == ':' &&
           wp_utf8_length(wp_slip_slice(slip, key)) > KEY_CHARACTERS_MAX &&
           wp_slip_point_at(slip, key);
}

/* Move the slip to the next line that is not blank, the second line of a value. Set the span of the
 * slip to the text of that line. Return true. */
static bool point_at_second_line(struct wp_slip *slip)
{
    size_t at = slip->line.line.offset + slip->line.line.length;

    while (wp_str_one_of(wp_slip_byte(slip, at), " \t\r\n"))
        at++;
    return wp_slip_move_to(slip, at) && wp_slip_point_at_rest(slip);
}

/* The next functions are for the member `matches` of rows about flow collections. */

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
    struct wp_line_parts line = wp_line_parts_at(document, offset);
    bool list = wp_slip_byte(slip, offset) == '[';

    if (offset != line.value.offset || line.key == WP_KEY_EXTRA ||
        document->kind != WP_DOCUMENT_PLAN)
        return true;
    if (line.key >= 0)
        return list && has_list(line.key);
    return !list && memchr(document->bytes.data + offset, ':', line.value.length) != NULL;
}

static bool is_opened_by_text(struct wp_slip *slip)
{
    return !is_meant_as_bracket(slip, slip->opened) && wp_slip_move_to_opened(slip);
}

static bool is_opened_above(struct wp_slip *slip)
{
    return !wp_line_parts_holds(&slip->line, slip->opened) &&
           wp_slip_point_at_sign(slip, slip->opened);
}

/* Whether the entry of a flow collection that contains slip->noticed is too long for a key. An
 * entry begins after a comma or a bracket. */
static bool is_long_key_in_flow(struct wp_slip *slip)
{
    size_t begin = slip->noticed;

    while (begin > slip->line.begin && !wp_str_one_of(wp_slip_byte(slip, begin - 1), ",[{"))
        begin--;
    while (wp_slip_byte(slip, begin) == ' ')
        begin++;
    return is_long_key(slip, begin, slip->noticed);
}

static bool point_at_missing_comma(struct wp_slip *slip)
{
    wp_slip_point_at_noticed(slip);
    slip->sign = wp_slip_byte(slip, slip->opened);
    return true;
}

static bool is_at_end(struct wp_slip *slip)
{
    return wp_slip_byte(slip, slip->noticed) == '\0' && wp_slip_point_at(slip, slip->last);
}

static bool is_bracket_at_end(struct wp_slip *slip)
{
    return is_at_end(slip) && wp_str_one_of(wp_slip_byte(slip, slip->last.offset), "[{") &&
           wp_slip_point_at_sign(slip, slip->last.offset);
}

static bool is_at_value(struct wp_slip *slip)
{
    return slip->noticed == slip->line.value.offset;
}

/* The next functions are for the member `matches` of rows about block sequences and mappings. */

static bool is_first_on_line(struct wp_slip *slip)
{
    return slip->noticed == slip->line.begin && wp_slip_point_at_noticed(slip);
}

static bool is_key_with_list(struct wp_slip *slip)
{
    return has_list(slip->line.key) && wp_slip_point_at_value(slip);
}

static bool is_long_line(struct wp_slip *slip)
{
    return is_long_key(slip, slip->noticed, wp_line_parts_colon(slip->document, &slip->line));
}

static bool is_line_of_dashes(struct wp_slip *slip)
{
    size_t end = slip->line.line.offset + slip->line.line.length;

    return wp_line_parts_is_dashes(slip->document, &slip->line) &&
           slip->document->kind == WP_DOCUMENT_PLAN &&
           wp_slip_point_at(slip, wp_span(slip->line.begin, end - slip->line.begin));
}

static bool is_glued_to_key(struct wp_slip *slip)
{
    if (slip->line.key < 0 || !slip->line.glued)
        return false;
    wp_slip_point_at(slip, wp_span(slip->line.name.offset, slip->line.name.length + 1));
    slip->text = wp_slip_slice(slip, slip->line.name);
    return true;
}

static bool is_glued_to_dash(struct wp_slip *slip)
{
    wp_slip_point_at_value(slip);
    return slip->line.key < 0 && slip->text.length > 1 && slip->text.data[0] == '-' &&
           !slip->line.item;
}

static bool is_on_marker_line(struct wp_slip *slip)
{
    size_t begin = slip->line.line.offset + 4;

    return wp_str_equal_c(wp_slip_slice(slip, wp_span(begin - 4, 4)), "--- ") &&
           wp_slip_point_at(slip, wp_span(begin, slip->noticed - begin));
}

static bool is_long_value(struct wp_slip *slip)
{
    return slip->line.key < 0 && is_long_key(slip, slip->line.value.offset, slip->noticed);
}

static bool is_first_colon(struct wp_slip *slip)
{
    return wp_line_parts_colon(slip->document, &slip->line) == slip->noticed;
}

static bool has_line_above(struct wp_slip *slip)
{
    return wp_line_parts_above(slip->document, &slip->line, &slip->line);
}

/* Whether the line is a key, and the line above is an item without a key: `done: true` below `-
 * Read`. */
static bool is_below_plain_title(struct wp_slip *slip)
{
    struct wp_line_parts above;

    return slip->line.key >= 0 && !slip->line.item &&
           wp_line_parts_above(slip->document, &slip->line, &above) && above.item &&
           above.key < 0 && wp_slip_point_at(slip, above.value);
}

static bool point_at_key(struct wp_slip *slip)
{
    return wp_slip_point_at(slip, wp_span(slip->line.begin, slip->noticed - slip->line.begin));
}

/* Whether the last event begins with a character of `set`, and only blanks are between this event
 * and slip->noticed. */
static bool follows(const struct wp_slip *slip, const char *set)
{
    size_t end = wp_span_end(slip->last);
    size_t at = slip->noticed;

    while (at > end && wp_str_one_of(wp_slip_byte(slip, at - 1), " \t"))
        at--;
    return at == end && end > 0 && wp_str_one_of(wp_slip_byte(slip, slip->last.offset), set);
}

static bool is_key_indicator(struct wp_slip *slip)
{
    return wp_str_one_of(wp_slip_byte(slip, slip->noticed), ":?");
}

static bool follows_quoted(struct wp_slip *slip)
{
    return follows(slip, "\"'") && slip->last.length > 1 &&
           wp_slip_move_to(slip, slip->last.offset);
}

static bool follows_bracket(struct wp_slip *slip)
{
    return follows(slip, "]}");
}

static bool follows_alias(struct wp_slip *slip)
{
    return follows(slip, "*") && wp_slip_move_to(slip, slip->last.offset);
}

static bool follows_block_scalar(struct wp_slip *slip)
{
    slip->sign = wp_slip_byte(slip, slip->last.offset);
    return wp_str_one_of(slip->sign, "|>") && slip->last.length > 1 && wp_slip_point_at_value(slip);
}

static bool has_box_as_value(struct wp_slip *slip)
{
    return wp_slip_is_box(wp_slip_slice(slip, slip->line.value)) &&
           wp_slip_move_to(slip, slip->line.value.offset);
}

static bool is_item(struct wp_slip *slip)
{
    return slip->line.item && wp_slip_point_at_noticed(slip);
}

static bool is_value_text(struct wp_slip *slip)
{
    size_t value = slip->line.value.offset;

    return !is_meant_as_bracket(slip, value) && wp_slip_move_to(slip, value);
}

static bool point_at_after_flow(struct wp_slip *slip)
{
    slip->sign = wp_slip_byte(slip, slip->last.offset);
    return wp_slip_point_at_rest(slip);
}

static bool point_at_document(struct wp_slip *slip)
{
    size_t end = wp_span_end(slip->line.value);

    return wp_slip_point_at(slip, wp_span(slip->line.begin, end - slip->line.begin));
}

static bool is_in_plan(struct wp_slip *slip)
{
    return point_at_document(slip) && slip->document->kind == WP_DOCUMENT_PLAN;
}

/* The first row of a kind that matches gives the message. SLIP rows have a message; LEAD rows
 * continue with the rows of another kind. */
static const struct wp_slip_row structure_rows[] = {
    {SLIP(CONTINUATION, point_at_second_line, CONTINUED)},
    {SLIP(DIRECTIVE, point_at_line,
          "a line cannot begin with '%' (take it out, or indent it where it belongs to a text)")},
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
    {SLIP(NO_VALUE, wp_slip_point_at_noticed,
          "something is missing before this (check the commas and brackets of this line)")},
    {SLIP(SEQUENCE, is_first_on_line, MISALIGNED_ITEM)},
    {SLIP(SEQUENCE, is_key_with_list,
          "a list cannot begin on the line of its key (begin it on the next line)")},
    {LEAD(SEQUENCE, NULL, INDICATOR)},
    {LEAD(NO_COLON, wp_slip_move_to_opened, NO_KEY)},
    {SLIP(NO_KEY, is_long_line, LONG_KEY)},
    {LEAD(NO_KEY, NULL, GLUED)},
    {SLIP(NO_KEY, wp_slip_point_at_value,
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
    {SLIP(STRUCTURE, wp_slip_point_at_noticed,
          "this is not indented like the lines above it (all keys of an item have the same "
          "indentation)")},
    {LEAD(AFTER_FLOW, is_value_text, INDICATOR)},
    {SLIP(AFTER_FLOW, point_at_after_flow, "nothing is allowed after this '{sign}' (take it out)")},
    {SLIP(DOCUMENT, is_in_plan,
          "this does not belong to the week above it (a new week begins with a line '---')")},
    {SLIP(DOCUMENT, point_at_document,
          "this does not belong to the lines above it (check the indentation)")},
    {SLIP(UNKNOWN, wp_slip_point_at_noticed,
          "this cannot be read (check the quotes, brackets and indentation around it)")},
};

const struct wp_slip_row *wp_slip_structure_rows(size_t *count)
{
    *count = sizeof structure_rows / sizeof structure_rows[0];
    return structure_rows;
}
