/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made-up curves with a known law. Included behind cmocka.h.
 */
#ifndef GORGE_TESTS_SAMPLE_CURVE_H
#define GORGE_TESTS_SAMPLE_CURVE_H

#include "analyse/laws/law_choice.h"
#include "base/random.h"

#include <math.h>
#include <stdint.h>

enum { ROOM = 128 };

/* A made-up curve: `sizes` sizes from 10 on over `decades`, so many runs each. */
struct curve {
	enum law_id law;
	double a, b, c; /* parameters of the law */
	size_t sizes, runs;
	double decades, noise;
	double x[ROOM], y[ROOM];
	size_t count;
};

static void
make(struct curve *curve, uint64_t seed)
{
	struct random random = random_stream(seed, 5, 5);
	double parameters[] = {curve->a, curve->b, curve->c};

	curve->count = 0;
	for (size_t i = 0; i < curve->sizes; i++) {
		double size = round(10 * pow(10, curve->decades * (double)i / (double)(curve->sizes - 1)));
		for (size_t run = 0; run < curve->runs; run++) {
			curve->x[curve->count] = size;
			curve->y[curve->count++] =
				laws[curve->law].value(parameters, size) * (1 + curve->noise * random_normal(&random));
		}
	}
}

static void
choose(const struct curve *curve, struct law_choice *choice)
{
	struct error err = ERROR_INIT;

	if (!law_choose(&(struct law_points){curve->x, curve->y, curve->count, "curve"}, NULL, choice, &err))
		fail_msg("%s: %s", err.where, err.why);
}

#endif
