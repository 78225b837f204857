/* The JSON of each command, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "build_week.h"
#include "render/diagnostic.h"
#include <weekplan/progress.h>
#include <weekplan/view.h>

enum { START = 18112 }; /* Sunday 2019-08-04 */

static struct tree tree;

static void assert_json(const char *expected)
{
    struct wp_view_options options = {.today = START + 2};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_view view;

    tree.week.start = START;
    wp_progress_roll_up(&tree.week.root);
    wp_view_make(&view, &tree.week, &options);
    wp_status_json(&out, &view);
    assert_string_equal(out.data, expected);
    wp_view_free(&view);
    wp_buf_free(&out);
}

#define WEEK(title, note, skip) WEEK_REVIEWED(title, note, skip, "null")
#define WEEK_REVIEWED(title, note, skip, review)                                                   \
    "{\"version\":1,\"today\":\"2019-08-06\",\"week\":{\"start\":\"2019-08-04\","                  \
    "\"end\":\"2019-08-10\",\"iso\":\"2019-W32\",\"title\":" title ",\"note\":" note               \
    ",\"skip\":" skip ",\"review\":" review "},"

#define GOALS(done, total)                                                                         \
    "\"goals_done\":" done ",\"goals_total\":" total ",\"also_count\":0,\"left_open\":null,"
#define NO_GOALS GOALS("0", "0")

static void a_week_without_goals(void **state)
{
    (void)state;
    tree_begin(&tree);
    assert_json(WEEK("null", "null",
                     "null") "\"percent\":null,\"done\":0,\"open\":0,\"dropped\":0,\"deferred\":0,"
                             "\"total\":0," NO_GOALS "\"goals\":[],\"also\":[]}\n");
    tree.week.root.title = wp_str("A \"title\"");
    tree.week.root.note = wp_str("one\ntwo");
    tree.week.root.skip = true;
    assert_json(WEEK("\"A \\\"title\\\"\"", "\"one\\ntwo\"",
                     "true") "\"percent\":null,\"done\":0,\"open\":0,\"dropped\":0,\"deferred\":0,"
                             "\"total\":0," NO_GOALS "\"goals\":[],\"also\":[]}\n");
    tree.week.root.skip_reason = wp_str("ill");
    tree.week.root.review = wp_str("So so.\nBut.");
    assert_json(WEEK_REVIEWED(
        "\"A \\\"title\\\"\"", "\"one\\ntwo\"", "\"ill\"",
        "\"So so.\\nBut.\"") "\"percent\":null,\"done\":0,\"open\":0,\"dropped\":0,\"deferred\":"
                             "0,\"total\":0," NO_GOALS "\"goals\":[],\"also\":[]}\n");
}

#define REST(carried, repeat, note, tags, links)                                                   \
    "\"carried\":" carried ",\"repeat\":" repeat ",\"note\":" note ",\"tags\":" tags               \
    ",\"links\":" links

static void all_keys_of_an_item(void **state)
{
    static struct wp_str tags[] = {WP_STR("a"), WP_STR("b\"")};
    static struct wp_str links[] = {WP_STR("http://x")};
    struct wp_item *item = tree_add(&tree, tree_begin(&tree), "Read");

    (void)state;
    item->id = wp_str("read");
    item->progress_value = (struct wp_progress_value){true, 2500000, 4000000, wp_str("books")};
    item->weight = 500000;
    item->due = START + 1;
    item->carried = 2;
    item->weekly = true;
    item->note = wp_str("n");
    item->tags = (struct wp_list){tags, 2};
    item->links = (struct wp_list){links, 1};
    assert_json(WEEK(
        "null", "null",
        "null") "\"percent\":62.5,\"done\":0,\"open\":1,\"dropped\":0,\"deferred\":0,\"total\":"
                "1," GOALS("0", "1") "\"goals\":["
                                     "{\"path\":\"1\",\"id\":\"read\",\"title\":"
                                     "\"Read\",\"state\":\"open\","
                                     "\"percent\":62.5,\"weight\":0.5,\"progress\":{"
                                     "\"have\":2.5,\"of\":4,"
                                     "\"unit\":\"books\"},\"done_on\":null,\"dropped_"
                                     "on\":null,"
                                     "\"dropped_reason\":null,\"due\":\"2019-08-05\","
                                     "\"overdue\":true," REST(
                                         "2", "\"weekly\"", "\"n\"", "[\"a\",\"b\\\"\"]",
                                         "[\"http://x\"]") ","
                                                           "\"subtasks\":[]}],\"also\":[]}\n");
}

#define PLAIN REST("0", "null", "null", "[]", "[]")

static void items_nest(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *goal = tree_add(&tree, root, "a");
    struct wp_item *done = tree_add(&tree, goal, "b");
    struct wp_item *dropped = tree_add(&tree, root, "c");

    (void)state;
    done->done = true;
    done->done_on = START + 1;
    dropped->dropped = true;
    dropped->dropped_on = START + 2;
    assert_json(
        WEEK("null", "null",
             "null") "\"percent\":100,\"done\":1,\"open\":0,\"dropped\":1,\"deferred\":0,\"total\":"
                     "1," GOALS("1", "1") "\"goals\":["
                                          "{\"path\":\"1\",\"id\":null,\"title\":\"a\","
                                          "\"state\":\"done\",\"percent\":100,"
                                          "\"weight\":1,\"progress\":null,\"done_on\":null,"
                                          "\"dropped_on\":null,"
                                          "\"dropped_reason\":null,\"due\":null,"
                                          "\"overdue\":false," PLAIN ",\"subtasks\":["
                                          "{\"path\":\"1.1\",\"id\":null,\"title\":\"b\","
                                          "\"state\":\"done\",\"percent\":100,"
                                          "\"weight\":1,\"progress\":null,\"done_on\":"
                                          "\"2019-08-05\",\"dropped_on\":null,"
                                          "\"dropped_reason\":null,\"due\":null,"
                                          "\"overdue\":false," PLAIN ",\"subtasks\":[]}]},"
                                          "{\"path\":\"2\",\"id\":null,\"title\":\"c\","
                                          "\"state\":\"dropped\","
                                          "\"percent\":null,\"weight\":0,\"progress\":null,"
                                          "\"done_on\":null,"
                                          "\"dropped_on\":\"2019-08-06\",\"dropped_"
                                          "reason\":null,\"due\":null,"
                                          "\"overdue\":false," PLAIN
                                          ",\"subtasks\":[]}],\"also\":[]}\n");
}

/* Strings of the plan are in the JSON without changes, but for escapes. */
static void strings_are_exact(void **state)
{
    static const struct wp_str title =
        WP_STR("\0\x1B\xC2\x85\xE2\x80\x8B\xF3\xA0\x81\x81\xE7\x9B\xAE\\");
    struct wp_item *item = tree_add(&tree, tree_begin(&tree), "");
    struct wp_view_options options = {.today = START};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_view view;

    (void)state;
    item->title = title;
    wp_progress_roll_up(&tree.week.root);
    wp_view_make(&view, &tree.week, &options);
    wp_status_json(&out, &view);
    assert_non_null(strstr(out.data,
                           "\"title\":\"\\u0000\\u001B\\u0085\\u200B\\uDB40\\uDC41\xE7\x9B\xAE"
                           "\\\\\""));
    wp_view_free(&view);
    wp_buf_free(&out);
}

static void no_week(void **state)
{
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    wp_status_json_none(&out, START, NULL);
    assert_string_equal(
        out.data, "{\"version\":1,\"today\":\"2019-08-04\",\"week\":null,\"left_open\":null}\n");
    wp_buf_free(&out);
}

static void problems(void **state)
{
    static struct wp_error list[] = {
        {.status = WP_INVALID, .line = 3, .column = 5, .message = "no \"x\" \xFF"},
        {.status = WP_INVALID, .warning = true, .message = "hm"},
    };
    struct wp_problems found = {list, 2, 2, 1, 1};
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    wp_problems_json(&out, "p\x1B.yaml", &found, 2, 7);
    assert_string_equal(out.data,
                        "{\"version\":1,\"file\":\"p\\u001B.yaml\",\"valid\":false,"
                        "\"errors\":1,\"warnings\":1,\"weeks\":2,\"items\":7,\"problems\":["
                        "{\"severity\":\"error\",\"line\":3,\"column\":5,\"message\":"
                        "\"no \\\"x\\\" \xEF\xBF\xBD\"},{\"severity\":\"warning\",\"line\":null,"
                        "\"column\":null,\"message\":\"hm\"}]}\n");
    wp_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_without_goals),
        cmocka_unit_test(all_keys_of_an_item),
        cmocka_unit_test(items_nest),
        cmocka_unit_test(strings_are_exact),
        cmocka_unit_test(no_week),
        cmocka_unit_test(problems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
