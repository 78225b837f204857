#include "import/item_marks.h"

#include "base/utf8.h"
#include "base/words_in_text.h"
#include "plan/progress_value.h"

/* Signs and their shortcodes. A variation selector may follow a sign. */
static const struct {
    const char *sign;
    enum wp_item_mark state;
} state_signs[] = {
    {"✓", WP_ITEM_MARK_DONE},
    {"✔", WP_ITEM_MARK_DONE},
    {"☑", WP_ITEM_MARK_DONE},
    {"✅", WP_ITEM_MARK_DONE},
    {":white_check_mark:", WP_ITEM_MARK_DONE},
    {":heavy_check_mark:", WP_ITEM_MARK_DONE},
    {":ballot_box_with_check:", WP_ITEM_MARK_DONE},
    {"☐", WP_ITEM_MARK_OPEN},
    {"✗", WP_ITEM_MARK_OPEN},
    {"✘", WP_ITEM_MARK_OPEN},
    {"❌", WP_ITEM_MARK_OPEN},
    {"✖", WP_ITEM_MARK_OPEN},
    {":x:", WP_ITEM_MARK_OPEN},
    {":heavy_multiplication_x:", WP_ITEM_MARK_OPEN},
    {":negative_squared_cross_mark:", WP_ITEM_MARK_OPEN},
};

/* The characters in brackets. */
static const struct {
    char box;
    enum wp_item_mark state;
} boxes[] = {
    {'x', WP_ITEM_MARK_DONE},    {'X', WP_ITEM_MARK_DONE},    {' ', WP_ITEM_MARK_OPEN},
    {'/', WP_ITEM_MARK_OPEN},    {'-', WP_ITEM_MARK_DROPPED}, {'~', WP_ITEM_MARK_DROPPED},
    {'>', WP_ITEM_MARK_DROPPED},
};

/* Words before a percentage that is a part of the title. */
static const char words_before_percentage[] =
    "to by at of above below over under than least most about around from until till with reach "
    "hit exceed up down only another first last top save saves";

/* Words at the end of "60% done". */
static const char words_after_progress[] = "done complete completed finished";

static bool is_space_or_tab(char byte)
{
    return byte == ' ' || byte == '\t';
}

static void set_state(struct wp_item_marks *marks, enum wp_item_mark state)
{
    if (marks->state == WP_ITEM_MARK_NONE)
        marks->state = state;
}

static void set_box(struct wp_item_marks *marks, char box)
{
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        if (boxes[i].box == box) {
            set_state(marks, boxes[i].state);
            marks->put_off = box == '>';
            marks->dash = box == '-';
        }
}

static bool is_box(char byte)
{
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        if (boxes[i].box == byte)
            return true;
    return false;
}

static bool take_box_at_begin(struct wp_title_text *title, struct wp_item_marks *marks)
{
    struct wp_str text = title->text;

    if (text.length < 3 || title->literal_begin < 3 || text.data[0] != '[' || text.data[2] != ']' ||
        !is_box(text.data[1]) || (text.length > 3 && !is_space_or_tab(text.data[3])))
        return false;
    set_box(marks, text.data[1]);
    *title = wp_title_text_after(*title, 3);
    return true;
}

/* Return the length of the variation selector at the beginning of `text`, or 0. */
static size_t selector_length(struct wp_str text)
{
    return wp_str_starts(text, "\xEF\xB8\x8F") || wp_str_starts(text, "\xEF\xB8\x8E") ? 3 : 0;
}

static bool take_sign_at_begin(struct wp_title_text *title, struct wp_item_marks *marks)
{
    for (size_t i = 0; i < sizeof state_signs / sizeof state_signs[0]; i++) {
        size_t length = strlen(state_signs[i].sign);

        if (!wp_str_starts(title->text, state_signs[i].sign) || title->literal_begin < length)
            continue;
        length += selector_length(wp_str_slice(title->text, length, title->text.length));
        if (length == title->text.length)
            return false;
        marks->sign = marks->sign || marks->state == WP_ITEM_MARK_NONE;
        set_state(marks, state_signs[i].state);
        *title = wp_title_text_after(*title, length);
        return true;
    }
    return false;
}

/* Return the offset of the last word of the text. */
static size_t last_word(struct wp_str text)
{
    size_t begin = text.length;

    while (begin > 0 && !is_space_or_tab(text.data[begin - 1]))
        begin--;
    return begin;
}

static bool take_sign_at_end(struct wp_title_text *title, struct wp_item_marks *marks)
{
    struct wp_str text = title->text;
    size_t begin = last_word(text);
    struct wp_str word = wp_str_slice(text, begin, text.length);

    if (begin == 0 || begin < title->literal_end)
        return false;
    for (size_t i = 0; i < sizeof state_signs / sizeof state_signs[0]; i++) {
        size_t length = strlen(state_signs[i].sign);

        if (wp_str_starts(word, state_signs[i].sign) &&
            length + selector_length(wp_str_slice(word, length, word.length)) == word.length) {
            set_state(marks, state_signs[i].state);
            *title = wp_title_text_before(*title, begin);
            return true;
        }
    }
    return false;
}

/* Return `text` without the word that is its last one, if it is one of `words`. */
static struct wp_str without_last_word(struct wp_str text, const char *words)
{
    size_t begin = last_word(text);

    return begin > 0 && wp_words_in_text_has(words, wp_str_slice(text, begin, text.length))
               ? wp_str_trim(wp_str_slice(text, 0, begin))
               : text;
}

/* Parse "60%", "60% done", "3/5", "3/5 talks", "3 of 5 talks". */
static bool parse_mark_of_progress(struct wp_str text, struct wp_arena *arena,
                                   struct wp_progress_value *value)
{
    struct wp_buf buf = WP_BUF_INIT;
    struct wp_str unit = wp_str("");
    size_t digits = 0;
    bool valid;

    text = without_last_word(text, words_after_progress);
    while (digits < text.length &&
           ((text.data[digits] >= '0' && text.data[digits] <= '9') || text.data[digits] == '.'))
        digits++;
    wp_buf_append(&buf, wp_str_slice(text, 0, digits));
    if (wp_str_starts(wp_str_slice(text, digits, text.length), " of ")) {
        wp_buf_putc(&buf, '/');
        digits += strlen(" of ");
    }
    wp_buf_append(&buf, wp_str_slice(text, digits, text.length));
    text = wp_arena_copy(arena, wp_buf_str(&buf));
    wp_buf_free(&buf);
    valid = digits > 0 && wp_progress_value_parse(text, value, &unit) == WP_PROGRESS_VALUE_VALID;
    value->given = valid;
    value->unit = unit;
    return valid;
}

/* Return the length of the text without a colon or a dash at its end. */
static size_t without_separator(struct wp_str text)
{
    static const char *const separators[] = {"–", "—", "-", ":", ","};

    text = wp_str_trim(text);
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        size_t length = strlen(separators[i]);

        if (text.length > length &&
            wp_str_equal_c(wp_str_slice(text, text.length - length, length), separators[i]))
            return text.length - length;
    }
    return text.length;
}

static bool take_progress(struct wp_title_text *title, struct wp_item_marks *marks,
                          struct wp_arena *arena)
{
    struct wp_str text = title->text;
    bool parentheses = text.length > 0 && text.data[text.length - 1] == ')';
    size_t begin = last_word(text);
    struct wp_str value = wp_str_slice(text, begin, text.length);
    struct wp_str before;

    if (marks->progress.given || text.length == 0)
        return false;
    if (parentheses) {
        for (begin = text.length; begin > 0 && text.data[begin - 1] != '(';)
            begin--;
        if (begin == 0)
            return false;
        value = wp_str_slice(text, begin, text.length - 1 - begin);
        begin--;
    } else if (value.data[value.length - 1] != '%') {
        return false;
    }
    before = wp_str_slice(text, 0, begin);
    if (begin == 0 || begin < title->literal_end || !is_space_or_tab(text.data[begin - 1]))
        return false;
    if (!parentheses) {
        struct wp_buf word = WP_BUF_INIT;
        struct wp_str trimmed = wp_str_trim(before);
        bool is_part;

        wp_utf8_normalize(&word, wp_str_slice(trimmed, last_word(trimmed), trimmed.length), true);
        is_part = wp_words_in_text_has(words_before_percentage, wp_buf_str(&word));
        wp_buf_free(&word);
        if (is_part)
            return false;
    }
    if (!parse_mark_of_progress(value, arena, &marks->progress))
        return false;
    *title = wp_title_text_before(*title, without_separator(before));
    return true;
}

/* Take the tildes of a title that is struck through as a whole, or up to a reason in parentheses
 * or after a dash. */
static void take_strike(struct wp_title_text *title, struct wp_item_marks *marks)
{
    struct wp_title_text rest = wp_title_text_after(*title, title->struck_end);
    size_t end = title->struck_end;
    size_t dash = 0;

    if (end <= 4 || title->struck_begin > 0)
        return;
    if (wp_str_starts(rest.text, "–") || wp_str_starts(rest.text, "—"))
        dash = strlen("–");
    else if (wp_str_starts(rest.text, "- ") || wp_str_starts(rest.text, ": "))
        dash = 1;
    if (dash > 0)
        marks->reason = wp_str_trim(wp_str_slice(rest.text, dash, rest.text.length));
    else if (rest.text.length > 2 && rest.text.data[0] == '(' &&
             rest.text.data[rest.text.length - 1] == ')')
        marks->reason = wp_str_trim(wp_str_slice(rest.text, 1, rest.text.length - 2));
    else if (rest.text.length > 0)
        return;
    if (wp_str_starts(marks->reason, "dropped:"))
        marks->reason = wp_str_trim(wp_str_slice(marks->reason, 8, marks->reason.length));
    set_state(marks, WP_ITEM_MARK_DROPPED);
    if (marks->state != WP_ITEM_MARK_DROPPED && marks->reason.length > 0) {
        marks->reason = wp_str("");
        return;
    }
    *title = wp_title_text_after(wp_title_text_before(*title, end - 2), 2);
}

/* Take "(dropped: REASON)" or "(dropped)" from the end of a title. */
static void take_reason(struct wp_title_text *title, struct wp_item_marks *marks)
{
    static const char word[] = "(dropped";
    struct wp_str text = title->text;
    size_t begin = text.length;
    size_t length = sizeof word - 1;
    struct wp_str reason;

    if (marks->state != WP_ITEM_MARK_DROPPED || begin == 0 || text.data[begin - 1] != ')')
        return;
    while (begin > 0 && !wp_str_starts(wp_str_slice(text, begin, length), word))
        begin--;
    reason = wp_str_slice(text, begin + length, text.length);
    if (begin == 0 || !is_space_or_tab(text.data[begin - 1]) ||
        (reason.data[0] != ':' && reason.length > 1))
        return;
    marks->reason = wp_str_trim(wp_str_slice(reason, 1, reason.length > 2 ? reason.length - 2 : 0));
    *title = wp_title_text_before(*title, begin);
}

struct wp_item_marks wp_item_marks_take(struct wp_title_text *title, char task,
                                        struct wp_arena *arena)
{
    struct wp_item_marks marks = {.state = WP_ITEM_MARK_NONE};
    bool open;

    if (task != 0)
        set_box(&marks, task);
    while (take_box_at_begin(title, &marks) || take_sign_at_begin(title, &marks))
        continue;
    while (take_sign_at_end(title, &marks) || take_progress(title, &marks, arena))
        continue;
    /* "[ ] ~~Read~~" is dropped: the box was left empty. */
    open = marks.state == WP_ITEM_MARK_OPEN;
    if (open && title->struck_end > 0)
        marks.state = WP_ITEM_MARK_NONE;
    take_reason(title, &marks);
    take_strike(title, &marks);
    if (open && marks.state == WP_ITEM_MARK_NONE)
        marks.state = WP_ITEM_MARK_OPEN;
    return marks;
}
