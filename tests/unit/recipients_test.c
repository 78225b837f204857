/* The recipients and the sender of the letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/commands.h"
#include "cmd/recipients.h"

enum { ARGV_MAX = 12 };

struct line {
    const char *words[ARGV_MAX];
};

static struct wp_arena *arena;
static struct wp_context context;

static int begin(void **state)
{
    (void)state;
    arena = wp_arena_new(256);
    context = (struct wp_context){.command = wp_command_find(wp_commands, "mail"),
                                  .config = wp_config_default()};
    return arena == NULL;
}

static int end(void **state)
{
    (void)state;
    wp_arguments_free(&context.arguments);
    wp_config_free(&context.config);
    wp_arena_free(arena);
    return 0;
}

static void configure(const char *text)
{
    struct wp_error error;

    assert_int_equal(wp_config_read(&context.config, wp_str(text), &error), WP_OK);
}

static enum wp_status find(struct line line, struct wp_recipients *mailing, struct wp_error *error)
{
    static const char *argv[ARGV_MAX + 3] = {"weekplan", "mail"};
    int argc = 2;

    for (size_t i = 0; i < ARGV_MAX && line.words[i] != NULL; i++)
        argv[argc++] = line.words[i];
    argv[argc] = NULL;
    wp_arguments_free(&context.arguments);
    assert_int_equal(
        wp_arguments_parse(argc, (char *const *)argv, wp_commands, &context.arguments, error),
        WP_OK);
    return wp_recipients_find(mailing, &context, arena, error);
}

static void assert_found(struct line line, const char *from, const char *to)
{
    struct wp_recipients mailing;
    struct wp_buf all = WP_BUF_INIT;
    struct wp_error error;

    if (find(line, &mailing, &error) != WP_OK)
        fail_msg("%s", error.message);
    for (size_t i = 0; i < mailing.to.count; i++) {
        wp_buf_puts(&all, i > 0 ? " " : "");
        wp_buf_append(&all, mailing.to.items[i]);
    }
    assert_string_equal(all.data, to);
    if (from != NULL)
        assert_true(wp_str_equal_c(mailing.from, from));
    else
        assert_non_null(memchr(mailing.from.data, '@', mailing.from.length));
    wp_buf_free(&all);
}

static void assert_refused(struct line line, const char *message)
{
    struct wp_recipients mailing;
    struct wp_error error;

    assert_int_equal(find(line, &mailing, &error), WP_USAGE);
    assert_string_equal(error.message, message);
}

static void test_options_win(void **state)
{
    (void)state;
    assert_found((struct line){{"--to", "a@b", "--to=c@d", "--to", "a@b"}}, NULL, "a@b c@d");
    configure("mail: {to: [x@y, z@y, x@y], from: w@y}\n");
    assert_found((struct line){{NULL}}, "w@y", "x@y z@y");
    assert_found((struct line){{"--to", "a@b"}}, "w@y", "a@b");
    assert_found((struct line){{"--from", "f@b"}}, "f@b", "x@y z@y");
}

static void test_refusals(void **state)
{
    (void)state;
    assert_refused((struct line){{NULL}},
                   "nobody to send the letter to (--to ADDRESS, or write 'mail: {to: "
                   "ADDRESS}' into a configuration)");
    wp_buf_puts(&context.config_path, "/c.yaml");
    assert_refused((struct line){{NULL}},
                   "nobody to send the letter to (--to ADDRESS, or write 'mail: {to: "
                   "ADDRESS}' into /c.yaml)");
    wp_buf_free(&context.config_path);
    assert_refused((struct line){{"--to", "a@b", "--to", "ada"}},
                   "--to: 'ada' is not an address (write it as in ada@example.org)");
    assert_refused((struct line){{"--to", "a@b", "--from", "x@y\nBcc: e@f"}},
                   "--from: 'x@y\nBcc: e@f' holds a control character, which no address has");
    assert_refused((struct line){{"--to", ""}},
                   "--to: '' is not an address (write it as in ada@example.org)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_options_win, begin, end),
        cmocka_unit_test_setup_teardown(test_refusals, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
