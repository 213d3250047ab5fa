/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sharing out files among packages whose sizes are log-normal: few are large, most are small. How many files
 * the packages below a rank have together follows from the rank alone (a Lorenz curve), so no package's size
 * needs to be kept, and the sizes always add up.
 */
#ifndef GORGE_GENERATORS_MODULE_SHARES_H
#define GORGE_GENERATORS_MODULE_SHARES_H

#include <stdint.h>

enum { SHARE_STEPS = 512 };

struct module_shares {
	uint64_t packages, files;
	uint64_t key;                        /* of the order of ranks */
	unsigned bits;                       /* that a package's number has */
	double of_packages[SHARE_STEPS + 1]; /* the share of the packages that are below a size, ascending ... */
	double of_files[SHARE_STEPS + 1];    /* ... and the share of the files that these have */
	uint16_t guide[SHARE_STEPS];         /* for each such part of the packages: the step that it begins in */
};

/* Shares out `files`, at least one for each of the packages, with a spread given in doublings. */
void module_shares_init(
	struct module_shares *shares, uint64_t packages, uint64_t files, double tail, uint64_t seed);
/* How many files a package has. */
uint64_t module_shares_files(const struct module_shares *shares, uint64_t package);

#endif
