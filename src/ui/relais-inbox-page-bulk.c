/* relais-inbox-page-bulk.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-inbox-page-private.h"
#include "relais-message-folders.h"

/* The actions and keys of what is chosen in the list. */

/* So many rows are looked at to see whether something is unread. */
#define MANY 500

static gboolean
has_unread (RelaisInboxPage *self)
{
  g_autoptr(GPtrArray) items = relais_inbox_page_dup_selected (self, MANY);

  for (guint i = 0; i < items->len; i++)
    {
      GObject *item = g_ptr_array_index (items, i);

      if (!RELAIS_IS_MAIL_ITEM (item) || (relais_mail_item_get_flags (RELAIS_MAIL_ITEM (item)) & RELAIS_MAIL_SEEN) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
move_cb (gpointer          data,
         RelaisMailFolder *folder)
{
  relais_inbox_page_do (data, RELAIS_INBOX_DEED_MOVE, folder, 0, 0);
}

static void
bulk_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisInboxPage *self = RELAIS_INBOX_PAGE (widget);
  RelaisMailFlags mask = g_str_equal (name, "bulk.flag") ? RELAIS_MAIL_FLAGGED : RELAIS_MAIL_SEEN;

  if (g_str_equal (name, "bulk.move"))
    relais_message_folders_present (self->account, self->folder, widget, move_cb, self);
  else if (g_str_equal (name, "bulk.answer"))
    relais_inbox_page_look_at_answers (self);
  else if (g_str_equal (name, "bulk.archive"))
    relais_inbox_page_do (self, RELAIS_INBOX_DEED_ARCHIVE, NULL, 0, 0);
  else if (g_str_equal (name, "bulk.delete"))
    relais_inbox_page_do (self, RELAIS_INBOX_DEED_DELETE, NULL, 0, 0);
  else
    relais_inbox_page_do (self, RELAIS_INBOX_DEED_FLAGS, NULL, mask, g_str_equal (name, "bulk.unread") ? 0 : mask);
}

static const char * const bulk_actions[] = {
  "bulk.archive", "bulk.delete", "bulk.move", "bulk.read", "bulk.unread", "bulk.flag", "bulk.answer",
};

void
relais_inbox_page_update_bulk (RelaisInboxPage *self,
                               guint            count)
{
  gboolean unread = count > 0 && has_unread (self);

  for (guint i = 0; i < G_N_ELEMENTS (bulk_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), bulk_actions[i], count > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.move", count > 0 && self->account != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->read_button), unread || count == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_button), !unread && count > 0);
}

/* The keys of one message and of several are the same. */
static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  RelaisInboxPage *self = RELAIS_INBOX_PAGE (widget);
  const char *verb = g_variant_get_string (args, NULL);
  g_autofree char *bulk = g_strconcat ("bulk.", verb, NULL);
  g_autofree char *single = g_strconcat ("message.", verb, NULL);

  if (self->selecting && !g_str_equal (verb, "reply") && !g_str_equal (verb, "forward"))
    return gtk_widget_activate_action_variant (widget, bulk, NULL);

  return gtk_widget_activate_action_variant (GTK_WIDGET (self->view), single, NULL);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  RelaisInboxPage *self = RELAIS_INBOX_PAGE (widget);

  if (!self->selecting)
    return FALSE;
  relais_inbox_page_set_selecting (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));

  return TRUE;
}

void
relais_inbox_page_class_bulk (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType modifier; const char *verb; } keys[] = {
    { GDK_KEY_Delete, 0, "delete" }, { GDK_KEY_k, GDK_CONTROL_MASK, "archive" }, { GDK_KEY_m, GDK_CONTROL_MASK, "move" },
    { GDK_KEY_i, GDK_CONTROL_MASK, "read" }, { GDK_KEY_u, GDK_CONTROL_MASK, "unread" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "flag" }, { GDK_KEY_r, GDK_CONTROL_MASK, "reply" },
    { GDK_KEY_l, GDK_CONTROL_MASK, "forward" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bulk_actions); i++)
    gtk_widget_class_install_action (widget_class, bulk_actions[i], NULL, bulk_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifier, key_cb, "s", keys[i].verb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}
