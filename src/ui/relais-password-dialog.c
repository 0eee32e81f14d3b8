/* relais-password-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-password-dialog.h"
#include "relais-words.h"

struct _RelaisPasswordDialog
{
  AdwDialog            parent_instance;

  GtkButton           *accept_button;
  AdwPreferencesGroup *password_group;
  AdwPreferencesGroup *certificate_group;
  AdwPasswordEntryRow *password_row;
  AdwActionRow        *host_row;
  AdwActionRow        *subject_row;
  AdwActionRow        *issuer_row;
  AdwActionRow        *fingerprint_row;
  GtkLabel            *error_label;

  RelaisMailAccount   *account;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisPasswordDialog, relais_password_dialog, ADW_TYPE_DIALOG)

static void
accepted_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  RelaisPasswordDialog *self = owner;
  g_autofree char *sentence = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), TRUE);
  if (error == NULL)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  sentence = relais_words_dup_error (error);
  gtk_label_set_label (self->error_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
accept_cb (RelaisPasswordDialog *self)
{
  const RelaisCertificate *certificate = relais_mail_account_get_certificate (self->account);
  gboolean trust = gtk_widget_get_visible (GTK_WIDGET (self->certificate_group));

  if (trust && certificate == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), FALSE);
  relais_future_to_ui (trust ? relais_mail_account_trust_certificate (self->account, certificate->sha256)
                             : relais_mail_account_set_password (self->account,
                                                                 gtk_editable_get_text (GTK_EDITABLE (self->password_row))),
                       self, NULL, accepted_cb, NULL);
}

static void
set_subtitle (AdwActionRow *row,
              const char   *text)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_action_row_set_subtitle (row, escaped);
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
}

static void
show_account (RelaisPasswordDialog *self)
{
  const RelaisCertificate *certificate = relais_mail_account_get_certificate (self->account);
  gboolean trust = relais_mail_account_get_state (self->account) == RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE && certificate != NULL;
  g_autofree char *description = NULL;

  adw_dialog_set_title (ADW_DIALOG (self), trust ? _("Unknown Certificate") : _("Password"));
  gtk_button_set_label (self->accept_button, trust ? _("Trust It") : _("Sign In"));
  gtk_widget_set_visible (GTK_WIDGET (self->certificate_group), trust);
  gtk_widget_set_visible (GTK_WIDGET (self->password_group), !trust);
  if (trust)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->accept_button), "destructive-action");
      gtk_widget_remove_css_class (GTK_WIDGET (self->accept_button), "suggested-action");
      adw_preferences_group_set_description (self->certificate_group,
                                             _("Nobody vouches for this server. Trust it only when the fingerprint is the one its administrator gave you."));
      set_subtitle (self->host_row, certificate->host);
      set_subtitle (self->subject_row, certificate->subject);
      set_subtitle (self->issuer_row, certificate->issuer);
      set_subtitle (self->fingerprint_row, certificate->sha256);
      return;
    }

  /* Translators: the e-mail address of a mailbox */
  description = g_strdup_printf (_("For %s. It is kept in the desktop’s keyring."),
                                 relais_mail_account_get_address (self->account));
  adw_preferences_group_set_description (self->password_group, description);
}

static void
relais_password_dialog_dispose (GObject *object)
{
  RelaisPasswordDialog *self = RELAIS_PASSWORD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_PASSWORD_DIALOG);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (relais_password_dialog_parent_class)->dispose (object);
}

static void
relais_password_dialog_class_init (RelaisPasswordDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_password_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, password_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, certificate_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, host_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, fingerprint_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
relais_password_dialog_init (RelaisPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RelaisPasswordDialog *
relais_password_dialog_new (RelaisMailAccount *account)
{
  RelaisPasswordDialog *self = g_object_new (RELAIS_TYPE_PASSWORD_DIALOG, NULL);

  self->account = g_object_ref (account);
  show_account (self);

  return self;
}
