/* Items that may be the same one, renamed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "merge/alike_items.h"

static const struct {
    const char *a;
    const char *b;
    bool alike;
} titles[] = {
    {"Run", "Run twice", true},
    {"Book hotel", "book a HOTEL in Rome", true},
    {"Read papers", "Read three papers", true},
    {"Chapter one", "Chaptre one", true},
    {"Tickets", "Tikcets", true},
    {"Run", "Swim", false},
    {"Run", "Ran", false},
    {"Call Ada", "Call the landlord", false},
    {"Chapter 1", "Chapter 2", false},
    {"Chapter 1", "Chapter 1 and 2", true},
    {"Run", "Run 5 km", true},
    {"…", "!", false},
    {"Übung", "Übung heute", true},
};

static void titles_are_alike(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        struct wp_item a = wp_item_empty();
        struct wp_item b = wp_item_empty();

        a.title = wp_str(titles[i].a);
        b.title = wp_str(titles[i].b);
        if (wp_alike_items(&a, &b) != titles[i].alike || wp_alike_items(&b, &a) != titles[i].alike)
            fail_msg("'%s' and '%s'", titles[i].a, titles[i].b);
    }
}

static void items_with_the_same_note_are_alike(void **state)
{
    struct wp_item a = wp_item_empty();
    struct wp_item b = wp_item_empty();

    (void)state;
    a.title = wp_str("Run");
    b.title = wp_str("Swim");
    assert_false(wp_alike_items(&a, &b));
    a.note = b.note = wp_str("with Ben");
    assert_true(wp_alike_items(&a, &b));
    b.note = wp_str("alone");
    assert_false(wp_alike_items(&a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_are_alike),
        cmocka_unit_test(items_with_the_same_note_are_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
