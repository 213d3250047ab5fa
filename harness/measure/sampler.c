/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/sampler.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

bool
sampler_open(struct sampler *sampler, const char *samples_path, struct error *err)
{
	if (!samples_path)
		return true;
	if (!(sampler->timeline = fopen(samples_path, "we")))
		return error_raise_errno(err, ERROR_WRITE, samples_path);
	(void)fputs("elapsed_ns,tree_bytes,anon_bytes,file_bytes,kernel_bytes,processes\n", sampler->timeline);
	return true;
}

/* A cell that is empty for what the meter cannot tell. */
static void
write_cell(FILE *out, uint64_t value, char end)
{
	if (value != UINT64_MAX)
		(void)fprintf(out, "%" PRIu64, value);
	(void)fputc(end, out);
}

static void
write_row(FILE *out, uint64_t elapsed_ns, const struct meter_sample *sample)
{
	write_cell(out, elapsed_ns, ',');
	write_cell(out, sample->total_bytes, ',');
	write_cell(out, sample->anon_bytes, ',');
	write_cell(out, sample->file_bytes, ',');
	write_cell(out, sample->kernel_bytes, ',');
	write_cell(out, sample->processes, '\n');
}

/* What makes one sample larger than another: what every meter's sample tells, without what complete() adds.
 */
static uint64_t
size_of(const struct meter_sample *sample)
{
	return sample->anon_bytes + (sample->file_bytes != UINT64_MAX ? sample->file_bytes : 0);
}

/* The command's own high-water mark only grows, so it is looked at often only at first, when a short command
 * may end at any time. */
static void
look_at_command(struct sampler *sampler)
{
	enum { OFTEN = 10, SELDOM = 16 };
	uint64_t peak_bytes;

	if (sampler->count >= OFTEN && sampler->count % SELDOM != 0)
		return;
	if (child_peak_bytes(sampler->command, &peak_bytes) && peak_bytes > sampler->command_peak_bytes)
		sampler->command_peak_bytes = peak_bytes;
}

bool
sampler_tick(struct sampler *sampler, uint64_t now_ns, struct error *err)
{
	const struct meter *meter = sampler->meter;
	struct meter_sample sample;
	bool is_largest;

	if (!meter->sample(sampler->session, &sample))
		return error_raise(
			err, ERROR_MEASURE, meter->name, "the meter could not be read: %s", strerror(errno));
	is_largest = sampler->count == 0 || size_of(&sample) > size_of(&sampler->largest);
	if (meter->complete && (is_largest || sampler->timeline))
		meter->complete(sampler->session, &sample);
	if (is_largest)
		sampler->largest = sample;
	look_at_command(sampler);
	sampler->anon_bytes = sample.anon_bytes;
	if (sample.anon_bytes > sampler->anon_peak_bytes)
		sampler->anon_peak_bytes = sample.anon_bytes;
	if (sampler->timeline)
		write_row(sampler->timeline, now_ns - sampler->started_ns, &sample);
	sampler->count++;
	return true;
}

bool
sampler_close(struct sampler *sampler, const char *samples_path, struct error *err)
{
	FILE *out = sampler->timeline;
	bool failed;

	if (!out)
		return true;
	sampler->timeline = NULL;
	failed = ferror(out) != 0;
	if (fclose(out) != 0 || failed)
		return error_raise_errno(err, ERROR_WRITE, samples_path);
	return true;
}
