/*
 * A hash of bytes, 64 bits.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include <weekplan/str.h>

/*
 * Return the hash of `bytes`. Hashes are stored in files, so every version must return the
 * same ones. Two texts of the same length that differ in one group of eight bytes never
 * have the same hash. A hash detects accidents; it is no protection against an attacker.
 */
uint64_t wp_hash(struct wp_str bytes);

/* Return the hash of a list of texts: of the texts hashed to `hash`, and then `bytes`. */
uint64_t wp_hash_more(uint64_t hash, struct wp_str bytes);

#endif
