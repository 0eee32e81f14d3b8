/* relais-inbox-page-bulk.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-inbox-page-private.h"
#include "relais-message-folders.h"

/* The actions of what is chosen in the list, and the keys of the page. */

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

static void
select_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  relais_inbox_page_set_selecting (RELAIS_INBOX_PAGE (widget), TRUE);
}

/* A dialog or a menu is in front: what is typed there is not meant for the mail behind it. */
static gboolean
is_covered (RelaisInboxPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = gtk_root_get_focus (root);

  return !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
         adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)) != NULL ||
         (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL);
}

/* The keys of one message and of several are the same. */
static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  RelaisInboxPage *self = RELAIS_INBOX_PAGE (gtk_widget_get_ancestor (widget, RELAIS_TYPE_INBOX_PAGE));
  const char *action = g_variant_get_string (args, NULL);

  if (is_covered (self))
    return FALSE;
  if (self->selecting && g_str_has_prefix (action, "message."))
    {
      g_autofree char *bulk = g_strconcat ("bulk.", action + strlen ("message."), NULL);

      return gtk_widget_activate_action_variant (widget, bulk, NULL);
    }

  return relais_message_view_activate (self->view, action);
}

static gboolean
all_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  RelaisInboxPage *self = RELAIS_INBOX_PAGE (widget);

  return !is_covered (self) && gtk_widget_get_mapped (GTK_WIDGET (self->list)) &&
         gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/* One thing after the other: what is chosen, what is searched for. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  RelaisInboxPage *self = RELAIS_INBOX_PAGE (widget);
  gboolean is_list = !adw_navigation_split_view_get_collapsed (self->split) || !adw_navigation_split_view_get_show_content (self->split);

  if (is_covered (self))
    return FALSE;
  if (self->selecting)
    relais_inbox_page_set_selecting (self, FALSE);
  else if (is_list && gtk_search_bar_get_search_mode (self->search_bar))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  else
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->list));

  return TRUE;
}

typedef struct
{
  const char      *keys;
  GtkShortcutFunc  function;
  const char      *action;
} Key;

static void
add_keys (GtkWidget           *widget,
          const Key           *keys,
          gsize                n_keys,
          GtkShortcutScope     scope,
          GtkPropagationPhase  phase)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), scope);
  gtk_event_controller_set_propagation_phase (controller, phase);
  for (gsize i = 0; i < n_keys; i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].keys),
                                                gtk_callback_action_new (keys[i].function, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[i].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (widget, controller);
}

/* They work wherever in the window the keyboard is, after what has it there. */
void
relais_inbox_page_init_keys (RelaisInboxPage *self)
{
  static const Key keys[] = {
    { "Delete|KP_Delete", key_cb, "message.delete" }, { "<Control>k", key_cb, "message.archive" }, { "<Control>m", key_cb, "message.move" },
    { "<Control>i", key_cb, "message.read" }, { "<Control>u", key_cb, "message.unread" }, { "<Control>d", key_cb, "message.flag" },
    { "<Control>r", key_cb, "message.reply" }, { "<Control><Shift>r", key_cb, "message.reply-all" }, { "<Control>l", key_cb, "message.forward" },
    { "<Control>Return|<Control>KP_Enter", key_cb, "triage.send" },
    { "<Control>a", all_cb, "" }, { "Escape", escape_cb, "" },
  };
  static const Key letters[] = {
    { "e", key_cb, "triage.edit" }, { "f", key_cb, "triage.forward" }, { "k", key_cb, "triage.kind" },
  };

  add_keys (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys), GTK_SHORTCUT_SCOPE_GLOBAL, GTK_PHASE_BUBBLE);
  add_keys (GTK_WIDGET (self), letters, G_N_ELEMENTS (letters), GTK_SHORTCUT_SCOPE_GLOBAL, GTK_PHASE_BUBBLE);
  /* Before the list, where letters begin a search. */
  add_keys (gtk_widget_get_parent (GTK_WIDGET (self->list)), letters, G_N_ELEMENTS (letters), GTK_SHORTCUT_SCOPE_LOCAL, GTK_PHASE_CAPTURE);
}

void
relais_inbox_page_class_bulk (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (bulk_actions); i++)
    gtk_widget_class_install_action (widget_class, bulk_actions[i], NULL, bulk_action);
  gtk_widget_class_install_action (widget_class, "inbox.select", NULL, select_action);
  /* Here before the panes around the page, which would go back. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}
