/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

struct random
random_stream(uint64_t seed, uint64_t a, uint64_t b)
{
	struct random random = {seed};

	random.state = random_next(&random) ^ (a * 0xd1342543de82ef95u);
	random.state = random_next(&random) ^ (b * 0xaf251af3b0f025b5u);
	return random;
}

double
random_unit(struct random *random)
{
	return (double)(random_next(random) >> 11) * 0x1p-53;
}

int
random_chance(struct random *random, double probability)
{
	return random_unit(random) < probability;
}

double
random_normal(struct random *random)
{
	double sum = -6;

	for (int i = 0; i < 12; i++)
		sum += random_unit(random);
	return sum;
}

/* Repeated doubling for the whole part, a Taylor polynomial of degree 7 for the rest in [0, 1). */
double
random_power_of_two(double x)
{
	static const double terms[] = {1, 0.6931471805599453, 0.2402265069591007, 0.0555041086648216,
		0.0096181291076285, 0.0013333558146428, 0.0001540353039338, 0.0000152527338041};
	double result = 0;
	int whole = 0;

	while (x >= 1) {
		x -= 1;
		whole++;
	}
	while (x < 0) {
		x += 1;
		whole--;
	}
	for (int i = 7; i >= 0; i--)
		result = result * x + terms[i];
	for (; whole > 0; whole--)
		result *= 2;
	for (; whole < 0; whole++)
		result /= 2;
	return result;
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
