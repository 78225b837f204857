/* The topics of help name every key, and fit on a narrow terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "cmd/help_topic.h"
#include "plan/keys.h"

static bool has_label(const struct wp_help_topic *topic, const char *name)
{
    char label[64];

    (void)snprintf(label, sizeof label, " %s:", name);
    for (const struct wp_help_row *row = topic->rows; row->label != NULL; row++)
        if (row->text != NULL && strstr(row->label, label) != NULL)
            return true;
    return false;
}

static void the_format_has_every_key(void **state)
{
    const struct wp_help_topic *topic = wp_help_topic_find("format");

    (void)state;
    assert_non_null(topic);
    for (size_t key = 0; key < WP_KEY_COUNT; key++)
        if (!has_label(topic, wp_keys[key].name))
            fail_msg("help format has no key %s", wp_keys[key].name);
}

/* The table of the configuration has the names between quotes at the beginning of its rows. */
static void the_configuration_has_every_key(void **state)
{
    const struct wp_help_topic *topic = wp_help_topic_find("config");
    FILE *source = fopen("src/read/config.c", "r");
    char line[512];
    char name[64];
    size_t count = 0;

    (void)state;
    assert_non_null(topic);
    assert_non_null(source);
    while (fgets(line, sizeof line, source) != NULL)
        if (sscanf(line, "    {\"%63[a-z_]\", AT_TOP", name) == 1 &&
            strstr(line, ", IN_") != NULL) {
            count++;
            if (!has_label(topic, name))
                fail_msg("help config has no key %s", name);
        }
    assert_int_equal(fclose(source), 0);
    assert_true(count >= 11);
}

static void a_topic_fits(void **state)
{
    (void)state;
    for (const struct wp_help_topic *topic = wp_help_topics; topic->name != NULL; topic++) {
        for (const struct wp_help_row *row = topic->rows; row->label != NULL; row++)
            assert_in_range(strlen(row->label), 1, row->text == NULL ? 39 : 23);
        for (const char *line = topic->example; *line != '\0'; line += strcspn(line, "\n") + 1)
            assert_in_range(strcspn(line, "\n"), 1, 40);
    }
    assert_null(wp_help_topic_find("no-such-topic"));
}

static void another_word_finds_its_topic(void **state)
{
    static const struct {
        const char *word;
        const char *name; /* NULL if no topic has the word */
    } cases[] = {
        {"tag", "tags"},       {"Labels", "tags"},
        {"weights", "format"}, {"keys", "format"},
        {"days", "dates"},     {"DAY", "dates"},
        {"Week", "dates"},     {"ref", "items"},
        {"REF", "items"},      {"refs", "items"},
        {"pager", "output"},   {"hyperlinks", "output"},
        {"colors", "output"},  {"environment", "config"},
        {"Config", "config"},  {"undo-log", "undo"},
        {"outline", "add"},    {"also", "did"},
        {"astronomy", NULL},   {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *name = wp_help_topic_of_alias(cases[i].word);

        assert_int_equal(name == NULL, cases[i].name == NULL);
        if (name != NULL)
            assert_string_equal(name, cases[i].name);
        assert_true(name == NULL || wp_help_topic_find(name) != NULL ||
                    wp_command_find(wp_commands, name) != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_format_has_every_key),
        cmocka_unit_test(the_configuration_has_every_key),
        cmocka_unit_test(a_topic_fits),
        cmocka_unit_test(another_word_finds_its_topic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
