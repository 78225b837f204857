/* Reading of the configuration: each key, and the positions of problems. The messages
 * are in the golden cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <weekplan/config.h>

static struct wp_config read_ok(const char *text)
{
    struct wp_config config;
    struct wp_error problem = {0};

    if (wp_config_read(&config, wp_str(text), &problem) != WP_OK)
        fail_msg("%s", problem.message);
    return config;
}

static void assert_texts(const struct wp_list *list, const char *const *texts, size_t count)
{
    assert_int_equal(list->count, count);
    for (size_t i = 0; i < count; i++)
        assert_true(wp_str_equal_c(list->items[i], texts[i]));
}

static void assert_questions(const struct wp_config *config, const char *const *texts, size_t count)
{
    const struct wp_list questions = wp_config_questions(config);

    assert_texts(&questions, texts, count);
}

static void test_defaults(void **state)
{
    static const char *const empty[] = {
        "",
        "# nothing\n",
        "---\n",
        "{}\n",
        "file:\n",
        "mail:\n",
        "mail:\n  to:\n  from:\n  sendmail:\n",
        "mail: {to: []}\n",
        "review:\n",
        "review: {questions: []}\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        struct wp_config config = read_ok(empty[i]);

        assert_int_equal(config.file.length, 0);
        assert_int_equal(config.week_start, WP_MONDAY);
        assert_int_equal(config.goal, 800);
        assert_int_equal(config.color, WP_COLOR_UNSET);
        assert_false(config.ascii);
        assert_int_equal(config.mail_to.count, 0);
        assert_int_equal(config.mail_from.length, 0);
        assert_int_equal(config.mail_sendmail.count, 0);
        assert_questions(&config,
                         (const char *const[]){"What went well?", "What got in the way?",
                                               "What will be different next week?"},
                         3);
        wp_config_free(&config);
    }
}

static void test_every_key(void **state)
{
    struct wp_config config = read_ok("\xef\xbb\xbf"
                                      "file: \"~/my plans/plan.yaml\"\r\n"
                                      "week_start: sunday\r\n"
                                      "goal: 79.5%\r\n"
                                      "color: never\r\n"
                                      "ascii: true\r\n"
                                      "mail:\r\n"
                                      "  to: [ada@example.org, 'ben@example.org']\r\n"
                                      "  from: weekplan@example.org\r\n"
                                      "  sendmail:\r\n"
                                      "    - /usr/bin/msmtp\r\n"
                                      "    - -a\r\n"
                                      "    - \"\"\r\n"
                                      "review:\r\n"
                                      "  questions: [' What now? ', \"And then?\"]\r\n");

    (void)state;
    assert_true(wp_str_equal_c(config.file, "~/my plans/plan.yaml"));
    assert_int_equal(config.week_start, WP_SUNDAY);
    assert_int_equal(config.goal, 795);
    assert_int_equal(config.color, WP_COLOR_NEVER);
    assert_true(config.ascii);
    assert_texts(&config.mail_to, (const char *const[]){"ada@example.org", "ben@example.org"}, 2);
    assert_true(wp_str_equal_c(config.mail_from, "weekplan@example.org"));
    assert_texts(&config.mail_sendmail, (const char *const[]){"/usr/bin/msmtp", "-a", ""}, 3);
    assert_questions(&config, (const char *const[]){"What now?", "And then?"}, 2);
    wp_config_free(&config);
}

static void test_one_text_is_a_list(void **state)
{
    struct wp_config config =
        read_ok("mail: {to: ada@example.org, sendmail: msmtp}\nascii: false\ncolor: auto\n"
                "review: {questions: So?}\n");

    (void)state;
    assert_texts(&config.mail_to, (const char *const[]){"ada@example.org"}, 1);
    assert_texts(&config.mail_sendmail, (const char *const[]){"msmtp"}, 1);
    assert_questions(&config, (const char *const[]){"So?"}, 1);
    assert_int_equal(config.color, WP_COLOR_AUTO);
    wp_config_free(&config);
}

static void test_headings_of_an_import(void **state)
{
    static const struct {
        const char *words;
        enum wp_import_section section;
    } rows[] = {
        {"wins", WP_IMPORT_DONE},      {"Side quests", WP_IMPORT_ALSO},
        {"leftovers", WP_IMPORT_OPEN}, {"up next", WP_IMPORT_NEXT},
        {"motto", WP_IMPORT_TITLE},    {"looking back", WP_IMPORT_REVIEW},
        {"ice box", WP_IMPORT_LATER},  {"big rocks", WP_IMPORT_GOALS},
    };
    struct wp_config config =
        read_ok("import:\n  sections:\n    wins: done\n    Side quests: also\n    leftovers: open\n"
                "    up next: next\n    motto: title\n    ' looking back': review\n"
                "    \"ice box\": later\n    big rocks: goals\n");

    (void)state;
    assert_int_equal(config.import_heading_count, sizeof rows / sizeof rows[0]);
    for (size_t i = 0; i < config.import_heading_count; i++) {
        assert_true(wp_str_equal_c(config.import_headings[i].words, rows[i].words));
        assert_int_equal(config.import_headings[i].section, rows[i].section);
    }
    wp_config_free(&config);
    config = read_ok("import: {sections: }\n");
    assert_int_equal(config.import_heading_count, 0);
    wp_config_free(&config);
}

static void assert_post_key(const struct wp_post_key *key, const char *table, const char *name,
                            const char *text, enum wp_post_form form)
{
    assert_true(wp_str_equal_c(key->table, table));
    assert_true(wp_str_equal_c(key->name, name));
    assert_int_equal(key->value_count, 1);
    assert_true(wp_str_equal_c(key->values[0].text, text));
    assert_int_equal(key->values[0].form, form);
}

static void test_keys_of_a_post(void **state)
{
    struct wp_config config =
        read_ok("post:\n  front_matter: toml\n  layout: post.njk\n  date: today\n  draft: false\n"
                "  weight: -1.50\n  expires: 2019-08-04\n  version: '1'\n  zip: 010\n"
                "  author: \"Ada: A\"\n  empty:\n  extra: {Date: \"\xC3\xA9\", x_1-y: ' a '}\n"
                "  tags: [a, 1, 'b, c']\n  none: []\n");
    const struct wp_post_key *keys = config.post.keys;

    (void)state;
    assert_true(config.post.toml);
    assert_true(config.post.dated_today);
    assert_false(config.post.no_layout);
    assert_true(wp_str_equal_c(config.post.layout.text, "post.njk"));
    assert_int_equal(config.post.key_count, 10);
    assert_post_key(&keys[0], "", "draft", "false", WP_POST_BARE);
    assert_post_key(&keys[1], "", "weight", "-1.50", WP_POST_BARE);
    assert_post_key(&keys[2], "", "expires", "2019-08-04", WP_POST_BARE);
    assert_post_key(&keys[3], "", "version", "1", WP_POST_QUOTED);
    assert_post_key(&keys[4], "", "zip", "010", WP_POST_QUOTED);
    assert_post_key(&keys[5], "", "author", "Ada: A", WP_POST_QUOTED);
    assert_post_key(&keys[6], "extra", "Date", "\xC3\xA9", WP_POST_QUOTED);
    assert_post_key(&keys[7], "extra", "x_1-y", "a", WP_POST_PLAIN);
    assert_true(keys[8].is_list);
    assert_int_equal(keys[8].value_count, 3);
    assert_int_equal(keys[8].values[1].form, WP_POST_BARE);
    assert_true(wp_str_equal_c(keys[8].values[2].text, "b, c"));
    assert_true(keys[9].is_list);
    assert_int_equal(keys[9].value_count, 0);
    wp_config_free(&config);
    config = read_ok("post: {layout: false, date: last day, front_matter: yaml}\n");
    assert_true(config.post.no_layout);
    assert_false(config.post.dated_today || config.post.toml);
    wp_config_free(&config);
}

static void assert_refused(const char *text, uint64_t line, uint64_t column)
{
    struct wp_config config;
    struct wp_error problem;

    if (wp_config_read(&config, wp_str(text), &problem) != WP_CONFIG)
        fail_msg("passed: %s", text);
    assert_int_equal(problem.status, WP_CONFIG);
    assert_false(problem.warning);
    if (problem.line != line || problem.column != column)
        fail_msg("%s: at %d:%d, %s", text, (int)problem.line, (int)problem.column, problem.message);
    wp_config_free(&config);
}

static void test_what_is_refused(void **state)
{
    static const char *const week_starts[] = {"Sunday", "sun", "7", "yes", "''", "'sunday '"};
    static const char *const goals[] = {"80", "-1%", "100.1%", "79.95%", "all", "''"};
    char text[64];

    (void)state;
    for (size_t i = 0; i < sizeof week_starts / sizeof *week_starts; i++) {
        snprintf(text, sizeof text, "week_start: %s\n", week_starts[i]);
        assert_refused(text, 1, 13);
    }
    for (size_t i = 0; i < sizeof goals / sizeof *goals; i++) {
        snprintf(text, sizeof text, "# so\ngoal: %s\n", goals[i]);
        assert_refused(text, 2, 7);
    }
    assert_refused("color: yes\n", 1, 8);
    assert_refused("ascii: True\n", 1, 8);
    assert_refused("file: \"a\\0b\"\n", 1, 7);
    assert_refused("file: '~'\n", 1, 7);
    assert_refused("file: $HOME/plan.yaml\n", 1, 7);
    assert_refused("mail: {sendmail: $HOME/bin/msmtp}\n", 1, 18);
    assert_refused("mail: {sendmail: ~ada/bin/msmtp}\n", 1, 18);
    assert_refused("mail: {to: [ada]}\n", 1, 13);
    assert_refused("mail:\n  sendmail: ''\n", 2, 13);
    assert_refused("mail:\n  sendmail: [\"a\\0\"]\n", 2, 14);
    assert_refused("goal: [80%]\n", 1, 7);
    assert_refused("goal: 80%\nGoal: 70%\n", 2, 1);
    assert_refused("goal: 80%\ngoal: 80%\n", 2, 1);
    assert_refused("goal:\ngoal: 80%\n", 2, 1);
    assert_refused("x-goal: 80%\n", 1, 1);
    assert_refused("mail: {mail: {}}\n", 1, 8);
    assert_refused("mail: {questions: [a]}\n", 1, 8);
    assert_refused("review: {to: ada@example.org}\n", 1, 10);
    assert_refused("review: {review: {}}\n", 1, 10);
    assert_refused("review: What now?\n", 1, 9);
    assert_refused("review: [What now?]\n", 1, 9);
    assert_refused("review: {questions: {a: b}}\n", 1, 21);
    assert_refused("review: {questions: ['']}\n", 1, 22);
    assert_refused("review:\n  questions:\n    - ' '\n", 3, 7);
    assert_refused("review:\n  questions:\n    - \"a\\nb\"\n", 3, 7);
    assert_refused("review:\n  questions:\n    - |\n      a\n      b\n", 3, 7);
    assert_refused("questions: [a]\n", 1, 1);
    assert_refused("import: done\n", 1, 9);
    assert_refused("import: {section: {}}\n", 1, 10);
    assert_refused("import: {sections: [done]}\n", 1, 20);
    assert_refused("import: {sections: {wins: Done}}\n", 1, 27);
    assert_refused("import: {sections: {wins: }}\n", 1, 26);
    assert_refused("import: {sections: {wins: [done]}}\n", 1, 27);
    assert_refused("import: {sections: {'': done}}\n", 1, 21);
    assert_refused("import:\n  sections:\n    wins: done\n    wins: also\n", 4, 5);
    assert_refused("sections: {wins: done}\n", 1, 1);
    assert_refused("text\n", 1, 1);
    assert_refused("goal: 80%\n---\n", 2, 1);
    assert_refused("goal: 80%\n...\ncolor\n", 3, 1);
    assert_refused("? {a: b}\n: c\n", 1, 3);
}

static void test_what_is_refused_of_a_post(void **state)
{
    (void)state;
    assert_refused("post: jekyll\n", 1, 7);
    assert_refused("post: [layout]\n", 1, 7);
    assert_refused("post: {title: x}\n", 1, 15);
    assert_refused("post: {title: yes}\n", 1, 15);
    assert_refused("post: {layout: true}\n", 1, 16);
    assert_refused("post: {layout: ''}\n", 1, 16);
    assert_refused("post: {layout: [post]}\n", 1, 16);
    assert_refused("post: {Layout: post}\n", 1, 8);
    assert_refused("post: {layout: a, layout: b}\n", 1, 19);
    assert_refused("post: {date: 2019-08-04}\n", 1, 14);
    assert_refused("post: {front_matter: json}\n", 1, 22);
    assert_refused("post: {draft: no}\n", 1, 15);
    assert_refused("post: {draft: True}\n", 1, 15);
    assert_refused("post: {draft: ~}\n", 1, 15);
    assert_refused("post: {tags: [a, off]}\n", 1, 18);
    assert_refused("post: {tags: [[a]]}\n", 1, 15);
    assert_refused("post: {tags: [{a: b}]}\n", 1, 15);
    assert_refused("post: {a b: c}\n", 1, 8);
    assert_refused("post: {1a: c}\n", 1, 8);
    assert_refused("post: {'': c}\n", 1, 8);
    assert_refused("post: {on: c}\n", 1, 8);
    assert_refused("post: {tags: a, Tags: b}\n", 1, 17);
    assert_refused("post: {a: {b: c}, a: d}\n", 1, 19);
    assert_refused("post: {a: {b: {c: d}}}\n", 1, 15);
    assert_refused("post: {a: \"b\\nc\"}\n", 1, 11);
    assert_refused("post: {a: |\n", 1, 11);
    assert_refused("layout: post\n", 1, 1);
}

/* If a warning is before an error, the error is reported. */
static void test_the_first_error_is_told(void **state)
{
    struct wp_config config = read_ok("file: plan #1.yaml\n");

    (void)state;
    assert_true(wp_str_equal_c(config.file, "plan"));
    wp_config_free(&config);
    assert_refused("file: plan #1.yaml\ncolour: never\ncolor: yes\n", 2, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_every_key),
        cmocka_unit_test(test_one_text_is_a_list),
        cmocka_unit_test(test_headings_of_an_import),
        cmocka_unit_test(test_keys_of_a_post),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_what_is_refused_of_a_post),
        cmocka_unit_test(test_the_first_error_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
