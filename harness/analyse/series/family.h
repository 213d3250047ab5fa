/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Series that differ in nothing but the Go release, as one family: what is followed from release to release.
 */
#ifndef GORGE_ANALYSE_SERIES_FAMILY_H
#define GORGE_ANALYSE_SERIES_FAMILY_H

#include "analyse/series/growth.h"

struct family {
	char *title;    /* for people, and another one for each family: "code_split into=packages" */
	char *name;     /* the same as part of a file's name: a-z, A-Z, 0-9, '_' and '-' only */
	size_t *series; /* indices into growth->series, oldest release first; at least one */
	size_t count, capacity;
};

struct families {
	struct family *items; /* in the order of their titles */
	size_t count, capacity;
	struct list releases; /* of all series, oldest first; names that are no release's come last. Toolchains
							 of one version are told apart by the beginning of their go_id. */
	size_t *release_of;   /* of each of growth->series: an index into releases */
};

void families_find(const struct growth *growth, const struct table *runs, struct families *families);
void families_dispose(struct families *families);
#define CLEANUP_FAMILIES __attribute__((cleanup(families_dispose)))

/* The family that a series belongs to. */
const struct family *families_of(const struct families *families, size_t series);
/* The series of a family at a release, or NULL. */
const struct series *family_at(const struct growth *growth, const struct families *families,
	const struct family *family, size_t release);

/* The release of a row's toolchain, followed by the beginning of the go_id where another toolchain has the
 * same one: "1.27.4", "1.27.4 3fa2b1c0". The caller frees it. */
char *release_name(const struct growth *growth, const struct table *runs, size_t row);

/* A series' key without its toolchain and without the columns named (NULL-terminated; NULL = none): what it
 * has in common with its family. The caller frees it. */
char *series_key_without(const struct series *series, const char *const *columns);

#endif
