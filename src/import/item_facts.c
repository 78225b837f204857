#include "import/item_facts.h"

#include "base/words_in_text.h"
#include "markdown/task_marks.h"
#include "plan/parse_value.h"
#include "plan/progress_value.h"

/* Return `text` without the word that is its last one, if it is one of `words`. */
static struct wp_str without_last_word(struct wp_str text, const char *words)
{
    size_t begin = text.length;

    while (begin > 0 && text.data[begin - 1] != ' ' && text.data[begin - 1] != '\t')
        begin--;
    return begin > 0 && wp_words_in_text_has(words, wp_str_slice(text, begin, text.length))
               ? wp_str_trim(wp_str_slice(text, 0, begin))
               : text;
}

/* Parse a mark of progress without words such as "done" at its end. */
static bool parse_progress_mark(struct wp_str text, struct wp_arena *arena,
                                struct wp_progress_value *value)
{
    struct wp_buf buf = WP_BUF_INIT;
    struct wp_str unit = wp_str("");
    size_t digits = 0;
    bool valid;

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

bool wp_item_facts_parse_progress(struct wp_str text, struct wp_arena *arena,
                                  struct wp_progress_value *value)
{
    return parse_progress_mark(without_last_word(text, wp_task_marks_after_progress), arena, value);
}

/* Parse a day: "Fri", "9 Aug", "Aug 9, 2019", "2019-08-09". */
static bool parse_fact_day(struct wp_str text, struct wp_fact_day *day)
{
    struct wp_typed_date typed;
    struct wp_date date;

    if (day->given || text.length == 0)
        return false;
    if (wp_weekday_parse(text, &day->weekday)) {
        day->is_weekday = day->given = true;
        return true;
    }
    if (!wp_typed_date_take(&text, &typed) || text.length > 0 || typed.ambiguous ||
        typed.date.month == 0)
        return false;
    day->date = date = typed.date;
    if (date.year == WP_TYPED_DATE_NO_YEAR)
        date.year = 2000; /* a leap year */
    day->given = wp_typed_date_exists(date);
    return day->given;
}

static bool is_days_late(struct wp_str text)
{
    size_t digits = 0;

    while (digits < text.length && text.data[digits] >= '0' && text.data[digits] <= '9')
        digits++;
    text = wp_str_slice(text, digits, text.length);
    return wp_str_equal_c(text, " day late") || wp_str_equal_c(text, " days late");
}

static bool is_fact_percentage(struct wp_str text)
{
    struct wp_progress_value value;
    struct wp_str unit;

    return wp_progress_value_parse(text, &value, &unit) == WP_PROGRESS_VALUE_VALID &&
           wp_str_equal_c(unit, "%");
}

/* Add a percentage or a count. A count counts more than a percentage beside it. In a literal text
 * the word "done" at the end is a part of the unit. */
static bool add_progress_fact(struct wp_item_facts *facts, struct wp_str text, bool literal,
                              struct wp_arena *arena)
{
    bool had_percent = facts->has_percent;
    bool percent = text.data[text.length - 1] == '%' && memchr(text.data, '/', text.length) == NULL;
    struct wp_progress_value value;

    if (!(literal ? parse_progress_mark : wp_item_facts_parse_progress)(text, arena, &value))
        return false;
    if (facts->progress.given && (!had_percent || percent))
        return false;
    facts->has_percent = had_percent || percent;
    facts->progress = value;
    return true;
}

/* Set a number that has a key of its own. */
static bool add_number(struct wp_item_facts *facts, enum wp_key key, struct wp_str text,
                       struct wp_arena *arena)
{
    struct wp_item item = wp_item_empty();

    if ((key == WP_KEY_CARRIED ? facts->carried > 0 : facts->weight > 0) || text.length == 0 ||
        wp_item_parse_value(&item, key, text, arena) != NULL)
        return false;
    facts->carried += item.carried;
    facts->weight += item.weight;
    return true;
}

static bool add_drop(struct wp_item_facts *facts, enum wp_item_drop drop)
{
    bool first = facts->drop == WP_ITEM_DROP_NONE;

    facts->drop = drop;
    return first;
}

/* Add a fact with the text `value` after its words. Return false if it is none. `literal`: whether
 * bytes of the text are. */
static bool add_fact(struct wp_item_facts *facts, enum wp_task_fact fact, struct wp_str value,
                     bool literal, struct wp_arena *arena)
{
    switch (fact) {
    case WP_TASK_FACT_PROGRESS:
        return add_progress_fact(facts, value, literal, arena);
    case WP_TASK_FACT_WAS_AT:
        return is_fact_percentage(value) && add_progress_fact(facts, value, literal, arena);
    case WP_TASK_FACT_DUE:
        return parse_fact_day(value, &facts->due);
    case WP_TASK_FACT_LATE:
        return facts->due.given && is_days_late(value);
    case WP_TASK_FACT_DONE:
        return parse_fact_day(value, &facts->done);
    case WP_TASK_FACT_DONE_ITSELF:
        facts->done_itself = value.length == 0;
        return facts->done_itself;
    case WP_TASK_FACT_CARRIED:
        return add_number(facts, WP_KEY_CARRIED, value, arena);
    case WP_TASK_FACT_FROM:
    case WP_TASK_FACT_STILL_AT:
    case WP_TASK_FACT_LEFT_AT:
        return facts->carried > 0 && is_fact_percentage(value);
    case WP_TASK_FACT_WEIGHT:
        return add_number(facts, WP_KEY_WEIGHT, value, arena);
    case WP_TASK_FACT_ALL_DROPPED:
        return value.length == 0 && add_drop(facts, WP_ITEM_DROP_BELOW);
    case WP_TASK_FACT_PUT_OFF:
        return add_drop(facts, WP_ITEM_DROP_PUT_OFF) && parse_fact_day(value, &facts->dropped);
    case WP_TASK_FACT_DROPPED_FOR:
        facts->reason = wp_str_trim(value);
        return add_drop(facts, WP_ITEM_DROP_ITSELF);
    case WP_TASK_FACT_DROPPED_ON:
        return add_drop(facts, WP_ITEM_DROP_ITSELF) && parse_fact_day(value, &facts->dropped);
    case WP_TASK_FACT_DROPPED:
        return value.length == 0 && add_drop(facts, WP_ITEM_DROP_ITSELF);
    case WP_TASK_FACT_NONE:
        break;
    }
    return false;
}

/* Return the offset of the parenthesis that the one at the end of the title closes; 0 if there is
 * none. Literal parentheses do not count. */
static size_t begin_of_facts(struct wp_title_text title)
{
    size_t depth = 0;

    for (size_t i = title.text.length; i-- > 0;) {
        char byte = title.text.data[i];

        if ((byte != '(' && byte != ')') || wp_title_text_is_literal(title, i, i + 1))
            continue;
        depth += byte == ')';
        if (depth == 0)
            return 0;
        depth -= byte == '(';
        if (depth == 0)
            return i;
    }
    return 0;
}

/* Return the offset of the comma after the fact at `begin`; `end` if it is the last one. */
static size_t end_of_fact(struct wp_title_text title, size_t begin, size_t end)
{
    while (begin < end &&
           (title.text.data[begin] != ',' || wp_title_text_is_literal(title, begin, begin + 1)))
        begin++;
    return begin;
}

/* Add the fact from `begin` on. Return the offset after it and its comma; 0 if it is none. `end` is
 * the end of all facts. */
static size_t read_fact(struct wp_title_text title, size_t begin, size_t end,
                        struct wp_item_facts *facts, struct wp_arena *arena)
{
    size_t comma = end_of_fact(title, begin, end);
    struct wp_str text = wp_str_trim(wp_str_slice(title.text, begin, comma - begin));
    struct wp_str value;
    enum wp_task_fact fact = wp_task_marks_fact(text, &value);
    size_t first = (size_t)(text.data - title.text.data);

    if (fact == WP_TASK_FACT_DROPPED_FOR) { /* a reason may have commas */
        comma = end;
        value.length = end - (size_t)(value.data - title.text.data);
    }
    if (text.length == 0 || wp_title_text_is_literal(title, first, first + 1) ||
        !add_fact(facts, fact, value, wp_title_text_is_literal(title, begin, comma), arena))
        return 0;
    facts->is_more_than_progress = facts->is_more_than_progress || fact != WP_TASK_FACT_PROGRESS;
    return comma + 1;
}

/* Find facts with signs: 📅 2019-08-09 ✅ 2019-08-07. Return the offset of the first one, or 0 if
 * there are none, or if one of them is no fact. */
static size_t find_signed_facts(struct wp_title_text title, struct wp_item_facts *facts,
                                struct wp_arena *arena)
{
    size_t begin = title.text.length;
    enum wp_task_fact fact;
    struct wp_str day;

    for (;;) {
        struct wp_title_text before = wp_title_text_before(title, begin);
        size_t end = before.text.length;
        size_t length = wp_task_marks_day_sign(before.text, &fact, &day);

        if (length == 0 || wp_title_text_is_literal(title, end - length, end))
            break;
        if (!add_fact(facts, fact, day, false, arena))
            return 0;
        begin = end - length;
    }
    facts->is_more_than_progress = begin < title.text.length;
    facts->text = wp_str_slice(title.text, begin, title.text.length);
    return facts->is_more_than_progress ? begin : 0;
}

size_t wp_item_facts_find(struct wp_title_text title, struct wp_item_facts *facts,
                          struct wp_arena *arena)
{
    size_t last = title.text.length - 1;
    struct wp_str inner;
    size_t open;
    size_t at;

    *facts = (struct wp_item_facts){.drop = WP_ITEM_DROP_NONE};
    if (title.text.length == 0 || wp_title_text_is_literal(title, last, last + 1))
        return 0;
    if (title.text.data[last] != ')')
        return find_signed_facts(title, facts, arena);
    open = begin_of_facts(title);
    if (open == 0 || (title.text.data[open - 1] != ' ' && title.text.data[open - 1] != '\t'))
        return 0;
    facts->text = wp_str_slice(title.text, open, title.text.length);
    inner = wp_str_slice(title.text, open + 1, last - open - 1);
    for (at = open + 1; at != 0 && at <= last;)
        at = read_fact(title, at, last, facts, arena);
    if (at != 0)
        return open;
    /* The unit of a count may have a comma. */
    *facts = (struct wp_item_facts){.text = facts->text};
    return !wp_title_text_is_literal(title, open + 1, last) &&
                   wp_item_facts_parse_progress(inner, arena, &facts->progress)
               ? open
               : 0;
}

wp_day wp_fact_day_of(const struct wp_fact_day *day, wp_day start)
{
    struct wp_date date = day->date;

    if (!day->given)
        return WP_NO_DAY;
    if (!day->is_weekday && date.year != WP_TYPED_DATE_NO_YEAR)
        return wp_day_of(date);
    if (start == WP_NO_DAY)
        return WP_NO_DAY;
    if (day->is_weekday)
        return start + ((wp_day)day->weekday - (wp_day)wp_weekday_of(start) + WP_DAYS_OF_WEEK) %
                           WP_DAYS_OF_WEEK;
    return wp_typed_date_find_year(&date, start + WP_DAYS_OF_WEEK / 2) ? wp_day_of(date)
                                                                       : WP_NO_DAY;
}
