#include "read/post_config.h"

#include <string.h>

#include "yaml/write_scalar.h"
#include <weekplan/calendar.h>

/* A key that was read. */
struct post_name {
    struct wp_str table; /* name of the key whose mapping has it; empty for `post:` itself */
    struct wp_str name;
    struct wp_span span;
};

/* `post:` while it is read. */
struct post_reader {
    struct wp_post *post;
    struct wp_node_reader *nodes;
    struct wp_arena *arena;
    struct wp_str table; /* name of the key whose mapping is read; empty for `post:` itself */
    struct post_name *names;
    size_t name_count;
};

/* A key that weekplan knows, and how its value is read. Return NULL if the value is valid, else the
 * end of a message to print after "KEY: 'VALUE'". */
struct post_setting {
    const char *name;
    const char *(*parse)(struct wp_post *post, const struct wp_post_value *value);
};

static const char *parse_post_syntax(struct wp_post *post, const struct wp_post_value *value)
{
    post->toml = wp_str_equal_c(value->text, "toml");
    return post->toml || wp_str_equal_c(value->text, "yaml") ? NULL
                                                             : "is not known (write yaml or toml)";
}

static const char *parse_post_layout(struct wp_post *post, const struct wp_post_value *value)
{
    post->no_layout = value->form == WP_POST_BARE && wp_str_equal_c(value->text, "false");
    post->layout = *value;
    return post->no_layout || (value->form != WP_POST_BARE && value->text.length > 0)
               ? NULL
               : "is not a layout (write its name, or false for none)";
}

static const char *parse_post_date(struct wp_post *post, const struct wp_post_value *value)
{
    post->dated_today = wp_str_equal_c(value->text, "today");
    return post->dated_today || wp_str_equal_c(value->text, "last day")
               ? NULL
               : "is not understood (write 'last day' for that of the week, or today)";
}

static const char *refuse_post_title(struct wp_post *post, const struct wp_post_value *value)
{
    (void)post;
    (void)value;
    return "cannot be set, because the title is that of the week (take this key out)";
}

static const struct post_setting post_settings[] = {
    {"front_matter", parse_post_syntax},
    {"layout", parse_post_layout},
    {"date", parse_post_date},
    {"title", refuse_post_title},
};

enum { SETTING_COUNT = sizeof post_settings / sizeof post_settings[0] };

static void report_post(struct post_reader *reader, struct wp_span span, const char *name,
                        const char *problem)
{
    wp_document_error(reader->nodes->document, reader->nodes->problems, span, "%s: %s", name,
                      problem);
}

/* Return an array with room for one more object than `count`. */
static void *post_array_extended(struct wp_arena *arena, void *array, size_t count, size_t size)
{
    bool full = (count & (count - 1)) == 0; /* the memory is that of a power of two */
    void *longer = array;

    if (full) {
        longer = wp_arena_array(arena, count > 0 ? 2 * count : 1, size);
        if (count > 0)
            memcpy(longer, array, count * size);
    }
    return longer;
}

static size_t post_digits(struct wp_str text)
{
    size_t count = 0;

    while (count < text.length && text.data[count] >= '0' && text.data[count] <= '9')
        count++;
    return count;
}

/* Whether JSON, YAML and TOML read the text as the same number: "10", "-0.5", but not "010". */
static bool is_post_number(struct wp_str text)
{
    enum { MOST_DIGITS = 15 };
    size_t start = text.length > 0 && text.data[0] == '-';
    size_t digits = post_digits(wp_str_slice(text, start, text.length));
    size_t end = start + digits;

    if (digits == 0 || text.length > MOST_DIGITS || (text.data[start] == '0' && digits > 1))
        return false;
    if (end < text.length && text.data[end] == '.') {
        size_t decimals = post_digits(wp_str_slice(text, end + 1, text.length));

        end += decimals > 0 ? 1 + decimals : 0;
    }
    return end == text.length;
}

/* Whether quotes can be left out in YAML, also after invisible characters are removed. */
static bool is_post_plain(struct wp_str text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] >= 0x80)
            return false;
    return wp_write_scalar_can_be_plain(text, true);
}

/* Whether a plain scalar is a word such as `yes` or `~`, which YAML may read as another value than
 * a text. */
static bool is_post_ambiguous(struct wp_str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] != '~' &&
            (wp_str_lower(text.data[i]) < 'a' || wp_str_lower(text.data[i]) > 'z'))
            return false;
    return !wp_write_scalar_can_be_plain(text, false);
}

/* Set *value from a scalar. Return NULL if it is valid, else the end of a message. */
static const char *parse_post_value(struct wp_arena *arena, const struct wp_event *event,
                                    struct wp_post_value *value)
{
    struct wp_str text = wp_str_trim(event->value);
    bool plain = event->style == WP_SCALAR_PLAIN;
    wp_day day;

    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] < ' ' || text.data[i] == 0x7F)
            return "is not one line of text (write it in one line)";
    value->text = wp_arena_copy(arena, text);
    value->form = is_post_plain(text) ? WP_POST_PLAIN : WP_POST_QUOTED;
    if (!plain)
        return NULL;
    if (wp_str_equal_c(text, "true") || wp_str_equal_c(text, "false") || is_post_number(text) ||
        wp_day_parse(text, &day))
        value->form = WP_POST_BARE;
    else if (is_post_ambiguous(text))
        return "is not understood (write true or false, or a text between quotes)";
    return NULL;
}

/* Report a scalar whose value is not valid. */
static void report_post_value(struct post_reader *reader, const char *name,
                              const struct wp_event *event, const char *problem)
{
    if (!event->refused)
        wp_node_reader_report_value(reader->nodes, name, event, problem);
}

/* Read the entries of a list, whose first event is read. */
static enum wp_status read_post_list(struct post_reader *reader, struct wp_post_key *key)
{
    for (;;) {
        struct wp_post_value value;
        struct wp_event event;
        enum wp_status status = wp_node_reader_next(reader->nodes, &event);
        const char *problem;

        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            return status;
        if (event.kind != WP_EVENT_SCALAR) {
            report_post(reader, event.span, key->name.data,
                        "this has to be a list of single values");
            status = wp_node_reader_skip(reader->nodes, &event, NULL);
            if (status != WP_OK)
                return status;
            continue;
        }
        problem = parse_post_value(reader->arena, &event, &value);
        if (problem != NULL) {
            report_post_value(reader, key->name.data, &event, problem);
            continue;
        }
        key->values =
            post_array_extended(reader->arena, key->values, key->value_count, sizeof *key->values);
        key->values[key->value_count++] = value;
    }
}

static enum wp_status read_post_mapping(struct post_reader *reader);

/* Append a key, with the value whose first event is `event`. */
static enum wp_status read_post_copy(struct post_reader *reader, struct wp_str name,
                                     const struct wp_event *event)
{
    struct wp_post *post = reader->post;
    struct wp_post_key key = {.table = reader->table, .name = name};
    enum wp_status status = WP_OK;

    if (event->kind == WP_EVENT_SEQUENCE) {
        key.is_list = true;
        status = read_post_list(reader, &key);
    } else {
        const char *problem;

        key.values = wp_arena_alloc(reader->arena, sizeof *key.values);
        key.value_count = 1;
        problem = parse_post_value(reader->arena, event, key.values);
        if (problem != NULL)
            report_post_value(reader, name.data, event, problem);
    }
    post->keys = post_array_extended(reader->arena, post->keys, post->key_count, sizeof key);
    post->keys[post->key_count++] = key;
    return status;
}

/* Read the value of a key that weekplan knows. */
static enum wp_status read_post_setting(struct post_reader *reader,
                                        const struct post_setting *setting,
                                        const struct wp_event *event)
{
    struct wp_post_value value;
    const char *problem;

    if (event->kind != WP_EVENT_SCALAR) {
        report_post(reader, event->span, setting->name, "this has to be a single value");
        return wp_node_reader_skip(reader->nodes, event, NULL);
    }
    problem = parse_post_value(reader->arena, event, &value);
    if (problem == NULL || setting->parse == refuse_post_title)
        problem = setting->parse(reader->post, &value);
    if (problem != NULL)
        report_post_value(reader, setting->name, event, problem);
    return WP_OK;
}

/* Whether two names are the same but for their case. */
static bool is_post_name(struct wp_str name, struct wp_str other)
{
    if (name.length != other.length)
        return false;
    for (size_t i = 0; i < name.length; i++)
        if (wp_str_lower(name.data[i]) != wp_str_lower(other.data[i]))
            return false;
    return true;
}

/* Return the setting of a name at the top level, in any case. NULL if there is none. */
static const struct post_setting *find_post_setting(const struct post_reader *reader,
                                                    struct wp_str name)
{
    for (size_t i = 0; i < SETTING_COUNT && reader->table.length == 0; i++)
        if (is_post_name(name, wp_str(post_settings[i].name)))
            return &post_settings[i];
    return NULL;
}

/* Return the problem of a name, or NULL. */
static const char *post_name_problem(const struct post_reader *reader, struct wp_str name)
{
    const struct post_setting *setting = find_post_setting(reader, name);

    for (size_t i = 0; i < name.length; i++) {
        char lower = wp_str_lower(name.data[i]);

        if (!(lower >= 'a' && lower <= 'z') && (i == 0 || strchr("0123456789_-", lower) == NULL))
            return "this is not a key (use letters, digits, '_' and '-')";
    }
    if (!wp_write_scalar_can_be_plain(name, false))
        return "this is not a key, but a value of YAML (use another name)";
    return setting == NULL || wp_str_equal_c(name, setting->name)
               ? NULL
               : "this key has to be in small letters (layout, not Layout)";
}

/* Add a key to the names that were read. Report a name that is not valid, or was read before, and
 * return false. */
static bool add_post_name(struct post_reader *reader, const struct wp_event *key,
                          struct wp_str name)
{
    const char *problem = post_name_problem(reader, name);

    if (key->refused)
        return false;
    if (problem != NULL) {
        report_post(reader, key->span, "post", problem);
        return false;
    }
    for (size_t i = 0; i < reader->name_count; i++) {
        const struct post_name *other = &reader->names[i];

        /* Hugo does not tell Tags from tags. */
        if (!wp_str_equal(other->table, reader->table) || !is_post_name(other->name, name))
            continue;
        wp_node_reader_report_twice(reader->nodes, key->span, name.data, other->span,
                                    "take one of them out");
        return false;
    }
    reader->names = post_array_extended(reader->arena, reader->names, reader->name_count,
                                        sizeof *reader->names);
    reader->names[reader->name_count++] = (struct post_name){reader->table, name, key->span};
    return true;
}

/* Read the mapping of a key at the top level, whose first event is read. */
static enum wp_status read_post_table(struct post_reader *reader, struct wp_str name,
                                      const struct wp_event *event)
{
    enum wp_status status;

    if (reader->table.length > 0) {
        report_post(reader, event->span, name.data,
                    "this has to be a single value or a list of them");
        return wp_node_reader_skip(reader->nodes, event, NULL);
    }
    reader->table = name;
    status = read_post_mapping(reader);
    reader->table = wp_str("");
    return status;
}

/* Read the value of a key. An empty value is as if the key were absent. */
static enum wp_status read_post_entry(struct post_reader *reader, const struct wp_event *key)
{
    struct wp_str name = wp_arena_copy(reader->arena, key->value);
    bool accepted = add_post_name(reader, key, name);
    const struct post_setting *setting = find_post_setting(reader, name);
    struct wp_event event;
    enum wp_status status = wp_node_reader_next(reader->nodes, &event);

    if (status != WP_OK)
        return status;
    if (!accepted)
        return wp_node_reader_skip(reader->nodes, &event, NULL);
    if (event.kind == WP_EVENT_SCALAR && event.style == WP_SCALAR_PLAIN && event.value.length == 0)
        return WP_OK;
    if (setting != NULL)
        return read_post_setting(reader, setting, &event);
    return event.kind == WP_EVENT_MAPPING ? read_post_table(reader, name, &event)
                                          : read_post_copy(reader, name, &event);
}

/* Read a mapping, whose first event is read. */
static enum wp_status read_post_mapping(struct post_reader *reader)
{
    for (;;) {
        struct wp_event key;
        enum wp_status status = wp_node_reader_next_key(reader->nodes, &key);

        if (status == WP_OK && key.kind != WP_EVENT_CLOSE)
            status = read_post_entry(reader, &key);
        if (status != WP_OK || key.kind == WP_EVENT_CLOSE)
            return status;
    }
}

enum wp_status wp_post_config_read(struct wp_post *post, struct wp_node_reader *nodes,
                                   struct wp_arena *arena)
{
    struct post_reader reader = {.post = post, .nodes = nodes, .arena = arena};

    *post = (struct wp_post){.toml = false};
    return read_post_mapping(&reader);
}
