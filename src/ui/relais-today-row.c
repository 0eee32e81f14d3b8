/* relais-today-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-answer-words.h"
#include "relais-today-row.h"
#include "relais-words.h"

/* Of an answer, this many characters are more than a row shows. */
#define MAX_LINE 240

struct _RelaisTodayRow
{
  GtkListBoxRow       parent_instance;

  GtkLabel           *sender;
  GtkLabel           *time;
  GtkLabel           *subject;
  GtkImage           *icon;
  GtkLabel           *line;
  GtkButton          *button;

  RelaisWorkspace    *workspace;   /* (owned) */
  RelaisTriageRecord *record;      /* (owned) */
  RelaisTodayGroup    group;
};

G_DEFINE_FINAL_TYPE (RelaisTodayRow, relais_today_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  DEED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

gboolean
relais_today_is_whole (RelaisTriageRecord *record)
{
  JsonNode *missing = json_object_get_member (relais_triage_record_get_record (record), "missing");

  return missing == NULL || !JSON_NODE_HOLDS_ARRAY (missing) || json_array_get_length (json_node_get_array (missing)) == 0;
}

char *
relais_today_dup_answer (RelaisWorkspace    *workspace,
                         RelaisTriageRecord *record)
{
  const char *text = relais_triage_record_get_answer_text (record);
  g_autoptr(GString) line = g_string_new (NULL);
  gboolean blank = FALSE;

  if (relais_answer_is_forward (record))
    /* Translators: to whom a message is passed on */
    return g_strdup_printf (_("Pass on to %s"), relais_answer_get_recipient (workspace, record));

  for (const char *c = text != NULL ? text : ""; *c != '\0' && line->len < MAX_LINE; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isspace (letter))
        {
          blank = line->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (line, ' ');
      blank = FALSE;
      g_string_append_unichar (line, letter);
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

gboolean
relais_today_is_undelivered (RelaisTriageRecord *record)
{
  int delivery = relais_triage_record_get_delivery (record);

  return delivery == RELAIS_DELIVERY_BOUNCED || delivery == RELAIS_DELIVERY_FAILED || delivery == RELAIS_DELIVERY_UNCERTAIN;
}

/* What came of an answer that did not arrive, and so what to do. */
static const char *
get_trouble (RelaisTriageRecord *record)
{
  switch (relais_triage_record_get_delivery (record))
    {
    case RELAIS_DELIVERY_BOUNCED:
      return _("Your answer came back. Check the address.");
    case RELAIS_DELIVERY_FAILED:
      return _("The mail server refused your answer.");
    case RELAIS_DELIVERY_UNCERTAIN:
      return _("The connection broke: it may have been sent. Look in Sent first.");
    default:
      return _("This message could not be read.");
    }
}

static const char *
get_deed (RelaisTodayGroup    group,
          RelaisTriageRecord *record)
{
  switch (group)
    {
    case RELAIS_TODAY_WAITING:
      return relais_today_is_whole (record) ? _("_Send") : _("_Complete…");
    case RELAIS_TODAY_TASKS:
      return _("_Done");
    case RELAIS_TODAY_FAILED:
      return relais_triage_record_get_delivery (record) == RELAIS_DELIVERY_BOUNCED ? _("_Look…") : _("_Try Again");
    case RELAIS_TODAY_UNANSWERED:
    case RELAIS_TODAY_AUTOMATIC:
    default:
      return NULL;
    }
}

static char *
dup_line (RelaisWorkspace    *workspace,
          RelaisTodayGroup    group,
          RelaisTriageRecord *record)
{
  RelaisKind *kind = relais_kind_store_find (relais_workspace_get_kinds (workspace), relais_triage_record_get_kind (record));
  const char *name = kind != NULL ? relais_kind_get_name (kind, relais_words_get_language ()) : NULL;
  RelaisMember *who = relais_team_find (relais_workspace_get_team (workspace), relais_triage_record_get_member (record));
  g_autofree char *answer = NULL;
  g_autofree char *assigned = NULL;
  const char *rest = NULL;

  if (who != NULL && relais_triage_record_get_fate (record) == RELAIS_FATE_ASSIGNED)
    rest = assigned = g_strdup_printf ("%s · %s", relais_words_get_fate (RELAIS_FATE_ASSIGNED), relais_member_get_name (who));
  else if (group == RELAIS_TODAY_FAILED)
    rest = get_trouble (record);
  else if (group == RELAIS_TODAY_WAITING || group == RELAIS_TODAY_AUTOMATIC)
    rest = answer = relais_today_dup_answer (workspace, record);
  else if (who != NULL)
    rest = relais_member_get_name (who);

  if (name == NULL || rest == NULL || rest[0] == '\0')
    return g_strdup (name != NULL ? name : (rest != NULL ? rest : ""));

  return g_strdup_printf ("%s · %s", name, rest);
}

static void
clicked_cb (RelaisTodayRow *self)
{
  g_signal_emit (self, signals[DEED], 0);
}

static void
relais_today_row_dispose (GObject *object)
{
  RelaisTodayRow *self = RELAIS_TODAY_ROW (object);

  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_TODAY_ROW);

  G_OBJECT_CLASS (relais_today_row_parent_class)->dispose (object);
}

static void
relais_today_row_class_init (RelaisTodayRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_today_row_dispose;

  signals[DEED] = g_signal_new ("deed", RELAIS_TYPE_TODAY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-today-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayRow, sender);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayRow, time);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayRow, subject);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayRow, line);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayRow, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
relais_today_row_init (RelaisTodayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* See the header. */
void
relais_today_row_update (RelaisTodayRow *self)
{
  g_autofree char *line = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (RELAIS_IS_TODAY_ROW (self));

  line = dup_line (self->workspace, self->group, self->record);
  gtk_label_set_label (self->line, line);
  label = g_strjoin (", ", gtk_label_get_label (self->sender), gtk_label_get_label (self->subject), line,
                     gtk_label_get_label (self->time), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

GtkWidget *
relais_today_row_new (RelaisWorkspace    *workspace,
                      RelaisTodayGroup    group,
                      RelaisTriageRecord *record)
{
  RelaisTodayRow *self = g_object_new (RELAIS_TYPE_TODAY_ROW, NULL);
  const char *sender = relais_triage_record_get_sender (record);
  const char *subject = relais_triage_record_get_subject (record);
  const char *deed = get_deed (group, record);
  g_autofree char *time = relais_words_dup_time (relais_triage_record_get_date (record));

  self->workspace = g_object_ref (workspace);
  self->group = group;
  self->record = g_object_ref (record);
  if (sender == NULL || sender[0] == '\0')
    sender = relais_triage_record_get_address (record);
  if (subject == NULL || subject[0] == '\0')
    subject = _("(No subject)");

  gtk_label_set_label (self->sender, sender);
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->subject, subject);
  gtk_image_set_from_icon_name (self->icon, relais_words_get_fate_icon (relais_triage_record_get_fate (record)));
  gtk_widget_set_visible (GTK_WIDGET (self->button), deed != NULL);
  if (deed != NULL)
    gtk_button_set_label (self->button, deed);
  relais_today_row_update (self);

  return GTK_WIDGET (self);
}

RelaisTriageRecord *
relais_today_row_get_record (RelaisTodayRow *self)
{
  g_return_val_if_fail (RELAIS_IS_TODAY_ROW (self), NULL);

  return self->record;
}
