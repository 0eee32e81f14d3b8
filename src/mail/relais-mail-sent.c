/* relais-mail-sent.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-camel-private.h"
#include "relais-mail-send-private.h"
#include "relais-maildir-private.h"

#define DEADLINE_SECONDS 60

typedef struct
{
  RelaisMailAccount *account;     /* (owned) */
  RelaisOutgoing    *outgoing;    /* (owned) (nullable) */
  char              *message_id;  /* (owned) */
  gint64             sent;
  gboolean           is_first;
  gboolean           saves_sent;
  gboolean           knows_folders;  /* the server has told which folders there are */
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_object_unref (self->account);
  g_clear_object (&self->outgoing);
  g_free (self->message_id);
  g_free (self);
}

static Question *
question_new (RelaisMailAccount *account,
              const char        *message_id)
{
  Question *self = g_new0 (Question, 1);

  self->account = g_object_ref (account);
  self->message_id = g_strdup (message_id);
  self->saves_sent = relais_mail_account_saves_sent (account);
  self->knows_folders = account->folders_told;

  return self;
}

char *
relais_mail_account_dup_journal (RelaisMailAccount *self)
{
  const char *data_dir = camel_session_get_user_data_dir (relais_mail_account_get_session (self));

  return g_build_filename (data_dir, "sending", NULL);
}

/* How Camel's summary keeps an id: the first eight bytes of its MD5 (camel-message-info.c). */
static guint64
hash_message_id (const char *message_id)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 digest[16];
  gsize length = sizeof digest;
  CamelSummaryMessageID id;

  g_checksum_update (checksum, (const guchar *) message_id, -1);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (id.id.hash, digest, sizeof id.id.hash);

  return id.id.id;
}

/* By the summary and not by a search of the server: servers differ in whether they find ids, and when. */
static gboolean
has_message_id (CamelFolder *folder,
                const char  *message_id)
{
  CamelFolderSummary *summary = camel_folder_get_folder_summary (folder);
  guint64 wanted = hash_message_id (message_id);
  GPtrArray *uids;
  gboolean found = FALSE;

  camel_folder_summary_prepare_fetch_all (summary, NULL);
  uids = camel_folder_summary_get_array (summary);

  /* What was sent a moment ago stands at the end. */
  for (guint i = uids->len; i > 0 && !found; i--)
    {
      g_autoptr(CamelMessageInfo) info = camel_folder_summary_get (summary, uids->pdata[i - 1]);

      found = info != NULL && camel_message_info_get_message_id (info) == wanted;
    }
  camel_folder_summary_free_array (uids);

  return found;
}

/* Whether Sent, as the server has it now, holds the mail. -1 with @error set when it cannot be asked. */
static int
look_in_sent (Question      *self,
              GCancellable  *cancellable,
              GError       **error)
{
  RelaisMailRole role = relais_mail_account_is_local (self->account) ? RELAIS_MAIL_ROLE_OUTBOX : RELAIS_MAIL_ROLE_SENT;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(CamelFolder) folder = NULL;

  /* Just started: which folder is Sent is not known yet, and "none" would be a wrong answer. */
  if (!self->knows_folders)
    {
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_OFFLINE, "find in Sent: the folders are not known yet");
      return -1;
    }

  folder = relais_mail_account_open_role_sync (self->account, role, FALSE, cancellable, &local_error);
  if (folder != NULL && self->account->maildir != NULL)
    {
      g_autofree char *path = relais_maildir_path (self->account->maildir, camel_folder_get_full_name (folder));

      return relais_maildir_has (path, self->message_id);
    }
  if (folder == NULL)
    {
      /* Where there is no such folder there is no such mail. */
      if (g_error_matches (local_error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND))
        return FALSE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return -1;
    }
  if (!relais_camel_refresh_sync (folder, cancellable, error))
    return -1;

  return has_message_id (folder, self->message_id);
}

static gboolean
find_work (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  int found = look_in_sent (data, cancellable, error);

  if (found < 0)
    return FALSE;
  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, found);

  return TRUE;
}

static gboolean
ask_work (gpointer       data,
          GCancellable  *cancellable,
          GValue        *result,
          GError       **error)
{
  Question *self = data;
  g_autofree char *journal = relais_mail_account_dup_journal (self->account);
  RelaisSendMark mark = relais_send_journal_get (journal, self->message_id);
  RelaisSentAnswer answer;
  int found;

  /* Nothing left: there is no need to ask, and a mailbox that cannot be reached does not hold the mail up. */
  if (mark <= RELAIS_SEND_MARK_PREPARED)
    {
      answer = RELAIS_SENT_NO;
    }
  else
    {
      found = mark != RELAIS_SEND_MARK_ACCEPTED ? look_in_sent (self, cancellable, error) : FALSE;
      if (found < 0)
        return FALSE;
      answer = found ? RELAIS_SENT_COPIED :
               mark == RELAIS_SEND_MARK_ACCEPTED ? RELAIS_SENT_YES :
               self->saves_sent || relais_send_journal_get_saves (journal, relais_mail_account_get_id (self->account))
               ? RELAIS_SENT_ABSENT : RELAIS_SENT_PERHAPS;
    }

  g_value_init (result, G_TYPE_INT);
  g_value_set_int (result, answer);

  return TRUE;
}

static gboolean
forget_work (gpointer       data,
             GCancellable  *cancellable,
             GValue        *result,
             GError       **error)
{
  Question *self = data;
  g_autofree char *journal = relais_mail_account_dup_journal (self->account);

  return relais_send_journal_set (journal, self->message_id, RELAIS_SEND_MARK_NONE, error);
}

static gboolean
copy_work (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  Question *self = data;
  g_autofree char *journal = relais_mail_account_dup_journal (self->account);
  g_autoptr(CamelMimeMessage) message = NULL;
  g_autoptr(CamelMessageInfo) info = NULL;
  g_autoptr(CamelFolder) sent = NULL;
  int found = look_in_sent (self, cancellable, error);

  if (found < 0)
    return FALSE;

  if (found && self->is_first)
    relais_send_journal_set_saves (journal, relais_mail_account_get_id (self->account));
  if (!found)
    {
      message = camel_mime_message_new ();
      info = camel_message_info_new (NULL);
      camel_message_info_set_flags (info, CAMEL_MESSAGE_SEEN, CAMEL_MESSAGE_SEEN);
      if (!relais_outgoing_fill (self->outgoing, message, RELAIS_OUTGOING_COPY, self->sent, error))
        return FALSE;
      sent = relais_mail_account_open_role_sync (self->account, RELAIS_MAIL_ROLE_SENT, TRUE, cancellable, error);
      if (sent == NULL || !camel_folder_append_message_sync (sent, message, info, NULL, cancellable, error))
        return FALSE;
    }

  /* From here on the record in the database is enough. */
  return relais_send_journal_set (journal, self->message_id, RELAIS_SEND_MARK_NONE, error);
}

/**
 * relais_mail_account_find_sent:
 * @message_id: without angle brackets
 *
 * Returns: (transfer full): resolves to a boolean: whether the folder for sent mail (of a local account, the outbox) holds
 *   it now
 */
DexFuture *
relais_mail_account_find_sent (RelaisMailAccount *self,
                               const char        *message_id)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);
  g_return_val_if_fail (message_id != NULL, NULL);

  return relais_mail_account_run (self, "find in Sent", find_work,
                                  question_new (self, message_id), question_free, DEADLINE_SECONDS);
}

DexFuture *
relais_mail_account_ask_sent (RelaisMailAccount *self,
                              const char        *message_id)
{
  return relais_mail_account_run_sending (self, "find in Sent", ask_work,
                                          question_new (self, message_id), question_free, DEADLINE_SECONDS * 1000);
}

DexFuture *
relais_mail_account_forget_sent (RelaisMailAccount *self,
                                 const char        *message_id)
{
  return relais_mail_account_run_sending (self, "forget", forget_work, question_new (self, message_id), question_free, 0);
}

DexFuture *
relais_mail_account_copy_to_sent (RelaisMailAccount *self,
                                  RelaisOutgoing    *outgoing,
                                  gint64             sent,
                                  gboolean           is_first)
{
  Question *question = question_new (self, relais_outgoing_get_message_id (outgoing));

  question->outgoing = g_object_ref (outgoing);
  question->sent = sent;
  question->is_first = is_first;

  return relais_mail_account_run (self, "copy to Sent", copy_work, question, question_free, DEADLINE_SECONDS);
}

gboolean
relais_mail_account_saves_sent (RelaisMailAccount *self)
{
  /* https://support.google.com/mail/answer/78892 and Exchange's own behaviour for SMTP submission. */
  static const char * const hosts[] = { ".gmail.com", ".googlemail.com", ".office365.com", ".outlook.com" };
  CamelService *transport = relais_mail_account_get_transport (self);
  g_autoptr(CamelSettings) settings = transport != NULL ? camel_service_ref_settings (transport) : NULL;
  g_autofree char *host = NULL;

  if (settings == NULL || !CAMEL_IS_NETWORK_SETTINGS (settings))
    return FALSE;

  host = camel_network_settings_dup_host (CAMEL_NETWORK_SETTINGS (settings));
  for (guint i = 0; host != NULL && i < G_N_ELEMENTS (hosts); i++)
    if (g_str_has_suffix (host, hosts[i]))
      return TRUE;

  return FALSE;
}
