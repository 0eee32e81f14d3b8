/* relais-maildir.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

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
