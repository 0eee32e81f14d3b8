/* relais-triage-why.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-rule-words.h"
#include "relais-toast.h"
#include "relais-triage-why.h"
#include "relais-words.h"

struct _RelaisTriageWhy
{
  GtkPopover          parent_instance;

  GtkLabel           *reason;
  GtkSeparator       *separator;
  GtkButton          *always_button;
  GtkButton          *never_button;

  RelaisWorkspace    *workspace;   /* (owned) (nullable) */
  RelaisTriageRecord *record;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisTriageWhy, relais_triage_why, GTK_TYPE_POPOVER)

static void
add_paragraph (GString    *text,
               const char *sentence)
{
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, sentence);
}

static void
add_source (GString    *text,
            JsonObject *record,
            const char *source)
{
  const char *rule = json_object_get_string_member_with_default (record, "rule", "");
  const char *model = json_object_get_string_member_with_default (record, "model", "");
  g_autofree char *sentence = NULL;

  if (g_strcmp0 (source, "person") == 0)
    sentence = g_strdup (_("You said so."));
  else if (g_strcmp0 (source, "rule") == 0)
    sentence = g_strdup_printf (_("Your rule “%s” says so."), rule);
  else if (g_strcmp0 (source, "model") == 0)
    sentence = g_strdup_printf (_("The model %s was asked."), model);
  else
    sentence = g_strdup (_("Recognised on this machine, by what you and the packs taught."));
  add_paragraph (text, sentence);

  /* A rule may leave the kind as it was recognised and only say what happens. */
  if (rule[0] != '\0' && g_strcmp0 (source, "rule") != 0)
    {
      g_autofree char *other = g_strdup_printf (_("Your rule “%s” says what happens."), rule);

      add_paragraph (text, other);
    }
}

static void
add_words (GString    *text,
           JsonObject *record)
{
  JsonNode *why = json_object_get_member (record, "why");
  JsonArray *words = why != NULL && JSON_NODE_HOLDS_ARRAY (why) ? json_node_get_array (why) : NULL;

  if (words == NULL || json_array_get_length (words) == 0)
    return;
  add_paragraph (text, _("Words that counted:"));
  for (guint i = 0; i < json_array_get_length (words); i++)
    g_string_append_printf (text, "%s%s", i == 0 ? " " : ", ", json_array_get_string_element (words, i));
}

/* Returns: (transfer full) */
static char *
dup_reason (RelaisTriageWhy *self)
{
  JsonObject *record = relais_triage_record_get_record (self->record);
  const char *guard = json_object_get_string_member_with_default (record, "guard", NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  add_source (text, record, relais_triage_record_get_source (self->record));
  add_words (text, record);
  if (guard != NULL && !g_str_equal (guard, "allowed"))
    add_paragraph (text, _("It was not answered by itself: the safeguards asked for a person."));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static const char *
get_sender (RelaisTriageWhy *self)
{
  const char *name = relais_triage_record_get_sender (self->record);

  return name != NULL && name[0] != '\0' ? name : relais_triage_record_get_address (self->record);
}

/* For a label with a mnemonic. Returns: (transfer full) */
static char *
dup_sender (RelaisTriageWhy *self)
{
  GString *name = g_string_new (get_sender (self));

  g_string_replace (name, "_", "__", 0);

  return g_string_free_and_steal (name);
}

static RelaisKind *
get_kind (RelaisTriageWhy *self)
{
  return relais_kind_store_find (relais_workspace_get_kinds (self->workspace), relais_triage_record_get_kind (self->record));
}

/* Mail of this sender is always of this kind, and handled as this one was. */
static JsonNode *
make_always (RelaisTriageWhy *self)
{
  RelaisKind *kind = get_kind (self);
  RelaisAction action = relais_triage_record_get_action (self->record);
  JsonObject *object = json_object_new ();
  JsonObject *conditions = json_object_new ();
  JsonObject *consequence = json_object_new ();
  /* Translators: the name of a rule: a person, and what their mail always is */
  g_autofree char *name = g_strdup_printf (_("%1$s: always %2$s"), get_sender (self),
                                           kind != NULL ? relais_kind_get_name (kind, relais_words_get_language ())
                                                        : relais_words_get_action (RELAIS_ACTION_IGNORE));

  json_object_set_string_member (conditions, "sender", relais_triage_record_get_address (self->record));
  if (kind != NULL)
    json_object_set_string_member (consequence, "kind", relais_kind_get_id (kind));
  else
    json_object_set_string_member (consequence, "action", relais_action_to_string (RELAIS_ACTION_IGNORE));
  if (kind != NULL && action != RELAIS_ACTION_NONE && action != relais_kind_get_action (kind))
    json_object_set_string_member (consequence, "action", relais_action_to_string (action));
  json_object_set_string_member (object, "name", name);
  json_object_set_object_member (object, "if", conditions);
  json_object_set_object_member (object, "then", consequence);

  return json_node_init_object (json_node_alloc (), object);
}

/* Mail of this kind from this sender waits for a person instead; what already did is left alone from now on. */
static JsonNode *
make_never (RelaisTriageWhy *self)
{
  RelaisAction action = relais_triage_record_get_action (self->record);
  RelaisKind *kind = get_kind (self);
  JsonObject *object = json_object_new ();
  JsonObject *conditions = json_object_new ();
  JsonObject *consequence = json_object_new ();
  /* Translators: the name of a rule: a person, and what is never done with their mail, as in “Camille Morel: never “Propose an answer”” */
  g_autofree char *name = g_strdup_printf (_("%1$s: never “%2$s”"), get_sender (self), relais_words_get_action (action));

  json_object_set_string_member (conditions, "kind", relais_kind_get_id (kind));
  json_object_set_string_member (conditions, "sender", relais_triage_record_get_address (self->record));
  json_object_set_string_member (consequence, "action",
                                 relais_action_to_string (action == RELAIS_ACTION_TASK ? RELAIS_ACTION_IGNORE : RELAIS_ACTION_TASK));
  json_object_set_string_member (object, "name", name);
  json_object_set_object_member (object, "if", conditions);
  json_object_set_object_member (object, "then", consequence);

  return json_node_init_object (json_node_alloc (), object);
}

static void
undo_cb (RelaisTriageWhy *self,
         AdwToast        *toast)
{
  const gint64 *id = g_object_get_data (G_OBJECT (toast), "rule");

  if (self->workspace != NULL)
    relais_future_to_ui (relais_triage_remove_rule (relais_workspace_get_triage (self->workspace), *id), self, NULL,
                         relais_toast_error_cb, NULL);
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisTriageWhy *self = owner;
  AdwToast *toast;
  gint64 id;

  if (error != NULL)
    {
      relais_toast_error_cb (self, value, error, NULL);
      return;
    }

  /* It is about one person: it stands above the rules about many. */
  id = g_value_get_int64 (value);
  relais_future_to_ui (relais_triage_sort_rules (relais_workspace_get_triage (self->workspace), &id, 1), self, NULL,
                       relais_toast_error_cb, NULL);
  toast = relais_toast_new_undo (_("Rule added. It counts from the next message on."), 8);
  g_object_set_data_full (G_OBJECT (toast), "rule", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  relais_toast_show (GTK_WIDGET (self), toast);
}

/* @definition: (transfer full) */
static void
add_rule (RelaisTriageWhy *self,
          JsonNode        *definition)
{
  relais_future_to_ui (relais_triage_save_rule (relais_workspace_get_triage (self->workspace), 0, definition), self, NULL,
                       saved_cb, NULL);
  json_node_unref (definition);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
always_cb (RelaisTriageWhy *self)
{
  add_rule (self, make_always (self));
}

static void
never_cb (RelaisTriageWhy *self)
{
  add_rule (self, make_never (self));
}

/* The label is the button’s own: it alone lets go of it. */
static void
set_label (GtkButton  *button,
           const char *text)
{
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (button)), text);
}

/* What exactly it will say in the list of rules. */
static void
show_sentence (RelaisTriageWhy *self,
               GtkButton       *button,
               JsonNode        *definition)
{
  g_autoptr(JsonNode) node = definition;
  g_autoptr(RelaisRule) rule = relais_rule_new_from_json (0, node, NULL);
  g_autofree char *sentence = rule != NULL ? relais_rule_dup_sentence (self->workspace, rule) : NULL;

  gtk_widget_set_tooltip_text (GTK_WIDGET (button), sentence);
}

void
relais_triage_why_show (RelaisTriageWhy    *self,
                        RelaisTriageRecord *record)
{
  g_autofree char *reason = NULL;
  g_autofree char *always = NULL;
  g_autofree char *never = NULL;
  g_autofree char *sender = NULL;
  const char *address;
  gboolean possible;

  g_return_if_fail (RELAIS_IS_TRIAGE_WHY (self));
  g_return_if_fail (self->workspace != NULL);

  g_set_object (&self->record, record);
  address = relais_triage_record_get_address (record);
  possible = address != NULL && address[0] != '\0';
  reason = dup_reason (self);
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->separator), possible);
  gtk_widget_set_visible (GTK_WIDGET (self->always_button), possible);
  gtk_widget_set_visible (GTK_WIDGET (self->never_button), possible && get_kind (self) != NULL);
  if (!possible)
    return;

  sender = dup_sender (self);
  /* Translators: a button; the name of who wrote */
  always = g_strdup_printf (_("_Always Do This for %s"), sender);
  set_label (self->always_button, always);
  show_sentence (self, self->always_button, make_always (self));
  if (get_kind (self) == NULL)
    return;
  /* Translators: a button; the name of who wrote */
  never = g_strdup_printf (_("_Never Do This for %s"), sender);
  set_label (self->never_button, never);
  show_sentence (self, self->never_button, make_never (self));
}

void
relais_triage_why_set_workspace (RelaisTriageWhy *self,
                                 RelaisWorkspace *workspace)
{
  g_return_if_fail (RELAIS_IS_TRIAGE_WHY (self));

  g_set_object (&self->workspace, workspace);
}

static void
relais_triage_why_dispose (GObject *object)
{
  RelaisTriageWhy *self = RELAIS_TRIAGE_WHY (object);

  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_TRIAGE_WHY);

  G_OBJECT_CLASS (relais_triage_why_parent_class)->dispose (object);
}

static void
relais_triage_why_class_init (RelaisTriageWhyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = relais_triage_why_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-triage-why.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageWhy, reason);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageWhy, separator);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageWhy, always_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTriageWhy, never_button);
  gtk_widget_class_bind_template_callback (widget_class, always_cb);
  gtk_widget_class_bind_template_callback (widget_class, never_cb);
}

static void
relais_triage_why_init (RelaisTriageWhy *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
