/* relais-compose-messages.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "relais-compose-messages.h"

typedef struct
{
  char       *folder;    /* (owned) */
  char       *path;      /* (owned) (nullable) */
  GBytes     *message;   /* (owned) (nullable) */
  GHashTable *named;     /* (owned) (nullable) */
} Task;

/* @name: (nullable): it comes from a setting, and must not lead anywhere else */
static Task *
task_new (RelaisWorkspace *workspace,
          const char      *name)
{
  Task *task = g_new0 (Task, 1);

  task->folder = g_build_filename (relais_workspace_get_folder (workspace), "drafts", NULL);
  if (name != NULL && g_uuid_string_is_valid (name))
    task->path = g_build_filename (task->folder, name, NULL);

  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->folder);
  g_free (task->path);
  g_clear_pointer (&task->message, g_bytes_unref);
  g_clear_pointer (&task->named, g_hash_table_unref);
  g_free (task);
}

/* Stands before the message, with a line end: a file that was damaged must not leave as somebody's mail. */
static char *
dup_sum (const char *bytes,
         gsize       size)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);

  return g_strconcat (sum, "\n", NULL);
}

static gboolean
write_message (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  Task *task = data;
  gsize size;
  const char *bytes = g_bytes_get_data (task->message, &size);
  g_autofree char *sum = dup_sum (bytes, size);
  g_autoptr(GString) content = g_string_sized_new (strlen (sum) + size);
  g_autoptr(GError) local_error = NULL;

  g_string_append (content, sum);
  g_string_append_len (content, bytes, (gssize) size);
  if (g_mkdir_with_parents (task->folder, 0700) == 0 &&
      g_file_set_contents_full (task->path, content->str, (gssize) content->len, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &local_error))
    return TRUE;

  /* There are words for these. */
  if (local_error != NULL)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_file_error (local_error->code), local_error->message);
  else
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), "the folder of drafts cannot be made");

  return FALSE;
}

static gboolean
read_message (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  Task *task = data;
  g_autofree char *content = NULL;
  g_autofree char *sum = NULL;
  const char *message;
  gsize size, left;

  if (task->path == NULL)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "the name of a kept message is damaged");
      return FALSE;
    }
  if (!g_file_get_contents (task->path, &content, &size, error))
    return FALSE;

  message = memchr (content, '\n', size);
  message = message != NULL ? message + 1 : content;
  left = size - (gsize) (message - content);
  sum = dup_sum (message, left);
  if (!g_str_has_prefix (content, sum))
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, "a kept message is damaged");
      return FALSE;
    }

  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, g_bytes_new (message, left));

  return TRUE;
}

static gboolean
remove_message (RelaisSql  *sql,
                gpointer    data,
                GValue     *result,
                GError    **error)
{
  Task *task = data;

  if (task->path != NULL)
    g_unlink (task->path);

  return TRUE;
}

/* What was being written when the program ended goes as well. */
static gboolean
sweep_messages (RelaisSql  *sql,
                gpointer    data,
                GValue     *result,
                GError    **error)
{
  Task *task = data;
  g_autoptr(GDir) folder = g_dir_open (task->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (!g_hash_table_contains (task->named, name))
      {
        g_autofree char *path = g_build_filename (task->folder, name, NULL);

        g_unlink (path);
      }

  return TRUE;
}

DexFuture *
relais_compose_messages_keep (RelaisWorkspace *workspace,
                              const char      *name,
                              GBytes          *message)
{
  Task *task = task_new (workspace, name);

  task->message = g_bytes_ref (message);

  return relais_database_write (relais_workspace_get_database (workspace), "keeping a message", write_message, task, task_free);
}

DexFuture *
relais_compose_messages_read (RelaisWorkspace *workspace,
                              const char      *name)
{
  return relais_database_read (relais_workspace_get_database (workspace), "reading a kept message", read_message,
                               task_new (workspace, name), task_free);
}

/* Not as a write, which would be committed together with the draft: that must have forgotten it before. */
void
relais_compose_messages_remove (RelaisWorkspace *workspace,
                                const char      *name)
{
  relais_future_detach (relais_database_read (relais_workspace_get_database (workspace), "removing a kept message", remove_message,
                                              task_new (workspace, name), task_free),
                        "a kept message was not removed");
}

void
relais_compose_messages_sweep (RelaisWorkspace *workspace,
                               GHashTable      *named)
{
  Task *task = task_new (workspace, NULL);

  task->named = named;
  relais_future_detach (relais_database_read (relais_workspace_get_database (workspace), "sweeping kept messages", sweep_messages,
                                              task, task_free),
                        "kept messages were not swept");
}
