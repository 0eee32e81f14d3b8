/* relais-compose-window-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-compose-window-private.h"
#include "relais-words.h"

/* An answer to any message: to whom it goes, what it quotes, and which thread it belongs to. And any message passed on. */

/* As relais_recipients_parse() reads it. */
static void
append_address (GString    *list,
                const char *name,
                const char *address)
{
  if (list->len > 0)
    g_string_append (list, ", ");
  if (name != NULL && *name != '\0' && strpbrk (name, "\"\\") == NULL)
    g_string_append_printf (list, strpbrk (name, ",;:<>@()[]") != NULL ? "\"%s\" <%s>" : "%s <%s>", name, address);
  else
    g_string_append (list, address);
}

static gboolean
is_own (RelaisComposeWindow *self,
        const char          *address)
{
  for (guint i = 0; i < self->accounts->len; i++)
    if (g_ascii_strcasecmp (relais_mail_account_get_address (g_ptr_array_index (self->accounts, i)), address) == 0)
      return TRUE;

  return FALSE;
}

/* Who goes on with a mail of their own writes to the same people again. */
static char *
dup_recipients (RelaisComposeWindow *self,
                RelaisParsedMessage *message)
{
  const char *reply_to = relais_parsed_message_get_reply_to (message);
  const char *from = relais_parsed_message_get_from_address (message);
  guint n_to;
  const RelaisParsedAddress *to = relais_parsed_message_get_to (message, &n_to);
  g_autoptr(GString) list = g_string_new (NULL);

  if (reply_to != NULL)
    append_address (list, NULL, reply_to);
  else if (from != NULL && !is_own (self, from))
    append_address (list, relais_parsed_message_get_from_name (message), from);
  else
    for (guint i = 0; i < n_to; i++)
      append_address (list, to[i].name, to[i].address);

  return g_string_free_and_steal (g_steal_pointer (&list));
}

static void
append_others (RelaisComposeWindow       *self,
               GString                   *list,
               GHashTable                *taken,
               const RelaisParsedAddress *addresses,
               guint                      n_addresses)
{
  for (guint i = 0; i < n_addresses; i++)
    {
      g_autofree char *folded = g_ascii_strdown (addresses[i].address, -1);

      if (is_own (self, folded) || g_hash_table_contains (taken, folded))
        continue;
      append_address (list, addresses[i].name, addresses[i].address);
      g_hash_table_add (taken, g_steal_pointer (&folded));
    }
}

/* Whom else it went to: neither us, nor who is answered. */
static char *
dup_others (RelaisComposeWindow *self,
            RelaisParsedMessage *message,
            const char          *answered)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) recipients = relais_recipients_parse (answered, NULL, NULL);
  g_autoptr(GString) list = g_string_new (NULL);
  const RelaisParsedAddress *addresses;
  guint n_addresses;

  for (guint i = 0; recipients != NULL && i < recipients->len; i++)
    g_hash_table_add (taken, g_ascii_strdown (((RelaisRecipient *) g_ptr_array_index (recipients, i))->address, -1));
  addresses = relais_parsed_message_get_to (message, &n_addresses);
  append_others (self, list, taken, addresses, n_addresses);
  addresses = relais_parsed_message_get_cc (message, &n_addresses);
  append_others (self, list, taken, addresses, n_addresses);

  return g_string_free_and_steal (g_steal_pointer (&list));
}

/* What was newly written, without what that quotes; NULL when there is nothing. */
static char *
dup_quote (RelaisParsedMessage *message)
{
  const char *name = relais_parsed_message_get_from_name (message);
  const char *address = relais_parsed_message_get_from_address (message);
  g_autofree char *text = g_strstrip (g_strdup (relais_parsed_message_get_text (message)));
  g_autofree char *date = relais_words_dup_full_time (relais_parsed_message_get_date (message) * 1000);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GString) quote = g_string_new ("\n\n");

  if (*text == '\0' || address == NULL)
    return NULL;

  /* Translators: above what an answer quotes: the day, and who wrote then */
  g_string_append_printf (quote, _("On %1$s, %2$s wrote:"), date, name != NULL ? name : address);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (quote, "\n>%s%s", *lines[i] != '\0' && *lines[i] != '>' ? " " : "", lines[i]);

  return g_string_free_and_steal (g_steal_pointer (&quote));
}

/* The thread so far, oldest first; last the message itself. NULL when that has no name of its own. */
static GStrv
dup_thread (RelaisParsedMessage *message)
{
  const char *id = relais_parsed_message_get_message_id (message);
  g_autoptr(GStrvBuilder) thread = g_strv_builder_new ();

  if (id == NULL)
    return NULL;
  g_strv_builder_addv (thread, (const char **) relais_parsed_message_get_references (message));
  g_strv_builder_add (thread, id);

  return g_strv_builder_end (thread);
}

gboolean
relais_compose_window_add_thread (RelaisComposeWindow  *self,
                                  RelaisOutgoing       *outgoing,
                                  GError              **error)
{
  g_auto(GStrv) references = g_strdupv (self->thread);
  guint length = references != NULL ? g_strv_length (references) : 0;
  g_autofree char *last = NULL;

  if (length == 0)
    return TRUE;
  last = g_steal_pointer (&references[length - 1]);

  return relais_outgoing_set_reply (outgoing, last, (const char * const *) references, error);
}

/* @account: (nullable) */
static void
set_from (RelaisComposeWindow *self,
          RelaisMailAccount   *account)
{
  guint from;

  if (account != NULL && g_ptr_array_find (self->accounts, account, &from))
    adw_combo_row_set_selected (self->from_row, from);
}

void
relais_compose_window_set_forward (RelaisComposeWindow *self,
                                   RelaisMailAccount   *account,
                                   RelaisMailMessage   *message)
{
  RelaisParsedMessage *parsed = relais_mail_message_get_parsed (message);
  g_autofree char *subject = g_strconcat ("Fwd: ", relais_parsed_message_get_plain_subject (parsed), NULL);
  const char *name = relais_parsed_message_get_subject (parsed);

  g_return_if_fail (RELAIS_IS_COMPOSE_WINDOW (self));

  set_from (self, account);
  self->filling = TRUE;
  relais_compose_window_attach_message (self, *name != '\0' ? name : _("(No subject)"), relais_mail_message_get_source (message));
  relais_compose_window_begin (self, "", "", subject, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->to_row));
}

void
relais_compose_window_set_reply (RelaisComposeWindow *self,
                                 RelaisMailAccount   *account,
                                 RelaisParsedMessage *message,
                                 gboolean             all)
{
  g_autofree char *subject = g_strconcat ("Re: ", relais_parsed_message_get_plain_subject (message), NULL);
  g_autofree char *recipients = NULL;
  g_autofree char *others = NULL;
  g_autofree char *quote = NULL;

  g_return_if_fail (RELAIS_IS_COMPOSE_WINDOW (self));

  recipients = dup_recipients (self, message);
  others = all ? dup_others (self, message, recipients) : g_strdup ("");
  quote = dup_quote (message);
  set_from (self, account);
  self->thread = dup_thread (message);
  relais_compose_window_begin (self, recipients, others, subject, quote != NULL ? quote : "");
  gtk_widget_grab_focus (*recipients != '\0' ? GTK_WIDGET (self->editor) : GTK_WIDGET (self->to_row));
}
