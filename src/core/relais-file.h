/* relais-file.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a person saves: all of it is there afterwards, or nothing changed. GLib 2.84 alone leaves a file that was cut off when the disk is
 * full, also in place of the one that g_file_replace_contents() was to replace.
 *
 * @may_replace: whether a file that is there may go; otherwise the error is G_IO_ERROR_EXISTS. Errors are those of GIO. @callback gets
 * @file as its source. Main thread.
 */
void     relais_file_write_async  (GFile                *file,
                                   GBytes               *bytes,
                                   gboolean              may_replace,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean relais_file_write_finish (GFile                *file,
                                   GAsyncResult         *result,
                                   GError              **error);

/* Removes a file, or a folder with all that is in it. Links are removed, not followed. What is not there is removed already. Errors are
 * those of GIO, for the first that would not go. Blocking: for a worker. */
gboolean relais_file_remove_tree  (const char           *path,
                                   GError              **error);

G_END_DECLS
