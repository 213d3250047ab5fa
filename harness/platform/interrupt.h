/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every signal that would end gorge and can be caught (SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1
 * ...) asks it to stop: what waits is woken, finished rows stay, and whatever was started is killed and
 * removed on the way out.
 */
#ifndef GORGE_PLATFORM_INTERRUPT_H
#define GORGE_PLATFORM_INTERRUPT_H

#include "base/error.h"

/* Takes over those signals for the rest of the process, but for those that gorge was started to ignore
 * (nohup; SIGINT, SIGQUIT and SIGTERM are taken over all the same). Call once, early. */
void interrupt_install(void);
/* True from the first such signal on. */
bool interrupt_requested(void);
/* Becomes readable with the first such signal; for poll(). -1 before interrupt_install(). */
int interrupt_fd(void);
/* True when it was SIGPIPE: whoever read what gorge prints has gone, as `gorge ... | head -1` does. */
bool interrupt_by_reader(void);
/* Raises ERROR_INTERRUPTED when one has come; true otherwise. */
bool interrupt_check(struct error *err);

#endif
