/* The line of the letter: how it is found, inserted and removed in the text of a
 * crontab. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/crontab.h"

#define MARK " # weekplan-letter (from weekplan cron install)"
#define OWN  "0 8 * * 1 /usr/bin/weekplan mail --once -f /p.yaml" MARK

static const char *const nothing[] = {NULL};

static void assert_line(const struct wp_cron_job *job, const char *line)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_crontab_line(&buf, job);
    assert_string_equal(buf.data, line);
    assert_true(wp_str_equal(wp_crontab_find(wp_buf_str(&buf)), wp_buf_str(&buf)));
    wp_buf_free(&buf);
}

static void test_lines(void **state)
{
    static const char *const variables[] = {"XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/my state",
                                            NULL};

    (void)state;
    assert_line(&(struct wp_cron_job){.time = {WP_MONDAY, 480},
                                      .program = "/usr/bin/weekplan",
                                      .plan = "/p.yaml",
                                      .environment = nothing},
                OWN);
    assert_line(&(struct wp_cron_job){.time = {WP_SUNDAY, 1},
                                      .program = "/opt/my programs/weekplan",
                                      .plan = "/it's/100%/$HOME/`x`;#.yaml",
                                      .environment = variables},
                "1 0 * * 0 XDG_CONFIG_HOME=/c XDG_STATE_HOME='/my state' "
                "'/opt/my programs/weekplan' mail --once -f "
                "'/it'\"'\"'s/100\\%/$HOME/`x`;#.yaml'" MARK);
    assert_line(&(struct wp_cron_job){.time = {WP_FRIDAY, 17 * 60 + 30},
                                      .catch_up = true,
                                      .program = "/w",
                                      .plan = "/p",
                                      .environment = nothing},
                "30 * * * * /w mail --once --after 'fri 17:30' -f /p" MARK);
}

static void test_what_cannot_stand_there(void **state)
{
    (void)state;
    assert_null(wp_crontab_problem("/it's/100%/\"$x\"/\xc3\xbc.yaml"));
    assert_non_null(wp_crontab_problem("/a\nb"));
    assert_non_null(wp_crontab_problem("/a\x7f"));
    assert_non_null(wp_crontab_problem("/a\\b"));
}

static void assert_edit(const char *before, const char *installed, const char *removed)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_crontab_install(&buf, wp_str(before), wp_str("NEW" MARK));
    assert_string_equal(buf.data, installed);
    wp_buf_clear(&buf);
    wp_crontab_remove(&buf, wp_str(before));
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
    /* A line of weekplan with a '#' before it, which the user has switched off. */
    assert_edit("#" OWN "  \n", "NEW" MARK "\n", "");
    /* Lines that only look like the line of weekplan are left unchanged. */
    assert_edit("\n*\n", "\n*\nNEW" MARK "\n", "\n*\n");
    assert_edit(MARK "\n", MARK "\nNEW" MARK "\n", MARK "\n");
    assert_edit(OWN " so\n", OWN " so\nNEW" MARK "\n", OWN " so\n");
}

static void test_units(void **state)
{
    static const char *const variables[] = {"XDG_STATE_HOME", "/a \"b\" 5% $c", NULL};
    const struct wp_cron_job job = {.time = {WP_MONDAY, 485},
                                    .program = "/opt/5%/weekplan",
                                    .plan = "/it's \"100%\" $HOME.yaml",
                                    .environment = variables};
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_crontab_systemd_units(&buf, &job);
    assert_string_equal(buf.data,
                        "# ~/.config/systemd/user/weekplan-letter.service\n"
                        "[Unit]\n"
                        "Description=The Monday letter of weekplan\n"
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
                        "Description=The Monday letter of weekplan\n"
                        "\n"
                        "[Timer]\n"
                        "OnCalendar=Mon *-*-* 08:05:00\n"
                        "Persistent=true\n"
                        "\n"
                        "[Install]\n"
                        "WantedBy=timers.target\n");
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
        cmocka_unit_test(test_lines),     cmocka_unit_test(test_what_cannot_stand_there),
        cmocka_unit_test(test_edits),     cmocka_unit_test(test_units),
        cmocka_unit_test(test_agreement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
