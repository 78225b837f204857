/* The configuration, key by key. */
#include <weekplan/config.h>

#include <string.h>

#include "base/edit_distance.h"
#include "base/utf8.h"
#include "plan/email.h"
#include "plan/value.h"
#include "read/week_builder.h"
#include <weekplan/history.h>
#include <weekplan/progress.h>

enum { NAME_COLUMNS = 40 };

/* Where a key stands. */
enum section { AT_TOP, IN_MAIL };

struct config_reader {
    struct wp_week_builder builder; /* of no week: the arena, the text and its events */
    struct wp_config *config;
};

/* A key. What is wrong with its value continues "KEY: 'VALUE' ...". */
struct config_setting {
    const char *name;
    enum section section;
    bool list; /* several texts, each given to `read`; one of them need not be a list */
    const char *(*read)(struct config_reader *reader,
                        struct wp_str text); /* NULL: keys of its own */
};

static const char *read_file(struct config_reader *reader, struct wp_str text)
{
    if (wp_str_trim(text).length == 0 || memchr(text.data, '\0', text.length) != NULL)
        return "is not the name of a file";
    if (text.data[0] == '~' && !wp_str_starts(text, "~/"))
        return "begins with '~' (write '~/' for the home directory, or the whole path)";
    reader->config->file = text;
    return NULL;
}

static const char *read_week_start(struct config_reader *reader, struct wp_str text)
{
    static const char *const names[] = {
        [WP_MONDAY] = "monday",     [WP_TUESDAY] = "tuesday", [WP_WEDNESDAY] = "wednesday",
        [WP_THURSDAY] = "thursday", [WP_FRIDAY] = "friday",   [WP_SATURDAY] = "saturday",
        [WP_SUNDAY] = "sunday",
    };
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (wp_str_equal_c(text, names[i])) {
            reader->config->week_start = (enum wp_weekday)i;
            return NULL;
        }
    }
    return "is not understood (write monday, tuesday, wednesday, thursday, friday, saturday or "
           "sunday)";
}

static const char *config_read_goal(struct config_reader *reader, struct wp_str text)
{
    int tenths;

    if (!wp_progress_parse_percent(text, &tenths))
        return "is not a percentage from 0% to 100% (write it as in 80% or 79.5%)";
    reader->config->goal = tenths;
    return NULL;
}

static const char *read_color(struct config_reader *reader, struct wp_str text)
{
    static const char *const names[] = {
        [WP_COLOR_AUTO] = "auto", [WP_COLOR_ALWAYS] = "always", [WP_COLOR_NEVER] = "never"};
    size_t i;

    for (i = WP_COLOR_AUTO; i < sizeof names / sizeof names[0]; i++) {
        if (wp_str_equal_c(text, names[i])) {
            reader->config->color = (enum wp_color)i;
            return NULL;
        }
    }
    return "is not known (write auto, always or never)";
}

static const char *read_ascii(struct config_reader *reader, struct wp_str text)
{
    bool yes = wp_str_equal_c(text, "true");

    if (!yes && !wp_str_equal_c(text, "false"))
        return "is not understood (write true or false)";
    reader->config->ascii = yes;
    return NULL;
}

static void extend(struct config_reader *reader, struct wp_list *list, struct wp_str text)
{
    wp_list_extend(list, text, reader->builder.reading.arena);
}

static const char *read_to(struct config_reader *reader, struct wp_str text)
{
    const char *problem = wp_email_problem(text);

    if (problem == NULL)
        extend(reader, &reader->config->mail_to, text);
    return problem;
}

static const char *read_from(struct config_reader *reader, struct wp_str text)
{
    const char *problem = wp_email_problem(text);

    if (problem == NULL)
        reader->config->mail_from = text;
    return problem;
}

/* The first text is the program, the others are its arguments. */
static const char *read_sendmail(struct config_reader *reader, struct wp_str text)
{
    bool first = reader->config->mail_sendmail.count == 0;

    if (memchr(text.data, '\0', text.length) != NULL || (first && text.length == 0))
        return "is not the name of a program";
    if (first && memchr(text.data, '/', text.length) != NULL && text.data[0] != '/')
        return "is neither a name nor a whole path (begin it with '/')";
    extend(reader, &reader->config->mail_sendmail, text);
    return NULL;
}

static const struct config_setting settings[] = {
    {"file", AT_TOP, false, read_file},
    {"week_start", AT_TOP, false, read_week_start},
    {"goal", AT_TOP, false, config_read_goal},
    {"color", AT_TOP, false, read_color},
    {"ascii", AT_TOP, false, read_ascii},
    {"mail", AT_TOP, false, NULL},
    {"to", IN_MAIL, true, read_to},
    {"from", IN_MAIL, false, read_from},
    {"sendmail", IN_MAIL, true, read_sendmail},
};

enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

/* The lines on which the keys stand, 0 for those that do not. */
struct seen {
    uint64_t line[SETTING_COUNT];
};

static void complain(struct config_reader *reader, struct wp_span span, const char *name,
                     const char *what)
{
    wp_document_error(reader->builder.reading.text, reader->builder.reading.problems, span,
                      "%s: %s", name, what);
}

/* Return the name of the setting that was most likely meant, or NULL. */
static const char *suggest_setting(struct wp_str name, enum section section)
{
    struct wp_nearest nearest = {.word = name};

    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (settings[i].section == section)
            wp_nearest_try(&nearest, settings[i].name);
    return nearest.name;
}

/* Appends "file, week_start, goal, color, ascii and mail". */
static void list_names(struct wp_buf *buf, enum section section)
{
    const char *last = NULL;
    size_t i;

    for (i = 0; i < SETTING_COUNT; i++) {
        if (settings[i].section != section)
            continue;
        if (last != NULL)
            wp_buf_printf(buf, "%s%s", buf->length > 0 ? ", " : "", last);
        last = settings[i].name;
    }
    wp_buf_printf(buf, " and %s", last);
}

static void report_unknown(struct config_reader *reader, const struct wp_event *key,
                           enum section section)
{
    const struct wp_document *text = reader->builder.reading.text;
    struct wp_problems *problems = reader->builder.reading.problems;
    struct wp_str shown = wp_utf8_fit(key->value, NAME_COLUMNS, NULL);
    const char *nearest = suggest_setting(key->value, section);
    struct wp_buf names = WP_BUF_INIT;

    if (nearest != NULL) {
        wp_document_error(text, problems, key->span, "unknown key '%.*s' (did you mean '%s'?)",
                          (int)shown.length, shown.data, nearest);
        return;
    }
    list_names(&names, section);
    wp_document_error(text, problems, key->span, "unknown key '%.*s%s' (the keys %s are %s)",
                      (int)shown.length, shown.data, shown.length < key->value.length ? "…" : "",
                      section == IN_MAIL ? "below 'mail:'" : "here",
                      names.failed ? "few" : names.data);
    wp_buf_free(&names);
}

/* The number of the setting that the event names; SETTING_COUNT when a problem
 * has been reported. */
static size_t find_setting(struct config_reader *reader, const struct wp_event *key,
                           enum section section)
{
    const struct wp_document *text = reader->builder.reading.text;
    struct wp_problems *problems = reader->builder.reading.problems;
    size_t i = 0;

    if (key->kind != WP_EVENT_SCALAR) {
        wp_document_error(text, problems, key->span, "a key has to be a word");
        return SETTING_COUNT;
    }
    if (key->refused)
        return SETTING_COUNT;
    if (wp_week_builder_is_merge_key(key)) {
        wp_week_builder_refuse_merge_key(&reader->builder, key);
        return SETTING_COUNT;
    }
    while (i < SETTING_COUNT && !wp_str_equal_c(key->value, settings[i].name))
        i++;
    if (i == SETTING_COUNT) {
        report_unknown(reader, key, section);
    } else if (settings[i].section != section) {
        complain(reader, key->span, settings[i].name,
                 section == AT_TOP ? "this key belongs below 'mail:' (indent it there)"
                                   : "this key does not belong below 'mail:' (begin it at the left "
                                     "margin)");
        i = SETTING_COUNT;
    }
    return i;
}

/* An empty value is as good as none. */
static bool config_is_empty(const struct wp_event *event)
{
    return event->kind == WP_EVENT_SCALAR && event->style == WP_SCALAR_PLAIN &&
           event->value.length == 0;
}

/* A text, or one of several. */
static void config_read_text(struct config_reader *reader, const struct config_setting *setting,
                             const struct wp_event *event)
{
    struct wp_reading *reading = &reader->builder.reading;
    struct wp_str text;
    const char *problem;

    if (event->refused || config_is_empty(event))
        return;
    text = wp_arena_copy(reading->arena, event->value);
    if (text.data == NULL) {
        reading->out_of_memory = true;
        return;
    }
    problem = setting->read(reader, text);
    if (problem != NULL)
        wp_item_value_complain(reading, setting->name, event, problem);
}

static enum wp_status read_list(struct config_reader *reader, const struct config_setting *setting)
{
    for (;;) {
        struct wp_event event;
        enum wp_status status = wp_week_builder_next(&reader->builder, &event);

        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            return status;
        if (event.kind == WP_EVENT_SCALAR) {
            config_read_text(reader, setting, &event);
            continue;
        }
        complain(reader, event.span, setting->name, "this has to be a list of texts");
        status = wp_week_builder_skip(&reader->builder, &event);
        if (status != WP_OK)
            return status;
    }
}

static enum wp_status read_mapping(struct config_reader *reader, enum section section);

/* The value of a key that has keys below it. */
static enum wp_status read_section(struct config_reader *reader,
                                   const struct config_setting *setting,
                                   const struct wp_event *event)
{
    if (event->kind == WP_EVENT_MAPPING)
        return read_mapping(reader, IN_MAIL);
    if (!config_is_empty(event))
        complain(reader, event->span, setting->name,
                 "keys have to stand here (write 'to: ADDRESS' on the next line, indented)");
    return wp_week_builder_skip(&reader->builder, event);
}

static enum wp_status config_read_value(struct config_reader *reader,
                                        const struct config_setting *setting,
                                        const struct wp_event *event)
{
    if (setting->read == NULL)
        return read_section(reader, setting, event);
    if (event->kind == WP_EVENT_SCALAR) {
        config_read_text(reader, setting, event);
        return WP_OK;
    }
    if (setting->list && event->kind == WP_EVENT_SEQUENCE)
        return read_list(reader, setting);
    complain(reader, event->span, setting->name,
             setting->list ? "this has to be a list of texts" : "a single value has to stand here");
    return wp_week_builder_skip(&reader->builder, event);
}

/* One key with its value. */
static enum wp_status read_entry(struct config_reader *reader, struct seen *seen,
                                 enum section section, const struct wp_event *key)
{
    struct wp_week_builder *b = &reader->builder;
    size_t number = find_setting(reader, key, section);
    struct wp_span name = key->span;
    struct wp_event event;
    enum wp_status status = wp_week_builder_skip(b, key);

    if (status == WP_OK)
        status = wp_week_builder_next(b, &event);
    if (status != WP_OK)
        return status;
    if (number < SETTING_COUNT && seen->line[number] > 0) {
        wp_document_error(b->reading.text, b->reading.problems, name,
                          "'%s' is set twice, first on line %llu (take one of them out)",
                          settings[number].name, (unsigned long long)seen->line[number]);
        number = SETTING_COUNT;
    }
    if (number == SETTING_COUNT)
        return wp_week_builder_skip(b, &event);
    seen->line[number] = wp_document_line_number(b->reading.text, name.offset);
    status = config_read_value(reader, &settings[number], &event);
    return b->reading.out_of_memory ? WP_NO_MEMORY : status;
}

static enum wp_status read_mapping(struct config_reader *reader, enum section section)
{
    struct seen seen = {{0}};

    for (;;) {
        struct wp_event event;
        enum wp_status status = wp_week_builder_next(&reader->builder, &event);

        if (status == WP_OK && event.kind != WP_EVENT_CLOSE)
            status = read_entry(reader, &seen, section, &event);
        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            return status;
    }
}

static enum wp_status read_document(struct config_reader *reader)
{
    struct wp_week_builder *b = &reader->builder;
    struct wp_event event;
    enum wp_status status = wp_week_builder_next(b, &event);

    if (status == WP_OK && event.kind == WP_EVENT_MAPPING) {
        status = read_mapping(reader, AT_TOP);
    } else if (status == WP_OK && event.kind != WP_EVENT_END && event.span.length > 0 &&
               !event.refused) {
        wp_document_error(b->reading.text, b->reading.problems, event.span,
                          "this is not a configuration (write keys and values, as in 'week_start: "
                          "sunday')");
        status = WP_INVALID;
    }
    /* What is behind the document has to be read, for it may be wrong. */
    while (status == WP_OK && event.kind != WP_EVENT_END)
        status = wp_parser_next(b->events, &event);
    return status;
}

struct wp_config wp_config_default(void)
{
    return (struct wp_config){.week_start = WP_MONDAY, .goal = WP_GOAL_DEFAULT};
}

enum wp_status wp_config_read(struct wp_config *config, struct wp_str bytes,
                              struct wp_error *problem)
{
    struct wp_problems problems = {.list = problem, .limit = 1};
    struct wp_document text = {.kind = WP_DOCUMENT_CONFIG, .bytes = bytes, .first_line = 1};
    struct config_reader reader = {.config = config};
    enum wp_status status = WP_NO_MEMORY;

    *config = wp_config_default();
    config->arena = wp_arena_new(bytes.length + 256);
    if (config->arena == NULL)
        return wp_error_set_no_memory(problem);
    reader.builder.reading =
        (struct wp_reading){.text = &text, .problems = &problems, .arena = config->arena};
    if (wp_document_check(&text, &problems)) {
        reader.builder.events = wp_parser_open(&text, &problems);
        if (reader.builder.events != NULL)
            status = read_document(&reader);
        wp_parser_close(reader.builder.events);
        if (status == WP_NO_MEMORY)
            return wp_error_set_no_memory(problem);
    }
    if (problems.errors == 0)
        return WP_OK;
    problem->status = WP_CONFIG;
    return WP_CONFIG;
}

void wp_config_free(struct wp_config *config)
{
    wp_arena_free(config->arena);
    *config = wp_config_default();
}
