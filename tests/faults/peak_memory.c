/*
 * Library for LD_PRELOAD. When the program ends, its peak memory in KiB is written to
 * the file named by WEEKPLAN_PEAK.
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
