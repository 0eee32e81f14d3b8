/* relais-account-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-account-repair.h"
#include "relais-account-row.h"
#include "relais-words.h"

struct _RelaisAccountRow
{
  AdwPreferencesRow  parent_instance;

  GtkImage          *icon;
  GtkBox            *suffixes;
  GtkLabel          *address;
  GtkLabel          *sentence;
  GtkButton         *repair;

  RelaisMailAccount *account;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisAccountRow, relais_account_row, ADW_TYPE_PREFERENCES_ROW)

static void
repair_cb (RelaisAccountRow *self)
{
  relais_account_repair (self->account, GTK_WIDGET (self));
}

RelaisMailAccount *
relais_account_row_get_account (RelaisAccountRow *self)
{
  g_return_val_if_fail (RELAIS_IS_ACCOUNT_ROW (self), NULL);

  return self->account;
}

void
relais_account_row_update (RelaisAccountRow *self)
{
  gboolean is_ill;
  const char *repair;
  g_autofree char *sentence = NULL;

  g_return_if_fail (RELAIS_IS_ACCOUNT_ROW (self));

  is_ill = relais_account_needs_repair (self->account);
  repair = relais_words_get_repair (relais_mail_account_get_state (self->account));
  sentence = relais_words_dup_account (self->account);
  gtk_label_set_label (self->sentence, sentence);
  gtk_image_set_from_icon_name (self->icon, is_ill ? "dialog-warning-symbolic" : "mail-unread-symbolic");
  if (is_ill)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
  gtk_widget_set_visible (GTK_WIDGET (self->repair), repair != NULL);
  if (repair != NULL)
    gtk_button_set_label (self->repair, repair);
}

void
relais_account_row_add_suffix (RelaisAccountRow *self,
                               GtkWidget        *widget)
{
  g_return_if_fail (RELAIS_IS_ACCOUNT_ROW (self));

  gtk_box_append (self->suffixes, widget);
}

GtkWidget *
relais_account_row_new (RelaisMailAccount *account)
{
  RelaisAccountRow *self = g_object_new (RELAIS_TYPE_ACCOUNT_ROW, "title", relais_mail_account_get_address (account), NULL);

  self->account = g_object_ref (account);
  gtk_label_set_label (self->address, relais_mail_account_get_address (account));
  g_signal_connect_object (account, "notify::state", G_CALLBACK (relais_account_row_update), self, G_CONNECT_SWAPPED);
  relais_account_row_update (self);

  return GTK_WIDGET (self);
}

static void
relais_account_row_dispose (GObject *object)
{
  RelaisAccountRow *self = RELAIS_ACCOUNT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_ACCOUNT_ROW);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (relais_account_row_parent_class)->dispose (object);
}

static void
relais_account_row_class_init (RelaisAccountRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = relais_account_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisAccountRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisAccountRow, suffixes);
  gtk_widget_class_bind_template_child (widget_class, RelaisAccountRow, address);
  gtk_widget_class_bind_template_child (widget_class, RelaisAccountRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, RelaisAccountRow, repair);
  gtk_widget_class_bind_template_callback (widget_class, repair_cb);
}

static void
relais_account_row_init (RelaisAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
