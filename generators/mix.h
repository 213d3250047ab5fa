/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nasty patterns strewn into a realistic module: "many_methods:2%,type_doubling:0.5%" gives each of its
 * packages, by that chance, one more file with what that generator composes. Scale and nastiness combine so.
 */
#ifndef GORGE_GENERATORS_MIX_H
#define GORGE_GENERATORS_MIX_H

#include "generators/generator.h"

enum { MIX_PARTS_MOST = 8 };

struct mix_part {
	const struct generator *generator; /* has compose() */
	double share;                      /* of the packages */
};
struct mix {
	struct mix_part parts[MIX_PARTS_MOST];
	size_t count;
};

/* Parses "NAME:SHARE,..." or "none". Raises BAD_VALUE or UNKNOWN_GENERATOR. */
bool mix_parse(const char *text, struct mix *mix, struct error *err);
/* Adds the std packages that its patterns import. */
void mix_std_packages(const struct mix *mix, struct list *packages);
/* What a package gets that has drawn `unit` (in [0, 1)), or NULL for nothing. */
const struct generator *mix_draw(const struct mix *mix, double unit);
/* The oldest minor release that compiles all of its patterns; 0 for none. */
unsigned mix_needs_minor(const struct mix *mix);

#endif
