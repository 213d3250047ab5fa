/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folders opened only where they lie on the same mount as the one above: what is mounted on a folder, be it
 * another folder of the very same disk, is somebody else's.
 */
#ifndef GORGE_PLATFORM_LINUX_FILES_SAME_MOUNT_H
#define GORGE_PLATFORM_LINUX_FILES_SAME_MOUNT_H

/* Opens a folder of that name in an open folder (or AT_FDCWD), which no link stands for, to be listed; one
 * that may not be read is made so first. -1 with errno: EBUSY when something is mounted there, ENOTDIR or
 * ELOOP when it is no folder. */
int same_mount_enter(int above, const char *name);

#endif
