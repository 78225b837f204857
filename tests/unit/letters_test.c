/* What is remembered of letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/letters.h"

#include "scratch.h"

enum { WEEK = 18112 /* Sunday 4 August 2019 */ };

static int begin(void **state)
{
    if (scratch_begin(state) != 0)
        return -1;
    return setenv("XDG_STATE_HOME", scratch, 1);
}

static struct wp_window window_of(wp_day start)
{
    return (struct wp_window){start - 3, start + 3};
}

static void note(uint64_t key, wp_day week, const char *failure)
{
    struct wp_letter letter = {.sent = failure == NULL,
                               .week = week,
                               .tried = week + 8,
                               .key = key,
                               .plan = wp_str("/my plans/plan.yaml"),
                               .error = wp_str(failure)};
    struct wp_letters letters;
    struct wp_error error;

    if (wp_letters_open(&letters, &error) != WP_OK ||
        wp_letters_note(&letters, &letter, &error) != WP_OK)
        fail_msg("%s", error.message);
    wp_letters_close(&letters);
}

static bool sent(uint64_t key, wp_day week)
{
    struct wp_letters letters;
    struct wp_error error;
    bool found;

    assert_int_equal(wp_letters_open(&letters, &error), WP_OK);
    found = wp_letters_sent(&letters, key, window_of(week));
    wp_letters_close(&letters);
    return found;
}

static void assert_reminds(const char *plan, wp_day today, const char *text)
{
    struct wp_app app = {.plan_path = plan, .today = today};

    wp_letters_remind(&app);
    assert_string_equal(app.err.data != NULL ? app.err.data : "", text);
    wp_buf_free(&app.err);
}

static void test_sent(void **state)
{
    (void)state;
    assert_false(sent(7, WEEK));
    note(7, WEEK, NULL);
    assert_true(sent(7, WEEK));
    assert_true(sent(7, WEEK + 3));
    assert_true(sent(7, WEEK - 3));
    assert_false(sent(7, WEEK + 7));
    assert_false(sent(8, WEEK));
    note(7, WEEK + 7, NULL);
    assert_true(sent(7, WEEK));
    assert_true(sent(7, WEEK + 7));
    /* A second one, which was typed and failed, does not unsend the first. */
    note(7, WEEK + 14, "so");
    assert_true(sent(7, WEEK + 7));
    assert_false(sent(7, WEEK + 14));
    note(7, WEEK + 7, "so");
    assert_true(sent(7, WEEK + 7));
}

static void test_reminder(void **state)
{
    (void)state;
    assert_reminds("/p.yaml", WEEK + 8, "");
    note(7, WEEK, "nobody\nanswers\033[31m");
    assert_reminds("/my plans/plan.yaml", WEEK + 8,
                   "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not "
                   "sent: nobody answers\xef\xbf\xbd[31m (weekplan mail sends it)\n");
    assert_reminds("/p.yaml", WEEK + 30,
                   "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not "
                   "sent: nobody answers\xef\xbf\xbd[31m (weekplan mail -f /my plans/plan.yaml -w "
                   "2019-08-04 sends it)\n");
    note(8, WEEK, NULL); /* to others */
    assert_reminds("/my plans/plan.yaml", WEEK + 8,
                   "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not "
                   "sent: nobody answers\xef\xbf\xbd[31m (weekplan mail sends it)\n");
    note(7, WEEK + 7, NULL);
    assert_reminds("/my plans/plan.yaml", WEEK + 8, "");
}

static void test_what_is_kept(void **state)
{
    (void)state;
    for (uint64_t key = 1; key <= 300; key++)
        note(key, WEEK, NULL);
    assert_false(sent(99, WEEK));
    assert_true(sent(101, WEEK));
    assert_true(sent(300, WEEK));
}

/* Whatever the file holds, it is not trusted; what is good in it is kept. */
static void test_broken_file(void **state)
{
    static const char text[] = "sent 2019-08-04 2019-08-12 0000000000000007 /p\t\n"
                               "sent 2019-08-11 2019-08-12 000000000000007 /p\t\n"
                               "sent 2019-08-11 2019-08-12 000000000000000g /p\t\n"
                               "sent 2019-02-30 2019-08-12 0000000000000007 /p\t\n"
                               "sent\n\n\0\xff\nfailed\n"
                               "sent 2019-08-18 2019-08-12 0000000000000007";

    (void)state;
    assert_int_equal(mkdir("weekplan", 0700), 0);
    scratch_write("weekplan/letters", text, sizeof text - 1);
    assert_true(sent(7, WEEK));
    assert_false(sent(7, WEEK + 7));
    assert_true(sent(7, WEEK + 14));
    note(7, WEEK + 21, NULL);
    assert_true(sent(7, WEEK));
    assert_true(sent(7, WEEK + 21));
}

/* Whoever wrote the file: the terminal gets nothing of it as it is. */
static void test_reminder_of_broken_file(void **state)
{
    static const char text[] =
        "failed 2019-08-04 2019-08-12 0000000000000007 /p\033[2J\tno \033[31m\n";

    (void)state;
    assert_int_equal(mkdir("weekplan", 0700), 0);
    scratch_write("weekplan/letters", text, sizeof text - 1);
    assert_reminds("/q", WEEK + 8,
                   "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not "
                   "sent: no \xef\xbf\xbd[31m (weekplan mail -f /p\xef\xbf\xbd[2J sends it)\n");
}

static void test_key(void **state)
{
    struct wp_str items[] = {WP_STR("a@b"), WP_STR("c@d"), WP_STR("a@b")};
    struct wp_list both = {items, 2};
    struct wp_list turned = {items + 1, 2};
    struct wp_list one = {items, 1};

    (void)state;
    assert_true(wp_letter_key("/p", &both) == wp_letter_key("/p", &turned));
    assert_true(wp_letter_key("/p", &both) != wp_letter_key("/p", &one));
    assert_true(wp_letter_key("/p", &both) != wp_letter_key("/q", &both));
}

/* What a killed run has left goes when the next one may write the list, though it
 * has nothing to write. */
static void test_litter(void **state)
{
    (void)state;
    note(7, WEEK, NULL);
    scratch_write("weekplan/.letters.weekplan-abc234", "", 0);
    assert_true(sent(7, WEEK));
    assert_int_equal(access("weekplan/.letters.weekplan-abc234", F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sent, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_litter, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_reminder, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_what_is_kept, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_broken_file, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_reminder_of_broken_file, begin, scratch_end),
        cmocka_unit_test(test_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
