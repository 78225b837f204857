/*
 * The least that reading a plan's weeks with libyaml takes: reads the file and
 * pulls all its events; with `halves` each half of its documents by a thread of its
 * own, which shows how much a second one is worth on this machine just now.
 *
 *     events FILE [halves]
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct part {
    const char *bytes;
    size_t length;
    bool read;
};

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
    if (bytes != NULL)
        bytes[*length] = '\0';
    fclose(file);
    return bytes;
}

static void *pull_events(void *argument)
{
    struct part *part = argument;
    yaml_parser_t parser;
    yaml_event_t event;
    yaml_event_type_t type = YAML_NO_EVENT;

    if (!yaml_parser_initialize(&parser))
        return NULL;
    yaml_parser_set_input_string(&parser, (const unsigned char *)part->bytes, part->length);
    while (type != YAML_STREAM_END_EVENT && yaml_parser_parse(&parser, &event)) {
        type = event.type;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    part->read = type == YAML_STREAM_END_EVENT;
    return NULL;
}

static void pull_halves(struct part *whole)
{
    const char *middle = strstr(whole->bytes + whole->length / 2, "\n---\n");
    size_t length = middle != NULL ? (size_t)(middle + 1 - whole->bytes) : whole->length;
    struct part halves[] = {{whole->bytes, length, false},
                            {whole->bytes + length, whole->length - length, false}};
    pthread_t other;

    if (pthread_create(&other, NULL, pull_events, &halves[1]) != 0)
        return;
    pull_events(&halves[0]);
    pthread_join(other, NULL);
    whole->read = halves[0].read && halves[1].read;
}

int main(int argc, char **argv)
{
    struct part whole = {NULL, 0, false};
    char *bytes = argc >= 2 ? read_file(argv[1], &whole.length) : NULL;

    if (bytes == NULL)
        return EXIT_FAILURE;
    whole.bytes = bytes;
    if (argc > 2)
        pull_halves(&whole);
    else
        pull_events(&whole);
    free(bytes);
    return whole.read ? EXIT_SUCCESS : EXIT_FAILURE;
}
