/*
 * A hash of bytes, 64 bits.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include <weekplan/str.h>

/*
 * Return the hash of `bytes`. Hashes are stored in files, so every version of weekplan must compute
 * the same hash. Two texts of the same length that differ in only one group of eight bytes never
 * have the same hash. The hash detects accidental changes; it is not cryptographic.
 */
uint64_t wp_hash(struct wp_str bytes);

/* Return the hash of a list of texts with one more text: `hash` is the hash of the first texts,
 * `bytes` is the last text. */
uint64_t wp_hash_more(uint64_t hash, struct wp_str bytes);

#endif
