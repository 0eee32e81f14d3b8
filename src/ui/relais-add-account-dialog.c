/* relais-add-account-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-account-repair.h"
#include "relais-add-account-dialog-private.h"
#include "relais-dialog-focus.h"

G_DEFINE_FINAL_TYPE (RelaisAddAccountDialog, relais_add_account_dialog, ADW_TYPE_DIALOG)

/* As the rows of "Encryption" and the members of RelaisSecurity. */
static const guint16 imap_ports[] = { 993, 143, 143 };
static const guint16 smtp_ports[] = { 465, 587, 25 };

/* Whose passwords do not open a mailbox from another program, or only app passwords do. */
static const struct
{
  const char *domains;   /* with spaces around each */
  gboolean    online;    /* the desktop's Online Accounts sign in to it */
} special[] = {
  { " gmail.com googlemail.com ", TRUE },
  { " outlook.com outlook.fr outlook.be hotmail.com hotmail.fr hotmail.be live.com live.fr live.be msn.com ", TRUE },
  { " yahoo.com yahoo.fr icloud.com me.com mac.com aol.com ", FALSE },
};

/* Escape goes back one step: it stops what runs, then leaves the page; only the first page closes the dialog. */
static void
update_closing (RelaisAddAccountDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  adw_dialog_set_can_close (ADW_DIALOG (self),
                            !self->running && (page == NULL || g_strcmp0 (adw_navigation_page_get_tag (page), "who") == 0));
}

static void
close_attempt_cb (RelaisAddAccountDialog *self)
{
  if (self->running)
    relais_add_account_dialog_stop (self);
  else
    adw_navigation_view_pop (self->view);
}

/* While something runs only stopping it is possible. The focus goes first, for an entry that becomes insensitive under it
 * complains, and comes back to where it was. */
static void
set_running (RelaisAddAccountDialog *self,
             gboolean                running)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean was_running = self->running;

  self->running = running;
  if (running && !was_running)
    {
      g_set_weak_pointer (&self->focus, root != NULL ? gtk_root_get_focus (root) : NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->stop_button));
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->view), !running);
  if (was_running && !running && self->focus != NULL && gtk_widget_get_mapped (self->focus))
    gtk_widget_grab_focus (self->focus);
  update_closing (self);
}

void
relais_add_account_dialog_say (RelaisAddAccountDialog *self,
                               const char             *icon,
                               const char             *sentence)
{
  gboolean runs = sentence != NULL && icon == NULL;

  gtk_widget_set_visible (self->status_box, sentence != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), runs);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), runs);
  gtk_widget_set_visible (GTK_WIDGET (self->status_icon), icon != NULL);
  gtk_image_set_from_icon_name (self->status_icon, icon);
  gtk_label_set_label (self->status_label, sentence != NULL ? sentence : "");
  if (g_strcmp0 (icon, "dialog-error-symbolic") == 0)
    gtk_widget_add_css_class (self->status_box, "error");
  else
    gtk_widget_remove_css_class (self->status_box, "error");

  set_running (self, runs);
  if (sentence != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
relais_add_account_dialog_show_page (RelaisAddAccountDialog *self,
                                     const char             *tag)
{
  AdwNavigationPage *page = adw_navigation_view_find_page (self->view, tag);
  g_autoptr(GListModel) stack = adw_navigation_view_get_navigation_stack (self->view);
  gboolean is_below = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (stack); i++)
    {
      g_autoptr(AdwNavigationPage) below = g_list_model_get_item (stack, i);

      is_below |= below == page;
    }

  if (!is_below)
    adw_navigation_view_push (self->view, page);
  else if (adw_navigation_view_get_visible_page (self->view) != page)
    adw_navigation_view_pop_to_page (self->view, page);
}

static void
fill_server (RelaisServerRows   *rows,
             const RelaisServer *server)
{
  gtk_editable_set_text (GTK_EDITABLE (rows->host), server->host != NULL ? server->host : "");
  adw_combo_row_set_selected (rows->security, server->security);
  if (server->port != 0)
    adw_spin_row_set_value (rows->port, server->port);
  gtk_editable_set_text (GTK_EDITABLE (rows->user), server->user != NULL ? server->user : "");
}

void
relais_add_account_dialog_fill (RelaisAddAccountDialog *self)
{
  fill_server (&self->imap, &self->config->imap);
  fill_server (&self->smtp, &self->config->smtp);
}

static void
show_hint (RelaisAddAccountDialog *self,
           const char             *domain)
{
  g_autofree char *wanted = g_ascii_strdown (domain, -1);
  g_autofree char *padded = g_strconcat (" ", wanted, " ", NULL);
  gboolean found = FALSE;

  for (guint i = 0; *domain != '\0' && i < G_N_ELEMENTS (special) && !found; i++)
    if (strstr (special[i].domains, padded) != NULL)
      {
        found = TRUE;
        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->hint_row),
                                       special[i].online ? _("Add it in Online Accounts")
                                                         : _("An app password is needed"));
        adw_action_row_set_subtitle (self->hint_row,
                                     special[i].online
                                     ? _("This provider wants a sign-in in the browser. Add the account in the desktop’s Online Accounts: it appears here by itself. Otherwise make an app password on its site.")
                                     : _("Your usual password does not work here. Make an app password on the provider’s site and type it above."));
      }
  gtk_widget_set_visible (GTK_WIDGET (self->hint_group), found);
}

static void
who_edited_cb (RelaisAddAccountDialog *self)
{
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->address_row));
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_row));
  const char *at = strrchr (address, '@');
  g_autofree char *normal = relais_mail_address_normalize (address, NULL);

  gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->password_row), "error");
  relais_add_account_dialog_say (self, NULL, NULL);
  show_hint (self, at != NULL ? at + 1 : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), normal != NULL && *password != '\0');
}

static void
server_edited_cb (RelaisAddAccountDialog *self)
{
  gboolean whole;

  if (self->workspace == NULL)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self->imap.host), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->smtp.host), "error");
  whole = *gtk_editable_get_text (GTK_EDITABLE (self->imap.host)) != '\0' &&
          *gtk_editable_get_text (GTK_EDITABLE (self->smtp.host)) != '\0';
  gtk_widget_set_sensitive (GTK_WIDGET (self->check_button), whole);
  relais_add_account_dialog_say (self, NULL, NULL);
}

/* The port that belongs to it, when the port is still one of the usual ones. */
static void
suit_port (RelaisServerRows *rows,
           const guint16    *ports)
{
  guint16 port = (guint16) adw_spin_row_get_value (rows->port);
  guint security = adw_combo_row_get_selected (rows->security);

  if (security < 3 && (port == ports[0] || port == ports[1] || port == ports[2]))
    adw_spin_row_set_value (rows->port, ports[security]);
}

static void
security_cb (RelaisAddAccountDialog *self)
{
  /* While the template is built the other rows are not there yet. */
  if (self->workspace == NULL)
    return;

  suit_port (&self->imap, imap_ports);
  suit_port (&self->smtp, smtp_ports);
}

static void
next_cb (RelaisAddAccountDialog *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->next_button)))
    relais_add_account_dialog_guess (self, FALSE);
}

static void
servers_cb (RelaisAddAccountDialog *self)
{
  relais_add_account_dialog_guess (self, TRUE);
}

static void
check_cb (RelaisAddAccountDialog *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->check_button)))
    relais_add_account_dialog_check (self);
}

static void
trust_cb (RelaisAddAccountDialog *self)
{
  g_set_str (&self->trusted, self->fingerprint);
  adw_navigation_view_pop (self->view);
  relais_add_account_dialog_check (self);
}

static void
stop_cb (RelaisAddAccountDialog *self)
{
  relais_add_account_dialog_stop (self);
}

static void
popped_cb (RelaisAddAccountDialog *self)
{
  if (self->cancellable == NULL)
    relais_add_account_dialog_say (self, NULL, NULL);
}

static void
online_accounts_cb (RelaisAddAccountDialog *self)
{
  if (!relais_account_open_online_accounts ())
    relais_add_account_dialog_say (self, "dialog-information-symbolic",
                                   _("Open Online Accounts in the desktop’s settings and add the account there."));
}

static void
relais_add_account_dialog_dispose (GObject *object)
{
  RelaisAddAccountDialog *self = RELAIS_ADD_ACCOUNT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->focus);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_ADD_ACCOUNT_DIALOG);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (relais_add_account_dialog_parent_class)->dispose (object);
}

static void
relais_add_account_dialog_finalize (GObject *object)
{
  RelaisAddAccountDialog *self = RELAIS_ADD_ACCOUNT_DIALOG (object);

  g_clear_pointer (&self->config, relais_account_config_free);
  g_free (self->guessed_for);
  g_free (self->trusted);
  g_free (self->fingerprint);

  G_OBJECT_CLASS (relais_add_account_dialog_parent_class)->finalize (object);
}

static void
bind_server (GtkWidgetClass *widget_class,
             const char     *prefix,
             gssize          offset)
{
  const struct
  {
    const char *name;
    gsize       field;
  } rows[] = {
    { "host", G_STRUCT_OFFSET (RelaisServerRows, host) },
    { "port", G_STRUCT_OFFSET (RelaisServerRows, port) },
    { "security", G_STRUCT_OFFSET (RelaisServerRows, security) },
    { "user", G_STRUCT_OFFSET (RelaisServerRows, user) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strconcat (prefix, "_", rows[i].name, NULL);

      gtk_widget_class_bind_template_child_full (widget_class, name, FALSE, offset + (gssize) rows[i].field);
    }
}

static void
relais_add_account_dialog_class_init (RelaisAddAccountDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_add_account_dialog_dispose;
  object_class->finalize = relais_add_account_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-add-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, view);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, check_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, trust_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, who_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, servers_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, hint_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, hint_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, host_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, fingerprint_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, status_box);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, status_icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, status_label);
  gtk_widget_class_bind_template_child (widget_class, RelaisAddAccountDialog, stop_button);
  bind_server (widget_class, "imap", G_STRUCT_OFFSET (RelaisAddAccountDialog, imap));
  bind_server (widget_class, "smtp", G_STRUCT_OFFSET (RelaisAddAccountDialog, smtp));
  gtk_widget_class_bind_template_callback (widget_class, who_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, security_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, servers_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, trust_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_closing);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, online_accounts_cb);
}

static void
relais_add_account_dialog_init (RelaisAddAccountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  relais_dialog_focus (ADW_DIALOG (self), GTK_WIDGET (self->address_row));
  adw_spin_row_set_value (self->imap.port, imap_ports[0]);
  adw_spin_row_set_value (self->smtp.port, smtp_ports[0]);
}

RelaisAddAccountDialog *
relais_add_account_dialog_new (RelaisWorkspace *workspace)
{
  RelaisAddAccountDialog *self = g_object_new (RELAIS_TYPE_ADD_ACCOUNT_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                         relais_settings_get_string (relais_workspace_get_settings (workspace), "me.name", ""));
  if (relais_workspace_is_demo (workspace))
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->view), FALSE);
      relais_add_account_dialog_say (self, "dialog-information-symbolic", _("A demo opens no real mailbox."));
      gtk_widget_set_sensitive (GTK_WIDGET (self->who_page), FALSE);
    }

  return self;
}
