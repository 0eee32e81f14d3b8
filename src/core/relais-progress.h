/* relais-progress.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far a piece of work got: written on the thread that does it, read by whoever shows it, when they like. Any thread. */
typedef struct _RelaisProgress RelaisProgress;

RelaisProgress *relais_progress_new   (void);
RelaisProgress *relais_progress_ref   (RelaisProgress *self);
void            relais_progress_unref (RelaisProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisProgress, relais_progress_unref)

/* @total: of how many; 0: nobody knows yet */
void            relais_progress_set   (RelaisProgress *self,
                                       guint           done,
                                       guint           total);
void            relais_progress_get   (RelaisProgress *self,
                                       guint          *done,
                                       guint          *total);

G_END_DECLS
