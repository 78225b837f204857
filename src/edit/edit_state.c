#include "edit/edit_state.h"

#include <string.h>

#include "edit/block.h"
#include "edit/chomping.h"
#include "edit/copy_item.h"
#include "edit/line.h"
#include "plan/keys.h"

/* What begins with a '#' behind something is a comment of its own only behind a blank. */
static bool wants_blank(const struct wp_edit_state *state, size_t end, char before)
{
    struct wp_str text = state->week->text;

    return end < text.length && text.data[end] == '#' && strchr(" \t\r\n", before) == NULL;
}

static void edit_state_put(struct wp_edit_state *state, struct wp_span span, struct wp_str text)
{
    if (text.length > 0 && wants_blank(state, wp_span_end(span), text.data[text.length - 1])) {
        wp_buf_putc(&state->scratch, ' ');
        text = wp_str_slice(wp_buf_str(&state->scratch), state->scratch.length - text.length - 1,
                            text.length + 1);
    }
    wp_splice(&state->splices, span, text);
    if (state->takes > 0 && state->splices.count > 0)
        state->splices.list[state->splices.count - 1].takes = state->takes;
    state->takes = 0;
    state->splices.failed = state->splices.failed || state->scratch.failed;
    wp_buf_clear(&state->scratch);
}

void wp_edit_state_put(struct wp_edit_state *state, struct wp_span span, size_t skip)
{
    edit_state_put(state, span,
                   wp_str_slice(wp_buf_str(&state->scratch), skip, state->scratch.length));
}

/* `ends`: their last line ends with a break, whatever the text does. */
static void put_lines(struct wp_edit_state *state, size_t offset, bool ends)
{
    struct wp_str text = state->week->text;
    struct wp_str lines = wp_buf_str(&state->scratch);
    size_t break_length = strlen(state->style.line_break);

    if (offset == text.length && state->unended) {
        wp_ending_complete(state->week, &state->splices, state->style.line_break);
        state->unended = false;
    }
    if (offset == text.length && wp_line_break_before(text, offset) == 0 && !ends) {
        lines.length -= lines.length >= break_length ? break_length : 0;
        state->unended = true;
    }
    edit_state_put(state, wp_span(offset, 0), lines);
}

/* Return the place for lines that are to go to `offset`. An item comes before what it is
 * under, so what went below blank lines is under what would go above them. */
static size_t behind_passed(const struct wp_edit_state *state, size_t offset)
{
    struct wp_span passed = state->passed;

    return offset >= passed.offset && offset < wp_span_end(passed) ? wp_span_end(passed) : offset;
}

void wp_edit_state_put_lines(struct wp_edit_state *state, size_t offset)
{
    put_lines(state, behind_passed(state, offset), false);
}

void wp_edit_state_put_items(struct wp_edit_state *state, size_t offset, const struct wp_item *last)
{
    size_t takes = SIZE_MAX;
    bool ends = false;
    size_t end;

    if (state->source != NULL)
        takes = wp_lift_takes(state->source, last, &ends);
    else if (wp_write_ends_in_block(last))
        takes = 1;
    offset = behind_passed(state, offset);
    end = wp_block_blanks(state->week->text, offset, takes);
    if (end > offset)
        state->passed = wp_span(offset, end - offset);
    offset = wp_splices_behind(&state->splices, end);
    state->takes = takes;
    put_lines(state, offset, ends);
}

void wp_edit_state_put_text(struct wp_edit_state *state, size_t offset, const char *text)
{
    wp_splice(&state->splices, wp_span(offset, 0), wp_str(text));
    if (wants_blank(state, offset, text[strlen(text) - 1]))
        wp_splice(&state->splices, wp_span(offset, 0), wp_str(" "));
}

void wp_edit_state_remove(struct wp_edit_state *state, size_t begin, size_t end)
{
    char before = begin > 0 ? state->week->text.data[begin - 1] : '\n';

    wp_splice(&state->splices, wp_span(begin, end - begin),
              wp_str(wants_blank(state, end, before) ? " " : ""));
}

void wp_edit_state_remove_seq(struct wp_edit_state *state, struct wp_span list)
{
    struct wp_str text = state->week->text;
    size_t line = wp_line_begin(text, list.offset);
    size_t begin = wp_line_before_blanks(text, list.offset);
    size_t end = wp_span_end(list);
    size_t behind = wp_line_skip_blanks(text, end);

    if (behind == text.length || wp_line_break_at(text, behind) > 0) {
        end = begin == line ? wp_line_next(text, behind) : behind;
        state->unended = state->unended && (begin > line || end < text.length);
    } else if (memchr(text.data + end, '\t', behind - end) != NULL || text.data[end] == '#') {
        /* No tab may stand behind the colon of an explicit key, and no comment right
         * behind it. */
        wp_splice(&state->splices, wp_span(begin, behind - begin), wp_str(" "));
        return;
    }
    wp_edit_state_remove(state, begin, end);
}

static const struct wp_habit no_habit = {.counts = {0}};

/* The keys of most items of a list have their quotes, else those of its parent; none where
 * they differ. */
static void look_at_list(struct wp_edit_state *state, const struct wp_item *parent)
{
    struct wp_str text = state->week->text;
    struct wp_habit keys = {.counts = {0}};
    const struct wp_item *item;

    if (state->looked_at == parent)
        return;
    state->looked_at = parent;
    state->titles = (struct wp_habit){.counts = {0}};
    for (item = parent->first; item != NULL; item = item->next) {
        wp_habit_add(&state->titles, item->title, wp_quotes_of(text, item, WP_KEY_TITLE));
        if (item->layout.field_count > 0)
            keys.counts[wp_quotes_of_keys(text, item)]++;
    }
    state->keys = wp_habit_most(&keys, wp_quotes_of_keys(text, parent));
}

/* Return how the texts of an item are quoted: its title, id and note. */
static struct wp_habit habit_of(struct wp_str text, const struct wp_item *item)
{
    struct wp_habit habit = {.counts = {0}};
    enum wp_key key;

    for (key = 0; key < WP_KEY_COUNT; key++) {
        const struct wp_str *value = wp_item_const_member(item, wp_keys[key].value);

        if ((wp_key_is_prose(key) || wp_keys[key].kind == WP_KIND_ID) && value->length > 0)
            wp_habit_add(&habit, *value, wp_quotes_of(text, item, key));
    }
    return habit;
}

/* Find out how the titles, the tags and the links of the week are quoted. */
static void look_at_week(struct wp_edit_state *state)
{
    struct wp_str text = state->week->text;
    const struct wp_item *item = &state->week->root;

    if (state->knows_week)
        return;
    state->knows_week = true;
    for (; item != NULL; item = wp_item_after(item, &state->week->root)) {
        const struct wp_field *tags = wp_item_field(item, WP_KEY_TAGS);
        const struct wp_field *links = wp_item_field(item, WP_KEY_LINKS);

        if (item->title.length > 0)
            wp_habit_add(&state->week_titles, item->title, wp_quotes_of(text, item, WP_KEY_TITLE));
        if (tags != NULL)
            wp_habit_add_strings(&state->week_strings, text, tags->value, &item->tags);
        if (links != NULL)
            wp_habit_add_strings(&state->week_strings, text, links->value, &item->links);
    }
}

/* Return the quotes of a new tag or link, with `habit` of the others in its list. Beside
 * quoted keys an empty list follows the texts of its item. */
static enum wp_quotes quotes_of_strings(const struct wp_edit_state *state,
                                        const struct wp_habit *habit)
{
    return state->style.keys != WP_QUOTES_NONE
               ? wp_habit_most(habit, state->style.quotes)
               : wp_habit_quotes(habit, &state->week_strings, WP_QUOTES_NONE);
}

void wp_edit_state_follow(struct wp_edit_state *state, const struct wp_item *item)
{
    struct wp_str text = state->week->text;
    struct wp_habit habit = habit_of(text, item);

    look_at_week(state);
    if (item->layout.field_count > 0) {
        state->style.keys = wp_quotes_of_keys(text, item);
    } else {
        look_at_list(state, item->parent);
        state->style.keys = state->keys;
    }
    state->style.quotes = wp_habit_quotes(&habit, &state->week_titles, state->style.keys);
    state->style.strings = quotes_of_strings(state, &no_habit);
}

size_t wp_edit_state_follow_strings(struct wp_edit_state *state, const struct wp_item *item,
                                    struct wp_span value, const struct wp_list *list)
{
    struct wp_habit habit = {.counts = {0}};
    size_t count = wp_habit_add_strings(&habit, state->week->text, value, list);

    wp_edit_state_follow(state, item);
    state->style.strings = quotes_of_strings(state, &habit);
    return count;
}

void wp_edit_state_follow_seq(struct wp_edit_state *state, const struct wp_item *parent)
{
    struct wp_habit habit;

    look_at_week(state);
    look_at_list(state, parent);
    habit = parent->first != NULL ? state->titles : habit_of(state->week->text, parent);
    state->style.keys = state->keys;
    state->style.quotes = wp_habit_quotes(&habit, &state->week_titles, state->keys);
    state->style.strings = quotes_of_strings(state, &no_habit);
}

size_t wp_edit_state_column(const struct wp_edit_state *state, const struct wp_item *item)
{
    return wp_line_column(state->week->text, item->layout.span.offset);
}

void wp_edit_state_complete_key(struct wp_edit_state *state, const struct wp_item *item,
                                const struct wp_field *field)
{
    if (field->value.length > 0 || state->week->text.data[field->value.offset - 1] == ':')
        return;
    if (item->layout.style == WP_BLOCK) {
        wp_buf_puts(&state->scratch, state->style.line_break);
        wp_buf_repeat(&state->scratch, " ", wp_edit_state_column(state, item));
    }
    wp_buf_putc(&state->scratch, ':');
}
