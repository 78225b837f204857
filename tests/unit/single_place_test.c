/*
 * Rules about functions that only few files may call. English names of days are only for protocols,
 * which no translation changes. Standard error is only for few files, so that an option such as
 * --quiet changes one function.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "source_files.h"

enum { FILES_MAX = 12 };

/* A piece of code, and the .c files that may contain it. */
struct limit {
    const char *code;
    const char *files[FILES_MAX];
};

static const struct limit limits[] = {
    /* English names of days and months: the crontab, systemd's timer, `Date:` of a letter. */
    {"wp_weekday_name(", {"src/plan/calendar.c"}},
    {"wp_weekday_short(", {"src/plan/calendar.c", "src/cmd/crontab.c", "src/mail/message.c"}},
    {"wp_calendar_month_short(", {"src/plan/calendar.c", "src/mail/message.c"}},
    /* Text for standard error. The function wp_context_put_note in context.c writes the notes. The
     * other files write errors, ask a question, or list the items that a REF may mean. */
    {"context->err",
     {"src/cmd/context.c", "src/cmd/finish.c", "src/cmd/draft.c", "src/cmd/refs.c",
      "src/cmd/user_crontab.c", "src/cmd/sync_repository.c", "src/mail/mail_command.c",
      "src/mail/sendmail.c"}},
};

static struct sources sources;

static int read_tree(void **state)
{
    (void)state;
    sources_read(&sources);
    return 0;
}

static int free_tree(void **state)
{
    (void)state;
    sources_free(&sources);
    return 0;
}

static bool is_allowed(const struct limit *limit, const char *path)
{
    for (size_t i = 0; i < FILES_MAX && limit->files[i] != NULL; i++)
        if (strcmp(limit->files[i], path) == 0)
            return true;
    return false;
}

/* Whether `code` is in the text, outside of comments and literals. */
static bool has_code(struct wp_str text, const char *code)
{
    while (text.length > 0) {
        size_t quiet = sources_quiet_length(text);

        if (quiet == 0 && wp_str_starts(text, code))
            return true;
        text = wp_str_slice(text, quiet > 0 ? quiet : 1, text.length);
    }
    return false;
}

static void code_is_only_in_the_allowed_files(void **state)
{
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < sources.count; i++) {
        const struct source *source = &sources.list[i];

        if (source->path[strlen(source->path) - 1] != 'c')
            continue;
        for (size_t j = 0; j < sizeof limits / sizeof limits[0]; j++) {
            if (is_allowed(&limits[j], source->path) ||
                !has_code(wp_buf_str(&source->text), limits[j].code))
                continue;
            print_error("%s: has %s\n", source->path, limits[j].code);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* Each file in the table exists and has the code. */
static void each_allowed_file_has_the_code(void **state)
{
    (void)state;
    for (size_t j = 0; j < sizeof limits / sizeof limits[0]; j++) {
        size_t found = 0;
        size_t listed = 0;

        while (listed < FILES_MAX && limits[j].files[listed] != NULL)
            listed++;
        for (size_t i = 0; i < sources.count; i++)
            found += is_allowed(&limits[j], sources.list[i].path) &&
                     has_code(wp_buf_str(&sources.list[i].text), limits[j].code);
        assert_int_equal(found, listed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_is_only_in_the_allowed_files),
        cmocka_unit_test(each_allowed_file_has_the_code),
    };

    return cmocka_run_group_tests(tests, read_tree, free_tree);
}
