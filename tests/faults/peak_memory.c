/*
 * Preloaded, it writes down how much memory the program has had at most, in KiB, to
 * the file that WEEKPLAN_PEAK names.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

__attribute__((destructor)) static void write_peak(void)
{
    const char *path = getenv("WEEKPLAN_PEAK");
    FILE *file = path != NULL ? fopen(path, "w") : NULL;
    struct rusage usage;

    if (file == NULL)
        return;
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        (void)fprintf(file, "%ld\n", usage.ru_maxrss);
    (void)fclose(file);
}
