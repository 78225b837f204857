/* The crontab line that sends the letter: how it is found, inserted and removed in the text of a
 * crontab. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "cmd/crontab.h"

#define MARK            " # weekplan-letter (from weekplan cron install)"
#define MARK_OF(suffix) " # weekplan-letter" suffix " (from weekplan cron install)"
#define OWN             "0 8 * * 1 /usr/bin/weekplan mail --once -f /p.yaml" MARK

static const char *const nothing[] = {NULL};

static void assert_line(const struct wp_letter_job *job, const char *line)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_crontab_line(&buf, job);
    assert_string_equal(buf.data, line);
    assert_true(wp_str_equal(wp_crontab_find(wp_buf_str(&buf), job->kind), wp_buf_str(&buf)));
    wp_buf_free(&buf);
}

static void test_lines(void **state)
{
    static const char *const variables[] = {"XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/my state",
                                            NULL};

    (void)state;
    assert_line(&(struct wp_letter_job){.time = {WP_MONDAY, 480},
                                        .program = "/usr/bin/weekplan",
                                        .plan = "/p.yaml",
                                        .environment = nothing},
                OWN);
    assert_line(&(struct wp_letter_job){.time = {WP_SUNDAY, 1},
                                        .program = "/opt/my programs/weekplan",
                                        .plan = "/it's/100%/$HOME/`x`;#.yaml",
                                        .environment = variables},
                "1 0 * * 0 XDG_CONFIG_HOME=/c XDG_STATE_HOME='/my state' "
                "'/opt/my programs/weekplan' mail --once -f "
                "'/it'\"'\"'s/100\\%/$HOME/`x`;#.yaml'" MARK);
    assert_line(&(struct wp_letter_job){.time = {WP_FRIDAY, 17 * 60 + 30},
                                        .catch_up = true,
                                        .program = "/w",
                                        .plan = "/p",
                                        .environment = nothing},
                "30 * * * * /w mail --once --after 'fri 17:30' -f /p" MARK);
}

/* The crontab line of each kind of letter has its own marker and options. */
static void test_lines_of_kinds(void **state)
{
    struct wp_str to[] = {WP_STR("ada@example.org"), WP_STR("50%@example.org")};
    struct wp_letter_job job = {.kind = WP_LETTER_THIS_WEEK,
                                .time = {WP_FRIDAY, 17 * 60 + 30},
                                .week = "this",
                                .program = "/w",
                                .plan = "/a -w b",
                                .from = "o'brien@example.org",
                                .to = {to, 2},
                                .environment = nothing};

    (void)state;
    assert_line(&job, "30 17 * * 5 /w mail --once -w this --from 'o'\"'\"'brien@example.org' --to "
                      "ada@example.org --to '50\\%@example.org' -f '/a -w b'" MARK_OF("-this"));
    job.kind = WP_LETTER_ASK;
    job.week = NULL;
    job.from = NULL;
    job.to.count = 0;
    job.catch_up = true;
    assert_line(&job,
                "30 * * * * /w mail --once --ask --after 'fri 17:30' -f '/a -w b'" MARK_OF("-ask"));
}

static void assert_week(const char *line, const char *week)
{
    assert_true(wp_str_equal_c(wp_crontab_week(wp_str(line)), week));
}

static void test_week_of_a_line(void **state)
{
    (void)state;
    assert_week(OWN, "");
    assert_week("0 8 * * 1 '/a -w b/weekplan' mail --once -w this -f /p" MARK, "this");
    assert_week("0 8 * * 1 /weekplan mail --once --ask -w last", "last");
    assert_week("0 8 * * 1 /weekplan mail --once -w", "");
    assert_week("", "");
}

static void test_what_cannot_stand_there(void **state)
{
    (void)state;
    assert_null(wp_letter_job_problem("/it's/100%/\"$x\"/\xc3\xbc.yaml"));
    assert_non_null(wp_letter_job_problem("/a\nb"));
    assert_non_null(wp_letter_job_problem("/a\x7f"));
    assert_non_null(wp_letter_job_problem("/a\\b"));
}

static void assert_edit(const char *before, const char *installed, const char *removed)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_crontab_install(&buf, wp_str(before), WP_LETTER_LAST_WEEK, wp_str("NEW" MARK));
    assert_string_equal(buf.data, installed);
    wp_buf_clear(&buf);
    wp_crontab_remove(&buf, wp_str(before), WP_LETTER_LAST_WEEK);
    assert_string_equal(buf.data != NULL ? buf.data : "", removed);
    wp_buf_free(&buf);
}

static void test_edits(void **state)
{
    (void)state;
    assert_edit("", "NEW" MARK "\n", "");
    assert_edit("# a comment\n\n* * * * * x\n", "# a comment\n\n* * * * * x\nNEW" MARK "\n",
                "# a comment\n\n* * * * * x\n");
    assert_edit("no newline", "no newline\nNEW" MARK "\n", "no newline");
    assert_edit("a\r\nb\r\n", "a\r\nb\r\nNEW" MARK "\n", "a\r\nb\r\n");
    assert_edit("a\n" OWN "\nb\n", "a\nNEW" MARK "\nb\n", "a\nb\n");
    assert_edit("a\r\n" OWN "\r\nb\r\n", "a\r\nNEW" MARK "\nb\r\n", "a\r\nb\r\n");
    assert_edit("a\n" OWN, "a\nNEW" MARK "\n", "a\n");
    assert_edit(OWN "\nb\n" OWN "\n", "NEW" MARK "\nb\n", "b\n");
    /* a line of weekplan that the user has disabled with '#' */
    assert_edit("#" OWN "  \n", "NEW" MARK "\n", "");
    /* Lines that only look like the line of weekplan are left unchanged. */
    assert_edit("\n*\n", "\n*\nNEW" MARK "\n", "\n*\n");
    assert_edit(MARK "\n", MARK "\nNEW" MARK "\n", MARK "\n");
    assert_edit(OWN " so\n", OWN " so\nNEW" MARK "\n", OWN " so\n");
}

/* The crontab line of one kind of letter does not count as the line of another kind. */
static void test_edits_of_kinds(void **state)
{
    static const char before[] = "a\nT" MARK_OF("-this") "\nb\n" OWN "\nA" MARK_OF("-ask") "\n";
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_crontab_install(&buf, wp_str(before), WP_LETTER_THIS_WEEK, wp_str("NEW"));
    assert_string_equal(buf.data, "a\nNEW\nb\n" OWN "\nA" MARK_OF("-ask") "\n");
    wp_buf_clear(&buf);
    wp_crontab_remove(&buf, wp_str(before), WP_LETTER_ASK);
    assert_string_equal(buf.data, "a\nT" MARK_OF("-this") "\nb\n" OWN "\n");
    wp_buf_clear(&buf);
    wp_crontab_remove(&buf, wp_str(before), WP_LETTER_LAST_WEEK);
    assert_string_equal(buf.data, "a\nT" MARK_OF("-this") "\nb\nA" MARK_OF("-ask") "\n");
    wp_buf_clear(&buf);
    wp_crontab_install(&buf, wp_str("a\n" OWN "\n"), WP_LETTER_ASK, wp_str("NEW"));
    assert_string_equal(buf.data, "a\n" OWN "\nNEW\n");
    assert_true(
        wp_str_equal_c(wp_crontab_find(wp_str(before), WP_LETTER_THIS_WEEK), "T" MARK_OF("-this")));
    assert_int_equal(wp_crontab_find(wp_str(OWN), WP_LETTER_ASK).length, 0);
    wp_buf_free(&buf);
}

static void test_units(void **state)
{
    static const char *const variables[] = {"XDG_STATE_HOME", "/a \"b\" 5% $c", NULL};
    const struct wp_letter_job job = {.time = {WP_MONDAY, 485},
                                      .program = "/opt/5%/weekplan",
                                      .plan = "/it's \"100%\" $HOME.yaml",
                                      .environment = variables};
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_crontab_systemd_units(&buf, &job);
    assert_string_equal(buf.data,
                        "# ~/.config/systemd/user/weekplan-letter.service\n"
                        "[Unit]\n"
                        "Description=The letter of weekplan about last week\n"
                        "\n"
                        "[Service]\n"
                        "Type=oneshot\n"
                        "Environment=\"XDG_STATE_HOME=/a \\\"b\\\" 5%% $c\"\n"
                        "ExecStart=\"/opt/5%%/weekplan\" mail --once -f \"/it's \\\"100%%\\\" "
                        "$$HOME.yaml\"\n"
                        "\n"
                        "# ~/.config/systemd/user/weekplan-letter.timer\n"
                        "# systemctl --user enable --now weekplan-letter.timer\n"
                        "[Unit]\n"
                        "Description=The letter of weekplan about last week\n"
                        "\n"
                        "[Timer]\n"
                        "OnCalendar=Mon *-*-* 08:05:00\n"
                        "Persistent=true\n"
                        "\n"
                        "[Install]\n"
                        "WantedBy=timers.target\n");
    wp_buf_free(&buf);
}

static void test_units_of_kinds(void **state)
{
    struct wp_str to[] = {WP_STR("50%@example.org")};
    struct wp_letter_job job = {.kind = WP_LETTER_ASK,
                                .time = {WP_SUNDAY, 0},
                                .program = "/w",
                                .plan = "/p",
                                .to = {to, 1},
                                .environment = nothing};
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_crontab_systemd_units(&buf, &job);
    assert_non_null(strstr(buf.data, "user/weekplan-letter-ask.service\n"));
    assert_non_null(strstr(buf.data, "--now weekplan-letter-ask.timer\n"));
    assert_non_null(strstr(buf.data, "\nExecStart=\"/w\" mail --once --ask --to "
                                     "\"50%%@example.org\" -f \"/p\"\n"));
    wp_buf_free(&buf);
}

static void assert_agrees(bool agrees, const char *shown, const char *meant)
{
    if (wp_crontab_agrees(wp_str(shown), wp_str(meant)) != agrees)
        fail_msg("'%s' as '%s'", shown, meant);
}

static void test_agreement(void **state)
{
    (void)state;
    assert_agrees(true, "", "");
    assert_agrees(true, "a\n# b\n", "a\n# b\n");
    assert_agrees(true, "# DO NOT EDIT\n# by hand\na\n", "a\n");
    assert_agrees(true, "# DO NOT EDIT\n", "");
    assert_agrees(false, "", "a\n");
    assert_agrees(false, "a\n", "");
    assert_agrees(false, "a\n", "a\nb\n");
    assert_agrees(false, "b\n", "a\nb\n");
    assert_agrees(false, "x\na\n", "a\n");
    assert_agrees(false, "a\nb\n", "a\n");
    assert_agrees(false, "# a\n", "a\n");
    assert_agrees(false, "b\n", "a\n");
    assert_agrees(false, "\na\n", "a\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),          cmocka_unit_test(test_lines_of_kinds),
        cmocka_unit_test(test_week_of_a_line), cmocka_unit_test(test_what_cannot_stand_there),
        cmocka_unit_test(test_edits),          cmocka_unit_test(test_edits_of_kinds),
        cmocka_unit_test(test_units),          cmocka_unit_test(test_units_of_kinds),
        cmocka_unit_test(test_agreement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
