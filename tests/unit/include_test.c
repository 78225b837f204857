/*
 * The rules about #include: which layer may include which, which file may include a
 * foreign library, and which functions the library may not call (docs/architecture.md).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "source_files.h"

enum { LIST_MAX = 14 };

struct layer {
    const char *name;
    const char *below[LIST_MAX];
};

static const struct layer layers[] = {
    {"base", {"base"}},
    {"plan", {"base", "plan"}},
    {"yaml", {"base", "plan", "yaml"}},
    {"read", {"base", "plan", "yaml", "read"}},
    {"edit", {"base", "plan", "yaml", "read", "edit"}},
    {"merge", {"base", "plan", "yaml", "read", "edit", "merge"}},
    {"markdown", {"base", "markdown"}},
    {"import", {"base", "plan", "yaml", "markdown", "import"}},
    {"render", {"base", "plan", "markdown", "render"}},
    {"os", {"base", "os"}},
    {"cmd",
     {"base", "plan", "yaml", "read", "edit", "merge", "markdown", "import", "render", "os",
      "cmd"}},
    {"mail",
     {"base", "plan", "yaml", "read", "edit", "merge", "markdown", "import", "render", "os", "cmd",
      "mail"}},
};

/* Layers that one file may include in addition to those of its layer. */
static const struct layer exceptions[] = {
    {"edit/save.c", {"os"}},
};

/* For each foreign library, the only file that may include its header. */
static const struct {
    const char *header;
    const char *files[LIST_MAX];
} foreign_headers[] = {
    {"yaml.h", {"yaml/parser.c"}},         {"utf8proc.h", {"base/utf8.c"}},
    {"jansson.h", {"render/json.h"}},      {"pthread.h", {NULL}},
    {"gmime/gmime.h", {"mail/message.c"}}, {"md4c.h", {"markdown/markdown.c"}},
};

/* The library never prints, exits, or reads the clock or the environment. */
static const char *const forbidden_calls[] = {
    "printf", "vprintf", "fprintf", "vfprintf",      "puts",      "putchar",       "fputs",
    "perror", "exit",    "_Exit",   "abort",         "getenv",    "secure_getenv", "setlocale",
    "time",   "gmtime",  "ctime",   "clock_gettime", "localtime", "localtime_r",
};

static const char *const free_layers[LIST_MAX] = {"cmd", "os", "mail"};
static const char *const free_files[LIST_MAX] = {"edit/save.c", "base/memory.c"};

static struct sources sources;

static bool listed(const char *const *list, struct wp_str name)
{
    for (size_t i = 0; i < LIST_MAX && list[i]; i++)
        if (wp_str_equal_c(name, list[i]))
            return true;
    return false;
}

static const struct layer *find_layer(const struct layer *table, size_t count, struct wp_str name)
{
    for (size_t i = 0; i < count; i++)
        if (wp_str_equal_c(name, table[i].name))
            return &table[i];
    return NULL;
}

/* Return the layer of a path below src/: "yaml" for "yaml/parser.c", an empty string for a path
 * without '/'. */
static struct wp_str layer_of(struct wp_str path)
{
    const char *slash = memchr(path.data, '/', path.length);
    return wp_str_slice(path, 0, slash ? (size_t)(slash - path.data) : 0);
}

static bool may_include(struct wp_str file, struct wp_str target)
{
    const struct layer *own =
        find_layer(layers, sizeof(layers) / sizeof(layers[0]), layer_of(file));
    const struct layer *exception =
        find_layer(exceptions, sizeof(exceptions) / sizeof(exceptions[0]), file);

    return (own && listed(own->below, target)) || (exception && listed(exception->below, target));
}

static bool may_include_foreign(struct wp_str file, struct wp_str header)
{
    for (size_t i = 0; i < sizeof(foreign_headers) / sizeof(foreign_headers[0]); i++)
        if (wp_str_equal_c(header, foreign_headers[i].header))
            return listed(foreign_headers[i].files, file);
    return true;
}

/* Check an #include. `name` is the rest of its line: "layer/name.h" or <name.h>. */
static void check_include(struct wp_buf *report, struct wp_str file, struct wp_str name)
{
    bool quoted = wp_str_starts(name, "\"");
    struct wp_str inner = wp_str_slice(name, 1, name.length);
    const char *end =
        inner.length > 0 ? memchr(inner.data, quoted ? '"' : '>', inner.length) : NULL;
    struct wp_str header = wp_str_slice(inner, 0, end ? (size_t)(end - inner.data) : 0);

    if (quoted ? !may_include(file, layer_of(header)) : !may_include_foreign(file, header)) {
        wp_buf_printf(report, "%.*s may not include %.*s\n", (int)file.length, file.data,
                      (int)header.length, header.data);
    }
}

static void check_includes(struct wp_buf *report, struct wp_str file, struct wp_str text)
{
    while (text.length > 0) {
        const char *newline = memchr(text.data, '\n', text.length);
        size_t length = newline ? (size_t)(newline - text.data) : text.length;
        struct wp_str line = wp_str_trim(wp_str_slice(text, 0, length));
        struct wp_str directive = wp_str_trim(wp_str_slice(line, 1, line.length));

        if (wp_str_starts(line, "#") && wp_str_starts(directive, "include")) {
            struct wp_str name = wp_str_slice(directive, strlen("include"), directive.length);
            check_include(report, file, wp_str_trim(name));
        }
        text = wp_str_slice(text, length + 1, text.length);
    }
}

static void check_call(struct wp_buf *report, struct wp_str file, struct wp_str word,
                       struct wp_str rest)
{
    if (!wp_str_starts(wp_str_trim(rest), "("))
        return;
    for (size_t i = 0; i < sizeof(forbidden_calls) / sizeof(forbidden_calls[0]); i++) {
        if (wp_str_equal_c(word, forbidden_calls[i])) {
            wp_buf_printf(report, "%.*s may not call %s\n", (int)file.length, file.data,
                          forbidden_calls[i]);
        }
    }
}

static void check_calls(struct wp_buf *report, struct wp_str file, struct wp_str text)
{
    if (listed(free_layers, layer_of(file)) || listed(free_files, file))
        return;
    while (text.length > 0) {
        size_t length = sources_quiet_length(text);

        if (length == 0) {
            length = sources_word_length(text);
            check_call(report, file, wp_str_slice(text, 0, length),
                       wp_str_slice(text, length, text.length));
        }
        text = wp_str_slice(text, length > 0 ? length : 1, text.length);
    }
}

/* Check the text of a file. `file` is its path below src/. */
static void check_text(struct wp_buf *report, const char *file, const char *text)
{
    check_includes(report, wp_str(file), wp_str(text));
    check_calls(report, wp_str(file), wp_str(text));
}

static const char *text_of(const struct wp_buf *buf)
{
    return buf->data ? buf->data : "";
}

/* Return the path below src/, such as "base/buf.c"; NULL for a file in no layer. */
static const char *file_of(const struct source *source)
{
    return strncmp(source->path, "src/", 4) == 0 ? source->path + 4 : NULL;
}

static void test_sources_keep_the_rules(void **state)
{
    struct wp_buf report = WP_BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sources.count; i++)
        if (file_of(&sources.list[i]) != NULL)
            check_text(&report, file_of(&sources.list[i]), text_of(&sources.list[i].text));
    assert_string_equal(text_of(&report), "");
    wp_buf_free(&report);
}

/* Each directory of src/ has a row in the table of layers. */
static void test_every_folder_is_a_layer(void **state)
{
    (void)state;
    for (size_t i = 0; i < sources.count; i++) {
        const char *file = file_of(&sources.list[i]);
        if (file != NULL &&
            find_layer(layers, sizeof(layers) / sizeof(layers[0]), layer_of(wp_str(file))) == NULL)
            fail_msg("%s is in no layer of the table", file);
    }
}

/* Return the index in `sources` of the file with the name `header`, such as "base/buf.h", but with
 * the letter `ending` ('c' or 'h') at its end. Return -1 if there is no such file. */
static int find_unit(struct wp_str header, char ending)
{
    for (size_t i = 0; i < sources.count; i++) {
        const char *file = file_of(&sources.list[i]);
        size_t length = file != NULL ? strlen(file) : 0;
        if (length > 0 && length == header.length && file[length - 1] == ending &&
            memcmp(file, header.data, length - 1) == 0)
            return (int)i;
    }
    return -1;
}

enum visit { UNSEEN, OPEN, DONE };
/* Whether the search for circular includes has visited a header, by its index in `sources`. */
static enum visit visits[SOURCES_MAX];

static void visit_unit(int header);

/* Visit each header that the text includes, except the header with index `own`. */
static void visit_includes(const char *text, int own)
{
    for (const char *at = text; (at = strstr(at, "#include \"")) != NULL;) {
        at += strlen("#include \"");
        int header = find_unit((struct wp_str){at, strcspn(at, "\"")}, 'h');
        if (header >= 0 && header != own)
            visit_unit(header);
    }
}

static void visit_unit(int header)
{
    struct wp_str file = wp_str(file_of(&sources.list[header]));
    int source = find_unit(file, 'c');

    if (visits[header] == OPEN)
        fail_msg("%s is in a circle of includes", file.data);
    if (visits[header] == DONE)
        return;
    visits[header] = OPEN;
    visit_includes(text_of(&sources.list[header].text), header);
    if (source >= 0)
        visit_includes(text_of(&sources.list[source].text), header);
    visits[header] = DONE;
}

/* No header includes itself through other files. */
static void test_no_circles(void **state)
{
    (void)state;
    for (size_t i = 0; i < sources.count; i++) {
        const char *file = file_of(&sources.list[i]);
        if (file != NULL && file[strlen(file) - 1] == 'h')
            visit_unit((int)i);
    }
}

static void assert_report(const char *file, const char *text, const char *expected)
{
    struct wp_buf report = WP_BUF_INIT;

    check_text(&report, file, text);
    assert_string_equal(text_of(&report), expected);
    wp_buf_free(&report);
}

static void test_layers_only_look_down(void **state)
{
    (void)state;
    assert_report("read/plan.c", "#include \"base/arena.h\"\n#include <weekplan/plan.h>\n", "");
    assert_report("base/buf.c", "#include \"yaml/parser.h\"\n",
                  "base/buf.c may not include yaml/parser.h\n");
    assert_report("render/status_text.c", "int a;\n #  include  \"edit/edit.h\" // why\n",
                  "render/status_text.c may not include edit/edit.h\n");
    assert_report("read/plan.c", "#include \"events.h\"\n",
                  "read/plan.c may not include events.h\n");
}

static void test_only_save_reaches_the_system(void **state)
{
    (void)state;
    assert_report("edit/save.c", "#include \"os/input_file.h\"\n", "");
    assert_report("edit/save.h", "#include \"os/input_file.h\"\n",
                  "edit/save.h may not include os/input_file.h\n");
    assert_report("edit/edit.c", "#include \"os/input_file.h\"",
                  "edit/edit.c may not include os/input_file.h\n");
}

static void test_foreign_headers_have_one_door(void **state)
{
    (void)state;
    assert_report("yaml/parser.c", "#include <yaml.h>\n", "");
    assert_report("yaml/parser.h", "#include <yaml.h>\n", "yaml/parser.h may not include yaml.h\n");
    assert_report("render/status_text.c", "#include <utf8proc.h>\n",
                  "render/status_text.c may not include utf8proc.h\n");
    assert_report("cmd/cmd_status.c", "#include <jansson.h>\n",
                  "cmd/cmd_status.c may not include jansson.h\n");
}

static void test_library_calls_nothing_forbidden(void **state)
{
    (void)state;
    assert_report("base/buf.c", "vsnprintf(a); wp_buf_printf(b); int time; my_exit(1);", "");
    assert_report("base/buf.c", "/* printf(x) */ // exit(1)\nchar *a = \"\\\"abort()\"; '\"';", "");
    assert_report("cmd/main.c", "exit(1);", "");
    assert_report("edit/save.c", "time (NULL);", "");
    assert_report("read/plan.c", "a = '\"'; exit (1); \"\" + time\n(NULL)",
                  "read/plan.c may not call exit\nread/plan.c may not call time\n");
    assert_report("plan/item.h", "getenv(\"HOME\")", "plan/item.h may not call getenv\n");
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sources_keep_the_rules),
        cmocka_unit_test(test_every_folder_is_a_layer),
        cmocka_unit_test(test_no_circles),
        cmocka_unit_test(test_layers_only_look_down),
        cmocka_unit_test(test_only_save_reaches_the_system),
        cmocka_unit_test(test_foreign_headers_have_one_door),
        cmocka_unit_test(test_library_calls_nothing_forbidden),
    };

    return cmocka_run_group_tests(tests, read_tree, free_tree);
}
