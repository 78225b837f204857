/*
 * A week in memory, the changes that a test collects for it, and checks of the edited week.
 */
#ifndef UNIT_EDIT_FIXTURE_H
#define UNIT_EDIT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/item_value.h"
#include <weekplan/edit.h>

#define WEEK "week: 2019-08-04\n"

enum { CHANGES_MAX = 8 };

/* A week and the changes for it. */
struct fixture {
    struct wp_week *week;
    struct wp_change changes[CHANGES_MAX];
    struct wp_item values[CHANGES_MAX];
    size_t count;
    struct wp_edit edit;
    struct wp_error error;
};

static inline struct fixture begin(struct wp_str text)
{
    struct fixture fixture = {.count = 0};
    struct wp_problems problems = {&fixture.error, 1, 0, 0, 0};

    wp_week_load(text, 0, 1, &fixture.week, &problems);
    if (fixture.week == NULL)
        print_error("%s\n", fixture.error.message);
    assert_non_null(fixture.week);
    return fixture;
}

static inline void end(struct fixture *fixture)
{
    wp_edit_free(&fixture->edit);
    wp_week_free(fixture->week);
}

/* Return the item at a path of digits: "12" is item 1.2, "" is the root of the week. */
static inline const struct wp_item *at(const struct fixture *fixture, const char *path)
{
    const struct wp_item *item = &fixture->week->root;

    for (; *path != '\0'; path++) {
        item = item->first;
        for (char i = '1'; i < *path; i++)
            item = item->next;
    }
    return item;
}

/* Add a change of a key of the item at `path`. Return the item of the change, in which the caller
 * sets the new value. */
static inline struct wp_item *change(struct fixture *fixture, const char *path, enum wp_key key)
{
    struct wp_item *values = &fixture->values[fixture->count];

    assert_in_range(fixture->count, 0, CHANGES_MAX - 1);
    *values = wp_item_empty();
    fixture->changes[fixture->count++] = (struct wp_change){at(fixture, path), key, values};
    return values;
}

static inline void mark_done(struct fixture *fixture, const char *path)
{
    struct wp_item *values = change(fixture, path, WP_KEY_DONE);

    values->done = true;
}

static inline void append(struct fixture *fixture, const char *path, const char *title)
{
    struct wp_item *values = change(fixture, path, *path == '\0' ? WP_KEY_GOALS : WP_KEY_SUBTASKS);

    values->title = wp_str(title);
}

static inline enum wp_status edit(struct fixture *fixture)
{
    return wp_edit_week(&fixture->edit, fixture->week, fixture->changes, fixture->count,
                        &fixture->error);
}

/* Apply the patch of an edit, independently of the library, and compare the text. */
static inline void assert_patched(struct fixture *fixture, const char *expected)
{
    const struct wp_str text = fixture->week->text;
    const struct wp_patch *patch = &fixture->edit.patch;
    struct wp_buf out = WP_BUF_INIT;
    size_t taken = 0;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        assert_in_range(piece->offset, taken, text.length);
        wp_buf_append(&out, wp_str_slice(text, taken, (size_t)piece->offset - taken));
        wp_buf_append(&out, piece->text);
        taken = (size_t)(piece->offset + piece->length);
    }
    wp_buf_append(&out, wp_str_slice(text, taken, text.length));
    assert_string_equal(out.data, expected);
    wp_buf_free(&out);
    end(fixture);
}

static inline void assert_becomes(struct fixture *fixture, const char *expected)
{
    if (edit(fixture) != WP_OK)
        fail_msg("%s", fixture->error.message);
    assert_patched(fixture, expected);
}

static inline void assert_refused(struct fixture *fixture, const char *message)
{
    assert_int_equal(edit(fixture), WP_INVALID);
    assert_string_equal(fixture->error.message, message);
    assert_int_equal(fixture->edit.patch.count, 0);
    end(fixture);
}

#endif
