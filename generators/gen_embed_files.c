/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files built into the program by //go:embed: web pages, databases, models.
 */
#include "generators/pattern.h"

#include "generators/parameters.h"

#include <inttypes.h>

enum { KIBIBYTES, FILES, KIND, GO, SEED };

static const struct parameter parameters[] = {
	[KIBIBYTES] = COUNT_PARAMETER("kibibytes", "KiB a file", "16384", 1, 2e6, 300e3,
		"Size of each file; with its copies a build takes about four times that on disk."),
	[FILES] = COUNT_PARAMETER("files", "files", "1", 1, 1000, 100, "Files that are embedded."),
	[KIND] = CHOICE_PARAMETER("kind", "string|bytes|files", "string",
		"What they become: a string or a []byte each, or one embed.FS of them all."),
	[GO] = GO_PARAMETER("1.16"),
	[SEED] = SEED_PARAMETER,
	{0},
};

enum { STRING, BYTES, FILE_SYSTEM };

static void
print_variables(struct pattern *pattern, const char *type)
{
	uint64_t files = pattern->values->items[FILES].count;

	pattern_print(pattern, "import _ \"embed\"\n");
	for (uint64_t i = 0; i < files; i++)
		pattern_print(pattern, "\n//go:embed data%03" PRIu64 ".bin\nvar data%03" PRIu64 " %s\n", i, i, type);
	pattern_print(pattern, "\n// Run reads the last byte of each.\nfunc Run() int {\n\tsum := 0\n");
	for (uint64_t i = 0; i < files; i++)
		pattern_print(pattern, "\tsum += int(data%03" PRIu64 "[len(data%03" PRIu64 ")-1])\n", i, i);
	pattern_print(pattern, "\treturn sum\n}\n");
}

static void
print_file_system(struct pattern *pattern)
{
	pattern_print(pattern,
		"import \"embed\"\n\n//go:embed *.bin\nvar data embed.FS\n\n"
		"// Run adds up the sizes.\nfunc Run() int {\n\tsum := 0\n\tentries, _ := data.ReadDir(\".\")\n"
		"\tfor _, entry := range entries {\n\t\tfile, _ := data.Open(entry.Name())\n"
		"\t\tinfo, _ := file.Stat()\n\t\tsum += int(info.Size())\n\t}\n\treturn sum\n}\n");
}

/* The same bytes on every host. */
static void
store_little_endian(uint64_t word, unsigned char *bytes)
{
	for (unsigned i = 0; i < sizeof word; i++)
		bytes[i] = (unsigned char)(word >> 8 * i);
}

/* Random bytes: nothing on the way could make them smaller. */
static bool
write_data(struct pattern *pattern, uint64_t file)
{
	unsigned char bytes[1024];

	pattern_open(pattern, "data%03" PRIu64 ".bin", file);
	for (uint64_t left = pattern->values->items[KIBIBYTES].count; left > 0; left--) {
		for (size_t i = 0; i < sizeof bytes; i += sizeof(uint64_t))
			store_little_endian(random_next(&pattern->random), bytes + i);
		pattern_bytes(pattern, bytes, sizeof bytes);
	}
	return pattern_close(pattern);
}

static bool
write_files(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;

	for (uint64_t i = 0; i < values[FILES].count; i++)
		if (!write_data(pattern, i))
			return false;
	pattern_open(pattern, "pattern.go");
	pattern_print(pattern, "package pattern\n\n");
	if (values[KIND].count == FILE_SYSTEM)
		print_file_system(pattern);
	else
		print_variables(pattern, values[KIND].count == STRING ? "string" : "[]byte");
	return pattern_close(pattern);
}

static bool
write(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	return pattern_write_package(&(struct pattern_package){values, SEED, GO, write_files}, writer, err);
}

static const struct expected_law laws[] = {
	{0, 0, "constant", "measured: 64 KiB to 256 MiB"},
	{0},
};

static const char *const std_packages[] = {"embed", "runtime", NULL};

const struct generator generator_embed_files = {
	.name = "embed_files",
	.summary = "large files built into the program by //go:embed",
	.stresses =
		"The link, whose peak is mostly its mapped output, and the disk: every file is copied into an "
		"archive and then into the program. The compiler only hashes it.",
	.issues = "golang/go#47627",
	.oldest_go = "1.16",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "kibibytes",
	.laws = laws,
	.std_packages = std_packages,
	.write = write,
};
