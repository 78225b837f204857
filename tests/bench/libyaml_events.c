/*
 * Parse a file with libyaml and discard the events. weekplan reads plans with libyaml, so it cannot
 * be faster.
 *
 *     libyaml_events FILE
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size = -1;

    if (file == NULL)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0)
        bytes = malloc((size_t)size + 1);
    rewind(file);
    *length = bytes != NULL ? fread(bytes, 1, (size_t)size, file) : 0;
    fclose(file);
    return bytes;
}

/* Read all events of the text with libyaml. Return whether the YAML is valid. */
static bool pull_events(const char *bytes, size_t length)
{
    yaml_parser_t parser;
    yaml_event_t event;
    yaml_event_type_t type = YAML_NO_EVENT;

    if (!yaml_parser_initialize(&parser))
        return false;
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    while (type != YAML_STREAM_END_EVENT && yaml_parser_parse(&parser, &event)) {
        type = event.type;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return type == YAML_STREAM_END_EVENT;
}

int main(int argc, char **argv)
{
    size_t length = 0;
    char *bytes = argc == 2 ? read_file(argv[1], &length) : NULL;
    bool read = bytes != NULL && pull_events(bytes, length);

    free(bytes);
    return read ? EXIT_SUCCESS : EXIT_FAILURE;
}
