/* Three versions of a plan, merged as bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <weekplan/merge.h>
#include <weekplan/plan.h>

struct merge_case {
    const char *base;
    const char *ours;
    const char *theirs;
    const char *expected;
    size_t conflicts;
};

static void assert_merges(const struct merge_case *cases, size_t count, bool without_base)
{
    for (size_t i = 0; i < count; i++) {
        const struct wp_merge_input input = {
            {wp_str(cases[i].base), wp_str(cases[i].ours), wp_str(cases[i].theirs)},
            .marker_size = WP_MERGE_MARKER_SIZE,
            .without_base = without_base};
        struct wp_error error = {.status = WP_OK};
        struct wp_merge merge;

        if (wp_merge_plans(&merge, &input, &error) != WP_OK)
            fail_msg("row %zu: %s", i, error.message);
        if (!wp_str_equal_c(wp_buf_str(&merge.text), cases[i].expected) ||
            merge.conflicts != cases[i].conflicts)
            fail_msg("row %zu: %zu conflicts:\n%s", i, merge.conflicts, merge.text.data);
        wp_merge_free(&merge);
    }
}

#define ASSERT_MERGES(cases) assert_merges(cases, sizeof(cases) / sizeof *(cases), false)

#define WEEK                 "week: 2019-08-04\ngoals:\n"
#define NEXT                 "---\nweek: 2019-08-11\ngoals:\n"
#define AFTER                "---\nweek: 2019-08-18\ngoals:\n"

/* A merged week with too many items is refused as invalid, and is no bug. */
static void a_merged_week_has_a_limit_of_items(void **state)
{
    struct wp_buf versions[WP_VERSIONS] = {WP_BUF_INIT, WP_BUF_INIT, WP_BUF_INIT};
    struct wp_merge_input input = {.marker_size = WP_MERGE_MARKER_SIZE, .without_base = true};
    struct wp_error error = {.status = WP_OK};
    struct wp_merge merge;

    (void)state;
    for (int i = WP_OURS; i <= WP_THEIRS; i++) {
        wp_buf_puts(&versions[i], WEEK);
        for (int k = 0; k <= WP_ITEMS_MAX / 2; k++)
            wp_buf_printf(&versions[i], "- %c%d\n", i == WP_OURS ? 'o' : 't', k);
        input.versions[i] = wp_buf_str(&versions[i]);
    }
    assert_int_equal(wp_merge_plans(&merge, &input, &error), WP_INVALID);
    assert_string_equal(error.message,
                        "the merged week would have more than 10000 items, which is the limit");
    wp_merge_free(&merge);
    wp_buf_free(&versions[WP_OURS]);
    wp_buf_free(&versions[WP_THEIRS]);
}

static void documents_are_paired_by_their_days(void **state)
{
    static const struct merge_case cases[] = {
        {WEEK "- A\n", WEEK "- A\n", WEEK "- B\n", WEEK "- B\n", 0},
        {WEEK "- A\n", WEEK "- A # o\n", WEEK "- A\n", WEEK "- A # o\n", 0},
        {WEEK "- A\n" NEXT "- B\n", WEEK "- A1\n" NEXT "- B\n", WEEK "- A\n" NEXT "- B2\n",
         WEEK "- A1\n" NEXT "- B2\n", 0},
        {WEEK "- A\n", WEEK "- A\n" AFTER "- C\n", WEEK "- A\n" NEXT "- B\n",
         WEEK "- A\n" NEXT "- B\n" AFTER "- C\n", 0},
        {WEEK "- A\n" NEXT "- B\n", NEXT "- B\n", WEEK "- A\n" NEXT "- B2\n", NEXT "- B2\n", 0},
        {WEEK "- A\n", "later:\n- L\n---\n" WEEK "- A\n", WEEK "- A\n" NEXT "- B\n",
         "later:\n- L\n---\n" WEEK "- A\n" NEXT "- B\n", 0},
        {"", WEEK "- A\n", "", WEEK "- A\n", 0},
        {WEEK "- A\n" NEXT "- B\n", WEEK "- A\n", WEEK "- A2\n", WEEK "- A2\n", 0},
        /* what is between the weeks */
        {"# f\n---\n" WEEK "- A\n---\n# between\n" NEXT "- B\n...\n",
         "# f\n---\n" WEEK "- A1\n---\n# between\n" NEXT "- B\n...\n",
         "# f2\n---\n" WEEK "- A\n---\n# betwixt\n" NEXT "- B2\n...\n",
         "# f2\n---\n" WEEK "- A1\n---\n# betwixt\n" NEXT "- B2\n...\n", 0},
        {"\xEF\xBB\xBF" WEEK "- A\n", "\xEF\xBB\xBF" WEEK "- B\n", "\xEF\xBB\xBF" WEEK "- A\n",
         "\xEF\xBB\xBF" WEEK "- B\n", 0},
        {"\xEF\xBB\xBF" WEEK "- A\n", "\xEF\xBB\xBF" WEEK "- A\n- B\n", WEEK "- A\n",
         WEEK "- A\n- B\n", 0},
        {"\xEF\xBB\xBF" WEEK "- A\n- B\n", "\xEF\xBB\xBF" WEEK "- A1\n- B\n",
         "\xEF\xBB\xBF" WEEK "- A\n- B2\n", "\xEF\xBB\xBF" WEEK "- A1\n- B2\n", 0},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

static void an_item_that_one_version_changed_has_its_lines(void **state)
{
    static const struct merge_case cases[] = {
        {WEEK "  - A\n  - B\n", WEEK "  - title: A\n    done: true\n  - B\n",
         WEEK "  - A\n  - title: B # b\n    done: true\n",
         WEEK "  - title: A\n    done: true\n  - title: B # b\n    done: true\n", 0},
        {WEEK "  - title: A # a\n    due: 2019-08-05\n",
         WEEK "  - title: A # o\n    due: 2019-08-05\n",
         WEEK "  - title: A # a\n    due: 2019-08-06 # t\n",
         WEEK "  - title: A # o\n    due: 2019-08-06 # t\n", 0},
        /* another indentation */
        {WEEK "  - A\n  - B\n", WEEK "  - A\n  - B\n  - C # o\n",
         WEEK "    -   title: A\n        id: a\n    - B\n",
         WEEK "    -   title: A\n        id: a\n    - B\n    - C # o\n", 0},
        /* both add an item */
        {WEEK "- A\n", WEEK "- A\n# o\n- O\n", WEEK "- A\n# t\n- T # t\n",
         WEEK "- A\n# o\n- O\n# t\n- T # t\n", 0},
        /* a title that one version writes otherwise, and the other one gives a key */
        {WEEK "  - A\n", WEEK "  - 'A' # o\n", WEEK "  - title: A\n    done: true\n",
         WEEK "  - title: 'A' # o\n    done: true\n", 0},
        /* `x-` keys */
        {WEEK "- title: A\n  x-a: 1\n", WEEK "- title: A\n  x-a: 1\n  x-o: [1, 2] # o\n",
         WEEK "- title: A\n  x-a: 2\n", WEEK "- title: A\n  x-a: 2\n  x-o: [1, 2] # o\n", 0},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

/* Two spellings of one value are no conflict: that of ours is taken. */
static void a_value_that_both_write_otherwise_is_that_of_ours(void **state)
{
    static const struct merge_case cases[] = {
        {WEEK "- title: A\n  'done': true\n", WEEK "- title: A\n  'done': 2019-08-06\n",
         WEEK "- title: A\n  done: 2019-08-06\n", WEEK "- title: A\n  'done': 2019-08-06\n", 0},
        {WEEK "- title: A\n  note: 'a # b'\n", WEEK "- title: A\n  note: \"a # b\"\n",
         WEEK "- title: A\n  note: |-\n    a # b\n", WEEK "- title: A\n  note: \"a # b\"\n", 0},
        {WEEK "- A\n", WEEK "- 'A'\n", WEEK "- \"A\"\n", WEEK "- 'A'\n", 0},
        {WEEK "- title: A\n  tags:\n  - a # a\n", WEEK "- title: A\n  tags: [a] # a\n",
         WEEK "- title: A\n  tags: ['a'] # a\n", WEEK "- title: A\n  tags: [a] # a\n", 0},
        /* ours has only another blank line */
        {WEEK "- title: A\n  tags: [a,\n \n    b]\n", WEEK "- title: A\n  tags: [a,\n\n    b]\n",
         WEEK "- title: A\n  tags: ['a',\n  \n    b]\n",
         WEEK "- title: A\n  tags: ['a',\n  \n    b]\n", 0},
        /* ours has moved a block scalar to another column */
        {"week: 2019-07-21\ntitle: n1 Read\ngoals:\n  - title: n2 Read\n    id:   id-3\n    "
         "subtasks:\n      - subtasks:\n          - title: n4 Read\n            subtasks:\n        "
         "      - |-\n               n5 # no comment\n                 x\n        title: n6 Read\n "
         "       id:   id-7\n",
         "week: 2019-07-21\ntitle: n1 Read\ngoals:\n  - title: n2 Read\n    id:   id-3\n  - "
         "subtasks:\n      - title: n4 Read\n        subtasks:\n          - |-\n           n5 # no "
         "comment\n             x\n    title: n6 Read\n    id:   id-7\n",
         "week: 2019-07-21\ntitle: n1 Read\ngoals:\n  - title: n2 Read\n    id:   id-3\n    "
         "subtasks:\n      - subtasks:\n          - title: n4 Read\n            subtasks:\n        "
         "      - |-\n               n5 # no comment\n                 x\n        title: n6 Read\n "
         "       id:   id-7\n  - Row n8\n",
         "week: 2019-07-21\ntitle: n1 Read\ngoals:\n  - title: n2 Read\n    id:   id-3\n  - "
         "subtasks:\n      - title: n4 Read\n        subtasks:\n          - |-\n           n5 # no "
         "comment\n             x\n    title: n6 Read\n    id:   id-7\n  - Row n8\n",
         0},
        /* a line break that the scalar keeps */
        {"week: 2019-08-04\rgoals:\r- title: A\r  note: >+\r  links:\r",
         "note: n\rweek: 2019-08-04\rgoals:\r- title: A\r  note: >+\r  links:\r",
         "week: 2019-08-04\rgoals:\r- title: A\r  note: >+\r\r  links:\r",
         "note: n\rweek: 2019-08-04\rgoals:\r- title: A\r  note: >+\r\r  links:\r", 0},
        /* theirs moves what ours need not say in the list `also:` */
        {WEEK "- A\nalso:\n- B\n- title: C\n  done:   true\n", WEEK "- A\nalso:\n- B\n- title: C\n",
         WEEK "- title: C\n  done:   true\n- A\nalso:\n- B\n",
         WEEK "- title: C\n  done:   true\n- A\nalso:\n- B\n", 0},
        /* comments within the value */
        {WEEK "- title: A\n  tags:\n  - a # a\n  - b\n",
         WEEK "- title: A\n  tags:\n  - a # o\n  - b\n",
         WEEK "- title: A\n  tags:\n  - a # t\n  - b\n",
         WEEK "- title: A\n  tags:\n<<<<<<< ours\n  - a # o\n=======\n  - a # t\n>>>>>>> theirs\n"
              "  - b\n",
         1},
        {WEEK "- title: A\n  tags:\n  - a\n  - b\n  - c\n",
         WEEK "- title: A\n  tags:\n  - 'a'\n  - b\n  - c # o\n",
         WEEK "- title: A\n  tags:\n  - a # t\n  - b\n  - 'c'\n",
         WEEK "- title: A\n  tags:\n<<<<<<< ours\n  - 'a'\n=======\n  - a # t\n>>>>>>> theirs\n"
              "  - b\n  - 'c' # o\n",
         1},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

/* A line of blanks is no part of the block scalar above it if what was between them is gone. */
static void blank_lines_below_a_block_scalar_are_no_part_of_it(void **state)
{
    static const struct merge_case cases[] = {
        {WEEK "- title: |-\n   A\n  note: n\n- B\n      \n",
         WEEK "- title: |-\n   A\n  note: n\n      \n", WEEK "- title: |-\n   A\n- B\n      \n",
         WEEK "- title: |-\n   A\n", 0},
        {"also:\n- title: >-\n   A\n  note: n\n      \n" WEEK "- B\n",
         "also:\n- title: >-\n   A\n  note: n\n      \n" WEEK "- B\n- O\n",
         "also:\n- title: >-\n   A\n" WEEK "- B\n", "also:\n- title: >-\n   A\n" WEEK "- B\n- O\n",
         0},
        /* a blank line that is there in its version */
        {WEEK "- A\n- title: |1-\n   text\n \n  # b\n",
         WEEK "- O\n- A\n- title: |1-\n   text\n \n  # b\n",
         WEEK "- A\n- title: |1-\n   text\n \n  # b\n- T\n",
         WEEK "- O\n- A\n- title: |1-\n   text\n \n  # b\n- T\n", 0},
        {WEEK
         "- title: A\n  x-a: {b: 1}\n  x-c:\n    d: |\n      text\n  note: n\n        \n  id: a\n",
         WEEK "- title: A\n  x-a: {b: 1}\n  x-c:\n    d: |\n      text\n        \n  id: a\n",
         WEEK
         "- title: A\n  x-a: {b: 1}\n  x-c:\n    d: |\n      text\n  note: n\n        \n  id: b\n",
         WEEK "- title: A\n  x-a: {b: 1}\n  x-c:\n    d: |\n      text\n        \n  id: b\n", 0},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

/* Only LF, CRLF and CR end a line of the file; YAML knows others. */
static void a_document_begins_on_a_line_of_the_file(void **state)
{
    static const struct merge_case cases[] = {
        {WEEK "- A # a\xE2\x80\xA8", WEEK "- A # a\xE2\x80\xA8", WEEK "- A # a\xE2\x80\xA8\n" NEXT,
         WEEK "- A # a\xE2\x80\xA8\n" NEXT, 0},
        {WEEK "- A # a\xE2\x80\xA8", WEEK "- A # a\n- B # o\xE2\x80\xA8",
         WEEK "- A # a\n---\n# t\n", WEEK "- A # a\n- B # o\xE2\x80\xA8\n---\n# t\n", 0},
        {WEEK "- title: A\n  weight: 1 # a\xE2\x80\xA8",
         WEEK "- title: A\n  weight: 2 # a\xE2\x80\xA8",
         WEEK "- title: A\n  weight: 3 # a\xE2\x80\xA8",
         WEEK "- title: A\n<<<<<<< ours\n  weight: 2 # a\xE2\x80\xA8\n=======\n"
              "  weight: 3 # a\xE2\x80\xA8\n>>>>>>> theirs\n",
         1},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

/* A comment that one version has moved, while the other one has changed what is beside it. */
static void a_moved_comment_is_neither_lost_nor_doubled(void **state)
{
    static const struct merge_case cases[] = {
        /* The comment after an empty list is the heading of its items. */
        {"week: 2019-08-04\ngoals: []\n", "week: 2019-08-04\ngoals: [] # o\n", WEEK "- T\n",
         "week: 2019-08-04\ngoals: # o\n- T\n", 0},
        {WEEK "- A\n# a\n", "week: 2019-08-04\ngoals: []\n# a\n", WEEK "- A\n- T\n# a\n",
         WEEK "# a\n- T\n", 0},
        {WEEK "- A\n# a\n", WEEK "- A\n- O\n# a\n", "week: 2019-08-04\ngoals: []\n# a\n",
         WEEK "# a\n- O\n", 0},
        /* A key is gone, and its comment is below the key before it. */
        {WEEK "- title: A\n  id: a\n  # a\n  due:\n",
         WEEK "- title: A\n  id: a\n  # a\n  due: 2019-08-06\n",
         WEEK "- title: A\n  id: a\n  # a\n",
         WEEK "- title: A\n  id: a\n  # a\n  due: 2019-08-06\n", 0},
        /* The item has moved to another column, and has got a key. */
        {WEEK "- title: A\n  subtasks:\n    - B\n     # b\n    - C\n",
         WEEK "- B\n # b\n- title: A\n  subtasks:\n    - C\n",
         WEEK "- title: A\n  subtasks:\n    - title: B\n      id: b\n     # b\n    - C\n",
         WEEK "- title: B\n  id: b\n # b\n- title: A\n  subtasks:\n    - C\n", 0},
        {WEEK "- title: A\n  subtasks:\n    -   B\n      # b\n    - C\n",
         WEEK "-   B\n  # b\n- title: A\n  subtasks:\n    - C\n",
         WEEK "- title: A\n  subtasks:\n    -   title: B\n        id: b\n      # b\n    - C\n",
         WEEK "-   title: B\n    id: b\n  # b\n- title: A\n  subtasks:\n    - C\n", 0},
        /* Both have added an item below the last comment of a flow sequence. */
        {"week: 2019-08-04\ngoals: [\n  A # a\n  ]\n",
         "week: 2019-08-04\ngoals: [\n  A, # a\n  O\n  ]\n",
         "week: 2019-08-04\ngoals: [\n  A, # a\n  T\n  ]\n",
         "week: 2019-08-04\ngoals: [\n  A, # a\n  O,\n  T\n  ]\n", 0},
        /* Both have moved it, and the readings differ only in its place. */
        {"note: n\ngoals: [] \n # a\nweek: 2019-08-04\n",
         "note: n\ngoals:\n # a\n  - O\nweek: 2019-08-04\n",
         "goals: [] \nnote: n\n # a\nweek: 2019-08-04\n",
         "goals:\n # a\n  - O\nnote: n\nweek: 2019-08-04\n", 0},
        /* Only one reading has all comments. */
        {"title: T\nweek: 2019-08-04\n # a\n", "title: T\nweek: 2019-08-04   # o\n # a\n",
         "week: 2019-08-04\ntitle: T\n # a\n", "week: 2019-08-04   # o\n # a\ntitle: T\n", 0},
        {"title: T\nweek: 2019-08-04\n # a\n", "week: 2019-08-04\ntitle: T\n # a\n",
         "title: T\nweek: 2019-08-04   # t\n # a\n", "week: 2019-08-04   # t\n # a\ntitle: T\n", 0},
        /* Only blank lines differ. */
        {WEEK "- title: A\n  due: 2019-08-06\n  # a\n  id: a\n",
         WEEK "- title: A\n  due: 2019-08-06\n\n  # a\n  id: a\n",
         WEEK "- title: A\n  # a\n  due: 2019-08-06\n  id: a\n",
         WEEK "- title: A\n  # a\n  due: 2019-08-06\n\n  id: a\n", 0},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

/* Above `---`, a line that begins with '%' is a directive. */
static void a_text_above_a_document_is_no_directive(void **state)
{
    static const struct merge_case cases[] = {
        {WEEK "- \"A\n%a\"\n- B\n- C\n" NEXT "- N\n", WEEK "- \"A\n%a\"\n- B\n" NEXT "- N\n",
         WEEK "- \"A\n%a\"\n- C\n" NEXT "- N\n", WEEK "- \"A\n%a\"\n...\n" NEXT "- N\n", 0},
        {WEEK "- \"A\n%a\"\n- B\n- C\n---\n# c\n", WEEK "- \"A\n%a\"\n- B\n---\n# c\n",
         WEEK "- \"A\n%a\"\n- C\n---\n# c\n", WEEK "- \"A\n%a\"\n...\n---\n# c\n", 0},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

static void a_value_that_no_version_has_is_written(void **state)
{
    static const struct merge_case cases[] = {
        {WEEK "- title: A\n  progress: 1/3 # p\n", WEEK "- title: A\n  progress: 2/3 # p\n",
         WEEK "- title: A\n  progress: 2/3 # p\n", WEEK "- title: A\n  progress: 3/3 # p\n", 0},
        {WEEK "- title: A\n  tags: [a]\n", WEEK "- title: A\n  tags: [a, o]\n",
         WEEK "- title: A\n  tags: [a, t]\n", WEEK "- title: A\n  tags: [a, o, t]\n", 0},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

static void flow_style_stays(void **state)
{
    static const struct merge_case cases[] = {
        {"{\"week\": \"2019-08-04\", \"goals\": [{\"title\": \"A\", \"tags\": []}, \"B\"]}\n",
         "{\"week\": \"2019-08-04\", \"goals\": [{\"title\": \"A\", \"tags\": [], \"done\": true}, "
         "\"B\", \"O\"]}\n",
         "{\"week\": \"2019-08-04\", \"goals\": [\"T\", {\"title\": \"A\", \"weight\": 2, "
         "\"tags\": []}, \"B\"]}\n",
         "{\"week\": \"2019-08-04\", \"goals\": [\"T\", {\"title\": \"A\", \"weight\": 2, "
         "\"tags\": [], \"done\": true}, \"B\", \"O\"]}\n",
         0},
        {"week: 2019-08-04\ngoals: [{title: A,weight: 2},B]\n",
         "week: 2019-08-04\ngoals: [{title: A,weight: 2},B,O]\n",
         "week: 2019-08-04\ngoals: [{title: A,weight: 2},B,T]\n",
         "week: 2019-08-04\ngoals: [{title: A,weight: 2},B,O,T]\n", 0},
        {"week: 2019-08-04\ngoals:\n- {title: A,}\n- {title: B, subtasks: [C, ], }\n",
         "week: 2019-08-04\ngoals:\n- {title: A,}\n- {title: B, subtasks: [C, ], }\n- O\n",
         "week: 2019-08-04\ngoals:\n- {title: A,}\n- {title: B, subtasks: [C, ], }\n- T\n",
         "week: 2019-08-04\ngoals:\n- {title: A,}\n- {title: B, subtasks: [C, ], }\n- O\n- T\n", 0},
        {"week: 2019-08-04\ngoals: [A, B]\n",
         "week: 2019-08-04\ngoals: [{title: A, done: true}, B]\n",
         "week: 2019-08-04\ngoals:\n  - A\n  - B # t\n  - T\n",
         "week: 2019-08-04\ngoals:\n  - {title: A, done: true}\n  - B # t\n  - T\n", 0},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

static void a_conflict_has_the_lines_that_differ(void **state)
{
    static const struct merge_case cases[] = {
        {WEEK "- title: A # a\n  due: 2019-08-05\n- B\n",
         WEEK "- title: A # a\n  due: 2019-08-06\n- B\n",
         WEEK "- title: A # a\n  due: 2019-08-07\n- B\n- C\n",
         WEEK "- title: A # a\n<<<<<<< ours\n  due: 2019-08-06\n=======\n  due: 2019-08-07\n"
              ">>>>>>> theirs\n- B\n- C\n",
         1},
        /* two comments */
        {WEEK "# b\n\n- A\n", WEEK "# o\n\n- A\n- B\n", WEEK "# t\n\n- A\n",
         WEEK "<<<<<<< ours\n# o\n=======\n# t\n>>>>>>> theirs\n\n- A\n- B\n", 1},
    };

    (void)state;
    ASSERT_MERGES(cases);
}

static void a_version_that_is_no_plan_is_named(void **state)
{
    const struct wp_merge_input input = {
        {wp_str(WEEK "- A\n"), wp_str(WEEK "- A\n- B\n"), wp_str(WEEK "- A\n- titel: C\n")},
        .marker_size = WP_MERGE_MARKER_SIZE};
    struct wp_error error = {.status = WP_OK};
    struct wp_merge merge;

    (void)state;
    assert_int_equal(wp_merge_plans(&merge, &input, &error), WP_INVALID);
    assert_int_equal(merge.invalid, WP_THEIRS);
    assert_int_equal(error.line, 4);
    assert_int_equal(merge.text.length, 0);
    wp_merge_free(&merge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_merged_week_has_a_limit_of_items),
        cmocka_unit_test(documents_are_paired_by_their_days),
        cmocka_unit_test(an_item_that_one_version_changed_has_its_lines),
        cmocka_unit_test(a_value_that_both_write_otherwise_is_that_of_ours),
        cmocka_unit_test(blank_lines_below_a_block_scalar_are_no_part_of_it),
        cmocka_unit_test(a_document_begins_on_a_line_of_the_file),
        cmocka_unit_test(a_moved_comment_is_neither_lost_nor_doubled),
        cmocka_unit_test(a_text_above_a_document_is_no_directive),
        cmocka_unit_test(a_value_that_no_version_has_is_written),
        cmocka_unit_test(flow_style_stays),
        cmocka_unit_test(a_conflict_has_the_lines_that_differ),
        cmocka_unit_test(a_version_that_is_no_plan_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
