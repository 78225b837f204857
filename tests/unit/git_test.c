/* Running git(1), and finding the work tree of a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "os/git.h"

#include "scratch_directory.h"

static const char *const no_directories[] = {NULL};

/* Skip the test if there is no git. */
static void need_git(void)
{
    char *path = wp_process_find("git", no_directories);
    bool found = path != NULL;

    free(path);
    if (!found)
        skip();
}

/* Run git in the temporary directory, and assert that it succeeds. */
static void git(const char *const *arguments)
{
    struct wp_git git = {.directory = scratch, .arguments = arguments};
    struct wp_error error = {0};

    assert_int_equal(wp_git_run(&git, &error), WP_OK);
    assert_int_equal(git.process.exit_code, 0);
    wp_git_free(&git);
}

static void init(const char *directory)
{
    const char *const arguments[] = {"init", "-q", directory, NULL};

    git(arguments);
}

static void assert_top(const char *file, const char *directory)
{
    struct wp_buf path = WP_BUF_INIT;
    struct wp_buf expected = WP_BUF_INIT;
    struct wp_buf top = WP_BUF_INIT;
    struct wp_error error = {0};

    wp_buf_printf(&path, "%s/%s", scratch, file);
    wp_buf_printf(&expected, "%s/%s", scratch, directory);
    assert_int_equal(wp_git_find_top(&top, path.data, &error), WP_OK);
    assert_string_equal(top.data, expected.data);
    wp_buf_free(&top);
    wp_buf_free(&expected);
    wp_buf_free(&path);
}

static void test_top(void **state)
{
    (void)state;
    need_git();
    init("my notes\n");
    mkdir("my notes\n/work", 0755);
    assert_top("my notes\n/plan.yaml", "my notes\n");
    assert_top("my notes\n/work/plan.yaml", "my notes\n");
}

/* git runs a hook with the variables of the repository that the hook belongs to. */
static void test_repository_of_a_hook(void **state)
{
    (void)state;
    need_git();
    init("one");
    init("other");
    setenv("GIT_DIR", "other/.git", 1);
    setenv("GIT_WORK_TREE", "other", 1);
    setenv("GIT_INDEX_FILE", "other/.git/index", 1);
    assert_top("one/plan.yaml", "one");
    unsetenv("GIT_DIR");
    unsetenv("GIT_WORK_TREE");
    unsetenv("GIT_INDEX_FILE");
}

/* Assert the value of a variable in the environment of git; NULL for an unset variable. */
static void assert_variable(struct wp_git git, const char *name, const char *value)
{
    struct wp_buf alias = WP_BUF_INIT;
    struct wp_error error = {0};

    wp_buf_printf(&alias, "alias.value=!printenv %s", name);
    const char *const arguments[] = {"-c", alias.data, "value", NULL};
    git.arguments = arguments;
    git.directory = scratch;
    assert_int_equal(wp_git_run(&git, &error), WP_OK);
    assert_int_equal(git.process.exit_code, value != NULL ? 0 : 1);
    if (value != NULL) {
        wp_buf_clear(&alias);
        wp_buf_printf(&alias, "%s\n", value);
        assert_string_equal(git.process.out.data, alias.data);
    }
    wp_buf_free(&alias);
    wp_git_free(&git);
}

#define BATCH_SSH "ssh -o BatchMode=yes -o ConnectTimeout=20"

static void test_environment(void **state)
{
    (void)state;
    need_git();
    close(STDIN_FILENO); /* so that standard input is no terminal */
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    setenv("GIT_TERMINAL_PROMPT", "1", 1);
    setenv("GIT_ASKPASS", "ask", 1);
    setenv("LANGUAGE", "de", 1);
    assert_variable((struct wp_git){0}, "LC_ALL", "C.UTF-8");
    assert_variable((struct wp_git){0}, "LANGUAGE", "");
    assert_string_equal(getenv("LC_ALL"), "de_DE.UTF-8");
    setenv("LC_ALL", "de_DE.ISO-8859-1", 1);
    assert_variable((struct wp_git){0}, "LC_ALL", "C");
    assert_variable((struct wp_git){0}, "GIT_TERMINAL_PROMPT", "0");
    setenv("GIT_CONFIG", "/nowhere", 1);
    assert_variable((struct wp_git){0}, "GIT_CONFIG", NULL);
    unsetenv("GIT_CONFIG");
    setenv("GIT_LITERAL_PATHSPECS", "1", 1);
    assert_variable((struct wp_git){0}, "GIT_LITERAL_PATHSPECS", NULL);
    unsetenv("GIT_LITERAL_PATHSPECS");
    assert_variable((struct wp_git){0}, "GIT_ASKPASS", "");
    assert_variable((struct wp_git){0}, "SSH_ASKPASS_REQUIRE", "never");
    assert_variable((struct wp_git){0}, "GIT_SSH_COMMAND", BATCH_SSH);
    assert_variable((struct wp_git){.own_ssh = true}, "GIT_SSH_COMMAND", NULL);
    assert_variable((struct wp_git){.index = "an index"}, "GIT_INDEX_FILE", "an index");
    assert_variable((struct wp_git){0}, "GIT_INDEX_FILE", NULL);
    setenv("GIT_SSH_COMMAND", "ssh -4", 1);
    assert_variable((struct wp_git){0}, "GIT_SSH_COMMAND", "ssh -4");
    unsetenv("GIT_SSH_COMMAND");
}

static void assert_no_top(const char *file, enum wp_status status, const char *message)
{
    struct wp_buf path = WP_BUF_INIT;
    struct wp_buf top = WP_BUF_INIT;
    struct wp_error error = {0};

    wp_buf_printf(&path, "%s/%s", scratch, file);
    assert_int_equal(wp_git_find_top(&top, path.data, &error), status);
    assert_non_null(strstr(error.message, message));
    assert_int_equal(top.length, 0);
    wp_buf_free(&top);
    wp_buf_free(&path);
}

static void test_no_top(void **state)
{
    const char *const arguments[] = {"init", "-q", "--bare", "bare", NULL};

    (void)state;
    need_git();
    assert_no_top("plan.yaml", WP_MISSING, "/plan.yaml is not in a work tree of git");
    git(arguments);
    assert_no_top("bare/plan.yaml", WP_MISSING, "/plan.yaml is not in a work tree of git");
    init("broken");
    scratch_write("broken/.git/config", "[core\n", 6);
    assert_no_top("broken/plan.yaml", WP_IO, "git refuses the work tree of ");
}

static void test_no_git(void **state)
{
    char *path = getenv("PATH");
    char *before = path != NULL ? strdup(path) : NULL;

    (void)state;
    setenv("PATH", scratch, 1);
    assert_no_top("plan.yaml", WP_UNAVAILABLE, "there is no git here (install git)");
    if (before != NULL)
        setenv("PATH", before, 1);
    free(before);
}

static void test_reason(void **state)
{
    static const struct {
        const char *printed;
        const char *reason;
    } cases[] = {
        {"hint: a\nfatal: not here\nhint: b\n", "not here"},
        {"To x\n ! [rejected]\nerror: failed to push\nhint: c\n", "failed to push"},
        {"one\nother\n", "other"},
        {"\n", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_git git = {.directory = NULL};
        struct wp_str reason;

        wp_buf_puts(&git.process.err, cases[i].printed);
        reason = wp_git_reason(&git);
        assert_int_equal(reason.length, strlen(cases[i].reason));
        assert_memory_equal(reason.data, cases[i].reason, reason.length);
        wp_git_free(&git);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_top, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_repository_of_a_hook, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_no_top, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_no_git, scratch_begin, scratch_end),
        cmocka_unit_test(test_reason),
        cmocka_unit_test_setup_teardown(test_environment, scratch_begin, scratch_end),
    };
    return cmocka_run_group_tests_name("git", tests, NULL, NULL);
}
