/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Data in the source: one huge composite literal, as tools that turn files into Go write it.
 */
#include "generators/pattern.h"

#include <inttypes.h>

enum { ELEMENTS, KIND, LENGTH, GO, SEED };

static const struct parameter parameters[] = {
	[ELEMENTS] =
		COUNT_PARAMETER("elements", "elements", "200000", 1, 100e6, 2.5e6, "Elements of the literal."),
	[KIND] = CHOICE_PARAMETER("kind", "bytes|structs|strings", "bytes",
		"What is written out: a []byte, a slice of structs of four fields, or a []string."),
	[LENGTH] = COUNT_PARAMETER("length", "bytes a string", "16", 1, 1e9, 100e6,
		"Bytes of each string, in structs and strings; elements=1 with a great length is one huge string."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* Letters in quotes, which need no escapes. */
static void
print_string(struct pattern *pattern)
{
	enum { CHUNK = 64 };
	char letters[CHUNK];
	uint64_t left = pattern->values->items[LENGTH].count;

	pattern_print(pattern, "\"");
	for (int count; left > 0; left -= (uint64_t)count) {
		count = left < CHUNK ? (int)left : CHUNK;
		for (int i = 0; i < count; i++)
			letters[i] = (char)('a' + pattern_draw(pattern, 26));
		pattern_bytes(pattern, letters, (size_t)count);
	}
	pattern_print(pattern, "\"");
}

static void
print_byte(struct pattern *pattern, uint64_t index)
{
	enum { A_LINE = 16 };
	bool last = index % A_LINE == A_LINE - 1 || index + 1 == pattern->values->items[ELEMENTS].count;

	pattern_print(pattern, "%s0x%02x,%s", index % A_LINE == 0 ? "\t" : " ", pattern_draw(pattern, 256),
		last ? "\n" : "");
}

static void
print_struct(struct pattern *pattern, uint64_t index)
{
	unsigned whole = pattern_draw(pattern, 1000), tenths = 1 + pattern_draw(pattern, 9);
	bool valid = pattern_draw(pattern, 2) == 1;

	pattern_print(pattern, "\t{%" PRIu64 ", ", index);
	print_string(pattern);
	pattern_print(pattern, ", %u.%u, %s},\n", whole, tenths, valid ? "true" : "false");
}

static void
print_line(struct pattern *pattern, uint64_t index)
{
	(void)index;
	pattern_print(pattern, "\t");
	print_string(pattern);
	pattern_print(pattern, ",\n");
}

static const struct kind {
	const char *types, *element, *size; /* declared before; of the slice; of its last element as an int */
	void (*print)(struct pattern *pattern, uint64_t index);
} kinds[] = {
	{"", "byte", "int(data[len(data)-1])", print_byte},
	{"type record struct {\n\tid    int\n\tname  string\n\tvalue float64\n\tvalid bool\n}\n\n", "record",
		"data[len(data)-1].id", print_struct},
	{"", "string", "len(data[len(data)-1])", print_line},
};

static void
compose(struct pattern *pattern)
{
	const struct kind *kind = &kinds[pattern->values->items[KIND].count];

	pattern_print(pattern, "// Run reads the last element.\nfunc Run() int {\n\treturn len(data) + %s\n}\n\n",
		kind->size);
	pattern_print(pattern, "%svar data = []%s{\n", kind->types, kind->element);
	for (uint64_t i = 0; i < pattern->values->items[ELEMENTS].count; i++)
		kind->print(pattern, i);
	pattern_print(pattern, "}\n");
}

static const struct expected_law laws[] = {
	{0, 0, "linear", "golang/go#14082, #20714"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_literal_data = {
	.name = "literal_data",
	.summary = "data in the source: one huge literal of bytes, structs or strings",
	.stresses = "The syntax tree: every element is an expression of its own that is parsed, typed and kept "
				"until it is written as data.",
	.issues = "golang/go#14082, #20714, #23222",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "elements",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
