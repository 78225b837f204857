/* Work side by side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/parallel.h"

enum { JOBS = 200 };

struct job {
    unsigned number;
    unsigned done;
};

static void work(void *job)
{
    struct job *own = job;

    own->done += own->number;
}

static void test_every_job_is_done_once(void **state)
{
    struct job jobs[JOBS];

    (void)state;
    for (size_t count = 0; count <= JOBS; count += count < 4 ? 1 : 49) {
        for (unsigned i = 0; i < JOBS; i++)
            jobs[i] = (struct job){.number = i + 1};
        wp_parallel(work, jobs, sizeof jobs[0], count, 1 + (unsigned)count % 5);
        for (unsigned i = 0; i < JOBS; i++)
            assert_int_equal(jobs[i].done, i < count ? i + 1 : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_job_is_done_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
