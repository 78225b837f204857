/* The table of words that other programs have for commands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/command_synonyms.h"
#include "cmd/commands.h"

enum { WORD_SIZE = 32 };

/* Copy the word at `at` to `word`. The word ends at a blank or the end of the text. Return the
 * text after it. */
static const char *next_word(const char *at, char word[WORD_SIZE])
{
    size_t length = strcspn(at, " ");

    assert_in_range(length, 1, WORD_SIZE - 1);
    memcpy(word, at, length);
    word[length] = '\0';
    return at + length + strspn(at + length, " ");
}

/* No word is a command, and no word is in two rows. */
static void words_are_no_commands(void **state)
{
    char word[WORD_SIZE];

    (void)state;
    for (const struct wp_synonym *row = wp_command_synonyms; row->words != NULL; row++)
        for (const char *at = row->words; *at != '\0';) {
            at = next_word(at, word);
            assert_null(wp_command_find(wp_commands, word));
            assert_ptr_equal(wp_command_synonym_answer(word), row->answer);
        }
}

/* Each "weekplan NAME" of an answer is a command, or an option of `status`. */
static void answers_name_commands(void **state)
{
    static const char program[] = "weekplan ";
    char word[WORD_SIZE];

    (void)state;
    for (const struct wp_synonym *row = wp_command_synonyms; row->words != NULL; row++) {
        const char *at = strstr(row->answer, program);

        assert_non_null(at);
        for (; at != NULL; at = strstr(at, program)) {
            at = next_word(at + sizeof program - 1, word);
            if (strcmp(word, "-w") != 0)
                assert_non_null(wp_command_find(wp_commands, word));
        }
    }
}

static void only_whole_words_have_answers(void **state)
{
    static const char *const others[] = {"", "lis", "list ls", "LIST", "lists", "status", " "};

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(wp_command_synonym_answer(others[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_no_commands),
        cmocka_unit_test(answers_name_commands),
        cmocka_unit_test(only_whole_words_have_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
