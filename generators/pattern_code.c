/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/pattern_code.h"
#include "base/memory.h"

#include <inttypes.h>

/* Each takes its number three times and then two numbers of the seed's. */
static const char *const forms[] = {
	"\n// Function%" PRIu64 " weighs the values by their places.\n"
	"func Function%" PRIu64 "(values []int) int {\n\tsum := %" PRIu64 "\n"
	"\tfor i, value := range values {\n\t\tif value > %u {\n\t\t\tsum += value * (i + %u)\n"
	"\t\t} else {\n\t\t\tsum ^= value << 3\n\t\t}\n\t}\n\treturn sum\n}\n",

	"\n// Function%" PRIu64 " writes the values as text.\n"
	"func Function%" PRIu64 "(values []int) int {\n\ttext := []byte(\"values %" PRIu64 ":\")\n"
	"\tfor _, value := range values {\n\t\tfor value = value + %u; value > 0; value /= %u {\n"
	"\t\t\ttext = append(text, byte('0'+value%%10))\n\t\t}\n\t\ttext = append(text, ' ')\n\t}\n"
	"\treturn len(text)\n}\n",

	"\n// Function%" PRIu64 " counts how often each value comes.\n"
	"func Function%" PRIu64 "(values []int) int {\n\tseen := map[int]string{%" PRIu64
	": \"first\", -%u: \"other\"}\n"
	"\tfor _, value := range values {\n\t\tif name, ok := seen[value]; ok && len(name) > %u {\n"
	"\t\t\treturn value\n\t\t}\n\t\tseen[value] = \"seen\"\n\t}\n\treturn len(seen)\n}\n",

	"\n// Record%" PRIu64 " collects values.\ntype Record%" PRIu64
	" struct {\n\tName  string\n\tItems []int\n}\n"
	"\n// Add takes one more value.\nfunc (r *Record%" PRIu64 ") Add(value int) bool {\n"
	"\tif value > %u || len(r.Items) > %u {\n\t\treturn false\n\t}\n"
	"\tr.Items = append(r.Items, value)\n\treturn true\n}\n",
};

enum { RECORD = COUNT_OF(forms) - 1 };

/* What calls the record's method, in the place of a function of that number. */
static void
print_record_user(struct pattern *pattern, uint64_t number)
{
	pattern_print(pattern,
		"\n// Function%" PRIu64 " fills a record.\nfunc Function%" PRIu64 "(values []int) int {\n"
		"\tr := &Record%" PRIu64 "{Name: \"record %" PRIu64 "\"}\n"
		"\tfor _, value := range values {\n\t\tif !r.Add(value) {\n\t\t\treturn len(r.Name)\n\t\t}\n\t}\n"
		"\treturn len(r.Items)\n}\n",
		number, number, number, number);
}

static void
print_run(struct pattern *pattern, const struct pattern_code *code)
{
	pattern_print(pattern,
		"// %s calls functions by a table.\nfunc %s() int {\n\tsum := 0\n"
		"\tfor _, function := range []func([]int) int{%s",
		code->run, code->run, code->called > 0 ? "\n" : "");
	for (uint64_t i = 0; i < code->called; i++)
		pattern_print(pattern, "\t\tFunction%" PRIu64 ",\n", code->first + i);
	pattern_print(pattern, code->called > 0 ? "\t} {" : "} {");
	pattern_print(pattern, "\n\t\tsum += function([]int{3, 5, 8})\n\t}\n\treturn sum\n}\n");
}

void
pattern_print_code(struct pattern *pattern, const struct pattern_code *code)
{
	print_run(pattern, code);
	for (uint64_t number = code->first; number < code->first + code->count; number++) {
		unsigned form = (unsigned)(number % COUNT_OF(forms));
		unsigned large = 10 + pattern_draw(pattern, 990), small = 10 + pattern_draw(pattern, 90);
		pattern_print(pattern, forms[form], number, number, number, large, small);
		if (form == RECORD)
			print_record_user(pattern, number);
	}
}
