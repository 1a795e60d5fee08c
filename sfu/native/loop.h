// The queue of this thread's event loop, and which sockets are for it.
#pragma once
#include "queue.h"

// The queue of this thread; null before its loop first slept, in threads without a loop, and when memory ran out.
struct queue *loop_queue(void);

// This thread is about to sleep in its loop: from now on its sends are queued.
void loop_begins(void);

// Whether sends of this socket may be queued: UDP over IPv4 or IPv6 that does not block.
bool socket_is_queued(int fd);

// A number that may now stand for another socket.
void socket_changed(int fd);

// Whether threads that sleep in poll() count as loops too.
bool poll_is_loop(void);

// Raw system calls that set errno.
extern const struct kernel real_kernel;
ssize_t real_sendmsg(int fd, const struct msghdr *message, int flags);

void count_passed(void);
