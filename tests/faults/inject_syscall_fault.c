/*
 * Run a program and make one of its system calls fail, or kill the program at this
 * call.
 *
 *     inject_syscall_fault REPORT - PROGRAM [ARGUMENT]...
 *     inject_syscall_fault REPORT PROCESS:CALL:N:FAULT PROGRAM [ARGUMENT]...
 *
 * With "-" no call fails, and each system call appends a line to the file REPORT: the
 * number of the process, the name of the call, its count in this process, 1 if the
 * dynamic loader makes the call, the first argument, and the running program.
 *
 * PROCESS is 1 for PROGRAM, 2 for the first process that it starts, and so on. N is the
 * count of the call in this process. FAULT is an error number, KILL (kill this process)
 * or KILLALL (kill all processes). REPORT contains "reached" if the call was made.
 *
 * The exit code is that of PROGRAM, or 128 plus the number of the signal that ended it;
 * 124 if PROGRAM did not end in time; 125 if the kernel does not allow this. When this
 * program ends, all processes have ended.
 *
 * The kernel asks this program about each system call (seccomp_unotify(2)). So one
 * process of several can be chosen, and a call takes only some microseconds longer.
 */
#define _GNU_SOURCE /* syscall */
#ifdef __has_include
#if defined(__LP64__) && __has_include(<linux/seccomp.h>)
#define CAN_ASK
#endif
#endif

#ifndef CAN_ASK

int main(void)
{
    return 125;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PROCESSES_MAX = 1024,
    CALLS_MAX = 512,
    SECONDS_MAX = 60,
    NOT_RUN = 125,
    STOPPED = 124,
    BASE_TEN = 10
};

struct process {
    pid_t pid;
    unsigned made[CALLS_MAX]; /* how often the process has made each call of `calls` */
};

struct fault {
    unsigned process; /* number of the process whose call fails, from 1; 0 if no call fails */
    int call;
    unsigned number;
    int error; /* error number of the call; 0 to kill the process */
    bool all;
};

static const struct {
    int number;
    const char *name;
} calls[] = {
#define CALL(name)                                                                                 \
    {                                                                                              \
        SYS_##name, #name                                                                          \
    }
#ifdef SYS_open /* newer architectures have openat(2) but no open(2) */
    CALL(open),
    CALL(access),
    CALL(stat),
    CALL(lstat),
    CALL(rename),
    CALL(link),
    CALL(unlink),
    CALL(mkdir),
    CALL(rmdir),
    CALL(readlink),
    CALL(chmod),
    CALL(dup2),
    CALL(pipe),
    CALL(poll),
    CALL(fork),
    CALL(vfork),
    CALL(arch_prctl),
#endif
#ifdef SYS_newfstatat
    CALL(newfstatat),
#endif
#ifdef SYS_renameat
    CALL(renameat),
#endif
#ifdef SYS_clone3
    CALL(clone3),
#endif
#ifdef SYS_faccessat2
    CALL(faccessat2),
#endif
    CALL(openat),
    CALL(faccessat),
    CALL(fstat),
    CALL(statx),
    CALL(statfs),
    CALL(fstatfs),
    CALL(renameat2),
    CALL(linkat),
    CALL(unlinkat),
    CALL(mkdirat),
    CALL(readlinkat),
    CALL(fchmod),
    CALL(fchmodat),
    CALL(fchown),
    CALL(fchownat),
    CALL(utimensat),
    CALL(read),
    CALL(pread64),
    CALL(readv),
    CALL(write),
    CALL(pwrite64),
    CALL(writev),
    CALL(lseek),
    CALL(ftruncate),
    CALL(fallocate),
    CALL(fsync),
    CALL(fdatasync),
    CALL(flock),
    CALL(fcntl),
    CALL(getdents64),
    CALL(getcwd),
    CALL(chdir),
    CALL(fchdir),
    CALL(close),
    CALL(fgetxattr),
    CALL(fsetxattr),
    CALL(flistxattr),
    CALL(fremovexattr),
    CALL(getxattr),
    CALL(setxattr),
    CALL(copy_file_range),
    CALL(sendfile),
    CALL(dup),
    CALL(dup3),
    CALL(pipe2),
    CALL(ppoll),
    CALL(pselect6),
    CALL(wait4),
    CALL(waitid),
    CALL(clone),
    CALL(execve),
    CALL(mmap),
    CALL(munmap),
    CALL(mprotect),
    CALL(brk),
    CALL(ioctl),
    CALL(getrandom),
    CALL(getpid),
    CALL(kill),
    CALL(rt_sigaction),
    CALL(rt_sigprocmask),
    CALL(clock_nanosleep),
    CALL(umask),
    CALL(prlimit64),
    CALL(exit_group),
#undef CALL
};

enum { NAMES = sizeof calls / sizeof calls[0], NAME_SIZE = 32 };

static const char *name_of(int call, char *unnamed)
{
    for (size_t i = 0; i < NAMES; i++)
        if (calls[i].number == call)
            return calls[i].name;
    snprintf(unnamed, NAME_SIZE, "call-%d", call);
    return unnamed;
}

static int call_of(const char *name)
{
    for (size_t i = 0; i < NAMES; i++)
        if (strcmp(calls[i].name, name) == 0)
            return calls[i].number;
    return strncmp(name, "call-", 5) == 0 ? (int)strtol(name + 5, NULL, BASE_TEN) : -1;
}

/* Parse "PROCESS:CALL:N:FAULT", or "-" for no fault. Return false if the text is not valid. */
static bool read_fault(const char *text, struct fault *fault)
{
    char call[NAME_SIZE];
    char what[NAME_SIZE];

    *fault = (struct fault){.process = 0};
    if (strcmp(text, "-") == 0)
        return true;
    /* NOLINTNEXTLINE(cert-err34-c): the numbers are copied from a report, so they fit */
    if (sscanf(text, "%u:%31[^:]:%u:%31s", &fault->process, call, &fault->number, what) != 4)
        return false;
    fault->call = call_of(call);
    fault->all = strcmp(what, "KILLALL") == 0;
    fault->error = (int)strtol(what, NULL, BASE_TEN);
    return fault->call >= 0 && (fault->error > 0 || strncmp(what, "KILL", 4) == 0);
}

/* Install a filter that reports every system call to the parent before it is made, and return the
 * descriptor of the filter, or -1. sendmsg(2) is not reported: the child sends the descriptor by
 * it. */
static int install_filter(void)
{
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_sendmsg, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
    };
    struct sock_fprog filter = {sizeof program / sizeof program[0], program};

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return -1;
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER,
                        &filter);
}

union control {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
};

/* Install the filter in this process (the child), and send its descriptor to the parent. */
static void send_listener(int socket)
{
    union control control = {.bytes = {0}};
    char byte = 0;
    struct iovec iov = {&byte, 1};
    struct msghdr message = {.msg_iov = &iov,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    int listener = install_filter();

    if (listener < 0)
        _exit(NOT_RUN);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof listener);
    memcpy(CMSG_DATA(header), &listener, sizeof listener);
    if (sendmsg(socket, &message, 0) != 1)
        _exit(NOT_RUN);
    close(listener);
}

static int receive_listener(int socket)
{
    union control control;
    char byte;
    struct iovec iov = {&byte, 1};
    struct msghdr message = {.msg_iov = &iov,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    int listener = -1;

    if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC) == 1 && CMSG_FIRSTHDR(&message) != NULL)
        memcpy(&listener, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof listener);
    return listener;
}

static pid_t start(char *const argv[], int *listener)
{
    int pair[2];
    pid_t child;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return -1;
    child = fork();
    if (child == 0) {
        close(pair[0]);
        setpgid(0, 0);
        send_listener(pair[1]);
        execv(argv[0], argv);
        _exit(NOT_RUN);
    }
    close(pair[1]);
    *listener = receive_listener(pair[0]);
    close(pair[0]);
    return child;
}

/* Return the number of the process with this pid, from 1. A new pid gets the next number. Return 0
 * if there are too many processes. */
static unsigned find_process(struct process *processes, pid_t pid)
{
    for (unsigned i = 0; i < PROCESSES_MAX; i++) {
        if (processes[i].pid == 0)
            processes[i].pid = pid;
        if (processes[i].pid == pid)
            return i + 1;
    }
    return 0;
}

/* Whether the code at `address` of the process, which makes a system call, is in the dynamic
 * loader. */
static bool is_loading(pid_t pid, unsigned long long address)
{
    char line[512];
    bool found = false;
    FILE *maps;

    snprintf(line, sizeof line, "/proc/%d/maps", (int)pid);
    maps = fopen(line, "r");
    while (maps != NULL && !found && fgets(line, sizeof line, maps) != NULL) {
        unsigned long long from = strtoull(line, NULL, 16);
        char *dash = strchr(line, '-');

        found = dash != NULL && address >= from && address < strtoull(dash + 1, NULL, 16) &&
                strstr(line, "/ld-") != NULL;
    }
    if (maps != NULL)
        fclose(maps);
    return found;
}

static void report_call(FILE *report, unsigned process, unsigned number,
                        const struct seccomp_notif *request)
{
    char unnamed[NAME_SIZE];
    char link[64];
    char program[512];
    ssize_t length;

    snprintf(link, sizeof link, "/proc/%d/exe", (int)request->pid);
    length = readlink(link, program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    fprintf(report, "%u %s %u %d %lld %s\n", process, name_of(request->data.nr, unnamed), number,
            is_loading((pid_t)request->pid, request->data.instruction_pointer),
            (long long)request->data.args[0], program);
}

/* Close the descriptor that the process wants to close, by replacing its file with /dev/null. On
 * Linux a close(2) that fails closes the descriptor all the same, and releases its locks. */
static void take_file_away(int listener, const struct seccomp_notif *request)
{
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    struct seccomp_notif_addfd file = {.id = request->id,
                                       .flags = SECCOMP_ADDFD_FLAG_SETFD,
                                       .srcfd = (unsigned)nothing,
                                       .newfd = (unsigned)request->data.args[0],
                                       .newfd_flags = O_CLOEXEC};

    if (nothing < 0 || ioctl(listener, SECCOMP_IOCTL_NOTIF_ADDFD, &file) < 0)
        perror("inject: closing for another process");
    close(nothing);
}

/* Set `reply` to the reply to a system call. Return false if the process has been killed. */
static bool answer(int listener, struct seccomp_notif_resp *reply,
                   const struct seccomp_notif *request, const struct fault *fault, pid_t group,
                   FILE *report)
{
    static struct process processes[PROCESSES_MAX];
    unsigned process = find_process(processes, (pid_t)request->pid);
    unsigned number = 0;

    if (process > 0 && request->data.nr >= 0 && request->data.nr < CALLS_MAX)
        number = ++processes[process - 1].made[request->data.nr];
    if (fault->process == 0)
        report_call(report, process, number, request);
    reply->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    if (fault->process == 0 || process != fault->process || request->data.nr != fault->call ||
        number != fault->number)
        return true;
    fputs("reached\n", report);
    if (fault->error == 0) {
        kill(fault->all ? -group : (pid_t)request->pid, SIGKILL);
        return false;
    }
    if (request->data.nr == SYS_close)
        take_file_away(listener, request);
    reply->flags = 0;
    reply->error = -fault->error;
    return true;
}

/* Reply to system calls until all processes have ended. Return false if they did not
 * end in time and were killed. */
static bool supervise(int listener, const struct fault *fault, pid_t group, FILE *report)
{
    struct pollfd listening = {.fd = listener, .events = POLLIN};

    for (;;) {
        struct seccomp_notif request = {.id = 0};
        struct seccomp_notif_resp reply = {.id = 0};
        int ready = poll(&listening, 1, SECONDS_MAX * 1000);

        if (ready == 0) {
            kill(-group, SIGKILL);
            return false;
        }
        if (!(listening.revents & POLLIN))
            return true;
        if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &request) != 0)
            continue; /* the process was killed in the meantime */
        reply.id = request.id;
        if (answer(listener, &reply, &request, fault, group, report))
            ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
    }
}

int main(int argc, char **argv)
{
    struct fault fault;
    FILE *report = argc > 3 ? fopen(argv[1], "we") : NULL;
    int listener = -1;
    int status = 0;
    bool ended;
    pid_t child;

    if (report == NULL || !read_fault(argv[2], &fault)) {
        fputs("usage: inject_syscall_fault REPORT -|PROCESS:CALL:N:FAULT PROGRAM [ARGUMENT]...\n",
              stderr);
        return NOT_RUN;
    }
    /* Become the parent of processes whose parent is killed, to wait for them. */
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    child = start(argv + 3, &listener);
    if (child < 0 || listener < 0) {
        fputs("inject: the kernel cannot be asked about system calls here\n", stderr);
        return NOT_RUN;
    }
    ended = supervise(listener, &fault, child, report);
    fclose(report);
    waitpid(child, &status, 0);
    while (wait(NULL) > 0)
        continue;
    if (!ended)
        return STOPPED;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

#endif
