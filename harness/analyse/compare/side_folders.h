/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results folders opened as the sides of a comparison.
 */
#ifndef GORGE_ANALYSE_COMPARE_SIDE_FOLDERS_H
#define GORGE_ANALYSE_COMPARE_SIDE_FOLDERS_H

#include "analyse/compare/sides.h"

/* Adds a folder's rows as one side: "results/mine", which has to be of one toolchain, or those of one
 * release, "results/mine@1.24.13". The side has the release's name where no other has it yet, else that word.
 * Raises RESULTS_FORMAT, or RELEASES_OF_FOLDER with those that there are. */
bool side_of_folder(struct sides *sides, const char *word, struct error *err);

/* Adds each release that the folder holds as a side, the oldest first. Raises the same, also for one release
 * alone. */
bool sides_of_folder(struct sides *sides, const char *folder, struct error *err);

/* Adds those rows of a folder that are of one toolchain. part, parts: of a toolchain that is compared with
 * itself, the repetitions that are this part (from 0) of so many; 0 of 1 = all. */
struct side_request {
	const char *folder, *name, *go_id;
	size_t part, parts;
};
bool side_of_toolchain(struct sides *sides, const struct side_request *request, struct error *err);

#endif
