/*
 * Compare the lists of the manual pages (docs/man) with the tables of commands, options
 * and keys. A list is between two comments of its page:
 *
 *     .\" BEGIN commands
 *     .\" END commands
 *
 * The rest of a page is written by hand. WEEKPLAN_REGEN=1 writes the lists into the
 * pages. make runs this test in the top directory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/commands.h"
#include "plan/keys.h"

/* mandoc warns about lines of more than 80 bytes. */
enum { LINE_LENGTH = 78, NAME_SIZE = 64 };

/* A paragraph that is being written. Each sentence and each macro begins a new line. */
struct filler {
    struct wp_buf *out;
    const struct wp_command *command; /* command whose arguments are marked up; may be NULL */
    size_t column;
};

/* Append ASCII text, escaped for mdoc(7). A quote between letters is an apostrophe; other quotes
 * are around literal input. A dash is written as "\-". */
static void put_escaped(struct wp_buf *out, struct wp_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];
        bool inside = i > 0 && i + 1 < text.length;

        if (byte == '\\')
            wp_buf_puts(out, "\\e");
        else if (byte == '-')
            wp_buf_puts(out, "\\-");
        else if (byte == '\'' && !inside)
            wp_buf_puts(out, "\\(aq");
        else if (byte == '"')
            wp_buf_puts(out, "\\(dq");
        else
            wp_buf_putc(out, byte);
    }
}

static void end_line(struct filler *filler)
{
    if (filler->column > 0)
        wp_buf_putc(filler->out, '\n');
    filler->column = 0;
}

static bool contains_word(const char *words, struct wp_str word)
{
    while (words != NULL && *words != '\0') {
        size_t length = strcspn(words, " =.[]|");

        if (length > 0 && length == word.length && memcmp(words, word.data, length) == 0)
            return true;
        words += length + (words[length] != '\0' ? 1 : 0);
    }
    return false;
}

static bool is_option(struct wp_str word)
{
    for (size_t i = 0; i < WP_OPT_COUNT; i++)
        if (wp_str_equal_c(word, wp_options[i].name))
            return true;
    return false;
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* Return the macro for a word of a sentence, or NULL. */
static const char *find_macro(const struct filler *filler, struct wp_str word)
{
    static const char variables[] = "VISUAL EDITOR WEEKPLAN_FILE XDG_DATA_HOME";

    if (word.length == 0)
        return NULL;
    if (is_option(word))
        return "Fl";
    if (contains_word(variables, word))
        return "Ev";
    if (is_capital(word.data[0]) && filler->command != NULL &&
        contains_word(filler->command->arguments, word))
        return "Ar";
    return NULL;
}

static void put_plain(struct filler *filler, struct wp_str word)
{
    struct wp_buf escaped = WP_BUF_INIT;

    put_escaped(&escaped, word);
    if (filler->column > 0 && filler->column + 1 + escaped.length > LINE_LENGTH)
        end_line(filler);
    if (filler->column > 0)
        wp_buf_putc(filler->out, ' ');
    else if (word.data[0] == '.')
        wp_buf_puts(filler->out, "\\&");
    wp_buf_append(filler->out, wp_buf_str(&escaped));
    filler->column += escaped.length + 1;
    wp_buf_free(&escaped);
}

/* Append a macro with a word: ".Fl \-under ,". Punctuation after the word is an
 * argument of its own. */
static void put_marked(struct filler *filler, const char *macro, struct wp_str word,
                       struct wp_str behind)
{
    /* The macro Fl prints the first dash of an option itself. */
    size_t option = strcmp(macro, "Fl") == 0;

    end_line(filler);
    wp_buf_printf(filler->out, ".%s ", macro);
    put_escaped(filler->out, wp_str_slice(word, option, word.length - option));
    for (size_t i = 0; i < behind.length; i++)
        wp_buf_printf(filler->out, " %c", behind.data[i]);
    wp_buf_putc(filler->out, '\n');
}

static void put_word(struct filler *filler, struct wp_str word)
{
    size_t length = word.length;
    const char *macro;

    while (length > 0 && strchr(".,:;)", word.data[length - 1]) != NULL)
        length--;
    macro = find_macro(filler, wp_str_slice(word, 0, length));
    if (macro != NULL)
        put_marked(filler, macro, wp_str_slice(word, 0, length),
                   wp_str_slice(word, length, word.length - length));
    else
        put_plain(filler, word);
    if (length > 0 && word.data[word.length - 1] == '.' && word.data[word.length - 2] != '.')
        end_line(filler);
}

/* Append `text` as an mdoc paragraph. The options and arguments of `command` in it are marked up.
 * `command` may be NULL. */
static void put_paragraph(struct wp_buf *out, struct wp_str text, const struct wp_command *command)
{
    struct filler filler = {out, command, 0};
    size_t at = 0;

    while (at < text.length) {
        size_t begin = at;

        while (at < text.length && text.data[at] != ' ')
            at++;
        if (at > begin)
            put_word(&filler, wp_str_slice(text, begin, at - begin));
        at++;
    }
    end_line(&filler);
}

/* Append the help of an option or a key as a sentence, with a capital letter and a full stop. */
static void put_sentence(struct wp_buf *out, const char *help)
{
    struct wp_buf sentence = WP_BUF_INIT;

    wp_buf_printf(&sentence, "%s.", help);
    if (sentence.data[0] >= 'a' && sentence.data[0] <= 'z')
        sentence.data[0] = (char)(sentence.data[0] - 'a' + 'A');
    put_paragraph(out, wp_buf_str(&sentence), NULL);
    wp_buf_free(&sentence);
}

/* Append the paragraphs of a command's help. Leave out the paragraph about REF, because it is in
 * the page elsewhere, once for all commands. */
static void put_details(struct wp_buf *out, const struct wp_command *command)
{
    const char *text = command->details;
    bool first = true;

    while (*text != '\0') {
        struct wp_str paragraph = {text, strcspn(text, "\n")};

        if (!wp_str_starts(paragraph, "REF is ")) {
            wp_buf_puts(out, first ? "" : ".Pp\n");
            put_paragraph(out, paragraph, command);
            first = false;
        }
        text += paragraph.length + (text[paragraph.length] == '\n' ? 1 : 0);
    }
}

static void put_option(struct wp_buf *out, const struct wp_option *option)
{
    wp_buf_puts(out, ".It");
    if (option->letter != 0)
        wp_buf_printf(out, " Fl %c ,", option->letter);
    wp_buf_puts(out, " Fl ");
    put_escaped(out, wp_str(option->name + 1));
    if (option->value != NULL)
        wp_buf_printf(out, " %s %s", is_capital(option->value[0]) ? "Ar" : "Cm", option->value);
    wp_buf_putc(out, '\n');
    put_sentence(out, option->help);
    if (option->repeats)
        wp_buf_puts(out, "May be repeated.\n");
}

static void put_own_options(struct wp_buf *out, const struct wp_command *command)
{
    wp_buf_puts(out, ".Bl -tag -width Ds\n");
    for (const enum wp_option_id *id = command->options; id != NULL && *id != WP_OPT_COUNT; id++)
        put_option(out, &wp_options[*id]);
    wp_buf_puts(out, ".El\n");
}

static void put_common_options(struct wp_buf *out)
{
    wp_buf_puts(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < WP_OPT_COUNT; i++)
        if (wp_options[i].everywhere)
            put_option(out, &wp_options[i]);
    wp_buf_puts(out, ".El\n");
}

static void put_change_options(struct wp_buf *out)
{
    wp_buf_puts(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < WP_OPT_COUNT; i++)
        if (wp_options[i].of_changes)
            put_option(out, &wp_options[i]);
    wp_buf_puts(out, ".El\n");
}

static void put_mail_options(struct wp_buf *out)
{
    put_own_options(out, wp_command_find(wp_commands, "mail"));
}

/* Append an argument of a usage line: "TITLE...", "[COMMAND]" or "install|show|remove".
 * Words in capitals are placeholders. */
static void put_argument(struct wp_buf *out, struct wp_str word)
{
    bool optional = word.data[0] == '[';
    struct wp_str name = optional ? wp_str_slice(word, 1, word.length - 2) : word;
    bool more = name.length > 3 && memcmp(name.data + name.length - 3, "...", 3) == 0;

    if (more)
        name.length -= 3;
    wp_buf_printf(out, " %s%s ", optional ? "Op " : "", is_capital(name.data[0]) ? "Ar" : "Cm");
    for (size_t i = 0; i < name.length; i++)
        wp_buf_printf(out, name.data[i] == '|' ? " %c " : "%c", name.data[i]);
    wp_buf_puts(out, more ? " ..." : "");
}

static void put_arguments(struct wp_buf *out, const char *arguments)
{
    while (arguments != NULL && *arguments != '\0') {
        struct wp_str word = {arguments, strcspn(arguments, " ")};

        put_argument(out, word);
        arguments += word.length;
        arguments += strspn(arguments, " ");
    }
}

static void put_command(struct wp_buf *out, const struct wp_command *command)
{
    bool has_options = command->options != NULL;

    wp_buf_printf(out, ".It Cm %s%s", command->name,
                  has_options || command->changes ? " Oo Ar OPTION ... Oc" : "");
    put_arguments(out, command->arguments);
    wp_buf_putc(out, '\n');
    put_details(out, command);
    if (has_options)
        put_own_options(out, command);
}

static void put_commands(struct wp_buf *out)
{
    for (enum wp_command_group group = 0; group < WP_GROUP_COUNT; group++) {
        wp_buf_printf(out, ".Ss %s\n.Bl -tag -width Ds\n", wp_command_groups[group]);
        for (size_t i = 0; wp_commands[i] != NULL; i++)
            if (wp_commands[i]->group == group)
                put_command(out, wp_commands[i]);
        wp_buf_puts(out, ".El\n");
    }
}

/* How the manual shows the form of a value, in mdoc(7). Indexed by enum wp_kind. */
static const char *const forms[] = {
    [WP_KIND_STRING] = "Ar TEXT",
    [WP_KIND_TITLE] = "Ar TEXT",
    [WP_KIND_ID] = "Ar ID",
    [WP_KIND_WEEK] = "Ar WEEK",
    [WP_KIND_DAY] = "Ar DAY",
    [WP_KIND_DAY_OR_YES] = "Cm true | Ar DAY",
    [WP_KIND_REASON_OR_YES] = "Cm true | Ar TEXT",
    [WP_KIND_DAY_REASON_YES] = "Cm true | Ar DAY | Ar TEXT",
    [WP_KIND_PROGRESS] = "Ar P Ns % | Ar HAVE Ns / Ns Ar OF Op Ar UNIT",
    [WP_KIND_WEIGHT] = "Ar NUMBER",
    [WP_KIND_COUNT] = "Ar NUMBER",
    [WP_KIND_REPEAT] = "Cm weekly",
    [WP_KIND_STRINGS] = "Bq Ar TEXT , ...",
    [WP_KIND_ITEMS] = "Ar ITEMS",
};

static void put_keys(struct wp_buf *out, unsigned where)
{
    wp_buf_puts(out, ".Bl -tag -width Ds\n");
    for (int key = 0; key < WP_KEY_COUNT; key++) {
        const struct wp_key_spec *spec = &wp_keys[key];

        if ((spec->where & where) == 0)
            continue;
        assert_non_null(forms[spec->kind]);
        wp_buf_printf(out, ".It Ic %s : %s\n", spec->name, forms[spec->kind]);
        put_sentence(out, spec->help);
        if (spec->where == WP_ON_GOAL)
            wp_buf_puts(out, "Not on subtasks.\n");
    }
    wp_buf_puts(out, ".El\n");
}

static void put_week_keys(struct wp_buf *out)
{
    put_keys(out, WP_ON_WEEK);
}

static void put_item_keys(struct wp_buf *out)
{
    put_keys(out, WP_ON_ITEM);
}

static void put_also_keys(struct wp_buf *out)
{
    put_keys(out, WP_ON_ALSO);
}

static void put_later_keys(struct wp_buf *out)
{
    put_keys(out, WP_ON_LATER);
}

static const struct list {
    const char *page;
    const char *name;
    void (*put)(struct wp_buf *out);
} lists[] = {
    {"docs/man/weekplan.1", "commands", put_commands},
    {"docs/man/weekplan.1", "options", put_common_options},
    {"docs/man/weekplan.1", "change-options", put_change_options},
    {"docs/man/weekplan.5", "week-keys", put_week_keys},
    {"docs/man/weekplan.5", "item-keys", put_item_keys},
    {"docs/man/weekplan.5", "also-keys", put_also_keys},
    {"docs/man/weekplan.5", "later-keys", put_later_keys},
    {"docs/man/weekplan-mail.1", "mail-options", put_mail_options},
    {"docs/man/weekplan-mail.1", "options", put_common_options},
};

static void read_page(const char *path, struct wp_buf *bytes)
{
    FILE *file = fopen(path, "r");
    int byte;

    if (file == NULL)
        fail_msg("there is no %s", path);
    while ((byte = getc(file)) != EOF)
        wp_buf_putc(bytes, (char)byte);
    assert_int_equal(fclose(file), 0);
}

static void write_page(const char *path, struct wp_str bytes)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    printf("written: %s\n", path);
}

/* Return the line break before the comment that begins (`which` is "BEGIN") or ends ("END") the
 * list. The comment must occur once, on its own line. `text` may be NULL for an empty page. */
static const char *find_mark(const struct list *list, const char *text, const char *which)
{
    char mark[NAME_SIZE];
    const char *found;

    (void)snprintf(mark, sizeof mark, "\n.\\\" %s %s\n", which, list->name);
    found = text != NULL ? strstr(text, mark) : NULL;
    if (found == NULL || strstr(found + 1, mark) != NULL)
        fail_msg("%s has to have one line: .\\\" %s %s", list->page, which, list->name);
    return found;
}

/* Write the page with the lines between `begin` and `end` replaced by `lines`. */
static void replace_list(const struct list *list, const struct wp_buf *page, const char *begin,
                         const char *end, const struct wp_buf *lines)
{
    struct wp_buf whole = WP_BUF_INIT;

    wp_buf_append(&whole, (struct wp_str){page->data, (size_t)(begin - page->data)});
    wp_buf_append(&whole, wp_buf_str(lines));
    wp_buf_puts(&whole, end);
    write_page(list->page, wp_buf_str(&whole));
    wp_buf_free(&whole);
}

/* The list in the page equals the table. */
static void test_list(void **state)
{
    const struct list *list = *state;
    const char *regen = getenv("WEEKPLAN_REGEN");
    struct wp_buf page = WP_BUF_INIT;
    struct wp_buf expected = WP_BUF_INIT;

    read_page(list->page, &page);
    const char *end = find_mark(list, page.data, "END") + 1;
    const char *begin = strchr(find_mark(list, page.data, "BEGIN") + 1, '\n');
    if (begin == NULL || ++begin > end) {
        fail_msg("%s: the marks of the list are out of order", list->page);
        return;
    }
    list->put(&expected);
    if (!wp_str_equal((struct wp_str){begin, (size_t)(end - begin)}, wp_buf_str(&expected))) {
        if (regen == NULL || *regen == '\0')
            fail_msg("%s: its %s are out of date (make regen writes them again)", list->page,
                     list->name);
        replace_list(list, &page, begin, end, &expected);
    }
    wp_buf_free(&expected);
    wp_buf_free(&page);
}

int main(void)
{
    enum { COUNT = sizeof lists / sizeof lists[0] };
    struct CMUnitTest tests[COUNT];

    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){
            .name = lists[i].name, .test_func = test_list, .initial_state = (void *)&lists[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
