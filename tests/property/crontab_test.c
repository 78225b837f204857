/* Install the line of weekplan for last week into random crontabs and remove it again. No other
 * line may change, nor a line of weekplan for another letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "cmd/crontab.h"
#include "random.h"

static const char own[] = "0 8 * * 1 /w mail --once -f /p # weekplan-letter (from weekplan cron "
                          "install)";

/* Append a line that a user may have in a crontab, or a line of random bytes. */
static void draw_line(struct wp_buf *crontab)
{
    static const char *const lines[] = {
        "",
        "# m h dom mon dow command",
        "MAILTO=ada@example.org",
        "*/5 * * * * /usr/bin/backup 100\\% >/dev/null",
        "@reboot  x  ",
        "\t0 8 * * 1 weekplan mail --once",
        " # weekplan-letter (from weekplan cron install)",
        "0 8 * * 1 x # weekplan-letter (from weekplan cron install) no more",
        "0 17 * * 5 /w mail -w this -f /p # weekplan-letter-this (from weekplan cron install)",
        "0 17 * * 0 /w mail --once --ask -f /p # weekplan-letter-ask (from weekplan cron install)",
    };
    size_t length = random_below(20);

    if (random_percent(70))
        wp_buf_puts(crontab, lines[random_below(sizeof lines / sizeof *lines)]);
    for (size_t i = 0; i < length && random_percent(60); i++)
        wp_buf_putc(crontab, (char)(random_below(255) + 1 != '\n' ? random_bits() | 0x80 : 'x'));
    wp_buf_puts(crontab, random_percent(10) ? "\r\n" : "\n");
}

/* Draw a crontab in which the line of weekplan occurs `owns` times. `others` receives
 * the crontab without these lines. */
static void draw_crontab(struct wp_buf *crontab, struct wp_buf *others, unsigned owns)
{
    size_t count = random_below(12);

    for (size_t i = 0; i <= count; i++) {
        size_t begin = others->length;

        if (owns > 0 && (random_percent(30) || i == count)) {
            wp_buf_printf(crontab, "%s%s\n", own, random_percent(20) ? "  \r" : "");
            owns--;
        }
        if (i == count)
            break;
        draw_line(others);
        if (i + 1 == count && owns == 0 && random_percent(20))
            others->length--; /* the last line has no line break */
        wp_buf_append(crontab, wp_str_slice(wp_buf_str(others), begin, others->length));
    }
}

static size_t count_owns(struct wp_str crontab)
{
    size_t count = 0;

    for (size_t i = 0; i + sizeof own - 1 <= crontab.length; i++)
        count += memcmp(crontab.data + i, own, sizeof own - 1) == 0 &&
                 (i == 0 || crontab.data[i - 1] == '\n');
    return count;
}

static void assert_same(struct wp_str a, struct wp_str b, uint64_t seed)
{
    if (!wp_str_equal(a, b))
        fail_msg("seed %llu:\n%.*s\n--- instead of\n%.*s", (unsigned long long)seed, (int)a.length,
                 a.data, (int)b.length, b.data);
}

static void check_case(uint64_t seed)
{
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf others = WP_BUF_INIT;
    struct wp_buf once = WP_BUF_INIT;
    struct wp_buf twice = WP_BUF_INIT;
    struct wp_buf without = WP_BUF_INIT;

    random_begin(seed);
    draw_crontab(&crontab, &others, (unsigned)random_below(3));
    wp_crontab_install(&once, wp_buf_str(&crontab), WP_LETTER_LAST_WEEK, wp_str(own));
    wp_crontab_install(&twice, wp_buf_str(&once), WP_LETTER_LAST_WEEK, wp_str(own));
    assert_same(wp_buf_str(&twice), wp_buf_str(&once), seed);
    assert_int_equal(count_owns(wp_buf_str(&once)), 1);
    assert_same(wp_crontab_find(wp_buf_str(&once), WP_LETTER_LAST_WEEK), wp_str(own), seed);

    wp_crontab_remove(&without, wp_buf_str(&crontab), WP_LETTER_LAST_WEEK);
    assert_same(wp_buf_str(&without), wp_buf_str(&others), seed);
    assert_int_equal(wp_crontab_find(wp_buf_str(&without), WP_LETTER_LAST_WEEK).length, 0);
    /* If the crontab had no final line break, it has one after installing and removing. */
    wp_buf_clear(&without);
    wp_crontab_remove(&without, wp_buf_str(&once), WP_LETTER_LAST_WEEK);
    if (others.length > 0 && others.data[others.length - 1] != '\n' &&
        count_owns(wp_buf_str(&crontab)) == 0)
        wp_buf_putc(&others, '\n');
    assert_same(wp_buf_str(&without), wp_buf_str(&others), seed);

    wp_buf_free(&crontab);
    wp_buf_free(&others);
    wp_buf_free(&once);
    wp_buf_free(&twice);
    wp_buf_free(&without);
}

static void test_any_crontab(void **state)
{
    uint64_t first = setting("WEEKPLAN_SEED", 1);
    uint64_t cases = case_count(20000);

    (void)state;
    for (uint64_t i = 0; i < cases; i++)
        check_case(first + i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_crontab)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
