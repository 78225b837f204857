/*
 * A fingerprint of bytes.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include <weekplan/str.h>

/*
 * 64 bits that depend on every byte and on the length, and will do so in every
 * version: they are stored. Two texts of one length that differ in a single
 * group of eight bytes never have the same. It guards against accidents, not
 * against somebody who looks for a second text with the same hash.
 */
uint64_t wp_hash(struct wp_str bytes);

/* Return the hash of all texts so far, of which `hash` is that of those before `bytes`. */
uint64_t wp_hash_more(uint64_t hash, struct wp_str bytes);

#endif
