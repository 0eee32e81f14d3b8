/* relais-inbox-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-inbox-row.h"
#include "relais-words.h"

struct _RelaisInboxRow
{
  GtkWidget        parent_instance;

  GtkCheckButton  *check;
  GtkImage        *unread;
  GtkImage        *attachment;
  GtkImage        *flagged;
  GtkImage        *fate_icon;
  GtkLabel        *sender;
  GtkLabel        *time;
  GtkLabel        *subject;
  GtkLabel        *fate;

  RelaisWorkspace *workspace;   /* (owned) */
  RelaisMailItem  *item;        /* (owned) (nullable) */
  GCancellable    *finding;     /* (owned) (nullable) the item of what was searched for */
  RelaisTriageRow *row;         /* (owned) (nullable) of the item */
  GtkListItem     *list_item;   /* (unowned) (nullable) gets the accessible label */
  gulong           item_id;
  gulong           row_id;
};

G_DEFINE_FINAL_TYPE (RelaisInboxRow, relais_inbox_row, GTK_TYPE_WIDGET)

static void
set_class (GtkLabel   *label,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (label), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), name);
}

/* Sender, subject, what became of it, when, and what its icons say: what a screen reader says of the whole row. */
static void
update_accessible_label (RelaisInboxRow *self,
                         gboolean        unread)
{
  g_autoptr(GString) label = NULL;

  if (self->list_item == NULL)
    return;

  label = g_string_new (gtk_label_get_label (self->sender));
  g_string_append_printf (label, ", %s, %s, %s", gtk_label_get_label (self->subject), gtk_label_get_label (self->fate),
                          gtk_label_get_label (self->time));
  if (unread)
    g_string_append_printf (label, ", %s", C_("message", "unread"));
  if (gtk_widget_get_visible (GTK_WIDGET (self->flagged)))
    g_string_append_printf (label, ", %s", C_("message", "flagged"));
  if (gtk_widget_get_visible (GTK_WIDGET (self->attachment)))
    g_string_append_printf (label, ", %s", C_("message", "with attachments"));
  gtk_list_item_set_accessible_label (self->list_item, label->str);
}

static void
show_fate (RelaisInboxRow *self,
           const char     *kind_id,
           RelaisFate      fate,
           int             delivery,
           gint64          member)
{
  RelaisKind *kind = relais_kind_store_find (relais_workspace_get_kinds (self->workspace), kind_id);
  RelaisMember *who = fate == RELAIS_FATE_ASSIGNED || fate == RELAIS_FATE_FORWARDED
                      ? relais_team_find (relais_workspace_get_team (self->workspace), member) : NULL;
  const char *name = kind != NULL ? relais_kind_get_name (kind, relais_words_get_language ()) : NULL;
  const char *word = relais_words_get_fate (fate);
  g_autoptr(GString) line = g_string_new (NULL);

  if (name != NULL)
    g_string_append_printf (line, "%s · ", name);
  if (fate == RELAIS_FATE_UNKNOWN)
    g_string_truncate (line, 0);
  else
    g_string_append (line, word);
  if (who != NULL)
    g_string_append_printf (line, " · %s", relais_member_get_name (who));
  if (relais_words_get_delivery (delivery) != NULL)
    g_string_append_printf (line, " · %s", relais_words_get_delivery (delivery));

  gtk_label_set_label (self->fate, line->str);
  gtk_image_set_from_icon_name (self->fate_icon, relais_words_get_fate_icon (fate));
  gtk_widget_set_visible (GTK_WIDGET (self->fate_icon), line->len > 0);
}

static void
show_head (RelaisInboxRow *self,
           const char     *sender,
           const char     *address,
           const char     *subject,
           gint64          date,
           gboolean        unread)
{
  g_autofree char *time = relais_words_dup_time (date);

  gtk_label_set_label (self->sender, sender != NULL && sender[0] != '\0' ? sender : (address != NULL ? address : ""));
  gtk_label_set_label (self->subject, subject != NULL && subject[0] != '\0' ? subject : _("(No subject)"));
  gtk_label_set_label (self->time, time);
  gtk_widget_set_opacity (GTK_WIDGET (self->unread), unread ? 1 : 0);
  set_class (self->sender, "heading", unread);
}

static void
show_item (RelaisInboxRow *self)
{
  RelaisMailItem *item = self->item;
  RelaisMailFlags flags = relais_mail_item_get_flags (item);
  gboolean ours = relais_mail_folder_is_ours (relais_mail_item_get_folder (item));

  show_head (self, ours ? relais_mail_item_get_recipients (item) : relais_mail_item_get_sender (item),
             relais_mail_item_get_address (item), relais_mail_item_get_subject (item), 1000 * relais_mail_item_get_date (item),
             (flags & RELAIS_MAIL_SEEN) == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->attachment), (flags & RELAIS_MAIL_ATTACHMENT) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->flagged), (flags & RELAIS_MAIL_FLAGGED) != 0);
  if (self->row != NULL)
    show_fate (self, relais_triage_row_get_kind (self->row), relais_triage_row_get_fate (self->row),
               relais_triage_row_get_delivery (self->row), relais_triage_row_get_member (self->row));
  else
    show_fate (self, NULL, RELAIS_FATE_UNKNOWN, -1, 0);
  update_accessible_label (self, (flags & RELAIS_MAIL_SEEN) == 0);
}

static void
take_item (RelaisInboxRow *self,
           RelaisMailItem *item)
{
  RelaisMailFolder *folder = relais_mail_item_get_folder (item);
  g_autoptr(RelaisMailAccount) account = relais_mail_folder_dup_account (folder);

  self->item = g_object_ref (item);
  self->item_id = g_signal_connect_swapped (item, "notify", G_CALLBACK (show_item), self);
  /* The mailbox may go at this moment: the row, which showed another message, still says what it is. */
  if (account != NULL)
    {
      self->row = relais_triage_dup_row (relais_workspace_get_triage (self->workspace), relais_mail_account_get_id (account),
                                         relais_mail_folder_get_full_name (folder), relais_mail_item_get_uid (item));
      self->row_id = g_signal_connect_swapped (self->row, "changed", G_CALLBACK (show_item), self);
    }
  show_item (self);
}

static void
item_found_cb (gpointer      owner,
               const GValue *value,
               const GError *error,
               gpointer      user_data)
{
  if (error == NULL)
    take_item (owner, g_value_get_object (value));
}

static void
located_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisInboxRow *self = owner;
  const RelaisPlace *place = error == NULL ? g_value_get_boxed (value) : NULL;
  RelaisMailFolder *folder = place != NULL ? relais_mail_get_folder_at (relais_workspace_get_mail (self->workspace), place) : NULL;

  if (folder == NULL)
    return;
  relais_cancellable_renew (&self->finding);
  relais_future_to_ui (relais_mail_folder_load_item (folder, place->uid), self, self->finding, item_found_cb, NULL);
}

/* What the search knows is shown at once; what the folder knows (unread, flagged) with the item, which is there a moment later, or never when
 * the message is nowhere any more. */
static void
show_record (RelaisInboxRow     *self,
             RelaisTriageRecord *record)
{
  RelaisIntake *intake = relais_mail_get_intake (relais_workspace_get_mail (self->workspace));

  show_head (self, relais_triage_record_get_sender (record), relais_triage_record_get_address (record),
             relais_triage_record_get_subject (record), relais_triage_record_get_date (record), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->attachment), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->flagged), FALSE);
  show_fate (self, relais_triage_record_get_kind (record), relais_triage_record_get_fate (record),
             relais_triage_record_get_delivery (record), relais_triage_record_get_member (record));
  update_accessible_label (self, FALSE);

  relais_cancellable_renew (&self->finding);
  relais_future_to_ui (relais_intake_locate (intake, relais_triage_record_get_message (record)), self, self->finding, located_cb, NULL);
}

void
relais_inbox_row_bind (RelaisInboxRow *self,
                       GObject        *item,
                       GtkListItem    *list_item)
{
  g_return_if_fail (RELAIS_IS_INBOX_ROW (self));

  relais_inbox_row_unbind (self);
  self->list_item = list_item;
  if (RELAIS_IS_MAIL_ITEM (item))
    take_item (self, RELAIS_MAIL_ITEM (item));
  else
    show_record (self, RELAIS_TRIAGE_RECORD (item));
}

void
relais_inbox_row_unbind (RelaisInboxRow *self)
{
  g_return_if_fail (RELAIS_IS_INBOX_ROW (self));

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (self->item != NULL)
    g_clear_signal_handler (&self->item_id, self->item);
  if (self->row != NULL)
    g_clear_signal_handler (&self->row_id, self->row);
  g_clear_object (&self->item);
  g_clear_object (&self->row);
  self->list_item = NULL;
}

static void
relais_inbox_row_dispose (GObject *object)
{
  RelaisInboxRow *self = RELAIS_INBOX_ROW (object);
  GtkWidget *child;

  relais_inbox_row_unbind (self);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_INBOX_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (relais_inbox_row_parent_class)->dispose (object);
}

static void
relais_inbox_row_class_init (RelaisInboxRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_inbox_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-inbox-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxRow, check);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxRow, unread);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxRow, attachment);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxRow, flagged);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxRow, fate_icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxRow, sender);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxRow, time);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxRow, subject);
  gtk_widget_class_bind_template_child (widget_class, RelaisInboxRow, fate);
  gtk_widget_class_set_css_name (widget_class, "inboxrow");
}

static void
relais_inbox_row_init (RelaisInboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Under its id, a kind may have got another name. */
static void
kinds_changed_cb (RelaisInboxRow *self)
{
  if (self->item != NULL)
    show_item (self);
}

GtkWidget *
relais_inbox_row_new (RelaisWorkspace *workspace)
{
  RelaisInboxRow *self = g_object_new (RELAIS_TYPE_INBOX_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (relais_workspace_get_kinds (workspace), "changed", G_CALLBACK (kinds_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

guint
relais_inbox_row_get_position (RelaisInboxRow *self)
{
  g_return_val_if_fail (RELAIS_IS_INBOX_ROW (self), GTK_INVALID_LIST_POSITION);

  return self->list_item != NULL ? gtk_list_item_get_position (self->list_item) : GTK_INVALID_LIST_POSITION;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              RelaisWorkspace          *workspace)
{
  GtkWidget *row = relais_inbox_row_new (workspace);
  GtkCheckButton *check = RELAIS_INBOX_ROW (row)->check;

  g_object_bind_property (list_item, "selected", check, "active", G_BINDING_SYNC_CREATE);
  g_object_bind_property (g_object_get_data (G_OBJECT (factory), "mode"), "selecting", check, "visible", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  relais_inbox_row_bind (RELAIS_INBOX_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item), list_item);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  relais_inbox_row_unbind (RELAIS_INBOX_ROW (gtk_list_item_get_child (list_item)));
}

/* See the header. */
void
relais_inbox_row_install (GtkGridView     *list,
                          RelaisWorkspace *workspace,
                          GObject         *mode)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  /* The list is part of @mode, so it does not outlive it. */
  g_object_set_data (G_OBJECT (factory), "mode", mode);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), workspace, G_CONNECT_DEFAULT);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_grid_view_set_factory (list, factory);
}
