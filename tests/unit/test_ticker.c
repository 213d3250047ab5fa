/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "platform/clock.h"
#include "platform/ticker.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

/* What a tick tells. */
struct told {
	atomic_int ticks;
	atomic_bool takes_signals;
};

static void
tick(void *context)
{
	struct told *told = context;
	sigset_t blocked;

	if (pthread_sigmask(SIG_BLOCK, NULL, &blocked) != 0 || !sigismember(&blocked, SIGTERM) ||
		!sigismember(&blocked, SIGCHLD))
		told->takes_signals = true;
	told->ticks++;
}

/* Waits until there were as many, for at most ten seconds; returns how long. */
static uint64_t
wait_for_ticks(const struct told *told, int ticks)
{
	uint64_t start_ns = clock_now_ns();

	for (int i = 0; i < 1000 && told->ticks < ticks; i++)
		clock_pause_ms(10);
	assert_true(told->ticks >= ticks);
	return clock_now_ns() - start_ns;
}

static void
test_a_tick_comes_at_once_and_then_each_second(void **state)
{
	struct told told = {0};
	struct ticker *ticker = ticker_start(tick, &told);
	int before;

	(void)state;
	assert_non_null(ticker);
	(void)wait_for_ticks(&told, 1);
	assert_true(wait_for_ticks(&told, 2) > 500000000u);
	ticker_stop(ticker);
	before = told.ticks;
	clock_pause_ms(1100);
	assert_int_equal(told.ticks, before);
	assert_false(told.takes_signals);
}

static void
test_the_lock_keeps_ticks_out(void **state)
{
	struct told told = {0};
	struct ticker *ticker = ticker_start(tick, &told);
	int before;

	(void)state;
	assert_non_null(ticker);
	ticker_lock(ticker);
	before = told.ticks;
	clock_pause_ms(1300);
	assert_int_equal(told.ticks, before);
	ticker_unlock(ticker);
	(void)wait_for_ticks(&told, before + 1);
	ticker_stop(ticker);
}

static void
test_none_has_nobody_to_keep_out(void **state)
{
	(void)state;
	ticker_lock(NULL);
	ticker_unlock(NULL);
	ticker_stop(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_tick_comes_at_once_and_then_each_second),
		cmocka_unit_test(test_the_lock_keeps_ticks_out),
		cmocka_unit_test(test_none_has_nobody_to_keep_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
