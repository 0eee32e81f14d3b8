/* relais-message-view-head.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-message-view-private.h"
#include "relais-time-label-private.h"
#include "relais-words.h"

static char *
dup_addresses (const RelaisParsedAddress *addresses,
               guint                      n_addresses,
               gboolean                   whole)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < n_addresses; i++)
    {
      g_string_append (names, i > 0 ? ", " : "");
      if (whole && addresses[i].name != NULL)
        g_string_append_printf (names, "%s <%s>", addresses[i].name, addresses[i].address);
      else
        g_string_append (names, addresses[i].name != NULL && !whole ? addresses[i].name : addresses[i].address);
    }

  return g_string_free_and_steal (names);
}

static void
add_detail (RelaisMessageView *self,
            const char        *title,
            const char        *value)
{
  GtkWidget *name;
  GtkWidget *text;
  int row = 0;

  if (value == NULL || value[0] == '\0')
    return;

  while (gtk_grid_get_child_at (self->details, 0, row) != NULL)
    row++;
  name = gtk_label_new (title);
  text = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (name), 1);
  gtk_label_set_yalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "dimmed");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 32);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_focusable (text, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_grid_attach (self->details, name, 0, row, 1, 1);
  gtk_grid_attach (self->details, text, 1, row, 1, 1);
}

static void
fill_details (RelaisMessageView   *self,
              RelaisParsedMessage *parsed)
{
  guint n_to;
  guint n_cc;
  const RelaisParsedAddress *to = relais_parsed_message_get_to (parsed, &n_to);
  const RelaisParsedAddress *cc = relais_parsed_message_get_cc (parsed, &n_cc);
  const RelaisParsedAddress from = {
    (char *) relais_parsed_message_get_from_name (parsed), (char *) relais_parsed_message_get_from_address (parsed),
  };
  g_autofree char *sender = dup_addresses (&from, from.address != NULL ? 1 : 0, TRUE);
  g_autofree char *recipients = dup_addresses (to, n_to, TRUE);
  g_autofree char *copies = dup_addresses (cc, n_cc, TRUE);
  g_autofree char *date = relais_words_dup_full_time (relais_parsed_message_get_date (parsed) * 1000);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->details))) != NULL)
    gtk_grid_remove (self->details, child);
  add_detail (self, C_("header", "From"), sender);
  add_detail (self, C_("header", "Answers go to"), relais_parsed_message_get_reply_to (parsed));
  add_detail (self, C_("header", "To"), recipients);
  add_detail (self, C_("header", "Copy"), copies);
  add_detail (self, C_("header", "Date"), date);
  add_detail (self, C_("header", "List"), relais_parsed_message_get_list_id (parsed));
  add_detail (self, C_("header", "Message-ID"), relais_parsed_message_get_message_id (parsed));
}

static char *
dup_short_date (gint64 seconds)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (seconds);

  if (seconds <= 0 || then == NULL)
    return g_strdup ("");

  /* Translators: day and time of a message beside its sender, as strftime writes it */
  return g_date_time_format (then, _("%-e %b %Y, %H:%M"));
}

/* See the private header. The address has a line of its own and is never cut: a name is what the sender likes to be called. */
void
relais_message_view_show_head (RelaisMessageView *self)
{
  RelaisParsedMessage *parsed = relais_mail_message_get_parsed (self->message);
  const char *subject = relais_parsed_message_get_subject (parsed);
  const char *name = relais_parsed_message_get_from_name (parsed);
  const char *address = relais_parsed_message_get_from_address (parsed);
  guint n_to;
  const RelaisParsedAddress *to = relais_parsed_message_get_to (parsed, &n_to);
  g_autofree char *names = dup_addresses (to, n_to, FALSE);
  /* Translators: to whom a message went */
  g_autofree char *recipients = n_to > 0 ? g_strdup_printf (_("To %s"), names) : g_strdup (_("No recipients named"));
  g_autofree char *date = dup_short_date (relais_parsed_message_get_date (parsed));

  gtk_label_set_label (self->subject, subject[0] != '\0' ? subject : _("(No subject)"));
  gtk_label_set_label (self->sender, name != NULL ? name : address != NULL ? address : _("No sender named"));
  gtk_label_set_label (self->address, address != NULL ? address : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address), name != NULL && address != NULL);
  gtk_label_set_label (self->recipients, recipients);
  /* Else what stands in its popover would be part of it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->details_button), GTK_ACCESSIBLE_PROPERTY_LABEL, recipients, -1);
  relais_time_label_show (self->date, date, relais_parsed_message_get_date (parsed) * 1000);
  adw_avatar_set_text (self->avatar, name != NULL ? name : address);
  fill_details (self, parsed);
}
