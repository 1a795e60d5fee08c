// Sending what a queue holds.
#pragma once
#include "queue.h"

// Tries every datagram once. False when full sockets did not take all.
bool send_all(struct queue *queue);

// One thread writes each word in a media worker; in a program with several loops a count may be lost, which is all right.
static inline void state_add(uint64_t *state, unsigned word, uint64_t amount) {
  __atomic_store_n(&state[word], __atomic_load_n(&state[word], __ATOMIC_RELAXED) + amount, __ATOMIC_RELAXED);
}

static inline void state_raise(uint64_t *state, unsigned word, uint64_t value) {
  if (value > __atomic_load_n(&state[word], __ATOMIC_RELAXED)) __atomic_store_n(&state[word], value, __ATOMIC_RELAXED);
}
