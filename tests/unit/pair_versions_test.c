/* Which item of a version is which item of another one. */
#include "merge/pair_versions.h"
#include "merged_text.h"

/* Append "A=B" for each item of `items` and its mate in `other`, in the order of the file. */
static void put_mates(struct wp_buf *out, const struct wp_version_items *items,
                      enum wp_version other)
{
    for (size_t i = 0; i < items->count; i++) {
        const struct wp_version_item *item = &items->items[i];
        const struct wp_version_item *mate = item->mates[other];

        if (mate != NULL)
            assert_ptr_equal(mate->mates[items->version], item);
        if (item->parent == NULL)
            continue;
        wp_buf_puts(out, out->length > 0 ? " " : "");
        wp_buf_append(out, item->item->title);
        wp_buf_putc(out, '=');
        if (mate != NULL)
            wp_buf_append(out, mate->item->title);
        if (mate != NULL && mate->item->done)
            wp_buf_puts(out, "(done)");
    }
}

/* Check the pairs of `first`, whose texts are as in load_version, with the other version. */
static void check_pairs(const char *const texts[WP_VERSIONS], bool without_base,
                        enum wp_version first, enum wp_version other, const char *expected)
{
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_version_items versions[WP_VERSIONS];
    struct wp_week *weeks[WP_VERSIONS];
    struct wp_buf out = WP_BUF_INIT;

    for (enum wp_version version = 0; version < WP_VERSIONS; version++) {
        weeks[version] = load_version(texts[version]);
        versions[version] = wp_version_items_list(weeks[version], version, arena);
    }
    wp_pair_versions(versions, without_base, arena);
    put_mates(&out, &versions[first], other);
    assert_string_equal(out.data, expected);
    wp_buf_free(&out);
    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        wp_week_free(weeks[version]);
    wp_arena_free(arena);
}

/* Check the pairs of a base and a version that was made from it. */
static void assert_pairs(const char *base, const char *changed, const char *expected)
{
    check_pairs((const char *const[]){base, changed, changed}, false, WP_BASE, WP_OURS, expected);
    check_pairs((const char *const[]){base, base, changed}, false, WP_BASE, WP_THEIRS, expected);
}

static void ids_are_first(void **state)
{
    (void)state;
    assert_pairs("goals: [{title: A, id: a}, B]",
                 "goals: [A, {title: B, subtasks: [{title: C, id: a}]}]", "A=C B=B");
    assert_pairs("goals: [{title: A, id: a}]", "goals: [{title: A, id: b}]", "A=A");
    assert_pairs("goals: [{title: A, id: a}]", "goals: []\nalso: [{title: B, id: a}]", "A=B(done)");
}

static void an_id_that_was_moved_pairs_nothing(void **state)
{
    (void)state;
    assert_pairs("goals: [{title: A, id: x}, B]", "goals: [A, {title: B, id: x}]", "A=A B=B");
    /* The item was renamed, and another one added. */
    assert_pairs("goals: [{title: A, id: x}]", "goals: [{title: B, id: x}, A]", "A=B");
}

static void a_new_id_of_two_items_pairs_nothing(void **state)
{
    (void)state;
    check_pairs((const char *const[]){"goals: []", "goals: [{title: Run, id: x}, Swim]",
                                      "goals: [{title: Swim, id: x}]"},
                false, WP_OURS, WP_THEIRS, "Run= Swim=Swim");
    check_pairs((const char *const[]){NULL, "goals: [Read, {title: Run, id: x}]",
                                      "goals: [Read, {title: Swim, id: x}]"},
                true, WP_OURS, WP_THEIRS, "Read=Read Run=");
    check_pairs((const char *const[]){NULL, "goals: [Read, {title: Run, id: x}]",
                                      "goals: [{title: Read, id: x}, Run]"},
                true, WP_OURS, WP_THEIRS, "Read=Read Run=Run");
    /* They are one item, renamed. */
    check_pairs((const char *const[]){NULL, "goals: [{title: Run, id: x}]",
                                      "goals: [{title: Run twice, id: x}]"},
                true, WP_OURS, WP_THEIRS, "Run=Run twice");
    check_pairs((const char *const[]){NULL, "goals: [{title: Run, id: x, subtasks: [Hills]}]",
                                      "goals: [{title: Sports, id: x, subtasks: [Hills]}]"},
                true, WP_OURS, WP_THEIRS, "Run=Sports Hills=Hills");
}

static void title_and_place_are_second(void **state)
{
    (void)state;
    assert_pairs("goals: [{title: A, subtasks: [X, Y]}, {title: B, subtasks: [X]}]",
                 "goals: [{title: B, subtasks: [X]}, {title: A, subtasks: [Y]}]",
                 "A=A X= Y=Y B=B X=X");
    assert_pairs("goals: [A]\nalso: [A]", "goals: [{title: A, weight: 2}]\nalso: [A]",
                 "A=A A=A(done)");
}

static void equal_titles_are_in_order(void **state)
{
    (void)state;
    assert_pairs("goals: [A, A]", "goals: [{title: A, done: true}, A]", "A=A(done) A=A");
    assert_pairs("goals: [A, A]", "goals: [A, {title: A, done: true}]", "A=A A=A(done)");
    /* The one in the middle was deleted. */
    assert_pairs("goals: [{title: A, weight: 1}, {title: A, weight: 2}, {title: A, done: true}]",
                 "goals: [{title: A, weight: 1}, {title: A, done: true}]", "A=A A= A=A(done)");
    assert_pairs("goals: [{title: A, weight: 1}, {title: A, done: true}]",
                 "goals: [{title: A, done: true}]", "A= A=A(done)");
}

static void a_single_title_is_third(void **state)
{
    (void)state;
    assert_pairs(
        "goals: [{title: A, subtasks: [X, Y]}, B]",
        "goals: [{title: A, subtasks: [Y]}, {title: B, subtasks: [{title: X, done: true}]}]",
        "A=A X=X(done) Y=Y B=B");
    assert_pairs("goals: [A, B]", "goals: [B]\nalso: [A]", "A=A(done) B=B");
    /* Two could be the one. */
    assert_pairs("goals: [{title: A, subtasks: [X, Y]}, B, C]",
                 "goals: [{title: A, subtasks: [Y]}, {title: B, subtasks: [X]}, {title: C, "
                 "subtasks: [X]}]",
                 "A=A X= Y=Y B=B C=C");
    /* What is below a moved item moves with it. */
    assert_pairs(
        "goals: [{title: A, subtasks: [{title: X, subtasks: [Z]}]}, {title: B, subtasks: [Z]}]",
        "goals: [A, {title: B, subtasks: [Z, {title: X, subtasks: [Z]}]}]", "A=A X=X Z=Z B=B Z=Z");
}

static void subtasks_are_fourth(void **state)
{
    const char *base = "goals: [{title: A, subtasks: [X, Y, Z]}, B, C]";

    (void)state;
    assert_pairs(base, "goals: [B, C, {title: D, subtasks: [X, Y]}]", "A=D X=X Y=Y Z= B=B C=C");
    assert_pairs(base, "goals: [B, C, {title: D, subtasks: [X]}]", "A= X=X Y= Z= B=B C=C");
    assert_pairs("goals: [{title: A, subtasks: [X, Y, Z, W]}, B, C]",
                 "goals: [B, C, {title: D, subtasks: [X, Y]}, {title: E, subtasks: [Z]}]",
                 "A= X=X Y=Y Z=Z W= B=B C=C");
    assert_pairs("goals: [{title: A, id: a, subtasks: [X, Y]}, B]",
                 "goals: [B, {title: D, id: d, subtasks: [X, Y]}]", "A= X=X Y=Y B=B");
}

static void neighbours_are_last(void **state)
{
    (void)state;
    assert_pairs("goals: [A, B, C]", "goals: [A, X, C]", "A=A B=X C=C");
    assert_pairs("goals: [A, B]", "goals: [X, B]", "A=X B=B");
    assert_pairs("goals: [A, {title: B, subtasks: [D, E]}, C]",
                 "goals: [A, {title: X, subtasks: [F, E]}, C]", "A=A B=X D=F E=E C=C");
    assert_pairs("goals: [A, B, C]", "goals: [A, X, Y, C]", "A=A B= C=C");
    assert_pairs("goals: [A, B, D, C]", "goals: [A, X, C]", "A=A B= D= C=C");
    assert_pairs("goals: [A, B, C]", "goals: [C, X, A]", "A=A B= C=C");
    assert_pairs("goals: [A, B, C]", "goals: [A, X]", "A=A B= C=");
    assert_pairs("goals: [B, A, C]", "goals: [{title: B, subtasks: [A, X]}]", "B=B A=A C=");
    assert_pairs("goals: [A, {title: B, id: b}]", "goals: [A, {title: X, id: x}]", "A=A B=");
}

/* At the end of a list an item may have been deleted, and another one added. */
static void the_last_item_is_alike(void **state)
{
    (void)state;
    assert_pairs("goals: [A, B]", "goals: [A, X]", "A=A B=");
    assert_pairs("goals: [A]", "goals: [X]", "A=");
    assert_pairs("goals: [A, Run]", "goals: [A, Run twice]", "A=A Run=Run twice");
    assert_pairs("goals: [A, {title: B, note: N}]", "goals: [A, {title: X, note: N}]", "A=A B=X");
}

static void alike_items_are_found_among_others(void **state)
{
    (void)state;
    assert_pairs("goals: [A, Run]", "goals: [A, Run twice, Swim]", "A=A Run=Run twice");
    assert_pairs("goals: [A, Run, Swim, C]", "goals: [A, X, Swim far, C]",
                 "A=A Run=X Swim=Swim far C=C");
    assert_pairs("goals: [A, Run, Swim, C]", "goals: [A, Swim far, Run far, C]",
                 "A=A Run=Run far Swim= C=C");
}

static void new_items_of_both(void **state)
{
    const char *base = "goals: [A, B]";

    (void)state;
    check_pairs((const char *const[]){base,
                                      "goals: [A, B, {title: X, subtasks: [Y]}, {title: V, id: v}]",
                                      "goals: [{title: W, id: v}, A, {title: X, done: true, "
                                      "subtasks: [Y]}, B]"},
                false, WP_OURS, WP_THEIRS, "A=A B=B X=X(done) Y=Y V=W");
    /* In two places, or with two titles, they are two. */
    check_pairs(
        (const char *const[]){base, "goals: [A, B, X]", "goals: [A, {title: B, subtasks: [X]}]"},
        false, WP_OURS, WP_THEIRS, "A=A B=B X=");
    check_pairs((const char *const[]){base, "goals: [A, B, X]", "goals: [A, B, Y]"}, false, WP_OURS,
                WP_THEIRS, "A=A B=B X=");
    /* An item that the base has is no new one. */
    check_pairs((const char *const[]){base, "goals: [B]", "goals: [A]"}, false, WP_OURS, WP_THEIRS,
                "B=");
}

static void versions_without_a_base(void **state)
{
    (void)state;
    check_pairs((const char *const[]){NULL, "goals: [{title: A, subtasks: [X]}, B]",
                                      "goals: [A, {title: C, subtasks: [{title: X, done: true}]}]"},
                true, WP_OURS, WP_THEIRS, "A=A X=X(done) B=");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_first),
        cmocka_unit_test(an_id_that_was_moved_pairs_nothing),
        cmocka_unit_test(a_new_id_of_two_items_pairs_nothing),
        cmocka_unit_test(title_and_place_are_second),
        cmocka_unit_test(equal_titles_are_in_order),
        cmocka_unit_test(a_single_title_is_third),
        cmocka_unit_test(subtasks_are_fourth),
        cmocka_unit_test(neighbours_are_last),
        cmocka_unit_test(the_last_item_is_alike),
        cmocka_unit_test(alike_items_are_found_among_others),
        cmocka_unit_test(new_items_of_both),
        cmocka_unit_test(versions_without_a_base),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
