/* relais-mail-fetch.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-folder-private.h"

/* The one way to open a folder. Camel would filter new mail and look for junk in it before telling of it: a job, a save of the whole
 * summary and a thread for each arrival, for filters that we do not have. */
CamelFolder *
relais_mail_open_sync (CamelStore    *store,
                       const char    *full_name,
                       GCancellable  *cancellable,
                       GError       **error)
{
  const guint32 filters = CAMEL_FOLDER_FILTER_RECENT | CAMEL_FOLDER_FILTER_JUNK;
  CamelFolder *camel = camel_store_get_folder_sync (store, full_name, CAMEL_STORE_FOLDER_NONE, cancellable, error);

  if (camel == NULL)
    return NULL;

  if ((camel_folder_get_flags (camel) & filters) != 0)
    camel_folder_set_flags (camel, camel_folder_get_flags (camel) & ~filters);

  /* A local folder that nobody holds looks through its files once more before it goes, beside the one that is opened
   * meanwhile: it is kept as long as its store. */
  if (!CAMEL_IS_OFFLINE_STORE (store))
    {
      g_autofree char *key = g_strconcat ("relais-folder:", full_name, NULL);

      if (g_object_get_data (G_OBJECT (store), key) == NULL)
        g_object_set_data_full (G_OBJECT (store), key, g_object_ref (camel), g_object_unref);
    }

  return camel;
}

/* Camel keeps each message that was fetched in a file of its own, and tells which. */
static GBytes *
read_cached (CamelFolder *camel,
             const char  *uid)
{
  g_autofree char *path = camel_folder_get_filename (camel, uid, NULL);
  char *content;
  gsize length;

  if (path == NULL || !g_file_get_contents (path, &content, &length, NULL))
    return NULL;
  if (length == 0)
    {
      g_free (content);
      return NULL;
    }

  return g_bytes_new_take (content, length);
}

static void
drop_preview (CamelFolder *camel,
              const char  *uid)
{
  g_autoptr(CamelMessageInfo) info = camel_folder_summary_get (camel_folder_get_folder_summary (camel), uid);

  if (info != NULL)
    relais_mail_info_drop_preview (info);
}

GBytes *
relais_mail_fetch_sync (CamelFolder   *camel,
                        const char    *uid,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(CamelMimeMessage) message = NULL;
  g_autoptr(GOutputStream) stream = NULL;
  GBytes *bytes = read_cached (camel, uid);

  if (bytes != NULL)
    return bytes;

  message = camel_folder_get_message_sync (camel, uid, cancellable, error);
  if (message == NULL)
    return NULL;

  drop_preview (camel, uid);
  bytes = read_cached (camel, uid);
  if (bytes != NULL)
    return bytes;

  stream = g_memory_output_stream_new_resizable ();
  if (camel_data_wrapper_write_to_output_stream_sync (CAMEL_DATA_WRAPPER (message), stream, cancellable, error) < 0 ||
      !g_output_stream_close (stream, cancellable, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}
