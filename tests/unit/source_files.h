/*
 * Read the C files of src/ and include/, for tests of the rules about the source.
 *
 *     static struct sources sources;
 *     sources_read(&sources);
 *     for (size_t i = 0; i < sources.count; i++)
 *         ... sources.list[i].path, sources.list[i].text ...
 *     sources_free(&sources);
 *
 * make runs the tests in the top directory.
 */
#ifndef UNIT_SOURCE_FILES_H
#define UNIT_SOURCE_FILES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <weekplan/buf.h>

enum { SOURCES_MAX = 1024, SOURCES_PATH_SIZE = 256 };

struct source {
    char path[SOURCES_PATH_SIZE]; /* path from the top directory of the source: "src/base/buf.c" */
    struct wp_buf text;           /* owned */
};

struct sources {
    struct source list[SOURCES_MAX];
    size_t count;
};

static const char sources_word[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

/* Return the length of the identifier, keyword or number at the beginning of `text`. */
static inline size_t sources_word_length(struct wp_str text)
{
    size_t length = 0;

    while (length < text.length && text.data[length] != '\0' &&
           strchr(sources_word, text.data[length]) != NULL)
        length++;
    return length;
}

/* Return the length of the comment or literal at the beginning of `text`; 0 for neither. */
static inline size_t sources_quiet_length(struct wp_str text)
{
    char first = text.data[0];
    size_t i = 1;

    if (wp_str_starts(text, "//")) {
        while (i < text.length && text.data[i] != '\n')
            i++;
        return i;
    }
    if (wp_str_starts(text, "/*")) {
        i = 2;
        while (i < text.length && !wp_str_starts(wp_str_slice(text, i, 2), "*/"))
            i++;
        return i + 2 < text.length ? i + 2 : text.length;
    }
    if (first != '"' && first != '\'')
        return 0;
    while (i < text.length && text.data[i] != first)
        i += text.data[i] == '\\' ? 2 : 1;
    return i + 1 < text.length ? i + 1 : text.length;
}

static inline void sources_read_file(struct sources *sources, const char *folder, const char *name)
{
    struct source *source = &sources->list[sources->count];
    char chunk[4096];
    size_t length = strlen(name);
    FILE *stream = NULL;

    if (length < 3 ||
        (strcmp(name + length - 2, ".c") != 0 && strcmp(name + length - 2, ".h") != 0))
        return;
    assert_true(sources->count < SOURCES_MAX);
    *source = (struct source){.text = WP_BUF_INIT};
    snprintf(source->path, sizeof source->path, "%s/%s", folder, name);
    stream = fopen(source->path, "r");
    assert_non_null(stream);
    while ((length = fread(chunk, 1, sizeof chunk, stream)) > 0)
        wp_buf_append(&source->text, (struct wp_str){chunk, length});
    assert_false(ferror(stream));
    fclose(stream);
    sources->count++;
}

static inline void sources_read_folder(struct sources *sources, const char *folder)
{
    DIR *directory = opendir(folder);
    const struct dirent *entry = NULL;

    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL)
        sources_read_file(sources, folder, entry->d_name);
    closedir(directory);
}

/* Read every C file of include/weekplan/ and of the folders of src/. */
static inline void sources_read(struct sources *sources)
{
    DIR *directory = opendir("src");
    const struct dirent *entry = NULL;
    char folder[SOURCES_PATH_SIZE / 2];

    sources->count = 0;
    sources_read_folder(sources, "include/weekplan");
    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(folder, sizeof folder, "src/%.100s", entry->d_name);
        sources_read_folder(sources, folder);
    }
    closedir(directory);
    assert_true(sources->count > 0);
}

static inline void sources_free(struct sources *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        wp_buf_free(&sources->list[i].text);
    sources->count = 0;
}

#endif
