/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A process that does nothing but wait for gorge's death, to do at once what the next gorge would have to:
 * gorge cannot do it when it is killed, and the kernel kills what gorge has started itself, but not what that
 * started.
 */
#ifndef GORGE_PLATFORM_GUARD_H
#define GORGE_PLATFORM_GUARD_H

/* Starts one, which calls clear() when gorge has died. Call once, early, while gorge has a single thread: the
 * guard is a copy of it, in a session of its own, with nothing that gorge has open. Where none can be had,
 * leftovers wait for the next gorge. */
void guard_start(void (*clear)(void));
/* Ends it: gorge has cleared up after itself. Fine when there is none. */
void guard_dismiss(void);
/* Its number; 0 when there is none. */
int guard_pid(void);

#endif
