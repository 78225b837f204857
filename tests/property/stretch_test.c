/*
 * What is read of several documents with one parser is what is read of each of
 * them alone; and it is refused only where one of them is, or where it would not be
 * cut off.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "plans.h"
#include "read/week.h"
#include "yaml/stream.h"

enum { DOCUMENTS_MAX = 4 * WEEKS_MAX };

/* What is compared of a week. */
struct seen {
    uint64_t offset;
    wp_day start;
    struct wp_str set; /* what `week:` holds, in the plan's own bytes */
    struct wp_progress progress;
    char title[16];
};

struct weeks {
    struct seen seen[DOCUMENTS_MAX];
    size_t count;
};

static void see(struct weeks *weeks, const struct wp_week *week, struct wp_str set)
{
    struct seen seen = {
        .offset = week->offset, .start = week->start, .set = set, .progress = week->root.progress};
    struct wp_str title = wp_str_slice(week->root.title, 0, sizeof seen.title);

    if (title.length > 0)
        memcpy(seen.title, title.data, title.length);
    assert_true(weeks->count < DOCUMENTS_MAX);
    weeks->seen[weeks->count++] = seen;
}

static bool same_progress(const struct wp_progress *a, const struct wp_progress *b)
{
    return a->state == b->state && a->weight == b->weight && a->fraction == b->fraction &&
           a->moved == b->moved && a->done == b->done && a->total == b->total &&
           a->dropped == b->dropped;
}

static bool same_week(const struct seen *a, const struct seen *b)
{
    return a->offset == b->offset && a->start == b->start && wp_str_equal(a->set, b->set) &&
           same_progress(&a->progress, &b->progress) &&
           memcmp(a->title, b->title, sizeof a->title) == 0;
}

static bool same_weeks(const struct weeks *a, const struct weeks *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!same_week(&a->seen[i], &b->seen[i]))
            return false;
    return true;
}

struct documents {
    struct wp_document_range list[DOCUMENTS_MAX];
    size_t count;
};

static void cut(struct documents *documents, struct wp_str plan)
{
    struct wp_input input = wp_input_memory(&plan);
    struct wp_document_range document = {0, 0};
    struct wp_stream source;
    struct wp_error error;

    documents->count = 0;
    wp_stream_init(&source, &input);
    for (; document.offset < plan.length; document.offset += document.length) {
        assert_int_equal(wp_stream_document_at(&source, document.offset, &document, &error), WP_OK);
        assert_true(documents->count < DOCUMENTS_MAX);
        documents->list[documents->count++] = document;
    }
    wp_stream_free(&source);
}

/* False where one of the documents is refused. */
static bool read_alone(struct weeks *weeks, struct wp_str plan,
                       const struct wp_document_range *documents, size_t count)
{
    bool valid = true;

    weeks->count = 0;
    for (size_t i = 0; i < count && valid; i++) {
        struct wp_str bytes =
            wp_str_slice(plan, (size_t)documents[i].offset, (size_t)documents[i].length);
        struct wp_problems nothing = {.limit = 0};
        struct wp_built_week built;

        valid = wp_week_build(bytes, documents[i].offset, 1, NULL, true, &built, &nothing) == WP_OK;
        if (built.week != NULL)
            see(weeks, built.week,
                wp_str_slice(bytes, built.start_span.offset, built.start_span.length));
        wp_week_free(built.week);
    }
    return valid;
}

static struct weeks together;

static enum wp_status take(void *context, const struct wp_built_week *built)
{
    const struct wp_str *bytes = context;

    see(&together, built->week,
        wp_str_slice(*bytes, built->start_span.offset, built->start_span.length));
    return WP_OK;
}

/* Whether a document, but the first one, begins with more than its marker. */
static bool has_directives(struct wp_str plan, const struct wp_document_range *documents,
                           size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (plan.data[documents[i].offset] != '-')
            return true;
    return false;
}

/* Returns whether the stretch could be read. */
static bool check_stretch(struct wp_str plan, const struct wp_document_range *documents,
                          size_t count, uint64_t seed)
{
    static struct weeks alone;
    const struct wp_document_range *last = &documents[count - 1];
    uint64_t begin = documents[0].offset;
    struct wp_str bytes =
        wp_str_slice(plan, (size_t)begin, (size_t)(last->offset + last->length - begin));
    bool valid = read_alone(&alone, plan, documents, count);
    enum wp_status status;

    together.count = 0;
    status = wp_week_build_stretch(bytes, begin, take, &bytes);
    if (status == WP_OK && (!valid || !same_weeks(&alone, &together)))
        fail_msg("seed %llu: %zu documents are not what each of them is", (unsigned long long)seed,
                 count);
    if (status != WP_OK && valid && !has_directives(plan, documents, count))
        fail_msg("seed %llu: %zu documents are refused, each of them is not",
                 (unsigned long long)seed, count);
    return status == WP_OK;
}

static void check_plans(unsigned wrong, uint64_t *read, uint64_t *refused)
{
    static struct documents documents;
    uint64_t first = setting("WEEKPLAN_SEED", 1);
    uint64_t cases = case_count(1500);
    struct wp_buf plan = WP_BUF_INIT;

    *read = *refused = 0;
    for (uint64_t seed = first; seed < first + cases; seed++) {
        size_t begin, count;

        random_begin(seed);
        write_plan(&plan, wrong);
        assert_false(plan.failed);
        cut(&documents, wp_buf_str(&plan));
        if (documents.count == 0)
            continue; /* every plan has some, but a reader of one file cannot see that */
        begin = random_below(documents.count);
        count = 1 + random_below(documents.count - begin < 12 ? documents.count - begin : 12);
        *(check_stretch(wp_buf_str(&plan), &documents.list[begin], count, seed) ? read : refused) +=
            1;
    }
    wp_buf_free(&plan);
    printf("%llu stretches, %llu refusals\n", (unsigned long long)*read,
           (unsigned long long)*refused);
}

static void test_valid_documents(void **state)
{
    uint64_t read, refused;

    (void)state;
    check_plans(0, &read, &refused);
    assert_true(read > refused);
}

static void test_wrong_documents(void **state)
{
    uint64_t read, refused;

    (void)state;
    check_plans(1000, &read, &refused);
    assert_true(read > 0 && refused > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid_documents),
        cmocka_unit_test(test_wrong_documents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
