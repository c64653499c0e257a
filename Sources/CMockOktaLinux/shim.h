#pragma once

// What Glibc's Swift module leaves out of Linux: readiness, wake-ups and signals as descriptors.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

// Declared only under _GNU_SOURCE, which a module map cannot set for the headers above. <sys/socket.h> itself stays
// out: its types would then belong to this module or to Glibc, as whichever the compiler happens to load first.
struct sockaddr;
extern int accept4(int descriptor, struct sockaddr *address, unsigned int *length, int flags);
extern int pthread_setname_np(unsigned long thread, const char *name);

// The C library has no sched_setattr before glibc 2.41, and Swift cannot call a variadic syscall.
#include <stdint.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Tells how long the calling thread wants to run at a time, in nanoseconds: whoever asks for less is let in sooner when
// it wakes (Linux 6.12; before that the kernel takes the call and goes on as ever). Gives 0, or -1 with errno.
static inline int mock_okta_set_slice(uint64_t nanoseconds) {
    // As sched_setattr(2) has it; policy 0 is SCHED_OTHER.
    struct {
        uint32_t size, policy;
        uint64_t flags;
        int32_t nice;
        uint32_t priority;
        uint64_t runtime, deadline, period;
    } attributes = {.size = sizeof attributes, .nice = getpriority(PRIO_PROCESS, 0), .runtime = nanoseconds};
    return (int)syscall(SYS_sched_setattr, 0, &attributes, 0);
}
