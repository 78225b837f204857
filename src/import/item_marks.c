#include "import/item_marks.h"

#include "base/utf8.h"
#include "base/words_in_text.h"
#include "markdown/task_marks.h"

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

    if (text.length < 3 || wp_title_text_is_literal(*title, 0, 3) || text.data[0] != '[' ||
        text.data[2] != ']' || !is_box(text.data[1]) ||
        (text.length > 3 && !is_space_or_tab(text.data[3])))
        return false;
    set_box(marks, text.data[1]);
    *title = wp_title_text_after(*title, 3);
    return true;
}

static bool take_sign_at_begin(struct wp_title_text *title, struct wp_item_marks *marks)
{
    bool done;
    size_t length = wp_task_marks_sign(title->text, &done);

    if (length == 0 || length == title->text.length || wp_title_text_is_literal(*title, 0, length))
        return false;
    marks->sign = marks->sign || marks->state == WP_ITEM_MARK_NONE;
    set_state(marks, done ? WP_ITEM_MARK_DONE : WP_ITEM_MARK_OPEN);
    *title = wp_title_text_after(*title, length);
    return true;
}

static bool take_word_at_begin(struct wp_title_text *title, struct wp_item_marks *marks)
{
    char box;
    size_t length = wp_task_marks_word(title->text, &box);

    if (length == 0 || marks->state != WP_ITEM_MARK_NONE ||
        wp_title_text_is_literal(*title, 0, length))
        return false;
    set_box(marks, box);
    marks->first_word = true;
    *title = wp_title_text_after(*title, length);
    return true;
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
    bool done;

    if (begin == 0 || wp_title_text_is_literal(*title, begin, text.length) ||
        wp_task_marks_sign(wp_str_slice(text, begin, text.length), &done) != text.length - begin ||
        begin == text.length)
        return false;
    set_state(marks, done ? WP_ITEM_MARK_DONE : WP_ITEM_MARK_OPEN);
    *title = wp_title_text_before(*title, begin);
    return true;
}

/* Return the length of the title without a colon or a dash at its end. */
static size_t without_separator(struct wp_title_text title)
{
    static const char *const separators[] = {"–", "—", "-", ":", ","};

    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        size_t length = strlen(separators[i]);
        size_t begin = title.text.length - length;

        if (title.text.length > length && !wp_title_text_is_literal(title, begin, begin + length) &&
            wp_str_equal_c(wp_str_slice(title.text, begin, length), separators[i]))
            return begin;
    }
    return title.text.length;
}

static bool take_word_at_end(struct wp_title_text *title, struct wp_item_marks *marks)
{
    struct wp_title_text before;
    char box;
    size_t length = wp_task_marks_word_at_end(title->text, &box);
    size_t begin = title->text.length - length;

    if (length == 0 || marks->state != WP_ITEM_MARK_NONE ||
        wp_title_text_is_literal(*title, begin, title->text.length))
        return false;
    before = wp_title_text_before(*title, begin);
    if (without_separator(before) == before.text.length)
        return false;
    set_box(marks, box);
    marks->last_word = true;
    *title = wp_title_text_before(before, without_separator(before));
    return true;
}

/* Whether a percentage after this text is a part of the title. */
static bool is_before_percentage(struct wp_str text)
{
    struct wp_buf word = WP_BUF_INIT;
    bool is_part;

    wp_utf8_normalize(&word, wp_str_slice(text, last_word(text), text.length), true);
    is_part = wp_words_in_text_has(words_before_percentage, wp_buf_str(&word));
    wp_buf_free(&word);
    return is_part;
}

/* Take a percentage without parentheses from the end of a title. */
static bool take_percentage(struct wp_title_text *title, struct wp_item_marks *marks,
                            struct wp_arena *arena)
{
    struct wp_str text = title->text;
    size_t begin = last_word(text);
    struct wp_title_text before;

    if (marks->progress.given || begin == 0 || text.data[text.length - 1] != '%' ||
        wp_title_text_is_literal(*title, begin, text.length))
        return false;
    before = wp_title_text_before(*title, begin);
    if (is_before_percentage(before.text) ||
        !wp_item_facts_parse_progress(wp_str_slice(text, begin, text.length), arena,
                                      &marks->progress))
        return false;
    *title = wp_title_text_before(before, without_separator(before));
    return true;
}

/* Take facts, in parentheses or with signs, from the end of a title. */
static bool take_facts(struct wp_title_text *title, struct wp_item_marks *marks,
                       struct wp_arena *arena)
{
    struct wp_item_facts facts;
    size_t begin = wp_item_facts_find(*title, &facts, arena);
    struct wp_title_text before = wp_title_text_before(*title, begin);
    bool dropped = facts.drop != WP_ITEM_DROP_NONE;
    bool struck = title->struck_end > 0 && title->struck_begin == 0 &&
                  (marks->state == WP_ITEM_MARK_NONE || marks->state == WP_ITEM_MARK_OPEN);

    if (begin == 0 || (facts.progress.given && marks->progress.given) ||
        (facts.is_more_than_progress && marks->facts.is_more_than_progress) ||
        (dropped && marks->state != WP_ITEM_MARK_DROPPED && !struck) ||
        ((facts.done.given || facts.done_itself) && marks->state != WP_ITEM_MARK_NONE &&
         marks->state != WP_ITEM_MARK_DONE))
        return false;
    if (facts.progress.given)
        marks->progress = facts.progress;
    if (facts.is_more_than_progress) {
        marks->facts = facts;
        marks->reason = facts.reason;
    } else {
        before = wp_title_text_before(before, without_separator(before));
    }
    marks->facts.has_percent = marks->facts.has_percent || facts.has_percent;
    marks->last_word = marks->last_word || (facts.done_itself && marks->state == WP_ITEM_MARK_NONE);
    if (facts.done.given || facts.done_itself)
        set_state(marks, WP_ITEM_MARK_DONE);
    *title = before;
    return true;
}

/* Take the tildes of a title that is struck through as a whole, or up to a reason in parentheses
 * or after a dash. */
static void take_strike(struct wp_title_text *title, struct wp_item_marks *marks)
{
    struct wp_title_text rest = wp_title_text_after(*title, title->struck_end);
    size_t end = title->struck_end;
    size_t dash = 0;

    /* If a reason is known, what is after the tildes is not another one. */
    if (end <= 4 || title->struck_begin > 0 ||
        ((marks->reason.length > 0 || marks->facts.drop != WP_ITEM_DROP_NONE) &&
         rest.text.length > 0))
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

struct wp_item_marks wp_item_marks_take(struct wp_title_text *title, char task,
                                        struct wp_arena *arena)
{
    struct wp_item_marks marks = {.state = WP_ITEM_MARK_NONE};
    struct wp_item_marks marks_before;
    struct wp_title_text title_before;
    bool open;

    if (task != 0)
        set_box(&marks, task);
    while (take_box_at_begin(title, &marks) || take_sign_at_begin(title, &marks) ||
           take_word_at_begin(title, &marks))
        continue;
    title_before = *title;
    marks_before = marks;
    while (take_sign_at_end(title, &marks) || take_word_at_end(title, &marks) ||
           take_percentage(title, &marks, arena) || take_facts(title, &marks, arena))
        continue;
    /* "[ ] ~~Read~~" is dropped: the box was left empty. */
    open = marks.state == WP_ITEM_MARK_OPEN;
    if (open && title->struck_end > 0)
        marks.state = WP_ITEM_MARK_NONE;
    take_strike(title, &marks);
    /* The title is not struck through as a whole, so nothing tells that the item was dropped. */
    if (marks.facts.drop != WP_ITEM_DROP_NONE && marks.state != WP_ITEM_MARK_DROPPED) {
        *title = title_before;
        return marks_before;
    }
    if (open && marks.state == WP_ITEM_MARK_NONE)
        marks.state = WP_ITEM_MARK_OPEN;
    return marks;
}
