#include "cmd/joined_value.h"

#include "plan/weekly_time.h"
#include <weekplan/calendar.h>

enum { WORDS_MAX = 6 }; /* most words after the first one: "Fri the 9th of August 2019" has 5 */

bool wp_joined_value_is_day(struct wp_str text)
{
    return wp_day_word_kind(text) != WP_DAY_WORD_NONE;
}

bool wp_joined_value_is_week(struct wp_str text)
{
    const wp_day today = 0;

    return wp_window_is_named(text, today) || wp_joined_value_is_day(text);
}

bool wp_joined_value_is_time(struct wp_str text)
{
    struct wp_weekly_time time;

    return wp_weekly_time_parse(text, &time);
}

size_t wp_joined_value_extend(struct wp_buf *value, const char *const *words, size_t count,
                              bool (*is_value)(struct wp_str text))
{
    struct wp_buf longer = WP_BUF_INIT;
    size_t taken = 0;

    wp_buf_append(&longer, wp_buf_str(value));
    for (size_t i = 0; i < count && i < WORDS_MAX; i++) {
        wp_buf_putc(&longer, ' ');
        wp_buf_puts(&longer, words[i]);
        if (is_value(wp_buf_str(&longer))) {
            wp_buf_clear(value);
            wp_buf_append(value, wp_buf_str(&longer));
            taken = i + 1;
        }
    }
    wp_buf_free(&longer);
    return taken;
}
