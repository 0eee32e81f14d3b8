/* relais-inbox-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-account-repair.h"
#include "relais-add-account-dialog.h"
#include "relais-inbox-page-private.h"
#include "relais-inbox-row.h"

G_DEFINE_FINAL_TYPE (RelaisInboxPage, relais_inbox_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_COLLAPSED = 1,
  PROP_THREE_PANE,
  PROP_UNREAD,
  PROP_SELECTING,
} RelaisInboxPageProperty;

static GParamSpec *props[PROP_SELECTING + 1];

/* Nothing comes any more before somebody has seen to the mailbox. */
static gboolean
is_stuck (RelaisInboxPage *self)
{
  g_autoptr(RelaisMailAccount) account = relais_inbox_page_dup_account (self);

  return account != NULL && relais_account_needs_repair (account);
}

static const char *
choose_page (RelaisInboxPage *self,
             gboolean         has_mail,
             RelaisMailState  state)
{
  if (!has_mail)
    {
      if (state == RELAIS_MAIL_NO_BUS || state == RELAIS_MAIL_NO_SERVICE || state == RELAIS_MAIL_NOT_ALLOWED)
        return "trouble";

      return state == RELAIS_MAIL_STARTING || state == RELAIS_MAIL_STOPPED ? "loading" : "no-account";
    }
  if (self->messages != NULL && g_list_model_get_n_items (self->messages) > 0)
    return "list";
  if (relais_inbox_page_is_filtered (self))
    return "nothing-found";
  if (self->messages == NULL ||
      (RELAIS_IS_MESSAGE_LIST (self->messages) && relais_message_list_is_loading (RELAIS_MESSAGE_LIST (self->messages))))
    return is_stuck (self) ? "trouble" : "loading";

  return "empty";
}

/* The service is missing, or the mailbox cannot be opened; what exactly, update_status() knows of a mailbox. */
static void
show_trouble (RelaisInboxPage *self,
              gboolean         has_mail,
              RelaisMailState  state)
{
  adw_status_page_set_icon_name (self->trouble_page, has_mail ? "dialog-warning-symbolic" : "network-offline-symbolic");
  adw_status_page_set_title (self->trouble_page, has_mail ? _("This Mailbox Cannot Be Opened")
                                                          : _("The Desktop’s Mail Service Is Missing"));
  if (has_mail)
    return;

  gtk_button_set_label (self->trouble_button, _("Try Again"));
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_button), TRUE);
  adw_status_page_set_description (self->trouble_page,
                                   state == RELAIS_MAIL_NOT_ALLOWED
                                   ? _("Relais’s sandbox may not reach Evolution Data Server. Allow it in the desktop’s settings for Relais.")
                                   : _("Relais reads mail through Evolution Data Server. Install it, or start it again."));
}

/* What the list shows instead of rows, when it has none. */
void
relais_inbox_page_update_stack (RelaisInboxPage *self)
{
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));
  RelaisMailState state = relais_mail_get_state (relais_workspace_get_mail (self->workspace));
  gboolean has_mail = g_list_model_get_n_items (accounts) > 0;
  const char *page = choose_page (self, has_mail, state);

  show_trouble (self, has_mail, state);
  gtk_stack_set_visible_child_name (self->list_stack, page);

  gtk_widget_set_sensitive (GTK_WIDGET (self->search_button), has_mail);
  gtk_widget_set_sensitive (GTK_WIDGET (self->select_button), has_mail);
  gtk_widget_set_sensitive (GTK_WIDGET (self->filter_button), has_mail);
  /* It says the same, with more room. */
  gtk_widget_set_visible (GTK_WIDGET (self->status_bar), !self->selecting && !g_str_equal (page, "trouble"));
  relais_message_view_set_ready (self->view, g_str_equal (page, "list") || g_str_equal (page, "nothing-found"));
}

void
relais_inbox_page_show_messages (RelaisInboxPage *self,
                                 GListModel      *messages)
{
  if (self->messages != NULL)
    {
      g_clear_signal_handler (&self->messages_id, self->messages);
      g_clear_signal_handler (&self->loading_id, self->messages);
    }
  g_set_object (&self->messages, messages);
  if (messages != NULL)
    {
      self->messages_id = g_signal_connect_swapped (messages, "items-changed",
                                                    G_CALLBACK (relais_inbox_page_update_stack), self);
      if (RELAIS_IS_MESSAGE_LIST (messages))
        self->loading_id = g_signal_connect_swapped (messages, "notify::loading",
                                                     G_CALLBACK (relais_inbox_page_update_stack), self);
    }
  relais_inbox_page_set_rows (self, messages);
  relais_inbox_page_update_stack (self);
}

/* The message went away: its neighbour is shown; where there is one pane, we go back to the list. */
static void
moved_cb (RelaisInboxPage *self)
{
  g_autoptr(GPtrArray) moved = relais_inbox_page_dup_selected (self, 1);

  relais_inbox_page_take_out (self, moved);
  if (adw_navigation_split_view_get_collapsed (self->split))
    adw_navigation_split_view_set_show_content (self->split, FALSE);
}

static void
search_mode_cb (RelaisInboxPage *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

void
relais_inbox_page_search_again (RelaisInboxPage *self)
{
  g_return_if_fail (RELAIS_IS_INBOX_PAGE (self));

  if (self->workspace != NULL)
    relais_inbox_page_search (self);
}

static void
add_account_cb (RelaisInboxPage *self)
{
  adw_dialog_present (ADW_DIALOG (relais_add_account_dialog_new (self->workspace)), GTK_WIDGET (self));
}

static void
service_started_cb (gpointer      owner,
                    const GValue *value,
                    const GError *error,
                    gpointer      user_data)
{
  relais_inbox_page_update_stack (owner);
}

/* The button of the status bar, or of the page instead of it. */
static void
repair_cb (RelaisInboxPage *self)
{
  RelaisMail *mail = relais_workspace_get_mail (self->workspace);
  g_autoptr(RelaisMailAccount) account = relais_inbox_page_dup_account (self);

  if (account != NULL)
    relais_account_repair (account, GTK_WIDGET (self));
  else
    relais_future_to_ui (relais_mail_start (mail), self, NULL, service_started_cb, NULL);
  relais_inbox_page_update_stack (self);
}

void
relais_inbox_page_start_search (RelaisInboxPage *self)
{
  g_return_if_fail (RELAIS_IS_INBOX_PAGE (self));

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
relais_inbox_page_focus_list (RelaisInboxPage *self)
{
  g_return_if_fail (RELAIS_IS_INBOX_PAGE (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->list)) || !gtk_widget_grab_focus (GTK_WIDGET (self->list)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
relais_inbox_page_add_panes (RelaisInboxPage *self,
                             GPtrArray       *panes)
{
  g_return_if_fail (RELAIS_IS_INBOX_PAGE (self));

  g_ptr_array_add (panes, self->list);
  relais_message_view_add_panes (self->view, panes);
}

guint
relais_inbox_page_get_unread (RelaisInboxPage *self)
{
  g_return_val_if_fail (RELAIS_IS_INBOX_PAGE (self), 0);

  return self->unread;
}

void
relais_inbox_page_set_workspace (RelaisInboxPage *self,
                                 RelaisWorkspace *workspace)
{
  g_return_if_fail (RELAIS_IS_INBOX_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  relais_inbox_row_install (self->list, workspace, G_OBJECT (self));
  gtk_grid_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));

  relais_message_view_set_workspace (self->view, workspace);
  relais_inbox_page_fill_filters (self);
  relais_inbox_page_watch_accounts (self);
}

static void
relais_inbox_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RelaisInboxPage *self = RELAIS_INBOX_PAGE (object);

  switch ((RelaisInboxPageProperty) prop_id)
    {
    case PROP_COLLAPSED:
      g_value_set_boolean (value, adw_navigation_split_view_get_collapsed (self->split));
      break;
    case PROP_THREE_PANE:
      g_value_set_boolean (value, self->three_pane);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_inbox_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RelaisInboxPage *self = RELAIS_INBOX_PAGE (object);

  switch ((RelaisInboxPageProperty) prop_id)
    {
    case PROP_COLLAPSED:
      adw_navigation_split_view_set_collapsed (self->split, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_THREE_PANE:
      self->three_pane = g_value_get_boolean (value);
      adw_navigation_split_view_set_sidebar_width_fraction (self->split, self->three_pane ? 0.38 : 0.42);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_UNREAD:
    case PROP_SELECTING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_inbox_page_dispose (GObject *object)
{
  RelaisInboxPage *self = RELAIS_INBOX_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->status_id, g_source_remove);
  g_clear_handle_id (&self->show_id, g_source_remove);
  if (self->messages != NULL)
    {
      g_clear_signal_handler (&self->messages_id, self->messages);
      g_clear_signal_handler (&self->loading_id, self->messages);
    }
  if (self->account != NULL)
    g_clear_signal_handler (&self->account_id, self->account);
  if (self->folder != NULL)
    g_clear_signal_handler (&self->unread_id, self->folder);
  g_clear_object (&self->messages);
  g_clear_object (&self->account);
  g_clear_object (&self->folder);
  g_clear_object (&self->selection);
  g_clear_object (&self->filters);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->wanted, g_free);
  /* AdwBin would drop it once more, when the template has. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_INBOX_PAGE);

  G_OBJECT_CLASS (relais_inbox_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, split);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, list_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, trouble_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, trouble_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, folder_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, folder_title);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, folder_popover);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, status_bar);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, unread_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, read_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, action_bar);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, folder_list);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, filter_label);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, list);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, status_icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, status_label);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, repair_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxPage, view);
  gtk_widget_class_bind_template_callback_full (widget_class, "folder_activated_cb",
                                                G_CALLBACK (relais_inbox_page_folder_chosen));
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "search_cb", G_CALLBACK (relais_inbox_page_search_again));
  gtk_widget_class_bind_template_callback_full (widget_class, "clear_filter_cb",
                                                G_CALLBACK (relais_inbox_page_clear_filters));
  gtk_widget_class_bind_template_callback_full (widget_class, "activate_cb", G_CALLBACK (relais_inbox_page_activate));
  gtk_widget_class_bind_template_callback_full (widget_class, "select_toggled_cb",
                                                G_CALLBACK (relais_inbox_page_select_toggled));
  gtk_widget_class_bind_template_callback_full (widget_class, "shows_select", G_CALLBACK (relais_inbox_page_shows_select));
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "show_content_cb", G_CALLBACK (relais_inbox_page_content_changed));
  gtk_widget_class_bind_template_callback (widget_class, repair_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_account_cb);
}

static void
relais_inbox_page_class_init (RelaisInboxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_inbox_page_dispose;
  object_class->get_property = relais_inbox_page_get_property;
  object_class->set_property = relais_inbox_page_set_property;

  props[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_THREE_PANE] = g_param_spec_boolean ("three-pane", NULL, NULL, TRUE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  g_signal_new ("left", RELAIS_TYPE_INBOX_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RELAIS_TYPE_MESSAGE_VIEW);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/org/relais/Relais/ui/relais-inbox-page.ui");
  bind_children (GTK_WIDGET_CLASS (klass));
  relais_inbox_page_class_bulk (GTK_WIDGET_CLASS (klass));
}

static void
relais_inbox_page_init (RelaisInboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->three_pane = TRUE;
  relais_inbox_page_init_selection (self);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  relais_inbox_page_init_filters (self);
  relais_inbox_page_init_keys (self);
}
