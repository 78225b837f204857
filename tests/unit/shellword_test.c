/* Words as a shell reads them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/shellword.h"

static void assert_word(const char *word, const char *written)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_shell_word(&buf, word);
    assert_string_equal(buf.data, written);
    wp_buf_free(&buf);
}

static void plain_words_stay(void **state)
{
    (void)state;
    assert_word("plan.yaml", "plan.yaml");
    assert_word("/home/ada/a_b-c+d:e,f@g", "/home/ada/a_b-c+d:e,f@g");
}

static void others_get_quotes(void **state)
{
    (void)state;
    assert_word("", "''");
    assert_word("my plan.yaml", "'my plan.yaml'");
    assert_word("~/plan.yaml", "'~/plan.yaml'");
    assert_word("$HOME/`id`;#*?\\", "'$HOME/`id`;#*?\\'");
    assert_word("it's", "'it'\"'\"'s'");
    assert_word("100%", "'100%'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_words_stay),
        cmocka_unit_test(others_get_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
