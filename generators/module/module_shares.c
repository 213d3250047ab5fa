/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/module/module_shares.h"
#include "base/random.h"

/* The curve runs over the sizes that lie within so many standard deviations of the median. */
static const double deviations = 6;

/* What belongs to one standard deviation z of the logarithm: the density of packages there, and, with the
 * sizes of these, 2^(tail * z) medians, that of files. */
static double
density(double z, double tail)
{
	const double half_log2_e = 0.7213475204444817;

	return random_power_of_two(tail * z - half_log2_e * z * z);
}

static void
fill_curve(double *curve, double tail)
{
	double step = 2 * deviations / SHARE_STEPS;

	curve[0] = 0;
	for (int i = 0; i < SHARE_STEPS; i++)
		curve[i + 1] = curve[i] + density((i + 0.5) * step - deviations, tail);
	for (int i = 1; i < SHARE_STEPS; i++)
		curve[i] /= curve[SHARE_STEPS];
	curve[SHARE_STEPS] = 1;
}

static void
fill_guide(struct module_shares *shares)
{
	uint16_t step = 0;

	for (int part = 0; part < SHARE_STEPS; part++) {
		while (step + 1 < SHARE_STEPS && shares->of_packages[step + 1] <= (double)part / SHARE_STEPS)
			step++;
		shares->guide[part] = step;
	}
}

void
module_shares_init(
	struct module_shares *shares, uint64_t packages, uint64_t files, double tail, uint64_t seed)
{
	struct random random = random_stream(seed, packages, files);

	shares->packages = packages;
	shares->files = files;
	shares->key = random_next(&random);
	for (shares->bits = 1; shares->bits < 63 && packages >> shares->bits > 0;)
		shares->bits++;
	fill_curve(shares->of_packages, 0);
	fill_curve(shares->of_files, tail);
	fill_guide(shares);
}

/* A permutation of the packages: of all numbers of as many bits, going on until one is a package. */
static uint64_t
rank_of(const struct module_shares *shares, uint64_t package)
{
	uint64_t mask = (UINT64_C(1) << shares->bits) - 1;

	do {
		for (unsigned round = 0; round < 3; round++) {
			package = (package * 0xd1342543de82ef95u + (shares->key >> round)) & mask;
			package ^= package >> (shares->bits / 2 + 1);
		}
	} while (package >= shares->packages);
	return package;
}

/* The last step that begins at or before a share of the packages: mostly the one that the guide names, or the
 * next, where a search would guess wrongly at half of its branches. */
static unsigned
find_step(const struct module_shares *shares, double share)
{
	unsigned part = (unsigned)(share * SHARE_STEPS);
	unsigned step = shares->guide[part < SHARE_STEPS ? part : SHARE_STEPS - 1];

	while (step + 1 < SHARE_STEPS && shares->of_packages[step + 1] <= share)
		step++;
	return step;
}

/* The files of all packages of a lower rank: one each, and their share of the others. */
static uint64_t
files_below(const struct module_shares *shares, uint64_t rank)
{
	const double *of_packages = shares->of_packages, *of_files = shares->of_files;
	double share = (double)rank / (double)shares->packages, part;
	unsigned step = find_step(shares, share);

	if (rank == shares->packages)
		return shares->files;
	part = (share - of_packages[step]) / (of_packages[step + 1] - of_packages[step]);
	part = of_files[step] + part * (of_files[step + 1] - of_files[step]);
	return rank + (uint64_t)(part * (double)(shares->files - shares->packages));
}

uint64_t
module_shares_files(const struct module_shares *shares, uint64_t package)
{
	uint64_t rank = rank_of(shares, package);

	return files_below(shares, rank + 1) - files_below(shares, rank);
}
