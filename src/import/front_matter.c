#include "import/front_matter.h"

#include "base/text_lines.h"
#include "base/utf8.h"
#include "import/heading_words.h"
#include <weekplan/buf.h>

/* The two kinds of front matter. */
struct front_syntax {
    const char *fence;       /* the line above it and below it */
    const char *other_fence; /* another line that may be below it */
    char sign;               /* sign between a key and its value */
};

static const struct front_syntax yaml_syntax = {"---", "...", ':'};
static const struct front_syntax toml_syntax = {"+++", "+++", '='};

/* The lines of the front matter while they are read. */
struct front_reader {
    const struct front_syntax *syntax;
    struct wp_front_matter *matter;
    struct wp_arena *arena;
    struct wp_str rest;           /* the lines that are not read yet */
    struct wp_front_value *value; /* the value that the next indented lines continue, or NULL */
    char open;                    /* the bracket of a list on several lines, or 0 */
    bool in_table;                /* whether a table of TOML has begun, whose keys are not ours */
};

static enum wp_status fail_front_matter(struct wp_error *error, uint64_t line, const char *message)
{
    (void)wp_error_set(error, WP_INVALID, "%s", message);
    error->line = line;
    error->column = 1;
    return WP_INVALID;
}

/* Remove the first line from the text. Return it without its line break, LF or CR LF. */
static struct wp_str take_front_line(struct wp_str *rest)
{
    struct wp_str line = wp_text_lines_take(rest);

    line.length -= line.length > 0 && line.data[line.length - 1] == '\r';
    return line;
}

/* Split a line into its key and its value. Return false if the line has no key. */
static bool split_front_line(const struct front_syntax *syntax, struct wp_str line,
                             struct wp_str *key, struct wp_str *value)
{
    const char *sign = memchr(line.data, syntax->sign, line.length);
    size_t length = sign != NULL ? (size_t)(sign - line.data) : 0;
    struct wp_str behind = wp_str_slice(line, length + 1, line.length);

    *key = wp_str_trim(wp_str_slice(line, 0, length));
    *value = wp_str_trim(behind);
    if (key->length == 0 || line.data[0] == ' ' || line.data[0] == '\t' || line.data[0] == '-' ||
        line.data[0] == '#')
        return false;
    return syntax->sign != ':' || behind.length == 0 || behind.data[0] == ' ' ||
           behind.data[0] == '\t';
}

/* Whether the key is `name`, in any case, perhaps in quotes. */
static bool is_front_key(struct wp_str key, const char *name)
{
    if (key.length > 2 && (key.data[0] == '"' || key.data[0] == '\'') &&
        key.data[key.length - 1] == key.data[0])
        key = wp_str_slice(key, 1, key.length - 2);
    return wp_heading_words_has(name, key);
}

/* Append a character of a text in double quotes that begins with a backslash. Return the number of
 * bytes after the backslash. */
static size_t append_escaped(struct wp_buf *buf, struct wp_str text)
{
    size_t digits = text.data[0] == 'u' ? 4 : text.data[0] == 'U' ? 8 : text.data[0] == 'x' ? 2 : 0;
    int32_t character = 0;

    if (digits == 0 || digits >= text.length) {
        wp_buf_putc(buf, text.data[0] == 'n' || text.data[0] == 't' ? ' ' : text.data[0]);
        return 1;
    }
    for (size_t i = 1; i <= digits; i++) {
        char byte = wp_str_lower(text.data[i]);

        character = (character & 0xFFFFFF) * 16 +
                    (byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : (byte - '0') & 15);
    }
    wp_utf8_append(buf, character);
    return digits + 1;
}

/* Set *value to the text in quotes with which the line begins. Return false if it has no end. */
static bool unquote_front_value(struct wp_arena *arena, struct wp_str quoted, bool doubled,
                                struct wp_str *value)
{
    const char quote = quoted.data[0];
    struct wp_buf buf = WP_BUF_INIT;
    bool ended = false;

    for (size_t i = 1; i < quoted.length && !ended; i++) {
        if (quoted.data[i] == quote && doubled && i + 1 < quoted.length &&
            quoted.data[i + 1] == quote)
            wp_buf_putc(&buf, quoted.data[i++]);
        else if (quoted.data[i] == quote)
            ended = true;
        else if (quoted.data[i] == '\\' && quote == '"' && i + 1 < quoted.length)
            i += append_escaped(&buf, wp_str_slice(quoted, i + 1, quoted.length - i - 1));
        else
            wp_buf_putc(&buf, quoted.data[i]);
    }
    if (ended)
        *value = wp_arena_copy(arena, wp_buf_str(&buf));
    wp_buf_free(&buf);
    return ended;
}

/* Return a value without the comment behind it. */
static struct wp_str without_comment(struct wp_str value)
{
    for (size_t i = 0; i < value.length; i++)
        if (value.data[i] == '#' && (i == 0 || value.data[i - 1] == ' '))
            return wp_str_trim(wp_str_slice(value, 0, i));
    return value;
}

/* Set the value of a key that is read. */
static enum wp_status set_front_value(struct front_reader *reader, struct wp_front_value *value,
                                      struct wp_str text, struct wp_error *error)
{
    value->line = reader->matter->lines;
    value->text = without_comment(text);
    if (text.length > 0 && (text.data[0] == '"' || text.data[0] == '\'')) {
        bool doubled = text.data[0] == '\'' && reader->syntax == &yaml_syntax;

        if (!unquote_front_value(reader->arena, text, doubled, &value->text))
            return fail_front_matter(error, value->line,
                                     "a quotation mark in the front matter is not closed");
        return WP_OK;
    }
    /* A block scalar is on the lines below. */
    if (text.length > 0 && (text.data[0] == '|' || text.data[0] == '>'))
        value->text = wp_str("");
    reader->value = value;
    return WP_OK;
}

/* Append a line to the value that it continues. */
static void continue_front_value(struct front_reader *reader, struct wp_str line)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_buf_append(&buf, reader->value->text);
    wp_buf_puts(&buf, buf.length > 0 ? " " : "");
    wp_buf_append(&buf, wp_str_trim(line));
    reader->value->text = wp_arena_copy(reader->arena, wp_buf_str(&buf));
    wp_buf_free(&buf);
}

/* Return the bracket that ends a value which begins a list or a mapping on several lines; else 0.
 */
static char open_bracket(struct wp_str value)
{
    char bracket = value.length == 0                ? '\0'
                   : value.data[0] == '['           ? ']'
                   : value.data[0] == '{'           ? '}'
                   : wp_str_starts(value, "\"\"\"") ? '"'
                                                    : '\0';

    if (bracket == '"' && value.length == 3)
        return bracket;
    return bracket != '\0' && memchr(value.data, bracket, value.length) == NULL ? bracket : '\0';
}

/* Read a line that has a key. */
static enum wp_status read_front_key(struct front_reader *reader, struct wp_str key,
                                     struct wp_str value, struct wp_error *error)
{
    struct wp_front_matter *matter = reader->matter;
    struct wp_front_value *known = is_front_key(key, "date")    ? &matter->date
                                   : is_front_key(key, "week")  ? &matter->week
                                   : is_front_key(key, "title") ? &matter->title
                                                                : NULL;

    reader->value = NULL;
    reader->open = open_bracket(value);
    if (known == NULL || reader->in_table || reader->open != '\0')
        return WP_OK;
    return set_front_value(reader, known, value, error);
}

/* Read a line between the fences. */
static enum wp_status read_front_line(struct front_reader *reader, struct wp_str line,
                                      struct wp_error *error)
{
    struct wp_str trimmed = wp_str_trim(line);
    struct wp_str key, value;

    if (reader->open != '\0') {
        if (memchr(line.data, reader->open, line.length) != NULL)
            reader->open = '\0';
        return WP_OK;
    }
    if (trimmed.length == 0 || trimmed.data[0] == '#')
        return WP_OK;
    if (line.data[0] == ' ' || line.data[0] == '\t') {
        if (reader->value != NULL)
            continue_front_value(reader, line);
        return WP_OK;
    }
    if (reader->syntax == &yaml_syntax && line.data[0] == '-')
        return WP_OK;
    if (reader->syntax == &toml_syntax && line.data[0] == '[') {
        reader->in_table = true;
        return WP_OK;
    }
    if (!split_front_line(reader->syntax, line, &key, &value))
        return fail_front_matter(error, reader->matter->lines,
                                 reader->syntax == &yaml_syntax
                                     ? "this line of the front matter has no key (KEY: VALUE)"
                                     : "this line of the front matter has no key (KEY = VALUE)");
    return read_front_key(reader, key, value, error);
}

/* Whether the first line with text has a key, or ends the front matter. */
static bool begins_front_matter(const struct front_syntax *syntax, struct wp_str rest)
{
    struct wp_str key, value;
    bool first = true;

    while (rest.length > 0) {
        struct wp_str line = take_front_line(&rest);
        struct wp_str trimmed = wp_str_trim(line);

        if (trimmed.length > 0 && trimmed.data[0] != '#')
            return split_front_line(syntax, line, &key, &value) ||
                   (first && wp_str_equal_c(trimmed, syntax->fence));
        /* A rule and an empty line are Markdown. */
        if (trimmed.length == 0 && first && syntax == &yaml_syntax)
            return false;
        first = false;
    }
    return false;
}

enum wp_status wp_front_matter_read(struct wp_front_matter *matter, struct wp_str text,
                                    struct wp_arena *arena, struct wp_error *error)
{
    struct front_reader reader = {.matter = matter, .arena = arena, .rest = text};
    struct wp_str fence = wp_str_trim(wp_text_lines_take(&reader.rest));

    *matter = (struct wp_front_matter){.length = 0};
    reader.syntax = wp_str_equal_c(fence, toml_syntax.fence) ? &toml_syntax : &yaml_syntax;
    if (!wp_str_equal_c(fence, reader.syntax->fence) ||
        !begins_front_matter(reader.syntax, reader.rest))
        return WP_OK;
    matter->lines = 1;
    while (reader.rest.length > 0) {
        struct wp_str line = take_front_line(&reader.rest);
        struct wp_str end = line.length > 0 && line.data[0] == ' ' ? wp_str("") : wp_str_trim(line);
        enum wp_status status;

        matter->lines++;
        if (wp_str_equal_c(end, reader.syntax->fence) ||
            wp_str_equal_c(end, reader.syntax->other_fence)) {
            matter->length = text.length - reader.rest.length;
            return WP_OK;
        }
        status = read_front_line(&reader, line, error);
        if (status != WP_OK)
            return status;
    }
    return fail_front_matter(error, 1,
                             reader.syntax == &yaml_syntax
                                 ? "the front matter has no end (write --- below its last line)"
                                 : "the front matter has no end (write +++ below its last line)");
}

/* Find the day of a value, and replace the day that is known. Set *title to the other words of the
 * value that say something about the week. */
static void find_value_day(struct wp_front_day *found, const struct wp_front_value *value,
                           struct wp_str *title)
{
    struct wp_heading_day day;
    enum wp_heading_day_kind kind = wp_heading_day_find(value->text, &found->hint, &day);

    *title = day.title;
    if (kind == WP_HEADING_DAY_NONE && !wp_heading_words_are_empty(value->text))
        *title = value->text;
    if (kind == WP_HEADING_DAY_NONE ||
        (kind != WP_HEADING_DAY_FOUND && found->kind == WP_HEADING_DAY_FOUND))
        return;
    found->kind = kind;
    found->line = value->line;
    if (kind == WP_HEADING_DAY_FOUND) {
        found->hint = (struct wp_heading_day_hint){day.first, 0};
        found->day = day;
    }
}

void wp_front_matter_find_day(struct wp_front_day *day, const struct wp_front_matter *matter,
                              struct wp_str path)
{
    struct wp_str title;

    *day = (struct wp_front_day){.kind = WP_HEADING_DAY_NONE};
    day->kind = wp_heading_day_find_in_path(path, &day->hint, &day->day);
    find_value_day(day, &matter->date, &title);
    find_value_day(day, &matter->week, &title);
    find_value_day(day, &matter->title, &day->title);
}
