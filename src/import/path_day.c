/* The day in the path of a file: wp_heading_day_find_in_path. */
#include "import/heading_day.h"

#include "import/heading_words.h"
#include "plan/typed_date.h"

/* Return the last part of the path, and remove it and its slash from the path. */
static struct wp_str take_last_part(struct wp_str *path)
{
    size_t start = path->length;
    struct wp_str part;

    while (start > 0 && path->data[start - 1] != '/')
        start--;
    part = wp_str_slice(*path, start, path->length - start);
    *path = wp_str_slice(*path, 0, start > 0 ? start - 1 : 0);
    return part;
}

/* Return the name without its extension, which begins with a letter: ".md", but not ".2019". */
static struct wp_str without_extension(struct wp_str name)
{
    size_t dot = name.length;

    while (dot > 0 && name.data[dot - 1] != '.')
        dot--;
    if (dot > 1 && wp_typed_date_letters(wp_str_slice(name, dot, name.length - dot)) > 0)
        name.length = dot - 1;
    return name;
}

/* Replace the signs between the words of a name by blanks; '-' between digits stays. */
static void separate_words(struct wp_buf *name)
{
    for (size_t i = 0; i < name->length; i++) {
        bool joins_digits = i > 0 && i + 1 < name->length &&
                            wp_heading_words_is_number(wp_str_slice(wp_buf_str(name), i - 1, 1)) &&
                            wp_heading_words_is_number(wp_str_slice(wp_buf_str(name), i + 1, 1));

        if (name->data[i] == '_')
            name->data[i] = joins_digits ? '-' : ' ';
        else if (name->data[i] == '-' && !joins_digits)
            name->data[i] = ' ';
    }
}

/* Return the year in the names of the folders, from the last one up. 0 if there is none. */
static int find_folder_year(struct wp_str folders)
{
    while (folders.length > 0) {
        int year = wp_heading_words_year(take_last_part(&folders));

        if (year != 0)
            return year;
    }
    return 0;
}

/* Find the day in the last part of a path, or in its last three parts: "2019/08/04". */
static enum wp_heading_day_kind find_day_in_name(struct wp_str path, int year,
                                                 struct wp_heading_day *day)
{
    const struct wp_heading_day_hint hint = {WP_NO_DAY, year};
    struct wp_str rest = path;
    struct wp_buf name = WP_BUF_INIT;
    enum wp_heading_day_kind kind;

    wp_buf_append(&name, take_last_part(&rest));
    separate_words(&name);
    kind = wp_heading_day_find(wp_buf_str(&name), &hint, day);
    if (kind == WP_HEADING_DAY_NONE) {
        struct wp_str parts[3];

        rest = path;
        for (size_t i = 0; i < 3; i++)
            parts[2 - i] = take_last_part(&rest);
        wp_buf_clear(&name);
        for (size_t i = 0; i < 3; i++) {
            wp_buf_append(&name, parts[i]);
            wp_buf_puts(&name, i < 2 ? "-" : "");
        }
        if (parts[0].length == 4 && wp_heading_words_is_number(parts[0]) &&
            wp_heading_words_is_number(parts[1]))
            kind = wp_heading_day_find(wp_buf_str(&name), &hint, day);
    }
    day->title = wp_str("");
    wp_buf_free(&name);
    return kind;
}

enum wp_heading_day_kind wp_heading_day_find_in_path(struct wp_str path,
                                                     struct wp_heading_day_hint *hint,
                                                     struct wp_heading_day *day)
{
    enum wp_heading_day_kind kind = WP_HEADING_DAY_NONE;
    struct wp_str folders = path;
    struct wp_str name = take_last_part(&folders);
    int year = find_folder_year(folders);

    *hint = (struct wp_heading_day_hint){WP_NO_DAY, year};
    *day = (struct wp_heading_day){.first = WP_NO_DAY, .last = WP_NO_DAY};
    if (name.length > WP_LONGEST_HEADING)
        return kind;
    path.length -= name.length - without_extension(name).length;
    name = without_extension(name);
    kind = find_day_in_name(path, year, day);
    if (kind == WP_HEADING_DAY_FOUND)
        *hint = (struct wp_heading_day_hint){day->first, 0};
    else if (wp_heading_words_year(name) != 0)
        hint->year = wp_heading_words_year(name);
    return kind;
}
