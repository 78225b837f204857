/*
 * Golden tests: compare the output of the program with expected files, byte for byte.
 *
 * A case is a directory tests/golden/cases/AREA/NAME. Its inputs are `cmd` (the
 * arguments, in shell syntax), `plan.yaml`, `config.yaml`, `stdin` and `env` (lines
 * NAME=VALUE); for a merge also the plans `base.yaml`, `ours.yaml` and `theirs.yaml`, and for an
 * import the folder `files`. Its
 * expected results are `stdout`, `stderr`, `exit`, `plan.after` and `ours.after`. If one
 * of these is absent, the case expects no output, exit code 0, and unchanged plans.
 *
 * A case runs in its own temporary directory. This has work/ with only the plans and the
 * files, home/, and the results under the same names as in the case. In the results the home
 * directory is replaced by /home/ada.
 *
 * WEEKPLAN_REGEN=1 writes the results into the case instead of comparing them. make
 * runs this test in the top directory, with the path of the program in WEEKPLAN.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <weekplan/buf.h>

#define CASES "tests/golden/cases"

enum { PATH_SIZE = 1024, ARGUMENTS_MAX = 40 };

struct golden_case {
    char name[PATH_SIZE];    /* name of the case: AREA/NAME */
    char scratch[PATH_SIZE]; /* temporary directory of the running case */
};

struct golden_cases {
    struct golden_case *list; /* owned array */
    size_t count;
};

/* A result of a run: the name of its file, and its expected text. */
struct outcome {
    const char *name;
    /* Expected text if the case has no file of this name. NULL for a plan after the run: then the
     * plan before it is expected, or no file if the case has no such plan. */
    const char *otherwise;
    const char *plan; /* name of the plan before the run, and in work/ */
};

static const struct outcome outcomes[] = {
    {"stdout", "", NULL},
    {"stderr", "", NULL},
    {"exit", "0\n", NULL},
    {"plan.after", NULL, "plan.yaml"},
    {"base.after", NULL, "base.yaml"},
    {"ours.after", NULL, "ours.yaml"},
    {"theirs.after", NULL, "theirs.yaml"},
};

enum { OUTCOMES = sizeof(outcomes) / sizeof(outcomes[0]) };

static void join(char path[PATH_SIZE], const char *folder, const char *name)
{
    int length = snprintf(path, PATH_SIZE, "%s/%s", folder, name);
    assert_in_range(length, 1, PATH_SIZE - 1);
}

static void case_path(char path[PATH_SIZE], const struct golden_case *golden, const char *name)
{
    int length = snprintf(path, PATH_SIZE, "%s/%s/%s", CASES, golden->name, name);
    assert_in_range(length, 1, PATH_SIZE - 1);
}

/* Read a file. Return false if it does not exist. */
static bool read_file(const char *path, struct wp_buf *bytes)
{
    FILE *stream = fopen(path, "r");
    char chunk[4096];
    size_t length = 0;

    if (!stream) {
        assert_int_equal(errno, ENOENT);
        return false;
    }
    while ((length = fread(chunk, 1, sizeof(chunk), stream)) > 0)
        wp_buf_append(bytes, (struct wp_str){chunk, length});
    assert_false(ferror(stream));
    assert_int_equal(fclose(stream), 0);
    return true;
}

static void write_file(const char *path, struct wp_str bytes)
{
    FILE *stream = fopen(path, "w");

    assert_non_null(stream);
    assert_int_equal(fwrite(bytes.data, 1, bytes.length, stream), bytes.length);
    assert_int_equal(fclose(stream), 0);
}

/* Run a command. Return its exit code, or 128 plus the number of the signal that killed
 * it. */
static int run(const char *const *argv)
{
    int status = 0;
    pid_t child = -1;

    fflush(NULL);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        execvp(argv[0], (char *const *)argv);
        _exit(127);
    }
    while (waitpid(child, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The shell script of a case: $1 is the temporary directory, $2 the standard input. The
 * variables of the case and the command follow. Options of sanitizers are passed on. */
static const char script[] =
    "scratch=$1 input=$2\n"
    "shift 2\n"
    "exec <\"$input\" >\"$scratch/stdout\" 2>\"$scratch/stderr\"\n"
    "cd \"$scratch/work\" || exit\n"
    "exec env -i PATH=\"$PATH\" LC_ALL=C.UTF-8 TZ=UTC COLUMNS=80 HOME=\"$scratch/home\" \\\n"
    "    TMPDIR=\"$scratch/home\" \\\n"
    "    XDG_CONFIG_HOME=\"$scratch/home/.config\" \\\n"
    "    XDG_DATA_HOME=\"$scratch/home/.local/share\" \\\n"
    "    XDG_STATE_HOME=\"$scratch/home/.local/state\" \\\n"
    "    ${ASAN_OPTIONS:+\"ASAN_OPTIONS=$ASAN_OPTIONS\"} \\\n"
    "    ${UBSAN_OPTIONS:+\"UBSAN_OPTIONS=$UBSAN_OPTIONS\"} \\\n"
    "    WEEKPLAN=\"$WEEKPLAN\" WEEKPLAN_FILE=plan.yaml WEEKPLAN_TODAY=2019-08-06 \"$@\"\n";

/* Append the lines of `text` to the array `arguments`, which has `count` strings. Return the new
 * number of strings. Line breaks in `text` become NULs. */
static size_t append_lines(const char *arguments[ARGUMENTS_MAX], size_t count, char *text)
{
    while (text && *text) {
        char *newline = strchr(text, '\n');

        if (newline)
            *newline = '\0';
        assert_in_range(count, 0, ARGUMENTS_MAX - 1);
        arguments[count++] = text;
        text = newline ? newline + 1 : NULL;
    }
    return count;
}

/* In the result `outcome`, replace the path of the temporary home directory by /home/ada. */
static void name_home(const struct golden_case *golden, const char *outcome)
{
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_buf named = WP_BUF_INIT;
    char home[PATH_SIZE];
    char path[PATH_SIZE];

    join(home, golden->scratch, "home");
    join(path, golden->scratch, outcome);
    assert_true(read_file(path, &bytes));
    for (size_t i = 0; i < bytes.length; i++) {
        if (wp_str_starts(wp_str_slice(wp_buf_str(&bytes), i, strlen(home)), home)) {
            wp_buf_puts(&named, "/home/ada");
            i += strlen(home) - 1;
        } else {
            wp_buf_putc(&named, bytes.data[i]);
        }
    }
    write_file(path, wp_buf_str(&named));
    wp_buf_free(&bytes);
    wp_buf_free(&named);
}

/* Run the command of the case. Write its output and exit code into the temporary directory. */
static void run_command(const struct golden_case *golden)
{
    struct wp_buf command = WP_BUF_INIT;
    struct wp_buf variables = WP_BUF_INIT;
    char path[PATH_SIZE];
    char input[PATH_SIZE];
    char exit_line[16];
    const char *arguments[ARGUMENTS_MAX + 4] = {"sh", "-c", script, "sh", golden->scratch, input};
    size_t count = 6;

    case_path(input, golden, "stdin");
    if (access(input, F_OK) != 0)
        snprintf(input, sizeof(input), "/dev/null");
    case_path(path, golden, "env");
    read_file(path, &variables);
    count = append_lines(arguments, count, variables.data);
    case_path(path, golden, "cmd");
    wp_buf_puts(&command, "\"$WEEKPLAN\" ");
    assert_true(read_file(path, &command));
    arguments[count++] = "sh";
    arguments[count++] = "-c";
    arguments[count] = command.data;

    snprintf(exit_line, sizeof(exit_line), "%d\n", run(arguments));
    name_home(golden, "stdout");
    name_home(golden, "stderr");
    join(path, golden->scratch, "exit");
    write_file(path, wp_str(exit_line));
    wp_buf_free(&command);
    wp_buf_free(&variables);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Call `handle` with the name of each file of the folder `files` of the case. */
static void each_file(const struct golden_case *golden,
                      void (*handle)(const struct golden_case *, const char *))
{
    char path[PATH_SIZE];
    struct dirent **names = NULL;
    int count;

    case_path(path, golden, "files");
    count = scandir(path, &names, is_visible, alphasort);
    for (int i = 0; i < count; i++) {
        handle(golden, names[i]->d_name);
        free(names[i]);
    }
    free(names);
}

/* Remove a file of the case from work/, where it must be unchanged. */
static void remove_input(const struct golden_case *golden, const char *name)
{
    struct wp_buf before = WP_BUF_INIT;
    struct wp_buf after = WP_BUF_INIT;
    char path[PATH_SIZE];
    char within[PATH_SIZE];

    join(within, "files", name);
    case_path(path, golden, within);
    assert_true(read_file(path, &before));
    join(within, "work", name);
    join(path, golden->scratch, within);
    assert_true(read_file(path, &after));
    assert_true(wp_str_equal(wp_buf_str(&before), wp_buf_str(&after)));
    assert_int_equal(unlink(path), 0);
    wp_buf_free(&before);
    wp_buf_free(&after);
}

/* Move the plans out of work/. Print the names of all other files in work/, and return
 * their number. */
static size_t collect_plans(const struct golden_case *golden)
{
    char work[PATH_SIZE];
    char from[PATH_SIZE];
    char to[PATH_SIZE];
    const struct dirent *entry = NULL;
    size_t litter = 0;
    DIR *folder = NULL;

    join(work, golden->scratch, "work");
    for (size_t i = 0; i < OUTCOMES; i++) {
        if (!outcomes[i].plan)
            continue;
        join(from, work, outcomes[i].plan);
        join(to, golden->scratch, outcomes[i].name);
        if (rename(from, to) != 0)
            assert_int_equal(errno, ENOENT);
    }
    each_file(golden, remove_input);
    folder = opendir(work);
    assert_non_null(folder);
    while ((entry = readdir(folder))) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            print_error("left behind beside the plan: %s\n", entry->d_name);
            litter++;
        }
    }
    closedir(folder);
    return litter;
}

/* Append to `bytes` the expected text of a result for which the case has no file. Return false if
 * no file is expected. */
static bool read_default(const struct golden_case *golden, const struct outcome *outcome,
                         struct wp_buf *bytes)
{
    char path[PATH_SIZE];

    if (outcome->otherwise) {
        wp_buf_puts(bytes, outcome->otherwise);
        return true;
    }
    case_path(path, golden, outcome->plan);
    return read_file(path, bytes);
}

static bool same(bool exists, const struct wp_buf *bytes, bool other_exists,
                 const struct wp_buf *other)
{
    return exists == other_exists && wp_str_equal(wp_buf_str(bytes), wp_buf_str(other));
}

static void show_difference(const struct golden_case *golden, const struct outcome *outcome,
                            struct wp_str expected, const char *actual)
{
    char path[PATH_SIZE];
    char expected_label[PATH_SIZE];
    char actual_label[PATH_SIZE];

    case_path(expected_label, golden, outcome->name);
    snprintf(actual_label, sizeof(actual_label), "what came out as %s", outcome->name);
    join(path, golden->scratch, "expected");
    write_file(path, expected);
    run((const char *const[]){"diff", "-a", "-u", "-L", expected_label, "-L", actual_label, path,
                              actual, NULL});
}

static bool compare(const struct golden_case *golden, const struct outcome *outcome)
{
    struct wp_buf expected = WP_BUF_INIT;
    struct wp_buf actual = WP_BUF_INIT;
    char path[PATH_SIZE];
    bool expected_exists = false;
    bool actual_exists = false;
    bool equal = false;

    case_path(path, golden, outcome->name);
    expected_exists = read_file(path, &expected) || read_default(golden, outcome, &expected);
    join(path, golden->scratch, outcome->name);
    actual_exists = read_file(path, &actual);
    equal = same(expected_exists, &expected, actual_exists, &actual);
    if (!equal)
        show_difference(golden, outcome, wp_buf_str(&expected), actual_exists ? path : "/dev/null");
    wp_buf_free(&expected);
    wp_buf_free(&actual);
    return equal;
}

/* Write a result into the case as its expected result, or remove the case's file if it equals the
 * default. Return false if the command has removed the plan. */
static bool regenerate(const struct golden_case *golden, const struct outcome *outcome)
{
    struct wp_buf expected = WP_BUF_INIT;
    struct wp_buf actual = WP_BUF_INIT;
    char path[PATH_SIZE];
    bool expected_exists = read_default(golden, outcome, &expected);
    bool actual_exists = false;

    join(path, golden->scratch, outcome->name);
    actual_exists = read_file(path, &actual);
    case_path(path, golden, outcome->name);
    if (same(expected_exists, &expected, actual_exists, &actual))
        assert_true(unlink(path) == 0 || errno == ENOENT);
    else if (actual_exists)
        write_file(path, wp_buf_str(&actual));
    wp_buf_free(&expected);
    wp_buf_free(&actual);
    return actual_exists || !expected_exists;
}

static void test_case(void **state)
{
    const struct golden_case *golden = *state;
    const char *regen = getenv("WEEKPLAN_REGEN");
    bool (*settle)(const struct golden_case *, const struct outcome *) =
        regen && *regen ? regenerate : compare;
    size_t wrong = 0;

    run_command(golden);
    wrong = collect_plans(golden);
    for (size_t i = 0; i < OUTCOMES; i++)
        wrong += settle(golden, &outcomes[i]) ? 0 : 1;
    assert_int_equal(wrong, 0);
}

/* If the case has the input file `name`, copy it to `target` in the temporary directory. */
static void give(const struct golden_case *golden, const char *name, const char *target)
{
    struct wp_buf bytes = WP_BUF_INIT;
    char path[PATH_SIZE];

    case_path(path, golden, name);
    if (read_file(path, &bytes)) {
        join(path, golden->scratch, target);
        write_file(path, wp_buf_str(&bytes));
    }
    wp_buf_free(&bytes);
}

/* Copy a file of the folder `files` of the case to work/. */
static void give_input(const struct golden_case *golden, const char *name)
{
    char from[PATH_SIZE];
    char to[PATH_SIZE];

    join(from, "files", name);
    join(to, "work", name);
    give(golden, from, to);
}

static int make_scratch(void **state)
{
    static const char *const folders[] = {"work", "home", "home/.config", "home/.config/weekplan"};
    struct golden_case *golden = *state;
    const char *folder = getenv("TMPDIR");
    char path[PATH_SIZE];

    join(golden->scratch, folder && *folder ? folder : "/tmp", "weekplan-golden.XXXXXX");
    if (!mkdtemp(golden->scratch))
        return -1;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        join(path, golden->scratch, folders[i]);
        assert_int_equal(mkdir(path, 0777), 0);
    }
    for (size_t i = 0; i < OUTCOMES; i++) {
        if (!outcomes[i].plan)
            continue;
        join(path, "work", outcomes[i].plan);
        give(golden, outcomes[i].plan, path);
    }
    each_file(golden, give_input);
    give(golden, "config.yaml", "home/.config/weekplan/config.yaml");
    return 0;
}

static int remove_scratch(void **state)
{
    const struct golden_case *golden = *state;
    return run((const char *const[]){"rm", "-rf", golden->scratch, NULL});
}

/* Append the cases of an area. Return false if memory is short. */
static bool find_cases(struct golden_cases *cases, const char *area)
{
    char path[PATH_SIZE];
    struct dirent **names = NULL;
    int count = 0;
    struct golden_case *list = NULL;

    snprintf(path, sizeof(path), "%s/%s", CASES, area);
    count = scandir(path, &names, is_visible, alphasort);
    if (count > 0) {
        list = realloc(cases->list, (cases->count + (size_t)count) * sizeof(*list));
        cases->list = list ? list : cases->list;
    }
    for (int i = 0; i < count; i++) {
        if (list) {
            struct golden_case *golden = &list[cases->count++];
            snprintf(golden->name, sizeof(golden->name), "%s/%s", area, names[i]->d_name);
        }
        free(names[i]);
    }
    free(names);
    return count <= 0 || list;
}

static bool find_all_cases(struct golden_cases *cases)
{
    struct dirent **areas = NULL;
    int count = scandir(CASES, &areas, is_visible, alphasort);
    bool found = true;

    for (int i = 0; i < count; i++) {
        found = found && find_cases(cases, areas[i]->d_name);
        free(areas[i]);
    }
    free(areas);
    return found;
}

int main(void)
{
    struct golden_cases cases = {NULL, 0};
    struct CMUnitTest *tests = NULL;
    int failed = 1;

    if (!getenv("WEEKPLAN") || !find_all_cases(&cases) || cases.count == 0 ||
        !(tests = calloc(cases.count, sizeof(*tests)))) {
        fputs("golden_test: needs the program in WEEKPLAN, and cases in " CASES "\n", stderr);
        goto done;
    }
    for (size_t i = 0; i < cases.count; i++) {
        tests[i] = (struct CMUnitTest){cases.list[i].name, test_case, make_scratch, remove_scratch,
                                       &cases.list[i]};
    }
    failed = _cmocka_run_group_tests("golden", tests, cases.count, NULL, NULL);

done:
    free(tests);
    free(cases.list);
    return failed;
}
