/* relais-database-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "relais-database.h"
#include "relais-database-file-private.h"
#include "relais-migrations-private.h"

static void
set_errno (const char  *what,
           const char  *path,
           GError     **error)
{
  int saved_errno = errno;

  g_set_error (error, RELAIS_STORAGE_ERROR,
               saved_errno == EROFS || saved_errno == EACCES ? RELAIS_STORAGE_ERROR_READ_ONLY : RELAIS_STORAGE_ERROR_FAILED,
               "%s %s: %s", what, path, g_strerror (saved_errno));
}

/* Opens a file that only its owner may read: mail and names lie in it. */
static int
open_private (const char  *path,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofd int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      set_errno ("Making", folder, error);
      return -1;
    }

  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0 || fchmod (fd, 0600) < 0)
    {
      set_errno ("Opening", path, error);
      return -1;
    }

  return g_steal_fd (&fd);
}

static void
set_locked (int          fd,
            const char  *path,
            GError     **error)
{
  char text[32] = "";
  gint64 pid = 0;

  if (pread (fd, text, sizeof text - 1, 0) > 0)
    pid = g_ascii_strtoll (text, NULL, 10);

  g_set_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_LOCKED,
               "%s is in use by process %" G_GINT64_FORMAT, path, pid);
}

/* Returns: the descriptor that holds the lock beside @path until it is closed (also by a crash), or -1. The lock's
 * file stays: removing it would let two processes hold locks on different files of one name. */
int
relais_database_file_lock (const char  *path,
                           GError     **error)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  g_autofree char *text = g_strdup_printf ("%d\n", (int) getpid ());
  g_autofd int fd = open_private (lock_path, error);

  if (fd < 0)
    return -1;

  if (flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      if (errno == EWOULDBLOCK)
        set_locked (fd, path, error);
      else
        set_errno ("Locking", lock_path, error);
      return -1;
    }

  if (ftruncate (fd, 0) < 0 || pwrite (fd, text, strlen (text), 0) < 0)
    {
      set_errno ("Writing", lock_path, error);
      return -1;
    }

  return g_steal_fd (&fd);
}

/* See the public header. A lock without a process number was made this moment by somebody who is about to take it, and whom the question
 * would keep from it. */
gboolean
relais_database_is_abandoned (const char *path)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  g_autofd int fd = open (lock_path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  struct stat status;

  return fd >= 0 && fstat (fd, &status) == 0 && status.st_size > 0 && flock (fd, LOCK_EX | LOCK_NB) == 0;
}

static gboolean
refuse_newer (RelaisSql   *sql,
              const char  *path,
              GError     **error)
{
  int version;
  int newest = relais_migrations_get_newest ();

  if (!relais_migrations_get_version (sql, &version, error))
    return FALSE;

  if (version <= newest)
    return TRUE;

  g_set_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_NEWER,
               "%s is of version %d; this program knows up to %d", path, version, newest);
  return FALSE;
}

static gboolean
prepare (RelaisSql   *sql,
         const char  *path,
         GError     **error)
{
  sqlite3 *db = relais_sql_get_handle (sql);

  sqlite3_busy_timeout (db, 5000);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  if (!refuse_newer (sql, path, error))
    {
      /* Not even what its own write-ahead log holds is moved. */
      sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      return FALSE;
    }

  return relais_sql_run_script (sql,
                                "PRAGMA journal_mode = WAL;"
                                "PRAGMA synchronous = FULL;"
                                "PRAGMA cell_size_check = ON;"
                                "PRAGMA temp_store = MEMORY;"
                                "PRAGMA foreign_keys = OFF;", error) &&
         relais_migrations_run (sql, error) &&
         relais_sql_run_script (sql, "PRAGMA foreign_keys = ON", error);
}

/* Opens @path, brings it to the newest version. Blocks. */
RelaisSql *
relais_database_file_open (const char  *path,
                           GError     **error)
{
  g_autofd int fd = open_private (path, error);
  g_autoptr(RelaisSql) sql = NULL;
  sqlite3 *db = NULL;
  gboolean ready;

  if (fd < 0)
    return NULL;

  /* Before SQLite has it: closing any descriptor of a file drops all locks that the process holds on it (POSIX), and another program
   * that looks into it would take itself for the last one and remove the write-ahead log. */
  g_clear_fd (&fd, NULL);

  /* By its name: Camel makes its own file system layer the default of the whole process, and that one puts off every fsync. */
  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                       "unix") != SQLITE_OK)
    {
      relais_sql_set_error (db, path, error);
      sqlite3_close_v2 (db);
      return NULL;
    }

  sql = relais_sql_new (db);
  relais_sql_lend (sql, TRUE, NULL);
  ready = prepare (sql, path, error);
  relais_sql_give_back (sql);

  return ready ? g_steal_pointer (&sql) : NULL;
}
