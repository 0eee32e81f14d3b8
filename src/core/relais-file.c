/* relais-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>

#include "relais-file.h"

typedef struct
{
  GBytes   *bytes;         /* (owned) */
  gboolean  may_replace;
  gboolean  replacing;     /* what was there before */
  GError   *error;         /* (owned) (nullable) why it is not written */
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_bytes_unref (writing->bytes);
  g_clear_error (&writing->error);
  g_free (writing);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);

  g_file_delete_finish (G_FILE (source), result, NULL);
  g_task_return_error (task, g_steal_pointer (&writing->error));
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);
  GFile *file = g_task_get_source_object (task);

  /* Some servers say only now that they did not take it. */
  if (g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, writing->error == NULL ? &writing->error : NULL) &&
      writing->error == NULL)
    g_task_return_boolean (task, TRUE);
  else if (!writing->replacing)
    g_file_delete_async (file, G_PRIORITY_DEFAULT, NULL, deleted_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&writing->error));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);
  g_autoptr(GCancellable) closing = g_cancellable_new ();

  /* A stream that is closed and cancelled does not take the place of the file. */
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &writing->error))
    g_cancellable_cancel (closing);
  g_output_stream_close_async (G_OUTPUT_STREAM (source), G_PRIORITY_DEFAULT, closing, closed_cb, g_steal_pointer (&task));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileOutputStream) stream = writing->replacing ? g_file_replace_finish (G_FILE (source), result, &error)
                                                           : g_file_create_finish (G_FILE (source), result, &error);

  if (stream != NULL)
    {
      gsize size;
      const void *data = g_bytes_get_data (writing->bytes, &size);

      g_output_stream_write_all_async (G_OUTPUT_STREAM (stream), data, size, G_PRIORITY_DEFAULT, NULL, written_cb,
                                       g_steal_pointer (&task));
    }
  else if (writing->may_replace && !writing->replacing && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      writing->replacing = TRUE;
      g_file_replace_async (G_FILE (source), NULL, FALSE, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT, NULL, opened_cb,
                            g_steal_pointer (&task));
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/* See the header. */
void
relais_file_write_async (GFile               *file,
                         GBytes              *bytes,
                         gboolean             may_replace,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;
  Writing *writing;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (bytes != NULL);

  task = g_task_new (file, NULL, callback, user_data);
  g_task_set_source_tag (task, relais_file_write_async);
  writing = g_new0 (Writing, 1);
  writing->bytes = g_bytes_ref (bytes);
  writing->may_replace = may_replace;
  g_task_set_task_data (task, writing, writing_free);
  g_file_create_async (file, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT, NULL, opened_cb, task);
}

gboolean
relais_file_write_finish (GFile         *file,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static int
remove_cb (const char        *path,
           const struct stat *status,
           int                type,
           struct FTW        *where)
{
  return remove (path) == 0 || errno == ENOENT ? 0 : -1;
}

/* See the header. */
gboolean
relais_file_remove_tree (const char  *path,
                         GError     **error)
{
  int code;

  g_return_val_if_fail (path != NULL, FALSE);

  if (nftw (path, remove_cb, 16, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT)
    return TRUE;

  code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "a folder could not be removed: %s", g_strerror (code));

  return FALSE;
}
