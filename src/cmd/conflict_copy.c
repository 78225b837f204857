#include "cmd/conflict_copy.h"

#include <dirent.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "cmd/shell_quote.h"
#include "os/real_path.h"

enum {
    NOTES_MAX = 3,      /* most copies that are named */
    HOST_SIZE = 256,    /* size of the name of a machine, with its NUL */
    STAMP_SIZE = 14 + 1 /* digits of a date and a time, 20260801101112, with a NUL */
};

/*
 * What programs insert into the name of a conflict copy, before the extension. In a pattern `#` is
 * a digit, `^` an upper-case letter or a digit, `*` any text, and `@` the name of a machine. All
 * other characters are themselves.
 */
static const char *const insertions[] = {
    ".sync-conflict-########-######-^^^^^^^", /* Syncthing */
    " (*onfli*)",  /* Dropbox and Nextcloud, "Ada's conflicted copy 2026-08-01"; in German
                        "In Konflikt stehende Kopie", in French "Copie en conflit" */
    "_conflict-*", /* older versions of ownCloud */
    "-@",          /* OneDrive */
    " #",
    " ##" /* iCloud Drive */
};

static bool is_capital_or_digit(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/* Whether the text may be the name of a machine: `host`, or a name as Windows allows and makes it,
 * of capitals, digits and hyphens, with a capital. */
static bool is_machine(struct wp_str text, const char *host)
{
    bool capital = false;

    if (text.length > 0 && text.length == strlen(host) &&
        strncasecmp(text.data, host, text.length) == 0)
        return true;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_capital_or_digit(text.data[i]) && text.data[i] != '-')
            return false;
        capital = capital || (text.data[i] >= 'A' && text.data[i] <= 'Z');
    }
    return capital;
}

/* Whether the text matches the pattern. */
static bool matches_insertion(struct wp_str text, const char *pattern, const char *host)
{
    struct wp_str rest = wp_str_slice(text, 1, text.length);

    if (*pattern == '\0' || *pattern == '@')
        return *pattern == '@' ? is_machine(text, host) : text.length == 0;
    if (*pattern == '*' && matches_insertion(text, pattern + 1, host))
        return true;
    if (text.length == 0)
        return false;
    if (*pattern == '*')
        return matches_insertion(rest, pattern, host);
    if (*pattern == '#'   ? text.data[0] < '0' || text.data[0] > '9'
        : *pattern == '^' ? !is_capital_or_digit(text.data[0])
                          : text.data[0] != *pattern)
        return false;
    return matches_insertion(rest, pattern + 1, host);
}

/* Return what the name has between the stem and the extension of `plan`. Return an empty text if
 * the name does not begin and end as `plan`. */
static struct wp_str find_insertion(const char *plan, const char *name)
{
    const char *dot = strrchr(plan, '.');
    size_t stem = dot != NULL && dot > plan ? (size_t)(dot - plan) : strlen(plan);
    size_t extension = strlen(plan) - stem;
    size_t length = strlen(name);

    if (length <= stem + extension || strncmp(name, plan, stem) != 0 ||
        strcmp(name + length - extension, plan + stem) != 0)
        return wp_str("");
    return (struct wp_str){name + stem, length - stem - extension};
}

bool wp_conflict_copy_is_name(const char *plan, const char *name, const char *host)
{
    struct wp_str insertion = find_insertion(plan, name);

    for (size_t i = 0; insertion.length > 0 && i < sizeof insertions / sizeof insertions[0]; i++)
        if (matches_insertion(insertion, insertions[i], host))
            return true;
    return false;
}

/* Set `stamp` to the date and the time in a text, as digits. Return false if the text does not have
 * both. */
static bool find_stamp(char stamp[STAMP_SIZE], struct wp_str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length && count < STAMP_SIZE - 1; i++)
        if (text.data[i] >= '0' && text.data[i] <= '9')
            stamp[count++] = text.data[i];
    stamp[count] = '\0';
    return count == STAMP_SIZE - 1;
}

static bool is_later_time(struct timespec one, struct timespec other)
{
    return one.tv_sec > other.tv_sec || (one.tv_sec == other.tv_sec && one.tv_nsec > other.tv_nsec);
}

/*
 * Whether the copy is newer than the plan. The program may give the copy the time at which its text
 * was written, which may be before that of the plan. So the copy is also newer if the plan has not
 * been changed since the copy was made: by the local time in its name, or else by the time at which
 * the file came to be here (st_ctim).
 */
static bool is_newer(const struct stat *copy, struct wp_str insertion, const struct stat *plan)
{
    char stamp[STAMP_SIZE];
    char changed[STAMP_SIZE];
    struct tm local;

    if (is_later_time(copy->st_mtim, plan->st_mtim))
        return true;
    if (!find_stamp(stamp, insertion))
        return is_later_time(copy->st_ctim, plan->st_mtim);
    return localtime_r(&plan->st_mtim.tv_sec, &local) != NULL &&
           strftime(changed, sizeof changed, "%Y%m%d%H%M%S", &local) == sizeof changed - 1 &&
           strcmp(stamp, changed) >= 0;
}

/* The copies that are found. */
struct copies {
    char **names; /* owned */
    size_t count;
    size_t capacity;
};

static int compare_copy_names(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

/* Find the copies of the plan `name` in a directory, in the order of their names. */
static void find_copies(struct copies *copies, DIR *directory, const char *name)
{
    char host[HOST_SIZE] = "";
    const struct dirent *entry;
    struct stat plan;
    struct stat copy;

    if (fstatat(dirfd(directory), name, &plan, 0) != 0)
        return;
    (void)gethostname(host, sizeof host - 1);
    while ((entry = readdir(directory)) != NULL) {
        if (!wp_conflict_copy_is_name(name, entry->d_name, host) ||
            fstatat(dirfd(directory), entry->d_name, &copy, 0) != 0 || !S_ISREG(copy.st_mode) ||
            !is_newer(&copy, find_insertion(name, entry->d_name), &plan))
            continue;
        copies->names = wp_memory_grow(copies->names, &copies->capacity, copies->count + 1,
                                       sizeof *copies->names);
        copies->names[copies->count++] = wp_memory_strdup(entry->d_name);
    }
    if (copies->count > 0)
        qsort(copies->names, copies->count, sizeof *copies->names, compare_copy_names);
}

/* Print the note on a copy. `directory` is its directory, with a slash. */
static void put_copy_note(struct wp_context *context, struct wp_str directory, const char *name)
{
    struct wp_buf path = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_append(&path, directory);
    wp_buf_puts(&path, name);
    wp_buf_puts(&text, "another version of the plan is beside it, from another machine (weekplan "
                       "merge");
    wp_context_name_file(&text, context);
    wp_buf_puts(&text, " --with ");
    wp_shell_quote(&text, path.data);
    wp_buf_puts(&text, " joins it into the plan)");
    wp_context_remark(context, &text);
    wp_buf_free(&path);
}

static void put_copy_notes(struct wp_context *context, const struct copies *copies,
                           struct wp_str directory)
{
    size_t shown = copies->count <= NOTES_MAX + 1 ? copies->count : NOTES_MAX;
    struct wp_buf rest = WP_BUF_INIT;

    for (size_t i = 0; i < shown; i++)
        put_copy_note(context, directory, copies->names[i]);
    if (shown == copies->count)
        return;
    wp_buf_printf(&rest, "%zu more versions of the plan are beside it", copies->count - shown);
    wp_context_remark(context, &rest);
}

void wp_conflict_copy_put_notes(struct wp_context *context)
{
    bool is_file = strcmp(context->plan_path, "-") != 0;
    /* The copies are beside the file to which the links of the plan lead. */
    char *real = is_file ? wp_path_resolve(context->plan_path) : NULL;
    const char *path = context->plan_path;
    struct copies copies = {.count = 0};
    struct wp_buf directory = WP_BUF_INIT;
    struct stat info;
    DIR *open = NULL;

    if (real == NULL)
        return;
    if (lstat(path, &info) == 0 && S_ISLNK(info.st_mode))
        path = real;
    if (strrchr(path, '/') != NULL)
        wp_buf_append(&directory, (struct wp_str){path, (size_t)(strrchr(path, '/') - path) + 1});
    open = opendir(directory.length > 0 ? directory.data : ".");
    if (open != NULL)
        find_copies(&copies, open, strrchr(real, '/') + 1);
    put_copy_notes(context, &copies, wp_buf_str(&directory));
    if (open != NULL)
        (void)closedir(open);
    for (size_t i = 0; i < copies.count; i++)
        free(copies.names[i]);
    free(copies.names);
    wp_buf_free(&directory);
    free(real);
}
