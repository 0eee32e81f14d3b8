/* relais-clock.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"

static GMutex   lock;
static gboolean frozen;      /* (locked) */
static gint64   frozen_time; /* (locked) */

gint64
relais_clock_now (void)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);

  return frozen ? frozen_time : g_get_real_time () / 1000;
}

void
relais_clock_freeze (gint64 now)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);

  frozen = TRUE;
  frozen_time = now;
}

void
relais_clock_advance (gint64 milliseconds)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);

  g_return_if_fail (frozen);

  frozen_time += milliseconds;
}

void
relais_clock_thaw (void)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);

  frozen = FALSE;
}
