/*
 * Print a plan of WEEKS weeks. The newest week begins on 2019-08-04.
 *
 *     generate_weeks WEEKS [PLAN] >plan.yaml
 *
 * Each week has the content of the week in PLAN, or else a fixed content.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <weekplan/calendar.h>

/* The fixed content of a week, below the line `week:`. About 1.7 kB. */
static const char week[] =
    "title: As planned\n"
    "note: |\n"
    "  Every week here is like every other one: a history is long, and its weeks are\n"
    "  alike. What is behind us shall cost nothing when we look at what is ahead.\n"
    "goals:\n"
    "  - title: Finish the analysis\n"
    "    id: analysis\n"
    "    links: [https://example.org/notes]\n"
    "    subtasks:\n"
    "      - Performance metrics                  # what the reviewers asked for\n"
    "      - title: Strategy of each training round\n"
    "        subtasks:\n"
    "          - title: Round 1\n"
    "            done: true\n"
    "          - {title: Round 2, done: true}\n"
    "          - Round 3\n"
    "          - Round 4\n"
    "      - title: Reasons for new data\n"
    "        dropped: covered by the rounds\n"
    "  - title: Curriculum\n"
    "    progress: 15/17 units\n"
    "  - title: Mock interviews\n"
    "    progress: 1/3 interviews\n"
    "    weight: 3\n"
    "  - title: Cloud course\n"
    "    progress: 12.5%\n"
    "    subtasks: []\n"
    "  - title: Things around the house\n"
    "    tags: [home, small]\n"
    "    subtasks:\n"
    "      - Call the plumber about the tap in the kitchen\n"
    "      - {title: Take the books back to the library, done: true}\n"
    "      - title: Sort the photographs of the summer, and throw most of them away\n"
    "        note: |\n"
    "          Two hundred are left of the two thousand that there were. The ones of\n"
    "          the mountains can wait until the others are done.\n"
    "        progress: 9/10 boxes\n"
    "  - title: Run\n"
    "    repeat: weekly\n"
    "    progress: 2/3 runs\n"
    "  - title: Read a chapter of the book on compilers each evening, before midnight\n"
    "    subtasks:\n"
    "      - {title: Scanning, done: true}\n"
    "      - {title: Parsing, done: true}\n"
    "      - title: Types\n"
    "        note: The exercises at the end of it are worth an evening of their own.\n"
    "      - Code generation\n"
    "      - Register allocation\n";

/* Read a plan of one week from the file `path`. Return the text below its line `week:`, or NULL if
 * the file has no such line. */
static const char *body_of(const char *path)
{
    static char bytes[1 << 16];
    FILE *file = fopen(path, "rb");
    size_t length = file != NULL ? fread(bytes, 1, sizeof bytes - 1, file) : 0;
    const char *line = length > 0 ? strstr(bytes, "\nweek:") : NULL;
    const char *end = line != NULL ? strchr(line + 1, '\n') : NULL;

    if (file != NULL)
        fclose(file);
    return end != NULL ? end + 1 : NULL;
}

int main(int argc, char **argv)
{
    long weeks = argc >= 2 ? strtol(argv[1], NULL, 10) : 0;
    const char *body = argc == 3 ? body_of(argv[2]) : week;
    wp_day newest = wp_day_of((struct wp_date){2019, 8, 4});

    if (weeks <= 0 || weeks > newest / 7 + 100000 || body == NULL || argc > 3) {
        fputs("usage: weeks WEEKS [PLAN]\n", stderr);
        return EXIT_FAILURE;
    }
    for (long ago = weeks - 1; ago >= 0; ago--) {
        struct wp_date start = wp_date_of(newest - (wp_day)ago * 7);

        printf("---\nweek: %04d-%02d-%02d\n", start.year, start.month, start.day);
        fputs(body, stdout);
    }
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
