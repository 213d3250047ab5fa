/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SIGINT, SIGTERM and SIGHUP ask gorge to stop: what waits is woken, finished rows stay, and whatever was
 * started is killed and removed on the way out.
 */
#ifndef GORGE_PLATFORM_INTERRUPT_H
#define GORGE_PLATFORM_INTERRUPT_H

#include "base/error.h"

/* Takes over those signals for the rest of the process. Call once, early. */
void interrupt_install(void);
/* True from the first such signal on. */
bool interrupt_requested(void);
/* Becomes readable with the first such signal; for poll(). -1 before interrupt_install(). */
int interrupt_fd(void);
/* Raises ERROR_INTERRUPTED when one has come; true otherwise. */
bool interrupt_check(struct error *err);

#endif
