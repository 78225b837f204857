/* The log of sent letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/sent_log.h"
#include "cmd/unsent_letter_notes.h"

#include "scratch_directory.h"

enum { WEEK = 18112 /* Sunday 4 August 2019 */ };

/* The kind of the letters that a test sends and looks for. */
static enum wp_letter_kind kind;

static int begin(void **state)
{
    kind = WP_LETTER_LAST_WEEK;
    if (scratch_begin(state) != 0)
        return -1;
    return setenv("XDG_STATE_HOME", scratch, 1);
}

static struct wp_window window_of(wp_day start)
{
    return (struct wp_window){start - 3, start + 3};
}

static struct wp_list list_of(struct wp_str *items, size_t count)
{
    return (struct wp_list){items, count};
}

static struct wp_str ada[] = {WP_STR("ada@example.org")};
static struct wp_str ben[] = {WP_STR("ben@example.org")};
static struct wp_str both[] = {WP_STR("ada@example.org"), WP_STR("ben@example.org")};

static struct wp_sent_letter letter_about(const struct wp_list *to, wp_day week,
                                          enum wp_letter_state state, const char *failure)
{
    return (struct wp_sent_letter){.state = state,
                                   .kind = kind,
                                   .week = week,
                                   .tried = week + 8,
                                   .place = "/real/plan.yaml",
                                   .to = to,
                                   .plan = wp_str("/my plans/plan.yaml"),
                                   .error = wp_str(failure)};
}

/* Log a letter that was begun, and its result unless `state` is WP_LETTER_SENDING. */
static void send(struct wp_list to, wp_day week, enum wp_letter_state state, const char *failure)
{
    struct wp_sent_letter letter = letter_about(&to, week, state, failure);
    struct wp_sent_log letters;
    struct wp_error error;

    if (wp_sent_log_open(&letters, &error) != WP_OK ||
        wp_sent_log_begin(&letters, &letter, &error) != WP_OK ||
        wp_sent_log_note(&letters, &letter, &error) != WP_OK)
        fail_msg("%s", error.message);
    wp_sent_log_close(&letters);
}

static void note(struct wp_list to, wp_day week, const char *failure)
{
    send(to, week, failure == NULL ? WP_LETTER_SENT : WP_LETTER_FAILED, failure);
}

static enum wp_letter_state state_of(struct wp_str *recipient, wp_day week)
{
    struct wp_list to = list_of(recipient, 1);
    enum wp_letter_state state = WP_LETTER_NONE;
    struct wp_sent_log letters;
    struct wp_error error;

    assert_int_equal(wp_sent_log_open(&letters, &error), WP_OK);
    wp_sent_log_find(&letters, "/real/plan.yaml", &to, kind, window_of(week), &state);
    wp_sent_log_close(&letters);
    return state;
}

static bool sent(struct wp_str *recipient, wp_day week)
{
    return state_of(recipient, week) == WP_LETTER_SENT;
}

static void assert_reminds(const char *plan, wp_day today, const char *text)
{
    struct wp_context context = {.plan_path = plan, .today = today};

    wp_unsent_letter_notes_put(&context);
    assert_string_equal(context.err.data != NULL ? context.err.data : "", text);
    wp_buf_free(&context.err);
}

/* If the log cannot be read, `status` reports it. Silence would mean that all letters
 * were sent. */
static void test_unread(void **state)
{
    struct wp_list to = list_of(ada, 1);
    struct wp_context context = {.plan_path = "/p.yaml", .today = WEEK + 8};

    (void)state;
    note(to, WEEK, "nobody answers");
    assert_int_equal(unlink("weekplan/letters"), 0);
    wp_unsent_letter_notes_put(&context);
    assert_null(context.err.data);
    assert_int_equal(mkdir("weekplan/letters", 0700), 0);
    wp_unsent_letter_notes_put(&context); /* no recipients are configured */
    assert_null(context.err.data);
    context.config.mail_to = to;
    wp_unsent_letter_notes_put(&context);
    assert_non_null(context.err.data);
    assert_non_null(strstr(context.err.data, "cannot find out which letters were sent: "));
    wp_buf_free(&context.err);
}

static void test_sent(void **state)
{
    (void)state;
    assert_false(sent(ada, WEEK));
    note(list_of(ada, 1), WEEK, NULL);
    assert_true(sent(ada, WEEK));
    assert_true(sent(ada, WEEK + 3));
    assert_true(sent(ada, WEEK - 3));
    assert_false(sent(ada, WEEK + 7));
    assert_false(sent(ben, WEEK));
    note(list_of(both, 2), WEEK + 7, NULL);
    assert_true(sent(ada, WEEK));
    assert_true(sent(ada, WEEK + 7));
    assert_true(sent(ben, WEEK + 7));
    /* A later letter that failed does not change that an earlier one was sent. */
    note(list_of(ada, 1), WEEK + 14, "so");
    assert_true(sent(ada, WEEK + 7));
    assert_int_equal(state_of(ada, WEEK + 14), WP_LETTER_FAILED);
    note(list_of(ada, 1), WEEK + 7, "so");
    assert_true(sent(ada, WEEK + 7));
}

static size_t count_marks(void)
{
    DIR *listing = opendir("weekplan");
    const struct dirent *found;
    size_t count = 0;

    assert_non_null(listing);
    while ((found = readdir(listing)) != NULL)
        count += strncmp(found->d_name, "sending-", strlen("sending-")) == 0;
    closedir(listing);
    return count;
}

/* A letter of one kind does not count as a letter of another kind. */
static void test_kinds(void **state)
{
    (void)state;
    kind = WP_LETTER_THIS_WEEK;
    note(list_of(ada, 1), WEEK, NULL);
    send(list_of(ben, 1), WEEK, WP_LETTER_SENDING, NULL);
    assert_int_equal(count_marks(), 1);
    assert_true(sent(ada, WEEK));
    assert_int_equal(state_of(ben, WEEK), WP_LETTER_SENDING);
    for (kind = WP_LETTER_LAST_WEEK; kind < WP_LETTER_KINDS; kind += 2) {
        assert_int_equal(state_of(ada, WEEK), WP_LETTER_NONE);
        assert_int_equal(state_of(ben, WEEK), WP_LETTER_NONE);
    }
    for (kind = WP_LETTER_LAST_WEEK; kind < WP_LETTER_KINDS; kind += 2) {
        note(list_of(both, 2), WEEK, NULL);
        assert_true(sent(ben, WEEK));
    }
    kind = WP_LETTER_THIS_WEEK;
    assert_int_equal(state_of(ben, WEEK), WP_LETTER_SENDING);
    note(list_of(ben, 1), WEEK, NULL);
    assert_int_equal(count_marks(), 0);
    assert_true(sent(ben, WEEK));
}

/* Each kind of letter has its own reminder, until a newer letter makes the reminder superfluous. */
static void test_reminders_of_kinds(void **state)
{
    static const char monday[] =
        "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not sent: so "
        "(weekplan mail -f '/my plans/plan.yaml' --to ada@example.org sends it)\n";
    static const char friday[] =
        "weekplan: the letter about the running week of Sun 11 – Sat 17 August 2019 was not sent: "
        "so (weekplan mail -f '/my plans/plan.yaml' -w 2019-08-11 --to ada@example.org sends "
        "it)\n";
    static const char ask[] =
        "weekplan: the letter that asks for the review of the week of Sun 11 – Sat 17 August 2019 "
        "may have been sent, or not: sending was interrupted (if it did not arrive, weekplan mail "
        "--ask -f '/my plans/plan.yaml' -w 2019-08-11 --to ada@example.org sends it)\n";
    char all[1024];

    (void)state;
    note(list_of(ada, 1), WEEK, "so");
    kind = WP_LETTER_THIS_WEEK;
    note(list_of(ada, 1), WEEK + 7, "so");
    kind = WP_LETTER_ASK;
    send(list_of(ada, 1), WEEK + 7, WP_LETTER_SENDING, NULL);
    (void)snprintf(all, sizeof all, "%s%s%s", monday, friday, ask);
    assert_reminds("/p.yaml", WEEK + 13, all);
    /* A letter about the current week does not make the reminder about the week before
     * superfluous. */
    kind = WP_LETTER_THIS_WEEK;
    note(list_of(ada, 1), WEEK + 7, NULL);
    (void)snprintf(all, sizeof all, "%s%s", monday, ask);
    assert_reminds("/p.yaml", WEEK + 13, all);
    note(list_of(ada, 1), WEEK + 7, "so");
    /* A letter that is sent after the end of a week makes the reminder of an earlier letter about
     * this week superfluous. */
    kind = WP_LETTER_LAST_WEEK;
    note(list_of(ada, 1), WEEK + 7, NULL);
    assert_reminds("/p.yaml", WEEK + 13, ask);
    note(list_of(ada, 1), WEEK + 14, NULL);
    assert_reminds("/p.yaml", WEEK + 13, "");
}

static void test_kind_of_a_letter(void **state)
{
    (void)state;
    assert_int_equal(wp_letter_kind_of(WEEK, WEEK + 6, false), WP_LETTER_THIS_WEEK);
    assert_int_equal(wp_letter_kind_of(WEEK, WEEK + 7, false), WP_LETTER_LAST_WEEK);
    assert_int_equal(wp_letter_kind_of(WEEK, WEEK - 1, false), WP_LETTER_THIS_WEEK);
    assert_int_equal(wp_letter_kind_of(WEEK, WEEK + 7, true), WP_LETTER_ASK);
}

/* A letter that was begun, but whose result is not in the log, may have been sent. */
static void test_without_an_end(void **state)
{
    (void)state;
    send(list_of(both, 2), WEEK, WP_LETTER_SENDING, NULL);
    assert_int_equal(count_marks(), 2);
    assert_int_equal(state_of(ada, WEEK), WP_LETTER_SENDING);
    assert_int_equal(state_of(ben, WEEK), WP_LETTER_SENDING);
    assert_int_equal(state_of(ben, WEEK + 7), WP_LETTER_NONE);
    /* A second letter that failed tells nothing about the first. */
    note(list_of(ada, 1), WEEK, "so");
    assert_int_equal(state_of(ada, WEEK), WP_LETTER_SENDING);
    note(list_of(ada, 1), WEEK, NULL);
    assert_int_equal(state_of(ada, WEEK), WP_LETTER_SENT);
    assert_int_equal(state_of(ben, WEEK), WP_LETTER_SENDING);
    assert_int_equal(count_marks(), 1);
    note(list_of(ben, 1), WEEK + 7, "so");
    assert_int_equal(count_marks(), 1);
}

/* An empty file marks that sending has begun. Only the name of the file counts, not its content. */
static void test_marks(void **state)
{
    struct wp_list to = list_of(ada, 1);
    char name[80];

    (void)state;
    assert_int_equal(mkdir("weekplan", 0700), 0);
    (void)snprintf(name, sizeof name, "weekplan/sending-2019-08-04-%016llx",
                   (unsigned long long)wp_sent_log_line_key("/real/plan.yaml", &to));
    scratch_write(name, "", 0);
    assert_int_equal(state_of(ada, WEEK), WP_LETTER_SENDING);
    assert_int_equal(state_of(ada, WEEK + 7), WP_LETTER_NONE);
    assert_int_equal(state_of(ben, WEEK), WP_LETTER_NONE);
    scratch_write(name, "sent 2019-08-04 2019", 20);
    assert_int_equal(state_of(ada, WEEK), WP_LETTER_SENDING);
    assert_int_equal(unlink(name), 0);
    assert_int_equal(mkdir(name, 0700), 0);
    assert_int_equal(state_of(ada, WEEK), WP_LETTER_SENDING);
    scratch_write("weekplan/sending-", "", 0);
    scratch_write("weekplan/sending-2019-08-04-5", "", 0);
    scratch_write("weekplan/sending-2019-08-04-00000000000000000000", "", 0);
    assert_int_equal(state_of(ben, WEEK), WP_LETTER_NONE);
    assert_reminds(
        "/p.yaml", WEEK + 8,
        "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 may have been sent, or "
        "not: sending was interrupted (if it did not arrive, weekplan mail sends it)\n");
}

/* If the file that marks the beginning of sending cannot be created, no recipient gets a letter. */
static void test_no_mark(void **state)
{
    struct wp_list to = list_of(both, 2);
    struct wp_list second = list_of(ben, 1);
    struct wp_sent_letter letter = letter_about(&to, WEEK, WP_LETTER_SENDING, NULL);
    struct wp_sent_log letters;
    struct wp_error error;
    char name[80];

    (void)state;
    assert_int_equal(wp_sent_log_open(&letters, &error), WP_OK);
    (void)snprintf(name, sizeof name, "weekplan/sending-2019-08-04-%016llx",
                   (unsigned long long)wp_sent_log_line_key("/real/plan.yaml", &second));
    assert_int_equal(symlink("elsewhere", name), 0);
    assert_int_equal(wp_sent_log_begin(&letters, &letter, &error), WP_CANNOT_CREATE);
    wp_sent_log_close(&letters);
    assert_int_equal(state_of(ada, WEEK), WP_LETTER_NONE);
}

static void test_reminder(void **state)
{
    (void)state;
    assert_reminds("/p.yaml", WEEK + 8, "");
    note(list_of(ada, 1), WEEK, "nobody\nanswers\033[31m");
    assert_reminds("/my plans/plan.yaml", WEEK + 8,
                   "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not "
                   "sent: nobody answers\xef\xbf\xbd[31m (weekplan mail --to ada@example.org "
                   "sends it)\n");
    assert_reminds("/p.yaml", WEEK + 30,
                   "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not "
                   "sent: nobody answers\xef\xbf\xbd[31m (weekplan mail -f '/my plans/plan.yaml' "
                   "-w 2019-08-04 --to ada@example.org sends it)\n");
    note(list_of(ben, 1), WEEK, NULL); /* a letter to other recipients */
    assert_reminds("/my plans/plan.yaml", WEEK + 8,
                   "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not "
                   "sent: nobody answers\xef\xbf\xbd[31m (weekplan mail --to ada@example.org "
                   "sends it)\n");
    note(list_of(both, 2), WEEK + 7, NULL);
    assert_reminds("/my plans/plan.yaml", WEEK + 8, "");
    send(list_of(both, 2), WEEK + 14, WP_LETTER_SENDING, NULL);
    assert_reminds("/my plans/plan.yaml", WEEK + 22,
                   "weekplan: the letter about the week of Sun 18 – Sat 24 August 2019 may have "
                   "been sent, or not: sending was interrupted (if it did not arrive, weekplan "
                   "mail --to ada@example.org --to ben@example.org sends it)\n");
    /* A letter that was sent ends the reminder. */
    note(list_of(both, 2), WEEK + 21, NULL);
    assert_reminds("/my plans/plan.yaml", WEEK + 29, "");
    assert_int_equal(state_of(ada, WEEK + 14), WP_LETTER_SENDING);
}

/* The log keeps all letters of the last weeks, and the last letter of each recipient. */
static void test_what_is_kept(void **state)
{
    struct wp_buf text = WP_BUF_INIT;

    (void)state;
    note(list_of(ada, 1), WEEK - 70, NULL);
    note(list_of(ada, 1), WEEK, NULL);
    note(list_of(ben, 1), WEEK + 7, NULL);
    assert_true(sent(ada, WEEK - 70));
    assert_int_equal(mkdir("weekplan", 0700), -1);
    for (int i = 0; i < 2000; i++)
        wp_buf_printf(&text, "sent 2019-08-04 2019-08-12 %016x /p\t\t\n", i + 1);
    FILE *file = fopen("weekplan/letters", "ab");
    assert_non_null(file);
    assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
    assert_int_equal(fclose(file), 0);
    wp_buf_free(&text);
    note(list_of(ben, 1), WEEK + 14, NULL);
    assert_false(sent(ada, WEEK - 70));
    assert_true(sent(ada, WEEK));
    assert_true(sent(ben, WEEK + 7));
}

/* A log that cannot be read does not count as empty. */
static void test_too_large(void **state)
{
    struct wp_sent_log letters;
    struct wp_error error;

    (void)state;
    note(list_of(ada, 1), WEEK, NULL);
    assert_int_equal(truncate("weekplan/letters", (16 << 20) + 1), 0);
    assert_int_equal(wp_sent_log_open(&letters, &error), WP_IO);
    assert_non_null(strstr(error.message, "letters is larger than 16 MiB"));
    wp_sent_log_close(&letters);
    assert_reminds("/p.yaml", WEEK + 8, "");
}

static void write_letters(const char *format, const struct wp_list *to)
{
    char text[400];
    int length = snprintf(text, sizeof text, format,
                          (unsigned long long)wp_sent_log_line_key("/real/plan.yaml", to));

    scratch_write("weekplan/letters", text, (size_t)length);
}

/* Lines in the format of an older version have several recipients in one line. */
static void test_old_lines(void **state)
{
    struct wp_list to = list_of(both, 2);
    struct wp_list one = list_of(ada, 1);
    enum wp_letter_state states[2];
    struct wp_sent_log letters;
    struct wp_error error;

    (void)state;
    assert_int_equal(mkdir("weekplan", 0700), 0);
    write_letters("sent 2019-08-04 2019-08-12 %016llx /p\t\n", &one);
    assert_true(sent(ada, WEEK));
    assert_false(sent(ben, WEEK));
    write_letters("sent 2019-08-04 2019-08-12 %016llx /p\t\n", &to);
    assert_int_equal(wp_sent_log_open(&letters, &error), WP_OK);
    wp_sent_log_find(&letters, "/real/plan.yaml", &to, WP_LETTER_LAST_WEEK, window_of(WEEK),
                     states);
    wp_sent_log_close(&letters);
    assert_int_equal(states[0], WP_LETTER_SENT);
    assert_int_equal(states[1], WP_LETTER_SENT);
    write_letters("failed 2019-08-04 2019-08-12 %016llx /p\twhy\n", &to);
    assert_reminds("/p", WEEK + 8,
                   "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not "
                   "sent: why (weekplan mail sends it)\n");
    note(to, WEEK + 7, NULL);
    assert_reminds("/p", WEEK + 8, "");
}

/* A log with invalid lines: valid lines count, and invalid lines are kept. */
static void test_broken_file(void **state)
{
    struct wp_list to = list_of(ada, 1);
    unsigned long long key = wp_sent_log_line_key("/real/plan.yaml", &to);
    char text[500];
    struct wp_buf after = WP_BUF_INIT;
    int length = snprintf(text, sizeof text,
                          "sent 2019-08-04 2019-08-12 %016llx /p\t\n"
                          "sent 2019-08-11 2019-08-12 %015llx /p\t\n"
                          "sent 2019-08-11 2019-08-12 000000000000000g /p\t\n"
                          "sent 2019-02-30 2019-08-12 %016llx /p\t\n"
                          "posted 2019-08-11\n"
                          "sent\n\n\xff\nfailed\n"
                          "sent 2019-08-18 2019-08-12 %016llx",
                          key, key >> 4, key, key);

    (void)state;
    assert_int_equal(mkdir("weekplan", 0700), 0);
    scratch_write("weekplan/letters", text, (size_t)length);
    assert_true(sent(ada, WEEK));
    assert_false(sent(ada, WEEK + 7));
    assert_true(sent(ada, WEEK + 14));
    note(to, WEEK + 21, NULL);
    assert_true(sent(ada, WEEK));
    assert_true(sent(ada, WEEK + 14));
    assert_true(sent(ada, WEEK + 21));
    FILE *file = fopen("weekplan/letters", "rb");
    assert_non_null(file);
    wp_buf_repeat(&after, " ", 2000);
    after.data[fread(after.data, 1, 1999, file)] = '\0';
    assert_int_equal(fclose(file), 0);
    assert_non_null(strstr(after.data, "posted 2019-08-11\n"));
    wp_buf_free(&after);
}

/* If a line of the log is cut off anywhere after the day of the week, it still counts as a
 * letter. */
static void test_cut_line(void **state)
{
    struct wp_list to = list_of(ada, 1);
    unsigned long long key = wp_sent_log_line_key("/real/plan.yaml", &to);
    char text[80];
    int whole = snprintf(text, sizeof text, "sent 2019-08-04 2019-08-12 %016llx /p\t\t\n", key);

    (void)state;
    assert_int_equal(mkdir("weekplan", 0700), 0);
    for (int length = (int)strlen("sent 2019-08-04"); length <= whole; length++) {
        scratch_write("weekplan/letters", text, (size_t)length);
        if (!sent(ada, WEEK))
            fail_msg("cut off after %d bytes: %.*s", length, length, text);
        assert_false(sent(ada, WEEK + 7));
        note(list_of(ben, 1), WEEK + 7, NULL);
        assert_true(sent(ada, WEEK));
    }
    scratch_write("weekplan/letters", text, strlen("sent 2019-08-04 2019-08-12 0123"));
    assert_int_equal(sent(ben, WEEK), false);
}

/* Control characters of a damaged log are not printed on a terminal. */
static void test_reminder_of_broken_file(void **state)
{
    static const char text[] =
        "failed 2019-08-04 2019-08-12 0000000000000007 /p\033[2J\tno \033[31m\n"
        "failed 2019-08-04 2019-08-12 0000000000000007 /p\033[2J\tno \033[31m\tada\033[2J\n";

    (void)state;
    assert_int_equal(mkdir("weekplan", 0700), 0);
    scratch_write("weekplan/letters", text, sizeof text - 1);
    assert_reminds("/q", WEEK + 8,
                   "weekplan: the letter about the week of Sun 4 – Sat 10 August 2019 was not "
                   "sent: no \xef\xbf\xbd[31m (weekplan mail -f '/p\xef\xbf\xbd[2J' "
                   "--to 'ada\xef\xbf\xbd[2J' sends it)\n");
}

static void test_key(void **state)
{
    struct wp_str items[] = {WP_STR("a@b"), WP_STR("c@d"), WP_STR("a@b")};
    struct wp_list all = {items, 2};
    struct wp_list turned = {items + 1, 2};
    struct wp_list one = {items, 1};

    (void)state;
    assert_true(wp_sent_log_line_key("/p", &all) == wp_sent_log_line_key("/p", &turned));
    assert_true(wp_sent_log_line_key("/p", &all) != wp_sent_log_line_key("/p", &one));
    assert_true(wp_sent_log_line_key("/p", &all) != wp_sent_log_line_key("/q", &all));
}

/* Files of a killed run are removed by the next run, even if the log does not change. */
static void test_litter(void **state)
{
    (void)state;
    note(list_of(ada, 1), WEEK, NULL);
    scratch_write("weekplan/.letters.weekplan-abc234", "", 0);
    assert_true(sent(ada, WEEK));
    assert_int_equal(access("weekplan/.letters.weekplan-abc234", F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sent, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_litter, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_without_an_end, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_marks, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_no_mark, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_reminder, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_unread, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_too_large, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_old_lines, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_cut_line, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_what_is_kept, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_broken_file, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_reminder_of_broken_file, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_kinds, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_reminders_of_kinds, begin, scratch_end),
        cmocka_unit_test(test_kind_of_a_letter),
        cmocka_unit_test(test_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
