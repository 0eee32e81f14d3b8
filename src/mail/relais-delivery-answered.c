/* relais-delivery-answered.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-delivery-private.h"
#include "relais-outgoing-private.h"

typedef struct
{
  char *account;      /* (owned) */
  char *message_id;   /* (owned) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->account);
  g_free (question->message_id);
  g_free (question);
}

/* Gives folder, uid, folder, uid… of each copy. */
static gboolean
read_copies (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  const Question *question = data;
  g_autoptr(GStrvBuilder) places = g_strv_builder_new ();
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows =
    relais_sql_query (sql, error,
                      "SELECT placement.folder, placement.uid FROM message JOIN placement ON placement.message = message.id "
                      "WHERE message.message_id = ?1 AND message.message_id <> '' AND NOT message.outgoing "
                      "AND placement.account = ?2", "ss", question->message_id, question->account);

  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local))
    {
      g_strv_builder_add (places, relais_rows_get_string (rows, 0));
      g_strv_builder_add (places, relais_rows_get_string (rows, 1));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_value_init (result, G_TYPE_STRV);
  g_value_take_boxed (result, g_strv_builder_end (places));

  return TRUE;
}

static void
found_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisMailAccount *account = owner;
  RelaisMailFlags flags = GPOINTER_TO_UINT (user_data);
  char **places = error == NULL ? g_value_get_boxed (value) : NULL;

  for (guint i = 0; places != NULL && places[i] != NULL; i += 2)
    {
      RelaisMailFolder *folder = relais_mail_account_get_folder (account, places[i]);
      const char *uids[] = { places[i + 1], NULL };

      if (folder != NULL)
        relais_future_detach (relais_mail_folder_set_flags (folder, uids, flags, flags), "marking as answered");
    }
}

/* See the private header. */
void
relais_delivery_mark_answered (RelaisDatabase    *database,
                               RelaisMailAccount *account,
                               RelaisOutgoing    *answer,
                               gboolean           first)
{
  const char *message_id = relais_outgoing_get_in_reply_to (answer);
  RelaisMailFlags flags = RELAIS_MAIL_ANSWERED;
  Question *question;

  if (message_id == NULL)
    return;

  /* Who answers from Today has read it; who marks it as unread meanwhile means that. */
  if (first && answer->origin == RELAIS_OUTGOING_PERSONAL)
    flags |= RELAIS_MAIL_SEEN;

  question = g_new0 (Question, 1);
  question->account = g_strdup (relais_mail_account_get_id (account));
  question->message_id = g_strdup (message_id);
  relais_future_to_ui (relais_database_read (database, "what was answered", read_copies, question, question_free),
                       account, NULL, found_cb, GUINT_TO_POINTER (flags));
}
