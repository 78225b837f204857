/*
 * Plans of many weeks, and what might stand between them.
 */
#ifndef PROPERTY_PLANS_H
#define PROPERTY_PLANS_H

#include "random.h"
#include <weekplan/buf.h>
#include <weekplan/calendar.h>

enum { WEEKS_MAX = 120 };

static const struct wp_date today = {2019, 8, 6};

/* Lines that are as good as any, and some that are not. */
static inline void add_goals(struct wp_buf *plan, unsigned wrong)
{
    static const char *const mistakes[] = {"goals: [a: b\n",
                                           "golas: []\n",
                                           "goals: []\ngoals: []\n",
                                           "week: 2019-08-05\n",
                                           "title: \x01\n",
                                           "title: \xff\n",
                                           "goals: [*a]\n",
                                           "\tgoals: []\n",
                                           "...\n- more\n",
                                           "%YAML 1.1\n",
                                           "title: a\xC2\x85---\n",
                                           "note: |\n  %YAML 1.1\n",
                                           "...\n%TAG ! tag:x,1:\n",
                                           "title: '\n---'\n",
                                           "...\n...\n"};

    if (random_percent(30))
        wp_buf_printf(plan, "title: \"Week\\t%d\"\n", (int)random_below(1000));
    if (random_percent(10))
        wp_buf_puts(plan, random_percent(50) ? "skip: true\n" : "skip: a \"holiday\" – or two\n");
    if (random_below(10000) < wrong)
        wp_buf_puts(plan, mistakes[random_below(sizeof mistakes / sizeof mistakes[0])]);
    if (random_percent(10))
        return;
    wp_buf_puts(plan, "goals:\n");
    for (uint64_t goals = random_below(12); goals > 0; goals--)
        wp_buf_printf(plan, "  - {title: Work on it, progress: %d%%, carried: %d}\n",
                      (int)random_below(101), 1 + (int)random_below(9));
    if (random_percent(30)) {
        wp_buf_puts(plan, "  - title: Longer\n    note: |\n");
        for (uint64_t lines = random_below(40); lines > 0; lines--)
            wp_buf_puts(plan, "      --- is no marker here, for it is indented.\n");
    }
}

static inline void add_document(struct wp_buf *plan, wp_day start, unsigned wrong)
{
    if (random_percent(20))
        wp_buf_puts(plan, "--- # a document without a week\n# and nothing else\n");
    if (random_percent(5))
        wp_buf_puts(plan, "...\n%YAML 1.1\n# with a directive\n");
    wp_buf_puts(plan, random_percent(90) ? "---\nweek: " : "--- # with a comment\nweek: ");
    wp_day_format(plan, start);
    wp_buf_putc(plan, '\n');
    add_goals(plan, wrong);
}

/* `wrong` of 10000 documents have a mistake, and as many stand in the wrong place. */
static inline void write_plan(struct wp_buf *plan, unsigned wrong)
{
    wp_day start = wp_day_of(today) - 7 * (wp_day)random_below(WEEKS_MAX);

    wp_buf_clear(plan);
    wp_buf_puts(plan, "# the plan\n");
    for (uint64_t weeks = random_below(WEEKS_MAX); weeks > 0; weeks--) {
        start += 7;
        if (random_percent(5))
            start += (wp_day)random_below(40);
        if (random_below(10000) < wrong)
            start -= (wp_day)random_below(40);
        add_document(plan, start, wrong);
    }
}

#endif
