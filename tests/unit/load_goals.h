/*
 * Load a week from the YAML of its goals.
 *
 *     struct wp_week *week = load(wp_str(" [Read, Write]"));
 *     wp_week_free(week);
 */
#ifndef UNIT_LOAD_GOALS_H
#define UNIT_LOAD_GOALS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <weekplan/plan.h>

/* Return a week with these goals, in block or flow style. Free it with wp_week_free. */
static inline struct wp_week *load(struct wp_str goals)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_error error = {.status = WP_OK};
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    struct wp_week *week = NULL;

    wp_buf_puts(&text, "week: 2019-08-04\ngoals:");
    wp_buf_append(&text, goals);
    wp_week_load(wp_buf_str(&text), 0, 1, &week, &problems);
    if (week == NULL)
        print_error("%s in\n%s\n", error.message, text.data);
    wp_buf_free(&text);
    assert_non_null(week);
    return week;
}

#endif
