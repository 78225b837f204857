#include "plan/parse_value.h"

#include <string.h>

#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/progress_value.h"
#include <weekplan/plan.h>

/* A text as a boolean. LIKE_YES and LIKE_NO are spellings that the format does not allow, such as
 * `yes` and `off` of YAML 1.1. */
enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO, LIKE_YES, LIKE_NO };

static bool equal_ignoring_case(struct wp_str a, const char *b)
{
    size_t i;

    for (i = 0; i < a.length && b[i] != '\0'; i++)
        if (wp_str_lower(a.data[i]) != b[i])
            return false;
    return i == a.length && b[i] == '\0';
}

static enum answer answer_of(struct wp_str text)
{
    static const struct {
        const char *word;
        enum answer answer;
    } lookalikes[] = {
        {"true", LIKE_YES}, {"yes", LIKE_YES}, {"y", LIKE_YES}, {"on", LIKE_YES},
        {"false", LIKE_NO}, {"no", LIKE_NO},   {"n", LIKE_NO},  {"off", LIKE_NO},
        {"null", LIKE_NO},  {"~", LIKE_NO},
    };
    size_t i;

    if (wp_str_equal_c(text, "true"))
        return ANSWER_YES;
    if (wp_str_equal_c(text, "false"))
        return ANSWER_NO;
    for (i = 0; i < sizeof lookalikes / sizeof lookalikes[0]; i++)
        if (equal_ignoring_case(text, lookalikes[i].word))
            return lookalikes[i].answer;
    return ANSWER_NONE;
}

static struct wp_str without_final_breaks(struct wp_str text)
{
    while (text.length > 0 &&
           (text.data[text.length - 1] == '\n' || text.data[text.length - 1] == '\r'))
        text.length--;
    return text;
}

const char *wp_day_problem(struct wp_str text)
{
    return text.length == sizeof "YYYY-MM-DD" - 1
               ? "is a day that does not exist (check month and day)"
               : "is not written as a day (write YYYY-MM-DD, as in 2019-08-04)";
}

static const char *parse_title(struct wp_str text, struct wp_str *title)
{
    if (wp_str_trim(text).length == 0)
        return "is blank (write a title)";
    *title = without_final_breaks(text);
    return NULL;
}

static const char *parse_id(struct wp_str text, struct wp_str *id)
{
    if (!wp_item_id_is_valid(text))
        return "is not an id (begin with a letter A to Z, then letters, digits, '_' and '-')";
    *id = text;
    return NULL;
}

static const char *parse_day(struct wp_str text, wp_day *day)
{
    if (wp_day_parse(text, day))
        return NULL;
    return wp_day_shaped(text) ? wp_day_problem(text)
                               : "is not a day (write YYYY-MM-DD, as in 2019-08-04)";
}

static const char *parse_day_or_yes(struct wp_str text, bool *yes, wp_day *day)
{
    wp_day on = WP_NO_DAY;

    if (wp_day_shaped(text) && !wp_day_parse(text, &on))
        return wp_day_problem(text);
    switch (answer_of(text)) {
    case LIKE_YES:
        return "is not understood (write 'true', or the day)";
    case LIKE_NO:
        return "is not understood (write 'false', or leave it out)";
    case ANSWER_NONE:
        if (on == WP_NO_DAY)
            return "is neither true, false nor a day (write 'true', or the day as YYYY-MM-DD)";
        break;
    case ANSWER_YES:
    case ANSWER_NO:
        break;
    }
    *yes = !wp_str_equal_c(text, "false");
    *day = on;
    return NULL;
}

/* Parse `true`, `false`, or a reason. `text` must not end with line breaks: "true" with a line
 * break after it is not a reason, because an edit would write it as `true`. */
static const char *parse_reason_or_yes(struct wp_str text, bool *yes, struct wp_str *reason)
{
    enum answer answer = answer_of(text);
    wp_day day;

    if (wp_day_shaped(text) && !wp_day_parse(text, &day))
        return wp_day_problem(text);
    if (answer == LIKE_YES)
        return "is not understood (write 'true', or a reason)";
    if (answer == LIKE_NO)
        return "is not understood (write 'false', or leave it out)";
    if (answer == ANSWER_NONE && wp_str_trim(text).length == 0)
        return "is an empty reason (write one, or 'true')";
    *yes = answer != ANSWER_NO;
    *reason = answer == ANSWER_NONE ? text : wp_str("");
    return NULL;
}

static const char *parse_day_reason_yes(struct wp_str text, bool *yes, wp_day *day,
                                        struct wp_str *reason)
{
    const char *problem = NULL;
    wp_day on = WP_NO_DAY;

    if (wp_day_parse(text, &on)) {
        *yes = true;
        *reason = wp_str("");
    } else {
        problem = parse_reason_or_yes(text, yes, reason);
    }
    if (problem == NULL)
        *day = on;
    return problem;
}

/* Return what is wrong with a text that is no progress. */
static const char *progress_problem(struct wp_str text)
{
    size_t slash = 0;
    size_t end;
    wp_decimal total;

    if (wp_decimal_parse(text, &total))
        return "has no total (write it as in 60% or 2/3 talks)";
    while (slash < text.length && text.data[slash] != '/')
        slash++;
    for (end = slash + 1; end < text.length && strchr("0123456789.", text.data[end]) != NULL;)
        end++;
    if (end < text.length && text.data[end] != '/' && text.data[end] != '%' &&
        text.data[end] != ' ' && wp_decimal_parse(wp_str_slice(text, 0, slash), &total) &&
        wp_decimal_parse(wp_str_slice(text, slash + 1, end - slash - 1), &total))
        return "needs a blank before its unit (write it as in 2/3 talks)";
    return "is not a progress (write it as in 60%, 2/3 or 1.5/3 talks)";
}

static const char *parse_progress(struct wp_str text, struct wp_progress_value *value)
{
    struct wp_progress_value read = {.given = true};

    switch (wp_progress_value_parse(text, &read, &read.unit)) {
    case WP_PROGRESS_VALUE_VALID:
        break;
    case WP_PROGRESS_VALUE_MALFORMED:
        return progress_problem(text);
    case WP_PROGRESS_VALUE_OVER_100:
        return "is more than 100% (write HAVE/OF instead, such as 6/5)";
    case WP_PROGRESS_VALUE_OF_ZERO:
        return "has a total of 0 (write a number above 0 after the '/')";
    }
    *value = read;
    return NULL;
}

static const char *parse_weight(struct wp_str text, wp_decimal *weight)
{
    wp_decimal number = 0;

    if (!wp_decimal_parse(text, &number))
        return "is not a plain number (write it as 3 or 0.5, with at most six digits after the "
               "point)";
    if (number == 0)
        return "is too small (write a number above 0; 'dropped: true' takes an item out)";
    if (number > WP_WEIGHT_MAX)
        return "is too large (write 1000000 at most)";
    *weight = number;
    return NULL;
}

static const char *parse_count(struct wp_str text, uint32_t *count)
{
    wp_decimal value = 0;

    if (memchr(text.data, '.', text.length) != NULL || !wp_decimal_parse(text, &value) ||
        value == 0 || value > WP_CARRIED_MAX * WP_DECIMAL_ONE)
        return "is not a count (write a whole number from 1 to 9999)";
    *count = (uint32_t)(value / WP_DECIMAL_ONE);
    return NULL;
}

static const char *parse_repeat(struct wp_str text, bool *weekly)
{
    if (!wp_str_equal_c(text, "weekly"))
        return "is not known (write 'weekly', or leave it out)";
    *weekly = true;
    return NULL;
}

const char *wp_item_parse_value(struct wp_item *item, enum wp_key key, struct wp_str text,
                                struct wp_arena *arena)
{
    const struct wp_key_spec *spec = &wp_keys[key];
    void *value = wp_item_member(item, spec->value);
    void *day = wp_item_member(item, spec->day);
    void *reason = wp_item_member(item, spec->reason);

    switch (spec->kind) {
    case WP_KIND_STRING:
        *(struct wp_str *)value = without_final_breaks(text);
        return NULL;
    case WP_KIND_TITLE:
        return parse_title(text, value);
    case WP_KIND_ID:
        return parse_id(text, value);
    case WP_KIND_DAY:
        return parse_day(text, value);
    case WP_KIND_DAY_OR_YES:
        return parse_day_or_yes(text, value, day);
    case WP_KIND_REASON_OR_YES:
        return parse_reason_or_yes(without_final_breaks(text), value, reason);
    case WP_KIND_DAY_REASON_YES:
        return parse_day_reason_yes(without_final_breaks(text), value, day, reason);
    case WP_KIND_PROGRESS:
        return parse_progress(text, value);
    case WP_KIND_WEIGHT:
        return parse_weight(text, value);
    case WP_KIND_COUNT:
        return parse_count(text, value);
    case WP_KIND_REPEAT:
        return parse_repeat(text, value);
    case WP_KIND_STRINGS:
        wp_list_extend(value, text, arena);
        return NULL;
    case WP_KIND_WEEK:
    case WP_KIND_ITEMS:
        break;
    }
    return NULL;
}
