#include "yaml/slip_scalar.h"

#include "base/utf8.h"
#include "plan/keys.h"

enum { TITLE_COLUMNS = 40 };

static bool point_at_given(struct wp_slip *slip)
{
    return wp_slip_point_at(slip, slip->span);
}

static bool is_empty_box(struct wp_slip *slip)
{
    wp_slip_point_at_rest(slip);
    return wp_slip_is_box(slip->text) && slip->text.data[1] == ' ';
}

static bool is_ticked_box(struct wp_slip *slip)
{
    wp_slip_point_at_rest(slip);
    return wp_slip_is_box(slip->text);
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
    wp_slip_point_at_rest(slip);
    slip->sign = wp_slip_byte(slip, slip->span.offset);
    return true;
}

/* The next functions are for the member `matches` of rows about colons in plain scalars. */

static bool move_to_first_colon(struct wp_slip *slip)
{
    return wp_slip_move_to(slip, wp_line_parts_colon(slip->document, &slip->line));
}

/* Set the span to the colon, and the quoted text to the scalar around the colon, which the
 * message puts in quotes. Return true. */
static bool point_at_colon(struct wp_slip *slip)
{
    size_t begin = slip->line.value.offset;
    size_t colon = slip->noticed;

    if (wp_str_one_of(wp_slip_byte(slip, begin), "[{"))
        for (begin = colon; wp_line_parts_holds(&slip->line, begin - 1) &&
                            !wp_str_one_of(wp_slip_byte(slip, begin - 1), ",[{:");
             begin--)
            continue;
    while (wp_slip_byte(slip, begin) == ' ')
        begin++;
    wp_slip_point_at_noticed(slip);
    slip->quoted = wp_slip_slice(slip, wp_line_parts_rest(slip->document, &slip->line, begin));
    return true;
}

/* The next functions are for the member `matches` of rows about items and keys that YAML allows,
 * but the plan format does not. */

static bool point_at_prose_key(struct wp_slip *slip)
{
    point_at_given(slip);
    slip->quoted = wp_slip_slice(slip, slip->line.value);
    return true;
}

static bool is_key_of_list(struct wp_slip *slip)
{
    point_at_prose_key(slip);
    return slip->quoted.length > 0 && slip->quoted.data[slip->quoted.length - 1] == ':';
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

    while (wp_str_one_of(wp_slip_byte(slip, at), " \t"))
        at++;
    wp_slip_point_at(slip, wp_span(at, slip->line.line.offset + slip->line.line.length - at));
    return wp_slip_byte(slip, at) == '#';
}

/* The next functions are for the member `matches` of rows about quotes and escapes. */

static bool point_at_open_quote(struct wp_slip *slip)
{
    return wp_slip_move_to_opened(slip) && wp_slip_point_at_rest(slip);
}

static bool is_open_double_quote(struct wp_slip *slip)
{
    return point_at_open_quote(slip) && wp_slip_byte(slip, slip->opened) == '"';
}

static bool point_at_backslash(struct wp_slip *slip)
{
    size_t at = slip->noticed;

    while (at > 0 && wp_slip_byte(slip, at) != '\\')
        at--;
    return wp_slip_point_at(slip, wp_span(at, 2));
}

/* If more text follows a quoted scalar, as in `"Moby" Dick`, the slip is about both. Set its
 * span to all of this text, and `{sign}` to the quote. Return true. */
static bool point_at_quoted(struct wp_slip *slip)
{
    wp_slip_point_at_rest(slip);
    slip->sign = wp_slip_byte(slip, slip->noticed);
    return true;
}

static bool is_quote_open_on_line(struct wp_slip *slip)
{
    point_at_quoted(slip);
    return !wp_line_parts_holds(&slip->line, wp_span_end(slip->last));
}

static bool is_quote_at_end(struct wp_slip *slip)
{
    point_at_quoted(slip);
    slip->quoted = wp_str_slice(slip->text, 1, slip->text.length - 2);
    return slip->text.data[slip->text.length - 1] == slip->sign;
}

/* Whether the block scalar is the value of a key of text, such as `note`. */
static bool is_header_of_text(struct wp_slip *slip)
{
    int key = wp_line_parts_at(slip->document, slip->opened).key;

    wp_slip_point_at_noticed(slip);
    slip->sign = wp_slip_byte(slip, slip->opened);
    return key >= 0 && key != WP_KEY_EXTRA && wp_keys[key].kind == WP_KIND_STRING;
}

static bool is_tab(struct wp_slip *slip)
{
    return wp_slip_byte(slip, slip->noticed) == '\t';
}

static bool is_in_indentation(struct wp_slip *slip)
{
    return wp_slip_point_at_noticed(slip) && slip->noticed < slip->line.begin;
}

/* The first row of a kind that matches gives the message. SLIP rows have a message; LEAD rows
 * continue with the rows of another kind. */
static const struct wp_slip_row scalar_rows[] = {
    {SLIP(ANCHOR, wp_slip_point_at_rest,
          "an anchor ('&') has no meaning in {noun} (if it is text, {quotes})")},
    {SLIP(ALIAS, wp_slip_point_at_rest,
          "an alias ('*') has no meaning in {noun} (if it is text, {quotes})")},
    {SLIP(TAG, wp_slip_point_at_rest,
          "a tag ('!') has no meaning in {noun} (if it is text, {quotes})")},
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
    {SLIP(EMPTY_TITLE, is_null_word,
          "a title cannot be empty, and YAML reads '{text}' as empty (put quotes around it)")},
    {SLIP(EMPTY_TITLE, is_title_a_comment,
          "a '#' begins a comment, so the title is empty ({quotes})")},
    {SLIP(EMPTY_TITLE, point_at_given,
          "a title cannot be empty (write one, or take the line out)")},
    {SLIP(OPEN_QUOTE, is_open_double_quote,
          "this quote is never closed (put \" at the end of the text as well)")},
    {SLIP(OPEN_QUOTE, point_at_open_quote,
          "this quote is never closed (put ' at the end of the text as well, or \" around all of "
          "it)")},
    {SLIP(
        ESCAPE, point_at_backslash,
        "a backslash means something else between double quotes (write two of them, or use single "
        "quotes)")},
    {LEAD(OPENED, wp_slip_move_to_opened, INDICATOR)},
    {SLIP(BLOCK_HEADER, is_header_of_text,
          "a text cannot begin on the line of '{sign}' (begin it on the next line, indented)")},
    {LEAD(BLOCK_HEADER, wp_slip_move_to_opened, INDICATOR)},
    {LEAD(CHARACTER, is_tab, TAB)},
    {LEAD(CHARACTER, NULL, INDICATOR)},
    {SLIP(TAB, is_in_indentation, "a tab cannot indent a line (use spaces)")},
    {SLIP(TAB, wp_slip_point_at_noticed, "a tab is not allowed here (use a space)")},
    {SLIP(QUOTED, is_quote_open_on_line,
          "this quote is not closed on its line (put {sign} at the end of the text)")},
    {SLIP(QUOTED, is_quote_at_end, "the text ends at its second quote (write {quoted})")},
    {SLIP(QUOTED, point_at_quoted,
          "a text that begins with a quote has to end with it ({quotes})")},
};

const struct wp_slip_row *wp_slip_scalar_rows(size_t *count)
{
    *count = sizeof scalar_rows / sizeof scalar_rows[0];
    return scalar_rows;
}
