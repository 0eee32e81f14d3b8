/* relais-progress.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-progress.h"

struct _RelaisProgress
{
  int done;    /* (atomic) */
  int total;   /* (atomic) */
};

RelaisProgress *
relais_progress_new (void)
{
  return g_atomic_rc_box_new0 (RelaisProgress);
}

RelaisProgress *
relais_progress_ref (RelaisProgress *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
relais_progress_unref (RelaisProgress *self)
{
  g_atomic_rc_box_release (self);
}

void
relais_progress_set (RelaisProgress *self,
                     guint           done,
                     guint           total)
{
  g_atomic_int_set (&self->total, (int) total);
  g_atomic_int_set (&self->done, (int) done);
}

void
relais_progress_get (RelaisProgress *self,
                     guint          *done,
                     guint          *total)
{
  *done = (guint) g_atomic_int_get (&self->done);
  *total = (guint) g_atomic_int_get (&self->total);
}
