// A kernel for tests: delivers what is sent into a list, and fails as it is told.
#pragma once
#include "../queue.h"

enum { DELIVERED_MOST = 1 << 17, DATAGRAM_MOST = 2048 };

struct delivered {
  int fd;
  union address to;
  uint32_t size;
  uint32_t number; // first bytes of the payload
};

// What the next messages are answered with, in this order.
extern int fake_errors[64];
extern unsigned fake_error_count;
// Errors at random: of 1000 calls.
extern unsigned fake_eintr, fake_eagain, fake_partial, fake_refused;
extern int fake_refusal; // errno of every segmented send; 0: none
extern uint64_t fake_now_us;
extern unsigned fake_calls, fake_segmented;
extern struct delivered fake_delivered[DELIVERED_MOST];
extern unsigned fake_delivered_count;

extern const struct kernel fake_kernel;

void fake_reset(void);
unsigned fake_random(unsigned below);
void fake_seed(uint64_t seed);
