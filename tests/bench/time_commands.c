/*
 * Measure several commands side by side. Each round runs every command once, so that a
 * disturbance of the machine affects all of them alike.
 *
 *     time_commands ROUNDS COMMAND [ARGUMENT]... [: COMMAND [ARGUMENT]...]...
 *
 * A command after the word "-" is only run, to prepare the command after it. For each other
 * command, print a line with its median time and its shortest time in microseconds, and its peak
 * memory in kilobytes.
 */
#define _DEFAULT_SOURCE /* wait4 */

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 128, ROUNDS_MAX = 1000 };

struct runner {
    char **argv;
    bool hidden; /* whether the times of the command are not printed */
    long memory; /* peak memory of the largest run, in kilobytes */
    double times[ROUNDS_MAX];
};

static struct runner runners[COMMANDS_MAX];

static void die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* Run the command once. Store as the time of `round` how long the command ran until wait4(2)
 * returned. */
static void run(struct runner *runner, size_t round)
{
    extern char **environ;
    struct rusage usage;
    int status = 0;
    pid_t child;
    double start = now();

    if (posix_spawnp(&child, runner->argv[0], NULL, NULL, runner->argv, environ) != 0 ||
        wait4(child, &status, 0, &usage) < 0)
        die(runner->argv[0]);
    runner->times[round] = now() - start;
    if (usage.ru_maxrss > runner->memory)
        runner->memory = usage.ru_maxrss;
    if (status != 0) {
        fprintf(stderr, "%s failed\n", runner->argv[0]);
        exit(EXIT_FAILURE);
    }
}

static int by_time(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    return (*left > *right) - (*left < *right);
}

static size_t split_commands(char **argv)
{
    size_t count = 0;

    while (*argv != NULL && count < COMMANDS_MAX) {
        if (strcmp(*argv, "-") == 0 && argv[1] != NULL) {
            runners[count].hidden = true;
            argv++;
        }
        runners[count++].argv = argv;
        do
            argv++;
        while (*argv != NULL && strcmp(*argv, ":") != 0);
        if (*argv != NULL)
            *argv++ = NULL;
    }
    return count;
}

int main(int argc, char **argv)
{
    size_t rounds = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
    size_t count = rounds > 0 && rounds <= ROUNDS_MAX ? split_commands(argv + 2) : 0;
    int results = dup(STDOUT_FILENO);
    int null = open("/dev/null", O_WRONLY);

    if (count == 0) {
        fputs("usage: time_commands ROUNDS COMMAND [ARGUMENT]... [: COMMAND ...]...\n", stderr);
        return EXIT_FAILURE;
    }
    if (results < 0 || null < 0 || dup2(null, STDOUT_FILENO) < 0)
        die("time_commands");
    for (size_t round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++)
            run(&runners[i], round);
    for (size_t i = 0; i < count; i++) {
        if (runners[i].hidden)
            continue;
        qsort(runners[i].times, rounds, sizeof runners[i].times[0], by_time);
        dprintf(results, "%.1f %.1f %ld\n", runners[i].times[rounds / 2], runners[i].times[0],
                runners[i].memory);
    }
    return EXIT_SUCCESS;
}
