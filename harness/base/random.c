/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

#include <string.h>

double
random_normal(struct random *random)
{
	double sum = -6;

	for (int i = 0; i < 12; i++)
		sum += random_unit(random);
	return sum;
}

/* A Taylor polynomial of degree 7 for what is left in [0, 1) of the whole part, which is the exponent of a
 * double. */
double
random_power_of_two(double x)
{
	static const double terms[] = {1, 0.6931471805599453, 0.2402265069591007, 0.0555041086648216,
		0.0096181291076285, 0.0013333558146428, 0.0001540353039338, 0.0000152527338041};
	int whole = (int)x;
	uint64_t bits;
	double scale, result = 0;

	whole -= x < whole;
	x -= whole;
	for (int i = 7; i >= 0; i--)
		result = result * x + terms[i];
	bits = (uint64_t)(1023 + whole) << 52;
	memcpy(&scale, &bits, sizeof scale);
	return result * scale;
}

double
random_lognormal(struct random *random, double median, double sigma_log2)
{
	return median * random_power_of_two(sigma_log2 * random_normal(random));
}

void
random_shuffle(struct random *random, size_t *items, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t j = random_below(random, (uint32_t)i), held = items[j];
		items[j] = items[i - 1];
		items[i - 1] = held;
	}
}
