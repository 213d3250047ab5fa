/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * runs_rows RUNS CELLS SIZES RELEASES: a runs.csv of that many rows on standard output, as an experiment on so
 * many releases would leave it: CELLS cells, as many of them on each release, measured in turn again and again;
 * SIZES of them make a series. Peaks follow the size by a law of the series, with 1% of noise; the later half of
 * the releases needs 4% more of every third series. Same arguments, same bytes.
 */
#include <inttypes.h>
#include <math.h>
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

/* 1 to within 1%, most often within half of that. */
static double
noise(uint64_t *state)
{
	double sum = 0;

	for (int i = 0; i < 4; i++)
		sum += (double)(next_random(state) >> 11) / 9007199254740992.0;
	return 1 + (sum - 2) * 0.01;
}

struct cell {
	uint64_t number, series, size, release;
	int is_later; /* the release, of the two halves */
};

static uint64_t
peak_of(const struct cell *cell, double share, uint64_t *state)
{
	double exponent = 0.5 + (double)(cell->series % 4) * 0.25;
	double bytes = 2e7 + 4e4 * (double)(cell->series % 7 + 1) * pow((double)cell->size, exponent);

	if (cell->is_later && cell->series % 3 == 0)
		bytes *= 1.04;
	return (uint64_t)(bytes * share * noise(state) / 1024) * 1024;
}

static void
print_header(void)
{
	puts(
		"schema,experiment,run_id,cell_id,repetition,started_at,host,go_version,go_id,generator,params,files,"
		"packages,lines,source_bytes,project_hash,workload,cache,target,meter,GOGC,GOMAXPROCS,p,c,outcome,"
		"exit_status,wall_ns,user_ns,system_ns,tools,tools_expected,largest_process_bytes,largest_process_tool,"
		"largest_process_package,largest_compile_bytes,largest_compile_package,largest_link_bytes,"
		"tree_peak_bytes,tree_anon_peak_bytes,output_bytes,samples,quality");
}

static void
print_time(uint64_t second)
{
	printf("2026-%02" PRIu64 "-%02" PRIu64 "T%02" PRIu64 ":%02" PRIu64 ":%02" PRIu64 "Z",
		1 + second / 2419200 % 12, 1 + second / 86400 % 28, second / 3600 % 24, second / 60 % 60,
		second % 60);
}

static void
print_row(const struct cell *cell, uint64_t repetition, uint64_t row, uint64_t *state)
{
	uint64_t compile = peak_of(cell, 1, state), wall = peak_of(cell, 9, state);

	printf("1,many,%016" PRIx64 "%016" PRIx64 ",%032" PRIx64 ",%" PRIu64 ",", cell->number + 1,
		repetition * UINT64_C(0x9e3779b97f4a7c15), (cell->number + 1) * UINT64_C(0xc2b2ae3d27d4eb4f),
		repetition);
	print_time(row * 3);
	printf(",vm,1.%" PRIu64 ".%" PRIu64 ",%032" PRIu64 ",module@1,files=%" PRIu64 " series=%" PRIu64
		   " seed=1,%" PRIu64 ",2,%" PRIu64 ",%" PRIu64 ",%032" PRIx64
		   ",build,std,./...,cgroup2,unset,2,2,2,ok,0,",
		26 + cell->release / 20, 1 + cell->release % 20, cell->release, cell->size, cell->series, cell->size,
		cell->size * 40, cell->size * 900, cell->series * 1000003 + cell->size);
	printf("%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",3,3,%" PRIu64 ",compile,example.com/project,%" PRIu64
		   ",example.com/project,%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",10,\n",
		wall, wall / 10 * 7, wall / 10, compile, compile, peak_of(cell, 0.8, state),
		peak_of(cell, 1.5, state), peak_of(cell, 1.2, state), cell->size * 900 + 2000000);
}

int
main(int count, char **arguments)
{
	uint64_t numbers[4] = {0}, state = 88172645463325252;

	for (int i = 0; count == 5 && i < 4; i++)
		numbers[i] = strtoull(arguments[i + 1], NULL, 10);
	if (numbers[0] == 0 || numbers[1] == 0 || numbers[2] == 0 || numbers[3] < 2) {
		(void)fprintf(stderr, "usage: runs_rows RUNS CELLS SIZES RELEASES\n");
		return 2;
	}
	print_header();
	for (uint64_t row = 0; row < numbers[0]; row++) {
		uint64_t number = row % numbers[1], place = number / numbers[3];
		struct cell cell = {.number = number,
			.series = place / numbers[2],
			.size = 100 * (1 + place % numbers[2]),
			.release = number % numbers[3],
			.is_later = number % numbers[3] >= numbers[3] / 2};
		print_row(&cell, row / numbers[1] + 1, row, &state);
	}
	return fflush(stdout) == 0 ? 0 : 1;
}
