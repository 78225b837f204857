/* The list of `carry --edit`: its lines, and each kind of line that is not valid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "cmd/carry_list.h"
#include <weekplan/plan.h>

/* From the week FROM, `carry` can copy goals 1, 3 and 4 into the week TO. TO has goal 3 already,
 * so only its subtask A is copied. */
#define FROM                                                                                       \
    "week: 2019-07-28\ngoals:\n  - {title: One, carried: 2}\n  - {title: Two, done: true}\n"       \
    "  - {title: Three, subtasks: [A]}\n  - {title: Four, repeat: weekly}\n"
#define TO    "week: 2019-08-04\ngoals: [{title: Three, subtasks: [B]}, \"Own # this\"]\n"
#define TODAY ((wp_day)18110)

static struct wp_week *from, *to;
static struct wp_carry_goals open_goals;
static struct wp_carry_list_goals goals;
static const struct wp_context context = {.plan_path = "plan.yaml"};
static struct wp_carry_list list;
static struct wp_error error;

static struct wp_week *load(const char *text)
{
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    struct wp_week *week = NULL;

    wp_week_load(wp_str(text), 0, 1, &week, &problems);
    assert_non_null(week);
    return week;
}

static int begin(void **state)
{
    struct wp_carry carry = {0};

    (void)state;
    from = load(FROM);
    to = load(TO);
    carry.from = from;
    carry.to = to;
    carry.start = to->start;
    wp_carry_goals_find(&open_goals, &carry);
    goals = (struct wp_carry_list_goals){from, to, &open_goals, &context};
    return 0;
}

static int end(void **state)
{
    (void)state;
    wp_carry_list_free(&list);
    wp_carry_goals_free(&open_goals);
    wp_week_free(from);
    wp_week_free(to);
    return 0;
}

static enum wp_status parse(struct wp_str text)
{
    error.message[0] = '\0';
    wp_carry_list_free(&list);
    return wp_carry_list_parse(&list, text, &goals, TODAY, &error);
}

static void assert_valid(const char *text, size_t count)
{
    assert_int_equal(parse(wp_str(text)), WP_OK);
    assert_int_equal(list.count, count);
}

static void assert_line(size_t i, enum wp_carry_verb verb, uint32_t number)
{
    assert_int_equal(list.lines[i].verb, verb);
    assert_int_equal(list.lines[i].number, number);
}

static void assert_title(size_t i, const char *title)
{
    assert_line(i, WP_CARRY_ADD, 0);
    assert_true(wp_str_equal_c(list.lines[i].values.title, title));
}

/* Assert that the list is refused with a message that begins with `message`. */
static void assert_invalid(const char *text, const char *message)
{
    assert_int_equal(parse(wp_str(text)), WP_INVALID);
    if (strncmp(error.message, message, strlen(message)) != 0)
        assert_string_equal(error.message, message);
}

static void written_list(void **state)
{
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    wp_carry_list_put(&out, &goals, false);
    assert_string_equal(out.data, "keep =1  # Three\n"
                                  "keep =2  # Own # this\n"
                                  "carry 1  # One, carried ×2\n"
                                  "carry 3  # Three, into =1\n"
                                  "carry 4  # Four, every week\n");
    assert_valid(out.data, 5);
    assert_line(0, WP_CARRY_KEEP, 1);
    assert_line(1, WP_CARRY_KEEP, 2);
    assert_line(2, WP_CARRY_CARRY, 1);
    assert_line(4, WP_CARRY_CARRY, 4);
    wp_buf_clear(&out);
    goals.to = NULL;
    wp_carry_list_put(&out, &goals, true);
    assert_string_equal(out.data, "carry 1  # One, carried x2\n"
                                  "carry 3  # Three, into =1\n"
                                  "carry 4  # Four, every week\n");
    wp_buf_free(&out);
}

static void verbs(void **state)
{
    (void)state;
    assert_valid("later 4\n\tdrop\t1  no time   # One\r\n\n  leave 3#\nkeep 002", 4);
    assert_line(0, WP_CARRY_LATER, 4);
    assert_line(1, WP_CARRY_DROP, 1);
    assert_true(wp_str_equal_c(list.lines[1].values.dropped_reason, "no time"));
    assert_true(list.lines[1].values.dropped);
    assert_line(2, WP_CARRY_LEAVE, 3);
    assert_line(3, WP_CARRY_KEEP, 2);
}

/* A verb may be written in capitals. Its first letter is enough before a number. */
static void other_spellings(void **state)
{
    (void)state;
    assert_valid("CARRY 1\nDrop 3 ill\nl 4\nK =2\nkeep 1", 5);
    assert_line(0, WP_CARRY_CARRY, 1);
    assert_line(1, WP_CARRY_DROP, 3);
    assert_true(wp_str_equal_c(list.lines[1].values.dropped_reason, "ill"));
    assert_line(2, WP_CARRY_LATER, 4);
    assert_line(3, WP_CARRY_KEEP, 2);
    assert_line(4, WP_CARRY_KEEP, 1);
    assert_valid("c 1\nD 3\nL sharp\nc", 4);
    assert_line(0, WP_CARRY_CARRY, 1);
    assert_line(1, WP_CARRY_DROP, 3);
    assert_title(2, "L sharp");
    assert_title(3, "c");
}

/* Lines that are indented below a new goal are its subtasks. */
static void subtasks(void **state)
{
    const struct wp_item *item;

    (void)state;
    assert_valid("carry 1\nTalk\n\n    # x\n  Chapter 3 # x\n\t[x] Slides\n  - drop 1\n- [x] Call\n"
                 "  drop 3",
                 4);
    assert_title(1, "Talk");
    item = list.lines[1].values.first;
    assert_true(wp_str_equal_c(item->title, "Chapter 3"));
    assert_true(wp_str_equal_c(item->first->title, "Slides"));
    assert_true(item->first->done);
    assert_true(wp_str_equal_c(item->next->title, "drop 1"));
    assert_null(item->next->next);
    assert_title(2, "Call");
    assert_true(list.lines[2].values.done);
    assert_null(list.lines[2].values.first);
    assert_line(3, WP_CARRY_DROP, 3);
    assert_invalid("carry 1\nA\n    B\n  C",
                   "line 4 of the outline is indented less than the lines above it");
    assert_invalid("A\n  * # x", "line 2 of the outline has no title");
}

/* The only verb for a goal that the week TO has already ("=2") is `keep`. */
static void own_goals(void **state)
{
    (void)state;
    assert_invalid("carry =2", "line 1 of the list: the week has goal =2 already, so it is not "
                               "carried (keep =2 keeps it)");
    assert_invalid("\ndrop =1 no",
                   "line 2 of the list: the week has goal =1 already, so it is not changed here "
                   "(weekplan drop 1 --reason REASON drops it; keep =1 keeps it)");
    assert_invalid("later =2", "line 1 of the list: the week has goal =2 already, so it is not "
                               "changed here (weekplan mv 2 --to later puts it off; keep =2 keeps");
    assert_invalid("l =3", "line 1 of the list: there is no goal =3 to later");
    assert_invalid("keep =", "line 1 of the list: there is no goal = to keep");
}

/* A word that is no verb is refused before the number of a goal in the list. Before other numbers
 * it begins the title of a new goal. */
static void unknown_words(void **state)
{
    (void)state;
    assert_invalid("pick 1", "line 1 of the list: 'pick' is not carry, later, drop, leave or keep");
    assert_invalid("p =2", "line 1 of the list: 'p' is not carry");
    assert_invalid("skip 3 no time # Three", "line 1 of the list: 'skip' is not carry");
    assert_valid("- pick 1\nRun 3 times\npick 9\nRead 1984 # 1\n- 3", 5);
    assert_title(0, "pick 1");
    assert_title(1, "Run 3 times");
}

static void reasons(void **state)
{
    static const char *const days[] = {"drop 1", "drop 1 # One", "drop 1 #One", "drop 1\t#"};

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assert_valid(days[i], 1);
        assert_true(list.lines[0].values.dropped);
        assert_int_equal(list.lines[0].values.dropped_on, TODAY);
        assert_int_equal(list.lines[0].values.dropped_reason.length, 0);
    }
    assert_valid("drop 1 2019-08-05", 1);
    assert_int_equal(list.lines[0].values.dropped_on, TODAY + 3);
    assert_valid("drop 1 true", 1);
    assert_int_equal(list.lines[0].values.dropped_on, WP_NO_DAY);
    assert_valid("drop 1 see #12 and C# # One", 1);
    assert_true(wp_str_equal_c(list.lines[0].values.dropped_reason, "see #12 and C#"));
}

/* A line that does not begin with a verb and a number is the title of a new goal. */
static void new_goals(void **state)
{
    (void)state;
    assert_valid(
        "\xEF\xBB\xBF"
        "Buy milk\n- carry 1\n- Carry 3\n- leave early # now\nFix #12\ncarry-on 1 x\n-3 degrees\n"
        "-  - dash",
        8);
    assert_title(0, "Buy milk");
    assert_title(1, "carry 1");
    assert_title(2, "Carry 3");
    assert_title(3, "leave early");
    assert_title(4, "Fix #12");
    assert_title(5, "carry-on 1 x");
    assert_title(6, "-3 degrees");
    assert_title(7, "- dash");
}

static void empty_lists(void **state)
{
    static const char *const texts[] = {
        "", "\n", " \t\r\n", "# carry 1", "#carry 1\n  # x\n", "\xEF\xBB\xBF"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_valid(texts[i], 0);
}

static void unknown_goals(void **state)
{
    (void)state;
    assert_invalid("carry 2", "line 1 of the list: there is no goal 2 to carry");
    assert_invalid("\n# x\nlater 5", "line 3 of the list: there is no goal 5 to later");
    assert_invalid("drop 0 no", "line 1 of the list: there is no goal 0 to drop");
    assert_invalid("leave 9", "line 1 of the list: there is no goal 9 to leave");
    assert_invalid("keep 3", "line 1 of the list: there is no goal 3 to keep");
    assert_invalid("keep 0", "line 1 of the list: there is no goal 0 to keep");
    assert_invalid("Drop 2 ill", "line 1 of the list: there is no goal 2 to drop");
    assert_invalid("later Learn", "line 1 of the list: 'later' needs the number of a goal");
    assert_invalid("C 64", "line 1 of the list: there is no goal 64 to carry");
    assert_invalid("carry 3.1", "line 1 of the list: there is no goal 3.1 to carry");
    assert_invalid("carry 1x", "line 1 of the list: there is no goal 1x to carry");
    assert_invalid("carry +1", "line 1 of the list: there is no goal +1 to carry");
    assert_invalid("carry 4294967297", "line 1 of the list: there is no goal 4294967297 to carry");
    assert_invalid("carry 99999999999999999999999999",
                   "line 1 of the list: there is no goal 99999999999999999999999999 to carry");
}

static void repeated_goals(void **state)
{
    (void)state;
    assert_invalid("carry 1\ncarry 1", "line 2 of the list: goal 1 is in line 1 already");
    assert_invalid("leave 1\n\ndrop 01 no", "line 3 of the list: goal 01 is in line 1 already");
    assert_invalid("keep 2\nkeep 1\nkeep 2", "line 3 of the list: goal 2 is in line 1 already");
    assert_valid("keep 1\ncarry 1", 2);
}

static void malformed_lines(void **state)
{
    static const char *const verbs_alone[] = {"carry", "later", "drop", "leave", "keep"};

    (void)state;
    for (size_t i = 0; i < sizeof verbs_alone / sizeof *verbs_alone; i++) {
        struct wp_buf text = WP_BUF_INIT;
        struct wp_buf message = WP_BUF_INIT;

        wp_buf_printf(&text, "%s  # One", verbs_alone[i]);
        wp_buf_printf(&message, "line 1 of the list: '%s' needs the number", verbs_alone[i]);
        assert_invalid(text.data, message.data);
        assert_invalid(verbs_alone[i], message.data);
        wp_buf_free(&text);
        wp_buf_free(&message);
    }
    assert_invalid("carry #1", "line 1 of the list: 'carry' needs the number");
    assert_invalid("carry 1 no time", "line 1 of the list: 'carry 1' takes no text");
    assert_invalid("later 1 no", "line 1 of the list: 'later 1' takes no text");
    assert_invalid("leave 1 no", "line 1 of the list: 'leave 1' takes no text");
    assert_invalid("keep 1 no", "line 1 of the list: 'keep 1' takes no text");
    assert_invalid("drop 1 false", "line 1 of the list: 'false' is not a reason");
    assert_invalid("drop 1 yes", "line 1 of the list: 'yes' is not understood");
    assert_invalid("drop 1 2019-02-30", "line 1 of the list: '2019-02-30' ");
    assert_invalid("-", "line 1 of the list: the title is blank");
    assert_invalid("One\n- # x", "line 2 of the list: the title is blank");
    assert_invalid("Caf\xE9", "line 1 of the list is not UTF-8");
    assert_invalid("drop 1 caf\xE9", "line 1 of the list is not UTF-8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(written_list, begin, end),
        cmocka_unit_test_setup_teardown(verbs, begin, end),
        cmocka_unit_test_setup_teardown(other_spellings, begin, end),
        cmocka_unit_test_setup_teardown(subtasks, begin, end),
        cmocka_unit_test_setup_teardown(own_goals, begin, end),
        cmocka_unit_test_setup_teardown(unknown_words, begin, end),
        cmocka_unit_test_setup_teardown(reasons, begin, end),
        cmocka_unit_test_setup_teardown(new_goals, begin, end),
        cmocka_unit_test_setup_teardown(empty_lists, begin, end),
        cmocka_unit_test_setup_teardown(unknown_goals, begin, end),
        cmocka_unit_test_setup_teardown(repeated_goals, begin, end),
        cmocka_unit_test_setup_teardown(malformed_lines, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
