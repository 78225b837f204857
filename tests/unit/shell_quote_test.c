/* Quoting of words for a shell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "cmd/shell_quote.h"

static void assert_word(const char *word, const char *written)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_shell_quote(&buf, word);
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

/* Each byte that is not in the list of safe bytes is quoted. */
static void each_byte_alone(void **state)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:,@";

    (void)state;
    for (int byte = 1; byte < 256; byte++) {
        char word[] = {'a', (char)byte, '\0'};
        char quoted[] = {'\'', 'a', (char)byte, '\'', '\0'};

        if (byte != '\'')
            assert_word(word, strchr(plain, byte) != NULL ? word : quoted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_words_stay),
        cmocka_unit_test(others_get_quotes),
        cmocka_unit_test(each_byte_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
