/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A call once a second, whatever else goes on.
 */
#ifndef GORGE_PLATFORM_TICKER_H
#define GORGE_PLATFORM_TICKER_H

struct ticker;

/* Calls tick(context) at once and then every second, on a thread of its own that takes no signals, with the
 * ticker's lock held. NULL when no thread is to be had; else the caller stops it. */
struct ticker *ticker_start(void (*tick)(void *context), void *context);
/* Keeps tick() from running meanwhile. NULL is fine: then there is nobody to keep out. */
void ticker_lock(struct ticker *ticker);
void ticker_unlock(struct ticker *ticker);
/* Returns when tick() runs no more and will not again. NULL is fine. The lock is not held by the caller. */
void ticker_stop(struct ticker *ticker);

#endif
