/* relais-password-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-dialog-focus.h"
#include "relais-password-dialog.h"
#include "relais-toast.h"
#include "relais-words.h"

struct _RelaisPasswordDialog
{
  AdwDialog            parent_instance;

  GtkButton           *accept_button;
  AdwPreferencesGroup *password_group;
  AdwPreferencesGroup *certificate_group;
  AdwPreferencesGroup *status_group;
  AdwPasswordEntryRow *password_row;
  AdwActionRow        *host_row;
  AdwActionRow        *subject_row;
  AdwActionRow        *issuer_row;
  AdwActionRow        *fingerprint_row;
  AdwSpinner          *spinner;
  GtkLabel            *status_label;

  RelaisMailAccount   *account;     /* (owned) */
  guint                planned_id;  /* source */
  GError              *unkept;      /* (owned) (nullable) why the keyring did not take the password */
  gboolean             trust;       /* it is about a certificate */
  gboolean             trying;      /* the server is asked with what was typed */
  gboolean             keeping;     /* the keyring is asked to take it */
};

G_DEFINE_FINAL_TYPE (RelaisPasswordDialog, relais_password_dialog, ADW_TYPE_DIALOG)

static gboolean
can_accept (RelaisPasswordDialog *self)
{
  return !self->trying && (self->trust || *gtk_editable_get_text (GTK_EDITABLE (self->password_row)) != '\0');
}

/* @sentence: (nullable) */
static void
say (RelaisPasswordDialog *self,
     const char           *sentence)
{
  gtk_label_set_label (self->status_label, sentence != NULL ? sentence : "");
  if (self->trying)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->status_label), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->trying);
  gtk_widget_set_visible (GTK_WIDGET (self->status_group), sentence != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), can_accept (self));
  if (sentence != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
fail (RelaisPasswordDialog *self,
      const char           *sentence)
{
  self->trying = FALSE;
  say (self, sentence);
}

static void
edited_cb (RelaisPasswordDialog *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->password_row), "error");
  if (!self->trying)
    say (self, NULL);
}

static void
set_subtitle (AdwActionRow *row,
              const char   *text)
{
  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && *text != '\0');
}

static void
show_certificate (RelaisPasswordDialog    *self,
                  const RelaisCertificate *certificate)
{
  g_autofree char *fingerprint = relais_words_dup_fingerprint (certificate->sha256);

  gtk_widget_add_css_class (GTK_WIDGET (self->accept_button), "destructive-action");
  gtk_widget_remove_css_class (GTK_WIDGET (self->accept_button), "suggested-action");
  set_subtitle (self->host_row, certificate->host);
  set_subtitle (self->subject_row, certificate->subject);
  set_subtitle (self->issuer_row, certificate->issuer);
  set_subtitle (self->fingerprint_row, fingerprint);
}

static void
show_password (RelaisPasswordDialog *self)
{
  const char *address = relais_mail_account_get_address (self->account);
  g_autofree char *description = NULL;
  g_autofree char *escaped = NULL;

  gtk_widget_add_css_class (GTK_WIDGET (self->accept_button), "suggested-action");
  gtk_widget_remove_css_class (GTK_WIDGET (self->accept_button), "destructive-action");
  if (relais_mail_account_get_state (self->account) == RELAIS_MAIL_ACCOUNT_NO_KEYRING)
    /* Translators: the e-mail address of a mailbox */
    description = g_strdup_printf (_("For %s. This desktop has no keyring: Relais forgets it when it ends."), address);
  else if (relais_mail_account_is_about_sending (self->account))
    /* Translators: the e-mail address of a mailbox */
    description = g_strdup_printf (_("For sending from %s, which has a server of its own. It is kept in the desktop’s keyring."), address);
  else
    /* Translators: the e-mail address of a mailbox */
    description = g_strdup_printf (_("For %s. It is kept in the desktop’s keyring."), address);
  escaped = g_markup_escape_text (description, -1);
  adw_preferences_group_set_description (self->password_group, escaped);
}

static void
show_account (RelaisPasswordDialog *self)
{
  const RelaisCertificate *certificate = relais_mail_account_get_certificate (self->account);

  self->trust = relais_mail_account_get_state (self->account) == RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE && certificate != NULL;
  adw_dialog_set_title (ADW_DIALOG (self), self->trust ? _("Unknown Certificate") : _("Password"));
  gtk_button_set_label (self->accept_button, self->trust ? _("_Trust It") : _("_Sign In"));
  gtk_widget_set_visible (GTK_WIDGET (self->certificate_group), self->trust);
  gtk_widget_set_visible (GTK_WIDGET (self->password_group), !self->trust);
  if (self->trust)
    show_certificate (self, certificate);
  else
    show_password (self);
  /* What is hidden cannot have the keyboard: then not even Escape is heard. */
  relais_dialog_focus (ADW_DIALOG (self), self->trust ? GTK_WIDGET (self->host_row) : GTK_WIDGET (self->password_row));
  say (self, NULL);
}

/* The server let us in. */
static void
finish (RelaisPasswordDialog *self)
{
  self->trying = FALSE;
  if (self->unkept != NULL)
    relais_toast_say (GTK_WIDGET (self), _("Signed in. The keyring did not take the password: Relais asks again when it is started."));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
state_cb (RelaisPasswordDialog *self)
{
  const GError *error = relais_mail_account_get_error (self->account);
  g_autofree char *sentence = NULL;

  if (!self->trying)
    return;

  switch (relais_mail_account_get_state (self->account))
    {
    case RELAIS_MAIL_ACCOUNT_ALIVE:
      if (!self->keeping)
        finish (self);
      break;
    case RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE:
      self->trying = FALSE;
      show_account (self);
      break;
    case RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD:
      self->trying = FALSE;
      if (self->trust)
        {
          show_account (self);
          break;
        }
      gtk_widget_add_css_class (GTK_WIDGET (self->password_row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
      fail (self, _("The server does not accept this password. Check it; some providers want an app password."));
      break;
    case RELAIS_MAIL_ACCOUNT_OFFLINE:
    case RELAIS_MAIL_ACCOUNT_CONNECTING:
    case RELAIS_MAIL_ACCOUNT_RECONNECTING:
    case RELAIS_MAIL_ACCOUNT_STALLED:
      break;
    case RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN:
    case RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED:
    case RELAIS_MAIL_ACCOUNT_NO_KEYRING:
    case RELAIS_MAIL_ACCOUNT_FAILED:
    default:
      sentence = error != NULL ? relais_words_dup_error (error) : relais_words_dup_account (self->account);
      fail (self, sentence);
    }
}

static void
planned_cb (gpointer data)
{
  RelaisPasswordDialog *self = data;

  self->planned_id = 0;
  if (self->trying && relais_mail_account_get_state (self->account) == RELAIS_MAIL_ACCOUNT_RECONNECTING)
    fail (self, _("The server cannot be reached now. Relais tries again by itself."));
}

/* Another attempt is planned. What the state becomes right after this says more, when it says anything. */
static void
next_attempt_cb (RelaisPasswordDialog *self)
{
  if (self->trying && self->planned_id == 0 && relais_mail_account_get_next_attempt (self->account) != 0)
    self->planned_id = g_idle_add_once (planned_cb, self);
}

static void
accepted_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  RelaisPasswordDialog *self = owner;

  /* The password is used all the same, until the program ends. */
  g_clear_error (&self->unkept);
  if (error != NULL)
    self->unkept = g_error_copy (error);
  self->keeping = FALSE;
  state_cb (self);
}

static void
accept_cb (RelaisPasswordDialog *self)
{
  const RelaisCertificate *certificate = relais_mail_account_get_certificate (self->account);

  if (!can_accept (self) || (self->trust && certificate == NULL))
    return;
  self->trying = TRUE;
  self->keeping = TRUE;
  say (self, _("Signing in…"));
  relais_future_to_ui (self->trust ? relais_mail_account_trust_certificate (self->account, certificate->sha256)
                                   : relais_mail_account_set_password (self->account,
                                                                       gtk_editable_get_text (GTK_EDITABLE (self->password_row))),
                       self, NULL, accepted_cb, NULL);
}

static void
relais_password_dialog_dispose (GObject *object)
{
  RelaisPasswordDialog *self = RELAIS_PASSWORD_DIALOG (object);

  g_clear_handle_id (&self->planned_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_PASSWORD_DIALOG);
  g_clear_object (&self->account);
  g_clear_error (&self->unkept);

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
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, status_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RelaisPasswordDialog, status_label);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
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
  g_signal_connect_object (account, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::next-attempt", G_CALLBACK (next_attempt_cb), self, G_CONNECT_SWAPPED);
  show_account (self);

  return self;
}
