/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tools_rows ROWS PACKAGES: a tools.csv of that many rows on standard output, as builds of one project would
 * leave it: each run compiles every package in turn, with a link at its end, and peaks that follow the size
 * of the package with some noise, in whole KiB as the kernel counts them. Same arguments, same bytes.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* xorshift64*, Vigna 2016: enough for made-up rows. */
static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

static void
print_package(uint64_t package)
{
	static const char *const roots[] = {"example.com/project", "k8s.io/kubernetes/pkg", "internal",
		"github.com/aws/aws-sdk-go-v2/service", "golang.org/x/tools/gopls/internal", "crypto/internal"};
	static const char *const words[] = {
		"codec", "bracket", "column", "scheduler", "registry", "storage", "auth", "util", "memo", "wire"};

	printf(
		"%s/%s/%s%" PRIu64, roots[package % 6], words[package / 6 % 10], words[package / 60 % 10], package);
}

static void
print_row(uint64_t row, uint64_t packages, uint64_t *state)
{
	uint64_t run = row / (packages + 1) + 1, package = row % (packages + 1), noise = next_random(state);
	uint64_t size = package * UINT64_C(2654435761) % 997, wall = 20000000 + size * 1700000 + noise % 9000000;
	int is_link = package == packages;

	printf("1,%016" PRIx64 "%016" PRIx64 ",%" PRIu64 ",%s,", run * UINT64_C(0x9e3779b97f4a7c15),
		run * UINT64_C(0xc2b2ae3d27d4eb4f), 1000 + row % 30000, is_link ? "link" : "compile");
	print_package(package);
	printf(",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",2,%" PRIu64 ",0\n",
		package * 11000000 + noise % 1000000, wall, wall / 1000 * 700, wall / 1000 * 90,
		(30000 + size * 90 + (noise >> 32) % (900 + size * 4)) * 1024, 4000 + size * 1300 + package % 1000);
}

int
main(int count, char **arguments)
{
	uint64_t rows = count == 3 ? strtoull(arguments[1], NULL, 10) : 0;
	uint64_t packages = count == 3 ? strtoull(arguments[2], NULL, 10) : 0, state = 88172645463325252;

	if (rows == 0 || packages == 0) {
		(void)fprintf(stderr, "usage: tools_rows ROWS PACKAGES\n");
		return 2;
	}
	puts(
		"schema,run_id,pid,tool,package,started_ns,wall_ns,user_ns,system_ns,peak_bytes,concurrency,output_bytes,exit_status");
	for (uint64_t row = 0; row < rows; row++)
		print_row(row, packages, &state);
	return fflush(stdout) == 0 ? 0 : 1;
}
