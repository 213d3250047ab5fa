/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/ticker.h"

#include "base/memory.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

struct ticker {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool ending;
	void (*tick)(void *context);
	void *context;
};

static void *
run(void *argument)
{
	struct ticker *ticker = argument;
	struct timespec wake;

	ticker_lock(ticker);
	while (!ticker->ending) {
		ticker->tick(ticker->context);
		(void)clock_gettime(CLOCK_MONOTONIC, &wake);
		wake.tv_sec++;
		(void)pthread_cond_timedwait(&ticker->ended, &ticker->lock, &wake);
	}
	ticker_unlock(ticker);
	return NULL;
}

/* Signals belong to the loop that waits for the measured command, so the thread is born with all of them
 * blocked. */
static bool
start_thread(struct ticker *ticker)
{
	sigset_t all, before;
	pthread_attr_t attributes;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	(void)pthread_attr_init(&attributes);
	(void)pthread_attr_setstacksize(&attributes, (size_t)256 * 1024);
	bool started = pthread_create(&ticker->thread, &attributes, run, ticker) == 0;
	(void)pthread_attr_destroy(&attributes);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

/* The host's date may be set meanwhile, so the clock is one that nobody sets. */
static void
init_ended(struct ticker *ticker)
{
	pthread_condattr_t attributes;

	(void)pthread_condattr_init(&attributes);
	(void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&ticker->ended, &attributes);
	(void)pthread_condattr_destroy(&attributes);
}

static void
ticker_free(struct ticker *ticker)
{
	(void)pthread_cond_destroy(&ticker->ended);
	(void)pthread_mutex_destroy(&ticker->lock);
	free(ticker);
}

struct ticker *
ticker_start(void (*tick)(void *context), void *context)
{
	struct ticker *ticker = memory_zeroed(1, sizeof *ticker);

	ticker->tick = tick;
	ticker->context = context;
	(void)pthread_mutex_init(&ticker->lock, NULL);
	init_ended(ticker);
	if (start_thread(ticker))
		return ticker;
	ticker_free(ticker);
	return NULL;
}

void
ticker_lock(struct ticker *ticker)
{
	if (ticker)
		(void)pthread_mutex_lock(&ticker->lock);
}

void
ticker_unlock(struct ticker *ticker)
{
	if (ticker)
		(void)pthread_mutex_unlock(&ticker->lock);
}

void
ticker_stop(struct ticker *ticker)
{
	if (!ticker)
		return;
	ticker_lock(ticker);
	ticker->ending = true;
	(void)pthread_cond_signal(&ticker->ended);
	ticker_unlock(ticker);
	(void)pthread_join(ticker->thread, NULL);
	ticker_free(ticker);
}
