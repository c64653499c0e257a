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
