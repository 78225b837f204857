/* Undo steps are found wherever their weeks are in the file. An undo log may have been damaged or
 * forged. A run of documents is a sequence of adjacent documents that a step changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "edit/patched_input.h"
#include "edit/undo_apply.h"
#include "edit/undo_log.h"

static const char path[] = "/plans/plan.yaml";
static struct wp_error error;

/* Apply the patch to the file, through an input that is read a few bytes at a time. */
static void apply(struct wp_buf *file, const struct wp_patch *patch)
{
    struct wp_str bytes = wp_buf_str(file);
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_patched_input patched = {&input, patch};
    struct wp_input result = wp_patched_input(&patched);
    struct wp_buf out = WP_BUF_INIT;

    for (uint64_t at = 0; at < result.size; at += 3) {
        char part[3];
        size_t length = result.size - at < 3 ? (size_t)(result.size - at) : 3;

        assert_int_equal(result.read(result.context, at, part, length, &error), WP_OK);
        wp_buf_append(&out, (struct wp_str){part, length});
    }
    wp_buf_free(file);
    *file = out;
}

/* Append the step of a patch to the log, and apply the patch. */
static void edit(struct wp_buf *file, struct wp_buf *log, struct wp_piece *pieces, size_t count)
{
    struct wp_str bytes = wp_buf_str(file);
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_patch patch = {pieces, count};
    struct wp_arena *arena = wp_arena_new(64);
    struct wp_undo_step step = {.what = WP_STR("test"), .day = 18000};

    assert_int_equal(wp_undo_step_make(&step, arena, &input, &patch, &error), WP_OK);
    wp_undo_log_put(log, &step);
    apply(file, &patch);
    wp_arena_free(arena);
}

/* Undo or redo step `number` of the log, if possible. */
static enum wp_undo_state undo_or_redo(struct wp_buf *file, const struct wp_buf *log, size_t number,
                                       enum wp_undo_side wanted)
{
    struct wp_str bytes = wp_buf_str(file);
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_arena *arena = wp_arena_new(64);
    struct wp_undo_log steps;
    struct wp_undo_step step;
    struct wp_undo_result result;

    wp_undo_log_read(&steps, wp_buf_str(log), path);
    assert_in_range(number, 0, steps.count - 1);
    assert_int_equal(wp_undo_log_get(&steps, number, arena, &step, &error), WP_OK);
    assert_true(wp_str_equal_c(step.what, "test"));
    assert_int_equal(step.day, 18000);
    assert_int_equal(wp_undo_apply(&step, wanted, &input, arena, &result, &error), WP_OK);
    if (result.state == WP_UNDO_POSSIBLE)
        apply(file, &result.patch);
    wp_undo_log_free(&steps);
    wp_arena_free(arena);
    return result.state;
}

static struct wp_buf text(const char *content)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_buf_puts(&buf, content);
    return buf;
}

static struct wp_buf new_log(void)
{
    struct wp_undo_log none = {.kind = WP_UNDO_LOG_NONE};
    struct wp_buf log = WP_BUF_INIT;

    wp_undo_log_put_all(&log, &none, path);
    return log;
}

static struct wp_piece piece_at(const struct wp_buf *file, const char *where, size_t length,
                                const char *replacement)
{
    const char *found = strstr(file->data, where);

    assert_non_null(found);
    return (struct wp_piece){(uint64_t)(found - file->data), length, wp_str(replacement)};
}

static const char two_weeks[] = "# plan\n---\nweek: 2019-07-28\ngoals: [Old]\n"
                                "---\nweek: 2019-08-04\ngoals:\n- One\n- Two";

/* A step of two weeks is undone and redone. */
static void test_both_ways(void **state)
{
    struct wp_buf file = text(two_weeks);
    struct wp_buf log = new_log();
    struct wp_piece pieces[] = {piece_at(&file, "Old", 3, "Older"), piece_at(&file, "One", 0, "1"),
                                piece_at(&file, "Two", 3, "2")};
    struct wp_buf edited = WP_BUF_INIT;

    (void)state;
    edit(&file, &log, pieces, 3);
    wp_buf_append(&edited, wp_buf_str(&file));
    assert_non_null(strstr(file.data, "[Older]"));
    assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_AFTER), WP_UNDO_NEEDLESS);
    assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_BEFORE), WP_UNDO_POSSIBLE);
    assert_string_equal(file.data, two_weeks);
    assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_BEFORE), WP_UNDO_NEEDLESS);
    assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_AFTER), WP_UNDO_POSSIBLE);
    assert_string_equal(file.data, edited.data);
    wp_buf_free(&edited);
    wp_buf_free(&file);
    wp_buf_free(&log);
}

/* Changes by another program, and whether the step can be undone after them. */
static void test_changes_of_others(void **state)
{
    static const struct {
        const char *where;
        size_t length;
        const char *text;
        enum wp_undo_state state;
    } cases[] = {
        {"# plan", 6, "# my plans", WP_UNDO_POSSIBLE},
        {"Old", 3, "Changed", WP_UNDO_POSSIBLE},
        {"---\nweek: 2019-08-04", 0, "---\n# nothing\n", WP_UNDO_POSSIBLE},
        {"1One", 0, "x", WP_UNDO_CHANGED},
        {"week: 2019-08-04\n", 0, "# new\n", WP_UNDO_POSSIBLE},
        {"1One\n- Two", 10, "1One\n- Two\n- Three", WP_UNDO_POSSIBLE},
        {"1One\n- Two", 10, "1One\n- Two\n- 1One\n", WP_UNDO_CHANGED},
        {"1One\n", 5, "1One # mine\n", WP_UNDO_CHANGED},
        {"Two", 3, "One\n- Three", WP_UNDO_CHANGED},
        {"2019-08-04", 10, "2019-08-05", WP_UNDO_CHANGED},
        {"Two", 3, "Six", WP_UNDO_POSSIBLE},
        {"1One", 4, "One", WP_UNDO_NEEDLESS},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wp_buf file = text(two_weeks);
        struct wp_buf log = new_log();
        struct wp_piece piece = piece_at(&file, "One", 0, "1");
        struct wp_piece change;

        edit(&file, &log, &piece, 1);
        change = piece_at(&file, cases[i].where, cases[i].length, cases[i].text);
        apply(&file, &(struct wp_patch){&change, 1});
        assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_BEFORE), cases[i].state);
        wp_buf_free(&file);
        wp_buf_free(&log);
    }
}

/* After a step, another line of the week is changed by hand. The step is then undone, and
 * redone. */
static void test_other_lines(void **state)
{
    static const struct {
        const char *where, *text; /* the step replaces the bytes `where` by `text` */
        const char *by_hand, *with;
        const char *undone; /* a part of the file after the undo; NULL if the undo is refused */
    } cases[] = {
        /* by hand: a line below the step, a line above it, and lines that the step moves */
        {"One", "Uno", "- Two", "- Zwei", "goals:\n- One\n- Zwei"},
        {"Two", "Due", "- One", "- Eins\n- More", "goals:\n- Eins\n- More\n- Two"},
        {"- One\n", "", "goals:\n", "goals: # all\n", NULL},
        {"- One\n", "", "- Two", "- Two\n- Three", "goals:\n- One\n- Two\n- Three"},
        {"- One\n", "", "- Two", "- Zwei", "goals:\n- One\n- Zwei"},
        {"- One\n", "- One\n- New\n", "- Two", "- Zwei", "goals:\n- One\n- Zwei"},
        {"- One\n", "- One\n- New\n", "- One", "- Eins", NULL},
        {"- Two", "- Two\n- Two", "goals:\n", "x-a: 1\ngoals:\n", "x-a: 1\ngoals:\n- One\n- Two"},
        {"[Old]", "[Older]", "goals: [Older]", "x-a: 1\ngoals: [Older]",
         "x-a: 1\ngoals: [Old]\n---"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wp_buf file = text(two_weeks);
        struct wp_buf log = new_log();
        struct wp_piece piece =
            piece_at(&file, cases[i].where, strlen(cases[i].where), cases[i].text);
        struct wp_buf edited = WP_BUF_INIT;

        edit(&file, &log, &piece, 1);
        piece = piece_at(&file, cases[i].by_hand, strlen(cases[i].by_hand), cases[i].with);
        apply(&file, &(struct wp_patch){&piece, 1});
        wp_buf_append(&edited, wp_buf_str(&file));
        enum wp_undo_state wanted = cases[i].undone == NULL ? WP_UNDO_CHANGED : WP_UNDO_POSSIBLE;

        if (undo_or_redo(&file, &log, 0, WP_UNDO_BEFORE) != wanted)
            fail_msg("case %zu is undone, or not: %s", i, file.data);
        if (cases[i].undone != NULL) {
            if (strstr(file.data, cases[i].undone) == NULL)
                fail_msg("case %zu: %s", i, file.data);
            assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_AFTER), WP_UNDO_POSSIBLE);
        }
        assert_string_equal(file.data, edited.data);
        wp_buf_free(&edited);
        wp_buf_free(&file);
        wp_buf_free(&log);
    }
}

/* A step that starts a week can be undone even if the weeks beside it have been changed since. */
static void test_new_weeks(void **state)
{
    static const char *const weeks[] = {
        "week: 2019-08-11\ngoals: [A]\n", /* of an empty plan */
        "---\nweek: 2019-08-11\n",        /* at the end of the plan */
        "---\nweek: 2019-07-14\n",        /* between two weeks */
    };
    static const char *const files[] = {"", "week: 2019-08-04\ngoals: [B]\n",
                                        "week: 2019-07-07\n---\nweek: 2019-08-04\ngoals: [C]\n"};
    static const uint64_t places[] = {0, 28, 17};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct wp_buf file = text(files[i]);
        struct wp_buf log = new_log();
        struct wp_piece piece = {places[i], 0, wp_str(weeks[i])};

        edit(&file, &log, &piece, 1);
        if (i > 0) {
            struct wp_piece by_hand = piece_at(&file, "goals", 0, "x-mine: 1\n");
            apply(&file, &(struct wp_patch){&by_hand, 1});
        }
        assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_BEFORE), WP_UNDO_POSSIBLE);
        if (i == 0)
            assert_int_equal(file.length, 0);
        else
            assert_null(strstr(file.data, weeks[i]));
        assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_AFTER), WP_UNDO_POSSIBLE);
        assert_non_null(strstr(file.data, weeks[i]));
        wp_buf_free(&file);
        wp_buf_free(&log);
    }
}

/* A step that changed the comment above the first week. Its run of documents begins at the
 * beginning of the file. If another program has inserted text there, the step cannot be undone. */
static void test_where_a_run_begins(void **state)
{
    static const struct {
        const char *before;
        enum wp_undo_state state;
    } cases[] = {
        {"", WP_UNDO_POSSIBLE},
        {"# see ", WP_UNDO_CHANGED},
        {"# see\n", WP_UNDO_CHANGED},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_buf file = text(two_weeks);
        struct wp_buf log = new_log();
        struct wp_piece piece = piece_at(&file, "plan", 4, "my plan");

        edit(&file, &log, &piece, 1);
        apply(&file, &(struct wp_patch){&(struct wp_piece){0, 0, wp_str(cases[i].before)}, 1});
        assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_BEFORE), cases[i].state);
        wp_buf_free(&file);
        wp_buf_free(&log);
    }
}

/* A new week is not redone if it would overlap another one. */
static void test_weeks_that_overlap(void **state)
{
    static const struct {
        const char *week; /* a week that was started in the meantime */
        enum wp_undo_state state;
    } cases[] = {
        {"---\nweek: 2019-08-18\n", WP_UNDO_POSSIBLE},
        {"---\nweek: 2019-08-17\n", WP_UNDO_CHANGED},
        {"---\nweek: 2019-08-12\n", WP_UNDO_CHANGED},
        {"---\nweek: 2019-08-05\n", WP_UNDO_CHANGED},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        static const char first[] = "week: 2019-07-28\ngoals: [Old]\n";
        struct wp_buf file = text(first);
        struct wp_buf log = new_log();
        struct wp_piece added = {file.length, 0, WP_STR("---\nweek: 2019-08-11\n")};
        struct wp_piece other = {file.length, 0, wp_str(cases[i].week)};

        edit(&file, &log, &added, 1);
        assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_BEFORE), WP_UNDO_POSSIBLE);
        assert_string_equal(file.data, first);
        apply(&file, &(struct wp_patch){&other, 1});
        assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_AFTER), cases[i].state);
        wp_buf_free(&file);
        wp_buf_free(&log);
    }
}

/* No undo step is made for a run of documents of more than 16 MiB. */
static void test_what_is_too_large(void **state)
{
    enum { LINES = 300000, WEEKS = 30 };
    struct wp_buf file = WP_BUF_INIT;
    struct wp_arena *arena = wp_arena_new(64);
    struct wp_undo_step step = {.what = WP_STR("test"), .day = 18000};

    (void)state;
    for (unsigned i = 0; i < WEEKS; i++) {
        wp_buf_printf(&file, "---\nweek: %u-01-01\n", 2000 + i);
        wp_buf_repeat(&file, "#\n", LINES);
    }
    struct wp_str bytes = wp_buf_str(&file);
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_piece all = {0, file.length, WP_STR("week: 2019-08-04\n")};
    struct wp_piece first = {0, file.length / WEEKS, WP_STR("week: 2019-08-04\n")};

    assert_int_equal(wp_undo_step_make(&step, arena, &input, &(struct wp_patch){&first, 1}, &error),
                     WP_OK);
    assert_int_equal(wp_undo_step_make(&step, arena, &input, &(struct wp_patch){&all, 1}, &error),
                     WP_INVALID);
    wp_arena_free(arena);
    wp_buf_free(&file);
}

/* A step that ends the last line of the plan with a line break and appends a week is undone and
 * redone as a whole. */
static void test_break_before_a_week(void **state)
{
    struct wp_buf file = text(two_weeks);
    struct wp_buf log = new_log();
    struct wp_piece pieces[] = {{file.length, 0, WP_STR("\n")},
                                {file.length, 0, WP_STR("---\nweek: 2019-08-11\n")}};

    (void)state;
    edit(&file, &log, pieces, 2);
    assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_BEFORE), WP_UNDO_POSSIBLE);
    assert_string_equal(file.data, two_weeks);
    assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_AFTER), WP_UNDO_POSSIBLE);
    assert_non_null(strstr(file.data, "- Two\n---\nweek: 2019-08-11\n"));
    wp_buf_free(&file);
    wp_buf_free(&log);
}

static void assert_stack(const struct wp_buf *log, size_t count, size_t position)
{
    struct wp_undo_log steps;

    wp_undo_log_read(&steps, wp_buf_str(log), path);
    assert_int_equal(steps.kind, WP_UNDO_LOG_OURS);
    assert_int_equal(steps.count, count);
    assert_int_equal(steps.position, position);
    assert_int_equal(steps.length, log->length);
    wp_undo_log_free(&steps);
}

static void put_named(struct wp_buf *log, unsigned number)
{
    char name[16];
    struct wp_undo_step step = {.day = WP_NO_DAY};

    snprintf(name, sizeof name, "step %u", number);
    step.what = wp_str(name);
    wp_undo_log_put(log, &step);
}

static void test_positions(void **state)
{
    struct wp_buf log = new_log();

    (void)state;
    assert_stack(&log, 0, 0);
    for (unsigned i = 0; i < 3; i++)
        put_named(&log, i);
    assert_stack(&log, 3, 3);
    wp_undo_log_put_position(&log, 1);
    assert_stack(&log, 3, 1);
    wp_undo_log_put_position(&log, 2);
    assert_stack(&log, 3, 2);
    put_named(&log, 3);
    assert_stack(&log, 3, 3);
    wp_buf_free(&log);
}

/* The log has at most 1,000 steps, also after it was rewritten. The oldest ones are dropped. */
static void test_a_thousand_and_one(void **state)
{
    struct wp_buf log = new_log();
    struct wp_buf anew = WP_BUF_INIT;
    struct wp_arena *arena = wp_arena_new(64);
    struct wp_undo_log steps;
    struct wp_undo_step step;

    (void)state;
    for (unsigned i = 0; i < WP_UNDO_LOG_STEPS_MAX + 1; i++)
        put_named(&log, i);
    wp_undo_log_put_position(&log, WP_UNDO_LOG_STEPS_MAX - 1);
    assert_stack(&log, WP_UNDO_LOG_STEPS_MAX, WP_UNDO_LOG_STEPS_MAX - 1);
    wp_undo_log_read(&steps, wp_buf_str(&log), path);
    assert_false(wp_undo_log_is_long(&steps));
    wp_undo_log_put_all(&anew, &steps, path);
    wp_undo_log_free(&steps);

    assert_stack(&anew, WP_UNDO_LOG_STEPS_MAX, WP_UNDO_LOG_STEPS_MAX - 1);
    wp_undo_log_read(&steps, wp_buf_str(&anew), path);
    assert_int_equal(wp_undo_log_get(&steps, 0, arena, &step, &error), WP_OK);
    assert_true(wp_str_equal_c(step.what, "step 1"));
    wp_undo_log_free(&steps);

    for (unsigned i = 0; i < WP_UNDO_LOG_STEPS_MAX; i++)
        put_named(&log, i);
    wp_undo_log_read(&steps, wp_buf_str(&log), path);
    assert_true(wp_undo_log_is_long(&steps));
    wp_undo_log_free(&steps);
    wp_arena_free(arena);
    wp_buf_free(&anew);
    wp_buf_free(&log);
}

/* After thousands of steps, the log has the newest steps, in order. */
static void test_thousands(void **state)
{
    struct wp_buf log = new_log();
    struct wp_arena *arena = wp_arena_new(64);
    unsigned many = 4 * WP_UNDO_LOG_STEPS_MAX + 7;
    struct wp_undo_log steps;

    (void)state;
    for (unsigned i = 0; i < many; i++)
        put_named(&log, i);
    wp_undo_log_read(&steps, wp_buf_str(&log), path);
    assert_int_equal(steps.count, WP_UNDO_LOG_STEPS_MAX);
    for (unsigned i = 0; i < WP_UNDO_LOG_STEPS_MAX; i++) {
        struct wp_undo_step step;
        char name[16];

        snprintf(name, sizeof name, "step %u", many - WP_UNDO_LOG_STEPS_MAX + i);
        assert_int_equal(wp_undo_log_get(&steps, i, arena, &step, &error), WP_OK);
        assert_true(wp_str_equal_c(step.what, name));
    }
    wp_undo_log_free(&steps);
    wp_arena_free(arena);
    wp_buf_free(&log);
}

/* Read bytes as a log and undo each of its steps. Return how many steps it has. */
static size_t try_log(struct wp_str log)
{
    struct wp_str bytes = wp_str(two_weeks);
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_undo_log steps;
    size_t count;

    wp_undo_log_read(&steps, log, path);
    assert_true(steps.position <= steps.count && steps.length <= log.length);
    for (size_t i = 0; i < steps.count; i++) {
        struct wp_arena *arena = wp_arena_new(64);
        struct wp_undo_step step;
        struct wp_undo_result result;

        if (wp_undo_log_get(&steps, i, arena, &step, &error) == WP_OK)
            (void)wp_undo_apply(&step, WP_UNDO_BEFORE, &input, arena, &result, &error);
        wp_arena_free(arena);
    }
    count = steps.count;
    wp_undo_log_free(&steps);
    return count;
}

static struct wp_buf sample_log(void)
{
    struct wp_buf file = text(two_weeks);
    struct wp_buf log = new_log();
    struct wp_piece one = piece_at(&file, "One", 0, "1");
    struct wp_piece two = piece_at(&file, "Two", 1, "t");

    edit(&file, &log, &one, 1);
    edit(&file, &log, &two, 1);
    wp_undo_log_put_position(&log, 1);
    wp_buf_free(&file);
    return log;
}

/* Try an exact copy on the heap, so that a sanitizer finds reads beyond its end. */
static size_t try_copy(struct wp_str log)
{
    char *copy = malloc(log.length + 1);
    size_t count;

    assert_non_null(copy);
    memcpy(copy, log.data, log.length);
    copy = realloc(copy, log.length > 0 ? log.length : 1);
    count = try_log((struct wp_str){copy, log.length});
    free(copy);
    return count;
}

static void test_cut_at_every_length(void **state)
{
    struct wp_buf log = sample_log();
    size_t most = 0;

    (void)state;
    for (size_t length = 0; length <= log.length; length++) {
        size_t count = try_copy((struct wp_str){log.data, length});

        assert_true(count >= most && count <= 2);
        most = count;
    }
    assert_int_equal(most, 2);
    wp_buf_free(&log);
}

static void test_damage_at_every_byte(void **state)
{
    struct wp_buf log = sample_log();
    struct wp_buf empty = new_log();
    struct wp_undo_log steps;

    (void)state;
    for (size_t at = 0; at < log.length; at++) {
        log.data[at] = (char)(log.data[at] ^ 0x41);
        assert_true(try_copy(wp_buf_str(&log)) <= (at < empty.length ? 0 : 2));
        wp_undo_log_read(&steps, wp_buf_str(&log), path);
        assert_true(steps.length < log.length);
        wp_undo_log_free(&steps);
        log.data[at] = (char)(log.data[at] ^ 0x41);
    }
    wp_buf_free(&empty);
    wp_buf_free(&log);
}

/* Records with random bytes and the right hash. */
static void test_forged_records(void **state)
{
    struct wp_buf log = sample_log();
    struct wp_undo_log steps;
    uint64_t chance = 1;

    (void)state;
    wp_undo_log_read(&steps, wp_buf_str(&log), path);
    for (unsigned i = 0; i < 20000; i++) {
        struct wp_buf record = WP_BUF_INIT;
        struct wp_buf forged = WP_BUF_INIT;
        struct wp_undo_log one = {.kind = WP_UNDO_LOG_OURS, .count = 1, .position = 1};
        struct wp_str step;

        wp_buf_append(&record, steps.records[i % 2]);
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        record.data[1 + (chance >> 33) % (record.length - 1)] = (char)(chance >> 20);
        step =
            wp_str_slice(wp_buf_str(&record), 0,
                         i % 3 == 0 ? (size_t)(chance >> 40) % record.length + 1 : record.length);
        one.records = &step;
        wp_undo_log_put_all(&forged, &one, path);
        assert_int_equal(try_log(wp_buf_str(&forged)), 1);
        wp_buf_free(&record);
        wp_buf_free(&forged);
    }
    wp_undo_log_free(&steps);
    wp_buf_free(&log);
}

/* Append a record with the position `position` to a log of one step. A position is the number of
 * steps that are done. Assert that the position of the log is then `found`, and that the record is
 * accepted if `is_taken`. */
static void assert_position(size_t position, size_t found, bool is_taken)
{
    struct wp_buf file = text(two_weeks);
    struct wp_buf log = new_log();
    struct wp_piece one = piece_at(&file, "One", 0, "1");
    struct wp_undo_log steps;

    edit(&file, &log, &one, 1);
    size_t before = log.length;
    wp_undo_log_put_position(&log, position);
    wp_undo_log_read(&steps, wp_buf_str(&log), path);
    assert_int_equal(steps.count, 1);
    assert_int_equal(steps.position, found);
    assert_int_equal(steps.length, is_taken ? log.length : before);
    wp_undo_log_free(&steps);
    wp_buf_free(&file);
    wp_buf_free(&log);
}

/* A record with a position beyond the last step is not accepted. */
static void test_positions_beyond_the_end(void **state)
{
    (void)state;
    assert_position(0, 0, true);
    assert_position(1, 1, true);
    assert_position(2, 1, false);
    assert_position(SIZE_MAX, 1, false);
}

/* A step that can be applied, but whose result does not have the hash in the step. */
static void test_another_result(void **state)
{
    struct wp_str bytes = wp_str(two_weeks);
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_buf file = text(two_weeks);
    struct wp_piece one = piece_at(&file, "One", 3, "Uno");
    struct wp_patch patch = {&one, 1};
    static const char *const forged[] = {"Eno", "Unos", ""};
    struct wp_arena *arena = wp_arena_new(64);
    struct wp_undo_step step = {.what = WP_STR("test"), .day = 18000};
    struct wp_undo_result result;

    (void)state;
    assert_int_equal(wp_undo_step_make(&step, arena, &input, &patch, &error), WP_OK);
    assert_int_equal(wp_undo_apply(&step, WP_UNDO_AFTER, &input, arena, &result, &error), WP_OK);
    assert_int_equal(result.state, WP_UNDO_POSSIBLE);
    for (size_t i = 0; i < sizeof forged / sizeof forged[0]; i++) {
        step.runs[0].side[WP_UNDO_AFTER].differing = wp_str(forged[i]);
        assert_int_equal(wp_undo_apply(&step, WP_UNDO_AFTER, &input, arena, &result, &error),
                         WP_INVALID);
        assert_string_equal(error.message, "its undo step is damaged");
    }
    wp_arena_free(arena);
    wp_buf_free(&file);
}

/* Append a record with its length and hash to the log. */
static void put_raw(struct wp_buf *log, struct wp_str record)
{
    uint64_t numbers[] = {record.length, wp_hash(record)};

    for (size_t i = 0; i < 2; i++)
        for (unsigned k = 0; k < 64; k += 8)
            wp_buf_putc(log, (char)(numbers[i] >> k));
    wp_buf_append(log, record);
}

/* A record that is not well-formed ends the log, even with the right hash. */
static void test_strange_records(void **state)
{
    static const struct wp_str records[] = {
        WP_STR(""),                    /* an empty record */
        WP_STR("p\0\0\0\0\0\0\0"),     /* a position that is cut off */
        WP_STR("p\0\0\0\0\0\0\0\0\0"), /* a record that is longer than a position */
        WP_STR("x\0\0\0\0\0\0\0\0"),   /* a record of an unknown kind */
        WP_STR("p\1\0\0\0\0\0\0\0 and so on"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
        struct wp_buf file = text(two_weeks);
        struct wp_buf log = new_log();
        struct wp_piece one = piece_at(&file, "One", 0, "1");
        struct wp_undo_log steps;

        edit(&file, &log, &one, 1);
        size_t before = log.length;
        put_raw(&log, records[i]);
        wp_buf_putc(&log, 's'); /* the kind of a record with an undo step */
        wp_undo_log_read(&steps, wp_buf_str(&log), path);
        assert_int_equal(steps.count, 1);
        assert_int_equal(steps.position, 1);
        assert_int_equal(steps.length, before);
        wp_undo_log_free(&steps);
        wp_buf_free(&file);
        wp_buf_free(&log);
    }
}

/* Write to a log a step and the bytes `behind`, and read the step. Return the status of the
 * reading. */
static enum wp_status put_and_get(const struct wp_undo_step *step, const char *behind)
{
    struct wp_buf log = new_log();
    struct wp_buf longer = new_log();
    struct wp_arena *arena = wp_arena_new(64);
    struct wp_buf record = WP_BUF_INIT;
    struct wp_undo_log steps;
    struct wp_undo_step taken;
    enum wp_status status;

    wp_undo_log_put(&log, step);
    wp_undo_log_read(&steps, wp_buf_str(&log), path);
    assert_int_equal(steps.count, 1);
    wp_buf_append(&record, steps.records[0]);
    wp_buf_puts(&record, behind);
    wp_undo_log_free(&steps);
    put_raw(&longer, wp_buf_str(&record));
    wp_undo_log_read(&steps, wp_buf_str(&longer), path);
    assert_int_equal(steps.count, 1);
    status = wp_undo_log_get(&steps, 0, arena, &taken, &error);
    wp_undo_log_free(&steps);
    wp_arena_free(arena);
    wp_buf_free(&record);
    wp_buf_free(&longer);
    wp_buf_free(&log);
    return status;
}

/* Impossible values in a record that is well-formed. */
static void test_strange_steps(void **state)
{
    struct wp_undo_run run = {.side = {{.week = 18000}, {.week = 18000}}};
    struct wp_undo_step step = {.what = WP_STR("test"), .day = 18000, .runs = &run, .count = 1};

    (void)state;
    assert_int_equal(put_and_get(&step, ""), WP_OK);
    assert_int_equal(put_and_get(&step, "x"), WP_INVALID);
    step.day = 6000000;
    assert_int_equal(put_and_get(&step, ""), WP_INVALID);
    step.day = -6000000;
    assert_int_equal(put_and_get(&step, ""), WP_INVALID);
    step.day = 18000;
    run.side[WP_UNDO_AFTER].week = WP_NO_DAY;
    assert_int_equal(put_and_get(&step, ""), WP_OK);
    run.side[WP_UNDO_BEFORE].week = WP_NO_DAY;
    assert_int_equal(put_and_get(&step, ""), WP_INVALID);
}

/* The log has at most 16 MiB of steps, so it has only a few large ones. */
static void test_large_steps(void **state)
{
    enum { LARGE = 6 << 20 };
    struct wp_buf log = new_log();
    struct wp_buf what = WP_BUF_INIT;
    struct wp_undo_step step = {.day = 18000};
    struct wp_undo_log steps;

    (void)state;
    wp_buf_repeat(&what, "x", LARGE);
    step.what = wp_buf_str(&what);
    for (unsigned i = 1; i <= 6; i++) {
        wp_undo_log_put(&log, &step);
        wp_undo_log_read(&steps, wp_buf_str(&log), path);
        assert_int_equal(steps.count, i < 2 ? 1 : 2);
        assert_int_equal(wp_undo_log_is_long(&steps), i >= 5);
        wp_undo_log_free(&steps);
    }
    wp_buf_free(&what);
    wp_buf_free(&log);
}

/* Steps whose values contradict each other. */
static void test_steps_that_contradict_themselves(void **state)
{
    struct wp_str bytes = wp_str(two_weeks);
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_buf file = text(two_weeks);
    struct wp_piece old = piece_at(&file, "Old]\n", 5, "New]\n");
    struct wp_arena *arena = wp_arena_new(64);
    struct wp_undo_step step = {.what = WP_STR("test"), .day = 18000};
    struct wp_undo_run twice[2];
    struct wp_undo_result result;

    (void)state;
    assert_int_equal(wp_undo_step_make(&step, arena, &input, &(struct wp_patch){&old, 1}, &error),
                     WP_OK);
    assert_int_equal(wp_undo_apply(&step, WP_UNDO_AFTER, &input, arena, &result, &error), WP_OK);
    assert_int_equal(result.state, WP_UNDO_POSSIBLE);

    /* the bytes of one week extend into the next week */
    step.runs[0].side[WP_UNDO_BEFORE].differing = wp_str("Old]\n---\n");
    assert_int_equal(wp_undo_apply(&step, WP_UNDO_AFTER, &input, arena, &result, &error),
                     WP_INVALID);
    step.runs[0].side[WP_UNDO_BEFORE].differing = wp_str("Old]\n");

    /* A step with the same run of documents twice. */
    twice[0] = twice[1] = step.runs[0];
    step.runs = twice;
    step.count = 2;
    assert_int_equal(wp_undo_apply(&step, WP_UNDO_AFTER, &input, arena, &result, &error),
                     WP_INVALID);

    step.count = 0;
    assert_int_equal(wp_undo_apply(&step, WP_UNDO_AFTER, &input, arena, &result, &error), WP_OK);
    assert_int_equal(result.state, WP_UNDO_NEEDLESS);
    wp_arena_free(arena);
    wp_buf_free(&file);
}

/* Another program has reverted the change in one of two weeks. */
static void test_half_taken_back(void **state)
{
    struct wp_buf file = text(two_weeks);
    struct wp_buf log = new_log();
    struct wp_piece pieces[] = {piece_at(&file, "Old", 3, "Older"), piece_at(&file, "One", 0, "1")};

    (void)state;
    edit(&file, &log, pieces, 2);
    pieces[0] = piece_at(&file, "Older", 5, "Old");
    apply(&file, &(struct wp_patch){pieces, 1});
    assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_BEFORE), WP_UNDO_CHANGED);
    assert_int_equal(undo_or_redo(&file, &log, 0, WP_UNDO_AFTER), WP_UNDO_CHANGED);
    wp_buf_free(&file);
    wp_buf_free(&log);
}

static void test_random_bytes(void **state)
{
    char bytes[300];
    uint64_t chance = 7;

    (void)state;
    for (unsigned i = 0; i < 2000; i++) {
        for (size_t k = 0; k < sizeof bytes; k++) {
            chance = chance * 6364136223846793005u + 1442695040888963407u;
            bytes[k] = (char)(chance >> 56);
        }
        assert_int_equal(try_log((struct wp_str){bytes, sizeof bytes}), 0);
    }
}

static void test_log_of_another_plan(void **state)
{
    struct wp_buf log = sample_log();
    struct wp_undo_log steps;

    (void)state;
    wp_undo_log_read(&steps, wp_buf_str(&log), "/plans/plan.yam");
    assert_int_equal(steps.kind, WP_UNDO_LOG_FOREIGN);
    wp_undo_log_free(&steps);
    wp_buf_free(&log);
}

/* A log of another version of the format is recognised. Other bytes are not taken for a log. */
static void test_other_versions(void **state)
{
    static const struct {
        const char *log;
        enum wp_undo_log_kind kind;
    } cases[] = {
        {"weekplan history 1\n", WP_UNDO_LOG_VERSION},
        {"weekplan undo 3\n", WP_UNDO_LOG_VERSION},
        {"weekplan", WP_UNDO_LOG_NONE},
        {"", WP_UNDO_LOG_NONE},
        {"Weekplan undo 2\n", WP_UNDO_LOG_NONE},
        {"weekplan undo 2\n", WP_UNDO_LOG_NONE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_undo_log log;

        wp_undo_log_read(&log, wp_str(cases[i].log), path);
        assert_int_equal(log.kind, cases[i].kind);
        assert_int_equal(log.count, 0);
        wp_undo_log_free(&log);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_ways),
        cmocka_unit_test(test_changes_of_others),
        cmocka_unit_test(test_other_lines),
        cmocka_unit_test(test_new_weeks),
        cmocka_unit_test(test_where_a_run_begins),
        cmocka_unit_test(test_weeks_that_overlap),
        cmocka_unit_test(test_what_is_too_large),
        cmocka_unit_test(test_break_before_a_week),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_a_thousand_and_one),
        cmocka_unit_test(test_thousands),
        cmocka_unit_test(test_cut_at_every_length),
        cmocka_unit_test(test_damage_at_every_byte),
        cmocka_unit_test(test_forged_records),
        cmocka_unit_test(test_positions_beyond_the_end),
        cmocka_unit_test(test_another_result),
        cmocka_unit_test(test_strange_records),
        cmocka_unit_test(test_strange_steps),
        cmocka_unit_test(test_large_steps),
        cmocka_unit_test(test_steps_that_contradict_themselves),
        cmocka_unit_test(test_half_taken_back),
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_log_of_another_plan),
        cmocka_unit_test(test_other_versions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
