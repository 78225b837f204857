/*
 * Do the minimum of a durable save: write a temporary file in the same directory, fsync
 * it, rename it, fsync the directory. The content of the file does not change.
 *
 *     minimal_save DIRECTORY NAME
 *
 * With COPY, only write a copy of the file and fsync it.
 *
 *     minimal_save DIRECTORY NAME COPY
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static void copy(int from, int to)
{
    static char bytes[1 << 16];
    ssize_t count;

    while ((count = read(from, bytes, sizeof bytes)) > 0)
        if (write(to, bytes, (size_t)count) != count)
            die("write");
    if (count < 0)
        die("read");
}

int main(int argc, char **argv)
{
    const char *copied = argc == 4 ? argv[3] : "save.tmp";
    int directory, old, new;

    if (argc < 3 || argc > 4) {
        fputs("usage: save DIRECTORY NAME [COPY]\n", stderr);
        return EXIT_FAILURE;
    }
    directory = open(argv[1], O_RDONLY | O_DIRECTORY);
    old = openat(directory, argv[2], O_RDONLY);
    new = openat(directory, copied, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (directory < 0 || old < 0 || new < 0)
        die("open");
    copy(old, new);
    if (fsync(new) != 0)
        die("save");
    if (argc == 3 &&
        (renameat(directory, copied, directory, argv[2]) != 0 || fsync(directory) != 0))
        die("save");
    return EXIT_SUCCESS;
}
