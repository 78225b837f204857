#include "render/plan_schema.h"

#include <string.h>

#include "base/memory.h"
#include "plan/keys.h"
#include "render/json.h"
#include <weekplan/plan.h>

/* Regular expressions for JSON Schema (ECMA 262). DAY allows 29 February in every year. */
#define DECIMAL "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,6})?"
#define PERCENT "(100(\\.0{1,6})?|[1-9]?[0-9](\\.[0-9]{1,6})?)%"
#define PART    DECIMAL "/(?!0(\\.0+)?([ \\t]|$))" DECIMAL "([ \\t][\\s\\S]*)?"
#define YEAR    "(?!0000)[0-9]{4}"
#define DAY                                                                                        \
    YEAR "-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"           \
         "|02-(0[1-9]|[12][0-9]))"
#define ISO_WEEK YEAR "-W(0[1-9]|[1-4][0-9]|5[0-3])"

/* Patterns of strings that look like a boolean, null or a day, but have no meaning in the plan
 * format: `yes`, `True`, `2019-13-1`. */
#define NO_ANSWER                                                                                  \
    "[Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo][Nn]|[Oo][Ff][Ff]|[Nn][Uu][Ll][Ll]|~"                           \
    "|(?!true$)[Tt][Rr][Uu][Ee]|(?!false$)[Ff][Aa][Ll][Ss][Ee]"
#define NO_DAY "(?!" DAY "$)[0-9]{4}-[0-9]+-[0-9]+"

/* The rules for the values of each kind of key, indexed by enum wp_kind. */
static const struct {
    /* JSON types of the value in YAML; a string without quotes may be a number or a boolean
     * in YAML, an absent value is null */
    const char *types;
    const char *pattern; /* regular expression that a string must match, or NULL */
    const char *message; /* message of an editor for a string that does not match */
} values[] = {
    [WP_KIND_STRING] = {"string number boolean null", NULL, NULL},
    [WP_KIND_TITLE] = {"string number boolean", "\\S", "a title cannot be empty"},
    [WP_KIND_ID] = {"string boolean null", "^[A-Za-z][A-Za-z0-9_-]*$",
                    "begin with a letter A to Z, then letters, digits, '_' and '-'"},
    [WP_KIND_WEEK] = {"string", "^(" DAY "|" ISO_WEEK ")$",
                      "write its first day as in 2019-08-04, or its ISO number as in 2019-W32"},
    [WP_KIND_DAY] = {"string null", "^" DAY "$", "write YYYY-MM-DD, as in 2019-08-04"},
    [WP_KIND_DAY_OR_YES] = {"string boolean null", "^(true|false|" DAY ")$",
                            "write 'true', or the day as YYYY-MM-DD"},
    [WP_KIND_REASON_OR_YES] = {"string number boolean null",
                               "^(?!(" NO_ANSWER "|" NO_DAY ")$)[\\s\\S]*\\S",
                               "write 'true', or a reason"},
    [WP_KIND_DAY_REASON_YES] = {"string number boolean null",
                                "^(?!(" NO_ANSWER "|" NO_DAY ")$)[\\s\\S]*\\S",
                                "write 'true', the day as YYYY-MM-DD, or a reason"},
    [WP_KIND_PROGRESS] = {"string null", "^(" PERCENT "|" PART ")$",
                          "write it as in 60%, 2/3 or 1.5/3 talks"},
    [WP_KIND_WEIGHT] = {"number string null", "^" DECIMAL "$", "write it as 3 or 0.5"},
    [WP_KIND_COUNT] = {"integer string null", "^[1-9][0-9]{0,3}$",
                       "write a whole number from 1 to 9999"},
    [WP_KIND_REPEAT] = {"string null", "^weekly$", "write 'weekly', or take the line out"},
    [WP_KIND_STRINGS] = {"array string number boolean null", NULL, NULL},
    [WP_KIND_ITEMS] = {"array null", NULL, NULL},
};

/* Set "type" to an array of the words in `types`, such as "string null". */
static void set_types(json_t *schema, const char *types)
{
    json_t *list = json_array();

    while (*types != '\0') {
        size_t length = strcspn(types, " ");

        wp_json_append(list, json_stringn(types, length));
        types += length;
        types += strspn(types, " ");
    }
    wp_json_set(schema, "type", list);
}

/* Set the regular expression for strings of the kind, and the message of an editor for a string
 * that does not match. */
static void set_pattern(json_t *schema, enum wp_kind kind)
{
    if (values[kind].pattern == NULL)
        return;
    wp_json_set(schema, "pattern", json_string(values[kind].pattern));
    wp_json_set(schema, "patternErrorMessage", json_string(values[kind].message));
}

/* Return the reference ("$ref") to the schema of the items of a list. */
static const char *definition_of(const struct wp_key_spec *spec)
{
    switch ((enum wp_key)(spec - wp_keys)) {
    case WP_KEY_GOALS:
    case WP_KEY_LATER:
        return "#/definitions/goal";
    case WP_KEY_ALSO:
        return "#/definitions/also";
    default:
        return "#/definitions/subtask";
    }
}

/* Return the schema of the value of a key. `where` is a set of WP_ON_...: the title of a week may
 * be empty, the title of an item may not. */
static json_t *value_schema(const struct wp_key_spec *spec, unsigned where)
{
    json_t *schema = json_pack("{s:s}", "description", spec->help);
    bool optional = spec->kind == WP_KIND_TITLE && where == WP_ON_WEEK;

    set_types(schema, values[optional ? WP_KIND_STRING : spec->kind].types);
    set_pattern(schema, spec->kind);
    if (spec->kind == WP_KIND_WEIGHT) {
        wp_json_set(schema, "exclusiveMinimum", json_integer(0));
        wp_json_set(schema, "maximum", json_integer((json_int_t)(WP_WEIGHT_MAX / WP_DECIMAL_ONE)));
    } else if (spec->kind == WP_KIND_COUNT) {
        wp_json_set(schema, "minimum", json_integer(1));
        wp_json_set(schema, "maximum", json_integer(WP_CARRIED_MAX));
    } else if (spec->kind == WP_KIND_STRINGS) {
        json_t *entry = json_object();

        set_types(entry, values[WP_KIND_STRING].types);
        wp_json_set(schema, "items", entry);
    } else if (spec->kind == WP_KIND_ITEMS) {
        wp_json_set(schema, "items", json_pack("{s:s}", "$ref", definition_of(spec)));
    }
    return schema;
}

/* Set the keys that are allowed at `where`, a set of WP_ON_..., and keys that begin with "x-". */
static void set_keys(json_t *schema, unsigned where, enum wp_key required)
{
    json_t *keys = json_object();

    for (int key = 0; key < WP_KEY_COUNT; key++)
        if ((wp_keys[key].where & where) != 0)
            wp_json_set(keys, wp_keys[key].name, value_schema(&wp_keys[key], where));
    wp_json_set(schema, "properties", keys);
    wp_json_set(schema, "patternProperties", json_pack("{s:{}}", "^x-"));
    wp_json_set(schema, "additionalProperties", json_false());
    wp_json_set(schema, "required", json_pack("[s]", wp_keys[required].name));
}

/* Return the schema of items that contradict themselves: `done:` with `dropped:`, or `progress:`
 * with subtasks. A key with the value false or null counts as absent. */
static json_t *contradictions(void)
{
    const char *done = wp_keys[WP_KEY_DONE].name;
    const char *dropped = wp_keys[WP_KEY_DROPPED].name;
    const char *progress = wp_keys[WP_KEY_PROGRESS].name;
    const char *subtasks = wp_keys[WP_KEY_SUBTASKS].name;
    json_t *both = json_pack("{s:[s,s],s:{s:{s:{s:[b,s,n]}},s:{s:{s:[b,s,n]}}}}", "required", done,
                             dropped, "properties", done, "not", "enum", 0, "false", dropped, "not",
                             "enum", 0, "false");
    json_t *measured =
        json_pack("{s:[s,s],s:{s:{s:s},s:{s:s,s:i}}}", "required", progress, subtasks, "properties",
                  progress, "type", "string", subtasks, "type", "array", "minItems", 1);

    return json_pack("{s:s,s:[o,o]}", "type", "object", "anyOf", both, measured);
}

/* Return the schema of an item that has `done: false`. */
static json_t *not_done(void)
{
    const char *done = wp_keys[WP_KEY_DONE].name;

    return json_pack("{s:s,s:[s],s:{s:{s:[b,s]}}}", "type", "object", "required", done,
                     "properties", done, "enum", 0, "false");
}

/* Return the schema of an item: a string, its title, or a mapping. The pattern applies to the
 * string, the rules for keys apply to the mapping. */
static json_t *item_schema(unsigned where)
{
    json_t *schema = json_object();

    set_types(schema, "object string number boolean");
    set_pattern(schema, WP_KIND_TITLE);
    set_keys(schema, where, WP_KEY_TITLE);
    wp_json_set(schema, "not", where == WP_ON_ALSO ? not_done() : contradictions());
    return schema;
}

/* Return the schema of a document: of a week, or of the list for later. */
static json_t *document_schema(unsigned where, enum wp_key required)
{
    json_t *schema = json_object();

    set_keys(schema, where, required);
    return schema;
}

static json_t *schema_reference(const char *definition)
{
    return json_pack("{s:s}", "$ref", definition);
}

static int schema_put_chunk(const char *bytes, size_t length, void *context)
{
    struct wp_buf *out = context;

    wp_buf_append(out, (struct wp_str){bytes, length});
    return 0;
}

void wp_plan_schema(struct wp_buf *out)
{
    json_t *schema = json_pack("{s:s,s:s}", "$schema", "http://json-schema.org/draft-07/schema#",
                               "title", "A week of a plan of weekplan");

    /* An empty document is allowed. It is no week. */
    set_types(schema, "object null");
    /* A document with the key `later` is the list for later. */
    wp_json_set(schema, "if", json_pack("{s:[s]}", "required", wp_keys[WP_KEY_LATER].name));
    wp_json_set(schema, "then", schema_reference("#/definitions/later"));
    wp_json_set(schema, "else", schema_reference("#/definitions/week"));
    wp_json_set(schema, "definitions",
                json_pack("{s:o,s:o,s:o,s:o,s:o}", "week", document_schema(WP_ON_WEEK, WP_KEY_WEEK),
                          "later", document_schema(WP_ON_LATER, WP_KEY_LATER), "goal",
                          item_schema(WP_ON_GOAL), "subtask", item_schema(WP_ON_SUBTASK), "also",
                          item_schema(WP_ON_ALSO)));
    if (json_dump_callback(schema, schema_put_chunk, out, JSON_INDENT(2)) != 0)
        wp_memory_exhausted();
    wp_buf_putc(out, '\n');
    json_decref(schema);
}
