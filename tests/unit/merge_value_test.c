/* Three versions of the values of an item. */
#include <stdio.h>

#include "merged_text.h"

/* Check the merge of three versions of one goal, whose keys are in flow style. */
static void assert_goal(const char *base, const char *ours, const char *theirs,
                        const char *expected)
{
    const char *const keys[] = {base, ours, theirs};
    char texts[WP_VERSIONS][400];
    char line[400];

    for (size_t i = 0; i < WP_VERSIONS; i++)
        snprintf(texts[i], sizeof texts[i], "goals: [{title: A%s%s}]",
                 keys[i][0] != '\0' ? ", " : "", keys[i]);
    snprintf(line, sizeof line, "A%s%s\n", expected[0] != '\0' ? " " : "", expected);
    assert_merge(texts[WP_BASE], texts[WP_OURS], texts[WP_THEIRS], line);
}

/* A change, another change of the same value, and their merge, beginning with another value. */
struct changes {
    const char *base, *ours, *theirs;
    const char *merged;
};

/* Check each merge, and that one change alone is taken whatever it is. The change of one side and
 * that of the other side may be exchanged, unless they are in conflict. */
static void check_changes(const struct changes *changes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_goal(changes[i].base, changes[i].ours, changes[i].theirs, changes[i].merged);
        if (strchr(changes[i].merged, '<') == NULL)
            assert_goal(changes[i].base, changes[i].theirs, changes[i].ours, changes[i].merged);
    }
}

static void done_and_dropped(void **state)
{
    static const struct changes changes[] = {
        {"", "done: true", "", "done=true"},
        {"done: true", "", "done: true", ""},
        {"", "done: 2019-08-05", "done: 2019-08-06", "done=2019-08-05"},
        {"", "done: 2019-08-05", "done: true", "done=2019-08-05"},
        {"done: 2019-08-07", "done: 2019-08-05", "done: 2019-08-06", "done=2019-08-05"},
        {"done: 2019-08-07", "", "done: 2019-08-06", "done=<|2019-08-06>"},
        {"", "dropped: 2019-08-06", "dropped: 2019-08-05", "dropped=2019-08-05"},
        {"", "dropped: true", "dropped: rain", "dropped=rain"},
        {"", "dropped: rain", "dropped: snow", "dropped=<rain|snow>"},
        {"", "dropped: rain", "dropped: 2019-08-05", "dropped=<rain|2019-08-05>"},
        {"", "done: true", "dropped: rain", "done=<true|> dropped=<|rain>"},
        {"", "dropped: rain", "done: true", "done=<|true> dropped=<rain|>"},
        {"dropped: rain", "done: true", "dropped: snow", "done=<true|> dropped=<|snow>"},
        {"dropped: rain", "done: true", "done: 2019-08-05", "done=2019-08-05"},
        {"done: true", "dropped: rain", "done: true", "dropped=rain"},
    };

    (void)state;
    check_changes(changes, sizeof changes / sizeof changes[0]);
}

static void done_beside_other_changes(void **state)
{
    static const struct changes changes[] = {
        {"progress: 1/3", "done: true, progress: 1/3", "progress: 2/3", "done=true progress=2/3"},
        {"progress: 1/3", "done: true, progress: 3/3", "progress: 2/3", "done=true progress=4/3"},
        {"", "done: true", "tags: [x]", "done=true tags=x"},
        {"", "dropped: rain", "progress: 1/3", "dropped=rain progress=1/3"},
    };

    (void)state;
    check_changes(changes, sizeof changes / sizeof changes[0]);
}

static void progress(void **state)
{
    static const struct changes changes[] = {
        {"progress: 1/3", "progress: 2/3", "progress: 2/3", "progress=3/3"},
        {"progress: 0/5 km", "progress: 1.5/5 km", "progress: 2/5 km", "progress=3.5/5 km"},
        {"", "progress: 1/3", "progress: 1/3", "progress=2/3"},
        {"progress: 10%", "progress: 30%", "progress: 20%", "progress=30%"},
        {"progress: 30%", "progress: 20%", "progress: 30%", "progress=20%"},
        {"progress: 1/3", "", "progress: 2/3", "progress=<|2/3>"},
        {"progress: 1/3", "progress: 1/4", "progress: 2/3", "progress=2/4"},
    };

    (void)state;
    check_changes(changes, sizeof changes / sizeof changes[0]);
}

static void single_values(void **state)
{
    static const struct changes changes[] = {
        {"", "due: 2019-08-05", "due: 2019-08-06", "due=<2019-08-05|2019-08-06>"},
        {"due: 2019-08-05", "", "due: 2019-08-06", "due=<|2019-08-06>"},
        {"weight: 1", "weight: 2", "weight: 3", "weight=<2|3>"},
        {"weight: 1", "weight: 2", "weight: 2", "weight=2"},
        {"id: a", "id: b", "id: c", "id=<b|c>"},
        {"carried: 1", "carried: 3", "carried: 2", "carried=3"},
        {"carried: 1", "", "carried: 2", "carried=2"},
        {"", "repeat: weekly", "repeat: weekly", "repeat=weekly"},
    };

    (void)state;
    check_changes(changes, sizeof changes / sizeof changes[0]);
    assert_merge("title: a\ngoals: []", "title: b\ngoals: []", "title: c\ngoals: []",
                 "title=<b|c>\n");
    assert_merge("goals: []", "skip: rain\ngoals: []", "skip: true\ngoals: []", "skip=rain\n");
    assert_merge("goals: []", "skip: rain\ngoals: []", "skip: snow\ngoals: []",
                 "skip=<rain|snow>\n");
}

static void tags_and_links(void **state)
{
    (void)state;
    assert_goal("tags: [a, b]", "tags: [b, c]", "tags: [d, a, b]", "tags=b,c,d");
    assert_goal("tags: [a, b]", "tags: [b, a]", "tags: [a, b, c]", "tags=b,a,c");
    assert_goal("tags: [a, b]", "tags: [a, b]", "tags: [b, a]", "tags=b,a");
    assert_goal("tags: [a, b]", "tags: [b]", "tags: [a]", "");
    assert_goal("", "links: [a, b]", "links: [c, b]", "links=a,b,c");
    assert_goal("tags: [a]", "tags: [a, a, b]", "tags: [a, c]", "tags=a,a,b,c");
}

static void notes(void **state)
{
    (void)state;
    assert_goal("note: \"a\\nb\\nc\"", "note: \"A\\nb\\nc\"", "note: \"a\\nb\\nC\"", "note=A/b/C");
    assert_goal("note: \"a\\nb\\nc\"", "note: \"A\\nb\\nc\"", "note: \"B\\nb\\nC\"",
                "note=<A/b/C|B/b/C>");
    assert_goal("", "note: a", "note: b", "note=<a|b>");
    assert_goal("", "note: \"a\\nb\"", "note: a", "note=a/b");
    assert_goal("note: a", "", "note: b", "note=<|b>");
    assert_merge("goals: []\nreview: r", "goals: []\nreview: \"r\\ns\"", "goals: []\nreview: r",
                 "review=r/s\n");
}

/* Return the hash of the `x-` keys of a goal. */
static uint64_t hash_of(const char *keys)
{
    char text[200];
    struct wp_week *week;
    uint64_t hash;

    snprintf(text, sizeof text, "goals: [{title: A, %s}]", keys);
    week = load_version(text);
    hash = week->root.first->extras;
    wp_week_free(week);
    return hash;
}

static void extra_keys(void **state)
{
    static const struct {
        const char *texts[WP_VERSIONS];
        const char *readings[WP_READINGS];
    } cases[] = {
        {{"x-a: 1", "x-a: 2", "x-a: 1"}, {"x-a: 2", "x-a: 2"}},
        {{"x-a: 1", "x-a: 1", "x-a: 2"}, {"x-a: 2", "x-a: 2"}},
        {{"x-a: 1", "x-a: 2", "x-a: 2"}, {"x-a: 2", "x-a: 2"}},
        {{"x-a: 1", "x-b: 1, x-a: 1", "x-a: 2"}, {"x-a: 2, x-b: 1", "x-a: 2, x-b: 1"}},
        {{"x-a: 1, x-b: 1", "x-b: 1", "x-a: 1, x-b: 2"}, {"x-b: 2", "x-b: 2"}},
        {{"due: 2019-08-05", "x-a: 1", "x-b: 1"}, {"x-a: 1, x-b: 1", "x-a: 1, x-b: 1"}},
        {{"x-a: 1", "x-a: 2", "'x-a': 3, x-b: 1"}, {"x-a: 2, x-b: 1", "'x-a': 3, x-b: 1"}},
        {{"x-a: 1", "x-b: 1", "x-a: 3"}, {"x-b: 1", "x-b: 1, x-a: 3"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_arena *arena = wp_arena_new(4096);
        struct wp_week *weeks[WP_VERSIONS];
        struct wp_merged_week merged;
        char text[200];

        for (size_t j = 0; j < WP_VERSIONS; j++) {
            snprintf(text, sizeof text, "goals: [{title: A, %s}]", cases[i].texts[j]);
            weeks[j] = load_version(text);
        }
        wp_merge_week(&merged, &(struct wp_week_versions){.weeks = {weeks[0], weeks[1], weeks[2]}},
                      arena);
        for (size_t j = 0; j < WP_READINGS; j++)
            if (merged.root.first->values[j].extras != hash_of(cases[i].readings[j]))
                fail_msg("case %zu, reading %zu", i, j);
        assert_int_equal((merged.root.first->conflicts & WP_KEY_BIT(WP_KEY_EXTRA)) != 0,
                         hash_of(cases[i].readings[0]) != hash_of(cases[i].readings[1]));
        for (size_t j = 0; j < WP_VERSIONS; j++)
            wp_week_free(weeks[j]);
        wp_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(done_and_dropped), cmocka_unit_test(done_beside_other_changes),
        cmocka_unit_test(progress),         cmocka_unit_test(single_values),
        cmocka_unit_test(tags_and_links),   cmocka_unit_test(notes),
        cmocka_unit_test(extra_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
