/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A generator writes one Go project from parameters and a seed. gen_NAME.c defines `generator_NAME`;
 * generators.def lists it. Same generator version, parameters and seed: byte-identical tree, on any machine
 * and with any number of threads.
 */
#ifndef GORGE_GENERATORS_GENERATOR_H
#define GORGE_GENERATORS_GENERATOR_H

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"

#include <stddef.h>
#include <stdint.h>

enum parameter_kind { PARAMETER_COUNT, PARAMETER_NUMBER, PARAMETER_RELEASE };

struct parameter {
	const char *name;
	enum parameter_kind
		kind;             /* COUNT: whole, takes k/M/Ki/Mi; NUMBER: a fraction, takes %; RELEASE: "1.18" */
	const char *unit;     /* "files", "lines a file", "share"; "" for none */
	const char *standard; /* the default, as one would type it */
	double least, most;   /* inclusive; unused for RELEASE */
	const char *help;     /* one sentence */
};

enum { PARAMETER_MOST = 24 }; /* parameters a generator can have */

/* One value for each of a generator's parameters, in the order of its rows. */
struct parameter_value {
	uint64_t count; /* COUNT; for RELEASE the minor: 18 for "1.18" */
	double number;  /* NUMBER */
	char text[32];  /* canonical: the same for every way to type the same value ("100000", never "100k") */
};
struct parameter_values {
	struct parameter_value items[PARAMETER_MOST];
};

/* What a finished project is. */
struct project_facts {
	uint64_t files;        /* .go files */
	uint64_t packages;     /* packages with .go files, main ones included */
	uint64_t mains;        /* of these, main packages: each is linked once by a build */
	uint64_t lines;        /* of the .go files */
	uint64_t source_bytes; /* of the .go files */
	struct hash hash;      /* sum of hash_entry() over every file of the tree (go.mod too, gorge's own
							  marker file not) */
};

struct project_writer; /* project.h: where write() puts its files */

struct generator {
	const char *name;
	const char *summary;                /* one line */
	const char *stresses;               /* what in the compiler it stresses, one or two sentences */
	const char *issues;                 /* "golang/go#18602, #21713"; "" for none */
	const char *oldest_go;              /* "1.11": the oldest release its standard parameters compile on */
	unsigned version;                   /* raised with every change of its output; part of run ids */
	const struct parameter *parameters; /* ended by a NULL name */
	const char *size_parameter;         /* the one a growth law is fitted against */
	const char *const *std_packages;    /* NULL-terminated: every std package its output may import */
	/* Oldest minor release that compiles these values (18 with generics); NULL: that of oldest_go. */
	unsigned (*needs_minor)(const struct parameter_values *values);
	/* Holds values against each other (each alone is in its range); NULL: any go together. */
	bool (*check)(const struct parameter_values *values, struct error *err);
	bool (*write)(const struct parameter_values *values, struct project_writer *writer, struct error *err);
};

#define GENERATOR(id) extern const struct generator generator_##id;
#include "generators/generators.def"
#undef GENERATOR

/* Every generator in generators.def, NULL-terminated. */
extern const struct generator *const generators[];

/* The generator of that name, or a raised UNKNOWN_GENERATOR with the nearest name. */
const struct generator *generator_find(const char *name, struct error *err);
/* The standard values of a generator. */
void parameter_values_init(const struct generator *generator, struct parameter_values *values);
/* Sets one value from text; raises UNKNOWN_PARAMETER (with the nearest name) or BAD_VALUE (with the range).
 */
bool parameter_values_set(const struct generator *generator, struct parameter_values *values,
	const char *name, const char *text, struct error *err);
/* The index of a parameter, or SIZE_MAX. */
size_t parameter_index(const struct generator *generator, const char *name);
/* "files=1000 files_per_package=50 ... seed=1": every parameter, in row order; appended to text. */
void parameter_values_describe(
	const struct generator *generator, const struct parameter_values *values, struct text *text);
/* Raises BAD_VALUE when values that are good alone cannot go together. */
bool generator_check(
	const struct generator *generator, const struct parameter_values *values, struct error *err);
/* The oldest minor release that compiles a project with these values. */
unsigned generator_needs_minor(const struct generator *generator, const struct parameter_values *values);

#endif
