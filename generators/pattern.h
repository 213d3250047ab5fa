/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing small nasty projects with little code: print Go text into files, in as many folders as wanted. Text
 * goes to disk as it comes, so a file of any size needs no more memory than a small one. A failure is kept by
 * the worker below and makes what follows do nothing, so printing needs no checks.
 */
#ifndef GORGE_GENERATORS_PATTERN_H
#define GORGE_GENERATORS_PATTERN_H

#include "generators/generator.h"
#include "generators/go_source.h"
#include "generators/project_writer.h"

/* The import path of what patterns write; their packages are below it. */
#define PATTERN_MODULE "example.com/project"

struct pattern {
	const struct parameter_values *values;
	struct random random; /* a stream of this folder's own, from the seed */
	struct project_worker *worker;
	struct go_source source; /* printed and not yet appended to the file */
};

/* Prints Go text into the file that is open. */
__attribute__((format(printf, 2, 3))) void pattern_print(struct pattern *pattern, const char *format, ...);
/* Bytes as they are, for files that are not text. */
void pattern_bytes(struct pattern *pattern, const void *bytes, size_t count);
/* The value of a COUNT parameter of at most 1e9, or the index of a CHOICE's word. */
unsigned pattern_count(const struct pattern *pattern, size_t parameter);
/* A whole number from 0 to `bound` - 1, drawn from pattern->random. At most one among the arguments of a
 * call: compilers evaluate arguments in orders of their own, and the bytes would be theirs. */
unsigned pattern_draw(struct pattern *pattern, unsigned bound);

/* Opens a folder below the module's root ("" is the root), then files in it, each closed by pattern_close().
 */
__attribute__((format(printf, 3, 4))) bool pattern_enter(
	struct pattern *pattern, enum project_folder kind, const char *format, ...);
__attribute__((format(printf, 2, 3))) void pattern_open(struct pattern *pattern, const char *format, ...);
bool pattern_close(struct pattern *pattern);
/* Writes go.mod; `more` stands behind the go line ("" for nothing). */
bool pattern_go_mod(struct pattern *pattern, const char *module, uint64_t go_minor, const char *more);

/* Writes main.go into the open folder: it prints the sum of what the Run functions of `count` packages
 * return, package000, package001 ... (at most 1,000) for the name "package"; of one without a number when
 * count is 0.
 */
bool pattern_main(struct pattern *pattern, const char *name, uint64_t count);

/* Calls write_folder for each index below `count`, in any order and by several threads. What a folder holds
 * must follow from values and index alone. `seed_parameter` is the seed's index in the values. */
struct pattern_folders {
	const struct parameter_values *values;
	size_t seed_parameter;
	uint64_t count;
	bool (*write_folder)(struct pattern *pattern, uint64_t index);
};
bool pattern_write(const struct pattern_folders *folders, struct project_writer *writer, struct error *err);

/* The project of one package, `pattern`, and of a main that calls its Run. */
struct pattern_package {
	const struct parameter_values *values;
	size_t seed_parameter, go_parameter;          /* their indices in the values */
	bool (*write_files)(struct pattern *pattern); /* of the package, whose folder is open */
};
bool pattern_write_package(
	const struct pattern_package *package, struct project_writer *writer, struct error *err);

/* The same of a generator that has only compose(). */
bool pattern_write_composed(const struct generator *generator, const struct parameter_values *values,
	struct project_writer *writer, struct error *err);
/* One more file of a package that a worker is in: what compose() prints for these values, for `mix`. */
bool pattern_add_file(const struct generator *generator, const struct parameter_values *values,
	struct project_worker *worker, const char *package, const char *file);

#endif
