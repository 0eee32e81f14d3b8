/* relais-add-account-dialog-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-add-account-dialog-private.h"
#include "relais-toast.h"
#include "relais-words.h"

static RelaisMail *
get_mail (RelaisAddAccountDialog *self)
{
  return relais_workspace_get_mail (self->workspace);
}

/* A cancellable for what starts now; what ran before is given up. */
static GCancellable *
begin (RelaisAddAccountDialog *self,
       const char             *sentence)
{
  relais_cancellable_renew (&self->cancellable);
  relais_add_account_dialog_say (self, NULL, sentence);

  return self->cancellable;
}

void
relais_add_account_dialog_stop (RelaisAddAccountDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  relais_add_account_dialog_say (self, NULL, NULL);
}

/* Which server, then what: the module's messages begin with the step's name. */
static char *
dup_failure (RelaisAddAccountDialog *self,
             const GError           *error)
{
  gboolean is_smtp = g_str_has_prefix (error->message, "SMTP");
  const char *host = is_smtp ? self->config->smtp.host : self->config->imap.host;
  g_autofree char *reason = relais_words_dup_error (error);

  if (!is_smtp && !g_str_has_prefix (error->message, "IMAP"))
    return g_steal_pointer (&reason);
  if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND))
    /* Translators: %s is the name of a server */
    return g_strdup_printf (_("There is no server called %s. Check the name."), host);
  if (is_smtp)
    /* Translators: 1: the name of a server, 2: a sentence that says why */
    return g_strdup_printf (_("Incoming mail works. Outgoing mail (%1$s): %2$s"), host, reason);

  /* Translators: 1: the name of a server, 2: a sentence that says why */
  return g_strdup_printf (_("Incoming mail (%1$s): %2$s"), host, reason);
}

static void
set_subtitle (AdwActionRow *row,
              const char   *text)
{
  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && *text != '\0');
}

static void
show_certificate (RelaisAddAccountDialog *self)
{
  g_autoptr(RelaisCertificate) certificate = relais_account_setup_dup_certificate (get_mail (self));
  g_autofree char *fingerprint = NULL;

  if (certificate == NULL)
    return;

  fingerprint = relais_words_dup_fingerprint (certificate->sha256);
  set_subtitle (self->host_row, certificate->host);
  set_subtitle (self->subject_row, certificate->subject);
  set_subtitle (self->issuer_row, certificate->issuer);
  set_subtitle (self->fingerprint_row, fingerprint);
  g_set_str (&self->fingerprint, certificate->sha256);
  relais_add_account_dialog_show_page (self, "certificate");
}

/* What has to be changed. */
static void
point_at (gpointer row)
{
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
}

static void
fail (RelaisAddAccountDialog *self,
      const GError           *error)
{
  g_autofree char *sentence = dup_failure (self, error);

  g_clear_object (&self->cancellable);
  relais_add_account_dialog_say (self, NULL, NULL);
  if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_CERTIFICATE))
    {
      show_certificate (self);
      return;
    }
  if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_EXPIRED))
    {
      relais_add_account_dialog_show_page (self, "who");
      point_at (self->password_row);
    }
  else if (!g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NO_SERVICE))
    {
      relais_add_account_dialog_fill (self);
      relais_add_account_dialog_show_page (self, "servers");
      point_at (g_str_has_prefix (error->message, "SMTP") ? self->smtp.host : self->imap.host);
    }
  relais_add_account_dialog_say (self, "dialog-error-symbolic", sentence);
}

static void
trusted_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisAddAccountDialog *self = owner;

  /* When it is not kept, the mailbox itself asks again. */
  if (error != NULL)
    g_info ("the certificate's trust was not kept: %s", error->message);
  relais_toast_say (GTK_WIDGET (self), _("Mailbox added. Its mail is being read."));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
created_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisAddAccountDialog *self = owner;

  if (error != NULL)
    {
      if (!relais_error_is_cancelled (error))
        fail (self, error);
      return;
    }

  if (self->trusted != NULL)
    relais_future_to_ui (relais_mail_account_trust_certificate (g_value_get_object (value), self->trusted),
                         self, NULL, trusted_cb, NULL);
  else
    trusted_cb (self, NULL, NULL, NULL);
}

static void
checked_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisAddAccountDialog *self = owner;

  if (error != NULL)
    {
      if (!relais_error_is_cancelled (error))
        fail (self, error);
      return;
    }

  relais_future_to_ui (relais_account_setup_create (get_mail (self), self->config,
                                                    gtk_editable_get_text (GTK_EDITABLE (self->password_row))),
                       self, begin (self, _("Both servers let us in. Adding the mailbox…")), created_cb, NULL);
}

static void
take_server (RelaisServer     *server,
             RelaisServerRows *rows,
             const char       *address)
{
  g_autofree char *host = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (rows->host))));
  g_autofree char *user = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (rows->user))));

  g_set_str (&server->host, host);
  g_set_str (&server->user, *user != '\0' ? user : address);
  /* What was typed counts before the focus leaves it. */
  adw_spin_row_update (rows->port);
  server->port = (guint16) adw_spin_row_get_value (rows->port);
  server->security = (RelaisSecurity) adw_combo_row_get_selected (rows->security);
}

/* What both pages say, now. */
static void
take_form (RelaisAddAccountDialog *self)
{
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->address_row));
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  if (self->config == NULL)
    self->config = relais_account_config_new ();
  g_set_str (&self->config->name, *name != '\0' ? name : address);
  g_set_str (&self->config->address, address);
  take_server (&self->config->imap, &self->imap, address);
  take_server (&self->config->smtp, &self->smtp, address);
}

void
relais_add_account_dialog_check (RelaisAddAccountDialog *self)
{
  g_autofree char *sentence = NULL;

  take_form (self);
  /* Translators: 1 and 2 are names of servers */
  sentence = g_strdup_printf (_("Signing in to %1$s and %2$s…"), self->config->imap.host, self->config->smtp.host);
  relais_future_to_ui (relais_account_setup_check (get_mail (self), self->config,
                                                   gtk_editable_get_text (GTK_EDITABLE (self->password_row)), self->trusted),
                       self, begin (self, sentence), checked_cb, NULL);
}

static gboolean
is_sure (const RelaisAccountConfig *config)
{
  return config->imap.host != NULL && g_strcmp0 (config->source, "guess") != 0;
}

static void
guessed_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisAddAccountDialog *self = owner;
  gboolean only_show = GPOINTER_TO_INT (user_data);

  if (error != NULL && relais_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  relais_add_account_dialog_say (self, NULL, NULL);
  if (error == NULL)
    {
      g_clear_pointer (&self->config, relais_account_config_free);
      self->config = relais_account_config_copy (g_value_get_boxed (value));
      g_set_str (&self->guessed_for, gtk_editable_get_text (GTK_EDITABLE (self->address_row)));
      g_clear_pointer (&self->trusted, g_free);
      relais_add_account_dialog_fill (self);
      if (!only_show && is_sure (self->config))
        {
          relais_add_account_dialog_check (self);
          return;
        }
    }

  relais_add_account_dialog_show_page (self, "servers");
  gtk_widget_grab_focus (GTK_WIDGET (self->imap.host));
  if (!only_show)
    relais_add_account_dialog_say (self, "dialog-information-symbolic",
                                   _("The servers of this address could not be found out for sure. Check their names."));
}

/* The same mailbox twice would answer everything twice. */
static gboolean
is_there (RelaisAddAccountDialog *self,
          const char             *address)
{
  GListModel *accounts = relais_mail_get_accounts (get_mail (self));

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);
      const char *other = relais_mail_account_get_address (account);
      g_autofree char *normal = other != NULL ? relais_mail_address_normalize (other, NULL) : NULL;

      if (normal != NULL && g_ascii_strcasecmp (normal, address) == 0)
        return TRUE;
    }

  return FALSE;
}

/* See the header. What was found out or typed for the same address stays. */
void
relais_add_account_dialog_guess (RelaisAddAccountDialog *self,
                                 gboolean                only_show)
{
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->address_row));
  g_autofree char *normal = relais_mail_address_normalize (address, NULL);

  if (normal != NULL && is_there (self, normal))
    {
      relais_add_account_dialog_say (self, "dialog-error-symbolic", _("This mailbox is there already."));
      point_at (self->address_row);
      return;
    }
  if (normal == NULL || g_strcmp0 (self->guessed_for, address) == 0)
    {
      if (only_show || normal == NULL)
        relais_add_account_dialog_show_page (self, "servers");
      else
        relais_add_account_dialog_check (self);
      return;
    }

  relais_future_to_ui (relais_account_setup_guess (get_mail (self), normal), self,
                       begin (self, _("Looking for the servers…")), guessed_cb, GINT_TO_POINTER (only_show));
}
