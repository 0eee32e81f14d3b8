/* relais-migrations.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "relais-migrations-private.h"
#include "relais-resources.h"

#define FOLDER RELAIS_RESOURCE_PREFIX "migrations/"

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The names of data/migrations, "0001-foundation.sql" first. Each number is a value of user_version; they follow each
 * other without a gap (tests/unit/storage) and are only ever added to. */
static char **
list_migrations (void)
{
  char **names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    g_error ("No migrations: relais_core_init() was not called");

  g_sort_array (names, g_strv_length (names), sizeof *names, compare_names, NULL);

  return names;
}

static int
number_of (const char *name)
{
  return (int) g_ascii_strtoll (name, NULL, 10);
}

int
relais_migrations_get_newest (void)
{
  g_auto(GStrv) names = list_migrations ();

  return number_of (names[g_strv_length (names) - 1]);
}

gboolean
relais_migrations_get_version (RelaisSql  *sql,
                               int        *version,
                               GError    **error)
{
  gint64 value;

  if (!relais_sql_get_int64 (sql, &value, error, "PRAGMA user_version", NULL))
    return FALSE;

  *version = (int) value;

  return TRUE;
}

/* A migration may rebuild a table that others refer to, so foreign keys are off while it runs and checked before it
 * is kept. */
static gboolean
check_references (RelaisSql   *sql,
                  const char  *name,
                  GError     **error)
{
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, "PRAGMA foreign_key_check", NULL);
  g_autoptr(GError) local_error = NULL;

  if (rows == NULL)
    return FALSE;

  if (relais_rows_next (rows, &local_error))
    g_set_error (&local_error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_CONSTRAINT,
                 "Migration %s leaves a row of %s without what it refers to",
                 name, relais_rows_get_string (rows, 0));

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run_one (RelaisSql   *sql,
         const char  *name,
         GError     **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", number_of (name));
  g_autoptr(GBytes) script = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (script == NULL || !relais_sql_run_script (sql, "BEGIN IMMEDIATE", error))
    return FALSE;

  /* Data of a GResource always ends with a NUL. */
  if (relais_sql_run_script (sql, g_bytes_get_data (script, NULL), error) &&
      check_references (sql, name, error) &&
      relais_sql_run_script (sql, version, error) &&
      relais_sql_run_script (sql, "COMMIT", error))
    return TRUE;

  g_prefix_error (error, "Migration %s: ", name);
  relais_sql_run_script (sql, "ROLLBACK", NULL);
  return FALSE;
}

/* Brings the file to the newest version: each step is a transaction of its own, so that an interrupted one is simply
 * done again at the next start. */
gboolean
relais_migrations_run (RelaisSql  *sql,
                       GError    **error)
{
  g_auto(GStrv) names = list_migrations ();
  int version;

  if (!relais_migrations_get_version (sql, &version, error))
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (number_of (names[i]) <= version)
        continue;

      g_info ("Migration %s", names[i]);
      if (!run_one (sql, names[i], error))
        return FALSE;
    }

  return TRUE;
}
