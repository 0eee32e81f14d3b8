/* relais-maildir.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "relais-clock.h"
#include "relais-maildir-private.h"

static const char *const parts[] = { "cur", "new", "tmp" };

/* A state file of CamelObject with no property in it (camel-object.c): "index-body" then keeps its value, which is off. */
static const char no_index[] = { 'C', 'L', 'M', 'D', (char) 0x82, (char) 0x80, (char) 0x80 };

static gboolean
fail (GError     **error,
      const char  *what)
{
  int saved_errno = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved_errno),
               "Maildir: cannot %s: %s", what, g_strerror (saved_errno));
  return FALSE;
}

static gboolean
make_maildir (const char  *folder,
              GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);

      if (g_mkdir_with_parents (path, 0700) < 0)
        return fail (error, "make a folder");
    }

  return TRUE;
}

/* @target is absolute: a link to the wrong place is replaced. */
static gboolean
make_link (const char  *target,
           const char  *path,
           GError     **error)
{
  g_autofree char *current = g_file_read_link (path, NULL);

  if (g_strcmp0 (current, target) == 0)
    return TRUE;
  if (current != NULL)
    g_unlink (path);

  return symlink (target, path) == 0 || errno == EEXIST ? TRUE : fail (error, "link a folder");
}

static gboolean
write_state (const char  *shadow,
             const char  *directory,
             GError     **error)
{
  g_autofree char *name = g_strconcat (directory, ".cmeta", NULL);
  g_autofree char *path = g_build_filename (shadow, name, NULL);

  return g_file_set_contents_full (path, no_index, sizeof no_index, G_FILE_SET_CONTENTS_NONE, 0600, error);
}

static gboolean
link_folder (const char  *shadow,
             const char  *maildir,
             const char  *directory,
             GError     **error)
{
  g_autofree char *target = g_build_filename (maildir, directory, NULL);
  g_autofree char *path = g_build_filename (shadow, directory, NULL);

  return make_link (target, path, error) && write_state (shadow, directory, error);
}

gboolean
relais_maildir_prepare (const char  *shadow,
                        const char  *maildir,
                        GError     **error)
{
  g_autofree char *real = g_canonicalize_filename (maildir, NULL);
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (g_mkdir_with_parents (shadow, 0700) < 0)
    return fail (error, "make a folder");
  if (!make_maildir (real, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *target = g_build_filename (real, parts[i], NULL);
      g_autofree char *path = g_build_filename (shadow, parts[i], NULL);

      if (!make_link (target, path, error))
        return FALSE;
    }
  if (!write_state (shadow, ".", error))
    return FALSE;

  dir = g_dir_open (real, 0, error);
  if (dir == NULL)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *cur = g_build_filename (real, name, "cur", NULL);

      if (name[0] == '.' && g_file_test (cur, G_FILE_TEST_IS_DIR) && !link_folder (shadow, real, name, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
relais_maildir_add_folder (const char  *shadow,
                           const char  *maildir,
                           const char  *name,
                           GError     **error)
{
  g_autofree char *real = g_canonicalize_filename (maildir, NULL);
  g_autofree char *directory = g_strconcat (".", name, NULL);
  g_autofree char *path = g_build_filename (real, directory, NULL);

  g_return_val_if_fail (strchr (name, '/') == NULL, FALSE);

  return make_maildir (path, error) && link_folder (shadow, real, directory, error);
}

char *
relais_maildir_path (const char *maildir,
                     const char *full_name)
{
  g_autofree char *directory = g_strconcat (".", full_name, NULL);

  /* Maildir++: all levels lie side by side. */
  return g_build_filename (maildir, g_strdelimit (directory, "/", '.'), NULL);
}

/* What tells the file from all others; the time before it is when the mail came (Camel reads it there). */
static char *
unique_part (const char *message_id)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, message_id, -1);

  return g_strdup_printf (".R%.32s.relais", hash);
}

gboolean
relais_maildir_has (const char *folder,
                    const char *message_id)
{
  static const char *const places[] = { "cur", "new" };
  g_autofree char *unique = unique_part (message_id);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], NULL);
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (strstr (name, unique) != NULL)
          return TRUE;
    }

  return FALSE;
}

static gboolean
write_message (CamelMimeMessage  *message,
               const char        *path,
               GCancellable      *cancellable,
               GError           **error)
{
  g_autofd int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_autoptr(GOutputStream) stream = NULL;

  if (fd < 0)
    return fail (error, "make a file");

  stream = g_unix_output_stream_new (fd, FALSE);

  return (camel_data_wrapper_write_to_output_stream_sync (CAMEL_DATA_WRAPPER (message), stream, cancellable, error) >= 0 &&
          g_output_stream_close (stream, cancellable, error) &&
          (fsync (fd) == 0 || fail (error, "keep a file")));
}

/* So that a new name in it outlives the machine's sudden end, too. */
static gboolean
sync_folder (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofd int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  return (fd >= 0 && fsync (fd) == 0) || fail (error, "keep a folder");
}

gboolean
relais_maildir_put (const char        *folder,
                    const char        *message_id,
                    CamelMimeMessage  *message,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_autofree char *unique = unique_part (message_id);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT "%s", relais_clock_now () / 1000, unique);
  g_autofree char *seen = g_strconcat (name, ":2,S", NULL);
  g_autofree char *draft = g_build_filename (folder, "tmp", name, NULL);
  g_autofree char *path = g_build_filename (folder, "cur", seen, NULL);

  if (!make_maildir (folder, error))
    return FALSE;
  if (relais_maildir_has (folder, message_id))
    return TRUE;
  if (!write_message (message, draft, cancellable, error))
    {
      g_unlink (draft);
      return FALSE;
    }

  return (g_rename (draft, path) == 0 || fail (error, "move a file")) && sync_folder (path, error);
}
