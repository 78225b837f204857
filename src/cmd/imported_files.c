#include "cmd/imported_files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "os/input_file.h"

/* Open a file that is to be imported. */
static enum wp_status open_imported(struct wp_input_file *opened, const char *path,
                                    struct wp_error *error)
{
    struct stat info;

    if (stat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return wp_error_set(error, WP_MISSING, "there is no file %s", path);
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return wp_error_set(error, WP_MISSING,
                            "%s is a directory (give its files: weekplan import %s/*.md)", path,
                            path);
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        return wp_error_set(error, WP_MISSING,
                            "%s is not a regular file (give the text to standard input: weekplan "
                            "import -)",
                            path);
    return wp_input_file_open(opened, path, error);
}

/* Read the bytes of a file, or of standard input. */
static enum wp_status read_imported_bytes(struct wp_imported_file *file, struct wp_error *error)
{
    bool is_stdin = strcmp(file->path, "-") == 0;
    struct wp_input_file opened = {.fd = -1};
    struct wp_input input;
    enum wp_status status = is_stdin ? wp_input_file_read_stdin(&opened, error)
                                     : open_imported(&opened, file->path, error);

    if (status == WP_OK) {
        input = wp_input_file_input(&opened);
        status = wp_input_read(&input, &file->bytes, error);
    }
    wp_input_file_close(&opened);
    return status;
}

/* Read a file and import it. After a failure set *in_text to whether the problem is in its text. */
static enum wp_status import_file(struct wp_imported_file *file,
                                  const struct wp_import_options *options, bool *in_text,
                                  struct wp_error *error)
{
    struct wp_import_options own = *options;
    enum wp_status status = read_imported_bytes(file, error);

    *in_text = status == WP_OK;
    if (status != WP_OK)
        return status;
    own.file_name = strcmp(file->path, "-") == 0 ? NULL : file->path;
    status = wp_import_markdown(&file->import, wp_buf_str(&file->bytes), &own, error);
    /* A text without a day is a fault of the text, not a file that is missing. */
    if (status == WP_MISSING)
        status = error->status = WP_INVALID;
    return status;
}

enum wp_status wp_imported_files_read(struct wp_imported_files *files, struct wp_context *context,
                                      const struct wp_import_options *options,
                                      struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    enum wp_status first = WP_OK;

    files->count = arguments->word_count;
    files->list = wp_memory_array(files->count, sizeof *files->list);
    for (size_t i = 0; i < files->count; i++) {
        struct wp_imported_file *file = &files->list[i];
        bool in_text;
        enum wp_status status;

        file->path = arguments->words[i];
        file->name = strcmp(file->path, "-") == 0 ? "<stdin>" : file->path;
        status = import_file(file, options, &in_text, error);
        if (status == WP_OK)
            continue;
        first = first == WP_OK ? status : first;
        if (status == WP_UNAVAILABLE)
            return status;
        if (in_text && error->line == 0)
            error->line = error->column = 1;
        if (error->column == 0)
            error->column = 1;
        wp_context_put_problem(context, in_text ? file->name : NULL, error);
        error->message[0] = '\0';
    }
    return first;
}

void wp_imported_files_free(struct wp_imported_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        wp_import_free(&files->list[i].import);
        wp_buf_free(&files->list[i].bytes);
    }
    free(files->list);
    *files = (struct wp_imported_files){.count = 0};
}
