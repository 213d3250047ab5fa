/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Since which release a pattern grows faster: series that differ in nothing but the Go release, in the order
 * of the releases, each with its law and what changed since the one before.
 */
#ifndef GORGE_ANALYSE_SERIES_LAW_HISTORY_H
#define GORGE_ANALYSE_SERIES_LAW_HISTORY_H

#include "analyse/series/family.h"
#include "analyse/laws/law_paired.h"

/* One series of a growth with its law; the index is into growth->series. */
struct series_law {
	size_t series;
	bool known; /* else `why` says what the law lacks */
	char why[256];
	struct law_choice choice;
	struct law_curve curve; /* its medians; owned */
};

/* The laws of every series, in the order of growth->series. */
struct series_laws {
	struct series_law *items;
	size_t count;
};

/* Never fails: what cannot be told of a series is said in its `why`. */
void series_laws_find(
	const struct growth *growth, const struct table *runs, enum run_column metric, struct series_laws *found);
void series_laws_dispose(struct series_laws *found);
/* What the law owns. */
void series_law_dispose(struct series_law *law);
#define CLEANUP_LAWS __attribute__((cleanup(series_laws_dispose)))

/* One release of a history. */
struct history_step {
	const struct series_law *law;
	const char *go_version;
	bool compared;            /* with the nearest earlier step whose law is known */
	size_t earlier;           /* index of that step, where compared */
	struct law_change change; /* since that one */
	bool paired;              /* compared size by size, by `pair`; else by the laws alone */
	struct law_pair pair;
};

/* Series that only their release tells apart; two of them at least, and one with a law. */
struct history {
	struct history_step *steps; /* oldest first; versions that are no release's name come last */
	size_t count, capacity;
};

struct histories {
	struct history *items;
	size_t count, capacity;
};

/* `found` must outlive them. */
void histories_find(const struct growth *growth, const struct table *runs, const struct families *families,
	const struct series_laws *found, struct histories *histories);
void histories_dispose(struct histories *histories);
/* Compares each step whose law is known with the one before it, in the order in which they stand: by their
 * laws, and size by size where they share LAW_PAIRED_LEAST sizes. */
void history_compare(struct history *history);
/* Judges what was compared size by size: the spread of each pair is shrunk towards that of all pairs of the
 * same two releases. What only the laws call a change remains one. */
void histories_judge(struct history *const *histories, size_t count);
#define CLEANUP_HISTORIES __attribute__((cleanup(histories_dispose)))

#endif
