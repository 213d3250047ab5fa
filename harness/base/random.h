/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Repeatable randomness: the same seed gives the same stream on every machine and compiler. Distributions
 * use only + - * / on doubles (the build turns off contraction), so not even the last bit differs.
 */
#ifndef GORGE_BASE_RANDOM_H
#define GORGE_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* SplitMix64 (Steele, Lea, Flood 2014): one word of state, any seed is good, passes BigCrush. */
struct random {
	uint64_t state;
};

static inline uint64_t
random_next(struct random *random)
{
	uint64_t z = (random->state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* A stream of its own for each (seed, a, b), so that parts of a project can be made in any order. */
static inline struct random
random_stream(uint64_t seed, uint64_t a, uint64_t b)
{
	struct random random = {seed};

	random.state = random_next(&random) ^ (a * 0xd1342543de82ef95u);
	random.state = random_next(&random) ^ (b * 0xaf251af3b0f025b5u);
	return random;
}

/* Uniform below `bound` (which is > 0 and < 2^32), by Lemire's multiplication; bias below 2^-32. */
static inline uint32_t
random_below(struct random *random, uint32_t bound)
{
	return (uint32_t)(((random_next(random) >> 32) * bound) >> 32);
}

/* Uniform in [0, 1). */
static inline double
random_unit(struct random *random)
{
	return (double)(random_next(random) >> 11) * 0x1p-53;
}

/* True with the given probability. */
static inline int
random_chance(struct random *random, double probability)
{
	return random_unit(random) < probability;
}

/* Standard normal, as the sum of 12 uniforms less 6 (Irwin-Hall): cut at +-6, good to 1% within +-3. */
double random_normal(struct random *random);
/* 2^x for |x| < 1000 from + and * alone, within 2e-6 relative: libm's exp2 may differ in the last bit. */
double random_power_of_two(double x);
/* median * 2^(sigma_log2 * normal): a log-normal whose spread is given in doublings. */
double random_lognormal(struct random *random, double median, double sigma_log2);
/* Fisher-Yates over an array of indices. */
void random_shuffle(struct random *random, size_t *items, size_t count);

#endif
