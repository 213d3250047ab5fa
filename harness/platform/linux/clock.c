/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/clock.h"

#include <time.h>

static uint64_t
read_clock(clockid_t clock)
{
	struct timespec now;

	(void)clock_gettime(clock, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t
clock_now_ns(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int64_t
clock_date_ns(void)
{
	return (int64_t)read_clock(CLOCK_REALTIME);
}

uint64_t
clock_suspended_ns(void)
{
	uint64_t without = read_clock(CLOCK_MONOTONIC), with = read_clock(CLOCK_BOOTTIME);

	return with > without ? with - without : 0;
}

char *
clock_utc(enum clock_format format, char out[CLOCK_TEXT_BYTES])
{
	static const char *const formats[] = {
		[CLOCK_STAMP] = "%Y-%m-%dT%H:%M:%SZ", [CLOCK_NAME] = "%Y%m%dT%H%M%SZ"};
	time_t now = time(NULL);
	struct tm utc;

	(void)strftime(out, CLOCK_TEXT_BYTES, formats[format], gmtime_r(&now, &utc));
	return out;
}

void
clock_pause_ms(unsigned milliseconds)
{
	(void)nanosleep(
		&(struct timespec){.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L}, NULL);
}
