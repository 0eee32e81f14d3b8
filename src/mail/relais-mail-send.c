/* relais-mail-send.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-camel-private.h"
#include "relais-mail-error-private.h"
#include "relais-mail-send-private.h"
#include "relais-maildir-private.h"
#include "relais-promise.h"

/* Without progress for so long, a try is given up. Some servers scan a mail for a minute before they answer. */
#define DEADLINE_MS (90 * 1000)

#define LIST_SECONDS 30

typedef struct
{
  RelaisMailAccount *account;   /* (owned) */
  RelaisOutgoing    *outgoing;  /* (owned) */
  RelaisSendNotes   *notes;     /* (owned) */
  gboolean           has_record; /* somebody will ask the journal, and clear it */
} Send;

typedef struct
{
  RelaisPromise     *promise;   /* (owned) until completed */
  RelaisMailAccount *account;   /* (owned) */
  RelaisSendNotes   *notes;     /* (owned) */
} Settling;

static guint send_deadline_ms = DEADLINE_MS;

static void
notes_clear (gpointer data)
{
  RelaisSendNotes *notes = data;

  g_free (notes->refused);
  g_free (notes->reply);
}

RelaisSendNotes *
relais_send_notes_new (void)
{
  return g_atomic_rc_box_new0 (RelaisSendNotes);
}

void
relais_send_notes_unref (RelaisSendNotes *notes)
{
  g_atomic_rc_box_release_full (notes, notes_clear);
}

static void
send_free (gpointer data)
{
  Send *self = data;

  g_object_unref (self->account);
  g_object_unref (self->outgoing);
  relais_send_notes_unref (self->notes);
  g_free (self);
}

/* Puts it where the person sees what would have been sent. An earlier try may have come this far: then it lies there. */
static gboolean
put_in_outbox (Send          *self,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(CamelFolder) outbox = NULL;
  g_autoptr(CamelMimeMessage) message = camel_mime_message_new ();
  g_autofree char *path = NULL;

  if (!relais_outgoing_fill (self->outgoing, message, RELAIS_OUTGOING_COPY, 0, error))
    return FALSE;
  outbox = relais_mail_account_open_role_sync (self->account, RELAIS_MAIL_ROLE_OUTBOX, TRUE, cancellable, error);
  if (outbox == NULL)
    return FALSE;

  path = relais_maildir_path (self->account->maildir, camel_folder_get_full_name (outbox));
  if (!relais_maildir_put (path, relais_outgoing_get_message_id (self->outgoing), message, cancellable, error))
    return FALSE;

  /* It is there; that the list does not show it yet changes nothing. */
  relais_camel_refresh_sync (outbox, cancellable, NULL);

  return TRUE;
}

static CamelAddress *
recipients_of (RelaisOutgoing *outgoing)
{
  CamelInternetAddress *addresses = camel_internet_address_new ();
  g_auto(GStrv) list = relais_outgoing_dup_recipients (outgoing);

  for (guint i = 0; list[i] != NULL; i++)
    camel_internet_address_add (addresses, NULL, list[i]);

  return CAMEL_ADDRESS (addresses);
}

/* "RCPT TO <a@example.org> failed: 5.1.1 No such user": the words around the address are translated. */
static void
note_reply (RelaisSendNotes *notes,
            RelaisOutgoing  *outgoing,
            const GError    *error)
{
  g_auto(GStrv) list = relais_outgoing_dup_recipients (outgoing);
  g_autofree char *line = g_utf8_make_valid (error->message, -1);
  const char *colon = strstr (line, ": ");

  g_clear_pointer (&notes->refused, g_free);
  for (guint i = 0; list[i] != NULL && notes->refused == NULL; i++)
    {
      g_autofree char *bracketed = g_strdup_printf ("<%s>", list[i]);

      if (strstr (line, bracketed) != NULL)
        notes->refused = g_strdup (list[i]);
    }

  notes->is_unclear = !relais_mail_error_has_status (line);
  g_free (notes->reply);
  notes->reply = g_strdelimit (g_strdup (colon != NULL ? colon + 2 : line), "\r\n\t", ' ');
}

/* One try over a link that is there. Sets @error in every failure, of Camel's domains or RELAIS_MAIL_ERROR_UNCERTAIN. */
static gboolean
try_once (Send          *self,
          CamelService  *transport,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *journal = relais_mail_account_dup_journal (self->account);
  const char *message_id = relais_outgoing_get_message_id (self->outgoing);
  g_autoptr(CamelMimeMessage) message = relais_sending_message_new (journal, message_id);
  g_autoptr(CamelAddress) from = CAMEL_ADDRESS (camel_internet_address_new ());
  g_autoptr(CamelAddress) recipients = recipients_of (self->outgoing);
  g_autoptr(GError) local_error = NULL;
  gboolean saved = FALSE;

  if (!relais_outgoing_fill (self->outgoing, message, RELAIS_OUTGOING_WIRE, 0, error) ||
      !relais_send_journal_set (journal, message_id, RELAIS_SEND_MARK_PREPARED, error))
    return FALSE;
  camel_internet_address_add (CAMEL_INTERNET_ADDRESS (from), NULL, self->outgoing->from.address);

  if (camel_transport_send_to_sync (CAMEL_TRANSPORT (transport), message, from, recipients, &saved, cancellable, &local_error))
    {
      self->notes->body_left = TRUE;
      /* It is sent; that the second mark may be missing only means a question later. */
      relais_send_journal_set (journal, message_id,
                               self->has_record ? RELAIS_SEND_MARK_ACCEPTED : RELAIS_SEND_MARK_NONE, NULL);
      return TRUE;
    }

  self->notes->body_left = relais_sending_message_has_left (RELAIS_SENDING_MESSAGE (message));

  /* The server answered no: the link is whole, and the mail is not there. */
  if (local_error != NULL && local_error->domain == CAMEL_ERROR)
    {
      note_reply (self->notes, self->outgoing, local_error);
      self->notes->body_left = FALSE;
      relais_send_journal_set (journal, message_id, RELAIS_SEND_MARK_NONE, NULL);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* Camel may go on calling this link connected although nothing works over it any more. */
  camel_service_disconnect_sync (transport, FALSE, NULL, NULL);

  if (self->notes->body_left)
    g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_UNCERTAIN,
                         "send: the link was lost before the server confirmed the mail");
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_OFFLINE, "send: the server closed the link");

  return FALSE;
}

static gboolean
send_work (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  Send *self = data;
  CamelService *transport = relais_mail_account_get_transport (self->account);
  g_autoptr(GError) local_error = NULL;
  gboolean is_fresh;

  if (!relais_outgoing_is_complete (self->outgoing, error))
    return FALSE;
  if (relais_mail_account_is_local (self->account))
    return put_in_outbox (self, cancellable, error);
  if (transport == NULL)
    {
      g_set_error_literal (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_REFUSED, "send: the account has no server to send with");
      return FALSE;
    }

  is_fresh = camel_service_get_connection_status (transport) != CAMEL_SERVICE_CONNECTED;
  if (is_fresh && !camel_service_connect_sync (transport, cancellable, error))
    return FALSE;
  if (try_once (self, transport, cancellable, &local_error))
    return TRUE;

  /* A link that was kept open may have been closed by the server meanwhile: that says nothing about the mail. */
  if (!is_fresh && !self->notes->body_left && self->notes->reply == NULL && !g_cancellable_is_cancelled (cancellable) &&
      !g_error_matches (local_error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID))
    {
      g_clear_error (&local_error);
      if (!camel_service_connect_sync (transport, cancellable, error))
        return FALSE;
      if (try_once (self, transport, cancellable, &local_error))
        return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
ignore_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  /* A list that cannot be had now comes later. */
}

void
relais_mail_account_show_role (RelaisMailAccount *self,
                               RelaisMailRole     role)
{
  if (relais_mail_account_get_role (self, role) == NULL)
    relais_future_to_ui (relais_mail_account_list_folders (self, LIST_SECONDS), NULL, NULL, ignore_cb, NULL);
}

/* The deadline's own error hides that the body had left. */
static void
settled_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  Settling *settling = user_data;
  GError *reason = NULL;

  relais_mail_account_close_later (settling->account);
  relais_mail_account_note_sending (settling->account, error);

  if (error == NULL && relais_mail_account_is_local (settling->account))
    relais_mail_account_show_role (settling->account, RELAIS_MAIL_ROLE_OUTBOX);

  if (error != NULL && settling->notes->body_left)
    reason = g_error_new_literal (RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_UNCERTAIN,
                                  "send: the server did not confirm the mail in time");
  else if (error != NULL)
    reason = g_error_copy (error);

  relais_promise_complete (settling->promise, NULL, reason);
  g_object_unref (settling->account);
  relais_send_notes_unref (settling->notes);
  g_free (settling);
}

void
relais_mail_send_set_deadline (guint milliseconds)
{
  send_deadline_ms = milliseconds > 0 ? milliseconds : DEADLINE_MS;
}

DexFuture *
relais_mail_account_send_noting (RelaisMailAccount *self,
                                 RelaisOutgoing    *outgoing,
                                 RelaisSendNotes   *notes)
{
  Send *send = g_new0 (Send, 1);
  Settling *settling = g_new0 (Settling, 1);
  DexFuture *future;

  send->account = g_object_ref (self);
  send->outgoing = g_object_ref (outgoing);
  send->has_record = notes != NULL;
  send->notes = notes != NULL ? g_atomic_rc_box_acquire (notes) : relais_send_notes_new ();

  settling->promise = relais_promise_new ();
  settling->account = g_object_ref (self);
  settling->notes = g_atomic_rc_box_acquire (send->notes);
  future = relais_promise_dup_future (settling->promise);
  relais_future_to_ui (relais_mail_account_run_sending (self, "send", send_work, send, send_free, send_deadline_ms),
                       NULL, relais_promise_get_cancellable (settling->promise), settled_cb, settling);

  return future;
}

/**
 * relais_mail_account_send:
 * @outgoing: not to be changed any more
 *
 * One try to send, without any record of it: what must survive a restart goes through relais_delivery_enqueue(). A local
 * account puts the mail into its outbox. No copy is made in Sent.
 *
 * Returns: (transfer full): resolves to %TRUE when the server took it. %RELAIS_MAIL_ERROR_UNCERTAIN: it may have; all other
 *   errors: it certainly did not
 */
DexFuture *
relais_mail_account_send (RelaisMailAccount *self,
                          RelaisOutgoing    *outgoing)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);
  g_return_val_if_fail (RELAIS_IS_OUTGOING (outgoing), NULL);

  return relais_mail_account_send_noting (self, outgoing, NULL);
}
