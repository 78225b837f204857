#include "cmd/value_argument.h"

#include "base/invisible_character.h"
#include "base/utf8.h"
#include "plan/day_names.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/parse_value.h"
#include "plan/tag.h"

enum { QUOTED_COLUMNS = 40, DIGITS_OF_THOUSAND = 3 };

/* Return WP_USAGE with the message that the value of the argument `name` is wrong. `what` has the
 * reason. */
static enum wp_status bad_value(const char *name, struct wp_str value, const char *what,
                                struct wp_error *error)
{
    struct wp_str quoted = wp_utf8_fit(value, QUOTED_COLUMNS, NULL);
    const char *dots = quoted.length < value.length ? "…" : "";
    int32_t invisible;

    if (wp_invisible_character_find(value, &invisible) == value.length)
        return wp_error_set(error, WP_USAGE, "%s: '%.*s%s' %s", name, (int)quoted.length,
                            quoted.data, dots, what);
    return wp_error_set(error, WP_USAGE, "%s: '%.*s%s' %s; it holds U+%04X, %s (%s)", name,
                        (int)quoted.length, quoted.data, dots, what, (unsigned)invisible,
                        wp_invisible_character_name(invisible),
                        wp_invisible_character_advice(invisible));
}

/* Append a weekday as it is typed, with its day: "'next fri' for 2019-08-16". */
static void put_typed_weekday(struct wp_buf *out, const char *before, wp_day day)
{
    wp_buf_printf(out, "'%s%s' for ", before, wp_weekday_word(wp_weekday_of(day)));
    wp_day_format(out, day);
}

/* Words that name a week and no day. */
struct week_words {
    const char *words[2];
    const char *before; /* what is typed before a weekday of that week */
    int weeks;          /* number of weeks after the selected one */
};

/* Return the week that the value of the key names, or NULL; for `done` only a week that is over.
 * The value is only "next" if the words "next week" are not in quotes. */
static const struct week_words *find_week_words(enum wp_key key, struct wp_str value)
{
    static const struct week_words weeks[] = {
        {{"next", "next week"}, "next ", 1},
        {{"last", "last week"}, "last ", -1},
        {{"this", "this week"}, "", 0},
        {{"end", "end of week"}, "", 0},
    };

    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++) {
        if (key == WP_KEY_DONE && weeks[i].weeks >= 0)
            continue;
        if (wp_str_equal_c(value, weeks[i].words[0]) || wp_str_equal_c(value, weeks[i].words[1]))
            return &weeks[i];
    }
    return NULL;
}

/* Append that a week is no day, with two days of that week to write: "is not a day (write 'next
 * fri' for 2019-08-16, or 'next sun' for 2019-08-18)". */
static void put_days_of_week(struct wp_buf *what, const struct week_words *words, wp_day week_start)
{
    wp_day last = week_start + words->weeks * WP_DAYS_OF_WEEK + WP_DAYS_OF_WEEK - 1;
    wp_day friday = last;

    while (wp_weekday_of(friday) != WP_FRIDAY)
        friday--;
    wp_buf_puts(what, "is not a day (write ");
    if (words->weeks != 0 && friday != last) {
        put_typed_weekday(what, words->before, friday);
        wp_buf_puts(what, ", or ");
    }
    put_typed_weekday(what, words->before, last);
    wp_buf_putc(what, ')');
}

/* Return WP_USAGE with the message that the value of the argument `name`, which is for `key`, is
 * not a day. env->followed is whether words follow the value that may have been meant for it. */
static enum wp_status bad_day(const char *name, enum wp_key key, struct wp_str value,
                              const struct wp_argument_env *env, struct wp_error *error)
{
    struct wp_buf what = WP_BUF_INIT;
    const struct week_words *week = find_week_words(key, value);
    struct wp_date first, second;
    enum wp_status status;

    if (wp_day_word_is_ambiguous(value, &first, &second))
        wp_buf_printf(&what, "can be %d %s or %d %s (write one of them)", first.day,
                      wp_day_names_month_short(first.month), second.day,
                      wp_day_names_month_short(second.month));
    else if (wp_day_shaped(value))
        wp_buf_puts(&what, wp_day_problem(value));
    else if (wp_day_word_kind(value) == WP_DAY_WORD_MISSING)
        wp_buf_puts(&what, "is a day that does not exist (check month and day)");
    else if (week != NULL && env->week_start != WP_NO_DAY)
        put_days_of_week(&what, week, env->week_start);
    else
        wp_buf_printf(&what,
                      "is not a day (write it as 2019-08-09, 9 aug, 9.8., fri, next fri, today, "
                      "tomorrow, yesterday or +3%s)",
                      env->followed ? "; a day of several words needs quotes" : "");
    status = bad_value(name, value, what.data, error);
    wp_buf_free(&what);
    return status;
}

wp_day wp_value_argument_done_day(wp_day today, wp_day week_start)
{
    return today < week_start + WP_DAYS_OF_WEEK ? today : week_start + WP_DAYS_OF_WEEK - 1;
}

/* Return WP_USAGE if `day` is after today. `name` and `value` are the argument in the message. On a
 * Monday, "fri" may be meant for the Friday that was. */
static enum wp_status check_done_day(wp_day day, wp_day today, const char *name,
                                     struct wp_str value, struct wp_error *error)
{
    wp_day before = day - WP_DAYS_OF_WEEK;
    struct wp_buf what = WP_BUF_INIT;
    struct wp_str weekday;
    enum wp_status status;

    if (day == WP_NO_DAY || day <= today)
        return WP_OK;
    wp_buf_puts(&what, "is in the future");
    if (wp_day_word_is_weekday(value, &weekday) && before <= today) {
        wp_buf_printf(&what, " (write 'last %.*s' for ", (int)weekday.length, weekday.data);
        wp_day_format(&what, before);
        wp_buf_putc(&what, ')');
    }
    status = bad_value(name, value, what.data, error);
    wp_buf_free(&what);
    return status;
}

/* Return the number of digits at the beginning of the text. */
static size_t leading_digits(struct wp_str text)
{
    size_t count = 0;

    while (count < text.length && text.data[count] >= '0' && text.data[count] <= '9')
        count++;
    return count;
}

/* The commas between two digits before the first blank of a text. */
struct number_commas {
    bool any;
    bool several;   /* whether one number has several of them */
    bool thousands; /* whether three digits are after each of them */
};

/* Append the text with `point` instead of each of these commas. */
static struct number_commas replace_commas(struct wp_buf *out, struct wp_str text,
                                           const char *point)
{
    struct number_commas commas = {.thousands = true};
    bool after_digit = false, in_number = false;
    size_t i;

    for (i = 0; i < text.length && text.data[i] != ' '; i++) {
        size_t digits = leading_digits(wp_str_slice(text, i + 1, text.length));

        if (text.data[i] == ',' && after_digit && digits > 0) {
            commas.several = commas.several || in_number;
            commas.thousands = commas.thousands && digits == DIGITS_OF_THOUSAND;
            commas.any = in_number = true;
            wp_buf_puts(out, point);
        } else {
            wp_buf_putc(out, text.data[i]);
        }
        after_digit = leading_digits(wp_str_slice(text, i, text.length)) > 0;
        in_number = in_number && text.data[i] != '/';
    }
    wp_buf_append(out, wp_str_slice(text, i, text.length));
    return commas;
}

enum wp_status wp_value_argument_check_point(const char *name, struct wp_str text,
                                             struct wp_error *error)
{
    struct wp_buf fraction = WP_BUF_INIT;
    struct wp_buf thousands = WP_BUF_INIT;
    struct wp_buf what = WP_BUF_INIT;
    enum wp_status status = WP_OK;
    struct number_commas commas = replace_commas(&fraction, text, ".");

    (void)replace_commas(&thousands, text, "");
    wp_buf_puts(&what, "has a comma (write ");
    if (!commas.several)
        wp_buf_append(&what, wp_buf_str(&fraction));
    if (commas.thousands && !commas.several)
        wp_buf_puts(&what, ", or for thousands ");
    if (commas.thousands)
        wp_buf_append(&what, wp_buf_str(&thousands));
    wp_buf_putc(&what, ')');
    if (commas.any && (commas.thousands || !commas.several))
        status = bad_value(name, text, what.data, error);
    wp_buf_free(&fraction);
    wp_buf_free(&thousands);
    wp_buf_free(&what);
    return status;
}

enum wp_status wp_value_argument_read_on(wp_day *day, const struct wp_context *context,
                                         wp_day week_start, struct wp_error *error)
{
    const struct wp_given *given = wp_given_last(&context->arguments, WP_OPT_ON);
    const struct wp_argument_env env = {
        .today = context->today,
        .week_start = week_start,
        .followed = given != NULL && given->followed,
    };
    const char *name = wp_options[WP_OPT_ON].name;
    struct wp_str on;

    *day = wp_value_argument_done_day(context->today, week_start);
    if (given == NULL)
        return WP_OK;
    on = wp_str(given->value);
    if (!wp_day_parse_word(on, context->today, week_start, day))
        return bad_day(name, WP_KEY_DONE, on, &env, error);
    return check_done_day(*day, context->today, name, on, error);
}

/* Return WP_USAGE if `text` is a weekday of the current week that is over, such as "mon" on a
 * Friday. The user may mean that weekday of the next week. */
static enum wp_status check_due_weekday(wp_day day, const char *name, struct wp_str text,
                                        const struct wp_argument_env *env, struct wp_error *error)
{
    struct wp_buf what = WP_BUF_INIT;
    struct wp_str weekday;
    enum wp_status status;

    if (env->week_start == WP_NO_DAY || !wp_day_word_is_weekday(text, &weekday) ||
        day >= env->today || env->today >= env->week_start + WP_DAYS_OF_WEEK)
        return WP_OK;
    wp_buf_puts(&what, "is over (write ");
    wp_day_format(&what, day);
    wp_buf_printf(&what, ", or 'next %.*s' for ", (int)weekday.length, weekday.data);
    wp_day_format(&what, day + WP_DAYS_OF_WEEK);
    wp_buf_putc(&what, ')');
    status = bad_value(name, text, what.data, error);
    wp_buf_free(&what);
    return status;
}

/* If `text` is the name of a day, such as "mon" or "today", set that day in `item` and return
 * true. */
static bool read_day_word(struct wp_item *item, enum wp_key key, struct wp_str text,
                          const struct wp_argument_env *env)
{
    /* The list for later has no days of its own, so "fri" is the next Friday. */
    wp_day start = env->week_start != WP_NO_DAY ? env->week_start : env->today;
    wp_day day;

    if (!wp_day_parse_word(text, env->today, start, &day))
        return false;
    if (key == WP_KEY_DUE) {
        item->due = day;
    } else {
        item->done = true;
        item->done_on = day;
    }
    return true;
}

/* Whether a value of the key can be a reason. */
static bool takes_reason(enum wp_key key)
{
    return wp_keys[key].kind == WP_KIND_REASON_OR_YES ||
           wp_keys[key].kind == WP_KIND_DAY_REASON_YES;
}

/* Whether the item has the tag. A tag in the plan may have a '#' before it. */
static bool has_tag(const struct wp_item *item, struct wp_str tag)
{
    for (size_t i = 0; i < item->tags.count; i++)
        if (wp_str_equal(wp_tag_name(item->tags.items[i]), tag))
            return true;
    return false;
}

/* Add the tags in `text`, which have commas between them, to `item`. Leave out those that it has.
 */
static enum wp_status read_tag_list(struct wp_item *item, const char *name, struct wp_str text,
                                    struct wp_arena *arena, struct wp_error *error)
{
    struct wp_str tag;

    if (!wp_tag_next(&text, &tag))
        return wp_error_set(error, WP_USAGE, "%s: the text is empty", name);
    do
        if (!has_tag(item, tag))
            wp_list_extend(&item->tags, tag, arena);
    while (wp_tag_next(&text, &tag));
    return WP_OK;
}

enum wp_status wp_value_argument_read(struct wp_item *item, enum wp_key key, const char *name,
                                      struct wp_str text, const struct wp_argument_env *env,
                                      struct wp_error *error)
{
    bool is_day = wp_keys[key].kind == WP_KIND_DAY || wp_keys[key].kind == WP_KIND_DAY_OR_YES;
    const char *problem;

    if (!wp_utf8_is_valid(text))
        return wp_error_set(error, WP_USAGE, "the value of %s is not UTF-8", name);
    if (key == WP_KEY_TAGS)
        return read_tag_list(item, name, text, env->arena, error);
    if (wp_keys[key].kind == WP_KIND_STRINGS && text.length == 0)
        return wp_error_set(error, WP_USAGE, "%s: the text is empty", name);
    if (is_day && read_day_word(item, key, text, env))
        return key == WP_KEY_DONE ? check_done_day(item->done_on, env->today, name, text, error)
                                  : check_due_weekday(item->due, name, text, env, error);
    if (key == WP_KEY_WEIGHT || key == WP_KEY_PROGRESS) {
        enum wp_status status = wp_value_argument_check_point(name, text, error);

        if (status != WP_OK)
            return status;
    }
    if (wp_keys[key].kind == WP_KIND_DAY ||
        (is_day &&
         (wp_day_word_kind(text) != WP_DAY_WORD_NONE || find_week_words(key, text) != NULL)))
        return bad_day(name, key, text, env, error);
    problem = wp_item_parse_value(item, key, text, env->arena);
    if (problem != NULL && env->followed && takes_reason(key))
        problem = "is not understood (a reason of several words needs quotes)";
    return problem == NULL ? WP_OK : bad_value(name, text, problem, error);
}

enum wp_status wp_value_argument_check_id(const struct wp_week *week, const struct wp_item *item,
                                          struct wp_str id, const char *name,
                                          struct wp_error *error)
{
    const struct wp_item *other = NULL;
    struct wp_buf path = WP_BUF_INIT;

    while (id.length > 0 && (other = wp_week_item_after(week, other)) != NULL)
        if (other != item && wp_str_equal(other->id, id))
            break;
    if (id.length == 0 || other == NULL)
        return WP_OK;
    wp_item_path(&path, other);
    wp_error_set(error, WP_USAGE, "%s: %.*s is already the id of %s", name, (int)id.length, id.data,
                 path.data);
    wp_buf_free(&path);
    return WP_USAGE;
}
