/*
 * A temporary directory for tests of files, and functions that read and write files
 * there.
 */
#ifndef UNIT_SCRATCH_DIRECTORY_H
#define UNIT_SCRATCH_DIRECTORY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Path of the temporary directory. It is the working directory of the test. */
static char scratch[64];

static inline int scratch_begin(void **state)
{
    (void)state;
    strcpy(scratch, "/tmp/weekplan-test-XXXXXX");
    return mkdtemp(scratch) != NULL && chmod(scratch, 0755) == 0 && chdir(scratch) == 0 ? 0 : -1;
}

/* Remove all files of the directory that `fd` is open on, and close `fd`. */
static inline void scratch_empty(int fd)
{
    DIR *listing = fdopendir(fd);
    assert_non_null(listing);
    const struct dirent *found;
    while ((found = readdir(listing)) != NULL) {
        if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0)
            continue;
        if (unlinkat(fd, found->d_name, 0) == 0)
            continue;
        scratch_empty(openat(fd, found->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
        assert_int_equal(unlinkat(fd, found->d_name, AT_REMOVEDIR), 0);
    }
    closedir(listing);
}

static inline int scratch_end(void **state)
{
    (void)state;
    scratch_empty(open(scratch, O_RDONLY | O_DIRECTORY));
    return chdir("/") == 0 ? rmdir(scratch) : -1;
}

static inline void scratch_write(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static inline void scratch_assert(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *found = malloc(length + 1);
    assert_non_null(found);
    assert_int_equal(fread(found, 1, length + 1, file), length);
    assert_memory_equal(found, bytes, length);
    free(found);
    assert_int_equal(fclose(file), 0);
}

#endif
