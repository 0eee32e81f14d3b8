/* relais-intake-audit.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-reconcile-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-folder-private.h"

/* Comparing folders with the database, one folder of an account at a time: a change that comes meanwhile waits for its turn, so that no
 * outdated view of a folder ever overwrites a newer one. */

#define LOOK_SECONDS 120

/* What is done now. */
typedef struct
{
  RelaisIntake      *intake;      /* (owned) */
  RelaisMailAccount *account;     /* (owned) */
  RelaisIntakeTask  *task;        /* (owned) */
  RelaisReconcile   *reconcile;   /* (owned) (nullable) */
} Audit;

static void next_slice (Audit *audit);

void
relais_intake_task_free (gpointer data)
{
  RelaisIntakeTask *task = data;

  g_object_unref (task->folder);
  g_ptr_array_unref (task->added);
  g_ptr_array_unref (task->removed);
  g_free (task);
}

static void
audit_free (Audit *audit)
{
  g_clear_pointer (&audit->reconcile, relais_reconcile_free);
  relais_intake_task_free (audit->task);
  g_object_unref (audit->account);
  g_object_unref (audit->intake);
  g_free (audit);
}

static gboolean
is_watched (RelaisMailFolder *folder)
{
  RelaisMailRole role = relais_mail_folder_get_role (folder);

  return role == RELAIS_MAIL_ROLE_INBOX || role == RELAIS_MAIL_ROLE_SENT;
}

static void
audit_over (Audit    *audit,
            gboolean  done)
{
  RelaisIntake *intake = audit->intake;
  RelaisIntakeDesk *desk = intake->stopped ? NULL : relais_intake_desk (intake, audit->account);

  if (desk != NULL)
    {
      desk->auditing = FALSE;
      if (done && audit->task->full && relais_mail_folder_get_role (audit->task->folder) == RELAIS_MAIL_ROLE_INBOX)
        desk->audited = TRUE;
      if (!done)
        g_hash_table_remove (desk->known, relais_mail_folder_get_full_name (audit->task->folder));
      relais_intake_run_tasks (desk);
      relais_intake_pump (desk);
      relais_intake_check_settled (intake);
    }

  audit_free (audit);
}

static void
slice_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  Audit *audit = user_data;
  RelaisIntakeDesk *desk;

  if (error != NULL)
    {
      /* What was committed stays; the next audit of this folder, which the next poll asks for, does the rest. */
      if (!relais_error_is_cancelled (error))
        g_warning ("comparing a folder with the database: %s", error->message);
      audit_over (audit, FALSE);
      return;
    }

  if (audit->reconcile->unknown->len > 0 && !audit->intake->stopped)
    relais_intake_emit_placed (audit->intake);
  if (g_value_get_uint (value) == 0 || audit->intake->stopped)
    {
      audit_over (audit, TRUE);
      return;
    }

  next_slice (audit);
  desk = relais_intake_desk (audit->intake, audit->account);
  if (desk != NULL)
    relais_intake_pump (desk);
}

static void
next_slice (Audit *audit)
{
  relais_future_to_ui (relais_database_write (audit->intake->database, "audit", relais_reconcile_func,
                                              audit->reconcile, NULL),
                       NULL, NULL, slice_cb, audit);
}

static void
looked_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  Audit *audit = user_data;
  RelaisReconcile *reconcile;

  if (error != NULL || audit->intake->stopped)
    {
      audit_over (audit, FALSE);
      return;
    }

  reconcile = g_new0 (RelaisReconcile, 1);
  reconcile->account = g_strdup (relais_mail_account_get_id (audit->account));
  reconcile->folder = g_strdup (relais_mail_folder_get_full_name (audit->task->folder));
  reconcile->full = audit->task->full;
  reconcile->watched = is_watched (audit->task->folder);
  reconcile->outgoing = relais_mail_folder_get_role (audit->task->folder) == RELAIS_MAIL_ROLE_SENT;
  reconcile->horizon_days = audit->intake->horizon_days;
  reconcile->removed = g_ptr_array_ref (audit->task->removed);
  reconcile->sightings = g_array_ref (g_value_get_boxed (value));
  audit->reconcile = reconcile;
  next_slice (audit);
}

/* Worker. */
static gboolean
look_func (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  RelaisIntakeTask *task = data;
  g_autoptr(CamelFolder) camel = relais_mail_folder_open_sync (task->folder, cancellable, error);

  if (camel == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_ARRAY);
  g_value_take_boxed (result, relais_intake_look (camel, task->full ? NULL : task->added));

  return TRUE;
}

void
relais_intake_run_tasks (RelaisIntakeDesk *desk)
{
  Audit *audit;

  if (desk->auditing || g_queue_is_empty (&desk->tasks))
    return;

  desk->auditing = TRUE;
  audit = g_new0 (Audit, 1);
  audit->intake = g_object_ref (desk->intake);
  audit->account = g_object_ref (desk->account);
  audit->task = g_queue_pop_head (&desk->tasks);

  /* The task stays ours until the work is over, and the work's callback comes after it. */
  relais_future_to_ui (relais_mail_account_run (desk->account, "audit", look_func, audit->task, NULL, LOOK_SECONDS),
                       NULL, NULL, looked_cb, audit);
}

static RelaisIntakeTask *
add_task (RelaisIntakeDesk *desk,
          RelaisMailFolder *folder,
          gboolean          full)
{
  RelaisIntakeTask *task;

  /* What waits for the same folder is done in one go. */
  for (GList *l = desk->tasks.head; l != NULL; l = l->next)
    {
      task = l->data;
      if (task->folder == folder)
        {
          task->full |= full;
          return task;
        }
    }

  task = g_new0 (RelaisIntakeTask, 1);
  task->folder = g_object_ref (folder);
  task->full = full;
  task->added = g_ptr_array_new_with_free_func ((GDestroyNotify) camel_pstring_free);
  task->removed = g_ptr_array_new_with_free_func ((GDestroyNotify) camel_pstring_free);
  g_queue_push_tail (&desk->tasks, task);

  return task;
}

static RelaisIntakeDesk *
desk_of (RelaisIntake     *self,
         RelaisMailFolder *folder)
{
  RelaisMailAccount *account = relais_mail_folder_get_account (folder);

  return account != NULL && !self->stopped ? relais_intake_desk (self, account) : NULL;
}

void
relais_intake_audit (RelaisIntake     *self,
                     RelaisMailFolder *folder)
{
  RelaisIntakeDesk *desk = desk_of (self, folder);

  if (desk == NULL)
    return;

  g_hash_table_add (desk->known, g_strdup (relais_mail_folder_get_full_name (folder)));
  add_task (desk, folder, TRUE);
  relais_intake_run_tasks (desk);
}

typedef struct
{
  char             *account;   /* (owned) */
  char             *name;      /* (owned) */
  RelaisMailFolder *folder;    /* (owned) */
  gint64            expected;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_free (count->account);
  g_free (count->name);
  g_object_unref (count->folder);
  g_free (count);
}

static gboolean
count_func (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  Count *count = data;
  gint64 n_places = 0;

  if (!relais_sql_get_int64 (sql, &n_places, error,
                             "SELECT count(*) FROM placement WHERE account = ? AND folder = ?",
                             "ss", count->account, count->name))
    return FALSE;

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, n_places == count->expected);

  return TRUE;
}

static void
counted_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  g_autoptr(RelaisMailFolder) folder = user_data;

  if (error == NULL && !g_value_get_boolean (value))
    relais_intake_audit (RELAIS_INTAKE (owner), folder);
}

void
relais_intake_compare (RelaisIntake     *self,
                       RelaisMailFolder *folder)
{
  RelaisIntakeDesk *desk = desk_of (self, folder);
  CamelFolder *camel = relais_mail_folder_get_camel (folder);
  Count *count;

  if (desk == NULL || camel == NULL)
    return;

  if (!g_hash_table_contains (desk->known, relais_mail_folder_get_full_name (folder)))
    {
      relais_intake_audit (self, folder);
      return;
    }
  if (!is_watched (folder) || desk->auditing || !g_queue_is_empty (&desk->tasks))
    return;

  count = g_new0 (Count, 1);
  count->account = g_strdup (relais_mail_account_get_id (desk->account));
  count->name = g_strdup (relais_mail_folder_get_full_name (folder));
  count->folder = g_object_ref (folder);
  count->expected = camel_folder_get_message_count (camel);
  relais_future_to_ui (relais_database_read (self->database, "count of places", count_func, count, count_free),
                       self, NULL, counted_cb, g_object_ref (folder));
}

void
relais_intake_folder_changed (RelaisIntake     *self,
                              RelaisMailFolder *folder,
                              GPtrArray        *added,
                              GPtrArray        *removed)
{
  RelaisIntakeDesk *desk = desk_of (self, folder);
  RelaisIntakeTask *task;

  /* Before the first audit a change is part of what that will see: above all the summary's own first filling. */
  if (desk == NULL || !g_hash_table_contains (desk->known, relais_mail_folder_get_full_name (folder)))
    return;

  task = add_task (desk, folder, FALSE);
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_add (task->added, (gpointer) camel_pstring_strdup (added->pdata[i]));
  for (guint i = 0; i < removed->len; i++)
    g_ptr_array_add (task->removed, (gpointer) camel_pstring_strdup (removed->pdata[i]));
  relais_intake_run_tasks (desk);
}
