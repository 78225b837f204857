/* Who may include whom, and what the library may not call: the table of
 * docs/architecture.md, held against the sources. make runs it from the root. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <weekplan/buf.h>

enum { LIST_MAX = 8, PATH_SIZE = 512 };

struct layer {
    const char *name;
    const char *below[LIST_MAX];
};

static const struct layer layers[] = {
    {"base", {"base"}},
    {"model", {"base", "model"}},
    {"read", {"base", "model", "read"}},
    {"report", {"base", "model", "report"}},
    {"edit", {"base", "model", "read", "edit"}},
    {"sys", {"base", "sys"}},
    {"cli", {"base", "model", "read", "report", "edit", "sys", "cli"}},
    {"mail", {"base", "model", "read", "report", "edit", "sys", "cli", "mail"}},
};

/* What one file may include beyond its layer. */
static const struct layer exceptions[] = {
    {"edit/save.c", {"sys"}},
};

/* The only files that know a library of others. */
static const struct {
    const char *header;
    const char *files[LIST_MAX];
} foreign_headers[] = {
    {"yaml.h", {"read/events.c"}},
    {"utf8proc.h", {"base/utf8.c"}},
    {"jansson.h", {"report/json.h", "report/schema.c"}},
    {"pthread.h", {"base/parallel.c"}},
    {"gmime/gmime.h", {"mail/compose.c"}},
};

/* The library never prints, exits, or reads the clock or the environment. */
static const char *const forbidden_calls[] = {
    "printf", "vprintf", "fprintf", "vfprintf",      "puts",      "putchar",       "fputs",
    "perror", "exit",    "_Exit",   "abort",         "getenv",    "secure_getenv", "setlocale",
    "time",   "gmtime",  "ctime",   "clock_gettime", "localtime", "localtime_r",
};

static const char *const free_layers[LIST_MAX] = {"cli", "sys", "mail"};
static const char *const free_files[LIST_MAX] = {"edit/save.c"};

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

/* "read" of "read/events.c"; nothing where there is no slash. */
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

/* `name` is what follows #include: "layer/name.h" or <name.h>, and the rest of
 * the line. */
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

/* How long the comment or the literal is that `text` begins with; 0 when it
 * begins with neither. */
static size_t quiet_length(struct wp_str text)
{
    char first = text.data[0];
    size_t i = 1;

    if (wp_str_starts(text, "//")) {
        while (i < text.length && text.data[i] != '\n')
            i++;
        return i;
    }
    if (wp_str_starts(text, "/*")) {
        i = 2;
        while (i < text.length && !wp_str_starts(wp_str_slice(text, i, 2), "*/"))
            i++;
        return i + 2 < text.length ? i + 2 : text.length;
    }
    if (first != '"' && first != '\'')
        return 0;
    while (i < text.length && text.data[i] != first)
        i += text.data[i] == '\\' ? 2 : 1;
    return i + 1 < text.length ? i + 1 : text.length;
}

static size_t word_length(struct wp_str text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    size_t length = 0;

    while (length < text.length && text.data[length] != '\0' && strchr(letters, text.data[length]))
        length++;
    return length;
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
        size_t length = quiet_length(text);

        if (length == 0) {
            length = word_length(text);
            check_call(report, file, wp_str_slice(text, 0, length),
                       wp_str_slice(text, length, text.length));
        }
        text = wp_str_slice(text, length > 0 ? length : 1, text.length);
    }
}

/* `file` is the path below src/. */
static void check_text(struct wp_buf *report, const char *file, const char *text)
{
    check_includes(report, wp_str(file), wp_str(text));
    check_calls(report, wp_str(file), wp_str(text));
}

static char *read_text(const char *path)
{
    FILE *stream = fopen(path, "r");
    struct wp_buf text = WP_BUF_INIT;
    char chunk[4096];
    size_t length = 0;

    assert_non_null(stream);
    while ((length = fread(chunk, 1, sizeof(chunk), stream)) > 0)
        wp_buf_append(&text, (struct wp_str){chunk, length});
    assert_false(ferror(stream) || text.failed);
    fclose(stream);
    return text.data;
}

/* Checks the C files of one layer and returns how many it has. */
static size_t check_layer(struct wp_buf *report, const char *layer)
{
    char path[PATH_SIZE];
    const struct dirent *entry = NULL;
    size_t count = 0;
    DIR *folder = NULL;

    snprintf(path, sizeof(path), "src/%s", layer);
    folder = opendir(path);
    assert_non_null(folder);
    while ((entry = readdir(folder))) {
        size_t length = strlen(entry->d_name);
        char *text = NULL;

        if (length < 3 || (strcmp(entry->d_name + length - 2, ".c") != 0 &&
                           strcmp(entry->d_name + length - 2, ".h") != 0))
            continue;
        snprintf(path, sizeof(path), "src/%s/%s", layer, entry->d_name);
        text = read_text(path);
        check_text(report, path + strlen("src/"), text);
        free(text);
        count++;
    }
    closedir(folder);
    return count;
}

static const char *text_of(const struct wp_buf *buf)
{
    return buf->data ? buf->data : "";
}

static void test_sources_keep_the_rules(void **state)
{
    struct wp_buf report = WP_BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof(layers) / sizeof(layers[0]); i++)
        assert_true(check_layer(&report, layers[i].name) > 0);
    assert_string_equal(text_of(&report), "");
    wp_buf_free(&report);
}

/* A folder that the table does not know would go unchecked. */
static void test_every_folder_is_a_layer(void **state)
{
    DIR *folder = opendir("src");
    const struct dirent *entry = NULL;

    (void)state;
    assert_non_null(folder);
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.' &&
            !find_layer(layers, sizeof(layers) / sizeof(layers[0]), wp_str(entry->d_name)))
            fail_msg("src/%s is in no row of the table", entry->d_name);
    closedir(folder);
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
    assert_report("read/load.c", "#include \"base/arena.h\"\n#include <weekplan/load.h>\n", "");
    assert_report("base/buf.c", "#include \"read/events.h\"\n",
                  "base/buf.c may not include read/events.h\n");
    assert_report("report/text.c", "int a;\n #  include  \"edit/edit.h\" // why\n",
                  "report/text.c may not include edit/edit.h\n");
    assert_report("read/load.c", "#include \"events.h\"\n",
                  "read/load.c may not include events.h\n");
}

static void test_only_save_reaches_the_system(void **state)
{
    (void)state;
    assert_report("edit/save.c", "#include \"sys/file.h\"\n", "");
    assert_report("edit/save.h", "#include \"sys/file.h\"\n",
                  "edit/save.h may not include sys/file.h\n");
    assert_report("edit/edit.c", "#include \"sys/file.h\"",
                  "edit/edit.c may not include sys/file.h\n");
}

static void test_foreign_headers_have_one_door(void **state)
{
    (void)state;
    assert_report("read/events.c", "#include <yaml.h>\n", "");
    assert_report("read/events.h", "#include <yaml.h>\n", "read/events.h may not include yaml.h\n");
    assert_report("report/text.c", "#include <utf8proc.h>\n",
                  "report/text.c may not include utf8proc.h\n");
    assert_report("cli/cmd_status.c", "#include <jansson.h>\n",
                  "cli/cmd_status.c may not include jansson.h\n");
}

static void test_library_calls_nothing_forbidden(void **state)
{
    (void)state;
    assert_report("base/buf.c", "vsnprintf(a); wp_buf_printf(b); int time; my_exit(1);", "");
    assert_report("base/buf.c", "/* printf(x) */ // exit(1)\nchar *a = \"\\\"abort()\"; '\"';", "");
    assert_report("cli/main.c", "exit(1);", "");
    assert_report("edit/save.c", "time (NULL);", "");
    assert_report("read/load.c", "a = '\"'; exit (1); \"\" + time\n(NULL)",
                  "read/load.c may not call exit\nread/load.c may not call time\n");
    assert_report("model/plan.h", "getenv(\"HOME\")", "model/plan.h may not call getenv\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sources_keep_the_rules),
        cmocka_unit_test(test_every_folder_is_a_layer),
        cmocka_unit_test(test_layers_only_look_down),
        cmocka_unit_test(test_only_save_reaches_the_system),
        cmocka_unit_test(test_foreign_headers_have_one_door),
        cmocka_unit_test(test_library_calls_nothing_forbidden),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
