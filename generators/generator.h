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

enum parameter_kind {
	PARAMETER_COUNT,   /* a whole number, takes k/M/Ki/Mi */
	PARAMETER_NUMBER,  /* a fraction, takes % */
	PARAMETER_RELEASE, /* "1.18" */
	PARAMETER_CHOICE,  /* one word of a few */
	PARAMETER_TEXT,    /* anything without blanks */
};

struct parameter {
	const char *name;
	enum parameter_kind kind;
	const char *unit;     /* "files", "lines a file", "share"; "" for none */
	const char *standard; /* the default, as one would type it */
	double least, most;   /* inclusive; of COUNT and NUMBER */
	const char *help;     /* one sentence */
	double ask;           /* above it the compiler may diverge or the disk fill up, so that gorge asks for
							 --yes; 0 = never */
	const char *choices;  /* of CHOICE: "chain|diamond" */
};

/* Rows of a generator's parameters; those of `go` and `seed` stand last, in this order. */
#define COUNT_PARAMETER(name, unit, standard, least, most, ask, help)                                        \
	{                                                                                                        \
		name, PARAMETER_COUNT, unit, standard, least, most, help, ask, NULL                                  \
	}
#define NUMBER_PARAMETER(name, unit, standard, least, most, help)                                            \
	{                                                                                                        \
		name, PARAMETER_NUMBER, unit, standard, least, most, help, 0, NULL                                   \
	}
#define CHOICE_PARAMETER(name, choices, standard, help)                                                      \
	{                                                                                                        \
		name, PARAMETER_CHOICE, "", standard, 0, 0, help, 0, choices                                         \
	}
#define TEXT_PARAMETER(name, standard, help)                                                                 \
	{                                                                                                        \
		name, PARAMETER_TEXT, "", standard, 0, 0, help, 0, NULL                                              \
	}
#define GO_PARAMETER(standard)                                                                               \
	{                                                                                                        \
		"go", PARAMETER_RELEASE, "", standard, 0, 0, "The go line of go.mod.", 0, NULL                       \
	}
#define SEED_PARAMETER                                                                                       \
	COUNT_PARAMETER("seed", "", "1", 0, 1e15, 0, "Another seed is another project of the same shape.")

enum { PARAMETER_MOST = 24 }; /* parameters a generator can have */

/* One value for each of a generator's parameters, in the order of its rows. */
struct parameter_value {
	uint64_t count; /* COUNT; of RELEASE the minor: 18 for "1.18"; of CHOICE the index of the word */
	double number;  /* NUMBER */
	char text[96];  /* canonical: the same for every way to type the same value ("100000", never "100k") */
};
struct parameter_values {
	struct parameter_value items[PARAMETER_MOST];
};

/* What a finished project is. */
struct project_facts {
	uint64_t files;        /* .go files */
	uint64_t packages;     /* packages that a build compiles, main ones included */
	uint64_t mains;        /* of these, main packages: each is linked once by a build */
	uint64_t lines;        /* of the .go files */
	uint64_t source_bytes; /* of the .go files */
	struct hash hash;      /* sum of hash_entry() over every file of the tree (go.mod too, gorge's own
							  marker file not) */
};

struct project_writer; /* project_writer.h: where write() puts its files */
struct pattern;        /* pattern.h: what compose() prints into */

/* How the compiler's memory is expected to grow with the size parameter, by release. */
struct expected_law {
	unsigned first_minor, last_minor; /* releases, both included; 0 = from the oldest, to the newest */
	const char *law;                  /* "constant", "linear", "power 1.6", "quadratic", "exponential" ... */
	const char *source;               /* an issue, or "measured": what gorge itself has found */
};

struct generator {
	const char *name;
	const char *summary;                /* one line */
	const char *stresses;               /* what in the compiler it stresses, one or two sentences */
	const char *issues;                 /* "golang/go#18602, #21713"; "" for none */
	const char *oldest_go;              /* "1.11": the oldest release its standard parameters compile on */
	unsigned version;                   /* raised with every change of its output; part of run ids */
	const struct parameter *parameters; /* ended by a NULL name */
	const char *size_parameter;         /* the one a growth law is fitted against */
	const struct expected_law *laws;    /* of the largest compile over the size; ended by a NULL law */
	const char *const *std_packages;    /* NULL-terminated: every std package its output may import */
	bool needs_cgo;                     /* only builds with CGO_ENABLED=1 and a C compiler */
	bool compiles_std;                  /* std packages too, depending on the release: what is compiled has
										   to be asked of the go command */
	/* Oldest minor release that compiles these values (18 with generics); NULL: that of oldest_go. */
	unsigned (*needs_minor)(const struct parameter_values *values);
	/* Adds std packages that only these values import; NULL: there are no such. */
	void (*add_std)(const struct parameter_values *values, struct list *packages);
	/* Holds values against each other (each alone is in its range); NULL: any go together. */
	bool (*check)(const struct parameter_values *values, struct error *err);
	/* Writes a project of any shape. NULL: a module of one package that compose() fills, and its main. */
	bool (*write)(const struct parameter_values *values, struct project_writer *writer, struct error *err);
	/* Prints one file of the package, behind its package clause: imports, declarations, and among them
	 * `func Run() int`, which reaches all that has to be linked. A generator that has it can be mixed into
	 * a `module`. */
	void (*compose)(struct pattern *pattern);
	/* In place of both: fills an empty folder by other means (exec_generator.h), with a folder FOLDER.home
	 * beside it to be used meanwhile. Such a generator is not in
	 * the registry, and its std_packages is NULL: the go command is asked. */
	bool (*run)(const struct generator *generator, const struct parameter_values *values, const char *folder,
		struct error *err);
};

#define GENERATOR(id) extern const struct generator generator_##id;
#include "generators/generators.def"
#undef GENERATOR

/* Every generator in generators.def, NULL-terminated. */
extern const struct generator *const generators[];

/* The generator of that name, or a raised UNKNOWN_GENERATOR with the nearest name. */
const struct generator *generator_find(const char *name, struct error *err);

#endif
