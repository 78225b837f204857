#include "os/program_names.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_program(const char *directory, const char *name)
{
    struct wp_buf path = WP_BUF_INIT;
    struct stat info;
    bool found;

    wp_buf_printf(&path, "%s/%s", directory, name);
    found = stat(path.data, &info) == 0 && S_ISREG(info.st_mode) && access(path.data, X_OK) == 0;
    wp_buf_free(&path);
    return found;
}

static bool is_plain(const char *name)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

    return name[0] != '\0' && name[strspn(name, letters)] == '\0';
}

static void add_names(struct wp_buf *names, const char *prefix, struct wp_str directory)
{
    struct wp_buf path = WP_BUF_INIT;
    const struct dirent *entry;
    DIR *open;

    wp_buf_append(&path, directory.length > 0 ? directory : wp_str("."));
    open = opendir(path.data);
    while (open != NULL && (entry = readdir(open)) != NULL) {
        const char *name = entry->d_name;

        if (strncmp(name, prefix, strlen(prefix)) == 0 && is_plain(name + strlen(prefix)) &&
            is_program(path.data, name))
            wp_buf_printf(names, "%s\n", name + strlen(prefix));
    }
    if (open != NULL)
        (void)closedir(open);
    wp_buf_free(&path);
}

void wp_program_names(struct wp_buf *names, const char *prefix, const char *const *first)
{
    const char *path = getenv("PATH");

    for (; *first != NULL; first++)
        add_names(names, prefix, wp_str(*first));
    while (path != NULL) {
        size_t length = strcspn(path, ":");

        add_names(names, prefix, (struct wp_str){path, length});
        path = path[length] == ':' ? path + length + 1 : NULL;
    }
}
