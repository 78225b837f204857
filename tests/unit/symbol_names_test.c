/*
 * Rules about names: an exported function begins with its file or its type, and a
 * static name is unique in the tree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source_files.h"

enum { NAMES_MAX = 8192 };

struct name {
    struct wp_str name;
    const char *path; /* file that defines the name */
};

struct names {
    struct name list[NAMES_MAX];
    size_t count;
};

static struct sources sources;
static struct names types;    /* structs, enums and typedefs, without "wp_" */
static struct names exported; /* functions that are defined and not static */
static struct names statics;  /* static functions and objects */

static void add_name(struct names *names, struct wp_str name, const char *path)
{
    assert_true(names->count < NAMES_MAX);
    names->list[names->count++] = (struct name){name, path};
}

/* Return the rest of `text` after blanks, line breaks, comments and literals. */
static struct wp_str skip_quiet(struct wp_str text)
{
    size_t length;

    for (;;) {
        while (text.length > 0 && strchr(" \t\n", text.data[0]) != NULL)
            text = wp_str_slice(text, 1, text.length);
        length = text.length > 0 ? sources_quiet_length(text) : 0;
        if (length == 0)
            return text;
        text = wp_str_slice(text, length, text.length);
    }
}

/* Return the rest of `text` after the braces that it begins with. */
static struct wp_str skip_braces(struct wp_str text)
{
    size_t depth = 0;
    size_t length;

    do {
        length = sources_quiet_length(text);
        if (length == 0) {
            depth += text.data[0] == '{';
            depth -= text.data[0] == '}';
            length = 1;
        }
        text = wp_str_slice(text, length, text.length);
    } while (depth > 0 && text.length > 0);
    return text;
}

/* A declaration or definition at file scope. */
struct declaration {
    struct wp_str first; /* first word of the declaration */
    struct wp_str tag;   /* the word after a leading struct, enum or union */
    struct wp_str name;  /* last word before '(', '[', '=', '{', ',' or ';' */
    bool is_function;    /* whether '(' is after the name */
    bool has_body;       /* whether the declaration ends with '{ ... }' */
    bool is_typedef;
};

/* Read the words of a declaration up to its name; return the rest. */
static struct wp_str read_words(struct wp_str text, struct declaration *declaration)
{
    struct wp_str previous = {"", 0};

    for (;;) {
        text = skip_quiet(text);
        size_t length = sources_word_length(text);
        if (length == 0 && text.length > 0 && text.data[0] == '*') {
            text = wp_str_slice(text, 1, text.length);
            continue;
        }
        if (length == 0)
            return text;
        struct wp_str word = wp_str_slice(text, 0, length);
        if (declaration->first.length == 0)
            declaration->first = word;
        if (declaration->tag.length == 0 &&
            (wp_str_equal_c(previous, "struct") || wp_str_equal_c(previous, "enum") ||
             wp_str_equal_c(previous, "union")))
            declaration->tag = word;
        declaration->name = word;
        previous = word;
        text = wp_str_slice(text, length, text.length);
    }
}

/* Read the declaration that `text` begins with; return the rest after it. */
static struct wp_str read_declaration(struct wp_str text, struct declaration *declaration)
{
    *declaration = (struct declaration){.has_body = false};
    text = read_words(text, declaration);
    if (text.length > 0 && text.data[0] == '{' && declaration->first.length > 0)
        text = read_words(skip_braces(text), declaration);
    declaration->is_typedef = wp_str_equal_c(declaration->first, "typedef");
    declaration->is_function = text.length > 0 && text.data[0] == '(';
    while (text.length > 0 && text.data[0] != ';') {
        if (text.data[0] == '{') {
            text = skip_braces(text);
            declaration->has_body = true;
            if (declaration->is_function)
                return text;
            continue;
        }
        size_t length = sources_quiet_length(text);
        text = wp_str_slice(text, length > 0 ? length : 1, text.length);
    }
    return wp_str_slice(text, 1, text.length);
}

static void add_declaration(const struct declaration *declaration, const char *path)
{
    if (declaration->tag.length > 0 && wp_str_starts(declaration->tag, "wp_"))
        add_name(&types, wp_str_slice(declaration->tag, 3, declaration->tag.length), path);
    if (declaration->is_typedef && wp_str_starts(declaration->name, "wp_"))
        add_name(&types, wp_str_slice(declaration->name, 3, declaration->name.length), path);
    else if (wp_str_equal_c(declaration->first, "static"))
        add_name(&statics, declaration->name, path);
    else if (declaration->is_function && declaration->has_body)
        add_name(&exported, declaration->name, path);
}

/* Return the rest of `text` after the directives at its beginning, with their
 * continued lines. */
static struct wp_str skip_directives(struct wp_str text)
{
    for (text = skip_quiet(text); wp_str_starts(text, "#"); text = skip_quiet(text)) {
        size_t end = 0;
        while (end < text.length && (text.data[end] != '\n' || text.data[end - 1] == '\\'))
            end++;
        text = wp_str_slice(text, end, text.length);
    }
    return text;
}

static void read_names(const struct source *source)
{
    struct wp_str text = skip_directives(wp_buf_str(&source->text));
    struct declaration declaration;

    while (text.length > 0) {
        text = read_declaration(text, &declaration);
        add_declaration(&declaration, source->path);
        text = skip_directives(text);
    }
}

static int read_tree(void **state)
{
    (void)state;
    sources_read(&sources);
    for (size_t i = 0; i < sources.count; i++)
        read_names(&sources.list[i]);
    return 0;
}

static int free_tree(void **state)
{
    (void)state;
    sources_free(&sources);
    return 0;
}

/* Whether `name`, after "wp_", is `stem`, or `stem` and '_' and more. */
static bool begins_with(struct wp_str name, struct wp_str stem)
{
    struct wp_str own = wp_str_slice(name, 3, name.length);

    return wp_str_starts(name, "wp_") && own.length >= stem.length &&
           wp_str_equal(wp_str_slice(own, 0, stem.length), stem) &&
           (own.length == stem.length || own.data[stem.length] == '_');
}

/* Return "buf" for "src/base/buf.c". */
static struct wp_str stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct wp_str file = wp_str(slash + 1);

    return wp_str_slice(file, 0, file.length - 2);
}

static bool is_well_named(const struct name *name)
{
    if (wp_str_equal_c(name->name, "main") || begins_with(name->name, stem_of(name->path)))
        return true;
    for (size_t i = 0; i < types.count; i++)
        if (begins_with(name->name, types.list[i].name))
            return true;
    return false;
}

static void test_an_exported_name_begins_with_its_file_or_type(void **state)
{
    size_t wrong = 0;

    (void)state;
    assert_true(exported.count > 100);
    for (size_t i = 0; i < exported.count; i++) {
        if (is_well_named(&exported.list[i]))
            continue;
        print_error("%s: %.*s begins with no file and no type\n", exported.list[i].path,
                    (int)exported.list[i].name.length, exported.list[i].name.data);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static int compare_names(const void *a, const void *b)
{
    const struct name *x = a;
    const struct name *y = b;
    size_t shorter = x->name.length < y->name.length ? x->name.length : y->name.length;
    int order = memcmp(x->name.data, y->name.data, shorter);

    if (order != 0)
        return order;
    return (x->name.length > y->name.length) - (x->name.length < y->name.length);
}

static void test_a_static_name_stands_once_in_the_tree(void **state)
{
    size_t wrong = 0;

    (void)state;
    assert_true(statics.count > 100);
    qsort(statics.list, statics.count, sizeof statics.list[0], compare_names);
    for (size_t i = 1; i < statics.count; i++) {
        const struct name *name = &statics.list[i];
        if (!wp_str_equal(name->name, name[-1].name) || name->path == name[-1].path)
            continue;
        print_error("%.*s stands in %s and in %s\n", (int)name->name.length, name->name.data,
                    name[-1].path, name->path);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_declarations_are_read(void **state)
{
    struct declaration declaration;
    struct wp_str rest;

    (void)state;
    rest = read_declaration(
        wp_str("enum wp_status\nwp_a_b(int (*f)(void), \"(\") { \"}\"; } int c;"), &declaration);
    assert_true(wp_str_equal_c(declaration.name, "wp_a_b"));
    assert_true(wp_str_equal_c(declaration.tag, "wp_status"));
    assert_true(declaration.is_function && declaration.has_body);
    rest = read_declaration(rest, &declaration);
    assert_true(wp_str_equal_c(declaration.name, "c"));
    assert_false(declaration.is_function || declaration.has_body);
    assert_int_equal(rest.length, 0);
    rest =
        read_declaration(wp_str("static const struct a *const b[] = {{1}, {2}}; x"), &declaration);
    assert_true(wp_str_equal_c(declaration.first, "static"));
    assert_true(wp_str_equal_c(declaration.name, "b"));
    assert_true(wp_str_equal_c(rest, " x"));
}

static void test_names_are_judged(void **state)
{
    (void)state;
    assert_true(begins_with(wp_str("wp_buf"), wp_str("buf")));
    assert_true(begins_with(wp_str("wp_buf_free"), wp_str("buf")));
    assert_false(begins_with(wp_str("wp_buffer"), wp_str("buf")));
    assert_false(begins_with(wp_str("buf_free"), wp_str("buf")));
    assert_true(is_well_named(&(struct name){wp_str("wp_parser_next"), "src/yaml/parser.c"}));
    assert_false(is_well_named(&(struct name){wp_str("wp_go_on"), "src/yaml/parser.c"}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_declarations_are_read),
        cmocka_unit_test(test_names_are_judged),
        cmocka_unit_test(test_an_exported_name_begins_with_its_file_or_type),
        cmocka_unit_test(test_a_static_name_stands_once_in_the_tree),
    };

    return cmocka_run_group_tests(tests, read_tree, free_tree);
}
